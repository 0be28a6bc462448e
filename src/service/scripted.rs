//! Services that do as they are told: for tests of screens, where nothing outside is there.

use std::sync::{Arc, Mutex};

use futures::FutureExt;
use jiff::Timestamp;
use registration::bill::{PaymentLink, PaymentState};
use registration::identity::Guess;
use registration::insurance::Eligibility;
use registration::journey::Step;
use registration::mapping::task::HelpState;
use registration::session::{DeskNote, Dossier};
use registration::{Record, Session};
use uuid::Uuid;

use super::central::{Central, Delivery, Found, Override, Reply, Unanswered};
use super::printing::{NotPrinted, Papers, Printing};

/// A central that answers from a script and remembers what it was asked.
pub struct ScriptedCentral {
    /// Whom every guess finds; none is a miss.
    pub finds: Option<Found>,
    /// Whether it can be reached at all.
    pub reachable: bool,
    /// What it holds.
    pub dossier: Dossier,
    /// What the payer says.
    pub eligibility: Eligibility,
    /// How a payment went.
    pub payment: PaymentState,
    /// Whether somebody is coming.
    pub help: HelpState,
    /// What becomes of a registration.
    pub delivery: Delivery,
    /// What it heard so far.
    pub heard: Heard,
}

/// What a scripted central was asked and what the desk was told.
#[derive(Default)]
pub struct Heard {
    asked: Mutex<Vec<&'static str>>,
    told: Mutex<Vec<DeskNote>>,
}

impl Default for ScriptedCentral {
    fn default() -> Self {
        Self {
            finds: None,
            reachable: true,
            dossier: Dossier::default(),
            eligibility: Eligibility::NotAsked,
            payment: PaymentState::Waiting,
            help: HelpState::Called,
            delivery: Delivery::Acknowledged,
            heard: Heard::default(),
        }
    }
}

impl ScriptedCentral {
    /// What it was asked, in order.
    pub fn asked(&self) -> Vec<&'static str> {
        self.heard.asked.lock().map(|asked| asked.clone()).unwrap_or_default()
    }

    /// What the desk was told, in order.
    pub fn told(&self) -> Vec<DeskNote> {
        self.heard.told.lock().map(|told| told.clone()).unwrap_or_default()
    }

    fn note(&self, what: &'static str) {
        if let Ok(mut asked) = self.heard.asked.lock() {
            asked.push(what);
        }
    }

    fn answer<T: Send + 'static>(&self, what: &'static str, answer: T) -> Reply<Result<T, Unanswered>> {
        self.note(what);
        let answer = self.reachable.then_some(answer).ok_or(Unanswered);

        async move { answer }.boxed()
    }
}

impl Central for ScriptedCentral {
    fn find(&self, _guess: Guess, _now: Timestamp) -> Reply<Result<Option<Found>, Unanswered>> {
        self.answer("find", self.finds.clone())
    }

    fn dossier(&self, _patient: Option<Record>) -> Reply<Dossier> {
        self.note("dossier");
        let dossier = self.dossier.clone();

        async move { dossier }.boxed()
    }

    fn eligibility(&self, _session: Session, _now: Timestamp) -> Reply<Eligibility> {
        self.note("eligibility");
        let eligibility = self.eligibility.clone();

        async move { eligibility }.boxed()
    }

    fn payment_link(&self, _session: Session, now: Timestamp) -> Reply<Result<PaymentLink, Unanswered>> {
        let link = PaymentLink {
            task: "Task/link".to_owned(),
            url: "https://pay.example/p/opaque".to_owned(),
            expires: Some(now + jiff::SignedDuration::from_mins(15)),
        };

        self.answer("payment link", link)
    }

    fn payment_state(&self, _task: String) -> Reply<PaymentState> {
        self.note("payment state");
        let state = if self.reachable {
            self.payment
        } else {
            PaymentState::Unavailable
        };

        async move { state }.boxed()
    }

    fn call_help(&self, _: Uuid, _: Step, _: String, _: Timestamp) -> Reply<Result<String, Unanswered>> {
        self.answer("help", "Task/help".to_owned())
    }

    fn help_state(&self, _task: String) -> Reply<Result<HelpState, Unanswered>> {
        self.answer("help state", self.help)
    }

    fn tell_desk(&self, _session: Uuid, notes: Vec<DeskNote>, _now: Timestamp) -> Reply<()> {
        self.note("desk");
        if let Ok(mut told) = self.heard.told.lock() {
            told.extend(notes);
        }

        async {}.boxed()
    }

    fn send(&self, _session: Session, _now: Timestamp) -> Reply<Delivery> {
        self.note("send");
        let delivery = self.delivery;

        async move { delivery }.boxed()
    }

    fn hand_over(&self, _session: Session, _code: String, _now: Timestamp) -> Reply<Delivery> {
        self.note("hand over");
        let delivery = self.delivery;

        async move { delivery }.boxed()
    }

    fn report(&self, _action: Override) -> Reply<()> {
        self.note("report");

        async {}.boxed()
    }

    fn next_ticket(&self, _now: Timestamp) -> u32 {
        17
    }
}

/// Printers that print nothing, or are out of paper.
#[derive(Default)]
pub struct ScriptedPrinting {
    /// Whether paper is out.
    pub out_of_paper: bool,
}

impl Printing for ScriptedPrinting {
    fn print(&self, _papers: Papers) -> Reply<Result<(), NotPrinted>> {
        let printed = if self.out_of_paper { Err(NotPrinted) } else { Ok(()) };

        async move { printed }.boxed()
    }

    fn copies(&self, documents: Vec<paper::SignedDocument>) -> Reply<Result<Vec<Vec<u8>>, NotPrinted>> {
        async move { Ok(documents.iter().map(|_| b"%PDF-1.7".to_vec()).collect()) }.boxed()
    }
}

/// Services in which central and the clock are given, nothing is printed, and staff and trail stand in a directory.
pub fn services(
    central: Arc<dyn Central>,
    clock: Arc<dyn super::clock::Clock>,
    directory: &std::path::Path,
) -> Result<super::Services, crate::kiosk::AssembleError> {
    Ok(super::Services {
        central,
        drafts: Arc::new(crate::draft::MemoryDrafts::new(clock.clone())),
        camera: None,
        reader: None,
        printing: Arc::new(ScriptedPrinting::default()),
        speech: Arc::new(super::speech::Silent),
        clock,
        misses: Arc::default(),
        roster: Arc::new(crate::staff::Roster::open(directory)?),
        trail: Arc::new(crate::staff::Trail::open(directory, [0; 32])?),
    })
}
