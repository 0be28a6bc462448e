//! Names on a card: of who pays, of the plan, of the person; and dates and telephones beside them.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use capture::{Bounds, CardFields, Field, PayerTable, Word, understand};

/// A line of text at a place: `height` pixels high, its letters about half as wide.
fn line(words: &mut Vec<Word>, x: f32, y: f32, height: f32, text: &str) {
    let mut left = x;

    for part in text.split(' ') {
        let width = part.chars().count() as f32 * height * 0.55;
        words.push(Word {
            text: part.to_owned(),
            confidence: 0.95,
            bounds: Bounds::new(left, y, width, height),
        });
        left += width + height * 0.4;
    }
}

fn read(lines: &[(f32, f32, f32, &str)]) -> CardFields {
    let mut words = Vec::new();

    for (x, y, height, text) in lines {
        line(&mut words, *x, *y, *height, text);
    }

    understand(&words, PayerTable::built_in())
}

fn value(field: Option<&Field>) -> Option<&str> {
    field.map(|field| field.value.as_str())
}

fn payer_and_plan(fields: &CardFields) -> (Option<&str>, Option<&str>) {
    (value(fields.payer.as_ref()), value(fields.plan.as_ref()))
}

#[test]
fn a_small_label_beside_the_payers_name_is_not_part_of_it() {
    let card = read(&[
        (60.0, 60.0, 64.0, "Sierra Vista Health"),
        (700.0, 72.0, 24.0, "Product DentalGuard"),
        (60.0, 240.0, 30.0, "Member ID: 462749783"),
        (60.0, 300.0, 30.0, "Group: 77120"),
    ]);

    assert_eq!(value(card.payer.as_ref()), Some("Sierra Vista Health"));
}

#[test]
fn a_small_label_in_the_payers_line_announces_the_plan() {
    let card = read(&[
        (60.0, 60.0, 44.0, "BrightSmile Dental"),
        (560.0, 72.0, 24.0, "Plan Name: DentalGuard Preferred"),
        (60.0, 240.0, 30.0, "Member ID: 462749783"),
    ]);

    assert_eq!(
        payer_and_plan(&card),
        (Some("BrightSmile Dental"), Some("DentalGuard Preferred"))
    );
}

#[test]
fn a_plan_in_smaller_letters_is_not_part_of_the_payers_name() {
    let card = read(&[
        (60.0, 60.0, 44.0, "Meridian Benefit Partners"),
        (700.0, 72.0, 30.0, "Network POS"),
        (60.0, 240.0, 30.0, "Member ID: 462749783"),
    ]);

    assert_eq!(
        payer_and_plan(&card),
        (Some("Meridian Benefit Partners"), Some("Network POS"))
    );
}

#[test]
fn a_name_on_two_lines_is_whole_though_the_second_is_a_name_by_itself() {
    let card = read(&[
        (60.0, 50.0, 40.0, "Anthem"),
        (60.0, 100.0, 44.0, "BlueCross BlueShield"),
        (60.0, 240.0, 30.0, "Member ID: 462749783"),
    ]);

    assert_eq!(value(card.payer.as_ref()), Some("Anthem BlueCross BlueShield"));
}

#[test]
fn a_name_that_was_read_surely_is_not_changed_into_another() {
    let card = read(&[
        (60.0, 60.0, 44.0, "Independence Health"),
        (60.0, 240.0, 30.0, "Member ID: 462749783"),
    ]);

    assert_eq!(value(card.payer.as_ref()), Some("Independence Health"));
}

#[test]
fn funds_and_organisations_keep_the_last_word_of_their_name() {
    for name in ["Teamsters Local 529 Benefit Fund", "Golden Valley HMO"] {
        let card = read(&[(60.0, 60.0, 44.0, name), (60.0, 240.0, 30.0, "Member ID: 462749783")]);

        assert_eq!(value(card.payer.as_ref()), Some(name));
    }
}

#[test]
fn the_name_of_a_network_is_no_plan() {
    let card = read(&[
        (60.0, 60.0, 44.0, "Kaiser Permanente"),
        (60.0, 240.0, 30.0, "Member ID: 462749783"),
        (60.0, 500.0, 30.0, "Network: National Choice"),
    ]);

    assert_eq!(payer_and_plan(&card), (Some("Kaiser Permanente"), None));
}

