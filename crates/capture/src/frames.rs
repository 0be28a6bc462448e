//! What is drawn on a card and is no letter: frames of cells, edges of panels, dotted leaders.

use crate::segments::{Area, pieces};

/// A run of strokes longer than this, in pixels across and down, is a frame and no letter.
const LONGEST_STROKE: usize = 130;
const TALLEST_STROKE: usize = 84;
/// A frame may be broken for so many pixels.
const BREAK: usize = 2;
/// So far beside a frame, in pixels, no more than this share is print, in hundredths.
const ASIDE: isize = 7;
const PRINT_BESIDE: usize = 16;
const PRINT_BESIDE_FRAMES: usize = 16;
/// A dot of a leader is no larger than this and no further from the next, in pixels; so many make one.
const DOT: u32 = 9;
const DOT_STEP: u32 = 28;
const DOTS: usize = 4;

/// Takes out the lines around cells and panels: they would tie everything together that they enclose.
pub(crate) fn erase_frames(strokes: &mut [bool], width: usize) {
    let height = strokes.len() / width.max(1);
    let mut frames = vec![false; strokes.len()];

    let inside = |x: Option<usize>, y: Option<usize>| {
        x.zip(y)
            .filter(|(x, y)| *x < width && *y < height)
            .map(|(x, y)| y * width + x)
    };

    for y in 0..height {
        let at = |x: usize, aside: isize| inside(Some(x), y.checked_add_signed(aside));
        runs((LONGEST_STROKE, 2 * LONGEST_STROKE), width, at, strokes, &mut frames);
    }

    for x in 0..width {
        let at = |y: usize, aside: isize| inside(x.checked_add_signed(aside), Some(y));
        runs((TALLEST_STROKE, TALLEST_STROKE), height, at, strokes, &mut frames);
    }

    for (stroke, is_frame) in strokes.iter_mut().zip(frames) {
        *stroke &= !is_frame;
    }
}

/// Marks runs of strokes longer than any letter has, with little print on either side: the upper edges of letters that
/// stand close make a run too. Noise breaks a line here and there.
fn runs(
    (longest, surely): (usize, usize),
    end: usize,
    at: impl Fn(usize, isize) -> Option<usize>,
    strokes: &[bool],
    frames: &mut [bool],
) {
    let is_stroke = |place: usize, aside: isize| {
        at(place, aside)
            .and_then(|index| strokes.get(index))
            .copied()
            .unwrap_or(false)
    };
    let mut start = None;
    let mut last = 0;

    for place in 0..=end + BREAK {
        if place < end && is_stroke(place, 0) {
            start = start.or(Some(place));
            last = place;
        } else if let Some(from) = start.filter(|_| place > last + BREAK) {
            let length = last + 1 - from;
            let beside = |aside: isize| (from..=last).filter(|place| is_stroke(*place, aside)).count();
            // No word is as long as the frame of a cell, and no letter as tall.
            let allowed = if length > surely {
                PRINT_BESIDE_FRAMES
            } else {
                PRINT_BESIDE
            };

            if length > longest && (beside(-ASIDE) + beside(ASIDE)) * 100 < length * allowed {
                for inside in from..=last {
                    if let Some(frame) = at(inside, 0).and_then(|index| frames.get_mut(index)) {
                        *frame = true;
                    }
                }
            }

            start = None;
        }
    }
}

/// Takes out rows of dots that lead from a label to its value: closed to a line they would tie both together.
pub(crate) fn erase_leaders(strokes: &mut [bool], width: usize) {
    let mut dots: Vec<Area> = pieces(&mut strokes.to_vec(), width)
        .into_iter()
        .filter(|area| area.width() <= DOT && area.height() <= DOT && area.width() >= 2 && area.height() >= 2)
        .collect();
    dots.sort_by_key(|dot| dot.left);
    let mut rows: Vec<Vec<Area>> = Vec::new();
    let mut open: Vec<Vec<Area>> = Vec::new();

    for dot in dots {
        let is_open = |row: &Vec<Area>| row.last().is_some_and(|last| dot.left - last.left <= DOT_STEP);
        let (still, done): (Vec<_>, Vec<_>) = open.into_iter().partition(is_open);
        open = still;
        rows.extend(done.into_iter().filter(|row| row.len() >= DOTS));
        let row = open.iter_mut().find(|row| {
            row.last()
                .is_some_and(|last| last.top.abs_diff(dot.top) <= 3 && dot.left > last.left + 3)
        });

        match row {
            Some(row) => row.push(dot),
            None => open.push(vec![dot]),
        }
    }

    rows.extend(open);

    for dot in rows.into_iter().filter(|row| row.len() >= DOTS).flatten() {
        for y in dot.top..dot.bottom {
            let start = y as usize * width;

            if let Some(row) = strokes.get_mut(start + dot.left as usize..start + dot.right as usize) {
                row.fill(false);
            }
        }
    }
}
