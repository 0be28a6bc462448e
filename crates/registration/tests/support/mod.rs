//! Invented people and what central holds about them.
#![allow(dead_code, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

pub mod entries;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use registration::bill::{PaymentAnswer, PaymentChoice, PaymentState};
use registration::code::TicketCode;
use registration::consent::{ConsentAnswer, Decision, Signature};
use registration::form::{Answer, Answers};
use registration::insurance::{Card, CardPicture, InsuranceAnswer, Side};
use registration::mapping::transaction::Context;
use registration::mapping::{consent, coverage, invoice, patient, questionnaire, record, visit};
use registration::person::{Contact, Phone, Relationship};
use registration::private::Text;
use registration::visit::VisitChoice;
use registration::{Record, Session};
use serde_json::{Value, json};
use uuid::Uuid;

pub const ID: Uuid = Uuid::from_u128(0x6f1d_2f3a_55aa_4c1e_9d10_0a0b_0c0d_0e0f);

pub fn context() -> Context {
    Context {
        device: "kiosk-1".to_owned(),
        location: Some("Location/lobby".to_owned()),
        organization: Some("St. Brigid Clinic".to_owned()),
        now: "2026-03-04T15:00:00Z".parse().unwrap(),
        time_zone: TimeZone::get("America/Chicago").unwrap(),
    }
}

pub fn maria() -> Value {
    json!({
        "resourceType": "Patient",
        "id": "maria",
        "meta": { "versionId": "7" },
        "identifier": [{ "system": "urn:portico:demo:mrn", "value": "1001" }],
        "name": [
            { "use": "maiden", "family": "López" },
            { "use": "official", "family": "García-López", "given": ["María"] },
            { "use": "nickname", "given": ["Mari"] },
        ],
        "telecom": [
            { "system": "phone", "value": "+1 317 555 0100", "use": "work" },
            { "system": "phone", "value": "+1 317 555 0142", "use": "mobile" },
            { "system": "email", "value": "maria@example.org" },
        ],
        "gender": "female",
        "birthDate": "1985-04-12",
        "address": [
            { "use": "billing", "line": ["P.O. Box 9"], "city": "Springfield" },
            { "use": "home", "line": ["1402 Maple Street"], "city": "Springfield", "state": "IL", "postalCode": "62704", "country": "US" },
        ],
        "communication": [{ "language": { "coding": [{ "system": "urn:ietf:bcp:47", "code": "es" }] }, "preferred": true }],
        "maritalStatus": { "text": "married" },
        "multipleBirthBoolean": false,
    })
}

pub fn lucia() -> Value {
    json!({
        "resourceType": "RelatedPerson",
        "id": "lucia",
        "meta": { "versionId": "2" },
        "patient": { "reference": "Patient/maria" },
        "relationship": [
            { "coding": [{ "system": "http://terminology.hl7.org/CodeSystem/v2-0131", "code": "C" }] },
            { "coding": [{ "system": "http://terminology.hl7.org/CodeSystem/v3-RoleCode", "code": "SIS" }] },
        ],
        "name": [{ "family": "García", "given": ["Lucía"] }],
        "telecom": [{ "system": "phone", "value": "+1 317 555 0143" }],
    })
}

pub fn appointment() -> Value {
    json!({
        "resourceType": "Appointment",
        "id": "a1",
        "meta": { "versionId": "3" },
        "identifier": [{ "system": "urn:portico:appointment-code", "value": "K7P-2QX" }],
        "status": "booked",
        "serviceType": [{ "text": "Follow-up visit" }],
        "specialty": [{ "text": "Cardiology" }],
        "start": "2026-03-04T09:12:00-06:00",
        "end": "2026-03-04T09:42:00-06:00",
        "minutesDuration": 30,
        "participant": [
            { "actor": { "reference": "Patient/maria" }, "status": "needs-action" },
            { "actor": { "reference": "Practitioner/osei", "display": "Dr. Amara Osei" }, "status": "accepted" },
            { "actor": { "reference": "Location/east/_history/3", "display": "East wing" }, "status": "accepted" },
        ],
    })
}

