//! The session as FHIR, and FHIR as the session needs it: pure functions between R4 JSON and the model.
//!
//! Reading is liberal: what is missing or strange is left out and never panics. Writing is exact: every resource
//! made here is valid R4, without nulls, empty arrays or empty strings.

use serde_json::Value;
use uuid::Uuid;

use crate::Record;

pub mod audit;
pub mod consent;
pub mod coverage;
pub(crate) mod elements;
pub mod eligibility;
mod in_use;
pub mod invoice;
pub mod patient;
pub mod questionnaire;
pub mod related;
pub mod systems;
pub mod task;
pub mod transaction;
pub mod visit;

/// The uuid of one part of a registration: the same part always gets the same one.
pub fn part_id(registration: Uuid, part: &str) -> Uuid {
    Uuid::new_v5(&registration, part.as_bytes())
}

/// The entity tag that `meta.versionId` stands for, for servers that give none in a search.
pub fn version_of(resource: &Value) -> Option<String> {
    resource["meta"]["versionId"]
        .as_str()
        .filter(|version| !version.is_empty())
        .map(|version| format!("W/\"{version}\""))
}

/// A resource from a search, with the version that its `meta` names.
pub fn record(resource: Value) -> Record {
    let version = version_of(&resource);

    Record::new(resource, version)
}
