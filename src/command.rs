//! What each command of the command line does.

mod central;
mod demo;
mod doctor;
mod enroll;
mod outbox;
mod print;
mod read;
mod rehearse;
mod staff;
mod tour;
mod window;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context;
use clap::Subcommand;
use iced::Size;

use crate::config::{Config, VaultKind};

/// The commands.
#[derive(Subcommand)]
pub enum Command {
    /// The kiosk, full screen.
    Run {
        /// The configuration.
        #[arg(long, default_value = "portico.toml")]
        config: PathBuf,
    },
    /// The kiosk with an embedded central, demo people, demo cards and printers that write files.
    Demo(demo::Arguments),
    /// The embedded central alone.
    Central(central::Arguments),
    /// Plays people through the real screens, without a window.
    Rehearse(rehearse::Arguments),
    /// A picture of every screen.
    Tour(tour::Arguments),
    /// What the camera pipeline makes of pictures.
    Read(read::Arguments),
    /// Paper: wristband, ticket or receipt of a visit, as PDF, as ZPL or out of a printer.
    Print(print::Arguments),
    /// The queue of registrations that central has not acknowledged.
    Outbox(outbox::Arguments),
    /// Who may override.
    Staff(staff::StaffArguments),
    /// What staff did.
    Audit(staff::AuditArguments),
    /// Makes the kiosk's key, prints what central must register, and checks that a token is granted.
    Enroll(enroll::Arguments),
    /// What works here, and how to mend what does not.
    Doctor(doctor::Arguments),
}

/// Runs a command.
pub fn run(command: Command) -> anyhow::Result<ExitCode> {
    match command {
        Command::Run { config } => window::run(load(&config)?),
        Command::Demo(arguments) => demo::run(&arguments),
        Command::Central(arguments) => central::run(arguments),
        Command::Rehearse(arguments) => rehearse::run(&arguments),
        Command::Tour(arguments) => tour::run(arguments),
        Command::Read(arguments) => read::run(&arguments),
        Command::Print(arguments) => print::run(&arguments),
        Command::Outbox(arguments) => outbox::run(&arguments),
        Command::Staff(arguments) => staff::run(&arguments),
        Command::Audit(arguments) => staff::audit(&arguments),
        Command::Enroll(arguments) => enroll::run(&arguments),
        Command::Doctor(arguments) => doctor::run(&arguments),
    }
}

/// Loads a configuration, and says aloud what is for development only.
fn load(path: &Path) -> anyhow::Result<Config> {
    let config = Config::load(path)?;
    warn_of_file_vault(&config);

    Ok(config)
}

fn warn_of_file_vault(config: &Config) {
    if config.vault == VaultKind::File {
        eprintln!(
            "portico: the sealing key stands in a file beside the data (vault = \"file\"): whoever has the disk has \
             everything. For development only."
        );
    }
}

/// A runtime for everything that waits.
fn runtime() -> anyhow::Result<tokio::runtime::Runtime> {
    tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .context("no runtime could be started")
}

/// `WIDTHxHEIGHT`.
fn size(text: &str) -> Result<Size, String> {
    let sides = text
        .split_once('x')
        .and_then(|(width, height)| Some((width.parse().ok()?, height.parse().ok()?)));

    match sides {
        Some((width, height)) if (320..=7680).contains(&width) && (320..=7680).contains(&height) => {
            Ok(Size::new(f32::from(width), f32::from(height)))
        }
        Some::<(u16, u16)>(_) => Err("each side must be between 320 and 7680".to_owned()),
        None => Err("must look like 1080x1920".to_owned()),
    }
}

/// Writes a line to the standard output. Whoever has closed it, as `head` does, has seen enough: that is no panic.
#[macro_export]
macro_rules! say {
    ($($words:tt)*) => {
        $crate::command::say_line(format_args!($($words)*))
    };
}

/// What [`say!`] does.
pub fn say_line(words: std::fmt::Arguments<'_>) {
    use std::io::Write;

    if writeln!(std::io::stdout(), "{words}").is_err() {
        std::process::exit(0);
    }
}
