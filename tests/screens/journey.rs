//! Which steps a person meets, and what they are not asked.

use std::collections::BTreeSet;

use portico::service::scripted::ScriptedCentral;
use registration::Outcome;
use registration::bill::{PaymentChoice, PaymentState};
use registration::session::DeskNote;

use crate::support::lobby::{Lobby, Setting};
use crate::support::people;

fn steps_of(setting: Setting) -> (Vec<&'static str>, Lobby) {
    let mut lobby = setting.open();
    lobby.start("en");
    let mut steps: Vec<&'static str> = Vec::new();
    lobby.walk(|lobby| lobby.showing() == "done", &mut |lobby| {
        let showing = lobby.showing();
        if showing != "between" && steps.last() != Some(&showing) {
            steps.push(showing);
        }
    });

    (steps, lobby)
}

#[test]
fn an_adult_meets_every_step_but_the_guardian() {
    let (steps, lobby) = steps_of(Setting::new(people::marias()));

    let all = [
        "find",
        "visit",
        "details",
        "insurance",
        "forms",
        "consent",
        "bill",
        "review",
        "done",
    ];
    assert_eq!(steps, all);
    assert_eq!(lobby.outcome(), Some(Outcome::CheckedIn));
}

#[test]
fn with_a_child_the_guardian_is_asked_for() {
    let (steps, lobby) = steps_of(Setting::new(people::noahs()));

    assert_eq!(
        steps.get(..4),
        Some(["find", "visit", "guardian", "details"].as_slice())
    );
    let guardian = lobby.stage.app.core.session.guardian.as_ref().expect("a guardian");
    assert!(guardian.name.reveal() == "Grace Williams", "the mother on file");
}

#[test]
fn an_emergency_department_asks_for_neither_insurance_nor_money() {
    let setting = Setting::new(people::marias()).with(|config| config.site.emergency_department = true);
    let (steps, lobby) = steps_of(setting);

    assert_eq!(
        steps,
        ["find", "visit", "details", "forms", "consent", "review", "done"]
    );
    assert_eq!((lobby.asked("eligibility"), lobby.asked("payment link")), (0, 0));
}

#[test]
fn an_emergency_department_speaks_of_neither_anywhere() {
    let setting = Setting::new(people::marias()).with(|config| config.site.emergency_department = true);
    let mut lobby = setting.open();
    lobby.start("en");
    lobby.walk(|lobby| lobby.showing() == "done", &mut |lobby| {
        for word in ["nsurance", "$", "owe", "Evergreen"] {
            assert!(
                !lobby.says(word),
                "\"{word}\" on \"{}\": {:?}",
                lobby.showing(),
                lobby.words()
            );
        }
    });
}

#[test]
fn whoever_owes_and_signs_nothing_is_not_asked_to() {
    let central = ScriptedCentral {
        dossier: registration::session::Dossier::default(),
        ..people::marias()
    };
    let (steps, lobby) = steps_of(Setting::new(central));

    assert_eq!(steps, ["find", "visit", "details", "insurance", "review", "done"]);
    assert_eq!(lobby.outcome(), Some(Outcome::CheckedIn));
}

#[test]
fn a_declined_document_goes_on_and_the_desk_knows() {
    let mut lobby = Setting::new(people::marias()).open();
    lobby.start("en");
    lobby.go_to("consent");
    lobby.touch("consent-decline");
    assert_eq!(lobby.showing(), "consent", "it asks again first");
    lobby.touch("decline-yes");
    lobby.stage.settle();

    assert_eq!(lobby.showing(), "bill");
    assert!(
        lobby
            .stage
            .app
            .core
            .session
            .notes()
            .contains(&DeskNote::ConsentDeclined)
    );
    lobby.go_to("done");
    assert_eq!(
        lobby.outcome(),
        Some(Outcome::CheckedIn),
        "nothing but identity blocks an arrival"
    );
}

#[test]
fn nothing_is_signed_before_there_is_a_signature() {
    let mut lobby = Setting::new(people::marias()).open();
    lobby.start("en");
    lobby.go_to("consent");
    while lobby.offers("consent-next-page") {
        assert!(!lobby.offers("primary"));
        lobby.touch("consent-next-page");
    }
    assert!(!lobby.offers("primary"));
    let pad = lobby.item("signature").bounds.center();
    lobby.stage.drag(&[pad]);
    assert!(!lobby.offers("primary"), "a dot is no signature");
    crate::support::hands::sign(&mut lobby.stage);

    assert!(lobby.offers("primary"));
}

