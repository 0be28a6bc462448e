#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use registration::identity::Proof;
use registration::person::{Contact, Relationship};

use super::*;
use crate::screen::clinic::{self, Clinic};
use crate::service::scripted::ScriptedCentral;

fn on_file(person: Person, proof: Proof) -> Clinic {
    Clinic::with_patient(clinic::found(person, None, proof))
}

fn newcomer() -> Clinic {
    let mut clinic = Clinic::with(ScriptedCentral::default());
    let person = Person::new(clinic::maria().name, clinic::maria().birth_date);
    Answer::New(person).apply(&mut clinic.core.session);

    clinic
}

fn typed(state: &mut State, words: &str, core: &Core) {
    for letter in words.chars() {
        let key = if letter == ' ' { Key::Space } else { Key::Char(letter) };
        assert!(matches!(state.typed(key, core), Action::None));
    }
}

fn topic(state: &State) -> Option<Topic> {
    state.editor.as_ref().map(Editor::topic)
}

fn answer(action: Action<Message>) -> Person {
    match action {
        Action::Next(Answer::Details(person)) => *person,
        _ => panic!("the step goes on"),
    }
}

#[test]
fn whoever_is_on_file_with_everything_says_yes_once() {
    let clinic = on_file(clinic::maria(), Proof::Told);
    let (mut state, _) = State::new(&clinic.core);
    assert!(state.editor.is_none());
    let person = answer(state.update(Message::Confirmed, &clinic.core));

    assert!(person.guarantor == Some(Guarantor::Myself));
    assert_eq!(person.language.as_deref(), Some("en"), "the language of the screens");
    assert!(person.address == clinic::maria().address);
}

#[test]
fn what_is_on_file_is_masked_until_it_is_proven_who_they_are() {
    let value = |clinic: &Clinic, topic| {
        let (state, _) = State::new(&clinic.core);
        rows::value(&state, topic, &clinic.core).unwrap()
    };
    let told = on_file(clinic::maria(), Proof::Told);
    assert_eq!(value(&told, Topic::Phone), "••• ••• 0142");
    assert_eq!(value(&told, Topic::Email), "m••••@example.org");
    assert!(!value(&told, Topic::Address).contains("1402"));
    assert!(!value(&told, Topic::Emergency).contains("Lucía"));

    let code = on_file(clinic::maria(), Proof::Code);
    assert_eq!(value(&code, Topic::Phone), "+1 317 555 0142");
    assert!(value(&code, Topic::Address).starts_with("1402 Maple Street"));
}

#[test]
fn a_masked_number_is_typed_anew_and_then_shown() {
    let clinic = on_file(clinic::maria(), Proof::Told);
    let core = &clinic.core;
    let (mut state, _) = State::new(core);
    state.update(Message::ChangePressed(Topic::Phone), core);
    match &state.editor {
        Some(Editor::Phone(form)) => assert_eq!(form.value("phone"), "", "the editor gives nothing away"),
        _ => panic!("another editor"),
    }
    typed(&mut state, "3175550188", core);
    state.update(Message::Confirmed, core);

    assert!(state.editor.is_none());
    assert_eq!(rows::value(&state, Topic::Phone, core).unwrap(), "+1 317 555 0188");
    assert_eq!(
        answer(state.update(Message::Confirmed, core)).phone.unwrap().reveal(),
        "+1 317 555 0188"
    );
}

#[test]
fn back_leaves_everything_as_it_was() {
    let clinic = on_file(clinic::maria(), Proof::Told);
    let core = &clinic.core;
    let (mut state, _) = State::new(core);
    state.update(Message::ChangePressed(Topic::Email), core);
    typed(&mut state, "x@y", core);
    state.update(Message::Confirmed, core);
    assert!(state.editor.is_some(), "half an address is not kept");
    state.update(Message::BackPressed, core);

    assert!(state.editor.is_none());
    assert!(answer(state.update(Message::Confirmed, core)).email == clinic::maria().email);
}

