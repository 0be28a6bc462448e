//! The arrival, last of all: what central acknowledges here is what "checked in" means.

use fhir::Appointment;
use serde_json::{Value, json};

use super::Context;
use super::entries::Entries;
use crate::Session;
use crate::mapping::elements::{identifier, instant, party, reference_to};
use crate::mapping::visit::actor;
use crate::mapping::{systems, task};
use crate::visit::{Visit, VisitChoice};

/// Writes the appointment's new status, the encounter, and the task for the desk where there is something to see to.
pub(super) fn write(session: &Session, context: &Context, patient: Option<&str>, entries: &mut Entries) {
    let visit = match &session.visit {
        Some(VisitChoice::Appointment(visit)) => Some(visit.as_ref()),
        Some(VisitChoice::WalkIn) | None => None,
    };
    let open = |visit: &&Visit| {
        session.visit_confirmed && !visit.arrived && !visit.closed && !visit.appointment.id().is_empty()
    };
    if let Some(visit) = visit.filter(open)
        && let Some(resource) = arrived(visit)
    {
        entries.update(&visit.appointment, resource);
    }
    let encounter = patient
        .filter(|_| session.visit.is_some())
        .map(|patient| entries.create("encounter", encounter(session, context, patient, visit)));
    let notes = session.notes();
    if !notes.is_empty() {
        let task = task::desk(&notes, session, patient, encounter.as_deref(), "desk", context);
        entries.create("desk", task);
    }
}

fn arrived(visit: &Visit) -> Option<Value> {
    let mut appointment = Appointment::read(visit.appointment.resource())?;
    appointment.status = Some("arrived".to_owned());
    for participant in &mut appointment.participant {
        let reference = participant.actor.as_ref().and_then(|actor| actor.reference.as_deref());
        if reference.is_some_and(|reference| reference_to(reference, "Patient").is_some()) {
            participant.status = Some("accepted".to_owned());
        }
    }

    Some(json!(appointment))
}

fn encounter(session: &Session, context: &Context, patient: &str, visit: Option<&Visit>) -> Value {
    let appointment = visit.and_then(|visit| Appointment::read(visit.appointment.resource()));
    let participant = |kinds: &[&str]| {
        appointment
            .as_ref()
            .and_then(|appointment| actor(appointment, kinds)?.0)
    };
    let practitioner = participant(&["Practitioner", "PractitionerRole"]);
    let location = participant(&["Location"])
        .map(|location| json!({ "reference": location }))
        .or_else(|| context.location.as_deref().map(|location| party("Location", location)));
    let ticket = session
        .ticket
        .as_ref()
        .map(|ticket| json!({ "system": systems::TICKET, "value": ticket.to_string() }));
    let on_file = visit
        .map(|visit| &visit.appointment)
        .filter(|appointment| !appointment.id().is_empty());

    fhir::prune(json!({
        "resourceType": "Encounter",
        "identifier": [identifier(session.id, "encounter"), ticket],
        "status": "arrived",
        "class": { "system": systems::ACT_CODE, "code": "AMB", "display": "ambulatory" },
        "subject": { "reference": patient },
        "participant": practitioner.map(|practitioner| vec![json!({ "individual": { "reference": practitioner } })]),
        "appointment": on_file.map(|appointment| vec![json!({ "reference": appointment.reference() })]),
        "period": { "start": instant(context.now) },
        "reasonCode": visit.and_then(|visit| visit.reason.as_ref()).map(|reason| vec![json!({ "text": reason })]),
        "location": location.map(|location| vec![json!({ "location": location, "status": "active" })]),
        "serviceProvider": context.organization.as_deref().map(|organization| party("Organization", organization)),
    }))
}