pub fn location() -> Value {
    json!({
        "resourceType": "Location",
        "id": "east",
        "name": "Second floor, east wing",
        "description": "Take the lift\nto the second floor.\n\nTurn right.",
        "_description": { "extension": [{
            "url": "http://hl7.org/fhir/StructureDefinition/translation",
            "extension": [
                { "url": "lang", "valueCode": "es" },
                { "url": "content", "valueString": "Tome el ascensor.\nGire a la derecha." },
            ],
        }] },
    })
}

pub fn evergreen() -> Value {
    json!({
        "resourceType": "Coverage",
        "id": "c1",
        "meta": { "versionId": "1" },
        "status": "active",
        "identifier": [{
            "type": { "coding": [{ "system": "http://terminology.hl7.org/CodeSystem/v2-0203", "code": "MB" }] },
            "value": "XEH804512097",
        }],
        "subscriberId": "XEH804512097",
        "beneficiary": { "reference": "Patient/maria" },
        "period": { "start": "2024-01-01", "end": "2026-12-31" },
        "payor": [{ "display": "Evergreen Health Plan" }],
        "class": [
            { "type": { "coding": [{ "code": "group" }] }, "value": "0083-7745" },
            { "type": { "coding": [{ "code": "plan" }] }, "value": "PPO", "name": "Evergreen Health Plan PPO" },
        ],
        "order": 1,
    })
}

pub fn owed() -> Value {
    serde_json::from_str(
        r#"{
            "resourceType": "Invoice", "id": "i1", "status": "issued", "date": "2026-01-13",
            "extension": [{ "url": "urn:portico:invoice-due-date", "valueDate": "2026-03-26" }],
            "lineItem": [{ "chargeItemCodeableConcept": { "text": "Visit, after insurance" },
                           "priceComponent": [{ "type": "base", "amount": { "value": 20.00, "currency": "USD" } }] }],
            "totalGross": { "value": 20.00, "currency": "USD" }
        }"#,
    )
    .unwrap()
}

pub fn health_questions() -> Value {
    json!({
        "resourceType": "Questionnaire",
        "id": "q1",
        "url": "https://example.org/health",
        "version": "3",
        "status": "active",
        "title": "Health",
        "item": [{
            "linkId": "habits",
            "type": "group",
            "text": "Habits",
            "item": [
                { "linkId": "smoke", "type": "boolean", "text": "Do you smoke?", "required": true },
                {
                    "linkId": "daily", "type": "integer", "text": "How many a day?", "required": true,
                    "extension": [{ "url": "http://hl7.org/fhir/StructureDefinition/minValue", "valueInteger": 1 }],
                    "enableWhen": [{ "question": "smoke", "operator": "=", "answerBoolean": true }],
                },
                {
                    "linkId": "help", "type": "choice", "text": "Would you like help to stop?",
                    "enableWhen": [{ "question": "daily", "operator": ">=", "answerInteger": 10 }],
                    "answerOption": [
                        { "valueCoding": { "system": "urn:x", "code": "y", "display": "Yes", "_display": { "extension": [{
                            "url": "http://hl7.org/fhir/StructureDefinition/translation",
                            "extension": [{ "url": "lang", "valueCode": "es" }, { "url": "content", "valueString": "Sí" }],
                        }] } } },
                        { "valueString": "Later" },
                    ],
                },
            ],
        }],
    })
}

pub fn treatment() -> Value {
    json!({
        "resourceType": "DocumentReference",
        "id": "d1",
        "status": "current",
        "identifier": [
            { "system": "urn:portico:consent-document", "value": "treatment" },
            { "system": "urn:portico:consent-version", "value": "2026-01" },
        ],
        "type": { "coding": [{ "system": "urn:portico:consent-document", "code": "treatment" }] },
        "content": [
            // "I agree to be treated.\n\nI may change my mind\nat any time."
            { "attachment": { "contentType": "text/plain; charset=utf-8", "language": "en", "title": "Treatment",
              "data": "SSBhZ3JlZSB0byBiZSB0cmVhdGVkLgoKSSBtYXkgY2hhbmdlIG15IG1pbmQKYXQgYW55IHRpbWUu" } },
        ],
    })
}

