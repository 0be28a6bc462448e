//! The small pieces that resources are made of.

use fhir::{CodeableConcept, Element, Extension};
use jiff::civil::Date;
use jiff::{Timestamp, Unit};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::bill;
use crate::form::Words;
use crate::mapping::systems;

/// Words with their translations (the standard extension, `lang` and `content`).
pub(super) fn words(own: Option<&str>, element: Option<&Element>) -> Words {
    let mut words = Words(own.map(|own| (String::new(), own.to_owned())).into_iter().collect());
    let extensions = element.map_or(&[][..], |element| &element.extension);
    for translation in extensions
        .iter()
        .filter(|extension| extension.url.as_deref() == Some(systems::TRANSLATION))
    {
        let part = |name| Extension::find(&translation.extension, name).and_then(Extension::words);
        if let (Some(language), Some(content)) = (part("lang"), part("content")) {
            words.0.push((language.to_owned(), content.to_owned()));
        }
    }

    words
}

/// `Type/id` within a relative reference, which may name a version. An absolute one names another server, whose ids
/// mean nobody here: the client makes those of its own server relative when it reads them.
pub(super) fn reference_to(reference: &str, kind: &str) -> Option<String> {
    let rest = reference.strip_prefix(kind)?.strip_prefix('/')?;
    let (id, version) = rest
        .split_once('/')
        .map_or((rest, None), |(id, version)| (id, Some(version)));
    let is_id = (1..=64).contains(&id.len())
        && id
            .chars()
            .all(|letter| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '.'));

    (is_id && version.is_none_or(|version| version.starts_with("_history/"))).then(|| format!("{kind}/{id}"))
}

/// The day in FHIR's `date` or `dateTime`.
pub(super) fn day(text: &str) -> Option<Date> {
    text.get(..10)?.parse().ok()
}

/// An amount whose currency is known.
pub(super) fn money(money: &fhir::Money) -> Option<bill::Money> {
    let currency = money
        .currency
        .as_deref()
        .filter(|currency| currency.len() == 3 && currency.is_ascii())?;

    Some(bill::Money {
        amount: money.value?.0,
        currency: currency.to_ascii_uppercase(),
    })
}

/// FHIR's `instant`, to the second.
pub(super) fn instant(time: Timestamp) -> String {
    time.round(Unit::Second).unwrap_or(time).to_string()
}

/// The business identifier of a part of a registration.
pub(super) fn identifier(registration: Uuid, part: &str) -> Value {
    json!({ "system": systems::REGISTRATION, "value": format!("{registration}/{part}") })
}

/// A `CodeableConcept` of one coding.
pub(super) fn concept(system: &str, code: &str, display: &str) -> Value {
    json!({ "coding": [{ "system": system, "code": code, "display": display }] })
}

/// A typed `CodeableConcept` of one coding.
pub(super) fn typed_concept(system: &str, code: &str) -> CodeableConcept {
    let coding = fhir::Coding {
        system: Some(system.to_owned()),
        code: Some(code.to_owned()),
        ..fhir::Coding::default()
    };

    CodeableConcept {
        coding: vec![coding],
        ..CodeableConcept::default()
    }
}

/// A reference from a configured value: `Type/id` as it is, any other words as the name of somebody.
pub(super) fn party(kind: &str, named: &str) -> Value {
    if is_literal(kind, named) {
        json!({ "reference": named })
    } else {
        json!({ "type": kind, "display": named })
    }
}

/// The kiosk, by reference or by its name in `urn:portico:device`.
pub(super) fn device(named: &str) -> Value {
    if is_literal("Device", named) {
        json!({ "reference": named })
    } else {
        json!({ "type": "Device", "identifier": { "system": systems::DEVICE, "value": named }, "display": named })
    }
}

/// Whether words are a literal reference to a type.
pub(super) fn is_literal(kind: &str, named: &str) -> bool {
    named
        .strip_prefix(kind)
        .and_then(|rest| rest.strip_prefix('/'))
        .is_some_and(|id| !id.is_empty() && !id.contains(' '))
}

/// Letters and digits only, upper case: how member ids and group numbers are compared.
pub(crate) fn squeezed(number: &str) -> String {
    number
        .chars()
        .filter(|letter| letter.is_alphanumeric())
        .flat_map(char::to_uppercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_references_to_this_server_are_read_as_its_own() {
        for here in ["Patient/1", "Patient/1/_history/7"] {
            assert_eq!(reference_to(here, "Patient").as_deref(), Some("Patient/1"), "{here}");
        }
        for elsewhere in [
            "https://other.example.org/fhir/Patient/1",
            "https://other.example.org/Patient/1/_history/7",
            "//other.example.org/Patient/1",
            "/Patient/1",
            "fhir/Patient/1",
            "urn:uuid:Patient/1",
            "#Patient/1",
        ] {
            assert_eq!(reference_to(elsewhere, "Patient"), None, "{elsewhere}");
        }
        for wrong in [
            "Patient",
            "Patient/",
            "Patients/1",
            "Location/1",
            "Patient/a b",
            "Patient/1/Task/2",
            "",
        ] {
            assert_eq!(reference_to(wrong, "Patient"), None, "{wrong}");
        }
    }
}
