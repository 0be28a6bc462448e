//! What this process has in hand. It is in memory only: when the process dies, nothing is left half-taken, and taking
//! a submission costs no commit and needs no space on the disk.

use std::collections::HashSet;
use std::sync::{MutexGuard, PoisonError};

use uuid::Uuid;

use crate::outbox::{Outbox, Row, State};

#[derive(Default)]
pub(super) struct Hands {
    /// Being sent now.
    sending: HashSet<Uuid>,
    /// Enqueued by this process and never tried: central cannot have any of it.
    untried: HashSet<Uuid>,
}

impl Hands {
    pub(super) fn enqueued(&mut self, id: Uuid) {
        self.untried.insert(id);
    }

    pub(super) fn is_sending(&self, id: Uuid) -> bool {
        self.sending.contains(&id)
    }

    pub(super) fn sending(&self) -> Vec<Uuid> {
        self.sending.iter().copied().collect()
    }

    /// Takes one. `true` when it was never tried before.
    pub(super) fn take(&mut self, id: Uuid) -> bool {
        self.sending.insert(id);

        self.untried.remove(&id)
    }
}

impl Outbox {
    /// Lets a submission go that was claimed, whatever became of it.
    pub(crate) fn let_go(&self, id: Uuid) {
        self.hands().sending.remove(&id);
    }

    /// Lets a submission go that nobody finished trying: the one who held it went away.
    pub(crate) fn let_go_untried(&self, id: Uuid) {
        self.let_go(id);
        self.0.changed.notify_one();
    }

    pub(super) fn hands(&self) -> MutexGuard<'_, Hands> {
        self.0.hands.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The row as it stands: one that is in hand is being sent.
    pub(super) fn shown(&self, mut row: Row) -> Row {
        if row.state == State::Waiting && self.hands().is_sending(row.id) {
            row.state = State::Sending;
        }

        row
    }
}
