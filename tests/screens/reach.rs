//! Everything to touch lies on the screen, is large enough for a trembling finger, and covers nothing else.

use iced::Size;
use portico::service::scripted::ScriptedCentral;
use registration::mapping::task::HelpState;
use ui::{Item, Role};

use crate::support::lobby::{Lobby, PORTRAIT, Setting};
use crate::support::{hands, people};

const LANGUAGES: [&str; 3] = ["en", "es", "ar"];
const LANDSCAPE: Size = Size::new(1920.0, 1080.0);
const SMALL: Size = Size::new(768.0, 1366.0);

/// Bounds are rounded to whole pixels here and there.
const HAIR: f32 = 1.0;

/// What a finger is meant for.
fn is_touchable(item: &Item) -> bool {
    item.enabled && matches!(item.role, Role::Button | Role::Choice | Role::Toggle)
}

/// What is wrong with what is shown, one line each; empty where nothing is.
fn wrongs(lobby: &mut Lobby, size: Size) -> Vec<String> {
    let all = lobby.stage.items();
    let turns = all.iter().any(|item| item.id.starts_with("page-"));
    let least = 96.0 * lobby.stage.app.core.look.unit() - HAIR;
    let showing = lobby.showing();
    let mut wrongs = Vec::new();
    // What is not seen and cannot be turned to was squeezed away.
    for item in all.iter().filter(|item| is_touchable(item) && !item.visible && !turns) {
        wrongs.push(format!("{showing}: \"{}\" cannot be seen", item.id));
    }
    let seen: Vec<&Item> = all.iter().filter(|item| is_touchable(item) && item.visible).collect();
    for item in &seen {
        let bounds = item.bounds;
        let (right, bottom) = (bounds.x + bounds.width, bounds.y + bounds.height);
        let inside =
            bounds.x >= -HAIR && bounds.y >= -HAIR && right <= size.width + HAIR && bottom <= size.height + HAIR;
        if !inside {
            wrongs.push(format!("{showing}: \"{}\" leaves the screen: {bounds:?}", item.id));
        }
        if bounds.height < least {
            wrongs.push(format!(
                "{showing}: \"{}\" is {} px high and not {least}",
                item.id, bounds.height
            ));
        }
    }
    for (place, one) in seen.iter().enumerate() {
        for other in seen.iter().skip(place + 1) {
            let shared = one.bounds.intersection(&other.bounds);
            if shared.is_some_and(|shared| shared.width > HAIR && shared.height > HAIR) {
                wrongs.push(format!("{showing}: \"{}\" covers \"{}\"", one.id, other.id));
            }
        }
    }

    wrongs
}

/// Looks at pages as they come, and names everything that is wrong at the end.
struct Judge {
    size: Size,
    language: &'static str,
    pages: usize,
    wrongs: Vec<String>,
}

impl Judge {
    fn new(size: Size, language: &'static str) -> Self {
        Self {
            size,
            language,
            pages: 0,
            wrongs: Vec::new(),
        }
    }

    fn look(&mut self, lobby: &mut Lobby) {
        self.pages += 1;
        for wrong in wrongs(lobby, self.size) {
            if !self.wrongs.contains(&wrong) {
                self.wrongs.push(wrong);
            }
        }
    }

    #[track_caller]
    fn ends(self, least: usize) {
        assert!(self.pages >= least, "only {} pages were seen", self.pages);
        assert!(
            self.wrongs.is_empty(),
            "{} at {}x{}:\n{}",
            self.language,
            self.size.width,
            self.size.height,
            self.wrongs.join("\n")
        );
    }
}

/// A child's way: it has the most steps.
fn whole_way(size: Size, language: &'static str) {
    let mut judge = Judge::new(size, language);
    let mut lobby = Setting::new(people::noahs()).size(size).open();
    judge.look(&mut lobby);
    lobby.touch(&format!("language-{language}"));
    lobby.walk(|lobby| lobby.showing() == "done", &mut |lobby| judge.look(lobby));
    judge.ends(14);
}

