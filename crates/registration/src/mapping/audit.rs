//! `AuditEvent`: what staff did to a session, with who, why and when.

use jiff::Timestamp;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::mapping::elements::{self, instant};
use crate::mapping::systems;

/// An override or another act of staff. `PUT` it under `id`: R4's `AuditEvent` has no identifier, so a replayed `POST`
/// would double it.
pub fn event(id: Uuid, action: &str, who: &str, why: &str, when: Timestamp, session: Uuid, device: &str) -> Value {
    fhir::prune(json!({
        "resourceType": "AuditEvent",
        "id": id.to_string(),
        // DICOM PS3.16 CID 400.
        "type": {
            "system": "http://dicom.nema.org/resources/ontology/DCM",
            "code": "110100",
            "display": "Application Activity",
        },
        "subtype": [{ "system": systems::KIOSK, "code": action }],
        "action": "E",
        "recorded": instant(when),
        "outcome": "0",
        "purposeOfEvent": [{ "text": why }],
        "agent": [{
            "who": { "type": "Practitioner", "identifier": { "system": systems::STAFF, "value": who } },
            "requestor": true,
        }],
        "source": { "observer": elements::device(device) },
        "entity": [{ "what": { "identifier": { "system": systems::REGISTRATION, "value": session.to_string() } } }],
    }))
}
