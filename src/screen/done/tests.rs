#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::sync::Arc;

use jiff::SignedDuration;
use registration::code::TicketCode;
use registration::identity::Proof;
use registration::outcome::SeeDesk;
use registration::visit::{Visit, VisitChoice};

use super::*;
use crate::config::{Config, Printers};
use crate::screen::bill::fits;
use crate::screen::clinic::{self, Clinic};
use crate::screen::insurance::bench;
use crate::service::scripted::ScriptedPrinting;

const EVERY_REASON: [SeeDesk; 7] = [
    SeeDesk::NotFound,
    SeeDesk::TooEarly,
    SeeDesk::TooLate,
    SeeDesk::NotToday,
    SeeDesk::NotInPerson,
    SeeDesk::Closed,
    SeeDesk::Staff,
];

/// María, sent off with the number A 17, at a kiosk with printers for everything.
fn maria() -> Clinic {
    let visit = Visit {
        directions: vec![(String::new(), vec!["Take the elevator to floor 2.".to_owned()])],
        ..clinic::visit(SignedDuration::from_mins(12))
    };
    let mut clinic = Clinic::with_patient(clinic::found(clinic::maria(), Some(visit), Proof::Told));
    clinic.core.session.ticket = Some(TicketCode {
        letter: 'A',
        number: 17,
    });
    let somewhere = Some("papers".to_owned());
    let printers = Printers {
        wristband: somewhere.clone(),
        ticket: somewhere.clone(),
        receipt: somewhere,
    };
    let config = Config {
        printers,
        ..Config::clone(&clinic.core.config)
    };
    clinic.core.config = Arc::new(config);

    clinic
}

fn shown(state: &State, core: &Core) -> Vec<ui::Item> {
    fits::drawn(core, state.view(core), Message::Finished)
}

fn words(items: &[ui::Item]) -> String {
    items
        .iter()
        .map(|item| item.label.as_str())
        .collect::<Vec<_>>()
        .join("\n")
}

fn has(items: &[ui::Item], id: &str) -> bool {
    items.iter().any(|item| item.id == id)
}

#[test]
fn checked_in_is_said_only_of_an_arrival_that_central_acknowledged() {
    let others = [Outcome::DeskWillConfirm, Outcome::HandedOver, Outcome::Abandoned];
    let others = others.into_iter().chain(EVERY_REASON.map(Outcome::SeeDesk));
    let claims = [
        ("en", "checked in"),
        ("es", "está registrada"),
        ("ar", "تم تسجيل وصولك"),
    ];
    for (language, claim) in claims {
        let mut clinic = maria();
        clinic.core.speak(language);
        let (state, _) = State::new(Outcome::CheckedIn, &clinic.core);
        assert!(words(&shown(&state, &clinic.core)).contains(claim), "{language}");
        for outcome in others.clone() {
            let (state, _) = State::new(outcome, &clinic.core);
            assert!(
                !words(&shown(&state, &clinic.core)).contains(claim),
                "{language}: {outcome}"
            );
        }
    }
}

#[test]
fn the_number_and_the_way_are_there_and_paper_comes() {
    let clinic = maria();
    let (mut state, task) = State::new(Outcome::CheckedIn, &clinic.core);
    let items = shown(&state, &clinic.core);
    let ticket = items.iter().find(|item| item.id == "ticket").unwrap();
    assert_eq!(ticket.value.as_deref(), Some("A 17"));
    assert!(words(&items).contains("Take the elevator to floor 2."));
    assert!(has(&items, "printing") && !has(&items, "print-again"));

    for message in bench::run(task) {
        let _ = state.update(message, &clinic.core);
    }
    let items = shown(&state, &clinic.core);
    assert!(!has(&items, "printing") && has(&items, "printed") && has(&items, "print-again"));
    assert!(words(&items).contains("wristband and your slip"));
    assert!(matches!(
        state.update(Message::PrintAgainPressed, &clinic.core),
        Action::Run(_)
    ));
    assert!(
        matches!(state.update(Message::PrintAgainPressed, &clinic.core), Action::None),
        "one paper at a time"
    );
    assert!(matches!(
        state.update(Message::Finished, &clinic.core),
        Action::Finished
    ));
}

#[test]
fn paper_is_not_printed_without_end() {
    let clinic = maria();
    let (mut state, _) = State::new(Outcome::CheckedIn, &clinic.core);
    let mut times = 1;

    let _ = state.update(Message::Printed(Ok(())), &clinic.core);
    while let Action::Run(_) = state.update(Message::PrintAgainPressed, &clinic.core) {
        times += 1;
        let _ = state.update(Message::Printed(Ok(())), &clinic.core);
    }

    assert_eq!(times, PRINTS);
    assert!(!has(&shown(&state, &clinic.core), "print-again"));
}