/// Pages off the straight way: dialogs, the code, editors, no to a document, the square.
fn side_ways(size: Size, language: &'static str) {
    let mut judge = Judge::new(size, language);
    let mut lobby = Setting::new(ScriptedCentral {
        help: HelpState::Coming,
        ..people::marias()
    })
    .size(size)
    .open();
    lobby.start(language);
    for (open, back) in [("help", "help-close"), ("start-over", "start-over-no")] {
        lobby.touch(open);
        judge.look(&mut lobby);
        lobby.touch(back);
    }
    lobby.pass(65);
    judge.look(&mut lobby);
    lobby.touch("idle-stay");
    lobby.touch("find-code");
    judge.look(&mut lobby);
    lobby.touch("back");
    lobby.go_to("details");
    let rows: Vec<String> = lobby.ids().into_iter().filter(|id| id.starts_with("change-")).collect();
    assert!(rows.len() >= 6, "{rows:?}");
    for row in rows {
        lobby.touch(&row);
        judge.look(&mut lobby);
        lobby.touch("back");
        assert_eq!(lobby.showing(), "details");
    }
    lobby.go_to("consent");
    lobby.touch("consent-decline");
    judge.look(&mut lobby);
    lobby.touch("back");
    lobby.go_to("bill");
    lobby.touch("pay-phone");
    lobby.wait("the square", |lobby| lobby.stage.item("qr").is_some());
    judge.look(&mut lobby);
    judge.ends(12);
}

/// What staff see and touch, over a page of the patient's.
fn panel(size: Size, language: &'static str) {
    let mut judge = Judge::new(size, language);
    let mut lobby = Setting::new(people::marias()).size(size).open();
    lobby.stage.app.core.services.roster.add("ana", "739105").unwrap();
    lobby.start(language);
    lobby.go_to("details");
    hands::hold_corner(&mut lobby.stage);
    judge.look(&mut lobby);
    judge.ends(1);
    let mut judge = Judge::new(size, language);
    hands::type_words(&mut lobby.stage, "739105");
    lobby.touch("staff-enter");
    lobby.wait("the menu", |lobby| lobby.offers("staff-reset"));
    judge.look(&mut lobby);
    for (open, back) in [("staff-skip", "staff-back"), ("staff-correct", "staff-back")] {
        lobby.touch(open);
        judge.look(&mut lobby);
        lobby.touch(back);
    }
    lobby.touch("staff-hand-over");
    lobby.touch("reason-other");
    judge.look(&mut lobby);
    judge.ends(4);
}

/// Somebody new types everything.
fn new_person(size: Size, language: &'static str) {
    let mut judge = Judge::new(size, language);
    let central = ScriptedCentral {
        finds: None,
        dossier: people::dossier(),
        ..ScriptedCentral::default()
    };
    let mut lobby = Setting::new(central).size(size).open();
    lobby.start(language);
    lobby.touch("find-new");
    lobby.walk(|lobby| lobby.showing() == "insurance", &mut |lobby| judge.look(lobby));
    judge.look(&mut lobby);
    judge.ends(5);
}

macro_rules! on_every_panel {
    ($($name:ident: $size:expr, $language:expr;)*) => {
        $(mod $name {
            use super::*;

            #[test]
            fn the_whole_way() {
                whole_way($size, $language);
            }

            #[test]
            fn the_side_ways() {
                side_ways($size, $language);
            }

            #[test]
            fn the_panel_of_staff() {
                panel($size, $language);
            }

            #[test]
            fn somebody_new() {
                new_person($size, $language);
            }
        })*
    };
}

on_every_panel! {
    portrait_english: PORTRAIT, LANGUAGES[0];
    portrait_spanish: PORTRAIT, LANGUAGES[1];
    portrait_arabic: PORTRAIT, LANGUAGES[2];
    landscape_english: LANDSCAPE, LANGUAGES[0];
    landscape_spanish: LANDSCAPE, LANGUAGES[1];
    landscape_arabic: LANDSCAPE, LANGUAGES[2];
    small_english: SMALL, LANGUAGES[0];
    small_spanish: SMALL, LANGUAGES[1];
    small_arabic: SMALL, LANGUAGES[2];
}
