//! What is drawn on a card and is no letter: frames of cells, edges of panels, dotted leaders.

use crate::text::segments::{Area, pieces};

/// A run of strokes longer than this, in pixels across and down, is a rule and no letter.
const LONGEST_STROKE: usize = 130;
const TALLEST_STROKE: usize = 84;
/// One that is tied to rules at both of its ends may be as short as this: the side of a low cell.
const TIED_STROKE: usize = 30;
/// It is tied to what lies no further off, in pixels.
const TIE: usize = 6;
/// A rule may be broken for so many pixels.
const BREAK: usize = 2;
/// A rule is no thicker than this, in pixels, along so much of its length, in hundredths. Letters that stand so close
/// that their edges make a run are thicker: every letter has strokes at all heights.
const THICK: usize = 12;
/// No letter is as tall as an upright rule, which may be thicker: the sides of two cells that stand close. Nor is any
/// word as long as a long one.
const THICK_PAIR: usize = 28;
const LONG: usize = 350;
const THIN: usize = 75;
/// A rule is thicker than it usually is by no more than this, in pixels; what reaches further is a letter that touches it.
const TOUCH: usize = 3;
/// A dot of a leader is no larger than this, in pixels, and no further from the next; so many make a leader.
const DOT: u32 = 9;
const DOT_GAP: u32 = 22;
const DOTS: u32 = 4;
/// Blurred ones may be as large as this, if they are all alike: small print is as low.
const BLURRED_DOT: u32 = 12;
/// Steps and widths of alike dots differ by no more than this, in pixels, for so many of them, in hundredths.
const ALIKE: u32 = 3;
const MOSTLY: usize = 75;

/// Takes out the lines around cells and panels: they would tie everything together that they enclose.
pub(crate) fn erase_frames(strokes: &mut [bool], width: usize) {
    let height = strokes.len() / width.max(1);
    let mut across = rules(strokes, width, THICK, |_, length| length > LONGEST_STROKE);
    let pairs = rules(strokes, width, THICK_PAIR, |_, length| length > LONG);
    across.iter_mut().zip(pairs).for_each(|(rule, pair)| *rule |= pair);
    let turned = turned(strokes, width);
    let ties = self::turned(&across, width);
    let down = rules(&turned, height, THICK_PAIR, |(row, from), length| {
        let is_tied = |end: usize| {
            let near = row * height + end.saturating_sub(TIE)..row * height + (end + TIE).min(height);

            ties.get(near).is_some_and(|near| near.contains(&true))
        };

        length > TALLEST_STROKE || (length > TIED_STROKE && is_tied(from) && is_tied(from + length))
    });
    let down = self::turned(&down, height);

    for ((stroke, across), down) in strokes.iter_mut().zip(across).zip(down) {
        *stroke &= !across && !down;
    }
}

/// Rows as columns.
fn turned(strokes: &[bool], width: usize) -> Vec<bool> {
    (0..width)
        .flat_map(|x| strokes.iter().skip(x).step_by(width.max(1)).copied())
        .collect()
}

/// Marks the rules that lie across: runs of strokes as long as is asked for at their place and thin nearly everywhere.
/// A rule may slope a little and noise may break it here and there.
fn rules(strokes: &[bool], width: usize, thick: usize, is_long: impl Fn((usize, usize), usize) -> bool) -> Vec<bool> {
    let mut rules = vec![false; strokes.len()];
    // A row above and one below count as well: a slanting rule steps from row to row.
    let broad: Vec<bool> = (0..strokes.len())
        .map(|at| {
            let is_stroke = |at: Option<usize>| at.and_then(|at| strokes.get(at)).copied().unwrap_or(false);

            is_stroke(Some(at)) || is_stroke(at.checked_sub(width)) || is_stroke(at.checked_add(width))
        })
        .collect();

    for (row, marks) in broad.chunks_exact(width.max(1)).enumerate() {
        let mut start = None;
        let mut last = 0;

        for place in 0..=width + BREAK {
            if marks.get(place).copied().unwrap_or(false) {
                start = start.or(Some(place));
                last = place;
            } else if let Some(from) = start.filter(|_| place > last + BREAK) {
                start = None;

                if is_long((row, from), last - from) {
                    mark((row, from, last), &broad, width, thick, &mut rules);
                }
            }
        }
    }

    rules
}

