//! Names of people on a card, and the dates, numbers and telephones beside them.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod written;

use written::{sized, value};

#[test]
fn a_person_without_a_label_is_found_near_the_members_number() {
    let above = sized(&[
        (60.0, 60.0, 50.0, "AvMed"),
        (60.0, 220.0, 36.0, "RUTH T ODELL JR"),
        (60.0, 300.0, 34.0, "Member #: 106649910-73"),
    ]);
    let below = sized(&[
        (400.0, 60.0, 50.0, "Nevada Medicaid"),
        (60.0, 340.0, 36.0, "State ID: 468758782087"),
        (60.0, 410.0, 36.0, "CARLOS C ODELL"),
    ]);

    assert_eq!(value(above.subscriber_name.as_ref()), Some("RUTH T ODELL JR"));
    assert!(above.subscriber_name.is_some_and(|name| name.confidence < 0.75));
    assert_eq!(value(below.subscriber_name.as_ref()), Some("CARLOS C ODELL"));
}

#[test]
fn a_doctor_and_an_employer_are_not_the_member() {
    let fields = sized(&[
        (60.0, 60.0, 50.0, "AvMed"),
        (60.0, 300.0, 34.0, "Member #: 106649910-73"),
        (60.0, 360.0, 34.0, "PCP: Robert Odell MD"),
        (60.0, 420.0, 34.0, "Paul Fuller Freight LLC"),
    ]);

    assert_eq!(value(fields.subscriber_name.as_ref()), None);
}

#[test]
fn numbers_of_ten_digits_are_not_all_telephones() {
    let fields = sized(&[
        (60.0, 60.0, 50.0, "AvMed"),
        (60.0, 200.0, 34.0, "Member ID 8775550142"),
        (60.0, 260.0, 34.0, "Issuer (80840) 9140461101"),
        (60.0, 320.0, 34.0, "Health Plan (80840) 911-87726-04"),
        (60.0, 400.0, 34.0, "RxBIN 610014 RxPCN 9999"),
    ]);
    let with_one = sized(&[
        (60.0, 200.0, 34.0, "Member ID 106649910-73"),
        (60.0, 320.0, 34.0, "Member Services (888) 555-0142"),
    ]);

    assert_eq!(value(fields.phone.as_ref()), None);
    assert_eq!(value(with_one.phone.as_ref()), Some("(888) 555-0142"));
}

#[test]
fn medicare_tells_since_when_beside_the_part() {
    let fields = sized(&[
        (60.0, 60.0, 60.0, "MEDICARE HEALTH INSURANCE"),
        (60.0, 240.0, 30.0, "Name/Nombre"),
        (60.0, 300.0, 40.0, "RUTH ODELL"),
        (60.0, 400.0, 30.0, "Medicare Number/Numero de Medicare"),
        (60.0, 450.0, 40.0, "1EG4-TE5-MK73"),
        (60.0, 540.0, 30.0, "Entitled to/Con derecho a"),
        (700.0, 540.0, 30.0, "Coverage starts"),
        (60.0, 590.0, 40.0, "HOSPITAL (PART A)"),
        (700.0, 590.0, 40.0, "02-01-2004"),
        (60.0, 650.0, 40.0, "MEDICAL (PART B)"),
        (700.0, 650.0, 40.0, "03-01-2005"),
    ]);

    assert_eq!(value(fields.mbi.as_ref()), Some("1EG4TE5MK73"));
    assert_eq!(value(fields.effective_date.as_ref()), Some("2004-02-01"));
    assert_eq!(value(fields.payer.as_ref()), Some("MEDICARE HEALTH INSURANCE"));
}

#[test]
fn an_effective_date_has_many_labels() {
    for label in [
        "Eff Date:",
        "EFF:",
        "Effective",
        "Coverage starts",
        "Coverage Eff. Date:",
        "Enrollment Effective Date:",
        "Effective From",
        "Begin Date",
    ] {
        let fields = sized(&[
            (60.0, 200.0, 34.0, "Member ID 106649910-73"),
            (60.0, 320.0, 34.0, &format!("{label} 01/15/2026")),
        ]);

        assert_eq!(value(fields.effective_date.as_ref()), Some("2026-01-15"), "{label}");
    }
}

#[test]
fn an_amount_stands_in_the_row_of_its_label_and_not_in_the_next_columns() {
    let card = sized(&[
        (60.0, 40.0, 52.0, "Molina Healthcare"),
        (65.0, 152.0, 32.0, "MEMBER NAME:"),
        (520.0, 174.0, 30.0, "Primary"),
        (995.0, 164.0, 46.0, "$30"),
        (1092.0, 178.0, 37.0, "copay"),
        (65.0, 210.0, 30.0, "Walter Garcia"),
        (520.0, 242.0, 30.0, "Specialist"),
        (995.0, 232.0, 46.0, "$60"),
        (65.0, 275.0, 30.0, "Member ID:"),
        (65.0, 334.0, 30.0, "047653839-01"),
    ]);

    assert_eq!(value(card.copays.primary.as_ref()), Some("$30"));
    assert_eq!(value(card.copays.specialist.as_ref()), Some("$60"));
}

