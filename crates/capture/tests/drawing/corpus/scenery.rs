//! What is around a card: grounds, things that lie about, and the hand that holds it.

use image::{Rgb, RgbImage};

use super::super::photo::{Corners, Desk, HEIGHT, WIDTH, desk, lay};
use super::super::random::Random;

/// A ground: a desk, cloth, stone, a colour, one like the card itself, or a room out of focus.
pub fn ground(random: &mut Random, seed: u64, card: [f32; 3]) -> RgbImage {
    let plain = Desk::Plain(random.between(20.0, 240.0) as u8);

    match random.below(8) {
        0 => desk(Desk::Wood, seed),
        1 => desk(Desk::Cloth, seed),
        2 => desk(Desk::Stone, seed),
        3 => colored(
            &desk(Desk::Plain(128), seed),
            card.map(|value| value * random.between(0.9, 1.0) - 6.0),
        ),
        4 => room(random),
        5 => {
            let color = [
                random.between(20.0, 220.0),
                random.between(20.0, 220.0),
                random.between(20.0, 220.0),
            ];
            let base = if random.chance(0.5) { Desk::Stone } else { Desk::Cloth };
            colored(&desk(base, seed), color)
        }
        6 => {
            let light = random.between(0.5, 1.5);
            colored(&desk(Desk::Wood, seed), [150.0 * light, 112.0 * light, 74.0 * light])
        }
        _ => desk(plain, seed),
    }
}

/// The same grain in another colour.
fn colored(ground: &RgbImage, color: [f32; 3]) -> RgbImage {
    let middle = |channel: usize| {
        let sum: f32 = ground
            .pixels()
            .step_by(97)
            .map(|pixel| f32::from(pixel.0[channel]))
            .sum();

        sum / ground.pixels().step_by(97).count() as f32
    };
    let means = [middle(0), middle(1), middle(2)];
    let mut picture = ground.clone();

    for pixel in picture.pixels_mut() {
        for ((value, mean), color) in pixel.0.iter_mut().zip(means).zip(color) {
            *value = (f32::from(*value) - mean + color).clamp(0.0, 255.0) as u8;
        }
    }

    picture
}

/// A room behind a card that is held up: soft patches, a door, a window.
fn room(random: &mut Random) -> RgbImage {
    let base = random.between(60.0, 190.0);
    let mut patches = Vec::new();

    for _ in 0..14 {
        let (width, height) = (random.between(120.0, 700.0), random.between(120.0, 700.0));
        let level = random.between(20.0, 235.0);
        let color = [
            level,
            level * random.between(0.85, 1.05),
            level * random.between(0.75, 1.1),
        ];
        let (x, y) = (random.between(-200.0, 1900.0), random.between(-200.0, 1000.0));
        patches.push((x, y, x + width, y + height, color));
    }

    let soft = random.between(8.0, 40.0);

    RgbImage::from_fn(WIDTH, HEIGHT, |px, py| {
        let (fx, fy) = (px as f32, py as f32);
        let mut color = [base; 3];

        for (left, top, right, bottom, paint) in &patches {
            let inside = (fx - left).min(right - fx).min(fy - top).min(bottom - fy);
            let share = f32::midpoint(inside / soft, 1.0).clamp(0.0, 1.0);
            color = std::array::from_fn(|channel| color[channel] * (1.0 - share) + paint[channel] * share);
        }

        Rgb(color.map(|value| value.clamp(0.0, 255.0) as u8))
    })
}

/// Papers, notebooks, pens and coins around the middle, to lie under or beside a card.
pub fn clutter(picture: &mut RgbImage, random: &mut Random) {
    for _ in 0..2 + random.below(5) {
        let angle = random.between(0.0, std::f32::consts::TAU);
        let (x, y) = (
            960.0 + angle.cos() * random.between(700.0, 1000.0),
            540.0 + angle.sin() * random.between(430.0, 640.0),
        );

        match random.below(4) {
            0 => {
                let color = [
                    [244, 244, 240],
                    [250, 232, 120],
                    [200, 220, 240],
                    [150, 40, 40],
                    [40, 60, 90],
                ][random.below(5)];
                paper(picture, x, y, random, color);
            }
            1 => stroke(
                picture,
                (x, y),
                angle + random.between(0.8, 2.2),
                random.between(300.0, 560.0),
                random.between(9.0, 15.0),
                random,
            ),
            2 => disc(picture, x, y, random.between(40.0, 75.0), [178.0, 150.0, 100.0]),
            _ => disc(
                picture,
                x,
                y,
                random.between(120.0, 220.0),
                [random.between(40.0, 220.0), 90.0, 60.0],
            ),
        }
    }
}

fn paper(picture: &mut RgbImage, x: f32, y: f32, random: &mut Random, color: [u8; 3]) {
    let (wide, tall) = (random.between(300.0, 1100.0), random.between(300.0, 900.0));
    let mut sheet = RgbImage::from_pixel(600, 500, Rgb(color));
    let ink = color.map(|value| if value > 120 { value / 3 } else { value + 110 });

    if random.chance(0.6) {
        for row in 0..14 {
            let end = 330 + random.below(220) as u32;

            for column in 40..end {
                if !(column / 7 + row * 3).is_multiple_of(5) {
                    for line in 0..7 {
                        sheet.put_pixel(column, 40 + row * 32 + line, Rgb(ink));
                    }
                }
            }
        }
    }

    let (sine, cosine) = random.between(-0.7_f32, 0.7).sin_cos();
    let corner = |dx: f32, dy: f32| {
        (
            x + dx * wide / 2.0 * cosine - dy * tall / 2.0 * sine,
            y + dx * wide / 2.0 * sine + dy * tall / 2.0 * cosine,
        )
    };
    lay(
        picture,
        &sheet,
        [
            corner(-1.0, -1.0),
            corner(1.0, -1.0),
            corner(1.0, 1.0),
            corner(-1.0, 1.0),
        ],
    );
}

