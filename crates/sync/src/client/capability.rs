//! What a server offers, from its `CapabilityStatement`.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

/// What a server offers, as far as sending depends on it. What a statement does not mention is taken to be offered;
/// only what it denies is not used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Capabilities {
    /// `transaction` Bundles.
    pub transaction: bool,
    /// `Patient/$match`.
    pub patient_match: bool,
    /// Searched by in every type.
    searched_by: BTreeSet<String>,
    types: BTreeMap<String, TypeCapabilities>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct TypeCapabilities {
    searched_by: BTreeSet<String>,
    conditional_create: Option<bool>,
    update_create: Option<bool>,
}

impl Capabilities {
    pub(super) fn everything() -> Self {
        Self {
            transaction: true,
            patient_match: true,
            searched_by: BTreeSet::new(),
            types: BTreeMap::new(),
        }
    }

    pub(crate) fn read(statement: &Value) -> Self {
        let Some(rest) = statement["rest"]
            .as_array()
            .and_then(|rest| rest.iter().find(|rest| rest["mode"] != "client"))
        else {
            return Self::everything();
        };
        let transaction = rest["interaction"].as_array().is_some_and(|interactions| {
            interactions
                .iter()
                .any(|interaction| interaction["code"] == "transaction")
        });
        let mut types = BTreeMap::new();
        let mut patient_match = offers_match(&rest["operation"]);
        for resource in rest["resource"].as_array().into_iter().flatten() {
            let Some(kind) = resource["type"].as_str() else {
                continue;
            };
            patient_match |= kind == "Patient" && offers_match(&resource["operation"]);
            types.insert(
                kind.to_owned(),
                TypeCapabilities {
                    searched_by: parameters(&resource["searchParam"]),
                    conditional_create: resource["conditionalCreate"].as_bool(),
                    update_create: resource["updateCreate"].as_bool(),
                },
            );
        }

        Self {
            transaction,
            patient_match,
            searched_by: parameters(&rest["searchParam"]),
            types,
        }
    }

    /// Whether a create of this type can be made conditional. Unknown counts as yes.
    pub fn conditional_create(&self, kind: &str) -> bool {
        self.types
            .get(kind)
            .and_then(|offered| offered.conditional_create)
            .unwrap_or(true)
    }

    /// Whether a PUT to an id of our own creates a resource of this type. Unknown counts as no.
    pub fn update_create(&self, kind: &str) -> bool {
        self.types
            .get(kind)
            .and_then(|offered| offered.update_create)
            .unwrap_or(false)
    }

    /// Whether the statement lists this search parameter for a type.
    pub fn searches(&self, kind: &str, parameter: &str) -> bool {
        self.searched_by.contains(parameter)
            || self
                .types
                .get(kind)
                .is_some_and(|offered| offered.searched_by.contains(parameter))
    }
}

fn parameters(listed: &Value) -> BTreeSet<String> {
    listed
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|parameter| parameter["name"].as_str().map(str::to_owned))
        .collect()
}

fn offers_match(operations: &Value) -> bool {
    operations.as_array().is_some_and(|operations| {
        operations.iter().any(|operation| {
            operation["name"]
                .as_str()
                .is_some_and(|name| name.trim_start_matches('$').ends_with("match"))
        })
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_is_denied_is_not_used_and_what_is_not_mentioned_is_tried() {
        let offered = Capabilities::read(&json!({"rest": [{"mode": "server",
            "interaction": [{"code": "transaction"}],
            "resource": [
                {"type": "Patient", "conditionalCreate": false, "operation": [{"name": "match"}]},
                {"type": "AuditEvent", "updateCreate": true, "searchParam": [{"name": "date"}]}],
            "searchParam": [{"name": "_tag"}]}]}));

        assert!(offered.transaction && offered.patient_match);
        assert!(!offered.conditional_create("Patient"));
        assert!(offered.conditional_create("Encounter"));
        assert!(offered.update_create("AuditEvent"));
        assert!(!offered.update_create("Provenance"));
        assert!(offered.searches("AuditEvent", "date") && offered.searches("Patient", "_tag"));
        assert!(!offered.searches("Patient", "date"));
    }

    #[test]
    fn a_server_without_transactions_is_believed_and_one_without_a_statement_is_tried() {
        assert!(!Capabilities::read(&json!({"rest": [{"mode": "server", "interaction": []}]})).transaction);
        assert!(Capabilities::read(&json!({})).transaction);
    }
}
