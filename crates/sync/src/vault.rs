//! Where keys are kept.

mod credential;
mod file;
mod keyring;
mod memory;

use std::path::PathBuf;

pub use credential::CredentialVault;
pub use file::FileVault;
pub use keyring::KeyringVault;
pub use memory::MemoryVault;

use crate::secret::{MasterKey, Secret};

/// The name under which the master key is kept.
pub(crate) const MASTER_KEY: &str = "master-key";

/// Keeps the master key and named secrets, such as the key that signs in to central.
pub trait Vault: Send + Sync {
    /// The secret kept under `name`.
    fn secret(&self, name: &str) -> Result<Option<Secret>, VaultError>;

    /// Keeps `value` under `name`, in place of what was there.
    fn store(&self, name: &str, value: &[u8]) -> Result<(), VaultError>;

    /// Forgets what is kept under `name`.
    fn remove(&self, name: &str) -> Result<(), VaultError>;

    /// What and where it is, for `portico doctor`.
    fn describe(&self) -> String;

    /// The master key. It is made at the first call and read back before it is used, so that nothing is ever sealed
    /// with a key that the vault did not keep.
    fn master_key(&self) -> Result<MasterKey, VaultError> {
        if let Some(kept) = self.secret(MASTER_KEY)? {
            return MasterKey::from_bytes(kept.expose()).ok_or(VaultError::Damaged {
                what: MASTER_KEY.into(),
            });
        }
        let key = MasterKey::generate();
        self.store(MASTER_KEY, &key.bytes())?;
        let kept = self
            .secret(MASTER_KEY)?
            .ok_or(VaultError::Forgetful { vault: self.describe() })?;

        MasterKey::from_bytes(kept.expose()).ok_or(VaultError::Damaged {
            what: MASTER_KEY.into(),
        })
    }
}

/// Why a key could not be had. Every text tells staff what to do.
#[derive(Debug, thiserror::Error)]
pub enum VaultError {
    /// No keyring answers.
    #[error(
        "no keyring answers ({reason}). On Linux install gnome-keyring (or KWallet), start the kiosk inside a desktop \
         or `dbus-run-session`, and unlock it with `gnome-keyring-daemon --unlock --components=secrets`; or give the \
         service a systemd credential named `portico-master-key`. For development only, choose the file vault"
    )]
    NoKeyring {
        /// What the system said.
        reason: String,
    },
    /// The keyring is there, but locked, and nobody unlocked it.
    #[error("the keyring is locked ({reason}): unlock it, or let the login unlock it, and start again")]
    Locked {
        /// What the system said.
        reason: String,
    },
    /// The keyring did not answer in time.
    #[error("the keyring did not answer within {seconds} seconds: a window that asks to unlock it may be open")]
    Silent {
        /// How long was waited.
        seconds: u64,
    },
    /// A store that forgets at reboot or logout must not hold the key: a power cut would lose every sealed registration.
    #[error("`{vault}` forgets its keys and is refused, because the outbox would be lost with them")]
    Forgetful {
        /// Which store.
        vault: String,
    },
    /// The kept value is not what was stored.
    #[error("the vault's entry `{what}` is damaged: restore it, or enroll this kiosk again")]
    Damaged {
        /// Which entry.
        what: String,
    },
    /// The file vault's file can be read by others.
    #[error("{} can be read by other users: run `chmod 600` on it", path.display())]
    Exposed {
        /// The file.
        path: PathBuf,
    },
    /// The file or directory could not be used.
    #[error("{} could not be used: {reason}", path.display())]
    Storage {
        /// The file or directory.
        path: PathBuf,
        /// What the system said.
        reason: String,
    },
    /// This vault cannot keep new things.
    #[error("{vault} is read-only: provide `{what}` where it is configured")]
    ReadOnly {
        /// Which vault.
        vault: String,
        /// What was to be kept.
        what: String,
    },
}
