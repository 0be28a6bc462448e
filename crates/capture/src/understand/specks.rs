//! What a logo, an edge or a fold leaves beside a name when it is read for letters.

use crate::understand::candidate::{MARKS, is_among};
use crate::understand::layout::Token;

/// The most letters that a speck has.
const MOST: usize = 4;

/// A run without specks at its ends.
pub(crate) fn without_specks(run: &[Token]) -> &[Token] {
    let mut run = run;

    while let [first, rest @ ..] = run
        && rest.first().is_none_or(|next| is_speck_before(first, next))
    {
        if rest.is_empty() && !is_speck(first) {
            break;
        }

        run = rest;
    }

    while let [rest @ .., last] = run
        && is_speck(last)
    {
        run = rest;
    }

    run
}

/// What of the tokens before a name is none.
pub(crate) fn without_specks_before<'a>(tokens: &'a [Token], name: &Token) -> &'a [Token] {
    let all_are = tokens
        .iter()
        .all(|token| is_speck_before(token, name) || letters(token) <= 2 && token.confidence < 0.9);

    if all_are { &[] } else { tokens }
}

/// Letters that make no word.
fn is_speck(token: &Token) -> bool {
    let letters = letters(token);
    let is_short = letters <= MOST && !is_among(MARKS, &token.text);
    let is_wild = token.confidence < 0.6 || has_strokes(&token.text) || has_wild_capitals(&token.text);

    letters < 2 || token.confidence < 0.3 || is_one_letter_again(&token.text) || is_short && is_wild
}

/// The same where a name follows, which begins with a capital.
fn is_speck_before(token: &Token, next: &Token) -> bool {
    let is_small = token.text.chars().all(|letter| !letter.is_uppercase());
    let is_followed = next.text.chars().next().is_some_and(char::is_uppercase);
    // What belongs to one line of print stands on one line.
    let height = next.bounds.height.max(1.0);
    let stands_off = (token.bounds.bottom() - next.bounds.bottom()).abs() > height * 0.45
        || !(0.4..1.9).contains(&(token.bounds.height / height));

    // The rest of a name, as in `of Kansas`.
    let goes_on = is_among(" OF AND FOR THE ", &token.text);

    !goes_on && (is_speck(token) || letters(token) < MOST && (is_small && is_followed || stands_off))
}

fn letters(token: &Token) -> usize {
    token.text.chars().filter(|letter| letter.is_alphabetic()).count()
}

/// `lll`, `IIl`: bars of a logo.
fn is_one_letter_again(text: &str) -> bool {
    let mut folded = text
        .chars()
        .filter(|letter| letter.is_alphanumeric())
        .map(|letter| match letter {
            'I' | 'i' | 'l' | '1' => 'l',
            other => other.to_ascii_lowercase(),
        });
    let first = folded.next();

    first.is_some() && folded.all(|letter| Some(letter) == first) && text.chars().count() > 1
}

/// Signs that stand in no name.
fn has_strokes(text: &str) -> bool {
    let closes_only = text.contains(')') && !text.contains('(') || text.contains('(') && !text.contains(')');

    closes_only
        || text.contains([
            '[', ']', '{', '}', '|', '<', '>', '=', '~', '«', '»', '!', '?', '*', '%', '_',
        ])
}

/// `WwW`, `tT`: a capital behind a small letter in a word too short for a name such as `McLaren`.
fn has_wild_capitals(text: &str) -> bool {
    let letters: Vec<char> = text.chars().filter(|letter| letter.is_alphabetic()).collect();

    letters.len() < MOST
        && letters
            .windows(2)
            .any(|pair| pair[0].is_lowercase() && pair[1].is_uppercase())
}
