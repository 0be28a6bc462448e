//! Somebody at the desk changes the same record while the person is at the kiosk.

use std::time::Duration;

use serde_json::{Value, json};
use sync::{BASE_KEY, Group, Kind, Submission};
use uuid::Uuid;

use crate::arrivals::Kiosk;
use crate::scripted::{Fault, Scripted};

const SOON: Duration = Duration::from_secs(20);

fn maria() -> Value {
    json!({"resourceType": "Patient", "id": "1", "meta": {"versionId": "1"},
        "telecom": [{"system": "phone", "value": "+1 317 555 0100"}],
        "address": [{"city": "Springfield"}],
        "extension": [{"url": "urn:other-system", "valueString": "kept"}]})
}

/// She corrects her phone number, and arrives.
fn correction(base: bool, phone: &str) -> Submission {
    let id = Uuid::new_v4();
    let mut changed = maria();
    changed["telecom"][0]["value"] = json!(phone);
    let mut update = json!({"fullUrl": "urn:uuid:aaaa", "resource": changed,
        "request": {"method": "PUT", "url": "Patient/1", "ifMatch": "W/\"1\""}});
    if base {
        update[BASE_KEY] = maria();
    }
    let encounter = json!({"fullUrl": format!("urn:uuid:{}", Uuid::new_v5(&id, b"e")),
        "resource": {"resourceType": "Encounter", "subject": {"reference": "urn:uuid:aaaa"},
            "identifier": [{"system": "urn:portico:registration", "value": format!("{id}/encounter")}]},
        "request": {"method": "POST", "url": "Encounter",
            "ifNoneExist": format!("identifier=urn:portico:registration|{id}/encounter")}});
    let group = |name: &str, entry| Group {
        name: name.to_owned(),
        entries: vec![entry],
    };

    Submission {
        id,
        kind: Kind::Registration,
        groups: vec![group("person", update), group("arrival", encounter)],
        order_key: None,
    }
}

fn patient(server: &Scripted) -> Value {
    server.get("Patient", "1").unwrap().1
}

#[tokio::test(flavor = "multi_thread")]
async fn an_update_of_the_version_that_was_read_just_goes() {
    let server = Scripted::start().await;
    server.put(maria());
    let kiosk = Kiosk::new(&server);

    let delivery = kiosk.register(&correction(true, "+1 317 555 0142"), SOON).await;

    assert!(delivery.acknowledged().unwrap().left_to_desk.is_empty());
    assert_eq!(patient(&server)["telecom"][0]["value"], "+1 317 555 0142");
    assert_eq!(patient(&server)["extension"][0]["valueString"], "kept");
}

#[tokio::test(flavor = "multi_thread")]
async fn changes_to_different_elements_are_merged() {
    // Two servers were seen: one says 412, the other 409.
    for status in [412, 409] {
        let server = Scripted::start().await;
        server.habits(|habits| habits.conflict = status);
        server.put(maria());
        let kiosk = Kiosk::new(&server);
        let mut by_desk = maria();
        by_desk["address"][0]["city"] = json!("Shelbyville");
        server.put(by_desk);

        let delivery = kiosk.register(&correction(true, "+1 317 555 0142"), SOON).await;

        assert!(delivery.acknowledged().unwrap().left_to_desk.is_empty(), "{delivery:?}");
        assert_eq!(patient(&server)["telecom"][0]["value"], "+1 317 555 0142");
        assert_eq!(patient(&server)["address"][0]["city"], "Shelbyville");
        assert_eq!(server.get("Patient", "1").unwrap().0, 3);
        assert_eq!(server.all("Encounter")[0]["subject"]["reference"], "Patient/1");
        assert!(server.all("Task").is_empty());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_merged_becomes_a_task_and_the_arrival_goes_on() {
    for base in [true, false] {
        let server = Scripted::start().await;
        server.put(maria());
        let kiosk = Kiosk::new(&server);
        let mut by_desk = maria();
        by_desk["telecom"][0]["value"] = json!("+1 317 555 0177");
        server.put(by_desk);

        let delivery = kiosk.register(&correction(base, "+1 317 555 0142"), SOON).await;

        assert_eq!(delivery.acknowledged().unwrap().left_to_desk, ["Patient/1"]);
        assert_eq!(
            patient(&server)["telecom"][0]["value"],
            "+1 317 555 0177",
            "nothing was overwritten"
        );
        assert_eq!(server.all("Encounter").len(), 1);
        let task = &server.all("Task")[0];
        assert_eq!(task["reasonCode"]["coding"][0]["code"], "update-conflict");
        assert_eq!(task["focus"]["reference"], "Patient/1");
        assert!(
            task["input"][0]["valueString"].as_str().unwrap().contains("0142"),
            "the desk sees what she entered"
        );
        assert!(!task["description"].as_str().unwrap().contains("0142"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn our_own_update_whose_answer_was_lost_is_no_conflict() {
    for (base, fault) in [
        (true, Fault::CutAfter),
        (false, Fault::CutAfter),
        (true, Fault::HangAfter),
    ] {
        let server = Scripted::start().await;
        server.put(maria());
        let kiosk = Kiosk::new(&server);
        server.faults([fault]);

        let delivery = kiosk.register(&correction(base, "+1 317 555 0142"), SOON).await;

        assert!(delivery.acknowledged().unwrap().left_to_desk.is_empty(), "{delivery:?}");
        assert_eq!(server.get("Patient", "1").unwrap().0, 2, "written once");
        assert_eq!(server.all("Encounter").len(), 1);
        assert!(server.all("Task").is_empty());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_merged_update_whose_answer_was_lost_is_no_conflict_either() {
    let server = Scripted::start().await;
    server.put(maria());
    let kiosk = Kiosk::new(&server);
    let mut by_desk = maria();
    by_desk["address"][0]["city"] = json!("Shelbyville");
    server.put(by_desk);
    // The first try meets the conflict, the reading works, the merged try is done and its answer lost.
    server.faults([Fault::None, Fault::None, Fault::CutAfter]);

    let delivery = kiosk.register(&correction(true, "+1 317 555 0142"), SOON).await;

    assert!(delivery.acknowledged().unwrap().left_to_desk.is_empty());
    assert_eq!(server.get("Patient", "1").unwrap().0, 3);
    assert_eq!(patient(&server)["address"][0]["city"], "Shelbyville");
    assert_eq!(patient(&server)["telecom"][0]["value"], "+1 317 555 0142");
}

/// Two transactions that met in the same moment: nobody changed what she changed.
#[tokio::test(flavor = "multi_thread")]
async fn a_conflict_without_another_version_is_tried_again_and_not_left_to_the_desk() {
    for status in [409, 412] {
        let server = Scripted::start().await;
        server.put(maria());
        let kiosk = Kiosk::new(&server);
        server.faults([Fault::Status(status), Fault::None, Fault::Status(status)]);

        let delivery = kiosk.register(&correction(true, "+1 317 555 0142"), SOON).await;

        assert!(delivery.acknowledged().unwrap().left_to_desk.is_empty(), "{delivery:?}");
        assert_eq!(server.get("Patient", "1").unwrap().0, 2, "written once");
        assert!(server.all("Task").is_empty());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_record_that_is_gone_becomes_a_task() {
    let server = Scripted::start().await;
    let kiosk = Kiosk::new(&server);

    let delivery = kiosk.register(&correction(true, "+1 317 555 0142"), SOON).await;

    assert_eq!(delivery.acknowledged().unwrap().left_to_desk, ["Patient/1"]);
    assert_eq!(server.all("Task").len(), 1);
    assert!(server.get("Patient", "1").is_none());
}
