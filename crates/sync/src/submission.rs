//! What is put into the outbox.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

/// What a submission is about. It decides what goes first, never what is in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// Everything one session collected, with the arrival last.
    Registration,
    /// A person asked for help: sent before anything else that waits.
    Help,
    /// An audit event.
    Audit,
    /// A task for the desk or the payment side.
    Task,
}

impl Kind {
    /// The name that is stored and printed.
    pub fn name(self) -> &'static str {
        match self {
            Self::Registration => "registration",
            Self::Help => "help",
            Self::Audit => "audit",
            Self::Task => "task",
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name())
    }
}

impl FromStr for Kind {
    type Err = ();

    fn from_str(name: &str) -> Result<Self, ()> {
        [Self::Registration, Self::Help, Self::Audit, Self::Task]
            .into_iter()
            .find(|kind| kind.name() == name)
            .ok_or(())
    }
}

/// Frozen resources on their way to central.
#[derive(Clone, Serialize, Deserialize)]
pub struct Submission {
    /// The registration's id: also the stem of its business identifiers.
    pub id: Uuid,
    /// What it is about.
    pub kind: Kind,
    /// In the order in which they must arrive: who the person is first, the arrival last.
    pub groups: Vec<Group>,
    /// Submissions with the same key leave in the order in which they were enqueued. An opaque text: it is hashed
    /// with a secret key before it is stored.
    pub order_key: Option<String>,
}

impl fmt::Debug for Submission {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "Submission({} {}, {} groups)",
            self.kind,
            self.id,
            self.groups.len()
        )
    }
}

/// Resources that belong together, as FHIR bundle entries.
#[derive(Clone, Serialize, Deserialize)]
pub struct Group {
    /// A name for the log, such as `person` or `arrival`.
    pub name: String,
    /// Bundle entries: `fullUrl`, `resource` and `request` each. An update may carry the resource as it was read
    /// beside `request` under [`BASE_KEY`]; it is used to merge and is never sent.
    pub entries: Vec<Value>,
}

impl fmt::Debug for Group {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Group({}, {} entries)", self.name, self.entries.len())
    }
}

/// The private entry key that carries the resource as it was read before the person changed it.
pub const BASE_KEY: &str = "portico:base";

/// The `ifMatch` of an update that was made while only a part of the resource was known. It is never sent: the resource
/// is read first, and what changed is put onto it.
pub const PARTIAL_VERSION: &str = "W/\"portico-partial\"";
