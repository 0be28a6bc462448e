#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use capture::aamva::Licence;
use capture::mrz::TravelDocument;
use jiff::civil::date;

use super::scanner::Scanned;
use super::written::as_written;
use super::*;
use crate::screen::clinic::{self, Clinic};
use crate::service::scripted::ScriptedCentral;

/// Types on a real keyboard as a person does: nobody else waits for a pause after each key.
fn typed(state: &mut State, words: &str, core: &Core) {
    for letter in words.chars() {
        let key = if letter == ' ' { Key::Space } else { Key::Char(letter) };
        assert!(matches!(state.typed(key, core), Action::Run(_)));
        paused(state, core);
    }
}

/// Types at once, as a scanner does.
fn scanned(state: &mut State, text: &str, core: &Core) -> Action<Message> {
    for letter in text.chars() {
        state.typed(
            match letter {
                '\n' => Key::Done,
                ' ' => Key::Space,
                letter => Key::Char(letter),
            },
            core,
        );
    }

    paused(state, core)
}

fn paused(state: &mut State, core: &Core) -> Action<Message> {
    let newest = state.scanner.newest();

    state.update(Message::KeysPaused(newest), core)
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
    for _ in 1..registration::identity::MISSES_ALLOWED {
        assert!(matches!(answered(&mut state, Ok(None), core), Action::None));
        assert!(state.missed && state.place == Place::Name);
        assert_eq!(state.name.value("family"), "García-López");
        assert!(matches!(state.update(Message::Confirmed, core), Action::Run(_)));
    }
    assert!(clinic.central.told().is_empty());
    assert!(matches!(answered(&mut state, Ok(None), core), Action::Run(_)));
    assert_eq!(clinic.central.told(), [DeskNote::IdentityNotFound]);
    for _ in 0..2 {
        assert!(matches!(state.update(Message::BackPressed, core), Action::None));
        assert!(matches!(state.update(Message::Confirmed, core), Action::None));
        assert!(matches!(state.update(Message::CodeWanted, core), Action::None));
        assert!(matches!(state.typed(Key::Char('a'), core), Action::None));
    }
    assert_eq!(
        clinic.central.asked(),
        ["find", "find", "find", "desk"],
        "the third miss stays"
    );
    assert!(state.view(core).back.is_none());
    let action = state.update(Message::DeskTold, core);

    assert!(matches!(action, Action::End(Outcome::SeeDesk(SeeDesk::NotFound))));
}

