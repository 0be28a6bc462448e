//! One attempt at one submission: from where it stopped to its end, or to what stands in the way.

use serde_json::Value;
use uuid::Uuid;

use crate::client::{Capabilities, ClientError, EntryResponse, FhirClient, location_of, own_location};
use crate::outbox::{Amendment, Claimed, OutboxError, Progress};
use crate::sender::guard::{chosen_location, guard, is_unguarded, location_to_be};
use crate::sender::plan::{Plan, full_url, rewrite};
use crate::sender::recover::{recover, under_way};
use crate::sender::steps;
use crate::sender::{conflict, desk};
use crate::submission::{Group, Submission};

/// How often a conflict is merged in one attempt: somebody may keep changing the same record.
const MOST_MERGES: u32 = 4;

/// From this attempt on a conflict that nothing resolves, or a "not found", is believed to last. Some servers answer two
/// transactions that met in the same moment with a conflict, and take the same one later; a proxy may have a bad moment.
const BELIEVED: u32 = 5;

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
    let (id, kind, attempts) = (claimed.submission.id, claimed.submission.kind, claimed.attempts);
    let mut untried = claimed.untried;
    *progress = claimed.progress;
    let plan = Plan::new(claimed.submission);
    let offered = client.capabilities().await?;
    let mut merges = 0;
    // Until here groups travel alone, to find the one that is not accepted.
    let mut alone_until = 0;
    while progress.done < plan.len() {
        let mut range = if progress.done < alone_until {
            plan.alone(progress.done, client.max_entries())
        } else {
            plan.next(progress.done, client.max_entries())
        };
        let mut entries = prepare(&plan, range.clone(), progress, &offered);
        let as_transaction = offered.transaction && can_travel(&offered, &entries);
        if !as_transaction {
            range = progress.done..progress.done + 1;
            entries.retain(|(number, _)| range.contains(number));
        }
        if conflict::holds_part(&entries) {
            conflict::resolve(client, id, &entries, progress).await?;
            notes.save(progress).await?;
            continue;
        }
        if entries.iter().any(|(_, entry)| is_unguarded(entry)) {
            if recover(client, &offered, &plan, &range, &entries, progress).await? {
                tracing::info!(%id, "what went before is at central; its answer was lost");
                progress.under_way = None;
                notes.save(progress).await?;
                continue;
            }
            if progress.under_way.is_none_or(|noted| noted.range() != range) {
                progress.under_way = Some(under_way(client, untried, &range, &entries).await?);
                notes.save(progress).await?;
            }
        }
        let error = match deliver(client, &entries, as_transaction, progress).await {
            Ok(()) => {
                progress.done = range.end;
                // The last step is stored with the acknowledgement.
                if progress.done < plan.len() {
                    notes.save(progress).await?;
                }
                continue;
            }
            Err(error) => error,
        };
        untried = false;
        // A refusal is an answer too: nothing of this was carried out, and what goes next may go in other company.
        if is_refusal(&error) && progress.under_way.take().is_some() {
            notes.save(progress).await?;
        }
        // Some servers answer an update of what is gone with 404 or 410.
        if matches!(error, ClientError::Conflict | ClientError::NotFound) && merges < MOST_MERGES {
            merges += 1;
            if conflict::resolve(client, id, &entries, progress).await? {
                notes.save(progress).await?;
                continue;
            }
        }
        if refuses_ids(&error) && !progress.posts && entries.iter().any(|(_, entry)| chosen_location(entry).is_some()) {
            tracing::warn!(%id, %error, "central offers to take ids, and did not: what is to be created is posted");
            progress.posts = true;
            notes.save(progress).await?;
            continue;
        }
        let error = lasting(client, error, attempts).await?;
        if plan.holds_more_than_one(&range) {
            alone_until = range.end;
        } else if plan.can_be_left(progress.done) && !progress.amended.contains_key(&progress.done) {
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
        } else {
            return Err(error.into());
        }
    }

    Ok(())
}

/// Whether central said no, rather than nothing.
fn is_refusal(error: &ClientError) -> bool {
    matches!(
        error,
        ClientError::Rejected { .. } | ClientError::Conflict | ClientError::NotFound
    )
}

/// Whether this may be the answer of a server that lets nobody choose ids, whatever its statement says.
fn refuses_ids(error: &ClientError) -> bool {
    matches!(
        error,
        ClientError::NotFound | ClientError::Rejected { status: 400 | 405, .. }
    )
}

/// `Ok` with the rejection when repeating cannot help, `Err` when it is to be tried again.
async fn lasting(client: &FhirClient, error: ClientError, attempts: u32) -> Result<ClientError, ClientError> {
    match error {
        ClientError::Rejected { .. } => Ok(error),
        ClientError::Conflict if attempts >= BELIEVED => Ok(ClientError::Rejected {
            status: 409,
            outcome: Some("conflict".to_owned()),
        }),
        // A proxy that lost its server finds nothing at all: "not found" is central's own word only while central is
        // there. Nothing is set aside for a proxy.
        ClientError::NotFound if attempts >= BELIEVED && client.metadata().await.is_ok() => Ok(ClientError::Rejected {
            status: 404,
            outcome: Some("not-found".to_owned()),
        }),
        error => Err(error),
    }
}

async fn deliver(
    client: &FhirClient,
    entries: &[(usize, Value)],
    as_transaction: bool,
    progress: &mut Progress,
) -> Result<(), ClientError> {
    if entries.is_empty() {
        return Ok(());
    }
    let responses = if as_transaction {
        client.transact(entries.iter().map(|(_, entry)| entry)).await?
    } else {
        let mut responses = Vec::with_capacity(entries.len());
        for (_, entry) in entries {
            responses.push(steps::send(client, entry).await?);
        }
        responses
    };
    for ((_, entry), response) in entries.iter().zip(&responses) {
        let location = located(client, entry, response).await?;
        if let Some(url) = full_url(entry) {
            progress.known.insert(url.to_owned(), location.clone());
        }
        progress.locations.push(location);
    }

    Ok(())
}

/// The entries of a range as they are to be sent: amended, guarded, and with references to what central has already,
/// or will have under an id of ours.
fn prepare(
    plan: &Plan,
    range: std::ops::Range<usize>,
    progress: &Progress,
    offered: &Capabilities,
) -> Vec<(usize, Value)> {
    let mut known = progress.known.clone();
    for entry in &plan.entries {
        let location = conflict::conditional_update(entry)
            .map(|(location, _)| location)
            .or_else(|| location_to_be(entry, offered, progress.posts));
        if let (Some(url), Some(location)) = (full_url(entry), location) {
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
            guard(&mut entry, offered, progress.posts);

            Some((number, entry))
        })
        .collect()
}

/// Whether the server can take these entries in one transaction: it must honour every condition in them.
fn can_travel(offered: &Capabilities, entries: &[(usize, Value)]) -> bool {
    entries.iter().all(|(_, entry)| {
        entry["request"]["ifNoneExist"].is_null()
            || entry["resource"]["resourceType"]
                .as_str()
                .is_none_or(|kind| offered.conditional_create(kind))
    })
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
    ) && let Some(location) = steps::find(client, kind, condition)
        .await?
        .iter()
        .find_map(own_location)
    {
        return Ok(location);
    }

    Err(ClientError::Malformed("it does not say where an entry is"))
}
