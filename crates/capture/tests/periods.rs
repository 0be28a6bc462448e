//! From when and until when a card is good.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod written;

use written::{read, value};

/// Both days of a card that has these lines beside what every card has.
fn days(lines: &[(f32, f32, &str)]) -> (Option<String>, Option<String>) {
    let card = [
        (40.0, 100.0, "Member ID: XEH804512097"),
        (40.0, 160.0, "Name: GRACE WILLIAMS"),
    ];
    let fields = read(&[&card, lines].concat());
    let day = |field| value(field).map(str::to_owned);

    (day(fields.effective_date.as_ref()), day(fields.expiry_date.as_ref()))
}

fn are(begins: Option<&str>, ends: Option<&str>, line: &str) {
    let (begins, ends) = (begins.map(str::to_owned), ends.map(str::to_owned));

    assert_eq!(days(&[(40.0, 240.0, line)]), (begins, ends), "{line}");
}

#[test]
fn the_last_day_has_many_names() {
    for label in [
        "Expires:",
        "Exp Date:",
        "Expiration Date",
        "Valid thru",
        "Valid Through:",
        "Coverage ends",
        "End Date:",
        "Term Date:",
    ] {
        are(None, Some("2026-12-31"), &format!("{label} 12/31/2026"));
    }
}

#[test]
fn a_period_has_two_days() {
    for period in [
        "01/01/2026 - 12/31/2026",
        "01/01/2026-12/31/2026",
        "01/01/2026 to 12/31/2026",
        "01/01/2026 thru 12/31/2026",
    ] {
        are(
            Some("2026-01-01"),
            Some("2026-12-31"),
            &format!("Coverage Period: {period}"),
        );
        are(Some("2026-01-01"), Some("2026-12-31"), &format!("Effective: {period}"));
    }
}

#[test]
fn a_month_is_good_to_its_end() {
    are(None, Some("2027-02-28"), "Expires: 02/2027");
    are(None, None, "Expires: 13/2027");
}

#[test]
fn the_days_of_two_labels_stay_apart() {
    let seen = days(&[
        (40.0, 240.0, "Effective 01/01/2026"),
        (40.0, 300.0, "Expires 12/31/2026"),
    ]);
    assert_eq!(seen, (Some("2026-01-01".to_owned()), Some("2026-12-31".to_owned())));

    let above = days(&[
        (40.0, 240.0, "Effective"),
        (400.0, 240.0, "Expires"),
        (40.0, 280.0, "01/01/2026"),
        (400.0, 280.0, "12/31/2026"),
    ]);
    assert_eq!(above, (Some("2026-01-01".to_owned()), Some("2026-12-31".to_owned())));
}

#[test]
fn a_card_that_names_one_day_has_no_last_one() {
    are(Some("2026-01-01"), None, "Effective: 01/01/2026");
    are(Some("2026-01-01"), None, "Effective: 01/01/2026 Dental $20");
}