#[tokio::test]
async fn a_central_that_is_away_is_no_miss_and_holds_nobody_up() {
    let clinic = Clinic::with(ScriptedCentral::default());
    let core = &clinic.core;
    let (mut state, _) = asked(core);
    answered(&mut state, Err(Unanswered), core);
    assert_eq!(state.place, Place::Unanswered);

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
    assert!(matches!(scanned(&mut state, "K7P-2QX\n", core), Action::Run(_)));

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
        state.update(
            Message::Seen(Seen::Scanned(Box::new(Scanned::Licence(Box::new(licence))))),
            core
        ),
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

/// The specimen of ICAO 9303 part 4, or one of somebody with a single name.
fn passport(name: &str, birth: &str) -> Box<TravelDocument> {
    let check = |field: &str| {
        let sum: u32 = field
            .bytes()
            .zip([7, 3, 1].into_iter().cycle())
            .map(|(letter, weight)| {
                weight
                    * match letter {
                        b'0'..=b'9' => u32::from(letter - b'0'),
                        b'A'..=b'Z' => u32::from(letter - b'A') + 10,
                        _ => 0,
                    }
            })
            .sum();
        format!("{field}{}", sum % 10)
    };
    let (number, birth, expiry) = (check("L898902C3"), check(birth), check("310415"));
    let optional = check("<<<<<<<<<<<<<<");
    let whole = check(&format!("{number}{birth}{expiry}{optional}"));
    let last = whole.chars().last().unwrap();
    let zone = format!(
        "{:<<44}\n{number}UTO{birth}F{expiry}{optional}{last}",
        format!("P<UTO{name}")
    );

    Box::new(capture::mrz::parse(&zone, date(2026, 11, 23)).unwrap())
}

#[tokio::test]
async fn a_passport_is_proof_as_a_licence_is() {
    let clinic = Clinic::with(ScriptedCentral::default());
    let core = &clinic.core;
    let (mut state, _) = State::new(core);
    state.show(Place::Scan);
    let seen = Scanned::Travel(passport("GARCIA<LOPEZ<<MARIA<ELENA", "850412"));
    let action = state.update(Message::Seen(Seen::Scanned(Box::new(seen))), core);
    assert!(matches!(action, Action::Run(_)));
    match &state.guess {
        Some(Guess::Name { name, birth_date }) => {
            assert_eq!(name.full(), "Maria Garcia Lopez");
            assert_eq!(birth_date.date(), date(1985, 4, 12));
        }
        _ => panic!("another guess"),
    }
    let found = clinic::found(clinic::maria(), None, Proof::Told);

    match answered(&mut state, Ok(Some(found)), core) {
        Action::Next(Answer::Found(found)) => assert_eq!(found.proof, Proof::Document),
        _ => panic!("nobody is found"),
    }
}

#[tokio::test]
async fn one_name_in_a_passport_is_one_name_here() {
    let clinic = Clinic::with(ScriptedCentral::default());
    let core = &clinic.core;
    let (mut state, _) = State::new(core);
    state.on_scanned(Scanned::Travel(passport("SUKARNO", "680214")), core);

    match &state.guess {
        Some(Guess::Name { name, .. }) => assert!(name.full() == "Sukarno" && name.given.is_none()),
        _ => panic!("another guess"),
    }
}

#[tokio::test]
async fn a_birth_date_that_a_passport_does_not_know_is_asked_and_nothing_is_proven() {
    let clinic = Clinic::with(ScriptedCentral::default());
    let core = &clinic.core;
    let (mut state, _) = State::new(core);
    state.on_scanned(Scanned::Travel(passport("HADDAD<<LAYLA", "9007<<")), core);
    assert_eq!((state.place, state.told), (Place::Birth, Some(Told::NoBirthDate)));
    assert!(state.guess.is_none() && state.proof.is_none());
    typed(&mut state, "07211990", core);
    state.update(Message::Confirmed, core);
    state.update(Message::Confirmed, core);

    assert!(matches!(&state.guess, Some(Guess::Name { name, .. }) if name.full() == "Layla Haddad"));
    assert!(state.proof.is_none());
}

#[tokio::test]
async fn a_digital_health_card_proves_nobodys_identity() {
    let clinic = Clinic::with(ScriptedCentral::default());
    let core = &clinic.core;
    for by_camera in [true, false] {
        let (mut state, _) = State::new(core);
        let card = "shc:/56762909524320603460292437404460";
        if by_camera {
            state.show(Place::Scan);
            let seen = Scanned::HealthCard(card.to_owned());
            state.update(Message::Seen(Seen::Scanned(Box::new(seen))), core);
        } else {
            scanned(&mut state, card, core);
        }
        assert_eq!((state.place, state.told), (Place::Birth, Some(Told::HealthCard)));
        assert!(state.guess.is_none() && state.proof.is_none() && state.camera.is_none());
        let page = state.view(core);
        let words = page.problem.map(|problem| problem.text).unwrap_or_default();
        assert!(words.contains("insurance") && words.contains("later"), "{words}");
    }
    assert!(clinic.central.asked().is_empty());
}

#[tokio::test]
async fn starting_over_does_not_begin_the_count_anew() {
    let clinic = Clinic::with(ScriptedCentral::default());
    let core = &clinic.core;
    for _ in 0..2 {
        let (mut state, _) = asked(core);
        assert!(matches!(answered(&mut state, Ok(None), core), Action::None));
    }
    let (mut state, _) = asked(core);
    answered(&mut state, Ok(None), core);

    assert!(state.sent_away);
}

#[test]
fn it_fits_every_screen_and_look() {
    use crate::screen::insurance::bench::{draw, everywhere, misfits};

    let mut wrong = Vec::new();
    for (name, mut core) in everywhere() {
        core.services.camera = Some(std::sync::Arc::new(capture::PictureCamera::from_bytes(Vec::new())));
        let core = &core;
        let (mut state, _) = State::new(core);
        let mut check = |state: &State, page: &str| {
            let items = draw(core, state.view(core), &format!("find-{page}-{name}"));
            wrong.extend(misfits(core, &items, &format!("{page}-{name}")));
        };
        check(&state, "birth");
        state.told = Some(Told::HealthCard);
        check(&state, "birth-health-card");
        state.show(Place::OtherWays);
        check(&state, "other-ways");
        state.show(Place::Scan);
        check(&state, "scan");
        state.camera_waits = true;
        check(&state, "scan-nothing");
        state.show(Place::Code);
        state.told = Some(Told::Unreadable);
        check(&state, "code-unreadable");
        state.show(Place::Name);
        state.told = Some(Told::Unreadable);
        check(&state, "name-unreadable");
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
