//! PDF417, the code on the back of licences: found by its bars, and laid level before it is decoded, because the
//! decoder follows its rows only when they are within some three degrees of level and a module has three pixels.

use image::imageops::grayscale;
use image::{GrayImage, Luma, RgbImage};
use imageproc::filter::gaussian_blur_f32;
use imageproc::geometric_transformations::{Interpolation, Projection, warp_into};

use super::{Code, Format, Threshold, find_in_luma, find_with};
use crate::rectify::rectify_to;
use crate::{Point, Quad};

/// A licence's modules are a quarter of a millimetre: this wide, each has four pixels and more.
const CARD_WIDTH: u32 = 1680;
const CARD_HEIGHT: u32 = 1060;
/// And for the finest codes.
const FINE_WIDTH: u32 = 2300;
const FINE_HEIGHT: u32 = 1450;

/// The side of the blocks in which bars are looked for, in pixels.
const BLOCK: usize = 16;
/// Bars change so much from light to dark, as the mean square of the steps between pixels.
const LEAST_ENERGY: f32 = 60.0;
/// And mostly one way: 1 is only across the bars.
const LEAST_COHERENCE: f32 = 0.42;
/// Fewer blocks are no code of a licence.
const LEAST_BLOCKS: usize = 40;
/// A code is wider than high.
const LEAST_RATIO: f32 = 1.6;
/// Turns that are tried around the one that the bars have, in degrees: seen at an angle, rows are not parallel.
const TURNS: [f32; 5] = [0.0, -1.2, 1.2, -2.6, 2.6];

/// The PDF417 of a licence in a picture. `quad` is the card's outline, where one was found.
pub(crate) fn find(picture: &RgbImage, luma: &GrayImage, quad: Option<&Quad>) -> Option<Code> {
    let level = |quad: &Quad, width, height| grayscale(&rectify_to(picture, quad, width, height));

    if let Some(quad) = quad
        && let Some(code) = decode(&level(quad, CARD_WIDTH, CARD_HEIGHT))
    {
        return Some(code);
    }

    // All else costs more than the other things in a picture may wait for: only where there are bars.
    let bars = bars(luma)?;

    if let Some(quad) = quad
        && let Some(code) = decode_hard(&level(quad, FINE_WIDTH, FINE_HEIGHT))
    {
        return Some(code);
    }

    TURNS
        .into_iter()
        .enumerate()
        .find_map(|(index, turn)| {
            let cut = bars.cut(luma, turn);

            if index == 0 { decode_hard(&cut) } else { decode(&cut) }
        })
        .or_else(|| decode(luma))
}

fn decode(level: &GrayImage) -> Option<Code> {
    find_in_luma(level, &[Format::Pdf417]).pop()
}

/// The same with more patience: as it is, with its edges drawn sharper, and with one threshold for all of it.
fn decode_hard(level: &GrayImage) -> Option<Code> {
    decode(level)
        .or_else(|| decode(&sharper(level)))
        .or_else(|| find_with(level, Format::Pdf417, Threshold::Whole))
}

/// What a soft lens took from the edges, given back.
fn sharper(picture: &GrayImage) -> GrayImage {
    let soft = gaussian_blur_f32(picture, 2.2);
    let mut sharp = picture.clone();

    for (pixel, soft) in sharp.pixels_mut().zip(soft.pixels()) {
        let (here, around) = (f32::from(pixel.0[0]), f32::from(soft.0[0]));
        *pixel = Luma([(here + 1.4 * (here - around)).clamp(0.0, 255.0) as u8]);
    }

    sharp
}

/// A patch of bars in a picture.
struct Bars {
    center: Point,
    /// The way across the bars, in radians.
    angle: f32,
    width: f32,
    height: f32,
}

impl Bars {
    /// The patch, level, with some of what is around it; large enough for its modules.
    fn cut(&self, luma: &GrayImage, turn: f32) -> GrayImage {
        let (width, height) = (self.width * 1.16 + 40.0, self.height * 1.3 + 40.0);
        let scale = (1900.0 / width).clamp(0.5, 3.0);
        let mut cut = GrayImage::new((width * scale) as u32, (height * scale) as u32);
        let (sine, cosine) = (self.angle + turn.to_radians()).sin_cos();
        let corner = |x: f32, y: f32| {
            let (x, y) = (x * width / 2.0, y * height / 2.0);

            (
                self.center.x + x * cosine - y * sine,
                self.center.y + x * sine + y * cosine,
            )
        };
        let (right, bottom) = (width * scale, height * scale);
        let projection = Projection::from_control_points(
            [
                corner(-1.0, -1.0),
                corner(1.0, -1.0),
                corner(1.0, 1.0),
                corner(-1.0, 1.0),
            ],
            [(0.0, 0.0), (right, 0.0), (right, bottom), (0.0, bottom)],
        );

        if let Some(projection) = projection {
            warp_into(luma, &projection, Interpolation::Bilinear, Luma([255]), &mut cut);
        }

        cut
    }
}

