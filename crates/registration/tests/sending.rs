//! A registration as it is sent: the order, the arrival, the desk.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use proptest::prelude::*;
use registration::Session;
use registration::insurance::InsuranceAnswer;
use registration::mapping::record;
use registration::mapping::transaction::BASE;
use registration::person::{Guarantor, Phone, Relationship};
use registration::private::Text;
use registration::session::DeskNote;
use registration::visit::VisitChoice;
use serde_json::{Value, json};
use support::entries::{entries, hold_everything, names, of_type, sent};
use support::{ID, contact, context, eventful, finished, maria, new_card};

#[test]
fn who_comes_first_and_the_arrival_last() {
    assert_eq!(names(&finished()), ["form-1", "consent-treatment", "arrival"]);
    assert_eq!(
        names(&eventful()),
        [
            "who",
            "insurance",
            "form-1",
            "consent-treatment",
            "consent-financial-responsibility",
            "arrival"
        ]
    );
    hold_everything(&finished());
    hold_everything(&eventful());
}

#[test]
fn what_is_right_on_file_is_not_written_again() {
    let session = finished();

    for kind in ["Patient", "RelatedPerson", "Coverage", "Task"] {
        assert!(of_type(&session, kind).is_empty(), "{kind}");
    }
}

#[test]
fn the_arrival_says_where_the_patient_is() {
    let session = finished();
    let arrival = sent(&session).pop().unwrap();
    let (appointment, encounter) = (&arrival.entries[0], &arrival.entries[1]["resource"]);

    assert_eq!(
        appointment["request"],
        json!({ "method": "PUT", "url": "Appointment/a1", "ifMatch": "W/\"3\"" })
    );
    assert_eq!(appointment["resource"]["status"], "arrived");
    assert_eq!(appointment["resource"]["participant"][0]["status"], "accepted");
    assert_eq!(appointment["resource"]["minutesDuration"], 30);
    assert_eq!(appointment[BASE]["status"], "booked");
    assert_eq!(encounter["status"], "arrived");
    assert_eq!(encounter["class"]["code"], "AMB");
    assert_eq!(encounter["subject"]["reference"], "Patient/maria");
    assert_eq!(encounter["appointment"][0]["reference"], "Appointment/a1");
    assert_eq!(
        encounter["identifier"][1],
        json!({ "system": "urn:portico:ticket", "value": "A 17" })
    );
    assert_eq!(
        encounter["participant"][0]["individual"]["reference"],
        "Practitioner/osei"
    );
    assert_eq!(encounter["location"][0]["location"]["reference"], "Location/east");
    assert_eq!(encounter["period"]["start"], "2026-03-04T15:00:00Z");
}

#[test]
fn a_walk_in_arrives_without_an_appointment() {
    let mut session = finished();
    session.visit = Some(VisitChoice::WalkIn);
    let arrival = sent(&session).pop().unwrap();
    let kinds: Vec<&Value> = arrival
        .entries
        .iter()
        .map(|entry| &entry["resource"]["resourceType"])
        .collect();

    assert_eq!(kinds, ["Encounter", "Task"]);
    assert_eq!(
        arrival.entries[0]["resource"]["location"][0]["location"]["reference"],
        "Location/lobby"
    );
    assert_eq!(
        arrival.entries[1]["resource"]["reasonCode"]["coding"][0]["code"],
        "walk-in"
    );
    hold_everything(&session);
}

#[test]
fn somebody_new_is_created_once_and_everything_hangs_on_them() {
    let mut session = eventful();
    session.patient = None;
    session.person_on_file = None;
    session.dossier.related.clear();
    session.dossier.coverages.clear();
    let patient = &of_type(&session, "Patient")[0];
    let url = patient["fullUrl"].as_str().unwrap();

    assert_eq!(patient["request"]["method"], "POST");
    assert_eq!(
        patient["request"]["ifNoneExist"],
        format!("identifier=urn:portico:registration|{ID}/patient")
    );
    assert_eq!(of_type(&session, "RelatedPerson").len(), 2);
    for (kind, element) in [
        ("Encounter", "/subject"),
        ("Coverage", "/beneficiary"),
        ("Consent", "/patient"),
        ("Task", "/for"),
        ("RelatedPerson", "/patient"),
    ] {
        for entry in of_type(&session, kind) {
            assert_eq!(entry["resource"].pointer(element).unwrap()["reference"], url, "{kind}");
        }
    }
    hold_everything(&session);
}

