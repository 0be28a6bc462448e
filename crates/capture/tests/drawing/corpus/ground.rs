//! What stands on a card beside its fields: paper, bands, gradients, logos, pictures, small print, and the payer's name.

use image::Rgb;

use super::super::random::Random;
use super::super::sheet::{HEIGHT, Sheet, Type, WIDTH};
use super::Split;

pub const INK: &[[u8; 3]] = &[[24, 26, 34], [10, 40, 90], [60, 20, 24], [40, 40, 40], [0, 70, 60]];
pub const PAPER: &[[u8; 3]] = &[
    [250, 250, 248],
    [238, 244, 250],
    [250, 244, 228],
    [232, 240, 232],
    [244, 244, 244],
    [226, 234, 246],
];
pub const BAND: &[[u8; 3]] = &[
    [20, 42, 92],
    [0, 105, 92],
    [140, 30, 40],
    [84, 40, 120],
    [230, 120, 20],
    [60, 64, 70],
    [0, 120, 190],
];
/// Grounds of cards that are dark all over.
const NIGHT: &[[u8; 3]] = &[[18, 32, 66], [36, 36, 42], [0, 62, 66], [70, 18, 40]];

/// The colours of a card.
#[derive(Clone, Copy)]
pub struct Colors {
    pub paper: Rgb<u8>,
    pub ink: Rgb<u8>,
    pub label: Rgb<u8>,
    pub band: Rgb<u8>,
    pub is_dark: bool,
}

pub fn of(colors: &[[u8; 3]], random: &mut Random) -> Rgb<u8> {
    Rgb(colors[random.below(colors.len())])
}

pub fn lighter(ink: Rgb<u8>) -> Rgb<u8> {
    Rgb(ink.0.map(|value| value / 2 + 62))
}

impl Colors {
    pub fn any(split: Split, random: &mut Random) -> Self {
        if split == Split::HeldOut && random.chance(0.15) {
            return Self {
                paper: of(NIGHT, random),
                ink: Rgb([246, 246, 240]),
                label: Rgb([200, 206, 216]),
                band: Rgb([226, 176, 70]),
                is_dark: true,
            };
        }

        let ink = of(INK, random);

        Self {
            paper: of(PAPER, random),
            ink,
            label: lighter(ink),
            band: of(BAND, random),
            is_dark: false,
        }
    }
}

