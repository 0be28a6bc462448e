//! Barcodes: appointment codes (QR), licences (PDF417), wristbands (`DataMatrix`) and what scanners print.

pub(crate) mod stacked;

use std::collections::HashSet;
use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};

use image::{GrayImage, RgbImage};
use rxing::common::{GlobalHistogramBinarizer, HybridBinarizer};
use rxing::{BarcodeFormat, BinaryBitmap, DecodeHints, MultiFormatReader, RXingResult, Reader};

/// The formats that Portico reads. Ask for as few as the place needs: every one costs milliseconds a frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    Qr,
    Pdf417,
    DataMatrix,
    Aztec,
    Code128,
    Code39,
}

impl Format {
    /// All of them, for a still picture of anything.
    pub const ALL: [Self; 6] = [
        Self::Qr,
        Self::Pdf417,
        Self::DataMatrix,
        Self::Aztec,
        Self::Code128,
        Self::Code39,
    ];

    fn engine(self) -> BarcodeFormat {
        match self {
            Self::Qr => BarcodeFormat::QR_CODE,
            Self::Pdf417 => BarcodeFormat::PDF_417,
            Self::DataMatrix => BarcodeFormat::DATA_MATRIX,
            Self::Aztec => BarcodeFormat::AZTEC,
            Self::Code128 => BarcodeFormat::CODE_128,
            Self::Code39 => BarcodeFormat::CODE_39,
        }
    }

    fn from_engine(format: BarcodeFormat) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.engine() == format)
    }
}

/// A barcode's content. It may be private: it has no `Debug` that would show it.
#[derive(Clone, PartialEq, Eq)]
pub struct Code {
    pub format: Format,
    pub text: String,
    /// The decoded bytes where the format keeps them, else the text's.
    pub bytes: Vec<u8>,
}

impl fmt::Debug for Code {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Code({:?}, ..)", self.format)
    }
}

/// The codes in a picture, at most one a format.
pub fn find(picture: &RgbImage, formats: &[Format]) -> Vec<Code> {
    let luma = image::imageops::grayscale(picture);

    find_in_luma(&luma, formats)
}

/// The same on a grey picture.
pub fn find_in_luma(luma: &GrayImage, formats: &[Format]) -> Vec<Code> {
    let wanted: HashSet<BarcodeFormat> = formats.iter().map(|format| format.engine()).collect();
    let mut codes = Vec::new();

    for format in wanted {
        codes.extend(decode(luma, format, Threshold::Around).and_then(|result| code(&result)));
    }

    codes.sort_by_key(|code| Format::ALL.iter().position(|format| *format == code.format));

    codes
}

/// How dark and light are told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Threshold {
    /// By what is around: for uneven light.
    Around,
    /// By one threshold for the whole picture: for soft edges in even light.
    Whole,
}

/// The code of one format, told apart as asked.
pub(crate) fn find_with(luma: &GrayImage, format: Format, threshold: Threshold) -> Option<Code> {
    decode(luma, format.engine(), threshold).and_then(|result| code(&result))
}

fn code(result: &RXingResult) -> Option<Code> {
    let text = result.getText().to_owned();
    let bytes = text
        .chars()
        .map(|letter| u8::try_from(u32::from(letter)).unwrap_or(b'?'))
        .collect();

    Some(Code {
        format: Format::from_engine(*result.getBarcodeFormat())?,
        text,
        bytes,
    })
}

fn decode(luma: &GrayImage, format: BarcodeFormat, threshold: Threshold) -> Option<RXingResult> {
    let (width, height) = luma.dimensions();

    if width < 16 || height < 16 {
        return None;
    }

    // The decoder has been seen to index out of bounds on damaged symbols; a picture must never end the kiosk.
    catch_unwind(AssertUnwindSafe(|| {
        let hints = DecodeHints {
            PossibleFormats: Some(HashSet::from([format])),
            TryHarder: Some(true),
            ..DecodeHints::default()
        };
        let source = rxing::Luma8Source::new_with_slice(luma.as_raw(), width, height).ok()?;

        match threshold {
            Threshold::Around => {
                let mut bitmap = BinaryBitmap::new(HybridBinarizer::new(source));
                MultiFormatReader::default().decode_with_hints(&mut bitmap, &hints).ok()
            }
            Threshold::Whole => {
                let mut bitmap = BinaryBitmap::new(GlobalHistogramBinarizer::new(source));
                MultiFormatReader::default().decode_with_hints(&mut bitmap, &hints).ok()
            }
        }
    }))
    .ok()
    .flatten()
}