#[test]
fn a_sentence_is_no_payer() {
    let card = read(&[
        (60.0, 60.0, 40.0, "Not insurance. See back for details."),
        (60.0, 240.0, 30.0, "Member ID: 462749783"),
    ]);

    assert_eq!(value(card.payer.as_ref()), None);
}

#[test]
fn a_heading_is_no_payer_though_a_programme_is_called_alike() {
    let card = read(&[
        (60.0, 60.0, 40.0, "Medical"),
        (60.0, 240.0, 30.0, "Member ID: 462749783"),
    ]);

    assert_eq!(payer_and_plan(&card), (None, None));

    let card = read(&[
        (60.0, 60.0, 40.0, "Medi-Cal"),
        (60.0, 240.0, 30.0, "Member ID: 462749783"),
    ]);

    assert_eq!(value(card.payer.as_ref()), Some("Medi-Cal"));
}

#[test]
fn a_heading_is_no_payer() {
    let card = read(&[
        (60.0, 60.0, 40.0, "Your copays"),
        (60.0, 240.0, 30.0, "Member ID: 462749783"),
        (60.0, 300.0, 30.0, "Group: 77120"),
    ]);

    assert_eq!(value(card.payer.as_ref()), None);
}

#[test]
fn what_a_logo_leaves_before_the_payers_name_is_not_read_as_part_of_it() {
    for speck in ["ul]", "sil", "lll", "WwW", "re)", "%&"] {
        let known = read(&[
            (60.0, 60.0, 60.0, &format!("{speck} Harvard Pilgrim Health Care")),
            (60.0, 240.0, 30.0, "Member ID: 462749783"),
        ]);
        let unknown = read(&[
            (60.0, 60.0, 60.0, &format!("{speck} Otter Creek Mutual")),
            (60.0, 240.0, 30.0, "Member ID: 462749783"),
        ]);

        assert_eq!(
            value(known.payer.as_ref()),
            Some("Harvard Pilgrim Health Care"),
            "{speck}"
        );
        assert_eq!(value(unknown.payer.as_ref()), Some("Otter Creek Mutual"), "{speck}");
    }
}

#[test]
fn a_logo_alone_is_no_payer() {
    let fields = read(&[
        (60.0, 60.0, 90.0, "lll"),
        (300.0, 70.0, 60.0, "Health"),
        (60.0, 240.0, 30.0, "Member ID: 462749783"),
        (60.0, 500.0, 30.0, "RUTH ODELL"),
    ]);

    assert_eq!(value(fields.payer.as_ref()), None);
}

#[test]
fn a_plan_in_larger_letters_is_not_taken_for_the_payer() {
    let fields = read(&[
        (420.0, 60.0, 44.0, "Giveback HMO"),
        (40.0, 300.0, 40.0, "Otter Creek"),
        (90.0, 370.0, 30.0, "Health"),
        (420.0, 240.0, 30.0, "Member ID: 462749783"),
    ]);

    assert_eq!(
        payer_and_plan(&fields),
        (Some("Otter Creek Health"), Some("Giveback HMO"))
    );
}

#[test]
fn the_plan_stands_beside_the_payer_or_below() {
    let cases = [
        ("Cigna", "Open Access Plus"),
        ("Cigna", "LocalPlus"),
        ("Sunshine Health", "Medicaid MMA"),
        ("TRICARE", "TRICARE Young Adult Prime"),
        ("Kaiser Permanente", "Senior Advantage"),
        ("Humana", "Humana Gold Choice PFFS"),
        ("UnitedHealthcare", "Charter Balanced"),
        ("Otter Creek Mutual", "Confident Choice"),
        ("Otter Creek Mutual", "Dual Complete H0000-407 (HMO-POS)"),
        ("Otter Creek Mutual", "Gold 80 EPO"),
    ];

    for (payer, plan) in cases {
        let beside = read(&[
            (60.0, 60.0, 50.0, payer),
            (760.0, 65.0, 34.0, plan),
            (60.0, 260.0, 30.0, "Member ID: 462749783"),
        ]);
        let below = read(&[
            (60.0, 60.0, 50.0, payer),
            (60.0, 150.0, 34.0, plan),
            (60.0, 260.0, 30.0, "Member ID: 462749783"),
        ]);

        assert_eq!(payer_and_plan(&beside), (Some(payer), Some(plan)));
        assert_eq!(payer_and_plan(&below), (Some(payer), Some(plan)));
    }
}

