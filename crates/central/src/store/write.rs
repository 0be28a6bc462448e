//! Writing resources, inside one transaction.

use std::{
    cell::{Cell, RefCell},
    ops::Deref,
};

use jiff::Timestamp;
use rusqlite::params;
use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::{
    index,
    read::{Found, Reader, Stored},
};
use crate::{
    fhir::{
        json::{has_code, local_reference, resource_type, valid_id},
        links, validate,
    },
    problem::Problem,
};

/// The code system of the kiosk's tasks.
pub(crate) const TASK_SYSTEM: &str = "urn:portico:task";

/// What became of a write.
#[derive(Debug)]
pub(crate) struct Written {
    pub stored: Stored,
    pub created: bool,
}

/// The store while it is being written. Nothing is kept until the transaction ends well.
pub(crate) struct Writer<'a> {
    reader: Reader<'a>,
    pub now: Timestamp,
    /// References made in this transaction: where from, and the type and id they name.
    references: RefCell<Vec<(String, String, String)>>,
    scheduled: Cell<bool>,
}

impl<'a> Deref for Writer<'a> {
    type Target = Reader<'a>;

    fn deref(&self) -> &Reader<'a> {
        &self.reader
    }
}

impl<'a> Writer<'a> {
    pub(super) fn new(reader: Reader<'a>, now: Timestamp) -> Self {
        Self {
            reader,
            now: Timestamp::from_millisecond(now.as_millisecond()).unwrap_or(now),
            references: RefCell::default(),
            scheduled: Cell::new(false),
        }
    }

    pub(super) fn has_scheduled(&self) -> bool {
        self.scheduled.get()
    }

    /// Creates a resource under a new id, or under the one already promised to other entries of a Bundle.
    pub fn create(&self, resource: Value, id: Option<String>) -> Result<Written, Problem> {
        let id = id.unwrap_or_else(|| Uuid::new_v4().to_string());
        let kind = resource_type(&resource).to_owned();
        let stored = self.put(&kind, &id, resource, None)?;
        self.notice(&stored)?;

        Ok(Written { stored, created: true })
    }

    /// Replaces a resource, or creates it under the client's own id.
    ///
    /// A body that says what is already there changes nothing: no new version.
    pub fn update(&self, kind: &str, id: &str, resource: Value, if_match: Option<&str>) -> Result<Written, Problem> {
        if !valid_id(id) {
            return Err(Problem::structure(
                "An id has 1 to 64 letters, digits, hyphens and full stops.",
            ));
        }
        if resource.get("id").and_then(Value::as_str) != Some(id) {
            return Err(Problem::structure("The resource's id must be the one of the URL.").at(format!("{kind}.id")));
        }
        if resource_type(&resource) != kind {
            return Err(Problem::structure("The resourceType must be the one of the URL.").at("resourceType"));
        }
        let found = self.find(kind, id)?;
        match (&found, if_match) {
            (Found::Present(stored), Some(tag)) if !tag_matches(tag, stored.version) => {
                return Err(Problem::precondition(
                    "conflict",
                    "The resource has changed since it was read. Read it again.",
                ));
            }
            (Found::Missing | Found::Deleted { .. }, Some(_)) => {
                return Err(Problem::precondition("conflict", "There is no such resource any more."));
            }
            _ => {}
        }

        match found {
            Found::Present(stored) if same(&stored.body, &resource) => Ok(Written {
                stored: *stored,
                created: false,
            }),
            Found::Present(stored) => {
                self.keep_history(stored.key)?;
                let stored = self.put(kind, id, resource, Some((stored.key, stored.version)))?;

                Ok(Written { stored, created: false })
            }
            Found::Deleted { key, version } => {
                self.keep_history(key)?;
                let stored = self.put(kind, id, resource, Some((key, version)))?;

                Ok(Written { stored, created: true })
            }
            Found::Missing => {
                let stored = self.put(kind, id, resource, None)?;
                self.notice(&stored)?;

                Ok(Written { stored, created: true })
            }
        }
    }

    /// Deletes a resource; deleting twice is the same as once.
    pub fn delete(&self, kind: &str, id: &str) -> Result<(), Problem> {
        let Found::Present(stored) = self.find(kind, id)? else {
            return Ok(());
        };
        self.keep_history(stored.key)?;
        self.connection.execute(
            "UPDATE resource SET version = version + 1, updated = ?2, deleted = 1, body = '' WHERE key = ?1",
            params![stored.key, self.now.as_millisecond()],
        )?;
        self.connection
            .execute("DELETE FROM search_index WHERE key = ?1", [stored.key])?;

        Ok(())
    }

    /// Changes a resource by a function, keeping everything else in it.
    pub fn amend(&self, stored: &Stored, change: impl FnOnce(&mut Map<String, Value>)) -> Result<Stored, Problem> {
        let mut body = stored.body.clone();
        if let Some(fields) = body.as_object_mut() {
            change(fields);
        }

        Ok(self.update(&stored.kind, &stored.id, body, None)?.stored)
    }

    /// Remembers work for later.
    pub fn schedule(&self, kind: &str, id: &str, due: Timestamp) -> Result<(), Problem> {
        self.connection
            .prepare_cached("INSERT OR REPLACE INTO job (kind, id, due) VALUES (?1, ?2, ?3)")?
            .execute(params![kind, id, due.as_millisecond()])?;
        self.scheduled.set(true);

        Ok(())
    }

