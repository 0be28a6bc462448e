//! Makes every create one that a replay does not repeat, by what this server offers.
//!
//! | the server | a create of ours |
//! |---|---|
//! | lets clients choose ids (`updateCreate`) | a PUT to the id that the kiosk chose: the same bytes twice are one resource |
//! | does not, and the resource has an identifier of ours | a POST with `ifNoneExist` on it; without conditional creates a search goes first |
//! | does not, and it has none (`Provenance`, `AuditEvent`, `Binary`) | a POST with a tag of ours; with `ifNoneExist` on the tag where the statement lists `_tag`, else noted durably before it goes and looked for after a lost answer |

use serde_json::{Value, json};

use crate::client::{Capabilities, is_id};
use crate::sender::plan::full_url;

/// The system of our business identifiers and tags.
pub(super) const OURS: &str = "urn:portico:registration";

/// Turns a create of ours into the form that this server keeps single. `posts` after it refused an id of ours although
/// it says that it takes them.
pub(super) fn guard(entry: &mut Value, offered: &Capabilities, posts: bool) {
    let Some((kind, id)) = create_of_ours(entry) else {
        return;
    };
    if offered.update_create(&kind) && !posts {
        entry["request"] = json!({"method": "PUT", "url": format!("{kind}/{id}")});
        entry["resource"]["id"] = json!(id);
        return;
    }
    let mut request = json!({"method": "POST", "url": kind});
    let resource = &mut entry["resource"];
    if let Some(fields) = resource.as_object_mut() {
        fields.remove("id");
    }
    if let Some(value) = identifier_of_ours(resource) {
        request["ifNoneExist"] = json!(format!("identifier={OURS}|{value}"));
    } else {
        tag(resource, &id);
        if offered.searches(&kind, "_tag") && offered.conditional_create(&kind) {
            request["ifNoneExist"] = json!(format!("_tag={OURS}|{id}"));
        }
    }
    entry["request"] = request;
}

/// `Type/id` that a create of ours will have, where the server lets the kiosk choose it.
pub(super) fn location_to_be(entry: &Value, offered: &Capabilities, posts: bool) -> Option<String> {
    let (kind, id) = create_of_ours(entry)?;

    (offered.update_create(&kind) && !posts).then(|| format!("{kind}/{id}"))
}

/// `Type/id` where the entry puts a resource under an id that the kiosk chose.
pub(super) fn chosen_location(entry: &Value) -> Option<String> {
    let request = &entry["request"];
    let (kind, id) = create_of_ours(entry)?;

    (request["method"] == "PUT").then(|| format!("{kind}/{id}"))
}

/// A create that nothing keeps single.
pub(super) fn is_unguarded(entry: &Value) -> bool {
    entry["request"]["method"] == "POST" && entry["request"]["ifNoneExist"].is_null()
}

/// The tag that an unguarded create carries.
pub(super) fn tag_of_ours(resource: &Value) -> Option<&str> {
    resource["meta"]["tag"]
        .as_array()?
        .iter()
        .find(|tag| tag["system"] == OURS)?["code"]
        .as_str()
}

/// Type and id of a create that the kiosk may send in either form: a POST without a condition, or a PUT of something
/// that was never read (no version is named) to the id that its own address names.
fn create_of_ours(entry: &Value) -> Option<(String, String)> {
    let request = &entry["request"];
    let kind = entry["resource"]["resourceType"].as_str()?;
    let id = full_url(entry)?.strip_prefix("urn:uuid:").filter(|id| is_id(id))?;
    let ours = match request["method"].as_str()? {
        "POST" => request["ifNoneExist"].is_null(),
        "PUT" => {
            request["ifMatch"].is_null()
                && request["url"].as_str().and_then(|url| url.split_once('/')) == Some((kind, id))
        }
        _ => false,
    };

    ours.then(|| (kind.to_owned(), id.to_owned()))
}

/// The value of the identifier in our own system, when it can stand in a condition as it is.
fn identifier_of_ours(resource: &Value) -> Option<&str> {
    // A few types have one identifier instead of a list.
    let one = std::slice::from_ref(&resource["identifier"]);

    resource["identifier"]
        .as_array()
        .map_or(one, Vec::as_slice)
        .iter()
        .find(|identifier| identifier["system"] == OURS)?["value"]
        .as_str()
        .filter(|value| {
            !value.is_empty()
                && value
                    .chars()
                    .all(|letter| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '/' | '.' | '_'))
        })
}