/// How the picture changes within a block.
#[derive(Clone, Copy, Default)]
struct Change {
    across: f32,
    down: f32,
    both: f32,
}

impl Change {
    fn energy(self) -> f32 {
        self.across + self.down
    }

    /// The direction in which it changes most, in radians from -90° to 90°.
    fn angle(self) -> f32 {
        0.5 * (2.0 * self.both).atan2(self.across - self.down)
    }

    fn coherence(self) -> f32 {
        (self.across - self.down).hypot(2.0 * self.both) / self.energy().max(1e-6)
    }

    fn is_barred(self) -> bool {
        self.energy() > LEAST_ENERGY && self.coherence() > LEAST_COHERENCE
    }
}

/// The largest patch of a picture that is full of bars running one way.
fn bars(luma: &GrayImage) -> Option<Bars> {
    let (across, down) = (luma.width() as usize / BLOCK, luma.height() as usize / BLOCK);
    let blocks = changes(luma, across, down);
    let mut seen = vec![false; blocks.len()];
    let mut best: Vec<usize> = Vec::new();

    for start in 0..blocks.len() {
        if seen[start] || !blocks[start].is_barred() {
            continue;
        }

        let patch = patch(&blocks, &mut seen, start, across, down);

        if patch.len() > best.len() {
            best = patch;
        }
    }

    if best.len() < LEAST_BLOCKS {
        return None;
    }

    let all = best.iter().fold(Change::default(), |sum, index| {
        let block = blocks.get(*index).copied().unwrap_or_default();

        Change {
            across: sum.across + block.across,
            down: sum.down + block.down,
            both: sum.both + block.both,
        }
    });
    let angle = all.angle();
    let (sine, cosine) = angle.sin_cos();
    // How far the patch reaches along its own axes.
    let mut ends = [f32::MAX, f32::MIN, f32::MAX, f32::MIN];

    for index in &best {
        let x = ((index % across) as f32 + 0.5) * BLOCK as f32;
        let y = ((index / across) as f32 + 0.5) * BLOCK as f32;
        let (along, aside) = (x * cosine + y * sine, y * cosine - x * sine);
        ends = [
            ends[0].min(along),
            ends[1].max(along),
            ends[2].min(aside),
            ends[3].max(aside),
        ];
    }

    let (width, height) = (ends[1] - ends[0] + BLOCK as f32, ends[3] - ends[2] + BLOCK as f32);
    let (along, aside) = (f32::midpoint(ends[0], ends[1]), f32::midpoint(ends[2], ends[3]));

    (width > height * LEAST_RATIO).then(|| Bars {
        center: Point::new(along * cosine - aside * sine, along * sine + aside * cosine),
        angle,
        width,
        height,
    })
}

/// The structure tensor of every block.
fn changes(luma: &GrayImage, across: usize, down: usize) -> Vec<Change> {
    let stride = luma.width() as usize;
    let raw = luma.as_raw();
    let mut blocks = vec![Change::default(); across * down];

    for (row, blocks) in blocks.chunks_mut(across.max(1)).enumerate() {
        for y in row * BLOCK..(row + 1) * BLOCK - 1 {
            let (Some(here), Some(below)) = (
                raw.get(y * stride..(y + 1) * stride),
                raw.get((y + 1) * stride..(y + 2) * stride),
            ) else {
                continue;
            };

            for (column, block) in blocks.iter_mut().enumerate() {
                for x in column * BLOCK..(column + 1) * BLOCK - 1 {
                    let (a, b, c) = (f32::from(here[x]), f32::from(here[x + 1]), f32::from(below[x]));
                    let (step_x, step_y) = (b - a, c - a);
                    block.across += step_x * step_x;
                    block.down += step_y * step_y;
                    block.both += step_x * step_y;
                }
            }
        }
    }

    let count = ((BLOCK - 1) * (BLOCK - 1)) as f32;

    for block in &mut blocks {
        block.across /= count;
        block.down /= count;
        block.both /= count;
    }

    blocks
}

/// The barred blocks that hang together with one, as long as their bars run the same way.
fn patch(blocks: &[Change], seen: &mut [bool], start: usize, across: usize, down: usize) -> Vec<usize> {
    let mut patch = Vec::new();
    let mut waiting = vec![start];
    seen[start] = true;

    while let Some(index) = waiting.pop() {
        patch.push(index);
        let (x, y) = (index % across, index / across);

        for near_y in y.saturating_sub(1)..=(y + 1).min(down - 1) {
            for near_x in x.saturating_sub(1)..=(x + 1).min(across - 1) {
                let near = near_y * across + near_x;

                if !seen[near] && blocks[near].is_barred() && turned(blocks[index], blocks[near]) < 0.35 {
                    seen[near] = true;
                    waiting.push(near);
                }
            }
        }
    }

    patch
}

/// How far two blocks' bars are turned against each other, in radians.
fn turned(one: Change, other: Change) -> f32 {
    let turn = (one.angle() - other.angle()).abs() % std::f32::consts::PI;

    turn.min(std::f32::consts::PI - turn)
}
