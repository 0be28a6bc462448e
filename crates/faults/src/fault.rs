//! What can go wrong with one request.

use std::collections::BTreeMap;

use serde::Serialize;

/// What happens to one request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fault {
    /// Nothing goes wrong.
    Pass,
    /// The line breaks before the request arrives, and the next connection is refused.
    Refuse,
    /// The line breaks before the request arrives, and the next connection meets this certificate.
    WrongCertificate(Forged),
    /// The request is swallowed and never answered; the connection ends when the hang's bound is over.
    Hang,
    /// A server that is overloaded or broken answers with this status and, perhaps, the seconds after which to come
    /// back; central never sees the request.
    Status {
        /// 500, 503, 429…
        code: u16,
        /// `Retry-After`, in seconds.
        retry_after: Option<u8>,
    },
    /// Central does what it is asked, and the line breaks before the answer: the lost acknowledgement.
    CutAnswer,
    /// Central does what it is asked, and the answer comes when the kiosk has given up.
    LateAnswer,
    /// Central does what it is asked, and half of the answer's body arrives.
    Truncate,
    /// The request reaches central twice; the kiosk gets the second answer. Of a sign-in it gets the first, because an
    /// assertion is good once, and nobody could ever sign in otherwise.
    Duplicate,
    /// The request arrives so many milliseconds later.
    Delay(u16),
    /// A transaction is answered as if central had stored it, and central never sees it. No line does that: it is there
    /// to prove that a false claim is noticed. Anything else than a transaction passes.
    Lie,
}

/// A certificate that must not be trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Forged {
    /// Signed by an authority that nobody has pinned.
    Stranger,
    /// Signed by the right authority, and over.
    Expired,
    /// Signed by the right authority, for another host.
    OtherHost,
}

impl Forged {
    /// Every kind.
    pub const ALL: [Self; 3] = [Self::Stranger, Self::Expired, Self::OtherHost];
}

impl Fault {
    /// The name under which it is counted.
    pub fn name(self) -> &'static str {
        match self {
            Self::Pass => "pass",
            Self::Refuse => "refuse",
            Self::WrongCertificate(_) => "wrong-certificate",
            Self::Hang => "hang",
            Self::Status { code: 429, .. } => "slow-down",
            Self::Status { code: 503, .. } => "unavailable",
            Self::Status { .. } => "broken",
            Self::CutAnswer => "cut-answer",
            Self::LateAnswer => "late-answer",
            Self::Truncate => "truncate",
            Self::Duplicate => "duplicate",
            Self::Delay(_) => "delay",
            Self::Lie => "lie",
        }
    }
}

/// How often each fault befell a request, by its name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Tally(pub BTreeMap<&'static str, u64>);

impl Tally {
    /// Counts one.
    pub fn count(&mut self, fault: Fault) {
        *self.0.entry(fault.name()).or_default() += 1;
    }

    /// Adds another tally to this one.
    pub fn add(&mut self, other: &Self) {
        for (name, times) in &other.0 {
            *self.0.entry(name).or_default() += times;
        }
    }

    /// How often a fault of this name befell a request.
    pub fn of(&self, name: &str) -> u64 {
        self.0.get(name).copied().unwrap_or_default()
    }

    /// Every request, whatever befell it.
    pub fn requests(&self) -> u64 {
        self.0.values().sum()
    }
}
