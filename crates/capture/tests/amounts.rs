//! What the member pays, however a card lists it.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod written;

use capture::CardFields;
use written::{read, value};

/// Primary, specialist, urgent and emergency.
fn copays(fields: &CardFields) -> [Option<&str>; 4] {
    let copays = &fields.copays;

    [&copays.primary, &copays.specialist, &copays.urgent, &copays.emergency].map(|field| value(field.as_ref()))
}

/// The copays of a card that has them in these lines, one below the other.
fn listed(lines: &[&str]) -> CardFields {
    let mut card = vec![(40.0, 100.0, "Member ID: XEH804512097")];
    card.extend(
        lines
            .iter()
            .enumerate()
            .map(|(number, text)| (40.0, 500.0 + 50.0 * number as f32, *text)),
    );

    read(&card)
}

const ALL: [Option<&str>; 4] = [Some("$30"), Some("$55"), Some("$65"), Some("$100")];

#[test]
fn a_heading_over_persons_numbers_forbids_nothing() {
    let fields = read(&[
        (40.0, 100.0, "Member ID: XEH804512097"),
        (700.0, 321.0, "No."),
        (871.0, 321.0, "OV"),
        (1177.0, 321.0, "$0"),
        (871.0, 380.0, "SPEC"),
        (1154.0, 380.0, "$30"),
    ]);

    assert_eq!(copays(&fields)[..2], [Some("$0"), Some("$30")]);
}

#[test]
fn a_panel_with_amounts_first_stands_beside_a_line_with_labels_first() {
    let fields = read(&[
        (40.0, 100.0, "Member ID: XEH804512097"),
        (937.0, 468.0, "$15 Office"),
        (937.0, 530.0, "$55 Specialist"),
        (40.0, 590.0, "Deductible: $1,500 / $3,000"),
        (937.0, 590.0, "$70 Urgent Care"),
        (937.0, 650.0, "$200 ER"),
    ]);

    assert_eq!(copays(&fields), [Some("$15"), Some("$55"), Some("$70"), Some("$200")]);
    assert_eq!(value(fields.deductible.as_ref()), Some("$1,500"));
}

#[test]
fn a_label_in_two_languages_is_one() {
    let fields = read(&[
        (40.0, 100.0, "Member ID / ID del miembro"),
        (40.0, 140.0, "6521527490"),
        (40.0, 240.0, "Member / Miembro"),
        (40.0, 280.0, "Nathaniel Mulligan"),
        (40.0, 500.0, "PCP $25"),
        (300.0, 500.0, "Specialist / Especialista $75"),
    ]);

    assert_eq!(copays(&fields)[..2], [Some("$25"), Some("$75")]);
    assert_eq!(value(fields.member_id.as_ref()), Some("6521527490"));
    assert_eq!(value(fields.subscriber_name.as_ref()), Some("Nathaniel Mulligan"));
}

#[test]
fn all_stand_in_one_line() {
    for line in [
        "PCP $30 Specialist $55 Urgent $65 ER $100",
        "Office visit $30, Specialist $55, Urgent care $65, Emergency room $100",
        "PCP: $30 | Spec: $55 | UC: $65 | ER: $100",
        "PCP/SPEC/UC/ER $30/$55/$65/$100",
        "PCP/SPEC/UC/ER: $30/55/65/100",
        "PCPISPEC/UC/ER $30/$55/$65/$100",
        "$30/$55/$65/$100 PCP/SPEC/UC/ER",
        "OV $30 / SP $55 / UC $65 / ER $100",
        "Copays: Office visit $30 Spec $55 Urgent care $65 ER copay waived if admitted $100",
    ] {
        assert_eq!(copays(&listed(&[line])), ALL, "{line}");
    }
}

#[test]
fn the_amount_stands_before_what_it_is_for() {
    assert_eq!(
        copays(&listed(&["$30 PCP / $55 Specialist", "$65 Urgent / $100 Emerg. Room"])),
        ALL
    );
    assert_eq!(copays(&listed(&["$30 Office Visit"])), [Some("$30"), None, None, None]);

    let fields = read(&[
        (40.0, 100.0, "Member ID: XEH804512097"),
        (40.0, 500.0, "$20 PCP"),
        (400.0, 500.0, "$35 Spec Visit"),
        (900.0, 500.0, "$90 Emergency Room"),
    ]);
    assert_eq!(copays(&fields), [Some("$20"), Some("$35"), None, Some("$90")]);
}

#[test]
fn an_amount_far_behind_its_label_and_near_the_next_is_its_own() {
    let fields = read(&[
        (40.0, 100.0, "Member ID: XEH804512097"),
        (318.0, 528.0, "UrgCare"),
        (663.0, 528.0, "$50 ER Visit"),
        (1141.0, 528.0, "$250"),
    ]);

    assert_eq!(copays(&fields), [None, None, Some("$50"), Some("$250")]);
}

