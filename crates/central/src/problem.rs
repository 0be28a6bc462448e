//! What went wrong, as FHIR tells it: an HTTP status and an `OperationOutcome`.

use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde_json::{Value, json};

/// A refusal. Its text names elements and rules, never a patient's values.
#[derive(Debug, Clone, thiserror::Error)]
#[error("{status} {code}: {text}")]
pub(crate) struct Problem {
    pub status: u16,
    /// A code of <http://hl7.org/fhir/issue-type>.
    pub code: &'static str,
    pub text: String,
    /// Where in the resource, as a simple `FHIRPath`.
    pub expression: Option<String>,
}

impl Problem {
    pub fn new(status: u16, code: &'static str, text: impl Into<String>) -> Self {
        Self {
            status,
            code,
            text: text.into(),
            expression: None,
        }
    }

    /// 400: the request is not FHIR that can be read.
    pub fn structure(text: impl Into<String>) -> Self {
        Self::new(400, "structure", text)
    }

    /// 400: something asked for is not a thing this server knows.
    pub fn unsupported(text: impl Into<String>) -> Self {
        Self::new(400, "not-supported", text)
    }

    /// 404: there is no such thing.
    pub fn not_found(text: impl Into<String>) -> Self {
        Self::new(404, "not-found", text)
    }

    /// 412: a condition (`If-Match`, `If-None-Exist`) does not hold.
    pub fn precondition(code: &'static str, text: impl Into<String>) -> Self {
        Self::new(412, code, text)
    }

    /// 422: readable, but against a rule of the resource.
    pub fn rule(code: &'static str, text: impl Into<String>) -> Self {
        Self::new(422, code, text)
    }

    /// 500: our own fault. The cause goes to the log.
    pub fn internal() -> Self {
        Self::new(500, "exception", "The server could not do this. Try again.")
    }

    pub fn at(mut self, expression: impl Into<String>) -> Self {
        self.expression = Some(expression.into());
        self
    }

    /// Says which entry of a Bundle is at fault.
    pub fn in_entry(mut self, index: usize) -> Self {
        let place = match self.expression.take() {
            Some(inner) => format!("Bundle.entry[{index}].resource: {inner}"),
            None => format!("Bundle.entry[{index}]"),
        };
        self.text = format!("Entry {index}: {}", self.text);
        self.expression = Some(place);
        self
    }

    pub fn outcome(&self) -> Value {
        let mut issue = json!({
            "severity": if self.status >= 500 { "fatal" } else { "error" },
            "code": self.code,
            "diagnostics": self.text,
        });
        if let (Some(expression), Some(fields)) = (&self.expression, issue.as_object_mut()) {
            fields.insert("expression".into(), json!([expression]));
        }

        json!({ "resourceType": "OperationOutcome", "issue": [issue] })
    }
}

impl From<rusqlite::Error> for Problem {
    fn from(error: rusqlite::Error) -> Self {
        if let Some(rusqlite::ErrorCode::DatabaseBusy | rusqlite::ErrorCode::DatabaseLocked) = error.sqlite_error_code()
        {
            return Self::new(503, "lock-error", "The store is busy. Try again.");
        }
        // Only the kind of error: a message of SQLite's may quote a value.
        tracing::error!(code = ?error.sqlite_error_code(), "the store failed");

        Self::internal()
    }
}

impl From<serde_json::Error> for Problem {
    fn from(error: serde_json::Error) -> Self {
        Self::structure(format!(
            "This is not JSON that can be read: line {}, column {}.",
            error.line(),
            error.column()
        ))
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut response = (
            status,
            [(header::CONTENT_TYPE, "application/fhir+json; charset=utf-8")],
            self.outcome().to_string(),
        )
            .into_response();
        let headers = response.headers_mut();
        if self.status == 401 {
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        if self.status == 503 || self.status == 429 {
            headers.insert(header::RETRY_AFTER, HeaderValue::from_static("1"));
        }

        response
    }
}
