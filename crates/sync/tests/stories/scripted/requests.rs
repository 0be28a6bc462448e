//! Reading, searching, creating, updating and matching.

use std::collections::BTreeMap;

use axum::http::{HeaderMap, Method};
use axum::response::Response;
use serde_json::{Value, json};
use uuid::Uuid;

use super::store::{put, resolve};
use super::{Habits, Shared, answer, outcome, with_etag};

pub(super) fn data(shared: &Shared, method: &Method, path: &str, headers: &HeaderMap, body: &[u8]) -> Response {
    let habits = shared.habits.lock().unwrap().clone();
    let json = || serde_json::from_slice::<Value>(body).unwrap();
    let (path, query) = path.split_once('?').unwrap_or((path, ""));
    let parts: Vec<&str> = path
        .trim_start_matches("/fhir")
        .split('/')
        .filter(|part| !part.is_empty())
        .collect();
    let if_match = headers.get("if-match").and_then(|value| value.to_str().ok());
    match (method.as_str(), parts.as_slice()) {
        ("POST", []) => match shared.transaction(&json()) {
            Ok(response) => answer(200, &response),
            Err((status, code)) => answer(status, &outcome(code)),
        },
        ("POST", [kind, "_search"]) if habits.post_search => {
            search(shared, kind, &String::from_utf8_lossy(body), &habits)
        }
        ("POST", ["Patient", "$match"]) => {
            let parameters = json();
            assert_eq!(parameters["parameter"][1]["name"], "onlyCertainMatches");
            let entries: Vec<Value> = shared
                .store
                .lock()
                .unwrap()
                .resources
                .values()
                .filter(|(_, found)| found["birthDate"] == parameters["parameter"][0]["resource"]["birthDate"])
                .map(|(_, found)| {
                    json!({"resource": found, "search": {"mode": "match", "score": 0.99, "extension": [
                    {"url": "http://hl7.org/fhir/StructureDefinition/match-grade", "valueCode": "certain"}]}})
                })
                .collect();
            answer(
                200,
                &json!({"resourceType": "Bundle", "type": "searchset", "entry": entries}),
            )
        }
        ("GET", [kind]) => search(shared, kind, query, &habits),
        ("GET", [kind, id]) => {
            let found = shared
                .store
                .lock()
                .unwrap()
                .resources
                .get(&((*kind).to_owned(), (*id).to_owned()))
                .cloned();
            match found {
                Some((version, resource)) => with_etag(answer(200, &resource), version, &habits),
                None => answer(404, &outcome("not-found")),
            }
        }
        ("POST", [kind]) => {
            let id = Uuid::new_v4().to_string();
            let mut resource = json();
            if let Err((status, code)) = resolve(&mut resource, &BTreeMap::new()) {
                return answer(status, &outcome(code));
            }
            let version = shared.store.lock().unwrap().write(kind, &id, resource);
            let mut response = with_etag(answer(201, &Value::Null), version, &habits);
            let location = format!("{}/{kind}/{id}/_history/{version}", shared.base);
            response.headers_mut().insert("location", location.parse().unwrap());
            response
        }
        ("PUT", [kind, id]) => {
            let mut store = shared.store.lock().unwrap();
            let done = store
                .takes_id(kind, id, if_match.is_none(), &habits)
                .and_then(|()| put(&mut store, kind, id, json(), if_match, &habits));
            match done {
                Ok((status, version)) => with_etag(answer(status, &json!({})), version, &habits),
                Err((status, code)) => answer(status, &outcome(code)),
            }
        }
        _ => answer(404, &outcome("not-supported")),
    }
}

fn search(shared: &Shared, kind: &str, query: &str, habits: &Habits) -> Response {
    let pairs: BTreeMap<String, String> = query
        .split('&')
        .filter_map(|pair| pair.split_once('='))
        .map(|(name, value)| {
            (
                name.to_owned(),
                value.replace("%3A", ":").replace("%7C", "|").replace("%2F", "/"),
            )
        })
        .collect();
    let store = shared.store.lock().unwrap();
    let asked = ["identifier", "_tag", "_id"]
        .into_iter()
        .find_map(|name| Some((name, pairs.get(name)?)));
    let ids: Option<Vec<String>> = asked
        .filter(|(name, _)| *name != "_tag" || habits.tags)
        .map(|(name, wanted)| {
            store
                .find(kind, &format!("{name}={wanted}"))
                .into_iter()
                .map(|(id, _)| id)
                .collect()
        });
    let start: usize = pairs
        .get("start")
        .and_then(|start| start.parse().ok())
        .unwrap_or_default();
    let found: Vec<Value> = store
        .resources
        .iter()
        .filter(|((found, id), _)| found == kind && ids.as_ref().is_none_or(|ids| ids.contains(id)))
        .map(|(_, (_, resource))| json!({"resource": resource, "search": {"mode": "match"}}))
        .collect();
    let mut bundle = json!({"resourceType": "Bundle", "type": "searchset",
        "entry": found.iter().skip(start).take(habits.page).collect::<Vec<_>>()});
    if found.len() > start + habits.page {
        let origin = if habits.next_page_elsewhere {
            "https://elsewhere.example.org/fhir"
        } else {
            &shared.base
        };
        bundle["link"] = json!([{"relation": "next", "url": format!("{origin}/{kind}?start={}", start + habits.page)}]);
    }

    answer(200, &bundle)
}

pub(super) fn metadata(shared: &Shared) -> Value {
    let habits = shared.habits.lock().unwrap().clone();
    let interactions = if habits.transaction {
        json!([{"code": "transaction"}])
    } else {
        json!([])
    };
    let resource = |kind: &str| {
        let offered = habits.claims_update_create.unwrap_or(habits.update_create);
        let mut resource = json!({"type": kind, "updateCreate": offered});
        if habits.tags {
            resource["searchParam"] = json!([{"name": "_tag", "type": "token"}]);
        }
        if let Some(offered) = habits.conditional_create {
            resource["conditionalCreate"] = json!(offered);
        }
        resource
    };

    let resources: Vec<Value> = [
        "Patient",
        "Encounter",
        "Appointment",
        "Task",
        "AuditEvent",
        "Provenance",
        "Binary",
        "DocumentReference",
        "Consent",
    ]
    .map(resource)
    .into();

    json!({"resourceType": "CapabilityStatement", "fhirVersion": "4.0.1",
        "rest": [{"mode": "server", "interaction": interactions, "resource": resources}]})
}
