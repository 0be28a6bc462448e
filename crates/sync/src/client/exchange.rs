//! Reading answers: liberal in the forms that servers use, strict in what is believed.

use serde_json::Value;

use crate::client::{Answer, ClientError, Created, is_id, is_name};

impl Answer {
    /// The answer itself when it is a 2xx, else what its status means.
    pub(crate) fn success(self) -> Result<Self, ClientError> {
        let retry_after = self.retry_after;
        match self.status {
            200..=299 => Ok(self),
            401 => Err(ClientError::Unauthorized),
            403 => Err(ClientError::Forbidden),
            404 | 410 => Err(ClientError::NotFound),
            408 => Err(ClientError::Timeout),
            409 | 412 => Err(ClientError::Conflict),
            429 => Err(ClientError::RateLimited { retry_after }),
            status @ 500..=599 => Err(ClientError::Server { status, retry_after }),
            status @ 400..=499 => {
                let outcome = serde_json::from_slice(&self.body)
                    .ok()
                    .and_then(|outcome: Value| outcome_code(&outcome));
                Err(ClientError::Rejected { status, outcome })
            }
            _ => Err(ClientError::Malformed("an unexpected status")),
        }
    }

    pub(crate) fn json(&self) -> Result<Value, ClientError> {
        serde_json::from_slice(&self.body).map_err(|_| ClientError::Malformed("it is not JSON"))
    }

    /// The entity tag: the header as it is, else made from `meta.versionId`.
    pub(crate) fn version(&self, resource: &Value) -> Option<String> {
        self.etag.clone().or_else(|| version_of(resource))
    }
}

impl Created {
    pub(super) fn read(kind: &str, answer: &Answer) -> Self {
        let resource = answer.json().ok().filter(|resource| resource["resourceType"] == kind);
        let location = answer
            .location
            .as_deref()
            .and_then(location_of)
            .or_else(|| resource.as_ref().and_then(own_location));
        let version = answer.etag.clone().or_else(|| resource.as_ref().and_then(version_of));

        Self {
            location,
            version,
            resource,
            created: answer.status == 201,
        }
    }
}

fn version_of(resource: &Value) -> Option<String> {
    resource["meta"]["versionId"]
        .as_str()
        .map(|version| format!("W/\"{version}\""))
}

/// `Type/id` of a resource that carries its id.
pub(crate) fn own_location(resource: &Value) -> Option<String> {
    let kind = resource["resourceType"].as_str().filter(|kind| is_name(kind))?;
    let id = resource["id"].as_str().filter(|id| is_id(id))?;

    Some(format!("{kind}/{id}"))
}

/// `Type/id` from `Type/id`, `Type/id/_history/1`, or either behind a base URL.
pub(crate) fn location_of(text: &str) -> Option<String> {
    let path = text.split(['?', '#']).next().unwrap_or_default();
    let mut parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
    if let Some(history) = parts.iter().rposition(|part| *part == "_history") {
        parts.truncate(history);
    }
    let (id, rest) = parts.split_last()?;
    let kind = rest.last()?;

    (is_name(kind) && is_id(id) && kind.starts_with(|letter: char| letter.is_ascii_uppercase()))
        .then(|| format!("{kind}/{id}"))
}

/// The first error's code and element of an `OperationOutcome`. Its words are left out: servers quote values in them.
pub(crate) fn outcome_code(outcome: &Value) -> Option<String> {
    if outcome["resourceType"] != "OperationOutcome" {
        return None;
    }
    let issues = outcome["issue"].as_array()?;
    let issue = issues
        .iter()
        .find(|issue| matches!(issue["severity"].as_str(), Some("error" | "fatal")))
        .or_else(|| issues.first())?;
    let code: String = issue["code"]
        .as_str()?
        .chars()
        .filter(|letter| letter.is_ascii_alphanumeric() || *letter == '-')
        .take(40)
        .collect();
    let element: String = issue["expression"][0]
        .as_str()
        .unwrap_or_default()
        .chars()
        .take_while(|letter| letter.is_ascii_alphanumeric() || matches!(letter, '.' | '[' | ']'))
        .take(80)
        .collect();

    Some(if element.is_empty() {
        code
    } else {
        format!("{code} at {element}")
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use serde_json::json;

    use super::*;

    #[test]
    fn locations_are_read_in_every_form_that_servers_use() {
        for text in [
            "Patient/12",
            "Patient/12/_history/3",
            "/Patient/12",
            "https://central.example.org/fhir/Patient/12/_history/3",
            "https://central.example.org/fhir/Patient/12/",
        ] {
            assert_eq!(location_of(text).as_deref(), Some("Patient/12"), "{text}");
        }
        for text in [
            "",
            "Patient",
            "urn:uuid:1",
            "Patient/a b",
            "https://x/../..",
            "Patient/_history/1",
        ] {
            assert_eq!(location_of(text), None, "{text}");
        }
    }

    #[test]
    fn an_outcome_gives_its_code_and_element_but_never_its_words() {
        let outcome = json!({"resourceType": "OperationOutcome", "issue": [
            {"severity": "warning", "code": "informational"},
            {"severity": "error", "code": "value", "diagnostics": "María García-López was born 1985-04-12",
             "details": {"text": "García-López"}, "expression": ["Patient.birthDate = '1985-04-12'"]}]});

        assert_eq!(outcome_code(&outcome).as_deref(), Some("value at Patient.birthDate"));
        assert_eq!(outcome_code(&json!({"issue": [{"code": "x"}]})), None);
    }
}
