//! The file: how it is opened and what is in it.

use std::fs::OpenOptions;
use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, TransactionBehavior};

use crate::outbox::OutboxError;

const VERSION: i64 = 1;

/// Few indexes, because each costs a page in every commit: one of what is not over yet, which is never much. What
/// stands in the clear is what staff may see on a list; the rest is sealed.
pub(super) const SCHEMA: &str = "
    CREATE TABLE meta (name TEXT PRIMARY KEY, value BLOB NOT NULL) STRICT;
    CREATE TABLE submission (
        place INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        kind TEXT NOT NULL,
        order_key TEXT,
        state TEXT NOT NULL,
        attempts INTEGER NOT NULL,
        created INTEGER NOT NULL,
        next_try INTEGER NOT NULL,
        acknowledged INTEGER,
        last_error TEXT,
        payload BLOB NOT NULL,
        progress BLOB NOT NULL
    ) STRICT;
    CREATE INDEX submission_open ON submission (order_key, place) WHERE state IN ('waiting', 'sending');
    CREATE TABLE draft (id TEXT PRIMARY KEY, updated INTEGER NOT NULL, expires INTEGER NOT NULL, sealed BLOB NOT NULL) STRICT;
    CREATE TABLE kept (name TEXT PRIMARY KEY, expires INTEGER NOT NULL, sealed BLOB NOT NULL) STRICT;
    CREATE TABLE ticket (day TEXT PRIMARY KEY, last INTEGER NOT NULL) STRICT;
";

pub(super) fn open(path: &Path) -> Result<Connection, OutboxError> {
    make_private(path)?;
    let mut connection = Connection::open(path)?;
    connection.busy_timeout(Duration::from_secs(10))?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "secure_delete", "ON")?;
    connection.pragma_update(None, "temp_store", "MEMORY")?;
    connection.set_prepared_statement_cache_capacity(32);

    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let version: i64 = transaction.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    match version {
        0 => {
            transaction.execute_batch(SCHEMA)?;
            transaction.pragma_update(None, "user_version", VERSION)?;
        }
        VERSION => {}
        _ => return Err(OutboxError::Newer),
    }
    transaction.commit()?;

    Ok(connection)
}

/// Makes the file readable by its owner only, before anything is in it.
fn make_private(path: &Path) -> Result<(), OutboxError> {
    let mut options = OpenOptions::new();
    options.append(true).create(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }

    options
        .open(path)
        .map(drop)
        .map_err(|error| OutboxError::Storage(error.kind().to_string()))
}
