//! `portico rehearse`.

use std::path::PathBuf;
use std::process::ExitCode;

use iced::Size;

use crate::rehearse::{self, Options, Persona, Rehearsal};

/// `portico rehearse`.
#[derive(clap::Args)]
pub struct Arguments {
    /// Who walks up.
    #[arg(required = true, value_name = "PERSONA.toml")]
    personas: Vec<PathBuf>,
    /// The kiosk's configuration; a fresh demonstration where none is given.
    #[arg(long)]
    config: Option<PathBuf>,
    /// Where pictures of every screen and the paper go.
    #[arg(long)]
    shots: Option<PathBuf>,
    /// Size of the screen.
    #[arg(long, value_parser = super::size, default_value = "1080x1920")]
    size: Size,
    /// One JSON object a line.
    #[arg(long)]
    json: bool,
}

/// Plays the personas, one after another.
pub fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let personas = arguments
        .personas
        .iter()
        .map(|path| Persona::load(path))
        .collect::<Result<Vec<_>, _>>()?;
    let config = arguments.config.as_ref().map(|path| super::load(path)).transpose()?;
    let runtime = super::runtime()?;
    let options = Options {
        config,
        shots: arguments.shots.clone(),
        size: arguments.size,
        greeting: None,
    };
    let rehearsal = runtime.block_on(Rehearsal::prepare(options))?;
    let honest = rehearse::run(&personas, &rehearsal, arguments.json)?;

    Ok(if honest { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
