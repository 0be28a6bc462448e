//! Wristband, ticket, receipt and signed copies, and the printers that take them.
//!
//! Words come in already in the person's language; this crate shapes and places them. Sizes
//! are in millimetres where a caller sees them and in points (1/72 inch) inside.

mod canvas;
mod code;
mod document;
mod error;
mod extraction;
mod fonts;
mod layout;
mod pdf;
mod printer;
mod receipt;
mod shape;
mod ticket;
mod wristband;
mod zpl;

pub use code::{CodeKind, Matrix, qr_matrix};
pub use document::{Sheet, SignedDocument};
pub use error::PaperError;
pub use fonts::Fonts;
pub use printer::{
    Destination, DestinationError, Job, Kind, PrintError, Printer, PrinterState, PrinterStatus, Problem,
};
pub use receipt::{Amount, Receipt, ReceiptPaper};
pub use ticket::Ticket;
pub use wristband::Wristband;

/// Which side a page begins at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Direction {
    /// Latin, Cyrillic, Chinese and most others.
    #[default]
    LeftToRight,
    /// Arabic, Persian, Hebrew.
    RightToLeft,
}

/// A label and what stands beside it, such as "Doctor" and "Dr. Amara Osei".
///
/// No `Debug`: the value may be private.
#[derive(Clone, PartialEq, Eq)]
pub struct Line {
    /// What the value is.
    pub label: String,
    /// The value, already formatted for the person's language.
    pub value: String,
}
