//! Today's visits as they are kept, sealed, for when central is away: the least that finding a visit needs.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use jiff::tz::TimeZone;
use registration::Record;
use registration::identity::{Guess, Proof};
use registration::mapping::{patient, systems, visit};
use registration::visit::Window;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use super::matching::{behind_code, offered, only_one};
use crate::service::central::Found;

/// The most visits that are kept of one day.
pub(super) const MOST: usize = 2_000;

/// What is kept of today. It has no `Debug`: these are people.
#[derive(Default, Serialize, Deserialize)]
pub(super) struct Visits {
    /// When central said so.
    pub since: Timestamp,
    /// `Appointment`s, reduced.
    pub appointments: Vec<Value>,
    /// `Patient`s, reduced, by id.
    pub patients: BTreeMap<String, Expected>,
    /// `Location`s, reduced.
    pub locations: Vec<Value>,
}

/// Somebody who is expected today.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Expected {
    /// The `Patient`, reduced to names and birth date.
    pub resource: Value,
    /// Whether central holds nobody else of this name and birth date. Where that is not known, the person is found by
    /// a code only: at central such a guess is a miss, and here it must be one too.
    pub alone: Option<bool>,
}

impl Visits {
    /// Keeps the least of what central holds about today.
    pub fn reduced(resources: &[Value], since: Timestamp) -> Self {
        let of = |kind: &'static str| {
            resources
                .iter()
                .filter(move |resource| resource["resourceType"] == kind)
        };
        let mut appointments: Vec<Value> = of("Appointment")
            .filter(|appointment| appointment["status"] != "entered-in-error")
            .filter(|resource| visit::patient_of(resource).is_some())
            .map(appointment)
            .collect();
        appointments.truncate(MOST);
        let wanted: BTreeSet<String> = appointments
            .iter()
            .filter_map(visit::patient_of)
            .filter_map(|reference| Some(reference.strip_prefix("Patient/")?.to_owned()))
            .collect();
        let wanted: Vec<String> = wanted.into_iter().collect();

        Self {
            since,
            appointments,
            patients: Self::reduced_patients(resources, &wanted),
            locations: of("Location").map(location).collect(),
        }
    }

    /// The least of those patients who are wanted.
    pub fn reduced_patients(resources: &[Value], wanted: &[String]) -> BTreeMap<String, Expected> {
        resources
            .iter()
            .filter(|resource| resource["resourceType"] == "Patient")
            .filter_map(|resource| Some((resource["id"].as_str()?.to_owned(), resource)))
            .filter(|(id, _)| wanted.contains(id))
            .map(|(id, resource)| {
                let resource = person(resource);
                (id, Expected { resource, alone: None })
            })
            .collect()
    }

    /// What is still to be asked for: the ids of patients who are expected and not here.
    pub fn missing_patients(&self) -> Vec<String> {
        let expected = self.appointments.iter().filter_map(visit::patient_of);
        let missing: BTreeSet<String> = expected
            .filter_map(|reference| Some(reference.strip_prefix("Patient/")?.to_owned()))
            .filter(|id| !self.patients.contains_key(id))
            .collect();

        missing.into_iter().collect()
    }

    /// Takes over from before who was known to be the only one, as far as name and birth date are still the same.
    pub fn recall(&mut self, before: &Self) {
        for (id, expected) in &mut self.patients {
            if let Some(known) = before
                .patients
                .get(id)
                .filter(|known| known.resource == expected.resource)
            {
                expected.alone = known.alone;
            }
        }
    }

    /// The birth dates of those of whom it is not known yet whether they are the only one.
    pub fn unsettled(&self) -> Vec<String> {
        let dates: BTreeSet<&str> = self
            .patients
            .values()
            .filter(|expected| expected.alone.is_none())
            .filter_map(|expected| expected.resource["birthDate"].as_str())
            .collect();

        dates.into_iter().map(str::to_owned).collect()
    }

    /// Settles for these birth dates who is the only one, by everybody whom central holds with such a date.
    pub fn settle(&mut self, dates: &[String], everybody: &[Value]) {
        let born = |resource: &Value| resource["birthDate"].as_str().map(str::to_owned);
        for (id, expected) in &mut self.patients {
            let Some(date) = born(&expected.resource).filter(|date| dates.contains(date)) else {
                continue;
            };
            let double = everybody
                .iter()
                .filter(|other| other["active"] != false && other["id"].as_str() != Some(id))
                .filter(|other| born(other).as_ref() == Some(&date))
                .any(|other| may_be_taken_for(&expected.resource, other));
            expected.alone = Some(!double);
        }
    }

    /// The one person that a guess means, by the same rules as at central; never a list, never a near one.
    pub fn find(&self, guess: &Guess, now: Timestamp, zone: &TimeZone, window: Window) -> Option<Found> {
        match guess {
            Guess::Name { birth_date, name } => {
                let everybody = self
                    .patients
                    .values()
                    .map(|expected| expected.resource.clone())
                    .collect();
                let only = only_one(everybody, *birth_date, name)?;
                let alone = self.patients.get(only["id"].as_str()?)?.alone == Some(true);

                alone.then(|| self.found(&only, Proof::Told, None, now, zone, window))?
            }
            Guess::Code(code) => {
                let with_code: Vec<Value> = self
                    .appointments
                    .iter()
                    .filter(|appointment| has_code(appointment, code.as_str()))
                    .cloned()
                    .collect();
                let (reference, appointment) = behind_code(&with_code)?;
                let resource = &self.patients.get(reference.strip_prefix("Patient/")?)?.resource;

                self.found(resource, Proof::Code, appointment.as_deref(), now, zone, window)
            }
        }
    }

    fn found(
        &self,
        resource: &Value,
        proof: Proof,
        appointment: Option<&str>,
        now: Timestamp,
        zone: &TimeZone,
        window: Window,
    ) -> Option<Found> {
        let person = patient::read(resource, &[])?;
        let patient = Record::partial(resource.clone());
        let appointments = self
            .appointments
            .iter()
            .filter(|kept| appointment.is_none_or(|id| kept["id"].as_str() == Some(id)));
        let resources = appointments.chain(&self.locations).cloned().collect();
        let mut visit = offered(resources, &patient.reference(), now, zone, window);
        if let Some(visit) = &mut visit {
            visit.appointment = Record::partial(visit.appointment.resource().clone());
        }

        // Whoever is known here has a visit today; without one there would be nothing to go by.
        visit.map(|visit| Found {
            patient,
            related: Vec::new(),
            person,
            proof,
            visit: Some(visit),
        })
    }
}

