//! Who pays, by the name on a card.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod written;

use capture::{Bounds, PayerTable, Word, understand};
use written::{payer_and_plan, sized, sized_line, value};

#[test]
fn a_small_label_beside_the_payers_name_is_not_part_of_it() {
    let card = sized(&[
        (60.0, 60.0, 64.0, "Sierra Vista Health"),
        (700.0, 72.0, 24.0, "Product DentalGuard"),
        (60.0, 240.0, 30.0, "Member ID: 462749783"),
        (60.0, 300.0, 30.0, "Group: 77120"),
    ]);

    assert_eq!(value(card.payer.as_ref()), Some("Sierra Vista Health"));
}

#[test]
fn a_plan_in_smaller_letters_is_not_part_of_the_payers_name() {
    let card = sized(&[
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
    let card = sized(&[
        (60.0, 50.0, 40.0, "Anthem"),
        (60.0, 100.0, 44.0, "BlueCross BlueShield"),
        (60.0, 240.0, 30.0, "Member ID: 462749783"),
    ]);

    assert_eq!(value(card.payer.as_ref()), Some("Anthem BlueCross BlueShield"));
}

#[test]
fn a_name_that_was_read_surely_is_not_changed_into_another() {
    let card = sized(&[
        (60.0, 60.0, 44.0, "Independence Health"),
        (60.0, 240.0, 30.0, "Member ID: 462749783"),
    ]);

    assert_eq!(value(card.payer.as_ref()), Some("Independence Health"));
}

#[test]
fn funds_and_organisations_keep_the_last_word_of_their_name() {
    for name in ["Teamsters Local 529 Benefit Fund", "Golden Valley HMO"] {
        let card = sized(&[(60.0, 60.0, 44.0, name), (60.0, 240.0, 30.0, "Member ID: 462749783")]);

        assert_eq!(value(card.payer.as_ref()), Some(name));
    }
}

#[test]
fn a_sentence_is_no_payer() {
    let card = sized(&[
        (60.0, 60.0, 40.0, "Not insurance. See back for details."),
        (60.0, 240.0, 30.0, "Member ID: 462749783"),
    ]);

    assert_eq!(value(card.payer.as_ref()), None);
}

#[test]
fn a_heading_is_no_payer_though_a_programme_is_called_alike() {
    let card = sized(&[
        (60.0, 60.0, 40.0, "Medical"),
        (60.0, 240.0, 30.0, "Member ID: 462749783"),
    ]);

    assert_eq!(payer_and_plan(&card), (None, None));

    let card = sized(&[
        (60.0, 60.0, 40.0, "Medi-Cal"),
        (60.0, 240.0, 30.0, "Member ID: 462749783"),
    ]);

    assert_eq!(value(card.payer.as_ref()), Some("Medi-Cal"));
}

#[test]
fn a_heading_is_no_payer() {
    let card = sized(&[
        (60.0, 60.0, 40.0, "Your copays"),
        (60.0, 240.0, 30.0, "Member ID: 462749783"),
        (60.0, 300.0, 30.0, "Group: 77120"),
    ]);

    assert_eq!(value(card.payer.as_ref()), None);
}

#[test]
fn what_a_logo_leaves_before_the_payers_name_is_not_read_as_part_of_it() {
    for speck in ["ul]", "sil", "lll", "WwW", "re)", "%&"] {
        let known = sized(&[
            (60.0, 60.0, 60.0, &format!("{speck} Harvard Pilgrim Health Care")),
            (60.0, 240.0, 30.0, "Member ID: 462749783"),
        ]);
        let unknown = sized(&[
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
    let fields = sized(&[
        (60.0, 60.0, 90.0, "lll"),
        (300.0, 70.0, 60.0, "Health"),
        (60.0, 240.0, 30.0, "Member ID: 462749783"),
        (60.0, 500.0, 30.0, "RUTH ODELL"),
    ]);

    assert_eq!(value(fields.payer.as_ref()), None);
}

#[test]
fn a_plan_in_larger_letters_is_not_taken_for_the_payer() {
    let fields = sized(&[
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
fn a_name_that_goes_on_is_not_cut_where_the_table_ends() {
    for name in [
        "BlueCross BlueShield of Otter Creek",
        "Meridian Family Care",
        "Quartz Select Insurance",
        "Sutter Health Insurance",
    ] {
        let fields = sized(&[(60.0, 60.0, 44.0, name), (60.0, 240.0, 30.0, "Member ID: 462749783")]);

        assert_eq!(value(fields.payer.as_ref()), Some(name));
    }
}

#[test]
fn an_employer_is_no_payer() {
    let fields = sized(&[
        (60.0, 60.0, 34.0, "Otter Creek Benefit Partners"),
        (60.0, 130.0, 44.0, "FULLER FOODS INC"),
        (60.0, 260.0, 30.0, "Member ID: 462749783"),
    ]);

    assert_eq!(value(fields.payer.as_ref()), Some("Otter Creek Benefit Partners"));
}

#[test]
fn a_name_in_a_wide_type_is_read_to_its_end() {
    let mut words = Vec::new();
    sized_line(&mut words, 60.0, 300.0, 30.0, "Member Name");

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
fn a_known_name_may_be_made_of_words_that_labels_have() {
    let card = sized(&[
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
fn who_underwrites_a_card_and_its_issuers_number_are_not_its_payer() {
    let card = sized(&[
        (60.0, 60.0, 44.0, "UnitedHealthcare"),
        (480.0, 70.0, 27.0, "Health Plan (80840) 911-87726-04"),
        (60.0, 240.0, 30.0, "Member ID: 462749783"),
        (560.0, 720.0, 28.0, "Underwritten by Lakeland Insurance Co."),
    ]);

    assert_eq!(value(card.payer.as_ref()), Some("UnitedHealthcare"));
}

#[test]
fn a_name_on_two_lines_is_whole_where_only_the_second_says_what_it_is() {
    let card = sized(&[
        (180.0, 60.0, 40.0, "TrueNorth"),
        (180.0, 112.0, 40.0, "Community Care"),
        (60.0, 240.0, 30.0, "Member ID: 462749783"),
        (60.0, 300.0, 30.0, "Group: 77120"),
    ]);

    assert_eq!(value(card.payer.as_ref()), Some("TrueNorth Community Care"));
}

#[test]
fn an_employer_in_smaller_letters_above_is_no_part_of_it() {
    let card = sized(&[
        (180.0, 70.0, 24.0, "Quarrystone"),
        (180.0, 112.0, 40.0, "Community Care"),
        (60.0, 240.0, 30.0, "Member ID: 462749783"),
        (60.0, 300.0, 30.0, "Group: 77120"),
    ]);

    assert_eq!(value(card.payer.as_ref()), Some("Community Care"));
}

#[test]
fn the_second_line_of_a_name_may_be_a_plans_name_by_itself() {
    let card = sized(&[
        (206.0, 70.0, 44.0, "Community"),
        (208.0, 128.0, 44.0, "Health Choice"),
        (868.0, 102.0, 32.0, "Bronze Elite Saver"),
        (60.0, 280.0, 30.0, "Member ID: 462749783"),
    ]);

    assert_eq!(
        payer_and_plan(&card),
        (Some("Community Health Choice"), Some("Bronze Elite Saver"))
    );
}

#[test]
fn a_speck_before_a_known_name_does_not_make_it_another() {
    let mut words = Vec::new();
    sized_line(&mut words, 56.0, 60.0, 60.0, "O SCAN Health Plan");
    words[0].confidence = 0.83;
    sized_line(&mut words, 60.0, 250.0, 30.0, "Member No. S09271609");

    assert_eq!(
        value(understand(&words, PayerTable::built_in()).payer.as_ref()),
        Some("SCAN Health Plan")
    );
}

#[test]
fn the_second_line_of_a_name_may_be_nothing_but_what_the_company_is() {
    let card = sized(&[
        (740.0, 60.0, 44.0, "Allegiance Benefit"),
        (740.0, 116.0, 44.0, "Plan Management"),
        (60.0, 62.0, 32.0, "Consumer Choice HSA"),
        (60.0, 240.0, 30.0, "Member ID: 462749783"),
    ]);

    assert_eq!(
        payer_and_plan(&card),
        (Some("Allegiance Benefit Plan Management"), Some("Consumer Choice HSA"))
    );
}

#[test]
fn the_line_that_says_more_does_not_stand_without_the_other() {
    let payer = |first: (f32, &str), second: (f32, &str)| {
        let card = sized(&[
            (first.0, 70.0, 47.0, first.1),
            (second.0, 136.0, 47.0, second.1),
            (60.0, 260.0, 30.0, "Member ID: 462749783"),
        ]);

        value(card.payer.as_ref()).map(str::to_owned)
    };

    assert_eq!(
        payer((270.0, "Sheet Metal"), (270.0, "Workers Health Fund")).as_deref(),
        Some("Sheet Metal Workers Health Fund")
    );
    assert_eq!(
        payer((840.0, "Old Dominion"), (892.0, "Mutual Aid")).as_deref(),
        Some("Old Dominion Mutual Aid"),
        "both end at the same place"
    );
    assert_eq!(
        payer((340.0, "Blue Cross Blue"), (340.0, "Shield of North Dakota")).as_deref(),
        Some("Blue Cross Blue Shield of North Dakota"),
        "parted where no word of it ends"
    );
}

#[test]
fn a_stroke_before_small_letters_is_a_capital() {
    let card = sized(&[
        (60.0, 60.0, 47.0, "lronbridge Benefits"),
        (60.0, 260.0, 30.0, "Member ID: 462749783"),
    ]);

    assert_eq!(value(card.payer.as_ref()), Some("Ironbridge Benefits"));
}

#[test]
fn a_speck_of_the_logo_does_not_part_the_name_from_its_first_word() {
    let mut words = Vec::new();
    sized_line(&mut words, 65.0, 38.0, 33.0, "$Xe");
    sized_line(&mut words, 164.0, 54.0, 41.0, "Dean");
    sized_line(&mut words, 280.0, 50.0, 44.0, "Health Plan");
    sized_line(&mut words, 60.0, 250.0, 30.0, "Member No. S09271609");

    assert_eq!(
        value(understand(&words, PayerTable::built_in()).payer.as_ref()),
        Some("Dean Health Plan")
    );
}
