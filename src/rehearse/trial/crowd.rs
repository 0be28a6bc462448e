//! Puts the people of a trial on file at central, over a line that nothing breaks.

use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};
use sync::{ClientError, FhirClient};
use uuid::Uuid;

use super::visitors::OnFile;

/// The system by which the people of a trial are told apart.
const REHEARSAL: &str = "urn:portico:rehearsal";

/// Who works here and where, as central knows it.
#[derive(Clone)]
pub struct Clinic {
    practitioner: Value,
    location: Value,
}

impl Clinic {
    /// Asks central. Where it has nobody and no place, names have to do.
    pub async fn ask(client: &FhirClient) -> Self {
        let first = |found: Result<Vec<Value>, ClientError>, kind: &str| {
            found
                .unwrap_or_default()
                .into_iter()
                .find(|resource| resource["resourceType"] == kind)
                .and_then(|resource| {
                    resource["id"]
                        .as_str()
                        .map(|id| json!({ "reference": format!("{kind}/{id}") }))
                })
        };
        let (practitioners, locations) =
            futures::join!(client.search("Practitioner", &[]), client.search("Location", &[]));
        let named = |actor: Option<Value>, display: &str| {
            let mut actor = actor.unwrap_or_else(|| json!({}));
            actor["display"] = json!(display);
            actor
        };

        Self {
            practitioner: named(first(practitioners, "Practitioner"), "Dr. Lena Fischer"),
            location: named(first(locations, "Location"), "First floor"),
        }
    }
}

/// Puts one person on file, with an appointment. Doing it twice changes nothing.
pub async fn welcome(client: &FhirClient, clinic: &Clinic, person: &OnFile, now: Timestamp) -> Result<(), ClientError> {
    client.transaction(&entries(clinic, person, now)).await.map(drop)
}

fn entries(clinic: &Clinic, person: &OnFile, now: Timestamp) -> Vec<Value> {
    let id = |part: &str| {
        format!(
            "urn:uuid:{}",
            Uuid::new_v5(&Uuid::NAMESPACE_URL, format!("{}/{part}", person.key).as_bytes())
        )
    };
    let create = |part: &str, mut resource: Value| {
        let value = format!("{}/{part}", person.key);
        let own = json!({ "system": REHEARSAL, "value": value });
        match resource["identifier"].as_array_mut() {
            Some(identifiers) => identifiers.push(own),
            None => resource["identifier"] = json!([own]),
        }

        json!({
            "fullUrl": id(part),
            "request": {
                "method": "POST",
                "url": resource["resourceType"],
                "ifNoneExist": format!("identifier={REHEARSAL}|{value}"),
            },
            "resource": resource,
        })
    };
    let patient = json!({ "reference": id("patient") });
    let mut name = json!({ "use": "official", "family": person.family });
    if let Some(given) = &person.given {
        name["given"] = json!([given]);
    }
    let mut entries = vec![create(
        "patient",
        json!({
            "resourceType": "Patient",
            "identifier": [{
                "use": "usual",
                "type": { "coding": [{ "system": "http://terminology.hl7.org/CodeSystem/v2-0203", "code": "MR" }] },
                "system": "urn:portico:demo:mrn",
                "value": format!("RH-{}", person.key),
            }],
            "active": true,
            "name": [name],
            "telecom": [{ "system": "phone", "value": "+1 317 555 0144", "use": "mobile" }],
            "gender": person.gender,
            "birthDate": person.birth_date.to_string(),
            "address": [{
                "use": "home",
                "line": ["77 Orchard Road"],
                "city": "Springfield",
                "state": "IL",
                "postalCode": "62702",
                "country": "US",
            }],
        }),
    )];
    let start = now + SignedDuration::from_mins(person.minutes);
    entries.push(create(
        "appointment",
        json!({
            "resourceType": "Appointment",
            "identifier": [{ "system": "urn:portico:appointment-code", "value": person.code }],
            "status": "booked",
            "serviceType": [{ "text": "Yearly check-up" }],
            "start": whole(start),
            "end": whole(start + SignedDuration::from_mins(30)),
            "minutesDuration": 30,
            "participant": [
                { "actor": patient, "required": "required", "status": "accepted" },
                { "actor": clinic.practitioner, "required": "required", "status": "accepted" },
                { "actor": clinic.location, "required": "required", "status": "accepted" },
            ],
        }),
    ));
    if person.covered {
        entries.push(create("coverage", coverage(&patient, &person.key)));
    }
    if let Some(cents) = person.owes {
        entries.push(create("invoice", invoice(&patient, cents, start)));
    }
    if let Some(parent) = &person.parent {
        entries.push(create(
            "parent",
            json!({
                "resourceType": "RelatedPerson",
                "active": true,
                "patient": patient,
                "relationship": [
                    { "coding": [{ "system": "http://terminology.hl7.org/CodeSystem/v3-RoleCode", "code": "MTH" }] },
                    { "coding": [{ "system": "http://terminology.hl7.org/CodeSystem/v3-RoleCode", "code": "GUARD" }] },
                ],
                "name": [{ "family": person.family, "given": [parent] }],
                "telecom": [{ "system": "phone", "value": "+1 317 555 0161", "use": "mobile" }],
            }),
        ));
    }

    entries
}

fn coverage(patient: &Value, key: &str) -> Value {
    let member = format!("PM{key}");

    json!({
        "resourceType": "Coverage",
        "identifier": [{
            "type": { "coding": [{ "system": "http://terminology.hl7.org/CodeSystem/v2-0203", "code": "MB" }] },
            "system": "urn:portico:demo:member:prairie",
            "value": member,
        }],
        "status": "active",
        "subscriber": patient,
        "subscriberId": member,
        "beneficiary": patient,
        "relationship": {
            "coding": [{ "system": "http://terminology.hl7.org/CodeSystem/subscriber-relationship", "code": "self" }],
        },
        "payor": [{ "display": "Prairie Mutual" }],
        "class": [{
            "type": { "coding": [{ "system": "http://terminology.hl7.org/CodeSystem/coverage-class", "code": "group" }] },
            "value": "MA-100",
        }],
    })
}

fn invoice(patient: &Value, cents: u32, date: Timestamp) -> Value {
    let amount: Value = serde_json::from_str(&format!(
        r#"{{ "value": {}.{:02}, "currency": "USD" }}"#,
        cents / 100,
        cents % 100
    ))
    .unwrap_or_default();

    json!({
        "resourceType": "Invoice",
        "status": "issued",
        "subject": patient,
        "date": whole(date),
        "lineItem": [{
            "sequence": 1,
            "chargeItemCodeableConcept": { "text": "Copay for today's visit" },
            "priceComponent": [{ "type": "base", "amount": amount }],
        }],
        "totalNet": amount,
        "totalGross": amount,
    })
}

/// FHIR instants of appointments have whole seconds.
fn whole(time: Timestamp) -> String {
    Timestamp::from_second(time.as_second()).unwrap_or(time).to_string()
}