pub fn records(resources: &[Value]) -> Vec<Record> {
    resources.iter().cloned().map(record).collect()
}

pub fn new_card() -> Card {
    Card {
        payer: "Lakeshore Health".to_owned(),
        plan: Some("HMO".to_owned()),
        member_id: Text::from("LKS55120934"),
        group_number: Some(Text::from("77")),
        rx_bin: Some("004336".to_owned()),
        ..Card::default()
    }
}

pub fn contact(name: &str, phone: &str, relationship: Relationship) -> Contact {
    Contact {
        name: Text::from(name),
        phone: Some(Phone::on_file(phone)),
        relationship,
    }
}

/// María, found and with everything that central holds about her, who has touched nothing yet.
pub fn found() -> Session {
    let related = records(&[lucia()]);
    let mut session = Session::new(ID, at("2026-03-04T14:55:00Z"), "es");
    session.patient = Some(record(maria()));
    session.person_on_file = patient::read(&maria(), &related);
    session.person = session.person_on_file.clone();
    session.visit = visit::read(&[appointment(), location()])
        .pop()
        .map(|visit| VisitChoice::Appointment(Box::new(visit)));
    session.dossier.related = related;
    session.dossier.coverages = records(&[evergreen()]).iter().filter_map(coverage::read).collect();
    session.dossier.forms = records(&[health_questions()])
        .iter()
        .filter_map(questionnaire::read)
        .collect();
    session.dossier.consents = records(&[treatment()]).iter().filter_map(consent::read).collect();
    session.dossier.invoices = records(&[owed()])
        .iter()
        .filter_map(|record| invoice::read(record, "urn:portico:invoice-due-date"))
        .collect();
    session
}

/// María, who has answered everything and changed nothing on file.
pub fn finished() -> Session {
    let mut session = found();
    session.visit_confirmed = true;
    session.details_confirmed = true;
    session.insurance = Some(InsuranceAnswer::Keep(Box::new(session.dossier.coverages[0].clone())));
    let mut answers = Answers::default();
    answers.set("smoke", Some(Answer::Boolean(true)));
    answers.set("daily", Some(Answer::Integer(12)));
    answers.set("help", Some(Answer::Choice("Later".to_owned())));
    session.answers = vec![answers];
    session.forms_finished = 1;
    session.consents = vec![signed("treatment")];
    session.payment = Some(PaymentAnswer {
        choice: PaymentChoice::Phone,
        state: PaymentState::Paid,
        task: Some("Task/1".to_owned()),
    });
    session.ticket = Some(TicketCode {
        letter: 'A',
        number: 17,
    });
    session
}

/// Everything at once: a new card with pictures, changed details, new people, a declined document.
pub fn eventful() -> Session {
    let mut session = finished();
    let person = session.person.as_mut().unwrap();
    person.phone = Some(Phone::on_file("+1 317 555 0199"));
    person.emergency_contact = Some(contact("Pedro García", "+1 317 555 0188", Relationship::Parent));
    session.guardian = Some(contact("Ana López", "+1 317 555 0187", Relationship::LegalGuardian));
    session.insurance = Some(InsuranceAnswer::Card {
        card: new_card(),
        pictures: vec![
            CardPicture {
                side: Side::Front,
                jpeg: vec![0xff, 0xd8, 1],
            },
            CardPicture {
                side: Side::Back,
                jpeg: vec![0xff, 0xd8, 2],
            },
        ],
    });
    let mut declined = signed("financial-responsibility");
    declined.decision = Decision::Declined;
    declined.copy = None;
    session.consents.push(declined);
    session
}

pub fn signed(code: &str) -> ConsentAnswer {
    ConsentAnswer {
        code: code.to_owned(),
        language: "en".to_owned(),
        decision: Decision::Accepted(Signature {
            strokes: vec![vec![(0.1, 0.2), (0.5, 0.5)], vec![(0.7, 0.7)]],
            aspect: 3.0,
        }),
        at: at("2026-03-04T14:59:00Z"),
        copy: Some(b"%PDF-1.7".to_vec()),
    }
}

pub fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}
