//! What on a card could be the name of a payer.

use crate::understand::layout::Token;
use crate::understand::plan::{self, is_plan_kind};
use crate::understand::specks::{without_specks, without_specks_before};
use crate::understand::type_size::capitals;
use crate::{Bounds, PayerTable};

/// Words that mark a line as an insurer's name.
pub(crate) const MARKS: &str = " HEALTH HEALTHCARE HEALTHPLAN PLAN PLANS INSURANCE MUTUAL CARE MEDICAL BLUE CROSS SHIELD \
                     BLUECROSS BLUESHIELD BENEFIT BENEFITS ASSURANCE PERMANENTE MEDICAID MEDICARE DENTAL VISION LIFE ";
/// Headings, and with a hyphen the name of a programme: `Medi-Cal`.
pub(crate) const HEADINGS: &str = " MEDICAL DENTAL VISION PHARMACY PRESCRIPTION ";
/// Words that a fund's name ends with.
const FUNDS: &str = " FUND FUNDS TRUST ";
/// Words of employers, who are named on cards too.
const EMPLOYERS: &str = " INC LLC CORP CORPORATION CO LTD COMPANY LOGISTICS FOODS SOFTWARE FREIGHT INDUSTRIES \
                          MANUFACTURING SCHOOLS DISTRICT UNIVERSITY CITY COUNTY ";
/// Words that are part of a payer's name only together with others.
const PROGRAMMES: &str = " MEDICARE MEDICAID ";
/// A name of so many letters is the payer's whatever stands behind it.
const LONG: usize = 12;

/// Letters of a word with this confidence are as they were read, but for those that look alike.
const SURE: f32 = 0.9;

/// A run of words that could be the name.
#[derive(Clone)]
pub(crate) struct Candidate {
    pub tokens: Vec<Token>,
    /// How much it looks like the name on top of a card.
    pub prominence: f32,
    /// As the table spells it.
    pub spelled: Option<String>,
}

/// What of a run could be a payer's name.
pub(crate) fn candidate(run: &[Token], table: &PayerTable, bottom: f32) -> Option<Candidate> {
    // A name as the table has it, before one that a letter more or less would make another: `O SCAN Health Plan`.
    let (tokens, spelled) = known_within(run, table, exactly)
        .or_else(|| known_within(run, table, spelled))
        .unwrap_or_else(|| (name_in(run, table), None));
    let prominence = prominence(&tokens, bottom);

    (prominence > 0.0).then_some(Candidate {
        tokens,
        prominence,
        spelled,
    })
}

/// The longest name that the table knows, with only specks before it and only a plan's name behind it.
fn known_within(
    run: &[Token],
    table: &PayerTable,
    spelled: impl Fn(&[Token], &PayerTable) -> Option<String>,
) -> Option<(Vec<Token>, Option<String>)> {
    let most = run.len().min(12);

    (1..=most).rev().find_map(|length| {
        (0..=most - length).find_map(|start| {
            let tokens = run.get(start..start + length)?;
            let before = run.get(..start)?;
            let behind: Vec<&str> = run
                .get(start + length..)?
                .iter()
                .map(|token| token.text.as_str())
                .collect();
            let name = text(tokens);
            let is_whole = length == run.len();
            let letters = name.chars().filter(|letter| letter.is_alphanumeric()).count();
            let stands_alone = is_whole || letters > 4 && !is_among(PROGRAMMES, &name);
            let fits = stands_alone
                && !is_among(HEADINGS, &name)
                && without_specks_before(before, tokens.first()?).is_empty()
                && behind.first().is_none_or(|next| !joins(next))
                && tokens.last().is_some_and(|last| !joins(&last.text))
                && (behind.is_empty()
                    || is_speck_run(run.get(start + length..).unwrap_or_default())
                    || begins_plan(&behind, table)
                    || letters >= LONG && !behind.first().is_some_and(|next| is_among(MARKS, next)));

            if fits {
                spelled(tokens, table).map(|spelled| (tokens.to_vec(), Some(spelled)))
            } else {
                None
            }
        })
    })
}

fn exactly(tokens: &[Token], table: &PayerTable) -> Option<String> {
    Some(text(tokens)).filter(|name| table.knows(name))
}

