#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use jiff::civil::date;
use registration::Record;
use registration::bill::{Invoice, InvoiceLine, Money};
use registration::identity::Proof;
use serde_json::json;

use super::*;
use crate::screen::clinic::{self, Clinic};
use crate::screen::insurance::bench;

fn dollars(amount: &str) -> Money {
    Money {
        amount: amount.parse().unwrap(),
        currency: "USD".to_owned(),
    }
}

fn invoice(amount: &str) -> Invoice {
    Invoice {
        record: Record::new(json!({ "resourceType": "Invoice", "id": "1" }), None),
        date: Some(date(2026, 10, 4)),
        due: Some(date(2026, 12, 15)),
        total: dollars(amount),
        lines: vec![InvoiceLine {
            text: "Cardiology visit".to_owned(),
            amount: Some(dollars(amount)),
        }],
    }
}

/// María owes twenty dollars.
fn maria_owes() -> Clinic {
    let mut clinic = Clinic::with_patient(clinic::found(clinic::maria(), None, Proof::Told));
    clinic.core.session.dossier.invoices = vec![invoice("20.00")];

    clinic
}

fn link(clinic: &Clinic, minutes: i64) -> PaymentLink {
    PaymentLink {
        task: "Task/link".to_owned(),
        url: "https://pay.example/p/7Q2M4K8ZT6".to_owned(),
        expires: Some(clinic.core.now() + jiff::SignedDuration::from_mins(minutes)),
    }
}

fn drawn(state: &State, core: &Core) -> Vec<ui::Item> {
    fits::drawn(core, state.view(core), Message::BackPressed)
}

/// The screen with the square on it.
fn showing_code(clinic: &Clinic, minutes: i64) -> State {
    let (mut state, _) = State::new(&clinic.core);
    assert!(matches!(
        state.update(Message::PhonePressed, &clinic.core),
        Action::Run(_)
    ));
    let arrived = state.update(Message::LinkArrived(1, Ok(link(clinic, minutes))), &clinic.core);
    assert!(
        matches!(arrived, Action::Keep(Answer::Payment(_), _)),
        "central is asked how the payment stands"
    );

    state
}

fn answered(action: Action<Message>) -> PaymentAnswer {
    match action {
        Action::Next(Answer::Payment(answer)) => answer,
        _ => panic!("the step goes on"),
    }
}

fn heard(state: &mut State, clinic: &Clinic, payment: PaymentState) {
    let _ = state.update(Message::PaymentHeard("Task/link".to_owned(), payment), &clinic.core);
}

#[test]
fn paying_at_the_desk_or_later_is_one_touch() {
    let clinic = maria_owes();
    let (mut state, _) = State::new(&clinic.core);

    let desk = answered(state.update(Message::DeskPressed, &clinic.core));
    assert_eq!(
        desk,
        PaymentAnswer {
            choice: PaymentChoice::Desk,
            state: PaymentState::Waiting,
            task: None
        }
    );
    let later = answered(state.update(Message::LaterPressed, &clinic.core));
    assert_eq!(later.choice, PaymentChoice::Later);
    assert!(clinic.central.asked().is_empty(), "nobody was asked for a link");
}

#[test]
fn whoever_pays_by_phone_is_told_when_the_money_is_there() {
    let clinic = maria_owes();
    let mut state = showing_code(&clinic, 15);
    assert_eq!(clinic.central.asked(), ["payment link"]);
    assert_eq!(state.patience(), 5, "finding a phone takes time");

    heard(&mut state, &clinic, PaymentState::Waiting);
    assert!(matches!(state.place, Place::Code(_)));
    heard(&mut state, &clinic, PaymentState::Paid);
    assert!(matches!(state.place, Place::Paid));

    let answer = answered(state.update(Message::Confirmed, &clinic.core));
    let expected = PaymentAnswer {
        choice: PaymentChoice::Phone,
        state: PaymentState::Paid,
        task: Some("Task/link".to_owned()),
    };
    assert_eq!(answer, expected);
}

#[test]
fn the_square_holds_the_link_and_nothing_else() {
    let clinic = maria_owes();
    let state = showing_code(&clinic, 15);
    let Place::Code(code) = &state.place else {
        panic!("there is a square")
    };

    let expected = paper::qr_matrix("https://pay.example/p/7Q2M4K8ZT6").unwrap();
    assert!(code.matrix == expected, "the link, letter for letter");
    let items = drawn(&state, &clinic.core);
    let square = items.iter().find(|item| item.id == "qr").unwrap();
    assert_eq!(square.value.as_deref(), Some("https://pay.example/p/7Q2M4K8ZT6"));
    assert!(!square.label.contains("María") && !square.label.contains("20"));
}

