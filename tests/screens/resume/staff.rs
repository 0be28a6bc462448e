//! Staff see what was broken off, and go on with it or discard it.

use portico::service::scripted::ScriptedCentral;
use registration::Outcome;
use uuid::Uuid;

use super::{Disk, drafts, nothing_of_maria, open_menu, session};
use crate::support::lobby::Lobby;
use crate::support::{hands, people};

fn trail(lobby: &Lobby) -> Vec<(String, String, String, Uuid)> {
    let entries = lobby.stage.app.core.services.trail.entries().unwrap();

    entries
        .into_iter()
        .map(|entry| (entry.action, entry.who, entry.why, entry.session))
        .collect()
}

#[test]
fn staff_go_on_with_it_and_it_is_written_down() {
    let mut disk = Disk::new();
    let mut lobby = disk.boot(people::marias());
    lobby.start("en");
    lobby.go_to("insurance");
    let begun = session(&lobby);
    disk.crash(lobby, 2);

    let mut lobby = disk.boot(people::marias());
    open_menu(&mut lobby);
    lobby.wait("the list", |lobby| lobby.offers("unfinished-0"));
    assert!(lobby.item("unfinished-0").label.contains("Insurance"));
    assert!(lobby.stage.item("staff-person").is_none(), "no name before they choose");
    nothing_of_maria(&mut lobby);
    lobby.touch("unfinished-0");
    nothing_of_maria(&mut lobby);
    assert!(lobby.stage.item("staff-person").is_some(), "and masked after");
    lobby.touch("staff-resume");
    lobby.touch("reason-device");
    lobby.wait("her step", |lobby| lobby.showing() == "insurance");

    assert_eq!(session(&lobby), begun);
    let written = ("resume".to_owned(), "ana".to_owned(), "device".to_owned(), begun);
    assert_eq!(trail(&lobby).last(), Some(&written));
    assert_eq!(lobby.asked("report"), 2, "central knows of the opening and of this");
    lobby.go_to("done");
    assert_eq!(lobby.outcome(), Some(Outcome::CheckedIn));
}

#[test]
fn staff_discard_it_and_it_is_written_down() {
    let mut disk = Disk::new();
    let mut lobby = disk.boot(people::marias());
    lobby.start("en");
    lobby.go_to("details");
    let begun = session(&lobby);
    disk.crash(lobby, 2);
    let mut lobby = disk.boot(people::marias());
    open_menu(&mut lobby);
    lobby.wait("the list", |lobby| lobby.offers("unfinished-0"));
    lobby.touch("unfinished-0");
    lobby.touch("staff-discard");
    lobby.touch("reason-other");
    lobby.wait("the menu", |lobby| lobby.offers("staff-reset"));

    assert!(!lobby.offers("unfinished-0") && drafts(&lobby).is_empty());
    let written = ("discard".to_owned(), "ana".to_owned(), "other".to_owned(), begun);
    assert_eq!(trail(&lobby).last(), Some(&written));
}

#[test]
fn over_somebodys_session_staff_see_no_other() {
    let mut disk = Disk::new();
    let mut lobby = disk.boot(people::marias());
    lobby.start("en");
    lobby.go_to("details");
    disk.crash(lobby, 2);
    let mut lobby = disk.boot(ScriptedCentral {
        finds: None,
        ..people::marias()
    });
    lobby.start("en");
    lobby.touch("find-new");
    hands::type_date(&mut lobby.stage, (1991, 4, 12));
    lobby.touch("primary");
    lobby.type_name();
    lobby.touch("primary");
    lobby.wait("the visit", |lobby| lobby.showing() == "visit");
    open_menu(&mut lobby);
    lobby.stage.settle();

    assert!(!lobby.offers("unfinished-0"));
}
