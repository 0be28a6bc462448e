//! Servers as they are met: each of these habits was seen on a real one.

use std::time::Duration;

use serde_json::json;
use sync::{Group, Kind, Submission};
use uuid::Uuid;

use crate::arrivals::Kiosk;
use crate::people::{exactly_once, held, registration};
use crate::scripted::{Fault, Habits, Scripted};

const SOON: Duration = Duration::from_secs(20);

async fn arrives(habits: impl FnOnce(&mut Habits), faults: Vec<Fault>) -> Scripted {
    let server = Scripted::start().await;
    server.habits(habits);
    server.faults(faults);
    let kiosk = Kiosk::new(&server);
    let maria = registration(Uuid::new_v4());

    let delivery = kiosk.register(&maria, SOON).await;

    let acknowledged = delivery.acknowledged().unwrap_or_else(|| panic!("{delivery:?}"));
    assert_eq!(acknowledged.locations.len(), 7);
    assert_eq!(held(&server, maria.id), exactly_once());
    let patient = server.all("Patient")[0]["id"].as_str().unwrap().to_owned();
    assert_eq!(acknowledged.only("Patient"), Some(patient.as_str()));
    assert_eq!(
        server.all("Encounter")[0]["subject"]["reference"],
        format!("Patient/{patient}")
    );

    server
}

#[tokio::test(flavor = "multi_thread")]
async fn bare_numbers_missing_tags_and_absolute_locations_are_all_understood() {
    arrives(|habits| (habits.words, habits.etags) = (false, false), vec![]).await;
    arrives(|habits| habits.absolute = true, vec![]).await;
    arrives(|habits| habits.conditional_create = None, vec![]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_does_not_say_where_things_are_is_searched() {
    let server = arrives(|habits| habits.locations = false, vec![]).await;

    assert!(server.count("POST /fhir/Patient/_search") > 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_without_transactions_gets_one_thing_at_a_time() {
    let server = arrives(|habits| habits.transaction = false, vec![]).await;
    assert_eq!(server.count("POST /fhir"), 0);
    assert_eq!(server.count("POST /fhir/Encounter"), 1);

    let server = arrives(
        |habits| habits.transaction = false,
        vec![Fault::None, Fault::CutAfter, Fault::None, Fault::CutAfter],
    )
    .await;
    assert_eq!(server.count("POST /fhir/Patient"), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_without_conditional_creates_is_asked_before_each() {
    let server = arrives(|habits| habits.conditional_create = Some(false), vec![Fault::CutAfter]).await;

    assert!(server.count("POST /fhir/Patient/_search") >= 1);
}

/// Audit events have no identifier, so nothing guards their creation.
fn audit(id: Uuid) -> Submission {
    let event = json!({"fullUrl": format!("urn:uuid:{}", Uuid::new_v5(&id, b"audit")),
        "resource": {"resourceType": "AuditEvent", "recorded": "2026-01-05T10:00:00Z"},
        "request": {"method": "POST", "url": "AuditEvent"}});
    let task = json!({"fullUrl": format!("urn:uuid:{}", Uuid::new_v5(&id, b"task")),
        "resource": {"resourceType": "Task",
            "identifier": [{"system": "urn:portico:registration", "value": format!("{id}/task")}]},
        "request": {"method": "POST", "url": "Task",
            "ifNoneExist": format!("identifier=urn:portico:registration|{id}/task")}});

    Submission {
        id,
        kind: Kind::Audit,
        groups: vec![Group {
            name: "audit".to_owned(),
            entries: vec![event, task],
        }],
        order_key: None,
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn things_without_an_identifier_are_not_doubled_by_a_replay() {
    for update_create in [true, false] {
        let server = Scripted::start().await;
        server.habits(|habits| habits.update_create = update_create);
        let kiosk = Kiosk::new(&server);
        server.faults([Fault::CutAfter, Fault::CutBefore]);

        let delivery = kiosk.register(&audit(Uuid::new_v4()), SOON).await;

        assert!(delivery.acknowledged().is_some(), "{delivery:?}");
        assert_eq!(server.all("AuditEvent").len(), 1, "update_create: {update_create}");
        assert_eq!(server.all("Task").len(), 1);
    }
}
