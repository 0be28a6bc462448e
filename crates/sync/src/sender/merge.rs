//! What the person changed, put onto what central now has: a three-way merge of one resource, element by element.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

/// Elements that the server keeps for itself, or that are made from the others.
pub(super) const NOT_MERGED: &[&str] = &["resourceType", "id", "meta", "text"];

/// A longer list is not merged.
const LONGEST_LIST: usize = 1000;

/// What a merge came to.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Merge {
    /// Central has it already: the answer to an earlier try was lost, or somebody made the same change.
    Same,
    /// This is to be sent.
    Merged(Value),
    /// Both changed these elements. The names carry no private data.
    Overlap(Vec<String>),
}

/// Merges what changed from `base` to `ours` onto `theirs`. Without a base only what central has already is accepted.
pub(super) fn merge(base: Option<&Value>, ours: &Value, theirs: &Value) -> Merge {
    if within(ours, theirs) {
        return Merge::Same;
    }
    let nothing = Map::new();
    let fields = |value: &Value| value.as_object().cloned().unwrap_or_default();
    let (ours, theirs) = (fields(ours), fields(theirs));
    let base = base.map(fields);
    let names: BTreeSet<&String> = base
        .as_ref()
        .unwrap_or(&nothing)
        .keys()
        .chain(ours.keys())
        .filter(|name| !NOT_MERGED.contains(&name.as_str()))
        .collect();

    let mut merged = theirs.clone();
    let mut overlap = Vec::new();
    for name in names {
        let (our, their) = (ours.get(name), theirs.get(name));
        let Some(base) = &base else {
            if !our.is_none_or(|our| their.is_some_and(|their| within(our, their))) {
                overlap.push(name.clone());
            }
            continue;
        };
        let was = base.get(name);
        if same(our, was) || same(our, their) {
            continue;
        }
        let value = if same(their, was) {
            Some(our.cloned())
        } else {
            merge_lists(was, our, their).map(Some)
        };
        match value {
            Some(Some(value)) => {
                merged.insert(name.clone(), value);
            }
            Some(None) => {
                merged.remove(name);
            }
            None => overlap.push(name.clone()),
        }
    }

    if !overlap.is_empty() {
        Merge::Overlap(overlap)
    } else if merged == theirs {
        Merge::Same
    } else {
        Merge::Merged(Value::Object(merged))
    }
}

/// Lists that both changed: what we took out goes, if it is still there, and what we put in takes its place. When
/// what we took out is gone or changed, both sides touched the same item.
fn merge_lists(was: Option<&Value>, our: Option<&Value>, their: Option<&Value>) -> Option<Value> {
    let list = |value: Option<&Value>| match value {
        None => Some(Vec::new()),
        Some(value) => value.as_array().cloned(),
    };
    let (was, our, mut merged) = (list(was)?, list(our)?, list(their)?);
    // Every item is compared with every other, and nobody has so many telephones.
    if was.len().max(our.len()).max(merged.len()) > LONGEST_LIST {
        return None;
    }
    let holds = |list: &[Value], item: &Value| list.iter().any(|other| equal(other, item));

    let mut place = merged.len();
    for removed in was.iter().filter(|item| !holds(&our, item)) {
        place = merged.iter().position(|item| equal(item, removed))?;
        merged.remove(place);
    }
    for added in our.iter().filter(|item| !holds(&was, item)) {
        if !holds(&merged, added) {
            merged.insert(place.min(merged.len()), added.clone());
            place += 1;
        }
    }

    (!merged.is_empty()).then_some(Value::Array(merged))
}

pub(super) fn same(one: Option<&Value>, other: Option<&Value>) -> bool {
    match (one, other) {
        (None, None) => true,
        (Some(one), Some(other)) => equal(one, other),
        _ => false,
    }
}

pub(super) fn equal(one: &Value, other: &Value) -> bool {
    within(one, other) && within(other, one)
}

