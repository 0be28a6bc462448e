//! The unfinished session. It is sealed at each step, so that after a power cut or a crash the same person, or staff,
//! can go on within ten minutes; then it is purged. Nothing of it is ever shown before somebody has said who they are.

mod refresh;
mod scripted;
mod sealed;

use jiff::{SignedDuration, Timestamp};
use registration::identity::{MISSES_ALLOWED, same_name};
use registration::journey::Step;
use registration::{Outcome, Session};
use serde::{Deserialize, Serialize};
use uuid::Uuid;
use zeroize::Zeroizing;

pub use refresh::refresh;
pub use scripted::MemoryDrafts;
pub use sealed::OutboxDrafts;

use crate::core::{Comfort, Core};
use crate::service::central::{Delivery, Reply};

/// How long an unfinished session can be taken up again.
pub const LIFE: SignedDuration = SignedDuration::from_mins(10);

/// The form in which drafts are written. Another number means: written by a program that is not this one.
const VERSION: u32 = 1;

/// An unfinished session. It has no `Debug`: nearly all of it is private.
#[derive(Clone, Serialize, Deserialize)]
pub struct Draft {
    /// The step that the person was at.
    pub step: Step,
    /// What they chose to be comfortable.
    pub comfort: Comfort,
    /// What they have said so far.
    pub session: Session,
    /// Whether what central holds about them had arrived.
    pub papers: bool,
    /// How often somebody who wanted to go on gave another birth date.
    pub misses: u8,
    /// When it was sealed; ten minutes later it is over.
    pub sealed: Timestamp,
}

/// How a draft is written: the number first, so that it can be read whatever follows.
#[derive(Serialize, Deserialize)]
struct Written<T> {
    version: u32,
    draft: T,
}

/// A draft that this program cannot read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unreadable {
    /// Whether it names a patient: then the desk is told that somebody's session is lost.
    pub of_patient: bool,
}

/// How a session ended of which a draft was left: the crash came between the end and the wiping of the draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// It was registered.
    Registered(Delivery),
    /// Staff had handed it over to the desk.
    HandedOver,
}

/// Where unfinished sessions are kept. What is asked for is done in the order in which it was asked, off the screen's
/// own thread; nothing of it fails loudly, because nobody is held up for it.
pub trait Drafts: Send + Sync {
    /// Keeps a draft in place of an earlier one of the same session. The answer comes once it is durable, or could not
    /// be made so.
    fn keep(&self, draft: Draft) -> Reply<()>;

    /// Wipes the draft of a session that has ended.
    fn forget(&self, session: Uuid);

    /// Every draft that can still be taken up, latest first.
    fn all(&self) -> Reply<Vec<Draft>>;

    /// Whether the session has in truth ended already.
    fn has_ended(&self, session: Uuid) -> Reply<bool>;

    /// How it ended, if it has; waits a while for central's acknowledgement.
    fn end_of(&self, session: Uuid) -> Reply<Option<Ended>>;
}

impl Draft {
    /// The session at the kiosk, at this step.
    pub fn of(core: &Core, step: Step, papers: bool) -> Self {
        Self {
            step,
            comfort: core.comfort,
            session: core.session.clone(),
            papers,
            misses: 0,
            sealed: core.now(),
        }
    }

    /// The bytes that are sealed.
    pub fn write(&self) -> Result<Zeroizing<Vec<u8>>, serde_json::Error> {
        serde_json::to_vec(&Written {
            version: VERSION,
            draft: self,
        })
        .map(Zeroizing::new)
    }

    /// Reads what was sealed.
    pub fn read(bytes: &[u8]) -> Result<Self, Unreadable> {
        let version = serde_json::from_slice::<Written<serde::de::IgnoredAny>>(bytes).map(|written| written.version);
        let read = match version {
            Ok(VERSION) => serde_json::from_slice::<Written<Self>>(bytes).ok(),
            _ => None,
        };

        read.map(|written| written.draft).ok_or_else(|| Unreadable {
            of_patient: names_patient(bytes),
        })
    }

    /// When it is over.
    pub fn expires(&self) -> Timestamp {
        self.sealed.saturating_add(LIFE).unwrap_or(Timestamp::MAX)
    }

    /// Whether the person at the kiosk, as they were just identified, is the one who began it. Of two people of one
    /// name, one on file and one not, nobody can say that they are the same.
    pub fn is_of(&self, session: &Session) -> bool {
        match (&self.session.patient, &session.patient) {
            (Some(began), Some(here)) => !began.id().is_empty() && began.reference() == here.reference(),
            (None, None) => match (&self.session.person, &session.person) {
                (Some(began), Some(here)) => began.birth_date == here.birth_date && same_name(&here.name, &began.name),
                _ => false,
            },
            _ => false,
        }
    }

    /// Whether only staff can take it up any more.
    pub fn is_barred(&self) -> bool {
        self.misses >= MISSES_ALLOWED
    }
}

impl Ended {
    /// What is said of it at the end.
    pub fn outcome(self) -> Outcome {
        match self {
            Self::Registered(delivery) => outcome_of(delivery),
            Self::HandedOver => Outcome::HandedOver,
        }
    }
}

/// How a session ends by what became of its registration.
pub fn outcome_of(delivery: Delivery) -> Outcome {
    match delivery {
        Delivery::Acknowledged => Outcome::CheckedIn,
        Delivery::LeftToDesk | Delivery::Waiting => Outcome::DeskWillConfirm,
        Delivery::NotKept => Outcome::SeeDesk(registration::outcome::SeeDesk::Staff),
    }
}

fn names_patient(bytes: &[u8]) -> bool {
    serde_json::from_slice::<serde_json::Value>(bytes).is_ok_and(|value| {
        value
            .pointer("/draft/session/patient")
            .is_some_and(|patient| !patient.is_null())
    })
}

#[cfg(test)]
mod tests;
