//! Rows in which several labels share their values: `PCP/ER $20/$250`, `$25 PCP / $350 ER`, `BIN/PCN: 610014/9999`.

use std::borrow::Cow;

use crate::understand::amount_first::{self, NEAR, amount};
use crate::understand::labels::Label;
use crate::understand::layout::{Layout, Placed, Role, Token};
use crate::understand::pairing::Offer;
use crate::understand::value::{self, Value};

/// What stands in a series can be mistaken for nothing else.
pub(crate) const SURE: f32 = 1.1;
/// The same with the values in the line below.
const BELOW: f32 = 0.9;

/// The labels of a card whose values are told by their order.
pub(crate) fn offers(layout: &Layout) -> Vec<Offer> {
    let mut offers = Vec::new();

    for number in 0..layout.lines.len() {
        for labels in neighbours(layout, number) {
            offers.extend(in_order(layout, number, &labels));
        }

        for placed in labels(layout, number) {
            offers.extend(family_behind(layout, number, placed));
        }

        offers.extend(amount_first::offers(layout, number));
    }

    offers
}

/// Whether a label is the last of several that share their values, as in `PCP/ER $20/$250`: the first amount is not its
/// own.
pub(crate) fn is_last_of_several(layout: &Layout, placed: &Placed) -> bool {
    labels(layout, placed.line).any(|other| {
        other.end == placed.start
            && other.label.is_amount()
            && placed.label.is_amount()
            && placed.bounds.x - other.bounds.right() < placed.bounds.height * NEAR
    })
}

/// `Deductible (Ind/Fam): $500/$1,000`, `Deductible: Ind $500 Fam $1,000`: the second amount is the family's.
fn family_behind(layout: &Layout, number: usize, placed: &Placed) -> Option<Offer> {
    let line = layout.lines.get(number)?;
    let is_family = |token: &Token| {
        let text = token.text.trim_matches(['(', ')']).to_uppercase();

        text == "FAM" || text == "FAMILY"
    };

    if placed.label != Label::Deductible {
        return None;
    }

    let one = (placed.end..=placed.end + 1).find(|at| amount(line, *at).is_some())?;
    let mut start = one + amount(line, one)?.tokens;

    if line
        .get(start)
        .is_some_and(|token| token.role == Role::Value && is_family(token))
    {
        start += 1;
    } else if !line.get(placed.start..placed.end)?.iter().any(is_family) {
        return None;
    }

    let (before, next) = (line.get(start.checked_sub(1)?)?, line.get(start)?);
    // A slash may stand between them.
    let near = next.bounds.x - before.bounds.right() < next.bounds.height * 2.5;

    near.then(|| amount(line, start)).flatten().map(|value| Offer {
        label: Label::FamilyDeductible,
        value,
        line: number,
        start,
        score: SURE,
    })
}

pub(crate) fn labels(layout: &Layout, number: usize) -> impl Iterator<Item = &Placed> {
    layout.labels.iter().filter(move |placed| placed.line == number)
}

/// Labels of one kind that stand right beside each other, two and more.
fn neighbours(layout: &Layout, number: usize) -> Vec<Vec<&Placed>> {
    let mut rows: Vec<Vec<&Placed>> = Vec::new();

    for placed in labels(layout, number).filter(|placed| kind(placed.label).is_some()) {
        match rows.last_mut() {
            Some(row)
                if row
                    .last()
                    .is_some_and(|last| last.end == placed.start && kind(last.label) == kind(placed.label)) =>
            {
                row.push(placed);
            }
            _ => rows.push(vec![placed]),
        }
    }

    rows.retain(|row| row.len() > 1);

    rows
}

/// What is listed together: amounts, and the numbers of the pharmacy benefit.
fn kind(label: Label) -> Option<bool> {
    match label {
        Label::RxBin | Label::RxPcn | Label::RxGrp => Some(false),
        amount if amount.is_amount() => Some(true),
        _ => None,
    }
}

/// As many values as labels: behind the labels, before them, or in the next line right below.
fn in_order(layout: &Layout, number: usize, row: &[&Placed]) -> Vec<Offer> {
    let (Some(first), Some(last), Some(line)) = (row.first(), row.last(), layout.lines.get(number)) else {
        return Vec::new();
    };

    let behind = values(line, last.end, row);

    if !behind.is_empty() {
        return offered(row, behind, number, last.end, SURE);
    }

    if let Some(start) = first.start.checked_sub(row.len()) {
        let before = values(line, start, row);

        if !before.is_empty() && first.label.is_amount() {
            return offered(row, before, number, start, SURE);
        }
    }

    // Below only where the labels stand as close together as their values: a table has its own columns.
    let is_close = row.windows(2).all(|pair| match pair {
        [one, other] => other.bounds.x - one.bounds.right() < one.bounds.height * NEAR,
        _ => true,
    });
    let below = layout.lines.get(number + 1).filter(|_| is_close);
    let start = below.and_then(|below| {
        below
            .iter()
            .position(|token| (token.bounds.x - first.bounds.x).abs() < first.bounds.height)
    });

    match (below, start) {
        (Some(below), Some(start)) => {
            let drop = below
                .get(start)
                .map_or(f32::MAX, |token| token.bounds.y - first.bounds.bottom());
            let found = values(below, start, row);
            let near = drop < first.bounds.height * 2.0;

            if near {
                offered(row, found, number + 1, start, BELOW)
            } else {
                Vec::new()
            }
        }
        _ => Vec::new(),
    }
}

/// The values of a row, one a token, where there are exactly as many as labels.
fn values(line: &[Token], start: usize, row: &[&Placed]) -> Vec<Value> {
    let tokens: Vec<&Token> = line
        .get(start..)
        .unwrap_or_default()
        .iter()
        .take_while(|token| token.role == Role::Value)
        .collect();
    let has_dollar = tokens.first().is_some_and(|token| token.text.starts_with('$'));
    let read = |label: Label, token: &Token| {
        // `$20/40/250`: the sign stands for all.
        let is_bare = label.is_amount() && has_dollar && token.text.chars().all(|letter| letter.is_ascii_digit());
        let text: Cow<str> = if is_bare {
            Cow::Owned(format!("${}", token.text))
        } else {
            Cow::Borrowed(token.text.as_str())
        };

        value::value(label, &[text.as_ref()])
    };
    let found: Vec<Value> = row
        .iter()
        .zip(&tokens)
        .map_while(|(placed, token)| read(placed.label, token))
        .collect();
    let is_more = row
        .first()
        .zip(tokens.get(row.len()))
        .is_some_and(|(placed, token)| placed.label.is_amount() && read(placed.label, token).is_some());

    if found.len() == row.len() && !is_more {
        found
    } else {
        Vec::new()
    }
}

fn offered(row: &[&Placed], values: Vec<Value>, line: usize, start: usize, score: f32) -> Vec<Offer> {
    row.iter()
        .zip(values)
        .enumerate()
        .map(|(at, (placed, value))| Offer {
            label: placed.label,
            value,
            line,
            start: start + at,
            score,
        })
        .collect()
}
