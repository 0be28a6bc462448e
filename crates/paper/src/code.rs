use std::fmt;

use qrcode::{EcLevel, QrCode};
use rxing::{
    BarcodeFormat, EncodeHints, Writer,
    datamatrix::{DataMatrixWriter, encoder::SymbolShapeHint},
};

use crate::PaperError;

/// Group separator: FNC1 between the elements of a GS1 message.
const SEPARATOR: char = '\u{1d}';
/// The most a `DataMatrix` on a wristband may hold: more would make cells that no scanner resolves.
const LONGEST_PAYLOAD: usize = 160;

/// A square barcode as cells, for screen and paper alike. Without its quiet zone.
#[derive(Clone, PartialEq, Eq)]
pub struct Matrix {
    /// Cells a side.
    pub size: usize,
    /// Row by row from the top left, `size × size` cells: true is dark.
    pub dark: Vec<bool>,
}

/// Which barcode an error is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CodeKind {
    /// A QR code.
    Qr,
    /// A `DataMatrix`.
    DataMatrix,
}

impl fmt::Display for CodeKind {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Qr => "QR code",
            Self::DataMatrix => "DataMatrix",
        })
    }
}

/// The QR code of `text` with error correction level M, without its quiet zone of four cells.
pub fn qr_matrix(text: &str) -> Result<Matrix, PaperError> {
    let code = QrCode::with_error_correction_level(text, EcLevel::M).map_err(|_| PaperError::Code(CodeKind::Qr))?;
    let size = code.width();
    let dark = code
        .to_colors()
        .into_iter()
        .map(|color| color == qrcode::Color::Dark)
        .collect();

    Ok(Matrix { size, dark })
}

/// The square `DataMatrix` (ECC 200) of a wristband's payload.
pub(crate) fn data_matrix(payload: &str) -> Result<Matrix, PaperError> {
    let failed = || PaperError::Code(CodeKind::DataMatrix);
    let (text, is_gs1) = gs1_payload(payload);
    if text.is_empty() || text.len() > LONGEST_PAYLOAD {
        return Err(failed());
    }
    let hints = EncodeHints {
        DataMatrixShape: Some(SymbolShapeHint::FORCE_SQUARE),
        DataMatrixCompact: Some(true),
        Gs1Format: Some(is_gs1),
        Margin: Some("0".to_owned()),
        ..EncodeHints::default()
    };
    // GS1 mode reads the separator as FNC1; without it the separator would be lost.
    let hints = if is_gs1 {
        hints
    } else {
        EncodeHints {
            Gs1Format: None,
            ..hints
        }
    };
    let bits = DataMatrixWriter
        .encode_with_hints(text, &BarcodeFormat::DATA_MATRIX, 0, 0, &hints)
        .map_err(|_| failed())?;
    let size = bits.getWidth();
    if size == 0 || bits.getHeight() != size {
        return Err(failed());
    }
    let dark = (0..size)
        .flat_map(|y| (0..size).map(move |x| (x, y)))
        .map(|(x, y)| bits.get(x, y));

    Ok(Matrix {
        size: size as usize,
        dark: dark.collect(),
    })
}

/// What a payload says, and whether it is a GS1 message: then it begins with the symbology identifier
/// `]d2` or with a separator.
pub(crate) fn gs1_payload(payload: &str) -> (&str, bool) {
    match payload.strip_prefix("]d2").or_else(|| payload.strip_prefix(SEPARATOR)) {
        Some(elements) => (elements, true),
        None => (payload, false),
    }
}
