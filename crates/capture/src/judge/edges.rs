//! Edges of a frame: shrunk to a size that can be searched in milliseconds, per colour channel, thinned to one pixel.
//!
//! Per channel, because a blue header on a blue-grey desk has no edge in luma alone, and the card would seem to begin
//! below it.

use image::RgbImage;

/// About how wide the searched picture is.
const SEARCH_WIDTH: u32 = 480;
/// The weakest edge that counts, as a Sobel magnitude of the softened picture.
const WEAKEST: f32 = 14.0;
/// The grain is measured in square parts of the picture, so many pixels wide.
const PART: usize = 24;
/// However strong the texture of the desk, an edge this strong always counts.
const ALWAYS: f32 = 60.0;

/// A dim picture is lifted until its light parts have this luma,
const LIFTED: f32 = 150.0;
/// but no more than so many times: what is darker is noise.
const MOST_GAIN: f32 = 5.0;

/// A frame, averaged down by a whole factor.
pub(crate) struct Small {
    pub width: usize,
    pub height: usize,
    /// How many pixels of the frame one pixel stands for, across and down.
    pub factor: u32,
    /// Interleaved red, green, blue.
    pub pixels: Vec<u8>,
}

impl Small {
    /// Averages blocks of the frame.
    pub fn of(frame: &RgbImage) -> Self {
        // At least one and at most the whole picture.
        let longest = frame.width().max(frame.height() * 16 / 9);
        let factor = (longest / SEARCH_WIDTH).max(1);
        let (width, height) = ((frame.width() / factor) as usize, (frame.height() / factor) as usize);
        let stride = frame.width() as usize * 3;
        let block = factor as usize;
        // With blocks of four and more, every second row is enough: the noise of eight samples is averaged out.
        let row_step = if block >= 4 { 2 } else { 1 };
        let rows = block.div_ceil(row_step) as u32;
        let mut pixels = Vec::with_capacity(width * height * 3);
        let mut sums = vec![0_u32; width * 3];

        for y in 0..height {
            sums.fill(0);

            for row in (0..block).step_by(row_step) {
                let start = (y * block + row) * stride;
                let Some(line) = frame.as_raw().get(start..start + width * block * 3) else {
                    continue;
                };

                for (sum, cells) in sums.chunks_exact_mut(3).zip(line.chunks_exact(block * 3)) {
                    let mut total = [0_u32; 3];

                    for cell in cells.chunks_exact(3) {
                        total[0] += u32::from(cell[0]);
                        total[1] += u32::from(cell[1]);
                        total[2] += u32::from(cell[2]);
                    }

                    sum[0] += total[0];
                    sum[1] += total[1];
                    sum[2] += total[2];
                }
            }

            let samples = rows * factor;
            pixels.extend(sums.iter().map(|sum| (sum / samples) as u8));
        }

        Self {
            width,
            height,
            factor,
            pixels,
        }
    }

    /// The same in better light: what is dim is lifted until its light parts are as bright as in other pictures, so
    /// that a dark card on a dark desk has edges too.
    pub fn lifted(&self) -> Self {
        let light = self.light_part();
        let gain = (LIFTED / f32::from(light.max(1))).clamp(1.0, MOST_GAIN);
        let pixels = if gain < 1.1 {
            self.pixels.clone()
        } else {
            let table: [u8; 256] = std::array::from_fn(|level| (level as f32 * gain).min(255.0) as u8);

            self.pixels
                .iter()
                .map(|value| table.get(usize::from(*value)).copied().unwrap_or(u8::MAX))
                .collect()
        };

        Self { pixels, ..*self }
    }

    /// The luma that only a twentieth of the picture exceeds.
    pub fn light_part(&self) -> u8 {
        let mut lumas: Vec<u8> = self
            .pixels
            .chunks_exact(3 * 7)
            .map(|pixels| luma([pixels[0], pixels[1], pixels[2]]))
            .collect();
        lumas.sort_unstable();

        lumas.get(lumas.len() * 95 / 100).copied().unwrap_or(0)
    }

    /// The same at half the size.
    pub fn halved(&self) -> Self {
        let (width, height) = (self.width / 2, self.height / 2);
        let stride = self.width * 3;
        let mut pixels = Vec::with_capacity(width * height * 3);

        for rows in self.pixels.chunks_exact(stride * 2) {
            let (above, below) = rows.split_at(stride);

            for (one, other) in above.chunks_exact(6).zip(below.chunks_exact(6)) {
                for channel in 0..3 {
                    let sum = u16::from(one[channel])
                        + u16::from(one[channel + 3])
                        + u16::from(other[channel])
                        + u16::from(other[channel + 3]);
                    pixels.push((sum / 4) as u8);
                }
            }
        }

        Self {
            width,
            height,
            factor: self.factor * 2,
            pixels,
        }
    }

