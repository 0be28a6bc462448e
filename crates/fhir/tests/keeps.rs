//! What is read is carried back.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use fhir::{Amount, Bundle, Invoice, Money, OperationOutcome, Patient, Questionnaire, prune};
use serde_json::{Value, json};

fn parsed(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

#[test]
fn a_resource_comes_back_as_it_went_in() {
    let patient = json!({
        "resourceType": "Patient", "id": "p1", "meta": { "versionId": "3", "profile": ["urn:x"] },
        "name": [{ "family": "García", "_family": { "extension": [{ "url": "urn:y", "valueString": "z" }] }, "unknown": { "deep": [1, [2]] } }],
        "contact": [{ "relationship": [{ "text": "sister" }], "organization": { "reference": "Organization/1" } }],
        "maritalStatus": { "text": "married" },
    });

    assert_eq!(json!(Patient::read(&patient).unwrap()), patient);
}

#[test]
fn one_bad_element_stays_where_it_is_and_sinks_nothing() {
    let patient = json!({
        "resourceType": "Patient", "id": 7, "birthDate": ["1985"], "name": [{ "family": "García", "given": "María" }, "Mari"],
        "telecom": { "system": "phone" }, "address": [{ "line": [null, "x"], "city": "Springfield" }],
    });
    let read = Patient::read(&patient).unwrap();

    assert!(read.id.is_none() && read.birth_date.is_none() && read.name.is_empty() && read.telecom.is_empty());
    assert_eq!(read.address[0].city.as_deref(), Some("Springfield"));
    assert_eq!(json!(read), patient);
}

#[test]
fn a_resource_is_read_only_as_what_it_is() {
    assert!(Patient::read(&json!({ "resourceType": "Practitioner" })).is_none());
    assert!(Patient::read(&json!({})).is_none());
    assert!(Patient::read(&json!(null)).is_none());
    assert_eq!(json!(Patient::default()), json!({ "resourceType": "Patient" }));
}

#[test]
fn nulls_are_not_carried_back_where_fhir_has_none() {
    let read = Patient::read(&json!({ "resourceType": "Patient", "gender": null, "name": [] })).unwrap();

    assert_eq!(json!(read), json!({ "resourceType": "Patient" }));
}

#[test]
fn money_keeps_every_digit() {
    for digits in ["20.00", "0.10", "1234567890123456789.01", "-3", "0.1234567890123456789"] {
        let text = format!("{{\"currency\":\"USD\",\"value\":{digits}}}");
        let money = Money::read(&parsed(&text)).unwrap();

        assert_eq!(money.value.unwrap().0.to_string(), digits);
        assert_eq!(serde_json::to_string(&money).unwrap(), text);
    }
    let cents = |digits: &str| serde_json::from_str::<Amount>(digits).unwrap().0;
    assert_eq!((cents("0.1") + cents("0.2")).to_string(), "0.3");
    assert_eq!(cents("2e1").to_string(), "20");
    assert_eq!(cents("\"20.00\"").to_string(), "20.00", "some servers quote decimals");
}

#[test]
fn an_amount_that_is_none_leaves_the_rest_readable() {
    let invoice = parsed(
        r#"{ "resourceType": "Invoice", "status": "issued", "totalGross": { "value": 1e999, "currency": "USD" } }"#,
    );
    let read = Invoice::read(&invoice).unwrap();

    assert!(read.total_gross.as_ref().unwrap().value.is_none());
    assert_eq!(json!(read), invoice);
}

#[test]
fn a_bundle_is_read_from_either_kind_of_server() {
    let bundle = Bundle::read(&json!({
        "resourceType": "Bundle", "type": "transaction-response",
        "link": [{ "relation": "self", "url": "a" }, { "relation": "next", "url": "b" }],
        "entry": [
            { "response": { "status": "201 Created", "location": "Patient/1/_history/1", "etag": "W/\"1\"" } },
            { "response": { "status": "200" } },
            { "response": { "status": "" } },
        ],
    }))
    .unwrap();
    let codes: Vec<Option<u16>> = bundle
        .entry
        .iter()
        .map(|entry| entry.response.as_ref().unwrap().code())
        .collect();

    assert_eq!(codes, [Some(201), Some(200), None]);
    assert_eq!(bundle.next(), Some("b"));
    assert!(bundle.total.is_none());
}

#[test]
fn questions_nest() {
    let questionnaire = json!({
        "resourceType": "Questionnaire",
        "item": [{ "linkId": "1", "item": [{ "linkId": "1.1", "item": [{ "linkId": "1.1.1", "type": "boolean", "initial": [{ "valueBoolean": true }] }] }] }],
    });
    let read = Questionnaire::read(&questionnaire).unwrap();

    assert_eq!(read.item[0].item[0].item[0].kind.as_deref(), Some("boolean"));
    assert_eq!(json!(read), questionnaire);
}

#[test]
fn an_outcome_is_read() {
    let outcome = OperationOutcome::read(&json!({ "resourceType": "OperationOutcome", "issue": [{ "severity": "error", "code": "required", "expression": ["Patient.name"] }] })).unwrap();

    assert_eq!(outcome.issue[0].expression, ["Patient.name"]);
}

#[test]
fn what_is_made_here_has_nothing_empty() {
    let made = json!({ "a": null, "b": "", "c": [], "d": {}, "e": [{ "f": [null] }], "g": " ", "h": [1, null, "x"], "i": false, "j": 0 });

    assert_eq!(prune(made), json!({ "h": [1, "x"], "i": false, "j": 0 }));
}
