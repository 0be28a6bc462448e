//! `Coverage` and the insurance card.

use serde_json::Value;
use uuid::Uuid;

use crate::Record;
use crate::insurance::{Card, CoverageOnFile};

/// Reads coverage on file.
pub fn read(record: &Record) -> Option<CoverageOnFile> {
    let _ = record;
    None
}

/// New coverage from a card; `beneficiary` is a reference such as `Patient/1` or `urn:uuid:…`.
pub fn create(card: &Card, beneficiary: &str, registration: Uuid) -> Value {
    let _ = (card, beneficiary, registration);
    Value::Null
}

/// Coverage on file with what the card says now; none when nothing changed.
pub fn update(base: &Value, before: &Card, now: &Card) -> Option<Value> {
    let _ = (base, before, now);
    None
}
