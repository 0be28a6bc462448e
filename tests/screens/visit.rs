//! Whoever cannot be registered now is told at once, and each by their own page.

use std::collections::BTreeSet;

use portico::service::scripted::ScriptedCentral;
use registration::Outcome;
use registration::outcome::SeeDesk;
use registration::session::DeskNote;
use registration::visit::Visit;

use crate::support::lobby::{Lobby, Setting};
use crate::support::people;

fn found_with(visit: Visit, language: &str) -> Lobby {
    let central = ScriptedCentral {
        finds: Some(people::found(people::maria(), Some(visit))),
        ..people::marias()
    };
    let mut lobby = Setting::new(central).open();
    lobby.start(language);
    lobby.identify();
    lobby.wait("the page about the visit", |lobby| lobby.showing() == "visit");

    lobby
}

fn not_now() -> [(&'static str, Visit, SeeDesk); 6] {
    let visit = people::visit_in;

    [
        ("early", visit(300), SeeDesk::TooEarly),
        ("late", visit(-90), SeeDesk::TooLate),
        ("another day", visit(2 * 24 * 60), SeeDesk::NotToday),
        (
            "by video",
            Visit {
                remote: true,
                ..visit(30)
            },
            SeeDesk::NotInPerson,
        ),
        (
            "closed",
            Visit {
                closed: true,
                ..visit(30)
            },
            SeeDesk::Closed,
        ),
        (
            "arrived",
            Visit {
                arrived: true,
                ..visit(10)
            },
            SeeDesk::Closed,
        ),
    ]
}

#[test]
fn each_has_its_own_page_right_after_find_and_nothing_is_asked_in_vain() {
    for language in ["en", "es", "ar"] {
        let mut questions = BTreeSet::new();
        for (name, visit, reason) in not_now() {
            let mut lobby = found_with(visit, language);
            assert!(
                questions.insert(lobby.question()),
                "{language}: \"{name}\" has a page of its own"
            );
            lobby.touch("primary");
            lobby.wait("the end", |lobby| lobby.showing() == "done");

            assert_eq!(lobby.outcome(), Some(Outcome::SeeDesk(reason)), "{language}: {name}");
            assert_eq!(lobby.asked("send"), 0, "nobody was registered");
        }
        let mut lobby = found_with(people::visit_in(12), language);
        assert!(
            questions.insert(lobby.question()),
            "whoever is on time is asked something else"
        );
        lobby.touch("primary");
        assert_eq!(lobby.showing(), "details");
    }
}

#[test]
fn the_desk_knows_who_came_too_late_before_they_get_there() {
    let mut lobby = found_with(people::visit_in(-90), "en");
    lobby.touch("primary");
    lobby.wait("the end", |lobby| lobby.showing() == "done");

    assert_eq!(lobby.central.told(), [DeskNote::TooLate]);
}

#[test]
fn whoever_has_arrived_already_is_not_told_that_the_visit_does_not_take_place() {
    for language in ["en", "es", "ar"] {
        let mut lobby = found_with(
            Visit {
                arrived: true,
                ..people::visit_in(10)
            },
            language,
        );
        lobby.touch("primary");
        lobby.wait("the end", |lobby| {
            lobby.showing() == "done" || lobby.showing() == "attract"
        });
        let closed = portico::t!(lobby.stage.app.core.locale, "done-closed");

        assert!(!lobby.says(&closed), "{language}: their visit does take place");
    }
}

#[test]
fn a_visit_that_is_not_theirs_leads_back_to_the_beginning() {
    let mut lobby = found_with(people::visit_in(12), "en");
    let session = lobby.stage.app.core.session.id;
    lobby.touch("visit-not-mine");

    assert_eq!(lobby.showing(), "find");
    assert_ne!(lobby.stage.app.core.session.id, session);
    assert!(lobby.stage.app.core.session.person.is_none());
}