    /// Every reference made in this transaction must lead somewhere, now that all of it is written.
    pub(super) fn check_references(&self) -> Result<(), Problem> {
        for (place, kind, id) in self.references.borrow().iter() {
            if !self.exists(kind, id)? {
                return Err(
                    Problem::rule("not-found", format!("{place}: the {kind} it refers to is not here."))
                        .at(place.clone()),
                );
            }
        }

        Ok(())
    }

    fn put(&self, kind: &str, id: &str, mut resource: Value, before: Option<(i64, i64)>) -> Result<Stored, Problem> {
        validate::resource(&resource, &self.surroundings.zone)?;
        let version = before.map_or(1, |(_, version)| version + 1);
        stamp(&mut resource, id, version, self.now);
        let body = resource.to_string();
        let updated = self.now.as_millisecond();
        let key = if let Some((key, _)) = before {
            self.connection
                .prepare_cached(
                    "UPDATE resource SET version = ?2, updated = ?3, deleted = 0, body = ?4 WHERE key = ?1",
                )?
                .execute(params![key, version, updated, body])?;
            self.connection
                .prepare_cached("DELETE FROM search_index WHERE key = ?1")?
                .execute([key])?;

            key
        } else {
            self.connection
                .prepare_cached("INSERT INTO resource (type, id, version, updated, body) VALUES (?1, ?2, ?3, ?4, ?5)")?
                .execute(params![kind, id, version, updated, body])?;

            self.connection.last_insert_rowid()
        };
        self.fill_index(key, kind, &resource)?;
        self.remember_references(kind, &resource);

        Ok(Stored {
            key,
            kind: kind.to_owned(),
            id: id.to_owned(),
            version,
            updated: self.now,
            body: resource,
        })
    }

    fn fill_index(&self, key: i64, kind: &str, resource: &Value) -> Result<(), Problem> {
        let mut insert = self.connection.prepare_cached(
            "INSERT INTO search_index (key, parameter, system, value, exact, low, high) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        )?;
        for row in index::rows(kind, resource, &self.surroundings.zone, &self.surroundings.origins) {
            insert.execute(params![
                key,
                row.parameter,
                row.system,
                row.value,
                row.exact,
                row.low,
                row.high
            ])?;
        }

        Ok(())
    }

    fn remember_references(&self, kind: &str, resource: &Value) {
        links::each_reference(resource, kind, &mut |place, reference| {
            if let Some((target, id)) = local_reference(reference, &self.surroundings.origins) {
                self.references
                    .borrow_mut()
                    .push((place.to_owned(), target.to_owned(), id.to_owned()));
            }
        });
    }

    fn keep_history(&self, key: i64) -> Result<(), Problem> {
        self.connection
            .prepare_cached(
                "INSERT INTO history (key, version, updated, deleted, body) SELECT key, version, updated, deleted, body FROM resource WHERE key = ?1",
            )?
            .execute([key])?;

        Ok(())
    }

    /// Tells the payer and the payment provider about what concerns them.
    fn notice(&self, stored: &Stored) -> Result<(), Problem> {
        let body = &stored.body;
        match stored.kind.as_str() {
            "CoverageEligibilityRequest" => {
                let delay = jiff::SignedDuration::try_from(self.surroundings.payer_delay).unwrap_or_default();
                self.schedule("payer", &stored.id, self.now + delay)
            }
            "Task"
                if has_code(body.get("code"), TASK_SYSTEM, "payment-link")
                    && body.get("status").and_then(Value::as_str) == Some("requested") =>
            {
                self.schedule("payment-link", &stored.id, self.now)
            }
            _ => Ok(()),
        }
    }
}

/// Whether an `If-Match` value names this version. Both `W/"3"` and `"3"` are met.
fn tag_matches(tag: &str, version: i64) -> bool {
    let tag = tag.trim();
    let tag = tag.strip_prefix("W/").unwrap_or(tag).trim_matches('"');

    tag == version.to_string()
}

/// Writes id, version and time into the resource, keeping the rest of its `meta`.
fn stamp(resource: &mut Value, id: &str, version: i64, now: Timestamp) {
    let Some(fields) = resource.as_object_mut() else {
        return;
    };
    fields.insert("id".into(), json!(id));
    let meta = fields.entry("meta").or_insert_with(|| json!({}));
    if let Some(meta) = meta.as_object_mut() {
        meta.insert("versionId".into(), json!(version.to_string()));
        meta.insert("lastUpdated".into(), json!(format!("{now:.3}")));
    }
}

/// Whether two bodies say the same, apart from what the server itself writes.
fn same(stored: &Value, sent: &Value) -> bool {
    let strip = |resource: &Value| {
        let mut resource = resource.clone();
        if let Some(fields) = resource.as_object_mut() {
            fields.remove("id");
            if let Some(meta) = fields.get_mut("meta").and_then(Value::as_object_mut) {
                meta.remove("versionId");
                meta.remove("lastUpdated");
                if meta.is_empty() {
                    fields.remove("meta");
                }
            }
        }
        resource
    };

    strip(stored) == strip(sent)
}
