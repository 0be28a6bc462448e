//! A transaction Bundle and its answer.

use serde_json::{Value, json};

use crate::client::exchange::{location_of, outcome_code, own_location};
use crate::client::{Body, ClientError, FhirClient, Request};
use crate::submission::BASE_KEY;

/// One entry's answer in a transaction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryResponse {
    /// The HTTP status.
    pub status: u16,
    /// `Type/id`.
    pub location: Option<String>,
    /// The opaque entity tag.
    pub version: Option<String>,
    /// The first issue of the entry's own `OperationOutcome`: code and element, never its words.
    pub outcome: Option<String>,
}

impl FhirClient {
    /// Sends the entries as one transaction. `Ok` means that the server answered 200 with one 2xx per entry.
    pub async fn transaction(&self, entries: &[Value]) -> Result<Vec<EntryResponse>, ClientError> {
        let entries: Vec<Value> = entries.iter().map(without_base).collect();
        let bundle = json!({"resourceType": "Bundle", "type": "transaction", "entry": entries});
        let answer = self
            .exchange(&Request::post("", Body::Fhir(&bundle)))
            .await?
            .success()?;
        let response = answer.json()?;
        if answer.status != 200 || response["resourceType"] != "Bundle" || response["type"] != "transaction-response" {
            return Err(ClientError::Malformed("it is not a transaction-response"));
        }
        let responses: Vec<EntryResponse> = response["entry"].as_array().into_iter().flatten().map(read).collect();
        if responses.len() != entries.len() {
            return Err(ClientError::Malformed("it does not answer every entry"));
        }
        for response in &responses {
            match response.status {
                200..=299 => {}
                409 | 412 => return Err(ClientError::Conflict),
                status @ 400..=499 => {
                    return Err(ClientError::Rejected {
                        status,
                        outcome: response.outcome.clone(),
                    });
                }
                status @ 500..=599 => {
                    return Err(ClientError::Server {
                        status,
                        retry_after: None,
                    });
                }
                _ => return Err(ClientError::Malformed("an entry without a status")),
            }
        }

        Ok(responses)
    }
}

/// The base snapshot is ours alone.
fn without_base(entry: &Value) -> Value {
    let mut entry = entry.clone();
    if let Some(fields) = entry.as_object_mut() {
        fields.remove(BASE_KEY);
    }

    entry
}

fn read(entry: &Value) -> EntryResponse {
    let response = &entry["response"];
    let resource = &entry["resource"];
    // `201` and `201 Created` are both met.
    let status = response["status"]
        .as_str()
        .and_then(|status| status.split_whitespace().next())
        .and_then(|status| status.parse().ok())
        .unwrap_or_default();

    EntryResponse {
        status,
        location: response["location"]
            .as_str()
            .and_then(location_of)
            .or_else(|| own_location(resource)),
        version: response["etag"].as_str().map(str::to_owned),
        outcome: outcome_code(&response["outcome"]),
    }
}
