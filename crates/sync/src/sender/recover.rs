//! After a lost answer: what became of creates that nothing guards.
//!
//! They are sent again only when central does not have them. It is asked in this order: by the tag that they carry, or
//! by what is in them; then by the company that they travelled in, because a transaction is carried out wholly or not
//! at all. Where a server can be asked neither way, they are sent again, and may be there twice.

use std::ops::Range;

use serde_json::{Map, Value};

use crate::client::{Capabilities, ClientError, FhirClient, location_of, own_location};
use crate::outbox::{Amendment, Progress, UnderWay};
use crate::sender::guard::{OURS, is_unguarded, tag_of_ours};
use crate::sender::merge::within;
use crate::sender::plan::{Plan, full_url, references};
use crate::sender::steps;

/// Looks for what went before, and notes in `progress` what need not go again. `false` when nothing was found.
pub(super) async fn recover(
    client: &FhirClient,
    offered: &Capabilities,
    plan: &Plan,
    range: &Range<usize>,
    entries: &[(usize, Value)],
    progress: &mut Progress,
) -> Result<bool, ClientError> {
    let Some(noted) = progress.under_way else {
        return Ok(false);
    };
    let unguarded = || entries.iter().filter(|(_, entry)| is_unguarded(entry));
    let mut traced = false;
    for (number, entry) in unguarded().filter(|(number, _)| noted.range().contains(number)) {
        if let Some(location) = trace(client, offered, &entry["resource"]).await? {
            done(*number, entry, Some(location), progress);
            traced = true;
        }
    }
    // One that arrived speaks for all that went with it.
    let together = noted.range() == *range;
    if !together || !(traced || noted.others_tell) {
        return Ok(traced);
    }
    let others = others(client, entries).await?;
    if !traced && others.len() < conditions(entries).count() {
        return Ok(false);
    }
    for (number, entry) in unguarded() {
        if progress.amended.contains_key(number) {
            continue;
        }
        let location = full_url(entry).and_then(|url| assigned_by_others(entries, &others, url));
        // What others will refer to must be known. Rather is it there twice than referred to in vain.
        if location.is_some() || !is_referred_to(plan, range.end, entry) {
            done(*number, entry, location, progress);
        }
    }
    for (number, resource) in others {
        if let Some((_, entry)) = entries.iter().find(|(other, _)| *other == number) {
            done(number, entry, own_location(&resource), progress);
        }
    }
    for (number, entry) in entries.iter().filter(|(_, entry)| entry["request"]["method"] == "PUT") {
        done(
            *number,
            entry,
            entry["request"]["url"].as_str().and_then(location_of),
            progress,
        );
    }

    Ok(true)
}

/// What to note before these entries go. Others tell only when not all of them are at central before.
pub(super) async fn under_way(
    client: &FhirClient,
    untried: bool,
    range: &Range<usize>,
    entries: &[(usize, Value)],
) -> Result<UnderWay, ClientError> {
    let conditions = conditions(entries).count();
    let absent_before = untried || others(client, entries).await?.len() < conditions;

    Ok(UnderWay {
        start: range.start,
        end: range.end,
        others_tell: conditions > 0 && absent_before,
    })
}

fn done(number: usize, entry: &Value, location: Option<String>, progress: &mut Progress) {
    progress.amended.insert(number, Amendment::Nothing);
    if let Some(location) = location {
        if let Some(url) = full_url(entry) {
            progress.known.insert(url.to_owned(), location.clone());
        }
        progress.locations.push(location);
    }
}

