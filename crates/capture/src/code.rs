//! Barcodes: appointment codes (QR), licences (PDF417), wristbands (`DataMatrix`) and what scanners print.

use std::collections::HashSet;
use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};

use image::{GrayImage, RgbImage};
use rxing::common::HybridBinarizer;
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
        if let Some(result) = decode(luma, format)
            && let Some(found) = Format::from_engine(*result.getBarcodeFormat())
        {
            let text = result.getText().to_owned();
            let bytes = text
                .chars()
                .map(|letter| u8::try_from(u32::from(letter)).unwrap_or(b'?'))
                .collect();
            codes.push(Code {
                format: found,
                text,
                bytes,
            });
        }
    }

    codes.sort_by_key(|code| Format::ALL.iter().position(|format| *format == code.format));

    codes
}

fn decode(luma: &GrayImage, format: BarcodeFormat) -> Option<RXingResult> {
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
        let mut bitmap = BinaryBitmap::new(HybridBinarizer::new(source));

        MultiFormatReader::default().decode_with_hints(&mut bitmap, &hints).ok()
    }))
    .ok()
    .flatten()
}
