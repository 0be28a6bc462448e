//! Thousands of journeys over a line that breaks: what the screens said is held against what central and the outboxes
//! really have when all is over. See [`facts`] for what counts as lost, doubled or falsely claimed.

mod booth;
mod crowd;
mod evidence;
mod facts;
mod visitors;

use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use faults::{Fault, Schedule, Tally};
use serde::Serialize;
use sync::{Auth, ClientOptions, FhirClient, Secret};

use super::RehearseError;
use crate::config::Config;
use crate::demo::Demo;
use crate::kiosk::{client_options, open_vault};
use booth::{Booth, Played, Shared};
use crowd::Clinic;
pub use evidence::holds_arrival;
pub use facts::{Claim, Facts, Part, Verdict};

/// How long the outboxes may take to be empty when nothing fails any more.
const AT_THE_END: Duration = Duration::from_mins(3);

/// How long an unbroken exchange may take: what is asked for at the end may be much.
const WITNESS: Duration = Duration::from_secs(30);

/// So many journeys make a day, and each day has an embedded central and kiosks of its own.
const DAY: u64 = 1_500;

/// The most of what went wrong that is shown one by one.
const SHOWN: usize = 10;

/// Up to so many journeys the kiosks keep the visits of the day for when central is away.
const VISITS_KEPT: u64 = 500;

/// How a trial is run.
pub struct Options {
    /// From which people and faults are drawn.
    pub seed: u64,
    /// How many journeys.
    pub count: u64,
    /// How many kiosks stand side by side.
    pub kiosks: u64,
    /// The kiosk's configuration; an embedded central of its own where none is given.
    pub config: Option<Config>,
    /// Where the kiosks keep their data; a directory that vanishes where none is given.
    pub data: Option<PathBuf>,
    /// Prints each claim as it is shown.
    pub json: bool,
    /// How the line breaks.
    pub line: Line,
    /// Kiosks wait for central as long as it takes: for lines on which everything arrives in the end.
    pub patient: bool,
}

/// How the line between kiosks and central breaks while people stand at them. Afterwards it is whole.
#[derive(Clone, Debug)]
pub enum Line {
    /// As the seed draws it, anew for each journey.
    Drawn,
    /// Every request in the same way.
    Always(Fault),
    /// Transactions only, each journey by the same schedule.
    Transactions(Schedule),
}

/// The last line of a trial.
#[derive(Debug, Serialize)]
pub struct Report {
    /// What was said and what is true.
    #[serde(flatten)]
    pub verdict: Verdict,
    /// How long it took.
    pub seconds: f64,
    /// From which everything was drawn.
    pub seed: u64,
    /// How many journeys were played.
    pub count: u64,
    /// How many kiosks stood side by side.
    pub kiosks: u64,
    /// Of those who abandoned: how many wanted to go on and could not.
    pub gave_up: usize,
    /// Submissions that stand aside for staff.
    pub set_aside: usize,
    /// Submissions that still wait.
    pub waiting: usize,
    /// How many requests met which fault.
    pub faults: Tally,
    /// Why people gave up: the first few.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub reasons: Vec<String>,
    /// Of which sessions something is wrong: the first few.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub suspects: Vec<String>,
}

/// Plays, waits until everything could be delivered, and counts.
pub fn run(options: &Options, runtime: &tokio::runtime::Runtime) -> Result<Report, RehearseError> {
    let began = Instant::now();
    let mut report = Report {
        verdict: Verdict::default(),
        seconds: 0.0,
        seed: options.seed,
        count: options.count,
        kiosks: options.kiosks,
        gave_up: 0,
        set_aside: 0,
        waiting: 0,
        faults: Tally::default(),
        reasons: Vec::new(),
        suspects: Vec::new(),
    };
    // A central of somebody else's is the same all along.
    let day = if options.config.is_some() { options.count } else { DAY };
    let mut first = 0;
    while first < options.count {
        let last = options.count.min(first + day.max(1));
        report.add(play(options, first..last, runtime)?);
        first = last;
    }
    report.seconds = (began.elapsed().as_secs_f64() * 10.0).round() / 10.0;

    Ok(report)
}

impl Report {
    /// Adds what was said and what is true of it.
    fn add(&mut self, end: End) {
        let claims = &end.played.claims;
        self.verdict.add(&Verdict::of(claims, end.played.abandoned, &end.facts));
        self.gave_up += end.played.gave_up.len();
        self.set_aside += end.facts.set_aside.len();
        self.waiting += end.facts.waiting.len();
        self.faults.add(&end.tally);
        self.reasons.extend(end.played.gave_up);
        self.reasons.truncate(SHOWN);
        self.suspects.extend(end.facts.suspects(claims));
        self.suspects.truncate(SHOWN);
    }
}

