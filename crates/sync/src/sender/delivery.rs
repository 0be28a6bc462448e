//! What became of a submission, in types that cannot claim too much.

use jiff::Timestamp;
use serde::Serialize;
use uuid::Uuid;

use crate::outbox::{Outbox, OutboxError, Progress};

/// Proof that central has the whole submission and that the outbox knows it durably.
///
/// It can only be made from an outbox row that is acknowledged, and a row becomes that only after the last
/// transaction was answered 200 with every entry 2xx.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Acknowledged {
    /// The submission.
    pub id: Uuid,
    /// When the last answer was stored.
    pub at: Timestamp,
    /// `Type/id` of every resource that central has, in the order in which it was sent.
    pub locations: Vec<String>,
    /// What did not reach its place and is now a task for the desk: `Type/id` of updates that could not be merged with
    /// what somebody else changed meanwhile, and names of groups that central did not accept. When an `Appointment` is
    /// among them, the arrival is not on it.
    pub left_to_desk: Vec<String>,
}

impl Acknowledged {
    /// Reads the proof from the outbox.
    pub(super) fn read(outbox: &Outbox, id: Uuid) -> Result<Option<Self>, OutboxError> {
        let acknowledged = outbox.acknowledged(id)?.map(|(progress, at)| {
            let Progress {
                locations,
                left_to_desk,
                ..
            } = progress;

            Self {
                id,
                at,
                locations,
                left_to_desk,
            }
        });

        Ok(acknowledged)
    }

    /// Whether an update of this type was left to the desk. With `Appointment`, the person is not checked in on it.
    pub fn is_left_to_desk(&self, kind: &str) -> bool {
        self.left_to_desk
            .iter()
            .any(|left| left.split_once('/').is_some_and(|(found, _)| found == kind))
    }

    /// The id that central gave the resource of this type, when there is exactly one.
    pub fn only(&self, kind: &str) -> Option<&str> {
        let mut found = self
            .locations
            .iter()
            .filter_map(|location| location.split_once('/'))
            .filter(|(found, _)| *found == kind)
            .map(|(_, id)| id);

        found.next().filter(|_| found.next().is_none())
    }
}

/// How far a submission got.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Delivery {
    /// Central has it.
    Acknowledged(Acknowledged),
    /// It is safe here and is tried again by itself.
    Waiting {
        /// Why, without private data.
        reason: String,
    },
    /// It is safe here, but staff must look at it.
    SetAside {
        /// Why, without private data.
        reason: String,
    },
}

impl Delivery {
    /// The proof, if there is one.
    pub fn acknowledged(&self) -> Option<&Acknowledged> {
        match self {
            Self::Acknowledged(acknowledged) => Some(acknowledged),
            Self::Waiting { .. } | Self::SetAside { .. } => None,
        }
    }
}

/// What a drain came to.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct DrainReport {
    /// Acknowledged in this drain.
    pub acknowledged: u64,
    /// Tried and still waiting.
    pub waiting: u64,
    /// Set aside in this drain.
    pub set_aside: u64,
    /// The last reason for waiting or setting aside.
    pub last_error: Option<String>,
}

impl DrainReport {
    pub(super) fn count(&mut self, delivery: Delivery) {
        match delivery {
            Delivery::Acknowledged(_) => self.acknowledged += 1,
            Delivery::Waiting { reason } => {
                self.waiting += 1;
                self.last_error = Some(reason);
            }
            Delivery::SetAside { reason } => {
                self.set_aside += 1;
                self.last_error = Some(reason);
            }
        }
    }
}
