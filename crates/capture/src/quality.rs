//! How good a found card's picture is: sharp, bright, free of glare.

use image::RgbImage;

use crate::edges::{Small, luma};
use crate::{Point, Quad};

/// Scan lines across and as many down.
const SCANS: usize = 36;
/// How far around an edge the light and the dark side are looked for, as a share of the card's width.
const REACH: f32 = 0.007;
/// How much of its contrast a sharp edge rises within one pixel, in a picture as cameras make them.
const SHARP_SLOPE: f32 = 0.42;

/// The qualities of a card's picture.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Qualities {
    /// 0 to 1, see [`crate::Assessment::sharpness`].
    pub sharpness: f32,
    /// The light parts of the card, 0 to 1.
    pub brightness: f32,
    /// The share that glare hides, 0 to 1.
    pub glare: f32,
    /// How much print there is: strong edges for each scan line.
    pub print: f32,
}

/// Measures a card in a frame.
pub(crate) fn qualities(frame: &RgbImage, small: &Small, quad: &Quad) -> Qualities {
    let scans = scans(frame, quad);
    let light = light(small, quad);

    Qualities { sharpness: scans.sharpness, brightness: light.0, glare: light.1, print: scans.print }
}

struct Scans {
    sharpness: f32,
    print: f32,
}

/// An edge on a scan line.
#[derive(Clone, Copy)]
struct Crossing {
    contrast: f32,
    /// The steepest step of one pixel, as a share of the contrast.
    slope: f32,
}

/// Follows lines over the card in both directions and looks how steeply print begins and ends. Relative to its own
/// contrast, so that a dark picture is not taken for a blurred one; both ways, so that a card that moves is found
/// blurred though the edges along its path stay sharp.
fn scans(frame: &RgbImage, quad: &Quad) -> Scans {
    let [a, b, c, d] = quad.0;
    let across: Vec<Crossing> = shares()
        .flat_map(|share| crossings(frame, a.towards(d, share), b.towards(c, share), quad.width()))
        .collect();
    let down: Vec<Crossing> = shares()
        .flat_map(|share| crossings(frame, a.towards(b, share), d.towards(c, share), quad.width()))
        .collect();
    let sharpness = slope(&across).min(slope(&down)) / SHARP_SLOPE * (quad.width().max(quad.height()) / 1000.0).max(0.8);
    let strong = across.iter().chain(&down).filter(|crossing| crossing.contrast > 18.0).count();

    Scans { sharpness: sharpness.clamp(0.0, 1.0), print: strong as f32 / (2 * SCANS) as f32 }
}

/// Where scan lines lie: not at the rim, where the card's own edge would count as print.
fn shares() -> impl Iterator<Item = f32> {
    (0..SCANS).map(|index| 0.06 + 0.88 * index as f32 / (SCANS - 1) as f32)
}

/// The edges along a line over the picture.
fn crossings(frame: &RgbImage, from: Point, to: Point, width: f32) -> Vec<Crossing> {
    let (from, to) = (from.towards(to, 0.05), to.towards(from, 0.05));
    // Along the longer axis pixel by pixel, so that no interpolation softens a step.
    let (wide, tall) = (to.x - from.x, to.y - from.y);
    let steps = wide.abs().max(tall.abs()) as usize;

    if steps < 32 {
        return Vec::new();
    }

    let lumas: Vec<i16> = (0..=steps)
        .map(|step| {
            let share = step as f32 / steps as f32;
            let (x, y) = ((from.x + wide * share).max(0.0) as u32, (from.y + tall * share).max(0.0) as u32);

            frame.get_pixel_checked(x, y).map_or(0, |pixel| i16::from(luma(pixel.0)))
        })
        .collect();
    let reach = ((width * REACH) as usize).clamp(4, 12);
    let mut crossings = Vec::new();

    for index in reach..lumas.len().saturating_sub(reach + 1) {
        let step = (lumas[index + 1] - lumas[index]).abs();
        let is_steepest = step > 2
            && step > (lumas[index] - lumas[index - 1]).abs()
            && step >= (lumas[index + 2] - lumas[index + 1]).abs();

        if !is_steepest {
            continue;
        }

        let around = &lumas[index - reach..=index + reach];
        let low = around.iter().copied().min().unwrap_or(0);
        let high = around.iter().copied().max().unwrap_or(0);
        let contrast = f32::from(high - low);

        // The largest step only: the small ones on the way up are the same edge.
        if f32::from(step) * 12.0 >= contrast {
            crossings.push(Crossing { contrast, slope: f32::from(step) / contrast.max(1.0) });
        }
    }

    crossings
}

/// The slope that the best fifth of the strong edges reach.
fn slope(crossings: &[Crossing]) -> f32 {
    let mut contrasts: Vec<f32> = crossings.iter().map(|crossing| crossing.contrast).collect();

    if contrasts.len() < 12 {
        return 0.0;
    }

    contrasts.sort_by(f32::total_cmp);
    let strong = contrasts[contrasts.len() * 9 / 10] * 0.5;
    let mut slopes: Vec<f32> = crossings
        .iter()
        .filter(|crossing| crossing.contrast >= strong.max(10.0))
        .map(|crossing| crossing.slope)
        .collect();

    if slopes.len() < 8 {
        return 0.0;
    }

    slopes.sort_by(f32::total_cmp);

    slopes[slopes.len() * 7 / 10]
}

/// The brightness of the card's light parts, and the share of it that glare hides.
fn light(small: &Small, quad: &Quad) -> (f32, f32) {
    let quad = quad.scaled(1.0 / small.factor as f32);
    let center = quad.center();
    let inner = Quad(quad.0.map(|corner| center.towards(corner, 0.94)));
    let bounds = inner.bounds();
    let mut histogram = [0_usize; 256];
    let mut all = 0_usize;
    let mut burnt = 0_usize;

    for y in bounds.y.max(0.0) as usize..(bounds.bottom().max(0.0) as usize).min(small.height) {
        for x in bounds.x.max(0.0) as usize..(bounds.right().max(0.0) as usize).min(small.width) {
            if inner.contains(Point::new(x as f32, y as f32)) {
                let value = small.luma(x, y);
                histogram[usize::from(value)] += 1;
                all += 1;
                burnt += usize::from(value >= 252);
            }
        }
    }

    if all == 0 {
        return (0.0, 0.0);
    }

    let percentile = |share: f32| {
        let wanted = (all as f32 * share) as usize;
        let mut seen = 0;

        histogram
            .iter()
            .position(|count| {
                seen += count;
                seen > wanted
            })
            .unwrap_or(255)
    };
    // Where half the card is at the top of the scale the paper itself is white there, and no spot stands out.
    let paper_is_white = percentile(0.5) >= 250;
    let glare = if paper_is_white { 0.0 } else { burnt as f32 / all as f32 };

    (percentile(0.95) as f32 / 255.0, glare)
}

/// The brightness of the frame's light parts, 0 to 1.
pub(crate) fn frame_brightness(small: &Small) -> f32 {
    let mut lumas: Vec<u8> =
        small.pixels.chunks_exact(3 * 7).map(|pixels| luma([pixels[0], pixels[1], pixels[2]])).collect();
    lumas.sort_unstable();

    lumas.get(lumas.len() * 95 / 100).map_or(0.0, |value| f32::from(*value) / 255.0)
}
