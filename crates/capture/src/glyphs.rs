//! The letters of one line as shapes, cut apart.

use image::GrayImage;

/// How dark a pixel must be, as a share of the darkest, to belong to a letter: tried in this order until the line
/// falls into as many letters as were read.
const THRESHOLDS: [f32; 6] = [0.5, 0.6, 0.7, 0.42, 0.78, 0.35];
/// A letter's own outline is drawn where it is half as dark as its darkest part.
const OUTLINE: f32 = 0.5;

/// The shape of a letter, cropped to its ink.
#[derive(Clone, Debug)]
pub(crate) struct Glyph {
    pub width: usize,
    pub height: usize,
    /// Row by row.
    ink: Vec<bool>,
}

impl Glyph {
    fn at(&self, x: usize, y: usize) -> bool {
        x < self.width && self.ink.get(y * self.width + x).copied().unwrap_or(false)
    }

    /// How far from the left the ink begins, as a share of the width, in the mean of the rows between two shares of
    /// the height.
    pub fn left(&self, from: f32, to: f32) -> f32 {
        self.side(from, to, |glyph, y| (0..glyph.width).position(|x| glyph.at(x, y)))
    }

    /// The same from the right.
    pub fn right(&self, from: f32, to: f32) -> f32 {
        self.side(from, to, |glyph, y| {
            (0..glyph.width).position(|x| glyph.at(glyph.width - 1 - x, y))
        })
    }

    fn side(&self, from: f32, to: f32, first: impl Fn(&Self, usize) -> Option<usize>) -> f32 {
        let rows = self.rows(from, to);
        let count = rows.len().max(1) as f32;
        let sum: f32 = rows
            .map(|y| first(self, y).unwrap_or(self.width) as f32 / self.width.max(1) as f32)
            .sum();

        sum / count
    }

    fn rows(&self, from: f32, to: f32) -> std::ops::Range<usize> {
        let start = (self.height as f32 * from) as usize;
        let end = ((self.height as f32 * to) as usize).max(start + 1);

        start.min(self.height)..end.min(self.height)
    }

    /// How much more ink stands left of the stem than right of it in the upper part, -1 to 1: the flag of a one.
    pub fn flag(&self) -> f32 {
        let stem: Vec<usize> = self.ink_columns(0.45, 0.7);
        let middle = stem.iter().sum::<usize>() as f32 / stem.len().max(1) as f32;
        let (mut left, mut right) = (0.0, 0.0);

        for x in self.ink_columns(0.03, 0.4) {
            let away = x as f32 - middle;

            if away < 0.0 {
                left -= away;
            } else {
                right += away;
            }
        }

        (left - right) / (left + right + 1e-6)
    }

    fn ink_columns(&self, from: f32, to: f32) -> Vec<usize> {
        self.rows(from, to)
            .flat_map(|y| (0..self.width).filter(move |x| self.at(*x, y)))
            .collect()
    }

    /// The share of ink in the very middle: the dot or the stroke in a zero.
    pub fn core(&self) -> f32 {
        let columns = (self.width as f32 * 0.4) as usize..=(self.width as f32 * 0.6) as usize;
        let (mut ink, mut all) = (0, 0);

        for y in self.rows(0.42, 0.58) {
            for x in columns.clone() {
                ink += usize::from(self.at(x, y));
                all += 1;
            }
        }

        ink as f32 / all.max(1) as f32
    }
}

/// Cuts a line, dark on white, into exactly as many letters as it is said to have; `None` where it does not fall
/// apart so.
pub(crate) fn glyphs(line: &GrayImage, letters: usize) -> Option<Vec<Glyph>> {
    let darkest = line
        .as_raw()
        .iter()
        .copied()
        .min()
        .map_or(0.0, |value| 255.0 - f32::from(value));

    if letters == 0 || darkest < 60.0 {
        return None;
    }

    THRESHOLDS.iter().find_map(|share| {
        let columns = columns(line, (255.0 - darkest * share) as u8);

        (columns.len() == letters)
            .then(|| columns.into_iter().map(|(from, to)| outline(line, from, to)).collect())
            .flatten()
    })
}

/// The stretches of columns that hold a letter each.
fn columns(line: &GrayImage, limit: u8) -> Vec<(u32, u32)> {
    let (width, height) = line.dimensions();
    let mut pieces = pieces(line, limit);
    let tallest = pieces.iter().map(|piece| piece.3 - piece.1).max().unwrap_or(0);
    // Specks, and what reaches in from the next line.
    pieces.retain(|(left, top, right, bottom)| {
        let (wide, tall) = (right - left, bottom - top);

        wide * tall * 120 > tallest * tallest && !((*top == 0 || *bottom == height) && tall * 3 < tallest)
    });
    pieces.sort_unstable();
    let mut columns: Vec<(u32, u32)> = Vec::new();

    for (left, _, right, _) in pieces {
        match columns.last_mut() {
            // Above each other: the parts of one letter.
            Some(last) if (last.1.min(right)).saturating_sub(left) * 2 > (right - left).min(last.1 - last.0) => {
                last.1 = last.1.max(right);
            }
            _ => columns.push((left, right.min(width))),
        }
    }

    columns
}

