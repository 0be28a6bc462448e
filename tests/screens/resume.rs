//! A power cut or a crash at any step: the same person, or staff, go on within ten minutes. Nobody else learns that
//! anybody was there.

#[path = "resume/disk.rs"]
mod disk;
#[path = "resume/sent.rs"]
mod sent;
#[path = "resume/staff.rs"]
mod staff;

use std::sync::Arc;
use std::time::Duration;

use futures::executor::block_on;
use portico::draft::{Draft, OutboxDrafts};
use portico::service::central::Found;
use portico::service::scripted::ScriptedCentral;
use registration::identity::Proof;
use registration::insurance::{Eligibility, InsuranceAnswer};
use registration::{Outcome, Record};
use serde_json::json;
use sync::{FileVault, Outbox};
use uuid::Uuid;

use crate::support::hands;
use crate::support::lobby::{Lobby, Setting};
use crate::support::people::{self, MARIAS_OWN};

const PIN: &str = "739105";

/// Every step that can be broken off, in its order.
const STEPS: [&str; 7] = ["visit", "details", "insurance", "forms", "consent", "bill", "review"];

/// What stays when a kiosk crashes: its disk, and the time.
struct Disk {
    directory: tempfile::TempDir,
    ahead: Duration,
}

impl Disk {
    fn new() -> Self {
        Self {
            directory: tempfile::tempdir().unwrap(),
            ahead: Duration::ZERO,
        }
    }

    fn outbox(&self) -> Outbox {
        let vault = FileVault::new(self.directory.path()).unwrap();

        Outbox::open(&self.directory.path().join("outbox.db"), &vault).unwrap()
    }

    /// A kiosk on this disk, just started.
    fn boot(&self, central: ScriptedCentral) -> Lobby {
        let mut lobby = Setting::new(central).open();
        lobby.clock.pass(self.ahead);
        let drafts = OutboxDrafts::open(
            self.outbox(),
            None,
            Duration::from_secs(1),
            lobby.central.clone(),
            lobby.clock.clone(),
        );
        let services = &mut lobby.stage.app.core.services;
        services.drafts = Arc::new(drafts);
        services.roster.add("ana", PIN).unwrap();

        lobby
    }

    /// The plug is pulled as soon as the last step is on the disk; so many minutes go by.
    fn crash(&mut self, mut lobby: Lobby, minutes: u64) {
        lobby.wait("the disk", |lobby| !lobby.stage.app.is_settling());
        drop(lobby);
        self.ahead += Duration::from_mins(minutes);
    }
}

fn drafts(lobby: &Lobby) -> Vec<Draft> {
    block_on(lobby.stage.app.core.services.drafts.all())
}

fn session(lobby: &Lobby) -> Uuid {
    lobby.stage.app.core.session.id
}

/// María, with the code of her appointment.
fn by_code() -> ScriptedCentral {
    let central = people::marias();

    ScriptedCentral {
        finds: central.finds.map(|found| Found {
            proof: Proof::Code,
            ..found
        }),
        ..people::marias()
    }
}

#[track_caller]
fn type_code(lobby: &mut Lobby) {
    lobby.touch("find-code");
    hands::type_words(&mut lobby.stage, "K7P2QX");
    lobby.touch("primary");
    lobby.stage.settle();
}

#[track_caller]
fn nothing_of_maria(lobby: &mut Lobby) {
    for word in MARIAS_OWN {
        assert!(!lobby.says(word), "\"{word}\" on \"{}\"", lobby.showing());
    }
}

#[test]
fn after_a_crash_at_every_step_the_same_person_goes_on_there() {
    for step in STEPS {
        let mut disk = Disk::new();
        let mut lobby = disk.boot(people::marias());
        lobby.start("es");
        lobby.go_to(step);
        let begun = session(&lobby);
        disk.crash(lobby, 4);

        let mut lobby = disk.boot(people::marias());
        lobby.start("en");
        lobby.identify();
        lobby.wait("the question", |lobby| lobby.showing() == "resume");
        nothing_of_maria(&mut lobby);
        assert!(lobby.offers("resume-again"));
        lobby.touch("primary");
        lobby.wait(step, |lobby| lobby.showing() == step);

        assert_eq!(session(&lobby), begun, "{step}: the same registration");
        assert_eq!(lobby.stage.app.core.language(), "es", "in her language");
        lobby.go_to("done");
        assert_eq!(lobby.outcome(), Some(Outcome::CheckedIn), "{step}");
        assert_eq!(lobby.asked("send"), 1, "{step}: sent once");
        assert!(drafts(&lobby).is_empty(), "{step}: nothing is left");
    }
}

