//! A vault for tests: it forgets everything at the end, which is the point.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use crate::secret::Secret;
use crate::vault::{Vault, VaultError};

/// Keeps secrets in memory only. Never for a kiosk.
#[derive(Default)]
pub struct MemoryVault(Mutex<HashMap<String, Secret>>);

impl Vault for MemoryVault {
    fn secret(&self, name: &str) -> Result<Option<Secret>, VaultError> {
        Ok(self.0.lock().unwrap_or_else(PoisonError::into_inner).get(name).cloned())
    }

    fn store(&self, name: &str, value: &[u8]) -> Result<(), VaultError> {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(name.to_owned(), Secret::new(value.to_vec()));

        Ok(())
    }

    fn remove(&self, name: &str) -> Result<(), VaultError> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(name);

        Ok(())
    }

    fn describe(&self) -> String {
        "memory (tests only)".to_owned()
    }
}
