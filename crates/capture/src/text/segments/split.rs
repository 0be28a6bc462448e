//! Parts print that hangs together and is no one line: lines that touch by a tail, and lines beside one another of which
//! one stands half a line lower.

use crate::text::segments::{Area, LOWEST, TALLEST};

/// Rows with less print than this share of what stands above and below part two lines, in hundredths.
const VALLEY: usize = 22;
/// And both must fill more than this share of the width.
const LEAST_WIDE: usize = 4;
/// Two lines beside one another share no more of their rows than this, in hundredths of the lower one.
const SHARED: u32 = 40;
/// They may touch in so many columns.
const TOUCH: usize = 8;

/// Parts lines that hang together only by the tails of a few letters: a small label right above its value.
pub(super) fn split(area: Area, strokes: &[bool], width: usize) -> Vec<Area> {
    let rows: Vec<usize> = (area.top..area.bottom)
        .map(|y| {
            let start = y as usize * width;

            strokes
                .get(start + area.left as usize..start + area.right as usize)
                .map_or(0, |row| row.iter().filter(|stroke| **stroke).count())
        })
        .collect();
    let least = LOWEST as usize;

    if rows.len() < 2 * least + 2 || area.height() > TALLEST {
        return vec![area];
    }

    let valley = (least..rows.len() - least).min_by_key(|at| (rows.get(*at).copied(), at.abs_diff(rows.len() / 2)));
    let parts = valley.filter(|at| {
        let most = |rows: &[usize]| rows.iter().copied().max().unwrap_or(0);
        let (above, below) = rows.split_at(*at);
        let here = rows.get(*at).copied().unwrap_or(0);

        // The tails of a letter or two; in a line of its own every letter has strokes at every height.
        let tails = (area.width() as usize * 13 / 100).max(8);

        here <= tails && here * 100 < most(above).min(most(below)) * VALLEY
    });

    let Some(at) = parts else {
        return vec![area];
    };
    let middle = area.top + at as u32;
    // Specks above or below a line are no line.
    let wide = |from: u32, to: u32| {
        let is_inked =
            |x: &u32| (from..to).any(|y| strokes.get(y as usize * width + *x as usize).copied().unwrap_or(false));

        (area.left..area.right).filter(is_inked).count() * 100 > area.width() as usize * LEAST_WIDE
    };

    if !wide(area.top, middle) || !wide(middle + 1, area.bottom) {
        return vec![area];
    }

    let halves = [
        Area { bottom: middle, ..area },
        Area {
            top: middle + 1,
            ..area
        },
    ];

    halves
        .into_iter()
        .filter_map(|half| shrunk(half, strokes, width))
        .flat_map(|half| split(half, strokes, width))
        .collect()
}

/// The area without its empty sides.
fn shrunk(area: Area, strokes: &[bool], width: usize) -> Option<Area> {
    let mut tight: Option<Area> = None;

    for y in area.top..area.bottom {
        for x in area.left..area.right {
            if strokes.get(y as usize * width + x as usize).copied().unwrap_or(false) {
                let point = Area {
                    left: x,
                    top: y,
                    right: x + 1,
                    bottom: y + 1,
                };
                tight = Some(tight.map_or(point, |known| known.union(point)));
            }
        }
    }

    tight
}

