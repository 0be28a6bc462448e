use crate::{Direction, Fonts, PaperError};

/// What is fastened round the wrist: 279 × 25 mm.
///
/// No `Debug`: every field is private.
#[derive(Clone, PartialEq, Eq)]
pub struct Wristband {
    /// The name as the person writes it.
    pub name: String,
    /// The birth date in words ("12 April 1985"), so that no order of day and month can be mistaken.
    pub birth_date: String,
    /// "Born", in the person's language.
    pub birth_date_label: String,
    /// What the number is: "Medical record number".
    pub number_label: String,
    /// The medical record number.
    pub number: String,
    /// The day of the visit, in words.
    pub visit_date: String,
    /// What the `DataMatrix` holds: number and birth date as GS1 or DCB1077 elements. A payload that
    /// begins with `]d2` or the character U+001D is marked as GS1 (FNC1 in first place).
    pub payload: String,
    /// Which side the band is read from.
    pub direction: Direction,
}

impl Wristband {
    /// The band as one PDF page of 279 × 25 mm.
    pub fn pdf(&self, fonts: &Fonts) -> Result<Vec<u8>, PaperError> {
        let _ = fonts;
        Err(PaperError::Pdf)
    }

    /// The band for a label printer of `dpi` dots an inch.
    pub fn zpl(&self, dpi: u32) -> String {
        let _ = dpi;
        String::new()
    }
}