/// How the table spells a name; what was read surely is taken for no other.
pub(crate) fn spelled(tokens: &[Token], table: &PayerTable) -> Option<String> {
    let name = text(tokens);

    if tokens.iter().all(|token| token.confidence >= SURE) {
        table.spelled_surely(&name)
    } else {
        table.spelled(&name)
    }
}

/// The name of a plan, and no rest of the payer's: `Meridian Family Care` is not `Meridian`.
fn begins_plan(words: &[&str], table: &PayerTable) -> bool {
    let is_rest = words.iter().any(|word| is_among(MARKS, word));
    let begins = words.first().is_some_and(|first| plan::is_telling(first));

    (begins || !is_rest) && plan::is_name(words, table)
}

/// A word that no name ends with.
fn joins(word: &str) -> bool {
    word == "&" || is_among(" OF AND FOR ", word)
}

/// What stands behind a name and says nothing.
fn is_speck_run(tokens: &[Token]) -> bool {
    tokens
        .iter()
        .all(|token| token.text.chars().filter(|letter| letter.is_alphabetic()).count() < 2)
}

/// The run without the kind of plan, without the plan's name behind the insurer's, and without specks that a logo left
/// at its ends.
fn name_in(run: &[Token], table: &PayerTable) -> Vec<Token> {
    let run = without_specks(run);
    let words: Vec<&str> = run.iter().map(|token| token.text.as_str()).collect();

    if plan::is_name(&words, table) {
        return Vec::new();
    }

    // `Cedar Valley Health Gold 80 HMO`: the insurer's name ends with the last word that marks one.
    let end = words
        .iter()
        .rposition(|word| is_among(MARKS, word))
        .map(|mark| mark + 1)
        // `Benefit Fund`, `Health & Welfare Trust`.
        .map(|end| end + words.iter().skip(end).take_while(|word| is_among(FUNDS, word)).count())
        .filter(|end| words.get(*end..).is_some_and(|behind| plan::is_name(behind, table)))
        .unwrap_or(run.len());

    // `Golden Valley HMO`: an insurer of this kind calls itself so where no other word says what it is.
    let is_organisation = |word: &str| {
        word.eq_ignore_ascii_case("HMO")
            && words.last() == Some(&word)
            && words.len() > 2
            && !words.iter().any(|word| is_among(MARKS, word))
    };

    run.iter()
        .take(end)
        .filter(|token| !is_plan_kind(&token.text) || is_organisation(&token.text))
        .cloned()
        .collect()
}

pub(crate) fn text(tokens: &[Token]) -> String {
    tokens
        .iter()
        .map(|token| token.text.as_str())
        .collect::<Vec<_>>()
        .join(" ")
}

pub(crate) fn union(tokens: &[Token]) -> Option<Bounds> {
    tokens.iter().map(|token| token.bounds).reduce(Bounds::union)
}

pub(crate) fn tallest(tokens: &[Token]) -> f32 {
    tokens.iter().map(capitals).fold(1.0, f32::max)
}

/// How much a run looks like the name on top of a card; 0 if it cannot be one.
pub(crate) fn prominence(run: &[Token], bottom: f32) -> f32 {
    let letters: usize = run
        .iter()
        .map(|token| token.text.chars().filter(|letter| letter.is_alphabetic()).count())
        .sum();
    let digits = run
        .iter()
        .flat_map(|token| token.text.chars())
        .filter(char::is_ascii_digit)
        .count();
    let confidence = run.iter().map(|token| token.confidence).sum::<f32>() / run.len().max(1) as f32;

    let top = run.iter().map(|token| token.bounds.y).fold(f32::MAX, f32::min) / bottom;
    let is_marked = run.iter().any(|token| is_among(MARKS, &token.text));

    if letters < 3 || digits * 3 > letters || confidence < 0.35 {
        return 0.0;
    }

    let is_employer = run.iter().any(|token| is_among(EMPLOYERS, &token.text));

    tallest(run) * (1.4 - top) * if is_marked { 1.5 } else { 1.0 } * if is_employer { 0.4 } else { 1.0 }
}

/// Whether a word stands in a list of words between spaces.
pub(crate) fn is_among(list: &str, word: &str) -> bool {
    let word = word
        .trim_matches(|letter: char| !letter.is_alphanumeric())
        .to_uppercase();

    !word.is_empty() && list.contains(&format!(" {word} "))
}
