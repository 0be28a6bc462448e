//! Sealed things that are not on their way to central: unfinished sessions, and what is kept for when central is away.

use jiff::{SignedDuration, Timestamp};
use rusqlite::{OptionalExtension, Transaction, params};
use uuid::Uuid;

use crate::outbox::keys::Keys;
use crate::outbox::{Outbox, OutboxError};
use crate::seal::Place;
use crate::secret::Secret;

/// How long an unfinished session can be taken up again.
const DRAFT_LIFE: SignedDuration = SignedDuration::from_mins(10);

/// The most bytes of one unfinished session or one kept thing.
const LARGEST: usize = 64 * 1024 * 1024;

/// An unfinished session.
#[derive(Debug)]
pub struct Draft {
    /// The session.
    pub id: Uuid,
    /// When it was last put.
    pub updated: Timestamp,
    /// When it is purged.
    pub expires: Timestamp,
    /// What was put.
    pub bytes: Secret,
}

impl Outbox {
    /// Keeps an unfinished session for ten minutes, in place of what was kept of it.
    pub fn put_draft(&self, id: Uuid, bytes: &[u8]) -> Result<(), OutboxError> {
        self.put_draft_until(
            id,
            bytes,
            Timestamp::now().saturating_add(DRAFT_LIFE).unwrap_or(Timestamp::MAX),
        )
    }

    /// Keeps an unfinished session until `expires`.
    pub fn put_draft_until(&self, id: Uuid, bytes: &[u8], expires: Timestamp) -> Result<(), OutboxError> {
        let id = id.to_string();
        let connection = self.connection();
        let sealed = self.seal_until(draft_place, &id, bytes, expires)?;
        connection
            .prepare_cached(
                "INSERT INTO draft (id, updated, expires, sealed) VALUES (?1, ?2, ?3, ?4) ON CONFLICT (id) DO UPDATE
                 SET updated = excluded.updated, expires = excluded.expires, sealed = excluded.sealed",
            )?
            .execute(params![
                id,
                Timestamp::now().as_millisecond(),
                expires.as_millisecond(),
                sealed
            ])?;

        Ok(())
    }

    /// The unfinished sessions that can still be taken up, latest first. One whose sealed data was changed is left out.
    pub fn drafts(&self) -> Result<Vec<Draft>, OutboxError> {
        self.purge_expired(Timestamp::now())?;
        let connection = self.connection();
        let keys = self.keys();
        let mut statement =
            connection.prepare_cached("SELECT id, updated, expires, sealed FROM draft ORDER BY updated DESC")?;
        let rows = statement.query_map([], |row| {
            Ok((
                row.get::<_, String>(0)?,
                row.get::<_, i64>(1)?,
                row.get::<_, i64>(2)?,
                row.get::<_, Vec<u8>>(3)?,
            ))
        })?;
        let mut drafts = Vec::new();
        for row in rows {
            let (id, updated, expires, sealed) = row?;
            if let Ok(plain) = keys.open(&draft_place(&id, expires), &sealed)
                && let Ok(id) = id.parse()
            {
                drafts.push(Draft {
                    id,
                    updated: Timestamp::from_millisecond(updated).unwrap_or(Timestamp::UNIX_EPOCH),
                    expires: Timestamp::from_millisecond(expires).unwrap_or(Timestamp::UNIX_EPOCH),
                    bytes: Secret::new(plain.to_vec()),
                });
            }
        }

        Ok(drafts)
    }

    /// Takes an unfinished session out: it is gone from the disk when this returns.
    pub fn take_draft(&self, id: Uuid) -> Result<Option<Secret>, OutboxError> {
        let draft = self.drafts()?.into_iter().find(|draft| draft.id == id);
        self.delete_draft(id)?;

        Ok(draft.map(|draft| draft.bytes))
    }

    /// Forgets an unfinished session.
    pub fn delete_draft(&self, id: Uuid) -> Result<(), OutboxError> {
        self.connection()
            .execute("DELETE FROM draft WHERE id = ?1", [id.to_string()])?;

        Ok(())
    }

