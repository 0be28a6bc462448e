//! References inside resources: finding them, and rewriting those between entries of a Bundle.

use std::collections::HashMap;

use serde_json::Value;

/// Calls a function with the place and text of every literal reference in a resource, contained ones included.
pub(crate) fn each_reference(value: &Value, place: &str, visit: &mut impl FnMut(&str, &str)) {
    match value {
        Value::Object(fields) => {
            for (name, inner) in fields {
                match inner {
                    Value::String(reference) if name == "reference" => visit(place, reference),
                    Value::Object(_) | Value::Array(_) => {
                        each_reference(inner, &format!("{place}.{name}"), visit);
                    }
                    _ => {}
                }
            }
        }
        Value::Array(items) => {
            for (index, inner) in items.iter().enumerate() {
                each_reference(inner, &format!("{place}[{index}]"), visit);
            }
        }
        _ => {}
    }
}

/// Replaces every `urn:uuid:` that another entry of the Bundle bears by what became of it.
///
/// References are rewritten wherever they stand; so are the URLs of attachments, which may point to a `Binary` beside.
pub(crate) fn rewrite(value: &mut Value, targets: &HashMap<String, String>) {
    match value {
        Value::Object(fields) => {
            for (name, inner) in fields.iter_mut() {
                match inner {
                    Value::String(text)
                        if matches!(name.as_str(), "reference" | "url" | "uri" | "valueUri" | "valueUrl") =>
                    {
                        if let Some(target) = targets.get(text.as_str()) {
                            text.clone_from(target);
                        }
                    }
                    Value::Object(_) | Value::Array(_) => rewrite(inner, targets),
                    _ => {}
                }
            }
        }
        Value::Array(items) => {
            for inner in items {
                rewrite(inner, targets);
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use serde_json::json;

    use super::*;

    #[test]
    fn references_are_rewritten_wherever_they_stand() {
        let targets = HashMap::from([("urn:uuid:a".to_owned(), "Patient/1".to_owned())]);
        let mut resource = json!({
            "resourceType": "Encounter",
            "subject": { "reference": "urn:uuid:a" },
            "contained": [{ "resourceType": "Coverage", "beneficiary": { "reference": "urn:uuid:a" } }],
            "note": "urn:uuid:a",
        });
        rewrite(&mut resource, &targets);

        assert_eq!(resource["subject"]["reference"], "Patient/1");
        assert_eq!(resource["contained"][0]["beneficiary"]["reference"], "Patient/1");
        assert_eq!(resource["note"], "urn:uuid:a");
    }
}
