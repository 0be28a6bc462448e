//! Help is one touch away on every screen.

use std::collections::BTreeSet;

use portico::service::scripted::ScriptedCentral;
use portico::t;
use registration::mapping::task::HelpState;

use crate::support::lobby::{Lobby, Setting};
use crate::support::people;

fn lobby(help: HelpState, reachable: bool) -> Lobby {
    Setting::new(ScriptedCentral {
        help,
        reachable,
        ..people::noahs()
    })
    .open()
}

#[test]
fn one_touch_calls_once_on_every_step() {
    // Whoever has helped is gone again by the next step, so that every step calls anew.
    let mut lobby = lobby(HelpState::Done, true);
    lobby.start("en");
    let mut steps = BTreeSet::new();
    lobby.walk(|lobby| lobby.showing() == "done", &mut |lobby| {
        let showing = lobby.showing();
        if showing == "between" || !steps.insert(showing) {
            return;
        }
        let before = lobby.asked("help");
        lobby.touch("help");
        lobby.wait("the call", |lobby| lobby.asked("help") > before);
        assert_eq!(lobby.asked("help"), before + 1, "one touch on \"{showing}\"");
        lobby.pass(1);
        lobby.wait("the helper to have gone", |lobby| {
            lobby.pass(1);
            let helped = lobby.asked("help state") > before;
            if lobby.offers("help-close") {
                lobby.touch("help-close");
            }
            helped && lobby.stage.item("help-close").is_none()
        });
        assert_eq!(lobby.showing(), showing, "the person goes on where they were");
    });

    let all = [
        "bill",
        "consent",
        "details",
        "done",
        "find",
        "forms",
        "guardian",
        "insurance",
        "review",
        "visit",
    ];
    assert_eq!(steps.into_iter().collect::<Vec<_>>(), all);
}

#[test]
fn touching_again_does_not_call_again() {
    let mut lobby = lobby(HelpState::Called, true);
    lobby.start("en");
    for _ in 0..3 {
        lobby.touch("help");
        lobby.wait("the call", |lobby| lobby.asked("help") == 1);
        lobby.touch("help-close");
    }

    assert_eq!(lobby.asked("help"), 1);
}

#[test]
fn the_person_sees_when_somebody_is_coming() {
    for language in ["en", "es", "ar"] {
        let mut lobby = lobby(HelpState::Coming, true);
        lobby.start(language);
        let coming = t!(lobby.stage.app.core.locale, "help-coming-title");
        let banner = t!(lobby.stage.app.core.locale, "help-coming-banner");
        assert!(!lobby.says(&coming));
        lobby.touch("help");
        lobby.wait("somebody", |lobby| {
            lobby.pass(1);
            lobby.says(&coming)
        });
        lobby.touch("help-close");

        assert!(lobby.says(&banner), "it stays on the page while the person goes on");
    }
}

#[test]
fn nobody_is_said_to_be_coming_before_staff_say_so() {
    let mut lobby = lobby(HelpState::Called, true);
    lobby.start("en");
    let coming = t!(lobby.stage.app.core.locale, "help-coming-title");
    let called = t!(lobby.stage.app.core.locale, "help-called-title");
    lobby.touch("help");
    lobby.wait("the desk to know", |lobby| {
        lobby.pass(1);
        lobby.asked("help state") > 1 && lobby.says(&called)
    });

    assert!(!lobby.says(&coming));
}

#[test]
fn a_helper_who_is_done_leaves_no_dialog_that_says_otherwise() {
    let mut lobby = lobby(HelpState::Done, true);
    lobby.start("en");
    lobby.touch("help");
    lobby.wait("the end of it", |lobby| {
        lobby.pass(1);
        lobby.asked("help state") > 0
    });
    lobby.stage.settle();

    let calling = t!(lobby.stage.app.core.locale, "help-calling-title");
    assert!(!lobby.says(&calling), "nobody is being called any more");
}

#[test]
fn a_call_that_does_not_get_through_tells_where_the_desk_is() {
    for language in ["en", "es", "ar"] {
        let mut lobby = lobby(HelpState::Called, false);
        lobby.start(language);
        let body = t!(lobby.stage.app.core.locale, "help-not-through-body");
        lobby.touch("help");
        lobby.wait("the words", |lobby| lobby.says(&body));
        let coming = t!(lobby.stage.app.core.locale, "help-coming-title");
        let called = t!(lobby.stage.app.core.locale, "help-called-title");
        assert!(!lobby.says(&coming) && !lobby.says(&called));
        lobby.touch("help-close");
        lobby.touch("help");
        lobby.wait("another try", |lobby| lobby.asked("help") == 2);
    }
}
