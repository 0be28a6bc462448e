//! Passports and identity cards with a machine-readable zone.

use ab_glyph::{Font, FontVec, PxScale, ScaleFont};
use image::{Rgb, RgbImage};
use imageproc::drawing::{draw_filled_circle_mut, draw_filled_ellipse_mut, draw_filled_rect_mut, draw_text_mut};
use imageproc::rect::Rect;

use super::{FAMILY, GIVEN};
use crate::drawing::random::Random;
use crate::drawing::sheet::Type;

const OCR_B: &str = "/usr/share/fonts/opentype/ocr-b/OCRB.otf";
const INK: Rgb<u8> = Rgb([30, 30, 34]);

/// What a zone is drawn with.
pub enum Pen {
    /// The strokes by which the reader knows the letters.
    Strokes,
    /// A font of the system.
    Font(FontVec),
}

impl Pen {
    /// The real typeface where it is installed (Debian package fonts-ocr-b), else our own strokes.
    pub fn real() -> Self {
        Self::file(OCR_B).unwrap_or(Self::Strokes)
    }

    pub fn file(path: &str) -> Option<Self> {
        FontVec::try_from_vec(std::fs::read(path).ok()?).ok().map(Self::Font)
    }

    /// Writes a line at a fixed pitch; `baseline` is where its letters stand.
    pub fn write(&self, image: &mut RgbImage, x: f32, baseline: f32, pitch: f32, text: &str) {
        for (index, letter) in text.chars().enumerate() {
            let left = x + index as f32 * pitch;

            match self {
                Self::Strokes => stroke(image, left, baseline, pitch, letter),
                Self::Font(font) => {
                    // The width of a letter is the pitch.
                    let unit = font.as_scaled(PxScale::from(1000.0));
                    let advance = unit.h_advance(font.glyph_id('0')) / 1000.0;
                    let scale = PxScale::from(pitch / advance);
                    let ascent = font.as_scaled(scale).ascent();
                    draw_glyph(image, font, scale, letter, left, baseline - ascent);
                }
            }
        }
    }
}

/// A letter between pixels: `draw_text_mut` would put every one on whole pixels.
fn draw_glyph(image: &mut RgbImage, font: &FontVec, scale: PxScale, letter: char, x: f32, y: f32) {
    let scaled = font.as_scaled(scale);
    let mut glyph = scaled.scaled_glyph(letter);
    glyph.position = ab_glyph::point(x, y + scaled.ascent());

    if let Some(outlined) = font.outline_glyph(glyph) {
        let bounds = outlined.px_bounds();
        outlined.draw(|dx, dy, coverage| {
            let (px, py) = (bounds.min.x as i64 + i64::from(dx), bounds.min.y as i64 + i64::from(dy));

            if px >= 0 && py >= 0 && px < i64::from(image.width()) && py < i64::from(image.height()) {
                let pixel = image.get_pixel_mut(px as u32, py as u32);
                let coverage = coverage.clamp(0.0, 1.0);

                for (value, ink) in pixel.0.iter_mut().zip(INK.0) {
                    *value = (f32::from(*value) * (1.0 - coverage) + f32::from(ink) * coverage) as u8;
                }
            }
        });
    }
}

fn stroke(image: &mut RgbImage, left: f32, baseline: f32, pitch: f32, letter: char) {
    let unit = pitch / 174.0;
    let mut pen = (0.0, 0.0);
    let path = capture::mrz::pen_path(letter).expect("a letter of the zone");
    let mut words = path.split_whitespace();
    let mut dots = Vec::new();
    let mut line = |from: (f32, f32), to: (f32, f32)| {
        for step in 0..=40 {
            let share = step as f32 / 40.0;
            dots.push((from.0 + (to.0 - from.0) * share, from.1 + (to.1 - from.1) * share));
        }
    };

    while let Some(command) = words.next() {
        let mut place = || {
            let mut number = || words.next().unwrap().parse::<f32>().unwrap();
            (number(), number())
        };

        match command {
            "M" => pen = place(),
            "L" => {
                let to = place();
                line(pen, to);
                pen = to;
            }
            _ => {
                let (a, b, to) = (place(), place(), place());

                for step in 1..=12 {
                    let (t, from) = (step as f32 / 12.0, pen);
                    let back = (step - 1) as f32 / 12.0;
                    let at = |t: f32| {
                        let r = 1.0 - t;
                        let mix = |p: f32, q: f32, s: f32, u: f32| {
                            r * r * r * p + 3.0 * r * r * t * q + 3.0 * r * t * t * s + t * t * t * u
                        };
                        (mix(from.0, a.0, b.0, to.0), mix(from.1, a.1, b.1, to.1))
                    };
                    line(at(back), at(t));
                }

                pen = to;
            }
        }
    }

    for (x, y) in dots {
        draw_filled_circle_mut(
            image,
            (
                (left + x * unit).round() as i32,
                (baseline - (200.0 - y) * unit).round() as i32,
            ),
            (12.0 * unit).round() as i32,
            INK,
        );
    }
}

