//! `portico outbox`.

use std::path::PathBuf;
use std::process::ExitCode;

use serde_json::json;

use crate::kiosk::{Instead, Kiosk};

/// `portico outbox`.
#[derive(clap::Args)]
pub struct Arguments {
    /// What to do.
    #[command(subcommand)]
    action: Action,
    /// The configuration.
    #[arg(long, global = true, default_value = "portico.toml")]
    config: PathBuf,
    /// One JSON object a line.
    #[arg(long, global = true)]
    json: bool,
}

#[derive(clap::Subcommand)]
enum Action {
    /// How much waits, and for how long.
    Status,
    /// Sends what waits, now.
    Drain,
    /// Every row, without private data.
    List {
        /// Shows what is sealed, to a member of staff.
        #[arg(long, value_name = "STAFF", requires = "pin")]
        reveal: Option<String>,
        /// Reads the PIN of that member of staff from the standard input.
        #[arg(long)]
        pin: bool,
    },
}

/// Looks into the queue, or sends it.
pub fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let runtime = super::runtime()?;
    let _inside = runtime.enter();
    let kiosk = Kiosk::assemble(super::load(&arguments.config)?, Instead::default())?;
    match &arguments.action {
        Action::Status => {
            let status = kiosk.outbox.status()?;
            crate::say!("{}", said(&json!(status), arguments.json));
        }
        Action::Drain => {
            let report = runtime.block_on(kiosk.sender.drain())?;
            crate::say!("{}", said(&json!(report), arguments.json));
        }
        Action::List { reveal, .. } => {
            if let Some(staff) = reveal {
                super::staff::ask_for_pin(&kiosk.services, &runtime, staff)?;
                let act = super::staff::act("reveal", staff, "command-line");
                super::staff::report(&kiosk.services, &runtime, act)?;
            }
            for row in kiosk.outbox.list()? {
                let mut line = json!(row);
                if reveal.is_some() {
                    line["sealed"] = json!(kiosk.outbox.reveal(row.id)?);
                }
                crate::say!("{}", said(&line, arguments.json));
            }
        }
    }

    Ok(ExitCode::SUCCESS)
}

/// One line of JSON, or `key: value` lines for a person.
fn said(value: &serde_json::Value, json: bool) -> String {
    if json {
        return value.to_string();
    }
    let Some(members) = value.as_object() else {
        return value.to_string();
    };

    members
        .iter()
        .map(|(key, value)| format!("{key}: {value}"))
        .collect::<Vec<_>>()
        .join("\n")
}
