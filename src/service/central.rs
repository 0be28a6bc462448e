//! What the kiosk asks of central, in the kiosk's own words.

use futures::future::BoxFuture;
use jiff::Timestamp;
use registration::bill::{PaymentLink, PaymentState};
use registration::identity::{Guess, Proof};
use registration::insurance::Eligibility;
use registration::journey::Step;
use registration::mapping::task::HelpState;
use registration::person::Person;
use registration::session::{DeskNote, Dossier};
use registration::visit::Visit;
use registration::{Record, Session};
use uuid::Uuid;

/// An answer that comes later.
pub type Reply<T> = BoxFuture<'static, T>;

/// Central did not answer, or not with what was asked for. The reason is in the log; the person is told what to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("central did not answer")]
pub struct Unanswered;

/// The one person that a guess means, with the visit to offer.
#[derive(Clone)]
pub struct Found {
    /// The `Patient`.
    pub patient: Record,
    /// `RelatedPerson`s.
    pub related: Vec<Record>,
    /// Who they are, as on file.
    pub person: Person,
    /// How sure it is.
    pub proof: Proof,
    /// The visit to offer; none where nothing is planned.
    pub visit: Option<Visit>,
}

/// Where a registration stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Delivery {
    /// Central has acknowledged the arrival, and the outbox has stored that it did.
    Acknowledged,
    /// Central has everything but the arrival: the appointment was changed meanwhile, and the desk finishes it.
    LeftToDesk,
    /// It waits, sealed on disk, until central is back.
    Waiting,
    /// Nothing could be stored: the desk must register the person by hand.
    NotKept,
}

/// A staff action, for the audit trail and for central.
#[derive(Clone)]
pub struct Override {
    /// Which action: `skip`, `correct`, `desk-will-confirm`, `hand-over`, `reset`, `open`, `refused`.
    pub action: &'static str,
    /// The staff member's id.
    pub who: String,
    /// Why.
    pub why: String,
    /// When.
    pub when: Timestamp,
    /// On which session.
    pub session: Uuid,
}

/// The hospital's central API, as the kiosk needs it. Nothing here fails loudly: a central that is away is an
/// everyday thing.
pub trait Central: Send + Sync {
    /// Finds the one person that a guess means. Nobody, several and a near miss are all `None`.
    fn find(&self, guess: Guess, now: Timestamp) -> Reply<Result<Option<Found>, Unanswered>>;

    /// Everything that central holds about a patient and asks of them; what could not be had is named in
    /// [`Dossier::missing`].
    fn dossier(&self, patient: Option<Record>) -> Reply<Dossier>;

    /// Asks the payer, and waits a few seconds for the answer.
    fn eligibility(&self, session: Session, now: Timestamp) -> Reply<Eligibility>;

    /// Asks for a link by which the open invoices can be paid.
    fn payment_link(&self, session: Session, now: Timestamp) -> Reply<Result<PaymentLink, Unanswered>>;

    /// Asks how a payment went.
    fn payment_state(&self, task: String) -> Reply<PaymentState>;

    /// Calls staff; gives the `Task` to ask about.
    fn call_help(
        &self,
        session: Uuid,
        step: Step,
        language: String,
        now: Timestamp,
    ) -> Reply<Result<String, Unanswered>>;

    /// Whether somebody is coming.
    fn help_state(&self, task: String) -> Reply<Result<HelpState, Unanswered>>;

    /// Tells the desk something outside of a registration, durably.
    fn tell_desk(&self, session: Uuid, notes: Vec<DeskNote>, now: Timestamp) -> Reply<()>;

    /// Stores the registration durably, sends it, and waits a while for the acknowledgement.
    fn send(&self, session: Session, now: Timestamp) -> Reply<Delivery>;

    /// Sends what the session has collected without an arrival, and a task with the code by which the desk goes on.
    fn hand_over(&self, session: Session, code: String, now: Timestamp) -> Reply<Delivery>;

    /// Writes a staff action to central, durably.
    fn report(&self, action: Override) -> Reply<()>;

    /// The number of the next ticket of the day.
    fn next_ticket(&self, now: Timestamp) -> u32;
}
