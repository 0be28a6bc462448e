//! Invented people, and what central holds about them.

use jiff::{SignedDuration, Timestamp};
use portico::service::central::Found;
use portico::service::scripted::ScriptedCentral;
use registration::Record;
use registration::bill::{Invoice, InvoiceLine, Money};
use registration::consent::{ConsentDocument, ConsentText};
use registration::form::{self, Form, Question, QuestionKind, Words};
use registration::identity::Proof;
use registration::insurance::{Benefits, Card, CoverageOnFile, Eligibility};
use registration::person::{Address, BirthDate, Contact, Email, Guarantor, Person, PersonName, Phone, Relationship};
use registration::session::Dossier;
use registration::visit::Visit;
use serde_json::json;

/// Every word by which María could be recognised.
pub const MARIAS_OWN: [&str; 9] = [
    "María",
    "García",
    "Maple",
    "0142",
    "maria@",
    "Lucía",
    "0143",
    "XEH804512097",
    "2097",
];

/// María García-López, who is on file with everything.
pub fn maria() -> Person {
    let name = PersonName {
        family: "García-López".into(),
        given: Some("María".into()),
    };
    let mut person = Person::new(name, BirthDate::from_fhir("1985-04-12").unwrap());
    person.address = Some(Address {
        street: "1402 Maple Street".into(),
        unit: None,
        city: "Springfield".into(),
        state: Some("IL".into()),
        postal_code: Some("62704".into()),
    });
    person.phone = Some(Phone::on_file("+1 317 555 0142"));
    person.email = Some(Email::on_file("maria@example.org"));
    person.language = Some("en".to_owned());
    person.emergency_contact = Some(Contact {
        name: "Lucía García".into(),
        phone: Some(Phone::on_file("+1 317 555 0143")),
        relationship: Relationship::Sibling,
    });
    person.guarantor = Some(Guarantor::Myself);

    person
}

/// Noah Williams, a child.
pub fn noah() -> Person {
    let name = PersonName {
        family: "Williams".into(),
        given: Some("Noah".into()),
    };

    Person {
        name,
        birth_date: BirthDate::from_fhir("2019-05-30").unwrap(),
        ..maria()
    }
}

/// Grace Williams, Noah's mother, as central holds her.
pub fn grace() -> Record {
    let code = |code: &str| json!({ "coding": [{ "system": "http://terminology.hl7.org/CodeSystem/v3-RoleCode", "code": code }] });

    Record::new(
        json!({
            "resourceType": "RelatedPerson",
            "id": "grace",
            "active": true,
            "name": [{ "given": ["Grace"], "family": "Williams" }],
            "telecom": [{ "system": "phone", "value": "+1 317 555 0161" }],
            "relationship": [code("MTH"), code("GUARD")],
        }),
        None,
    )
}

/// A visit that starts so many minutes from now.
pub fn visit_in(minutes: i64) -> Visit {
    Visit {
        appointment: Record::new(json!({ "resourceType": "Appointment", "id": "1" }), None),
        start: Timestamp::now() + SignedDuration::from_mins(minutes),
        provider: Some("Dr. Amara Osei".to_owned()),
        service: Some("Cardiology".to_owned()),
        reason: Some("Follow-up visit".to_owned()),
        place: Some("Second floor, east wing".to_owned()),
        directions: Vec::new(),
        remote: false,
        closed: false,
        arrived: false,
    }
}

/// Somebody who is found by name and birth date.
pub fn found(person: Person, visit: Option<Visit>) -> Found {
    Found {
        patient: Record::new(json!({ "resourceType": "Patient", "id": "1" }), None),
        related: Vec::new(),
        person,
        proof: Proof::Told,
        visit,
    }
}

/// Dollars.
pub fn dollars(amount: &str) -> Money {
    Money {
        amount: amount.parse().unwrap(),
        currency: "USD".to_owned(),
    }
}

/// The plan that María has on file.
pub fn plan() -> CoverageOnFile {
    let card = Card {
        payer: "Evergreen Health Plan".to_owned(),
        plan: Some("PPO".to_owned()),
        member_id: "XEH804512097".into(),
        group_number: Some("0083-7745".into()),
        ..Card::default()
    };

    CoverageOnFile {
        record: Record::new(json!({ "resourceType": "Coverage", "id": "1" }), None),
        card,
        ends: None,
    }
}