    /// Keeps something sealed until `expires`, such as today's visits for when central is away.
    pub fn keep(&self, name: &str, bytes: &[u8], expires: Timestamp) -> Result<(), OutboxError> {
        let connection = self.connection();
        let sealed = self.seal_until(kept_place, name, bytes, expires)?;
        connection
            .prepare_cached(
                "INSERT INTO kept (name, expires, sealed) VALUES (?1, ?2, ?3) ON CONFLICT (name) DO UPDATE
                 SET expires = excluded.expires, sealed = excluded.sealed",
            )?
            .execute(params![name, expires.as_millisecond(), sealed])?;

        Ok(())
    }

    /// What is kept under `name`, when it has not expired.
    pub fn kept(&self, name: &str) -> Result<Option<Secret>, OutboxError> {
        self.purge_expired(Timestamp::now())?;
        let connection = self.connection();
        let row: Option<(i64, Vec<u8>)> = connection
            .prepare_cached("SELECT expires, sealed FROM kept WHERE name = ?1")?
            .query_row([name], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        let Some((expires, sealed)) = row else {
            return Ok(None);
        };
        let plain = self
            .keys()
            .open(&kept_place(name, expires), &sealed)
            .map_err(|_| OutboxError::Damaged {
                what: format!("kept {name}"),
            })?;

        Ok(Some(Secret::new(plain.to_vec())))
    }

    /// Empties the log beside the file, so that what was deleted does not linger there, sealed as it is. Where
    /// somebody is reading meanwhile, it stays for the next time.
    pub fn truncate_log(&self) -> Result<(), OutboxError> {
        self.connection()
            .query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;

        Ok(())
    }

    pub(super) fn purge_expired(&self, now: Timestamp) -> Result<(), OutboxError> {
        let connection = self.connection();
        for table in ["draft", "kept"] {
            let now = now.as_millisecond();
            let any: bool = connection
                .prepare_cached(&format!("SELECT EXISTS (SELECT 1 FROM {table} WHERE expires <= ?1)"))?
                .query_row([now], |row| row.get(0))?;
            if any {
                connection.execute(&format!("DELETE FROM {table} WHERE expires <= ?1"), [now])?;
            }
        }

        Ok(())
    }

    fn seal_until(
        &self,
        place: fn(&str, i64) -> Place,
        name: &str,
        bytes: &[u8],
        expires: Timestamp,
    ) -> Result<Vec<u8>, OutboxError> {
        if bytes.len() > LARGEST {
            return Err(OutboxError::TooLarge);
        }

        Ok(self.keys().seal(&place(name, expires.as_millisecond()), bytes)?)
    }
}

/// Sealed to the time at which it expires, so that nobody makes a session live longer.
pub(super) fn draft_place(id: &str, expires: i64) -> Place {
    Place::new(&["draft", id, &expires.to_string()])
}

pub(super) fn kept_place(name: &str, expires: i64) -> Place {
    Place::new(&["kept", name, &expires.to_string()])
}

pub(super) fn reseal(transaction: &Transaction<'_>, old: &Keys, new: &Keys) -> Result<(), OutboxError> {
    for (table, name, place) in [
        ("draft", "id", draft_place as fn(&str, i64) -> Place),
        ("kept", "name", kept_place as fn(&str, i64) -> Place),
    ] {
        let mut statement = transaction.prepare(&format!("SELECT {name}, expires, sealed FROM {table}"))?;
        let rows: Vec<(String, i64, Vec<u8>)> = statement
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
            .collect::<Result<_, _>>()?;
        for (id, expires, sealed) in rows {
            let Ok(plain) = old.open(&place(&id, expires), &sealed) else {
                continue;
            };
            let sealed = new.seal(&place(&id, expires), &plain)?;
            transaction.execute(
                &format!("UPDATE {table} SET sealed = ?2 WHERE {name} = ?1"),
                params![id, sealed],
            )?;
        }
    }

    Ok(())
}
