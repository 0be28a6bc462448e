//! Files that are not what they seem.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::path::Path;
use std::time::{Duration, Instant};

use capture::picture::{self, PictureError};
use capture::{Bounds, Kind, PayerTable, Quality, ReadError, TextReader, Word, read_file, understand};
use image::RgbImage;

struct Nothing;

impl TextReader for Nothing {
    fn words(&self, _: &RgbImage) -> Result<Vec<Word>, ReadError> {
        Ok(Vec::new())
    }
}

/// A PNG that says it is as large as this, with hardly any data.
fn bomb(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = Vec::new();
    image::codecs::png::PngEncoder::new(&mut bytes);
    let mut bytes = b"\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR".to_vec();
    bytes.extend(width.to_be_bytes());
    bytes.extend(height.to_be_bytes());
    bytes.extend([8, 2, 0, 0, 0]);
    let checksum = crc(&bytes[12..]);
    bytes.extend(checksum.to_be_bytes());
    bytes.extend(b"\x00\x00\x00\x00IDAT\x35\xaf\x06\x1e\x00\x00\x00\x00IEND\xae\x42\x60\x82");

    bytes
}

fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| {
            if crc & 1 == 1 {
                (crc >> 1) ^ 0xEDB8_8320
            } else {
                crc >> 1
            }
        })
    })
}

#[test]
fn a_hundred_megapixel_bomb_is_refused_early() {
    let started = Instant::now();

    assert!(matches!(
        picture::decode(&bomb(10_000, 10_000)),
        Err(PictureError::TooManyPixels)
    ));
    assert!(matches!(
        picture::decode(&bomb(8_000, 8_000)),
        Err(PictureError::TooManyPixels)
    ));
    assert!(picture::decode(&bomb(u32::MAX >> 1, 1)).is_err());
    assert!(started.elapsed() < Duration::from_secs(1));
}

#[test]
fn a_file_that_is_no_picture_says_so() {
    assert!(matches!(picture::decode(b"%PDF-1.7 a card"), Err(PictureError::Pdf)));
    assert!(matches!(picture::decode(b"hello"), Err(PictureError::NotAPicture)));
    assert!(matches!(picture::decode(b""), Err(PictureError::NotAPicture)));
    assert!(matches!(picture::decode(&bomb(100, 100)), Err(PictureError::Damaged)));
    assert!(matches!(
        picture::open(Path::new("/nonexistent/card.png")),
        Err(PictureError::Unopened(_))
    ));
}

#[test]
fn a_picture_that_breaks_off_is_damaged() {
    let mut bytes = Vec::new();
    let picture = RgbImage::from_pixel(300, 200, image::Rgb([9, 99, 200]));
    picture
        .write_to(&mut std::io::Cursor::new(&mut bytes), image::ImageFormat::Png)
        .unwrap();

    for end in (0..bytes.len() - 20).step_by(7) {
        assert!(picture::decode(&bytes[..end]).is_err(), "{end}");
    }
}

#[test]
fn reading_a_wrong_file_is_an_answer_too() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("card.pdf");
    std::fs::write(&path, b"%PDF-1.7").unwrap();
    let reading = read_file(&path, &Nothing);

    assert_eq!((reading.kind, reading.quality), (Kind::None, Quality::None));
    assert!(reading.problems[0].contains("PDF"));
    assert!(read_file(directory.path(), &Nothing).problems[0].contains("opened"));
}

#[test]
fn words_that_make_no_sense_make_no_fields() {
    let word = |text: &str, x: f32, y: f32, width: f32, height: f32| Word {
        text: text.to_owned(),
        confidence: 0.9,
        bounds: Bounds::new(x, y, width, height),
    };
    let mut words = vec![
        word("", 0.0, 0.0, 0.0, 0.0),
        word(":::", 0.0, 0.0, 10.0, 10.0),
        word("é:ñ#", f32::NAN, 0.0, 10.0, 10.0),
        word("Member", f32::INFINITY, -5.0, 10.0, -10.0),
        word("RxBIN:", 0.0, 50.0, 60.0, 20.0),
        word("$", 70.0, 50.0, 10.0, 20.0),
    ];
    words.extend((0..500).map(|index| word("ID", (index % 40) as f32 * 30.0, (index / 40) as f32 * 20.0, 20.0, 15.0)));
    let fields = understand(&words, PayerTable::built_in());

    assert!(fields.rx_bin.is_none());
    assert!(fields.member_id.is_none());
}
