//! A registration as it is sent: the card, the documents, the people around the patient.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use registration::consent::Decision;
use registration::insurance::InsuranceAnswer;
use registration::mapping::transaction::BASE;
use registration::person::{Guarantor, Phone, Relationship};
use registration::private::Text;
use serde_json::{Value, json};
use support::entries::{hold_everything, of_type};
use support::{contact, eventful, evergreen, finished, lucia, maria, records};

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
    assert_eq!(coverage["resource"]["contained"][0]["name"], "Lakeshore Health");
    assert_eq!(coverage["resource"]["identifier"][1]["value"], "LKS55120934");
    assert_eq!(
        pictures[0]["resource"]["content"][0]["attachment"]["url"],
        binaries[0]["fullUrl"]
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
    assert_eq!(of_type(&session, "Coverage")[0]["request"]["method"], "POST");
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
    assert_eq!(consent["resource"]["sourceReference"]["reference"], copy["fullUrl"]);
    assert_eq!(consent["resource"]["category"][1]["coding"][0]["version"], "2026-01");
    assert_eq!(
        copy["resource"]["content"][0]["attachment"]["contentType"],
        "application/pdf"
    );
    assert_eq!(
        copy["resource"]["relatesTo"][0],
        json!({ "code": "signs", "target": { "reference": "DocumentReference/d1" } })
    );
    assert_eq!(
        copy["resource"]["identifier"][1]["value"].as_str().unwrap().len(),
        64,
        "SHA-256"
    );
    assert_eq!(
        provenance["request"]["method"], "PUT",
        "R4's Provenance has no identifier"
    );
    assert_eq!(provenance["resource"]["target"][0]["reference"], consent["fullUrl"]);
    assert_eq!(signature["who"]["reference"], "Patient/maria");
    let drawing = String::from_utf8(STANDARD.decode(signature["data"].as_str().unwrap()).unwrap()).unwrap();
    assert!(
        drawing.contains("viewBox=\"0 0 3000 1000\"") && drawing.contains("M300 200L1500 500M2100 700h1"),
        "{drawing}"
    );
}

#[test]
fn a_declined_document_is_on_record_without_a_signature() {
    let mut session = finished();
    session.consents[0].decision = Decision::Declined;
    let consent = &of_type(&session, "Consent")[0]["resource"];

    assert_eq!(
        (consent["status"].as_str(), consent["provision"]["type"].as_str()),
        (Some("rejected"), Some("deny"))
    );
    assert_eq!(consent["sourceReference"]["reference"], "DocumentReference/d1");
    assert!(of_type(&session, "Provenance").is_empty() && of_type(&session, "DocumentReference").is_empty());
    hold_everything(&session);
}

#[test]
fn a_guardian_signs_for_a_child() {
    let mut session = finished();
    session.guardian = Some(contact("Lucía García", "+1 317 555 0143", Relationship::LegalGuardian));
    let guardian = &of_type(&session, "RelatedPerson")[0];

    assert_eq!(guardian["request"]["url"], "RelatedPerson/lucia", "she is on file");
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
    guarantor["relationship"].as_array_mut().unwrap().push(
        json!({ "coding": [{ "system": "http://terminology.hl7.org/CodeSystem/v3-RoleClass", "code": "GUAR" }] }),
    );
    session.dossier.related = records(&[guarantor]);
    session.person_on_file = registration::mapping::patient::read(&maria(), &session.dossier.related);
    session.person = session.person_on_file.clone();
    session.person.as_mut().unwrap().guarantor = Some(Guarantor::Myself);

    assert_eq!(
        of_type(&session, "RelatedPerson")[0]["resource"],
        lucia(),
        "only the role is gone"
    );
}