#[test]
fn the_first_screen_is_as_always() {
    let mut fresh = Disk::new().boot(people::marias());
    let mut disk = Disk::new();
    let mut lobby = disk.boot(people::marias());
    lobby.start("en");
    lobby.go_to("review");
    disk.crash(lobby, 1);
    let mut lobby = disk.boot(people::marias());

    assert_eq!(lobby.showing(), "attract");
    assert_eq!((lobby.ids(), lobby.words()), (fresh.ids(), fresh.words()));
    assert_eq!(lobby.stage.picture(), fresh.stage.picture(), "to the last dot");
}

#[test]
fn answers_and_comfort_are_as_they_were() {
    let mut disk = Disk::new();
    let mut lobby = disk.boot(people::marias());
    lobby.touch("language-en");
    for choice in ["text-large", "contrast", "low-reach"] {
        lobby.touch(choice);
    }
    let comfort = lobby.stage.app.core.comfort;
    lobby.touch("primary");
    lobby.go_to("bill");
    disk.crash(lobby, 1);

    let mut lobby = disk.boot(people::marias());
    lobby.start("en");
    lobby.identify();
    lobby.wait("the question", |lobby| lobby.showing() == "resume");
    lobby.touch("primary");
    lobby.wait("the bill", |lobby| lobby.showing() == "bill");

    let core = &lobby.stage.app.core;
    assert_eq!(core.comfort, comfort);
    assert!(core.look.low_reach);
    assert!(matches!(core.session.insurance, Some(InsuranceAnswer::Keep(_))));
    assert_eq!((core.session.answers.len(), core.session.forms_finished), (1, 1));
    assert_eq!(core.session.consents.len(), 1);
    assert!(
        !core.session.proof.shows_in_full(),
        "what she said proves no more than before"
    );
}

#[test]
fn what_is_done_inside_a_step_is_kept_too() {
    let two_documents = || {
        let mut central = people::marias();
        central.dossier.consents.push(people::document("privacy"));
        central
    };
    let mut disk = Disk::new();
    let mut lobby = disk.boot(two_documents());
    lobby.start("en");
    lobby.go_to("consent");
    lobby.touch("consent-decline");
    lobby.touch("decline-yes");
    assert_eq!(lobby.showing(), "consent", "there is another document");
    disk.crash(lobby, 1);

    let mut lobby = disk.boot(two_documents());
    lobby.start("en");
    lobby.identify();
    lobby.wait("the question", |lobby| lobby.showing() == "resume");
    lobby.touch("primary");
    lobby.wait("the document", |lobby| lobby.showing() == "consent");

    assert_eq!(lobby.stage.app.core.session.consents.len(), 1);
    lobby.touch("consent-decline");
    lobby.touch("decline-yes");
    lobby.wait("the bill", |lobby| lobby.showing() == "bill");
    assert_eq!(lobby.stage.app.core.session.consents.len(), 2);
}

#[test]
fn a_card_that_was_confirmed_outlives_a_crash_while_the_payer_is_asked() {
    let mut disk = Disk::new();
    let mut lobby = disk.boot(people::marias());
    lobby.start("en");
    lobby.go_to("insurance");
    lobby.touch("insurance-keep");
    assert_eq!(lobby.showing(), "insurance", "the step is not done");
    disk.crash(lobby, 1);

    let mut lobby = disk.boot(people::marias());
    lobby.start("en");
    lobby.identify();
    lobby.wait("the question", |lobby| lobby.showing() == "resume");
    lobby.touch("primary");
    lobby.wait("the questions", |lobby| lobby.showing() == "forms");

    let session = &lobby.stage.app.core.session;
    assert!(matches!(session.insurance, Some(InsuranceAnswer::Keep(_))));
    assert!(
        matches!(session.eligibility, Eligibility::Waiting { .. }),
        "the payer's answer is still followed"
    );
}

#[test]
fn somebody_new_goes_on_by_name_and_birth_date() {
    let nobody = || ScriptedCentral {
        finds: None,
        ..people::marias()
    };
    let new = |lobby: &mut Lobby| {
        lobby.start("en");
        lobby.touch("find-new");
        lobby.identify();
    };
    let mut disk = Disk::new();
    let mut lobby = disk.boot(nobody());
    new(&mut lobby);
    lobby.wait("the visit", |lobby| lobby.showing() == "visit");
    let begun = session(&lobby);
    disk.crash(lobby, 1);
    let mut lobby = disk.boot(nobody());
    new(&mut lobby);
    lobby.wait("the question", |lobby| lobby.showing() == "resume");
    lobby.touch("primary");
    lobby.wait("the visit", |lobby| lobby.showing() == "visit");

    assert_eq!(session(&lobby), begun);
}

