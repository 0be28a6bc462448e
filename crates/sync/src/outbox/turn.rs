//! Who sends: one process at a time.

use std::fs::{OpenOptions, TryLockError};
use std::sync::PoisonError;

use crate::outbox::{Inner, Outbox, OutboxError};

impl Outbox {
    /// Makes this process the one that sends, until the outbox is dropped. What a process that died left half-sent
    /// waits again from here on. The operating system gives the lock back when a process dies.
    pub(crate) fn take_turn(&self) -> Result<(), OutboxError> {
        let mut turn = self.0.turn.lock().unwrap_or_else(PoisonError::into_inner);
        if turn.is_some() {
            return Ok(());
        }
        let path = self.0.path.with_extension("sending");
        let storage = |error: &std::io::Error| OutboxError::Storage(error.kind().to_string());
        let file = OpenOptions::new()
            .append(true)
            .create(true)
            .open(path)
            .map_err(|error| storage(&error))?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(OutboxError::Busy),
            Err(TryLockError::Error(error)) => return Err(storage(&error)),
        }
        self.connection()
            .execute("UPDATE submission SET state = 'waiting' WHERE state = 'sending'", [])?;
        *turn = Some(file);

        Ok(())
    }
}

impl Drop for Inner {
    /// Gives the turn back in so many words: closing the file alone would leave it taken for as long as a child process
    /// that was just started still has a copy of the open file.
    fn drop(&mut self) {
        if let Some(file) = self.turn.get_mut().unwrap_or_else(PoisonError::into_inner).take()
            && let Err(error) = file.unlock()
        {
            tracing::warn!(error = %error.kind(), "the turn to send was not given back");
        }
    }
}
