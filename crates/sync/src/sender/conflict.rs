//! Central has another version: re-read, merge, never overwrite silently.

use serde_json::{Value, json};
use uuid::Uuid;

use crate::client::{ClientError, FhirClient, location_of};
use crate::outbox::{Amendment, Progress};
use crate::sender::desk;
use crate::sender::merge::{Merge, merge};
use crate::sender::partial::merge_part;
use crate::submission::{BASE_KEY, PARTIAL_VERSION};

/// Looks at every update among `entries` (by number) whose version central no longer has, and notes in `progress`
/// what to send in its place. `false` when nothing could be done about the conflict.
pub(super) async fn resolve(
    client: &FhirClient,
    id: Uuid,
    entries: &[(usize, Value)],
    progress: &mut Progress,
) -> Result<bool, ClientError> {
    let mut resolved = false;
    for (number, entry) in entries {
        let Some((location, expected)) = conditional_update(entry) else {
            continue;
        };
        let Some((kind, resource_id)) = location.split_once('/') else {
            continue;
        };
        let amendment = match client.read(kind, resource_id).await {
            Ok(current)
                if current
                    .version
                    .as_deref()
                    .is_some_and(|version| same_version(version, expected)) =>
            {
                continue;
            }
            Ok(current) => match merge_onto(entry, expected, &current.resource) {
                Merge::Same => Amendment::Nothing,
                Merge::Merged(merged) => Amendment::Instead(amended(entry, merged, current.resource, current.version)),
                Merge::Overlap(names) => {
                    let wanted: Vec<(String, Value)> = names
                        .into_iter()
                        .map(|name| (name.clone(), entry["resource"][name].clone()))
                        .collect();
                    leave_to_desk(id, *number, &location, &wanted, progress)
                }
            },
            Err(ClientError::NotFound) => leave_to_desk(id, *number, &location, &[], progress),
            Err(error) => return Err(error),
        };
        if let Some(url) = entry["fullUrl"].as_str() {
            // Others may refer to it, and it may not be among what is sent any more.
            progress.known.insert(url.to_owned(), location);
        }
        progress.amended.insert(*number, amendment);
        resolved = true;
    }

    Ok(resolved)
}

/// Whether any of these updates a resource of which only a part is known: it is never sent as it is, because a server
/// that ignores the condition would lose the rest.
pub(super) fn holds_part(entries: &[(usize, Value)]) -> bool {
    entries
        .iter()
        .any(|(_, entry)| conditional_update(entry).is_some_and(|(_, expected)| expected == PARTIAL_VERSION))
}

fn merge_onto(entry: &Value, expected: &str, current: &Value) -> Merge {
    match entry.get(BASE_KEY) {
        Some(base) if expected == PARTIAL_VERSION => merge_part(base, &entry["resource"], current),
        base => merge(base, &entry["resource"], current),
    }
}

fn leave_to_desk(
    id: Uuid,
    number: usize,
    location: &str,
    wanted: &[(String, Value)],
    progress: &mut Progress,
) -> Amendment {
    progress.left_to_desk.push(location.to_owned());

    Amendment::Instead(desk::update_conflict(id, number, location, wanted))
}

/// The same update on top of the version that was just read, which is its new base.
fn amended(entry: &Value, merged: Value, current: Value, version: Option<String>) -> Value {
    let mut entry = entry.clone();
    entry["resource"] = merged;
    entry[BASE_KEY] = current;
    if let Some(request) = entry["request"].as_object_mut() {
        match version {
            Some(version) => request.insert("ifMatch".to_owned(), json!(version)),
            None => request.remove("ifMatch"),
        };
    }

    entry
}

/// `Type/id` and the version named, when the entry updates under a condition.
pub(super) fn conditional_update(entry: &Value) -> Option<(String, &str)> {
    let request = &entry["request"];
    if request["method"] != "PUT" {
        return None;
    }

    Some((location_of(request["url"].as_str()?)?, request["ifMatch"].as_str()?))
}

/// Entity tags are opaque, but whether one is weak depends on who asks.
pub(super) fn same_version(one: &str, other: &str) -> bool {
    let bare = |tag: &'_ str| tag.trim().trim_start_matches("W/").trim_matches('"').to_owned();

    bare(one) == bare(other)
}
