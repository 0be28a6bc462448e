//! Identity documents and codes as the fields of a file's reading.

use image::RgbImage;
use image::imageops::grayscale;

use crate::aamva::{Licence, Sex};
use crate::code::{self, Code, Format};
use crate::file::{DocumentFields, FileFields};
use crate::rectify::rectify_to;
use crate::{Field, Quad};

/// A licence's modules are a quarter of a millimetre: this wide, each has four pixels and more.
const CODE_WIDTH: u32 = 1680;
const CODE_HEIGHT: u32 = 1060;

/// The codes in a picture. PDF417 is looked for on the card turned level, where alone it can be decoded.
pub(crate) fn codes(picture: &RgbImage, quad: Option<&Quad>) -> Vec<Code> {
    let luma = grayscale(picture);
    let mut codes = code::find_in_luma(&luma, &[Format::Qr, Format::DataMatrix]);

    if !codes.is_empty() {
        return codes;
    }

    if let Some(quad) = quad {
        let level = grayscale(&rectify_to(picture, quad, CODE_WIDTH, CODE_HEIGHT));
        codes = code::find_in_luma(&level, &[Format::Pdf417]);
    }

    if codes.is_empty() {
        codes = code::find_in_luma(&luma, &[Format::Pdf417]);
    }

    codes
}

/// What a licence's code says, as fields. The code's error correction makes them sure.
pub(crate) fn licence(licence: &Licence) -> DocumentFields {
    let sure = |value: &str| (!value.is_empty()).then(|| Field::new(value, 1.0, None));
    let optional = |value: &Option<String>| value.as_deref().and_then(sure);

    DocumentFields {
        family_name: sure(&licence.family_name),
        given_names: sure(&licence.given_names),
        birth_date: sure(&licence.birth_date.to_string()),
        sex: licence.sex.and_then(|sex| {
            sure(match sex {
                Sex::Male => "M",
                Sex::Female => "F",
                Sex::Unspecified => "X",
            })
        }),
        address: optional(&licence.address),
        city: optional(&licence.city),
        state: optional(&licence.state),
        postal_code: optional(&licence.postal_code),
        document_number: optional(&licence.document_number),
        expiry_date: licence.expiry_date.and_then(|date| sure(&date.to_string())),
        issuer: optional(&licence.issuer),
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
