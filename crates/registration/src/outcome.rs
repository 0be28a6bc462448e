//! How a session ends.

use serde::{Deserialize, Serialize};

/// How a session ended. The words are part of the command-line contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "outcome", content = "reason")]
pub enum Outcome {
    /// Central has acknowledged the arrival.
    CheckedIn,
    /// The registration waits, sealed, for central; a person confirms it.
    DeskWillConfirm,
    /// The kiosk cannot go on; the desk knows why.
    SeeDesk(SeeDesk),
    /// Staff took the session over.
    HandedOver,
    /// The person left.
    Abandoned,
}

/// Why the person is sent to the desk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SeeDesk {
    /// Three guesses did not find a visit.
    NotFound,
    /// Before the window opened.
    TooEarly,
    /// After the window closed.
    TooLate,
    /// The visit is on another day.
    NotToday,
    /// The visit is by video or telephone.
    NotInPerson,
    /// The visit was cancelled or is over.
    Closed,
    /// Staff asked for it.
    Staff,
}

impl SeeDesk {
    /// The word in the API and on the command line.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::NotFound => "not-found",
            Self::TooEarly => "too-early",
            Self::TooLate => "too-late",
            Self::NotToday => "not-today",
            Self::NotInPerson => "not-in-person",
            Self::Closed => "closed",
            Self::Staff => "staff",
        }
    }
}

impl std::fmt::Display for Outcome {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::CheckedIn => formatter.write_str("checked-in"),
            Self::DeskWillConfirm => formatter.write_str("desk-will-confirm"),
            Self::SeeDesk(reason) => write!(formatter, "see-desk({})", reason.as_str()),
            Self::HandedOver => formatter.write_str("handed-over"),
            Self::Abandoned => formatter.write_str("abandoned"),
        }
    }
}
