//! What central holds, as the session needs it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use registration::code::AppointmentCode;
use registration::identity::Guess;
use registration::mapping::related::{self, Role};
use registration::mapping::{audit, consent, coverage, patient, record, version_of, visit};
use registration::person::{BirthDate, PersonName, Relationship};
use registration::private::Text;
use serde_json::{Value, json};
use support::{appointment, at, evergreen, location, lucia, maria, records, treatment};

#[test]
fn of_several_names_numbers_and_addresses_the_one_in_use_is_read() {
    let person = patient::read(&maria(), &records(&[lucia()])).unwrap();
    let address = person.address.unwrap();
    let emergency = person.emergency_contact.unwrap();

    assert_eq!(person.name.full(), "María García-López");
    assert_eq!(person.phone.unwrap().reveal(), "+1 317 555 0142");
    assert_eq!(person.email.unwrap().reveal(), "maria@example.org");
    assert_eq!(person.language.as_deref(), Some("es"));
    assert_eq!(address.street.reveal(), "1402 Maple Street");
    assert_eq!(address.state.unwrap().reveal(), "IL");
    assert_eq!(emergency.name.reveal(), "Lucía García");
    assert_eq!(emergency.relationship, Relationship::Sibling);
    assert!(person.guarantor.is_none());
}

#[test]
fn one_name_only_is_a_family_name_wherever_it_is_filed() {
    for name in [
        json!({ "family": "Sukarno" }),
        json!({ "given": ["Sukarno"] }),
        json!({ "text": "Sukarno" }),
        json!({ "family": " Sukarno ", "given": [""] }),
    ] {
        let person = patient::read(
            &json!({ "resourceType": "Patient", "birthDate": "1968-02-14", "name": [name] }),
            &[],
        )
        .unwrap();
        assert!(
            person.name
                == PersonName {
                    family: Text::from("Sukarno"),
                    given: None
                }
        );
    }
}

#[test]
fn people_are_called_by_any_name_that_they_go_by() {
    let mut layla = maria();
    layla["name"] = json!([
        { "use": "official", "family": "Haddad", "given": ["Layla"] },
        { "use": "usual", "family": "حدّاد", "given": ["ليلى"] },
        { "use": "nickname", "given": ["Lulu"] },
        { "use": "maiden", "family": "Khoury", "given": ["Layla"] },
        { "use": "old", "family": "Smith", "given": ["Layla"] },
    ]);
    let called = |family: &str, given: &str| {
        patient::is_called(
            &layla,
            &PersonName {
                family: Text::from(family),
                given: Text::trimmed(given),
            },
        )
    };

    for (family, given) in [
        ("Haddad", "Layla"),
        ("حداد", "ليلى"),
        ("haddad", "lulu"),
        ("Khoury", "Layla"),
    ] {
        assert!(called(family, given), "{given} {family}");
    }
    for (family, given) in [("Smith", "Layla"), ("Lulu", ""), ("Khoury", "Lulu"), ("Haddad", "")] {
        assert!(!called(family, given), "{given} {family}");
    }
}

#[test]
fn nobody_is_read_who_could_not_be_told_apart() {
    for patient in [
        json!({ "resourceType": "Patient", "birthDate": "1968", "name": [{ "family": "Sukarno" }] }),
        json!({ "resourceType": "Patient", "birthDate": "1968-02-14" }),
        json!({ "resourceType": "Patient", "active": false, "birthDate": "1968-02-14", "name": [{ "family": "Sukarno" }] }),
        json!({ "resourceType": "Patient", "birthDate": "1968-02-14", "name": [{ "use": "old", "family": "Sukarno" }] }),
        json!({ "resourceType": "Practitioner", "birthDate": "1968-02-14", "name": [{ "family": "Sukarno" }] }),
    ] {
        assert!(patient::read(&patient, &[]).is_none());
    }
}

#[test]
fn one_strange_element_does_not_sink_a_patient() {
    let mut strange = maria();
    strange["telecom"] = json!("call me");
    strange["address"] = json!([7]);
    strange["communication"] = json!({ "language": true });
    let person = patient::read(&strange, &[]).unwrap();

    assert_eq!(person.name.full(), "María García-López");
    assert!(person.phone.is_none() && person.address.is_none() && person.language.is_none());
}

