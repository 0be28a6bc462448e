use std::fmt;

use qrcode::{EcLevel, QrCode};

use crate::PaperError;

/// A square or rectangular barcode as cells, for screen and paper alike. Without its quiet zone.
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
    let code = QrCode::with_error_correction_level(text, EcLevel::M)
        .map_err(|_| PaperError::Code(CodeKind::Qr))?;
    let size = code.width();
    let dark = code.to_colors().into_iter().map(|color| color == qrcode::Color::Dark).collect();

    Ok(Matrix { size, dark })
}
