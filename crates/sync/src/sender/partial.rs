//! What the person said while central was away, put onto a resource of which the kiosk knew only a part.
//!
//! What the part lacks was never seen here and is never touched: an element is changed only where the person changed
//! it, nothing is taken out of a list, and what they added to a list that was not known stands before what was there,
//! so that it is the one in use.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::merge::{Merge, NOT_MERGED, equal, same, within};

/// Merges what changed from `base`, a part of what central had, to `ours` onto `theirs`.
pub(super) fn merge_part(base: &Value, ours: &Value, theirs: &Value) -> Merge {
    let (Some(was), Some(our), Some(their)) = (base.as_object(), ours.as_object(), theirs.as_object()) else {
        return Merge::Overlap(Vec::new());
    };
    let mut merged = their.clone();
    let mut overlap = Vec::new();
    for name in names(was, our) {
        if NOT_MERGED.contains(&name.as_str()) {
            continue;
        }
        match put(was.get(name), our.get(name), their.get(name)) {
            Ok(Some(value)) => {
                merged.insert(name.clone(), value);
            }
            Ok(None) => {
                merged.remove(name);
            }
            Err(Both) => overlap.push(name.clone()),
        }
    }

    if !overlap.is_empty() {
        Merge::Overlap(overlap)
    } else if merged == *their {
        Merge::Same
    } else {
        Merge::Merged(Value::Object(merged))
    }
}

fn names<'a>(one: &'a Map<String, Value>, other: &'a Map<String, Value>) -> BTreeSet<&'a String> {
    one.keys().chain(other.keys()).collect()
}

/// Both sides changed the same.
struct Both;

/// What stands there afterwards, if anything.
fn put(was: Option<&Value>, our: Option<&Value>, their: Option<&Value>) -> Result<Option<Value>, Both> {
    if same(our, was) {
        return Ok(their.cloned());
    }
    match (our, their) {
        (Some(our), Some(their)) if within(our, their) => Ok(Some(their.clone())),
        (Some(Value::Object(our)), Some(Value::Object(their))) => {
            let nothing = Map::new();
            let was = was.and_then(Value::as_object).unwrap_or(&nothing);

            objects(was, our, their).map(|merged| Some(Value::Object(merged)))
        }
        (Some(Value::Array(our)), Some(Value::Array(their))) => {
            let was = was.and_then(Value::as_array).map_or(&[][..], Vec::as_slice);

            lists(was, our, their).map(|merged| (!merged.is_empty()).then_some(Value::Array(merged)))
        }
        (Some(our), None) if was.is_none() => Ok(Some(our.clone())),
        _ if same(their, was) => Ok(our.cloned()),
        _ => Err(Both),
    }
}

fn objects(
    was: &Map<String, Value>,
    our: &Map<String, Value>,
    their: &Map<String, Value>,
) -> Result<Map<String, Value>, Both> {
    let mut merged = their.clone();
    for name in names(was, our) {
        match put(was.get(name), our.get(name), their.get(name))? {
            Some(value) => merged.insert(name.clone(), value),
            None => merged.remove(name),
        };
    }

    Ok(merged)
}

fn lists(was: &[Value], our: &[Value], their: &[Value]) -> Result<Vec<Value>, Both> {
    if !our.iter().chain(was).chain(their).all(Value::is_object) {
        // Plain words, such as given names, mean something as a whole only.
        let unchanged = was.len() == their.len() && was.iter().zip(their).all(|(one, other)| equal(one, other));

        return unchanged.then(|| our.to_vec()).ok_or(Both);
    }
    let holds = |list: &[Value], item: &Value| list.iter().any(|other| equal(other, item));
    let taken: Vec<&Value> = was.iter().filter(|item| !holds(our, item)).collect();
    let mut added: Vec<&Value> = our.iter().filter(|item| !holds(was, item)).collect();
    let mut merged = their.to_vec();
    if taken.len() == added.len() {
        // Each was changed in its place.
        for (before, after) in taken.into_iter().zip(added.drain(..)) {
            let item = merged.iter_mut().find(|item| within(before, item)).ok_or(Both)?;
            *item = put(Some(before), Some(after), Some(item))?.ok_or(Both)?;
        }
    } else {
        for before in taken {
            // What is more there than was known is not taken out unseen.
            let place = merged.iter().position(|item| equal(before, item)).ok_or(Both)?;
            merged.remove(place);
        }
    }
    let new: Vec<Value> = added
        .into_iter()
        .filter(|item| !their.iter().any(|known| alike(item, known)))
        .cloned()
        .collect();
    if new.iter().any(|item| item["preferred"] == true) {
        for item in merged.iter_mut().filter(|item| item["preferred"] == true) {
            item["preferred"] = false.into();
        }
    }

    Ok(new.into_iter().chain(merged).collect())
}