    /// The same, softened: the grain of wood and cloth and the strokes of print fade, the edges of things stay.
    pub fn softened(&self) -> Self {
        let (width, height, stride) = (self.width, self.height, self.width * 3);

        if width < 5 || height < 5 {
            return Self {
                pixels: self.pixels.clone(),
                ..*self
            };
        }

        let weigh = |[far, near, here, next, last]: [u8; 5]| {
            let sum = u16::from(far) + u16::from(last) + 4 * (u16::from(near) + u16::from(next)) + 6 * u16::from(here);

            ((sum + 8) / 16) as u8
        };
        let mut across = self.pixels.clone();

        for (soft, line) in across.chunks_exact_mut(stride).zip(self.pixels.chunks_exact(stride)) {
            for (soft, cells) in soft[6..stride - 6].iter_mut().zip(line.windows(13)) {
                *soft = weigh([cells[0], cells[3], cells[6], cells[9], cells[12]]);
            }
        }

        let mut pixels = across.clone();

        for y in 2..height - 2 {
            let row = |offset: usize| &across[(y + offset - 2) * stride..(y + offset - 1) * stride];
            let rows = [row(0), row(1), row(2), row(3), row(4)];

            for (x, soft) in pixels[y * stride..(y + 1) * stride].iter_mut().enumerate() {
                *soft = weigh(rows.map(|row| row[x]));
            }
        }

        Self {
            width,
            height,
            factor: self.factor,
            pixels,
        }
    }

    /// A pixel's colour; the nearest one outside.
    pub fn color(&self, x: f32, y: f32) -> [u8; 3] {
        let column = (x.max(0.0) as usize).min(self.width.saturating_sub(1));
        let row = (y.max(0.0) as usize).min(self.height.saturating_sub(1));

        self.pixels
            .get((row * self.width + column) * 3..)
            .and_then(|rest| rest.first_chunk::<3>())
            .copied()
            .unwrap_or_default()
    }

    /// How much the colours on both sides of a place differ, in levels of the strongest channel.
    fn difference(&self, (x, y): (f32, f32), (across, down): (f32, f32)) -> f32 {
        let one = self.color(x + across + 0.5, y + down + 0.5);
        let other = self.color(x - across + 0.5, y - down + 0.5);

        one.iter()
            .zip(other)
            .map(|(one, other)| f32::from(one.abs_diff(other)))
            .fold(0.0, f32::max)
    }

    /// The colour between pixels; the nearest one outside.
    pub fn blended(&self, x: f32, y: f32) -> [f32; 3] {
        let (part_x, part_y) = (x.max(0.0).fract(), y.max(0.0).fract());
        let at = |dx: f32, dy: f32| self.color(x + dx, y + dy).map(f32::from);
        let (here, right) = (at(0.0, 0.0), at(1.0, 0.0));
        let (below, across) = (at(0.0, 1.0), at(1.0, 1.0));

        std::array::from_fn(|channel| {
            let upper = here[channel] * (1.0 - part_x) + right[channel] * part_x;
            let lower = below[channel] * (1.0 - part_x) + across[channel] * part_x;

            upper * (1.0 - part_y) + lower * part_y
        })
    }

    /// Luma (BT.601) of a pixel; 0 outside.
    pub fn luma(&self, x: usize, y: usize) -> u8 {
        self.pixels
            .get((y * self.width + x) * 3..)
            .and_then(|rest| rest.first_chunk::<3>())
            .map_or(0, |pixel| luma(*pixel))
    }
}

/// Luma (BT.601) of a colour.
pub(crate) fn luma([red, green, blue]: [u8; 3]) -> u8 {
    ((u32::from(red) * 77 + u32::from(green) * 150 + u32::from(blue) * 29) >> 8) as u8
}

/// How far beside an edge its two colours are compared, in pixels.
const BESIDE: f32 = 4.0;
/// An edge parts two colours by at least its magnitude divided by this; else it is one of a stroke's: of print, of the
/// grain of a desk, of a thin rule. (A clean step parts by its magnitude divided by about two and a half.)
const STROKE: f32 = 7.0;

/// A point of an edge, with the direction across it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct EdgePoint {
    pub x: f32,
    pub y: f32,
    /// The direction of the steepest change, in degrees, 0 to 180 (which side is brighter does not matter).
    pub normal: f32,
    /// How many votes it has: strong edges count more than grain.
    pub weight: u16,
}

/// The thinned edges of a small picture.
pub(crate) fn edges(small: &Small) -> Vec<EdgePoint> {
    let (width, height) = (small.width, small.height);

    if width < 8 || height < 8 {
        return Vec::new();
    }

    let (magnitudes, gradients) = gradients(small);
    let thresholds = Thresholds::of(&magnitudes, width, height);
    let mut points = Vec::new();

    for y in 2..height - 2 {
        for x in 2..width - 2 {
            let here = y * width + x;
            let magnitude = magnitudes[here];

            if magnitude < WEAKEST {
                continue;
            }

            let threshold = thresholds.at(x, y);

            if magnitude < threshold {
                continue;
            }

            let (across, down) = gradients[here];
            let (across, down) = (f32::from(across), f32::from(down));
            let (before, after) = neighbours(across, down, here, width);

            // `>` on one side only: a flat top of two pixels keeps one.
            if magnitude > magnitudes[before] && magnitude >= magnitudes[after] {
                let shift = peak_shift(magnitudes[before], magnitude, magnitudes[after]);
                let length = across.hypot(down);
                let (unit_x, unit_y) = step(across, down);
                let degrees = down.atan2(across).to_degrees();
                let weight = (magnitude / threshold * 3.0).min(18.0);
                let beside = (across / length.max(1.0) * BESIDE, down / length.max(1.0) * BESIDE);
                let is_stroke = small.difference((x as f32, y as f32), beside) * STROKE < magnitude;
                points.push(EdgePoint {
                    x: x as f32 + if length > 0.0 { unit_x * shift } else { 0.0 },
                    y: y as f32 + if length > 0.0 { unit_y * shift } else { 0.0 },
                    weight: if is_stroke { weight / 4.0 } else { weight } as u16,
                    normal: if degrees < 0.0 { degrees + 180.0 } else { degrees } % 180.0,
                });
            }
        }
    }

    points
}

