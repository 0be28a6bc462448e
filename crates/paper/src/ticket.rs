use crate::{Direction, Fonts, Line, PaperError};

/// The slip the person leaves with, on a roll 80 mm wide.
///
/// No `Debug`: lines may be private.
#[derive(Clone, PartialEq, Eq)]
pub struct Ticket {
    /// The site's name.
    pub site: String,
    /// "You are checked in", or "The desk will confirm": what is true, in the caller's words.
    pub headline: String,
    /// What the code is for: "Your number".
    pub code_label: String,
    /// What is called out: "A 17".
    pub code: String,
    /// Doctor, time, place.
    pub lines: Vec<Line>,
    /// "How to get there".
    pub steps_title: String,
    /// The way, one step a line.
    pub steps: Vec<String>,
    /// Small print, one paragraph each.
    pub footer: Vec<String>,
    /// What a phone reads, where there is something to read.
    pub qr: Option<String>,
    /// Which side lines begin at.
    pub direction: Direction,
}

impl Ticket {
    /// The slip as one PDF page, 80 mm wide and as high as it needs.
    pub fn pdf(&self, fonts: &Fonts) -> Result<Vec<u8>, PaperError> {
        let _ = fonts;
        Err(PaperError::Pdf)
    }

    /// The slip for a label printer of `dpi` dots an inch.
    pub fn zpl(&self, dpi: u32) -> String {
        let _ = dpi;
        String::new()
    }
}