#[test]
fn an_amount_that_was_not_read_leaves_its_label_empty() {
    assert_eq!(
        copays(&listed(&["$30 PCP / Specialist", "$65 Urgent"])),
        [Some("$30"), None, Some("$65"), None]
    );
    assert_eq!(copays(&listed(&["PCP/SPEC/UC/ER $30/$55/$65"])), [None; 4]);
}

#[test]
fn an_amount_is_no_part_of_its_label() {
    let fields = listed(&[
        "Primary Care Visit $5",
        "Specialist Visits $15",
        "Urgent Care Center $0",
    ]);

    assert_eq!(copays(&fields), [Some("$5"), Some("$15"), Some("$0"), None]);
}

#[test]
fn every_payer_has_its_own_words() {
    for (label, place) in [
        ("PCP Visit", 0),
        ("Primary Care Visit", 0),
        ("Dr. Visit", 0),
        ("Office", 0),
        ("OV", 0),
        ("Specialty Care", 1),
        ("Spec Visit", 1),
        ("Urgent Care Center", 2),
        ("UrgCare", 2),
        ("Emergency Dept", 3),
        ("Emer Room", 3),
        ("Emerg. Room", 3),
        ("ER Copay", 3),
    ] {
        let fields = listed(&[&format!("{label} $40")]);
        let mut wanted = [None; 4];
        wanted[place] = Some("$40");

        assert_eq!(copays(&fields), wanted, "{label}");
    }
}

#[test]
fn words_may_stand_between_a_label_and_its_amount() {
    let fields = listed(&[
        "PCP wisit copay: $30",
        "Specialist In-Network $55",
        "ER (waived) per visit $100",
    ]);

    assert_eq!(copays(&fields), [Some("$30"), Some("$55"), None, Some("$100")]);
}

#[test]
fn what_strangers_charge_is_not_asked_for() {
    let fields = listed(&["Specialist Out-of-Network 40%"]);

    assert_eq!(copays(&fields), [None; 4]);
}

#[test]
fn a_share_and_nothing_are_amounts() {
    let fields = listed(&[
        "PCP No charge",
        "Specialist 20%",
        "Urgent care $0",
        "ER $250 after deductible",
    ]);

    assert_eq!(copays(&fields), [Some("$0"), Some("20%"), Some("$0"), Some("$250")]);
    assert_eq!(value(fields.deductible.as_ref()), None);
}

#[test]
fn a_table_has_its_own_network_first() {
    let fields = read(&[
        (40.0, 100.0, "Member ID: XEH804512097"),
        (700.0, 400.0, "In-Network"),
        (950.0, 400.0, "Out"),
        (400.0, 450.0, "Office"),
        (700.0, 450.0, "$30"),
        (950.0, 450.0, "40%"),
        (400.0, 500.0, "Deductible"),
        (700.0, 500.0, "$500"),
        (950.0, 500.0, "$1,000"),
    ]);

    assert_eq!(value(fields.copays.primary.as_ref()), Some("$30"));
    assert_eq!(value(fields.deductible.as_ref()), Some("$500"));
}

#[test]
fn one_person_and_the_family_share_a_line() {
    for line in [
        "Deductible (Ind/Fam): $500/$1,000",
        "Ded Ind/Fam $500/$1,000",
        "Annual Deductible Ind/Fam: $500 / $1,000",
        "Deductible: Ind $500 Fam $1,000",
    ] {
        let fields = listed(&[line]);

        assert_eq!(value(fields.deductible.as_ref()), Some("$500"), "{line}");
        assert_eq!(value(fields.deductible_family.as_ref()), Some("$1,000"), "{line}");
    }
}

#[test]
fn a_leaning_card_keeps_an_amount_beside_its_label() {
    let fields = read(&[
        (40.0, 239.0, "Subscriber Number:"),
        (1050.0, 251.0, "$50"),
        (670.0, 257.0, "Urgent"),
        (40.0, 283.0, "U9251727622"),
    ]);

    assert_eq!(value(fields.copays.urgent.as_ref()), Some("$50"));
    assert_eq!(value(fields.member_id.as_ref()), Some("U9251727622"));
}

#[test]
fn a_person_and_a_family_have_rows_below_the_heading() {
    let fields = read(&[
        (40.0, 100.0, "Member ID: XEH804512097"),
        (700.0, 100.0, "Deductible"),
        (700.0, 150.0, "Individual"),
        (1000.0, 150.0, "$750"),
        (40.0, 155.0, "Group: 83-7745"),
        (700.0, 200.0, "Family"),
        (1000.0, 200.0, "$1,500"),
        (700.0, 260.0, "Out-of-Pocket"),
        (700.0, 310.0, "Individual"),
        (1000.0, 310.0, "$3,750"),
        (700.0, 360.0, "Family"),
        (1000.0, 360.0, "$7,500"),
    ]);

    assert_eq!(value(fields.deductible.as_ref()), Some("$750"));
    assert_eq!(value(fields.deductible_family.as_ref()), Some("$1,500"));
    assert_eq!(value(fields.out_of_pocket.as_ref()), Some("$3,750"));
    assert_eq!(value(fields.group_number.as_ref()), Some("83-7745"));
}
