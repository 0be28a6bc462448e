//! Whose card it is, where no word announces the name.

use std::collections::HashSet;
use std::sync::LazyLock;

use crate::understand::labels::Label;
use crate::understand::layout::{Layout, Role, Token};
use crate::understand::runs::{field, is_near, run, starts_run};
use crate::understand::{names, plan};
use crate::{Bounds, CardFields, Field};

static GIVEN_NAMES: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    include_str!("given_names.txt")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .flat_map(str::split_whitespace)
        .collect()
});
/// What stands behind a name.
const SUFFIXES: [&str; 5] = ["JR", "SR", "II", "III", "IV"];
/// What stands behind the name of one who treats people.
const TITLES: &str = " MD DO NP PA DDS DMD OD DR RN INC LLC CO ";
/// How many heights of a line a name stands from the member's number at most.
const NEAR: f32 = 4.0;
/// The same where a person's number stands before it: such a list may stand below the group's number.
const NEAR_IN_LIST: f32 = 8.0;

/// Whether people are given this name, in capitals.
pub(crate) fn is_given_name(word: &str) -> bool {
    GIVEN_NAMES.contains(word)
}

/// The person's name near the member's number: words that only a person is called by. A guess, and said to be one by
/// its confidence.
pub(crate) fn unlabelled(
    layout: &Layout,
    fields: &CardFields,
    is_used: &dyn Fn(usize, usize) -> bool,
) -> Option<Field> {
    let number = fields.member_id.as_ref().or(fields.mbi.as_ref())?.bounds?;
    let says_name = layout.labels.iter().any(|placed| placed.label == Label::Dependants);
    let mut best: Option<(f32, Field)> = None;

    for (at, line) in layout.lines.iter().enumerate().filter(|_| !says_name) {
        for start in 0..line.len() {
            let is_listed = start.checked_sub(1).is_some_and(|before| is_person_code(line, before));
            let begins = start
                .checked_sub(1)
                .and_then(|before| line.get(before))
                .is_none_or(|before| before.role == Role::Value && (is_listed || !is_near(before, &line[start])));
            let tokens = run(line, start);

            if !begins || tokens.is_empty() || (start..start + tokens.len()).any(|token| is_used(at, token)) {
                continue;
            }

            let away = distance(tokens, number);

            let most = if is_listed { NEAR_IN_LIST } else { NEAR };

            if is_person(tokens) && away < most && best.as_ref().is_none_or(|(known, _)| away < *known) {
                let words: Vec<&str> = tokens.iter().map(|token| token.text.as_str()).collect();
                best = names::name(&words).map(|name| (away, field(&name.text, tokens, 0.5)));
            }
        }
    }

    best.map(|(_, name)| name)
}

/// `01`, before a name in a list of the family.
fn is_person_code(line: &[Token], at: usize) -> bool {
    let is_code = |token: &Token| token.text.len() == 2 && token.text.bytes().all(|digit| digit.is_ascii_digit());

    line.get(at).is_some_and(is_code) && starts_run(line, at)
}

/// Between the lines of two things, in heights of print. Above is nearer than below, as cards have it.
fn distance(tokens: &[Token], number: Bounds) -> f32 {
    let bounds = tokens
        .iter()
        .map(|token| token.bounds)
        .reduce(Bounds::union)
        .unwrap_or_default();
    let height = bounds.height.max(number.height).max(8.0);
    let away = (bounds.center().y - number.center().y) / height;

    if away < 0.0 { -away } else { away * 1.3 }
}

/// A given name and one or more others, with nothing that people are not called by.
fn is_person(tokens: &[Token]) -> bool {
    let words: Vec<String> = tokens
        .iter()
        .map(|token| {
            token
                .text
                .trim_matches(|letter: char| !letter.is_alphabetic())
                .to_uppercase()
        })
        .collect();
    let is_letters = tokens.iter().all(|token| {
        token
            .text
            .chars()
            .all(|letter| letter.is_alphabetic() || "'’-.,`".contains(letter))
    });
    let is_other = words
        .iter()
        .any(|word| TITLES.contains(&format!(" {word} ")) || plan::is_plan_kind(word));
    let texts: Vec<&str> = tokens.iter().map(|token| token.text.as_str()).collect();
    let is_whole = names::name(&texts).is_some_and(|name| name.tokens == tokens.len());
    let full: Vec<&String> = words.iter().filter(|word| word.chars().count() > 1).collect();
    let given = full
        .iter()
        .filter(|word| !SUFFIXES.contains(&word.as_str()))
        .any(|word| is_given_name(word));
    // `Giselle C Sinclair`: nothing else on a card has a letter between two names.
    let has_initial = words.len() > 2
        && words
            .get(1..words.len() - 1)
            .is_some_and(|middle| middle.iter().any(|word| word.chars().count() == 1));
    let confident = tokens.iter().all(|token| token.confidence > 0.5);

    (2..=5).contains(&words.len())
        && full.len() > 1
        && is_letters
        && is_whole
        && (given || has_initial)
        && !is_other
        && confident
}