#[test]
fn somebody_new_is_asked_one_thing_after_the_other() {
    let clinic = newcomer();
    let core = &clinic.core;
    let (mut state, _) = State::new(core);

    assert_eq!(topic(&state), Some(Topic::Address));
    typed(&mut state, "12 Garden Street", core);
    state.update(Message::Form(fields::Message::Focused(2)), core);
    typed(&mut state, "Springfield", core);
    for expected in ["state", "postal"] {
        state.update(Message::Confirmed, core);
        assert!(matches!(&state.editor, Some(Editor::Address(form)) if form.focused() == expected && !form.refused()));
    }
    state.update(Message::Confirmed, core);

    assert_eq!(topic(&state), Some(Topic::Phone), "whoever has no state is not held up");
    typed(&mut state, "3175550170", core);
    state.update(Message::Confirmed, core);

    assert_eq!(topic(&state), Some(Topic::Emergency), "one way to reach them is enough");
    state.update(Message::NonePressed, core);

    assert_eq!(topic(&state), None, "now they check");
    let person = answer(state.update(Message::Confirmed, core));
    assert!(person.emergency_contact.is_none());
    assert_eq!(person.address.unwrap().street.reveal(), "12 Garden Street");
}

#[test]
fn whoever_has_no_telephone_is_asked_for_an_email() {
    let clinic = newcomer();
    let core = &clinic.core;
    let (mut state, _) = State::new(core);
    state.update(Message::NonePressed, core);
    assert_eq!(topic(&state), Some(Topic::Phone));
    state.update(Message::NonePressed, core);
    assert_eq!(topic(&state), Some(Topic::Email));
    typed(&mut state, "m@example.org", core);
    state.update(Message::Confirmed, core);

    assert_eq!(topic(&state), Some(Topic::Emergency));
    state.update(Message::BackPressed, core);
    assert_eq!(
        topic(&state),
        Some(Topic::Email),
        "back goes through the pages as they came"
    );
}

#[test]
fn what_is_missing_on_file_is_asked_before_yes_counts() {
    let mut person = clinic::maria();
    person.emergency_contact = None;
    let clinic = on_file(person, Proof::Told);
    let core = &clinic.core;
    let (mut state, _) = State::new(core);
    assert_eq!(topic(&state), None, "they see first what we have");
    state.update(Message::Confirmed, core);
    assert_eq!(topic(&state), Some(Topic::Emergency));

    let contact = Contact {
        name: "Lucía".into(),
        phone: None,
        relationship: Relationship::Sibling,
    };
    state.after(Some(Kept::Contact(contact)), core);
    assert_eq!(topic(&state), None);
    assert!(
        answer(state.update(Message::Confirmed, core))
            .emergency_contact
            .is_some()
    );
}

#[test]
fn for_a_child_whoever_came_along_pays_and_is_called() {
    let mut clinic = on_file(clinic::noah(), Proof::Told);
    let grace = registration::mapping::related::read(clinic::grace().resource()).unwrap();
    clinic.core.session.dossier.related = vec![clinic::grace()];
    Answer::Guardian(grace.clone()).apply(&mut clinic.core.session);
    let (mut state, _) = State::new(&clinic.core);

    assert!(
        !rows::value(&state, Topic::Guarantor, &clinic.core)
            .unwrap()
            .contains("Grace"),
        "masked as on file"
    );
    let person = answer(state.update(Message::Confirmed, &clinic.core));
    assert!(person.guarantor == Some(Guarantor::Other(grace.clone())));
    assert!(person.emergency_contact == Some(grace));
}

#[test]
fn every_row_is_on_a_sheet_in_every_look() {
    let mut clinic = on_file(clinic::maria(), Proof::Code);
    for (width, height) in [(1080.0, 1920.0), (1920.0, 1080.0), (768.0, 1366.0)] {
        for text in crate::core::TextSize::ALL {
            for low_reach in [false, true] {
                clinic.core.resize(iced::Size::new(width, height));
                clinic.core.comfort(crate::core::Comfort {
                    text,
                    low_reach,
                    ..Default::default()
                });
                let (state, _) = State::new(&clinic.core);
                let shown: Vec<Topic> = rows::sheets(&state, &clinic.core)
                    .into_iter()
                    .flat_map(|(beside, here)| [beside, here].concat())
                    .collect();
                assert_eq!(shown, Topic::ALL);
            }
        }
    }
}
