//! Finds where print stands on an upright card: one box for each stretch of a line.
//!
//! Cards set small labels close above large values, in columns, dark on light and light on dark. Engines made for pages
//! run such lines together, so the card is cut into lines here and each is read by itself.

mod bands;
mod scratches;
mod split;
mod stacked;

use std::cmp::Reverse;

use image::GrayImage;

use crate::text::frames::{erase_frames, erase_leaders};
use crate::text::logos::without_logos;
use crate::text::segments::bands::{may_hold_lines, without_edges};
use crate::text::segments::scratches::{own, untied};
use crate::text::segments::split::{split, stepped};

/// Letters nearer than this, in pixels, hang together.
const LETTER_GAP: usize = 11;
/// The lowest and the tallest line that is print, in pixels of a card 1280 wide.
const LOWEST: u32 = 9;
const TALLEST: u32 = 120;
/// Taller than this are drawings, and no lines that something ties together.
const SEVERAL: u32 = 300;
/// What comes nearer to the left or the right end of the picture than this, and is no wider than the other, is no print.
const SIDE: u32 = 2;
const DEEPEST: u32 = 52;
/// The most stretches that are read: a card full of small print has some sixty.
const MOST: usize = 90;

/// A box in whole pixels; right and bottom lie just outside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Area {
    pub left: u32,
    pub top: u32,
    pub right: u32,
    pub bottom: u32,
}

impl Area {
    pub fn width(self) -> u32 {
        self.right - self.left
    }

    pub fn height(self) -> u32 {
        self.bottom - self.top
    }

    pub fn union(self, other: Self) -> Self {
        Self {
            left: self.left.min(other.left),
            top: self.top.min(other.top),
            right: self.right.max(other.right),
            bottom: self.bottom.max(other.bottom),
        }
    }

    /// The same box so much further right and down.
    fn moved(self, right: u32, down: u32) -> Self {
        Self {
            left: self.left + right,
            top: self.top + down,
            right: self.right + right,
            bottom: self.bottom + down,
        }
    }

    /// Pixels between two boxes across; 0 if one stands above the other.
    pub fn gap(self, other: Self) -> u32 {
        other
            .left
            .saturating_sub(self.right)
            .max(self.left.saturating_sub(other.right))
    }

    /// Whether another box lies inside.
    pub fn encloses(self, other: Self) -> bool {
        self != other && self.union(other) == self
    }

    fn holds(self, x: u32, y: u32) -> bool {
        (self.left..self.right).contains(&x) && (self.top..self.bottom).contains(&y)
    }

    /// Rows that both have.
    fn shared_rows(self, other: Self) -> u32 {
        self.bottom.min(other.bottom).saturating_sub(self.top.max(other.top))
    }
}

/// The stretches of print, from top to bottom.
pub(crate) fn segments(card: &GrayImage) -> Vec<Area> {
    let (width, height) = card.dimensions();

    if width < 64 || height < 64 {
        return Vec::new();
    }

    let mut strokes = strokes(card);
    erase_frames(&mut strokes, width as usize);
    erase_leaders(&mut strokes, width as usize);
    let marks = closed(&strokes, width as usize);
    let print = pieces(&mut marks.clone(), width as usize)
        .into_iter()
        .filter(|area| !is_side(*area, width))
        .flat_map(|area| lines_within(area, card, &marks))
        .collect();
    let (logos, print) = stacked::logos(print, &strokes, width as usize);
    let (print, specks): (Vec<Area>, Vec<Area>) = print
        .iter()
        .flat_map(|area| stepped(*area, &print, &strokes, width as usize))
        .flat_map(|area| split(area, &strokes, width as usize))
        .flat_map(|area| without_logos(area, &strokes, width as usize))
        .partition(|area| area.height() >= LOWEST && area.width() >= 4);
    let print = print
        .into_iter()
        .filter(|area| area.height() <= TALLEST && area.height() < area.width() * 6)
        .collect();
    let (print, alone) = stacked::parted(print, &strokes, width as usize);
    let mut lines = joined(print);
    lines.extend(alone);

    lines = with_dots(lines);

    for speck in specks {
        absorb(&mut lines, speck);
    }

    lines.extend(logos);

    lines.retain(|area| area.width() * 3 > area.height());
    lines.sort_by_key(|area| (area.top, area.left));
    lines.truncate(MOST);

    lines
}

