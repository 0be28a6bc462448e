//! `portico doctor`.

use std::process::ExitCode;

/// `portico doctor`.
#[derive(clap::Args)]
pub struct Arguments {}

/// Looks at everything.
pub fn run(_arguments: &Arguments) -> anyhow::Result<ExitCode> {
    Ok(ExitCode::FAILURE)
}
