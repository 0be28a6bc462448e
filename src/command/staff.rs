//! `portico staff` and `portico audit`.

use std::process::ExitCode;

use crate::staff::Roster;

/// `portico staff`.
#[derive(clap::Args)]
pub struct StaffArguments {}

/// `portico audit`.
#[derive(clap::Args)]
pub struct AuditArguments {}

/// Adds, lists or disables staff.
pub fn run(_arguments: &StaffArguments) -> anyhow::Result<ExitCode> {
    Ok(ExitCode::FAILURE)
}

/// Verifies or exports the audit trail.
pub fn audit(_arguments: &AuditArguments) -> anyhow::Result<ExitCode> {
    Ok(ExitCode::FAILURE)
}

/// Asks for a PIN on the standard input; wrong ones are an error.
pub fn ask_for_pin(_roster: &Roster, _staff: &str) -> anyhow::Result<()> {
    anyhow::bail!("wrong PIN")
}
