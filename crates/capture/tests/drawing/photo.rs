//! Photographs a card: on a desk, from some angle, in some light, through some lens.

use image::codecs::jpeg::JpegEncoder;
use image::{Rgb, RgbImage};
use imageproc::filter::gaussian_blur_f32;
use imageproc::geometric_transformations::Projection;

use super::random::Random;

pub const WIDTH: u32 = 1920;
pub const HEIGHT: u32 = 1080;

/// The corners of a thing in the picture, clockwise from its own top left.
pub type Corners = [(f32, f32); 4];

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Desk {
    Wood,
    Cloth,
    Plain(u8),
    Stone,
}

/// How a picture is taken. The corners are those of the card in the picture, clockwise from its own top left.
#[derive(Clone, Debug)]
pub struct Photo {
    pub corners: [(f32, f32); 4],
    pub desk: Desk,
    /// How bright: 1 is right.
    pub exposure: f32,
    /// The light falls off to this share at the far side.
    pub falloff: f32,
    /// The standard deviation of the blur, in pixels.
    pub blur: f32,
    /// The path of a moving card, in pixels.
    pub motion: (f32, f32),
    /// The standard deviation of the noise, in grey levels.
    pub noise: f32,
    /// Bright spots: place, radius across and down, strength.
    pub glare: Vec<(f32, f32, f32, f32, f32)>,
    /// Images of lamps of other shapes.
    pub lamps: Vec<Lamp>,
    /// How much darker the corners of the picture are, 0 to 1.
    pub vignette: f32,
    /// The colour of the light, a factor a channel.
    pub tint: [f32; 3],
    pub seed: u64,
}

/// The image of a lamp in the card's plastic.
#[derive(Clone, Debug)]
pub struct Lamp {
    pub x: f32,
    pub y: f32,
    /// Its radius across and down, before it is turned.
    pub across: f32,
    pub down: f32,
    pub degrees: f32,
    pub strength: f32,
    /// Evenly bright with a soft rim, as a window is; else brightest in the middle.
    pub is_window: bool,
}

impl Lamp {
    pub fn round(x: f32, y: f32, across: f32, down: f32, strength: f32) -> Self {
        Self {
            x,
            y,
            across,
            down,
            degrees: 0.0,
            strength,
            is_window: false,
        }
    }

    fn at(&self, x: f32, y: f32) -> f32 {
        let (sine, cosine) = self.degrees.to_radians().sin_cos();
        let (dx, dy) = (x - self.x, y - self.y);
        let (right, down) = (
            (dx * cosine + dy * sine) / self.across,
            (dy * cosine - dx * sine) / self.down,
        );

        if self.is_window {
            let inside = (1.0 - right.abs().max(down.abs())) * self.down / 10.0;

            self.strength * (inside + 0.5).clamp(0.0, 1.0)
        } else {
            let distance = right * right + down * down;

            if distance < 9.0 {
                self.strength * (-distance).exp()
            } else {
                0.0
            }
        }
    }
}

impl Photo {
    /// A well-held card, turned by some degrees around the middle of the frame, this wide in pixels.
    pub fn of(width: f32, degrees: f32) -> Self {
        Self::at(960.0, 540.0, width, degrees)
    }

    pub fn at(x: f32, y: f32, width: f32, degrees: f32) -> Self {
        let (across, down) = (width / 2.0, width / 1.5858 / 2.0);
        let (sine, cosine) = degrees.to_radians().sin_cos();
        let corner = |dx: f32, dy: f32| (x + dx * cosine - dy * sine, y + dx * sine + dy * cosine);

        Self {
            corners: [
                corner(-across, -down),
                corner(across, -down),
                corner(across, down),
                corner(-across, down),
            ],
            desk: Desk::Wood,
            exposure: 1.0,
            falloff: 0.85,
            blur: 0.6,
            motion: (0.0, 0.0),
            noise: 2.0,
            glare: Vec::new(),
            lamps: Vec::new(),
            vignette: 0.0,
            tint: [1.0; 3],
            seed: 1,
        }
    }

