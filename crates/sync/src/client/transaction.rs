//! A transaction Bundle and its answer.

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};
use serde_json::Value;

use crate::client::exchange::{location_of, outcome_code, own_location};
use crate::client::{Answer, Body, ClientError, FhirClient, Request};
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
        self.transact(entries.iter()).await
    }

    pub(crate) async fn transact<'a>(
        &self,
        entries: impl Iterator<Item = &'a Value>,
    ) -> Result<Vec<EntryResponse>, ClientError> {
        let entries: Vec<WithoutBase<'_>> = entries.map(WithoutBase).collect();
        let bundle = serde_json::to_vec(&Bundle {
            resource_type: "Bundle",
            kind: "transaction",
            entry: &entries,
        })
        .map_err(|_| ClientError::Malformed("it is not JSON"))?;
        let answer = self
            .exchange(&Request::post("", Body::Written(&bundle)))
            .await?
            .success()?;

        read_responses(&answer, entries.len())
    }
}

/// The answers to this many entries, all of them 2xx.
pub(super) fn read_responses(answer: &Answer, expected: usize) -> Result<Vec<EntryResponse>, ClientError> {
    let response = answer.json()?;
    if answer.status != 200 || response["resourceType"] != "Bundle" || response["type"] != "transaction-response" {
        return Err(ClientError::Malformed("it is not a transaction-response"));
    }
    let responses: Vec<EntryResponse> = response["entry"].as_array().into_iter().flatten().map(read).collect();
    if responses.len() != expected {
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

#[derive(Serialize)]
struct Bundle<'a> {
    #[serde(rename = "resourceType")]
    resource_type: &'static str,
    #[serde(rename = "type")]
    kind: &'static str,
    entry: &'a [WithoutBase<'a>],
}

/// An entry as it is sent: the base snapshot is ours alone. Written without a copy, because pictures are large.
struct WithoutBase<'a>(&'a Value);

impl Serialize for WithoutBase<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Some(fields) = self.0.as_object() else {
            return self.0.serialize(serializer);
        };
        let mut map = serializer.serialize_map(None)?;
        for (name, value) in fields.iter().filter(|(name, _)| *name != BASE_KEY) {
            map.serialize_entry(name, value)?;
        }

        map.end()
    }
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
