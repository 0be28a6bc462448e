//! Which entries travel together, and in what order.

use std::collections::HashSet;
use std::ops::Range;

use serde_json::Value;

use crate::submission::Submission;

/// A submission's entries in sending order. It depends on the frozen submission only, so that an entry's number means
/// the same in every attempt.
pub(super) struct Plan {
    pub(super) entries: Vec<Value>,
    groups: Vec<Part>,
}

struct Part {
    name: String,
    range: Range<usize>,
}

impl Plan {
    pub(super) fn new(submission: Submission) -> Self {
        let mut entries = Vec::new();
        let mut groups = Vec::new();
        for group in submission.groups {
            let start = entries.len();
            entries.extend(referenced_first(group.entries));
            if entries.len() > start {
                groups.push(Part {
                    name: group.name,
                    range: start..entries.len(),
                });
            }
        }

        Self { entries, groups }
    }

    pub(super) fn len(&self) -> usize {
        self.entries.len()
    }

    /// The entries to send next: as many whole groups as fit, or the first part of a group that is too large.
    pub(super) fn next(&self, start: usize, most: usize) -> Range<usize> {
        let whole = self
            .groups
            .iter()
            .map(|group| group.range.end)
            .filter(|end| *end > start)
            .take_while(|end| end - start <= most.max(1))
            .last();

        whole.map_or_else(|| self.alone(start, most), |end| start..end)
    }

    /// The rest of the group that `start` is in, as far as it fits.
    pub(super) fn alone(&self, start: usize, most: usize) -> Range<usize> {
        let end = self.group(start).map_or(self.len(), |group| group.range.end);

        start..end.min(start.saturating_add(most.max(1)))
    }

    /// Whether entries of more than one group are among these.
    pub(super) fn holds_more_than_one(&self, range: &Range<usize>) -> bool {
        self.alone(range.start, usize::MAX).end < range.end
    }

    /// The name of the group that an entry is in.
    pub(super) fn name(&self, number: usize) -> &str {
        self.group(number).map_or("", |group| &group.name)
    }

    /// Whether the group that an entry is in can be left to the desk while the rest goes on. Who the person is and
    /// the arrival cannot, nor what a later group refers to: a registration is not taken apart blindly.
    pub(super) fn can_be_left(&self, number: usize) -> bool {
        let Some(group) = self.group(number) else {
            return false;
        };
        if group.range.start == 0 || group.range.end == self.len() {
            return false;
        }
        let own: HashSet<&str> = self
            .entries
            .get(group.range.clone())
            .into_iter()
            .flatten()
            .filter_map(full_url)
            .collect();
        let mut needed = false;
        for later in self.entries.iter().skip(group.range.end) {
            references(&later["resource"], &mut |reference| {
                needed |= own.contains(reference);
            });
        }

        !needed
    }

    fn group(&self, number: usize) -> Option<&Part> {
        self.groups.iter().find(|group| group.range.contains(&number))
    }
}

/// Puts an entry behind those of its group that it refers to, so that a group that is split refers backwards only.
/// Otherwise the order stays; entries that refer to each other in a circle stay as they were.
fn referenced_first(entries: Vec<Value>) -> Vec<Value> {
    let own: HashSet<String> = entries.iter().filter_map(full_url).map(str::to_owned).collect();
    let mut needs: Vec<HashSet<String>> = entries
        .iter()
        .map(|entry| {
            let mut found = HashSet::new();
            references(&entry["resource"], &mut |reference| {
                if own.contains(reference) && Some(reference) != full_url(entry) {
                    found.insert(reference.to_owned());
                }
            });
            found
        })
        .collect();
    let mut left: Vec<Option<Value>> = entries.into_iter().map(Some).collect();
    let mut ordered = Vec::with_capacity(left.len());
    while ordered.len() < left.len() {
        let free = left
            .iter()
            .zip(&needs)
            .position(|(entry, needs)| entry.is_some() && needs.is_empty());
        let Some(entry) = free
            .or_else(|| left.iter().position(Option::is_some))
            .and_then(|next| left.get_mut(next)?.take())
        else {
            break;
        };
        if let Some(url) = full_url(&entry) {
            for needs in &mut needs {
                needs.remove(url);
            }
        }
        ordered.push(entry);
    }

    ordered
}

