//! `portico print`.

use std::process::ExitCode;

/// `portico print`.
#[derive(clap::Args)]
pub struct Arguments {}

/// Prints.
pub fn run(_arguments: &Arguments) -> anyhow::Result<ExitCode> {
    Ok(ExitCode::FAILURE)
}