#[test]
fn the_first_of_the_family_is_the_one_whose_card_it_is() {
    let card = sized(&[
        (60.0, 40.0, 52.0, "Aetna"),
        (60.0, 160.0, 30.0, "ID# 878124963861"),
        (60.0, 225.0, 30.0, "Group: 7982401-12-39864"),
        (60.0, 295.0, 30.0, "01 Olivia D Nakamura"),
        (60.0, 340.0, 30.0, "02 Marcus Nakamura"),
    ]);

    assert_eq!(value(card.subscriber_name.as_ref()), Some("Olivia D Nakamura"));
}

#[test]
fn the_heads_of_a_table_take_no_amounts() {
    let card = sized(&[
        (60.0, 60.0, 44.0, "HealthPartners"),
        (60.0, 150.0, 30.0, "Member ID: 462749783"),
        (460.0, 340.0, 30.0, "Network"),
        (655.0, 340.0, 30.0, "Non-Network"),
        (66.0, 404.0, 31.0, "Office"),
        (460.0, 397.0, 43.0, "$35"),
        (655.0, 397.0, 43.0, "$75"),
    ]);

    assert_eq!(value(card.copays.primary.as_ref()), Some("$35"));
}

#[test]
fn a_heading_beside_a_label_is_no_name() {
    let card = sized(&[
        (60.0, 60.0, 44.0, "Prairie Mutual"),
        (60.0, 200.0, 26.0, "SUBSCRIBER NAME:"),
        (490.0, 200.0, 26.0, "Your copays"),
        (60.0, 250.0, 29.0, "EMILY SCHNEIDER"),
        (60.0, 310.0, 26.0, "MEMBER ID: 462749783"),
    ]);

    assert_eq!(value(card.subscriber_name.as_ref()), Some("EMILY SCHNEIDER"));
}

#[test]
fn a_policy_and_group_number_is_the_groups() {
    let card = sized(&[
        (60.0, 200.0, 28.0, "Name"),
        (655.0, 200.0, 28.0, "ID Number"),
        (60.0, 250.0, 34.0, "WHITAKER, AUGUST"),
        (655.0, 250.0, 34.0, "U6087392 51"),
        (60.0, 350.0, 28.0, "Policy/Group No."),
        (60.0, 400.0, 34.0, "EP9174S"),
    ]);

    assert_eq!(value(card.member_id.as_ref()), Some("U6087392 51"));
    assert_eq!(value(card.group_number.as_ref()), Some("EP9174S"));
}

#[test]
fn a_medicare_number_is_known_by_its_form() {
    let fields = sized(&[
        (60.0, 60.0, 60.0, "MEDICARE HEALTH INSURANCE"),
        (60.0, 240.0, 30.0, "Name/Nombre"),
        (60.0, 300.0, 40.0, "RUTH ODELL"),
        // The label was read badly, and two of the zeros as letters.
        (60.0, 400.0, 30.0, "Medicare NumberINimero de Medicare"),
        (60.0, 450.0, 40.0, "7NRO-GPO-KM10"),
        (60.0, 590.0, 40.0, "HOSPITAL (PART A)"),
        (700.0, 590.0, 40.0, "02-01-2004"),
    ]);

    assert_eq!(value(fields.mbi.as_ref()), Some("7NR0GP0KM10"));
    assert_eq!(value(fields.member_id.as_ref()), None);
    assert_eq!(value(fields.effective_date.as_ref()), Some("2004-02-01"));
}

#[test]
fn name_of_somebody_is_one_label() {
    let fields = sized(&[
        (76.0, 232.0, 28.0, "Name of Enrollee:"),
        (77.0, 280.0, 38.0, "GUILLERMO K HOLLOWAY III"),
        (78.0, 348.0, 28.0, "ID Number"),
        (78.0, 396.0, 38.0, "378281665 01"),
    ]);

    assert_eq!(value(fields.subscriber_name.as_ref()), Some("GUILLERMO K HOLLOWAY III"));
}

#[test]
fn medicare_is_the_payer_of_its_number_wherever_the_card_says_so() {
    let fields = sized(&[
        (60.0, 240.0, 30.0, "Name/Nombre"),
        (60.0, 300.0, 40.0, "RUTH ODELL"),
        (60.0, 400.0, 30.0, "Medicare Number/Numero de Medicare"),
        (60.0, 450.0, 40.0, "1EG4-TE5-MK73"),
    ]);

    assert_eq!(value(fields.payer.as_ref()), Some("Medicare"));
}
