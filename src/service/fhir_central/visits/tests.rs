//! Who is found among the visits that are kept, and what is kept of them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use jiff::SignedDuration;
use registration::code::AppointmentCode;
use registration::person::{BirthDate, PersonName};
use registration::visit::Timeliness;

use super::*;

const WINDOW: Window = Window {
    early: SignedDuration::from_mins(120),
    late: SignedDuration::from_mins(30),
};

fn now() -> Timestamp {
    "2026-11-23T15:00:00Z".parse().unwrap()
}

fn patient(id: &str, birth_date: &str, names: Value) -> Value {
    json!({
        "resourceType": "Patient", "id": id, "active": true, "birthDate": birth_date, "name": names,
        "meta": { "versionId": "3" },
        "identifier": [{ "system": "urn:mrn", "value": "SECRET-MRN" }],
        "telecom": [{ "system": "phone", "value": "SECRET-PHONE" }],
        "address": [{ "line": ["SECRET-STREET"] }],
        "contact": [{ "name": { "text": "SECRET-CONTACT" } }],
    })
}

fn appointment_of(id: &str, patient: &str, start: &str, code: &str) -> Value {
    json!({
        "resourceType": "Appointment", "id": id, "status": "booked", "start": start,
        "identifier": [{ "system": systems::APPOINTMENT_CODE, "value": code }, { "system": "urn:x", "value": "SECRET-ID" }],
        "serviceType": [{ "text": "Follow-up visit" }],
        "reasonCode": [{ "text": "SECRET-REASON" }],
        "description": "SECRET-DESCRIPTION", "comment": "SECRET-COMMENT",
        "participant": [
            { "actor": { "reference": format!("Patient/{patient}"), "display": "SECRET-DISPLAY" }, "status": "accepted" },
            { "actor": { "reference": "Practitioner/p1", "display": "Dr. Amara Osei" }, "status": "accepted" },
            { "actor": { "reference": "Location/l1", "display": "Second floor" }, "status": "accepted" },
        ],
    })
}

fn today() -> Vec<Value> {
    let official = |given: &str, family: &str| json!([{ "use": "official", "family": family, "given": [given] }]);
    let layla =
        json!([{ "use": "official", "family": "Haddad", "given": ["Layla"] }, { "family": "حدّاد", "given": ["ليلى"] }]);

    vec![
        patient("maria", "1985-04-12", official("María", "García-López")),
        appointment_of("a1", "maria", "2026-11-23T15:12:00Z", "K7P-2QX"),
        patient("layla", "1990-07-21", layla),
        appointment_of("a2", "layla", "2026-11-23T15:25:00Z", "R9C-5VN"),
        patient("sukarno", "1968-02-14", json!([{ "family": "Sukarno" }])),
        appointment_of("a3", "sukarno", "2026-11-23T15:30:00Z", "T2Y-7FQ"),
        patient("robert", "1972-11-30", official("Robert", "Miller")),
        appointment_of("a4", "robert", "2026-11-23T13:30:00Z", "D8G-3XA"),
        patient("john1", "1988-08-08", official("John", "Smith")),
        appointment_of("a5", "john1", "2026-11-23T15:35:00Z", "J3S-5TH"),
        patient("john2", "1988-08-08", official("John", "Smith")),
        appointment_of("a6", "john2", "2026-11-23T15:45:00Z", "J9S-6TH"),
        json!({ "resourceType": "Location", "id": "l1", "name": "Second floor, east wing", "description": "Take the lift",
            "telecom": [{ "value": "SECRET-LIFT" }] }),
    ]
}

/// What is kept when central was asked about everybody.
fn kept() -> Visits {
    let mut visits = Visits::reduced(&today(), now());
    let dates = visits.unsettled();
    visits.settle(&dates, &today());

    visits
}

fn by_name(born: &str, given: Option<&str>, family: &str) -> Guess {
    Guess::Name {
        birth_date: BirthDate::from_fhir(born).unwrap(),
        name: PersonName {
            family: family.into(),
            given: given.map(Into::into),
        },
    }
}

fn found(visits: &Visits, guess: &Guess) -> Option<Found> {
    visits.find(guess, now(), &TimeZone::UTC, WINDOW)
}

fn whom(visits: &Visits, guess: &Guess) -> Option<String> {
    found(visits, guess).map(|found| found.patient.id().to_owned())
}

