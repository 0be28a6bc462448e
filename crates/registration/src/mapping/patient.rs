//! `Patient`.

use fhir::{Address, HumanName, Patient, PatientCommunication, PatientContact};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::Record;
use crate::identity::Guess;
use crate::mapping::common::{
    best, email_in_use, identifier, name_in_use, phone_in_use, set_telecom, typed_concept,
};
use crate::mapping::related::{self, Role};
use crate::mapping::systems;
use crate::person::{self, BirthDate, Contact, Email, Guarantor, Person, PersonName, Phone};
use crate::private::Text;

/// The part of a registration that a new patient is.
pub(super) const PART: &str = "patient";

/// Reads a person; none where name or birth date is missing, because nobody could be told apart by what is left.
pub fn read(patient: &Value, related: &[Record]) -> Option<Person> {
    let patient = Patient::read(patient)?;
    let birth_date = BirthDate::from_fhir(patient.birth_date.as_deref()?)?;
    let name = person_name(patient.name.get(name_in_use(&patient.name)?)?)?;
    let telecom =
        |place: Option<usize>| patient.telecom.get(place?)?.value.as_deref().map(str::trim);
    let contact_with = |role| {
        related::with_role(related, role).and_then(|record| related::read(record.resource()))
    };

    Some(Person {
        address: address_in_use(&patient.address)
            .and_then(|place| person_address(patient.address.get(place)?)),
        phone: telecom(phone_in_use(&patient.telecom)).map(Phone::on_file),
        email: telecom(email_in_use(&patient.telecom)).map(Email::on_file),
        language: language(&patient.communication),
        emergency_contact: contact_with(Role::EmergencyContact).or_else(|| {
            related::read_contact(patient.contact.get(emergency_contact(&patient.contact)?)?)
        }),
        guarantor: contact_with(Role::Guarantor).map(Guarantor::Other),
        ..Person::new(name, birth_date)
    })
}

/// What to search for: `Patient` for a name, `Appointment` for a code.
///
/// A name is searched by birth date alone: servers disagree about accents, hyphens and apostrophes, and the second of
/// two family names is no prefix. Of the few people born on a day, [`crate::identity::same_name`] finds the one.
pub fn search_parameters(guess: &Guess) -> Vec<(String, String)> {
    let (name, value) = match guess {
        Guess::Name { birth_date, .. } => ("birthdate", birth_date.date().to_string()),
        Guess::Code(code) => (
            "identifier",
            format!("{}|{}", systems::APPOINTMENT_CODE, code.as_str()),
        ),
    };

    vec![(name.to_owned(), value)]
}

/// The `Parameters` of `Patient/$match`. Two are asked for, so that a second one shows that the first is not certain.
pub fn match_parameters(birth_date: BirthDate, name: &PersonName) -> Value {
    let patient = json!({
        "resourceType": "Patient",
        "name": [human_name(name, None)],
        "birthDate": birth_date.date().to_string(),
    });

    fhir::prune(json!({
        "resourceType": "Parameters",
        "parameter": [
            { "name": "resource", "resource": patient },
            { "name": "onlyCertainMatches", "valueBoolean": true },
            { "name": "count", "valueInteger": 2 },
        ],
    }))
}

/// The patient on file with what the person corrected; none when nothing changed.
///
/// Only what differs between `before` and `now` is touched: other names, numbers and addresses, and every element that
/// is not known here, are carried back as they are.
pub fn update(base: &Value, before: &Person, now: &Person) -> Option<Value> {
    let mut patient = Patient::read(base)?;
    let original = patient.clone();

    if before.name != now.name {
        set_name(&mut patient.name, &before.name, &now.name);
    }
    if before.birth_date != now.birth_date {
        patient.birth_date = Some(now.birth_date.date().to_string());
    }
    if before.address != now.address {
        set_address(&mut patient.address, now.address.as_ref());
    }
    if before.phone != now.phone {
        let place = phone_in_use(&patient.telecom);
        set_telecom(
            &mut patient.telecom,
            place,
            now.phone.as_ref().map(Phone::reveal),
            "phone",
            "mobile",
        );
    }
    if before.email != now.email {
        let place = email_in_use(&patient.telecom);
        set_telecom(
            &mut patient.telecom,
            place,
            now.email.as_ref().map(Email::reveal),
            "email",
            "home",
        );
    }
    if before.language != now.language
        && let Some(language) = &now.language
    {
        set_language(&mut patient.communication, language);
    }
    if before.emergency_contact != now.emergency_contact
        && let Some(contact) =
            contact_on_file(&mut patient.contact, before.emergency_contact.as_ref())
    {
        match &now.emergency_contact {
            Some(now) => related::edit_contact(contact, now),
            None => contact
                .relationship
                .retain(|concept| !related::has_role(concept, Role::EmergencyContact)),
        }
    }

    (patient != original).then(|| json!(patient))
}

/// Somebody new.
pub fn create(person: &Person, registration: Uuid) -> Value {
    let telecom = |system, usage, value| json!({ "system": system, "value": value, "use": usage });
    let mut address = Vec::new();
    set_address(&mut address, person.address.as_ref());
    let mut communication = Vec::new();
    if let Some(language) = &person.language {
        set_language(&mut communication, language);
    }

    fhir::prune(json!({
        "resourceType": "Patient",
        "identifier": [identifier(registration, PART)],
        "active": true,
        "name": [human_name(&person.name, Some("official"))],
        "telecom": [
            person.phone.as_ref().map(|phone| telecom("phone", "mobile", phone.reveal())),
            person.email.as_ref().map(|email| telecom("email", "home", email.reveal())),
        ],
        "birthDate": person.birth_date.date().to_string(),
        "address": address,
        "communication": communication,
    }))
}

