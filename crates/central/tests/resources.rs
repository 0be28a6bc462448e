//! Resources kept, found again and never half-written.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use common::{World, json_of, part, patient, refusal, transaction};
use futures::future::join_all;
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

#[tokio::test]
async fn a_resource_is_created_read_changed_and_remembers_its_versions() {
    let world = World::new().await;
    let response = world.post("Patient", &patient("Kim", "Daniel", "2000-03-25")).await;
    assert_eq!(response.status(), StatusCode::CREATED);
    assert_eq!(response.headers()["etag"], "W/\"1\"");
    let location = response.headers()["location"].to_str().unwrap().to_owned();
    let mut body: Value = response.json().await.unwrap();
    let id = body["id"].as_str().unwrap().to_owned();
    assert_eq!(location, format!("{}/Patient/{id}/_history/1", world.central.base));
    assert_eq!(body["meta"]["versionId"], "1");

    body["gender"] = json!("male");
    let path = format!("Patient/{id}");
    let change = |body: Value, tag: &'static str| {
        world
            .request(Method::PUT, &path)
            .header("if-match", tag)
            .header("content-type", "application/fhir+json")
            .body(body.to_string())
            .send()
    };
    let changed = json_of(change(body.clone(), "W/\"1\"").await.unwrap(), StatusCode::OK).await;
    assert_eq!(changed["meta"]["versionId"], "2");
    // Somebody else read version 1 too, and is told that it is stale.
    body["gender"] = json!("other");
    refusal(change(body, "W/\"1\"").await.unwrap(), 412).await;
    assert_eq!(world.get(&path).await["gender"], "male");
    assert_eq!(world.get(&format!("{path}/_history/1")).await.get("gender"), None);
}

#[tokio::test]
async fn saying_the_same_again_makes_no_new_version() {
    let world = World::new().await;
    let mut event = json!({
        "resourceType": "AuditEvent",
        "id": "2f0e9d0c-5d2c-4d39-8ef5-6f4f5a0c3b11",
        "type": { "system": "http://dicom.nema.org/resources/ontology/DCM", "code": "110110" },
        "recorded": "2026-11-23T10:00:00Z",
        "agent": [{ "requestor": true }],
        "source": { "observer": { "display": "Lobby kiosk" } },
    });
    let path = "AuditEvent/2f0e9d0c-5d2c-4d39-8ef5-6f4f5a0c3b11";

    assert_eq!(
        world.send(Method::PUT, path, &event).await.status(),
        StatusCode::CREATED
    );
    let again = world.send(Method::PUT, path, &event).await;
    assert_eq!(again.status(), StatusCode::OK);
    assert_eq!(again.headers()["etag"], "W/\"1\"");
    event["outcome"] = json!("0");
    assert_eq!(world.send(Method::PUT, path, &event).await.headers()["etag"], "W/\"2\"");
}

#[tokio::test]
async fn what_the_kiosk_does_not_know_comes_back_unharmed() {
    let world = World::new().await;
    let mut sent = patient("Chen", "Wei", "1944-12-05");
    sent["extension"] = json!([{ "url": "urn:example:unknown", "valueDecimal": 1.50 }]);
    sent["meta"] = json!({ "tag": [{ "system": "urn:example", "code": "vip" }] });
    let id = world.create(&sent).await["id"].as_str().unwrap().to_owned();
    let text = world
        .request(Method::GET, &format!("Patient/{id}"))
        .send()
        .await
        .unwrap()
        .text()
        .await
        .unwrap();

    assert!(
        text.contains("\"vip\"") && text.contains("urn:example:unknown"),
        "{text}"
    );
}

fn registration(id: &str) -> Value {
    let mut related = json!({
        "resourceType": "RelatedPerson",
        "patient": { "reference": "urn:uuid:patient" },
        "name": [{ "family": "García" }],
    });
    related["contained"] = json!([{ "resourceType": "Coverage", "id": "c", "status": "active",
        "beneficiary": { "reference": "urn:uuid:patient" }, "payor": [{ "display": "Evergreen" }] }]);
    related["extension"] = json!([{ "url": "urn:example:coverage", "valueReference": { "reference": "#c" } }]);

    transaction(&[
        part("urn:uuid:related", id, "related", related),
        part(
            "urn:uuid:patient",
            id,
            "patient",
            patient("García-López", "María", "1985-04-12"),
        ),
        part(
            "urn:uuid:encounter",
            id,
            "encounter",
            json!({
                "resourceType": "Encounter",
                "status": "arrived",
                "class": { "system": "http://terminology.hl7.org/CodeSystem/v3-ActCode", "code": "AMB" },
                "subject": { "reference": "urn:uuid:patient" },
            }),
        ),
    ])
}

