//! The durable, sealed queue of what central has not acknowledged yet.
//!
//! One `SQLite` file in WAL mode with `synchronous = FULL`: what [`Outbox::enqueue`] returned for survives a power cut.
//! Everything a person said is sealed; ids, kinds, states and times are not. See `outbox/row.rs` for how a changed
//! or swapped row is noticed.

mod draft;
mod error;
pub(crate) mod fuzzing;
mod hands;
mod keys;
mod queue;
mod row;
mod store;
mod turn;

use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};

use jiff::Timestamp;
use jiff::civil::Date;
use rusqlite::{Connection, TransactionBehavior, params};
use tokio::sync::Notify;
use uuid::Uuid;

pub use draft::Draft;
pub use error::OutboxError;
pub(crate) use queue::{Amendment, Claim, Claimed, Progress, UnderWay};
pub use row::{Row, State, Status};

use crate::submission::Submission;
use crate::vault::Vault;
use hands::Hands;
use keys::Keys;

/// The largest submission in bytes: card pictures and signed papers are a few megabytes.
const LARGEST: usize = 64 * 1024 * 1024;

/// The queue. Cloning is cheap, and every clone is the same queue.
#[derive(Clone)]
pub struct Outbox(Arc<Inner>);

struct Inner {
    path: PathBuf,
    connection: Mutex<Connection>,
    keys: RwLock<Arc<Keys>>,
    hands: Mutex<Hands>,
    /// Held while this process is the one that sends.
    turn: Mutex<Option<fs::File>>,
    /// Wakes the sender when there is something new.
    changed: Notify,
}

impl Outbox {
    /// Opens the queue at `path`, making it when it is missing. The directory must exist.
    pub fn open(path: &Path, vault: &dyn Vault) -> Result<Self, OutboxError> {
        let mut connection = store::open(path)?;
        let keys = Keys::load(&mut connection, vault)?;
        let outbox = Self(Arc::new(Inner {
            path: path.to_owned(),
            connection: Mutex::new(connection),
            keys: RwLock::new(Arc::new(keys)),
            hands: Mutex::default(),
            turn: Mutex::new(None),
            changed: Notify::new(),
        }));
        outbox.purge_expired(Timestamp::now())?;

        Ok(outbox)
    }

    /// Makes the submission durable. When this returns `Ok`, it survives a crash and a power cut. Enqueuing the same
    /// submission again changes nothing, also after central acknowledged it; anything else under its id is
    /// [`OutboxError::Duplicate`].
    pub fn enqueue(&self, submission: &Submission) -> Result<(), OutboxError> {
        if self.or_make_space(self.insert(submission, State::Waiting, None))? {
            self.hands().enqueued(submission.id);
        }
        self.0.changed.notify_one();

        Ok(())
    }

    /// Makes a submission durable that only staff can let go on.
    pub(crate) fn enqueue_aside(&self, submission: &Submission, reason: &str) -> Result<(), OutboxError> {
        self.insert(submission, State::SetAside, Some(reason)).map(drop)
    }

    /// `false` when it is there already.
    fn insert(&self, submission: &Submission, state: State, reason: Option<&str>) -> Result<bool, OutboxError> {
        let plain = zeroize::Zeroizing::new(serde_json::to_vec(submission).map_err(|_| OutboxError::TooLarge)?);
        if plain.len() > LARGEST {
            return Err(OutboxError::TooLarge);
        }
        let created = Timestamp::now().as_millisecond();
        let mut connection = self.connection();
        let keys = self.keys();
        let order_key = submission.order_key.as_deref().map(|key| keys.order_key(key));
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        keys.check(&transaction)?;
        if let Some(existing) = row::Stored::find(&transaction, submission.id)? {
            return existing.same_content(&keys, &plain).map(|()| false);
        }
        let place: i64 = transaction
            .prepare_cached("SELECT COALESCE(MAX(place), 0) + 1 FROM submission")?
            .query_row([], |row| row.get(0))?;
        let stored = row::Stored::new(place, submission, order_key, created);
        let payload = keys.seal(&stored.payload_place(), &plain)?;
        let progress = stored.seal_progress(&keys, state, &Progress::default())?;
        transaction
            .prepare_cached(
                "INSERT INTO submission (place, id, kind, order_key, state, attempts, created, next_try, last_error, payload, progress)
                 VALUES (?1, ?2, ?3, ?4, ?8, 0, ?5, ?5, ?9, ?6, ?7)",
            )?
            .execute(params![place, stored.id, stored.kind, stored.order_key, created, payload, progress, state.name(), reason])?;
        transaction.commit()?;

        Ok(true)
    }

    /// The queue in numbers.
    pub fn status(&self) -> Result<Status, OutboxError> {
        let connection = self.connection();
        let mut status = Status::read(&connection, Timestamp::now())?;
        for id in self.hands().sending() {
            if Row::find(&connection, id)?.is_some_and(|row| row.state == State::Waiting) {
                status.waiting = status.waiting.saturating_sub(1);
                status.sending += 1;
            }
        }

        Ok(status)
    }

    /// Every submission, oldest first, without private data.
    pub fn list(&self) -> Result<Vec<Row>, OutboxError> {
        let rows = Row::all(&self.connection())?;

        Ok(rows.into_iter().map(|row| self.shown(row)).collect())
    }

