//! Rows in which amounts stand before what they are for: `$25 PCP / $350 ER`.

use std::ops::Range;

use crate::understand::layout::{Layout, Role, Token};
use crate::understand::money::money;
use crate::understand::pairing::Offer;
use crate::understand::series::{SURE, labels};
use crate::understand::value::Value;

/// No wider gap stands between an amount and the label after it, in heights of the letters.
pub(crate) const NEAR: f32 = 1.3;
/// Where both neighbours are near, the label is the one that is nearer by this factor.
const NEARER: f32 = 1.4;
/// A wider gap parts columns, in heights of the letters.
const PARTED: f32 = 4.0;

/// Whether around this token of a line amounts stand before what they are for, as in `$25 PCP / $350 ER`: of each amount's
/// two neighbours the nearer one is asked.
pub(crate) fn is_so(layout: &Layout, number: usize, at: usize) -> bool {
    let Some(line) = layout.lines.get(number) else {
        return false;
    };
    let column = column(line, at);
    let mut after = 0i32;

    // `UrgCare:     $50 ER Visit`: the first amount has its label, though far before it, unless that has one of its own.
    if let Some(before) = column.start.checked_sub(1)
        && line.get(before).is_some_and(|token| is_amount_label(layout, token))
        && amount(line, column.start).is_some()
        && !is_so(layout, number, before)
    {
        return false;
    }

    for at in column {
        let Some(token) = line.get(at) else {
            continue;
        };
        let Some(value) = amount(line, at) else {
            continue;
        };
        let last = line.get(at + value.tokens - 1).unwrap_or(token);
        let tall = token.bounds.height.max(8.0);
        let behind = at
            .checked_sub(1)
            .and_then(|before| line.get(before))
            .filter(|before| is_amount_label(layout, before))
            .map(|before| (token.bounds.x - before.bounds.right()) / tall);
        let ahead = line
            .get(at + value.tokens)
            .filter(|next| is_amount_label(layout, next))
            .map(|next| (next.bounds.x - last.bounds.right()) / tall)
            .filter(|gap| *gap < NEAR);

        after += match (behind, ahead) {
            (None, Some(_)) => 1,
            (Some(_), None) => -1,
            (Some(behind), Some(ahead)) if ahead * NEARER < behind => 1,
            (Some(behind), Some(ahead)) if behind * NEARER < ahead => -1,
            _ => 0,
        };
    }

    after > 0
}

/// The tokens around one that no wide gap parts from it: other columns may set their amounts otherwise.
fn column(line: &[Token], at: usize) -> Range<usize> {
    let is_parted = |at: usize| {
        let gap = match (at.checked_sub(1).and_then(|before| line.get(before)), line.get(at)) {
            (Some(before), Some(token)) => (token.bounds.x - before.bounds.right()) / token.bounds.height.max(8.0),
            _ => return true,
        };

        gap > PARTED
    };
    let start = (0..=at).rev().find(|at| is_parted(*at)).unwrap_or(0);
    let end = (at + 1..line.len()).find(|at| is_parted(*at)).unwrap_or(line.len());

    start..end
}

fn is_amount_label(layout: &Layout, token: &Token) -> bool {
    match token.role {
        Role::Label(label) => layout.labels.get(label).is_some_and(|placed| placed.label.is_amount()),
        Role::Value => false,
    }
}

/// The amount that begins at a token.
pub(crate) fn amount(line: &[Token], at: usize) -> Option<Value> {
    let words: Vec<&str> = line
        .get(at..)?
        .iter()
        .take(2)
        .take_while(|token| token.role == Role::Value)
        .map(|token| token.text.as_str())
        .collect();

    money(&words)
}

/// Every label of the line with the amount right before it.
pub(crate) fn offers(layout: &Layout, number: usize) -> Vec<Offer> {
    let line = layout.lines.get(number).map(Vec::as_slice).unwrap_or_default();

    labels(layout, number)
        .filter(|placed| placed.label.is_amount() && is_so(layout, number, placed.start))
        .filter_map(|placed| {
            let (start, value) = (1..=2).find_map(|back| {
                let start = placed.start.checked_sub(back)?;

                amount(line, start)
                    .filter(|value| start + value.tokens == placed.start)
                    .map(|value| (start, value))
            })?;
            let last = line.get(placed.start.checked_sub(1)?)?;
            let near = placed.bounds.x - last.bounds.right() < last.bounds.height.max(8.0) * NEAR;

            near.then_some(Offer {
                label: placed.label,
                value,
                line: number,
                start,
                score: SURE,
            })
        })
        .collect()
}
