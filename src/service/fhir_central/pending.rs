//! Questions that were open when somebody was registered: kept, sealed, until they are answered and the desk knows.

use std::sync::{Mutex, PoisonError};

use jiff::{SignedDuration, Timestamp};
use registration::Session;
use registration::insurance::Eligibility;
use registration::journey::asks_payer;
use registration::mapping::eligibility;
use registration::mapping::transaction::Context;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sync::{Outbox, OutboxError};
use uuid::Uuid;

/// Under which name they are kept.
const PENDING: &str = "pending";

/// Much longer than any question is open, for a kiosk that stands still over the holidays: the desk is told in the end.
const LIFE: SignedDuration = SignedDuration::from_hours(14 * 24);

/// The most questions that are open at once: a lobby's day twice over.
const MOST: usize = 4_000;

/// A question that is open. It has no `Debug`: it says who has which insurance.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Question {
    /// The registration that it belongs to.
    pub registration: Uuid,
    /// What the outbox knows the registration as.
    pub submission: Uuid,
    /// Whether the outbox took it.
    pub kept: bool,
    /// Since when it is open.
    pub since: Timestamp,
    /// Not to be asked before.
    pub not_before: Timestamp,
    /// How often the payer said that it cannot answer now.
    pub refused: u32,
    /// `Patient/id`; none for somebody new.
    pub patient: Option<String>,
    /// What was called out.
    pub ticket: Option<String>,
    /// What is asked.
    pub about: About,
}

/// What is asked.
#[derive(Clone, Serialize, Deserialize)]
pub(super) enum About {
    /// Whether the person is covered.
    Eligibility {
        /// The question, to be asked again.
        question: Value,
    },
    /// How a payment went.
    Payment {
        /// The `Task` that asked for the link.
        task: String,
    },
}

impl Question {
    /// The part of the registration by which the answer is told.
    pub fn part(&self) -> &'static str {
        match self.about {
            About::Eligibility { .. } => "late-eligibility",
            About::Payment { .. } => "late-payment",
        }
    }

    /// Whether it is this question.
    pub fn is(&self, other: &Self) -> bool {
        self.registration == other.registration && self.part() == other.part()
    }
}

/// What is open when a session ends.
pub(super) fn questions(session: &Session, submission: Uuid, context: &Context) -> Vec<Question> {
    let question = |about| Question {
        registration: session.id,
        submission,
        kept: false,
        since: context.now,
        not_before: context.now,
        refused: 0,
        patient: session
            .patient
            .as_ref()
            .filter(|patient| !patient.id().is_empty())
            .map(registration::Record::reference),
        ticket: session.ticket.as_ref().map(ToString::to_string),
        about,
    };
    let unanswered = matches!(
        session.eligibility,
        Eligibility::Waiting { .. } | Eligibility::Unavailable
    );
    let payer = (unanswered && asks_payer(session))
        .then(|| eligibility::request(session, context))
        .flatten()
        .map(|asked| question(About::Eligibility { question: asked }));
    let payment = session
        .payment
        .as_ref()
        .filter(|payment| payment.is_open())
        .and_then(|payment| payment.task.clone())
        .map(|task| question(About::Payment { task }));

    payer.into_iter().chain(payment).collect()
}

/// The list of open questions.
pub(super) struct Pending {
    outbox: Outbox,
    turn: Mutex<()>,
}

impl Pending {
    pub fn new(outbox: Outbox) -> Self {
        Self {
            outbox,
            turn: Mutex::new(()),
        }
    }

    /// Every open question. Reads the disk.
    pub fn all(&self) -> Result<Vec<Question>, OutboxError> {
        let Some(bytes) = self.outbox.kept(PENDING)? else {
            return Ok(Vec::new());
        };

        serde_json::from_slice(bytes.expose()).map_err(|_| OutboxError::Damaged {
            what: "the list of open questions".to_owned(),
        })
    }

    /// Changes the list. Writes the disk.
    pub fn change(&self, change: impl FnOnce(&mut Vec<Question>)) -> Result<(), OutboxError> {
        let _turn = self.turn.lock().unwrap_or_else(PoisonError::into_inner);
        let mut questions = self.all()?;
        change(&mut questions);
        questions.truncate(MOST);
        let bytes = zeroize::Zeroizing::new(serde_json::to_vec(&questions).map_err(|_| OutboxError::TooLarge)?);
        let expires = Timestamp::now().saturating_add(LIFE).unwrap_or(Timestamp::MAX);

        self.outbox.keep(PENDING, &bytes, expires)
    }
}
