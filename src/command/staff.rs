//! `portico staff` and `portico audit`.

use std::io::BufRead;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context;
use zeroize::Zeroizing;

use crate::kiosk;
use crate::staff::{Roster, Trail, Verdict};

/// `portico staff`.
#[derive(clap::Args)]
pub struct StaffArguments {
    #[command(subcommand)]
    action: StaffAction,
    /// The configuration.
    #[arg(long, global = true, default_value = "portico.toml")]
    config: PathBuf,
}

#[derive(clap::Subcommand)]
enum StaffAction {
    /// Adds a member of staff; the PIN is read from the standard input.
    Add {
        /// The id that stands in the audit trail.
        id: String,
    },
    /// Everybody who is or was on the roster.
    List,
    /// Takes the right to override from a member of staff.
    Disable {
        /// Their id.
        id: String,
    },
}

/// `portico audit`.
#[derive(clap::Args)]
pub struct AuditArguments {
    #[command(subcommand)]
    action: AuditAction,
    /// The configuration.
    #[arg(long, global = true, default_value = "portico.toml")]
    config: PathBuf,
}

#[derive(clap::Subcommand)]
enum AuditAction {
    /// Checks that no entry was changed, swapped or taken out.
    Verify,
    /// Every entry, one JSON object a line.
    Export,
}

/// Adds, lists or disables staff.
pub fn run(arguments: &StaffArguments) -> anyhow::Result<ExitCode> {
    let config = super::load(&arguments.config)?;
    kiosk::make_private(&config.kiosk.data)?;
    let roster = Roster::open(&config.kiosk.data)?;
    match &arguments.action {
        StaffAction::Add { id } => {
            roster.add(id, &read_pin()?)?;
            crate::say!("{id} may override.");
        }
        StaffAction::List => {
            for member in roster.members() {
                crate::say!("{}\t{}", member.id, if member.active { "active" } else { "disabled" });
            }
        }
        StaffAction::Disable { id } => {
            roster.disable(id)?;
            crate::say!("{id} may no longer override.");
        }
    }

    Ok(ExitCode::SUCCESS)
}

/// Verifies or exports the audit trail.
pub fn audit(arguments: &AuditArguments) -> anyhow::Result<ExitCode> {
    let config = super::load(&arguments.config)?;
    let key = kiosk::open_vault(&config)?.master_key()?.subkey(kiosk::TRAIL_KEY);
    let trail = Trail::open(&config.kiosk.data, key)?;
    let entries = trail.entries()?;
    match arguments.action {
        AuditAction::Verify => crate::say!("{} entries, none changed and none missing.", entries.len()),
        AuditAction::Export => {
            for entry in entries {
                crate::say!("{}", serde_json::to_string(&entry)?);
            }
        }
    }

    Ok(ExitCode::SUCCESS)
}

/// Asks for a PIN on the standard input; anything but this member's is an error.
pub fn ask_for_pin(roster: &Roster, staff: &str) -> anyhow::Result<()> {
    match roster.verify(&read_pin()?) {
        Verdict::Welcome(id) if id == staff => Ok(()),
        _ => anyhow::bail!("this is not the PIN of {staff}"),
    }
}

fn read_pin() -> anyhow::Result<Zeroizing<String>> {
    eprint!("PIN: ");
    let mut line = Zeroizing::new(String::new());
    std::io::stdin()
        .lock()
        .read_line(&mut line)
        .context("no PIN could be read")?;

    Ok(Zeroizing::new(line.trim().to_owned()))
}