#[test]
fn a_second_touch_asks_for_no_second_link() {
    let clinic = maria_owes();
    let (mut state, _) = State::new(&clinic.core);

    let _ = state.update(Message::PhonePressed, &clinic.core);
    assert!(matches!(
        state.update(Message::PhonePressed, &clinic.core),
        Action::None
    ));
    assert_eq!(clinic.central.asked().len(), 1);
}

#[test]
fn a_link_that_comes_after_the_person_went_back_is_not_shown() {
    let clinic = maria_owes();
    let (mut state, _) = State::new(&clinic.core);

    let _ = state.update(Message::PhonePressed, &clinic.core);
    let _ = state.update(Message::BackPressed, &clinic.core);
    let _ = state.update(Message::LinkArrived(1, Ok(link(&clinic, 15))), &clinic.core);
    assert!(matches!(state.place, Place::Owed));
}

#[test]
fn without_a_link_there_is_still_a_way_on() {
    let clinic = maria_owes();
    let (mut state, _) = State::new(&clinic.core);

    let _ = state.update(Message::PhonePressed, &clinic.core);
    let _ = state.update(Message::LinkArrived(1, Err(Unanswered)), &clinic.core);
    assert!(matches!(state.place, Place::Unavailable));
    assert_eq!(
        answered(state.update(Message::Confirmed, &clinic.core)).choice,
        PaymentChoice::Desk
    );

    assert!(
        matches!(state.update(Message::PhonePressed, &clinic.core), Action::Run(_)),
        "or they try again"
    );
}

#[test]
fn a_link_that_ran_out_makes_room_for_a_new_one() {
    let clinic = maria_owes();
    let mut state = showing_code(&clinic, 15);
    heard(&mut state, &clinic, PaymentState::Expired);
    assert!(matches!(state.place, Place::Expired));

    assert!(matches!(state.update(Message::Confirmed, &clinic.core), Action::Run(_)));
    let old = Message::LinkArrived(1, Ok(link(&clinic, 15)));
    let _ = state.update(old, &clinic.core);
    assert!(
        matches!(state.place, Place::Asking(_)),
        "the first link's answer is not the second's"
    );
}

#[test]
fn the_kiosk_knows_by_itself_that_a_link_ran_out() {
    let clinic = maria_owes();
    let mut state = showing_code(&clinic, 0);

    heard(&mut state, &clinic, PaymentState::Waiting);

    assert!(matches!(state.place, Place::Expired));
}

#[test]
fn silence_is_no_news_and_is_said_when_it_lasts() {
    let clinic = maria_owes();
    let mut state = showing_code(&clinic, 15);
    let noticed = |state: &State| drawn(state, &clinic.core).iter().any(|item| item.id == "notice");

    for _ in 0..2 {
        heard(&mut state, &clinic, PaymentState::Unavailable);
    }
    assert!(matches!(state.place, Place::Code(_)) && !noticed(&state));
    heard(&mut state, &clinic, PaymentState::Unavailable);
    assert!(matches!(state.place, Place::Code(_)) && noticed(&state));
    heard(&mut state, &clinic, PaymentState::Waiting);
    assert!(!noticed(&state), "it is heard again");
}

#[test]
fn when_nobody_can_say_whether_it_was_paid_the_square_goes_and_no_other_comes() {
    let clinic = maria_owes();
    let mut state = showing_code(&clinic, 15);

    heard(&mut state, &clinic, PaymentState::Undetermined);
    assert!(matches!(state.place, Place::Undetermined(_)));
    let items = drawn(&state, &clinic.core);
    assert!(items.iter().any(|item| item.id == "undetermined") && !items.iter().any(|item| item.id == "qr"));

    let _ = state.update(Message::BackPressed, &clinic.core);
    let items = drawn(&state, &clinic.core);
    assert!(!items.iter().any(|item| item.id == "pay-phone"), "no second link");
    assert!(matches!(
        state.update(Message::PhonePressed, &clinic.core),
        Action::None
    ));
    let payment = answered(state.update(Message::DeskPressed, &clinic.core));
    assert_eq!(payment.state, PaymentState::Undetermined);
    assert!(
        payment.is_open(),
        "the desk is told to look, and the kiosk goes on asking"
    );
}

