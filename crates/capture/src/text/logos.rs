//! Logos beside print: a disc or a shield that stands a letter's width before a payer's name would be read as letters, and
//! the name beside it too small.

use crate::text::segments::{Area, pieces};

/// Lines lower than this, in pixels of the card, have no logo.
const LOWEST: u32 = 36;
/// A mark is taller than most letters beside it by this, in tenths, and so wide for its height.
const TALLER: u32 = 15;
const WIDE: u32 = 7;
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
    let is_logo = |shape: &Area| shape.height() * 10 > letter * TALLER && shape.width() * 10 > shape.height() * WIDE;
    let (logos, letters): (Vec<Area>, Vec<Area>) = shapes.into_iter().partition(is_logo);

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

/// What hangs together in a line, without specks, from left to right.
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
}
