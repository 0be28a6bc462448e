//! Barcodes as people hold them up.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod drawing;

use capture::code::{self, Format};
use drawing::cards::{appointment_letter, draw_code, licence_back, licence_text};
use drawing::photo::{Desk, Photo};
use image::{Rgb, RgbImage};
use rxing::BarcodeFormat;

fn sheet() -> RgbImage {
    RgbImage::from_pixel(900, 700, Rgb([252, 252, 252]))
}

#[test]
fn every_format_comes_back_as_it_was_drawn() {
    for (format, engine, text) in [
        (Format::Qr, BarcodeFormat::QR_CODE, "K7P-2QX"),
        (Format::DataMatrix, BarcodeFormat::DATA_MATRIX, "MRN-55501"),
        (Format::Aztec, BarcodeFormat::AZTEC, "K7P-2QX"),
        (Format::Pdf417, BarcodeFormat::PDF_417, "ANSI 636035 SAMPLE"),
        (Format::Code128, BarcodeFormat::CODE_128, "MRN55501"),
        (Format::Code39, BarcodeFormat::CODE_39, "MRN55501"),
    ] {
        let mut picture = sheet();
        let (width, height) = if matches!(format, Format::Code128 | Format::Code39) {
            (700, 160)
        } else {
            (600, 500)
        };
        draw_code(&mut picture, text, engine, 100, 100, width, height);
        let codes = code::find(&picture, &[format]);

        assert_eq!(codes.len(), 1, "{format:?}");
        assert_eq!(codes[0].text, text);
        assert_eq!(codes[0].format, format);
    }
}

#[test]
fn only_the_formats_asked_for_are_looked_for() {
    let mut picture = sheet();
    draw_code(&mut picture, "K7P-2QX", BarcodeFormat::QR_CODE, 100, 100, 500, 500);

    assert!(code::find(&picture, &[Format::Pdf417, Format::Code128]).is_empty());
    assert!(code::find(&picture, &[]).is_empty());
}

#[test]
fn a_letter_is_read_at_any_angle() {
    let letter = appointment_letter("K7P-2QX");

    for degrees in [0.0, 20.0, 90.0, 145.0, 200.0] {
        let picture = Photo::of(900.0, degrees).leaning(10.0, 8.0).take(Some(&letter));
        let codes = code::find(&picture, &[Format::Qr]);

        assert_eq!(
            codes.first().map(|code| code.text.as_str()),
            Some("K7P-2QX"),
            "at {degrees}"
        );
    }
}

#[test]
fn a_licence_held_askew_is_read_once_it_is_turned_level() {
    let back = licence_back();

    for degrees in [-14.0, 0.0, 9.0, 180.0] {
        let photo = Photo {
            desk: Desk::Plain(96),
            ..Photo::of(1300.0, degrees).leaning(5.0, 5.0)
        };
        let picture = photo.take(Some(&back));
        let quad = capture::assess(&picture).quad.expect("the licence is found");
        let level = capture::rectify(&picture, &quad);
        let codes = code::find(&level, &[Format::Pdf417]);

        assert_eq!(
            codes.first().map(|code| code.text.as_str()),
            Some(licence_text().as_str()),
            "at {degrees}"
        );
    }
}

#[test]
fn noise_is_no_code_and_no_crash() {
    let mut random = drawing::random::Random::new(3);

    for (width, height) in [(1, 1), (15, 15), (200, 16), (640, 480)] {
        let picture = RgbImage::from_fn(width, height, |_, _| Rgb([random.next() as u8; 3]));

        assert!(code::find(&picture, &Format::ALL).is_empty());
    }
}