/// Marks a run as a rule, in all its thickness, if it is thin.
fn mark((row, from, last): (usize, usize, usize), broad: &[bool], width: usize, thick: usize, rules: &mut [bool]) {
    let slices: Vec<Option<(usize, usize)>> = (from..=last)
        .map(|place| slice(broad, (width, thick), row, place))
        .collect();
    let thin = slices.iter().flatten().count();

    if thin * 100 < slices.len() * THIN {
        return;
    }

    // Where a letter touches the rule, only the rule goes.
    let usual = |reach: fn(usize, (usize, usize)) -> usize| {
        let mut all: Vec<usize> = slices.iter().flatten().map(|slice| reach(row, *slice)).collect();
        all.sort_unstable();

        all.get(all.len() / 2).copied().unwrap_or(1)
    };
    let (up, down) = (usual(|row, slice| row - slice.0), usual(|row, slice| slice.1 - row));

    for (place, slice) in (from..=last).zip(slices) {
        let (above, below) = slice.unwrap_or((row.saturating_sub(1), row + 1));

        for row in above.max(row.saturating_sub(up + TOUCH))..=below.min(row + down + TOUCH) {
            if let Some(rule) = rules.get_mut(row * width + place) {
                *rule = true;
            }
        }
    }
}

/// The first and the last row of the strokes that hang together at a place; `None` if they are too thick for a rule.
fn slice(broad: &[bool], (width, thick): (usize, usize), row: usize, place: usize) -> Option<(usize, usize)> {
    let is_stroke = |row: usize| broad.get(row * width + place).copied().unwrap_or(false);
    let above = (0..row).rev().take(thick + 1).take_while(|row| is_stroke(*row)).count();
    let below = (row + 1..).take(thick + 1).take_while(|row| is_stroke(*row)).count();

    (above + below < thick).then_some((row - above, row + below))
}

/// Takes out rows of dots that lead from a label to its value: closed to a line they would tie both together.
pub(crate) fn erase_leaders(strokes: &mut [bool], width: usize) {
    // Dots that run together are low and wide; a large one is round, or it is a letter of small print.
    let is_dot = |area: &Area| {
        let is_round = area.width().abs_diff(area.height()) <= ALIKE && area.height() <= BLURRED_DOT;

        area.width().min(area.height()) >= 2 && (area.height() <= DOT || is_round)
    };
    let mut dots: Vec<Area> = pieces(&mut strokes.to_vec(), width)
        .into_iter()
        .filter(is_dot)
        .collect();
    dots.sort_by_key(|dot| dot.left);
    let mut rows: Vec<Vec<Area>> = Vec::new();
    let mut open: Vec<Vec<Area>> = Vec::new();

    for dot in dots {
        let is_open = |row: &Vec<Area>| {
            row.last()
                .is_some_and(|last| dot.left.saturating_sub(last.right) <= DOT_GAP)
        };
        let (still, done): (Vec<_>, Vec<_>) = open.into_iter().partition(is_open);
        open = still;
        rows.extend(done);
        let row = open.iter_mut().find(|row| {
            row.last().is_some_and(|last| {
                last.top.abs_diff(dot.top) <= 3 && last.bottom.abs_diff(dot.bottom) <= 4 && dot.left > last.left + 3
            })
        });

        match row {
            Some(row) => row.push(dot),
            None => open.push(vec![dot]),
        }
    }

    rows.extend(open);

    for dot in rows.into_iter().filter(|row| is_leader(row)).flatten() {
        for y in dot.top..dot.bottom {
            let start = y as usize * width;

            if let Some(row) = strokes.get_mut(start + dot.left as usize..start + dot.right as usize) {
                row.fill(false);
            }
        }
    }
}

/// Whether a row of dots is a leader: enough of them, and all small or all alike.
fn is_leader(row: &[Area]) -> bool {
    let count: u32 = row.iter().map(|dot| (dot.width() / BLURRED_DOT).max(1)).sum();
    let are_small = row.iter().all(|dot| dot.width() <= DOT && dot.height() <= DOT);
    let widths: Vec<u32> = row.iter().map(|dot| dot.width()).collect();
    let steps: Vec<u32> = row
        .iter()
        .zip(row.iter().skip(1))
        .map(|(one, next)| next.left - one.left)
        .collect();

    count >= DOTS && (are_small || (are_alike(&widths) && are_alike(&steps)))
}

/// Whether most of the numbers are about the same.
fn are_alike(numbers: &[u32]) -> bool {
    let mut sorted = numbers.to_vec();
    sorted.sort_unstable();
    let Some(middle) = sorted.get(sorted.len() / 2).copied() else {
        return false;
    };
    let alike = numbers.iter().filter(|number| number.abs_diff(middle) <= ALIKE).count();

    alike * 100 >= numbers.len() * MOSTLY
}
