//! What central answers, as the fuzzer writes it.

// A panic is what the fuzzer looks for.
#![allow(clippy::missing_panics_doc)]

use std::sync::LazyLock;
use std::time::Duration;

use jiff::Timestamp;
use serde_json::Value;

use crate::client::date::{http_date, retry_after};
use crate::client::exchange::{location_of, outcome_code, own_location};
use crate::client::search::{check_bundle, next_page, read_match, take_resources};
use crate::client::transaction::read_responses;
use crate::client::{Answer, Capabilities, ClientOptions, Created, Http, is_id, is_name};

const ORIGIN: &str = "https://central.example.org";

static HTTP: LazyLock<Option<Http>> = LazyLock::new(|| Http::new(&ClientOptions::new(format!("{ORIGIN}/fhir"))).ok());

fn json(bytes: &[u8]) -> Option<Value> {
    serde_json::from_slice(bytes).ok()
}

fn answer(status: u16, body: &[u8]) -> Answer {
    Answer {
        status,
        body: body.to_vec(),
        etag: None,
        location: None,
        retry_after: None,
        date: None,
    }
}

/// A `CapabilityStatement`.
pub fn capability_statement(bytes: &[u8]) {
    let Some(statement) = json(bytes) else {
        return;
    };
    let offered = Capabilities::read(&statement);
    for kind in ["Patient", "AuditEvent", "", "é"] {
        let _ = (offered.conditional_create(kind), offered.update_create(kind));
    }
}

/// The answer to a transaction: whatever it says, the number of answers is the number of entries, all of them 2xx.
pub fn transaction_response(bytes: &[u8]) {
    for expected in [0, 1, 2, 8] {
        if let Ok(responses) = read_responses(&answer(200, bytes), expected) {
            assert_eq!(responses.len(), expected, "an entry was not answered");
            for response in responses {
                assert!((200..300).contains(&response.status), "an entry failed");
                assert_location(response.location.as_deref());
            }
        }
    }
}

/// An `OperationOutcome`: its words never get into ours.
pub fn operation_outcome(bytes: &[u8]) {
    let Some(outcome) = json(bytes) else {
        return;
    };
    if let Some(code) = outcome_code(&outcome) {
        assert!(code.len() <= 40 + 4 + 80, "a code is short");
        assert!(
            code.chars()
                .all(|letter| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '.' | '[' | ']' | ' ')),
            "a code has plain letters"
        );
    }
    let _ = answer(422, bytes).success();
}

/// A page of a search: what is taken are resources, and the next page is on the same origin or refused.
pub fn search_bundle(bytes: &[u8]) {
    let Some(mut bundle) = json(bytes) else {
        return;
    };
    if check_bundle(&bundle).is_err() {
        return;
    }
    if let (Some(next), Some(http)) = (next_page(&bundle), HTTP.as_ref())
        && let Ok(url) = http.url(&next)
    {
        assert_eq!(url.origin().ascii_serialization(), ORIGIN);
    }
    for resource in take_resources(&mut bundle) {
        assert!(resource["resourceType"].is_string(), "something is no resource");
        assert_location(own_location(&resource).as_deref());
    }
}

/// The answer of `$match`.
pub fn match_bundle(bytes: &[u8]) {
    let Some(bundle) = json(bytes) else {
        return;
    };
    for matched in bundle["entry"].as_array().into_iter().flatten().filter_map(read_match) {
        assert_eq!(matched.resource["resourceType"], "Patient");
    }
}

/// Times in headers: no server makes the kiosk wait for more than half an hour.
pub fn http_times(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return;
    };
    for now in [Timestamp::UNIX_EPOCH, Timestamp::MIN, Timestamp::MAX] {
        if let Some(wait) = retry_after(text, now) {
            assert!(wait <= Duration::from_mins(30), "too long a wait");
        }
    }
    let _ = http_date(text);
}

/// `Location` of a create, of a redirect, and links: nothing leads to another origin.
pub fn location(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return;
    };
    assert_location(location_of(text).as_deref());
    let Some(http) = HTTP.as_ref() else {
        return;
    };
    if let Ok(url) = http.url(text) {
        assert_eq!(url.origin().ascii_serialization(), ORIGIN);
        assert_eq!(url.scheme(), "https");
        if let Ok(next) = http.redirected(&url, Some(text)) {
            assert_eq!(next.origin().ascii_serialization(), ORIGIN);
        }
    }
    if let Ok(base) = http.url("Patient/1")
        && let Ok(next) = http.redirected(&base, Some(text))
    {
        assert_eq!(next.origin().ascii_serialization(), ORIGIN);
    }
}

/// A whole answer: a line with the status, headers, an empty line, the body.
pub fn http_answer(bytes: &[u8]) {
    let at = bytes.windows(2).position(|pair| pair == b"\n\n").unwrap_or(bytes.len());
    let (head, body) = bytes.split_at(at);
    let Ok(head) = std::str::from_utf8(head) else {
        return;
    };
    let mut lines = head.lines();
    let status = lines.next().and_then(|line| line.trim().parse().ok()).unwrap_or(200);
    let mut answer = answer(status, body.trim_ascii());
    for (name, value) in lines.filter_map(|line| line.split_once(": ")) {
        match name {
            "ETag" => answer.etag = Some(value.to_owned()),
            "Location" => answer.location = Some(value.to_owned()),
            "Retry-After" => answer.retry_after = retry_after(value, Timestamp::UNIX_EPOCH),
            "Date" => answer.date = http_date(value),
            _ => {}
        }
    }
    let created = Created::read("Patient", &answer);
    assert_location(created.location.as_deref());
    if let Ok(resource) = answer.json() {
        let _ = answer.version(&resource);
    }
    if let Err(error) = answer.success() {
        let _ = (error.to_string(), error.is_transient());
    }
}

/// `Type/id`, safe to stand in an address.
fn assert_location(location: Option<&str>) {
    if let Some(location) = location {
        let parts = location.split_once('/');
        assert!(
            parts.is_some_and(|(kind, id)| is_name(kind) && is_id(id)),
            "a location is not Type/id"
        );
    }
}
