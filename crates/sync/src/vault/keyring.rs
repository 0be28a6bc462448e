//! The operating system's keyring: Secret Service on Linux, Credential Manager on Windows, Keychain on macOS.

use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use keyring::{Entry, Error};
use keyring_core::api::CredentialPersistence;

use crate::secret::Secret;
use crate::vault::{Vault, VaultError};

const SERVICE: &str = "portico";
const PATIENCE: Duration = Duration::from_secs(30);

/// Keeps secrets in the keyring under the service `portico`.
pub struct KeyringVault {
    vendor: String,
}

impl KeyringVault {
    /// Finds the keyring and makes sure that it does not forget: the Linux kernel's keyutils does at reboot, and is
    /// refused.
    pub fn open() -> Result<Self, VaultError> {
        let vendor = on_own_thread(|| {
            if let Err(error) = Entry::store_status() {
                return Err(no_keyring(error));
            }
            let store = keyring_core::get_default_store().ok_or_else(|| no_keyring(&Error::NoDefaultStore))?;
            let vendor = store.vendor();

            match store.persistence() {
                CredentialPersistence::UntilDelete if !vendor.contains("keyutils") => Ok(vendor),
                _ => Err(VaultError::Forgetful { vault: vendor }),
            }
        })?;

        Ok(Self { vendor })
    }
}

impl Vault for KeyringVault {
    fn secret(&self, name: &str) -> Result<Option<Secret>, VaultError> {
        let name = name.to_owned();

        on_own_thread(move || match entry(&name)?.get_secret() {
            Ok(bytes) => Ok(Some(Secret::new(bytes))),
            Err(Error::NoEntry) => Ok(None),
            Err(error) => Err(translate(&name, &error)),
        })
    }

    fn store(&self, name: &str, value: &[u8]) -> Result<(), VaultError> {
        let name = name.to_owned();
        let value = Secret::new(value.to_vec());

        on_own_thread(move || {
            entry(&name)?
                .set_secret(value.expose())
                .map_err(|error| translate(&name, &error))
        })
    }

    fn remove(&self, name: &str) -> Result<(), VaultError> {
        let name = name.to_owned();

        on_own_thread(move || match entry(&name)?.delete_credential() {
            Ok(()) | Err(Error::NoEntry) => Ok(()),
            Err(error) => Err(translate(&name, &error)),
        })
    }

    fn describe(&self) -> String {
        let vendor = self.vendor.split(',').next().unwrap_or_default();

        format!("the system's keyring ({vendor})")
    }
}

fn entry(name: &str) -> Result<Entry, VaultError> {
    Entry::new(SERVICE, name).map_err(|error| translate(name, &error))
}

/// Runs `work` on a thread of its own and waits for a bounded time: the keyring's calls block, start executors of
/// their own, and wait without end for a person when the keyring is locked.
fn on_own_thread<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, VaultError> + Send + 'static,
) -> Result<T, VaultError> {
    let (answer, answered) = mpsc::channel();
    thread::Builder::new()
        .name("keyring".to_owned())
        .spawn(move || {
            // Nobody listens any more when the time is up.
            let _ = answer.send(work());
        })
        .map_err(|error| VaultError::NoKeyring {
            reason: error.kind().to_string(),
        })?;

    answered.recv_timeout(PATIENCE).unwrap_or(Err(VaultError::Silent {
        seconds: PATIENCE.as_secs(),
    }))
}

fn translate(name: &str, error: &Error) -> VaultError {
    match error {
        Error::NoStorageAccess(reason) => VaultError::Locked {
            reason: reason.to_string(),
        },
        Error::BadEncoding(_) | Error::BadDataFormat(..) | Error::BadStoreFormat(_) | Error::Ambiguous(_) => {
            VaultError::Damaged { what: name.to_owned() }
        }
        error => no_keyring(error),
    }
}

fn no_keyring(error: &Error) -> VaultError {
    // Only these two variants are sure to carry no secret in their text.
    let reason = match error {
        Error::PlatformFailure(reason) => reason.to_string(),
        Error::NoDefaultStore => "no store".to_owned(),
        _ => "refused".to_owned(),
    };

    VaultError::NoKeyring { reason }
}
