//! Staff step in: always with who, why and when.

use registration::Outcome;
use registration::journey::Step;
use registration::session::DeskNote;

use crate::support::hands;
use crate::support::lobby::{Lobby, Setting};
use crate::support::people::{self, MARIAS_OWN};

const PIN: &str = "739105";

fn at(showing: &str, language: &str) -> Lobby {
    let mut lobby = Setting::new(people::marias()).open();
    lobby.stage.app.core.services.roster.add("ana", PIN).unwrap();
    lobby.start(language);
    lobby.go_to(showing);

    lobby
}

#[track_caller]
fn enter(lobby: &mut Lobby, pin: &str) {
    hands::hold_corner(&mut lobby.stage);
    hands::type_words(&mut lobby.stage, pin);
    lobby.touch("staff-enter");
}

#[track_caller]
fn open_menu(lobby: &mut Lobby) {
    enter(lobby, PIN);
    lobby.wait("the menu", |lobby| lobby.offers("staff-reset"));
}

fn trail(lobby: &Lobby) -> Vec<(String, String, String)> {
    let entries = lobby.stage.app.core.services.trail.entries().unwrap();

    entries
        .into_iter()
        .map(|entry| (entry.action, entry.who, entry.why))
        .collect()
}

fn written(action: &str, who: &str, why: &str) -> (String, String, String) {
    (action.to_owned(), who.to_owned(), why.to_owned())
}

#[test]
fn a_short_touch_of_the_corner_opens_nothing() {
    let mut lobby = at("details", "en");
    let corner = hands::corner(&lobby.stage);
    lobby.stage.drag(&[corner]);
    std::thread::sleep(std::time::Duration::from_millis(1800));
    lobby.stage.settle();

    assert_eq!(lobby.showing(), "details");
}

#[test]
fn the_corner_is_where_reading_begins() {
    for language in ["en", "ar"] {
        let mut lobby = at("details", language);
        hands::hold_corner(&mut lobby.stage);

        assert_eq!(lobby.showing(), "staff");
        assert!(lobby.stage.item("staff-reset").is_none(), "nothing without a PIN");
        lobby.touch("staff-close");
        assert_eq!(lobby.showing(), "details", "the person goes on where they were");
    }
}

#[test]
fn a_wrong_pin_is_refused_and_written_down() {
    let mut lobby = at("details", "en");
    enter(&mut lobby, "000000");
    lobby.wait("the refusal", |lobby| !trail(lobby).is_empty());

    assert_eq!(trail(&lobby), [written("refused", "unknown", "")]);
    assert!(lobby.stage.item("staff-reset").is_none());
    assert!(lobby.stage.item("field-pin-problem").is_some(), "{:?}", lobby.ids());
    assert!(!lobby.says("000000") && !lobby.says(PIN), "a PIN is never shown");
}

#[test]
fn the_right_pin_opens_the_menu_and_is_written_down() {
    let mut lobby = at("details", "en");
    open_menu(&mut lobby);

    assert_eq!(trail(&lobby), [written("open", "ana", "")]);
    assert!(lobby.offers("staff-skip") && lobby.offers("staff-hand-over"));
    assert_eq!(lobby.asked("report"), 1, "central knows too");
}

#[test]
fn what_the_panel_shows_is_masked() {
    for step in ["visit", "details", "insurance", "bill", "review"] {
        let mut lobby = at(step, "en");
        open_menu(&mut lobby);
        for word in MARIAS_OWN {
            assert!(!lobby.says(word), "\"{word}\" on the panel over \"{step}\"");
        }
        assert!(
            lobby.stage.item("staff-person").is_some(),
            "but it tells that somebody is known"
        );
    }
}

