//! Whose card it is, and whom else it names.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod written;

use written::{read, value};

#[test]
fn the_first_of_a_numbered_family_is_the_subscriber() {
    let fields = read(&[
        (40.0, 100.0, "Cardholder ID XEH804512097"),
        (40.0, 200.0, "Members"),
        (40.0, 250.0, "01 XIN WHITAKER"),
        (40.0, 300.0, "02 SVEN WHITAKER"),
    ]);

    assert_eq!(value(fields.subscriber_name.as_ref()), Some("XIN WHITAKER"));
    assert_eq!(value(fields.dependants.first()), Some("SVEN WHITAKER"));
}

#[test]
fn a_number_before_a_word_makes_no_family() {
    let fields = read(&[
        (40.0, 100.0, "Cardholder ID XEH804512097"),
        (40.0, 250.0, "01 Open Access"),
        (40.0, 300.0, "Group 83-7745"),
    ]);

    assert_eq!(value(fields.subscriber_name.as_ref()), None);
}

#[test]
fn a_label_in_two_languages_is_no_name() {
    let fields = read(&[
        (40.0, 100.0, "Member Name / Nombre"),
        (40.0, 140.0, "Courtney Ruiz"),
        (40.0, 240.0, "ID Number / Numero de ID"),
        (40.0, 280.0, "925617967"),
        (40.0, 380.0, "Especialista: $40"),
    ]);

    assert_eq!(value(fields.subscriber_name.as_ref()), Some("Courtney Ruiz"));
    assert_eq!(value(fields.member_id.as_ref()), Some("925617967"));
    assert_eq!(value(fields.copays.specialist.as_ref()), Some("$40"));
}

#[test]
fn a_row_of_dots_parts_a_label_from_a_name_though_it_is_not_read() {
    let fields = read(&[
        (40.0, 100.0, "INSURED ID XEH804512097"),
        (40.0, 200.0, "POLICYHOLDERFATIMA D'ANGELO"),
    ]);
    assert_eq!(value(fields.subscriber_name.as_ref()), Some("FATIMA D'ANGELO"));

    let fields = read(&[
        (40.0, 100.0, "INSURED ID XEH804512097"),
        (40.0, 200.0, "CARDHOLDER NAMEMARCUS RAHMAN"),
    ]);
    assert_eq!(value(fields.subscriber_name.as_ref()), Some("MARCUS RAHMAN"));
}

#[test]
fn who_is_covered_is_no_label_for_a_name() {
    let fields = read(&[
        (60.0, 100.0, "Name:"),
        (300.0, 100.0, "PATRICIA K MBEKI"),
        (60.0, 160.0, "Member ID: 636949130"),
        (60.0, 220.0, "Coverage: EMPLOYEE ONLY"),
    ]);

    assert_eq!(value(fields.subscriber_name.as_ref()), Some("PATRICIA K MBEKI"));
}

#[test]
fn a_letter_between_two_words_makes_a_person_of_them() {
    let name = |text: &str| {
        let fields = read(&[(40.0, 100.0, text), (40.0, 150.0, "Member ID 6923 8859 01")]);

        value(fields.subscriber_name.as_ref()).map(str::to_owned)
    };

    assert_eq!(name("Quilla C Sinclair").as_deref(), Some("Quilla C Sinclair"));
    assert_eq!(name("Quilla Sinclair"), None, "it could be anything");
}

#[test]
fn subscriber_and_dependents_in_one_heading() {
    let fields = read(&[
        (40.0, 100.0, "Member ID: 355008293"),
        (40.0, 240.0, "Subscriber & Dependents"),
        (40.0, 290.0, "WINSTON M ERIKSEN"),
        (700.0, 290.0, "00"),
        (40.0, 340.0, "LAMAR ERIKSEN"),
        (700.0, 340.0, "01"),
    ]);

    assert_eq!(value(fields.subscriber_name.as_ref()), Some("WINSTON M ERIKSEN"));
    assert_eq!(fields.dependants.len(), 1);
    assert_eq!(value(fields.dependants.first()), Some("LAMAR ERIKSEN"));
}