#[test]
fn no_more_is_kept_than_finding_a_visit_needs() {
    let everything = serde_json::to_string(&kept()).unwrap();

    assert!(!everything.contains("SECRET"), "{everything}");
    for needed in [
        "García-López",
        "ليلى",
        "1985-04-12",
        "K7P-2QX",
        "Dr. Amara Osei",
        "Take the lift",
    ] {
        assert!(everything.contains(needed), "{needed}");
    }
}

#[test]
fn people_are_found_however_they_write_themselves() {
    let visits = kept();
    let cases = [
        ("maria", by_name("1985-04-12", Some("maria"), "garcia lopez")),
        ("maria", by_name("1985-04-12", Some("María"), "López")),
        ("layla", by_name("1990-07-21", Some("ليلى"), "حداد")),
        ("layla", by_name("1990-07-21", Some("Layla"), "Haddad")),
        ("sukarno", by_name("1968-02-14", None, "Sukarno")),
        ("robert", by_name("1972-11-30", Some("Bob"), "Miller")),
    ];

    for (expected, guess) in cases {
        assert_eq!(whom(&visits, &guess).as_deref(), Some(expected));
    }
}

#[test]
fn near_is_a_miss_and_two_of_one_name_are_nobody() {
    let visits = kept();

    assert_eq!(
        whom(&visits, &by_name("1985-04-13", Some("María"), "García")),
        None,
        "a day off"
    );
    assert_eq!(whom(&visits, &by_name("1985-04-12", Some("Marta"), "García")), None);
    assert_eq!(whom(&visits, &by_name("1988-08-08", Some("John"), "Smith")), None);
    let code = Guess::Code(AppointmentCode::parse("J9S-6TH").unwrap());
    assert_eq!(
        whom(&visits, &code).as_deref(),
        Some("john2"),
        "a code tells them apart"
    );
}

#[test]
fn somebody_whose_namesake_has_no_visit_today_is_found_by_a_code_only() {
    let mut expected = today();
    expected.retain(|resource| resource["id"] != "john2" && resource["id"] != "a6");
    let mut visits = Visits::reduced(&expected, now());
    let guess = by_name("1988-08-08", Some("John"), "Smith");
    assert_eq!(whom(&visits, &guess), None, "before central was asked for namesakes");

    let dates = visits.unsettled();
    visits.settle(&dates, &today());

    assert_eq!(whom(&visits, &guess), None, "central holds another John Smith");
    let code = Guess::Code(AppointmentCode::parse("J3S-5TH").unwrap());
    assert_eq!(whom(&visits, &code).as_deref(), Some("john1"));

    let mut again = Visits::reduced(&expected, now());
    again.recall(&visits);
    assert!(again.unsettled().is_empty(), "nothing is asked twice");
    assert_eq!(whom(&again, &guess), None);
}

#[test]
fn a_record_that_was_merged_away_is_no_namesake() {
    let mut everybody = today();
    let mut old = patient(
        "maria-old",
        "1985-04-12",
        json!([{ "family": "García-López", "given": ["María"] }]),
    );
    old["active"] = json!(false);
    everybody.push(old);
    let mut visits = Visits::reduced(&today(), now());
    let dates = visits.unsettled();
    visits.settle(&dates, &everybody);

    assert_eq!(
        whom(&visits, &by_name("1985-04-12", Some("María"), "García")).as_deref(),
        Some("maria")
    );
}

#[test]
fn what_is_found_says_that_it_is_a_part_and_keeps_the_window() {
    let visits = kept();
    let maria = found(&visits, &by_name("1985-04-12", Some("María"), "García")).unwrap();
    let visit = maria.visit.unwrap();

    assert!(maria.patient.is_partial() && visit.appointment.is_partial());
    assert_eq!(maria.proof, Proof::Told);
    assert_eq!(visit.provider.as_deref(), Some("Dr. Amara Osei"));
    assert_eq!(visit.place.as_deref(), Some("Second floor, east wing"));
    assert!(maria.person.phone.is_none() && maria.person.address.is_none());

    let robert = found(&visits, &by_name("1972-11-30", Some("Robert"), "Miller")).unwrap();
    let timeliness = registration::visit::timeliness(&robert.visit.unwrap(), now(), &TimeZone::UTC, WINDOW);
    assert_eq!(timeliness, Timeliness::TooLate);
}

#[test]
fn patients_that_a_server_does_not_include_are_asked_for() {
    let mut resources = today();
    resources.retain(|resource| resource["resourceType"] != "Patient" || resource["id"] == "maria");
    let visits = Visits::reduced(&resources, now());

    assert_eq!(
        visits.missing_patients(),
        ["john1", "john2", "layla", "robert", "sukarno"]
    );
}
