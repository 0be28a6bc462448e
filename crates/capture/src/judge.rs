//! Live guidance: what is wrong with how the card is held, and when it is right.

mod advice;
mod contrast;
mod crossing;
mod cut;
mod edges;
mod fading;
mod field;
mod finder;
mod fourth;
mod glare;
mod lines;
mod motion;
mod outline;
mod quality;
mod refine;
mod search;
mod shape;
mod sides;
mod stranger;
mod tiles;

use image::RgbImage;

use crate::judge::edges::Small;
use crate::judge::finder::{Found, find};
use crate::judge::glare::Shine;
use crate::judge::quality::{Qualities, frame_brightness, is_printed, qualities};
use crate::judge::shape::CARD_RATIO;
use crate::{Point, Quad};

pub use advice::{Advice, Spot, Way};

/// A card narrower than this has print too small to read, in pixels.
const LEAST_WIDTH: f32 = 600.0;
/// A card that fills more than this share of the frame's width or height leaves no room to hold it.
const MOST_FILL: f32 = 0.975;
/// Light parts darker than this leave too little between ink and paper.
const LEAST_BRIGHTNESS: f32 = 0.30;
/// Softer than this and letters run together.
const LEAST_SHARPNESS: f32 = 0.5;
/// Paper as bright as this has lost its noise, by which steps are measured:
const FULL_BRIGHTNESS: f32 = 0.98;
/// on it what is blurred has the noise of its print alone, and seems sharper.
const LEAST_SHARPNESS_IN_FULL: f32 = 0.6;
/// More glare than this can hide a number.
const MOST_GLARE: f32 = 0.008;
/// A smaller share than this with print: nothing is printed on it.
const LEAST_PRINT: f32 = 0.02;
/// Print with steps in one direction only is none.
const LEAST_EVENNESS: f32 = 0.12;
/// A thing whose sides go on beyond this share of its corners is a part of something.
const A_PART: f32 = 0.1;
/// Nor is a thing whole that is so much longer than wide: a card's header is.
const A_STRIP: f32 = 3.2;
/// So near the picture's rim, as a share of its height, a card touches it.
const AT_RIM: f32 = 0.015;
/// A card moves less than this share of the frame's width while it is held still.
const STILL: f32 = 0.012;
/// So many frames in a row it must be still.
const STEADY_FRAMES: u32 = 2;

/// What the person should do next.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Guidance {
    NoCard,
    ComeCloser,
    MoveBack,
    CutOff,
    HoldStill,
    TooDark,
    Glare,
    WrongObject,
    TwoCards,
    Good,
}

/// What one picture is worth. Where the outline alone tells what to do, nothing else is measured: sharpness and glare
/// are 0 then, and the brightness is that of the picture, as where no card is seen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Assessment {
    pub guidance: Guidance,
    /// Which way or where, for a guidance that has one.
    pub advice: Option<Advice>,
    /// The card's outline, where one was found.
    pub quad: Option<Quad>,
    /// 0 to 1: 1 is as sharp as the pixels allow, under 0.4 small print is lost.
    pub sharpness: f32,
    /// The card's light parts, 0 (black) to 1 (white).
    pub brightness: f32,
    /// The share of the card that glare hides, 0 to 1; 0 where it is too blurred to be read.
    pub glare: f32,
}

/// Watches a camera's frames. Keeps the last outline to know whether the card is held still.
#[derive(Debug, Default)]
pub struct Judge {
    last: Option<Quad>,
    steady: u32,
}

impl Judge {
    pub fn new() -> Self {
        Self::default()
    }

    /// Judges the next frame. A good card is `HoldStill` until it has stayed in its place.
    pub fn look(&mut self, frame: &RgbImage) -> Assessment {
        let mut assessment = assess(frame);
        let limit = frame.width() as f32 * STILL;
        let stayed = match (self.last, assessment.quad) {
            (Some(before), Some(now)) => now.moved_from(&before) <= limit,
            _ => false,
        };
        self.steady = if stayed { self.steady.saturating_add(1) } else { 0 };
        self.last = assessment.quad;

        if assessment.guidance == Guidance::Good && self.steady < STEADY_FRAMES {
            assessment.guidance = Guidance::HoldStill;
        }

        assessment
    }
}