#[test]
fn skipping_goes_on_and_leaves_a_note() {
    let mut lobby = at("insurance", "en");
    open_menu(&mut lobby);
    lobby.touch("staff-skip");
    lobby.touch("reason-no-card");
    lobby.wait("the next step", |lobby| {
        lobby.showing() != "staff" && lobby.showing() != "between"
    });

    assert_eq!(lobby.showing(), "forms");
    let session = &lobby.stage.app.core.session;
    assert_eq!(session.skipped.len(), 1);
    assert!(
        session
            .skipped
            .iter()
            .all(|skipped| { skipped.step == Step::Insurance && skipped.by == "ana" && skipped.reason == "no-card" })
    );
    assert!(session.notes().contains(&DeskNote::StepSkipped));
    assert_eq!(
        trail(&lobby).last(),
        Some(&written("skip", "ana", "insurance: no-card"))
    );
    lobby.go_to("done");
    assert_eq!(lobby.outcome(), Some(Outcome::CheckedIn));
}

#[test]
fn who_somebody_is_cannot_be_skipped() {
    for step in ["find", "visit", "review"] {
        let mut lobby = at(step, "en");
        open_menu(&mut lobby);

        assert!(!lobby.offers("staff-skip"), "\"{step}\" cannot be left out");
    }
}

#[test]
fn handing_over_shows_a_code_and_ends() {
    let mut lobby = at("forms", "en");
    open_menu(&mut lobby);
    lobby.touch("staff-hand-over");
    lobby.touch("reason-unwell");
    let code = lobby.item("staff-code");
    assert!(
        code.label.chars().filter(|letter| letter.is_alphanumeric()).count() >= 4,
        "a code to type"
    );
    assert_eq!(lobby.asked("hand over"), 0, "not before it is passed on");
    lobby.touch("staff-confirm");
    lobby.wait("the end", |lobby| lobby.showing() == "done");

    assert_eq!(lobby.outcome(), Some(Outcome::HandedOver));
    assert_eq!((lobby.asked("hand over"), lobby.asked("send")), (1, 0));
    assert_eq!(trail(&lobby).last(), Some(&written("hand-over", "ana", "unwell")));
}

#[test]
fn the_desk_confirms_what_staff_end() {
    let mut lobby = at("consent", "en");
    open_menu(&mut lobby);
    lobby.touch("staff-desk-will-confirm");
    lobby.touch("reason-system");
    lobby.wait("the end", |lobby| lobby.showing() == "done");

    assert_eq!(lobby.outcome(), Some(Outcome::DeskWillConfirm));
    assert_eq!(lobby.asked("send"), 1);
    let claim = portico::t!(lobby.stage.app.core.locale, "done-checked-in");
    assert!(!lobby.says(&claim));
}

#[test]
fn a_reset_wipes() {
    let mut lobby = at("bill", "en");
    let session = lobby.stage.app.core.session.id;
    open_menu(&mut lobby);
    lobby.touch("staff-reset");
    lobby.touch("reason-other");
    lobby.stage.settle();

    assert_eq!(lobby.showing(), "attract");
    assert_ne!(lobby.stage.app.core.session.id, session);
    assert!(lobby.stage.app.core.session.person.is_none());
    assert_eq!(trail(&lobby).last(), Some(&written("reset", "ana", "other")));
}

#[test]
fn correcting_ends_with_the_step() {
    let mut lobby = at("insurance", "en");
    open_menu(&mut lobby);
    lobby.touch("staff-correct");
    lobby.touch("correct-details");
    assert_eq!(lobby.showing(), "details");
    assert!(lobby.says("0142"), "staff see what they correct");
    lobby.touch("primary");
    lobby.wait("the next step", |lobby| {
        lobby.showing() != "details" && lobby.showing() != "between"
    });

    assert!(
        lobby.stage.app.core.corrected_by.is_none(),
        "what comes next is the patient's again"
    );
    assert_eq!(trail(&lobby).last(), Some(&written("correct", "ana", "details")));
}

#[test]
fn on_a_wide_panel_the_pin_can_be_typed_too() {
    let mut lobby = Setting::new(people::marias())
        .size(iced::Size::new(1920.0, 1080.0))
        .open();
    lobby.stage.app.core.services.roster.add("ana", PIN).unwrap();
    lobby.start("en");
    open_menu(&mut lobby);

    assert!(lobby.offers("staff-hand-over"));
}
