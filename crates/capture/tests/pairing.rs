//! Labels and values by where they stand.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod written;

use capture::{PayerNames, PayerTable, understand};
use written::{line, read, value};

#[test]
fn a_label_stands_to_the_left() {
    let fields = read(&[
        (40.0, 100.0, "Member ID: XEH804512097"),
        (40.0, 160.0, "Group# 0083-7745"),
        (40.0, 220.0, "RxBIN:610279 RxPCN:9999 RxGrp:EVGRX"),
    ]);

    assert_eq!(value(fields.member_id.as_ref()), Some("XEH804512097"));
    assert_eq!(value(fields.group_number.as_ref()), Some("0083-7745"));
    assert_eq!(value(fields.rx_bin.as_ref()), Some("610279"));
    assert_eq!(value(fields.rx_pcn.as_ref()), Some("9999"));
    assert_eq!(value(fields.rx_grp.as_ref()), Some("EVGRX"));
}

#[test]
fn a_label_stands_above() {
    let fields = read(&[
        (40.0, 100.0, "Subscriber ID"),
        (600.0, 100.0, "Group Number"),
        (40.0, 140.0, "W123456789"),
        (600.0, 140.0, "55021"),
    ]);

    assert_eq!(value(fields.member_id.as_ref()), Some("W123456789"));
    assert_eq!(value(fields.group_number.as_ref()), Some("55021"));
}

#[test]
fn copays_stand_in_a_table_either_way_up() {
    let below = read(&[
        (40.0, 100.0, "Member ID 55512345"),
        (40.0, 600.0, "PCP"),
        (300.0, 600.0, "Specialist"),
        (700.0, 600.0, "ER"),
        (40.0, 640.0, "$25"),
        (300.0, 640.0, "$40"),
        (700.0, 640.0, "$250"),
    ]);
    let above = read(&[
        (40.0, 100.0, "Member ID 55512345"),
        (40.0, 600.0, "$25"),
        (300.0, 600.0, "$40"),
        (700.0, 600.0, "$250"),
        (40.0, 640.0, "PCP"),
        (300.0, 640.0, "Specialist"),
        (700.0, 640.0, "ER"),
    ]);

    for fields in [below, above] {
        assert_eq!(value(fields.copays.primary.as_ref()), Some("$25"));
        assert_eq!(value(fields.copays.specialist.as_ref()), Some("$40"));
        assert_eq!(value(fields.copays.emergency.as_ref()), Some("$250"));
        assert_eq!(value(fields.copays.urgent.as_ref()), None);
    }
}

#[test]
fn a_value_far_to_the_right_belongs_to_its_line() {
    let fields = read(&[
        (40.0, 100.0, "Office visit"),
        (900.0, 100.0, "$10"),
        (40.0, 160.0, "Emergency room"),
        (900.0, 160.0, "$90"),
    ]);

    assert_eq!(value(fields.copays.primary.as_ref()), Some("$10"));
    assert_eq!(value(fields.copays.emergency.as_ref()), Some("$90"));
}

#[test]
fn a_number_that_is_not_asked_for_goes_to_nobody() {
    let fields = read(&[
        (40.0, 100.0, "Payer ID 55512"),
        (40.0, 160.0, "DOB 04/12/1985"),
        (40.0, 220.0, "Group"),
    ]);

    assert_eq!(value(fields.member_id.as_ref()), None);
    assert_eq!(value(fields.group_number.as_ref()), None);
    assert_eq!(value(fields.effective_date.as_ref()), None);
}

#[test]
fn the_payer_is_named_on_top_and_spelled_as_the_table_has_it() {
    let mut words = Vec::new();
    line(&mut words, 40.0, 30.0, "Millbrock Union Fund PPO");
    line(&mut words, 40.0, 100.0, "Member ID: XEH804512097");
    let table = PayerTable::default()
        .extended(PayerNames {
            names: vec!["Millbrook Union Fund".to_owned()],
            ..PayerNames::default()
        })
        .unwrap();
    let fields = understand(&words, &table);

    assert_eq!(value(fields.payer.as_ref()), Some("Millbrook Union Fund"));
    assert_eq!(value(fields.plan.as_ref()), Some("PPO"));
    assert_eq!(
        value(understand(&words, PayerTable::built_in()).payer.as_ref()),
        Some("Millbrock Union Fund")
    );
}

#[test]
fn a_medicare_number_is_known_by_its_form() {
    let fields = read(&[
        (40.0, 100.0, "MEDICARE HEALTH INSURANCE"),
        (40.0, 200.0, "1EG4-TE5-MK73"),
    ]);

    assert_eq!(value(fields.mbi.as_ref()), Some("1EG4TE5MK73"));
}

#[test]
fn amounts_in_a_series_belong_to_their_names_in_order() {
    let fields = read(&[
        (40.0, 100.0, "Member ID 555123456"),
        (40.0, 600.0, "PCP/Specialist/ER $20/$40/$250"),
    ]);

    assert_eq!(value(fields.copays.primary.as_ref()), Some("$20"));
    assert_eq!(value(fields.copays.specialist.as_ref()), Some("$40"));
    assert_eq!(value(fields.copays.emergency.as_ref()), Some("$250"));
}

