//! Whether a resource is FHIR R4 that may be stored: its form, the elements that must be there, the codes they are
//! bound to. Not a full validator: it checks what the kiosk writes, as strictly as a hospital's server would.

mod rules;

use jiff::tz::TimeZone;
use serde_json::{Map, Value};

use super::{
    definitions::{Kind, parameters},
    json::{resource_type, select, valid_id},
};
use crate::{dates::Span, problem::Problem};
use rules::{RULES, Rule};

/// Checks a resource that is about to be stored.
pub(crate) fn resource(resource: &Value, zone: &TimeZone) -> Result<(), Problem> {
    let kind = resource_type(resource);
    if kind.is_empty() {
        return Err(Problem::structure("A resource says its resourceType.").at("resourceType"));
    }
    let Some(search) = parameters(kind) else {
        return Err(Problem::unsupported("This server doesn't store that type of resource.").at("resourceType"));
    };
    form(resource, kind, &contained(resource))?;
    if let Some(rule) = RULES.iter().find(|rule| rule.kind == kind) {
        elements(resource, rule)?;
    }
    for parameter in search.iter().filter(|parameter| parameter.kind == Kind::Date) {
        for path in parameter.paths.split('|') {
            times(resource, kind, path, zone)?;
        }
    }

    invariants(resource, kind)
}

/// The ids of the contained resources.
fn contained(resource: &Value) -> Vec<&str> {
    select(resource, "contained.id")
        .into_iter()
        .filter_map(Value::as_str)
        .collect()
}

/// No nulls, nothing empty, money with a currency, local references that exist: true of every resource.
fn form(value: &Value, place: &str, contained: &[&str]) -> Result<(), Problem> {
    match value {
        Value::Null => Err(Problem::structure(format!("{place} is null; leave it out instead.")).at(place)),
        Value::String(text) if text.trim().is_empty() => {
            Err(Problem::structure(format!("{place} is an empty text; leave it out instead.")).at(place))
        }
        Value::Array(items) if items.is_empty() => {
            Err(Problem::structure(format!("{place} is an empty list; leave it out instead.")).at(place))
        }
        Value::Array(items) => items
            .iter()
            .enumerate()
            .try_for_each(|(index, item)| form(item, &format!("{place}[{index}]"), contained)),
        Value::Object(fields) if fields.is_empty() => {
            Err(Problem::structure(format!("{place} is empty; leave it out instead.")).at(place))
        }
        Value::Object(fields) => {
            for (name, inner) in fields {
                let inside = format!("{place}.{name}");
                if has_partner(fields, name) {
                    // A list of primitives and its extensions are padded with nulls to stand side by side.
                    for item in inner.as_array().into_iter().flatten().filter(|item| !item.is_null()) {
                        form(item, &inside, contained)?;
                    }
                    if inner.as_array().is_some_and(Vec::is_empty) {
                        return Err(Problem::structure(format!("{inside} is an empty list.")).at(inside));
                    }
                } else {
                    form(inner, &inside, contained)?;
                }
            }
            if let Some(currency) = fields.get("currency") {
                money(currency, fields.get("value"), place)?;
            }
            if let Some(reference) = fields.get("reference").and_then(Value::as_str) {
                local(reference, place, contained)?;
            }

            Ok(())
        }
        Value::Bool(_) | Value::Number(_) | Value::String(_) => Ok(()),
    }
}

/// Whether this list has a sibling of the same name but for an underscore.
fn has_partner(fields: &Map<String, Value>, name: &str) -> bool {
    let partner = match name.strip_prefix('_') {
        Some(bare) => bare.to_owned(),
        None => format!("_{name}"),
    };

    fields.get(name).is_some_and(Value::is_array) && fields.get(&partner).is_some_and(Value::is_array)
}

fn money(currency: &Value, value: Option<&Value>, place: &str) -> Result<(), Problem> {
    let known = currency
        .as_str()
        .is_some_and(|code| code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_uppercase()));
    if !known {
        return Err(Problem::rule("code-invalid", format!("{place}.currency is not an ISO 4217 code.")).at(place));
    }
    if value.is_some_and(|value| !value.is_number()) {
        return Err(Problem::rule("value", format!("{place}.value is not a decimal number.")).at(place));
    }

    Ok(())
}

fn local(reference: &str, place: &str, contained: &[&str]) -> Result<(), Problem> {
    if let Some(inner) = reference.strip_prefix('#')
        && !inner.is_empty()
        && !contained.contains(&inner)
    {
        return Err(Problem::rule(
            "not-found",
            format!("{place} refers to a contained resource that isn't there."),
        )
        .at(place));
    }
    if reference.starts_with("urn:") {
        return Err(Problem::structure(format!("{place} refers to an entry that isn't in this Bundle.")).at(place));
    }

    Ok(())
}

