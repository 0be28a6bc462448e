//! One attempt at one submission: from where it stopped to its end, or to what stands in the way.

use std::sync::Arc;

use serde_json::{Value, json};
use uuid::Uuid;

use crate::client::{Capabilities, ClientError, EntryResponse, FhirClient, is_id, location_of};
use crate::outbox::{Amendment, Claimed, OutboxError, Progress};
use crate::sender::plan::{Plan, full_url, rewrite};
use crate::sender::steps;
use crate::sender::{conflict, desk};
use crate::submission::{Group, Submission};

/// How often a conflict is merged before it is left to staff: somebody may keep changing the same record.
const MOST_MERGES: u32 = 4;

/// What stands in the way.
#[derive(Debug, thiserror::Error)]
pub(super) enum Hindrance {
    #[error(transparent)]
    Client(#[from] ClientError),
    #[error(transparent)]
    Outbox(#[from] OutboxError),
}

/// Where progress is noted durably before the next step.
pub(super) trait Notes {
    async fn save(&self, progress: &Progress) -> Result<(), OutboxError>;

    /// Keeps a part that central did not accept as a submission of its own, set aside for staff.
    async fn leave(&self, part: Submission, reason: String) -> Result<(), OutboxError>;
}

/// Sends what is left of a submission. `Ok` means that central has all of it.
pub(super) async fn send(
    client: &FhirClient,
    claimed: Claimed,
    notes: &impl Notes,
    progress: &mut Progress,
) -> Result<(), Hindrance> {
    let (id, kind) = (claimed.submission.id, claimed.submission.kind);
    *progress = claimed.progress;
    let plan = Plan::new(claimed.submission);
    let offered = client.capabilities().await?;
    let mut merges = 0;
    // Until here groups travel alone, to find the one that is not accepted.
    let mut alone_until = 0;
    while progress.done < plan.len() {
        let together = if progress.done < alone_until {
            plan.alone(progress.done, client.max_entries())
        } else {
            plan.next(progress.done, client.max_entries())
        };
        let as_transaction = offered.transaction
            && plan
                .entries
                .get(together.clone())
                .is_some_and(|entries| can_travel(&offered, entries));
        let range = if as_transaction {
            together
        } else {
            progress.done..progress.done + 1
        };
        let entries = prepare(&plan, range.clone(), progress, &offered);
        match deliver(client, id, &entries, as_transaction, progress, notes).await {
            Ok(()) => {
                progress.done = range.end;
                notes.save(progress).await?;
            }
            // Some servers answer an update of what is gone with 404 or 410.
            Err(Hindrance::Client(error @ (ClientError::Conflict | ClientError::NotFound))) if merges < MOST_MERGES => {
                merges += 1;
                if !conflict::resolve(client, id, &entries, progress).await? {
                    return Err(error.into());
                }
                notes.save(progress).await?;
            }
            Err(Hindrance::Client(ClientError::Rejected { .. })) if plan.holds_more_than_one(&range) => {
                alone_until = range.end;
            }
            Err(Hindrance::Client(error @ ClientError::Rejected { .. }))
                if plan.can_be_left(progress.done) && !progress.amended.contains_key(&progress.done) =>
            {
                let group = progress.done..plan.alone(progress.done, usize::MAX).end;
                let left = prepare(&plan, group.clone(), progress, &offered);
                let name = plan.name(progress.done);
                let part = Submission {
                    id: Uuid::new_v5(&id, format!("left/{name}").as_bytes()),
                    kind,
                    groups: vec![Group {
                        name: name.to_owned(),
                        entries: left.into_iter().map(|(_, entry)| entry).collect(),
                    }],
                    order_key: None,
                };
                tracing::warn!(%id, name, %error, "a part was not accepted and is left to the desk");
                notes.leave(part, error.to_string()).await?;
                let patient = progress.patient().map(str::to_owned);
                let task = desk::left_part(id, name, &error.to_string(), patient.as_deref());
                progress.amended.insert(group.start, Amendment::Instead(task));
                for number in group.skip(1) {
                    progress.amended.insert(number, Amendment::Nothing);
                }
                progress.left_to_desk.push(name.to_owned());
                notes.save(progress).await?;
            }
            Err(hindrance) => return Err(hindrance),
        }
    }

    Ok(())
}

async fn deliver(
    client: &FhirClient,
    id: Uuid,
    entries: &[(usize, Value)],
    as_transaction: bool,
    progress: &mut Progress,
    notes: &impl Notes,
) -> Result<(), Hindrance> {
    if entries.is_empty() {
        return Ok(());
    }
    let entries: Vec<Value> = if entries.iter().any(|(_, entry)| is_unguarded(entry)) {
        once_only(client, id, entries, progress, notes).await?
    } else {
        entries.iter().map(|(_, entry)| entry.clone()).collect()
    };
    let responses = if as_transaction {
        if entries.is_empty() {
            Vec::new()
        } else {
            client.transaction(&entries).await?
        }
    } else {
        let mut responses = Vec::with_capacity(entries.len());
        for entry in &entries {
            responses.push(steps::send(client, entry).await?);
        }
        responses
    };
    for (entry, response) in entries.iter().zip(&responses) {
        let location = located(client, entry, response).await?;
        if let Some(url) = full_url(entry) {
            progress.known.insert(url.to_owned(), location.clone());
        }
        progress.locations.push(location);
    }

    Ok(())
}

/// The entries of a range as they are to be sent: amended, guarded, and with references to what central has already.
fn prepare(
    plan: &Plan,
    range: std::ops::Range<usize>,
    progress: &Progress,
    offered: &Arc<Capabilities>,
) -> Vec<(usize, Value)> {
    let mut known = progress.known.clone();
    for entry in &plan.entries {
        if let (Some(url), Some((location, _))) = (full_url(entry), conflict::conditional_update(entry)) {
            known.entry(url.to_owned()).or_insert(location);
        }
    }

    range
        .filter_map(|number| {
            let mut entry = match progress.amended.get(&number) {
                Some(Amendment::Nothing) => return None,
                Some(Amendment::Instead(entry)) => entry.clone(),
                None => plan.entries.get(number)?.clone(),
            };
            if let Some(resource) = entry.get_mut("resource") {
                rewrite(resource, &|reference| known.get(reference).cloned());
            }
            guard(&mut entry, offered);

            Some((number, entry))
        })
        .collect()
}

/// Whether the server can take these entries in one transaction: it must honour every condition in them.
fn can_travel(offered: &Capabilities, entries: &[Value]) -> bool {
    entries.iter().all(|entry| {
        entry["request"]["ifNoneExist"].is_null()
            || entry["resource"]["resourceType"]
                .as_str()
                .is_none_or(|kind| offered.conditional_create(kind))
    })
}

/// A create without a condition would be repeated by a replay. Where the server lets us choose ids, it becomes a PUT.
fn guard(entry: &mut Value, offered: &Capabilities) {
    if !is_unguarded(entry) {
        return;
    }
    let Some(kind) = entry["resource"]["resourceType"]
        .as_str()
        .filter(|kind| offered.update_create(kind))
    else {
        return;
    };
    let Some(id) = full_url(entry)
        .and_then(|url| url.strip_prefix("urn:uuid:"))
        .filter(|id| is_id(id))
    else {
        return;
    };
    let (url, id) = (format!("{kind}/{id}"), id.to_owned());
    entry["request"] = json!({"method": "PUT", "url": url});
    entry["resource"]["id"] = json!(id);
}

fn is_unguarded(entry: &Value) -> bool {
    entry["request"]["method"] == "POST" && entry["request"]["ifNoneExist"].is_null()
}

/// For creates that nothing guards: notes durably that they are about to go, and, when they went before and the
/// answer was lost, leaves them out if the transaction they went in was carried out. It is all or nothing, so one
/// sibling with a business identifier tells.
async fn once_only(
    client: &FhirClient,
    id: Uuid,
    entries: &[(usize, Value)],
    progress: &mut Progress,
    notes: &impl Notes,
) -> Result<Vec<Value>, Hindrance> {
    let numbers = || {
        entries
            .iter()
            .filter(|(_, entry)| is_unguarded(entry))
            .map(|(number, _)| *number)
    };
    if numbers().all(|number| progress.attempted.contains(&number)) {
        for (_, entry) in entries {
            if let Some(condition) = entry["request"]["ifNoneExist"].as_str()
                && let Some(kind) = entry["resource"]["resourceType"].as_str()
            {
                if !steps::find(client, kind, condition).await?.is_empty() {
                    tracing::info!(%id, "an earlier transaction was carried out; its answer was lost");
                    return Ok(entries
                        .iter()
                        .filter(|(_, entry)| !is_unguarded(entry))
                        .map(|(_, entry)| entry.clone())
                        .collect());
                }
                break;
            }
        }
    } else {
        progress.attempted.extend(numbers());
        notes.save(progress).await?;
    }

    Ok(entries.iter().map(|(_, entry)| entry.clone()).collect())
}

/// Where central has an entry. Some servers do not say: then the request or the business identifier tells.
async fn located(client: &FhirClient, entry: &Value, response: &EntryResponse) -> Result<String, ClientError> {
    if let Some(location) = &response.location {
        return Ok(location.clone());
    }
    let request = &entry["request"];
    if request["method"] == "PUT"
        && let Some(location) = request["url"].as_str().and_then(location_of)
    {
        return Ok(location);
    }
    if let (Some(condition), Some(kind)) = (
        request["ifNoneExist"].as_str(),
        entry["resource"]["resourceType"].as_str(),
    ) && let Some(location) = steps::find(client, kind, condition).await?.into_iter().next()
    {
        return Ok(location);
    }

    Err(ClientError::Malformed("it does not say where an entry is"))
}
