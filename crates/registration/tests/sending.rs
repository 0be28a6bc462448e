//! A registration as it is sent.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use proptest::prelude::*;
use registration::Session;
use registration::consent::Decision;
use registration::insurance::InsuranceAnswer;
use registration::mapping::transaction::{BASE, Group, groups};
use registration::mapping::{part_id, record};
use registration::person::{Guarantor, Phone, Relationship};
use registration::private::Text;
use registration::visit::VisitChoice;
use serde_json::{Value, json};
use support::{
    ID, contact, context, eventful, evergreen, finished, lucia, maria, new_card, records,
};

fn sent(session: &Session) -> Vec<Group> {
    groups(session, &context())
}

fn entries(session: &Session) -> Vec<Value> {
    sent(session)
        .into_iter()
        .flat_map(|group| group.entries)
        .collect()
}

fn names(session: &Session) -> Vec<String> {
    sent(session).into_iter().map(|group| group.name).collect()
}

fn of_type(session: &Session, kind: &str) -> Vec<Value> {
    entries(session)
        .into_iter()
        .filter(|entry| entry["resource"]["resourceType"] == kind)
        .collect()
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(words) => words.trim().is_empty(),
        Value::Array(values) => values.is_empty() || values.iter().any(is_empty),
        Value::Object(members) => members.is_empty() || members.values().any(is_empty),
        Value::Bool(_) | Value::Number(_) => false,
    }
}

fn collect_references(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Object(members) => {
            for (name, value) in members {
                match value.as_str() {
                    Some(text) if name == "reference" || name == "url" => {
                        found.push(text.to_owned())
                    }
                    _ => collect_references(value, found),
                }
            }
        }
        Value::Array(values) => values
            .iter()
            .for_each(|value| collect_references(value, found)),
        _ => {}
    }
}

/// The elements that R4 requires (cardinality 1..) of what is written here.
fn required(kind: &str) -> &'static [&'static str] {
    match kind {
        "Patient" => &[],
        "RelatedPerson" => &["/patient"],
        "Coverage" => &["/status", "/beneficiary", "/payor/0"],
        "Binary" => &["/contentType"],
        "DocumentReference" => &["/status", "/content/0/attachment"],
        "QuestionnaireResponse" => &["/status"],
        "Consent" => &["/status", "/scope", "/category/0", "/policyRule"],
        "Provenance" => &[
            "/target/0",
            "/recorded",
            "/agent/0/who",
            "/signature/0/type/0",
            "/signature/0/when",
            "/signature/0/who",
        ],
        "Appointment" => &["/status", "/participant/0/status"],
        "Encounter" => &["/status", "/class/code", "/location/0/location"],
        "Task" => &["/status", "/intent"],
        other => panic!("nobody expects {other}"),
    }
}

/// What holds of every registration, whatever was answered.
fn hold_everything(session: &Session) {
    let groups = sent(session);
    let mut known: Vec<String> = Vec::new();
    let mut changed: Vec<String> = Vec::new();
    for group in &groups {
        assert!(
            (1..=8).contains(&group.entries.len()),
            "{} has {} entries",
            group.name,
            group.entries.len()
        );
        for entry in &group.entries {
            let (resource, request) = (&entry["resource"], &entry["request"]);
            let kind = resource["resourceType"].as_str().unwrap();
            assert!(
                !is_empty(resource) && !is_empty(request),
                "{kind} has something empty: {resource}"
            );
            for element in required(kind) {
                assert!(
                    resource.pointer(element).is_some(),
                    "{kind} lacks {element}"
                );
            }
            known.extend(entry["fullUrl"].as_str().map(ToOwned::to_owned));
            let mut references = Vec::new();
            collect_references(resource, &mut references);
            for reference in references
                .iter()
                .filter(|reference| reference.starts_with("urn:uuid:"))
            {
                assert!(
                    known.contains(reference),
                    "{kind} refers to an entry that does not come before it"
                );
            }
            let url = request["url"].as_str().unwrap();
            match (request["method"].as_str().unwrap(), entry.get(BASE)) {
                ("POST", None) => {
                    let identifier = if resource["identifier"].is_array() {
                        &resource["identifier"][0]
                    } else {
                        &resource["identifier"]
                    };
                    let condition = format!(
                        "identifier=urn:portico:registration|{}",
                        identifier["value"].as_str().unwrap()
                    );
                    assert_eq!(request["ifNoneExist"], condition);
                    let part = identifier["value"]
                        .as_str()
                        .unwrap()
                        .split_once('/')
                        .unwrap()
                        .1;
                    assert_eq!(
                        entry["fullUrl"],
                        format!("urn:uuid:{}", part_id(session.id, part))
                    );
                    assert_eq!((url, resource.get("id")), (kind, None));
                }
                ("PUT", None) => {
                    assert_eq!(url, format!("{kind}/{}", resource["id"].as_str().unwrap()))
                }
                ("PUT", Some(base)) => {
                    assert_eq!(url, format!("{kind}/{}", base["id"].as_str().unwrap()));
                    assert_eq!(resource["id"], base["id"]);
                    assert_eq!(
                        request["ifMatch"],
                        format!("W/\"{}\"", base["meta"]["versionId"].as_str().unwrap())
                    );
                    assert!(!changed.contains(&url.to_owned()), "{url} is changed twice");
                    assert_ne!(resource, base);
                    changed.push(url.to_owned());
                }
                other => panic!("nobody expects {}", other.0),
            }
        }
    }
    let mut once = known.clone();
    once.sort();
    once.dedup();
    assert_eq!(once.len(), known.len(), "a full URL stands twice");
    let again: Vec<u8> = serde_json::to_vec(
        &sent(session)
            .iter()
            .map(|group| &group.entries)
            .collect::<Vec<_>>(),
    )
    .unwrap();
    assert_eq!(
        again,
        serde_json::to_vec(
            &groups
                .iter()
                .map(|group| &group.entries)
                .collect::<Vec<_>>()
        )
        .unwrap()
    );
}

