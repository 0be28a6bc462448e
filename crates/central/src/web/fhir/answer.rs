//! Answers with the headers that FHIR asks for.

use axum::{
    body::Body,
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use jiff::tz::TimeZone;
use serde_json::{Value, json};

use crate::store::{Stored, write::Written};

const FHIR_JSON: HeaderValue = HeaderValue::from_static("application/fhir+json; charset=utf-8");

/// What the client wants back after a write (`Prefer: return=..`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Return {
    Minimal,
    Representation,
    Outcome,
}

/// The `Prefer` header.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Preference {
    pub returning: Option<Return>,
    /// `handling=lenient`: unknown search parameters are passed over.
    pub lenient: bool,
}

impl Preference {
    pub fn read(headers: &HeaderMap) -> Self {
        let mut preference = Self::default();
        for value in headers.get_all("prefer") {
            for part in value.to_str().unwrap_or_default().split([',', ';']) {
                match part.trim() {
                    "return=minimal" => preference.returning = Some(Return::Minimal),
                    "return=representation" => preference.returning = Some(Return::Representation),
                    "return=OperationOutcome" => preference.returning = Some(Return::Outcome),
                    "handling=lenient" => preference.lenient = true,
                    _ => {}
                }
            }
        }

        preference
    }

    /// Whether the answer to a Bundle is to hold the resources.
    pub fn with_resources(self) -> bool {
        self.returning == Some(Return::Representation)
    }
}

pub(super) fn resource(status: u16, body: &Value) -> Response {
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::OK);

    (status, [(header::CONTENT_TYPE, FHIR_JSON)], body.to_string()).into_response()
}

pub(super) fn empty(status: u16) -> Response {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::from_u16(status).unwrap_or(StatusCode::NO_CONTENT);

    response
}

pub(super) fn read(stored: &Stored, headers: &HeaderMap) -> Response {
    let etag = stored.etag();
    let known = headers
        .get(header::IF_NONE_MATCH)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|value| value == etag);
    let mut response = if known { empty(304) } else { resource(200, &stored.body) };
    mark(&mut response, stored);

    response
}

/// The answer to a create or an update.
pub(super) fn written(written: &Written, base: &str, preference: Preference) -> Response {
    let stored = &written.stored;
    let status = if written.created { 201 } else { 200 };
    let mut response = match preference.returning {
        Some(Return::Minimal) => empty(status),
        Some(Return::Outcome) => resource(
            status,
            &json!({
                "resourceType": "OperationOutcome",
                "issue": [{ "severity": "information", "code": "informational", "diagnostics": "It is kept." }],
            }),
        ),
        Some(Return::Representation) | None => resource(status, &stored.body),
    };
    mark(&mut response, stored);
    insert(
        &mut response,
        header::LOCATION,
        &format!("{base}/{}", stored.location()),
    );

    response
}

fn mark(response: &mut Response, stored: &Stored) {
    insert(response, header::ETAG, &stored.etag());
    let date = stored
        .updated
        .to_zoned(TimeZone::UTC)
        .strftime("%a, %d %b %Y %H:%M:%S GMT")
        .to_string();
    insert(response, header::LAST_MODIFIED, &date);
}

fn insert(response: &mut Response, name: HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        response.headers_mut().insert(name, value);
    }
}
