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

const FONTS: &str = "/usr/share/fonts";

/// A family: its regular and its bold file.
type Family = (&'static str, &'static str);

/// The fonts that a Debian machine with the demo's packages has.
const DEMO: &[Family] = &[
    ("truetype/dejavu/DejaVuSans.ttf", "truetype/dejavu/DejaVuSans-Bold.ttf"),
    (
        "truetype/dejavu/DejaVuSansMono.ttf",
        "truetype/dejavu/DejaVuSansMono-Bold.ttf",
    ),
    (
        "truetype/dejavu/DejaVuSerif.ttf",
        "truetype/dejavu/DejaVuSerif-Bold.ttf",
    ),
    (
        "truetype/liberation/LiberationSans-Regular.ttf",
        "truetype/liberation/LiberationSans-Bold.ttf",
    ),
    (
        "truetype/liberation/LiberationSerif-Regular.ttf",
        "truetype/liberation/LiberationSerif-Bold.ttf",
    ),
    (
        "truetype/liberation/LiberationMono-Regular.ttf",
        "truetype/liberation/LiberationMono-Bold.ttf",
    ),
    (
        "truetype/liberation/LiberationSansNarrow-Regular.ttf",
        "truetype/liberation/LiberationSansNarrow-Bold.ttf",
    ),
    ("truetype/noto/NotoSans-Regular.ttf", "truetype/noto/NotoSans-Bold.ttf"),
    (
        "truetype/noto/NotoSerif-Regular.ttf",
        "truetype/noto/NotoSerif-Bold.ttf",
    ),
    (
        "truetype/noto/NotoSansDisplay-Regular.ttf",
        "truetype/noto/NotoSansDisplay-Bold.ttf",
    ),
    (
        "truetype/noto/NotoSansMono-Regular.ttf",
        "truetype/noto/NotoSansMono-Bold.ttf",
    ),
];

/// More to work with, where they are installed.
const MORE: &[Family] = &[
    (
        "truetype/dejavu/DejaVuSansCondensed.ttf",
        "truetype/dejavu/DejaVuSansCondensed-Bold.ttf",
    ),
    (
        "opentype/urw-base35/NimbusRoman-Regular.otf",
        "opentype/urw-base35/NimbusRoman-Bold.otf",
    ),
    (
        "opentype/urw-base35/URWBookman-Light.otf",
        "opentype/urw-base35/URWBookman-Demi.otf",
    ),
    ("truetype/freefont/FreeSans.ttf", "truetype/freefont/FreeSansBold.ttf"),
    ("truetype/hack/Hack-Regular.ttf", "truetype/hack/Hack-Bold.ttf"),
];

/// To be measured by, where they are installed: fonts-roboto-unhinted, fonts-lato, fonts-open-sans, fonts-inter,
/// fonts-crosextra-carlito, fonts-crosextra-caladea, fonts-karla, fonts-firacode, fonts-ebgaramond, fonts-adf-gillius,
/// fonts-adf-universalis, fonts-urw-base35.
const HELD_OUT: &[Family] = &[
    (
        "truetype/roboto/unhinted/RobotoTTF/Roboto-Regular.ttf",
        "truetype/roboto/unhinted/RobotoTTF/Roboto-Bold.ttf",
    ),
    ("truetype/lato/Lato-Regular.ttf", "truetype/lato/Lato-Bold.ttf"),
    (
        "truetype/open-sans/OpenSans-Regular.ttf",
        "truetype/open-sans/OpenSans-Bold.ttf",
    ),
    ("opentype/inter/Inter-Regular.otf", "opentype/inter/Inter-Bold.otf"),
    (
        "truetype/crosextra/Carlito-Regular.ttf",
        "truetype/crosextra/Carlito-Bold.ttf",
    ),
    (
        "truetype/crosextra/Caladea-Regular.ttf",
        "truetype/crosextra/Caladea-Bold.ttf",
    ),
    ("truetype/karla/Karla-Regular.otf", "truetype/karla/Karla-Bold.otf"),
    (
        "truetype/firacode/FiraCode-Regular.ttf",
        "truetype/firacode/FiraCode-Bold.ttf",
    ),
    (
        "opentype/ebgaramond/EBGaramond12-Regular.otf",
        "opentype/ebgaramond/EBGaramond12-Bold.otf",
    ),
    (
        "truetype/adf/GilliusADF-Regular.otf",
        "truetype/adf/GilliusADF-Bold.otf",
    ),
    (
        "truetype/adf/UniversalisADFStd-Regular.otf",
        "truetype/adf/UniversalisADFStd-Bold.otf",
    ),
    (
        "opentype/urw-base35/NimbusSans-Regular.otf",
        "opentype/urw-base35/NimbusSans-Bold.otf",
    ),
    (
        "opentype/urw-base35/NimbusSansNarrow-Regular.otf",
        "opentype/urw-base35/NimbusSansNarrow-Bold.otf",
    ),
    (
        "opentype/urw-base35/P052-Roman.otf",
        "opentype/urw-base35/P052-Bold.otf",
    ),
    (
        "opentype/urw-base35/C059-Roman.otf",
        "opentype/urw-base35/C059-Bold.otf",
    ),
    (
        "opentype/urw-base35/URWGothic-Book.otf",
        "opentype/urw-base35/URWGothic-Demi.otf",
    ),
];

/// A family's two weights.
pub struct Type {
    pub name: String,
    pub regular: FontVec,
    pub bold: FontVec,
}

impl Type {
    /// One of the demo's families that is installed, counting on from `index`.
    pub fn family(index: usize) -> Self {
        Self::of(DEMO, index).expect("install fonts-noto-core, fonts-liberation or fonts-dejavu-core")
    }

    /// The family that the demo cards are set in.
    pub fn plain() -> Self {
        Self::family(7)
    }

    /// A family to work with.
    pub fn work(index: usize) -> Self {
        let all: Vec<Family> = DEMO.iter().chain(MORE).copied().collect();

        Self::of(&all, index).expect("install fonts-noto-core, fonts-liberation or fonts-dejavu-core")
    }

    /// A family that nothing was tuned on; one of the others where none of these is installed.
    pub fn held_out(index: usize) -> Self {
        Self::of(HELD_OUT, index).unwrap_or_else(|| Self::work(index))
    }

    /// Any family.
    pub fn any(index: usize) -> Self {
        if index.is_multiple_of(2) {
            Self::work(index / 2)
        } else {
            Self::held_out(index / 2)
        }
    }

    fn of(families: &[Family], index: usize) -> Option<Self> {
        (0..families.len()).find_map(|offset| {
            let (regular, bold) = families[(index + offset) % families.len()];

            Some(Self {
                name: regular.rsplit('/').next()?.to_owned(),
                regular: font(regular)?,
                bold: font(bold)?,
            })
        })
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