    /// The same card leaning away: a real perspective, by degrees around the upright and the level axis.
    pub fn leaning(mut self, yaw: f32, pitch: f32) -> Self {
        let center = self.corners.iter().fold((0.0, 0.0), |sum, corner| {
            (sum.0 + corner.0 / 4.0, sum.1 + corner.1 / 4.0)
        });
        let focal = 1900.0;
        let (yaw, pitch) = (yaw.to_radians(), pitch.to_radians());
        self.corners = self.corners.map(|(x, y)| {
            let (x, y) = (x - center.0, y - center.1);
            let (flat_x, depth_x) = (x * yaw.cos(), x * yaw.sin());
            let (flat_y, depth_y) = (y * pitch.cos(), y * pitch.sin());
            let scale = focal / (focal + depth_x + depth_y);

            (center.0 + flat_x * scale, center.1 + flat_y * scale)
        });

        self
    }

    /// Takes the picture. Without a card only the desk is on it.
    pub fn take(&self, card: Option<&RgbImage>) -> RgbImage {
        let mut picture = desk(self.desk, self.seed);

        if let Some(card) = card {
            lay(&mut picture, card, self.corners);
        }

        self.develop(picture)
    }

    /// Lays another card on a desk that may hold some already.
    pub fn develop(&self, mut picture: RgbImage) -> RgbImage {
        self.light(&mut picture);

        if self.blur > 0.05 {
            picture = gaussian_blur_f32(&picture, self.blur);
        }

        if self.motion != (0.0, 0.0) {
            picture = moved(&picture, self.motion);
        }

        let mut random = Random::new(self.seed + 77);

        for value in picture.iter_mut() {
            *value = (f32::from(*value) + random.normal() * self.noise).clamp(0.0, 255.0) as u8;
        }

        picture
    }

    fn light(&self, picture: &mut RgbImage) {
        let mut random = Random::new(self.seed + 5);
        let angle = random.between(0.0, std::f32::consts::TAU);
        let (down, right) = angle.sin_cos();

        for (x, y, pixel) in picture.enumerate_pixels_mut() {
            let (fx, fy) = (x as f32 / WIDTH as f32 - 0.5, y as f32 / HEIGHT as f32 - 0.5);
            let side = (fx * right + fy * down + 0.6) / 1.2;
            let level = self.exposure * (self.falloff + (1.0 - self.falloff) * side);
            let mut shine = 0.0_f32;

            for (gx, gy, rx, ry, strength) in &self.glare {
                let distance = ((x as f32 - gx) / rx).powi(2) + ((y as f32 - gy) / ry).powi(2);

                if distance < 9.0 {
                    shine += strength * (-distance).exp();
                }
            }

            shine += self.lamps.iter().map(|lamp| lamp.at(x as f32, y as f32)).sum::<f32>();
            let level = level * (1.0 - self.vignette * (fx * fx + fy * fy) * 2.0);

            for (value, tint) in pixel.0.iter_mut().zip(self.tint) {
                *value = (f32::from(*value) * level * tint + 255.0 * shine).clamp(0.0, 255.0) as u8;
            }
        }
    }
}

/// An empty desk.
pub fn desk(desk: Desk, seed: u64) -> RgbImage {
    let mut random = Random::new(seed + 1234);
    let grain: Vec<f32> = (0..4096).map(|_| random.normal()).collect();
    let at = |index: i64| grain[(index.rem_euclid(4096)) as usize];
    let smooth = |position: f32| {
        let (floor, part) = (position.floor(), position.fract());

        at(floor as i64) * (1.0 - part) + at(floor as i64 + 1) * part
    };

    RgbImage::from_fn(WIDTH, HEIGHT, |x, y| {
        let (fx, fy) = (x as f32, y as f32);
        let (base, change) = match desk {
            Desk::Wood => {
                let wave = smooth(fx / 190.0) * 9.0;
                (
                    [124.0, 92.0, 62.0],
                    smooth(fy / 9.0 + wave * 0.2) * 7.0 + smooth(fy / 2.3 + fx / 400.0) * 4.0,
                )
            }
            Desk::Cloth => {
                let thread = ((x % 6) as f32 - 2.5).abs() * 2.0 + ((y % 6) as f32 - 2.5).abs() * 2.0;
                ([86.0, 94.0, 104.0], thread - 6.0 + smooth((fx + fy) / 60.0) * 5.0)
            }
            Desk::Plain(level) => (
                [f32::from(level); 3],
                smooth(fx / 300.0) * 3.0 + smooth(fy / 260.0 + 91.0) * 3.0,
            ),
            Desk::Stone => {
                let spot = at(i64::from(x / 3) * 7919 + i64::from(y / 3) * 104_729);
                ([150.0, 147.0, 140.0], spot * 9.0 + smooth(fx / 120.0) * 6.0)
            }
        };

        Rgb(base.map(|value: f32| (value + change).clamp(0.0, 255.0) as u8))
    })
}