/// What a piece consists of that is too tall for a line: lines that a scratch ties together, or lines and the edge of a
/// band.
fn lines_within(area: Area, card: &GrayImage, marks: &[bool]) -> Vec<Area> {
    if !may_hold_lines(area) {
        return vec![area];
    }

    let own = own(area, marks, card.width() as usize);
    let mut lines = untied(area, &own);

    if lines.is_empty() {
        lines = without_edges(area, card, &own);
    }

    lines
}

/// The side of the card itself, or what lies beside it: it reaches to the end of the picture and not far into it.
fn is_side(area: Area, width: u32) -> bool {
    let reaches_out = area.left <= SIDE || area.right + SIDE >= width;

    reaches_out && area.width() < DEEPEST
}

/// Where the brightness changes as it does at the strokes of letters, whichever is darker.
fn strokes(card: &GrayImage) -> Vec<bool> {
    let (width, height) = (card.width() as usize, card.height() as usize);
    let pixels = card.as_raw();
    let mut steps = vec![0_u8; width * height];
    let mut histogram = [0_usize; 256];

    for y in 1..height - 1 {
        for x in 1..width - 1 {
            let at = y * width + x;
            // Two pixels on either side, halved below: noise counts less.
            let pair = |one: usize, other: usize| i32::from(pixels[one]) + i32::from(pixels[other]);
            let across = (pair(at + 1, at + 1 + width) - pair(at - 1, at - 1 + width)).abs();
            let down = (pair(at + width, at + width + 1) - pair(at - width, at - width + 1)).abs();
            let step = (across.max(down) / 2).min(255) as u8;
            steps[at] = step;
            histogram[usize::from(step)] += 1;
        }
    }

    // Most of a card is blank: what is usual there is noise.
    let mut seen = 0;
    let usual = histogram
        .iter()
        .position(|count| {
            seen += count;
            seen * 2 > width * height
        })
        .unwrap_or(0);
    let least = (usual * 3 + 8).clamp(12, 44) as u8;

    steps.into_iter().map(|step| step >= least).collect()
}

/// The same with the gaps between letters closed.
fn closed(strokes: &[bool], width: usize) -> Vec<bool> {
    let mut marks = strokes.to_vec();

    for row in marks.chunks_exact_mut(width) {
        let mut last: Option<usize> = None;

        for x in 0..width {
            if !row[x] {
                continue;
            }

            if let Some(before) = last.filter(|before| x - before <= LETTER_GAP) {
                row[before + 1..x].fill(true);
            }

            last = Some(x);
        }
    }

    marks
}

/// The boxes of everything that hangs together. Clears the marks.
pub(crate) fn pieces(marks: &mut [bool], width: usize) -> Vec<Area> {
    let mut pieces = Vec::new();
    let mut open = Vec::new();

    for start in 0..marks.len() {
        if !marks[start] {
            continue;
        }

        let (x, y) = ((start % width) as u32, (start / width) as u32);
        let mut area = Area {
            left: x,
            top: y,
            right: x + 1,
            bottom: y + 1,
        };
        marks[start] = false;
        open.push(start);

        while let Some(at) = open.pop() {
            let (x, y) = ((at % width) as u32, (at / width) as u32);
            area = area.union(Area {
                left: x,
                top: y,
                right: x + 1,
                bottom: y + 1,
            });
            let column = at % width;
            let neighbours = [
                (column > 0).then(|| at - 1),
                (column + 1 < width).then_some(at + 1),
                at.checked_sub(width),
                Some(at + width),
            ];

            for next in neighbours.into_iter().flatten() {
                if marks.get(next).copied().unwrap_or(false) {
                    marks[next] = false;
                    open.push(next);
                }
            }
        }

        pieces.push(area);
    }

    pieces
}

