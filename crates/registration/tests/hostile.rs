//! Whatever central sends, nothing panics.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use jiff::SignedDuration;
use jiff::tz::TimeZone;
use proptest::prelude::*;
use registration::mapping::transaction::groups;
use registration::mapping::{
    consent, coverage, eligibility, invoice, patient, questionnaire, record, related, task, version_of, visit,
};
use registration::visit::{VisitChoice, Window, choose};
use serde_json::{Value, json};
use support::{appointment, context, eventful, evergreen, health_questions, location, lucia, maria, owed, treatment};

const NAMES: &[&str] = &[
    "resourceType",
    "id",
    "name",
    "family",
    "given",
    "text",
    "telecom",
    "system",
    "value",
    "address",
    "line",
    "birthDate",
    "identifier",
    "coding",
    "code",
    "extension",
    "url",
    "status",
    "start",
    "participant",
    "actor",
    "reference",
    "item",
    "linkId",
    "type",
    "enableWhen",
    "answerOption",
    "insurance",
    "inforce",
    "benefit",
    "allowedMoney",
    "currency",
    "totalGross",
    "lineItem",
    "priceComponent",
    "amount",
    "content",
    "attachment",
    "data",
    "output",
    "valueUrl",
    "meta",
];

const TYPES: &[&str] = &[
    "Patient",
    "RelatedPerson",
    "Appointment",
    "Location",
    "Coverage",
    "CoverageEligibilityResponse",
    "Questionnaire",
    "DocumentReference",
    "Invoice",
    "Task",
];

fn anything() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<String>().prop_map(Value::from),
        prop::sample::select(TYPES).prop_map(Value::from),
        prop::sample::select(vec![
            "1e999",
            "-0",
            "79228162514264337593543950335",
            "0.0000000000000000000000000000000001",
            "1E-400"
        ])
        .prop_map(|digits| serde_json::from_str(digits).unwrap_or(Value::Null)),
        prop::sample::select(vec![
            "",
            "é",
            "2026-02-30",
            "9999-12-31",
            "-009999-01-02T01:59:59Z",
            "9999-12-30T22:00:00Z",
            "-009999-01-01",
            "0000-00-00T",
            "#",
            "/",
            "Patient/",
            "€uro"
        ])
        .prop_map(Value::from),
    ];

    leaf.prop_recursive(5, 40, 5, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::vec((prop::sample::select(NAMES), inner), 0..6).prop_map(|members| {
                members
                    .into_iter()
                    .map(|(name, value)| (name.to_owned(), value))
                    .collect()
            }),
        ]
    })
}

/// Every place in a resource.
fn places(value: &Value, place: &str, found: &mut Vec<String>) {
    found.push(place.to_owned());
    match value {
        Value::Object(members) => members
            .iter()
            .for_each(|(name, value)| places(value, &format!("{place}/{name}"), found)),
        Value::Array(values) => values
            .iter()
            .enumerate()
            .for_each(|(index, value)| places(value, &format!("{place}/{index}"), found)),
        _ => {}
    }
}

fn read_everything(value: &Value) {
    let held = record(value.clone());
    let _ = (version_of(value), held.id(), held.reference());
    let person = patient::read(value, std::slice::from_ref(&held));
    let _ = (related::read(value), related::guardians(std::slice::from_ref(&held)));
    let typed = eventful().person.unwrap().name;
    let _ = patient::is_called(value, &typed);
    let visits = visit::read(&[value.clone(), location()]);
    let _ = (
        visit::patient_of(value),
        eligibility::read(value),
        task::payment_state(value),
        task::link(value),
        task::help_state(value),
    );
    let _ = (
        consent::read(&held),
        invoice::read(&held, "urn:portico:invoice-due-date"),
    );

    let window = Window {
        early: SignedDuration::from_hours(1),
        late: SignedDuration::from_hours(1),
    };
    let zone = TimeZone::get("America/Chicago").unwrap();
    let _ = choose(visits.clone(), context().now, &zone, window);

    let mut session = eventful();
    if let Some(visit) = visits.into_iter().next() {
        session.visit = Some(VisitChoice::Appointment(Box::new(visit)));
    }
    if let Some(read) = person {
        let _ = patient::update(value, &read, session.person.as_ref().unwrap());
        session.patient = Some(held.clone());
        session.person_on_file = Some(read);
    }
    session.dossier.related.push(held.clone());
    session.dossier.coverages.extend(coverage::read(&held));
    if let Some(form) = questionnaire::read(&held) {
        let _ = (
            form.enabled(&session.answers[0]).len(),
            form.complete(&session.answers[0]),
        );
        session.dossier.forms = vec![form];
    }
    let _ = groups(&session, &context());
    let _ = (
        task::payment_link(&session, 1, &context()),
        eligibility::request(&session, &context()),
    );
}

fn eligible() -> Value {
    json!({
        "resourceType": "CoverageEligibilityResponse", "status": "active", "outcome": "complete",
        "insurance": [{ "inforce": true, "item": [{ "category": { "coding": [{ "code": "98" }] }, "benefit": [
            { "type": { "coding": [{ "code": "deductible" }] }, "allowedMoney": { "value": 1, "currency": "USD" }, "usedMoney": { "value": 2, "currency": "USD" } },
            { "type": { "coding": [{ "code": "copay-percent" }] }, "allowedString": "20 %" },
        ] }] }],
    })
}

fn link() -> Value {
    json!({ "resourceType": "Task", "id": "t", "status": "in-progress", "restriction": { "period": { "end": "2026-03-04T15:00:00Z" } },
            "output": [{ "type": { "coding": [{ "system": "urn:portico:task", "code": "payment-url" }] }, "valueUrl": "https://example.org" }] })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn arbitrary_json_is_read_without_harm(value in anything(), kind in prop::sample::select(TYPES)) {
        read_everything(&value);
        if value.is_object() {
            let mut typed = value;
            typed["resourceType"] = kind.into();
            read_everything(&typed);
        }
    }

    #[test]
    fn a_good_resource_with_one_bad_place_is_read_without_harm(which in 0..10usize, place in any::<prop::sample::Index>(), bad in anything()) {
        let good = [maria(), lucia(), appointment(), location(), evergreen(), owed(), health_questions(), treatment(), eligible(), link()];
        let mut resource = good[which].clone();
        let mut found = Vec::new();
        places(&resource, "", &mut found);
        let place = &found[place.index(found.len())];
        *resource.pointer_mut(place).unwrap() = bad;
        read_everything(&resource);
    }
}