#[test]
fn the_desk_and_later_are_as_good_as_paying_now() {
    for (way, choice, note) in [
        ("pay-desk", PaymentChoice::Desk, DeskNote::PaysAtDesk),
        ("pay-later", PaymentChoice::Later, DeskNote::PaysLater),
    ] {
        let mut lobby = Setting::new(people::marias()).open();
        lobby.start("en");
        lobby.go_to("bill");
        assert!(lobby.says("20.00"));
        lobby.touch(way);

        assert_eq!(lobby.showing(), "review");
        assert_eq!(
            lobby
                .stage
                .app
                .core
                .session
                .payment
                .as_ref()
                .map(|payment| payment.choice),
            Some(choice)
        );
        assert!(lobby.stage.app.core.session.notes().contains(&note));
        lobby.go_to("done");
        assert_eq!(lobby.outcome(), Some(Outcome::CheckedIn));
    }
}

#[test]
fn a_payment_by_phone_is_paid_only_when_central_says_so() {
    let mut lobby = Setting::new(ScriptedCentral {
        payment: PaymentState::Paid,
        ..people::marias()
    })
    .open();
    lobby.start("en");
    lobby.go_to("bill");
    lobby.touch("pay-phone");
    lobby.wait("the square", |lobby| lobby.stage.item("qr").is_some());
    let link = lobby.item("qr").value.expect("a link");
    assert!(link.starts_with("https://"), "an opaque link");
    assert!(
        people::MARIAS_OWN.iter().all(|word| !link.contains(word)),
        "nothing of the person in it"
    );
    lobby.wait("the payment", |lobby| lobby.stage.item("paid").is_some());
    lobby.touch("primary");

    assert_eq!(lobby.showing(), "review");
    let payment = lobby.stage.app.core.session.payment.clone().expect("a payment");
    assert_eq!(
        (payment.choice, payment.state),
        (PaymentChoice::Phone, PaymentState::Paid)
    );
}

#[test]
fn without_a_link_the_person_goes_on() {
    let mut lobby = Setting::new(ScriptedCentral {
        payment: PaymentState::Waiting,
        ..people::marias()
    })
    .open();
    lobby.start("en");
    lobby.go_to("bill");
    lobby.touch("pay-phone");
    lobby.wait("the square", |lobby| lobby.stage.item("qr").is_some());
    assert!(lobby.stage.item("paid").is_none());
    lobby.touch("back");
    lobby.touch("pay-later");

    assert_eq!(lobby.showing(), "review");
    assert_ne!(
        lobby
            .stage
            .app
            .core
            .session
            .payment
            .as_ref()
            .map(|payment| payment.state),
        Some(PaymentState::Paid)
    );
}

#[test]
fn nothing_is_asked_twice() {
    let mut lobby = Setting::new(people::marias()).open();
    lobby.start("en");
    let mut questions = BTreeSet::new();
    let mut fields = BTreeSet::new();
    let mut page = String::new();
    lobby.walk(|lobby| lobby.showing() == "done", &mut |lobby| {
        let asked: Vec<String> = lobby.ids().into_iter().filter(|id| id.starts_with("field-")).collect();
        let here = format!("{} {}", lobby.showing(), lobby.question());
        if here == page {
            return;
        }
        page.clone_from(&here);
        // A document has several pages under one headline, and a wait comes and goes.
        let known = questions.insert(here.clone());
        assert!(known || lobby.showing() == "consent", "\"{here}\" was asked before");
        for field in asked {
            assert!(fields.insert(field.clone()), "\"{field}\" was asked before");
        }
    });

    let known = ["field-phone", "field-email", "field-street", "field-name"];
    assert!(
        known.iter().all(|field| !fields.contains(*field)),
        "what is on file is not asked: {fields:?}"
    );
}

#[test]
fn whoever_has_said_their_name_is_not_asked_for_it_again() {
    let mut lobby = Setting::new(ScriptedCentral {
        finds: None,
        ..people::marias()
    })
    .open();
    lobby.start("en");
    lobby.touch("find-new");
    let mut pages = 0;
    lobby.walk(|lobby| lobby.showing() == "done", &mut |lobby| {
        if lobby.showing() == "find" {
            return;
        }
        pages += 1;
        let said = ["field-given", "field-family", "field-month", "field-day", "field-year"];
        let ids = lobby.ids();
        assert!(
            said.iter().all(|field| !ids.iter().any(|id| id == field)),
            "{}: {ids:?}",
            lobby.showing()
        );
    });

    assert!(pages > 5, "{pages} pages");
    assert_eq!(
        lobby.outcome(),
        Some(Outcome::CheckedIn),
        "somebody new is registered too"
    );
    let person = lobby.stage.app.core.session.person.as_ref().expect("a person");
    assert!(person.name.family.reveal() == "Garcia");
}
