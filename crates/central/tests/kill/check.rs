//! What is there after all the killing.

use std::{collections::HashMap, fmt, path::Path, time::Duration};

use reqwest::StatusCode;
use rusqlite::{Connection, OpenFlags};
use serde_json::Value;
use uuid::Uuid;

use crate::load::{self, Kiosk, Notes, PARTS};

/// What the central says.
pub async fn by_asking(kiosk: &Kiosk, notes: &Notes) {
    assert!(notes.open.lock().unwrap().is_empty(), "a registration got no answer");
    let registrations = notes.registrations.lock().unwrap().clone();
    for locations in registrations.values().take(200) {
        for location in locations {
            let resource = kiosk.get(&format!("/fhir/{location}")).await;
            assert_eq!(resource["meta"]["versionId"], "1");
        }
    }
    let versions = notes.versions.lock().unwrap().clone();
    for (location, version, text) in versions.iter().rev().take(300) {
        let kept = kiosk.get(&format!("/fhir/{location}/_history/{version}")).await;
        assert_eq!(
            kept["address"][0]["city"],
            text.as_str(),
            "a version is not what was acknowledged"
        );
    }
    let paid = notes.paid.lock().unwrap().clone();
    for invoice in paid.iter().rev().take(100) {
        assert_eq!(
            kiosk.get(&format!("/fhir/Invoice/{invoice}")).await["status"],
            "balanced"
        );
        let notices = kiosk
            .get(&format!("/fhir/PaymentNotice?request=Invoice/{invoice}"))
            .await;
        assert_eq!(notices["total"], 1, "an invoice was paid twice or not at all");
    }
    let asked = notes.asked.lock().unwrap().clone();
    for request in &asked {
        wait_for_the_payer(kiosk, request).await;
    }
    // An assertion that got a token before a restart gets none after it.
    let assertions = notes.assertions.lock().unwrap().clone();
    assert!(!assertions.is_empty(), "nobody signed in");
    for assertion in assertions.iter().rev().take(50) {
        let (status, answer) = load::ask_for_token(kiosk, assertion).await.unwrap();
        assert_ne!(status, StatusCode::OK, "an assertion was used twice: {answer}");
    }
}

async fn wait_for_the_payer(kiosk: &Kiosk, request: &str) {
    for _ in 0..400 {
        let found = kiosk
            .get(&format!("/fhir/CoverageEligibilityResponse?request={request}"))
            .await;
        match found["total"].as_u64() {
            Some(1) => return,
            Some(0) => tokio::time::sleep(Duration::from_millis(25)).await,
            other => panic!("the payer answered {other:?} times"),
        }
    }
    panic!("the payer never answered");
}

/// What stands in the file.
pub struct FoundInFile {
    registrations: usize,
    resources: i64,
}

impl fmt::Display for FoundInFile {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "{} whole registrations among {} resources",
            self.registrations, self.resources
        )
    }
}

