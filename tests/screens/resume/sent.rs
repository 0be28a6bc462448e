//! What was sent or paid before a crash is neither sent nor paid again.

use std::time::Duration;

use portico::answer::Answer;
use portico::draft::Draft;
use portico::rehearse::{Options, Rehearsal};
use portico::service::central::Delivery;
use portico::service::scripted::ScriptedCentral;
use portico::stage::Stage;
use registration::bill::PaymentState;
use registration::code::AppointmentCode;
use registration::identity::Guess;
use registration::journey::Step;
use registration::{Outcome, mapping};
use serde_json::json;
use sync::{Group, Kind, Submission};
use uuid::Uuid;

use super::{Disk, drafts, session};
use crate::support::lobby::PORTRAIT;
use crate::support::{hands, people};

/// How long anything may take before a test gives up.
const PATIENCE: Duration = Duration::from_secs(20);

#[test]
fn what_was_sent_before_the_crash_is_told_and_not_sent_again() {
    type Part = fn(Uuid) -> Uuid;
    let parts: [(Part, Outcome); 2] = [
        (|session| session, Outcome::DeskWillConfirm),
        (|session| mapping::part_id(session, "hand-over"), Outcome::HandedOver),
    ];
    for (part, outcome) in parts {
        let mut disk = Disk::new();
        let mut lobby = disk.boot(people::marias());
        lobby.start("en");
        lobby.go_to("review");
        let begun = session(&lobby);
        let submission = Submission {
            id: part(begun),
            kind: Kind::Registration,
            groups: vec![Group {
                name: "arrival".to_owned(),
                entries: vec![json!({})],
            }],
            order_key: None,
        };
        disk.outbox().enqueue(&submission).unwrap();
        disk.crash(lobby, 1);

        let mut lobby = disk.boot(people::marias());
        lobby.start("en");
        lobby.identify();
        lobby.wait("the end", |lobby| lobby.showing() == "done");
        assert_eq!(lobby.outcome(), Some(outcome));
        assert_eq!((lobby.asked("send"), lobby.asked("hand over")), (0, 0));
        let claim = portico::t!(lobby.stage.app.core.locale, "done-checked-in");
        assert!(
            !lobby.says(&claim),
            "nothing is claimed that central has not acknowledged"
        );
        assert!(drafts(&lobby).is_empty());
    }
}

#[test]
fn what_central_has_acknowledged_is_said_so_and_is_there_once() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let options = Options {
        config: None,
        shots: None,
        size: PORTRAIT,
        greeting: None,
    };
    let rehearsal = runtime.block_on(Rehearsal::prepare(options)).unwrap();
    let mut stage = rehearsal.stage().unwrap();
    let core = &mut stage.app.core;
    let code = AppointmentCode::parse("M4T-8HW").unwrap();
    let found = runtime.block_on(core.services.central.find(Guess::Code(code), core.now()));
    Answer::Found(Box::new(found.ok().flatten().expect("James O'Connor"))).apply(&mut core.session);
    core.session.visit_confirmed = true;
    let registration = core.session.id;
    let sent = runtime.block_on(core.services.central.send(core.session.clone(), core.now()));
    assert_eq!(sent, Delivery::Acknowledged);
    // The crash comes before the draft is wiped.
    runtime.block_on(core.services.drafts.keep(Draft::of(core, Step::Review, true)));
    drop(stage);

    let mut stage = rehearsal.stage().unwrap();
    for id in ["language-en", "primary", "find-code"] {
        stage.touch(id).unwrap();
    }
    hands::type_words(&mut stage, "M4T8HW");
    stage.touch("primary").unwrap();
    let shows = |what: &'static str| move |stage: &mut Stage| stage.app.showing() == what;
    stage.wait("the birth date", PATIENCE, shows("resume")).unwrap();
    hands::type_date(&mut stage, (1951, 9, 3));
    stage.touch("primary").unwrap();
    stage.wait("the end", PATIENCE, shows("done")).unwrap();

    assert_eq!(stage.app.outcome(), Some(Outcome::CheckedIn));
    assert_eq!(stage.app.core.session.id, registration);
    let arrivals = runtime
        .block_on(rehearsal.kiosk.client.search("Encounter", &[("_count", "100")]))
        .unwrap();
    assert_eq!(arrivals.len(), 1, "one arrival");
    let drafts = stage.app.core.services.drafts.clone();
    assert!(runtime.block_on(drafts.all()).is_empty());
}

#[test]
fn a_payment_that_was_begun_is_looked_up_and_not_begun_again() {
    let mut disk = Disk::new();
    let mut lobby = disk.boot(people::marias());
    lobby.start("en");
    lobby.go_to("bill");
    lobby.touch("pay-phone");
    lobby.wait("the square", |lobby| lobby.stage.item("qr").is_some());
    disk.crash(lobby, 1);
    let mut lobby = disk.boot(ScriptedCentral {
        payment: PaymentState::Paid,
        ..people::marias()
    });
    lobby.start("en");
    lobby.identify();
    lobby.wait("the question", |lobby| lobby.showing() == "resume");
    lobby.touch("primary");
    lobby.wait("the bill", |lobby| lobby.showing() == "bill");

    assert_eq!((lobby.asked("payment state"), lobby.asked("payment link")), (1, 0));
    assert!(!lobby.offers("pay-phone"), "she has paid");
    let payment = lobby.stage.app.core.session.payment.clone().expect("a payment");
    assert_eq!(payment.state, PaymentState::Paid);
}

#[test]
fn what_central_holds_is_asked_for_anew_and_kept_where_central_is_away() {
    let away = || {
        use registration::session::{DeskNote, Dossier};
        let missing = vec![
            DeskNote::InsuranceMissing,
            DeskNote::BillUnavailable,
            DeskNote::FormsMissing,
            DeskNote::ConsentMissing,
        ];
        ScriptedCentral {
            dossier: Dossier {
                missing,
                ..Dossier::default()
            },
            ..people::marias()
        }
    };
    let paid = || {
        let mut central = people::marias();
        central.dossier.invoices.clear();
        central
    };
    for (central, next, invoices) in [(away(), "bill", 1), (paid(), "review", 0)] {
        let mut disk = Disk::new();
        let mut lobby = disk.boot(people::marias());
        lobby.start("en");
        lobby.go_to("bill");
        disk.crash(lobby, 3);
        let mut lobby = disk.boot(central);
        lobby.start("en");
        lobby.identify();
        lobby.wait("the question", |lobby| lobby.showing() == "resume");
        lobby.touch("primary");
        lobby.wait(next, |lobby| lobby.showing() == next);

        let session = &lobby.stage.app.core.session;
        assert_eq!(session.dossier.invoices.len(), invoices);
        assert_eq!((session.forms_finished, session.consents.len()), (1, 1));
        assert!(session.dossier.missing.is_empty(), "nothing that was there is missing");
    }
}
