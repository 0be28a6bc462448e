#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use registration::Record;
use registration::identity::Proof;
use ui::Key;

use super::super::fields;
use super::*;
use crate::screen::clinic::{self, Clinic};

fn clinic(related: Vec<Record>) -> Clinic {
    let mut found = clinic::found(clinic::noah(), None, Proof::Told);
    found.related = related;

    Clinic::with_patient(found)
}

#[test]
fn the_mother_on_file_is_one_touch_away() {
    let clinic = clinic(vec![clinic::grace()]);
    let (mut state, _) = State::new(&clinic.core);

    assert!(
        matches!(state.update(Message::Confirmed, &clinic.core), Action::None),
        "nobody is chosen for them"
    );
    assert!(state.not_chosen);
    state.update(Message::KnownChosen(0), &clinic.core);
    assert!(!state.not_chosen);
    match state.update(Message::Confirmed, &clinic.core) {
        Action::Next(Answer::Guardian(guardian)) => assert_eq!(guardian.name.reveal(), "Grace Williams"),
        _ => panic!("the mother is not taken"),
    }
}

#[test]
fn somebody_else_says_what_they_are_who_they_are_and_how_to_reach_them() {
    let clinic = clinic(vec![clinic::grace()]);
    let (mut state, _) = State::new(&clinic.core);
    state.update(Message::SomebodyElseChosen, &clinic.core);
    state.update(Message::Confirmed, &clinic.core);

    let contact = |message| Message::Contact(message);
    state.update(
        contact(ContactMessage::Chosen(Relationship::LegalGuardian)),
        &clinic.core,
    );
    state.update(contact(ContactMessage::Confirmed), &clinic.core);
    for letter in "Ruth Okafor".chars() {
        let key = if letter == ' ' { Key::Space } else { Key::Char(letter) };
        state.typed(key, &clinic.core);
    }
    state.typed(Key::Done, &clinic.core);
    for digit in "3175550177".chars() {
        state.typed(Key::Char(digit), &clinic.core);
    }
    match state.typed(Key::Done, &clinic.core) {
        Action::Next(Answer::Guardian(guardian)) => {
            assert_eq!(guardian.name.reveal(), "Ruth Okafor");
            assert_eq!(guardian.phone.unwrap().reveal(), "+1 317 555 0177");
            assert_eq!(guardian.relationship, Relationship::LegalGuardian);
        }
        _ => panic!("the guardian is not taken"),
    }
}

#[test]
fn half_a_telephone_number_is_not_taken() {
    let clinic = clinic(Vec::new());
    let (mut state, _) = State::new(&clinic.core);
    let contact = |message| Message::Contact(message);
    state.update(contact(ContactMessage::Chosen(Relationship::Parent)), &clinic.core);
    state.update(contact(ContactMessage::Confirmed), &clinic.core);
    for letter in "Ruth".chars() {
        state.typed(Key::Char(letter), &clinic.core);
    }
    state.update(contact(ContactMessage::Form(fields::Message::Focused(1))), &clinic.core);
    state.typed(Key::Char('3'), &clinic.core);

    assert!(matches!(
        state.update(contact(ContactMessage::Confirmed), &clinic.core),
        Action::None
    ));
}

#[test]
fn where_nobody_is_on_file_back_leaves_the_step() {
    let clinic = clinic(Vec::new());
    let (mut state, _) = State::new(&clinic.core);

    assert!(matches!(
        state.update(Message::Contact(ContactMessage::BackPressed), &clinic.core),
        Action::Back
    ));
}
