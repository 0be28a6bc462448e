//! The people of the demo are read whole.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use jiff::civil::{Date, date};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ToSpan};
use registration::Record;
use registration::form::QuestionKind;
use registration::mapping::related::{self, Role};
use registration::mapping::{consent, coverage, invoice, patient, questionnaire, record, visit};
use registration::visit::{Timeliness, Window, timeliness};
use serde_json::Value;

const SEED: &str = include_str!("../../../resources/demo/seed.json");

fn now() -> Timestamp {
    "2026-03-04T16:00:00Z".parse().unwrap()
}

fn zone() -> TimeZone {
    TimeZone::get("America/Chicago").unwrap()
}

/// Puts times and data where the seed has placeholders, as the embedded central does.
fn filled(value: &Value) -> Value {
    match value {
        Value::String(text) => Value::String(placeholder(text)),
        Value::Array(values) => values.iter().map(filled).collect(),
        Value::Object(members) => members
            .iter()
            .map(|(name, value)| (name.clone(), filled(value)))
            .collect(),
        other => other.clone(),
    }
}

fn placeholder(text: &str) -> String {
    if let Some(words) = text.strip_prefix("@base64 ") {
        STANDARD.encode(words)
    } else if let Some(shift) = text.strip_prefix("@now") {
        let minutes: i64 = shift.trim_end_matches('m').parse().unwrap_or(0);
        (now() + SignedDuration::from_mins(minutes)).to_string()
    } else if let Some(shift) = text.strip_prefix("@today") {
        let (days, hour) = shift.split_once(' ').unwrap_or((shift, ""));
        let days: i64 = days.trim_end_matches('d').parse().unwrap_or(0);
        let day: Date = date(2026, 3, 4) + days.days();
        if hour.is_empty() {
            day.to_string()
        } else {
            format!("{day}T{hour}:00-06:00")
        }
    } else {
        text.to_owned()
    }
}

fn of_type(kind: &str) -> Vec<Record> {
    let seed: Value = serde_json::from_str(SEED).unwrap();
    let resources = seed["entry"]
        .as_array()
        .unwrap()
        .iter()
        .map(|entry| filled(&entry["resource"]));

    resources
        .filter(|resource| resource["resourceType"] == kind)
        .map(record)
        .collect()
}

#[test]
fn every_person_can_be_found() {
    let related = of_type("RelatedPerson");
    let patients = of_type("Patient");
    assert!(patients.len() >= 12);

    for held in &patients {
        let theirs: Vec<Record> = related
            .iter()
            .filter(|person| person.resource()["patient"]["reference"] == held.reference())
            .cloned()
            .collect();
        let person = patient::read(held.resource(), &theirs).unwrap();
        assert!(
            person.phone.is_some() && person.address.is_some() && person.language.is_some(),
            "{}",
            held.id()
        );
        assert_eq!(
            person.emergency_contact.is_some(),
            related::with_role(&theirs, Role::EmergencyContact).is_some()
        );
        assert!(patient::update(held.resource(), &person, &person).is_none());
    }
    let guardians: usize = usize::from(!related::guardians(&related).is_empty());
    assert_eq!(guardians, 1, "somebody came with the child");
}

#[test]
fn every_visit_is_judged_as_the_demo_tells_it() {
    let resources: Vec<Value> = ["Appointment", "Location"]
        .iter()
        .flat_map(|kind| of_type(kind))
        .map(|record| record.resource().clone())
        .collect();
    let visits = visit::read(&resources);
    assert_eq!(visits.len(), of_type("Appointment").len());

    let window = Window {
        early: SignedDuration::from_mins(90),
        late: SignedDuration::from_mins(30),
    };
    for visit in visits {
        let id = visit.appointment.id();
        assert!(
            visit.provider.is_some() && visit.service.is_some() && visit.reason.is_some(),
            "{id}"
        );
        assert!(
            visit.remote || (visit.place.is_some() && !visit.directions_in("es").is_empty()),
            "{id}"
        );
        assert!(visit::patient_of(visit.appointment.resource()).is_some(), "{id}");
        let judged = timeliness(&visit, now(), &zone(), window);
        let code = visit.appointment.resource()["identifier"][0]["value"].as_str().unwrap();
        let as_told = match code {
            "D8G-3XA" => judged == Timeliness::TooLate,
            "H6N-4ZE" => matches!(judged, Timeliness::TooEarly { .. }),
            "W5P-9RU" => matches!(judged, Timeliness::NotToday { .. }),
            "C7V-2LS" => judged == Timeliness::NotInPerson,
            _ => judged == Timeliness::OnTime,
        };
        assert!(as_told, "{code} is {judged:?}");
    }
}

#[test]
fn every_card_bill_form_and_document_is_read() {
    for held in of_type("Coverage") {
        let read = coverage::read(&held).unwrap();
        assert!(
            !read.card.payer.is_empty() && read.card.plan.is_some() && read.card.subscriber.is_some(),
            "{}",
            held.id()
        );
        assert!(coverage::update(held.resource(), &read.card, &read.card).is_none());
    }
    for held in of_type("Invoice") {
        let read = invoice::read(&held, "urn:portico:invoice-due-date").unwrap();
        assert!(
            read.due.is_some() && read.date.is_some() && !read.lines.is_empty(),
            "{}",
            held.id()
        );
    }
    for held in of_type("Questionnaire") {
        let form = questionnaire::read(&held).unwrap();
        for question in &form.questions {
            for language in ["es", "ar"] {
                assert_ne!(
                    question.text.get(language),
                    question.text.get(""),
                    "{} in {language}",
                    question.link_id
                );
            }
            assert!(!matches!(&question.kind, QuestionKind::Choice(choices) if choices.is_empty()));
        }
    }
    let documents: Vec<Record> = of_type("DocumentReference");
    assert!(documents.len() >= 3);
    for held in documents {
        let document = consent::read(&held).unwrap();
        for language in ["en", "es", "ar"] {
            let text = document.text_in(language).unwrap();
            assert_eq!(text.language, language, "{}", document.code);
            assert!(
                text.paragraphs.len() > 1 && !text.title.is_empty(),
                "{} in {language}",
                document.code
            );
        }
    }
}
