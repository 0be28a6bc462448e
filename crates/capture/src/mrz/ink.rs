//! Dark spots on lighter ground: what could be a letter.

use image::GrayImage;

use crate::Point;

/// Ink is darker than this share of its surroundings' mean.
const INK: f32 = 0.84;
/// And somewhere in a letter it is darker than this: the grain of a table is not.
const CORE: f32 = 0.72;
/// The most spots that are looked at.
const MOST: usize = 40_000;

/// A pixel of paper, of a letter's rim, of its core.
const PAPER: u8 = 0;
const RIM: u8 = 1;
const DARK: u8 = 2;

/// A spot.
#[derive(Clone, Copy, Debug)]
pub(super) struct Spot {
    pub center: Point,
    /// The longer side of its box, in pixels.
    pub size: f32,
}

/// The spots of a picture that are as large as letters.
pub(super) fn spots(picture: &GrayImage) -> Vec<Spot> {
    let (width, height) = (picture.width() as usize, picture.height() as usize);

    if width < 64 || height < 64 {
        return Vec::new();
    }

    let mut ink = inked(picture, width, height);
    let mut spots = Vec::new();
    let mut stack = Vec::new();

    for start in 0..ink.len() {
        if ink[start] != DARK {
            continue;
        }

        let (mut left, mut right, mut top, mut bottom, mut area) = (width, 0, height, 0, 0_usize);
        ink[start] = PAPER;
        stack.push(start);

        while let Some(at) = stack.pop() {
            let (x, y) = (at % width, at / width);
            left = left.min(x);
            right = right.max(x);
            top = top.min(y);
            bottom = bottom.max(y);
            area += 1;

            for near_y in y.saturating_sub(1)..=(y + 1).min(height - 1) {
                for near_x in x.saturating_sub(1)..=(x + 1).min(width - 1) {
                    let near = near_y * width + near_x;

                    if ink[near] != PAPER {
                        ink[near] = PAPER;
                        stack.push(near);
                    }
                }
            }
        }

        let (wide, high) = (right + 1 - left, bottom + 1 - top);
        let (long, short) = (wide.max(high), wide.min(high));

        // A letter is no speck, no line and no area.
        if (7..=110).contains(&long) && short >= 2 && short * 7 >= long && area * 9 >= wide * high && area >= 10 {
            spots.push(Spot {
                center: Point::new((left + right) as f32 / 2.0 + 0.5, (top + bottom) as f32 / 2.0 + 0.5),
                size: long as f32,
            });
        }

        if spots.len() >= MOST {
            break;
        }
    }

    spots
}

/// Which pixels are clearly darker than the mean around them.
fn inked(picture: &GrayImage, width: usize, height: usize) -> Vec<u8> {
    let reach = (width.max(height) / 72).clamp(10, 40);
    let raw = picture.as_raw();
    // Sums over everything above and to the left.
    let mut sums = vec![0_u32; (width + 1) * (height + 1)];

    for y in 0..height {
        let mut row = 0_u32;

        for x in 0..width {
            row += u32::from(raw[y * width + x]);
            sums[(y + 1) * (width + 1) + x + 1] = sums[y * (width + 1) + x + 1] + row;
        }
    }

    let mut ink = vec![PAPER; width * height];

    for y in 0..height {
        let (top, bottom) = (y.saturating_sub(reach), (y + reach + 1).min(height));

        for x in 0..width {
            let (left, right) = (x.saturating_sub(reach), (x + reach + 1).min(width));
            let sum = sums[bottom * (width + 1) + right] + sums[top * (width + 1) + left]
                - sums[top * (width + 1) + right]
                - sums[bottom * (width + 1) + left];
            let area = ((bottom - top) * (right - left)) as f32;
            let (mean, here) = (sum as f32 / area, f32::from(raw[y * width + x]));

            ink[y * width + x] = if here < CORE * mean - 2.0 {
                DARK
            } else if here < INK * mean - 2.0 {
                RIM
            } else {
                PAPER
            };
        }
    }

    ink
}
