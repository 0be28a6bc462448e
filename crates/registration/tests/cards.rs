//! What a card says against what is on file: told, never refused.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use jiff::civil::date;
use registration::discrepancy::Discrepancy::{Expired, Group, Member, Name, NotYet, Payer};
use registration::discrepancy::{Discrepancy, dependant_number, discrepancies, relation};
use registration::insurance::{Card, InsuranceAnswer, Relation};
use registration::mapping::{coverage, patient, record};
use registration::person::Relationship;
use registration::private::Text;
use registration::session::{DeskNote, Session};
use serde_json::{Value, json};

use support::*;

/// The card that María has on file, held up on the day of the visit.
fn on_file() -> Card {
    let session = found();
    let mut card = session.dossier.coverages[0].card.clone();
    card.subscriber = Some(Text::from("MARIA GARCIA LOPEZ"));
    card.read_on = Some(date(2026, 3, 4));

    card
}

#[test]
fn what_differs_is_named_and_what_only_looks_different_is_not() {
    type Change = fn(&mut Card);
    let cases: Vec<(&str, &[Discrepancy], Change)> = vec![
        ("the same card", &[], |_| {}),
        ("its number with spaces", &[], |card| {
            card.member_id = Text::from("xeh 804 512 097");
        }),
        ("with a suffix for the person", &[], |card| {
            card.member_id = Text::from("XEH804512097-01");
        }),
        ("another number", &[Member { nearly: false }], |card| {
            card.member_id = Text::from("XEH911000111");
        }),
        ("a number misread", &[Member { nearly: true }], |card| {
            card.member_id = Text::from("XEH8O45l2097");
        }),
        ("another group", &[Group], |card| {
            card.group_number = Some(Text::from("0099-1111"));
        }),
        ("no group on the card", &[], |card| card.group_number = None),
        ("the payer's name in short", &[], |card| {
            card.payer = "EVERGREEN".to_owned();
        }),
        ("the payer's name in its legal form", &[], |card| {
            card.payer = "The Evergreen Health Insurance Co.".to_owned();
        }),
        ("another payer", &[Payer], |card| {
            card.payer = "Lakeshore Health".to_owned();
            card.member_id = Text::from("LKS1");
            card.group_number = Some(Text::from("1"));
        }),
        ("a dental card beside the medical one", &[], |card| {
            card.payer = "Lakeshore Dental".to_owned();
            card.member_id = Text::from("D77");
        }),
        ("somebody else's name", &[Name], |card| {
            card.subscriber = Some(Text::from("PETER SCHMIDT"));
        }),
        ("her sister's name", &[Name], |card| {
            card.subscriber = Some(Text::from("LUCIA GARCIA"));
        }),
        ("no name", &[], |card| card.subscriber = None),
        ("her name in other letters", &[], |card| {
            card.subscriber = Some(Text::from("ماريا غارسيا"));
        }),
        ("run out yesterday", &[Expired], |card| {
            card.ends = Some(date(2026, 3, 3));
        }),
        ("good until today", &[], |card| card.ends = Some(date(2026, 3, 4))),
        ("good from tomorrow", &[NotYet], |card| {
            card.starts = Some(date(2026, 3, 5));
        }),
        (
            "everything at once",
            &[Member { nearly: false }, Group, Name, Expired],
            |card| {
                card.member_id = Text::from("XEH911000111");
                card.group_number = Some(Text::from("0099-1111"));
                card.subscriber = Some(Text::from("PETER SCHMIDT"));
                card.ends = Some(date(2025, 12, 31));
            },
        ),
    ];
    for (name, expected, change) in cases {
        let session = found();
        let mut card = on_file();
        change(&mut card);

        assert_eq!(discrepancies(&card, &session), expected, "{name}");
    }
}

#[test]
fn with_nothing_on_file_there_is_nothing_to_differ_from() {
    let mut session = found();
    session.dossier.coverages.clear();

    assert_eq!(discrepancies(&on_file(), &session), []);
}

#[test]
fn coverage_that_has_ended_on_file_is_said_though_the_card_shows_no_day() {
    let mut session = found();
    session.dossier.coverages[0].ends = Some(date(2025, 12, 31));
    let mut card = on_file();
    card.ends = None;
    assert_eq!(discrepancies(&card, &session), [Expired]);

    card.member_id = Text::from("XEH911000111");
    assert_eq!(
        discrepancies(&card, &session),
        [Member { nearly: false }],
        "a new number is a new card"
    );
}

