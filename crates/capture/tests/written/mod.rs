//! Words as a reader gives them, written by hand: lines at chosen places, of one size or of chosen sizes.

#![allow(dead_code, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use capture::{Bounds, CardFields, Field, PayerTable, Word, understand};

/// A line of text at a place, sixteen pixels a letter.
pub fn line(words: &mut Vec<Word>, x: f32, y: f32, text: &str) {
    let mut left = x;

    for part in text.split(' ') {
        let width = part.chars().count() as f32 * 16.0;
        words.push(Word {
            text: part.to_owned(),
            confidence: 0.95,
            bounds: Bounds::new(left, y, width, 28.0),
        });
        left += width + 12.0;
    }
}

/// What lines of text at their places mean.
pub fn read(lines: &[(f32, f32, &str)]) -> CardFields {
    let mut words = Vec::new();

    for (x, y, text) in lines {
        line(&mut words, *x, *y, text);
    }

    understand(&words, PayerTable::built_in())
}

pub fn value(field: Option<&Field>) -> Option<&str> {
    field.map(|field| field.value.as_str())
}

/// A line of text at a place: `height` pixels high, its letters about half as wide.
pub fn sized_line(words: &mut Vec<Word>, x: f32, y: f32, height: f32, text: &str) {
    let mut left = x;

    for part in text.split(' ') {
        let width = part.chars().count() as f32 * height * 0.55;
        words.push(Word {
            text: part.to_owned(),
            confidence: 0.95,
            bounds: Bounds::new(left, y, width, height),
        });
        left += width + height * 0.4;
    }
}

/// What lines of text at their places and of their heights mean.
pub fn sized(lines: &[(f32, f32, f32, &str)]) -> CardFields {
    let mut words = Vec::new();

    for (x, y, height, text) in lines {
        sized_line(&mut words, *x, *y, *height, text);
    }

    understand(&words, PayerTable::built_in())
}

pub fn payer_and_plan(fields: &CardFields) -> (Option<&str>, Option<&str>) {
    (value(fields.payer.as_ref()), value(fields.plan.as_ref()))
}
