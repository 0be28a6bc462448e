//! `portico read`.

use std::path::PathBuf;
use std::process::ExitCode;

use capture::health_card::Issuers;
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
    /// The kiosk's configuration: it names the issuers whose health cards are believed. Without it nobody's are.
    #[arg(long)]
    config: Option<PathBuf>,
}

/// Reads the pictures, one after another.
pub fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let reader = Tesseract::find()?;
    let issuers = match &arguments.config {
        Some(path) => Config::load(path)?.issuers(),
        None => Issuers::default(),
    };
    let context = ReadContext::new(issuers);
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
