//! Words that stand together in a line, with no more than a space between them.

use crate::understand::layout::{Role, Token};
use crate::{Bounds, Field};

/// How wide a space and the gaps beside it are, in letters.
const SPACE: f32 = 2.0;

/// A field from the tokens it was read from. A doubtful place makes a doubtful field.
pub(crate) fn field(text: &str, tokens: &[Token], score: f32) -> Field {
    let worst = tokens.iter().map(|token| token.confidence).fold(1.0, f32::min);
    let bounds = tokens.iter().map(|token| token.bounds).reduce(Bounds::union);

    Field::new(text, (worst * (0.4 + 0.6 * score)).clamp(0.0, 1.0), bounds)
}

/// Whether a token begins a run: a wide gap or a label stands before it.
pub(crate) fn starts_run(line: &[Token], index: usize) -> bool {
    let Some(before) = index.checked_sub(1).and_then(|before| line.get(before)) else {
        return true;
    };

    before.role != Role::Value || !is_near(before, &line[index])
}

/// Whether no more than a space stands between two tokens. In wide types a space is wider than the line is high: there
/// it is as wide as a letter and the gaps beside it.
pub(crate) fn is_near(before: &Token, after: &Token) -> bool {
    let gap = after.bounds.x - before.bounds.right();
    let letter = letter_width(before).max(letter_width(after));

    gap < (before.bounds.height.max(after.bounds.height) * 1.25).max(letter * SPACE)
}

/// How wide a letter is, where there are enough to tell.
pub(crate) fn letter_width(token: &Token) -> f32 {
    let letters = token.text.chars().count();

    if letters < 3 {
        0.0
    } else {
        token.bounds.width / letters as f32
    }
}

/// The words of a run from a token on.
pub(crate) fn run_words(line: &[Token], start: usize) -> Vec<&str> {
    run(line, start).iter().map(|token| token.text.as_str()).collect()
}

/// The words of a title from a token on: what costs something may be part of it, as in `Silver Simple PCP Saver`, unless
/// it is followed by an amount.
pub(crate) fn title_words(line: &[Token], start: usize) -> Vec<&str> {
    let plain = run(line, start).len();
    let mut end = start + plain;

    while plain > 0
        && let (Some(before), Some(token)) = (line.get(end - 1), line.get(end))
        && is_near(before, token)
    {
        if token.announces || token.text.starts_with('$') {
            return run_words(line, start);
        }

        end += 1;
    }

    line.get(start..end)
        .unwrap_or_default()
        .iter()
        .map(|token| token.text.as_str())
        .collect()
}

pub(crate) fn run(line: &[Token], start: usize) -> &[Token] {
    let mut end = start;

    while let Some(token) = line.get(end) {
        let continues = end == start || line.get(end - 1).is_some_and(|before| is_near(before, token));

        if token.role != Role::Value || !continues {
            break;
        }

        end += 1;
    }

    line.get(start..end).unwrap_or_default()
}
