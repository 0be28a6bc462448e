//! `AuditEvent`: what staff did to a session, with who, why and when.

use jiff::Timestamp;
use serde_json::Value;
use uuid::Uuid;

/// An override or another act of staff. `PUT` it under `id`: R4's `AuditEvent` has no identifier, so a replayed `POST`
/// would double it.
pub fn event(id: Uuid, action: &str, who: &str, why: &str, when: Timestamp, session: Uuid, device: &str) -> Value {
    let _ = (id, action, who, why, when, session, device);
    Value::Null
}