#[tokio::test]
async fn a_transaction_keeps_all_and_resolves_what_refers_to_each_other() {
    let world = World::new().await;
    let answer = json_of(world.post("", &registration("r1")).await, StatusCode::OK).await;
    assert_eq!(answer["type"], "transaction-response");
    let entries = answer["entry"].as_array().unwrap();
    assert_eq!(entries.len(), 3);
    for (entry, kind) in entries.iter().zip(["RelatedPerson", "Patient", "Encounter"]) {
        let response = &entry["response"];
        assert_eq!(response["status"], "201 Created");
        assert_eq!(response["etag"], "W/\"1\"");
        assert!(response["lastModified"].is_string());
        let location = response["location"].as_str().unwrap();
        assert!(
            location.starts_with(kind) && location.ends_with("/_history/1"),
            "{location}"
        );
    }
    let person = &world
        .get("RelatedPerson?identifier=urn:portico:registration|r1/related")
        .await["entry"][0]["resource"];
    let id = world.get("Patient?family=garcia").await["entry"][0]["resource"]["id"].clone();
    let expected = format!("Patient/{}", id.as_str().unwrap());
    assert_eq!(person["patient"]["reference"], json!(expected));
    assert_eq!(person["contained"][0]["beneficiary"]["reference"], json!(expected));
}

#[tokio::test]
async fn one_bad_entry_and_nothing_is_kept() {
    let world = World::new().await;
    let bad_endings = [
        json!({ "resourceType": "Task", "status": "open", "intent": "order" }),
        json!({ "resourceType": "Task", "status": "requested", "intent": "order", "for": { "reference": "Patient/nobody" } }),
        json!({ "resourceType": "Task", "status": "requested", "intent": "order", "for": { "reference": "urn:uuid:nobody" } }),
        json!({ "resourceType": "Task", "status": "requested", "intent": "order", "note": [] }),
    ];
    for (bad, status) in bad_endings.into_iter().zip([422, 422, 400, 400]) {
        let mut bundle = registration("r2");
        bundle["entry"]
            .as_array_mut()
            .unwrap()
            .push(part("urn:uuid:bad", "r2", "task", bad));
        refusal(world.post("", &bundle).await, status).await;
    }
    for kind in ["Patient", "RelatedPerson", "Encounter", "Task"] {
        assert_eq!(world.total(kind).await, 0, "{kind}");
    }
}

#[tokio::test]
async fn a_replay_changes_nothing() {
    let world = World::new().await;
    let first = json_of(world.post("", &registration("r3")).await, StatusCode::OK).await;
    let second = json_of(world.post("", &registration("r3")).await, StatusCode::OK).await;

    for (one, two) in first["entry"]
        .as_array()
        .unwrap()
        .iter()
        .zip(second["entry"].as_array().unwrap())
    {
        assert_eq!(two["response"]["status"], "200 OK");
        assert_eq!(one["response"]["location"], two["response"]["location"]);
    }
    assert_eq!(world.total("Patient").await, 1);
}

#[tokio::test]
async fn twelve_at_once_make_one() {
    let world = World::new().await;
    let bundle = registration("r4");
    let answers = join_all((0..12).map(|_| world.post("", &bundle))).await;
    assert!(answers.iter().all(|answer| answer.status() == StatusCode::OK));
    for kind in ["Patient", "RelatedPerson", "Encounter"] {
        assert_eq!(world.total(kind).await, 1, "{kind}");
    }

    let mut device =
        json!({ "resourceType": "Device", "identifier": [{ "system": "urn:portico:device", "value": "lobby" }] });
    device["status"] = json!("active");
    let create = || {
        world
            .request(Method::POST, "Device")
            .header("content-type", "application/fhir+json")
            .header("if-none-exist", "identifier=urn:portico:device|lobby")
            .body(device.to_string())
            .send()
    };
    let answers = join_all((0..12).map(|_| create())).await;
    let made = answers
        .iter()
        .filter(|answer| answer.as_ref().unwrap().status() == StatusCode::CREATED)
        .count();
    assert_eq!(made, 1);
}

#[tokio::test]
async fn a_condition_that_finds_several_is_refused() {
    let world = World::new().await;
    for _ in 0..2 {
        let mut twin = patient("Smith", "John", "1988-08-08");
        twin["identifier"] = json!([{ "system": common::REGISTRATION, "value": "r5/patient" }]);
        world.create(&twin).await;
    }
    refusal(world.post("", &registration("r5")).await, 412).await;
    assert_eq!(world.total("Encounter").await, 0);
}

#[tokio::test]
async fn an_update_in_a_transaction_holds_to_its_version() {
    let world = World::demo().await;
    let mut appointment = world.get("Appointment/appt-maria").await;
    appointment["status"] = json!("arrived");
    let bundle = |tag: &str| {
        transaction(&[
            json!({ "resource": appointment, "request": { "method": "PUT", "url": "Appointment/appt-maria", "ifMatch": tag } }),
            part(
                "urn:uuid:t",
                "r6",
                "desk",
                json!({ "resourceType": "Task", "status": "requested", "intent": "order" }),
            ),
        ])
    };
    refusal(world.post("", &bundle("W/\"7\"")).await, 412).await;
    assert_eq!(world.total("Task").await, 0);
    let answer = json_of(world.post("", &bundle("W/\"1\"")).await, StatusCode::OK).await;
    assert_eq!(answer["entry"][0]["response"]["status"], "200 OK");
    assert_eq!(answer["entry"][0]["response"]["etag"], "W/\"2\"");
    assert_eq!(world.get("Appointment/appt-maria").await["status"], "arrived");
}

