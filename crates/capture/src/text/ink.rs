//! The ink of one line: what of it was not read, and how tall its words are.

use image::{GrayImage, imageops};

use crate::text::segments::Area;
use crate::text::strips::dark_on_white;
use crate::{Bounds, Word};

/// Darker than this, of a line that is dark on white, is ink.
const INK: u8 = 120;
/// Lower than this, in pixels of the card, is no word but a piece of a rule or a speck.
const FLAT: f32 = 5.0;
/// Nearer than this share of a word's height, in hundredths, stands the dot of an i.
const DOT: u32 = 18;
/// Columns of one letter are no further apart than this, in pixels.
const NEXT: u32 = 2;
/// A box is drawn too large if its letters take less than this share of it.
const LOOSE: f32 = 0.75;

/// A line by itself, dark on white.
pub(crate) struct Line {
    pub area: Area,
    cut: GrayImage,
}

impl Line {
    pub fn new(picture: &GrayImage, area: Area) -> Self {
        let cut = imageops::crop_imm(picture, area.left, area.top, area.width(), area.height()).to_image();

        Self {
            area,
            cut: dark_on_white(cut),
        }
    }

    /// The word no taller than its line and its letters: an engine draws some boxes over the line above too, and some
    /// as tall as the logo beside the word. `None` for what is no word.
    pub fn within(&self, mut word: Word) -> Option<Word> {
        let top = word.bounds.y.max(self.area.top as f32 - 2.0);
        let bottom = word.bounds.bottom().min(self.area.bottom as f32 + 2.0);
        word.bounds = Bounds::new(word.bounds.x, top, word.bounds.width, bottom - top);

        if let Some((top, bottom)) = self.rows(word.bounds)
            && bottom - top < word.bounds.height * LOOSE
        {
            word.bounds = Bounds::new(word.bounds.x, top, word.bounds.width, bottom - top);
        }

        (word.bounds.height >= FLAT).then_some(word)
    }

    /// From where to where the letters in a box reach: the rows with most of the ink, and the dots above them.
    fn rows(&self, bounds: Bounds) -> Option<(f32, f32)> {
        let left = (bounds.x as u32).saturating_sub(self.area.left);
        let right = (bounds.right() as u32)
            .saturating_sub(self.area.left)
            .min(self.cut.width());
        let inked: Vec<(u32, usize)> = (0..self.cut.height())
            .map(|y| (y, (left..right).filter(|x| self.is_ink(*x, y)).count()))
            .filter(|(_, ink)| *ink > 0)
            .collect();
        let near = self.cut.height() * DOT / 100 + 1;
        let rows = inked
            .chunk_by(|one, other| other.0 - one.0 <= near)
            .max_by_key(|rows| rows.iter().map(|(_, ink)| ink).sum::<usize>())?;
        let (first, last) = (rows.first()?.0, rows.last()?.0);

        Some(((self.area.top + first) as f32, (self.area.top + last + 1) as f32))
    }

    /// Whether a stretch has letters of full height that were not read: an initial, or what stands behind a row of dots.
    pub fn leaves_out(&self, words: &[Word]) -> bool {
        let tall = self.area.height();
        let is_read = |x: u32| {
            let x = (self.area.left + x) as f32;

            words
                .iter()
                .any(|word| x > word.bounds.x - 4.0 && x < word.bounds.right() + 4.0)
        };
        // The ink of each column: where it is, and from where to where.
        let unread: Vec<(u32, u32, u32)> = (0..self.cut.width())
            .filter(|x| !is_read(*x))
            .filter_map(|x| {
                let is_ink = |y: &u32| self.is_ink(x, *y);

                Some((x, (0..tall).find(is_ink)?, (0..tall).rev().find(is_ink)?))
            })
            .collect();
        let stems: Vec<u32> = unread
            .iter()
            .filter(|(_, top, bottom)| (bottom - top) * 3 > tall)
            .map(|(x, ..)| *x)
            .collect();
        let has_letters = stems.chunk_by(|one, other| other - one <= tall).any(
            |stretch| matches!((stretch.first(), stretch.last()), (Some(first), Some(last)) if (last - first) * 3 > tall),
        );

        has_letters
            || unread
                .chunk_by(|one, other| other.0 - one.0 <= NEXT)
                .any(|letter| is_letter(letter, tall))
    }

