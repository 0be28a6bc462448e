//! The others whom a card names: below a word for them, or below the subscriber with their number in the family.

use crate::understand::labels::Label;
use crate::understand::layout::{Layout, Role, Token};
use crate::understand::names;
use crate::understand::runs::{field, run, starts_run};
use crate::{Bounds, Field};

/// The most that are listed.
const MOST: usize = 12;

/// Their names, from top to bottom.
pub(crate) fn find(layout: &Layout, subscriber: Option<&Field>) -> Vec<Field> {
    let labelled = layout
        .labels
        .iter()
        .find(|placed| placed.label == Label::Dependants)
        .map(|placed| {
            let beside = layout
                .lines
                .get(placed.line)
                .and_then(|line| named(line, placed.end, false).map(|(name, _)| name));
            let mut names: Vec<Field> = beside.into_iter().collect();
            let column = names.first().and_then(|name| name.bounds).unwrap_or(placed.bounds);
            names.extend(below(layout, column, placed.bounds, false));

            names
        })
        .unwrap_or_default();

    if !labelled.is_empty() {
        return labelled;
    }

    subscriber
        .and_then(|subscriber| subscriber.bounds)
        .map(|bounds| below(layout, bounds, bounds, true))
        .unwrap_or_default()
}

/// The first of a family's numbered list, whose card it is: `01 GRACE WILLIAMS`, below it `02 NOAH WILLIAMS`.
pub(crate) fn first(layout: &Layout) -> Option<Field> {
    layout.lines.iter().find_map(|line| {
        let at = line
            .iter()
            .position(|token| matches!(token.text.as_str(), "00" | "01") && token.role == Role::Value)?;
        let (name, _) = named(line, at, true)?;
        let bounds = line.get(at)?.bounds.union(name.bounds?);
        let has_others = !below(layout, bounds, bounds, true).is_empty();

        has_others.then_some(name)
    })
}

/// Names in one column right below something, line by line until something else stands there.
fn below(layout: &Layout, column: Bounds, from: Bounds, numbered: bool) -> Vec<Field> {
    let mut names = Vec::new();
    let mut bottom = from.bottom();

    for line in &layout.lines {
        let at = line.iter().position(|token| {
            let height = token.bounds.height.max(from.height);
            let away = (token.bounds.x - column.x).abs();

            token.bounds.y > bottom - height * 0.4 && token.bounds.y - bottom < height * 1.5 && away < height * 3.0
        });
        // A name that began before the column is somebody else's.
        let at = at.filter(|at| starts_run(line, *at));
        let Some(at) = at else {
            continue;
        };
        let Some((name, end)) = named(line, at, numbered) else {
            break;
        };
        bottom = end;
        names.push(name);

        if names.len() == MOST {
            break;
        }
    }

    names
}

/// The name that begins here, before or behind a number of two digits; its lower edge.
fn named(line: &[Token], at: usize, numbered: bool) -> Option<(Field, f32)> {
    let first = line.get(at)?;
    let is_number = |token: &Token| token.text.len() == 2 && token.text.chars().all(|letter| letter.is_ascii_digit());
    let start = at + usize::from(is_number(first));
    let tokens = run(line, start);

    if tokens.iter().any(|token| token.role != Role::Value) {
        return None;
    }

    let words: Vec<&str> = tokens.iter().map(|token| token.text.as_str()).collect();
    let found = names::name(&words)?;
    let tokens = tokens.get(..found.tokens)?;
    let has_number = start > at || line.get(start + found.tokens).is_some_and(is_number);

    if numbered && !has_number || found.text.split(' ').count() < 2 {
        return None;
    }

    let bottom = tokens.last()?.bounds.bottom();

    Some((field(&found.text, tokens, 0.85), bottom))
}
