//! How sessions end, and the small words that others rely on.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use registration::Outcome;
use registration::consent::{Decision, Signature, fingerprint};
use registration::form::Words;
use registration::mapping::task;
use registration::outcome::SeeDesk;
use registration::session::DeskNote;
use serde_json::json;
use support::{at, found, signed};

#[test]
fn an_outcome_has_the_words_of_the_command_line() {
    for (outcome, words) in [
        (Outcome::CheckedIn, "checked-in"),
        (Outcome::DeskWillConfirm, "desk-will-confirm"),
        (Outcome::SeeDesk(SeeDesk::TooLate), "see-desk(too-late)"),
        (Outcome::HandedOver, "handed-over"),
        (Outcome::Abandoned, "abandoned"),
    ] {
        assert_eq!(outcome.to_string(), words);
    }
    for reason in [
        SeeDesk::NotFound,
        SeeDesk::TooEarly,
        SeeDesk::TooLate,
        SeeDesk::NotToday,
        SeeDesk::NotInPerson,
        SeeDesk::Closed,
        SeeDesk::Staff,
    ] {
        assert_eq!(json!(reason), reason.as_str(), "the same word in a file");
    }
}

#[test]
fn every_note_has_one_code_and_words_for_the_desk() {
    let notes = [
        DeskNote::IdentityNotFound,
        DeskNote::NewPatient,
        DeskNote::WalkIn,
        DeskNote::InsuranceMissing,
        DeskNote::InsuranceChanged,
        DeskNote::SelfPay,
        DeskNote::EligibilityUnknown,
        DeskNote::EligibilityInactive,
        DeskNote::ConsentDeclined,
        DeskNote::ConsentMissing,
        DeskNote::FormsMissing,
        DeskNote::PaysAtDesk,
        DeskNote::PaysLater,
        DeskNote::PaymentUnknown,
        DeskNote::BillUnavailable,
        DeskNote::GuardianNew,
        DeskNote::StepSkipped,
        DeskNote::PrintFailed,
    ];
    let mut words: Vec<&str> = notes.iter().map(|note| task::words(*note)).collect();
    words.sort_unstable();
    words.dedup();

    assert_eq!(words.len(), notes.len());
    for note in notes {
        assert_eq!(json!(note), note.code(), "the same word in a file");
    }
}

#[test]
fn a_signature_stands_under_this_text_these_strokes_and_this_time() {
    let document = found().dossier.consents.remove(0);
    let text = document.text_in("en").unwrap();
    let answer = signed("treatment");
    let original = fingerprint(text, &answer);

    let mut other_text = text.clone();
    other_text.paragraphs[1].push('!');
    let mut moved = text.clone();
    // The same letters, divided otherwise.
    let last = moved.paragraphs.pop().unwrap();
    moved.paragraphs[0].push_str(&last);
    let mut later = answer.clone();
    later.at = at("2026-03-04T14:59:01Z");
    let mut redrawn = answer.clone();
    redrawn.decision = Decision::Accepted(Signature {
        strokes: vec![vec![(0.1, 0.2), (0.5, 0.6)]],
        aspect: 3.0,
    });

    assert_eq!(fingerprint(text, &answer), original);
    assert_ne!(fingerprint(&other_text, &answer), original);
    assert_ne!(fingerprint(&moved, &answer), original);
    assert_ne!(fingerprint(text, &later), original);
    assert_ne!(fingerprint(text, &redrawn), original);
}

#[test]
fn words_fall_back_to_the_resources_own() {
    let words = Words(vec![
        (String::new(), "Yes".to_owned()),
        ("es".to_owned(), "Sí".to_owned()),
    ]);

    assert_eq!((words.get("es"), words.get("ar")), ("Sí", "Yes"));
    assert_eq!(Words::default().get("es"), "");
}
