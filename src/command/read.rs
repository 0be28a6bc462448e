//! `portico read`.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use capture::{ReadContext, Tesseract};

use crate::config::Config;

/// `portico read`.
#[derive(clap::Args)]
pub struct Arguments {
    /// Pictures of cards, documents or codes.
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// One JSON object a line.
    #[arg(long)]
    json: bool,
    /// The kiosk's configuration: it names the issuers whose health cards are believed, and payers and plans besides
    /// the built-in ones. Without it no health card is believed.
    #[arg(long)]
    config: Option<PathBuf>,
}

/// Reads the pictures, one after another.
pub fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let reader = Tesseract::find()?;
    let context = context(arguments.config.as_deref())?;
    for file in &arguments.files {
        let reading = capture::read_file_with(file, &reader, &context);
        let reading = if arguments.json {
            serde_json::to_string(&reading)?
        } else {
            serde_json::to_string_pretty(&reading)?
        };
        crate::say!("{reading}");
    }

    Ok(ExitCode::SUCCESS)
}

fn context(file: Option<&Path>) -> anyhow::Result<ReadContext> {
    let Some(file) = file else {
        return Ok(ReadContext::default());
    };
    let config = Config::load(file)?;

    Ok(ReadContext::new(config.issuers(), config.payer_table()))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn a_picture_is_read_with_the_payers_of_the_site() {
        let directory = tempfile::tempdir().unwrap();
        let file = directory.path().join("portico.toml");
        std::fs::write(&file, "[payers]\nnames = [\"Millbrook Union Fund\"]\n").unwrap();
        let spelled = |file: Option<&Path>| context(file).unwrap().payers.spelled("M1llbrook Union Fund");

        assert_eq!(spelled(Some(&file)).as_deref(), Some("Millbrook Union Fund"));
        assert_eq!(spelled(None), None);
    }
}
