//! Plays people through the real screens, touching the real widgets, against a real central.

mod album;
pub(crate) mod hands;
mod hiccup;
mod persona;
mod phone;
mod play;
mod relay;
pub mod trial;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use capture::PictureCamera;
use iced::Size;
use registration::Outcome;
use serde::Serialize;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::app::App;
use crate::config::Config;
use crate::core::Core;
use crate::demo::{Demo, DemoError};
use crate::kiosk::{AssembleError, Instead, Kiosk};
use crate::service::clock::ShiftedClock;
use crate::stage::{Stage, StageError};
pub use album::Album;
pub use persona::{Persona, PersonaError};
use relay::Relay;

/// How a rehearsal is run.
pub struct Options {
    /// The kiosk's configuration; a fresh demonstration where none is given.
    pub config: Option<Config>,
    /// Where pictures of every screen and the paper go.
    pub shots: Option<PathBuf>,
    /// The size of the screen.
    pub size: Size,
    /// The language that greets; the configuration's own where none is given.
    pub greeting: Option<String>,
}

/// One step of a rehearsal, printed as a line.
#[derive(Clone, Serialize)]
pub struct StepLine {
    /// The persona's name.
    pub persona: String,
    /// The screen.
    pub step: &'static str,
    /// How many things were touched.
    pub touches: usize,
    /// How long it took, in milliseconds.
    pub ms: u128,
}

/// The end of a rehearsal, printed as the last line.
#[derive(Clone, Serialize)]
pub struct EndLine {
    /// The persona's name.
    pub persona: String,
    /// How it ended, in the words of the contract.
    pub outcome: String,
    /// The ticket, where there was one.
    pub ticket: Option<String>,
    /// Whether central, asked again, holds the arrival.
    pub acknowledged: bool,
    /// What central holds of this registration, as `Type/id`.
    pub held: Vec<String>,
    /// Where central was away at the end: whether it got everything once it was back.
    pub delivered_later: Option<bool>,
    /// Whether what the screen said is what central and the outbox hold.
    pub honest: bool,
    /// What went wrong in the rehearsal itself.
    pub problem: Option<String>,
    /// How long it took, in milliseconds.
    pub ms: u128,
}

