//! `portico read`.

use std::path::PathBuf;
use std::process::ExitCode;

use capture::Tesseract;

/// `portico read`.
#[derive(clap::Args)]
pub struct Arguments {
    /// Pictures of cards, documents or codes.
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// One JSON object a line.
    #[arg(long)]
    json: bool,
}

/// Reads the pictures, one after another.
pub fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let reader = Tesseract::find()?;
    for file in &arguments.files {
        let reading = capture::read_file(file, &reader);
        let reading = if arguments.json {
            serde_json::to_string(&reading)?
        } else {
            serde_json::to_string_pretty(&reading)?
        };
        crate::say!("{reading}");
    }

    Ok(ExitCode::SUCCESS)
}