/// Joins pieces that stand on one line with no more than a space between them.
fn joined(mut pieces: Vec<Area>) -> Vec<Area> {
    pieces.sort_by_key(|area| area.left);
    let mut lines: Vec<Area> = Vec::new();

    for piece in pieces {
        let line = lines
            .iter_mut()
            .filter(|line| {
                let (low, high) = (line.height().min(piece.height()), line.height().max(piece.height()));

                line.shared_rows(piece) * 10 >= low * 6 && high * 10 <= low * 18 && line.gap(piece) * 10 <= high * 11
            })
            .min_by_key(|line| line.gap(piece));

        match line {
            Some(line) => *line = line.union(piece),
            None => lines.push(piece),
        }
    }

    lines
}

/// Gives lines that lie inside another one to it: dots of large letters are as tall as small print.
fn with_dots(mut lines: Vec<Area>) -> Vec<Area> {
    lines.sort_by_key(|area| Reverse(area.width() * area.height()));
    let mut whole: Vec<Area> = Vec::new();

    for line in lines {
        let around = whole.iter_mut().find(|known| {
            known.gap(line) == 0 && known.shared_rows(line) * 10 >= line.height() * 7 && known.height() > line.height()
        });

        match around {
            Some(known) => *known = known.union(line),
            None => whole.push(line),
        }
    }

    whole
}

