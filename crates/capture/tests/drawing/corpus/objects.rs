//! What people hold up that is no insurance card.

use image::{Rgb, RgbImage};

use super::super::photo::Corners;
use super::super::random::Random;
use super::super::sheet::{Sheet, Type, WHITE, WIDTH};

/// Something flat: its picture and where it lies.
pub fn object(random: &mut Random, x: f32, y: f32) -> (RgbImage, Corners, &'static str) {
    let font = Type::any(random.below(1000));
    let corners = |width: f32, height: f32| {
        let (across, down) = (width / 2.0, height / 2.0);

        [
            (x - across, y - down),
            (x + across, y - down + 9.0),
            (x + across - 6.0, y + down),
            (x - across + 8.0, y + down - 5.0),
        ]
    };

    match random.below(7) {
        0 => (letter(&font), corners(760.0, 920.0), "letter"),
        1 => (Sheet::new(Rgb([244, 244, 240])).image, corners(1100.0, 694.0), "blank"),
        2 => (banknote(&font), corners(1300.0, 536.0), "banknote"),
        3 => (phone(&font, random), corners(1180.0, 560.0), "phone"),
        4 => (phone_upright(random), corners(430.0, 900.0), "phone"),
        5 => (bank_card(&font, random), corners(1080.0, 681.0), "bank card"),
        _ => (stripe(&font), corners(1120.0, 706.0), "stripe"),
    }
}

fn letter(font: &Type) -> RgbImage {
    let mut sheet = Sheet {
        image: RgbImage::from_pixel(900, 1100, Rgb([250, 250, 250])),
    };

    for row in 0..15 {
        let ink = Rgb([20, 20, 20]);
        sheet.text(
            80,
            90 + row * 62,
            42.0,
            &font.regular,
            ink,
            "Please bring this letter with you on",
        );
    }

    sheet.image
}

fn banknote(font: &Type) -> RgbImage {
    let mut sheet = Sheet {
        image: RgbImage::from_pixel(1600, 660, Rgb([190, 214, 186])),
    };
    let ink = Rgb([30, 80, 50]);
    sheet.text(90, 80, 160.0, &font.bold, ink, "100 credits");
    sheet.text(90, 420, 80.0, &font.regular, ink, "Good for one hundred coffees");
    sheet.disc(1300, 330, 190, Rgb([150, 186, 150]));

    sheet.image
}

/// A phone that lies across, its screen full of little pictures.
fn phone(font: &Type, random: &mut Random) -> RgbImage {
    let mut sheet = Sheet {
        image: RgbImage::from_pixel(1600, 760, Rgb([22, 22, 26])),
    };
    sheet.strip(70, 24, 1460, 712, Rgb([40, 70, 120]));

    for row in 0..3 {
        for column in 0..7 {
            let color = Rgb([
                random.between(60.0, 250.0) as u8,
                random.between(60.0, 250.0) as u8,
                random.between(60.0, 250.0) as u8,
            ]);
            sheet.strip(130 + column * 200, 90 + row * 210, 120, 120, color);
            sheet.text(130 + column * 200, 220 + row * 210, 30.0, &font.regular, WHITE, "App");
        }
    }

    sheet.image
}

fn phone_upright(random: &mut Random) -> RgbImage {
    let mut sheet = Sheet {
        image: RgbImage::from_pixel(760, 1600, Rgb([24, 24, 28])),
    };
    let level = random.between(20.0, 80.0) as u8;
    sheet.strip(24, 70, 712, 1460, Rgb([level, level, level + 20]));

    sheet.image
}

fn bank_card(font: &Type, random: &mut Random) -> RgbImage {
    let mut sheet = Sheet::new(Rgb([30, 60, 110]));
    sheet.text(90, 80, 90.0, &font.bold, WHITE, "First Harbor Bank");
    sheet.strip(110, 330, 180, 140, Rgb([212, 180, 90]));
    let number = format!(
        "{} {} {} {}",
        random.digits(4),
        random.digits(4),
        random.digits(4),
        random.digits(4)
    );
    sheet.text(110, 560, 96.0, &font.regular, WHITE, &number);
    sheet.text(110, 780, 56.0, &font.regular, WHITE, "GRACE WILLIAMS");
    sheet.text(1100, 720, 50.0, &font.regular, WHITE, "VALID 09/28");

    sheet.image
}

/// The back of a card that is no insurance card: a magnetic stripe and a line to sign on.
fn stripe(font: &Type) -> RgbImage {
    let mut sheet = Sheet::new(Rgb([206, 210, 216]));
    sheet.strip(0, 90, WIDTH, 210, Rgb([26, 22, 20]));
    sheet.strip(80, 400, 1100, 130, Rgb([250, 250, 246]));
    sheet.text(
        80,
        600,
        40.0,
        &font.regular,
        Rgb([50, 50, 60]),
        "Not valid unless signed. Found? Drop in any mailbox.",
    );

    sheet.image
}

/// A hand that reaches into the picture, palm up, with nothing in it.
pub fn hand(picture: &mut RgbImage, random: &mut Random) {
    let skin = [
        [224.0, 172.0, 140.0],
        [198.0, 134.0, 98.0],
        [120.0, 78.0, 54.0],
        [90.0, 58.0, 42.0],
    ][random.below(4)];
    let (x, y) = (random.between(800.0, 1120.0), random.between(480.0, 620.0));
    hand_at(picture, x, y, skin);
}

/// The same at a place, with the skin's colour where the light is.
pub fn hand_at(picture: &mut RgbImage, x: f32, y: f32, skin: [f32; 3]) {
    // Wrist, palm, thumb and four fingers: stretches with a thickness.
    let mut parts = vec![
        ((x, y + 120.0), (x + 20.0, 1200.0), 150.0),
        ((x - 60.0, y + 60.0), (x + 60.0, y + 60.0), 170.0),
        ((x - 160.0, y + 100.0), (x - 330.0, y - 60.0), 52.0),
    ];

    for finger in 0..4 {
        let from = (x - 150.0 + finger as f32 * 100.0, y - 60.0);
        let length = 300.0 - (finger as f32 - 1.3).abs() * 45.0;
        parts.push((from, (from.0 + (finger as f32 - 1.5) * 46.0, from.1 - length), 48.0));
    }

    for (px, py, pixel) in picture.enumerate_pixels_mut() {
        let (fx, fy) = (px as f32, py as f32);
        let depth = parts
            .iter()
            .map(|(from, to, thick)| {
                let (dx, dy) = (to.0 - from.0, to.1 - from.1);
                let along = (((fx - from.0) * dx + (fy - from.1) * dy) / (dx * dx + dy * dy)).clamp(0.0, 1.0);

                1.0 - (fx - from.0 - dx * along).hypot(fy - from.1 - dy * along) / thick
            })
            .fold(-1.0_f32, f32::max);

        if depth > 0.0 {
            let shade = 0.62 + 0.38 * depth.sqrt();
            pixel.0 = skin.map(|value: f32| (value * shade) as u8);
        }
    }
}
