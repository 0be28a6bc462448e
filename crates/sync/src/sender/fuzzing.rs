//! What central holds by the time of a conflict, as the fuzzer writes it.

// A panic is what the fuzzer looks for.
#![allow(clippy::missing_panics_doc)]

use serde_json::Value;

use crate::sender::conflict::same_version;
use crate::sender::merge::{Merge, merge as merge_onto};

/// Entity tags, one a line: what stands in a header is never taken apart.
pub fn entity_tag(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return;
    };
    let tags: Vec<&str> = text.lines().take(16).collect();
    for one in &tags {
        assert!(same_version(one, one), "a tag is itself");
        for other in &tags {
            assert_eq!(same_version(one, other), same_version(other, one));
        }
    }
}

/// Three versions of a resource, as a JSON array: as it was read, as the person changed it, as central has it now.
pub fn merge(bytes: &[u8]) {
    let Ok(Value::Array(versions)) = serde_json::from_slice(bytes) else {
        return;
    };
    let [base, ours, theirs] = versions.as_slice() else {
        return;
    };
    for base in [Some(base), None] {
        if let Merge::Merged(merged) = merge_onto(base, ours, theirs) {
            // Merging what was merged changes nothing, or a retry would go on for ever.
            assert_eq!(merge_onto(Some(theirs), &merged, &merged), Merge::Same);
        }
    }
}
