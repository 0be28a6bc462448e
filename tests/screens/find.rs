//! Who are you? Three guesses, none of which tells anything; and a central that is away is no guess.

use portico::service::scripted::ScriptedCentral;
use registration::Outcome;
use registration::outcome::SeeDesk;
use registration::session::DeskNote;

use crate::support::lobby::{Lobby, Setting};
use crate::support::{hands, people};

fn nobody_is_found(language: &str) -> Lobby {
    let mut lobby = Setting::new(ScriptedCentral::default()).open();
    lobby.start(language);

    lobby
}

/// What a page looks like, whatever was typed on it.
fn shape(lobby: &mut Lobby) -> Vec<(String, String)> {
    let items = lobby.stage.items();

    items.into_iter().map(|item| (item.id, item.label)).collect()
}

#[test]
fn three_misses_lead_to_the_desk_and_the_desk_knows_it_once() {
    let mut lobby = nobody_is_found("en");
    lobby.identify();
    lobby.wait("the first miss", |lobby| lobby.offers("primary"));
    assert_eq!(lobby.showing(), "find");
    lobby.touch("primary");
    lobby.wait("the second miss", |lobby| {
        lobby.asked("find") == 2 && lobby.offers("primary")
    });
    assert_eq!((lobby.showing(), lobby.central.told()), ("find", Vec::new()));
    lobby.touch("primary");
    lobby.wait("the end", |lobby| lobby.showing() == "done");

    assert_eq!(lobby.outcome(), Some(Outcome::SeeDesk(SeeDesk::NotFound)));
    assert_eq!(lobby.central.told(), [DeskNote::IdentityNotFound]);
    assert_eq!(lobby.asked("find"), 3);
    assert!(lobby.stage.app.core.session.person.is_none());
}

#[test]
fn every_miss_looks_the_same() {
    for language in ["en", "es", "ar"] {
        let mut lobby = nobody_is_found(language);
        lobby.identify();
        lobby.wait("the first miss", |lobby| lobby.stage.item("problem").is_some());
        let first = shape(&mut lobby);
        // Another name this time, as far from the first as can be.
        lobby.touch("field-family");
        hands::type_words(&mut lobby.stage, "zzz");
        lobby.touch("primary");
        lobby.wait("the second miss", |lobby| {
            lobby.asked("find") == 2 && lobby.stage.item("problem").is_some()
        });

        assert_eq!(first, shape(&mut lobby), "{language}: nothing tells how near it was");
    }
}

#[test]
fn a_central_that_is_away_is_no_miss() {
    let mut lobby = Setting::new(ScriptedCentral {
        reachable: false,
        ..ScriptedCentral::default()
    })
    .open();
    lobby.start("en");
    lobby.identify();
    for _ in 0..4 {
        lobby.wait("the page that says so", |lobby| lobby.offers("find-again"));
        lobby.touch("find-again");
    }
    lobby.wait("the page that says so", |lobby| lobby.offers("find-again"));

    assert_eq!(
        lobby.showing(),
        "find",
        "five times in vain, and still nobody is sent away"
    );
    assert!(lobby.central.told().is_empty());
}

#[test]
fn whoever_cannot_be_looked_up_registers_as_somebody_new() {
    let central = ScriptedCentral {
        reachable: false,
        ..ScriptedCentral::default()
    };
    let mut lobby = Setting::new(central).open();
    lobby.start("en");
    lobby.identify();
    lobby.wait("the page that says so", |lobby| lobby.offers("find-again"));
    lobby.touch("primary");
    lobby.wait("the next step", |lobby| lobby.showing() != "find");

    assert_eq!(lobby.showing(), "visit");
    let session = &lobby.stage.app.core.session;
    assert!(session.patient.is_none() && session.person.is_some());
    assert!(
        session.notes().contains(&DeskNote::NewPatient),
        "the desk checks for doubles"
    );
    assert!(!session.notes().contains(&DeskNote::IdentityNotFound));
}

#[test]
fn a_found_person_is_found_without_a_list() {
    let mut lobby = Setting::new(people::marias()).open();
    lobby.start("en");
    lobby.identify();
    lobby.wait("the visit", |lobby| lobby.showing() == "visit");

    assert_eq!(lobby.asked("find"), 1);
    assert!(lobby.says("Dr. Amara Osei"));
}
