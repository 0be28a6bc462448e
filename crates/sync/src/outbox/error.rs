//! What can go wrong with the queue.

use crate::seal::Broken;
use crate::vault::VaultError;

/// Why the outbox could not do it. No text carries private data.
#[derive(Debug, thiserror::Error)]
pub enum OutboxError {
    /// The key could not be had.
    #[error(transparent)]
    Vault(#[from] VaultError),
    /// The file or the disk failed.
    #[error("the outbox's file failed: {0}")]
    Storage(String),
    /// The disk is full. Nothing of what was to be stored is there.
    #[error("the disk is full: make space, and the kiosk goes on by itself")]
    Full,
    /// The vault's key does not open this outbox.
    #[error("the vault's key does not open this outbox: it belongs to another kiosk, or the keyring was replaced")]
    OtherKey,
    /// The keys were changed by another process while this one ran.
    #[error("the outbox's keys were changed meanwhile: start again")]
    Rotated,
    /// Sealed data was changed, swapped or cut.
    #[error("sealed data in the outbox was changed: {what}")]
    Damaged {
        /// Which part.
        what: String,
    },
    /// The same id is there with other content.
    #[error("this id is already in the outbox with other content")]
    Duplicate,
    /// No such submission.
    #[error("there is no such submission in the outbox")]
    Unknown,
    /// Larger than any registration.
    #[error("too large for the outbox")]
    TooLarge,
    /// Another process sends.
    #[error("another process is sending from this outbox: the kiosk sends by itself while it runs")]
    Busy,
    /// The file is from a newer version.
    #[error("the outbox was written by a newer version of Portico")]
    Newer,
}

impl From<rusqlite::Error> for OutboxError {
    fn from(error: rusqlite::Error) -> Self {
        // SQLite's own words may quote a value: only its code is kept.
        let reason = match error {
            rusqlite::Error::SqliteFailure(failure, _) if failure.code == rusqlite::ErrorCode::DiskFull => {
                return Self::Full;
            }
            rusqlite::Error::SqliteFailure(failure, _) => failure.to_string(),
            _ => "unexpected content".to_owned(),
        };

        Self::Storage(reason)
    }
}

impl From<Broken> for OutboxError {
    fn from(_: Broken) -> Self {
        Self::Damaged {
            what: "a sealed value".to_owned(),
        }
    }
}
