//! One kiosk of a trial, behind its own broken line, and the journeys that are played at it.

use std::cell::RefCell;
use std::path::Path;
use std::rc::Rc;
use std::sync::Arc;
use std::time::{Duration, Instant};

use capture::PictureCamera;
use faults::{Aim, Bounds, FaultProxy, Schedule, Tally, Upstream};
use iced::Size;
use jiff::Timestamp;
use registration::mapping::transaction::{self, Context};
use registration::{Outcome, Session};
use sync::{FhirClient, Pace, State};

use super::Line;
use super::crowd::{self, Clinic};
use super::evidence::holds_arrival;
use super::facts::{Claim, Part};
use super::visitors;
use crate::config::Config;
use crate::kiosk::{AssembleError, Instead, Kiosk, Waits};
use crate::rehearse::play::{Patience, Player};
use crate::rehearse::{Album, Rehearsal, RehearseError, STAFF, address_of};
use crate::service::clock::ShiftedClock;
use crate::service::fhir_central;
use crate::stage::Stage;

/// How the kiosks of a trial wait: as in a lobby, with less patience.
const HASTY: Waits = Waits {
    exchange: Duration::from_millis(800),
    acknowledge: Duration::from_millis(1500),
    patience: fhir_central::Patience {
        poll: Duration::from_millis(15),
        payer: Duration::from_millis(400),
        link: Duration::from_millis(600),
        dossier: Duration::from_millis(1200),
        help: Duration::from_millis(800),
    },
    pace: PACE,
};

/// With so much patience that a machine which is busy with other things makes no difference.
const PATIENT: Waits = Waits {
    exchange: Duration::from_secs(30),
    acknowledge: Duration::from_mins(1),
    patience: fhir_central::Patience {
        poll: Duration::from_millis(15),
        payer: Duration::from_secs(20),
        link: Duration::from_secs(20),
        dossier: Duration::from_secs(30),
        help: Duration::from_secs(20),
    },
    pace: PACE,
};

const PACE: Pace = Pace {
    first: Duration::from_millis(40),
    longest: Duration::from_millis(600),
};

/// How long requests hang: longer than the kiosks wait.
const BOUNDS: Bounds = Bounds {
    hang: Duration::from_secs(1),
    central: Duration::from_secs(20),
};

/// More requests than a journey sends.
const MANY: usize = 5_000;

/// How long what a journey set off may take after it.
const AFTERWARDS: Duration = Duration::from_secs(2);

/// What every kiosk of a trial shares.
pub(super) struct Shared {
    /// The configuration of a kiosk that is not behind a broken line.
    pub config: Config,
    /// Asks central over a line that nothing breaks.
    pub witness: FhirClient,
    /// Who works at the clinic.
    pub clinic: Clinic,
    /// Where pictures of cards are.
    pub cards: Option<std::path::PathBuf>,
    /// From which everything is drawn.
    pub seed: u64,
    /// How the line breaks.
    pub line: Line,
    /// Everybody waits as long as it takes.
    pub patient: bool,
    /// Each claim is printed as it is shown.
    pub json: bool,
    /// For everything that waits.
    pub runtime: tokio::runtime::Handle,
}

/// One kiosk.
pub(super) struct Booth<'a> {
    shared: &'a Shared,
    pub rehearsal: Rehearsal,
    proxy: FaultProxy,
    said: Rc<RefCell<Vec<Claim>>>,
}

/// What a kiosk's journeys came to.
#[derive(Default)]
pub(super) struct Played {
    pub claims: Vec<Claim>,
    pub abandoned: usize,
    /// Journeys in which the person could not go on and left, with why.
    pub gave_up: Vec<String>,
}