#[test]
fn who_comes_first_and_the_arrival_last() {
    assert_eq!(
        names(&finished()),
        ["form-1", "consent-treatment", "arrival"]
    );
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
    assert_eq!(
        appointment["resource"]["participant"][0]["status"],
        "accepted"
    );
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
    assert_eq!(
        encounter["location"][0]["location"]["reference"],
        "Location/east"
    );
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
            assert_eq!(
                entry["resource"].pointer(element).unwrap()["reference"],
                url,
                "{kind}"
            );
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

    assert_eq!(codes, ["insurance-changed", "consent-declined"]);
    assert_eq!(
        task["reasonCode"]["coding"][0],
        json!({
        "system": "urn:portico:desk-reason", "code": "insurance-changed", "display": "New insurance card: check what was read" })
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
    session
        .desk_notes
        .push(registration::session::DeskNote::IdentityNotFound);

    assert_eq!(names(&session), ["arrival"]);
    assert_eq!(
        entries(&session)[0]["resource"]["reasonCode"]["coding"][0]["code"],
        "identity-not-found"
    );
    hold_everything(&session);
}

#[test]
fn a_new_card_is_new_coverage_with_its_pictures() {
    let session = eventful();
    let coverage = &of_type(&session, "Coverage")[0];
    let pictures = of_type(&session, "DocumentReference");
    let binaries = of_type(&session, "Binary");

    assert_eq!(
        coverage["request"]["method"], "POST",
        "another payer's card never overwrites what is on file"
    );
    assert_eq!(
        coverage["resource"]["payor"][0],
        json!({ "reference": "#payer", "display": "Lakeshore Health" })
    );
    assert_eq!(
        coverage["resource"]["contained"][0]["name"],
        "Lakeshore Health"
    );
    assert_eq!(
        coverage["resource"]["identifier"][1]["value"],
        "LKS55120934"
    );
    assert_eq!(
        pictures[0]["resource"]["content"][0]["attachment"]["url"],
        binaries[0]["request"]["url"]
    );
    assert_eq!(
        STANDARD
            .decode(binaries[1]["resource"]["data"].as_str().unwrap())
            .unwrap(),
        [0xff, 0xd8, 2]
    );
}

#[test]
fn the_card_on_file_is_updated_and_a_second_plan_is_not_taken_for_it() {
    let mut session = finished();
    let mut card = session.dossier.coverages[0].card.clone();
    card.rx_bin = Some("610014".to_owned());
    card.member_id = Text::from("XEH 804 512 097");
    card.payer = "EVERGREEN Health Plan".to_owned();
    session.insurance = Some(InsuranceAnswer::Card {
        card: card.clone(),
        pictures: Vec::new(),
    });
    let coverage = &of_type(&session, "Coverage")[0];
    assert_eq!(coverage["request"]["url"], "Coverage/c1");
    assert_eq!(coverage["resource"]["class"][2]["value"], "610014");
    assert_eq!(coverage[BASE], evergreen());

    card.group_number = Some(Text::from("DENTAL-1"));
    session.insurance = Some(InsuranceAnswer::Card {
        card,
        pictures: Vec::new(),
    });
    assert_eq!(
        of_type(&session, "Coverage")[0]["request"]["method"],
        "POST"
    );
}

#[test]
fn a_signed_document_is_consent_copy_and_signature() {
    let session = finished();
    let consent = &of_type(&session, "Consent")[0];
    let copy = &of_type(&session, "DocumentReference")[0];
    let provenance = &of_type(&session, "Provenance")[0];
    let signature = &provenance["resource"]["signature"][0];

    assert_eq!(consent["resource"]["status"], "active");
    assert_eq!(consent["resource"]["provision"]["type"], "permit");
    assert_eq!(
        consent["resource"]["sourceReference"]["reference"],
        copy["fullUrl"]
    );
    assert_eq!(
        consent["resource"]["category"][1]["coding"][0]["version"],
        "2026-01"
    );
    assert_eq!(
        copy["resource"]["content"][0]["attachment"]["contentType"],
        "application/pdf"
    );
    assert_eq!(
        copy["resource"]["relatesTo"][0],
        json!({ "code": "signs", "target": { "reference": "DocumentReference/d1" } })
    );
    assert_eq!(
        copy["resource"]["identifier"][1]["value"]
            .as_str()
            .unwrap()
            .len(),
        64,
        "SHA-256"
    );
    assert_eq!(
        provenance["request"]["method"], "PUT",
        "R4's Provenance has no identifier"
    );
    assert_eq!(
        provenance["resource"]["target"][0]["reference"],
        consent["fullUrl"]
    );
    assert_eq!(signature["who"]["reference"], "Patient/maria");
    let drawing = String::from_utf8(
        STANDARD
            .decode(signature["data"].as_str().unwrap())
            .unwrap(),
    )
    .unwrap();
    assert!(
        drawing.contains("viewBox=\"0 0 3000 1000\"")
            && drawing.contains("M300 200L1500 500M2100 700h1"),
        "{drawing}"
    );
}

#[test]
fn a_declined_document_is_on_record_without_a_signature() {
    let mut session = finished();
    session.consents[0].decision = Decision::Declined;
    let consent = &of_type(&session, "Consent")[0]["resource"];

    assert_eq!(
        (
            consent["status"].as_str(),
            consent["provision"]["type"].as_str()
        ),
        (Some("rejected"), Some("deny"))
    );
    assert_eq!(
        consent["sourceReference"]["reference"],
        "DocumentReference/d1"
    );
    assert!(
        of_type(&session, "Provenance").is_empty()
            && of_type(&session, "DocumentReference").is_empty()
    );
    hold_everything(&session);
}

#[test]
fn a_guardian_signs_for_a_child() {
    let mut session = finished();
    session.guardian = Some(contact(
        "Lucía García",
        "+1 317 555 0143",
        Relationship::LegalGuardian,
    ));
    let guardian = &of_type(&session, "RelatedPerson")[0];

    assert_eq!(
        guardian["request"]["url"], "RelatedPerson/lucia",
        "she is on file"
    );
    assert_eq!(
        of_type(&session, "Consent")[0]["resource"]["performer"][0]["reference"],
        "RelatedPerson/lucia"
    );
    assert_eq!(
        of_type(&session, "Provenance")[0]["resource"]["agent"][0]["who"]["reference"],
        "RelatedPerson/lucia"
    );
}

#[test]
fn one_person_in_two_roles_is_one_person() {
    let mut session = finished();
    let pedro = contact("Pedro García", "+1 317 555 0188", Relationship::Parent);
    let person = session.person.as_mut().unwrap();
    person.emergency_contact = Some(pedro.clone());
    person.guarantor = Some(Guarantor::Other(pedro));
    let people = of_type(&session, "RelatedPerson");
    let new = &people[1]["resource"];

    assert_eq!(people[0]["request"]["url"], "RelatedPerson/lucia");
    assert_eq!(
        people[0]["resource"]["active"], false,
        "nobody's emergency contact any more"
    );
    assert_eq!(people.len(), 2);
    assert_eq!(new["name"], json!([{ "text": "Pedro García" }]));
    let codes: Vec<&Value> = new["relationship"]
        .as_array()
        .unwrap()
        .iter()
        .map(|concept| &concept["coding"][0]["code"])
        .collect();
    assert_eq!(codes, ["PRN", "C", "GUAR"]);
    hold_everything(&session);
}

#[test]
fn a_corrected_number_of_the_emergency_contact_stays_with_her() {
    let mut session = finished();
    session
        .person
        .as_mut()
        .unwrap()
        .emergency_contact
        .as_mut()
        .unwrap()
        .phone = Some(Phone::on_file("+1 317 555 0149"));
    let lucia_now = &of_type(&session, "RelatedPerson")[0]["resource"];
    let mut expected = lucia();
    expected["telecom"][0]["value"] = json!("+1 317 555 0149");

    assert_eq!(lucia_now, &expected);
    assert!(of_type(&session, "Patient").is_empty());
}

#[test]
fn who_pays_themselves_needs_no_guarantor() {
    let mut session = finished();
    let mut guarantor = lucia();
    guarantor["relationship"].as_array_mut().unwrap().push(json!({ "coding": [{ "system": "http://terminology.hl7.org/CodeSystem/v3-RoleClass", "code": "GUAR" }] }));
    session.dossier.related = records(&[guarantor]);
    session.person_on_file =
        registration::mapping::patient::read(&maria(), &session.dossier.related);
    session.person = session.person_on_file.clone();
    session.person.as_mut().unwrap().guarantor = Some(Guarantor::Myself);

    assert_eq!(
        of_type(&session, "RelatedPerson")[0]["resource"],
        lucia(),
        "only the role is gone"
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
