//! What FHIR does not allow in JSON: nulls, empty strings, empty objects, empty arrays (R4, 2.6.2).

use serde_json::Value;

/// Takes out nulls, empty strings, empty objects and empty arrays, from the inside out.
///
/// For resources that are made here. A resource that was read is carried back as it was: there a null may pair a
/// primitive with its extensions.
pub fn prune(value: Value) -> Value {
    fn pruned(value: Value) -> Option<Value> {
        match value {
            Value::Null => None,
            Value::String(words) => (!words.trim().is_empty()).then_some(Value::String(words)),
            Value::Array(values) => {
                let values: Vec<Value> = values.into_iter().filter_map(pruned).collect();

                (!values.is_empty()).then_some(Value::Array(values))
            }
            Value::Object(members) => {
                let members: crate::Members = members
                    .into_iter()
                    .filter_map(|(key, value)| Some((key, pruned(value)?)))
                    .collect();

                (!members.is_empty()).then_some(Value::Object(members))
            }
            other => Some(other),
        }
    }

    pruned(value).unwrap_or(Value::Null)
}
