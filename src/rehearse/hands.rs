//! What a person's hands do: type on the keyboard of the screen, sign, hold the corner.

use std::time::Duration;

use iced::Point;
use ui::Item;

use crate::stage::{Stage, StageError};

/// Types words on whatever keyboard or pad is shown, changing its layout where a letter is not on it.
pub fn type_words(stage: &mut Stage, words: &str) -> Result<usize, StageError> {
    let mut touches = 0;
    for letter in words.chars() {
        touches += type_letter(stage, letter)?;
    }

    Ok(touches)
}

fn type_letter(stage: &mut Stage, letter: char) -> Result<usize, StageError> {
    let key = match letter {
        ' ' => "key-space".to_owned(),
        _ => format!("key-{}", letter.to_lowercase()),
    };
    if stage.offers(&key) {
        let shifted = press_shift_for(stage, letter, &key)?;
        stage.touch(&key)?;
        return Ok(1 + usize::from(shifted));
    }
    if letter == ' ' {
        // A number pad has no space: the number is the same without it.
        return Ok(0);
    }
    for layout in [
        "key-layout-latin",
        "key-layout-accents",
        "key-layout-symbols",
        "key-layout-arabic",
        "key-layout-latin",
    ] {
        if !stage.offers(layout) {
            continue;
        }
        stage.touch(layout)?;
        if stage.offers(&key) {
            let shifted = press_shift_for(stage, letter, &key)?;
            stage.touch(&key)?;
            if stage.offers("key-layout-latin") && layout != "key-layout-latin" {
                stage.touch("key-layout-latin")?;
                return Ok(3 + usize::from(shifted));
            }
            return Ok(2 + usize::from(shifted));
        }
    }
    if letter.is_ascii_digit() || letter.is_alphabetic() || letter == '@' {
        return Err(StageError::NotThere {
            id: key,
            screen: stage.app.showing(),
        });
    }

    // Signs that this pad does not have, such as the plus before a telephone number: people leave them out too.
    Ok(0)
}

/// Presses shift when the key would type the other case.
fn press_shift_for(stage: &mut Stage, letter: char, key: &str) -> Result<bool, StageError> {
    let other_case = |item: Item| {
        let shown = item.label.chars().next();
        shown.is_some_and(|shown| shown != letter && shown.to_lowercase().eq(letter.to_lowercase()))
    };
    let wrong = letter.is_alphabetic() && stage.item(key).is_some_and(other_case);
    if wrong && stage.offers("key-shift") {
        stage.touch("key-shift")?;
        return Ok(true);
    }

    Ok(false)
}

/// Empties the field that is being typed into.
pub fn clear(stage: &mut Stage, field: &str) -> Result<usize, StageError> {
    let mut touches = 0;
    while stage
        .item(field)
        .is_some_and(|item| item.value.is_some_and(|value| !value.is_empty()))
        && touches < 120
    {
        let key = if stage.offers("key-clear") {
            "key-clear"
        } else {
            "key-backspace"
        };
        if !stage.offers(key) {
            break;
        }
        stage.touch(key)?;
        touches += 1;
    }

    Ok(touches)
}

/// Draws a signature.
pub fn sign(stage: &mut Stage, pad: &Item) {
    let bounds = pad.bounds;
    let place = |x: f32, y: f32| Point::new(bounds.x + bounds.width * x, bounds.y + bounds.height * y);
    let wave: Vec<Point> = (0..40)
        .map(|step| {
            let along = step as f32 / 39.0;
            place(0.15 + 0.6 * along, 0.5 + 0.25 * (along * 19.0).sin())
        })
        .collect();
    stage.drag(&wave);
    stage.drag(&[place(0.3, 0.3), place(0.45, 0.32), place(0.6, 0.3)]);
}

/// Holds the staff corner until the panel opens.
pub fn hold_corner(stage: &mut Stage) -> Result<(), StageError> {
    let width = stage.app.core.look.canvas.width;
    let x = if stage.app.core.locale.right_to_left() {
        width - 20.0
    } else {
        20.0
    };
    let corner = Point::new(x, 20.0);
    stage.hold(corner);
    let opened = stage.wait("the override panel", Duration::from_secs(5), |stage| {
        stage.app.showing() == "staff"
    });
    stage.lift(corner);

    opened
}
