//! Whoever leaves, in whatever way, leaves nothing behind.

use std::time::Duration;

use crate::support::doors::{Door, Doors};
use crate::support::lobby::{Lobby, Setting};
use crate::support::people::{self, MARIAS_OWN};

fn at(showing: &str) -> Lobby {
    let mut lobby = Setting::new(people::marias()).open();
    lobby.start("es");
    lobby.go_to(showing);

    lobby
}

/// Nothing of María on any page, up to those that would show the next person's data.
#[track_caller]
fn nothing_is_left(lobby: &mut Lobby) {
    assert_eq!(lobby.showing(), "attract");
    let core = &lobby.stage.app.core;
    assert!(core.session.person.is_none() && core.session.patient.is_none() && core.session.visit.is_none());
    assert!(core.session.dossier.coverages.is_empty() && core.session.dossier.invoices.is_empty());
    assert!(core.session.consents.is_empty() && core.session.answers.is_empty());
    assert_eq!(core.language(), "en", "the language is the site's again");
    let mut pages = 0;
    let mut look = |lobby: &mut Lobby| {
        pages += 1;
        let showing = lobby.showing();
        for word in MARIAS_OWN {
            assert!(!lobby.says(word), "\"{word}\" is still there on \"{showing}\"");
        }
    };
    look(lobby);
    lobby.touch("start");
    look(lobby);
    lobby.touch("primary");
    look(lobby);
    let birth = ["field-month", "field-day", "field-year"];
    assert!(
        birth
            .iter()
            .all(|id| lobby.item(id).value.is_none_or(|value| value.is_empty())),
        "the boxes are empty"
    );
    lobby.touch("find-new");
    look(lobby);
    lobby.touch("help");
    look(lobby);
    assert_eq!(pages, 5);
}

#[test]
fn start_over_asks_first() {
    let mut lobby = at("details");
    let session = lobby.stage.app.core.session.id;
    lobby.touch("start-over");
    assert!(
        lobby.stage.item("primary").is_none(),
        "the page below cannot be touched"
    );
    lobby.touch("start-over-no");

    assert_eq!(lobby.showing(), "details");
    assert_eq!(lobby.stage.app.core.session.id, session);
    assert!(lobby.stage.app.core.session.person.is_some());
}

#[test]
fn start_over_wipes_everything() {
    let mut lobby = at("bill");
    let session = lobby.stage.app.core.session.id;
    lobby.touch("start-over");
    lobby.touch("start-over-yes");

    assert_ne!(lobby.stage.app.core.session.id, session);
    nothing_is_left(&mut lobby);
    assert_ne!(lobby.stage.app.core.session.id, session);
}

#[test]
fn comfort_is_wiped_too() {
    let mut lobby = Setting::new(people::marias()).open();
    lobby.touch("language-ar");
    lobby.touch("contrast");
    lobby.touch("text-largest");
    lobby.touch("low-reach");
    lobby.touch("primary");
    lobby.touch("start-over");
    lobby.touch("start-over-yes");

    assert_eq!(lobby.stage.app.core.comfort, portico::core::Comfort::default());
    assert!(!lobby.stage.app.core.look.rtl() && !lobby.stage.app.core.look.low_reach);
}

#[test]
fn after_a_minute_the_kiosk_asks_whether_somebody_is_there() {
    let mut lobby = at("details");
    lobby.pass(50);
    assert!(lobby.stage.item("idle-stay").is_none(), "not before the minute is over");
    lobby.pass(10);

    assert!(lobby.offers("idle-stay"));
    assert!(
        lobby.says("20") || lobby.says("19"),
        "twenty seconds to answer: {:?}",
        lobby.words()
    );
}

#[test]
fn whoever_answers_keeps_everything() {
    let mut lobby = at("details");
    let session = lobby.stage.app.core.session.id;
    lobby.pass(65);
    lobby.touch("idle-stay");
    lobby.pass(20);

    assert_eq!((lobby.showing(), lobby.stage.app.core.session.id), ("details", session));
    assert!(lobby.stage.item("idle-stay").is_none(), "the minute begins anew");
    assert!(lobby.stage.app.core.session.person.is_some());
}

#[test]
fn whoever_does_not_answer_is_wiped() {
    let mut lobby = at("details");
    lobby.pass(65);
    assert!(lobby.offers("idle-stay"));
    lobby.pass(20);

    nothing_is_left(&mut lobby);
}

#[test]
fn wipe_it_wipes_it_at_once() {
    let mut lobby = at("details");
    lobby.pass(65);
    lobby.touch("idle-leave");

    nothing_is_left(&mut lobby);
}

#[test]
fn a_stray_touch_beside_the_warning_keeps_the_session() {
    let mut lobby = at("details");
    lobby.pass(70);
    lobby.stage.drag(&[iced::Point::new(540.0, 1900.0)]);
    lobby.pass(15);

    assert_eq!(lobby.showing(), "details", "somebody is there");
}

#[test]
fn the_last_screen_leaves_by_itself() {
    let mut lobby = at("done");
    lobby.pass(31);

    nothing_is_left(&mut lobby);
}

#[test]
fn whom_central_finds_after_the_person_has_left_is_nobody() {
    late_answer(Door::Find, |lobby| lobby.identify());
}

#[test]
fn papers_that_arrive_after_the_person_has_left_are_dropped() {
    late_answer(Door::Dossier, |lobby| {
        lobby.identify();
        lobby.go_to("between");
    });
}

#[test]
fn what_is_being_sent_is_neither_taken_back_nor_wiped() {
    let mut open = None;
    let mut lobby = Setting::new(people::marias()).open_behind(|central| {
        let (doors, opener) = Doors::closed(central, Door::Send);
        open = Some(opener);
        doors
    });
    lobby.start("en");
    lobby.go_to("review");
    lobby.touch("primary");
    lobby.wait("the sending", |lobby| lobby.asked("send") == 1);

    assert!(!lobby.offers("start-over"), "whoever is being registered is registered");
    lobby.pass(300);
    assert_eq!(lobby.showing(), "review", "nobody has to touch anything meanwhile");
    assert!(lobby.outcome().is_none(), "and nothing is claimed");

    open.expect("a closed door")
        .send(())
        .expect("an answer that waits behind it");
    lobby.wait("the end", |lobby| lobby.outcome().is_some());
}

/// Somebody starts over while central still thinks; then it answers, to nobody.
#[track_caller]
fn late_answer(door: Door, until: impl FnOnce(&mut Lobby)) {
    let mut open = None;
    let mut lobby = Setting::new(people::marias()).open_behind(|central| {
        let (doors, opener) = Doors::closed(central, door);
        open = Some(opener);
        doors
    });
    lobby.start("en");
    until(&mut lobby);
    let old = lobby.stage.app.core.session.id;
    lobby.touch("start-over");
    lobby.touch("start-over-yes");
    lobby.start("en");
    open.expect("a closed door")
        .send(())
        .expect("an answer that waits behind it");
    std::thread::sleep(Duration::from_millis(100));
    lobby.stage.settle();

    assert_eq!(lobby.showing(), "find", "the answer to the last person moves nothing");
    let session = &lobby.stage.app.core.session;
    assert_ne!(session.id, old);
    assert!(session.person.is_none() && session.patient.is_none() && session.visit.is_none());
    assert!(session.dossier.invoices.is_empty() && session.dossier.consents.is_empty());
    assert!(lobby.outcome().is_none());
    for word in MARIAS_OWN {
        assert!(!lobby.says(word), "\"{word}\" of the last person");
    }
}