/// Whether everything that `part` says stands in `whole` too: servers add elements and write numbers their own way.
pub(super) fn within(part: &Value, whole: &Value) -> bool {
    match (part, whole) {
        (Value::Object(part), Value::Object(whole)) => part
            .iter()
            .filter(|(name, _)| !matches!(name.as_str(), "meta" | "text"))
            .all(|(name, value)| whole.get(name).is_some_and(|other| within(value, other))),
        (Value::Array(part), Value::Array(whole)) => {
            part.len() == whole.len() && part.iter().zip(whole).all(|(one, other)| within(one, other))
        }
        (Value::Number(one), Value::Number(other)) => one == other || one.as_f64() == other.as_f64(),
        (one, other) => one == other,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::panic)]

    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    #[test]
    fn lists_that_nobody_has_are_left_to_the_desk() {
        let numbers = |from: usize| json!({"telecom": (from..from + 20_000).collect::<Vec<_>>()});

        assert_eq!(
            merge(Some(&numbers(0)), &numbers(1), &numbers(2)),
            Merge::Overlap(vec!["telecom".to_owned()])
        );
    }

    fn maria() -> Value {
        json!({"resourceType": "Patient", "id": "1", "meta": {"versionId": "3"},
            "telecom": [{"system": "phone", "value": "555-0101"}, {"system": "email", "value": "maria@example.org"}],
            "address": [{"city": "Springfield"}], "gender": "female"})
    }

    fn with(mut resource: Value, name: &str, value: Value) -> Value {
        resource[name] = value;
        resource
    }

    #[test]
    fn changes_to_different_elements_both_stay() {
        let ours = with(maria(), "address", json!([{"city": "Shelbyville"}]));
        let theirs = with(
            with(maria(), "gender", json!("other")),
            "meta",
            json!({"versionId": "4"}),
        );

        let Merge::Merged(merged) = merge(Some(&maria()), &ours, &theirs) else {
            panic!("not merged")
        };

        assert_eq!(merged["address"][0]["city"], "Shelbyville");
        assert_eq!(merged["gender"], "other");
    }

    #[test]
    fn what_central_added_meanwhile_is_never_dropped() {
        let ours = with(maria(), "gender", json!("other"));
        let theirs = with(maria(), "photo", json!([{"title": "new"}]));

        let Merge::Merged(merged) = merge(Some(&maria()), &ours, &theirs) else {
            panic!("not merged")
        };

        assert_eq!(merged["photo"], json!([{"title": "new"}]));
    }

    #[test]
    fn our_own_earlier_try_is_recognised() {
        let ours = with(maria(), "gender", json!("other"));
        let theirs = with(
            with(ours.clone(), "meta", json!({"versionId": "4"})),
            "active",
            json!(true),
        );

        assert_eq!(merge(Some(&maria()), &ours, &theirs), Merge::Same);
        assert_eq!(merge(None, &ours, &theirs), Merge::Same);
    }

    #[test]
    fn the_same_element_changed_twice_is_left_to_the_desk() {
        let ours = with(maria(), "gender", json!("other"));
        let theirs = with(maria(), "gender", json!("male"));

        assert_eq!(
            merge(Some(&maria()), &ours, &theirs),
            Merge::Overlap(vec!["gender".to_owned()])
        );
        assert_eq!(merge(None, &ours, &theirs), Merge::Overlap(vec!["gender".to_owned()]));
    }

    #[test]
    fn different_items_of_a_list_merge_and_the_same_item_does_not() {
        let phone = |number: &str| json!({"system": "phone", "value": number});
        let mail = |address: &str| json!({"system": "email", "value": address});
        let ours = with(
            maria(),
            "telecom",
            json!([phone("555-0199"), mail("maria@example.org")]),
        );
        let theirs = with(maria(), "telecom", json!([phone("555-0101"), mail("mgl@example.org")]));

        let Merge::Merged(merged) = merge(Some(&maria()), &ours, &theirs) else {
            panic!("not merged")
        };
        assert_eq!(merged["telecom"], json!([phone("555-0199"), mail("mgl@example.org")]));

        let theirs = with(
            maria(),
            "telecom",
            json!([phone("555-0155"), mail("maria@example.org")]),
        );
        assert_eq!(
            merge(Some(&maria()), &ours, &theirs),
            Merge::Overlap(vec!["telecom".to_owned()])
        );
    }

    #[test]
    fn a_cancelled_appointment_is_not_overwritten_by_an_arrival() {
        let booked = json!({"resourceType": "Appointment", "id": "1", "status": "booked"});
        let arrived = with(booked.clone(), "status", json!("arrived"));
        let cancelled = with(booked.clone(), "status", json!("cancelled"));

        assert_eq!(
            merge(Some(&booked), &arrived, &cancelled),
            Merge::Overlap(vec!["status".to_owned()])
        );
    }

    fn resource() -> impl Strategy<Value = Value> {
        let value = prop_oneof![
            (0..3_u8).prop_map(|number| json!(number)),
            proptest::collection::vec(0..4_u8, 0..4).prop_map(|items| json!(items)),
        ];
        proptest::collection::btree_map("[a-d]", value, 0..4)
            .prop_map(|fields| Value::Object(fields.into_iter().collect()))
    }

    proptest! {
        /// Whatever three versions meet: an element that only central changed is kept, one that only we changed is
        /// sent, and nothing else happens.
        #[test]
        fn no_change_is_lost_silently(base in resource(), ours in resource(), theirs in resource()) {
            let merged = match merge(Some(&base), &ours, &theirs) {
                Merge::Overlap(_) => return Ok(()),
                Merge::Same => theirs.clone(),
                Merge::Merged(merged) => merged,
            };
            for name in ["a", "b", "c", "d"] {
                let (was, our, their, is) = (base.get(name), ours.get(name), theirs.get(name), merged.get(name));
                if same(our, was) {
                    prop_assert!(same(is, their), "{name}: central's change was lost");
                } else if same(their, was) && !within(&ours, &theirs) {
                    prop_assert!(same(is, our), "{name}: our change was lost");
                }
            }
        }
    }
}