/// Where central has a resource without an identifier, if it can be asked.
async fn trace(client: &FhirClient, offered: &Capabilities, ours: &Value) -> Result<Option<String>, ClientError> {
    let kind = ours["resourceType"].as_str().unwrap_or_default();
    let tag = tag_of_ours(ours).unwrap_or_default();
    let mut questions: Vec<(&str, String)> = Vec::new();
    // Few servers search pictures at all. The others are asked also when they do not list it: the answer is checked.
    if !tag.is_empty() && (kind != "Binary" || offered.searches(kind, "_tag")) {
        questions.push(("_tag", format!("{OURS}|{tag}")));
    }
    match kind {
        "Provenance" => questions.extend(text(&ours["target"][0]["reference"]).map(|target| ("target", target))),
        "AuditEvent" => questions.extend(text(&ours["recorded"]).map(|recorded| ("date", recorded))),
        _ => {}
    }
    for (name, value) in questions {
        let found = match client.search(kind, &[(name, &value)]).await {
            Ok(found) => found,
            Err(ClientError::Rejected { .. } | ClientError::NotFound) => continue,
            Err(error) => return Err(error),
        };
        // A server may not know the parameter and answer with everything: what is found must be ours.
        let own = found
            .iter()
            .filter(|theirs| theirs["resourceType"] == kind)
            .find(|theirs| {
                tag_of_ours(theirs).map_or_else(|| within(&without_id(ours), theirs), |theirs| theirs == tag)
            });
        if let Some(location) = own.and_then(own_location) {
            return Ok(Some(location));
        }
    }

    Ok(None)
}

fn text(value: &Value) -> Option<String> {
    value.as_str().map(str::to_owned)
}

fn without_id(resource: &Value) -> Value {
    let mut fields: Map<String, Value> = resource.as_object().cloned().unwrap_or_default();
    fields.remove("id");

    Value::Object(fields)
}

/// Type and condition of every conditional create among the entries.
fn conditions(entries: &[(usize, Value)]) -> impl Iterator<Item = (usize, &str, &str)> {
    entries.iter().filter_map(|(number, entry)| {
        let kind = entry["resource"]["resourceType"].as_str()?;

        Some((*number, kind, entry["request"]["ifNoneExist"].as_str()?))
    })
}

/// The conditional creates among the entries that central has, as it has them.
async fn others(client: &FhirClient, entries: &[(usize, Value)]) -> Result<Vec<(usize, Value)>, ClientError> {
    let mut others = Vec::new();
    for (number, kind, condition) in conditions(entries) {
        let found = steps::find(client, kind, condition).await?.into_iter().next();
        others.extend(found.map(|resource| (number, resource)));
    }

    Ok(others)
}

/// What `url` became in the resources of central that referred to it.
fn assigned_by_others(entries: &[(usize, Value)], others: &[(usize, Value)], url: &str) -> Option<String> {
    others.iter().find_map(|(number, theirs)| {
        let (_, entry) = entries.iter().find(|(other, _)| other == number)?;

        assigned(&entry["resource"], theirs, url)
    })
}

fn assigned(ours: &Value, theirs: &Value, url: &str) -> Option<String> {
    match (ours, theirs) {
        (Value::String(our), Value::String(their)) if our == url => location_of(their),
        (Value::Object(ours), Value::Object(theirs)) => ours
            .iter()
            .find_map(|(name, our)| assigned(our, theirs.get(name)?, url)),
        (Value::Array(ours), Value::Array(theirs)) => ours
            .iter()
            .zip(theirs)
            .find_map(|(our, their)| assigned(our, their, url)),
        _ => None,
    }
}

/// Whether something that is still to be sent refers to an entry.
fn is_referred_to(plan: &Plan, from: usize, entry: &Value) -> bool {
    let mut referred = false;
    if let Some(url) = full_url(entry) {
        for later in plan.entries.iter().skip(from) {
            references(&later["resource"], &mut |reference| referred |= reference == url);
        }
    }

    referred
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_a_picture_became_is_read_from_the_document_that_shows_it() {
        let ours =
            json!({"content": [{"attachment": {"title": "a", "url": "urn:uuid:1"}}], "subject": {"reference": "x"}});
        let theirs = json!({"id": "9", "content": [{"attachment": {"url": "https://c.example.org/fhir/Binary/77"}}]});

        assert_eq!(assigned(&ours, &theirs, "urn:uuid:1").as_deref(), Some("Binary/77"));
        assert_eq!(assigned(&ours, &theirs, "urn:uuid:2"), None);
        assert_eq!(assigned(&ours, &json!({}), "urn:uuid:1"), None);
    }
}
