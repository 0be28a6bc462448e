//! What holds of every registration that is sent.

use registration::Session;
use registration::mapping::part_id;
use registration::mapping::transaction::{BASE, Group, groups};
use serde_json::Value;

use super::context;

pub fn sent(session: &Session) -> Vec<Group> {
    groups(session, &context())
}

pub fn entries(session: &Session) -> Vec<Value> {
    sent(session).into_iter().flat_map(|group| group.entries).collect()
}

pub fn names(session: &Session) -> Vec<String> {
    sent(session).into_iter().map(|group| group.name).collect()
}

pub fn of_type(session: &Session, kind: &str) -> Vec<Value> {
    entries(session)
        .into_iter()
        .filter(|entry| entry["resource"]["resourceType"] == kind)
        .collect()
}

pub fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(words) => words.trim().is_empty(),
        Value::Array(values) => values.is_empty() || values.iter().any(is_empty),
        Value::Object(members) => members.is_empty() || members.values().any(is_empty),
        Value::Bool(_) | Value::Number(_) => false,
    }
}

pub fn collect_references(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Object(members) => {
            for (name, value) in members {
                match value.as_str() {
                    Some(text) if name == "reference" || name == "url" => {
                        found.push(text.to_owned());
                    }
                    _ => collect_references(value, found),
                }
            }
        }
        Value::Array(values) => values.iter().for_each(|value| collect_references(value, found)),
        _ => {}
    }
}

/// The elements that R4 requires (cardinality 1..) of what is written here.
pub fn required(kind: &str) -> &'static [&'static str] {
    match kind {
        "Patient" => &[],
        "RelatedPerson" => &["/patient"],
        "Coverage" => &["/status", "/beneficiary", "/payor/0"],
        "Binary" => &["/contentType"],
        "DocumentReference" => &["/status", "/content/0/attachment"],
        "QuestionnaireResponse" => &["/status"],
        "Consent" => &["/status", "/scope", "/category/0", "/policyRule"],
        "Provenance" => &[
            "/target/0",
            "/recorded",
            "/agent/0/who",
            "/signature/0/type/0",
            "/signature/0/when",
            "/signature/0/who",
        ],
        "Appointment" => &["/status", "/participant/0/status"],
        "Encounter" => &["/status", "/class/code", "/location/0/location"],
        "Task" => &["/status", "/intent"],
        other => panic!("nobody expects {other}"),
    }
}

/// What holds of every registration, whatever was answered.
pub fn hold_everything(session: &Session) {
    let groups = sent(session);
    let mut known: Vec<String> = Vec::new();
    let mut changed: Vec<String> = Vec::new();
    for group in &groups {
        assert!(
            (1..=8).contains(&group.entries.len()),
            "{} has {} entries",
            group.name,
            group.entries.len()
        );
        for entry in &group.entries {
            let (resource, request) = (&entry["resource"], &entry["request"]);
            let kind = resource["resourceType"].as_str().unwrap();
            assert!(
                !is_empty(resource) && !is_empty(request),
                "{kind} has something empty: {resource}"
            );
            for element in required(kind) {
                assert!(resource.pointer(element).is_some(), "{kind} lacks {element}");
            }
            known.extend(entry["fullUrl"].as_str().map(ToOwned::to_owned));
            let mut references = Vec::new();
            collect_references(resource, &mut references);
            for reference in references.iter().filter(|reference| reference.starts_with("urn:uuid:")) {
                assert!(
                    known.contains(reference),
                    "{kind} refers to an entry that does not come before it"
                );
            }
            let url = request["url"].as_str().unwrap();
            match (request["method"].as_str().unwrap(), entry.get(BASE)) {
                ("POST", None) => {
                    let identifier = if resource["identifier"].is_array() {
                        &resource["identifier"][0]
                    } else {
                        &resource["identifier"]
                    };
                    let condition = format!(
                        "identifier=urn:portico:registration|{}",
                        identifier["value"].as_str().unwrap()
                    );
                    assert_eq!(request["ifNoneExist"], condition);
                    let part = identifier["value"].as_str().unwrap().split_once('/').unwrap().1;
                    assert_eq!(entry["fullUrl"], format!("urn:uuid:{}", part_id(session.id, part)));
                    assert_eq!((url, resource.get("id")), (kind, None));
                }
                ("PUT", None) => {
                    assert_eq!(url, format!("{kind}/{}", resource["id"].as_str().unwrap()));
                }
                ("PUT", Some(base)) => {
                    assert_eq!(url, format!("{kind}/{}", base["id"].as_str().unwrap()));
                    assert_eq!(resource["id"], base["id"]);
                    assert_eq!(
                        request["ifMatch"],
                        format!("W/\"{}\"", base["meta"]["versionId"].as_str().unwrap())
                    );
                    assert!(!changed.contains(&url.to_owned()), "{url} is changed twice");
                    assert_ne!(resource, base);
                    changed.push(url.to_owned());
                }
                other => panic!("nobody expects {}", other.0),
            }
        }
    }
    let mut once = known.clone();
    once.sort();
    once.dedup();
    assert_eq!(once.len(), known.len(), "a full URL stands twice");
    let again: Vec<u8> =
        serde_json::to_vec(&sent(session).iter().map(|group| &group.entries).collect::<Vec<_>>()).unwrap();
    assert_eq!(
        again,
        serde_json::to_vec(&groups.iter().map(|group| &group.entries).collect::<Vec<_>>()).unwrap()
    );
}
