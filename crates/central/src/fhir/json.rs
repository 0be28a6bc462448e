//! Small ways to look into a FHIR resource that is held as JSON.

use serde_json::Value;

/// Every value at a dotted path, walking into lists on the way.
pub(crate) fn select<'a>(value: &'a Value, path: &str) -> Vec<&'a Value> {
    let mut found = flatten(value);
    for step in path.split('.') {
        found = found
            .into_iter()
            .filter_map(|value| value.get(step))
            .flat_map(flatten)
            .collect();
    }

    found
}

fn flatten(value: &Value) -> Vec<&Value> {
    match value {
        Value::Array(items) => items.iter().collect(),
        Value::Null => Vec::new(),
        other => vec![other],
    }
}

/// The first text at a dotted path.
pub(crate) fn text<'a>(value: &'a Value, path: &str) -> Option<&'a str> {
    select(value, path).into_iter().find_map(Value::as_str)
}

/// The `resourceType` of a resource, or an empty text.
pub(crate) fn resource_type(resource: &Value) -> &str {
    resource.get("resourceType").and_then(Value::as_str).unwrap_or_default()
}

/// Whether a `CodeableConcept` (or a list of them) holds this coding.
pub(crate) fn has_code(concept: Option<&Value>, system: &str, code: &str) -> bool {
    concept.is_some_and(|concept| {
        select(concept, "coding").iter().any(|coding| {
            coding.get("system").and_then(Value::as_str) == Some(system)
                && coding.get("code").and_then(Value::as_str) == Some(code)
        })
    })
}

/// The type and id that a literal reference to a resource of this server names.
pub(crate) fn local_reference<'a>(reference: &'a str, origins: &[String]) -> Option<(&'a str, &'a str)> {
    let relative = origins
        .iter()
        .find_map(|origin| reference.strip_prefix(origin.as_str())?.strip_prefix("/fhir/"))
        .unwrap_or(reference);
    if relative.contains(':') || relative.starts_with('#') {
        return None;
    }
    let mut parts = relative.split('/');
    let kind = parts
        .next()
        .filter(|kind| kind.starts_with(|first: char| first.is_ascii_uppercase()))?;
    let id = parts.next().filter(|id| valid_id(id))?;
    match (parts.next(), parts.next(), parts.next()) {
        (None, ..) | (Some("_history"), Some(_), None) => Some((kind, id)),
        _ => None,
    }
}

/// Whether a text is a FHIR id: 1 to 64 letters, digits, hyphens and full stops.
pub(crate) fn valid_id(id: &str) -> bool {
    (1..=64).contains(&id.len())
        && id
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'.')
}
