//! "Checked in" is said only where central has acknowledged the arrival.

use portico::service::central::Delivery;
use portico::service::scripted::ScriptedCentral;
use portico::t;
use registration::Outcome;
use registration::outcome::SeeDesk;

use crate::support::lobby::{Lobby, Setting};
use crate::support::people;

/// What would claim it, in each language.
const CLAIMS: [(&str, &[&str]); 3] = [
    (
        "en",
        &["checked in", "Checked in", "registered", "arrival is confirmed"],
    ),
    (
        "es",
        &["está registrada", "registrada.", "está confirmada", "Registro completo"],
    ),
    ("ar", &["تم تسجيل وصولك", "تم التسجيل", "تم تأكيد"]),
];

fn sent(language: &str, delivery: Delivery) -> Lobby {
    let mut lobby = Setting::new(ScriptedCentral {
        delivery,
        ..people::marias()
    })
    .open();
    lobby.start(language);
    lobby.go_to("done");

    lobby
}

fn claim(lobby: &Lobby) -> String {
    t!(lobby.stage.app.core.locale, "done-checked-in")
}

#[test]
fn an_acknowledged_arrival_is_said_so_in_every_language() {
    for (language, claims) in CLAIMS {
        let mut lobby = sent(language, Delivery::Acknowledged);

        assert_eq!(lobby.outcome(), Some(Outcome::CheckedIn));
        assert_eq!(lobby.question(), claim(&lobby));
        assert!(
            claims.iter().any(|claim| lobby.says(claim)),
            "the words of this test are those of the screen"
        );
        assert!(lobby.says("17"), "the number that is called");
    }
}

#[test]
fn whatever_was_not_acknowledged_is_not_claimed_in_any_language() {
    let outcomes = [
        (Delivery::Waiting, Outcome::DeskWillConfirm),
        (Delivery::LeftToDesk, Outcome::DeskWillConfirm),
        (Delivery::NotKept, Outcome::SeeDesk(SeeDesk::Staff)),
    ];
    for (language, claims) in CLAIMS {
        for (delivery, outcome) in outcomes {
            let mut lobby = sent(language, delivery);

            assert_eq!(lobby.outcome(), Some(outcome));
            let forbidden = claim(&lobby);
            assert!(
                !lobby.says(&forbidden),
                "{language}, {delivery:?}: the page says \"{forbidden}\""
            );
            for claim in claims {
                assert!(
                    !lobby.says(claim),
                    "{language}, {delivery:?}: the page says \"{claim}\": {:?}",
                    lobby.words()
                );
            }
        }
    }
}

#[test]
fn nothing_claims_it_before_the_end() {
    for (language, claims) in CLAIMS {
        let mut lobby = Setting::new(people::marias()).open();
        lobby.start(language);
        lobby.walk(|lobby| lobby.showing() == "done", &mut |lobby| {
            if lobby.showing() != "done" {
                // Other words stand for other things before the end.
                let claim = claims.first().expect("a claim");
                assert!(!lobby.says(claim), "\"{}\" says \"{claim}\"", lobby.showing());
            }
        });
    }
}

#[test]
fn finished_wipes() {
    let mut lobby = sent("en", Delivery::Acknowledged);
    lobby.touch("primary");

    assert_eq!(lobby.showing(), "attract");
    assert!(lobby.stage.app.core.session.person.is_none());
}

#[test]
fn a_changed_appointment_is_said_so_and_nobody_is_sent_to_the_old_one() {
    for language in ["en", "es", "ar"] {
        let mut lobby = sent(language, Delivery::LeftToDesk);
        let hint = t!(lobby.stage.app.core.locale, "done-left-hint");

        assert!(lobby.says(&hint), "{language}: {:?}", lobby.words());
        assert!(
            !lobby.says("Second floor"),
            "{language}: the place may be another by now"
        );
        assert!(lobby.says("17"), "{language}: the number to show");
    }
}
