//! How good a found card's picture is: sharp, bright, free of glare.

use image::RgbImage;

use crate::judge::edges::{Small, luma};
use crate::judge::glare::{Shine, light};
use crate::judge::motion::evenness;
use crate::{Point, Quad};

/// Scan lines across and as many down.
const SCANS: usize = 36;
/// How far around an edge the light and the dark side are looked for, as a share of the card's width.
const REACH: f32 = 0.007;
/// How much of its contrast a sharp edge rises within one pixel, in a picture as cameras make them.
const SHARP_SLOPE: f32 = 0.42;
/// Print whose steps are this uneven in all directions was moved, however sharp some of them are.
const SMEARED: f32 = 0.15;
/// Unless steps like these are only those of rules and bars.
const SHARP: f32 = 0.8;
/// Print that is less sharp than this and rather uneven was moved too.
const DOUBTFUL: f32 = 0.7;
/// Less contrast than this is no print, in grey levels.
const PRINT_CONTRAST: f32 = 18.0;
/// Nor is less than so many times the contrast of the card's blank parts.
const OVER_NOISE: f32 = 2.2;

/// The qualities of a card's picture.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Qualities {
    /// 0 to 1, see [`crate::Assessment::sharpness`].
    pub sharpness: f32,
    /// The light parts of the card, 0 to 1.
    pub brightness: f32,
    /// The share that glare hides, 0 to 1.
    pub glare: f32,
    /// Where the glare is, and whether print runs into it.
    pub shine: Option<Shine>,
    /// The share of the card that has print or a picture on it, 0 to 1.
    pub print: f32,
}

/// Whether print in letters is on something: at least so much of it, with steps this even in all directions.
pub(crate) fn is_printed(frame: &RgbImage, quad: &Quad, least_print: f32, least_evenness: f32) -> bool {
    scans(frame, quad).print >= least_print && evenness(frame, quad) >= least_evenness
}

/// Measures a card in a frame. Glare only on what is as sharp as this: what is softer cannot be read anyway.
pub(crate) fn qualities(frame: &RgbImage, small: &Small, quad: &Quad, glare_from: f32) -> Qualities {
    let scans = scans(frame, quad);
    let evenness = evenness(frame, quad);

    // Oblique scans see sharp streaks where a card was moved.
    let sharpness = if (evenness < SMEARED && scans.sharpness < SHARP)
        || (evenness < SMEARED * 1.8 && scans.sharpness < DOUBTFUL)
    {
        scans.sharpness.min(evenness)
    } else {
        scans.sharpness
    };

    let light = light(frame, small, quad, sharpness >= glare_from);

    Qualities {
        sharpness,
        brightness: light.brightness.max(scans.light),
        glare: light.glare,
        shine: light.shine,
        print: scans.print,
    }
}

struct Scans {
    sharpness: f32,
    print: f32,
    /// What the lightest hundredth of the card exceeds, 0 to 1: on a dark card its print, whose strokes are too thin
    /// to be seen in the small picture.
    light: f32,
}

/// A stretch of a scan line, as long as a letter is wide.
#[derive(Clone, Copy)]
struct Stretch {
    contrast: f32,
    /// The steepest step of one pixel.
    steepest: f32,
}

/// Follows lines over the card in both directions and looks how steeply print begins and ends. Relative to its own
/// contrast, so that a dark picture is not taken for a blurred one; both ways, so that a card that moves is found
/// blurred though the edges along its path stay sharp.
fn scans(frame: &RgbImage, quad: &Quad) -> Scans {
    let [a, b, c, d] = quad.0;
    let (wide, tall) = (quad.width(), quad.height());
    let size = wide.max(tall);
    let lines = |along: fn(&[Point; 4], f32) -> (Point, Point)| {
        shares()
            .map(move |share| along(&[a, b, c, d], share))
            .map(|(from, to)| luma_along(frame, from, to))
            .collect::<Vec<_>>()
    };
    let across = lines(|[a, b, c, d], share| (a.towards(*d, share), b.towards(*c, share)));
    let down = lines(|[a, b, c, d], share| (a.towards(*b, share), d.towards(*c, share)));
    let reach = ((size * REACH) as usize).clamp(4, 12);
    let both =
        [&across, &down].map(|lines| slope(&lines.iter().flat_map(|line| stretches(line, reach)).collect::<Vec<_>>()));
    // The larger the card, the softer an edge may be for the same print to be read.
    let sharpness = both[0].min(both[1]) / SHARP_SLOPE * (size / 1000.0).clamp(0.7, 1.3);
    let lines = || across.iter().chain(&down);
    let mut contrasts: Vec<f32> = lines()
        .flat_map(|line| line.chunks_exact(reach * 4).map(contrast))
        .collect();
    contrasts.sort_by(f32::total_cmp);
    let blank = contrasts.get(contrasts.len() / 5).copied().unwrap_or(0.0);
    let least = (blank * OVER_NOISE).clamp(PRINT_CONTRAST, 3.0 * PRINT_CONTRAST);
    let printed = contrasts.iter().filter(|contrast| **contrast > least).count();

    Scans {
        sharpness: sharpness.clamp(0.0, 1.0),
        print: printed as f32 / contrasts.len().max(1) as f32,
        light: lightest(lines()),
    }
}