#[test]
fn an_emergency_contact_may_stand_in_the_patients_own_record() {
    let mut patient = maria();
    patient["contact"] = json!([
        { "relationship": [{ "coding": [{ "system": "http://terminology.hl7.org/CodeSystem/v2-0131", "code": "E" }] }], "name": { "text": "An employer" } },
        { "relationship": [{ "coding": [{ "system": "http://terminology.hl7.org/CodeSystem/v2-0131", "code": "C" }] }], "name": { "text": "Rosa López" } },
    ]);
    let called = |related: &[Value]| {
        patient::read(&patient, &records(related))
            .unwrap()
            .emergency_contact
            .unwrap()
            .name
            .reveal()
            .clone()
    };

    assert_eq!(called(&[]), "Rosa López");
    assert_eq!(called(&[lucia()]), "Lucía García", "a RelatedPerson is the newer way");
}

#[test]
fn guardians_come_before_parents_and_strangers_not_at_all() {
    let person = |id: &str, code: &str| {
        json!({ "resourceType": "RelatedPerson", "id": id, "name": [{ "text": id }],
                "relationship": [{ "coding": [{ "system": "http://terminology.hl7.org/CodeSystem/v3-RoleCode", "code": code }] }] })
    };
    let mut gone = person("gone", "GUARD");
    gone["active"] = json!(false);
    let related = records(&[
        person("mother", "MTH"),
        person("friend", "FRND"),
        person("guardian", "GUARD"),
        gone,
    ]);
    let names: Vec<String> = related::guardians(&related)
        .iter()
        .map(|contact| contact.name.reveal().clone())
        .collect();

    assert_eq!(names, ["guardian", "mother"]);
    assert_eq!(related::with_role(&related, Role::Guardian).unwrap().id(), "guardian");
    assert!(related::with_role(&related, Role::Guarantor).is_none());
}

#[test]
fn an_appointment_is_read_with_its_place() {
    let visits = visit::read(&[location(), appointment(), maria()]);
    let visit = &visits[0];

    assert_eq!(visits.len(), 1);
    assert_eq!(visit.start, at("2026-03-04T15:12:00Z"));
    assert_eq!(visit.provider.as_deref(), Some("Dr. Amara Osei"));
    assert_eq!(visit.service.as_deref(), Some("Cardiology"));
    assert_eq!(visit.reason.as_deref(), Some("Follow-up visit"));
    assert_eq!(visit.place.as_deref(), Some("Second floor, east wing"));
    assert_eq!(visit.directions_in("es"), ["Tome el ascensor.", "Gire a la derecha."]);
    assert_eq!(
        visit.directions_in("ar"),
        ["Take the lift", "to the second floor.", "Turn right."]
    );
    assert_eq!(visit.appointment.version.as_deref(), Some("W/\"3\""));
    assert_eq!(visit::patient_of(&appointment()).as_deref(), Some("Patient/maria"));
}

#[test]
fn without_its_place_an_appointment_still_says_where() {
    assert_eq!(visit::read(&[appointment()])[0].place.as_deref(), Some("East wing"));
}

#[test]
fn an_appointments_status_decides() {
    let read = |change: Value| {
        let mut appointment = appointment();
        for (name, value) in change.as_object().unwrap() {
            appointment[name] = value.clone();
        }
        let visit = visit::read(&[appointment]).remove(0);
        (visit.remote, visit.closed, visit.arrived)
    };

    assert_eq!(read(json!({})), (false, false, false));
    assert_eq!(read(json!({ "status": "arrived" })), (false, false, true));
    assert_eq!(read(json!({ "status": "checked-in" })), (false, false, true));
    for closed in ["cancelled", "noshow", "fulfilled", "entered-in-error"] {
        assert_eq!(read(json!({ "status": closed })), (false, true, false), "{closed}");
    }
    let video = json!({ "appointmentType": { "coding": [{ "system": "http://terminology.hl7.org/CodeSystem/v3-ActCode", "code": "VR" }] } });
    assert_eq!(read(video), (true, false, false));
}

#[test]
fn coverage_is_read_as_a_card() {
    let read = coverage::read(&record(evergreen())).unwrap();

    assert_eq!(read.card.payer, "Evergreen Health Plan");
    assert_eq!(read.card.plan.as_deref(), Some("PPO"), "the payer is not named twice");
    assert_eq!(read.card.member_id.reveal(), "XEH804512097");
    assert_eq!(read.card.group_number.unwrap().reveal(), "0083-7745");
    assert_eq!(read.ends.unwrap().to_string(), "2026-12-31");
    let mut cancelled = evergreen();
    cancelled["status"] = json!("cancelled");
    assert!(coverage::read(&record(cancelled)).is_none());
}

