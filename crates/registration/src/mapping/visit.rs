//! `Appointment`, with the `Location` that a search includes.

use fhir::{Appointment, CodeableConcept, Location};
use serde_json::Value;

use crate::Record;
use crate::mapping::elements::{reference_to, words};
use crate::mapping::{record, systems};
use crate::visit::Visit;

/// Reads the appointments of a search result, with the locations among the same resources. What has no start is no
/// visit that anybody could be in time for.
pub fn read(resources: &[Value]) -> Vec<Visit> {
    let locations: Vec<Location> = resources.iter().filter_map(Location::read).collect();

    resources
        .iter()
        .filter_map(|resource| read_one(resource, &locations))
        .collect()
}

/// `Patient/id` of the one who is expected.
pub fn patient_of(appointment: &Value) -> Option<String> {
    actor(&Appointment::read(appointment)?, &["Patient"]).and_then(|(reference, _)| reference)
}

/// The first participant of one of these types: its reference, and its name where there is one.
pub(super) fn actor(appointment: &Appointment, kinds: &[&str]) -> Option<(Option<String>, Option<String>)> {
    appointment
        .participant
        .iter()
        .filter_map(|participant| participant.actor.as_ref())
        .find_map(|actor| {
            let literal = |kind: &&str| reference_to(actor.reference.as_deref()?, kind);
            let reference = kinds.iter().find_map(literal);
            let fits = reference.is_some() || kinds.iter().any(|kind| actor.kind.as_deref() == Some(kind));

            fits.then(|| (reference, actor.display.as_deref().and_then(line)))
        })
}

fn read_one(resource: &Value, locations: &[Location]) -> Option<Visit> {
    let appointment = Appointment::read(resource)?;
    let status = appointment.status.as_deref().unwrap_or_default();
    let (place, shown_place) = actor(&appointment, &["Location"]).unwrap_or_default();
    let location = place.and_then(|place| {
        locations
            .iter()
            .find(|location| location.id.as_deref() == place.strip_prefix("Location/"))
    });
    let reason = first(&appointment.service_type)
        .or_else(|| first(&appointment.reason_code))
        .or_else(|| appointment.description.as_deref().and_then(line));

    Some(Visit {
        start: appointment.start.as_deref()?.parse().ok()?,
        provider: actor(&appointment, &["Practitioner", "PractitionerRole"]).and_then(|(_, name)| name),
        service: first(&appointment.specialty),
        reason,
        place: location
            .and_then(|location| location.name.as_deref().and_then(line))
            .or(shown_place),
        directions: location.map(directions).unwrap_or_default(),
        remote: is_remote(&appointment),
        closed: matches!(status, "cancelled" | "noshow" | "fulfilled" | "entered-in-error"),
        arrived: matches!(status, "arrived" | "checked-in"),
        appointment: versioned(resource),
    })
}

fn versioned(resource: &Value) -> Record {
    record(resource.clone())
}

fn first(concepts: &[CodeableConcept]) -> Option<String> {
    concepts.iter().find_map(|concept| concept.words().and_then(line))
}

fn line(words: &str) -> Option<String> {
    let words = words.trim();

    (!words.is_empty()).then(|| words.to_owned())
}

/// By video or telephone (HL7 v3 `ActCode` `VR`).
fn is_remote(appointment: &Appointment) -> bool {
    let kinds = appointment.appointment_type.iter().chain(&appointment.service_type);

    kinds.into_iter().any(|kind| kind.has(systems::ACT_CODE, "VR"))
}

fn directions(location: &Location) -> Vec<(String, Vec<String>)> {
    let steps = |text: &str| text.lines().filter_map(line).collect::<Vec<_>>();

    words(location.description.as_deref(), location.description_element.as_ref())
        .0
        .into_iter()
        .map(|(language, text)| (language, steps(&text)))
        .filter(|(_, steps)| !steps.is_empty())
        .collect()
}
