//! Sets the lines of a card one under the other, all dark on white and all as large, so that one reading of one picture
//! reads them all; and takes the words back to where they came from.

use image::imageops::{self, FilterType};
use image::{GrayImage, Luma};

use crate::segments::Area;
use crate::{Bounds, Word};

/// How tall a line is set, in pixels: the engine was taught with letters about as large.
const TALL: f32 = 38.0;
/// White around a line, in pixels.
const MARGIN: u32 = 14;
/// The widest line, in pixels: longer ones are set smaller.
const WIDEST: u32 = 1700;
/// How much of its surroundings a line brings along, in pixels of the card.
const RIM: u32 = 3;

/// Lines set for reading.
pub(crate) struct Mosaic {
    pub picture: GrayImage,
    rows: Vec<Row>,
}

struct Row {
    top: u32,
    bottom: u32,
    /// Where on the card the row's first pixel comes from, and how much larger it is here.
    left: f32,
    above: f32,
    scale: f32,
}

impl Mosaic {
    /// Sets these stretches of a card.
    pub fn of(card: &GrayImage, areas: &[Area]) -> Self {
        let mut rows = Vec::new();
        let mut cuts: Vec<GrayImage> = Vec::new();
        let mut top = MARGIN;

        for area in areas {
            let left = area.left.saturating_sub(RIM);
            let above = area.top.saturating_sub(RIM);
            let right = (area.right + RIM).min(card.width());
            let below = (area.bottom + RIM).min(card.height());
            let cut = imageops::crop_imm(card, left, above, right - left, below - above).to_image();
            let scale = (TALL / area.height() as f32)
                .clamp(0.5, 3.0)
                .min((WIDEST - 2 * MARGIN) as f32 / cut.width() as f32);
            let (wide, tall) = (
                (cut.width() as f32 * scale) as u32,
                (cut.height() as f32 * scale) as u32,
            );
            let cut = imageops::resize(&dark_on_white(cut), wide.max(1), tall.max(1), FilterType::CatmullRom);
            rows.push(Row {
                top,
                bottom: top + cut.height(),
                left: left as f32,
                above: above as f32,
                scale,
            });
            top += cut.height() + MARGIN;
            cuts.push(cut);
        }

        let width = cuts.iter().map(GrayImage::width).max().unwrap_or(1) + 2 * MARGIN;
        let mut picture = GrayImage::from_pixel(width, top + MARGIN, Luma([255]));

        for (row, cut) in rows.iter().zip(&cuts) {
            imageops::replace(&mut picture, cut, i64::from(MARGIN), i64::from(row.top));
        }

        Self { picture, rows }
    }

    /// A word of the mosaic as a word of the card.
    pub fn back(&self, mut word: Word) -> Option<Word> {
        let middle = word.bounds.center().y;
        let row = self.rows.iter().find(|row| {
            middle >= row.top as f32 - MARGIN as f32 / 2.0 && middle <= row.bottom as f32 + MARGIN as f32 / 2.0
        })?;
        word.bounds = Bounds::new(
            (word.bounds.x - MARGIN as f32) / row.scale + row.left,
            (word.bounds.y - row.top as f32) / row.scale + row.above,
            word.bounds.width / row.scale,
            word.bounds.height / row.scale,
        );

        Some(word)
    }
}

/// Stretches the brightness so that the ground is white and the ink nearly black, whichever was darker.
fn dark_on_white(mut cut: GrayImage) -> GrayImage {
    let (width, height) = cut.dimensions();
    // The rim is ground: letters do not reach it.
    let mut rim: Vec<u8> = (0..width)
        .flat_map(|x| {
            [
                (x, 0),
                (x, 1),
                (x, height.saturating_sub(1)),
                (x, height.saturating_sub(2)),
            ]
        })
        .filter_map(|(x, y)| cut.get_pixel_checked(x, y).map(|pixel| pixel.0[0]))
        .collect();
    rim.sort_unstable();
    let ground = i32::from(rim.get(rim.len() / 2).copied().unwrap_or(255));
    let mut all: Vec<u8> = cut.as_raw().clone();
    all.sort_unstable();
    let at = |share: usize| {
        i32::from(
            all.get((all.len() * share / 100).min(all.len().saturating_sub(1)))
                .copied()
                .unwrap_or(0),
        )
    };
    let (dark, light) = (at(3), at(97));
    let ink = if (ground - dark).abs() >= (light - ground).abs() {
        dark
    } else {
        light
    };
    let reach = (ground - ink).abs().max(12);
    let sign = if ink < ground { 1 } else { -1 };

    for value in cut.iter_mut() {
        let away = ((ground - i32::from(*value)) * sign).max(0);
        *value = (250 - away * 235 / reach).clamp(0, 255) as u8;
    }

    cut
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

    use super::*;

    #[test]
    fn a_word_comes_back_to_its_place() {
        let card = GrayImage::from_pixel(400, 300, Luma([240]));
        let areas = [
            Area {
                left: 20,
                top: 30,
                right: 220,
                bottom: 49,
            },
            Area {
                left: 100,
                top: 200,
                right: 160,
                bottom: 238,
            },
        ];
        let mosaic = Mosaic::of(&card, &areas);
        let row = &mosaic.rows[1];
        let word = Word {
            text: "$25".to_owned(),
            confidence: 0.9,
            bounds: Bounds::new(MARGIN as f32 + 3.0, row.top as f32 + 3.0, 60.0, 38.0),
        };
        let back = mosaic.back(word).unwrap();

        assert!((back.bounds.x - 100.0).abs() < 1.5, "{:?}", back.bounds);
        assert!((back.bounds.y - 200.0).abs() < 1.5, "{:?}", back.bounds);
    }

    #[test]
    fn light_print_is_turned_dark() {
        let mut cut = GrayImage::from_pixel(60, 20, Luma([30]));

        for x in 20..40 {
            for y in 6..14 {
                cut.put_pixel(x, y, Luma([220]));
            }
        }

        let turned = dark_on_white(cut);
        assert!(turned.get_pixel(2, 2).0[0] > 240);
        assert!(turned.get_pixel(30, 10).0[0] < 40);
    }
}
