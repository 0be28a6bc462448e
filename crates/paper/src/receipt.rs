use crate::{Direction, Fonts, Line, PaperError};

/// One position of a bill.
#[derive(Clone, PartialEq, Eq)]
pub struct Amount {
    /// What is paid for.
    pub label: String,
    /// What explains it: "Due 15 December".
    pub note: Option<String>,
    /// The amount with its currency, formatted.
    pub amount: String,
}

/// What is owed, paid and due.
///
/// No `Debug`: amounts and names are private.
#[derive(Clone, PartialEq, Eq)]
pub struct Receipt {
    /// The site's name.
    pub site: String,
    /// What this paper is: "Receipt", "Your bill".
    pub title: String,
    /// Name, date, number.
    pub lines: Vec<Line>,
    /// The positions.
    pub items: Vec<Amount>,
    /// The total's label and amount.
    pub total: Option<(String, String)>,
    /// Small print, one paragraph each.
    pub footer: Vec<String>,
    /// Which side lines begin at.
    pub direction: Direction,
}

/// What a receipt is printed on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ReceiptPaper {
    /// A roll 80 mm wide, as long as needed.
    #[default]
    Roll80,
    /// A5 upright, 148 × 210 mm, as many pages as needed.
    A5,
}

impl Receipt {
    /// The receipt on a roll 80 mm wide.
    pub fn pdf(&self, fonts: &Fonts) -> Result<Vec<u8>, PaperError> {
        self.pdf_on(fonts, ReceiptPaper::Roll80)
    }

    /// The receipt on the paper that the printer holds.
    pub fn pdf_on(&self, fonts: &Fonts, paper: ReceiptPaper) -> Result<Vec<u8>, PaperError> {
        let _ = (fonts, paper);
        Err(PaperError::Pdf)
    }
}