/// The elements and codes that a type's rule names.
fn elements(resource: &Value, rule: &Rule) -> Result<(), Problem> {
    for path in rule.required {
        let missing = match path.rsplit_once('.') {
            Some((parent, child)) => select(resource, parent).iter().any(|value| value.get(child).is_none()),
            None => resource.get(path).is_none(),
        };
        if missing {
            let place = format!("{}.{path}", rule.kind);

            return Err(Problem::rule("required", format!("{place} must be there.")).at(place));
        }
    }
    for (path, allowed) in rule.codes {
        let known = select(resource, path)
            .iter()
            .all(|value| value.as_str().is_some_and(|code| allowed.contains(&code)));
        if !known {
            let place = format!("{}.{path}", rule.kind);

            return Err(Problem::rule("code-invalid", format!("{place} is not one of its codes.")).at(place));
        }
    }

    Ok(())
}

fn times(resource: &Value, kind: &str, path: &str, zone: &TimeZone) -> Result<(), Problem> {
    for value in select(resource, path) {
        let texts = match value {
            Value::Object(period) => vec![period.get("start"), period.get("end")],
            other => vec![Some(other)],
        };
        let readable = texts
            .into_iter()
            .flatten()
            .all(|text| text.as_str().is_some_and(|text| Span::parse(text, zone).is_some()));
        if !readable {
            let place = format!("{kind}.{path}");

            return Err(Problem::rule("value", format!("{place} is not a date or time.")).at(place));
        }
    }

    Ok(())
}

/// Rules that need more than one element.
fn invariants(resource: &Value, kind: &str) -> Result<(), Problem> {
    let has = |name: &str| resource.get(name).is_some();
    let status = resource.get("status").and_then(Value::as_str).unwrap_or_default();
    if resource.get("id").is_some_and(|id| !id.as_str().is_some_and(valid_id)) {
        return Err(
            Problem::structure("An id has 1 to 64 letters, digits, hyphens and full stops.").at(format!("{kind}.id")),
        );
    }
    let broken = match kind {
        "Appointment" if has("start") != has("end") => {
            Some("app-2: an Appointment has both a start and an end, or neither.")
        }
        "Appointment" if !has("start") && !["proposed", "cancelled", "waitlist"].contains(&status) => {
            Some("app-3: only a proposed, cancelled or waitlisted Appointment may lack its times.")
        }
        "Consent" if !has("policy") && !has("policyRule") => Some("ppc-1: a Consent names a policy or a policyRule."),
        "RelatedPerson" | "Patient" | "Practitioner" | "Organization"
            if select(resource, "telecom")
                .iter()
                .any(|point| point.get("value").is_some() && point.get("system").is_none()) =>
        {
            Some("cpt-2: a telecom value needs its system.")
        }
        _ => None,
    };

    broken.map_or(Ok(()), |text| Err(Problem::rule("invariant", text).at(kind)))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use serde_json::json;

    use super::*;

    fn refusal(value: &Value) -> String {
        resource(value, &TimeZone::UTC).expect_err("this must be refused").text
    }

    #[test]
    fn nothing_empty_is_let_in() {
        assert!(refusal(&json!({ "resourceType": "Patient", "name": [] })).contains("Patient.name is an empty list"));
        assert!(refusal(&json!({ "resourceType": "Patient", "gender": null })).contains("Patient.gender is null"));
        assert!(
            refusal(&json!({ "resourceType": "Patient", "name": [{ "family": " " }] }))
                .contains("Patient.name[0].family")
        );
    }

    #[test]
    fn a_list_may_hold_a_null_beside_its_extensions() {
        let patient = json!({ "resourceType": "Patient", "name": [{
            "given": ["Ann", null],
            "_given": [null, { "extension": [{ "url": "urn:example", "valueString": "unknown" }] }]
        }] });

        assert!(resource(&patient, &TimeZone::UTC).is_ok());
    }

    #[test]
    fn codes_and_required_elements_are_held_to() {
        assert!(
            refusal(&json!({ "resourceType": "Task", "status": "open", "intent": "order" })).contains("Task.status")
        );
        assert!(refusal(&json!({ "resourceType": "Task", "status": "requested" })).contains("Task.intent"));
        assert!(
            refusal(
                &json!({ "resourceType": "Appointment", "status": "booked", "participant": [{ "status": "accepted" }] })
            )
            .contains("app-3")
        );
        assert!(
            refusal(&json!({ "resourceType": "Patient", "birthDate": "12/04/1985" })).contains("Patient.birthDate")
        );
    }

    #[test]
    fn money_names_its_currency_properly() {
        let invoice = |currency: &str| json!({ "resourceType": "Invoice", "status": "issued", "totalGross": { "value": 20.00, "currency": currency } });

        assert!(refusal(&invoice("dollars")).contains("currency"));
        assert!(resource(&invoice("USD"), &TimeZone::UTC).is_ok());
    }
}
