//! Cards where they are hard to see: on a checked cloth, under fingers, on white paper, and under a lamp.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod drawing;

use capture::{Assessment, Guidance, assess};
use drawing::cards::{evergreen_front, prairie_front};
use drawing::photo::{Desk, HEIGHT, Lamp, Photo, WIDTH, desk, lay};
use drawing::sheet::{INK, NAVY, Sheet, Type};
use image::{Rgb, RgbImage};

/// How far the outline that was seen is from the card, in pixels.
fn off(assessment: &Assessment, photo: &Photo) -> f32 {
    let quad = assessment.quad.unwrap();

    photo
        .corners
        .iter()
        .map(|(x, y)| {
            quad.0
                .iter()
                .map(|corner| (corner.x - x).hypot(corner.y - y))
                .fold(f32::MAX, f32::min)
        })
        .fold(0.0, f32::max)
}

/// A tablecloth: squares of white, red, and what is woven of both.
fn checked_cloth(square: u32) -> RgbImage {
    RgbImage::from_fn(WIDTH, HEIGHT, |x, y| match (x / square) % 2 + (y / square) % 2 {
        0 => Rgb([226, 222, 214]),
        1 => Rgb([198, 130, 124]),
        _ => Rgb([168, 60, 56]),
    })
}

/// Fingers side by side that reach from the right over a place.
fn fingers(picture: &mut RgbImage, tip: f32, top: f32, count: u32) {
    for (x, y, pixel) in picture.enumerate_pixels_mut() {
        let (across, down) = (x as f32 - tip, y as f32 - top);
        let finger = (down / 150.0).floor();
        let middle = (finger + 0.5) * 150.0;
        let from_middle = (down - middle).abs();
        let round = if across < 72.0 {
            (across - 72.0).hypot(from_middle) < 72.0
        } else {
            from_middle < 72.0
        };

        if across >= 0.0 && (0.0..count as f32).contains(&finger) && round {
            let shade = 1.0 - 0.4 * (from_middle / 72.0).powi(2);
            pixel.0 = [206.0, 158.0, 130.0].map(|value: f32| (value * shade) as u8);
        }
    }
}

#[test]
fn a_checked_tablecloth_makes_no_card() {
    for square in [64, 80, 108] {
        let assessment = assess(&Photo::of(1.0, 0.0).develop(checked_cloth(square)));

        assert_ne!(assessment.guidance, Guidance::Good, "{square}: {assessment:?}");
    }
}

#[test]
fn a_card_on_a_checked_tablecloth_is_found() {
    for (square, degrees) in [(64, 6.0), (80, -9.0), (108, 14.0)] {
        let photo = Photo::of(1000.0, degrees);
        let mut picture = checked_cloth(square);
        lay(&mut picture, &evergreen_front(), photo.corners);
        let assessment = assess(&photo.develop(picture));

        assert_eq!(assessment.guidance, Guidance::Good, "{square}: {assessment:?}");
        assert!(off(&assessment, &photo) < 10.0, "{square}: {assessment:?}");
    }
}

#[test]
fn a_card_whose_side_fingers_hide_is_found() {
    for count in [2, 3] {
        let photo = Photo {
            desk: Desk::Plain(70),
            ..Photo::at(900.0, 540.0, 1050.0, 3.0)
        };
        let mut picture = desk(photo.desk, 1);
        lay(&mut picture, &prairie_front(), photo.corners);
        fingers(&mut picture, 1388.0, 330.0, count);
        let assessment = assess(&photo.develop(picture));

        assert_eq!(assessment.guidance, Guidance::Good, "{count}: {assessment:?}");
        assert!(off(&assessment, &photo) < 24.0, "{count}: {assessment:?}");
    }
}

#[test]
fn the_coloured_strip_along_a_side_belongs_to_the_card() {
    // The strip is as dark as the desk, and its edge towards the card is the strongest.
    let mut sheet = Sheet::new(Rgb([244, 244, 242]));
    sheet.strip(0, 0, 150, drawing::sheet::HEIGHT, NAVY);
    let font = Type::plain();

    for row in 0..6 {
        sheet.text(230, 90 + row * 140, 60.0, &font.regular, INK, "Member ID XYZ 123456789");
    }

    let photo = Photo {
        desk: Desk::Plain(72),
        ..Photo::of(1050.0, -4.0)
    };
    let assessment = assess(&photo.take(Some(&sheet.image)));

    assert_eq!(assessment.guidance, Guidance::Good, "{assessment:?}");
    assert!(off(&assessment, &photo) < 12.0, "{assessment:?}");
}

#[test]
fn print_that_fades_into_white_is_glare_though_the_paper_is_as_white() {
    let font = Type::plain();
    let mut sheet = Sheet::new(Rgb([255, 255, 255]));

    for row in 0..7 {
        sheet.text(
            90,
            70 + row * 125,
            60.0,
            &font.bold,
            INK,
            "Member ID XYZ 123456789 Group 7",
        );
    }

    let photo = Photo {
        desk: Desk::Plain(60),
        exposure: 0.96,
        falloff: 0.98,
        // Where a sensor is full it has no noise.
        noise: 0.0,
        ..Photo::of(1100.0, 3.0)
    };
    assert_eq!(assess(&photo.take(Some(&sheet.image))).guidance, Guidance::Good);

    let shining = Photo {
        lamps: vec![Lamp {
            degrees: 12.0,
            is_window: true,
            ..Lamp::round(720.0, 480.0, 240.0, 150.0, 1.2)
        }],
        ..photo
    };
    assert_eq!(assess(&shining.take(Some(&sheet.image))).guidance, Guidance::Glare);
}