#[test]
fn a_dependents_number_belongs_to_the_member_id() {
    let read = |dependent: Value| {
        let mut coverage = evergreen();
        coverage["identifier"] = Value::Null;
        coverage["subscriberId"] = json!("XEH771200345");
        coverage["dependent"] = dependent;
        coverage::read(&record(coverage))
            .unwrap()
            .card
            .member_id
            .reveal()
            .clone()
    };

    assert_eq!(read(json!("02")), "XEH771200345 02");
    assert_eq!(read(Value::Null), "XEH771200345");
    assert_eq!(read(json!("345")), "XEH771200345", "it is there already");
}

#[test]
fn a_payer_may_be_contained() {
    let mut coverage = evergreen();
    coverage["contained"] = json!([{ "resourceType": "Organization", "id": "p", "name": "Prairie Mutual" }]);
    coverage["payor"] = json!([{ "reference": "#p" }]);

    assert_eq!(coverage::read(&record(coverage)).unwrap().card.payer, "Prairie Mutual");
}

#[test]
fn a_consent_document_is_read_in_its_languages() {
    let document = consent::read(&record(treatment())).unwrap();
    let text = document.text_in("es").unwrap();

    assert_eq!(
        (
            document.code.as_str(),
            document.version.as_str(),
            document.source.as_str()
        ),
        ("treatment", "2026-01", "DocumentReference/d1")
    );
    assert_eq!(text.language, "en", "the language that is there");
    assert_eq!(
        text.paragraphs,
        ["I agree to be treated.", "I may change my mind at any time."]
    );
    for (element, value) in [
        ("status", json!("superseded")),
        ("content", json!([])),
        ("content", json!([{ "attachment": { "data": "?" } }])),
    ] {
        let mut document = treatment();
        document[element] = value;
        assert!(consent::read(&record(document)).is_none());
    }
}

#[test]
fn a_name_is_searched_by_the_day_and_a_code_by_itself() {
    let birth_date = BirthDate::from_fhir("1985-04-12").unwrap();
    let name = PersonName {
        family: Text::from("García"),
        given: Some(Text::from("María José")),
    };
    let code = AppointmentCode::parse("k7p2qx").unwrap();
    let parameters = patient::match_parameters(birth_date, &name);

    assert_eq!(
        patient::search_parameters(&Guess::Name { birth_date, name }),
        [("birthdate".to_owned(), "1985-04-12".to_owned())]
    );
    assert_eq!(
        patient::search_parameters(&Guess::Code(code)),
        [(
            "identifier".to_owned(),
            "urn:portico:appointment-code|K7P-2QX".to_owned()
        )]
    );
    assert_eq!(
        parameters["parameter"],
        json!([
            { "name": "resource", "resource": { "resourceType": "Patient", "birthDate": "1985-04-12",
                "name": [{ "family": "García", "given": ["María", "José"] }] } },
            { "name": "onlyCertainMatches", "valueBoolean": true },
            { "name": "count", "valueInteger": 2 },
        ])
    );
}

#[test]
fn an_override_is_on_record_with_who_why_and_when() {
    let event = audit::event(
        support::ID,
        "skip-step",
        "s-204",
        "No reader for this card",
        at("2026-03-04T15:00:00Z"),
        support::ID,
        "Device/k1",
    );

    assert_eq!(event["id"], support::ID.to_string());
    assert_eq!(event["subtype"][0]["code"], "skip-step");
    assert_eq!(event["agent"][0]["who"]["identifier"]["value"], "s-204");
    assert_eq!(event["agent"][0]["requestor"], true);
    assert_eq!(event["purposeOfEvent"][0]["text"], "No reader for this card");
    assert_eq!(event["recorded"], "2026-03-04T15:00:00Z");
    assert_eq!(event["source"]["observer"]["reference"], "Device/k1");
}

#[test]
fn a_version_is_an_entity_tag_or_nothing() {
    assert_eq!(version_of(&maria()).as_deref(), Some("W/\"7\""));
    assert_eq!(version_of(&json!({ "meta": { "versionId": "" } })), None);
    assert_eq!(version_of(&json!([])), None);
}
