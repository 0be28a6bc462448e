use crate::{
    Direction, Fonts, Line, PaperError,
    canvas::{Column, MM, Page, Side},
    layout::{Style, single_line},
    pdf,
    ticket::{ROLL_MARGIN_MM, ROLL_WIDTH_MM, SITE, SMALL, roll_pdf},
};

const A5_MM: (f32, f32) = (148.0, 210.0);
const A5_MARGIN_MM: f32 = 15.0;

const TITLE: Style = Style::bold(19.0);
const LABEL: Style = Style::regular(11.0);
const VALUE: Style = Style::bold(11.5);
const NOTE: Style = Style::regular(10.0);
const TOTAL: Style = Style::bold(15.0);

/// One position of a bill.
///
/// No `Debug`: what a person owes is private.
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
        match paper {
            ReceiptPaper::Roll80 => {
                let margin = ROLL_MARGIN_MM * MM;
                let right = ROLL_WIDTH_MM * MM - margin;
                let mut column = Column::roll(fonts, self.direction, margin, right);
                column.space(margin);
                self.set(&mut column)?;

                roll_pdf(column, "Receipt")
            }
            ReceiptPaper::A5 => {
                let (width, height) = (A5_MM.0 * MM, A5_MM.1 * MM);
                let margin = A5_MARGIN_MM * MM;
                let mut column =
                    Column::roll(fonts, self.direction, margin, width - margin).sheets(margin, height - margin);
                self.set(&mut column)?;
                let pages: Vec<Page> = column
                    .finish()
                    .0
                    .into_iter()
                    .map(|marks| Page { width, height, marks })
                    .collect();

                pdf::write(&pages, "Receipt")
            }
        }
    }

    fn set(&self, column: &mut Column) -> Result<(), PaperError> {
        column.text(&self.site, SITE)?;
        column.space(8.0);
        column.text(&self.title, TITLE)?;
        column.space(8.0);
        for line in &self.lines {
            column.space(3.0);
            column.pair(&line.label, &line.value, LABEL, VALUE)?;
        }
        column.space(12.0);
        column.rule(1.5);
        for item in &self.items {
            column.space(9.0);
            set_item(column, item)?;
        }
        if let Some((label, amount)) = &self.total {
            column.space(10.0);
            column.need(3.0 * TOTAL.size);
            column.rule(0.75);
            column.space(8.0);
            column.pair(label, amount, TOTAL, TOTAL)?;
        }
        column.space(10.0);
        column.rule(1.5);
        column.space(4.0);
        for paragraph in &self.footer {
            column.space(7.0);
            column.text(paragraph, SMALL)?;
        }

        Ok(())
    }
}

/// What is paid for and why at the start side, the amount at the end side of the first line; an amount
/// that is too wide for that stands below.
fn set_item(column: &mut Column, item: &Amount) -> Result<(), PaperError> {
    let amount = single_line(column.fonts, &item.amount, VALUE.bold, column.direction)?;
    let taken = amount.width * VALUE.size + 14.0;
    let beside = taken < column.width() * 0.5;

    column.need(LABEL.size * 4.0);
    if beside {
        column.text_beside(&item.label, LABEL, (0.0, taken), (amount, VALUE, Side::End))?;
    } else {
        column.text(&item.label, LABEL)?;
        column.text(&item.amount, VALUE)?;
    }

    let inset = if beside { taken } else { 0.0 };
    match &item.note {
        Some(note) => column.inset(0.0, inset, |column| column.text(note, NOTE)),
        None => Ok(()),
    }
}
