//! What the server says it can do.

use jiff::Timestamp;
use serde_json::{Value, json};

use super::definitions::TYPES;

/// The `CapabilityStatement` of `GET [base]/metadata`.
pub(crate) fn statement(origin: &str, started: Timestamp) -> Value {
    let interactions =
        ["read", "vread", "create", "update", "delete", "search-type"].map(|code| json!({ "code": code }));
    let resources: Vec<Value> = TYPES
        .iter()
        .map(|(kind, parameters)| {
            let mut search = vec![
                json!({ "name": "_id", "type": "token" }),
                json!({ "name": "_lastUpdated", "type": "date" }),
            ];
            search.extend(
                parameters
                    .iter()
                    .map(|parameter| json!({ "name": parameter.name, "type": parameter.kind.name() })),
            );
            let mut resource = json!({
                "type": kind,
                "interaction": interactions,
                "versioning": "versioned-update",
                "readHistory": true,
                "updateCreate": true,
                "conditionalCreate": true,
                "conditionalUpdate": false,
                "conditionalDelete": "not-supported",
                "referencePolicy": ["literal", "local", "enforced"],
                "searchParam": search,
            });
            if *kind == "Patient"
                && let Some(fields) = resource.as_object_mut()
            {
                fields.insert(
                    "operation".into(),
                    json!([{ "name": "match", "definition": "http://hl7.org/fhir/OperationDefinition/Patient-match" }]),
                );
            }

            resource
        })
        .collect();

    json!({
        "resourceType": "CapabilityStatement",
        "status": "active",
        "date": format!("{started:.3}"),
        "kind": "instance",
        "software": { "name": "Portico embedded central", "version": env!("CARGO_PKG_VERSION") },
        "implementation": { "description": "Portico embedded central", "url": format!("{origin}/fhir") },
        "fhirVersion": "4.0.1",
        "format": ["json", "application/fhir+json"],
        "rest": [{
            "mode": "server",
            "security": {
                "service": [{ "coding": [{
                    "system": "http://terminology.hl7.org/CodeSystem/restful-security-service",
                    "code": "SMART-on-FHIR",
                }] }],
                "extension": [{
                    "url": "http://fhir-registry.smarthealthit.org/StructureDefinition/oauth-uris",
                    "extension": [{ "url": "token", "valueUri": format!("{origin}/auth/token") }],
                }],
            },
            "resource": resources,
            "interaction": [{ "code": "transaction" }, { "code": "batch" }],
        }],
    })
}

/// The SMART configuration of `GET [base]/.well-known/smart-configuration`.
pub(crate) fn smart_configuration(origin: &str) -> Value {
    json!({
        "issuer": origin,
        "token_endpoint": format!("{origin}/auth/token"),
        "grant_types_supported": ["client_credentials"],
        "token_endpoint_auth_methods_supported": ["private_key_jwt"],
        "token_endpoint_auth_signing_alg_values_supported": ["ES384", "RS384"],
        "scopes_supported": ["system/*.cruds", "system/*.rs"],
        "capabilities": ["client-confidential-asymmetric", "permission-v2"],
    })
}
