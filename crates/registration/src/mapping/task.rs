//! `Task`: asking for a payment link, calling for help, and what the desk must see to.

use fhir::{Task, TaskParameter};
use jiff::Timestamp;
use serde_json::{Value, json};
use uuid::Uuid;

mod late;

pub use late::{Late, late};

use crate::Session;
use crate::bill::{PaymentLink, PaymentState};
use crate::journey::Step;
use crate::mapping::elements::{concept, device, identifier, instant, is_literal};
use crate::mapping::systems;
use crate::mapping::transaction::Context;
use crate::session::DeskNote;

/// The longest link that a code on a screen can carry and a phone can read.
const LINK_LIMIT: usize = 1_000;

/// Where a call for help stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HelpState {
    /// Nobody has seen it yet.
    Called,
    /// Somebody comes.
    Coming,
    /// Somebody came, or it was called off.
    Done,
}

/// The part of a registration that asks for a payment link for the `attempt`th time, counted from one.
pub fn payment_part(attempt: u32) -> String {
    format!("payment-{attempt}")
}

/// Asks central for a link to pay the open invoices; none where there is no patient on file or nothing to pay. Each
/// attempt has its own identifier, because a link that ran out is asked for again; the same attempt always has the
/// same, because two links for one bill would be paid twice.
pub fn payment_link(session: &Session, attempt: u32, context: &Context) -> Option<Value> {
    let patient = session.patient.as_ref().filter(|patient| !patient.id().is_empty())?;
    let invoices: Vec<Value> = session
        .dossier
        .invoices
        .iter()
        .filter(|invoice| !invoice.record.id().is_empty())
        .map(
            |invoice| json!({ "type": kind("invoice"), "valueReference": { "reference": invoice.record.reference() } }),
        )
        .collect();
    if invoices.is_empty() {
        return None;
    }
    let part = payment_part(attempt);
    let mut task = base("payment-link", &identifier(session.id, &part), context);
    task["for"] = json!({ "reference": format!("Patient/{}", patient.id()) });
    task["input"] = json!(invoices);

    Some(fhir::prune(task))
}

/// Where the payment stands that a payment-link task asks for.
pub fn payment_state(task: &Value) -> PaymentState {
    match status(task) {
        "completed" => PaymentState::Paid,
        "failed" => PaymentState::Expired,
        "rejected" | "cancelled" => PaymentState::Unavailable,
        "requested" | "received" | "accepted" | "ready" | "in-progress" => PaymentState::Waiting,
        // `on-hold`, `entered-in-error`, `draft`, and whatever a server makes up: neither yes nor no.
        _ => PaymentState::Undetermined,
    }
}

/// Until when the link of a payment-link task can be paid.
pub fn link_expires(task: &Value) -> Option<Timestamp> {
    task["restriction"]["period"]["end"].as_str()?.parse().ok()
}

/// The link, once central has given it. Only HTTPS is shown to a person as a code to scan.
pub fn link(task: &Value) -> Option<PaymentLink> {
    let task = Task::read(task)?;
    let is_link = |output: &&TaskParameter| {
        output
            .kind
            .as_ref()
            .is_some_and(|kind| kind.has(systems::TASK, "payment-url"))
    };
    let output = task.output.iter().find(is_link)?;
    let url = output.value_url.as_deref().or(output.value_uri.as_deref())?;
    let opaque = url.chars().all(|letter| letter.is_ascii_graphic());
    let expires = task
        .restriction
        .and_then(|restriction| restriction.period?.end?.parse::<Timestamp>().ok());

    (url.starts_with("https://") && url.len() <= LINK_LIMIT && opaque).then(|| PaymentLink {
        task: format!("Task/{}", task.id.unwrap_or_default()),
        url: url.to_owned(),
        expires,
    })
}

/// A call for help; `id` is new for each call. It says where the person is and which language they use, never who.
pub fn help(id: Uuid, step: Option<Step>, language: &str, context: &Context) -> Value {
    let mut task = base("help", &identifier(id, "help"), context);
    task["priority"] = json!("urgent");
    task["description"] = json!("Somebody at the kiosk asks for help.");
    task["input"] = json!([
        step.map(|step| json!({ "type": kind("step"), "valueString": step.as_str() })),
        { "type": kind("language"), "valueString": language },
    ]);

    fhir::prune(task)
}

/// Where a call for help stands.
pub fn help_state(task: &Value) -> HelpState {
    match status(task) {
        "accepted" | "in-progress" | "on-hold" => HelpState::Coming,
        "completed" | "cancelled" | "rejected" | "failed" | "entered-in-error" => HelpState::Done,
        _ => HelpState::Called,
    }
}

