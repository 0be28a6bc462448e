//! A card to draw on.

use ab_glyph::{FontVec, PxScale};
use image::{Rgb, RgbImage};
use imageproc::drawing::{draw_filled_circle_mut, draw_filled_rect_mut, draw_text_mut, text_size};
use imageproc::rect::Rect;

/// An ID-1 card at about 475 dots an inch.
pub const WIDTH: u32 = 1600;
pub const HEIGHT: u32 = 1009;

pub const WHITE: Rgb<u8> = Rgb([250, 250, 248]);
pub const INK: Rgb<u8> = Rgb([28, 30, 38]);
pub const NAVY: Rgb<u8> = Rgb([20, 42, 92]);

const FONTS: &str = "/usr/share/fonts/truetype";

/// The fonts that a Debian machine with the demo's packages has: family, regular file, bold file.
pub const FAMILIES: &[(&str, &str)] = &[
    ("dejavu/DejaVuSans.ttf", "dejavu/DejaVuSans-Bold.ttf"),
    ("dejavu/DejaVuSansMono.ttf", "dejavu/DejaVuSansMono-Bold.ttf"),
    ("dejavu/DejaVuSerif.ttf", "dejavu/DejaVuSerif-Bold.ttf"),
    (
        "liberation/LiberationSans-Regular.ttf",
        "liberation/LiberationSans-Bold.ttf",
    ),
    (
        "liberation/LiberationSerif-Regular.ttf",
        "liberation/LiberationSerif-Bold.ttf",
    ),
    (
        "liberation/LiberationMono-Regular.ttf",
        "liberation/LiberationMono-Bold.ttf",
    ),
    (
        "liberation/LiberationSansNarrow-Regular.ttf",
        "liberation/LiberationSansNarrow-Bold.ttf",
    ),
    ("noto/NotoSans-Regular.ttf", "noto/NotoSans-Bold.ttf"),
    ("noto/NotoSerif-Regular.ttf", "noto/NotoSerif-Bold.ttf"),
    ("noto/NotoSansDisplay-Regular.ttf", "noto/NotoSansDisplay-Bold.ttf"),
    ("noto/NotoSansMono-Regular.ttf", "noto/NotoSansMono-Bold.ttf"),
];

/// A family's two weights.
pub struct Type {
    pub regular: FontVec,
    pub bold: FontVec,
}

impl Type {
    /// One of [`FAMILIES`] that is installed, counting on from `index`.
    pub fn family(index: usize) -> Self {
        (0..FAMILIES.len())
            .find_map(|offset| {
                let (regular, bold) = FAMILIES[(index + offset) % FAMILIES.len()];

                Some(Self {
                    regular: font(regular)?,
                    bold: font(bold)?,
                })
            })
            .expect("install fonts-noto-core, fonts-liberation or fonts-dejavu-core")
    }

    /// The family that the demo cards are set in.
    pub fn plain() -> Self {
        Self::family(7)
    }
}

fn font(file: &str) -> Option<FontVec> {
    FontVec::try_from_vec(std::fs::read(format!("{FONTS}/{file}")).ok()?).ok()
}

pub struct Sheet {
    pub image: RgbImage,
}

impl Sheet {
    pub fn new(paper: Rgb<u8>) -> Self {
        Self {
            image: RgbImage::from_pixel(WIDTH, HEIGHT, paper),
        }
    }

    pub fn strip(&mut self, x: i32, y: i32, width: u32, height: u32, color: Rgb<u8>) {
        draw_filled_rect_mut(
            &mut self.image,
            Rect::at(x, y).of_size(width.max(1), height.max(1)),
            color,
        );
    }

    pub fn disc(&mut self, x: i32, y: i32, radius: i32, color: Rgb<u8>) {
        draw_filled_circle_mut(&mut self.image, (x, y), radius, color);
    }

    /// Writes text with its top left at a place; returns where it ends. The size is in pixels of the sheet.
    pub fn text(&mut self, x: i32, y: i32, size: f32, font: &FontVec, color: Rgb<u8>, text: &str) -> i32 {
        draw_text_mut(&mut self.image, color, x, y, PxScale::from(size), font, text);

        x + text_size(PxScale::from(size), font, text).0 as i32
    }

    /// Writes text that ends at a place.
    pub fn text_right(&mut self, right: i32, y: i32, size: f32, font: &FontVec, color: Rgb<u8>, text: &str) {
        let width = text_size(PxScale::from(size), font, text).0 as i32;
        self.text(right - width, y, size, font, color, text);
    }

    /// How wide a text would be.
    pub fn width(size: f32, font: &FontVec, text: &str) -> i32 {
        text_size(PxScale::from(size), font, text).0 as i32
    }
}
