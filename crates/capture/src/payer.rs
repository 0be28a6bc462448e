//! Who pays: payers by name, and the name on a card by how large it is set.

use crate::Field;
use crate::layout::{Layout, Role, Token};
use crate::understand::{field, is_near};
use crate::value::is_plan_kind;

/// Words that mark a line as an insurer's name.
const MARKS: [&str; 16] = [
    "HEALTH",
    "HEALTHCARE",
    "PLAN",
    "INSURANCE",
    "MUTUAL",
    "CARE",
    "MEDICAL",
    "BLUE",
    "CROSS",
    "SHIELD",
    "BENEFITS",
    "ASSURANCE",
    "PERMANENTE",
    "MEDICAID",
    "MEDICARE",
    "DENTAL",
];

/// The payer's and the plan's name: the largest text that is neither label nor value, preferably near the top.
pub(crate) fn find(
    layout: &Layout,
    is_used: &dyn Fn(usize, usize) -> bool,
) -> (Option<Field>, Option<Field>) {
    let bottom = layout
        .lines
        .iter()
        .flatten()
        .map(|token| token.bounds.bottom())
        .fold(1.0, f32::max);
    let mut best: Option<(f32, Vec<Token>)> = None;
    let mut plan = None;

    for (number, line) in layout.lines.iter().enumerate() {
        for run in runs(line, |index| is_used(number, index)) {
            if plan.is_none() {
                plan = plan_of(&run);
            }

            let name = without_plan(&run);
            let score = prominence(&name, bottom);

            if score > 0.0 && best.as_ref().is_none_or(|(known, _)| score > *known) {
                best = Some((score, name));
            }
        }
    }

    let payer = best.map(|(_, tokens)| {
        let text = tokens
            .iter()
            .map(|token| token.text.as_str())
            .collect::<Vec<_>>()
            .join(" ");

        field(&text, &tokens, 0.8)
    });

    (payer, plan)
}

/// Free tokens that stand together. A word that is also a label, such as `Plan` or `Care`, belongs to a name when the
/// name goes on around it.
fn runs(line: &[Token], is_used: impl Fn(usize) -> bool) -> Vec<Vec<Token>> {
    let mut runs: Vec<Vec<Token>> = Vec::new();

    for (index, token) in line.iter().enumerate() {
        if is_used(index) {
            continue;
        }

        let continues = index > 0
            && line.get(index - 1).is_some_and(|before| {
                is_near(before, token)
                    && runs
                        .last()
                        .and_then(|run| run.last())
                        .is_some_and(|last| last.bounds == before.bounds)
            });

        match runs.last_mut() {
            Some(run) if continues => run.push(token.clone()),
            _ => runs.push(vec![token.clone()]),
        }
    }

    runs.retain(|run| run.iter().any(|token| token.role == Role::Value));

    runs
}

fn without_plan(run: &[Token]) -> Vec<Token> {
    run.iter()
        .filter(|token| !is_plan_kind(&token.text))
        .cloned()
        .collect()
}

fn plan_of(run: &[Token]) -> Option<Field> {
    let kind = run.iter().position(|token| is_plan_kind(&token.text))?;
    let token = run.get(kind..=kind)?;

    Some(field(&token[0].text.to_uppercase(), token, 0.8))
}

/// How much a run looks like the name on top of a card; 0 if it cannot be one.
fn prominence(run: &[Token], bottom: f32) -> f32 {
    let letters: usize = run
        .iter()
        .map(|token| {
            token
                .text
                .chars()
                .filter(|letter| letter.is_alphabetic())
                .count()
        })
        .sum();
    let digits = run
        .iter()
        .flat_map(|token| token.text.chars())
        .filter(char::is_ascii_digit)
        .count();

    if letters < 4 || digits * 3 > letters {
        return 0.0;
    }

    let confidence = run.iter().map(|token| token.confidence).sum::<f32>() / run.len() as f32;

    if confidence < 0.35 {
        return 0.0;
    }

    let height = run
        .iter()
        .map(|token| token.bounds.height)
        .fold(0.0, f32::max);
    let top = run
        .iter()
        .map(|token| token.bounds.y)
        .fold(f32::MAX, f32::min)
        / bottom;
    let is_marked = run
        .iter()
        .any(|token| MARKS.contains(&token.text.to_uppercase().as_str()));

    height * (1.4 - top) * if is_marked { 1.5 } else { 1.0 }
}