#[test]
fn what_was_unclear_becomes_clear() {
    let clinic = maria_owes();
    let mut state = showing_code(&clinic, 15);

    heard(&mut state, &clinic, PaymentState::Undetermined);
    heard(&mut state, &clinic, PaymentState::Unavailable);
    assert!(
        matches!(state.place, Place::Undetermined(_)),
        "silence brings the square not back"
    );
    heard(&mut state, &clinic, PaymentState::Waiting);
    assert!(matches!(state.place, Place::Code(_)));
    heard(&mut state, &clinic, PaymentState::Undetermined);
    heard(&mut state, &clinic, PaymentState::Paid);
    assert!(matches!(state.place, Place::Paid));
}

#[test]
fn a_link_that_ran_out_unheard_may_have_been_paid() {
    let clinic = maria_owes();
    let mut state = showing_code(&clinic, 0);

    heard(&mut state, &clinic, PaymentState::Unavailable);

    assert!(matches!(state.place, Place::Undetermined(_)));
}

#[test]
fn whoever_goes_on_with_the_square_open_may_have_paid_and_the_desk_looks() {
    let mut clinic = maria_owes();
    let mut state = showing_code(&clinic, 15);

    let answer = answered(state.update(Message::Confirmed, &clinic.core));

    assert_eq!(answer.choice, PaymentChoice::Phone);
    assert_eq!(answer.state, PaymentState::Waiting);
    Answer::Payment(answer).apply(&mut clinic.core.session);
    assert!(
        clinic
            .core
            .session
            .notes()
            .contains(&registration::session::DeskNote::PaymentUnknown)
    );
}

#[test]
fn what_is_paid_stays_paid_when_the_person_comes_back() {
    let mut clinic = maria_owes();
    let paid = PaymentAnswer {
        choice: PaymentChoice::Phone,
        state: PaymentState::Paid,
        task: Some("Task/link".to_owned()),
    };
    clinic.core.session.payment = Some(paid.clone());
    let (mut state, _) = State::new(&clinic.core);

    assert!(drawn(&state, &clinic.core).iter().any(|item| item.id == "paid"));
    assert!(
        matches!(state.update(Message::PhonePressed, &clinic.core), Action::None),
        "nobody pays twice"
    );
    assert_eq!(answered(state.update(Message::DeskPressed, &clinic.core)), paid);
}

#[test]
fn the_first_page_says_how_much_for_what_and_by_when() {
    let mut clinic = maria_owes();
    clinic.core.session.dossier.invoices.push(invoice("25.00"));
    let (state, _) = State::new(&clinic.core);

    let items = drawn(&state, &clinic.core);

    let value = |id: &str| {
        items
            .iter()
            .find(|item| item.id == id)
            .and_then(|item| item.value.clone())
    };
    assert_eq!(value("owed-1").as_deref(), Some("$20.00"));
    assert_eq!(value("owed-2").as_deref(), Some("$25.00"));
    let asked = items.iter().find(|item| item.id == "question").unwrap();
    assert!(asked.label.contains("$45.00"));
    for way in ["pay-phone", "pay-desk", "pay-later"] {
        assert!(items.iter().any(|item| item.id == way && item.enabled), "{way}");
    }
}

#[test]
fn every_page_works_on_every_screen_in_every_language() {
    for (name, mut core) in bench::everywhere() {
        core.session.dossier.invoices = vec![invoice("120.00"), invoice("35.50")];
        let (mut state, _) = State::new(&core);
        let items = drawn(&state, &core);
        assert_eq!(fits::misfits(&core, &items), Vec::<String>::new(), "{name}");

        let expires = Some(core.now() + jiff::SignedDuration::from_mins(14));
        let link = PaymentLink {
            expires,
            ..link(&maria_owes(), 14)
        };
        let _ = state.update(Message::PhonePressed, &core);
        let _ = state.update(Message::LinkArrived(1, Ok(link)), &core);
        for _ in 0..DEAF {
            let _ = state.update(
                Message::PaymentHeard("Task/link".to_owned(), PaymentState::Unavailable),
                &core,
            );
        }
        let items = drawn(&state, &core);
        assert_eq!(
            fits::misfits(&core, &items),
            Vec::<String>::new(),
            "{name}, with the square"
        );
        let unclear = Message::PaymentHeard("Task/link".to_owned(), PaymentState::Undetermined);
        let _ = state.update(unclear, &core);
        let misfits = fits::misfits(&core, &drawn(&state, &core));
        assert_eq!(misfits, Vec::<String>::new(), "{name}, undetermined");
        let square = items.iter().find(|item| item.id == "qr").unwrap();
        assert!(
            square.visible && square.bounds.height > core.look.px(380.0),
            "{name}: a phone can read it"
        );
    }
}
