//! Turns a card in a picture into an upright card that fills its own picture.

use image::RgbImage;
use imageproc::geometric_transformations::{Interpolation, Projection, warp_into};

use crate::Quad;

/// The width of a rectified card, in pixels: about 380 per inch of an ID-1 card.
pub const CARD_WIDTH: u32 = 1280;
/// The height of a rectified card, in pixels (ISO/IEC 7810 ID-1: 85.60 mm by 53.98 mm).
pub const CARD_HEIGHT: u32 = 807;

/// The card inside a quad, upright: its long side lies across. Whether it is upside down only its text can tell.
pub fn rectify(picture: &RgbImage, quad: &Quad) -> RgbImage {
    rectify_to(picture, quad, CARD_WIDTH, CARD_HEIGHT)
}

/// The same at another size.
pub(crate) fn rectify_to(picture: &RgbImage, quad: &Quad, width: u32, height: u32) -> RgbImage {
    let mut card = RgbImage::new(width, height);
    let [mut a, mut b, mut c, mut d] = quad.0;

    if quad.width() < quad.height() {
        [a, b, c, d] = [d, a, b, c];
    }

    let (right, bottom) = (width as f32, height as f32);
    let corners = [(0.0, 0.0), (right, 0.0), (right, bottom), (0.0, bottom)];
    let projection = Projection::from_control_points([(a.x, a.y), (b.x, b.y), (c.x, c.y), (d.x, d.y)], corners);

    // Four corners on one line have no projection: the card stays black and nothing is read from it.
    if let Some(projection) = projection {
        warp_into(
            picture,
            &projection,
            Interpolation::Bilinear,
            image::Rgb([0, 0, 0]),
            &mut card,
        );
    }

    card
}
