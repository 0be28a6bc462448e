//! Cuts the lines of a card out of it, dark on white and all as large, so that an engine reads each by itself; and takes
//! the words back to where they came from.

use image::imageops::{self, FilterType};
use image::{GrayImage, Luma};

use crate::text::segments::Area;
use crate::{Bounds, Word};

/// White around a line, in pixels.
const MARGIN: u32 = 12;
/// The widest line, in pixels: longer ones are set smaller.
const WIDEST: u32 = 1700;
/// How much of its surroundings a line brings along, in pixels of the card.
const RIM: u32 = 3;
/// Darker than this is ink all through.
const INK: i32 = 40;
/// Lighter than this is paper all through.
const PAPER: i32 = 215;

/// A line by itself.
pub(crate) struct Strip {
    pub picture: GrayImage,
    /// Where on the card its first pixel comes from, and how much larger it is here.
    left: f32,
    above: f32,
    scale: f32,
}

impl Strip {
    /// Cuts a stretch of a card out and sets it so tall, in pixels.
    pub fn new(card: &GrayImage, area: Area, tall: f32) -> Self {
        let left = area.left.saturating_sub(RIM);
        let above = area.top.saturating_sub(RIM);
        let right = (area.right + RIM).min(card.width());
        let below = (area.bottom + RIM).min(card.height());
        let cut = imageops::crop_imm(
            card,
            left,
            above,
            right.saturating_sub(left).max(1),
            below.saturating_sub(above).max(1),
        )
        .to_image();
        let scale = (tall / area.height().max(1) as f32)
            .clamp(0.4, 5.0)
            .min((WIDEST - 2 * MARGIN) as f32 / cut.width() as f32);
        let wide = ((cut.width() as f32 * scale) as u32).max(1);
        let high = ((cut.height() as f32 * scale) as u32).max(1);
        let mut cut = imageops::resize(&dark_on_white(cut), wide, high, FilterType::CatmullRom);

        // The grain of paper is no ink: an engine that looks for lines would find some in it.
        for value in cut.iter_mut() {
            *value = ((i32::from(*value) - INK) * 255 / (PAPER - INK)).clamp(0, 255) as u8;
        }

        let mut picture = GrayImage::from_pixel(wide + 2 * MARGIN, high + 2 * MARGIN, Luma([255]));
        imageops::replace(&mut picture, &cut, i64::from(MARGIN), i64::from(MARGIN));

        Self {
            picture,
            left: left as f32,
            above: above as f32,
            scale,
        }
    }

    /// A word of the strip as a word of the card.
    pub fn back(&self, mut word: Word) -> Word {
        let margin = MARGIN as f32;
        word.bounds = Bounds::new(
            (word.bounds.x - margin) / self.scale + self.left,
            (word.bounds.y - margin) / self.scale + self.above,
            word.bounds.width / self.scale,
            word.bounds.height / self.scale,
        );

        word
    }
}

/// Stretches the brightness so that the ground is white and the ink nearly black, whichever was darker.
pub(crate) fn dark_on_white(mut cut: GrayImage) -> GrayImage {
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
        let area = Area {
            left: 100,
            top: 200,
            right: 160,
            bottom: 219,
        };
        let strip = Strip::new(&card, area, 38.0);
        let word = Word {
            text: "$25".to_owned(),
            confidence: 0.9,
            bounds: Bounds::new(18.0, 18.0, 120.0, 38.0),
        };
        let back = strip.back(word);

        assert!((back.bounds.x - 100.0).abs() < 1.5, "{:?}", back.bounds);
        assert!((back.bounds.y - 200.0).abs() < 1.5, "{:?}", back.bounds);
        assert!((back.bounds.width - 60.0).abs() < 1.0, "{:?}", back.bounds);
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