/// The truth of a drawn zone.
#[derive(Clone, Debug, PartialEq)]
pub struct Truth {
    pub lines: Vec<String>,
    pub family: String,
    pub given: String,
    pub number: String,
    pub birth: String,
    pub sex: &'static str,
    pub expiry: String,
}

/// Somebody's zone of 2 lines by 44 or 36, or 3 by 30.
pub fn truth(random: &mut Random, columns: usize) -> Truth {
    let family = random.pick(FAMILY).to_owned();
    let given = if family == "SUKARNO" {
        String::new()
    } else {
        random.pick(GIVEN).to_owned()
    };
    person(random, columns, &family, &given)
}

pub fn person(random: &mut Random, columns: usize, family: &str, given: &str) -> Truth {
    let count = 7 + random.below(3);
    let number: String = (0..count)
        .map(|index| {
            if index < 2 && random.chance(0.7) {
                random.letters(1)
            } else {
                random.digits(1)
            }
        })
        .collect();
    let (year, month, day) = (40 + random.below(80), 1 + random.below(12), 1 + random.below(28));
    let year = if year >= 100 { year - 100 } else { year };
    let birth = format!("{year:02}{month:02}{day:02}");
    let expiry = format!(
        "{}{:02}{:02}",
        27 + random.below(9),
        1 + random.below(12),
        1 + random.below(28)
    );
    let sex = *["M", "F", "<"].get(random.below(3)).unwrap();

    made(columns, family, given, &number, &birth, sex, &expiry, random)
}

#[allow(clippy::too_many_arguments)]
pub fn made(
    columns: usize,
    family: &str,
    given: &str,
    number: &str,
    birth: &str,
    sex: &'static str,
    expiry: &str,
    random: &mut Random,
) -> Truth {
    let state = "UTO";
    let names = format!("{family}<<{given}");
    let names = |width: usize| format!("{names:<<width$}").chars().take(width).collect::<String>();
    let n = checked(&format!("{number:<<9}"));
    let (b, e) = (checked(birth), checked(expiry));
    let lines = match columns {
        44 => {
            let personal = if random.chance(0.4) {
                format!("{:<<14}", format!("ZE{}", random.digits(7)))
            } else {
                "<".repeat(14)
            };
            let blank = personal.starts_with('<');
            let p = if blank {
                format!("{personal}<")
            } else {
                checked(&personal)
            };
            let all = checked(&format!("{n}{b}{e}{p}"));
            let all = all.chars().last().unwrap();
            vec![
                format!("P<{state}{}", names(39)),
                format!("{n}{state}{b}{sex}{e}{p}{all}"),
            ]
        }
        36 => {
            let optional = "<".repeat(7);
            let all = checked(&format!("{n}{b}{e}{optional}")).chars().last().unwrap();
            vec![
                format!("I<{state}{}", names(31)),
                format!("{n}{state}{b}{sex}{e}{optional}{all}"),
            ]
        }
        _ => {
            let one = format!(
                "{:<<15}",
                if random.chance(0.3) {
                    random.digits(8)
                } else {
                    String::new()
                }
            );
            let two = "<".repeat(11);
            let all = checked(&format!("{n}{one}{b}{e}{two}")).chars().last().unwrap();
            vec![
                format!("I<{state}{n}{one}"),
                format!("{b}{sex}{e}{state}{two}{all}"),
                names(30),
            ]
        }
    };
    let today = 26_11_23;
    let century = |date: &str| {
        if date.parse::<u32>().unwrap() > today {
            "19"
        } else {
            "20"
        }
    };
    let dated = |century: &str, date: &str| format!("{century}{}-{}-{}", &date[..2], &date[2..4], &date[4..]);

    Truth {
        lines,
        family: family.replace('<', " "),
        given: given.replace('<', " "),
        number: number.to_owned(),
        birth: dated(century(birth), birth),
        sex: if sex == "<" { "X" } else { sex },
        expiry: dated("20", expiry),
    }
}

fn checked(field: &str) -> String {
    let sum: u32 = field
        .bytes()
        .zip([7, 3, 1].into_iter().cycle())
        .map(|(letter, weight)| {
            weight
                * match letter {
                    b'0'..=b'9' => u32::from(letter - b'0'),
                    b'A'..=b'Z' => u32::from(letter - b'A') + 10,
                    _ => 0,
                }
        })
        .sum();

    format!("{field}{}", sum % 10)
}