fn tag(resource: &mut Value, id: &str) {
    if tag_of_ours(resource).is_some() {
        return;
    }
    let ours = json!({"system": OURS, "code": id});
    match resource["meta"]["tag"].as_array_mut() {
        Some(tags) => tags.push(ours),
        None => resource["meta"]["tag"] = json!([ours]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: &str = "0f0e0d0c-0b0a-4908-8706-050403020100";

    fn put(kind: &str, more: Value) -> Value {
        let mut resource = more;
        resource["resourceType"] = json!(kind);
        resource["id"] = json!(ID);
        json!({"fullUrl": format!("urn:uuid:{ID}"), "resource": resource,
            "request": {"method": "PUT", "url": format!("{kind}/{ID}")}})
    }

    fn offering(update_create: bool, parameters: &Value) -> Capabilities {
        let kinds = ["Task", "AuditEvent"].map(
            |kind| json!({"type": kind, "updateCreate": update_create, "conditionalCreate": true, "searchParam": parameters}),
        );
        Capabilities::read(
            &json!({"rest": [{"mode": "server", "interaction": [{"code": "transaction"}], "resource": kinds}]}),
        )
    }

    #[test]
    fn an_id_of_ours_is_used_only_where_the_server_takes_it() {
        let identifier = json!({"identifier": [{"system": OURS, "value": "1/help"}]});
        let mut entry = put("Task", identifier);
        guard(&mut entry, &offering(true, &json!([])), false);
        assert_eq!(entry["request"], json!({"method": "PUT", "url": format!("Task/{ID}")}));
        assert_eq!(entry["resource"]["id"], ID);

        for (update_create, posts) in [(false, false), (true, true)] {
            let mut entry = entry.clone();
            guard(&mut entry, &offering(update_create, &json!([])), posts);
            assert_eq!(
                entry["request"],
                json!({"method": "POST", "url": "Task", "ifNoneExist": "identifier=urn:portico:registration|1/help"})
            );
            assert!(entry["resource"].get("id").is_none());
            assert_eq!(entry["fullUrl"], format!("urn:uuid:{ID}"), "others still refer to it");
        }
    }

    #[test]
    fn what_has_no_identifier_is_tagged_and_guarded_by_the_tag_where_it_can_be_searched() {
        let mut entry = put("AuditEvent", json!({}));
        guard(&mut entry, &offering(false, &json!([{"name": "date"}])), false);
        assert_eq!(tag_of_ours(&entry["resource"]), Some(ID));
        assert!(is_unguarded(&entry));

        let mut entry = put("AuditEvent", json!({"meta": {"tag": [{"code": "x"}]}}));
        guard(&mut entry, &offering(false, &json!([{"name": "_tag"}])), false);
        assert_eq!(
            entry["request"]["ifNoneExist"],
            format!("_tag=urn:portico:registration|{ID}")
        );
        assert_eq!(entry["resource"]["meta"]["tag"][0]["code"], "x");
    }

    #[test]
    fn updates_of_what_is_on_file_are_left_alone() {
        let of_a_version = json!({"fullUrl": format!("urn:uuid:{ID}"), "resource": {"resourceType": "Task", "id": ID},
            "request": {"method": "PUT", "url": format!("Task/{ID}"), "ifMatch": "W/\"1\""}});
        let of_another_id = json!({"fullUrl": format!("urn:uuid:{ID}"), "resource": {"resourceType": "Task", "id": "7"},
            "request": {"method": "PUT", "url": "Task/7"}});
        let without_address = json!({"resource": {"resourceType": "Task", "id": "7"},
            "request": {"method": "PUT", "url": "Task/7"}});
        for entry in [of_a_version, of_another_id, without_address] {
            let mut guarded = entry.clone();
            guard(&mut guarded, &offering(false, &json!([])), false);
            assert_eq!(guarded, entry);
            assert_eq!(chosen_location(&entry), None);
        }
    }

    #[test]
    fn an_identifier_that_would_break_a_condition_is_not_put_into_one() {
        for value in ["a&b", "a b", "", "ü"] {
            let mut entry = put("Task", json!({"identifier": [{"system": OURS, "value": value}]}));
            guard(&mut entry, &offering(false, &json!([])), false);
            assert!(
                is_unguarded(&entry) && tag_of_ours(&entry["resource"]).is_some(),
                "{value}"
            );
        }
    }
}
