#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use jiff::SignedDuration;
use registration::identity::Proof;

use super::*;
use crate::screen::clinic::{self, Clinic};

fn confirmed(visit: Option<Visit>) -> (Action<Message>, Clinic) {
    let clinic = Clinic::with_patient(clinic::found(clinic::maria(), visit, Proof::Told));
    let (mut state, _) = State::new(&clinic.core);

    (state.update(Message::Confirmed, &clinic.core), clinic)
}

fn ended(visit: Visit) -> SeeDesk {
    match confirmed(Some(visit)).0 {
        Action::End(Outcome::SeeDesk(reason)) => reason,
        _ => panic!("the session goes on"),
    }
}

#[test]
fn whoever_is_on_time_says_yes_and_goes_on() {
    for minutes in [-20, 0, 12, 110] {
        let action = confirmed(Some(clinic::visit(SignedDuration::from_mins(minutes)))).0;
        assert!(
            matches!(action, Action::Next(Answer::Visit(VisitChoice::Appointment(_)))),
            "{minutes} minutes from the start"
        );
    }
}

#[test]
fn whoever_has_no_appointment_registers_without() {
    assert!(matches!(
        confirmed(None).0,
        Action::Next(Answer::Visit(VisitChoice::WalkIn))
    ));
}

#[test]
fn whoever_cannot_be_registered_is_told_now_and_why() {
    let soon = || clinic::visit(SignedDuration::from_mins(30));

    assert_eq!(ended(clinic::visit(SignedDuration::from_hours(72))), SeeDesk::NotToday);
    assert_eq!(ended(Visit { remote: true, ..soon() }), SeeDesk::NotInPerson);
    assert_eq!(
        ended(Visit {
            arrived: true,
            ..soon()
        }),
        SeeDesk::Closed
    );
}

#[tokio::test]
async fn the_desk_knows_before_somebody_late_is_sent_there() {
    let clinic = Clinic::with_patient(clinic::found(
        clinic::maria(),
        Some(Visit {
            closed: true,
            ..clinic::visit(SignedDuration::from_mins(5))
        }),
        Proof::Told,
    ));
    let (mut state, _) = State::new(&clinic.core);

    assert!(matches!(state.update(Message::Confirmed, &clinic.core), Action::Run(_)));
    assert_eq!(clinic.central.told(), [DeskNote::VisitClosed]);
    assert!(
        matches!(state.update(Message::Confirmed, &clinic.core), Action::None),
        "told once"
    );
    assert_eq!(clinic.central.told().len(), 1);
    let action = state.update(Message::DeskTold(SeeDesk::Closed), &clinic.core);
    assert!(matches!(action, Action::End(Outcome::SeeDesk(SeeDesk::Closed))));
}

#[test]
fn a_visit_of_somebody_else_leads_back() {
    let clinic = Clinic::with_patient(clinic::found(clinic::maria(), None, Proof::Told));
    let (mut state, _) = State::new(&clinic.core);

    assert!(matches!(
        state.update(Message::NotMinePressed, &clinic.core),
        Action::Back
    ));
}

#[test]
fn how_long_it_is_still_is_said_as_people_say_it() {
    let mut clinic = Clinic::with_patient(clinic::found(clinic::maria(), None, Proof::Told));
    let words = |clinic: &Clinic, minutes: i64| {
        // A few seconds more than whole minutes: the clock of the test goes on.
        let start = clinic.core.now() + SignedDuration::from_secs(minutes * 60 - 5);
        view::from_now(&clinic.core, start)
    };
    assert_eq!(words(&clinic, 12), "In 12 minutes. You are on time.");
    assert_eq!(words(&clinic, 1), "In one minute. You are on time.");
    assert_eq!(words(&clinic, 60), "In one hour. You are on time.");
    assert_eq!(words(&clinic, 95), "In one hour and 35 minutes. You are on time.");
    assert_eq!(
        words(&clinic, -20),
        "It began 20 minutes ago. You can still check in here."
    );

    clinic.core.speak("ar");
    assert!(
        words(&clinic, 95).starts_with("بعد"),
        "the sentence itself has a direction, not only its parts"
    );
}