/// Puts a band or none on the card, and the payer's name. Returns where the fields may begin.
pub fn decorate(sheet: &mut Sheet, colors: Colors, font: &Type, payer: &str, split: Split, random: &mut Random) -> i32 {
    let band = colors.band;
    let white = Rgb([250, 250, 250]);
    let kind = random.pick(&["PPO", "HMO", "EPO", "POS"]).to_owned();
    let size = (1300.0 / payer.len() as f32 * 1.7).min(random.between(74.0, 100.0));

    match (split, random.below(4)) {
        (Split::Work, 0) => {
            sheet.strip(0, 0, WIDTH, 190, band);
            sheet.text(70, 50, size, &font.bold, white, payer);
            sheet.text_right(WIDTH as i32 - 60, 60, 70.0, &font.bold, white, &kind);
            230
        }
        (Split::Work, 1) => {
            sheet.text(70, 50, size, &font.bold, band, payer);
            sheet.text(74, 50 + size as i32 + 10, 48.0, &font.regular, lighter(band), &kind);
            sheet.strip(0, HEIGHT as i32 - 46, WIDTH, 46, band);
            230
        }
        (Split::Work, 2) => {
            sheet.strip(0, 0, 40, HEIGHT, band);
            sheet.disc(130, 110, 56, band);
            sheet.text(220, 62, size, &font.bold, band, payer);
            sheet.text_right(WIDTH as i32 - 60, 70, 60.0, &font.regular, band, &kind);
            220
        }
        (Split::Work, _) => {
            sheet.text_right(WIDTH as i32 - 60, 46, size, &font.bold, band, payer);
            sheet.text(70, 66, 56.0, &font.bold, lighter(band), &kind);
            sheet.strip(60, 176, WIDTH - 120, 6, band);
            215
        }
        // A header that runs from one colour to another.
        (Split::HeldOut, 0) if !colors.is_dark => {
            gradient(sheet, 200, band, Rgb(band.0.map(|value| value / 3)));
            sheet.text(80, 56, size, &font.bold, white, payer);
            sheet.text_right(WIDTH as i32 - 70, 70, 62.0, &font.regular, white, &kind);
            236
        }
        // A logo of two shapes, and the name in the middle.
        (Split::HeldOut, 1) => {
            sheet.strip(70, 60, 84, 84, band);
            sheet.disc(112, 102, 32, colors.paper);
            let width = Sheet::width(size, &font.bold, payer);
            sheet.text(200.max(800 - width / 2), 58, size, &font.bold, colors.ink, payer);
            sheet.text_right(WIDTH as i32 - 60, 82, 52.0, &font.bold, colors.label, &kind);
            225
        }
        // A picture at the right edge, as of a meadow under a sky.
        (Split::HeldOut, 2) if !colors.is_dark => {
            picture(sheet, 1330, 20, 250, 160, random);
            sheet.text(70, 54, size.min(80.0), &font.bold, colors.ink, payer);
            sheet.text(74, 146, 44.0, &font.regular, colors.label, &kind);
            222
        }
        // Nothing but a thin line and type.
        (Split::HeldOut, _) => {
            sheet.text(70, 48, size, &font.bold, band, payer);
            sheet.text_right(WIDTH as i32 - 60, 62, 56.0, &font.bold, colors.label, &kind);
            sheet.strip(70, 168, 300, 8, band);
            216
        }
    }
}

fn gradient(sheet: &mut Sheet, height: u32, from: Rgb<u8>, to: Rgb<u8>) {
    for (x, y, pixel) in sheet.image.enumerate_pixels_mut() {
        if y < height {
            let share = x as f32 / WIDTH as f32;
            pixel.0 = std::array::from_fn(|channel| {
                (f32::from(from.0[channel]) * (1.0 - share) + f32::from(to.0[channel]) * share) as u8
            });
        }
    }
}

/// Something like a photograph.
fn picture(sheet: &mut Sheet, left: u32, top: u32, width: u32, height: u32, random: &mut Random) {
    let hill = random.between(0.4, 0.7);

    for y in 0..height {
        for x in 0..width {
            let (fx, fy) = (x as f32 / width as f32, y as f32 / height as f32);
            let ground = fy > hill + 0.12 * (fx * 7.0).sin();
            let grain = ((x * 37 + y * 91) % 23) as u8;
            let color = if ground {
                [60 + grain, 120 + grain, 50]
            } else {
                [120, 170 + grain / 2, 230]
            };
            sheet.image.put_pixel(left + x, top + y, Rgb(color));
        }
    }
}

/// What else stands on cards: a pattern under everything, addresses of the network, numbers that are not asked for.
pub fn clutter(sheet: &mut Sheet, font: &Type, color: Rgb<u8>, random: &mut Random) {
    if random.chance(0.3) {
        let pale = Rgb(sheet.image.get_pixel(800, 500).0.map(|value| value.saturating_sub(9)));

        for line in 0..70 {
            for x in 0..WIDTH {
                let y = 230.0 + line as f32 * 11.0 + 14.0 * (x as f32 / 90.0 + line as f32 * 0.2).sin();

                if (y as u32) < HEIGHT {
                    sheet.image.put_pixel(x, y as u32, pale);
                }
            }
        }
    }

    if random.chance(0.5) {
        let lines = [
            "www.example.org/members",
            "Payer ID 55512",
            "Emergency? Call 911.",
            "Issued 03/2026",
            "Member Services 1-800-555-0199",
        ];
        sheet.text(70, HEIGHT as i32 - 62, 34.0, &font.regular, color, random.pick(&lines));
    }
}
