//! Who pays: the name on a card by how large it is set and where, spelled as the table of payers knows it.

use crate::understand::candidate::{Candidate, MARKS, candidate, is_among, text, union};
use crate::understand::layout::{Layout, Role, Token};
use crate::understand::names::with_capital;
use crate::understand::plan;
use crate::understand::runs::{field, is_near};
use crate::understand::two_lines::{across, join};
use crate::understand::type_size::is_smaller;
use crate::understand::value::Value;
use crate::{Bounds, Field, PayerTable};

/// Words that a name may end with on a line of their own.
pub(crate) const ENDINGS: &str = " HEALTH HEALTHCARE PLAN PLANS INSURANCE MUTUAL CARE BENEFITS ASSURANCE LIFE ADMINISTRATION \
                       ADMINISTRATORS COMPANY COOPERATIVE FUND GROUP MANAGEMENT PARTNERS SERVICES SOLUTIONS TRUST ";
/// How much smaller than the largest text a name may be that the table knows.
const KNOWN: f32 = 0.3;
/// Words of one name differ in height by no more than this share.
const SMALLER: f32 = 0.45;
/// What a heading begins with, and no payer's name.
const HEADINGS: &str = " YOUR DEPENDENTS DEPENDENT COVERED ";
/// Words of sentences, and of lines that tell what a card is.
const SAYING: &str = " ADMINISTERED BACK CALL CARD DETAILS ISSUED NOT PRINTED REQUIRED SEE THIS UNDERWRITTEN ";
/// How many of the most prominent runs are looked at.
const LOOKED_AT: usize = 10;

/// The words that stand beside or below a label for the payer.
pub(crate) fn labelled(words: &[&str]) -> Option<Value> {
    plan::labelled(words)
}

/// The payer's and the plan's name: the largest text that is neither label nor value, preferably near the top, and
/// what else looks like the name of a plan.
pub(crate) fn find(
    layout: &Layout,
    table: &PayerTable,
    is_used: &dyn Fn(usize, usize) -> bool,
) -> (Option<Field>, Option<Field>) {
    let payer = payer(layout, table, is_used);
    let taken: Vec<Bounds> = payer
        .iter()
        .flat_map(|payer| payer.tokens.iter().map(|token| token.bounds))
        .collect();
    let payer = payer.map(|payer| {
        let score = if payer.spelled.is_some() { 1.0 } else { 0.75 };
        let name = payer.spelled.unwrap_or_else(|| with_capitals(&payer.tokens));

        field(&name, &payer.tokens, score)
    });
    let is_taken = |line: usize, index: usize| {
        let bounds = layout
            .lines
            .get(line)
            .and_then(|line| line.get(index))
            .map(|token| token.bounds);

        is_used(line, index) || bounds.is_some_and(|bounds| taken.contains(&bounds))
    };
    let plan = plan::find(layout, table, payer.as_ref(), &is_taken);

    (payer, plan)
}

/// A name as it was read; an l before small letters is an I where the other words begin with capitals.
fn with_capitals(tokens: &[Token]) -> String {
    let begins_big = |token: &Token| token.text.chars().next().is_some_and(char::is_uppercase);
    let is_title = tokens.iter().any(begins_big);

    tokens
        .iter()
        .map(|token| {
            if is_title {
                with_capital(&token.text)
            } else {
                token.text.clone()
            }
        })
        .collect::<Vec<_>>()
        .join(" ")
}

fn payer(layout: &Layout, table: &PayerTable, is_used: &dyn Fn(usize, usize) -> bool) -> Option<Candidate> {
    let bottom = layout
        .lines
        .iter()
        .flatten()
        .map(|token| token.bounds.bottom())
        .fold(1.0, f32::max);
    let runs: Vec<Vec<Token>> = layout
        .lines
        .iter()
        .enumerate()
        .flat_map(|(number, line)| {
            runs(line, |index| {
                is_used(number, index) || is_announcing(layout, line, index)
            })
        })
        .collect();
    let mut candidates: Vec<Candidate> = runs
        .iter()
        .filter_map(|run| {
            // Words of labels make a name only where the table has it: `Physicians Health Plan`.
            let has_value = run.iter().any(|token| token.role == Role::Value);

            candidate(run, table, bottom).filter(|candidate| has_value || candidate.spelled.is_some())
        })
        .collect();
    candidates.sort_by(|one, other| other.prominence.total_cmp(&one.prominence));
    let most = candidates.first()?.prominence;
    // What is a plan's name by itself may be the second line of a payer's: `Community / Health Choice`.
    let seconds: Vec<Vec<Token>> = candidates
        .iter()
        .map(|candidate| candidate.tokens.clone())
        .chain(runs)
        .collect();

    for candidate in &mut candidates {
        join(candidate, &seconds, table, bottom);
    }

    candidates.extend(across(&seconds, table, bottom));
    candidates.sort_by(|one, other| {
        let longer = other.tokens.len().cmp(&one.tokens.len());

        other.prominence.total_cmp(&one.prominence).then(longer)
    });

    let known: Vec<&Candidate> = candidates
        .iter()
        .take(LOOKED_AT)
        .filter(|candidate| candidate.spelled.is_some() && candidate.prominence > most * KNOWN)
        .collect();
    // `BlueCross BlueShield` is known by itself, and `Anthem` may stand above it.
    let whole = known.first().and_then(|first| {
        candidates
            .iter()
            .find(|other| other.tokens.len() > first.tokens.len() && contains(other, first))
    });

    // `Texas Star Health`, and `Medi-Cal` beside it: what a state pays for is run by somebody.
    let runs_it = known.first().filter(|first| is_programme(first)).and_then(|first| {
        candidates.iter().find(|other| {
            is_marked(other) && !is_programme(other) && !is_rest(other) && other.prominence > first.prominence
        })
    });

    // A name that the table knows wins over a larger one that it does not, such as an employer's.
    runs_it
        .or(whole)
        .or(known.first().copied())
        .or(candidates
            .iter()
            .find(|candidate| !is_rest(candidate) && !is_low(candidate, bottom)))
        .cloned()
}