pub fn in_the_file(path: &Path, notes: &Notes) -> FoundInFile {
    let connection = sound(path);

    // Registrations, acknowledged or not: all of their parts or none, each once.
    let mut parts: HashMap<Uuid, Vec<(String, String)>> = HashMap::new();
    let mut statement = connection
        .prepare(
            "SELECT i.value, r.type || '/' || r.id FROM search_index i JOIN resource r ON r.key = i.key
             WHERE i.parameter IN ('Patient.identifier', 'Encounter.identifier', 'Task.identifier')
             AND i.system = 'urn:portico:registration'",
        )
        .unwrap();
    let rows = statement
        .query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?)))
        .unwrap();
    for row in rows {
        let (value, location) = row.unwrap();
        let (id, part) = value.split_once('/').unwrap();
        parts
            .entry(id.parse().unwrap())
            .or_default()
            .push((part.to_owned(), location));
    }
    for found in parts.values() {
        let mut names: Vec<&str> = found.iter().map(|(name, _)| name.as_str()).collect();
        names.sort_unstable();
        let mut expected = PARTS.to_vec();
        expected.sort_unstable();
        assert_eq!(names, expected, "half a registration, or one and a half");
    }
    for (id, locations) in notes.registrations.lock().unwrap().iter() {
        let found = parts.get(id).expect("an acknowledged registration is not there");
        for (name, location) in PARTS.iter().zip(locations) {
            assert!(
                found.iter().any(|(part, there)| part == name && there == location),
                "a registration is not where it was said to be"
            );
        }
    }

    versions(&connection, notes);
    for id in notes.puts.lock().unwrap().iter() {
        assert_eq!(version_of(&connection, "AuditEvent", &id.to_string()), Some(1));
    }
    for invoice in notes.paid.lock().unwrap().iter() {
        let notices: i64 = connection
            .query_row(
                "SELECT count(*) FROM search_index WHERE parameter = 'PaymentNotice.request' AND value = ?1",
                [format!("Invoice/{invoice}")],
                |row| row.get(0),
            )
            .unwrap();
        assert_eq!(notices, 1, "an invoice was paid twice or not at all");
    }

    FoundInFile {
        registrations: parts.len(),
        resources: connection
            .query_row("SELECT count(*) FROM resource", [], |row| row.get(0))
            .unwrap(),
    }
}

/// Every version that was acknowledged is kept as it was, and none is missing in between.
fn versions(connection: &Connection, notes: &Notes) {
    let mut kept = connection
        .prepare(
            "SELECT h.body FROM history h JOIN resource r ON r.key = h.key WHERE r.type = 'Patient' AND r.id = ?1 AND h.version = ?2
             UNION ALL SELECT body FROM resource WHERE type = 'Patient' AND id = ?1 AND version = ?2",
        )
        .unwrap();
    for (location, version, text) in notes.versions.lock().unwrap().iter() {
        let (_, id) = location.split_once('/').unwrap();
        let bodies: Vec<String> = kept
            .query_map((id, version), |row| row.get(0))
            .unwrap()
            .map(Result::unwrap)
            .collect();
        assert_eq!(bodies.len(), 1, "a version is there {} times", bodies.len());
        let body: Value = serde_json::from_str(&bodies[0]).unwrap();
        assert_eq!(body["address"][0]["city"], text.as_str());
        assert_eq!(body["meta"]["versionId"], version.to_string());
    }
    let gaps: i64 = connection
        .query_row(
            "SELECT count(*) FROM resource r WHERE r.version <> 1 + (SELECT count(*) FROM history h WHERE h.key = r.key)",
            [],
            |row| row.get(0),
        )
        .unwrap();
    assert_eq!(gaps, 0, "a version is missing");
}

fn version_of(connection: &Connection, kind: &str, id: &str) -> Option<i64> {
    connection
        .query_row(
            "SELECT version FROM resource WHERE type = ?1 AND id = ?2",
            [kind, id],
            |row| row.get(0),
        )
        .ok()
}

/// The database, after `SQLite` has looked at every page of it.
fn sound(path: &Path) -> Connection {
    let connection = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE).unwrap();
    let integrity: String = connection
        .query_row("PRAGMA integrity_check", [], |row| row.get(0))
        .unwrap();
    assert_eq!(integrity, "ok");
    let broken = connection
        .prepare("PRAGMA foreign_key_check")
        .unwrap()
        .exists([])
        .unwrap();
    assert!(!broken, "something refers to what is not there");

    connection
}

/// The seed is there whole, and the files of the first start are.
pub fn set_up_whole(data: &Path) {
    let connection = sound(&data.join("central.sqlite"));
    let patients: i64 = connection
        .query_row("SELECT count(*) FROM resource WHERE type = 'Patient'", [], |row| {
            row.get(0)
        })
        .unwrap();
    assert_eq!(patients, 12, "the seed is not there once and whole");
    let ca = std::fs::read_to_string(data.join("ca.pem")).unwrap();
    assert!(
        ca.contains("-----END CERTIFICATE-----"),
        "the authority's certificate is cut off"
    );
    crate::common::client(&ca);
}
