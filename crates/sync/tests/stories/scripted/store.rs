//! What the scripted server keeps, and how it carries out a transaction: wholly or not at all.

use std::collections::{BTreeMap, HashSet};

use serde_json::{Value, json};
use uuid::Uuid;

use super::{Habits, Shared};

#[derive(Default)]
pub(super) struct Store {
    pub(super) resources: BTreeMap<(String, String), (u64, Value)>,
    pub(super) tokens: HashSet<String>,
    pub(super) assertions: HashSet<String>,
}

impl Store {
    pub(super) fn write(&mut self, kind: &str, id: &str, mut resource: Value) -> u64 {
        let key = (kind.to_owned(), id.to_owned());
        let version = self.resources.get(&key).map_or(1, |(version, _)| version + 1);
        resource["id"] = json!(id);
        resource["meta"]["versionId"] = json!(version.to_string());
        self.resources.insert(key, (version, resource));

        version
    }

    /// Refuses an id that the client chose, where clients may not.
    pub(super) fn takes_id(
        &self,
        kind: &str,
        id: &str,
        creates: bool,
        habits: &Habits,
    ) -> Result<(), (u16, &'static str)> {
        let known = self.resources.contains_key(&(kind.to_owned(), id.to_owned()));
        if creates && !known && !habits.update_create {
            return Err((habits.refused_id, "not-found"));
        }

        Ok(())
    }

    pub(super) fn find(&self, kind: &str, condition: &str) -> Vec<(String, u64)> {
        let (name, wanted) = condition.split_once('=').unwrap();
        let (system, value) = wanted.split_once('|').unwrap_or(("", wanted));

        self.resources
            .iter()
            .filter(|((found, _), (_, resource))| {
                let (list, field) = match name {
                    "identifier" => (&resource["identifier"], "value"),
                    "_tag" => (&resource["meta"]["tag"], "code"),
                    "_id" => return found == kind && resource["id"] == value,
                    other => panic!("{other} is not searched by here"),
                };
                let mut items = list.as_array().into_iter().flatten();
                found == kind && items.any(|item| item["system"] == system && item[field] == value)
            })
            .map(|((_, id), (version, _))| (id.clone(), *version))
            .collect()
    }
}

struct Done {
    status: u16,
    location: String,
    version: u64,
}

impl Shared {
    pub(super) fn transaction(&self, bundle: &Value) -> Result<Value, (u16, &'static str)> {
        let habits = self.habits.lock().unwrap().clone();
        let entries = bundle["entry"].as_array().cloned().unwrap_or_default();
        if bundle["type"] != "transaction" || !habits.transaction {
            return Err((400, "not-supported"));
        }
        if entries.len() > habits.most_entries {
            return Err((400, "too-costly"));
        }
        let mut store = self.store.lock().unwrap();
        let before = store.resources.clone();
        let result = run(&mut store, &entries, &habits);
        if result.is_err() {
            store.resources = before;
        }
        let responses = result?
            .into_iter()
            .map(|done| self.entry(&done, &habits))
            .collect::<Vec<_>>();

        Ok(json!({"resourceType": "Bundle", "type": "transaction-response", "entry": responses}))
    }

    fn entry(&self, done: &Done, habits: &Habits) -> Value {
        let words = if done.status == 201 { "201 Created" } else { "200 OK" };
        let status = if habits.words {
            words.to_owned()
        } else {
            done.status.to_string()
        };
        let mut response = json!({ "status": status });
        if let Some(status) = habits.entry_outcome {
            response["status"] = json!(status.to_string());
            response["outcome"] = json!({"resourceType": "OperationOutcome",
                "issue": [{"severity": "error", "code": "processing", "diagnostics": "canary"}]});
        }
        if habits.etags {
            response["etag"] = json!(format!("W/\"{}\"", done.version));
        }
        if habits.locations {
            let prefix = if habits.absolute {
                format!("{}/", self.base)
            } else {
                String::new()
            };
            response["location"] = json!(format!("{prefix}{}/_history/{}", done.location, done.version));
        }

        json!({ "response": response })
    }
}

fn run(store: &mut Store, entries: &[Value], habits: &Habits) -> Result<Vec<Done>, (u16, &'static str)> {
    let mut plan = Vec::new();
    let mut known = BTreeMap::new();
    for entry in entries {
        assert!(
            entry.get("portico:base").is_none(),
            "the base snapshot must not be sent"
        );
        let request = &entry["request"];
        let kind = entry["resource"]["resourceType"].as_str().unwrap().to_owned();
        let (id, existing) = if request["method"] == "PUT" {
            let id = request["url"].as_str().unwrap().split('/').nth(1).unwrap().to_owned();
            store.takes_id(&kind, &id, request["ifMatch"].is_null(), habits)?;
            (id, None)
        } else if let Some(condition) = request["ifNoneExist"].as_str() {
            let found = store.find(&kind, condition);
            match found.as_slice() {
                [] => (Uuid::new_v4().to_string(), None),
                [(id, version)] => (id.clone(), Some(*version)),
                _ => return Err((412, "multiple-matches")),
            }
        } else {
            (Uuid::new_v4().to_string(), None)
        };
        if let Some(url) = entry["fullUrl"].as_str() {
            known.insert(url.to_owned(), format!("{kind}/{id}"));
        }
        plan.push((kind, id, existing));
    }
    let mut done = Vec::new();
    for (entry, (kind, id, existing)) in entries.iter().zip(plan) {
        let location = format!("{kind}/{id}");
        if let Some(version) = existing {
            done.push(Done {
                status: 200,
                location,
                version,
            });
            continue;
        }
        let mut resource = entry["resource"].clone();
        resolve(&mut resource, &known)?;
        let (status, version) = put(
            store,
            &kind,
            &id,
            resource,
            entry["request"]["ifMatch"].as_str(),
            habits,
        )?;
        done.push(Done {
            status,
            location,
            version,
        });
    }

    Ok(done)
}

pub(super) fn put(
    store: &mut Store,
    kind: &str,
    id: &str,
    resource: Value,
    if_match: Option<&str>,
    habits: &Habits,
) -> Result<(u16, u64), (u16, &'static str)> {
    let current = store
        .resources
        .get(&(kind.to_owned(), id.to_owned()))
        .map(|(version, _)| *version);
    if let Some(if_match) = if_match
        && current.map(|version| format!("W/\"{version}\"")).as_deref() != Some(if_match)
    {
        return Err((habits.conflict, "conflict"));
    }
    if resource["refuse"] == true && habits.refuses {
        return Err((422, "invariant"));
    }
    let version = store.write(kind, id, resource);

    Ok((if current.is_some() { 200 } else { 201 }, version))
}

/// Every reference must be known in this transaction or stand in the store by now.
pub(super) fn resolve(value: &mut Value, known: &BTreeMap<String, String>) -> Result<(), (u16, &'static str)> {
    match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                if matches!(name.as_str(), "reference" | "url")
                    && let Some(text) = value.as_str().filter(|text| text.starts_with("urn:uuid:"))
                {
                    *value = json!(known.get(text).ok_or((400, "not-found"))?);
                } else {
                    resolve(value, known)?;
                }
            }
        }
        Value::Array(items) => {
            for item in items {
                resolve(item, known)?;
            }
        }
        _ => {}
    }

    Ok(())
}
