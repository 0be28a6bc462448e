//! Somebody found while central was away: what is sent says that only a part was known.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use registration::mapping::transaction::{BASE, groups};
use registration::person::Phone;
use registration::private::PARTIAL_VERSION;
use registration::session::DeskNote;
use registration::visit::VisitChoice;
use registration::{Record, Session};
use serde_json::{Value, json};
use support::{context, finished};

/// María, of whom no more is known than her name, her birth date and her visit.
fn found_offline() -> Session {
    let mut session = finished();
    let part = json!({
        "resourceType": "Patient", "id": "maria", "birthDate": "1985-04-12",
        "name": [{ "use": "official", "family": "García-López", "given": ["María"] }],
    });
    let person = registration::mapping::patient::read(&part, &[]).unwrap();
    session.patient = Some(Record::partial(part));
    session.person_on_file = Some(person.clone());
    session.person = Some(person);
    session.guardian = None;
    session.dossier.related.clear();
    if let Some(VisitChoice::Appointment(visit)) = &mut session.visit {
        visit.appointment = Record::partial(visit.appointment.resource().clone());
    }

    session
}

fn updates(session: &Session) -> Vec<Value> {
    groups(session, &context())
        .into_iter()
        .flat_map(|group| group.entries)
        .filter(|entry| entry["request"]["method"] == "PUT" && entry.get(BASE).is_some())
        .collect()
}

#[test]
fn whoever_changes_nothing_changes_nothing_of_their_record() {
    let session = found_offline();
    let updates = updates(&session);

    assert!(
        updates
            .iter()
            .all(|entry| entry["resource"]["resourceType"] != "Patient")
    );
    let arrival = updates
        .iter()
        .find(|entry| entry["resource"]["resourceType"] == "Appointment")
        .expect("the arrival");
    assert_eq!(arrival["request"]["ifMatch"], PARTIAL_VERSION);
}

#[test]
fn what_was_typed_travels_with_the_part_that_was_known() {
    let mut session = found_offline();
    let phone = Phone::new("+1 317 555 0170").unwrap();
    session.person.as_mut().unwrap().phone = Some(phone);

    let updates = updates(&session);
    let patient = updates
        .iter()
        .find(|entry| entry["resource"]["resourceType"] == "Patient")
        .expect("an update");

    assert_eq!(patient["request"]["ifMatch"], PARTIAL_VERSION);
    assert_eq!(patient["resource"]["telecom"][0]["value"], "+1 317 555 0170");
    assert_eq!(patient[BASE].get("telecom"), None);
}

#[test]
fn the_desk_knows_that_nothing_on_file_was_seen() {
    assert!(found_offline().notes().contains(&DeskNote::FoundOffline));
    assert!(!finished().notes().contains(&DeskNote::FoundOffline));
}