/// Gives a dash, a dot or an accent to the line that it belongs to.
fn absorb(lines: &mut [Area], speck: Area) {
    let line = lines.iter_mut().find(|line| {
        let near = line.height() * 6 / 10;
        let beside = speck.top + 2 >= line.top && speck.bottom <= line.bottom + 2 && line.gap(speck) <= near;
        let on_top = speck.left + 2 >= line.left
            && speck.right <= line.right + 2
            && speck.bottom <= line.top + 2
            && line.top - speck.top.min(line.top) <= line.height() * 4 / 10
            && speck.width() < line.height();

        beside || on_top
    });

    if let Some(line) = line {
        *line = line.union(speck);
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

    use super::*;
    use image::Luma;

    fn write(card: &mut GrayImage, left: u32, top: u32, tall: u32, letters: u32, ink: u8) {
        for letter in 0..letters {
            for y in 0..tall {
                for x in 0..tall / 4 {
                    card.put_pixel(left + letter * tall / 2 + x, top + y, Luma([ink]));
                }
            }
        }
    }

    #[test]
    fn a_small_label_close_above_a_large_value_is_its_own_line() {
        let mut card = GrayImage::from_pixel(1280, 807, Luma([240]));
        write(&mut card, 60, 100, 16, 12, 90);
        write(&mut card, 60, 122, 28, 10, 20);
        let lines = segments(&card);

        assert_eq!(lines.len(), 2, "{lines:?}");
        assert!(lines[0].bottom <= lines[1].top);
    }

    #[test]
    fn dots_do_not_tie_a_label_to_its_value() {
        let mut card = GrayImage::from_pixel(1280, 807, Luma([240]));
        write(&mut card, 60, 100, 24, 6, 20);
        write(&mut card, 400, 100, 24, 6, 20);

        for dot in 0..16 {
            for y in 120..124 {
                for x in 0..4 {
                    card.put_pixel(150 + dot * 14 + x, y, Luma([60]));
                }
            }
        }

        let lines = segments(&card);
        assert_eq!(lines.len(), 2, "{lines:?}");
        assert!(lines[0].right < 160 && lines[1].left > 380, "{lines:?}");
    }

    #[test]
    fn a_cells_frame_is_no_print() {
        let mut card = GrayImage::from_pixel(1280, 807, Luma([240]));

        for x in 40..600 {
            for y in [80, 81, 180, 181] {
                card.put_pixel(x, y, Luma([70]));
            }
        }

        for y in 80..182 {
            for x in [40, 41, 598, 599] {
                card.put_pixel(x, y, Luma([70]));
            }
        }

        write(&mut card, 60, 110, 24, 6, 20);
        let lines = segments(&card);
        assert_eq!(lines.len(), 1, "{lines:?}");
        assert!(lines[0].left > 50 && lines[0].right < 170, "{lines:?}");
    }

    #[test]
    fn low_cells_that_slope_and_stand_close_are_no_print_either() {
        let mut card = GrayImage::from_pixel(1280, 807, Luma([240]));

        for left in [40, 340] {
            for x in 0..290 {
                for y in [100, 101, 102, 160, 161, 162] {
                    card.put_pixel(left + x, y + (left + x) / 80, Luma([70]));
                }
            }

            for y in 100..163 {
                for x in [0, 1, 2, 287, 288, 289] {
                    card.put_pixel(left + x, y + (left + x) / 80, Luma([70]));
                }
            }

            write(&mut card, left + 12, 116 + left / 80, 24, 6, 20);
        }

        let lines = segments(&card);
        assert_eq!(lines.len(), 2, "{lines:?}");
        assert!(
            lines.iter().all(|line| line.width() < 90 && line.height() < 34),
            "{lines:?}"
        );
    }

    #[test]
    fn large_dots_do_not_tie_a_label_to_its_value_and_small_print_is_no_leader() {
        let mut card = GrayImage::from_pixel(1280, 807, Luma([240]));
        write(&mut card, 60, 100, 24, 6, 20);
        write(&mut card, 400, 100, 24, 6, 20);
        write(&mut card, 60, 300, 10, 20, 20);

        for dot in 0..14 {
            for y in 116..124 {
                for x in 0..8 {
                    card.put_pixel(150 + dot * 16 + x, y, Luma([60]));
                }
            }
        }

        let lines = segments(&card);
        assert_eq!(lines.len(), 3, "{lines:?}");
        assert!(lines[0].right < 160 && lines[1].left > 380, "{lines:?}");
    }

    #[test]
    fn a_tail_that_touches_the_next_line_does_not_join_them() {
        let mut card = GrayImage::from_pixel(1280, 807, Luma([240]));
        write(&mut card, 60, 100, 16, 14, 60);
        write(&mut card, 60, 121, 28, 10, 20);
        write(&mut card, 76, 114, 8, 1, 60);
        let lines = segments(&card);

        assert_eq!(lines.len(), 2, "{lines:?}");
    }

    #[test]
    fn light_letters_on_a_dark_panel_are_print_too() {
        let mut card = GrayImage::from_pixel(1280, 807, Luma([240]));

        for y in 200..400 {
            for x in 600..1200 {
                card.put_pixel(x, y, Luma([40]));
            }
        }

        write(&mut card, 650, 280, 26, 8, 230);
        let lines = segments(&card);

        assert_eq!(lines.len(), 1, "{lines:?}");
        assert!(lines[0].left > 640 && lines[0].right < 800);
    }

    #[test]
    fn the_side_of_a_card_is_no_print() {
        let mut card = GrayImage::from_pixel(1280, 807, Luma([240]));
        write(&mut card, 1180, 100, 24, 4, 20);

        for y in 95..140 {
            for x in 1250..1280 {
                card.put_pixel(x, y, Luma([60]));
            }
        }

        let lines = segments(&card);
        assert_eq!(lines.len(), 1, "{lines:?}");
        assert!(lines[0].right < 1240, "{lines:?}");
    }

    #[test]
    fn columns_stay_apart() {
        let mut card = GrayImage::from_pixel(1280, 807, Luma([240]));
        write(&mut card, 60, 100, 24, 8, 20);
        write(&mut card, 700, 100, 24, 8, 20);

        assert_eq!(segments(&card).len(), 2);
    }

    #[test]
    fn a_blank_card_has_no_print() {
        assert!(segments(&GrayImage::from_pixel(1280, 807, Luma([200]))).is_empty());
        assert!(segments(&GrayImage::new(3, 3)).is_empty());
    }
}
