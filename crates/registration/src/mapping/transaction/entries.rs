//! The entries of a transaction `Bundle` (FHIR R4, 3.1.0.11.2), each safe to be sent twice.

use serde_json::{Value, json};
use uuid::Uuid;

use super::BASE;
use crate::mapping::{part_id, systems};
use crate::{Record, Session};

/// The entries of one group.
pub(super) struct Entries {
    registration: Uuid,
    entries: Vec<Value>,
}

impl Entries {
    pub(super) fn new(session: &Session) -> Self {
        Self { registration: session.id, entries: Vec::new() }
    }

    /// Creates a resource unless one with its business identifier is there, and gives the reference to it.
    pub(super) fn create(&mut self, part: &str, resource: Value) -> String {
        let reference = format!("urn:uuid:{}", part_id(self.registration, part));
        let condition = format!("identifier={}|{}/{part}", systems::REGISTRATION, self.registration);
        self.entries.push(json!({
            "fullUrl": reference,
            "request": { "method": "POST", "url": resource["resourceType"], "ifNoneExist": condition },
            "resource": resource,
        }));

        reference
    }

    /// Creates a resource of a type without identifiers under an id of ours, and gives the reference to it: sent
    /// twice, it is the same resource.
    pub(super) fn put(&mut self, part: &str, mut resource: Value) -> String {
        let id = part_id(self.registration, part);
        let url = format!("{}/{id}", resource["resourceType"].as_str().unwrap_or_default());
        resource["id"] = json!(id.to_string());
        self.entries.push(json!({
            "fullUrl": format!("urn:uuid:{id}"),
            "request": { "method": "PUT", "url": url },
            "resource": resource,
        }));

        url
    }

    /// Changes a resource on file, if it is still as it was read.
    pub(super) fn update(&mut self, record: &Record, resource: Value) {
        let mut request = json!({ "method": "PUT", "url": record.reference() });
        if let Some(version) = record.version.as_deref().filter(|version| !version.is_empty()) {
            request["ifMatch"] = json!(version);
        }
        self.entries.push(json!({ "request": request, "resource": resource, BASE: record.resource() }));
    }

    pub(super) fn finish(self) -> Vec<Value> {
        self.entries
    }
}
