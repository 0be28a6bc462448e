//! Cards that set their labels under the values, as forms do: a name on a line, and `Member name` below it in small.

use crate::understand::labels::Label;
use crate::understand::layout::{Layout, Placed, Role, Token};
use crate::understand::runs::run_words;
use crate::understand::value::value;

/// At least so many labels must stand nearer to what is above them.
const LEAST: usize = 3;
/// Nearer by so much: rows of one distance say nothing.
const NEARER: f32 = 0.6;
/// What is further away, in heights of a line, does not count.
const FAR: f32 = 3.2;

/// Whether this card's labels belong to what stands above them.
pub(crate) fn is_so(layout: &Layout) -> bool {
    let (mut above, mut below) = (0, 0);

    for placed in layout.labels.iter().filter(|placed| speaks(placed.label)) {
        match (nearest(layout, placed, rise), nearest(layout, placed, drop)) {
            (Some(rise), None) if rise < 1.0 => above += 1,
            (Some(rise), Some(drop)) if rise < drop * NEARER => above += 1,
            (_, Some(_)) => below += 1,
            _ => {}
        }
    }

    above >= LEAST && above > below * 2
}

/// Labels whose values look like nothing else, and which are not on top of amounts either way.
fn speaks(label: Label) -> bool {
    matches!(
        label,
        Label::MemberId
            | Label::Group
            | Label::RxBin
            | Label::RxPcn
            | Label::RxGrp
            | Label::Name
            | Label::EffectiveDate
            | Label::ExpiryDate
            | Label::MedicareNumber
    )
}

/// How far away, in heights of a line, the next value is that could be this label's.
fn nearest(layout: &Layout, placed: &Placed, away: fn(&Placed, &Token) -> f32) -> Option<f32> {
    layout
        .lines
        .iter()
        .flat_map(|line| line.iter().enumerate().map(move |(start, token)| (line, start, token)))
        .filter(|(_, _, token)| token.role == Role::Value)
        .filter(|(_, _, token)| (token.bounds.x - placed.bounds.x).abs() < height(placed, token))
        .filter(|(line, start, _)| value(placed.label, &run_words(line, *start)).is_some())
        .map(|(_, _, token)| away(placed, token))
        .filter(|away| (-0.6..FAR).contains(away))
        .reduce(f32::min)
}

fn rise(placed: &Placed, token: &Token) -> f32 {
    (placed.bounds.y - token.bounds.bottom()) / height(placed, token)
}

fn drop(placed: &Placed, token: &Token) -> f32 {
    (token.bounds.y - placed.bounds.bottom()) / height(placed, token)
}

fn height(placed: &Placed, token: &Token) -> f32 {
    placed.bounds.height.max(token.bounds.height).max(8.0)
}
