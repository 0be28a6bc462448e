//! Draws passports, identity cards and licences, photographs them, reads them all, and prints the score:
//! `score_documents [COUNT [FIRST]] [--keep DIR]`. Zones are drawn in OCR-B where it is installed.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "../tests/documents/mod.rs"]
mod documents;
#[path = "../tests/drawing/mod.rs"]
mod drawing;

use std::path::PathBuf;
use std::time::Instant;

use capture::{DocumentFields, Field, FileFields, FileReading, Kind, Tesseract, TextReader, read_picture};
use documents::zone::Pen;
use documents::{licence, photograph, zone};
use drawing::random::Random;
use image::RgbImage;

struct Score {
    name: &'static str,
    right: usize,
    part: usize,
    refused: usize,
    wrong: usize,
    times: Vec<u128>,
}

fn main() {
    let mut arguments: Vec<String> = std::env::args().skip(1).collect();
    let keep = arguments.iter().position(|argument| argument == "--keep").map(|at| {
        arguments.remove(at);
        PathBuf::from(arguments.remove(at))
    });
    let font = arguments.iter().position(|argument| argument == "--font").map(|at| {
        arguments.remove(at);
        arguments.remove(at)
    });
    let kinds = arguments.iter().position(|argument| argument == "--only").map(|at| {
        arguments.remove(at);
        arguments.remove(at)
    });
    let number = |index: usize, usual: u64| {
        arguments
            .get(index)
            .map_or(usual, |argument| argument.parse().expect("a number"))
    };
    let (count, first) = (number(0, 40), number(1, 1));
    let reader = Tesseract::find().expect("Tesseract is installed");
    let pen = font.map_or_else(Pen::real, |font| Pen::file(&font).expect("a font"));

    for (name, columns, least, most) in [
        ("passport (TD3)", 44, 900.0, 1450.0),
        ("card (TD2)", 36, 900.0, 1450.0),
        ("card (TD1)", 30, 800.0, 1500.0),
    ] {
        if kinds.as_deref().is_some_and(|only| !name.contains(only)) {
            continue;
        }

        let mut score = Score::new(name);

        for seed in first..first + count {
            let mut random = Random::new(seed * 31 + columns as u64);
            let truth = zone::truth(&mut random, columns);
            let picture = photograph(&mut random, &zone::page(&truth, &pen, seed as usize), least, most);
            let wanted = |fields: &DocumentFields| {
                vec![
                    is(fields.family_name.as_ref(), &truth.family),
                    truth.given.is_empty() && fields.given_names.is_none()
                        || is(fields.given_names.as_ref(), &truth.given),
                    is(fields.birth_date.as_ref(), &truth.birth),
                    is(fields.document_number.as_ref(), &truth.number),
                    is(fields.expiry_date.as_ref(), &truth.expiry),
                    is(fields.sex.as_ref(), truth.sex),
                    is(fields.issuer.as_ref(), "UTO"),
                ]
            };
            score.take(&picture, &reader, Kind::Passport, wanted, seed, keep.as_ref());
        }

        score.print();
    }

    if kinds.as_deref().is_none_or(|only| "licence (AAMVA)".contains(only)) {
        let mut score = Score::new("licence (AAMVA)");

        for seed in first..first + count {
            let mut random = Random::new(seed * 17 + 3);
            let truth = licence::truth(&mut random);
            let card = licence::back(&truth, &mut random);
            let picture = photograph(&mut random, &card, 950.0, 1500.0);
            let wanted = |fields: &DocumentFields| {
                vec![
                    is(fields.family_name.as_ref(), &truth.family),
                    is(fields.given_names.as_ref(), &truth.given),
                    is(fields.birth_date.as_ref(), &truth.birth),
                    is(fields.document_number.as_ref(), &truth.number),
                    is(fields.expiry_date.as_ref(), &truth.expiry),
                    is(fields.city.as_ref(), &truth.city),
                    is(fields.state.as_ref(), truth.state),
                    is(fields.postal_code.as_ref(), &truth.postal),
                ]
            };
            score.take(&picture, &reader, Kind::DriverLicence, wanted, seed, keep.as_ref());
        }

        score.print();
    }
}

fn is(field: Option<&Field>, value: &str) -> bool {
    field.is_some_and(|field| field.value == value)
}

impl Score {
    fn new(name: &'static str) -> Self {
        Self {
            name,
            right: 0,
            part: 0,
            refused: 0,
            wrong: 0,
            times: Vec::new(),
        }
    }

    fn take(
        &mut self,
        picture: &RgbImage,
        reader: &dyn TextReader,
        kind: Kind,
        wanted: impl Fn(&DocumentFields) -> Vec<bool>,
        seed: u64,
        keep: Option<&PathBuf>,
    ) {
        let started = Instant::now();
        let reading: FileReading = read_picture("drawn", picture, reader);
        self.times.push(started.elapsed().as_millis());
        let told = match &reading.fields {
            FileFields::Document(fields) if reading.kind == kind => {
                let fields = wanted(fields);

                if fields.iter().all(|right| *right) {
                    self.right += 1;
                    return;
                }

                if fields.iter().filter(|right| !**right).count() <= 2 {
                    self.part += 1;
                } else {
                    self.wrong += 1;
                }

                let told = serde_json::to_string(&reading.fields).expect("fields can be told");

                format!("{fields:?} {told}")
            }
            _ => {
                self.refused += 1;
                format!("{:?} {:?} {:?}", reading.kind, reading.quality, reading.problems)
            }
        };
        println!("  {} {seed}: {told}", self.name);

        if let Some(directory) = keep {
            let name = format!("{}-{seed}.png", self.name.replace([' ', '(', ')'], ""));
            picture.save(directory.join(name)).expect("the picture can be kept");
        }
    }

    fn print(&mut self) {
        let count = self.times.len().max(1);
        self.times.sort_unstable();
        println!(
            "{:18} {count} pictures: whole {:.1} %, one or two fields wrong {:.1} %, more {:.1} %, unread {:.1} %; {} ms median, {} ms at the 95th percentile",
            self.name,
            100.0 * self.right as f32 / count as f32,
            100.0 * self.part as f32 / count as f32,
            100.0 * self.wrong as f32 / count as f32,
            100.0 * self.refused as f32 / count as f32,
            self.times.get(count / 2).copied().unwrap_or(0),
            self.times.get(count * 95 / 100).copied().unwrap_or(0),
        );
    }
}