#[test]
fn whoever_comes_by_code_says_first_when_they_were_born() {
    let mut disk = Disk::new();
    let mut lobby = disk.boot(by_code());
    lobby.start("en");
    type_code(&mut lobby);
    lobby.go_to("forms");
    let begun = session(&lobby);
    disk.crash(lobby, 2);

    let mut lobby = disk.boot(by_code());
    lobby.start("en");
    type_code(&mut lobby);
    lobby.wait("the birth date", |lobby| lobby.showing() == "resume");
    nothing_of_maria(&mut lobby);
    assert!(
        !lobby.offers("resume-again"),
        "nothing is said of an earlier session yet"
    );
    hands::type_date(&mut lobby.stage, (1985, 4, 13));
    lobby.touch("primary");
    assert!(lobby.stage.item("problem").is_some(), "{:?}", lobby.ids());
    assert!(!lobby.offers("resume-again"), "another day tells nothing");
    hands::type_date(&mut lobby.stage, (1985, 4, 12));
    lobby.touch("primary");
    assert!(lobby.offers("resume-again"));
    lobby.touch("primary");
    lobby.wait("the questions", |lobby| lobby.showing() == "forms");

    assert_eq!(session(&lobby), begun);
}

#[test]
fn a_code_proves_no_more_than_the_birth_date_did() {
    let mut disk = Disk::new();
    let mut lobby = disk.boot(people::marias());
    lobby.start("en");
    lobby.go_to("details");
    disk.crash(lobby, 1);
    let mut lobby = disk.boot(by_code());
    lobby.start("en");
    type_code(&mut lobby);
    hands::type_date(&mut lobby.stage, (1985, 4, 12));
    lobby.touch("primary");
    lobby.touch("primary");
    lobby.wait("the details", |lobby| lobby.showing() == "details");

    assert_eq!(lobby.stage.app.core.session.proof, Proof::Told);
    assert!(!lobby.says("1402 Maple"), "what is on file stays masked");
}

#[test]
fn after_three_other_dates_only_staff_can_go_on() {
    let mut disk = Disk::new();
    let mut lobby = disk.boot(by_code());
    lobby.start("en");
    type_code(&mut lobby);
    lobby.go_to("forms");
    let begun = session(&lobby);
    disk.crash(lobby, 1);

    let mut lobby = disk.boot(by_code());
    lobby.start("en");
    type_code(&mut lobby);
    hands::type_date(&mut lobby.stage, (1985, 4, 13));
    lobby.touch("primary");
    hands::type_date(&mut lobby.stage, (1985, 4, 14));
    lobby.touch("primary");
    // Neither another session nor a restart gives more tries.
    disk.crash(lobby, 1);
    let mut lobby = disk.boot(by_code());
    lobby.start("en");
    type_code(&mut lobby);
    hands::type_date(&mut lobby.stage, (1985, 4, 15));
    lobby.touch("primary");
    lobby.wait("the visit", |lobby| lobby.showing() == "visit");
    assert_ne!(session(&lobby), begun, "as if there were nothing");
    lobby.touch("start-over");
    lobby.touch("start-over-yes");
    lobby.start("en");
    type_code(&mut lobby);
    lobby.wait("the visit", |lobby| lobby.showing() == "visit");
    lobby.touch("start-over");
    lobby.touch("start-over-yes");

    open_menu(&mut lobby);
    assert!(lobby.offers("unfinished-0"));
}

#[test]
fn somebody_else_learns_nothing_and_takes_nothing() {
    let noah = || {
        let mut central = people::noahs();
        if let Some(found) = &mut central.finds {
            found.patient = Record::new(json!({ "resourceType": "Patient", "id": "2" }), None);
        }
        central
    };
    let mut disk = Disk::new();
    let mut lobby = disk.boot(people::marias());
    lobby.start("en");
    lobby.go_to("review");
    let begun = session(&lobby);
    disk.crash(lobby, 1);

    let mut lobby = disk.boot(noah());
    lobby.start("en");
    lobby.walk(|lobby| lobby.showing() == "insurance", &mut |lobby| {
        assert_ne!(lobby.showing(), "resume");
        for word in ["María", "Lucía", "maria@"] {
            assert!(!lobby.says(word), "\"{word}\" on \"{}\"", lobby.showing());
        }
    });
    assert_eq!(drafts(&lobby).len(), 2, "both are kept");
    disk.crash(lobby, 1);

    let mut lobby = disk.boot(people::marias());
    lobby.start("en");
    lobby.identify();
    lobby.wait("the question", |lobby| lobby.showing() == "resume");
    lobby.touch("primary");
    lobby.wait("her review", |lobby| lobby.showing() == "review");
    assert_eq!(session(&lobby), begun);
}

