//! Identity documents and codes: what a frame shows, and as the fields of a file's reading.

use image::RgbImage;
use image::imageops::grayscale;
use jiff::civil::Date;

use crate::aamva::{self, Licence, Sex};
use crate::code::{self, Code, Format};
use crate::file::{DocumentFields, FileFields};
use crate::health_card;
use crate::mrz::{self, TravelDocument};
use crate::{Field, Quad};

/// What somebody holds up besides an insurance card.
#[derive(Clone, Debug)]
pub enum Document {
    /// The back of a driver licence or identity card of the United States or Canada.
    Licence(Box<Licence>),
    /// A passport, or an identity card with a machine-readable zone.
    Travel(Box<TravelDocument>),
    /// A health card's code, unchecked: for [`health_card::Pieces`]. Never proof of identity.
    HealthCard(String),
    /// Any other code.
    Code(Code),
}

/// What a frame shows, if it can be read already. It takes some tenths of a second: not for the thread that paints.
/// `today` decides the centuries of dates.
pub fn look(frame: &RgbImage, today: Date) -> Option<Document> {
    let codes = codes(frame, None);

    if let Some(licence) = codes.iter().find_map(|code| aamva::parse(&code.text).ok()) {
        return Some(Document::Licence(Box::new(licence)));
    }

    if let Some(code) = codes.into_iter().next() {
        return Some(if health_card::is_health_card(&code.text) {
            Document::HealthCard(code.text)
        } else {
            Document::Code(code)
        });
    }

    mrz::read(frame, today)
        .ok()
        .map(|(document, _)| Document::Travel(Box::new(document)))
}

/// The codes in a picture. PDF417 is looked for on the card turned level, where alone it can be decoded.
pub(crate) fn codes(picture: &RgbImage, quad: Option<&Quad>) -> Vec<Code> {
    let luma = grayscale(picture);
    let codes = code::find_in_luma(&luma, &[Format::Qr, Format::DataMatrix]);

    if !codes.is_empty() {
        return codes;
    }

    code::stacked::find(picture, &luma, quad).into_iter().collect()
}

/// What a licence's code says, as fields. The code's error correction makes them sure.
pub(crate) fn licence(licence: &Licence) -> DocumentFields {
    let sure = |value: &str| (!value.is_empty()).then(|| Field::new(value, 1.0, None));
    let optional = |value: &Option<String>| value.as_deref().and_then(sure);

    DocumentFields {
        family_name: sure(&licence.family_name),
        given_names: sure(&licence.given_names),
        birth_date: sure(&licence.birth_date.to_string()),
        sex: licence.sex.map(letter).and_then(sure),
        address: optional(&licence.address),
        city: optional(&licence.city),
        state: optional(&licence.state),
        postal_code: optional(&licence.postal_code),
        document_number: optional(&licence.document_number),
        expiry_date: licence.expiry_date.and_then(|date| sure(&date.to_string())),
        issuer: optional(&licence.issuer),
    }
}

/// What a passport's zone says, as fields. Numbers and dates have check digits; names, sex and states have none.
pub(crate) fn travel(document: &TravelDocument) -> DocumentFields {
    let field = |value: &str, confidence: f32| (!value.is_empty()).then(|| Field::new(value, confidence, None));
    let checked = |value: &str| field(value, document.confidence.max(0.99));
    let seen = |value: &str| field(value, document.confidence);

    DocumentFields {
        family_name: seen(&document.family_name),
        given_names: seen(&document.given_names),
        birth_date: document.birth.text().as_deref().and_then(checked),
        sex: document.sex.map(letter).and_then(seen),
        document_number: checked(&document.document_number),
        expiry_date: document.expiry_date.and_then(|date| checked(&date.to_string())),
        issuer: seen(&document.issuer),
        ..DocumentFields::default()
    }
}

fn letter(sex: Sex) -> &'static str {
    match sex {
        Sex::Male => "M",
        Sex::Female => "F",
        Sex::Unspecified => "X",
    }
}

/// Any other code.
pub(crate) fn code(code: &Code) -> FileFields {
    let format = match code.format {
        Format::Qr => "qr",
        Format::Pdf417 => "pdf417",
        Format::DataMatrix => "datamatrix",
        Format::Aztec => "aztec",
        Format::Code128 => "code128",
        Format::Code39 => "code39",
    };

    FileFields::Code {
        format: Some(Field::new(format, 1.0, None)),
        text: Some(Field::new(code.text.as_str(), 1.0, None)),
    }
}
