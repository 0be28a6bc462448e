//! A registration as ordered groups of transaction entries: who the person is first, the arrival last.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde_json::Value;

use crate::Session;

/// The entry key under which an update carries the resource as it was read; the sender takes it out and uses it to
/// merge when somebody else changed the resource in between (412).
pub const BASE: &str = "portico:base";

/// What a registration says of where and when it was made.
#[derive(Clone, Debug)]
pub struct Context {
    /// The kiosk: a reference such as `Device/1`, or its name in the system `urn:portico:device`.
    pub device: String,
    /// The clinic: a reference such as `Location/1`, or its name.
    pub location: Option<String>,
    /// Who runs the clinic: a reference such as `Organization/1`, or its name.
    pub organization: Option<String>,
    /// When the registration is made; frozen with it.
    pub now: Timestamp,
    /// The clinic's time zone.
    pub time_zone: TimeZone,
}

/// Entries that belong into one transaction together.
#[derive(Clone, PartialEq)]
pub struct Group {
    /// What it is: `who`, `insurance`, `forms`, `consent-<n>`, `arrival`.
    pub name: String,
    /// Entries of a transaction `Bundle`; updates carry [`BASE`].
    pub entries: Vec<Value>,
}

/// The registration, in the order in which it is sent. The same session and context always give the same bytes.
pub fn groups(session: &Session, context: &Context) -> Vec<Group> {
    let _ = (session, context);
    Vec::new()
}
