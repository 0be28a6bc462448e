//! What a person's fingers do: type on the keys that are shown, sign, hold the corner.

use std::time::Duration;

use iced::Point;
use portico::app::Message;
use portico::stage::Stage;

use super::lobby::Lobby;

/// Types words, letter by letter, on the keys that are shown.
#[track_caller]
pub fn type_words(stage: &mut Stage, words: &str) {
    for letter in words.chars() {
        let key = if letter == ' ' {
            "key-space".to_owned()
        } else {
            format!("key-{}", letter.to_lowercase())
        };
        if !stage.offers(&key) {
            let layouts = ["key-layout-latin", "key-layout-accents", "key-layout-symbols"];
            for layout in layouts {
                if stage.offers(layout) {
                    stage.touch(layout).unwrap();
                }
                if stage.offers(&key) {
                    break;
                }
            }
        }
        stage.touch(&key).unwrap();
    }
}

/// Fills the three boxes of a date, in the order in which they stand.
#[track_caller]
pub fn type_date(stage: &mut Stage, (year, month, day): (i16, i8, i8)) {
    let digits = |id: &str| match id {
        "field-year" => Some(format!("{year:04}")),
        "field-month" => Some(format!("{month:02}")),
        "field-day" => Some(format!("{day:02}")),
        _ => None,
    };
    let typed: String = stage.items().iter().filter_map(|item| digits(&item.id)).collect();
    assert_eq!(typed.len(), 8, "three boxes for a date");
    type_words(stage, &typed);
}

/// Draws a signature on the pad.
#[track_caller]
pub fn sign(stage: &mut Stage) {
    let bounds = stage.item("signature").expect("a pad to sign on").bounds;
    let place = |x: f32, y: f32| Point::new(bounds.x + bounds.width * x, bounds.y + bounds.height * y);
    let wave: Vec<Point> = (0..40)
        .map(|step| step as f32 / 39.0)
        .map(|along| place(0.15 + 0.6 * along, 0.5 + 0.25 * (along * 19.0).sin()))
        .collect();
    stage.drag(&wave);
}

/// Where staff put their finger.
pub fn corner(stage: &Stage) -> Point {
    let width = stage.app.core.look.canvas.width;
    let x = if stage.app.core.locale.right_to_left() {
        width - 20.0
    } else {
        20.0
    };

    Point::new(x, 20.0)
}

/// Holds the staff corner until the panel opens.
#[track_caller]
pub fn hold_corner(stage: &mut Stage) {
    let corner = corner(stage);
    stage.hold(corner);
    stage
        .wait("the panel", Duration::from_secs(5), |stage| {
            stage.app.showing() == "staff"
        })
        .unwrap();
    stage.lift(corner);
}

/// Types as a scanner does: four milliseconds from key to key, then silence.
#[track_caller]
pub fn scan(lobby: &mut Lobby, text: &str) {
    let last = scan_keys(lobby, text);
    lobby.stage.message(Message::Typed(last));
}

/// The same, seen while the scanner is still typing.
pub fn scan_without_pause(lobby: &mut Lobby, text: &str) {
    scan_keys(lobby, text);
}

fn scan_keys(lobby: &mut Lobby, text: &str) -> ui::Key {
    let mut keys: Vec<ui::Key> = text.chars().map(key).collect();
    let last = keys.pop().expect("something to scan");
    for key in keys {
        // What the app does about a key before the last one is undone by the next.
        drop(lobby.stage.app.update(Message::Typed(key)));
        lobby.clock.pass(Duration::from_millis(4));
    }

    last
}

/// Types as a person does on a real keyboard.
pub fn type_slowly(lobby: &mut Lobby, text: &str) {
    for letter in text.chars() {
        lobby.stage.message(Message::Typed(key(letter)));
        lobby.clock.pass(Duration::from_millis(140));
        lobby.stage.rest(Duration::from_millis(150));
    }
}

fn key(letter: char) -> ui::Key {
    match letter {
        '\n' => ui::Key::Done,
        ' ' => ui::Key::Space,
        letter => ui::Key::Char(letter),
    }
}