/// What the desk must see to. `patient` and `encounter` are references; `part` names the task within the registration.
pub fn desk(
    notes: &[DeskNote],
    session: &Session,
    patient: Option<&str>,
    encounter: Option<&str>,
    part: &str,
    context: &Context,
) -> Value {
    let input: Vec<Value> = notes
        .iter()
        .map(|note| json!({ "type": kind("note"), "valueCodeableConcept": reason(*note) }))
        .collect();
    let skipped: Vec<Value> = session
        .skipped
        .iter()
        .map(|skipped| {
            let words = format!("{}: {}", skipped.step.as_str(), skipped.reason);

            json!({ "type": kind("skipped"), "valueString": words.trim_end_matches([' ', ':']) })
        })
        .collect();
    let ticket = session
        .ticket
        .as_ref()
        .map(|ticket| json!({ "type": kind("ticket"), "valueString": ticket.to_string() }));
    let mut task = base("desk", &identifier(session.id, part), context);
    let name = session.person.as_ref().map(|person| person.name.full());
    task["for"] = patient.map_or(Value::Null, |patient| json!({ "reference": patient, "display": name }));
    task["description"] = json!(description(notes, session));
    task["encounter"] = encounter.map_or(Value::Null, |encounter| json!({ "reference": encounter }));
    task["reasonCode"] = notes.first().map_or(Value::Null, |note| reason(*note));
    task["input"] = input.into_iter().chain(skipped).chain(ticket).collect();

    fhir::prune(task)
}

/// All that the desk must see to in one line, the ticket first: the board of many a desk shows no more.
fn description(notes: &[DeskNote], session: &Session) -> String {
    let ticket = session.ticket.as_ref().map(ToString::to_string);
    let lines = ticket
        .into_iter()
        .chain(notes.iter().map(|note| words(*note).to_owned()));

    lines.collect::<Vec<_>>().join(" · ")
}

/// What a note asks of the desk, in English, which is the staff's language.
pub fn words(note: DeskNote) -> &'static str {
    match note {
        DeskNote::IdentityNotFound => "Not found after three tries",
        DeskNote::NewPatient => "New patient: check for a double record",
        DeskNote::WalkIn => "Walk-in: no appointment",
        DeskNote::InsuranceMissing => "No insurance card: ask for it",
        DeskNote::InsuranceChanged => "New insurance card: check what was read",
        DeskNote::InsurancePayerChanged => "The card is another insurer's than the one on file: ask which is right",
        DeskNote::InsuranceMemberChanged => "The card has another member ID than the one on file: compare them",
        DeskNote::InsuranceGroupChanged => "The card has another group number than the one on file: compare them",
        DeskNote::InsuranceNameDiffers => {
            "The name on the card is neither the patient's nor the subscriber's on file: ask whose insurance it is"
        }
        DeskNote::InsuranceExpired => "The insurance card has run out: ask for a newer one",
        DeskNote::InsuranceNotYet => "The insurance card is not good yet: ask what covers today",
        DeskNote::SelfPay => "Pays without insurance",
        DeskNote::EligibilityUnknown => "The payer has not answered: check coverage",
        DeskNote::EligibilityInactive => "The payer says that coverage is not in force",
        DeskNote::ConsentDeclined => "Declined a document: talk about it",
        DeskNote::ConsentMissing => "A document is not signed yet",
        DeskNote::FormsMissing => "A form is not finished",
        DeskNote::PaysAtDesk => "Pays at the desk",
        DeskNote::PaysLater => "Pays later",
        DeskNote::PaymentUnknown => "Began to pay by phone: check whether it arrived",
        DeskNote::BillUnavailable => "The bill could not be read",
        DeskNote::GuardianNew => "Came with somebody who is not on file: check who may decide for the child",
        DeskNote::StepSkipped => "Staff skipped a step: finish it",
        DeskNote::PrintFailed => "Printing failed: hand out wristband and ticket",
        DeskNote::TooLate => "Came too late for the kiosk: decide whether they can still be seen",
        DeskNote::VisitClosed => "Came for a visit that was cancelled or is over: clear it up with them",
        DeskNote::FoundOffline => "Registered while central was away: check what is on file with them",
        DeskNote::EligibilityLate => "News of the payer after the registration",
        DeskNote::PaymentLate => "News of a payment after the registration",
        DeskNote::SessionLost => "A session broke off at the kiosk and is lost: register whoever began it",
    }
}

fn reason(note: DeskNote) -> Value {
    let mut reason = concept(systems::DESK_REASON, note.code(), words(note));
    reason["text"] = json!(words(note));

    reason
}

fn kind(code: &str) -> Value {
    json!({ "coding": [{ "system": systems::TASK, "code": code }] })
}

fn base(code: &str, identifier: &Value, context: &Context) -> Value {
    let location = context
        .location
        .as_deref()
        .filter(|location| is_literal("Location", location));

    json!({
        "resourceType": "Task",
        "identifier": [identifier],
        "status": "requested",
        "intent": "order",
        "priority": "routine",
        "code": kind(code),
        "authoredOn": instant(context.now),
        "requester": device(&context.device),
        "location": location.map(|location| json!({ "reference": location })),
    })
}

fn status(task: &Value) -> &str {
    task["status"].as_str().unwrap_or_default()
}
