//! `Patient`.

mod address;
mod language;
mod name;

use fhir::{Patient, PatientContact};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::Record;
use crate::identity::{Guess, same_name};
use crate::mapping::elements::identifier;
use crate::mapping::in_use::{email_in_use, name_in_use, phone_in_use, set_telecom};
use crate::mapping::related::{self, Role};
use crate::mapping::systems;
use crate::person::{BirthDate, Contact, Email, Guarantor, Person, PersonName, Phone};
use address::{address_in_use, person_address, set_address};
use language::{language, set_language};
use name::{human_name, names, person_name, set_name};

/// The part of a registration that a new patient is.
pub(super) const PART: &str = "patient";

/// Reads a person; none where name or birth date is missing, because nobody could be told apart by what is left, and
/// none where the record is no longer in use, as one of two that were merged.
pub fn read(patient: &Value, related: &[Record]) -> Option<Person> {
    let patient = Patient::read(patient).filter(|patient| patient.active != Some(false))?;
    let birth_date = BirthDate::from_fhir(patient.birth_date.as_deref()?)?;
    let name = person_name(patient.name.get(name_in_use(&patient.name)?)?)?;
    let telecom = |place: Option<usize>| patient.telecom.get(place?)?.value.as_deref().map(str::trim);
    let contact_with = |role| related::with_role(related, role).and_then(|record| related::read(record.resource()));

    Some(Person {
        address: address_in_use(&patient.address).and_then(|place| person_address(patient.address.get(place)?)),
        phone: telecom(phone_in_use(&patient.telecom)).map(Phone::on_file),
        email: telecom(email_in_use(&patient.telecom)).map(Email::on_file),
        language: language(&patient.communication),
        emergency_contact: contact_with(Role::EmergencyContact)
            .or_else(|| related::read_contact(patient.contact.get(emergency_contact(&patient.contact)?)?)),
        guarantor: contact_with(Role::Guarantor).map(Guarantor::Other),
        ..Person::new(name, birth_date)
    })
}

/// Whether the patient is called so: by any name on file but an old one. Somebody may give the name in another script, a
/// nickname, or the one from before a wedding.
pub fn is_called(patient: &Value, typed: &PersonName) -> bool {
    Patient::read(patient)
        .filter(|patient| patient.active != Some(false))
        .is_some_and(|patient| names(&patient.name).iter().any(|name| same_name(typed, name)))
}

/// Every current name of the patient.
pub fn called(patient: &Value) -> Vec<PersonName> {
    Patient::read(patient)
        .map(|patient| names(&patient.name))
        .unwrap_or_default()
}

/// What to search for: `Patient` for a name, `Appointment` for a code.
///
/// A name is searched by birth date alone: servers disagree about accents, hyphens and apostrophes, and the second of
/// two family names is no prefix. Of the few people born on a day, [`is_called`] finds the one.
pub fn search_parameters(guess: &Guess) -> Vec<(String, String)> {
    let (name, value) = match guess {
        Guess::Name { birth_date, .. } => ("birthdate", birth_date.date().to_string()),
        Guess::Code(code) => ("identifier", format!("{}|{}", systems::APPOINTMENT_CODE, code.as_str())),
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
        && let Some(contact) = contact_on_file(&mut patient.contact, before.emergency_contact.as_ref())
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
    Patient::read(base).is_some_and(|mut patient| contact_on_file(&mut patient.contact, Some(before)).is_some())
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

fn contact_on_file<'a>(contacts: &'a mut [PatientContact], before: Option<&Contact>) -> Option<&'a mut PatientContact> {
    let place = emergency_contact(contacts)?;
    let contact = contacts.get_mut(place)?;

    (related::read_contact(contact).as_ref() == before).then_some(contact)
}
