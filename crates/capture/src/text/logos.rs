//! Logos beside print: a disc or a shield that stands a letter's width before a payer's name would be read as letters, and
//! the name beside it too small.

use crate::text::segments::{Area, pieces};

/// Lines lower than this, in pixels of the card, have no logo.
const LOWEST: u32 = 36;
/// A mark is taller than most letters beside it by this, in tenths, and so wide for its height at least and at most.
const TALLER: u32 = 15;
const WIDE: u32 = 7;
const WIDEST: u32 = 25;
/// It reaches over and under the letters, or stands so far from them, in tenths of their height: `ty` hangs together in
/// some types and reaches under them only.
const APART: u32 = 3;
const REACH: u32 = 1;
/// So many letters say how tall letters are.
const LETTERS: usize = 3;
/// Lower than this, in pixels, is no letter.
const SPECK: u32 = 8;

/// The stretches of a line before, between and behind its logos; the line itself where it has none.
pub(crate) fn without_logos(area: Area, strokes: &[bool], width: usize) -> Vec<Area> {
    if area.height() < LOWEST {
        return vec![area];
    }

    let shapes = shapes(area, strokes, width);
    let mut heights: Vec<u32> = shapes.iter().map(|shape| shape.height()).collect();
    heights.sort_unstable();
    let letter = heights.get(heights.len() * 3 / 4).copied().unwrap_or(0);
    let is_logo = |shape: &Area| {
        let others: Vec<Area> = shapes
            .iter()
            .filter(|other| other.height() * 10 <= letter * TALLER && other.height() * 2 > letter)
            .copied()
            .collect();

        shape.height() * 10 > letter * TALLER
            && shape.width() * 10 > shape.height() * WIDE
            && shape.width() * 10 < shape.height() * WIDEST
            && (is_apart(*shape, &others, letter) || reaches_out(*shape, &others, letter))
    };
    let (logos, letters): (Vec<Area>, Vec<Area>) = shapes.iter().copied().partition(is_logo);

    if logos.is_empty() || letters.len() < LETTERS {
        return vec![area];
    }

    let mut stretches: Vec<Area> = Vec::new();

    for letter in letters {
        let is_cut = |from: u32| logos.iter().any(|logo| logo.left < letter.left && logo.right > from);
        // What stands within a logo is part of it.
        let is_inside = logos
            .iter()
            .any(|logo| letter.left >= logo.left && letter.right <= logo.right);

        match stretches.last_mut() {
            _ if is_inside => {}
            Some(stretch) if !is_cut(stretch.right) => *stretch = stretch.union(letter),
            _ => stretches.push(letter),
        }
    }

    stretches
}

/// Whether a shape stands away from all letters.
fn is_apart(shape: Area, letters: &[Area], tall: u32) -> bool {
    letters.iter().all(|letter| shape.gap(*letter) * 10 >= tall * APART)
}

/// Whether a shape reaches over the highest letters, and under the line that most of them stand on.
fn reaches_out(shape: Area, letters: &[Area], tall: u32) -> bool {
    let top = letters.iter().map(|letter| letter.top).min().unwrap_or(0);
    let mut bottoms: Vec<u32> = letters.iter().map(|letter| letter.bottom).collect();
    bottoms.sort_unstable();
    let bottom = bottoms.get(bottoms.len() / 2).copied().unwrap_or(0);

    shape.top + tall * REACH / 10 < top && shape.bottom > bottom + tall * REACH / 10
}

/// What hangs together in a line, without specks and without what lies inside of another, from left to right: the
/// counters of a bold letter are drawn by edges of their own.
fn shapes(area: Area, strokes: &[bool], width: usize) -> Vec<Area> {
    let mut window: Vec<bool> = (area.top..area.bottom)
        .flat_map(|y| {
            let row = y as usize * width;

            (area.left..area.right).map(move |x| strokes.get(row + x as usize).copied().unwrap_or(false))
        })
        .collect();
    let mut shapes: Vec<Area> = pieces(&mut window, area.width() as usize)
        .into_iter()
        .filter(|shape| shape.height() >= SPECK)
        .map(|shape| Area {
            left: shape.left + area.left,
            top: shape.top + area.top,
            right: shape.right + area.left,
            bottom: shape.bottom + area.top,
        })
        .collect();
    let all = shapes.clone();
    shapes.retain(|shape| !all.iter().any(|other| other.encloses(*shape)));
    shapes.sort_by_key(|shape| shape.left);

    shapes
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

    use super::*;

    const WIDTH: usize = 400;

    /// Filled boxes: left, top, width, height.
    fn strokes(boxes: &[(usize, usize, usize, usize)]) -> Vec<bool> {
        let mut strokes = vec![false; WIDTH * 120];

        for (left, top, wide, tall) in boxes {
            for y in *top..top + tall {
                strokes[y * WIDTH + left..y * WIDTH + left + wide].fill(true);
            }
        }

        strokes
    }

    const LINE: Area = Area {
        left: 0,
        top: 0,
        right: 400,
        bottom: 110,
    };

    #[test]
    fn a_name_is_parted_from_the_disc_before_it() {
        let strokes = strokes(&[
            (10, 10, 90, 90),
            (130, 35, 30, 40),
            (170, 45, 25, 30),
            (205, 45, 25, 30),
            (240, 45, 25, 30),
        ]);
        let lines = without_logos(LINE, &strokes, WIDTH);

        assert_eq!(lines.len(), 1);
        assert_eq!(
            (lines[0].left, lines[0].top, lines[0].right, lines[0].bottom),
            (130, 35, 265, 75)
        );
    }

    #[test]
    fn a_capital_and_a_bracket_stay_with_their_word() {
        let strokes = strokes(&[
            (10, 30, 30, 44),
            (50, 42, 25, 32),
            (85, 42, 25, 32),
            (120, 42, 25, 32),
            (155, 26, 10, 56),
        ]);

        assert_eq!(without_logos(LINE, &strokes, WIDTH), vec![LINE]);
    }

    #[test]
    fn the_last_letters_of_priority_stay_with_it() {
        let strokes = strokes(&[(10, 30, 25, 32), (45, 30, 25, 32), (80, 30, 25, 32), (110, 30, 48, 50)]);

        assert_eq!(without_logos(LINE, &strokes, WIDTH), vec![LINE]);
    }

    #[test]
    fn letters_that_hang_together_are_no_drawing_around_their_counters() {
        let mut strokes = strokes(&[(10, 30, 380, 48)]);

        for counter in [40, 140, 240] {
            for y in 38..70 {
                strokes[y * WIDTH + counter..y * WIDTH + counter + 40].fill(false);
            }

            for y in 44..64 {
                strokes[y * WIDTH + counter + 8..y * WIDTH + counter + 32].fill(true);
            }
        }

        assert_eq!(without_logos(LINE, &strokes, WIDTH), vec![LINE]);
    }
}
