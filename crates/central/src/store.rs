//! Where resources are kept: one `SQLite` file, written in whole transactions, each on the disk before it is answered.

mod index;
pub(crate) mod read;
mod schema;
pub(crate) mod write;

use std::{
    path::Path,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use jiff::{Timestamp, tz::TimeZone};
use rusqlite::{Connection, TransactionBehavior};
use tokio::sync::Notify;

use crate::problem::Problem;
pub(crate) use read::{Found, Reader, Stored};
pub(crate) use write::Writer;

/// What the store has to know about the server around it.
#[derive(Debug)]
pub(crate) struct Surroundings {
    /// Every `https://name:port` by which this server may be called.
    pub origins: Vec<String>,
    pub zone: TimeZone,
    pub payer_delay: Duration,
}

/// The database. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Store {
    connection: Arc<Mutex<Connection>>,
    reading: Arc<Mutex<Connection>>,
    surroundings: Arc<Surroundings>,
    /// Rung when there may be work for the payer or the payment provider.
    pub work: Arc<Notify>,
}

impl Store {
    pub fn open(path: &Path, surroundings: Surroundings) -> Result<Self, rusqlite::Error> {
        Ok(Self {
            // In this order: the first makes the tables.
            connection: Arc::new(Mutex::new(schema::open(path)?)),
            reading: Arc::new(Mutex::new(schema::open_to_read(path)?)),
            surroundings: Arc::new(surroundings),
            work: Arc::new(Notify::new()),
        })
    }

    /// Runs something that only reads, all of it at one moment: what is committed meanwhile is not seen.
    pub async fn read<T, F>(&self, work: F) -> Result<T, Problem>
    where
        T: Send + 'static,
        F: FnOnce(&Reader<'_>) -> Result<T, Problem> + Send + 'static,
    {
        let store = self.clone();

        off_the_runtime(move || {
            let mut connection = store.reading.lock().unwrap_or_else(PoisonError::into_inner);
            let moment = connection.transaction()?;

            work(&Reader::new(&moment, &store.surroundings))
        })
        .await
    }

    /// Runs something that writes: all of it is kept, or nothing.
    pub async fn write<T, F>(&self, work: F) -> Result<T, Problem>
    where
        T: Send + 'static,
        F: FnOnce(&Writer<'_>) -> Result<T, Problem> + Send + 'static,
    {
        let store = self.clone();

        off_the_runtime(move || store.write_now(work)).await
    }

    /// The same as [`Store::write`], on the calling thread.
    pub fn write_now<T>(&self, work: impl FnOnce(&Writer<'_>) -> Result<T, Problem>) -> Result<T, Problem> {
        // A panic inside rolls its transaction back, so what the lock guards is whole even when poisoned.
        let mut connection = self.connection.lock().unwrap_or_else(PoisonError::into_inner);
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let writer = Writer::new(Reader::new(&transaction, &self.surroundings), Timestamp::now());
        let result = work(&writer)?;
        writer.check_references()?;
        let scheduled = writer.has_scheduled();
        transaction.commit()?;
        if scheduled {
            self.work.notify_one();
        }

        Ok(result)
    }

    /// Moves everything from the write-ahead log into the database file, for a tidy end.
    pub fn checkpoint(&self) {
        let connection = self.connection.lock().unwrap_or_else(PoisonError::into_inner);
        if connection.execute_batch("PRAGMA wal_checkpoint(TRUNCATE)").is_err() {
            tracing::warn!("the write-ahead log could not be folded in; it will be at the next start");
        }
    }
}

async fn off_the_runtime<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, Problem> + Send + 'static,
) -> Result<T, Problem> {
    tokio::task::spawn_blocking(work).await.unwrap_or_else(|_| {
        tracing::error!("work on the store ended early");

        Err(Problem::internal())
    })
}
