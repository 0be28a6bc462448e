//! Tasks for the desk, when sending needs a person.

use jiff::Timestamp;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::submission::{Group, Kind, Submission};

/// The system of the business identifiers of everything the kiosk creates.
const REGISTRATION: &str = "urn:portico:registration";

/// An entry that asks the desk to finish an update. `wanted` is what the person entered, by element: it goes to
/// central, into the same record.
pub(super) fn update_conflict(id: Uuid, number: usize, location: &str, wanted: &[(String, Value)]) -> Value {
    let elements: Vec<&str> = wanted.iter().map(|(name, _)| name.as_str()).collect();
    let text = if elements.is_empty() {
        format!("{location} is no longer there; what the person entered was not stored in it.")
    } else {
        format!(
            "{location} was changed by somebody else at the same time. Please check: {}.",
            elements.join(", ")
        )
    };
    let mut task = task(id, &format!("update-conflict-{number}"), "update-conflict", &text);
    task["focus"] = json!({ "reference": location });
    if location.starts_with("Patient/") {
        task["for"] = json!({ "reference": location });
    }
    let input: Vec<Value> = wanted
        .iter()
        .map(|(name, value)| json!({"type": {"text": name}, "valueString": value.to_string()}))
        .collect();
    if !input.is_empty() {
        task["input"] = json!(input);
    }

    entry(id, &format!("update-conflict-{number}"), &task)
}

/// A submission of its own that tells the desk about one that central rejected.
pub(super) fn set_aside(id: Uuid, kind: Kind, reason: &str, patient: Option<&str>) -> Submission {
    let text =
        format!("A {kind} waits at the kiosk and was not accepted: {reason}. Please see to it with the patient.");
    let mut task = task(id, "set-aside", "set-aside", &text);
    if let Some(patient) = patient {
        task["for"] = json!({ "reference": patient });
    }

    Submission {
        id: Uuid::new_v5(&id, b"set-aside"),
        kind: Kind::Task,
        groups: vec![Group {
            name: "desk".to_owned(),
            entries: vec![entry(id, "set-aside", &task)],
        }],
        order_key: None,
    }
}

/// An entry that tells the desk about a part of a registration that central did not accept, while the rest arrived.
pub(super) fn left_part(id: Uuid, name: &str, reason: &str, patient: Option<&str>) -> Value {
    let part = format!("left-{name}");
    let text = format!("The part \"{name}\" waits at the kiosk and was not accepted: {reason}. Please see to it.");
    let mut task = task(id, &part, "part-not-accepted", &text);
    if let Some(patient) = patient {
        task["for"] = json!({ "reference": patient });
    }

    entry(id, &part, &task)
}

fn task(id: Uuid, part: &str, reason: &str, text: &str) -> Value {
    json!({
        "resourceType": "Task",
        "identifier": [{"system": REGISTRATION, "value": format!("{id}/{part}")}],
        "status": "requested",
        "intent": "order",
        "code": {"coding": [{"system": "urn:portico:task", "code": "desk"}]},
        "reasonCode": {"coding": [{"system": "urn:portico:desk-reason", "code": reason}], "text": text},
        "description": text,
        // Whole seconds: FHIR asks for a time zone and no more.
        "authoredOn": Timestamp::from_second(Timestamp::now().as_second()).unwrap_or(Timestamp::UNIX_EPOCH).to_string(),
    })
}

fn entry(id: Uuid, part: &str, task: &Value) -> Value {
    json!({
        "fullUrl": format!("urn:uuid:{}", Uuid::new_v5(&id, part.as_bytes())),
        "resource": task,
        "request": {
            "method": "POST",
            "url": "Task",
            "ifNoneExist": format!("identifier={REGISTRATION}|{id}/{part}"),
        },
    })
}
