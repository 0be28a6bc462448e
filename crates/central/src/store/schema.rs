//! The tables, and how the database is opened.

use std::{path::Path, time::Duration};

use rusqlite::Connection;

const TABLES: &str = "
CREATE TABLE IF NOT EXISTS resource (
    key INTEGER PRIMARY KEY,
    type TEXT NOT NULL,
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    updated INTEGER NOT NULL,
    deleted INTEGER NOT NULL DEFAULT 0,
    body TEXT NOT NULL,
    UNIQUE (type, id)
);
CREATE TABLE IF NOT EXISTS history (
    key INTEGER NOT NULL REFERENCES resource (key),
    version INTEGER NOT NULL,
    updated INTEGER NOT NULL,
    deleted INTEGER NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (key, version)
);
-- One row for each value that a search parameter finds in a resource. `parameter` is `Type.name`.
-- Tokens: `system` (an asterisk where the element has none by nature) and `value`. Texts: `value` folded and `exact`.
-- References: `value` is `Type/id`. Dates: `low` and `high` in milliseconds.
CREATE TABLE IF NOT EXISTS search_index (
    key INTEGER NOT NULL REFERENCES resource (key),
    parameter TEXT NOT NULL,
    system TEXT,
    value TEXT,
    exact TEXT,
    low INTEGER,
    high INTEGER
);
-- Each row is in one of the two: every index entry costs a page in a commit.
DROP INDEX IF EXISTS search_by_value;
DROP INDEX IF EXISTS search_by_time;
CREATE INDEX IF NOT EXISTS search_by_known_value ON search_index (parameter, value) WHERE value IS NOT NULL;
CREATE INDEX IF NOT EXISTS search_by_known_time ON search_index (parameter, low) WHERE low IS NOT NULL;
CREATE INDEX IF NOT EXISTS search_by_resource ON search_index (key, parameter);
CREATE TABLE IF NOT EXISTS client (id TEXT PRIMARY KEY, jwks TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS assertion (client TEXT NOT NULL, jti TEXT NOT NULL, expires INTEGER NOT NULL, PRIMARY KEY (client, jti));
-- What the pretend payer and payment provider still have to do, and when.
CREATE TABLE IF NOT EXISTS job (kind TEXT NOT NULL, id TEXT NOT NULL, due INTEGER NOT NULL, PRIMARY KEY (kind, id));
CREATE TABLE IF NOT EXISTS payment (
    token_hash BLOB PRIMARY KEY,
    task TEXT NOT NULL,
    amount TEXT NOT NULL,
    currency TEXT NOT NULL,
    expires INTEGER NOT NULL,
    paid INTEGER
);
CREATE INDEX IF NOT EXISTS payment_by_task ON payment (task);
";

/// Pages kept in memory, in KiB.
const CACHE: i64 = 16 * 1024;

/// Opens the database again, for reading only: readers do not wait while a commit goes to the disk.
pub(super) fn open_to_read(path: &Path) -> Result<Connection, rusqlite::Error> {
    let connection = Connection::open(path)?;
    connection.busy_timeout(Duration::from_secs(5))?;
    connection.pragma_update(None, "query_only", true)?;
    connection.pragma_update(None, "cache_size", -CACHE)?;
    connection.set_prepared_statement_cache_capacity(256);

    Ok(connection)
}

/// Opens the database, making it when it isn't there, readable by its owner only.
pub(super) fn open(path: &Path) -> Result<Connection, rusqlite::Error> {
    let connection = Connection::open(path)?;
    connection.busy_timeout(Duration::from_secs(5))?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    // An acknowledged registration survives a power cut.
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    // Many registrations touch the same index pages: folding them in less often writes them less often.
    connection.pragma_update(None, "wal_autocheckpoint", 4000)?;
    connection.pragma_update(None, "cache_size", -CACHE)?;
    connection.execute_batch(TABLES)?;
    connection.set_prepared_statement_cache_capacity(256);

    Ok(connection)
}
