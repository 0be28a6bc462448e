//! `portico staff` and `portico audit`.

use std::io::BufRead;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use anyhow::Context;
use jiff::Timestamp;
use tokio::runtime::Runtime;
use uuid::Uuid;
use zeroize::Zeroizing;

use crate::config::Config;
use crate::kiosk::{self, Instead, Kiosk};
use crate::service::Services;
use crate::service::central::Override;
use crate::staff::{Roster, Trail, Verdict};

/// How long central may take to be told at once.
const TELLING: Duration = Duration::from_secs(8);

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
            // Opened first: what cannot be written down is not done.
            let trail = open_trail(&config)?;
            roster.add(id, &read_pin()?)?;
            write_down(&config, &trail, "staff-add", id)?;
            crate::say!("{id} may override.");
        }
        StaffAction::List => {
            for member in roster.members() {
                crate::say!("{}\t{}", member.id, if member.active { "active" } else { "disabled" });
            }
        }
        StaffAction::Disable { id } => {
            let trail = open_trail(&config)?;
            roster.disable(id)?;
            write_down(&config, &trail, "staff-disable", id)?;
            crate::say!("{id} may no longer override.");
        }
    }

    Ok(ExitCode::SUCCESS)
}

/// Verifies or exports the audit trail.
pub fn audit(arguments: &AuditArguments) -> anyhow::Result<ExitCode> {
    let config = super::load(&arguments.config)?;
    let trail = open_trail(&config)?;
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

/// Asks for a PIN on the standard input; anything but this member's is an error, and is written down.
pub fn ask_for_pin(services: &Services, runtime: &Runtime, staff: &str) -> anyhow::Result<()> {
    let verdict = services.roster.verify(&read_pin()?);
    if matches!(&verdict, Verdict::Welcome(id) if id == staff) {
        return Ok(());
    }
    report(services, runtime, act("refused", "unknown", "command-line"))?;
    match verdict {
        Verdict::Locked(seconds) => anyhow::bail!("there were too many wrong PINs: wait {seconds} seconds"),
        Verdict::Unknown | Verdict::Welcome(_) => anyhow::bail!("this is not the PIN of {staff}"),
    }
}

/// Writes what was done to the audit trail, and tells central, now or once it is back.
pub fn report(services: &Services, runtime: &Runtime, act: Override) -> anyhow::Result<()> {
    services.trail.append(&act)?;
    tell(services, runtime, act);

    Ok(())
}

/// Something that is done at the command line, and not on a session.
pub fn act(action: &'static str, who: &str, why: &str) -> Override {
    Override {
        action,
        who: who.to_owned(),
        why: why.to_owned(),
        when: Timestamp::now(),
        session: Uuid::nil(),
    }
}

fn open_trail(config: &Config) -> anyhow::Result<Trail> {
    let key = kiosk::open_vault(config)?.master_key()?.subkey(kiosk::TRAIL_KEY);

    Ok(Trail::open(&config.kiosk.data, key)?)
}

/// Writes a change of the roster down. A kiosk that knows no central yet has nobody else to tell.
fn write_down(config: &Config, trail: &Trail, action: &'static str, whom: &str) -> anyhow::Result<()> {
    let act = act(action, &who_types(), whom);
    trail.append(&act)?;
    if config.central.url.is_empty() {
        return Ok(());
    }
    let runtime = super::runtime()?;
    let _inside = runtime.enter();
    match Kiosk::assemble(config.clone(), Instead::default()) {
        Ok(kiosk) => tell(&kiosk.services, &runtime, act),
        Err(error) => eprintln!("portico: central was not told: {error}"),
    }

    Ok(())
}

/// The outbox keeps it, so that the kiosk delivers it later where central is away.
fn tell(services: &Services, runtime: &Runtime, act: Override) {
    let report = services.central.report(act);
    runtime.block_on(async {
        let _ = tokio::time::timeout(TELLING, report).await;
    });
}

/// Whoever types at the command line, as the operating system calls them.
fn who_types() -> String {
    let user = ["SUDO_USER", "USER", "USERNAME"]
        .iter()
        .find_map(|name| std::env::var(name).ok().filter(|user| !user.is_empty()));

    format!("os:{}", user.as_deref().unwrap_or("unknown"))
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
