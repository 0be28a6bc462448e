//! Which letter stands in a cell: the cell, cut out level, beside every letter's look.

use image::GrayImage;

use super::letters::{HEIGHT, LETTERS, LOOKS, SAMPLES, WIDTH, level};
use crate::Point;

/// A cell may stand this many samples beside where it is expected.
const SLACK: usize = 2;
const PATCH_WIDTH: usize = WIDTH + 2 * SLACK;
const PATCH_HEIGHT: usize = HEIGHT + 2 * SLACK;

/// How much a cell is like each letter: 1 is the same.
pub(super) type Scores = [f32; LETTERS];

/// Where a cell lies in the picture.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cell {
    pub center: Point,
    /// The way to the next cell, in pixels.
    pub across: (f32, f32),
    /// The way down, as long as a cell's samples are high for its width.
    pub down: (f32, f32),
}

/// What was seen in a cell.
#[derive(Clone, Copy, Debug)]
pub(super) struct Seen {
    pub scores: Scores,
    /// How far beside its place the best letter stood, in samples across and down.
    pub moved: (f32, f32),
}

impl Seen {
    pub fn best(&self) -> f32 {
        self.scores.iter().copied().fold(0.0, f32::max)
    }
}

/// Compares a cell with every letter.
pub(super) fn see(picture: &GrayImage, cell: &Cell) -> Seen {
    let patch = cut(picture, cell);
    let mut seen = Seen {
        scores: [0.0; LETTERS],
        moved: (0.0, 0.0),
    };
    let mut best = 0.0;
    let mut window = [0.0; SAMPLES];

    for down in 0..=2 * SLACK {
        for across in 0..=2 * SLACK {
            for (row, samples) in window.chunks_exact_mut(WIDTH).enumerate() {
                let from = (row + down) * PATCH_WIDTH + across;

                if let Some(line) = patch.get(from..from + WIDTH) {
                    samples.copy_from_slice(line);
                }
            }

            // Blank paper resembles nothing.
            if level(&mut window) < 40.0 {
                continue;
            }

            for (score, look) in seen.scores.iter_mut().zip(LOOKS.iter()) {
                let alike = product(&window, look);

                if alike > *score {
                    *score = alike;
                }

                if alike > best {
                    best = alike;
                    seen.moved = (across as f32 - SLACK as f32, down as f32 - SLACK as f32);
                }
            }
        }
    }

    seen
}

/// The sum of products, in eight lanes that a processor adds at once.
fn product(one: &[f32; SAMPLES], other: &[f32; SAMPLES]) -> f32 {
    let mut lanes = [0.0_f32; 8];

    for (one, other) in one.chunks_exact(8).zip(other.chunks_exact(8)) {
        for (lane, (a, b)) in lanes.iter_mut().zip(one.iter().zip(other)) {
            *lane += a * b;
        }
    }

    lanes.iter().sum()
}

/// Cuts a cell out of the picture: dark is high.
fn cut(picture: &GrayImage, cell: &Cell) -> Vec<f32> {
    let scale = 1.0 / WIDTH as f32;
    let across = (cell.across.0 * scale, cell.across.1 * scale);
    let down = (cell.down.0 * scale, cell.down.1 * scale);
    // Where a sample spans several pixels it is their mean.
    let span = across.0.hypot(across.1).max(down.0.hypot(down.1));
    let fine = (span.ceil() as usize).clamp(1, 4);
    let mut patch = Vec::with_capacity(PATCH_WIDTH * PATCH_HEIGHT);

    for row in 0..PATCH_HEIGHT {
        for column in 0..PATCH_WIDTH {
            let mut sum = 0.0;

            for part in 0..fine * fine {
                let x = column as f32 + ((part % fine) as f32 + 0.5) / fine as f32 - PATCH_WIDTH as f32 / 2.0;
                let y = row as f32 + ((part / fine) as f32 + 0.5) / fine as f32 - PATCH_HEIGHT as f32 / 2.0;
                sum += light(
                    picture,
                    cell.center.x + x * across.0 + y * down.0,
                    cell.center.y + x * across.1 + y * down.1,
                );
            }

            patch.push(255.0 - sum / (fine * fine) as f32);
        }
    }

    patch
}

/// The picture between its pixels.
fn light(picture: &GrayImage, x: f32, y: f32) -> f32 {
    let (x, y) = (x - 0.5, y - 0.5);
    let (left, top) = (x.floor(), y.floor());
    let (share_x, share_y) = (x - left, y - top);
    let at = |dx: f32, dy: f32| {
        let (x, y) = (left + dx, top + dy);

        if x < 0.0 || y < 0.0 {
            return 255.0;
        }

        picture
            .get_pixel_checked(x as u32, y as u32)
            .map_or(255.0, |pixel| f32::from(pixel.0[0]))
    };

    (at(0.0, 0.0) * (1.0 - share_x) + at(1.0, 0.0) * share_x) * (1.0 - share_y)
        + (at(0.0, 1.0) * (1.0 - share_x) + at(1.0, 1.0) * share_x) * share_y
}