/// The strongest channel's Sobel magnitude and gradient, a pixel.
fn gradients(small: &Small) -> (Vec<f32>, Vec<(i16, i16)>) {
    let (width, height) = (small.width, small.height);
    let mut magnitudes = vec![0.0; width * height];
    let mut gradients = vec![(0, 0); width * height];
    let stride = width * 3;

    for y in 1..height - 1 {
        let above = &small.pixels[(y - 1) * stride..y * stride];
        let row = &small.pixels[y * stride..(y + 1) * stride];
        let below = &small.pixels[(y + 1) * stride..(y + 2) * stride];

        for x in 1..width - 1 {
            let mut strongest = 0_i32;
            let mut gradient = (0_i16, 0_i16);

            for channel in 0..3 {
                let left = (x - 1) * 3 + channel;
                let middle = left + 3;
                let right = left + 6;
                let at = |line: &[u8], index: usize| i16::from(line[index]);
                let across = at(above, right) + 2 * at(row, right) + at(below, right)
                    - at(above, left)
                    - 2 * at(row, left)
                    - at(below, left);
                let down = at(below, left) + 2 * at(below, middle) + at(below, right)
                    - at(above, left)
                    - 2 * at(above, middle)
                    - at(above, right);
                let strength = i32::from(across) * i32::from(across) + i32::from(down) * i32::from(down);

                if strength > strongest {
                    strongest = strength;
                    gradient = (across, down);
                }
            }

            magnitudes[y * width + x] = (strongest as f32).sqrt();
            gradients[y * width + x] = gradient;
        }
    }

    (magnitudes, gradients)
}

/// How strong an edge must be to count, in every part of the picture: above the grain of the desk there, however
/// coarse it is, and under the edge of a card. In parts, because a printed sheet in a corner says nothing about the
/// faint edge of a white card elsewhere.
struct Thresholds {
    columns: usize,
    levels: Vec<f32>,
}

impl Thresholds {
    fn of(magnitudes: &[f32], width: usize, height: usize) -> Self {
        let (columns, rows) = (width.div_ceil(PART), height.div_ceil(PART));
        let mut values = Vec::with_capacity(PART * PART);
        let levels = (0..rows * columns)
            .map(|part| {
                let (left, top) = (part % columns * PART, part / columns * PART);
                values.clear();

                for y in top..(top + PART).min(height) {
                    let row = y * width;
                    values.extend_from_slice(&magnitudes[row + left..row + (left + PART).min(width)]);
                }

                let grain = values.len() * 2 / 5;
                let (_, grain, _) = values.select_nth_unstable_by(grain, f32::total_cmp);

                (*grain * 2.2).clamp(WEAKEST, ALWAYS)
            })
            .collect();

        Self { columns, levels }
    }

    fn at(&self, x: usize, y: usize) -> f32 {
        self.levels
            .get(y / PART * self.columns + x / PART)
            .copied()
            .unwrap_or(WEAKEST)
    }
}

/// The step to the next pixel across the edge, in one of eight directions.
fn step(across: f32, down: f32) -> (f32, f32) {
    let (wide, tall) = (across.abs(), down.abs());

    if tall < wide * 0.414 {
        (1.0, 0.0)
    } else if wide < tall * 0.414 {
        (0.0, 1.0)
    } else if (across > 0.0) == (down > 0.0) {
        (1.0, 1.0)
    } else {
        (-1.0, 1.0)
    }
}

fn neighbours(across: f32, down: f32, here: usize, width: usize) -> (usize, usize) {
    match step(across, down) {
        (1.0, 0.0) => (here - 1, here + 1),
        (0.0, 1.0) => (here - width, here + width),
        (1.0, 1.0) => (here - width - 1, here + width + 1),
        _ => (here - width + 1, here + width - 1),
    }
}

/// Where between its neighbours the top of a peak lies, -0.5 to 0.5 (a parabola through three values).
fn peak_shift(before: f32, here: f32, after: f32) -> f32 {
    let curve = before - 2.0 * here + after;

    if curve.abs() < f32::EPSILON {
        0.0
    } else {
        (0.5 * (before - after) / curve).clamp(-0.5, 0.5)
    }
}