    fn is_ink(&self, x: u32, y: u32) -> bool {
        self.cut.get_pixel_checked(x, y).is_some_and(|pixel| pixel.0[0] < INK)
    }
}

/// Whether ink that hangs together reaches over half of the line's height, and is no bar: a T has one stem only.
fn is_letter(columns: &[(u32, u32, u32)], tall: u32) -> bool {
    let wide = columns.len() as u32;
    let top = columns.iter().map(|(_, top, _)| *top).min().unwrap_or(0);
    let bottom = columns.iter().map(|(_, _, bottom)| *bottom).max().unwrap_or(0);

    (bottom - top) * 2 > tall && wide * 5 > tall * 2
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

    use image::Luma;

    use super::*;

    const LINE: Area = Area {
        left: 20,
        top: 30,
        right: 320,
        bottom: 120,
    };

    /// Columns of ink from one row to another, between two columns.
    fn inked(blocks: &[(u32, u32, u32, u32)]) -> GrayImage {
        let mut card = GrayImage::from_pixel(400, 200, Luma([240]));

        for (left, top, right, bottom) in blocks {
            for x in (*left..*right).filter(|x| x % 10 < 5) {
                for y in *top..*bottom {
                    card.put_pixel(x, y, Luma([20]));
                }
            }
        }

        card
    }

    fn word(x: f32, width: f32) -> Word {
        Word {
            text: "Community".to_owned(),
            confidence: 0.9,
            bounds: Bounds::new(x, 30.0, width, 90.0),
        }
    }

    #[test]
    fn a_box_is_no_taller_than_the_letters_in_it() {
        // A logo, a line above whose feet reach into the box, and the word.
        let card = inked(&[(20, 30, 80, 120), (100, 30, 300, 40), (100, 64, 300, 104)]);
        let bounds = Line::new(&card, LINE).within(word(100.0, 200.0)).unwrap().bounds;

        assert_eq!((bounds.y, bounds.bottom()), (64.0, 104.0));
    }

    #[test]
    fn the_dots_of_letters_are_part_of_them() {
        let card = inked(&[(100, 40, 300, 46), (100, 54, 300, 110)]);
        let bounds = Line::new(&card, LINE).within(word(100.0, 200.0)).unwrap().bounds;

        assert_eq!((bounds.y, bounds.bottom()), (30.0, 120.0), "as it was drawn");
    }

    #[test]
    fn letters_that_were_not_read_are_missed() {
        let card = inked(&[(30, 40, 150, 110), (200, 40, 300, 110)]);
        let line = Line::new(&card, LINE);

        assert!(line.leaves_out(&[word(30.0, 120.0)]));
        assert!(!line.leaves_out(&[word(30.0, 280.0)]));
    }

    #[test]
    fn an_initial_that_was_not_read_is_missed() {
        let mut card = inked(&[(30, 40, 150, 110), (250, 40, 300, 110)]);

        // A T between the words, and then a bar.
        for (left, right, top, bottom) in [(180, 220, 40, 48), (196, 204, 40, 110)] {
            for x in left..right {
                for y in top..bottom {
                    card.put_pixel(x, y, Luma([20]));
                }
            }
        }

        let read = [word(30.0, 120.0), word(250.0, 50.0)];
        assert!(Line::new(&card, LINE).leaves_out(&read));

        let bar = inked(&[(30, 40, 150, 110), (200, 40, 205, 110), (250, 40, 300, 110)]);
        assert!(!Line::new(&bar, LINE).leaves_out(&read));
    }
}
