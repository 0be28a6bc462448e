//! What several mappings share: choosing among several values on file, and building the small pieces of resources.

use fhir::{CodeableConcept, ContactPoint, Element, Extension, HumanName};
use jiff::civil::Date;
use jiff::{Timestamp, Unit};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::bill;
use crate::form::Words;
use crate::mapping::systems;

/// A place within a list and how well its element fits: the lowest rank wins, and of equals the first.
pub(super) fn best<T>(values: &[T], rank: impl Fn(&T) -> Option<u32>) -> Option<usize> {
    let ranked = values
        .iter()
        .enumerate()
        .filter_map(|(place, value)| Some((rank(value)?, place)));

    ranked.min().map(|(_, place)| place)
}

/// The name in use: official, usual, unmarked, temporary; never an old or maiden one.
pub(super) fn name_in_use(names: &[HumanName]) -> Option<usize> {
    best(names, |name| {
        let says_something = [&name.family, &name.text]
            .into_iter()
            .flatten()
            .chain(&name.given)
            .any(|part| !part.trim().is_empty());

        match name.usage.as_deref() {
            _ if !says_something => None,
            Some("official") => Some(0),
            Some("usual") => Some(1),
            None => Some(2),
            Some("temp") => Some(3),
            Some("old" | "maiden") => None,
            Some(_) => Some(4),
        }
    })
}

/// The whole name in one line.
pub(super) fn whole_name(name: &HumanName) -> Option<String> {
    let parts: Vec<&str> = name
        .given
        .iter()
        .chain(&name.family)
        .map(|part| part.trim())
        .filter(|part| !part.is_empty())
        .collect();
    let text = name
        .text
        .as_deref()
        .map(str::trim)
        .filter(|text| !text.is_empty());

    match (parts.is_empty(), text) {
        (true, text) => text.map(ToOwned::to_owned),
        (false, _) => Some(parts.join(" ")),
    }
}

/// The telephone to call: mobile first; never an old one.
pub(super) fn phone_in_use(telecoms: &[ContactPoint]) -> Option<usize> {
    telecom_in_use(
        telecoms,
        &["phone", "sms"],
        &["mobile", "home", "", "temp", "work"],
    )
}

/// The e-mail address to write to.
pub(super) fn email_in_use(telecoms: &[ContactPoint]) -> Option<usize> {
    telecom_in_use(
        telecoms,
        &["email"],
        &["home", "mobile", "", "temp", "work"],
    )
}

fn telecom_in_use(telecoms: &[ContactPoint], systems: &[&str], uses: &[&str]) -> Option<usize> {
    best(telecoms, |telecom| {
        let fits = systems.contains(&telecom.system.as_deref()?)
            && telecom
                .value
                .as_ref()
                .is_some_and(|value| !value.trim().is_empty());
        let usage = telecom.usage.as_deref().unwrap_or_default();
        let place = uses.iter().position(|known| *known == usage)?;
        let rank = telecom.rank.unwrap_or(99).min(99);

        fits.then_some(place as u32 * 100 + rank)
    })
}

/// Puts a value into the contact point at `place`, or adds one; a value that was taken back becomes an old one, so
/// that nothing on file is destroyed.
pub(super) fn set_telecom(
    telecoms: &mut Vec<ContactPoint>,
    place: Option<usize>,
    value: Option<&str>,
    system: &str,
    usage: &str,
) {
    let value = value.map(str::trim).filter(|value| !value.is_empty());
    match (place.and_then(|place| telecoms.get_mut(place)), value) {
        (Some(telecom), Some(value)) => {
            telecom.value = Some(value.to_owned());
            telecom.rest.remove("_value");
        }
        (Some(telecom), None) => telecom.usage = Some("old".to_owned()),
        (None, Some(value)) => telecoms.push(ContactPoint {
            system: Some(system.to_owned()),
            value: Some(value.to_owned()),
            usage: Some(usage.to_owned()),
            ..ContactPoint::default()
        }),
        (None, None) => {}
    }
}

/// Words with their translations (the standard extension, `lang` and `content`).
pub(super) fn words(own: Option<&str>, element: Option<&Element>) -> Words {
    let mut words = Words(
        own.map(|own| (String::new(), own.to_owned()))
            .into_iter()
            .collect(),
    );
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

/// `Type/id` within a reference that may be absolute or name a version.
pub(super) fn reference_to(reference: &str, kind: &str) -> Option<String> {
    let mut segments = reference.split('/').skip_while(|segment| *segment != kind);
    let (kind, id) = (segments.next()?, segments.next()?);

    (!id.is_empty()).then(|| format!("{kind}/{id}"))
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
        json!({ "type": "Device", "identifier": { "system": systems::DEVICE, "value": named } })
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
pub(super) fn squeezed(number: &str) -> String {
    number
        .chars()
        .filter(|letter| letter.is_alphanumeric())
        .flat_map(char::to_uppercase)
        .collect()
}
