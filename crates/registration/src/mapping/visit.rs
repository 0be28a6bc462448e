//! `Appointment`, with the `Location` that a search includes.

use serde_json::Value;

use crate::visit::Visit;

/// Reads the appointments of a search result, with the locations and services among the same resources.
pub fn read(resources: &[Value]) -> Vec<Visit> {
    let _ = resources;
    Vec::new()
}

/// `Patient/id` of the one who is expected.
pub fn patient_of(appointment: &Value) -> Option<String> {
    let _ = appointment;
    None
}
