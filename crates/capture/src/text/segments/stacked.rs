//! Logos beside a name: as tall as its two lines together they would tie one to the other, and taller than its letters
//! they would be read as some.

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
/// No letter is wider than this for its height, and no drawing wider than the other: words whose letters touch are.
const BROAD: u32 = 150;
const WIDEST: u32 = 250;
/// So many shapes are a logo, which take so much of its width; more are letters.
const SHAPES: usize = 2;
const FILLED: u32 = 75;
/// It is taller than the letters beside it by this, in hundredths, and stands no further from them than this, in tenths of
/// its height.
const TALLER: u32 = 120;
const NEAR: u32 = 11;

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

/// Drawings before or behind lower letters, and the rest without what is drawn in them. Letters may look so too: they are
/// parted from the others, and not left out.
pub(super) fn logos(pieces: Vec<Area>, strokes: &[bool], width: usize) -> (Vec<Area>, Vec<Area>) {
    let all = pieces.clone();
    let (logos, print): (Vec<Area>, Vec<Area>) = pieces
        .into_iter()
        .partition(|piece| is_beside_letters(*piece, &all, strokes, width));
    let print = print
        .into_iter()
        .filter(|piece| !logos.iter().any(|logo| logo.encloses(*piece)))
        .collect();

    (logos, print)
}

/// Whether a drawing stands beside letters: it is taller than they, or wider than any letter is.
fn is_beside_letters(piece: Area, all: &[Area], strokes: &[bool], width: usize) -> bool {
    if piece.height() < LOWEST || piece.width() > piece.height() * 3 {
        return false;
    }

    let beside: Vec<&Area> = all
        .iter()
        .filter(|other| {
            let low = other.height().min(piece.height());

            **other != piece
                && !piece.encloses(**other)
                && other.width() > other.height()
                && other.height() * 3 > piece.height()
                && other.gap(piece) * 10 <= piece.height() * NEAR
                && other.shared_rows(piece) * 10 >= low * 6
        })
        .collect();

    if beside.is_empty() {
        return false;
    }

    let drawn = drawn(piece, strokes, width);
    let are_lower = beside
        .iter()
        .all(|other| other.height() * TALLER <= piece.height() * 100);
    let is_broad = matches!(drawn.as_slice(), [one] if one.width() * 100 >= one.height() * BROAD);
    let filled: u32 = drawn.iter().map(|shape| shape.width()).sum();

    (1..=SHAPES).contains(&drawn.len()) && filled * 100 >= piece.width() * FILLED && (are_lower || is_broad)
}

/// The shapes in a piece that are as tall as it and not as narrow as most letters.
fn drawn(piece: Area, strokes: &[bool], width: usize) -> Vec<Area> {
    shapes(piece, strokes, width)
        .into_iter()
        .filter(|shape| {
            let wide = shape.width() * 100;

            shape.height() * 100 >= piece.height() * WHOLE
                && wide >= shape.height() * WIDE
                && wide <= shape.height() * WIDEST
        })
        .collect()
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
    shapes(piece, strokes, width)
        .into_iter()
        .any(|shape| shape.height() * 100 >= piece.height() * WHOLE && shape.width() * 100 >= shape.height() * WIDE)
}

/// What hangs together in a piece, before gaps between letters are closed.
fn shapes(piece: Area, strokes: &[bool], width: usize) -> Vec<Area> {
    let mut window: Vec<bool> = (piece.top..piece.bottom)
        .flat_map(|y| {
            let row = y as usize * width;

            (piece.left..piece.right).map(move |x| strokes.get(row + x as usize).copied().unwrap_or(false))
        })
        .collect();

    pieces(&mut window, piece.width() as usize)
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

    #[test]
    fn a_disc_before_lower_letters_stands_alone_and_what_is_drawn_in_it_is_left_out() {
        let (disc, inner, name) = (area(10, 20, 88, 88), area(30, 40, 40, 40), area(118, 40, 200, 50));
        let (logos, print) = logos(vec![disc, inner, name], &inked(&[disc]), WIDTH);

        assert_eq!(logos, vec![disc]);
        assert_eq!(print, vec![name]);
    }

    #[test]
    fn a_half_disc_as_tall_as_the_letters_behind_it_stands_alone() {
        let (disc, name) = (area(10, 30, 90, 48), area(118, 30, 200, 50));

        assert_eq!(
            logos(vec![disc, name], &inked(&[disc]), WIDTH),
            (vec![disc], vec![name])
        );
    }

    #[test]
    fn tall_letters_before_lower_ones_are_no_logo() {
        let letters = [area(10, 20, 50, 60), area(66, 20, 50, 60), area(122, 20, 50, 60)];
        let (word, name) = (area(10, 20, 162, 60), area(190, 30, 150, 40));

        assert_eq!(logos(vec![word, name], &inked(&letters), WIDTH).1, vec![word, name]);
    }

    #[test]
    fn a_capital_as_tall_as_its_line_is_no_logo() {
        let (initial, name) = (area(10, 20, 40, 44), area(70, 22, 150, 42));

        assert_eq!(
            logos(vec![initial, name], &inked(&[initial]), WIDTH).1,
            vec![initial, name]
        );
    }
}