impl<'a> Booth<'a> {
    /// Sets a kiosk up with its data in a directory. What an earlier one left there waits to be sent.
    pub async fn set_up(shared: &'a Shared, directory: &Path) -> Result<Self, RehearseError> {
        std::fs::create_dir_all(directory)?;
        let central = &shared.config.central;
        let authority = central.ca.as_ref().map(std::fs::read).transpose()?;
        let (host, port) = address_of(&central.url);
        let upstream = Upstream {
            origin: format!("https://{host}:{port}"),
            ca_pem: authority.clone(),
        };
        let proxy = FaultProxy::start(upstream, BOUNDS, &[host]).await?;
        // Phones that pay go by the same file, and they reach central itself.
        let mut believed = proxy.ca_pem.clone().into_bytes();
        believed.extend(authority.unwrap_or_default());
        let file = directory.join("line.pem");
        std::fs::write(&file, believed)?;

        let mut config = shared.config.clone();
        config.central.ca = Some(file);
        let camera = Arc::new(PictureCamera::new(Vec::new()));
        let clock = Arc::new(ShiftedClock::default());
        let instead = Instead {
            camera: Some(camera.clone()),
            clock: Some(clock.clone()),
            connect_through: Some(proxy.address),
            data: Some(directory.to_owned()),
            waits: Some(if shared.patient { PATIENT } else { HASTY }),
        };
        let kiosk = Kiosk::assemble(config, instead)?;
        let roster = &kiosk.services.roster;
        if roster.members().iter().all(|member| member.id != STAFF.0) {
            roster.add(STAFF.0, STAFF.1).map_err(AssembleError::from)?;
        }
        tokio::spawn(kiosk.background());

        Ok(Self {
            shared,
            rehearsal: Rehearsal {
                kiosk,
                camera,
                clock,
                relay: None,
                size: Size::new(1080.0, 1920.0),
                shots: None,
                runtime: shared.runtime.clone(),
                patience: Patience {
                    screen: Duration::from_secs(if shared.patient { 120 } else { 20 }),
                    held: Duration::from_secs(6),
                    payment: Duration::from_secs(3),
                    goes_on: true,
                },
                demo: None,
                directory: directory.to_owned(),
                _kept: None,
            },
            proxy,
            said: Rc::default(),
        })
    }

    /// Plays journeys until there are no more. Blocks; call it outside of async code.
    pub fn play(&self, mut next: impl FnMut() -> Option<u64>) -> Result<Played, RehearseError> {
        let mut played = Played::default();
        let mut stage = None;
        while let Some(number) = next() {
            let on = match stage.take() {
                Some(stage) => stage,
                None => self.stage()?,
            };
            stage = self.journey(number, on, &mut played);
        }
        if let Some(stage) = &mut stage {
            let began = Instant::now();
            while stage.under_way() > 0 && began.elapsed() < AFTERWARDS {
                stage.rest(Duration::from_millis(20));
            }
        }
        played.claims = self.said.take();

        Ok(played)
    }

    /// Plays one journey; gives the stage back when the kiosk waits for the next person.
    fn journey(&self, number: u64, mut stage: Stage, played: &mut Played) -> Option<Stage> {
        let shared = self.shared;
        let visitor = visitors::draw(shared.seed, number, shared.cards.as_deref());
        self.rehearsal.clock.set_right();
        if let Some(person) = &visitor.on_file {
            let known = shared.runtime.block_on(async {
                let mut known = Ok(());
                for _ in 0..3 {
                    known = crowd::welcome(&shared.witness, &shared.clinic, person, Timestamp::now()).await;
                    if known.is_ok() {
                        break;
                    }
                }
                known
            });
            if let Err(error) = known {
                tracing::warn!(number, %error, "a person could not be put on file");
            }
        }
        let (schedule, aim) = self.schedule(number);
        self.proxy.run(schedule, aim);

        let before = self.said.borrow().len();
        let mut album = Album::of_rehearsal(None, "");
        let ended = Player::new(&self.rehearsal, &visitor.persona, &mut stage, &mut album).play(&mut |_| {});
        if self.said.borrow().len() == before {
            played.abandoned += 1;
        }
        if let Err(error) = ended {
            tracing::info!(number, %error, "the person gave up");
            played.gave_up.push(format!("journey {number}: {error}"));
            return None;
        }
        if stage.app.showing() == "done" {
            stage.touch("primary").ok()?;
        }

        (stage.app.showing() == "attract").then_some(stage)
    }