#[test]
fn a_plan_right_behind_the_payers_name_is_parted_from_it() {
    let known = read(&[
        (60.0, 60.0, 44.0, "Presbyterian Health Plan BlueOptions 03559"),
        (60.0, 240.0, 30.0, "Member ID: 462749783"),
    ]);
    let unknown = read(&[
        (60.0, 60.0, 44.0, "Otter Creek Health Gold 80 HMO"),
        (60.0, 240.0, 30.0, "Member ID: 462749783"),
    ]);

    assert_eq!(
        payer_and_plan(&known),
        (Some("Presbyterian Health Plan"), Some("BlueOptions 03559"))
    );
    assert_eq!(
        payer_and_plan(&unknown),
        (Some("Otter Creek Health"), Some("Gold 80 HMO"))
    );
}

#[test]
fn a_name_that_goes_on_is_not_cut_where_the_table_ends() {
    for name in [
        "BlueCross BlueShield of Otter Creek",
        "Meridian Family Care",
        "Quartz Select Insurance",
        "Sutter Health Insurance",
    ] {
        let fields = read(&[(60.0, 60.0, 44.0, name), (60.0, 240.0, 30.0, "Member ID: 462749783")]);

        assert_eq!(value(fields.payer.as_ref()), Some(name));
    }
}

#[test]
fn what_else_stands_on_a_card_is_no_plan() {
    for text in [
        "A Medicare Health Plan with Prescription Drug Coverage",
        "In Network Out of Network",
        "Preventive care covered in full",
        "Fuller Freight LLC",
        "Enrollment Code 112",
        "No Referral Required",
    ] {
        let fields = read(&[
            (60.0, 60.0, 50.0, "Humana"),
            (60.0, 170.0, 30.0, text),
            (60.0, 260.0, 30.0, "Member ID: 462749783"),
        ]);

        assert_eq!(payer_and_plan(&fields), (Some("Humana"), None), "{text}");
    }
}

#[test]
fn a_service_in_a_plans_name_is_part_of_it() {
    let beside = read(&[
        (60.0, 60.0, 50.0, "Oscar"),
        (60.0, 200.0, 30.0, "Plan: Silver Simple PCP Saver"),
        (800.0, 200.0, 30.0, "OV $40"),
        (60.0, 260.0, 30.0, "Member ID: 462749783"),
    ]);
    let below = read(&[
        (60.0, 200.0, 30.0, "Member ID"),
        (600.0, 200.0, 30.0, "Plan"),
        (60.0, 250.0, 30.0, "462749783"),
        (600.0, 250.0, 30.0, "Direct Primary"),
    ]);

    assert_eq!(value(beside.plan.as_ref()), Some("Silver Simple PCP Saver"));
    assert_eq!(value(beside.copays.primary.as_ref()), Some("$40"));
    assert_eq!(value(below.plan.as_ref()), Some("Direct Primary"));
}

#[test]
fn an_employer_is_no_payer() {
    let fields = read(&[
        (60.0, 60.0, 34.0, "Otter Creek Benefit Partners"),
        (60.0, 130.0, 44.0, "FULLER FOODS INC"),
        (60.0, 260.0, 30.0, "Member ID: 462749783"),
    ]);

    assert_eq!(value(fields.payer.as_ref()), Some("Otter Creek Benefit Partners"));
}

#[test]
fn a_name_in_a_wide_type_is_read_to_its_end() {
    let mut words = Vec::new();
    line(&mut words, 60.0, 300.0, 30.0, "Member Name");

    for (x, width, text) in [(67.0, 211.0, "ROBERT"), (329.0, 99.0, "KIM"), (481.0, 95.0, "lII")] {
        words.push(Word {
            text: text.to_owned(),
            confidence: 0.95,
            bounds: Bounds::new(x, 345.0, width, 37.0),
        });
    }

    assert_eq!(
        value(understand(&words, PayerTable::built_in()).subscriber_name.as_ref()),
        Some("ROBERT KIM III")
    );
}

