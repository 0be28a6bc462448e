//! Who a guess means, decided the same way whether central was asked or only what is kept here: pure functions.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use registration::mapping::{patient, visit};
use registration::person::{BirthDate, PersonName};
use registration::visit::{Visit, Window, choose};
use serde_json::Value;

/// Of these patients the only one who was born on that day and is called so. Two people of one name and birth date
/// cannot be told apart here, and neither may be shown to the other.
pub(super) fn only_one(patients: Vec<Value>, birth_date: BirthDate, name: &PersonName) -> Option<Value> {
    let mut fitting = patients.into_iter().filter(|resource| {
        patient::read(resource, &[]).is_some_and(|person| person.birth_date == birth_date)
            && patient::is_called(resource, name)
    });
    let only = fitting.next();

    only.filter(|_| fitting.next().is_none())
}

/// Of the appointments that a code found, whose they are and which one is meant: `Patient/id` and the appointment's id.
/// A code of several people is nobody's.
pub(super) fn behind_code(appointments: &[Value]) -> Option<(String, Option<String>)> {
    let patients: Vec<String> = appointments.iter().filter_map(visit::patient_of).collect();
    let (first, others) = patients.split_first()?;
    let appointment = appointments
        .iter()
        .find_map(|appointment| appointment["id"].as_str())
        .map(str::to_owned);

    others
        .iter()
        .all(|other| other == first)
        .then(|| (first.clone(), appointment))
}

/// The visit to offer to a patient. An appointment of somebody else, whatever was answered, is never offered.
pub(super) fn offered(
    mut resources: Vec<Value>,
    patient: &str,
    now: Timestamp,
    zone: &TimeZone,
    window: Window,
) -> Option<Visit> {
    resources.retain(|resource| {
        resource["resourceType"] != "Appointment" || visit::patient_of(resource).as_deref() == Some(patient)
    });

    choose(visit::read(&resources), now, zone, window)
}
