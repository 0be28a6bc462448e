//! What the whole pipeline makes of a picture file: the answer of `portico read`.

use std::path::Path;
use std::time::Instant;

use image::RgbImage;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};
use serde::Serialize;

use crate::health_card::{self, Issuers};
use crate::mrz::{self, MrzError};
use crate::reading::{problem, read_in};
use crate::{Assessment, CardFields, Field, Guidance, PayerTable, Quad, TextReader, aamva, assess, document, picture};

/// What a picture shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    InsuranceCard,
    DriverLicence,
    Passport,
    HealthCard,
    Code,
    None,
}

/// What a picture is worth, as [`Guidance`] puts it to a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Quality {
    Ok,
    Blur,
    Glare,
    Cut,
    Far,
    Dark,
    None,
    Wrong,
    Two,
}

impl From<Guidance> for Quality {
    fn from(guidance: Guidance) -> Self {
        match guidance {
            Guidance::Good => Self::Ok,
            Guidance::HoldStill => Self::Blur,
            Guidance::Glare => Self::Glare,
            Guidance::CutOff | Guidance::MoveBack => Self::Cut,
            Guidance::ComeCloser => Self::Far,
            Guidance::TooDark => Self::Dark,
            Guidance::NoCard => Self::None,
            Guidance::WrongObject => Self::Wrong,
            Guidance::TwoCards => Self::Two,
        }
    }
}

/// What an identity document says.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct DocumentFields {
    pub family_name: Option<Field>,
    pub given_names: Option<Field>,
    pub birth_date: Option<Field>,
    pub sex: Option<Field>,
    pub address: Option<Field>,
    pub city: Option<Field>,
    pub state: Option<Field>,
    pub postal_code: Option<Field>,
    pub document_number: Option<Field>,
    pub expiry_date: Option<Field>,
    pub issuer: Option<Field>,
}

/// The fields of whatever the picture shows.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum FileFields {
    Card(Box<CardFields>),
    Document(Box<DocumentFields>),
    Code { format: Option<Field>, text: Option<Field> },
    Nothing {},
}

/// One picture file, read.
#[derive(Clone, Debug, Serialize)]
pub struct FileReading {
    pub file: String,
    pub kind: Kind,
    pub quality: Quality,
    /// The card's corners in the picture, clockwise from the top left, in pixels.
    pub quad: Option<[[f32; 2]; 4]>,
    pub fields: FileFields,
    pub problems: Vec<String>,
    pub ms: u64,
}

/// What decides how a picture is judged: whom health cards are believed from, how payers are called, and what day it is.
#[derive(Clone, Debug)]
pub struct ReadContext {
    pub issuers: Issuers,
    pub payers: PayerTable,
    pub now: Timestamp,
    /// The day here.
    pub today: Date,
}

impl ReadContext {
    /// With this machine's clock and time zone.
    pub fn new(issuers: Issuers, payers: PayerTable) -> Self {
        let now = Zoned::now().with_time_zone(TimeZone::system());

        Self {
            issuers,
            payers,
            now: now.timestamp(),
            today: now.date(),
        }
    }
}

impl Default for ReadContext {
    /// Believes nobody's health cards and knows the built-in payers.
    fn default() -> Self {
        Self::new(Issuers::default(), PayerTable::built_in().clone())
    }
}

/// Reads a picture file. It never fails: what went wrong stands in `problems`. No health card is believed.
pub fn read_file(path: &Path, reader: &dyn TextReader) -> FileReading {
    read_file_with(path, reader, &ReadContext::default())
}

/// The same, with issuers whose health cards are believed and the payers of a site.
pub fn read_file_with(path: &Path, reader: &dyn TextReader, context: &ReadContext) -> FileReading {
    let started = Instant::now();
    let mut reading = match picture::open(path) {
        Ok(picture) => read_picture_with("", &picture, reader, context),
        Err(error) => FileReading {
            problems: vec![error.to_string()],
            ..FileReading::nothing(String::new())
        },
    };
    reading.file = path.display().to_string();
    reading.ms = started.elapsed().as_millis() as u64;

    reading
}

/// The same for a picture that is in memory already.
pub fn read_picture(name: &str, picture: &RgbImage, reader: &dyn TextReader) -> FileReading {
    read_picture_with(name, picture, reader, &ReadContext::default())
}

/// The same, with issuers whose health cards are believed and the payers of a site.
pub fn read_picture_with(
    name: &str,
    picture: &RgbImage,
    reader: &dyn TextReader,
    context: &ReadContext,
) -> FileReading {
    let started = Instant::now();
    let mut reading = FileReading::nothing(name.to_owned());
    look(picture, reader, context, &mut reading);
    reading.ms = started.elapsed().as_millis() as u64;

    reading
}