/// A pen or a cable.
fn stroke(picture: &mut RgbImage, from: (f32, f32), angle: f32, length: f32, thick: f32, random: &mut Random) {
    let color = [
        [30.0, 40.0, 110.0],
        [24.0, 24.0, 26.0],
        [190.0, 190.0, 196.0],
        [170.0, 30.0, 34.0],
    ][random.below(4)];
    let to = (from.0 + angle.cos() * length, from.1 + angle.sin() * length);
    capsules(picture, &[(from, to, thick)], color);
}

fn disc(picture: &mut RgbImage, x: f32, y: f32, radius: f32, color: [f32; 3]) {
    capsules(picture, &[((x, y), (x + 1.0, y), radius)], color);
}

pub fn skin(random: &mut Random) -> [f32; 3] {
    [
        [236.0, 190.0, 160.0],
        [224.0, 172.0, 140.0],
        [198.0, 134.0, 98.0],
        [120.0, 78.0, 54.0],
        [90.0, 58.0, 42.0],
    ][random.below(5)]
}

/// A card's place, and the colour of the hand that holds it there.
pub struct Scene {
    pub hand: Option<[f32; 3]>,
    pub corners: Corners,
}

impl Scene {
    /// The fingers that lie behind the card.
    pub fn behind(&self, picture: &mut RgbImage, random: &mut Random) {
        let Some(skin) = self.hand else {
            return;
        };
        let side = random.below(4);
        let parts: Vec<_> = (0..4)
            .map(|finger| {
                let share = 0.25 + 0.17 * finger as f32;
                let (edge, out) = self.edge(side, share);
                let length = random.between(20.0, 90.0);

                (
                    (edge.0 + out.0 * 900.0, edge.1 + out.1 * 900.0),
                    (edge.0 - out.0 * length, edge.1 - out.1 * length),
                    46.0,
                )
            })
            .collect();
        capsules(picture, &parts, skin);
    }

    /// The thumb, or two fingers, over an edge of the card, where there is no print.
    pub fn in_front(&self, picture: &mut RgbImage, random: &mut Random) {
        let Some(skin) = self.hand else {
            return;
        };
        let side = random.below(4);
        let [a, b, ..] = self.corners;
        let size = (b.0 - a.0).hypot(b.1 - a.1);
        let fingers = 1 + random.below(2);
        let first = random.between(0.25, 0.6);
        let parts: Vec<_> = (0..fingers)
            .map(|finger| {
                let (edge, out) = self.edge(side, first + 0.2 * finger as f32);
                let thick = size * random.between(0.05, 0.075);
                // The tip reaches only over the rim.
                let reach = size * random.between(0.005, 0.024) - thick;
                let swing = random.between(-0.3, 0.3);

                (
                    (
                        edge.0 + out.0 * 900.0 - out.1 * 900.0 * swing,
                        edge.1 + out.1 * 900.0 + out.0 * 900.0 * swing,
                    ),
                    (edge.0 - out.0 * reach, edge.1 - out.1 * reach),
                    thick,
                )
            })
            .collect();
        capsules(picture, &parts, skin);
    }

    /// A place on a side, and the direction away from the card there.
    fn edge(&self, side: usize, share: f32) -> ((f32, f32), (f32, f32)) {
        let (from, to) = (self.corners[side], self.corners[(side + 1) % 4]);
        let (dx, dy) = (to.0 - from.0, to.1 - from.1);
        let length = dx.hypot(dy).max(1.0);

        ((from.0 + dx * share, from.1 + dy * share), (dy / length, -dx / length))
    }
}

/// Rounded stretches with a thickness, lit from the middle.
type Part = ((f32, f32), (f32, f32), f32);

fn capsules(picture: &mut RgbImage, parts: &[Part], color: [f32; 3]) {
    for (px, py, pixel) in picture.enumerate_pixels_mut() {
        let (fx, fy) = (px as f32, py as f32);
        let mut depth = -1.0_f32;
        let mut thick = 1.0;

        for (from, to, radius) in parts {
            let (dx, dy) = (to.0 - from.0, to.1 - from.1);
            let along = (((fx - from.0) * dx + (fy - from.1) * dy) / (dx * dx + dy * dy).max(1e-3)).clamp(0.0, 1.0);
            let here = 1.0 - (fx - from.0 - dx * along).hypot(fy - from.1 - dy * along) / radius;

            if here > depth {
                (depth, thick) = (here, *radius);
            }
        }

        let cover = (depth * thick + 0.5).clamp(0.0, 1.0);

        if cover > 0.0 {
            let shade = 0.62 + 0.38 * depth.max(0.0).sqrt();
            pixel.0 = std::array::from_fn(|channel| {
                (f32::from(pixel.0[channel]) * (1.0 - cover) + color[channel] * shade * cover) as u8
            });
        }
    }
}