/// Whether central has this already, perhaps written another way: a telephone number with other separators or without
/// the country, an e-mail address with other capitals.
fn alike(new: &Value, known: &Value) -> bool {
    if within(new, known) {
        return true;
    }
    let bare = |item: &Value| -> Option<String> {
        let value = item["value"].as_str()?;
        let letters = value
            .chars()
            .filter(|letter| letter.is_alphanumeric() || *letter == '@');

        Some(letters.flat_map(char::to_lowercase).collect())
    };
    let (Some(one), Some(other)) = (bare(new), bare(known)) else {
        return false;
    };
    let number = new["system"] == "phone" && one.len().min(other.len()) >= 7;

    new["system"] == known["system"]
        && known["use"] != "old"
        && (one == other || (number && (one.ends_with(&other) || other.ends_with(&one))))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    /// What the kiosk kept of María overnight.
    fn part() -> Value {
        json!({"resourceType": "Patient", "id": "1", "birthDate": "1985-04-12",
            "name": [{"use": "official", "family": "García-López", "given": ["María"]}]})
    }

    /// What central holds of her.
    fn whole() -> Value {
        json!({"resourceType": "Patient", "id": "1", "meta": {"versionId": "7"}, "birthDate": "1985-04-12",
            "identifier": [{"system": "urn:mrn", "value": "42"}], "gender": "female",
            "name": [{"use": "official", "family": "García-López", "given": ["María"], "prefix": ["Dra."]},
                     {"use": "maiden", "family": "Pérez"}],
            "telecom": [{"system": "phone", "value": "+1 317 555 0142", "use": "mobile"},
                        {"system": "email", "value": "maria@example.org"}],
            "communication": [{"language": {"coding": [{"code": "es"}]}, "preferred": true}],
            "extension": [{"url": "urn:unknown", "valueString": "kept"}]})
    }

    fn merged(ours: &Value) -> Value {
        match merge_part(&part(), ours, &whole()) {
            Merge::Merged(merged) => merged,
            other => panic!("not merged: {other:?}"),
        }
    }

    #[test]
    fn a_number_typed_offline_is_in_use_and_the_old_one_is_not_lost() {
        let mut ours = part();
        ours["telecom"] = json!([{"system": "phone", "value": "+1 317 555 0170", "use": "mobile"}]);

        let merged = merged(&ours);

        assert_eq!(merged["telecom"][0]["value"], "+1 317 555 0170");
        assert_eq!(merged["telecom"].as_array().unwrap().len(), 3);
        for untouched in [
            "identifier",
            "gender",
            "name",
            "communication",
            "extension",
            "birthDate",
        ] {
            assert_eq!(merged[untouched], whole()[untouched], "{untouched}");
        }
    }

    #[test]
    fn a_number_that_central_has_is_not_added_again() {
        for same in ["+1 317 555 0142", "317-555-0142", "(317) 5550142"] {
            let mut ours = part();
            ours["telecom"] = json!([{"system": "phone", "value": same, "use": "mobile"}]);
            assert_eq!(merge_part(&part(), &ours, &whole()), Merge::Same, "{same}");
        }
    }

    #[test]
    fn a_corrected_name_keeps_what_was_not_known_of_it() {
        let mut ours = part();
        ours["name"][0]["family"] = json!("García");

        let merged = merged(&ours);

        assert_eq!(
            merged["name"],
            json!([{"use": "official", "family": "García", "given": ["María"], "prefix": ["Dra."]},
                   {"use": "maiden", "family": "Pérez"}])
        );
    }

    #[test]
    fn another_language_is_the_preferred_one() {
        let mut ours = part();
        ours["communication"] = json!([{"language": {"coding": [{"code": "en"}]}, "preferred": true}]);

        let merged = merged(&ours);

        assert_eq!(merged["communication"][0]["preferred"], true);
        assert_eq!(merged["communication"][1]["preferred"], false);
    }

    #[test]
    fn nothing_said_changes_nothing() {
        assert_eq!(merge_part(&part(), &part(), &whole()), Merge::Same);
    }

    #[test]
    fn an_arrival_on_a_part_of_an_appointment_keeps_the_rest() {
        let kept = json!({"resourceType": "Appointment", "id": "9", "status": "booked", "participant": [
            {"actor": {"reference": "Patient/1"}, "status": "needs-action"}, {"actor": {"reference": "Location/2"}}]});
        let mut central = kept.clone();
        central["comment"] = json!("bring the x-ray");
        central["participant"][0]["period"] = json!({"start": "2026-11-23"});
        let mut ours = kept.clone();
        ours["status"] = json!("arrived");
        ours["participant"][0]["status"] = json!("accepted");

        let Merge::Merged(merged) = merge_part(&kept, &ours, &central) else {
            panic!("not merged")
        };

        assert_eq!(
            (&merged["status"], &merged["comment"]),
            (&json!("arrived"), &json!("bring the x-ray"))
        );
        assert_eq!(merged["participant"][0]["status"], "accepted");
        assert_eq!(merged["participant"][0]["period"], json!({"start": "2026-11-23"}));

        central["status"] = json!("cancelled");
        assert_eq!(
            merge_part(&kept, &ours, &central),
            Merge::Overlap(vec!["status".to_owned()])
        );
    }

    #[test]
    fn what_both_changed_is_left_to_the_desk() {
        let mut ours = part();
        ours["name"][0]["family"] = json!("García");
        let mut theirs = whole();
        theirs["name"][0]["family"] = json!("García-Ruiz");

        assert_eq!(
            merge_part(&part(), &ours, &theirs),
            Merge::Overlap(vec!["name".to_owned()])
        );
    }

    fn value() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            (0..3_u8).prop_map(|number| json!(number)),
            proptest::collection::vec(0..3_u8, 0..3).prop_map(|items| json!(items)),
        ];
        leaf.prop_recursive(3, 16, 3, |inner| {
            let object = proptest::collection::btree_map("[a-c]", inner, 0..3)
                .prop_map(|fields| Value::Object(fields.into_iter().collect()));
            prop_oneof![
                object.clone(),
                proptest::collection::vec(object, 0..3).prop_map(Value::Array)
            ]
        })
    }

    fn resource() -> impl Strategy<Value = Value> {
        proptest::collection::btree_map("[a-e]", value(), 0..5)
            .prop_map(|fields| Value::Object(fields.into_iter().collect()))
    }

    proptest! {
        /// Whatever meets: an element that the kiosk did not know and that nobody changed here stays as central has it.
        #[test]
        fn what_was_not_known_is_never_touched(base in resource(), ours in resource(), theirs in resource()) {
            let Merge::Merged(merged) = merge_part(&base, &ours, &theirs) else { return Ok(()) };
            for (name, value) in theirs.as_object().unwrap() {
                if base.get(name).is_none() && ours.get(name).is_none() {
                    prop_assert_eq!(merged.get(name), Some(value));
                }
                if same(base.get(name), ours.get(name)) {
                    prop_assert_eq!(merged.get(name), Some(value));
                }
            }
        }
    }
}