impl FileReading {
    fn nothing(file: String) -> Self {
        Self {
            file,
            kind: Kind::None,
            quality: Quality::None,
            quad: None,
            fields: FileFields::Nothing {},
            problems: Vec::new(),
            ms: 0,
        }
    }
}

fn look(picture: &RgbImage, reader: &dyn TextReader, context: &ReadContext, reading: &mut FileReading) {
    let assessment = assess(picture);
    reading.quality = assessment.guidance.into();
    reading.quad = assessment.quad.map(corners);

    let codes = document::codes(picture, assessment.quad.as_ref());

    if let Some(licence) = codes.iter().find_map(|code| aamva::parse(&code.text).ok()) {
        // Its code has error correction: what could be decoded is right, whatever the picture is like.
        reading.kind = Kind::DriverLicence;
        reading.quality = Quality::Ok;
        reading.fields = FileFields::Document(Box::new(document::licence(&licence)));
    } else if let Some(code) = codes.iter().find(|code| health_card::is_health_card(&code.text)) {
        look_at_health_card(&code.text, context, reading);
    } else if codes.is_empty() && look_for_zone(picture, &assessment, reader, context, reading) {
        // A passport or identity card, or print that looks like its zone and is a card's.
    } else if !look_at_card(picture, &assessment, reader, context, codes.is_empty(), reading) {
        if let Some(code) = codes.first() {
            reading.kind = Kind::Code;
            reading.quality = Quality::Ok;
            reading.problems.clear();
            reading.fields = document::code(code);
        } else if let Some(problem) = problem(assessment.guidance) {
            reading.problems.push(problem.to_owned());
        }
    }
}

fn look_at_health_card(text: &str, context: &ReadContext, reading: &mut FileReading) {
    reading.kind = Kind::HealthCard;
    reading.quality = Quality::Ok;

    match health_card::parse(text, &context.issuers, context.now) {
        Ok(card) => {
            if card.coverage_ends.is_some_and(|ends| ends < context.today) {
                reading
                    .problems
                    .push("the coverage on the health card has ended".to_owned());
            }

            reading.fields = FileFields::Card(Box::new(card.fields));
        }
        // What nobody vouches for is not passed on.
        Err(error) => reading.problems.push(error.to_string()),
    }
}

/// Whether the picture shows a machine-readable zone, read or not. Lines of a typewriter's letters on a card are none,
/// though they look like one.
fn look_for_zone(
    picture: &RgbImage,
    assessment: &Assessment,
    reader: &dyn TextReader,
    context: &ReadContext,
    reading: &mut FileReading,
) -> bool {
    match mrz::read(picture, context.today) {
        Ok((travel, zone)) => {
            reading.kind = Kind::Passport;
            // Its check digits are right, whatever the picture is like.
            reading.quality = Quality::Ok;
            // The document's outline where it was found around the zone, else the zone's own.
            let outline = assessment.quad.filter(|quad| quad.contains(zone.center()));
            reading.quad = Some(corners(outline.unwrap_or(zone)));
            reading.fields = FileFields::Document(Box::new(document::travel(&travel)));

            true
        }
        Err(MrzError::Unreadable | MrzError::CheckDigits)
            if look_at_card(picture, assessment, reader, context, true, reading) =>
        {
            true
        }
        Err(error @ (MrzError::Unreadable | MrzError::CheckDigits)) => {
            reading.problems.clear();
            reading.kind = Kind::Passport;
            reading.quality = match assessment.guidance {
                Guidance::Good | Guidance::WrongObject | Guidance::NoCard => Quality::Blur,
                guidance => guidance.into(),
            };
            reading.problems.push(error.to_string());

            true
        }
        Err(MrzError::NoZone | MrzError::WrongShape) => false,
    }
}

/// Whether the picture shows an insurance card that can be read.
fn look_at_card(
    picture: &RgbImage,
    assessment: &Assessment,
    reader: &dyn TextReader,
    context: &ReadContext,
    no_codes: bool,
    reading: &mut FileReading,
) -> bool {
    let (Guidance::Good, Some(quad)) = (assessment.guidance, assessment.quad) else {
        return false;
    };

    match read_in(picture, &quad, reader, &context.payers) {
        Ok(card) if card.is_insurance_card() => {
            reading.kind = Kind::InsuranceCard;
            reading.fields = FileFields::Card(Box::new(card.fields));
            reading.problems.extend(card.problems);

            return true;
        }
        Ok(card) if no_codes => {
            reading.quality = Quality::Wrong;
            reading.problems.extend(card.problems);
        }
        Ok(_) => {}
        Err(error) => reading.problems.push(error.to_string()),
    }

    false
}

fn corners(quad: Quad) -> [[f32; 2]; 4] {
    quad.0.map(|corner| [corner.x, corner.y])
}