fn words(english: &str, spanish: &str, arabic: &str) -> Words {
    let words = [("", english), ("en", english), ("es", spanish), ("ar", arabic)];

    Words(words.map(|(tag, words)| (tag.to_owned(), words.to_owned())).to_vec())
}

fn question(id: &str, text: Words, kind: QuestionKind) -> Question {
    Question {
        link_id: id.to_owned(),
        text,
        kind,
        required: true,
        conditions: Vec::new(),
        all_conditions: false,
    }
}

/// Two questions of the clinic.
pub fn form() -> Form {
    let choice = |code: &str, english: &str, spanish: &str, arabic: &str| form::Choice {
        system: None,
        code: code.to_owned(),
        display: words(english, spanish, arabic),
    };
    let walks = vec![
        choice("alone", "By myself", "Sin ayuda", "وحدي"),
        choice("stick", "With a stick", "Con bastón", "بعصا"),
        choice("chair", "In a wheelchair", "En silla de ruedas", "على كرسي متحرك"),
    ];

    Form {
        record: Record::new(json!({ "resourceType": "Questionnaire", "id": "falls" }), None),
        canonical: "urn:portico:form:falls|1".to_owned(),
        title: words("Falls", "Caídas", "السقوط"),
        questions: vec![
            question(
                "fallen",
                words(
                    "Did you fall in the last year?",
                    "¿Se cayó en el último año?",
                    "هل سقطت خلال العام الماضي؟",
                ),
                QuestionKind::Boolean,
            ),
            question(
                "walks",
                words("How do you walk?", "¿Cómo camina?", "كيف تمشي؟"),
                QuestionKind::Choice(walks),
            ),
        ],
    }
}

/// A document of some length, in three languages.
pub fn document(code: &str) -> ConsentDocument {
    let text = |language: &str, title: &str, paragraph: &str| ConsentText {
        language: language.to_owned(),
        title: title.to_owned(),
        paragraphs: vec![paragraph.to_owned(); 9],
    };

    ConsentDocument {
        code: code.to_owned(),
        version: "2026-01".to_owned(),
        source: format!("DocumentReference/{code}"),
        texts: vec![
            text(
                "en",
                "Consent to treatment",
                "I agree that the people of this clinic examine and treat me. They explain what they do, and I can say no at any time.",
            ),
            text(
                "es",
                "Consentimiento",
                "Acepto que el personal de esta clínica me examine y me trate. Me explican lo que hacen y puedo decir que no en todo momento.",
            ),
            text(
                "ar",
                "الموافقة على العلاج",
                "أوافق على أن يفحصني العاملون في هذه العيادة ويعالجوني. وهم يشرحون ما يفعلون، ويمكنني أن أرفض في أي وقت.",
            ),
        ],
    }
}

/// What is still open from an earlier visit.
pub fn invoice() -> Invoice {
    Invoice {
        record: Record::new(json!({ "resourceType": "Invoice", "id": "1" }), None),
        date: Some(jiff::civil::date(2026, 10, 4)),
        due: Some(jiff::civil::date(2026, 12, 15)),
        total: dollars("20.00"),
        lines: vec![InvoiceLine {
            text: "Office visit, after insurance".to_owned(),
            amount: Some(dollars("20.00")),
        }],
    }
}

/// Everything that central can ask of somebody.
pub fn dossier() -> Dossier {
    Dossier {
        coverages: vec![plan()],
        forms: vec![form()],
        consents: vec![document("treatment")],
        invoices: vec![invoice()],
        ..Dossier::default()
    }
}

/// A central at which María has a visit in twelve minutes, and everything to do before it.
pub fn marias() -> ScriptedCentral {
    let benefits = Benefits {
        active: true,
        copay: Some(dollars("25.00")),
        ..Benefits::default()
    };

    ScriptedCentral {
        finds: Some(found(maria(), Some(visit_in(12)))),
        dossier: dossier(),
        eligibility: Eligibility::Answered(benefits),
        ..ScriptedCentral::default()
    }
}

/// A central at which Noah has a visit in twelve minutes, and his mother is known.
pub fn noahs() -> ScriptedCentral {
    let mut found = found(noah(), Some(visit_in(12)));
    found.related = vec![grace()];

    ScriptedCentral {
        finds: Some(found),
        ..marias()
    }
}