/// Whether the patient's own record, and no `RelatedPerson`, holds this emergency contact.
pub(super) fn holds_contact(base: &Value, before: &Contact) -> bool {
    Patient::read(base)
        .is_some_and(|mut patient| contact_on_file(&mut patient.contact, Some(before)).is_some())
}

/// A name and birth date alone, for a patient that is contained in another resource.
pub(super) fn contained(person: &Person, id: &str) -> Value {
    json!({
        "resourceType": "Patient",
        "id": id,
        "name": [human_name(&person.name, None)],
        "birthDate": person.birth_date.date().to_string(),
    })
}

fn human_name(name: &PersonName, usage: Option<&str>) -> Value {
    let given: Vec<&str> = name
        .given
        .iter()
        .flat_map(|given| given.reveal().split_whitespace())
        .collect();

    json!({ "use": usage, "family": name.family.reveal(), "given": given })
}

fn person_name(name: &HumanName) -> Option<PersonName> {
    let family = name.family.as_deref().and_then(Text::trimmed);
    let given = Text::trimmed(&name.given.join(" "));

    match (family, given) {
        (Some(family), given) => Some(PersonName { family, given }),
        // One name only, filed as a given name.
        (None, Some(given)) => Some(PersonName {
            family: given,
            given: None,
        }),
        (None, None) => Some(PersonName {
            family: Text::trimmed(name.text.as_deref()?)?,
            given: None,
        }),
    }
}

fn set_name(names: &mut Vec<HumanName>, before: &PersonName, now: &PersonName) {
    let place = name_in_use(names).unwrap_or_else(|| {
        names.push(HumanName {
            usage: Some("official".to_owned()),
            ..HumanName::default()
        });
        names.len() - 1
    });
    let Some(name) = names.get_mut(place) else {
        return;
    };

    let filed_as_given = name.family.is_none()
        && !name.given.is_empty()
        && now.given.is_none()
        && !now.family.reveal().trim().is_empty();
    if filed_as_given {
        name.given = vec![now.family.reveal().clone()];
        name.rest.remove("_given");
    } else {
        // A name that was emptied is no correction.
        if (before.family != now.family || name.family.is_none())
            && !now.family.reveal().trim().is_empty()
        {
            name.family = Some(now.family.reveal().clone());
            name.rest.remove("_family");
        }
        if before.given != now.given {
            name.given = now
                .given
                .iter()
                .flat_map(|given| given.reveal().split_whitespace())
                .map(ToOwned::to_owned)
                .collect();
            // Extensions of the single given names: they belong to the names that were there.
            name.rest.remove("_given");
        }
    }
    if name.text.is_some() && !now.full().trim().is_empty() {
        name.text = Some(now.full().trim().to_owned());
        name.rest.remove("_text");
    }
}

fn address_in_use(addresses: &[Address]) -> Option<usize> {
    best(addresses, |address| match address.usage.as_deref() {
        _ if person_address(address).is_none() => None,
        Some("home") => Some(0),
        None => Some(1),
        Some("temp") => Some(2),
        Some("work") => Some(3),
        Some(_) => None,
    })
}

fn person_address(address: &Address) -> Option<person::Address> {
    let text = |words: Option<&String>| words.and_then(|words| Text::trimmed(words));
    let (street, unit) = match address.line.split_first() {
        Some((street, others)) => (Text::trimmed(street), Text::trimmed(&others.join(", "))),
        None => (
            text(address.text.as_ref().filter(|_| address.city.is_none())),
            None,
        ),
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

fn set_address(addresses: &mut Vec<Address>, now: Option<&person::Address>) {
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

    let filled =
        |text: &Text| Some(text.reveal().trim().to_owned()).filter(|text| !text.is_empty());
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

fn language(communication: &[PatientCommunication]) -> Option<String> {
    let place = best(communication, |spoken| {
        Some(u32::from(spoken.preferred != Some(true)))
    })?;

    spoken_language(communication.get(place)?).map(ToOwned::to_owned)
}

fn spoken_language(spoken: &PatientCommunication) -> Option<&str> {
    let language = spoken.language.as_ref()?;
    let any = || {
        language
            .coding
            .iter()
            .find_map(|coding| coding.code.as_deref())
    };

    language
        .code_in(systems::LANGUAGE)
        .or_else(any)
        .filter(|code| !code.trim().is_empty())
}

fn set_language(communication: &mut Vec<PatientCommunication>, now: &str) {
    if now.trim().is_empty() {
        return;
    }
    for spoken in communication
        .iter_mut()
        .filter(|spoken| spoken.preferred == Some(true))
    {
        spoken.preferred = Some(false);
    }
    match communication
        .iter_mut()
        .find(|spoken| spoken_language(spoken) == Some(now))
    {
        Some(spoken) => spoken.preferred = Some(true),
        None => communication.push(PatientCommunication {
            language: Some(typed_concept(systems::LANGUAGE, now)),
            preferred: Some(true),
            ..PatientCommunication::default()
        }),
    }
}

fn emergency_contact(contacts: &[PatientContact]) -> Option<usize> {
    let called = |contact: &PatientContact| {
        contact
            .relationship
            .iter()
            .any(|concept| related::has_role(concept, Role::EmergencyContact))
    };

    contacts
        .iter()
        .position(|contact| called(contact) && related::read_contact(contact).is_some())
}

fn contact_on_file<'a>(
    contacts: &'a mut [PatientContact],
    before: Option<&Contact>,
) -> Option<&'a mut PatientContact> {
    let place = emergency_contact(contacts)?;
    let contact = contacts.get_mut(place)?;

    (related::read_contact(contact).as_ref() == before).then_some(contact)
}
