//! Nobody is there yet: the first touch.

use iced::Point;
use iced_test::selector::id;
use iced_test::simulator::Simulator;
use portico::locale::LANGUAGES;
use portico::service::scripted::ScriptedCentral;

use crate::support::lobby::{Lobby, PORTRAIT, Setting};

fn lobby() -> Lobby {
    Setting::new(ScriptedCentral::default()).open()
}

fn seen(lobby: &Lobby) -> Simulator<'_, portico::app::Message> {
    let settings = iced::Settings {
        default_font: iced::Font::with_name("Noto Sans"),
        fonts: vec![ui::icon_font().into()],
        ..iced::Settings::default()
    };

    Simulator::with_size(settings, PORTRAIT, lobby.stage.app.view())
}

#[test]
fn every_language_is_shown_by_its_own_name() {
    let lobby = lobby();
    let mut seen = seen(&lobby);

    for language in LANGUAGES {
        assert!(
            seen.find(language.name).is_ok(),
            "{} is written on the screen",
            language.name
        );
    }
}

#[test]
fn touching_a_language_starts_in_it() {
    for language in LANGUAGES {
        let mut lobby = lobby();
        let messages: Vec<_> = {
            let mut seen = seen(&lobby);
            seen.click(id(format!("language-{}", language.tag))).unwrap();
            seen.into_messages().collect()
        };
        for message in messages {
            lobby.stage.message(message);
        }

        assert_eq!(lobby.showing(), "comfort");
        assert_eq!(lobby.stage.app.core.language(), language.tag);
        assert_eq!(lobby.stage.app.core.session.language, language.tag);
        assert_eq!(lobby.stage.app.core.look.rtl(), language.right_to_left);
        assert!(lobby.item(&format!("language-{}", language.tag)).selected);
    }
}

#[test]
fn touching_anywhere_starts() {
    for place in [
        Point::new(540.0, 60.0),
        Point::new(540.0, 960.0),
        Point::new(1060.0, 1900.0),
    ] {
        let mut lobby = lobby();
        lobby.stage.drag(&[place]);

        assert_eq!(lobby.showing(), "comfort", "a touch at {place}");
        assert_eq!(lobby.stage.app.core.language(), "en", "the language of the site");
    }
}

#[test]
fn touching_start_starts() {
    let mut lobby = lobby();
    lobby.touch("start");

    assert_eq!(lobby.showing(), "comfort");
}
