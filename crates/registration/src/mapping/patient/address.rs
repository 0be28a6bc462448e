//! The address where somebody lives.

use fhir::Address;

use crate::mapping::in_use::best;
use crate::person;
use crate::private::Text;

pub(super) fn address_in_use(addresses: &[Address]) -> Option<usize> {
    best(addresses, |address| match address.usage.as_deref() {
        _ if person_address(address).is_none() => None,
        Some("home") => Some(0),
        None => Some(1),
        Some("temp") => Some(2),
        Some("work") => Some(3),
        Some(_) => None,
    })
}

pub(super) fn person_address(address: &Address) -> Option<person::Address> {
    let text = |words: Option<&String>| words.and_then(|words| Text::trimmed(words));
    let (street, unit) = match address.line.split_first() {
        Some((street, others)) => (Text::trimmed(street), Text::trimmed(&others.join(", "))),
        None => (text(address.text.as_ref().filter(|_| address.city.is_none())), None),
    };
    let city = text(address.city.as_ref());
    let state = text(address.state.as_ref());
    let postal_code = text(address.postal_code.as_ref());

    let nothing = [&street, &unit, &city, &state, &postal_code]
        .into_iter()
        .all(Option::is_none);

    (!nothing).then(|| person::Address {
        street: street.unwrap_or_default(),
        unit,
        city: city.unwrap_or_default(),
        state,
        postal_code,
    })
}

pub(super) fn set_address(addresses: &mut Vec<Address>, now: Option<&person::Address>) {
    let place = address_in_use(addresses);
    let Some(now) = now else {
        if let Some(address) = place.and_then(|place| addresses.get_mut(place)) {
            address.usage = Some("old".to_owned());
        }
        return;
    };
    let place = place.unwrap_or_else(|| {
        addresses.push(Address {
            usage: Some("home".to_owned()),
            ..Address::default()
        });
        addresses.len() - 1
    });
    let Some(address) = addresses.get_mut(place) else {
        return;
    };

    let filled = |text: &Text| Some(text.reveal().trim().to_owned()).filter(|text| !text.is_empty());
    address.line = [Some(&now.street), now.unit.as_ref()]
        .into_iter()
        .flatten()
        .filter_map(filled)
        .collect();
    address.city = filled(&now.city);
    address.state = now.state.as_ref().and_then(filled);
    address.postal_code = now.postal_code.as_ref().and_then(filled);
    // All of it as one text, and what belongs to the old lines: wrong now.
    address.text = None;
    for stale in ["_text", "_line", "_city", "_state", "_postalCode"] {
        address.rest.remove(stale);
    }
}
