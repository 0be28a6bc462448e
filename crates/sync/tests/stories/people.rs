//! Who registers in these stories.

use serde_json::{Value, json};
use sync::{Group, Kind, Submission};
use uuid::Uuid;

use crate::scripted::Scripted;

/// A registration like the kiosk's: the person, the rest, and the arrival last.
pub fn registration(id: Uuid) -> Submission {
    let url = |part: &str| format!("urn:uuid:{}", Uuid::new_v5(&id, part.as_bytes()));
    let create = |part: &str, kind: &str, more: Value| {
        let mut resource = json!({"resourceType": kind,
            "identifier": [{"system": "urn:portico:registration", "value": format!("{id}/{part}")}]});
        for (name, value) in more.as_object().unwrap() {
            resource[name] = value.clone();
        }
        json!({"fullUrl": url(part), "resource": resource, "request": {"method": "POST", "url": kind,
            "ifNoneExist": format!("identifier=urn:portico:registration|{id}/{part}")}})
    };
    let patient = json!({"reference": url("patient")});
    let group = |name: &str, entries: Vec<Value>| Group {
        name: name.to_owned(),
        entries,
    };

    Submission {
        id,
        kind: Kind::Registration,
        order_key: Some("maria".to_owned()),
        groups: vec![
            group(
                "person",
                vec![
                    create(
                        "patient",
                        "Patient",
                        json!({"birthDate": "1985-04-12", "name": [{"family": "García-López"}]}),
                    ),
                    create("contact", "RelatedPerson", json!({"patient": patient})),
                ],
            ),
            group(
                "insurance",
                vec![create("coverage", "Coverage", json!({"beneficiary": patient}))],
            ),
            group(
                "consents",
                vec![
                    create("consent", "Consent", json!({"patient": patient})),
                    create("document", "DocumentReference", json!({"subject": patient})),
                ],
            ),
            group(
                "arrival",
                vec![
                    create(
                        "encounter",
                        "Encounter",
                        json!({"subject": patient, "status": "arrived"}),
                    ),
                    create(
                        "desk",
                        "Task",
                        json!({"for": patient, "focus": {"reference": url("encounter")}}),
                    ),
                ],
            ),
        ],
    }
}

/// Every resource of this registration that the server has, by type: more than one of a type is a duplicate.
pub fn held(server: &Scripted, id: Uuid) -> Vec<String> {
    let mut held = server.kinds_of(id);
    held.sort();

    held
}

/// What [`held`] gives when a registration is there exactly once.
pub fn exactly_once() -> Vec<String> {
    [
        "Consent",
        "Coverage",
        "DocumentReference",
        "Encounter",
        "Patient",
        "RelatedPerson",
        "Task",
    ]
    .map(str::to_owned)
    .to_vec()
}

/// The count that every story relies on can tell once from twice and from not at all.
#[tokio::test(flavor = "multi_thread")]
async fn a_duplicate_would_be_noticed() {
    let server = Scripted::start().await;
    let maria = registration(Uuid::new_v4());
    assert_ne!(held(&server, maria.id), exactly_once());
    for entry in maria.groups.iter().flat_map(|group| &group.entries) {
        let mut resource = entry["resource"].clone();
        resource["id"] = json!(Uuid::new_v4().to_string());
        server.put(resource);
    }
    assert_eq!(held(&server, maria.id), exactly_once());

    let mut again = maria.groups[3].entries[0]["resource"].clone();
    again["id"] = json!(Uuid::new_v4().to_string());
    server.put(again);

    assert_ne!(held(&server, maria.id), exactly_once());
}
