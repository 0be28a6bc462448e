#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use jiff::civil::date;

use super::*;
use crate::screen::clinic::{self, Clinic};
use crate::service::scripted::ScriptedCentral;

fn typed(state: &mut State, words: &str, core: &Core) {
    for letter in words.chars() {
        let key = if letter == ' ' { Key::Space } else { Key::Char(letter) };
        assert!(matches!(state.typed(key, core), Action::None));
    }
}

/// Types birth date and name, up to the question to central.
fn asked(core: &Core) -> (State, Action<Message>) {
    let (mut state, _) = State::new(core);
    typed(&mut state, "04121985", core);
    state.update(Message::Confirmed, core);
    assert_eq!(state.place, Place::Name);
    typed(&mut state, "María", core);
    state.update(Message::Name(fields::Message::Focused(1)), core);
    typed(&mut state, "García-López", core);
    let action = state.update(Message::Confirmed, core);

    (state, action)
}

fn answered(state: &mut State, answer: Result<Option<Found>, Unanswered>, core: &Core) -> Action<Message> {
    let asked = state.asked;

    state.update(Message::Answered(asked, answer.map(|found| found.map(Box::new))), core)
}

#[tokio::test]
async fn birth_date_and_name_find_the_visit() {
    let clinic = Clinic::with(ScriptedCentral::default());
    let (mut state, action) = asked(&clinic.core);
    assert!(matches!(action, Action::Run(_)));
    assert_eq!(clinic.central.asked(), ["find"]);
    match &state.guess {
        Some(Guess::Name { birth_date, name }) => {
            assert_eq!(birth_date.date(), date(1985, 4, 12));
            assert_eq!(name.full(), "María García-López");
        }
        _ => panic!("another guess"),
    }
    let found = clinic::found(clinic::maria(), None, Proof::Told);

    assert!(matches!(
        answered(&mut state, Ok(Some(found)), &clinic.core),
        Action::Next(Answer::Found(_))
    ));
}

#[tokio::test]
async fn a_miss_keeps_what_was_typed_and_the_third_goes_to_the_desk() {
    let clinic = Clinic::with(ScriptedCentral::default());
    let core = &clinic.core;
    let (mut state, _) = asked(core);
    for _ in 1..MISSES_ALLOWED {
        assert!(matches!(answered(&mut state, Ok(None), core), Action::None));
        assert!(state.missed && state.place == Place::Name);
        assert_eq!(state.name.value("family"), "García-López");
        assert!(matches!(state.update(Message::Confirmed, core), Action::Run(_)));
    }
    assert!(clinic.central.told().is_empty());
    assert!(matches!(answered(&mut state, Ok(None), core), Action::Run(_)));
    assert_eq!(clinic.central.told(), [DeskNote::IdentityNotFound]);
    let action = state.update(Message::DeskTold, core);

    assert!(matches!(action, Action::End(Outcome::SeeDesk(SeeDesk::NotFound))));
}

#[tokio::test]
async fn a_central_that_is_away_is_no_miss_and_holds_nobody_up() {
    let clinic = Clinic::with(ScriptedCentral::default());
    let core = &clinic.core;
    let (mut state, _) = asked(core);
    answered(&mut state, Err(Unanswered), core);
    assert_eq!((state.place, state.misses), (Place::Unanswered, 0));

    assert!(matches!(state.update(Message::AgainPressed, core), Action::Run(_)));
    answered(&mut state, Err(Unanswered), core);
    match state.update(Message::Confirmed, core) {
        Action::Next(Answer::New(person)) => assert_eq!(person.name.full(), "María García-López"),
        _ => panic!("they are held up"),
    }
}

#[tokio::test]
async fn an_answer_to_a_question_that_was_taken_back_changes_nothing() {
    let clinic = Clinic::with(ScriptedCentral::default());
    let core = &clinic.core;
    let (mut state, _) = asked(core);
    let asked = state.asked;
    assert!(matches!(state.update(Message::BackPressed, core), Action::None));
    let found = clinic::found(clinic::maria(), None, Proof::Told);

    let late = state.update(Message::Answered(asked, Ok(Some(Box::new(found)))), core);
    assert!(matches!(late, Action::None));
    assert_eq!(state.search, Search::Idle);
}