#[test]
fn the_desk_is_told_and_the_registration_goes_out_all_the_same() {
    let mut session = finished();
    let mut card = on_file();
    card.member_id = Text::from("XEH911000111");
    card.subscriber = Some(Text::from("PETER SCHMIDT"));
    session.insurance = Some(InsuranceAnswer::Card {
        card,
        pictures: Vec::new(),
    });
    assert_eq!(
        session.notes(),
        [
            DeskNote::InsuranceChanged,
            DeskNote::InsuranceMemberChanged,
            DeskNote::InsuranceNameDiffers
        ]
    );

    let task = registration::mapping::task::desk(
        &session.notes(),
        &session,
        Some("Patient/maria"),
        None,
        "desk",
        &context(),
    );
    let codes: Vec<&str> = task["input"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|input| input["valueCodeableConcept"]["coding"][0]["code"].as_str())
        .collect();
    assert!(codes.contains(&"insurance-member-changed") && codes.contains(&"insurance-name-differs"));
    let words = task.to_string();
    assert!(
        !words.contains("XEH911000111") && !words.contains("SCHMIDT"),
        "notes name things, never values"
    );
}

/// Noah, whose mother is known and insured.
fn noah() -> Session {
    let mut session = found();
    session.patient = None;
    let resource = json!({
        "resourceType": "Patient", "id": "noah", "birthDate": "2019-05-30",
        "name": [{ "family": "Williams", "given": ["Noah", "James"] }],
    });
    session.person = patient::read(&resource, &[]);
    session.person_on_file.clone_from(&session.person);
    session.dossier.related.clear();
    session.dossier.coverages.clear();
    session.guardian = Some(contact("Grace Williams", "+1 317 555 0161", Relationship::Parent));

    session
}

fn family_card() -> Card {
    Card {
        payer: "Evergreen Health Plan".to_owned(),
        member_id: Text::from("XEH771200345"),
        subscriber: Some(Text::from("GRACE M WILLIAMS")),
        dependants: vec![
            Text::from("01 GRACE WILLIAMS"),
            Text::from("02 NOAH WILLIAMS"),
            Text::from("03 EMMA WILLIAMS"),
        ],
        ..Card::default()
    }
}

#[test]
fn a_child_on_the_mothers_card_is_her_dependant() {
    let session = noah();
    let card = family_card();

    assert_eq!(discrepancies(&card, &session), []);
    assert_eq!(relation(&card, &session), Some(Relation::Child));
    assert!(dependant_number(&card, &session) == Some(Text::from("02")));
}

#[test]
fn whoever_the_card_lists_is_covered_though_nobody_knows_how_they_are_related() {
    let mut session = noah();
    session.guardian = None;
    assert_eq!(relation(&family_card(), &session), Some(Relation::Other));
    assert_eq!(discrepancies(&family_card(), &session), [], "the card lists them");

    let mut alone = family_card();
    alone.dependants.clear();
    assert_eq!(relation(&alone, &session), None);
    assert_eq!(discrepancies(&alone, &session), [Name]);
}

#[test]
fn the_subscriber_and_the_relation_reach_the_coverage() {
    let session = noah();
    let mut card = family_card();
    card.relation = relation(&card, &session);
    card.dependant_number = dependant_number(&card, &session);
    card.starts = Some(date(2026, 1, 1));
    let resource = coverage::create(&card, "Patient/noah", ID);
    assert_eq!(resource["relationship"]["coding"][0]["code"], "child");
    assert_eq!(resource["subscriber"], json!({ "display": "GRACE M WILLIAMS" }));
    assert_eq!(resource["dependent"], "02");
    assert_eq!(resource["period"], json!({ "start": "2026-01-01" }));
    let back = coverage::read(&record(resource)).unwrap();
    assert_eq!(back.card.relation, Some(Relation::Child));

    let mut own = on_file();
    own.relation = relation(&own, &found());
    let resource = coverage::create(&own, "Patient/maria", ID);
    assert_eq!(resource["relationship"]["coding"][0]["code"], "self");
    assert_eq!(
        resource["subscriber"],
        json!({ "reference": "Patient/maria", "display": "MARIA GARCIA LOPEZ" })
    );
}

#[test]
fn what_the_desk_has_put_down_about_the_relation_stands() {
    let mut filed = evergreen();
    let before = coverage::read(&record(filed.clone())).unwrap().card;
    let now = Card {
        relation: Some(Relation::Spouse),
        ..before.clone()
    };
    filed["relationship"] = Value::Null;
    let silent = fhir::prune(filed.clone());
    assert_eq!(
        coverage::update(&silent, &before, &now).unwrap()["relationship"]["coding"][0]["code"],
        "spouse"
    );

    filed["relationship"] = json!({ "coding": [{ "code": "injured" }] });
    assert!(coverage::update(&filed, &before, &now).is_none());
}
