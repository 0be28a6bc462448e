//! How large words are set, whatever letters they have.

use crate::understand::layout::Token;

/// Small letters without a stem, and what a tail adds, as parts of a capital's height.
const LOW: f32 = 0.74;
const TAIL: f32 = 0.28;
/// Boxes of one line end within so many pixels of each other where the reader tells the line's height for every word.
const SAME_BOX: f32 = 1.5;
/// A word is set smaller if the capitals of the one before are taller by this.
const SMALLER: f32 = 1.3;

/// Whether a word is set smaller than the one before it in its line: a payer's name is larger than the plan beside it.
pub(crate) fn is_smaller(token: &Token, before: &Token) -> bool {
    let is_same_box = (token.bounds.y - before.bounds.y).abs() < SAME_BOX
        && (token.bounds.bottom() - before.bounds.bottom()).abs() < SAME_BOX;
    let (Some(size), Some(larger)) = (size(token), size(before)) else {
        return false;
    };

    !is_same_box && larger > size * SMALLER
}

/// How tall the capitals of a word are, or would be.
pub(crate) fn capitals(token: &Token) -> f32 {
    size(token).unwrap_or(token.bounds.height)
}

/// The same; `None` where there are too few letters to tell.
fn size(token: &Token) -> Option<f32> {
    let letters = token.text.chars().filter(|letter| letter.is_alphanumeric()).count();
    let has = |wanted: fn(char) -> bool| token.text.chars().any(wanted);
    let stem = if has(|letter| letter.is_uppercase() || letter.is_ascii_digit() || "bdfhklt".contains(letter)) {
        1.0
    } else {
        LOW
    };
    let tail = if has(|letter| "gjpqyQ,;()$".contains(letter)) {
        TAIL
    } else {
        0.0
    };

    (letters > 2).then(|| token.bounds.height / (stem + tail))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

    use super::*;
    use crate::Bounds;
    use crate::understand::layout::Role;

    fn token(text: &str, top: f32, height: f32) -> Token {
        Token {
            text: text.to_owned(),
            confidence: 0.95,
            bounds: Bounds::new(0.0, top, 100.0, height),
            role: Role::Value,
            announces: false,
        }
    }

    #[test]
    fn letters_with_tails_and_without_are_one_size() {
        assert!(!is_smaller(&token("Golden", 40.0, 44.0), &token("Valley", 40.0, 56.0)));
        assert!(!is_smaller(&token("sun", 52.0, 32.0), &token("life", 40.0, 44.0)));
        assert!(!is_smaller(&token("sun", 40.0, 44.0), &token("Valley", 40.0, 44.0)));
    }

    #[test]
    fn a_plan_beside_a_large_name_is_smaller() {
        assert!(is_smaller(
            &token("Network", 90.0, 31.0),
            &token("Partners", 76.0, 43.0)
        ));
        assert!(!is_smaller(
            &token("Partners", 76.0, 43.0),
            &token("Network", 90.0, 31.0)
        ));
    }
}
