//! Licences in photographs: their codes are found, laid level and read.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod documents;
mod drawing;

use capture::document::{self, Document};
use capture::{FileFields, Kind, ReadError, TextReader, Word, read_picture};
use documents::{corners, licence, photograph};
use drawing::photo::Photo;
use drawing::random::Random;
use image::RgbImage;
use jiff::civil::date;

struct NoText;

impl TextReader for NoText {
    fn words(&self, _: &RgbImage) -> Result<Vec<Word>, ReadError> {
        Ok(Vec::new())
    }
}

#[test]
fn photographed_licences_are_read_whole() {
    for seed in 1..=6 {
        let mut random = Random::new(seed);
        let truth = licence::truth(&mut random);
        let card = licence::back(&truth, &mut random);
        let reading = read_picture("licence", &photograph(&mut random, &card, 950.0, 1500.0), &NoText);

        assert_eq!(reading.kind, Kind::DriverLicence, "{seed}");
        let FileFields::Document(fields) = reading.fields else {
            panic!("a licence");
        };
        let told = serde_json::to_value(&*fields).unwrap();

        for (name, value) in [
            ("family_name", truth.family.as_str()),
            ("given_names", &truth.given),
            ("birth_date", &truth.birth),
            ("document_number", &truth.number),
            ("expiry_date", &truth.expiry),
            ("city", &truth.city),
            ("state", truth.state),
            ("postal_code", &truth.postal),
        ] {
            assert_eq!(told[name]["value"], value, "{seed}");
        }
    }
}

#[test]
fn a_licence_of_which_a_side_is_outside_the_picture_is_read_by_its_code() {
    let mut random = Random::new(40);
    let truth = licence::truth(&mut random);
    let card = licence::back(&truth, &mut random);
    let mut photo = Photo::of(1500.0, 11.0);
    // So far up that the card's upper side is not seen.
    photo.corners = corners(1500.0, 1.5858, 11.0).map(|(x, y)| (x, y - 150.0));
    let frame = photo.take(Some(&card));

    match document::look(&frame, date(2026, 11, 23)) {
        Some(Document::Licence(licence)) => assert_eq!(licence.family_name, truth.family),
        other => panic!("{other:?}"),
    }
}
