//! A registration as ordered groups of transaction entries: who the person is first, the arrival last.

mod arrival;
mod consents;
mod entries;
mod forms;
mod insurance;
mod who;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde_json::Value;

use crate::Session;
use entries::Entries;

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
    /// What it is: `who`, `insurance`, `form-1`, `consent-treatment`, `arrival`.
    pub name: String,
    /// Entries of a transaction `Bundle`; updates carry [`BASE`].
    pub entries: Vec<Value>,
}

/// The registration, in the order in which it is sent. The same session and context always give the same bytes.
///
/// A group holds few entries, so that a server which bounds its transactions takes whole groups. A `urn:uuid:` reference means an entry of the same or an earlier group.
pub fn groups(session: &Session, context: &Context) -> Vec<Group> {
    let mut groups = Vec::new();
    let mut add = |name: &str, entries: Entries| {
        let entries = entries.finish();
        if !entries.is_empty() {
            groups.push(Group {
                name: name.to_owned(),
                entries,
            });
        }
    };

    let mut entries = Entries::new(session);
    let people = who::write(session, &mut entries);
    add("who", entries);
    if let Some(patient) = &people.patient {
        let mut entries = Entries::new(session);
        insurance::write(session, context, patient, &mut entries);
        add("insurance", entries);
        for (name, entries) in forms::write(session, context, patient) {
            add(&name, entries);
        }
        for (name, entries) in consents::write(session, context, &people) {
            add(&name, entries);
        }
    }
    let mut entries = Entries::new(session);
    arrival::write(session, context, people.patient.as_deref(), &mut entries);
    add("arrival", entries);

    groups
}
