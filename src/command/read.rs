//! `portico read`.

use std::path::PathBuf;
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
    let context = match &arguments.config {
        Some(path) => {
            let config = Config::load(path)?;
            ReadContext::new(config.issuers(), config.payer_table())
        }
        None => ReadContext::default(),
    };
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
