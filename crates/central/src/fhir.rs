//! What the central knows about FHIR R4 itself, apart from storing and serving it.

pub(crate) mod bundle;
pub(crate) mod capability;
pub(crate) mod definitions;
pub(crate) mod json;
pub(crate) mod links;
pub(crate) mod matching;
pub(crate) mod validate;
