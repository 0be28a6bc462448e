//! Searching and matching. Names and dates never stand in an address: parameters travel in the body.

use std::sync::{MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use uuid::Uuid;

use crate::client::exchange::outcome_code;
use crate::client::{Answer, Body, ClientError, FhirClient, Matched, REMEMBERED, Request, is_name, type_of};

/// The most pages of one search.
const MOST_PAGES: usize = 20;

/// The most resources of one search.
const MOST_RESOURCES: usize = 2000;

/// How often a server must refuse a search by POST once more before it is believed to have none.
const PROOFS: u32 = 3;

/// How long a bad moment of something in between may at least last.
const BETWEEN_PROOFS: Duration = Duration::from_millis(250);

const MATCH_GRADE: &str = "http://hl7.org/fhir/StructureDefinition/match-grade";

/// Whether this server has searches by POST.
#[derive(Default)]
pub(super) enum PostSearch {
    /// Nobody asked yet.
    #[default]
    Unknown,
    /// It answered one: it is never searched by GET.
    Works,
    /// It was found to have none.
    Absent(Instant),
}

impl PostSearch {
    fn is_absent(&self) -> bool {
        matches!(self, Self::Absent(since) if since.elapsed() < REMEMBERED)
    }
}

fn refuses_post(status: u16) -> bool {
    matches!(status, 404 | 405 | 415 | 501)
}

/// A FHIR server says in an `OperationOutcome` what it does not have. Anything else was in between, and passes.
fn refusal(answer: &Answer) -> ClientError {
    let says_so = answer.json().is_ok_and(|said| outcome_code(&said).is_some());

    if answer.status == 404 && says_so {
        ClientError::NotFound
    } else {
        ClientError::Malformed("a search by POST was refused")
    }
}

impl FhirClient {
    /// Searches by POST, where the parameters stay out of every log. Follows paging links; gives matches and included
    /// resources alike.
    ///
    /// GET is used only for a server that has no search by POST, although FHIR asks for one. No `CapabilityStatement`
    /// can say so, and one 404 or 405 may come from a proxy that has a bad moment: so it is believed only of a server
    /// that never answered one, and that goes on refusing it for an id nobody has while it answers the same by GET.
    /// That is remembered for an hour. Otherwise the refusal is the answer: names and birth dates do not get into an
    /// address because something in between failed.
    pub async fn search(&self, kind: &str, parameters: &[(&str, &str)]) -> Result<Vec<Value>, ClientError> {
        if !is_name(kind) {
            return Err(ClientError::Malformed("not a resource type"));
        }
        let mut bundle = self.first_page(kind, parameters).await?;
        let mut resources = Vec::new();
        for _ in 0..MOST_PAGES {
            let next = next_page(&bundle);
            resources.extend(take_resources(&mut bundle));
            let Some(next) = next.filter(|_| resources.len() < MOST_RESOURCES) else {
                break;
            };
            bundle = self.exchange(&Request::get(next)).await?.success()?.json()?;
            check_bundle(&bundle)?;
        }
        for resource in &mut resources {
            self.0.http.localize(resource);
        }

        Ok(resources)
    }

    async fn first_page(&self, kind: &str, parameters: &[(&str, &str)]) -> Result<Value, ClientError> {
        if !self.post_search().is_absent() {
            let answer = self.search_by_post(kind, parameters).await?;
            if !refuses_post(answer.status) {
                let bundle = answer.success()?.json()?;
                check_bundle(&bundle)?;
                *self.post_search() = PostSearch::Works;
                return Ok(bundle);
            }
            let worked = matches!(*self.post_search(), PostSearch::Works);
            if worked || !self.has_get_search_only(kind).await? {
                return Err(refusal(&answer));
            }
            tracing::warn!("central has no search by POST: what is searched for stands in the address");
            *self.post_search() = PostSearch::Absent(Instant::now());
        }
        let bundle = self.search_by_get(kind, parameters).await?.success()?.json()?;
        check_bundle(&bundle)?;

        Ok(bundle)
    }

    /// Asks both ways for an id that nobody has.
    async fn has_get_search_only(&self, kind: &str) -> Result<bool, ClientError> {
        let nobody = Uuid::new_v4().to_string();
        let parameters = [("_id", nobody.as_str())];
        for _ in 0..PROOFS {
            tokio::time::sleep(BETWEEN_PROOFS).await;
            if !refuses_post(self.search_by_post(kind, &parameters).await?.status) {
                return Ok(false);
            }
        }
        let answer = self.search_by_get(kind, &parameters).await?;

        Ok(answer.status == 200 && answer.json().is_ok_and(|bundle| check_bundle(&bundle).is_ok()))
    }

    async fn search_by_post(&self, kind: &str, parameters: &[(&str, &str)]) -> Result<Answer, ClientError> {
        self.exchange(&Request::post(format!("{kind}/_search"), Body::Form(parameters)))
            .await
    }

    async fn search_by_get(&self, kind: &str, parameters: &[(&str, &str)]) -> Result<Answer, ClientError> {
        let mut path = kind.to_owned();
        let mut separator = '?';
        for (name, value) in parameters {
            path.push(separator);
            path.extend([&*encode(name), "=", &*encode(value)]);
            separator = '&';
        }

        self.exchange(&Request::get(path)).await
    }

    fn post_search(&self) -> MutexGuard<'_, PostSearch> {
        self.0.post_search.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Asks `Patient/$match` for certain matches only, two at most: one is a match, two are a tie, which is a miss.
    pub async fn match_patient(&self, patient: &Value) -> Result<Vec<Matched>, ClientError> {
        type_of(patient)?;
        let parameters = json!({"resourceType": "Parameters", "parameter": [
            {"name": "resource", "resource": patient},
            {"name": "onlyCertainMatches", "valueBoolean": true},
            {"name": "count", "valueInteger": 2},
        ]});
        let request = Request::post("Patient/$match", Body::Fhir(&parameters));
        let mut bundle = self.exchange(&request).await?.success()?.json()?;
        check_bundle(&bundle)?;
        self.0.http.localize(&mut bundle);

        Ok(bundle["entry"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(read_match)
            .collect())
    }
}

pub(super) fn read_match(entry: &Value) -> Option<Matched> {
    let resource = entry
        .get("resource")
        .filter(|resource| resource["resourceType"] == "Patient")?;
    let search = &entry["search"];
    let grade = search["extension"]
        .as_array()
        .into_iter()
        .flatten()
        .find(|extension| extension["url"] == MATCH_GRADE)
        .and_then(|extension| extension["valueCode"].as_str());

    Some(Matched {
        resource: resource.clone(),
        score: search["score"].as_f64(),
        grade: grade.map(str::to_owned),
    })
}

pub(super) fn check_bundle(bundle: &Value) -> Result<(), ClientError> {
    if bundle["resourceType"] == "Bundle" {
        Ok(())
    } else {
        Err(ClientError::Malformed("it is not a Bundle"))
    }
}

pub(super) fn next_page(bundle: &Value) -> Option<String> {
    bundle["link"]
        .as_array()?
        .iter()
        .find(|link| link["relation"] == "next")
        .and_then(|link| link["url"].as_str())
        .map(str::to_owned)
}

pub(super) fn take_resources(bundle: &mut Value) -> Vec<Value> {
    let Some(entries) = bundle["entry"].as_array_mut() else {
        return Vec::new();
    };

    entries
        .iter_mut()
        .filter(|entry| entry["search"]["mode"] != "outcome")
        .filter_map(|entry| entry.get_mut("resource").map(Value::take))
        .filter(|resource| resource["resourceType"].is_string() && resource["resourceType"] != "OperationOutcome")
        .collect()
}

/// Percent-encodes everything but the unreserved characters (RFC 3986, 2.3).
fn encode(text: &str) -> String {
    text.bytes()
        .map(|byte| match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => char::from(byte).to_string(),
            byte => format!("%{byte:02X}"),
        })
        .collect()
}