    fn schedule(&self, number: u64) -> (Schedule, Aim) {
        match &self.shared.line {
            Line::Drawn => {
                let seed = self.shared.seed ^ number.wrapping_mul(0xA24B_AED4_963E_E407);
                (Schedule::drawn(seed), Aim::Everything)
            }
            Line::Always(fault) => (Schedule::listed(vec![*fault; MANY]), Aim::Everything),
            Line::Transactions(schedule) => (schedule.clone(), Aim::Transactions),
        }
    }

    /// A stage on which every end of a session is witnessed.
    fn stage(&self) -> Result<Stage, RehearseError> {
        let mut stage = self.rehearsal.stage()?;
        stage.make_brisk();
        let shared = self.shared;
        let (witness, runtime, json) = (shared.witness.clone(), shared.runtime.clone(), shared.json);
        let config = self.rehearsal.kiosk.config.clone();
        let said = self.said.clone();
        stage.watch(Box::new(move |app, outcome| {
            let mut claim = claim(&app.core.session, outcome, &context(&config));
            if json {
                crate::say!("{}", serde_json::json!({ "claim": claim }));
            }
            if outcome == Outcome::CheckedIn {
                claim.held_then = runtime.block_on(holds_arrival(&witness, &claim));
            }
            said.borrow_mut().push(claim);
        }));

        Ok(stage)
    }

    /// Nothing fails any more: everything that waits is sent, as long as it takes and `within` allows.
    pub async fn drain(&self, within: Duration) {
        self.proxy.calm();
        let began = Instant::now();
        loop {
            if let Err(error) = self.rehearsal.kiosk.sender.drain().await {
                tracing::warn!(%error, "the outbox cannot be drained");
            }
            // What is on its way at this moment is not there yet.
            let open = |row: &sync::Row| matches!(row.state, State::Waiting | State::Sending);
            let is_empty = self
                .rehearsal
                .kiosk
                .outbox
                .list()
                .is_ok_and(|rows| !rows.iter().any(open));
            if is_empty || began.elapsed() > within {
                return;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    }

    /// What befell the requests of this kiosk.
    pub fn tally(&self) -> Tally {
        self.proxy.tally()
    }
}

/// What a screen says of a session, and what has to be in central for it to be true.
fn claim(session: &Session, said: Outcome, context: &Context) -> Claim {
    let mut claim = Claim {
        session: session.id,
        said,
        parts: Vec::new(),
        appointment: None,
        held_then: None,
    };
    let handed_over = said == Outcome::HandedOver;
    if !matches!(said, Outcome::CheckedIn | Outcome::DeskWillConfirm) && !handed_over {
        return claim;
    }
    let groups = if handed_over && session.person.is_none() {
        Vec::new()
    } else {
        transaction::groups(session, context)
    };
    for group in groups.iter().filter(|group| !(handed_over && group.name == "arrival")) {
        for entry in &group.entries {
            let resource = &entry["resource"];
            let kind = resource["resourceType"].as_str().unwrap_or_default();
            let updated = entry["request"]["url"]
                .as_str()
                .filter(|url| url.starts_with("Appointment/"));
            claim.appointment = claim.appointment.or(updated.map(str::to_owned));
            let own = resource["identifier"]
                .as_array()
                .into_iter()
                .flatten()
                .find_map(|identifier| {
                    let value = identifier["value"].as_str()?;
                    value.starts_with(&format!("{}/", session.id)).then(|| value.to_owned())
                });
            claim.parts.extend(own.map(|identifier| Part {
                group: group.name.clone(),
                kind: kind.to_owned(),
                identifier,
            }));
        }
    }
    if handed_over {
        claim.parts.push(Part {
            group: "hand-over".to_owned(),
            kind: "Task".to_owned(),
            identifier: format!("{}/hand-over", session.id),
        });
    }

    claim
}

fn context(config: &Config) -> Context {
    Context {
        device: config.kiosk.name.clone(),
        location: None,
        organization: Some(config.site.name.clone()),
        now: Timestamp::now(),
        time_zone: config.time_zone(),
    }
}
