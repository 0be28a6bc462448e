//! Carrying a request to central and its answer back, and the answers that central never gave.

use hyper::body::Bytes;
use hyper::header::{self, HeaderMap, HeaderName};
use hyper::{Method, StatusCode};
use serde_json::{Value, json};

/// What belongs to one connection and not to what is said over it (RFC 9110, 7.6.1), and what is made anew.
const OWN: [HeaderName; 7] = [
    header::CONNECTION,
    header::TRANSFER_ENCODING,
    header::TE,
    header::TRAILER,
    header::UPGRADE,
    header::HOST,
    header::CONTENT_LENGTH,
];

/// A request, held whole so that it can be sent twice.
#[derive(Clone)]
pub(crate) struct Held {
    pub(crate) method: Method,
    /// Path and query.
    pub(crate) path: String,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

impl Held {
    /// Whether it asks for a token.
    pub(crate) fn is_sign_in(&self) -> bool {
        let form = self
            .headers
            .get(header::CONTENT_TYPE)
            .is_some_and(|kind| kind.as_bytes().starts_with(b"application/x-www-form-urlencoded"));

        // A form is also how a search is sent.
        self.method == Method::POST && form && !self.path.contains("/_search")
    }

    /// Whether it is a Bundle for the FHIR base.
    pub(crate) fn is_bundle(&self) -> bool {
        let fhir = self
            .headers
            .get(header::CONTENT_TYPE)
            .is_some_and(|kind| kind.as_bytes().starts_with(b"application/fhir+json"));
        let last = self.path.trim_end_matches('/').rsplit('/').next().unwrap_or_default();

        // A type or an operation begins with a capital or a sign; what is left is the base itself.
        self.method == Method::POST
            && fhir
            && !last.starts_with(|letter: char| letter.is_ascii_uppercase() || "_$".contains(letter))
    }
}

/// An answer, held whole so that it can be cut.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

/// Central could not be asked.
pub(crate) struct Unasked;

/// Sends it on.
pub(crate) async fn pass(client: &reqwest::Client, origin: &str, held: &Held) -> Result<Answer, Unasked> {
    let sent = client
        .request(held.method.clone(), format!("{origin}{}", held.path))
        .headers(own_removed(&held.headers))
        .body(held.body.clone())
        .send()
        .await
        .map_err(|_| Unasked)?;
    let (status, headers) = (sent.status(), own_removed(sent.headers()));
    let body = sent.bytes().await.map_err(|_| Unasked)?;

    Ok(Answer { status, headers, body })
}

/// What a server says that is overloaded or broken.
pub(crate) fn refusal(code: u16, retry_after: Option<u8>) -> Answer {
    let mut headers = fhir();
    if let Some(seconds) = retry_after {
        headers.insert(header::RETRY_AFTER, u16::from(seconds).into());
    }
    let outcome = json!({
        "resourceType": "OperationOutcome",
        "issue": [{ "severity": "error", "code": "transient" }],
    });

    Answer {
        status: StatusCode::from_u16(code).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR),
        headers,
        body: outcome.to_string().into(),
    }
}

/// An answer as if central had stored every entry of a transaction.
pub(crate) fn lie(held: &Held) -> Option<Answer> {
    let bundle: Value = serde_json::from_slice(&held.body).ok()?;
    let entries: Vec<Value> = bundle["entry"]
        .as_array()?
        .iter()
        .enumerate()
        .map(|(number, entry)| {
            let kind = entry["resource"]["resourceType"].as_str().unwrap_or("Basic");
            let location = format!("{kind}/never-stored-{number}/_history/1");

            json!({ "response": { "status": "201 Created", "location": location, "etag": "W/\"1\"" } })
        })
        .collect();
    let answer = json!({ "resourceType": "Bundle", "type": "transaction-response", "entry": entries });

    Some(Answer {
        status: StatusCode::OK,
        headers: fhir(),
        body: answer.to_string().into(),
    })
}

fn fhir() -> HeaderMap {
    let mut headers = HeaderMap::new();
    headers.insert(
        header::CONTENT_TYPE,
        header::HeaderValue::from_static("application/fhir+json"),
    );

    headers
}

fn own_removed(headers: &HeaderMap) -> HeaderMap {
    let mut headers = headers.clone();
    for name in OWN {
        headers.remove(name);
    }

    headers
}
