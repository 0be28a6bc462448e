//! What a person chooses to be comfortable shows at once.

use crate::support::lobby::{Lobby, PORTRAIT, Setting};
use crate::support::people;

fn comfort_page(language: &str) -> Lobby {
    let mut lobby = Setting::new(people::marias()).open();
    lobby.touch(&format!("language-{language}"));

    lobby
}

#[test]
fn large_text_is_larger_at_once() {
    let mut lobby = comfort_page("en");
    let usual = lobby.stage.app.core.look.text(ui::Size::Body30);
    let height = lobby.item("question").bounds.height;
    lobby.touch("text-largest");

    assert!(lobby.item("text-largest").selected);
    assert!(lobby.stage.app.core.look.text(ui::Size::Body30) >= usual * 1.49);
    assert!(
        lobby.item("question").bounds.height > height,
        "the words on the page grew"
    );
    lobby.touch("primary");
    assert!(
        lobby.stage.app.core.look.text(ui::Size::Body30) >= usual * 1.49,
        "it stays so on the next page"
    );
}

#[test]
fn strong_contrast_is_drawn_at_once_and_taken_back_by_a_second_touch() {
    let mut lobby = comfort_page("en");
    let brightness = |lobby: &mut Lobby| {
        let picture = lobby.stage.picture();
        let pixels = picture.pixels().step_by(97);
        pixels
            .map(|pixel| u64::from(pixel.0[0]) + u64::from(pixel.0[1]) + u64::from(pixel.0[2]))
            .sum::<u64>()
    };
    let usual = brightness(&mut lobby);
    lobby.touch("contrast");

    assert!(lobby.item("contrast").selected);
    assert!(brightness(&mut lobby) < usual / 2, "light on dark");
    lobby.touch("contrast");
    assert_eq!(
        lobby.stage.app.core.look.palette.ground,
        ui::palette::Palette::STANDARD.ground
    );
}

#[test]
fn low_reach_moves_everything_to_touch_into_the_lower_half() {
    let mut lobby = comfort_page("en");
    lobby.touch("low-reach");
    lobby.touch("primary");
    let mut pages = 0;
    lobby.walk(|lobby| lobby.showing() == "done", &mut |lobby| {
        pages += 1;
        let showing = lobby.showing();
        for item in lobby.stage.items() {
            let to_touch = matches!(item.role, ui::Role::Button | ui::Role::Choice | ui::Role::Toggle);
            if to_touch && item.enabled && item.visible && !item.id.starts_with("change-") {
                // Above a whole keyboard there is a hand's breadth less room.
                let middle = item.bounds.center_y();
                assert!(
                    middle >= PORTRAIT.height * 0.45,
                    "\"{}\" on \"{showing}\" is at {middle}",
                    item.id
                );
            }
        }
    });
    assert!(pages > 8, "{pages} pages");
}

#[test]
fn arabic_mirrors_the_screen() {
    let mut english = comfort_page("en");
    english.touch("primary");
    let mut arabic = comfort_page("ar");
    arabic.touch("primary");
    let middle = PORTRAIT.width / 2.0;

    assert!(english.item("help").bounds.center_x() > middle);
    assert!(english.item("back").bounds.center_x() < middle);
    assert!(
        arabic.item("help").bounds.center_x() < middle,
        "help stands at the end of the line: at the left"
    );
    assert!(
        arabic.item("back").bounds.center_x() > middle,
        "back is where reading comes from: at the right"
    );
}

#[test]
fn the_language_can_be_changed_on_every_page_and_nothing_is_lost() {
    let mut lobby = comfort_page("en");
    lobby.touch("primary");
    lobby.go_to("details");
    let (session, english) = (lobby.stage.app.core.session.id, lobby.question());
    lobby.touch("language");
    lobby.touch("language-es");
    lobby.touch("primary");

    assert_eq!(lobby.showing(), "details");
    assert_eq!(lobby.stage.app.core.session.id, session);
    assert_ne!(lobby.question(), english);
}
