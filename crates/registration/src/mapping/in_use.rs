//! Which of several names, numbers and addresses on file is the one in use.

use fhir::{ContactPoint, HumanName};

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
    let text = name.text.as_deref().map(str::trim).filter(|text| !text.is_empty());

    match (parts.is_empty(), text) {
        (true, text) => text.map(ToOwned::to_owned),
        (false, _) => Some(parts.join(" ")),
    }
}

/// The telephone to call: mobile first; never an old one.
pub(super) fn phone_in_use(telecoms: &[ContactPoint]) -> Option<usize> {
    telecom_in_use(telecoms, &["phone", "sms"], &["mobile", "home", "", "temp", "work"])
}

/// The e-mail address to write to.
pub(super) fn email_in_use(telecoms: &[ContactPoint]) -> Option<usize> {
    telecom_in_use(telecoms, &["email"], &["home", "mobile", "", "temp", "work"])
}

fn telecom_in_use(telecoms: &[ContactPoint], systems: &[&str], uses: &[&str]) -> Option<usize> {
    best(telecoms, |telecom| {
        let fits = systems.contains(&telecom.system.as_deref()?)
            && telecom.value.as_ref().is_some_and(|value| !value.trim().is_empty());
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