    /// One submission, without private data.
    pub fn row(&self, id: Uuid) -> Result<Option<Row>, OutboxError> {
        let row = Row::find(&self.connection(), id)?;

        Ok(row.map(|row| self.shown(row)))
    }

    /// What was enqueued, in the clear: for staff who may see it. `None` once central has acknowledged it.
    pub fn reveal(&self, id: Uuid) -> Result<Option<Submission>, OutboxError> {
        let connection = self.connection();
        let stored = row::Stored::find(&connection, id)?.ok_or(OutboxError::Unknown)?;
        if stored.state == State::Acknowledged {
            return Ok(None);
        }

        stored.open(&self.keys()).map(|(submission, _)| Some(submission))
    }

    /// The ids of submissions whose sealed data was changed, swapped or cut. An empty list is the good answer.
    pub fn verify(&self) -> Result<Vec<Uuid>, OutboxError> {
        let keys = self.keys();
        let connection = self.connection();
        let mut damaged = Vec::new();
        for row in Row::all(&connection)? {
            if let Some(stored) = row::Stored::find(&connection, row.id)?
                && stored.check(&keys).is_err()
            {
                damaged.push(row.id);
            }
        }

        Ok(damaged)
    }

    /// Lets a submission that was set aside, or that waits for its next try, go at once.
    pub fn retry(&self, id: Uuid) -> Result<(), OutboxError> {
        self.change(id, |transaction, keys, stored| {
            if !matches!(stored.state, State::SetAside | State::Waiting) {
                return Ok(());
            }
            let (_, progress) = stored.open(keys)?;
            let sealed = stored.seal_progress(keys, State::Waiting, &progress)?;
            transaction
                .prepare_cached("UPDATE submission SET state = 'waiting', next_try = ?2, progress = ?3 WHERE id = ?1")?
                .execute(params![stored.id, Timestamp::now().as_millisecond(), sealed])?;

            Ok(())
        })?;
        self.0.changed.notify_one();

        Ok(())
    }

    /// Removes what central acknowledged before `before`; gives how many. Nothing else can be removed.
    pub fn purge(&self, before: Timestamp) -> Result<usize, OutboxError> {
        let removed = self.connection().execute(
            "DELETE FROM submission WHERE state = 'acknowledged' AND acknowledged < ?1",
            [before.as_millisecond()],
        )?;

        Ok(removed)
    }

    /// The next ticket number of a day, from 1; no number is given twice, also after a crash.
    pub fn next_ticket_number(&self, day: Date) -> Result<u32, OutboxError> {
        let number = self
            .connection()
            .prepare_cached(
                "INSERT INTO ticket (day, last) VALUES (?1, 1)
                 ON CONFLICT (day) DO UPDATE SET last = last + 1 RETURNING last",
            )?
            .query_row([day.to_string()], |row| row.get(0))?;

        Ok(number)
    }

    /// Seals everything anew with a new data key under a new master key. Stop the kiosk first: the queue must not be
    /// sending elsewhere. A crash at any moment leaves either the old keys or the new ones in force, never a mixture.
    pub fn rotate(&self, vault: &dyn Vault) -> Result<(), OutboxError> {
        self.take_turn()?;
        let mut connection = self.connection();
        let keys = keys::rotate(&mut connection, &self.keys(), vault)?;
        *self.0.keys.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(keys);

        Ok(())
    }

    /// Waits until something was enqueued or made due.
    pub(crate) async fn changed(&self) {
        self.0.changed.notified().await;
    }

    fn connection(&self) -> MutexGuard<'_, Connection> {
        self.0.connection.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// To be asked for while the connection is held, or [`Outbox::rotate`] may come in between.
    fn keys(&self) -> Arc<Keys> {
        Arc::clone(&self.0.keys.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// On a full disk the write-ahead log is folded into the file and cut, so that the next try may have room.
    fn or_make_space<T>(&self, result: Result<T, OutboxError>) -> Result<T, OutboxError> {
        if matches!(result, Err(OutboxError::Full))
            && let Err(error) = self.connection().execute_batch("PRAGMA wal_checkpoint(TRUNCATE)")
        {
            tracing::warn!(error = %OutboxError::from(error), "no space could be made on the disk");
        }

        result
    }

    /// Changes one row in a transaction of its own.
    fn change<T>(
        &self,
        id: Uuid,
        change: impl FnOnce(&rusqlite::Transaction<'_>, &Keys, &row::Stored) -> Result<T, OutboxError>,
    ) -> Result<T, OutboxError> {
        self.or_make_space(self.change_once(id, change))
    }

    fn change_once<T>(
        &self,
        id: Uuid,
        change: impl FnOnce(&rusqlite::Transaction<'_>, &Keys, &row::Stored) -> Result<T, OutboxError>,
    ) -> Result<T, OutboxError> {
        let mut connection = self.connection();
        let keys = self.keys();
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        keys.check(&transaction)?;
        let stored = row::Stored::find(&transaction, id)?.ok_or(OutboxError::Unknown)?;
        let result = change(&transaction, &keys, &stored)?;
        transaction.commit()?;

        Ok(result)
    }
}

impl fmt::Debug for Outbox {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Outbox")
    }
}