#[test]
fn labels_are_put_together_from_their_parts() {
    for label in [
        "Cert #",
        "Policy No.",
        "Insured ID",
        "Identification Number",
        "Subscriber No.",
        "Member Nbr",
    ] {
        let fields = read(&[(40.0, 100.0, &format!("{label} XEH804512097"))]);

        assert_eq!(value(fields.member_id.as_ref()), Some("XEH804512097"), "{label}");
    }
}

#[test]
fn a_number_without_a_label_is_a_guess_and_says_so() {
    let fields = read(&[
        (40.0, 100.0, "Name: GRACE WILLIAMS"),
        (40.0, 200.0, "XEH804512097"),
        (40.0, 300.0, "Group: 55021"),
    ]);

    assert!(fields.member_id.is_some_and(|field| field.confidence < 0.6));
}

#[test]
fn a_payers_number_is_no_members() {
    let fields = read(&[
        (40.0, 100.0, "Name: GRACE WILLIAMS"),
        (40.0, 200.0, "ID 55512"),
        (40.0, 300.0, "Group: 55021"),
    ]);

    assert_eq!(value(fields.member_id.as_ref()), None);
}

#[test]
fn the_family_is_known_by_its_numbers() {
    let fields = read(&[
        (40.0, 100.0, "Member ID XEH804512097"),
        (40.0, 160.0, "Subscriber: GRACE WILLIAMS 01"),
        (240.0, 200.0, "NOAH WILLIAMS 02"),
        (240.0, 240.0, "RUTH WILLIAMS 03"),
    ]);
    let names: Vec<&str> = fields.dependants.iter().map(|name| name.value.as_str()).collect();

    assert_eq!(names, ["NOAH WILLIAMS", "RUTH WILLIAMS"]);
}

#[test]
fn a_doubtful_word_makes_a_doubtful_field() {
    let mut words = Vec::new();
    line(&mut words, 40.0, 100.0, "Member ID: XEH804512097");
    words[2].confidence = 0.4;

    assert!(understand(&words, PayerTable::built_in()).member_id.unwrap().confidence < 0.45);
}

#[test]
fn labels_may_stand_under_their_values_as_in_a_form() {
    let fields = read(&[
        (40.0, 100.0, "OMAR MORRISON"),
        (700.0, 100.0, "674549944"),
        (40.0, 140.0, "Member Name"),
        (700.0, 140.0, "Member ID"),
        (40.0, 220.0, "585387-038"),
        (700.0, 220.0, "07/01/2026"),
        (40.0, 260.0, "Group"),
        (700.0, 260.0, "Effective"),
        (40.0, 340.0, "610097"),
        (400.0, 340.0, "ADV"),
        (700.0, 340.0, "F6328"),
        (40.0, 380.0, "Rx BIN"),
        (400.0, 380.0, "Rx PCN"),
        (700.0, 380.0, "Rx GRP"),
        (40.0, 460.0, "$30"),
        (400.0, 460.0, "$45"),
        (40.0, 500.0, "Office"),
        (400.0, 500.0, "Specialist"),
    ]);

    assert_eq!(value(fields.subscriber_name.as_ref()), Some("OMAR MORRISON"));
    assert_eq!(value(fields.member_id.as_ref()), Some("674549944"));
    assert_eq!(value(fields.group_number.as_ref()), Some("585387-038"));
    assert_eq!(value(fields.effective_date.as_ref()), Some("2026-07-01"));
    assert_eq!(value(fields.rx_bin.as_ref()), Some("610097"));
    assert_eq!(value(fields.rx_pcn.as_ref()), Some("ADV"));
    assert_eq!(value(fields.rx_grp.as_ref()), Some("F6328"));
    assert_eq!(value(fields.copays.primary.as_ref()), Some("$30"));
    assert_eq!(value(fields.copays.specialist.as_ref()), Some("$45"));
}

#[test]
fn a_wide_number_ends_where_the_next_column_begins() {
    let card = read(&[
        (65.0, 300.0, "Member ID"),
        (270.0, 300.0, "RxPCN"),
        (65.0, 350.0, "64301902649"),
        (270.0, 350.0, "03200000"),
    ]);

    assert_eq!(value(card.member_id.as_ref()), Some("64301902649"));
    assert_eq!(value(card.rx_pcn.as_ref()), Some("03200000"));
}

#[test]
fn what_is_not_read_takes_one_value_only() {
    let fields = read(&[
        (72.0, 300.0, "PHARMACY BIN:"),
        (398.0, 300.0, "610502"),
        (987.0, 330.0, "CMS S9354 014"),
        (72.0, 530.0, "ISSUER:"),
        (398.0, 530.0, "(80840) 6526673422"),
        (72.0, 590.0, "ID:"),
        (398.0, 590.0, "VE3770408"),
    ]);

    assert_eq!(value(fields.member_id.as_ref()), Some("VE3770408"));
}