/// Why a rehearsal could not begin.
#[derive(Debug, thiserror::Error)]
pub enum RehearseError {
    /// A persona is wrong.
    #[error(transparent)]
    Persona(#[from] PersonaError),
    /// The demonstration could not begin.
    #[error(transparent)]
    Demo(#[from] DemoError),
    /// The kiosk could not be put together.
    #[error(transparent)]
    Kiosk(#[from] AssembleError),
    /// The screens could not be shown.
    #[error(transparent)]
    Stage(#[from] StageError),
    /// The line that breaks on purpose could not be laid.
    #[error(transparent)]
    Line(#[from] faults::ProxyError),
    /// Central cannot be asked what it holds, over a line that nothing breaks.
    #[error("central cannot be asked what it holds: {0}")]
    Witness(#[source] sync::ClientError),
    /// Central's database cannot be read.
    #[error("central's database cannot be read: {0}")]
    Database(#[from] rusqlite::Error),
    /// A kiosk ended early.
    #[error("a kiosk of the trial ended early")]
    Broke,
    /// Files or sockets.
    #[error("the rehearsal's files or sockets cannot be used: {0}")]
    Io(#[from] std::io::Error),
}

/// A stage for rehearsals: a kiosk, a camera to hold things to, and a network to cut.
pub struct Rehearsal {
    /// The kiosk that is rehearsed.
    pub kiosk: Kiosk,
    camera: Arc<PictureCamera>,
    clock: Arc<ShiftedClock>,
    /// The line that can be cut, where there is one.
    relay: Option<Relay>,
    size: Size,
    shots: Option<PathBuf>,
    runtime: tokio::runtime::Handle,
    patience: play::Patience,
    // Kept as long as the rehearsal: they stop and vanish when dropped.
    demo: Option<Demo>,
    directory: PathBuf,
    _kept: Option<tempfile::TempDir>,
}

/// The PIN of the member of staff who exists in rehearsals only.
const STAFF: (&str, &str) = ("rehearsal", "739105");

impl Rehearsal {
    /// Prepares a kiosk. Nothing of it touches the real kiosk's outbox, staff or audit trail.
    pub async fn prepare(options: Options) -> Result<Self, RehearseError> {
        let directory = tempfile::tempdir()?;
        let (mut config, demo) = match options.config {
            Some(config) => (config, None),
            None => {
                let demo = Demo::start(directory.path()).await?;
                (demo.config.clone(), Some(demo))
            }
        };
        if let Some(greeting) = &options.greeting {
            // A stable sort: the others keep their order behind it.
            config.kiosk.languages.sort_by_key(|language| language != greeting);
        }
        if let Some(shots) = &options.shots {
            std::fs::create_dir_all(shots)?;
            let paper = shots.to_string_lossy().into_owned();
            config.printers.wristband = Some(paper.clone());
            config.printers.ticket = Some(paper.clone());
            config.printers.receipt = Some(paper);
        }
        let (host, port) = address_of(&config.central.url);
        let relay = Relay::start(host, port).await?;
        let camera = Arc::new(PictureCamera::new(Vec::new()));
        let clock = Arc::new(ShiftedClock::default());
        let instead = Instead {
            camera: Some(camera.clone()),
            clock: Some(clock.clone()),
            connect_through: Some(relay.address),
            data: Some(directory.path().join("rehearsal")),
            waits: None,
        };
        let kiosk = Kiosk::assemble(config, instead)?;
        kiosk
            .services
            .roster
            .add(STAFF.0, STAFF.1)
            .map_err(AssembleError::from)?;

        Ok(Self {
            kiosk,
            camera,
            clock,
            relay: Some(relay),
            size: options.size,
            shots: options.shots,
            runtime: tokio::runtime::Handle::current(),
            patience: play::Patience::default(),
            demo,
            directory: directory.path().to_owned(),
            _kept: Some(directory),
        })
    }

    /// A stage on which nobody stands.
    pub fn stage(&self) -> Result<Stage, StageError> {
        let core = Core::new(self.kiosk.config.clone(), self.kiosk.services.clone(), self.size);

        let mut app = App::new(core);
        // Rehearsals touch as fast as the screens allow, and never by mistake.
        app.double_strike = Duration::ZERO;

        Stage::new(app, self.size, self.runtime.clone())
    }

    /// Where the rehearsal keeps its files.
    pub fn directory(&self) -> &Path {
        &self.directory
    }

    /// The demonstration behind it, where there is one.
    pub fn demo(&self) -> Option<&Demo> {
        self.demo.as_ref()
    }

    /// Plays one persona to the end. Blocks; call it outside of async code.
    pub fn play(
        &self,
        persona: &Persona,
        album: &mut Album,
        said: &mut dyn FnMut(&StepLine),
    ) -> Result<EndLine, RehearseError> {
        let began = Instant::now();
        self.mend();
        let mut stage = self.stage()?;
        let played = play::Player::new(self, persona, &mut stage, album).play(said);
        let (session, outcome, ticket) = match &played {
            Ok(end) => (end.session, Some(end.outcome), end.ticket.clone()),
            Err(_) => (stage.app.core.session.id, stage.app.outcome(), None),
        };
        let problem = played.err().map(|error| error.to_string());
        let was_down = persona.hiccups.central_down_at.is_some();
        let queued = self.kiosk.outbox.row(session).ok().flatten().is_some();
        self.mend();
        let held_before = self.held(session);
        let delivered_later = was_down.then(|| {
            let _ = self.runtime.block_on(self.kiosk.sender.drain());
            arrived(&self.held(session))
        });
        let held = if was_down {
            self.held(session)
        } else {
            held_before.clone()
        };
        let acknowledged = arrived(&held_before);
        let honest = problem.is_none()
            && match outcome {
                Some(Outcome::CheckedIn) => acknowledged,
                Some(Outcome::DeskWillConfirm) => queued && delivered_later != Some(false),
                Some(Outcome::SeeDesk(_) | Outcome::HandedOver) => !acknowledged,
                Some(Outcome::Abandoned) => persona.hiccups.walk_away_at.is_some() && !acknowledged,
                None => false,
            };

        Ok(EndLine {
            persona: persona.name(),
            outcome: outcome.map_or_else(|| "none".to_owned(), |outcome| outcome.to_string()),
            ticket,
            acknowledged,
            held,
            delivered_later,
            honest,
            problem,
            ms: began.elapsed().as_millis(),
        })
    }

    /// Cuts the line to central.
    fn cut(&self) {
        if let Some(relay) = &self.relay {
            relay.cut();
        }
    }

    /// Mends it.
    fn mend(&self) {
        if let Some(relay) = &self.relay {
            relay.mend();
        }
    }

    /// What central holds of a registration, asked anew and not remembered.
    fn held(&self, session: Uuid) -> Vec<String> {
        let asked = async {
            let mut held = Vec::new();
            for (kind, part) in PARTS {
                let identifier = format!("urn:portico:registration|{session}/{part}");
                let found = self.kiosk.client.search(kind, &[("identifier", &identifier)]).await;
                held.extend(found.unwrap_or_default().iter().map(reference));
            }
            held
        };
        let bounded = async {
            tokio::time::timeout(Duration::from_secs(20), asked)
                .await
                .unwrap_or_default()
        };

        self.runtime.block_on(bounded)
    }
}

/// The parts of a registration that are asked for afterwards.
const PARTS: [(&str, &str); 6] = [
    ("Patient", "patient"),
    ("Coverage", "coverage"),
    ("DocumentReference", "card-front"),
    ("DocumentReference", "card-back"),
    ("Encounter", "encounter"),
    ("Task", "desk"),
];

fn arrived(held: &[String]) -> bool {
    held.iter().any(|reference| reference.starts_with("Encounter/"))
}

fn reference(resource: &Value) -> String {
    let part = |name: &str| resource[name].as_str().unwrap_or_default().to_owned();

    format!("{}/{}", part("resourceType"), part("id"))
}

/// Host and port of an https URL.
fn address_of(url: &str) -> (String, u16) {
    let authority = url.trim_start_matches("https://").split('/').next().unwrap_or_default();

    match authority.rsplit_once(':') {
        Some((host, port)) if !host.ends_with(':') => {
            (host.trim_matches(['[', ']']).to_owned(), port.parse().unwrap_or(443))
        }
        _ => (authority.to_owned(), 443),
    }
}

/// Plays several personas, one after another, and prints their lines. Gives whether each came to an honest end.
pub fn run(personas: &[Persona], rehearsal: &Rehearsal, json: bool) -> Result<bool, RehearseError> {
    let mut all_honest = true;
    for persona in personas {
        let mut album = Album::of_rehearsal(rehearsal.shots.clone(), &persona.name());
        let end = rehearsal.play(persona, &mut album, &mut |line| {
            if json {
                crate::say!("{}", json!(line));
            } else {
                crate::say!("  {:<12} {:>3} touches  {:>6} ms", line.step, line.touches, line.ms);
            }
        })?;
        all_honest &= end.honest;
        if json {
            crate::say!("{}", json!(end));
        } else {
            let verdict = if end.honest { "honest" } else { "NOT HONEST" };
            let problem = end
                .problem
                .as_ref()
                .map(|problem| format!(" ({problem})"))
                .unwrap_or_default();
            crate::say!("{}: {}, {verdict}, {} ms{problem}", end.persona, end.outcome, end.ms);
        }
    }

    Ok(all_honest)
}