/// Plays the journeys of one day and finds out what is true of them.
fn play(
    options: &Options,
    numbers: std::ops::Range<u64>,
    runtime: &tokio::runtime::Runtime,
) -> Result<End, RehearseError> {
    let kept = tempfile::tempdir()?;
    let data = options.data.clone().unwrap_or_else(|| kept.path().join("kiosks"));
    let (shared, demo) = runtime.block_on(prepare(options, kept.path(), runtime.handle().clone()))?;
    let next = AtomicU64::new(numbers.start);
    let draw = || {
        let number = next.fetch_add(1, Ordering::Relaxed);
        (number < numbers.end).then_some(number)
    };

    let ended: Vec<Result<End, RehearseError>> = std::thread::scope(|scope| {
        let kiosks: Vec<_> = (0..options.kiosks.clamp(1, 64))
            .map(|number| {
                let (shared, data) = (&shared, data.join(format!("kiosk-{number}")));
                scope.spawn(move || at_one(shared, &data, draw))
            })
            .collect();

        kiosks
            .into_iter()
            .map(|kiosk| kiosk.join().unwrap_or(Err(RehearseError::Broke)))
            .collect()
    });
    let mut all = End::default();
    for end in ended {
        all.add(end?);
    }
    let mut facts = match &demo {
        Some(demo) => Facts::of_database(&demo.directory.join("central/central.sqlite"))?,
        None => runtime
            .block_on(Facts::of_server(&shared.witness, &all.played.claims))
            .map_err(RehearseError::Witness)?,
    };
    facts.set_aside.append(&mut all.facts.set_aside);
    facts.waiting.append(&mut all.facts.waiting);
    if demo.is_some() {
        for (session, (here, _)) in std::mem::take(&mut all.facts.acts) {
            facts.acts.entry(session).or_default().0 += here;
        }
    }
    all.facts = facts;

    Ok(all)
}

/// What one kiosk came to.
#[derive(Default)]
struct End {
    played: Played,
    facts: Facts,
    tally: Tally,
}

impl End {
    fn add(&mut self, other: Self) {
        self.played.claims.extend(other.played.claims);
        self.played.abandoned += other.played.abandoned;
        self.played.gave_up.extend(other.played.gave_up);
        self.facts.set_aside.extend(other.facts.set_aside);
        self.facts.waiting.extend(other.facts.waiting);
        self.facts.acts.extend(other.facts.acts);
        self.tally.add(&other.tally);
    }
}

/// Plays at one kiosk until nobody comes any more, and lets it deliver what it has.
fn at_one(shared: &Shared, data: &std::path::Path, next: impl FnMut() -> Option<u64>) -> Result<End, RehearseError> {
    let booth = shared.runtime.block_on(Booth::set_up(shared, data))?;
    let played = booth.play(next)?;
    shared.runtime.block_on(booth.drain(AT_THE_END));
    let mut facts = Facts::default();
    facts
        .add_outbox(&booth.rehearsal.kiosk.outbox)
        .map_err(crate::kiosk::AssembleError::from)?;
    facts
        .add_trail(&booth.rehearsal.kiosk.services.trail)
        .map_err(crate::kiosk::AssembleError::from)?;

    Ok(End {
        played,
        facts,
        tally: booth.tally(),
    })
}

async fn prepare(
    options: &Options,
    directory: &std::path::Path,
    runtime: tokio::runtime::Handle,
) -> Result<(Shared, Option<Demo>), RehearseError> {
    let (mut config, demo, witness) = match &options.config {
        Some(config) => {
            let vault = open_vault(config)?;
            let mut witness = client_options(config, vault.as_ref(), None)?;
            witness.timeout = WITNESS;
            (config.clone(), None, witness)
        }
        None => {
            let demo = Demo::start_with(directory, |central| central.payer_delay = Duration::ZERO).await?;
            let witness = ClientOptions {
                ca_pem: Some(demo.central.ca_pem.clone().into_bytes()),
                auth: Auth::Token(Secret::new(demo.central.desk_token().as_bytes().to_vec())),
                timeout: WITNESS,
                ..ClientOptions::new(demo.config.central.url.clone())
            };
            (demo.config.clone(), Some(demo), witness)
        }
    };
    // Nobody takes the paper, and nobody looks.
    config.printers = crate::config::Printers::default();
    if options.count > VISITS_KEPT {
        // No clinic has so many visits in a day that each of its kiosks would keep them all.
        config.central.visits_minutes = 0;
    }
    // Made once: kiosks that begin side by side would each make one.
    open_vault(&config)?
        .master_key()
        .map_err(crate::kiosk::AssembleError::from)?;
    let witness = FhirClient::new(witness).map_err(RehearseError::Witness)?;
    let clinic = Clinic::ask(&witness).await;

    Ok((
        Shared {
            config,
            witness,
            clinic,
            cards: demo.as_ref().map(|demo| demo.directory.join("cards")),
            seed: options.seed,
            line: options.line.clone(),
            patient: options.patient,
            json: options.json,
            runtime,
        },
        demo,
    ))
}