#[test]
fn a_person_without_a_label_is_found_near_the_members_number() {
    let above = read(&[
        (60.0, 60.0, 50.0, "AvMed"),
        (60.0, 220.0, 36.0, "RUTH T ODELL JR"),
        (60.0, 300.0, 34.0, "Member #: 106649910-73"),
    ]);
    let below = read(&[
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
    let fields = read(&[
        (60.0, 60.0, 50.0, "AvMed"),
        (60.0, 300.0, 34.0, "Member #: 106649910-73"),
        (60.0, 360.0, 34.0, "PCP: Robert Odell MD"),
        (60.0, 420.0, 34.0, "Paul Fuller Freight LLC"),
    ]);

    assert_eq!(value(fields.subscriber_name.as_ref()), None);
}

#[test]
fn numbers_of_ten_digits_are_not_all_telephones() {
    let fields = read(&[
        (60.0, 60.0, 50.0, "AvMed"),
        (60.0, 200.0, 34.0, "Member ID 8775550142"),
        (60.0, 260.0, 34.0, "Issuer (80840) 9140461101"),
        (60.0, 320.0, 34.0, "Health Plan (80840) 911-87726-04"),
        (60.0, 400.0, 34.0, "RxBIN 610014 RxPCN 9999"),
    ]);
    let with_one = read(&[
        (60.0, 200.0, 34.0, "Member ID 106649910-73"),
        (60.0, 320.0, 34.0, "Member Services (888) 555-0142"),
    ]);

    assert_eq!(value(fields.phone.as_ref()), None);
    assert_eq!(value(with_one.phone.as_ref()), Some("(888) 555-0142"));
}

#[test]
fn medicare_tells_since_when_beside_the_part() {
    let fields = read(&[
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
        let fields = read(&[
            (60.0, 200.0, 34.0, "Member ID 106649910-73"),
            (60.0, 320.0, 34.0, &format!("{label} 01/15/2026")),
        ]);

        assert_eq!(value(fields.effective_date.as_ref()), Some("2026-01-15"), "{label}");
    }
}

#[test]
fn an_amount_stands_in_the_row_of_its_label_and_not_in_the_next_columns() {
    let card = read(&[
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
    let card = read(&[
        (60.0, 40.0, 52.0, "Aetna"),
        (60.0, 160.0, 30.0, "ID# 878124963861"),
        (60.0, 225.0, 30.0, "Group: 7982401-12-39864"),
        (60.0, 295.0, 30.0, "01 Olivia D Nakamura"),
        (60.0, 340.0, 30.0, "02 Marcus Nakamura"),
    ]);

    assert_eq!(value(card.subscriber_name.as_ref()), Some("Olivia D Nakamura"));
}

#[test]
fn a_known_name_may_be_made_of_words_that_labels_have() {
    let card = read(&[
        (60.0, 60.0, 44.0, "Physicians Health Plan"),
        (720.0, 70.0, 30.0, "Full PPO Savings"),
        (60.0, 240.0, 30.0, "Member ID: 462749783"),
    ]);

    assert_eq!(
        payer_and_plan(&card),
        (Some("Physicians Health Plan"), Some("Full PPO Savings"))
    );
}

#[test]
fn the_heads_of_a_table_take_no_amounts() {
    let card = read(&[
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
fn who_underwrites_a_card_and_its_issuers_number_are_not_its_payer() {
    let card = read(&[
        (60.0, 60.0, 44.0, "UnitedHealthcare"),
        (480.0, 70.0, 27.0, "Health Plan (80840) 911-87726-04"),
        (60.0, 240.0, 30.0, "Member ID: 462749783"),
        (560.0, 720.0, 28.0, "Underwritten by Lakeland Insurance Co."),
    ]);

    assert_eq!(value(card.payer.as_ref()), Some("UnitedHealthcare"));
}

#[test]
fn a_heading_beside_a_label_is_no_name() {
    let card = read(&[
        (60.0, 60.0, 44.0, "Prairie Mutual"),
        (60.0, 200.0, 26.0, "SUBSCRIBER NAME:"),
        (490.0, 200.0, 26.0, "Your copays"),
        (60.0, 250.0, 29.0, "EMILY SCHNEIDER"),
        (60.0, 310.0, 26.0, "MEMBER ID: 462749783"),
    ]);

    assert_eq!(value(card.subscriber_name.as_ref()), Some("EMILY SCHNEIDER"));
}