#[tokio::test]
async fn a_batch_does_what_it_can() {
    let world = World::new().await;
    let mut bundle = registration("r7");
    bundle["type"] = json!("batch");
    bundle["entry"] = json!([
        { "resource": patient("Kim", "Daniel", "2000-03-25"), "request": { "method": "POST", "url": "Patient" } },
        { "resource": { "resourceType": "Task" }, "request": { "method": "POST", "url": "Task" } },
        { "request": { "method": "GET", "url": "Patient?family=kim" } },
    ]);
    let answer = json_of(world.post("", &bundle).await, StatusCode::OK).await;

    assert_eq!(answer["entry"][0]["response"]["status"], "201 Created");
    assert_eq!(answer["entry"][1]["response"]["status"], "422");
    assert_eq!(
        answer["entry"][1]["response"]["outcome"]["resourceType"],
        "OperationOutcome"
    );
    assert_eq!(answer["entry"][2]["resource"]["total"], 1);
}

#[tokio::test]
async fn nonsense_is_answered_clearly() {
    let world = World::new().await;
    let raw = |path: &'static str, kind: &'static str, body: Vec<u8>| {
        world
            .request(Method::POST, path)
            .header("content-type", kind)
            .body(body)
            .send()
    };
    let fhir = "application/fhir+json";
    assert!(
        refusal(raw("Patient", fhir, b"{\"resourceType\":".to_vec()).await.unwrap(), 400)
            .await
            .contains("JSON")
    );
    refusal(raw("Patient", fhir, b"[1]".to_vec()).await.unwrap(), 400).await;
    refusal(raw("Patient", fhir, b"\xff\xfe".to_vec()).await.unwrap(), 400).await;
    refusal(raw("Patient", "text/plain", b"{}".to_vec()).await.unwrap(), 415).await;
    refusal(
        raw("Patient", fhir, [b"[".repeat(5000), b"]".repeat(5000)].concat())
            .await
            .unwrap(),
        400,
    )
    .await;
    refusal(
        raw("Patient", fhir, b"{\"resourceType\":\"Task\"}".to_vec())
            .await
            .unwrap(),
        400,
    )
    .await;
    refusal(raw("Medication", fhir, b"{}".to_vec()).await.unwrap(), 404).await;
    refusal(
        raw("", fhir, b"{\"resourceType\":\"Bundle\",\"type\":\"message\"}".to_vec())
            .await
            .unwrap(),
        400,
    )
    .await;
    refusal(world.request(Method::GET, "Patient/nobody").send().await.unwrap(), 404).await;
    refusal(
        world.request(Method::PATCH, "Patient/nobody").send().await.unwrap(),
        405,
    )
    .await;
    refusal(world.request(Method::GET, "a/b/c/d/e").send().await.unwrap(), 404).await;
    let huge = vec![b' '; 17 * 1024 * 1024];
    // A server may hang up on a body that it will not read; the next request is answered all the same.
    if let Ok(response) = raw("Patient", fhir, huge).await {
        refusal(response, 413).await;
    }
    assert_eq!(world.total("Patient").await, 0);
}

#[tokio::test]
async fn what_was_deleted_is_gone_and_says_so() {
    let world = World::new().await;
    let id = world.create(&patient("Kim", "Daniel", "2000-03-25")).await["id"]
        .as_str()
        .unwrap()
        .to_owned();
    let path = format!("Patient/{id}");
    let gone = world.request(Method::DELETE, &path).send().await.unwrap();

    assert_eq!(gone.status(), StatusCode::NO_CONTENT);
    refusal(world.request(Method::GET, &path).send().await.unwrap(), 410).await;
    assert_eq!(world.total("Patient?family=kim").await, 0);
}

#[tokio::test]
async fn data_outlives_a_restart_and_a_crash() {
    let world = World::new().await;
    let id = world.create(&patient("Kim", "Daniel", "2000-03-25")).await["id"]
        .as_str()
        .unwrap()
        .to_owned();
    // A copy of the files as they lie on the disk now is what a power cut would leave.
    let crashed = tempfile::tempdir().unwrap();
    for file in std::fs::read_dir(world.data.path()).unwrap() {
        let file = file.unwrap();
        if file.file_name() != "central.sqlite-shm" {
            std::fs::copy(file.path(), crashed.path().join(file.file_name())).unwrap();
        }
    }
    let World { data, central, .. } = world;
    central.stop().await;
    for directory in [data, crashed] {
        let central = portico_central::start(common::options(directory.path())).await.unwrap();
        let http = common::client(&central.ca_pem);
        let token = central.desk_token().to_owned();
        let world = World {
            data: directory,
            central,
            http,
            token,
        };
        assert_eq!(world.get(&format!("Patient/{id}")).await["name"][0]["family"], "Kim");
        assert_eq!(world.total("Patient?birthdate=2000-03-25").await, 1);
        let World { central, .. } = world;
        central.stop().await;
    }
}