/// What the lightest hundredth of all lumas exceeds, 0 to 1.
fn lightest<'a>(lines: impl Iterator<Item = &'a Vec<i16>>) -> f32 {
    let mut counts = [0_usize; 256];
    let mut all = 0_usize;

    for luma in lines.flatten() {
        counts[usize::from(luma.clamp(&0, &255).unsigned_abs())] += 1;
        all += 1;
    }

    let mut lighter = 0_usize;
    let level = counts
        .iter()
        .rposition(|count| {
            lighter += count;
            lighter * 100 > all
        })
        .unwrap_or(0);

    level as f32 / 255.0
}

/// Where scan lines lie: not at the rim, where the card's own edge would count as print.
fn shares() -> impl Iterator<Item = f32> {
    (0..SCANS).map(|index| 0.06 + 0.88 * index as f32 / (SCANS - 1) as f32)
}

/// The luma along a line over the picture, without its ends.
fn luma_along(frame: &RgbImage, from: Point, to: Point) -> Vec<i16> {
    let (from, to) = (from.towards(to, 0.05), to.towards(from, 0.05));
    // Along the longer axis pixel by pixel, so that no interpolation softens a step.
    let (wide, tall) = (to.x - from.x, to.y - from.y);
    let steps = wide.abs().max(tall.abs()) as usize;

    (0..steps)
        .map(|step| {
            let share = step as f32 / steps as f32;
            let (x, y) = ((from.x + wide * share).max(0.0), (from.y + tall * share).max(0.0));
            let at = |dx: u32, dy: u32| {
                frame
                    .get_pixel_checked(x as u32 + dx, y as u32 + dy)
                    .map_or(0.0, |pixel| f32::from(luma(pixel.0)))
            };

            // Two and a half pixels across the line: less noise, and no step where the line passes to the next row.
            let value = if wide.abs() >= tall.abs() {
                let part = y.fract();
                (at(0, 0) * (1.0 - part) + at(0, 1) + at(0, 2) * part) / 2.0
            } else {
                let part = x.fract();
                (at(0, 0) * (1.0 - part) + at(1, 0) + at(2, 0) * part) / 2.0
            };

            value as i16
        })
        .collect()
}

/// Half-overlapping stretches of a line.
fn stretches(line: &[i16], reach: usize) -> impl Iterator<Item = Stretch> {
    (0..line.len().saturating_sub(2 * reach))
        .step_by(reach)
        .filter_map(move |start| {
            let stretch = line.get(start..=start + 2 * reach)?;
            let contrast = contrast(stretch);
            let steepest = stretch.windows(2).map(|pair| (pair[1] - pair[0]).abs()).max()?;

            Some(Stretch {
                contrast,
                steepest: f32::from(steepest),
            })
        })
}

fn contrast(stretch: &[i16]) -> f32 {
    let low = stretch.iter().copied().min().unwrap_or(0);
    let high = stretch.iter().copied().max().unwrap_or(0);

    f32::from(high - low)
}

/// The slope that most of the strong edges reach.
fn slope(stretches: &[Stretch]) -> f32 {
    let mut contrasts: Vec<f32> = stretches.iter().map(|stretch| stretch.contrast).collect();

    if contrasts.len() < 20 {
        return 0.0;
    }

    contrasts.sort_by(f32::total_cmp);
    let strong = contrasts[contrasts.len() * 95 / 100] * 0.6;
    // What blank paper has of steps is noise, and is no sharpness elsewhere either.
    let blank = contrasts[contrasts.len() / 4];
    let mut noise: Vec<f32> = stretches
        .iter()
        .filter(|stretch| stretch.contrast <= blank)
        .map(|stretch| stretch.steepest)
        .collect();
    noise.sort_by(f32::total_cmp);
    let noise = noise.get(noise.len() / 2).copied().unwrap_or(0.0);
    let mut slopes: Vec<f32> = stretches
        .iter()
        .filter(|stretch| stretch.contrast >= strong.max(8.0))
        .map(|stretch| (stretch.steepest - noise).max(0.0) / stretch.contrast)
        .collect();

    if slopes.len() < 8 {
        return 0.0;
    }

    slopes.sort_by(f32::total_cmp);

    slopes[slopes.len() / 2]
}

/// The brightness of the frame's light parts, 0 to 1.
pub(crate) fn frame_brightness(small: &Small) -> f32 {
    f32::from(small.light_part()) / 255.0
}
