//! Answers to searches, a page at a time.
//!
//! A search is run once. Its further pages are reached by an opaque token, so that no name or birth date ever stands in
//! a link, and so that nothing is skipped or repeated when resources change meanwhile.

use std::{
    collections::{HashMap, HashSet},
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

use rusqlite::params;
use serde_json::{Value, json};

use super::Link;
use crate::{
    fhir::definitions::{Kind, parameters},
    problem::Problem,
    secrets::random_token,
    store::{Found, Reader},
};

const LIFE: Duration = Duration::from_mins(10);
const MAX_KEPT: usize = 256;
/// Resources that one page includes beside its matches.
const MAX_INCLUDED: usize = 1000;

/// A search's matches, as they were when it was run.
#[derive(Debug)]
pub(crate) struct Snapshot {
    pub kind: String,
    pub ids: Vec<String>,
    pub count: usize,
    pub include: Vec<Link>,
    pub revinclude: Vec<Link>,
    pub total_only: bool,
}

/// The searches that have further pages.
#[derive(Default)]
pub(crate) struct Pages(Mutex<HashMap<String, (Instant, Arc<Snapshot>)>>);

impl Pages {
    pub fn keep(&self, snapshot: Arc<Snapshot>) -> String {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.retain(|_, (made, _)| made.elapsed() < LIFE);
        while kept.len() >= MAX_KEPT {
            let Some(oldest) = kept
                .iter()
                .min_by_key(|(_, (made, _))| *made)
                .map(|(token, _)| token.clone())
            else {
                break;
            };
            kept.remove(&oldest);
        }
        let token = random_token();
        kept.insert(token.clone(), (Instant::now(), snapshot));

        token
    }

    pub fn find(&self, token: &str) -> Result<Arc<Snapshot>, Problem> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);

        kept.get(token)
            .filter(|(made, _)| made.elapsed() < LIFE)
            .map(|(_, snapshot)| Arc::clone(snapshot))
            .ok_or_else(|| Problem::new(410, "expired", "This page is no longer kept. Search again."))
    }
}

/// A page of a search as a Bundle. `token` is what further pages are asked for with.
pub(crate) fn searchset(
    reader: &Reader<'_>,
    base: &str,
    snapshot: &Snapshot,
    token: Option<&str>,
    offset: usize,
    this: &str,
) -> Result<Value, Problem> {
    let page = |offset: usize| token.map(|token| format!("{base}/{}?_page={token}&_offset={offset}", snapshot.kind));
    let mut links = vec![json!({ "relation": "self", "url": this })];
    let mut entries = Vec::new();
    if !snapshot.total_only {
        let mut seen = HashSet::new();
        let mut matches = Vec::new();
        for id in snapshot.ids.iter().skip(offset).take(snapshot.count) {
            // Deleted since the search was run: the page is the poorer by one.
            if let Found::Present(stored) = reader.find(&snapshot.kind, id)? {
                seen.insert(format!("{}/{}", stored.kind, stored.id));
                entries.push(entry(base, &stored.kind, &stored.id, &stored.body, "match"));
                matches.push(stored);
            }
        }
        for stored in &matches {
            for target in included(reader, snapshot, stored.key, &stored.id)? {
                if entries.len() >= matches.len() + MAX_INCLUDED || !seen.insert(target.clone()) {
                    continue;
                }
                if let Some((kind, id)) = target.split_once('/')
                    && let Found::Present(other) = reader.find(kind, id)?
                {
                    entries.push(entry(base, kind, id, &other.body, "include"));
                }
            }
        }
        let next = offset + snapshot.count;
        if next < snapshot.ids.len()
            && let Some(url) = page(next)
        {
            links.push(json!({ "relation": "next", "url": url }));
        }
        if offset > 0
            && let Some(url) = page(offset.saturating_sub(snapshot.count))
        {
            links.push(json!({ "relation": "previous", "url": url }));
        }
    }
    let mut bundle = json!({
        "resourceType": "Bundle",
        "type": "searchset",
        "total": snapshot.ids.len(),
        "link": links,
    });
    if !entries.is_empty()
        && let Some(fields) = bundle.as_object_mut()
    {
        fields.insert("entry".into(), Value::Array(entries));
    }

    Ok(bundle)
}

fn entry(base: &str, kind: &str, id: &str, resource: &Value, mode: &str) -> Value {
    json!({
        "fullUrl": format!("{base}/{kind}/{id}"),
        "resource": resource,
        "search": { "mode": mode },
    })
}

/// The `Type/id`s that the `_include`s and `_revinclude`s of a search lead to from one match.
fn included(reader: &Reader<'_>, snapshot: &Snapshot, key: i64, id: &str) -> Result<Vec<String>, Problem> {
    let mut targets = Vec::new();
    for link in &snapshot.include {
        for name in names(link) {
            let mut statement = reader
                .connection
                .prepare_cached("SELECT value FROM search_index WHERE key = ?1 AND parameter = ?2")?;
            let found = statement.query_map(params![key, format!("{}.{name}", link.kind)], |row| {
                row.get::<_, String>(0)
            })?;
            for target in found {
                let target = target?;
                let wanted = link
                    .target
                    .as_ref()
                    .is_none_or(|kind| target.split_once('/').is_some_and(|(found, _)| found == kind));
                if wanted {
                    targets.push(target);
                }
            }
        }
    }
    for link in &snapshot.revinclude {
        for name in names(link) {
            let mut statement = reader.connection.prepare_cached(
                "SELECT r.type || '/' || r.id FROM search_index i JOIN resource r ON r.key = i.key WHERE i.parameter = ?1 AND i.value = ?2 LIMIT 1000",
            )?;
            let found = statement.query_map(
                params![format!("{}.{name}", link.kind), format!("{}/{id}", snapshot.kind)],
                |row| row.get::<_, String>(0),
            )?;
            for target in found {
                targets.push(target?);
            }
        }
    }

    Ok(targets)
}

/// The parameters that a link stands for: itself, or with an asterisk every reference of the type.
fn names(link: &Link) -> Vec<&str> {
    if link.parameter != "*" {
        return vec![&link.parameter];
    }

    parameters(&link.kind)
        .unwrap_or_default()
        .iter()
        .filter(|parameter| parameter.kind == Kind::Reference)
        .map(|parameter| parameter.name)
        .collect()
}