/// Whether a guess that means one of two people could mean the other.
fn may_be_taken_for(one: &Value, other: &Value) -> bool {
    let means = |typed: &Value, file: &Value| patient::called(typed).iter().any(|name| patient::is_called(file, name));

    means(one, other) || means(other, one)
}

fn has_code(appointment: &Value, code: &str) -> bool {
    let identifiers = appointment["identifier"].as_array().map_or(&[][..], Vec::as_slice);

    identifiers.iter().any(|identifier| {
        identifier["system"] == systems::APPOINTMENT_CODE
            && identifier["value"]
                .as_str()
                .and_then(registration::code::AppointmentCode::parse)
                .is_some_and(|kept| kept.as_str() == code)
    })
}

/// Only these members of an object, where they are there.
fn only(value: &Value, members: &[&str]) -> Value {
    let kept: Map<String, Value> = members
        .iter()
        .filter_map(|name| Some(((*name).to_owned(), value.get(*name)?.clone())))
        .collect();

    Value::Object(kept)
}

fn each(value: &Value, reduce: impl Fn(&Value) -> Value) -> Option<Value> {
    let reduced: Vec<Value> = value.as_array()?.iter().map(reduce).collect();

    (!reduced.is_empty()).then_some(Value::Array(reduced))
}

fn put(into: &mut Value, name: &str, value: Option<Value>) {
    if let Some(value) = value {
        into[name] = value;
    }
}

/// Id, names in every script, and birth date.
fn person(resource: &Value) -> Value {
    let mut reduced = only(resource, &["resourceType", "id", "active", "birthDate"]);
    let names = each(&resource["name"], |name| {
        only(name, &["use", "text", "family", "given"])
    });
    put(&mut reduced, "name", names);

    reduced
}

/// When, where, with whom, and by which code; not why.
fn appointment(resource: &Value) -> Value {
    let mut reduced = only(resource, &["resourceType", "id", "status", "start"]);
    let codes: Vec<Value> = resource["identifier"]
        .as_array()
        .into_iter()
        .flatten()
        .filter(|identifier| identifier["system"] == systems::APPOINTMENT_CODE)
        .map(|identifier| only(identifier, &["system", "value"]))
        .collect();
    put(&mut reduced, "identifier", (!codes.is_empty()).then(|| json!(codes)));
    for concepts in ["serviceType", "specialty"] {
        put(&mut reduced, concepts, each(&resource[concepts], concept));
    }
    put(
        &mut reduced,
        "appointmentType",
        resource.get("appointmentType").map(concept),
    );
    let participants = each(&resource["participant"], |participant| {
        let mut kept = only(participant, &["status"]);
        let actor = &participant["actor"];
        let patient = actor["reference"]
            .as_str()
            .is_some_and(|reference| reference.contains("Patient/"));
        // The patient's name stands with the patient.
        let members: &[&str] = if patient {
            &["reference", "type"]
        } else {
            &["reference", "type", "display"]
        };
        put(&mut kept, "actor", actor.is_object().then(|| only(actor, members)));

        kept
    });
    put(&mut reduced, "participant", participants);

    reduced
}

fn concept(concept: &Value) -> Value {
    let mut reduced = only(concept, &["text", "_text"]);
    let codings = each(&concept["coding"], |coding| {
        only(coding, &["system", "code", "display"])
    });
    put(&mut reduced, "coding", codings);

    reduced
}

/// Its name and the way there, with translations.
fn location(resource: &Value) -> Value {
    only(resource, &["resourceType", "id", "name", "description", "_description"])
}

#[cfg(test)]
mod tests;
