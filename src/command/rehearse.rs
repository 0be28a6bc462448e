//! `portico rehearse`.

use std::path::PathBuf;
use std::process::ExitCode;

use iced::Size;

use crate::rehearse::{self, Options, Persona, Rehearsal, trial};

/// `portico rehearse`.
#[derive(clap::Args)]
pub struct Arguments {
    /// Who walks up.
    #[arg(
        required_unless_present = "faults",
        conflicts_with = "faults",
        value_name = "PERSONA.toml"
    )]
    personas: Vec<PathBuf>,
    /// Plays drawn people over a line that breaks in drawn ways, and counts at the end what was lost, doubled or
    /// falsely claimed. The same seed draws the same people and faults.
    #[arg(long, value_name = "SEED")]
    faults: Option<u64>,
    /// How many journeys are drawn.
    #[arg(long, value_name = "N", default_value_t = 100, requires = "faults")]
    count: u64,
    /// How many kiosks stand side by side, each with its own outbox and line.
    #[arg(long, value_name = "N", default_value_t = 8, requires = "faults")]
    kiosks: u64,
    /// Where the drawn people's kiosks keep their data, to be found again by a next run.
    #[arg(long, value_name = "DIR", requires_all = ["faults", "config"], hide = true)]
    data: Option<PathBuf>,
    /// The line answers transactions that central never sees, to see that false claims are noticed.
    #[arg(long, requires = "faults", hide = true)]
    lies: bool,
    /// The kiosk's configuration; a fresh demonstration where none is given.
    #[arg(long)]
    config: Option<PathBuf>,
    /// Where pictures of every screen and the paper go.
    #[arg(long)]
    shots: Option<PathBuf>,
    /// Size of the screen.
    #[arg(long, value_parser = super::size, default_value = "1080x1920")]
    size: Size,
    /// One JSON object a line.
    #[arg(long)]
    json: bool,
    /// Stand idle afterwards, until standard input ends: to look at what is left in memory.
    #[arg(long, hide = true)]
    stay: bool,
}

/// Plays the personas, one after another.
pub fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    if let Some(seed) = arguments.faults {
        return try_faults(seed, arguments);
    }
    let personas = arguments
        .personas
        .iter()
        .map(|path| Persona::load(path))
        .collect::<Result<Vec<_>, _>>()?;
    let config = arguments.config.as_ref().map(|path| super::load(path)).transpose()?;
    let runtime = super::runtime()?;
    let options = Options {
        config,
        shots: arguments.shots.clone(),
        size: arguments.size,
        greeting: None,
    };
    let rehearsal = runtime.block_on(Rehearsal::prepare(options))?;
    let honest = rehearse::run(&personas, &rehearsal, arguments.json)?;
    if arguments.stay {
        drop(personas);
        stand_idle(&rehearsal)?;
    }

    Ok(if honest { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Plays drawn people over a broken line. The last line is the count, as JSON.
fn try_faults(seed: u64, arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let runtime = super::runtime()?;
    let options = trial::Options {
        seed,
        count: arguments.count,
        kiosks: arguments.kiosks,
        config: arguments.config.as_ref().map(|path| super::load(path)).transpose()?,
        data: arguments.data.clone(),
        json: arguments.json,
        line: if arguments.lies {
            trial::Line::Transactions(faults::Schedule::listed(vec![faults::Fault::Lie; 5_000]))
        } else {
            trial::Line::Drawn
        },
        patient: false,
    };
    let report = trial::run(&options, &runtime)?;
    crate::say!("{}", serde_json::to_string(&report)?);

    Ok(if report.verdict.is_clean() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// Shows the attract screen to nobody, and says so once.
fn stand_idle(rehearsal: &Rehearsal) -> anyhow::Result<()> {
    let mut stage = rehearsal.stage()?;
    stage.picture();
    crate::say!("idle");
    std::io::copy(&mut std::io::stdin().lock(), &mut std::io::sink())?;

    Ok(())
}