#[test]
fn the_desk_is_told_once_that_printing_failed() {
    let mut clinic = maria();
    clinic.core.services.printing = Arc::new(ScriptedPrinting { out_of_paper: true });
    let (mut state, task) = State::new(Outcome::CheckedIn, &clinic.core);
    let Some(printed) = bench::run(task).pop() else {
        panic!("nothing was printed")
    };

    assert_eq!(
        clinic.central.told(),
        [DeskNote::PrintFailed],
        "before the screen hears of it: the person may be gone"
    );
    assert!(matches!(state.update(printed.clone(), &clinic.core), Action::None));
    assert!(has(&shown(&state, &clinic.core), "print-failed"));

    let Action::Run(again) = state.update(Message::PrintAgainPressed, &clinic.core) else {
        panic!("it can be tried again")
    };
    bench::run(again);
    assert!(matches!(state.update(printed, &clinic.core), Action::None));
    assert_eq!(clinic.central.told().len(), 1);
}

#[test]
fn a_kiosk_without_printers_speaks_of_no_paper() {
    let mut clinic = maria();
    clinic.core.config = Arc::new(Config::default());
    let (state, _) = State::new(Outcome::CheckedIn, &clinic.core);

    let items = shown(&state, &clinic.core);

    assert!(!has(&items, "printing") && !has(&items, "printed") && !has(&items, "print-again"));
    assert!(!words(&items).contains("wristband"));
}

#[test]
fn a_kiosk_that_prints_only_slips_speaks_of_no_wristband() {
    let mut clinic = maria();
    let printers = Printers {
        wristband: None,
        ..clinic.core.config.printers.clone()
    };
    clinic.core.config = Arc::new(Config {
        printers,
        ..Config::default()
    });
    let (mut state, task) = State::new(Outcome::CheckedIn, &clinic.core);
    for message in bench::run(task) {
        let _ = state.update(message, &clinic.core);
    }

    let said = words(&shown(&state, &clinic.core));

    assert!(said.contains("take your slip") && !said.contains("wristband"), "{said}");
}

#[test]
fn whoever_is_sent_to_the_desk_is_told_what_to_do_and_given_no_number() {
    for reason in EVERY_REASON {
        let clinic = maria();
        let (state, _) = State::new(Outcome::SeeDesk(reason), &clinic.core);
        let items = shown(&state, &clinic.core);
        assert!(has(&items, "step-1"), "{reason:?} says what to do");
        assert!(!has(&items, "ticket") && !has(&items, "printing"), "{reason:?}");
    }
}

#[test]
fn whoever_was_here_before_is_not_told_that_their_visit_is_off() {
    let mut clinic = maria();
    let arrived = Visit {
        arrived: true,
        ..clinic::visit(SignedDuration::from_mins(12))
    };
    clinic.core.session.visit = Some(VisitChoice::Appointment(Box::new(arrived)));
    let (state, _) = State::new(Outcome::SeeDesk(SeeDesk::Closed), &clinic.core);

    assert!(words(&shown(&state, &clinic.core)).contains("already told us"));
}

#[test]
fn whoever_is_early_learns_from_when_they_can_come() {
    let mut clinic = maria();
    let visit = clinic::visit(SignedDuration::from_hours(5));
    let opens = clinic
        .core
        .locale
        .time_of(visit.start - SignedDuration::from_hours(2), &clinic.core.zone());
    clinic.core.session.visit = Some(VisitChoice::Appointment(Box::new(visit)));
    let (state, _) = State::new(Outcome::SeeDesk(SeeDesk::TooEarly), &clinic.core);

    assert!(words(&shown(&state, &clinic.core)).contains(&opens));
}

#[test]
fn a_number_that_could_not_be_had_is_replaced_by_the_name() {
    let mut clinic = maria();
    clinic.core.session.ticket = None;
    let (state, _) = State::new(Outcome::CheckedIn, &clinic.core);

    let items = shown(&state, &clinic.core);

    assert!(words(&items).contains("by your name"));
    assert!(!has(&items, "printing"), "a slip without a number helps nobody");
}

#[test]
fn every_end_works_on_every_screen_in_every_language() {
    for (name, mut core) in bench::everywhere() {
        core.session.person = Some(clinic::maria());
        core.session.ticket = Some(TicketCode {
            letter: 'A',
            number: 117,
        });
        let visit = clinic::visit(SignedDuration::from_mins(12));
        core.session.visit = Some(VisitChoice::Appointment(Box::new(visit)));
        for outcome in [
            Outcome::CheckedIn,
            Outcome::DeskWillConfirm,
            Outcome::SeeDesk(SeeDesk::NotToday),
        ] {
            let (state, _) = State::new(outcome, &core);
            assert_eq!(
                fits::misfits(&core, &shown(&state, &core)),
                Vec::<String>::new(),
                "{name}: {outcome}"
            );
        }
    }
}
