//! Bundles of type transaction: all entries are kept or none (FHIR R4, 3.1.0.11.2).

mod entry;

use std::collections::{HashMap, HashSet};

use serde_json::{Value, json};
use uuid::Uuid;

use super::{definitions::parameters, json::resource_type, links};
use crate::{
    problem::Problem,
    search,
    store::{Stored, Writer, write::Written},
};
pub(crate) use entry::{Entry, Method, entries};

/// What is to become of an entry, once every condition in the Bundle has been looked up.
enum Plan {
    Create {
        id: String,
    },
    /// A conditional create that found its resource: the body is not looked at.
    Existing(Box<Stored>),
    Update {
        id: String,
    },
    Delete {
        id: Option<String>,
    },
    Get,
}

/// Runs a transaction and gives back the entries of its answer, in the order they were asked.
pub(crate) fn transaction(
    writer: &Writer<'_>,
    mut entries: Vec<Entry>,
    base: &str,
    with_resources: bool,
) -> Result<Vec<Value>, Problem> {
    let plans = entries
        .iter()
        .map(|entry| plan(writer, entry).map_err(|problem| problem.in_entry(entry.index)))
        .collect::<Result<Vec<_>, _>>()?;
    refuse_overlaps(&entries, &plans)?;
    let mut targets = HashMap::new();
    for (entry, plan) in entries.iter().zip(&plans) {
        let id = match plan {
            Plan::Create { id } | Plan::Update { id } => id,
            Plan::Existing(stored) => &stored.id,
            Plan::Delete { .. } | Plan::Get => continue,
        };
        if let Some(full_url) = entry.full_url.as_ref().filter(|url| url.starts_with("urn:")) {
            targets.insert(full_url.clone(), format!("{}/{id}", entry.kind));
        }
    }
    for (entry, plan) in entries.iter_mut().zip(&plans) {
        if matches!(plan, Plan::Existing(_)) {
            continue;
        }
        let index = entry.index;
        if let Some(resource) = &mut entry.resource {
            conditional_references(writer, resource, &mut targets).map_err(|problem| problem.in_entry(index))?;
            links::rewrite(resource, &targets);
        }
    }

    // The order of FHIR: deletes, creates, updates, reads; inside each, the order of the Bundle.
    let mut answers: Vec<Option<Value>> = entries.iter().map(|_| None).collect();
    for method in [Method::Delete, Method::Post, Method::Put, Method::Get] {
        for ((entry, plan), answer) in entries.iter_mut().zip(&plans).zip(&mut answers) {
            if entry.method == method {
                let done = carry_out(writer, entry, plan, base, with_resources);
                *answer = Some(done.map_err(|problem| problem.in_entry(entry.index))?);
            }
        }
    }

    Ok(answers.into_iter().flatten().collect())
}

fn plan(writer: &Writer<'_>, entry: &Entry) -> Result<Plan, Problem> {
    let condition = |query: &str| search::matches(writer, &entry.kind, query);
    let several = || Problem::precondition("multiple-matches", "More than one resource meets the condition.");
    match entry.method {
        Method::Get => Ok(Plan::Get),
        Method::Post => match entry.if_none_exist.as_deref().map(condition).transpose()?.as_deref() {
            None | Some([]) => Ok(Plan::Create {
                id: Uuid::new_v4().to_string(),
            }),
            Some([id]) => Ok(Plan::Existing(Box::new(writer.find(&entry.kind, id)?.present()?))),
            Some(_) => Err(several()),
        },
        Method::Put => match (&entry.id, &entry.query) {
            (Some(id), _) => Ok(Plan::Update { id: id.clone() }),
            (None, Some(query)) => match condition(query)?.as_slice() {
                [] => Ok(Plan::Create {
                    id: Uuid::new_v4().to_string(),
                }),
                [id] => Ok(Plan::Update { id: id.clone() }),
                _ => Err(several()),
            },
            (None, None) => Err(Problem::structure("A PUT names an id or a condition.")),
        },
        Method::Delete => match (&entry.id, &entry.query) {
            (Some(id), _) => Ok(Plan::Delete { id: Some(id.clone()) }),
            (None, Some(query)) => match condition(query)?.as_slice() {
                [] => Ok(Plan::Delete { id: None }),
                [id] => Ok(Plan::Delete { id: Some(id.clone()) }),
                _ => Err(several()),
            },
            (None, None) => Err(Problem::structure("A DELETE names an id or a condition.")),
        },
    }
}

