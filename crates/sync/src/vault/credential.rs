//! systemd credentials: sealed by the machine's TPM, for kiosks without a login.

use std::fs;
use std::io::ErrorKind;
use std::path::PathBuf;

use crate::secret::Secret;
use crate::vault::{Vault, VaultError};

/// Larger than any key that is kept.
const LIMIT: u64 = 64 * 1024;

/// Reads what systemd decrypted for this service (`LoadCredentialEncrypted=portico-master-key`, see
/// systemd.exec(5)). It is read-only: keys are made with `systemd-creds encrypt`.
pub struct CredentialVault {
    directory: PathBuf,
}

impl CredentialVault {
    /// The vault of this service, when systemd gave it one.
    pub fn from_environment() -> Option<Self> {
        std::env::var_os("CREDENTIALS_DIRECTORY").map(|directory| Self::new(PathBuf::from(directory)))
    }

    /// A vault that reads `directory`.
    pub fn new(directory: impl Into<PathBuf>) -> Self {
        Self {
            directory: directory.into(),
        }
    }

    fn read_only(&self, name: &str) -> VaultError {
        VaultError::ReadOnly {
            vault: self.describe(),
            what: format!("portico-{name}"),
        }
    }
}

impl Vault for CredentialVault {
    fn secret(&self, name: &str) -> Result<Option<Secret>, VaultError> {
        if !name
            .chars()
            .all(|letter| letter.is_ascii_alphanumeric() || letter == '-')
        {
            return Ok(None);
        }
        let path = self.directory.join(format!("portico-{name}"));
        let read = fs::metadata(&path).and_then(|metadata| {
            if metadata.len() > LIMIT {
                Err(ErrorKind::FileTooLarge.into())
            } else {
                fs::read(&path)
            }
        });

        match read {
            Ok(bytes) => Ok(Some(Secret::new(bytes))),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(VaultError::Storage {
                path,
                reason: error.kind().to_string(),
            }),
        }
    }

    fn store(&self, name: &str, _value: &[u8]) -> Result<(), VaultError> {
        Err(self.read_only(name))
    }

    fn remove(&self, name: &str) -> Result<(), VaultError> {
        Err(self.read_only(name))
    }

    fn describe(&self) -> String {
        "systemd credentials".to_owned()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn reads_the_key_that_systemd_decrypted_and_makes_none_itself() {
        let directory = tempfile::tempdir().unwrap();
        let vault = CredentialVault::new(directory.path());
        assert!(matches!(vault.master_key(), Err(VaultError::ReadOnly { .. })));

        fs::write(directory.path().join("portico-master-key"), [9; 32]).unwrap();

        assert!(vault.master_key().is_ok());
        assert!(vault.secret("../passwd").unwrap().is_none());
    }
}