pub(crate) fn is_marked(candidate: &Candidate) -> bool {
    candidate.tokens.iter().any(|token| is_among(MARKS, &token.text))
}

/// `Medi-Cal`, `Ohio Medicaid`.
fn is_programme(candidate: &Candidate) -> bool {
    let name = text(&candidate.tokens).to_uppercase();

    name.ends_with("MEDICAID") || name.ends_with("MEDI-CAL")
}

/// Whether all words of one candidate are words of another.
fn contains(whole: &Candidate, part: &Candidate) -> bool {
    part.tokens
        .iter()
        .all(|token| whole.tokens.iter().any(|known| known.bounds == token.bounds))
}

/// Whether a word is part of a label with a colon or a number, as in `Plan Name: Gold` and `Health Plan (80840)`.
fn is_announcing(layout: &Layout, line: &[Token], index: usize) -> bool {
    let Some(Role::Label(number)) = line.get(index).map(|token| token.role) else {
        return false;
    };

    layout
        .labels
        .get(number)
        .and_then(|placed| line.get(placed.end.checked_sub(1)?))
        .is_some_and(|last| last.announces || last.text.contains(|letter: char| letter.is_ascii_digit()))
}

/// `Health`, `of Kansas`: what is left of a name whose first words were not read. And `ull`: no word at all.
pub(crate) fn is_rest(candidate: &Candidate) -> bool {
    let tokens = &candidate.tokens;
    let goes_on = tokens
        .first()
        .is_some_and(|first| is_among(" OF AND FOR ", &first.text) || is_among(HEADINGS, &first.text));
    let is_word = |token: &Token| {
        let letters = token.text.chars().filter(|letter| letter.is_alphabetic()).count();

        letters > 3 || letters == 3 && token.text.chars().all(|letter| !letter.is_lowercase())
    };

    candidate.spelled.is_none()
        && (goes_on
            || !tokens.iter().any(is_word)
            || tokens.iter().any(|token| is_among(SAYING, &token.text))
            || tokens.iter().all(|token| is_among(MARKS, &token.text)))
}

/// Far down stand people and employers: an insurer that the table does not know says there what it is.
fn is_low(candidate: &Candidate, bottom: f32) -> bool {
    let top = union(&candidate.tokens).map_or(0.0, |bounds| bounds.y);

    candidate.spelled.is_none()
        && top > bottom * 0.45
        && !candidate.tokens.iter().any(|token| is_among(MARKS, &token.text))
}

/// Free tokens that stand together.
fn runs(line: &[Token], is_used: impl Fn(usize) -> bool) -> Vec<Vec<Token>> {
    let mut runs: Vec<Vec<Token>> = Vec::new();
    let mut last: Option<usize> = None;

    for (index, token) in line.iter().enumerate() {
        if is_used(index) {
            continue;
        }

        let continues = last
            .filter(|last| last + 1 == index)
            .and_then(|last| line.get(last))
            .is_some_and(|before| {
                // `SIERRA VISTA Health Plan`: only such words may be smaller than the name before them.
                let goes_on = !is_smaller(token, before) || is_among(ENDINGS, &token.text);

                is_near(before, token) && is_as_large(before, token) && goes_on
            });

        match runs.last_mut() {
            Some(run) if continues => run.push(token.clone()),
            _ => runs.push(vec![token.clone()]),
        }

        last = Some(index);
    }

    runs
}

/// A word of small letters is half as tall as one with capitals; a label beside a large name is smaller still.
fn is_as_large(one: &Token, other: &Token) -> bool {
    let (one, other) = (one.bounds.height, other.bounds.height);

    one.min(other) > one.max(other) * SMALLER
}