/// Two entries of one transaction may not be about the same resource.
fn refuse_overlaps(entries: &[Entry], plans: &[Plan]) -> Result<(), Problem> {
    let mut seen = HashSet::new();
    let mut urls = HashSet::new();
    for (entry, plan) in entries.iter().zip(plans) {
        let identity = match plan {
            Plan::Update { id } | Plan::Delete { id: Some(id) } => format!("{}/{id}", entry.kind),
            Plan::Existing(stored) => format!("{}/{}", entry.kind, stored.id),
            Plan::Create { .. } if entry.if_none_exist.is_some() => {
                format!("{}?{}", entry.kind, entry.if_none_exist.as_deref().unwrap_or_default())
            }
            _ => continue,
        };
        if !seen.insert(identity) {
            return Err(Problem::structure("Two entries are about the same resource.").in_entry(entry.index));
        }
    }
    for entry in entries {
        if let Some(url) = &entry.full_url
            && !urls.insert(url)
        {
            return Err(Problem::structure("Two entries bear the same fullUrl.").in_entry(entry.index));
        }
    }

    Ok(())
}

/// References such as `Patient?identifier=system|value` must find exactly one resource.
fn conditional_references(
    writer: &Writer<'_>,
    resource: &Value,
    targets: &mut HashMap<String, String>,
) -> Result<(), Problem> {
    let mut conditions = Vec::new();
    links::each_reference(resource, resource_type(resource), &mut |place, reference| {
        if reference
            .split_once('?')
            .is_some_and(|(kind, _)| parameters(kind).is_some())
        {
            conditions.push((place.to_owned(), reference.to_owned()));
        }
    });
    for (place, reference) in conditions {
        let Some((kind, query)) = reference.split_once('?') else {
            continue;
        };
        match search::matches(writer, kind, query)?.as_slice() {
            [id] => {
                targets.insert(reference.clone(), format!("{kind}/{id}"));
            }
            [] => {
                return Err(
                    Problem::precondition("not-found", format!("{place}: the condition finds nothing.")).at(place),
                );
            }
            _ => {
                return Err(Problem::precondition(
                    "multiple-matches",
                    format!("{place}: the condition finds several."),
                )
                .at(place));
            }
        }
    }

    Ok(())
}

fn carry_out(
    writer: &Writer<'_>,
    entry: &mut Entry,
    plan: &Plan,
    base: &str,
    with_resources: bool,
) -> Result<Value, Problem> {
    let mut take = || {
        entry
            .resource
            .take()
            .ok_or_else(|| Problem::structure("The entry has no resource."))
    };
    match plan {
        Plan::Create { id } => {
            let mut resource = take()?;
            if let Some(fields) = resource.as_object_mut() {
                fields.remove("id");
            }
            let written = writer.create(resource, Some(id.clone()))?;

            Ok(answer(&written, base, with_resources))
        }
        Plan::Existing(stored) => Ok(answer(
            &Written {
                stored: (**stored).clone(),
                created: false,
            },
            base,
            with_resources,
        )),
        Plan::Update { id } => {
            let mut resource = take()?;
            if entry.id.is_none()
                && let Some(fields) = resource.as_object_mut()
            {
                fields.insert("id".into(), json!(id));
            }
            let written = writer.update(&entry.kind, id, resource, entry.if_match.as_deref())?;

            Ok(answer(&written, base, with_resources))
        }
        Plan::Delete { id } => {
            if let Some(id) = id {
                writer.delete(&entry.kind, id)?;
            }

            Ok(json!({ "response": { "status": "204 No Content" } }))
        }
        Plan::Get => read(writer, entry, base),
    }
}

fn read(writer: &Writer<'_>, entry: &Entry, base: &str) -> Result<Value, Problem> {
    if let Some(id) = &entry.id {
        let stored = writer.find(&entry.kind, id)?.present()?;

        return Ok(answer(&Written { stored, created: false }, base, true));
    }
    let pairs = crate::web::form::pairs(entry.query.as_deref().unwrap_or_default())?;
    let query = search::Query::parse(writer, &entry.kind, &pairs, false)?;
    let snapshot = search::Snapshot {
        kind: entry.kind.clone(),
        ids: query.run(writer)?,
        count: query.count,
        include: query.include,
        revinclude: query.revinclude,
        total_only: query.total_only,
    };
    let bundle = search::searchset(writer, base, &snapshot, None, 0, &format!("{base}/{}", entry.kind))?;

    Ok(json!({ "resource": bundle, "response": { "status": "200 OK" } }))
}

fn answer(written: &Written, base: &str, with_resource: bool) -> Value {
    let stored = &written.stored;
    let mut answer = json!({
        "fullUrl": format!("{base}/{}/{}", stored.kind, stored.id),
        "response": {
            "status": if written.created { "201 Created" } else { "200 OK" },
            "location": stored.location(),
            "etag": stored.etag(),
            "lastModified": format!("{:.3}", stored.updated),
        },
    });
    if with_resource && let Some(fields) = answer.as_object_mut() {
        fields.insert("resource".into(), stored.body.clone());
    }

    answer
}
