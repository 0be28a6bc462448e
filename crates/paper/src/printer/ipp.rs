use super::{Job, PrintError, Printer, PrinterStatus};

/// A printer or print server that speaks the Internet Printing Protocol (RFC 8010, RFC 8011).
pub(super) struct Ipp {
    uri: String,
}

impl Ipp {
    pub(super) fn new(uri: String) -> Self {
        Self { uri }
    }
}

impl Printer for Ipp {
    fn print(&self, job: &Job) -> Result<(), PrintError> {
        let _ = job;
        Err(PrintError::Unreachable)
    }

    fn status(&self) -> Result<PrinterStatus, PrintError> {
        Err(PrintError::Unreachable)
    }

    fn describe(&self) -> String {
        format!("printer at {}", self.uri)
    }
}