#[test]
fn after_ten_minutes_it_is_gone() {
    let mut disk = Disk::new();
    let mut lobby = disk.boot(people::marias());
    lobby.start("en");
    lobby.go_to("forms");
    disk.crash(lobby, 10);
    let mut lobby = disk.boot(people::marias());

    assert!(drafts(&lobby).is_empty());
    assert!(disk.outbox().drafts().unwrap().is_empty(), "from the disk too");
    lobby.start("en");
    lobby.identify();
    lobby.wait("the visit", |lobby| lobby.showing() == "visit");
}

#[test]
fn whoever_takes_their_time_over_a_step_loses_nothing() {
    let mut disk = Disk::new();
    let mut lobby = disk.boot(people::marias());
    lobby.start("en");
    lobby.go_to("forms");
    for _ in 0..14 {
        lobby.pass(55);
        disk.ahead += Duration::from_secs(55);
        lobby.stage.drag(&[iced::Point::new(540.0, 1900.0)]);
    }
    disk.crash(lobby, 1);
    let lobby = disk.boot(people::marias());

    assert_eq!(
        drafts(&lobby).len(),
        1,
        "the last step was long ago, the last touch was not"
    );
}

#[test]
fn start_again_wipes_what_was_begun() {
    let mut disk = Disk::new();
    let mut lobby = disk.boot(people::marias());
    lobby.start("en");
    lobby.go_to("bill");
    let begun = session(&lobby);
    disk.crash(lobby, 1);
    let mut lobby = disk.boot(people::marias());
    lobby.start("en");
    lobby.identify();
    lobby.wait("the question", |lobby| lobby.showing() == "resume");
    lobby.touch("resume-again");
    lobby.wait("the visit", |lobby| lobby.showing() == "visit");

    assert!(drafts(&lobby).iter().all(|draft| draft.session.id != begun));
    assert!(lobby.stage.app.core.session.insurance.is_none());
}

#[test]
fn every_end_wipes_the_draft() {
    type End = (&'static str, fn(&mut Lobby));
    let ends: [End; 5] = [
        ("start over", |lobby| {
            lobby.touch("start-over");
            lobby.touch("start-over-yes");
        }),
        ("walking away", |lobby| {
            lobby.pass(65);
            lobby.pass(20);
        }),
        ("a reset", |lobby| {
            open_menu(lobby);
            lobby.touch("staff-reset");
            lobby.touch("reason-other");
        }),
        ("a hand-over", |lobby| {
            open_menu(lobby);
            lobby.touch("staff-hand-over");
            lobby.touch("reason-unwell");
            lobby.touch("staff-confirm");
            lobby.wait("the end", |lobby| lobby.showing() == "done");
        }),
        ("staff's end", |lobby| {
            open_menu(lobby);
            lobby.touch("staff-desk-will-confirm");
            lobby.touch("reason-system");
            lobby.wait("the end", |lobby| lobby.showing() == "done");
        }),
    ];
    for (name, end) in ends {
        let disk = Disk::new();
        let mut lobby = disk.boot(people::marias());
        lobby.start("en");
        lobby.go_to("consent");
        assert_eq!(drafts(&lobby).len(), 1, "{name}");
        end(&mut lobby);
        lobby.stage.settle();

        assert!(drafts(&lobby).is_empty(), "{name}");
    }
}

#[test]
fn whoever_goes_back_behind_their_name_leaves_nothing() {
    let disk = Disk::new();
    let mut lobby = disk.boot(people::marias());
    lobby.start("en");
    lobby.go_to("visit");
    assert_eq!(drafts(&lobby).len(), 1);
    lobby.touch("visit-not-mine");
    lobby.stage.settle();

    assert_eq!(lobby.showing(), "find");
    assert!(drafts(&lobby).is_empty());
}

#[track_caller]
fn open_menu(lobby: &mut Lobby) {
    hands::hold_corner(&mut lobby.stage);
    hands::type_words(&mut lobby.stage, PIN);
    lobby.touch("staff-enter");
    lobby.wait("the menu", |lobby| lobby.offers("staff-reset"));
}