/// The data page of a passport (125 mm by 88 mm) or a card with this zone.
pub fn page(truth: &Truth, pen: &Pen, style: usize) -> RgbImage {
    let columns = truth.lines[0].len();
    let (wide, high, dots) = match columns {
        44 => (125.0, 88.0, 13.6),
        36 => (105.0, 74.0, 15.2),
        _ => (85.6, 53.98, 18.7),
    };
    let mm = |value: f32| value * dots;
    let paper = [Rgb([238, 240, 244]), Rgb([244, 238, 228]), Rgb([228, 238, 232])][style % 3];
    let mut image = RgbImage::from_pixel(mm(wide) as u32, mm(high) as u32, paper);
    let zone = if columns == 30 { 24.0 } else { 23.2 };
    guilloche(&mut image, mm(high - zone) as u32, style);

    if columns != 30 {
        portrait(
            &mut image,
            mm(6.0) as i32,
            mm(16.0) as i32,
            mm(34.0) as i32,
            mm(44.0 * high / 88.0) as i32,
        );
    }

    words(
        &mut image,
        truth,
        mm(if columns == 30 { 5.0 } else { 45.0 }),
        dots,
        columns,
    );
    let pitch = mm(2.54);
    let left = (mm(wide) - pitch * columns as f32) / 2.0;
    let lines = truth.lines.len() as f32;

    for (row, line) in truth.lines.iter().enumerate() {
        // Lines 4.23 mm apart (six an inch), the last 6.6 mm above the edge.
        let baseline =
            mm(high) - mm(6.4) - mm(4.23 + if columns == 30 { 0.0 } else { 2.1 }) * (lines - 1.0 - row as f32);
        pen.write(&mut image, left, baseline, pitch, line);
    }

    image
}

/// The waves of safety paper.
fn guilloche(image: &mut RgbImage, bottom: u32, style: usize) {
    for (x, y, pixel) in image.enumerate_pixels_mut() {
        let (fx, fy) = (x as f32, y as f32);
        let wave = (fy / 9.0 + (fx / (40.0 + style as f32 * 9.0)).sin() * 4.0).sin();
        // Faint under the zone, stronger above.
        let depth = if y > bottom { 3.0 } else { 11.0 };

        for (channel, value) in pixel.0.iter_mut().enumerate() {
            let tint = if channel == style % 3 { 0.4 } else { 1.0 };
            *value = (f32::from(*value) + wave * depth * tint).clamp(0.0, 255.0) as u8;
        }
    }
}

fn portrait(image: &mut RgbImage, x: i32, y: i32, width: i32, height: i32) {
    draw_filled_rect_mut(
        image,
        Rect::at(x, y).of_size(width as u32, height as u32),
        Rgb([206, 212, 220]),
    );
    draw_filled_ellipse_mut(
        image,
        (x + width / 2, y + height * 2 / 5),
        width / 4,
        height / 4,
        Rgb([176, 138, 112]),
    );
    draw_filled_rect_mut(
        image,
        Rect::at(x + width / 6, y + height * 3 / 4).of_size(width as u32 * 2 / 3, height as u32 / 4),
        Rgb([70, 84, 110]),
    );
}

fn words(image: &mut RgbImage, truth: &Truth, x: f32, dots: f32, columns: usize) {
    let font = Type::plain();
    let label = Rgb([96, 102, 118]);
    let title = if columns == 44 {
        "UTOPIA   PASSPORT"
    } else {
        "UTOPIA   IDENTITY CARD"
    };
    draw_text_mut(
        image,
        Rgb([30, 60, 110]),
        (5.0 * dots) as i32,
        (4.0 * dots) as i32,
        5.0 * dots,
        &font.bold,
        title,
    );
    let rows = [
        ("Surname", truth.family.as_str()),
        ("Given names", truth.given.as_str()),
        ("Date of birth", truth.birth.as_str()),
        ("Document No.", truth.number.as_str()),
        ("Date of expiry", truth.expiry.as_str()),
    ];
    let (top, step, size) = if columns == 30 {
        (10.5, 3.7, 2.2)
    } else {
        (14.0, 8.4, 3.4)
    };

    for (row, (name, value)) in rows.into_iter().enumerate() {
        let y = (top + row as f32 * step) * dots;

        if columns == 30 {
            draw_text_mut(image, label, x as i32, y as i32, size * dots, &font.regular, name);
            draw_text_mut(
                image,
                INK,
                (x + 24.0 * dots) as i32,
                y as i32,
                size * dots,
                &font.bold,
                value,
            );
        } else {
            draw_text_mut(image, label, x as i32, y as i32, 2.2 * dots, &font.regular, name);
            draw_text_mut(
                image,
                INK,
                x as i32,
                (y + 2.4 * dots) as i32,
                size * dots,
                &font.bold,
                value,
            );
        }
    }
}
