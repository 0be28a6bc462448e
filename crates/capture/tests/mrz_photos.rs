//! Passports and identity cards in photographs: their zones are found and read, whichever way they lie.
//!
//! The zones are drawn in OCR-B where it is installed (Debian package fonts-ocr-b), else with the reader's own strokes.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod documents;
mod drawing;

use capture::mrz::{self, Format, MrzError};
use capture::{FileFields, Kind, Quality, ReadError, TextReader, Word, read_picture};
use documents::zone::{Pen, made, page, truth};
use documents::{corners, photograph};
use drawing::photo::{Desk, Photo};
use drawing::random::Random;
use image::{Rgb, RgbImage};
use jiff::civil::{Date, date};

const TODAY: Date = date(2026, 11, 23);

fn photo(page: &RgbImage, width: f32, degrees: f32) -> Photo {
    let ratio = page.width() as f32 / page.height() as f32;

    Photo {
        corners: corners(width, ratio, degrees),
        desk: Desk::Wood,
        ..Photo::of(width, degrees)
    }
}

#[test]
fn a_passport_is_read_however_it_lies() {
    let mut random = Random::new(11);
    let truth = made(
        44,
        "GARCIA<LOPEZ",
        "MARIA",
        "UT8504127",
        "850412",
        "F",
        "310412",
        &mut random,
    );
    let page = page(&truth, &Pen::real(), 1);

    for (degrees, yaw, pitch) in [
        (0.0, 0.0, 0.0),
        (24.0, 8.0, -6.0),
        (-19.0, -12.0, 12.0),
        (90.0, 4.0, 4.0),
        (180.0, 10.0, 5.0),
        (203.0, 0.0, 9.0),
    ] {
        let width = if (80.0..100.0).contains(&degrees) {
            1000.0
        } else {
            1150.0
        };
        let picture = photo(&page, width, degrees).leaning(yaw, pitch).take(Some(&page));
        let (document, zone) = mrz::read(&picture, TODAY).unwrap_or_else(|error| panic!("at {degrees}: {error}"));

        assert_eq!(document.format, Format::Td3);
        assert_eq!(document.family_name, "GARCIA LOPEZ", "at {degrees}");
        assert_eq!(document.given_names, "MARIA");
        assert_eq!(document.document_number, "UT8504127");
        assert_eq!(document.birth.whole(), Some(date(1985, 4, 12)));
        assert!(zone.area() > 50_000.0);
    }
}

#[test]
fn the_three_sizes_of_documents_are_read_with_real_photographs_faults() {
    for columns in [44, 36, 30] {
        let mut random = Random::new(columns as u64);
        let truth = truth(&mut random, columns);
        let picture = photograph(&mut random, &page(&truth, &Pen::real(), 2), 1000.0, 1300.0);
        let (document, _) = mrz::read(&picture, TODAY).unwrap();

        assert_eq!(document.family_name, truth.family, "{columns}");
        assert_eq!(document.given_names, truth.given);
        assert_eq!(document.document_number, truth.number);
        assert_eq!(document.birth.text().as_deref(), Some(truth.birth.as_str()));
    }
}

#[test]
fn the_readers_own_strokes_are_read_as_well_as_the_typeface() {
    let mut random = Random::new(5);
    let truth = made(30, "SUKARNO", "", "D23145890", "680214", "M", "310101", &mut random);
    let page = page(&truth, &Pen::Strokes, 0);
    let picture = photo(&page, 1200.0, 7.0).leaning(5.0, -5.0).take(Some(&page));
    let (document, _) = mrz::read(&picture, TODAY).unwrap();

    assert_eq!(
        (document.family_name.as_str(), document.given_names.as_str()),
        ("SUKARNO", "")
    );
}

#[test]
fn a_zone_with_a_wrong_check_digit_is_refused_not_mended_into_another() {
    let mut random = Random::new(6);
    let mut truth = made(
        44,
        "OCONNOR",
        "JAMES",
        "UT5109034",
        "510903",
        "M",
        "310101",
        &mut random,
    );
    // A birth date that somebody changed.
    truth.lines[1].replace_range(13..19, "610903");
    let page = page(&truth, &Pen::real(), 1);
    let picture = photo(&page, 1300.0, 3.0).take(Some(&page));

    assert_eq!(mrz::read(&picture, TODAY).unwrap_err(), MrzError::Unreadable);
}

#[test]
fn a_zone_that_a_thumb_or_glare_covers_is_refused() {
    let mut random = Random::new(6);
    let truth = made(
        44,
        "OCONNOR",
        "JAMES",
        "UT5109034",
        "510903",
        "M",
        "310101",
        &mut random,
    );
    let mut page = page(&truth, &Pen::real(), 1);
    let (width, height) = page.dimensions();

    for y in height * 8 / 10..height {
        for x in width / 4..width / 2 {
            page.put_pixel(x, y, Rgb([226, 180, 150]));
        }
    }

    let picture = photo(&page, 1300.0, 3.0).take(Some(&page));

    assert!(mrz::read(&picture, TODAY).is_err());
}

#[test]
fn what_is_no_document_has_no_zone() {
    let mut random = Random::new(3);
    let noise = RgbImage::from_fn(900, 700, |_, _| Rgb([random.next() as u8; 3]));
    let card = drawing::cards::evergreen_front();
    let shown = Photo::of(1300.0, 4.0).take(Some(&card));

    for picture in [&noise, &shown, &RgbImage::new(1, 1), &RgbImage::new(4000, 3)] {
        assert_eq!(mrz::read(picture, TODAY).unwrap_err(), MrzError::NoZone);
    }
}

struct NoText;

impl TextReader for NoText {
    fn words(&self, _: &RgbImage) -> Result<Vec<Word>, ReadError> {
        Ok(Vec::new())
    }
}

#[test]
fn a_file_tells_the_fields_of_the_contract() {
    let mut random = Random::new(11);
    let truth = made(30, "HADDAD", "LAYLA", "UT9007213", "900721", "F", "310721", &mut random);
    let page = page(&truth, &Pen::real(), 0);
    let picture = photo(&page, 1200.0, -6.0).leaning(4.0, 4.0).take(Some(&page));
    let reading = read_picture("card.png", &picture, &NoText);

    assert_eq!((reading.kind, reading.quality), (Kind::Passport, Quality::Ok));
    assert!(reading.problems.is_empty() && reading.quad.is_some());
    let FileFields::Document(fields) = reading.fields else {
        panic!("a document");
    };
    let told = serde_json::to_value(&*fields).unwrap();

    for (name, value) in [
        ("family_name", "HADDAD"),
        ("given_names", "LAYLA"),
        ("birth_date", "1990-07-21"),
        ("sex", "F"),
        ("document_number", "UT9007213"),
        ("expiry_date", "2031-07-21"),
        ("issuer", "UTO"),
    ] {
        assert_eq!(told[name]["value"], value);
    }
}
