//! Licences and passports: who they are of is found at once, and nothing of them is left on the screen.

use registration::identity::Proof;
use registration::session::DeskNote;

use crate::support::lobby::{Lobby, Setting};
use crate::support::payer::{GOOD, Payer};
use crate::support::{hands, people};

/// The back of María's licence, as a scanner types it: whatever is no key is lost.
const LICENCE: &str = "@\nANSI 636035100002DL00410258ZI02990015DLDAQG62454218412\nDCSGARCIA-LOPEZ\nDDEN\nDACMARIA\nDDFN\nDADELENA\nDDGN\nDBB04121985\nDBC2\nDAG1402 MAPLE STREET\nDAISPRINGFIELD\nDAJIL\nDAK627040000\nDBA04122029\n";

fn at_find() -> Lobby {
    let mut lobby = Setting::new(people::marias()).open();
    lobby.start("en");

    lobby
}

#[test]
fn a_licence_before_a_scanner_finds_the_visit_whichever_page_is_shown() {
    for page in ["birth", "name", "code"] {
        let mut lobby = at_find();
        match page {
            "name" => {
                hands::type_date(&mut lobby.stage, (1951, 9, 3));
                lobby.touch("primary");
            }
            "code" => lobby.touch("find-code"),
            _ => {}
        }
        hands::scan(&mut lobby, LICENCE);
        lobby.wait("the visit", |lobby| lobby.showing() == "visit");

        assert_eq!(lobby.stage.app.core.session.proof, Proof::Document, "{page}");
        assert_eq!(lobby.asked("find"), 1);
    }
}

#[test]
fn while_a_licence_is_typed_nothing_of_it_is_seen() {
    let mut lobby = at_find();
    hands::type_date(&mut lobby.stage, (1951, 9, 3));
    lobby.touch("primary");
    let before = lobby.words();
    hands::scan_without_pause(&mut lobby, LICENCE);

    assert!(lobby.words() == before, "half a licence is on the screen");
}

#[test]
fn a_person_at_a_real_keyboard_types_as_ever() {
    let mut lobby = at_find();
    hands::type_slowly(&mut lobby, "04121985\n");
    lobby.wait("the page for the name", |lobby| {
        lobby.stage.item("field-given").is_some()
    });
    hands::type_slowly(&mut lobby, "Maria\nGarcia\n");
    lobby.wait("the visit", |lobby| lobby.showing() == "visit");
}

#[test]
fn a_digital_health_card_is_kindly_sent_to_its_own_step() {
    let mut lobby = at_find();
    hands::scan(&mut lobby, &Payer::new(7).card("XEH804512097", GOOD));
    lobby.wait("the words", |lobby| lobby.stage.item("problem").is_some());

    assert_eq!(lobby.showing(), "find");
    assert!(lobby.says("This shows your insurance"));
    assert!(lobby.offers("field-year"), "they can go on at once");
    assert_eq!(lobby.asked("find"), 0, "it is no proof of identity");
}

#[test]
fn the_third_miss_is_not_taken_back_by_starting_over() {
    let mut lobby = Setting::new(portico::service::scripted::ScriptedCentral::default()).open();
    for misses in 1..=3 {
        lobby.start("en");
        lobby.identify();
        if misses < 3 {
            lobby.wait("the miss", |lobby| lobby.stage.item("problem").is_some());
            lobby.touch("start-over");
            lobby.touch("start-over-yes");
            lobby.wait("the beginning", |lobby| lobby.showing() == "attract");
        }
    }
    lobby.wait("the end", |lobby| lobby.showing() == "done");

    assert_eq!(lobby.central.told(), [DeskNote::IdentityNotFound]);
}

#[test]
fn a_passport_and_an_identity_card_before_the_camera_find_the_visit() {
    for (picture, name) in [
        ("passport.jpg", "Maria Garcia Lopez"),
        ("identity-card.jpg", "Layla Haddad"),
    ] {
        let mut lobby = at_find();
        let shown = portico::demo::Cards::get(picture)
            .expect("a picture of the demonstration")
            .data;
        let camera = capture::PictureCamera::from_bytes(vec![shown.into_owned()]);
        lobby.stage.app.core.services.camera = Some(std::sync::Arc::new(camera.with_frames_a_picture(15)));
        lobby.touch("find-scan");
        lobby.wait(name, |lobby| lobby.showing() == "visit");

        assert_eq!(lobby.stage.app.core.session.proof, Proof::Document, "{name}");
    }
}
