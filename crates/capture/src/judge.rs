//! Live guidance: what is wrong with how the card is held, and when it is right.

use image::RgbImage;

use crate::Quad;

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

/// What one picture is worth.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Assessment {
    pub guidance: Guidance,
    /// The card's outline, where one was found.
    pub quad: Option<Quad>,
    /// 0 to 1: 1 is as sharp as the pixels allow, under 0.3 small print is lost.
    pub sharpness: f32,
    /// The card's paper, 0 (black) to 1 (white).
    pub brightness: f32,
    /// The share of the card that glare hides, 0 to 1.
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

    /// Judges the next frame.
    pub fn look(&mut self, frame: &RgbImage) -> Assessment {
        assess(frame)
    }
}

/// Judges a still picture.
pub fn assess(picture: &RgbImage) -> Assessment {
    let _ = picture;
    Assessment { guidance: Guidance::NoCard, quad: None, sharpness: 0.0, brightness: 0.0, glare: 0.0 }
}
