//! Drafts in memory, for tests of screens. They are written and read as on disk, so that nothing is kept by accident.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use futures::FutureExt;
use uuid::Uuid;
use zeroize::Zeroizing;

use super::{Draft, Drafts, Ended};
use crate::service::central::Reply;
use crate::service::clock::Clock;

/// Drafts in memory.
pub struct MemoryDrafts {
    clock: Arc<dyn Clock>,
    kept: Mutex<Vec<(Uuid, Zeroizing<Vec<u8>>)>>,
    ended: Mutex<Vec<(Uuid, Ended)>>,
}

impl MemoryDrafts {
    /// None yet.
    pub fn new(clock: Arc<dyn Clock>) -> Self {
        Self {
            clock,
            kept: Mutex::default(),
            ended: Mutex::default(),
        }
    }

    /// Says that a session had ended when the kiosk crashed.
    pub fn end(&self, session: Uuid, ended: Ended) {
        lock(&self.ended).push((session, ended));
    }

    fn ended(&self, session: Uuid) -> Option<Ended> {
        lock(&self.ended)
            .iter()
            .find(|(id, _)| *id == session)
            .map(|(_, ended)| *ended)
    }
}

impl Drafts for MemoryDrafts {
    fn keep(&self, draft: Draft) -> Reply<()> {
        if let Ok(bytes) = draft.write() {
            let mut kept = lock(&self.kept);
            kept.retain(|(id, _)| *id != draft.session.id);
            kept.insert(0, (draft.session.id, bytes));
        }

        async {}.boxed()
    }

    fn forget(&self, session: Uuid) {
        lock(&self.kept).retain(|(id, _)| *id != session);
    }

    fn all(&self) -> Reply<Vec<Draft>> {
        let now = self.clock.now();
        let all: Vec<Draft> = lock(&self.kept)
            .iter()
            .filter_map(|(_, bytes)| Draft::read(bytes).ok())
            .filter(|draft| now < draft.expires())
            .collect();

        async move { all }.boxed()
    }

    fn has_ended(&self, session: Uuid) -> Reply<bool> {
        let ended = self.ended(session).is_some();

        async move { ended }.boxed()
    }

    fn end_of(&self, session: Uuid) -> Reply<Option<Ended>> {
        let ended = self.ended(session);

        async move { ended }.boxed()
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