/// Judges a still picture.
pub fn assess(picture: &RgbImage) -> Assessment {
    let small = Small::of(picture);
    let found = find(&small);
    let scene = Scene { picture, small: &small };

    scene.assess(&found)
}

struct Scene<'a> {
    picture: &'a RgbImage,
    small: &'a Small,
}

impl Scene<'_> {
    fn assess(&self, found: &Found) -> Assessment {
        // The grain of a desk can seem to prolong a card's sides: a card that is seen whole is whole.
        let is_cut = found
            .cut
            .filter(|cut| found.card.is_none_or(|card| cut.quad.area() > card.quad.area() * 1.1));

        // Something of another shape that lies there as a whole is not cut off: what leaves the picture is its shadow,
        // or the grain of the desk.
        let whole = found
            .other
            .filter(|other| other.coverage > 0.85 && other.outline > 0.9 && found.card.is_none())
            .filter(|other| other.overrun < A_PART && other.ratio < A_STRIP);

        if let (Some(cut), width, None) = (is_cut, self.picture.width() as f32, whole) {
            let guidance = if cut.quad.bounds().width > width * 0.9 {
                Guidance::MoveBack
            } else {
                Guidance::CutOff
            };
            return Assessment {
                advice: self
                    .way_back(&cut.quad)
                    .filter(|_| guidance == Guidance::CutOff)
                    .map(Advice::Move),
                ..self.told(&cut.quad, guidance)
            };
        }

        if let Some(card) = found.card {
            // At the very rim of the picture, with a side that goes on: the rest of it is outside.
            if card.overrun > 0.0 && self.is_at_rim(&card.quad) {
                return Assessment {
                    advice: self.way_back(&card.quad).map(Advice::Move),
                    ..self.told(&card.quad, Guidance::CutOff)
                };
            }

            if found.second.is_some_and(|second| self.is_printed(&second.quad)) {
                return self.told(&card.quad, Guidance::TwoCards);
            }

            return self.measured(&card.quad, LEAST_SHARPNESS, |qualities| {
                self.card(&card.quad, qualities)
            });
        }

        if self.fills_the_picture() {
            let (width, height) = (self.picture.width() as f32 - 1.0, self.picture.height() as f32 - 1.0);

            return self.measured(
                &Quad::rectangle(0.0, 0.0, width, height),
                LEAST_SHARPNESS,
                |qualities| self.worth(qualities),
            );
        }

        let brightness = frame_brightness(self.small);

        if let Some(other) = found.other.filter(|_| brightness >= LEAST_BRIGHTNESS) {
            return self.measured(&other.quad, f32::INFINITY, |qualities| {
                // What is smeared can be a card whose corners run into the desk.
                let is_smeared = qualities.print >= LEAST_PRINT && qualities.sharpness < LEAST_SHARPNESS * 0.7;

                if is_smeared {
                    Guidance::HoldStill
                } else if other.overrun > A_PART * 2.0 {
                    Guidance::CutOff
                } else {
                    Guidance::WrongObject
                }
            });
        }

        let is_dark = found.other.is_some() || brightness < LEAST_BRIGHTNESS * 0.4;
        let guidance = if is_dark {
            Guidance::TooDark
        } else if stranger::is_there(self.small) {
            Guidance::WrongObject
        } else {
            Guidance::NoCard
        };

        Assessment {
            guidance,
            advice: None,
            quad: None,
            sharpness: 0.0,
            brightness,
            glare: 0.0,
        }
    }

    /// A scan holds nothing but the card.
    fn fills_the_picture(&self) -> bool {
        let (width, height) = (self.picture.width() as f32, self.picture.height() as f32);
        let ratio = width.max(height) / width.min(height).max(1.0);

        (ratio / CARD_RATIO - 1.0).abs() < 0.025 && width.max(height) >= LEAST_WIDTH
    }

    /// What an outline tells by itself: how sharp or well lit it is would change nothing.
    fn told(&self, quad: &Quad, guidance: Guidance) -> Assessment {
        Assessment {
            guidance,
            advice: None,
            quad: Some(*quad),
            sharpness: 0.0,
            brightness: frame_brightness(self.small),
            glare: 0.0,
        }
    }

    fn measured(&self, quad: &Quad, glare_from: f32, guidance: impl FnOnce(&Qualities) -> Guidance) -> Assessment {
        let qualities = qualities(self.picture, self.small, quad, glare_from);
        let guidance = guidance(&qualities);
        let shine = qualities.shine.filter(|_| guidance == Guidance::Glare);

        Assessment {
            guidance,
            advice: shine.map(|Shine { spot, over_print }| Advice::Shine { spot, over_print }),
            quad: Some(*quad),
            sharpness: qualities.sharpness,
            brightness: qualities.brightness,
            glare: qualities.glare,
        }
    }

    /// Whether print in letters is on something: fingers side by side and a window have a card's shape too.
    fn is_printed(&self, quad: &Quad) -> bool {
        is_printed(self.picture, quad, LEAST_PRINT * 2.0, LEAST_EVENNESS)
    }

    /// Whether a side of a card lies at the rim of the picture.
    fn is_at_rim(&self, quad: &Quad) -> bool {
        let bounds = quad.bounds();
        let (width, height) = (self.picture.width() as f32, self.picture.height() as f32);
        let near = height * AT_RIM;

        bounds.x < near || bounds.y < near || bounds.right() > width - near || bounds.bottom() > height - near
    }

    /// Which way a card comes back into the picture: away from the side that it leaves.
    fn way_back(&self, quad: &Quad) -> Option<Way> {
        let (right, bottom) = (self.picture.width() as f32, self.picture.height() as f32);
        let (near_x, near_y) = (right * 0.015, bottom * 0.02);
        let leaves = |is_out: &dyn Fn(&Point) -> bool| quad.0.iter().filter(|corner| is_out(corner)).count();

        [
            (leaves(&|corner| corner.x <= near_x), Way::Right),
            (leaves(&|corner| corner.x >= right - near_x), Way::Left),
            (leaves(&|corner| corner.y <= near_y), Way::Down),
            (leaves(&|corner| corner.y >= bottom - near_y), Way::Up),
        ]
        .into_iter()
        .max_by_key(|(corners, _)| *corners)
        .filter(|(corners, _)| *corners > 0)
        .map(|(_, way)| way)
    }

    fn card(&self, quad: &Quad, qualities: &Qualities) -> Guidance {
        let bounds = quad.bounds();
        let Point { x: width, y: height } = Point::new(self.picture.width() as f32, self.picture.height() as f32);

        if quad.width().max(quad.height()) < LEAST_WIDTH {
            Guidance::ComeCloser
        } else if bounds.width > width * MOST_FILL || bounds.height > height * MOST_FILL {
            Guidance::MoveBack
        } else {
            self.worth(qualities)
        }
    }

    fn worth(&self, qualities: &Qualities) -> Guidance {
        let least_sharpness = if qualities.brightness >= FULL_BRIGHTNESS {
            LEAST_SHARPNESS_IN_FULL
        } else {
            LEAST_SHARPNESS
        };
        // A dark card in good light has bright surroundings.
        let brightness = qualities.brightness.max(frame_brightness(self.small));

        if brightness < LEAST_BRIGHTNESS {
            Guidance::TooDark
        } else if qualities.print < LEAST_PRINT {
            Guidance::WrongObject
        } else if qualities.sharpness < least_sharpness {
            Guidance::HoldStill
        } else if qualities.glare > MOST_GLARE {
            Guidance::Glare
        } else {
            Guidance::Good
        }
    }
}
