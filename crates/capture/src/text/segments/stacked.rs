//! Logos beside a name on two lines: as tall as both together, they would tie one line to the other.

use crate::text::segments::{Area, pieces};

/// Lower than this, in pixels of the card, is no logo.
const LOWEST: u32 = 36;
/// Lines stand no further from their logo than this, in tenths of its height: another drawing may stand between.
const FURTHEST: u32 = 26;
/// A line is no taller than this share of its logo, in hundredths, and reaches out of it by no more than the other.
const LINE: u32 = 76;
const REACH: u32 = 45;
/// One shape of a drawing is so wide for its height, and so tall for the whole, in hundredths. No letter is as tall as
/// two lines beside it, but a number may be, and its digits are narrower.
const WIDE: u32 = 70;
const WHOLE: u32 = 85;

/// The print without the drawings that two lines stand beside, and what else stands beside two lines.
pub(super) fn parted(print: Vec<Area>, strokes: &[bool], width: usize) -> (Vec<Area>, Vec<Area>) {
    let all = print.clone();
    let (tall, print): (Vec<Area>, Vec<Area>) = print.into_iter().partition(|piece| is_beside_two(*piece, &all));
    let alone = tall
        .into_iter()
        .filter(|piece| !is_drawn(*piece, strokes, width))
        .collect();

    (print, alone)
}

/// Whether two lines stand one above the other beside a piece, both within its height.
fn is_beside_two(piece: Area, all: &[Area]) -> bool {
    if piece.height() < LOWEST || piece.width() > piece.height() * 2 {
        return false;
    }

    let reach = piece.height() * REACH / 100;
    let lines: Vec<&Area> = all
        .iter()
        .filter(|line| {
            line.left + 2 >= piece.right
                && (line.left.saturating_sub(piece.right)) * 10 <= piece.height() * FURTHEST
                && line.height() * 100 <= piece.height() * LINE
                && line.width() > line.height()
                && line.top + reach >= piece.top
                && line.bottom <= piece.bottom + reach
        })
        .collect();

    lines.iter().any(|upper| {
        lines
            .iter()
            .any(|lower| upper.bottom <= lower.top + 3 && upper.gap(**lower) == 0)
    })
}

/// Whether one shape takes nearly all of a piece.
fn is_drawn(piece: Area, strokes: &[bool], width: usize) -> bool {
    let mut window: Vec<bool> = (piece.top..piece.bottom)
        .flat_map(|y| {
            let row = y as usize * width;

            (piece.left..piece.right).map(move |x| strokes.get(row + x as usize).copied().unwrap_or(false))
        })
        .collect();

    pieces(&mut window, piece.width() as usize)
        .into_iter()
        .any(|shape| shape.height() * 100 >= piece.height() * WHOLE && shape.width() * 100 >= shape.height() * WIDE)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

    use super::*;

    const WIDTH: usize = 400;

    fn area(left: u32, top: u32, wide: u32, tall: u32) -> Area {
        Area {
            left,
            top,
            right: left + wide,
            bottom: top + tall,
        }
    }

    fn inked(areas: &[Area]) -> Vec<bool> {
        let mut strokes = vec![false; WIDTH * 200];

        for area in areas {
            for y in area.top..area.bottom {
                let row = y as usize * WIDTH;
                strokes[row + area.left as usize..row + area.right as usize].fill(true);
            }
        }

        strokes
    }

    #[test]
    fn a_shield_beside_a_name_on_two_lines_is_left_out() {
        let (shield, united, healthcare) = (area(10, 20, 60, 72), area(90, 18, 90, 34), area(90, 60, 170, 34));
        let strokes = inked(&[shield]);
        let (print, alone) = parted(vec![shield, united, healthcare], &strokes, WIDTH);

        assert_eq!(print, vec![united, healthcare]);
        assert!(alone.is_empty());
    }

    #[test]
    fn an_amount_beside_two_lines_stands_alone() {
        let (dollar, naught) = (area(10, 20, 30, 72), area(46, 20, 36, 72));
        let (office, visit) = (area(100, 18, 90, 34), area(100, 60, 170, 34));
        let amount = area(10, 20, 72, 72);
        let strokes = inked(&[dollar, naught]);
        let (print, alone) = parted(vec![amount, office, visit], &strokes, WIDTH);

        assert_eq!(print, vec![office, visit]);
        assert_eq!(alone, vec![amount]);
    }

    #[test]
    fn a_capital_of_a_line_stays() {
        let (capital, rest, below) = (area(10, 20, 40, 40), area(60, 30, 120, 30), area(10, 90, 120, 30));
        let all = vec![capital, rest, below];

        assert_eq!(parted(all.clone(), &inked(&all), WIDTH).0, all);
    }
}
