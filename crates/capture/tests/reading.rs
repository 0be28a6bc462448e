//! Cards read from pictures by the real reader.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod drawing;

use std::path::Path;

use capture::{
    FileFields, FileReading, Kind, PayerTable, Quality, ReadError, Tesseract, TextReader, Word, read_card, read_file,
};
use drawing::cards::{evergreen_front, prairie_front};
use drawing::photo::Photo;
use image::RgbImage;
use image::imageops::rotate180;

fn reader() -> Tesseract {
    Tesseract::find().expect("install tesseract-ocr")
}

fn demo(name: &str) -> FileReading {
    read_file(
        &Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("../../resources/demo/cards")
            .join(name),
        &reader(),
    )
}

fn json(reading: &FileReading) -> serde_json::Value {
    serde_json::to_value(reading).unwrap()
}

fn value<'a>(fields: &'a serde_json::Value, name: &str) -> Option<&'a str> {
    fields
        .pointer(&format!("/{}", name.replace('.', "/")))?
        .get("value")?
        .as_str()
}

#[test]
fn the_demo_card_of_maria_is_read_exactly() {
    let reading = json(&demo("evergreen-front.jpg"));
    let fields = &reading["fields"];

    assert_eq!(reading["kind"], "insurance-card");
    assert_eq!(reading["quality"], "ok");
    assert_eq!(value(fields, "payer"), Some("Evergreen Health Plan"));
    assert_eq!(value(fields, "plan"), Some("PPO"));
    assert_eq!(value(fields, "member_id"), Some("XEH804512097"));
    assert_eq!(value(fields, "group_number"), Some("0083-7745"));
    assert_eq!(value(fields, "rx_bin"), Some("610279"));
    assert_eq!(value(fields, "rx_pcn"), Some("9999"));
    assert_eq!(value(fields, "rx_grp"), Some("EVGRX"));
    assert_eq!(value(fields, "copays.primary"), Some("$25"));
    assert_eq!(value(fields, "copays.specialist"), Some("$40"));
    assert_eq!(value(fields, "copays.emergency"), Some("$250"));
    assert_eq!(fields["copays"]["urgent"], serde_json::Value::Null);
    assert_eq!(fields["deductible"], serde_json::Value::Null);
    assert_eq!(reading["quad"].as_array().unwrap().len(), 4);
}

#[test]
fn the_new_card_of_james_is_read_exactly() {
    let reading = json(&demo("prairie-front.jpg"));
    let fields = &reading["fields"];

    assert_eq!(value(fields, "payer"), Some("Prairie Mutual"));
    assert_eq!(value(fields, "member_id"), Some("PM20417755"));
    assert_eq!(value(fields, "group_number"), Some("MA-100"));
    assert_eq!(value(fields, "rx_bin"), Some("015581"));
    assert_eq!(value(fields, "subscriber_name"), Some("JAMES O'CONNOR"));
    assert_eq!(value(fields, "effective_date"), Some("2026-01-01"));
    assert_eq!(value(fields, "copays.urgent"), Some("$45"));
}

#[test]
fn the_backs_give_a_phone_number_and_no_invented_payer() {
    for (name, phone) in [
        ("evergreen-back.jpg", "1-317-555-0170"),
        ("prairie-back.jpg", "317-555-0180"),
    ] {
        let reading = json(&demo(name));

        assert_eq!(reading["kind"], "insurance-card", "{name}");
        assert_eq!(value(&reading["fields"], "phone"), Some(phone));
        assert_eq!(value(&reading["fields"], "member_id"), None);
    }
}

#[test]
fn bad_pictures_are_refused_with_the_right_reason() {
    assert_eq!(demo("evergreen-front-blurred.jpg").quality, Quality::Blur);
    assert_eq!(demo("evergreen-front-dark.jpg").quality, Quality::Dark);

    let empty = demo("empty.jpg");
    assert_eq!((empty.kind, empty.quality), (Kind::None, Quality::None));
    assert!(empty.quad.is_none());
}

#[test]
fn the_licence_gives_the_person() {
    let reading = demo("licence.jpg");

    assert_eq!(reading.kind, Kind::DriverLicence);

    let FileFields::Document(fields) = reading.fields else {
        panic!("a licence has document fields")
    };
    let text = |field: &Option<capture::Field>| field.as_ref().map(|field| field.value.clone()).unwrap_or_default();
    assert_eq!(text(&fields.family_name), "GARCIA-LOPEZ");
    assert_eq!(text(&fields.given_names), "MARIA");
    assert_eq!(text(&fields.birth_date), "1985-04-12");
    assert_eq!(text(&fields.postal_code), "62704");
    assert_eq!(text(&fields.document_number), "G1402858504");
}

#[test]
fn the_letter_gives_the_appointments_code() {
    let reading = json(&demo("appointment-code.jpg"));

    assert_eq!(reading["kind"], "code");
    assert_eq!(value(&reading["fields"], "text"), Some("K7P-2QX"));
}

#[test]
fn a_card_held_upside_down_or_upright_on_its_side_is_read() {
    let upside_down = Photo::of(1150.0, 178.0).take(Some(&prairie_front()));
    let reading = read_card(&upside_down, &reader(), PayerTable::built_in()).unwrap();
    assert_eq!(reading.fields.member_id.unwrap().value, "PM20417755");

    for degrees in [90.0, -90.0] {
        let on_its_side = Photo::of(980.0, degrees).take(Some(&evergreen_front()));
        let reading = read_card(&on_its_side, &reader(), PayerTable::built_in()).unwrap();
        assert_eq!(reading.fields.member_id.unwrap().value, "XEH804512097", "at {degrees}");
    }

    assert_eq!(
        rotate180(&reading.rectified).dimensions(),
        (capture::CARD_WIDTH, capture::CARD_HEIGHT)
    );
}

#[test]
fn a_scan_without_a_desk_around_it_is_read_too() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("scan.png");
    evergreen_front().save(&path).unwrap();
    let reading = json(&read_file(&path, &reader()));

    assert_eq!(reading["quality"], "ok");
    assert_eq!(value(&reading["fields"], "member_id"), Some("XEH804512097"));
}

#[test]
fn a_reader_that_fails_is_a_problem_and_no_crash() {
    struct Broken;

    impl TextReader for Broken {
        fn words(&self, _: &RgbImage) -> Result<Vec<Word>, ReadError> {
            Err(ReadError::TooSlow)
        }
    }

    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../resources/demo/cards/evergreen-front.jpg");
    let reading = read_file(&path, &Broken);

    assert_eq!(reading.kind, Kind::None);
    assert!(reading.problems.iter().any(|problem| problem.contains("too long")));
}

#[test]
fn nothing_private_shows_in_debug() {
    let picture = Photo::of(1150.0, 2.0).take(Some(&evergreen_front()));
    let reading = read_card(&picture, &reader(), PayerTable::built_in()).unwrap();
    let shown = format!("{reading:?} {:?} {:?}", reading.fields, reading.fields.member_id);

    assert!(
        !shown.contains("XEH804512097") && !shown.to_uppercase().contains("GARC"),
        "{shown}"
    );
}
