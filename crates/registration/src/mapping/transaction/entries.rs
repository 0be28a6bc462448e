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
        Self {
            registration: session.id,
            entries: Vec::new(),
        }
    }

    /// Creates a resource unless one with its business identifier is there, and gives the reference to it.
    pub(super) fn create(&mut self, part: &str, resource: Value) -> String {
        let reference = format!("urn:uuid:{}", part_id(self.registration, part));
        let condition = format!("identifier={}|{}/{part}", systems::REGISTRATION, self.registration);
        let request = json!({ "method": "POST", "url": resource["resourceType"], "ifNoneExist": condition });
        self.push(Some(&reference), request, resource);

        reference
    }

    /// Creates a resource of a type without identifiers under an id of ours, and gives the reference to it: sent
    /// twice, it is the same resource. The reference names the entry and not that id, because the sender posts it
    /// where a server lets nobody choose ids, and the server then gives it another.
    pub(super) fn put(&mut self, part: &str, mut resource: Value) -> String {
        let id = part_id(self.registration, part);
        let reference = format!("urn:uuid:{id}");
        let url = format!("{}/{id}", resource["resourceType"].as_str().unwrap_or_default());
        resource["id"] = json!(id.to_string());
        self.push(Some(&reference), json!({ "method": "PUT", "url": url }), resource);

        reference
    }

    /// Changes a resource on file, if it is still as it was read.
    pub(super) fn update(&mut self, record: &Record, resource: Value) {
        let mut request = json!({ "method": "PUT", "url": record.reference() });
        if let Some(version) = record.version.as_deref().filter(|version| !version.is_empty()) {
            request["ifMatch"] = json!(version);
        }
        self.push(None, request, resource);
        if let Some(entry) = self.entries.last_mut() {
            entry[BASE] = record.resource().clone();
        }
    }

    fn push(&mut self, full_url: Option<&str>, request: Value, resource: Value) {
        let mut entry = serde_json::Map::new();
        entry.extend(full_url.map(|url| ("fullUrl".to_owned(), json!(url))));
        entry.insert("request".to_owned(), request);
        entry.insert("resource".to_owned(), resource);
        self.entries.push(Value::Object(entry));
    }

    pub(super) fn finish(self) -> Vec<Value> {
        self.entries
    }
}
