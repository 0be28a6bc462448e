//! Draws identity documents and digital cards: passports, cards with a machine-readable zone, licences of many states.
//!
//! Everybody on them is invented; the states are Utopia and New Prairie.

#![allow(
    dead_code,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::many_single_char_names
)]

pub mod health;
pub mod licence;
pub mod zone;

use crate::drawing::photo::{Desk, Photo, jpeg};
use crate::drawing::random::Random;
use image::RgbImage;

/// A document held well enough, but as people hold things: turned, leaning, in some light.
pub fn photograph(random: &mut Random, document: &RgbImage, least: f32, most: f32) -> RgbImage {
    let ratio = document.width() as f32 / document.height() as f32;
    let mut degrees = random.between(-22.0, 22.0);
    // As wide as the turned document may be without leaving the frame.
    let (sine, cosine) = (degrees.abs() / 57.3).sin_cos();
    let room = (1860.0 / (cosine + sine / ratio)).min(1020.0 / (sine + cosine / ratio));

    if random.chance(0.25) {
        degrees += 180.0;
    }

    let width = random.between(least, most).min(room);
    let mut photo = Photo {
        desk: [Desk::Wood, Desk::Cloth, Desk::Plain(70), Desk::Stone][random.below(4)],
        exposure: random.between(0.55, 1.05),
        falloff: random.between(0.65, 1.0),
        blur: random.between(0.4, 1.3),
        noise: random.between(0.5, 4.0),
        seed: random.next() % 100_000,
        ..Photo::of(width, degrees)
    };
    photo.corners = corners(width, ratio, degrees);
    let photo = photo.leaning(random.between(-14.0, 14.0), random.between(-14.0, 14.0));
    let bytes = jpeg(&photo.take(Some(document)), 60 + random.below(33) as u8);

    capture::picture::decode(&bytes).expect("it was just packed")
}

/// The corners of something of any shape around the middle of the frame.
pub fn corners(width: f32, ratio: f32, degrees: f32) -> [(f32, f32); 4] {
    let (across, down) = (width / 2.0, width / ratio / 2.0);
    let (sine, cosine) = degrees.to_radians().sin_cos();

    [(-across, -down), (across, -down), (across, down), (-across, down)]
        .map(|(x, y)| (960.0 + x * cosine - y * sine, 540.0 + x * sine + y * cosine))
}

pub const FAMILY: &[&str] = &[
    "GARCIA<LOPEZ",
    "OCONNOR",
    "HADDAD",
    "WILLIAMS",
    "SUKARNO",
    "MILLER",
    "NGUYEN",
    "IVANOVA",
    "KIM",
    "CHEN",
    "ZHYGALOV",
    "QUISPE<MAMANI",
    "VAN<DER<BERG",
    "BJOERKQVIST",
    "XAVIER",
    "JOZWIAK",
    "FAHRUDDIN",
];
pub const GIVEN: &[&str] = &[
    "MARIA",
    "JAMES",
    "LAYLA",
    "NOAH",
    "ROBERT",
    "THUY",
    "OLGA",
    "DANIEL",
    "WEI",
    "JEAN<LUC",
    "ANNA<MARIA",
    "YUSUF",
    "BRIGID<QUEENIE",
    "ZOE",
    "XIMENA<PAZ",
    "GRZEGORZ",
];
