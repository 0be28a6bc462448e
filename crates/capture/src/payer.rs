//! Who pays: the name on a card by how large it is set and where, spelled as the table of payers knows it.

use crate::layout::{Layout, Role, Token};
use crate::understand::{field, is_near};
use crate::value::is_plan_kind;
use crate::{Field, PayerTable};

/// Words that mark a line as an insurer's name.
const MARKS: &str = " HEALTH HEALTHCARE PLAN INSURANCE MUTUAL CARE MEDICAL BLUE CROSS SHIELD BENEFITS ASSURANCE \
                     PERMANENTE MEDICAID MEDICARE DENTAL LIFE ";
/// Two lines are one name if their letters are as large within this share.
const AS_LARGE: f32 = 0.14;

/// A run of words that could be the name.
struct Candidate {
    tokens: Vec<Token>,
    prominence: f32,
}

/// The payer's and the plan's name: the largest text that is neither label nor value, preferably near the top.
pub(crate) fn find(
    layout: &Layout,
    table: &PayerTable,
    is_used: &dyn Fn(usize, usize) -> bool,
) -> (Option<Field>, Option<Field>) {
    let bottom = layout
        .lines
        .iter()
        .flatten()
        .map(|token| token.bounds.bottom())
        .fold(1.0, f32::max);
    let mut candidates = Vec::new();
    let mut plans = Vec::new();

    for (number, line) in layout.lines.iter().enumerate() {
        for run in runs(line, |index| is_used(number, index)) {
            if run.iter().any(|token| is_plan_kind(&token.text)) {
                plans.push(run.clone());
            }

            let tokens = name_in(&run);
            let prominence = prominence(&tokens, bottom);

            if prominence > 0.0 {
                candidates.push(Candidate { tokens, prominence });
            }
        }
    }

    candidates.sort_by(|one, other| other.prominence.total_cmp(&one.prominence));
    // A name that the table knows wins over a larger one that it does not, such as an employer's.
    let known = candidates
        .iter()
        .take(6)
        .find(|candidate| table.spelled(&text(&candidate.tokens)).is_some());
    let payer = known.or(candidates.first()).map(|candidate| {
        let tokens = with_second_line(candidate, &candidates, table);
        let read = text(&tokens);
        let spelled = table.spelled(&read);
        let score = if spelled.is_some() { 1.0 } else { 0.75 };

        field(&spelled.unwrap_or(read), &tokens, score)
    });
    let plan = plans.first().and_then(|run| plan(run, payer.as_ref()));

    (payer, plan)
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
            .is_some_and(|before| is_near(before, token));

        match runs.last_mut() {
            Some(run) if continues => run.push(token.clone()),
            _ => runs.push(vec![token.clone()]),
        }

        last = Some(index);
    }

    runs.retain(|run| run.iter().any(|token| token.role == Role::Value));

    runs
}

/// The run without the kind of plan, and without specks that a logo left at its ends.
fn name_in(run: &[Token]) -> Vec<Token> {
    let mut tokens: Vec<Token> = run.iter().filter(|token| !is_plan_kind(&token.text)).cloned().collect();
    let is_speck = |token: &Token| {
        token.text.chars().filter(|letter| letter.is_alphabetic()).count() < 2 || token.confidence < 0.3
    };

    while tokens.len() > 1 && tokens.first().is_some_and(is_speck) {
        tokens.remove(0);
    }

    while tokens.len() > 1 && tokens.last().is_some_and(is_speck) {
        tokens.pop();
    }

    tokens
}

fn text(tokens: &[Token]) -> String {
    tokens
        .iter()
        .map(|token| token.text.as_str())
        .collect::<Vec<_>>()
        .join(" ")
}

/// A name set on two lines: letters as large, right below, and together a name that the table knows or one that
/// cannot end where the first line does.
fn with_second_line(first: &Candidate, candidates: &[Candidate], table: &PayerTable) -> Vec<Token> {
    let (Some(top), Some(bounds)) = (first.tokens.first(), union(&first.tokens)) else {
        return Vec::new();
    };
    let height = tallest(&first.tokens);
    let is_open = first
        .tokens
        .last()
        .is_some_and(|token| ["OF", "AND", "&", "FOR", "THE"].contains(&token.text.to_uppercase().as_str()));
    let second = candidates.iter().find(|other| {
        union(&other.tokens).is_some_and(|below| {
            let gap = below.y - bounds.bottom();

            (-0.3 * height..1.1 * height).contains(&gap)
                && below.y > top.bounds.center().y
                && (tallest(&other.tokens) / height - 1.0).abs() < AS_LARGE
                && (below.x - bounds.x).abs() < height * 2.0
        })
    });

    if let Some(second) = second {
        let both: Vec<Token> = first.tokens.iter().chain(&second.tokens).cloned().collect();

        if is_open || table.spelled(&text(&both)).is_some() {
            return both;
        }
    }

    first.tokens.clone()
}

fn union(tokens: &[Token]) -> Option<crate::Bounds> {
    tokens.iter().map(|token| token.bounds).reduce(crate::Bounds::union)
}

fn tallest(tokens: &[Token]) -> f32 {
    tokens.iter().map(|token| token.bounds.height).fold(1.0, f32::max)
}

/// The plan as it is named: the whole line if it is one of its own, such as `Medicare Advantage HMO`; only the kind
/// where it stands behind the payer's name.
fn plan(run: &[Token], payer: Option<&Field>) -> Option<Field> {
    let kind = run.iter().find(|token| is_plan_kind(&token.text))?;
    let in_name = payer.and_then(|payer| payer.bounds).is_some_and(|bounds| {
        run.iter()
            .any(|token| token.bounds.shared_width(bounds) > 0.5 && token.bounds.shared_height(bounds) > 0.5)
    });

    if in_name || run.len() > 5 {
        return Some(field(&kind.text.to_uppercase(), std::slice::from_ref(kind), 0.9));
    }

    Some(field(&text(run), run, 0.9))
}

/// How much a run looks like the name on top of a card; 0 if it cannot be one.
fn prominence(run: &[Token], bottom: f32) -> f32 {
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

    if letters < 3 || digits * 3 > letters || confidence < 0.35 {
        return 0.0;
    }

    let top = run.iter().map(|token| token.bounds.y).fold(f32::MAX, f32::min) / bottom;
    let is_marked = run
        .iter()
        .any(|token| MARKS.contains(&format!(" {} ", token.text.to_uppercase())));

    tallest(run) * (1.4 - top) * if is_marked { 1.5 } else { 1.0 }
}