#[tokio::test]
async fn a_scanner_types_a_code_into_whichever_page_is_shown() {
    let clinic = Clinic::with(ScriptedCentral::default());
    let core = &clinic.core;
    let (mut state, _) = State::new(core);
    state.update(Message::BirthKey(Key::Char('0')), core);
    typed(&mut state, "K7P-2QX", core);
    assert!(matches!(state.typed(Key::Done, core), Action::Run(_)));

    assert!(matches!(&state.guess, Some(Guess::Code(code)) if code.as_str() == "K7P-2QX"));
    assert_eq!(
        state.boxes.value(Part::Month),
        "0",
        "the digits of the code are not a birth date"
    );
}

#[tokio::test]
async fn a_licence_is_proof_and_brings_the_address_along() {
    let clinic = Clinic::with(ScriptedCentral::default());
    let core = &clinic.core;
    let (mut state, _) = State::new(core);
    state.show(Place::Scan);
    let licence = Licence {
        family_name: "GARCIA-LOPEZ".to_owned(),
        given_names: "MARIA ELENA".to_owned(),
        birth_date: date(1985, 4, 12),
        sex: None,
        address: Some("1402 MAPLE STREET".to_owned()),
        city: Some("SPRINGFIELD".to_owned()),
        state: Some("IL".to_owned()),
        postal_code: Some("62704".to_owned()),
        document_number: None,
        issue_date: None,
        expiry_date: None,
        issuer: None,
        version: 10,
        truncated: false,
    };
    assert!(matches!(
        state.update(Message::Seen(Seen::Licence(Box::new(licence))), core),
        Action::Run(_)
    ));
    match &state.guess {
        Some(Guess::Name { name, .. }) => assert_eq!(
            name.full(),
            "Maria Garcia-Lopez",
            "records often hold the first name only"
        ),
        _ => panic!("another guess"),
    }
    let found = clinic::found(clinic::maria(), None, Proof::Told);
    match answered(&mut state, Ok(Some(found)), core) {
        Action::Next(Answer::Found(found)) => assert_eq!(found.proof, Proof::Document),
        _ => panic!("nobody is found"),
    }

    let address = state.address.take().unwrap();
    assert_eq!(address.street.reveal(), "1402 Maple Street");
}

#[test]
fn somebody_new_is_not_looked_up() {
    let clinic = Clinic::with(ScriptedCentral::default());
    let core = &clinic.core;
    let (mut state, _) = State::new(core);
    state.update(Message::NewWanted, core);
    typed(&mut state, "02141968", core);
    state.update(Message::Confirmed, core);
    state.update(Message::OneNamePressed, core);
    typed(&mut state, "Sukarno", core);
    match state.update(Message::Confirmed, core) {
        Action::Next(Answer::New(person)) => {
            assert_eq!(person.name.full(), "Sukarno");
            assert!(person.name.given.is_none());
        }
        _ => panic!("they are held up"),
    }
    assert!(clinic.central.asked().is_empty());
}

#[test]
fn a_name_with_digits_is_not_taken_and_half_a_code_neither() {
    let clinic = Clinic::with(ScriptedCentral::default());
    let core = &clinic.core;
    let (mut state, _) = State::new(core);
    state.update(Message::NewWanted, core);
    typed(&mut state, "02141968", core);
    state.update(Message::Confirmed, core);
    typed(&mut state, "R2D2", core);
    state.update(Message::Name(fields::Message::Focused(1)), core);
    typed(&mut state, "Robot", core);
    assert!(matches!(state.update(Message::Confirmed, core), Action::None));
    assert!(state.name.refuses("given"));

    state.update(Message::CodeWanted, core);
    for letter in "k7p2".chars() {
        state.update(Message::Code(fields::Message::Pressed(Key::Char(letter))), core);
    }
    assert_eq!(state.code.value("code"), "K7P-2");
    assert!(matches!(state.update(Message::Confirmed, core), Action::None));
    assert!(state.code.refuses("code"));
}

#[test]
fn names_in_capitals_are_written_as_usual() {
    assert_eq!(as_written("O'CONNOR-LEE"), "O'Connor-Lee");
    assert_eq!(grouped("k7p"), "k7p");
    assert_eq!(grouped("K7P-2QX9"), "K7P-2QX");
}
