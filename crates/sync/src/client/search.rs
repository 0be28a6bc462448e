//! Searching and matching. Names and dates never stand in an address: parameters travel in the body.

use std::sync::atomic::Ordering;

use serde_json::{Value, json};

use crate::client::{Body, ClientError, FhirClient, Matched, Request, is_name, type_of};

/// The most pages of one search.
const MOST_PAGES: usize = 20;

/// The most resources of one search.
const MOST_RESOURCES: usize = 2000;

const MATCH_GRADE: &str = "http://hl7.org/fhir/StructureDefinition/match-grade";

impl FhirClient {
    /// Searches by POST, where the parameters stay out of every log, and falls back to GET where the server has no
    /// such search. Follows paging links; gives matches and included resources alike.
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
                return Ok(resources);
            };
            bundle = self.exchange(&Request::get(next)).await?.success()?.json()?;
            check_bundle(&bundle)?;
        }

        Ok(resources)
    }

    async fn first_page(&self, kind: &str, parameters: &[(&str, &str)]) -> Result<Value, ClientError> {
        if self.0.post_search.load(Ordering::Relaxed) {
            let request = Request::post(format!("{kind}/_search"), Body::Form(parameters));
            let answer = self.exchange(&request).await?;
            if !matches!(answer.status, 404 | 405 | 415 | 501) {
                let bundle = answer.success()?.json()?;
                check_bundle(&bundle)?;
                return Ok(bundle);
            }
            // A 404 may come from a proxy that has a bad moment: this search goes by GET, the next one by POST again. Else
            // one stray answer would put birth dates into addresses until the next start.
            if answer.status != 404 {
                self.0.post_search.store(false, Ordering::Relaxed);
            }
        }
        let mut path = kind.to_owned();
        let mut separator = '?';
        for (name, value) in parameters {
            path.push(separator);
            path.extend([&*encode(name), "=", &*encode(value)]);
            separator = '&';
        }
        let bundle = self.exchange(&Request::get(path)).await?.success()?.json()?;
        check_bundle(&bundle)?;

        Ok(bundle)
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
        let bundle = self.exchange(&request).await?.success()?.json()?;
        check_bundle(&bundle)?;

        Ok(bundle["entry"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(read_match)
            .collect())
    }
}

fn read_match(entry: &Value) -> Option<Matched> {
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

fn check_bundle(bundle: &Value) -> Result<(), ClientError> {
    if bundle["resourceType"] == "Bundle" {
        Ok(())
    } else {
        Err(ClientError::Malformed("it is not a Bundle"))
    }
}

fn next_page(bundle: &Value) -> Option<String> {
    bundle["link"]
        .as_array()?
        .iter()
        .find(|link| link["relation"] == "next")
        .and_then(|link| link["url"].as_str())
        .map(str::to_owned)
}

fn take_resources(bundle: &mut Value) -> Vec<Value> {
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
