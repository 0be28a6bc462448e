//! What the whole pipeline makes of a picture file: the answer of `portico read`.

use std::path::Path;
use std::time::Instant;

use image::RgbImage;
use serde::Serialize;

use crate::reading::{problem, read_in};
use crate::{CardFields, Field, Guidance, Quad, TextReader, aamva, assess, document, picture};

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

/// Reads a picture file. It never fails: what went wrong stands in `problems`.
pub fn read_file(path: &Path, reader: &dyn TextReader) -> FileReading {
    let started = Instant::now();
    let mut reading = FileReading::nothing(path.display().to_string());

    match picture::open(path) {
        Ok(picture) => look(&picture, reader, &mut reading),
        Err(error) => reading.problems.push(error.to_string()),
    }

    reading.ms = started.elapsed().as_millis() as u64;

    reading
}

/// The same for a picture that is in memory already.
pub fn read_picture(name: &str, picture: &RgbImage, reader: &dyn TextReader) -> FileReading {
    let started = Instant::now();
    let mut reading = FileReading::nothing(name.to_owned());
    look(picture, reader, &mut reading);
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

fn look(picture: &RgbImage, reader: &dyn TextReader, reading: &mut FileReading) {
    let assessment = assess(picture);
    reading.quality = assessment.guidance.into();
    reading.quad = assessment
        .quad
        .map(|Quad(corners)| corners.map(|corner| [corner.x, corner.y]));

    let codes = document::codes(picture, assessment.quad.as_ref());

    if let Some(licence) = codes.iter().find_map(|code| aamva::parse(&code.text).ok()) {
        // Its code has error correction: what could be decoded is right, whatever the picture is like.
        reading.kind = Kind::DriverLicence;
        reading.quality = Quality::Ok;
        reading.fields = FileFields::Document(Box::new(document::licence(&licence)));
        return;
    }

    if let (Guidance::Good, Some(quad)) = (assessment.guidance, assessment.quad) {
        match read_in(picture, &quad, reader) {
            Ok(card) if card.is_insurance_card() => {
                reading.kind = Kind::InsuranceCard;
                reading.fields = FileFields::Card(Box::new(card.fields));
                reading.problems.extend(card.problems);
                return;
            }
            Ok(card) if codes.is_empty() => {
                reading.quality = Quality::Wrong;
                reading.problems.extend(card.problems);
            }
            Ok(_) => {}
            Err(error) => reading.problems.push(error.to_string()),
        }
    }

    if let Some(code) = codes.first() {
        reading.kind = if code.text.starts_with("shc:/") {
            Kind::HealthCard
        } else {
            Kind::Code
        };
        reading.quality = Quality::Ok;
        reading.problems.clear();
        reading.fields = document::code(code);
    } else if let Some(problem) = problem(assessment.guidance) {
        reading.problems.push(problem.to_owned());
    }
}
