//! Printers: a folder, IPP, and ZPL over TCP. Every wait is bounded.

mod destination;
mod folder;
mod ipp;
mod net;
mod zpl;

pub use destination::{Destination, DestinationError};

use std::time::Duration;

/// How long a printer may take to answer a call.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(3);
/// How long one job may take from the first byte to the answer.
const TOTAL_TIMEOUT: Duration = Duration::from_secs(20);

/// Which paper a job is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A wristband, 279 × 25 mm.
    Wristband,
    /// The slip the person leaves with.
    Ticket,
    /// A bill or receipt.
    Receipt,
    /// A signed copy.
    Document,
}

impl Kind {
    /// The kind as a file name begins with it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Wristband => "wristband",
            Self::Ticket => "ticket",
            Self::Receipt => "receipt",
            Self::Document => "document",
        }
    }
}

/// One paper to print. No `Debug`: it holds what is printed.
#[derive(Clone)]
pub struct Job {
    /// Which paper.
    pub kind: Kind,
    /// The paper as PDF.
    pub pdf: Vec<u8>,
    /// The paper as ZPL, where it has that form.
    pub zpl: Option<String>,
    /// What the job and its file are called, without anything private in it. Other characters than
    /// letters, digits, `-` and `_` are replaced.
    pub name: String,
}

/// What a printer is doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PrinterState {
    /// Ready for a job.
    Idle,
    /// Printing.
    Busy,
    /// Waiting for someone to mend it.
    Stopped,
}

/// What keeps a printer from printing, or soon will.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    /// Out of paper.
    PaperEmpty,
    /// Paper will run out soon.
    PaperLow,
    /// Paper is stuck.
    PaperJam,
    /// A cover or door is open.
    CoverOpen,
    /// Ink, toner or ribbon is used up.
    SupplyEmpty,
    /// Ink, toner or ribbon will run out soon.
    SupplyLow,
    /// Someone paused the printer.
    Paused,
    /// Something else, by the printer's own keyword.
    Other(String),
}

impl Problem {
    /// True for what stops a job, false for what only announces it.
    pub fn is_blocking(&self) -> bool {
        !matches!(self, Self::PaperLow | Self::SupplyLow | Self::Other(_))
    }
}

/// How a printer is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PrinterStatus {
    /// What it is doing.
    pub state: PrinterState,
    /// Whether it takes jobs at all.
    pub accepting: bool,
    /// What is wrong with it.
    pub problems: Vec<Problem>,
}

impl PrinterStatus {
    /// A printer with nothing to complain of.
    pub fn ready() -> Self {
        Self {
            state: PrinterState::Idle,
            accepting: true,
            problems: Vec::new(),
        }
    }

    /// True where a job sent now will come out.
    pub fn is_ready(&self) -> bool {
        self.accepting && self.state != PrinterState::Stopped && !self.problems.iter().any(Problem::is_blocking)
    }
}

/// Why a paper did not come out. Never holds what is on it.
#[derive(Debug, thiserror::Error)]
pub enum PrintError {
    /// Nobody answers at the printer's address.
    #[error("the printer cannot be reached")]
    Unreachable,
    /// The printer answered too late.
    #[error("the printer took too long")]
    TimedOut,
    /// The printer cannot print now.
    #[error("the printer needs attention: {0:?}")]
    NeedsAttention(Vec<Problem>),
    /// The printer refused the job.
    #[error("the printer refused the job (status {status:#06x})")]
    Refused {
        /// The IPP status code.
        status: u16,
    },
    /// The address is not one a printer can have.
    #[error("the printer's address is not valid")]
    Address,
    /// A label printer was given a paper that has no ZPL form.
    #[error("a {0:?} cannot go to a label printer")]
    NoZpl(Kind),
    /// The answer is not one a printer gives.
    #[error("the printer's answer makes no sense")]
    Protocol,
    /// The folder cannot be written.
    #[error("the printer folder cannot be written: {0}")]
    Folder(std::io::ErrorKind),
}

/// Something that puts a job on paper. Calls block, at most 20 seconds.
pub trait Printer: Send + Sync {
    /// Prints `job`, and returns when the printer has taken it.
    fn print(&self, job: &Job) -> Result<(), PrintError>;

    /// Asks the printer how it is.
    fn status(&self) -> Result<PrinterStatus, PrintError>;

    /// What and where the printer is, for a technician.
    fn describe(&self) -> String;
}

/// The job's name as a file and a printer may see it.
fn job_stem(job: &Job) -> String {
    let stem: String = job
        .name
        .chars()
        .take(80)
        .map(|letter| {
            if letter.is_ascii_alphanumeric() || letter == '_' {
                letter
            } else {
                '-'
            }
        })
        .collect();

    if stem.is_empty() {
        job.kind.as_str().to_owned()
    } else {
        stem
    }
}