/// Lays a card onto a picture, with rounded corners and a soft shadow.
pub fn lay(picture: &mut RgbImage, card: &RgbImage, corners: [(f32, f32); 4]) {
    let (width, height) = (card.width() as f32, card.height() as f32);
    let to = [(0.0, 0.0), (width, 0.0), (width, height), (0.0, height)];
    let projection = Projection::from_control_points(corners, to).expect("four corners make a card");
    let radius = width * 0.037;
    let inside = |x: f32, y: f32| {
        let dx = (radius - x).max(x - (width - radius)).max(0.0);
        let dy = (radius - y).max(y - (height - radius)).max(0.0);
        let beyond = (-x).max(x - width).max(-y).max(y - height).max(0.0);

        beyond.max(dx.hypot(dy) - radius)
    };
    // How many card pixels one picture pixel spans: that many samples a side keep small print whole.
    let span = width / ((corners[1].0 - corners[0].0).hypot(corners[1].1 - corners[0].1)).max(1.0);
    let samples = (span.ceil() as i32).clamp(2, 4);

    for (x, y, pixel) in picture.enumerate_pixels_mut() {
        let (cx, cy) = projection * (x as f32 + 0.5, y as f32 + 0.5);

        if cx < -60.0 || cy < -60.0 || cx > width + 60.0 || cy > height + 60.0 {
            continue;
        }

        let shadow = inside(cx - 12.0, cy - 16.0);
        let dim = 1.0 - 0.35 * (1.0 - (shadow / 26.0).clamp(0.0, 1.0));
        let ground = pixel.0.map(|value| f32::from(value) * dim);
        let mut sum = [0.0; 3];

        for sample in 0..samples * samples {
            let dx = ((sample % samples) as f32 + 0.5) / samples as f32;
            let dy = ((sample / samples) as f32 + 0.5) / samples as f32;
            let (sx, sy) = projection * (x as f32 + dx, y as f32 + dy);
            let color = if inside(sx, sy) > 0.0 {
                ground
            } else {
                bilinear(card, sx - 0.5, sy - 0.5)
            };

            for (total, value) in sum.iter_mut().zip(color) {
                *total += value;
            }
        }

        pixel.0 = sum.map(|total| (total / (samples * samples) as f32).clamp(0.0, 255.0) as u8);
    }
}

fn bilinear(card: &RgbImage, x: f32, y: f32) -> [f32; 3] {
    let (x, y) = (
        x.clamp(0.0, card.width() as f32 - 1.001),
        y.clamp(0.0, card.height() as f32 - 1.001),
    );
    let (left, top) = (x as u32, y as u32);
    let (px, py) = (x.fract(), y.fract());
    let at = |dx: u32, dy: u32| {
        card.get_pixel((left + dx).min(card.width() - 1), (top + dy).min(card.height() - 1))
            .0
            .map(f32::from)
    };
    let (a, b, c, d) = (at(0, 0), at(1, 0), at(0, 1), at(1, 1));

    std::array::from_fn(|channel| {
        (a[channel] * (1.0 - px) + b[channel] * px) * (1.0 - py) + (c[channel] * (1.0 - px) + d[channel] * px) * py
    })
}

/// The mean of the picture along a path.
fn moved(picture: &RgbImage, motion: (f32, f32)) -> RgbImage {
    let steps = motion.0.abs().max(motion.1.abs()).ceil().max(1.0) as i32;

    RgbImage::from_fn(picture.width(), picture.height(), |x, y| {
        let mut sum = [0_u32; 3];

        for step in 0..=steps {
            let share = step as f32 / steps as f32 - 0.5;
            let sx = (x as f32 + motion.0 * share).clamp(0.0, picture.width() as f32 - 1.0) as u32;
            let sy = (y as f32 + motion.1 * share).clamp(0.0, picture.height() as f32 - 1.0) as u32;

            for (total, value) in sum.iter_mut().zip(picture.get_pixel(sx, sy).0) {
                *total += u32::from(value);
            }
        }

        Rgb(sum.map(|total| (total / (steps as u32 + 1)) as u8))
    })
}

/// Packs a picture as JPEG.
pub fn jpeg(picture: &RgbImage, quality: u8) -> Vec<u8> {
    let mut bytes = Vec::new();
    JpegEncoder::new_with_quality(&mut bytes, quality)
        .encode_image(picture)
        .expect("a picture can be packed");

    bytes
}