#[test]
fn the_desk_reads_why_in_the_order_of_the_notes() {
    let session = eventful();
    let task = &of_type(&session, "Task")[0]["resource"];
    let codes: Vec<&str> = task["input"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|input| input["valueCodeableConcept"]["coding"][0]["code"].as_str())
        .collect();

    assert_eq!(
        codes,
        [
            "guardian-new",
            "insurance-changed",
            "insurance-payer-changed",
            "consent-declined"
        ]
    );
    assert_eq!(
        task["description"],
        "A 17 · Came with somebody who is not on file: check who may decide for the child · New insurance card: check what was read · The card is another insurer's than the one on file: ask which is right · Declined a document: talk about it"
    );
    assert_eq!(
        task["for"],
        json!({ "reference": "Patient/maria", "display": "María García-López" })
    );
    assert_eq!(
        task["reasonCode"]["coding"][0],
        json!({
        "system": "urn:portico:desk-reason", "code": "guardian-new", "display": "Came with somebody who is not on file: check who may decide for the child" })
    );
    assert_eq!(
        task["encounter"]["reference"],
        of_type(&session, "Encounter")[0]["fullUrl"]
    );
    assert_eq!(
        task["requester"]["identifier"],
        json!({ "system": "urn:portico:device", "value": "kiosk-1" })
    );
}

#[test]
fn nobody_found_still_reaches_the_desk() {
    let mut session = Session::new(ID, context().now, "en");
    session.desk_notes.push(DeskNote::IdentityNotFound);

    assert_eq!(names(&session), ["arrival"]);
    assert_eq!(
        entries(&session)[0]["resource"]["reasonCode"]["coding"][0]["code"],
        "identity-not-found"
    );
    assert_eq!(
        session.notes(),
        [DeskNote::IdentityNotFound],
        "nobody was there to be asked anything"
    );
    hold_everything(&session);
}

#[test]
fn a_form_that_was_not_finished_is_sent_as_far_as_it_went() {
    let mut session = finished();
    assert_eq!(
        of_type(&session, "QuestionnaireResponse")[0]["resource"]["status"],
        "completed"
    );

    session.forms_finished = 0;
    assert_eq!(
        of_type(&session, "QuestionnaireResponse")[0]["resource"]["status"],
        "in-progress"
    );
}

#[test]
fn without_a_version_there_is_nothing_to_match() {
    let mut session = eventful();
    let mut unversioned = maria();
    unversioned.as_object_mut().unwrap().remove("meta");
    session.patient = Some(record(unversioned));

    assert_eq!(
        of_type(&session, "Patient")[0]["request"],
        json!({ "method": "PUT", "url": "Patient/maria" })
    );
}

#[test]
fn who_has_arrived_before_does_not_arrive_twice() {
    let mut session = finished();
    if let Some(VisitChoice::Appointment(visit)) = &mut session.visit {
        visit.arrived = true;
    }

    assert!(of_type(&session, "Appointment").is_empty());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_registration_is_whole(new in any::<bool>(), visit in 0..3u8, insurance in 0..5u8, guardian in any::<bool>(), changes in 0..8u8,
                                   consents in 0..4u8, forms in any::<bool>(), ticket in any::<bool>(), blank in any::<bool>()) {
        let mut session = eventful();
        if new {
            session.patient = None;
            session.person_on_file = None;
            session.dossier.related.clear();
        }
        match visit {
            0 => session.visit = Some(VisitChoice::WalkIn),
            1 => session.visit = None,
            _ => {}
        }
        match insurance {
            0 => session.insurance = Some(InsuranceAnswer::SelfPay),
            1 => session.insurance = Some(InsuranceAnswer::NotWithMe),
            2 => session.insurance = None,
            3 => session.insurance = Some(InsuranceAnswer::Card { card: registration::insurance::Card { payer: String::new(), plan: Some(" ".into()), ..new_card() }, pictures: Vec::new() }),
            _ => {}
        }
        if !guardian {
            session.guardian = None;
        }
        let person = session.person.as_mut().unwrap();
        if changes & 1 != 0 {
            person.emergency_contact = None;
        }
        if changes & 2 != 0 {
            person.guarantor = Some(Guarantor::Other(contact("Ana López", "555 0100", Relationship::Friend)));
        }
        if changes & 4 != 0 {
            person.address = None;
        }
        if blank {
            // Somebody confirmed an empty field.
            person.phone = Some(Phone::on_file(""));
            person.name = registration::person::PersonName { family: Text::from(" "), given: Some(Text::from("")) };
            person.emergency_contact = Some(contact(" ", "", Relationship::Other));
            person.language = Some(String::new());
            person.address = Some(registration::person::Address::default());
            session.language = String::new();
            session.consents[0].language = String::new();
        }
        session.consents.truncate(usize::from(consents));
        if consents == 3 {
            session.consents[0].copy = None;
            session.dossier.consents.clear();
        }
        if !forms {
            session.answers.clear();
        }
        if !ticket {
            session.ticket = None;
        }
        hold_everything(&session);
    }
}
