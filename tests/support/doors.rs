//! A central whose answers can be held back until the test lets them go.

use std::sync::{Arc, Mutex};

use futures::FutureExt;
use jiff::Timestamp;
use portico::service::central::{Central, Delivery, Found, Override, Reply, Unanswered};
use portico::service::scripted::ScriptedCentral;
use registration::bill::{PaymentLink, PaymentState};
use registration::identity::Guess;
use registration::insurance::Eligibility;
use registration::journey::Step;
use registration::mapping::task::HelpState;
use registration::session::{DeskNote, Dossier};
use registration::{Record, Session};
use tokio::sync::oneshot;
use uuid::Uuid;

/// Which answer waits behind a door.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Door {
    /// Whom a guess found.
    Find,
    /// What central holds.
    Dossier,
    /// What became of a registration.
    Send,
}

/// A scripted central with one closed door.
pub struct Doors {
    inner: Arc<ScriptedCentral>,
    door: Door,
    closed: Mutex<Option<oneshot::Receiver<()>>>,
}

impl Doors {
    /// Closes a door; what is sent opens it again.
    pub fn closed(inner: Arc<ScriptedCentral>, door: Door) -> (Arc<Self>, oneshot::Sender<()>) {
        let (open, closed) = oneshot::channel();

        (
            Arc::new(Self {
                inner,
                door,
                closed: Mutex::new(Some(closed)),
            }),
            open,
        )
    }

    /// Brings the answer once the door is open.
    fn behind<T: Send + 'static>(&self, door: Door, answer: Reply<T>) -> Reply<T> {
        let closed = if door == self.door {
            self.closed.lock().unwrap().take()
        } else {
            None
        };

        async move {
            if let Some(closed) = closed {
                let _ = closed.await;
            }
            answer.await
        }
        .boxed()
    }
}

impl Central for Doors {
    fn find(&self, guess: Guess, now: Timestamp) -> Reply<Result<Option<Found>, Unanswered>> {
        self.behind(Door::Find, self.inner.find(guess, now))
    }

    fn dossier(&self, patient: Option<Record>) -> Reply<Dossier> {
        self.behind(Door::Dossier, self.inner.dossier(patient))
    }

    fn eligibility(&self, session: Session, now: Timestamp) -> Reply<Eligibility> {
        self.inner.eligibility(session, now)
    }

    fn payment_link(&self, session: Session, now: Timestamp) -> Reply<Result<PaymentLink, Unanswered>> {
        self.inner.payment_link(session, now)
    }

    fn payment_state(&self, task: String) -> Reply<PaymentState> {
        self.inner.payment_state(task)
    }

    fn call_help(
        &self,
        session: Uuid,
        step: Step,
        language: String,
        now: Timestamp,
    ) -> Reply<Result<String, Unanswered>> {
        self.inner.call_help(session, step, language, now)
    }

    fn help_state(&self, task: String) -> Reply<Result<HelpState, Unanswered>> {
        self.inner.help_state(task)
    }

    fn tell_desk(&self, session: Uuid, notes: Vec<DeskNote>, now: Timestamp) -> Reply<()> {
        self.inner.tell_desk(session, notes, now)
    }

    fn send(&self, session: Session, now: Timestamp) -> Reply<Delivery> {
        self.behind(Door::Send, self.inner.send(session, now))
    }

    fn hand_over(&self, session: Session, code: String, now: Timestamp) -> Reply<Delivery> {
        self.inner.hand_over(session, code, now)
    }

    fn report(&self, action: Override) -> Reply<()> {
        self.inner.report(action)
    }

    fn next_ticket(&self, now: Timestamp) -> u32 {
        self.inner.next_ticket(now)
    }
}