pub(super) fn full_url(entry: &Value) -> Option<&str> {
    entry["fullUrl"].as_str()
}

/// Calls `visit` with every reference and address within a resource.
pub(super) fn references<'a>(value: &'a Value, visit: &mut impl FnMut(&'a str)) {
    match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                match value {
                    Value::String(text) if is_reference(name) => visit(text),
                    value => references(value, visit),
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| references(item, visit)),
        _ => {}
    }
}

/// Replaces references by what `replace` gives for them.
pub(super) fn rewrite(value: &mut Value, replace: &impl Fn(&str) -> Option<String>) {
    match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                match value {
                    Value::String(text) if is_reference(name) => {
                        if let Some(replacement) = replace(text) {
                            *text = replacement;
                        }
                    }
                    value => rewrite(value, replace),
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| rewrite(item, replace)),
        _ => {}
    }
}

/// The elements in which a server replaces a bundle's own addresses (FHIR R4, 3.1.0.11.2): references, and the
/// address of an attachment that travels as a Binary.
fn is_reference(name: &str) -> bool {
    matches!(name, "reference" | "url" | "valueUri" | "valueUrl")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use serde_json::json;
    use uuid::Uuid;

    use super::*;
    use crate::submission::{Group, Kind};

    fn plan(groups: &[&[&str]]) -> Plan {
        let groups = groups
            .iter()
            .map(|names| Group {
                name: "group".to_owned(),
                entries: names
                    .iter()
                    .map(|name| json!({"fullUrl": name, "resource": {}}))
                    .collect(),
            })
            .collect();

        Plan::new(Submission {
            id: Uuid::nil(),
            kind: Kind::Registration,
            groups,
            order_key: None,
        })
    }

    fn packs(plan: &Plan, most: usize) -> Vec<Range<usize>> {
        let mut packs = Vec::new();
        let mut start = 0;
        while start < plan.len() {
            let pack = plan.next(start, most);
            start = pack.end;
            packs.push(pack);
        }

        packs
    }

    #[test]
    fn whole_groups_travel_together_as_far_as_they_fit() {
        let plan = plan(&[&["a", "b"], &["c", "d", "e"], &["f"], &["g"]]);

        assert_eq!(packs(&plan, 8), vec![0..7; 1]);
        assert_eq!(packs(&plan, 4), [0..2, 2..6, 6..7]);
        // The rest of a group that was split travels with the next whole one.
        assert_eq!(packs(&plan, 2), [0..2, 2..4, 4..6, 6..7]);
        assert_eq!(packs(&plan, 1).len(), 7);
    }

    #[test]
    fn empty_groups_do_no_harm() {
        assert_eq!(packs(&plan(&[&[], &["a"], &[]]), 8), vec![0..1; 1]);
        assert!(packs(&plan(&[]), 8).is_empty());
    }

    #[test]
    fn what_is_referred_to_goes_first_and_circles_stay() {
        let entry = |name: &str, to: &str| json!({"fullUrl": name, "resource": {"subject": {"reference": to}}});
        let names = |entries: Vec<Value>| -> Vec<String> {
            entries
                .iter()
                .map(|entry| full_url(entry).unwrap().to_owned())
                .collect()
        };

        assert_eq!(
            names(referenced_first(vec![
                entry("a", "c"),
                entry("b", "x"),
                entry("c", "b")
            ])),
            ["b", "c", "a"]
        );
        assert_eq!(
            names(referenced_first(vec![entry("a", "b"), entry("b", "a")])),
            ["a", "b"]
        );
    }

    #[test]
    fn only_references_are_rewritten() {
        let mut resource = json!({
            "identifier": [{"value": "urn:uuid:1"}],
            "subject": {"reference": "urn:uuid:1", "display": "urn:uuid:1"},
            "content": [{"attachment": {"url": "urn:uuid:1"}}]});
        rewrite(&mut resource, &|reference| {
            (reference == "urn:uuid:1").then(|| "Patient/7".to_owned())
        });

        assert_eq!(
            resource,
            json!({
                "identifier": [{"value": "urn:uuid:1"}],
                "subject": {"reference": "Patient/7", "display": "urn:uuid:1"},
                "content": [{"attachment": {"url": "Patient/7"}}]})
        );
    }
}