/// Parts a line from one close beside it that stands higher or lower: the print on either side of some column keeps to
/// rows of its own.
pub(super) fn stepped(area: Area, all: &[Area], strokes: &[bool], width: usize) -> Vec<Area> {
    if area.height() < 2 * LOWEST || area.height() > TALLEST || area.width() < 2 * area.height() {
        return vec![area];
    }

    // What reaches into the box from another is not part of this.
    let others: Vec<Area> = all
        .iter()
        .filter(|other| other.gap(area) == 0 && other.shared_rows(area) > 0)
        .filter(|other| !other.encloses(area) && !area.encloses(**other) && **other != area)
        .copied()
        .collect();
    let is_own = |x: u32, y: u32| {
        let is_inked = strokes.get(y as usize * width + x as usize).copied().unwrap_or(false);

        is_inked && !others.iter().any(|other| other.holds(x, y))
    };
    let columns: Vec<Area> = (area.left..area.right)
        .map(|x| inked(area, x, |y| is_own(x, y)))
        .collect();
    // The boxes of the print before each column, and behind it.
    let before: Vec<Area> = grown(columns.iter().copied());
    let mut behind: Vec<Area> = grown(columns.iter().rev().copied());
    behind.reverse();

    let mut pairs = before.iter().zip(behind.iter().skip(TOUCH)).filter(|(one, other)| {
        let low = one.height().min(other.height());
        let are_lines = [one, other]
            .iter()
            .all(|line| line.height() >= LOWEST && line.width() > line.height());

        are_lines && one.shared_rows(**other) * 100 < low * SHARED
    });
    // Each as far as it reaches before it runs into the other.
    let first = pairs.next();
    let last = pairs.next_back().or(first);

    match first.zip(last) {
        Some(((_, other), (one, _))) => [*one, *other]
            .into_iter()
            .flat_map(|part| stepped(part, all, strokes, width))
            .collect(),
        None => vec![area],
    }
}

/// Each box with all before it.
fn grown(boxes: impl Iterator<Item = Area>) -> Vec<Area> {
    boxes
        .scan(None, |all: &mut Option<Area>, one| {
            let grown = match *all {
                Some(all) if one.height() > 0 => all.union(one),
                Some(all) => all,
                None => one,
            };
            *all = (grown.height() > 0).then_some(grown);

            Some(grown)
        })
        .collect()
}

/// The strokes of one column: from the first to the last; without height where there are none.
fn inked(area: Area, x: u32, is_inked: impl Fn(u32) -> bool) -> Area {
    let top = (area.top..area.bottom).find(|y| is_inked(*y));
    let last = (area.top..area.bottom).rev().find(|y| is_inked(*y));

    Area {
        left: x,
        top: top.unwrap_or(area.top),
        right: x + 1,
        bottom: last.map_or(area.top, |last| last + 1),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

    use super::*;

    const WIDTH: usize = 400;

    /// Strokes of letters: left, top, height, how many.
    fn written(words: &[(usize, usize, usize, usize)]) -> Vec<bool> {
        let mut strokes = vec![false; WIDTH * 120];

        for (left, top, tall, letters) in words {
            for letter in 0..*letters {
                for y in *top..top + tall {
                    let from = y * WIDTH + left + letter * 12;
                    strokes[from..from + 6].fill(true);
                }
            }
        }

        strokes
    }

    fn around(left: u32, top: u32, right: u32, bottom: u32) -> Area {
        Area {
            left,
            top,
            right,
            bottom,
        }
    }

    #[test]
    fn a_plan_that_nearly_touches_the_name_before_it_and_stands_lower_is_a_line_of_its_own() {
        let strokes = written(&[(20, 20, 44, 10), (144, 54, 36, 12)]);
        let parts = stepped(around(20, 20, 282, 90), &[], &strokes, WIDTH);

        assert_eq!(parts, [around(20, 20, 134, 64), around(144, 54, 282, 90)]);
    }

    #[test]
    fn it_may_touch() {
        let strokes = written(&[(20, 20, 44, 10), (134, 54, 36, 12)]);
        let parts = stepped(around(20, 20, 272, 90), &[], &strokes, WIDTH);

        assert_eq!(parts.len(), 2, "{parts:?}");
        assert!(parts[0].bottom == 64 && parts[1].top == 54);
    }

    #[test]
    fn the_line_below_does_not_hide_the_step() {
        let strokes = written(&[(20, 10, 44, 10), (144, 44, 36, 12), (20, 58, 44, 10)]);
        let below = around(20, 58, 134, 102);
        let parts = stepped(around(20, 10, 282, 80), &[below], &strokes, WIDTH);

        assert_eq!(parts.len(), 2, "{parts:?}");
    }

    #[test]
    fn small_letters_behind_a_capital_and_a_tail_stay_on_their_line() {
        let strokes = written(&[(20, 20, 44, 1), (32, 34, 30, 9), (140, 34, 44, 1), (152, 34, 30, 4)]);
        let line = around(20, 20, 194, 78);

        assert_eq!(stepped(line, &[], &strokes, WIDTH), [line]);
    }
}