/// The boxes of what hangs together: left, top, right, bottom.
fn pieces(line: &GrayImage, limit: u8) -> Vec<(u32, u32, u32, u32)> {
    let (width, height) = (line.width() as usize, line.height() as usize);
    let mut open: Vec<bool> = line.as_raw().iter().map(|value| *value < limit).collect();
    let mut pieces = Vec::new();
    let mut todo = Vec::new();

    for start in 0..open.len() {
        if !open[start] {
            continue;
        }

        open[start] = false;
        todo.push(start);
        let (mut left, mut top, mut right, mut bottom) = (width, height, 0, 0);

        while let Some(at) = todo.pop() {
            let (x, y) = (at % width, at / width);
            (left, top, right, bottom) = (left.min(x), top.min(y), right.max(x + 1), bottom.max(y + 1));

            for (dx, dy) in [(-1, -1), (0, -1), (1, -1), (-1, 0), (1, 0), (-1, 1), (0, 1), (1, 1)] {
                let (Some(nx), Some(ny)) = (x.checked_add_signed(dx), y.checked_add_signed(dy)) else {
                    continue;
                };
                let next = ny * width + nx;

                if nx < width && ny < height && open.get(next).copied().unwrap_or(false) {
                    open[next] = false;
                    todo.push(next);
                }
            }
        }

        pieces.push((left as u32, top as u32, right as u32, bottom as u32));
    }

    pieces
}

/// The letter between two columns, at its own darkness.
fn outline(line: &GrayImage, from: u32, to: u32) -> Option<Glyph> {
    let (from, to) = (from.saturating_sub(1), (to + 1).min(line.width()));
    let dark = |x: u32, y: u32| 255.0 - f32::from(line.get_pixel(x, y).0[0]);
    let darkest = (from..to)
        .flat_map(|x| (0..line.height()).map(move |y| (x, y)))
        .map(|(x, y)| dark(x, y))
        .fold(0.0, f32::max);
    let is_ink = |x: u32, y: u32| dark(x, y) > darkest * OUTLINE;
    let rows: Vec<u32> = (0..line.height())
        .filter(|y| (from..to).any(|x| is_ink(x, *y)))
        .collect();
    let columns: Vec<u32> = (from..to)
        .filter(|x| (0..line.height()).any(|y| is_ink(*x, y)))
        .collect();
    let (top, bottom) = (*rows.first()?, *rows.last()? + 1);
    let (left, right) = (*columns.first()?, *columns.last()? + 1);
    let ink = (top..bottom)
        .flat_map(|y| (left..right).map(move |x| (x, y)))
        .map(|(x, y)| is_ink(x, y))
        .collect();

    Some(Glyph {
        width: (right - left) as usize,
        height: (bottom - top) as usize,
        ink,
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

    use super::*;
    use image::Luma;

    /// Bars of ink: left, top, width, height.
    fn line(bars: &[(u32, u32, u32, u32)]) -> GrayImage {
        let mut line = GrayImage::from_pixel(200, 60, Luma([255]));

        for (left, top, wide, tall) in bars {
            for y in *top..top + tall {
                for x in *left..left + wide {
                    line.put_pixel(x, y, Luma([20]));
                }
            }
        }

        line
    }

    #[test]
    fn a_line_falls_into_as_many_letters_as_were_read_or_into_none() {
        let three = line(&[(10, 10, 12, 40), (40, 10, 20, 40), (80, 10, 12, 40)]);

        assert_eq!(glyphs(&three, 3).unwrap().len(), 3);
        assert_eq!(glyphs(&three, 3).unwrap()[1].width, 20);
        assert!(glyphs(&three, 4).is_none());
        assert!(glyphs(&GrayImage::from_pixel(50, 50, Luma([255])), 2).is_none());
    }

    #[test]
    fn a_one_has_a_flag_and_an_i_has_none() {
        let one = line(&[(20, 10, 8, 40), (12, 16, 8, 5)]);
        let stroke = line(&[(20, 10, 8, 40)]);

        assert!(glyphs(&one, 1).unwrap()[0].flag() > 0.2);
        assert!(glyphs(&stroke, 1).unwrap()[0].flag().abs() < 0.05);
    }
}
