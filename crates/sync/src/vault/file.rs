//! A vault in a directory, for development: who has the disk has the keys.

use std::fs;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use crate::secret::Secret;
use crate::vault::{Vault, VaultError};

/// Larger than any key that is kept.
const LIMIT: u64 = 64 * 1024;

/// Keeps each secret in a file that only its owner may read. For development only.
pub struct FileVault {
    directory: PathBuf,
}

impl FileVault {
    /// A vault in `directory`, which is made when it is missing.
    pub fn new(directory: impl Into<PathBuf>) -> Result<Self, VaultError> {
        let directory = directory.into();
        fs::create_dir_all(&directory).map_err(|error| storage(&directory, &error))?;
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            fs::set_permissions(&directory, fs::Permissions::from_mode(0o700))
                .map_err(|error| storage(&directory, &error))?;
        }

        Ok(Self { directory })
    }

    fn path(&self, name: &str) -> PathBuf {
        let safe: String = name
            .chars()
            .map(|letter| {
                if letter.is_ascii_alphanumeric() || letter == '-' {
                    letter
                } else {
                    '_'
                }
            })
            .collect();

        self.directory.join(format!("{safe}.key"))
    }
}

impl Vault for FileVault {
    fn secret(&self, name: &str) -> Result<Option<Secret>, VaultError> {
        let path = self.path(name);
        let metadata = match fs::metadata(&path) {
            Ok(metadata) => metadata,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(storage(&path, &error)),
        };
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            if metadata.permissions().mode() & 0o077 != 0 {
                return Err(VaultError::Exposed { path });
            }
        }
        if metadata.len() > LIMIT {
            return Err(VaultError::Damaged { what: name.to_owned() });
        }

        fs::read(&path)
            .map(|bytes| Some(Secret::new(bytes)))
            .map_err(|error| storage(&path, &error))
    }

    fn store(&self, name: &str, value: &[u8]) -> Result<(), VaultError> {
        let path = self.path(name);
        let unfinished = path.with_extension("new");
        write_durably(&unfinished, value).map_err(|error| storage(&unfinished, &error))?;
        fs::rename(&unfinished, &path).map_err(|error| storage(&path, &error))?;
        // The new name must survive a power cut too. Windows has no handle for directories and needs none.
        #[cfg(unix)]
        fs::File::open(&self.directory)
            .and_then(|directory| directory.sync_all())
            .map_err(|error| storage(&self.directory, &error))?;

        Ok(())
    }

    fn remove(&self, name: &str) -> Result<(), VaultError> {
        let path = self.path(name);
        match fs::remove_file(&path) {
            Err(error) if error.kind() != ErrorKind::NotFound => Err(storage(&path, &error)),
            _ => Ok(()),
        }
    }

    fn describe(&self) -> String {
        format!(
            "files in {} (development only: who has the disk has the keys)",
            self.directory.display()
        )
    }
}

fn write_durably(path: &Path, value: &[u8]) -> std::io::Result<()> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    let mut file = options.open(path)?;
    file.write_all(value)?;

    file.sync_all()
}

fn storage(path: &Path, error: &std::io::Error) -> VaultError {
    VaultError::Storage {
        path: path.to_owned(),
        reason: error.kind().to_string(),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn the_key_is_made_once_and_is_the_same_after_a_restart() {
        let directory = tempfile::tempdir().unwrap();
        let first = FileVault::new(directory.path().join("keys"))
            .unwrap()
            .master_key()
            .unwrap();
        let second = FileVault::new(directory.path().join("keys"))
            .unwrap()
            .master_key()
            .unwrap();

        assert_eq!(first.subkey("x"), second.subkey("x"));
    }

    #[cfg(unix)]
    #[test]
    fn a_file_that_others_may_read_is_refused() {
        use std::os::unix::fs::PermissionsExt;

        let directory = tempfile::tempdir().unwrap();
        let vault = FileVault::new(directory.path()).unwrap();
        vault.master_key().unwrap();
        let path = directory.path().join("master-key.key");
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();

        assert!(matches!(vault.secret("master-key"), Err(VaultError::Exposed { .. })));
    }

    #[test]
    fn a_damaged_key_is_an_error_and_is_not_replaced() {
        let directory = tempfile::tempdir().unwrap();
        let vault = FileVault::new(directory.path()).unwrap();
        vault.store("master-key", b"short").unwrap();

        assert!(matches!(vault.master_key(), Err(VaultError::Damaged { .. })));
        assert_eq!(vault.secret("master-key").unwrap().unwrap().expose(), b"short");
    }

    #[test]
    fn a_name_cannot_leave_the_directory() {
        let directory = tempfile::tempdir().unwrap();
        let vault = FileVault::new(directory.path().join("keys")).unwrap();
        vault.store("../../escaped", b"x").unwrap();

        assert_eq!(fs::read_dir(directory.path()).unwrap().count(), 1);
        assert_eq!(vault.secret("../../escaped").unwrap().unwrap().expose(), b"x");
    }
}
