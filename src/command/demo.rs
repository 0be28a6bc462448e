//! `portico demo`.

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use iced::Size;

use super::window::{self, Window};
use crate::demo::{self, Demo, DemoCamera};
use crate::kiosk::{Instead, Kiosk};
use crate::rehearse::{self, Options, Rehearsal};

/// `portico demo`.
#[derive(clap::Args)]
pub struct Arguments {
    /// In a window instead of the whole screen.
    #[arg(long)]
    windowed: bool,
    /// Without a window: plays the demo personas and leaves pictures and paper.
    #[arg(long)]
    headless: bool,
    /// Where everything of the demonstration is kept.
    #[arg(long, default_value = "portico-demo")]
    data: PathBuf,
    /// Size of the window, or of the pictures.
    #[arg(long, value_parser = super::size, default_value = "1080x1920")]
    size: Size,
}

/// Opens the window, or rehearses where there is no display.
pub fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    if arguments.headless || !has_display() {
        if !arguments.headless {
            crate::say!("There is no display here, so the demo personas are played without a window.");
        }
        return headless(arguments);
    }
    let runtime = super::runtime()?;
    std::fs::create_dir_all(&arguments.data)?;
    let demo = runtime.block_on(Demo::start(&arguments.data))?;
    super::warn_of_file_vault(&demo.config);
    crate::say!("Central:     {}", demo.central.base);
    crate::say!(
        "Desk:        {} (token in {})",
        demo.central.desk_url(),
        demo.central.desk_token_path.display()
    );
    crate::say!("Paper:       {}", demo.directory.join("paper").display());
    crate::say!("Staff:       hold the top corner, PIN {}", demo::STAFF.1);
    crate::say!("To check in: code K7P-2QX, or born April 12 1985, María García-López");
    let kiosk = {
        let _inside = runtime.enter();
        let instead = Instead {
            camera: Some(Arc::new(DemoCamera::default())),
            ..Instead::default()
        };
        Kiosk::assemble(demo.config.clone(), instead)?
    };
    kiosk.services.roster.add(demo::STAFF.0, demo::STAFF.1)?;
    let windowed = arguments.windowed.then_some(arguments.size);

    window::open(kiosk, &runtime, Window { windowed })
}

fn headless(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let runtime = super::runtime()?;
    let shots = arguments.data.join("pictures");
    let options = Options {
        config: None,
        shots: Some(shots.clone()),
        size: arguments.size,
        greeting: None,
    };
    let rehearsal = runtime.block_on(Rehearsal::prepare(options))?;
    let personas = rehearsal.demo().map(Demo::personas).transpose()?.unwrap_or_default();
    let honest = rehearse::run(&personas, &rehearsal, false)?;
    crate::say!(
        "Pictures of every screen, and the wristbands, tickets and receipts: {}",
        shots.display()
    );

    Ok(if honest { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Whether a window can be opened. Only Unix has to be asked: elsewhere there always is a screen.
fn has_display() -> bool {
    !cfg!(all(unix, not(target_os = "macos")))
        || ["DISPLAY", "WAYLAND_DISPLAY"]
            .iter()
            .any(|name| std::env::var_os(name).is_some_and(|value| !value.is_empty()))
}
