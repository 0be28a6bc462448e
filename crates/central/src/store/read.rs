//! Reading resources.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, params};
use serde_json::Value;

use super::Surroundings;
use crate::problem::Problem;

/// A version of a resource as it is kept.
#[derive(Debug, Clone)]
pub(crate) struct Stored {
    pub key: i64,
    pub kind: String,
    pub id: String,
    pub version: i64,
    pub updated: Timestamp,
    pub body: Value,
}

impl Stored {
    /// The weak entity tag that `If-Match` names.
    pub fn etag(&self) -> String {
        format!("W/\"{}\"", self.version)
    }

    /// `Type/id/_history/version`.
    pub fn location(&self) -> String {
        format!("{}/{}/_history/{}", self.kind, self.id, self.version)
    }
}

/// What is under a type and id.
#[derive(Debug)]
pub(crate) enum Found {
    Present(Box<Stored>),
    Deleted { key: i64, version: i64 },
    Missing,
}

impl Found {
    /// The resource, or the 404 or 410 that says it isn't there.
    pub fn present(self) -> Result<Stored, Problem> {
        match self {
            Self::Present(stored) => Ok(*stored),
            Self::Deleted { .. } => Err(Problem::new(410, "deleted", "This resource was deleted.")),
            Self::Missing => Err(Problem::not_found("There is no resource with this type and id.")),
        }
    }
}

/// The store while it is being read.
pub(crate) struct Reader<'a> {
    pub connection: &'a Connection,
    pub surroundings: &'a Surroundings,
}

impl<'a> Reader<'a> {
    pub(super) fn new(connection: &'a Connection, surroundings: &'a Surroundings) -> Self {
        Self {
            connection,
            surroundings,
        }
    }

    pub fn find(&self, kind: &str, id: &str) -> Result<Found, Problem> {
        let row = self
            .connection
            .prepare_cached("SELECT key, version, updated, deleted, body FROM resource WHERE type = ?1 AND id = ?2")?
            .query_row(params![kind, id], |row| {
                Ok((
                    row.get::<_, i64>(0)?,
                    row.get::<_, i64>(1)?,
                    row.get::<_, i64>(2)?,
                    row.get::<_, bool>(3)?,
                    row.get::<_, String>(4)?,
                ))
            })
            .optional()?;

        Ok(match row {
            None => Found::Missing,
            Some((key, version, _, true, _)) => Found::Deleted { key, version },
            Some((key, version, updated, false, body)) => {
                Found::Present(Box::new(stored(kind, id, key, version, updated, &body)?))
            }
        })
    }

    /// One version of a resource, present or past.
    pub fn version(&self, kind: &str, id: &str, version: i64) -> Result<Stored, Problem> {
        let current = match self.find(kind, id)? {
            Found::Present(stored) if stored.version == version => return Ok(*stored),
            Found::Present(stored) => stored.key,
            Found::Deleted { key, .. } => key,
            Found::Missing => {
                return Err(Problem::not_found("There is no resource with this type and id."));
            }
        };
        let row = self
            .connection
            .prepare_cached("SELECT updated, body FROM history WHERE key = ?1 AND version = ?2 AND deleted = 0")?
            .query_row(params![current, version], |row| {
                Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?))
            })
            .optional()?;
        let (updated, body) = row.ok_or_else(|| Problem::not_found("There is no such version."))?;

        stored(kind, id, current, version, updated, &body)
    }

    pub fn exists(&self, kind: &str, id: &str) -> Result<bool, Problem> {
        Ok(self
            .connection
            .prepare_cached("SELECT 1 FROM resource WHERE type = ?1 AND id = ?2 AND deleted = 0")?
            .exists(params![kind, id])?)
    }

    pub fn is_empty(&self) -> Result<bool, Problem> {
        Ok(!self
            .connection
            .prepare_cached("SELECT 1 FROM resource LIMIT 1")?
            .exists([])?)
    }
}

fn stored(kind: &str, id: &str, key: i64, version: i64, updated: i64, body: &str) -> Result<Stored, Problem> {
    Ok(Stored {
        key,
        kind: kind.to_owned(),
        id: id.to_owned(),
        version,
        updated: Timestamp::from_millisecond(updated).map_err(|_| Problem::internal())?,
        body: serde_json::from_str(body).map_err(|_| Problem::internal())?,
    })
}
