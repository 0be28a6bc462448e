//! `Task`: asking for a payment link, calling for help, and what the desk must see to.

use serde_json::Value;
use uuid::Uuid;

use crate::Session;
use crate::bill::{PaymentLink, PaymentState};
use crate::journey::Step;
use crate::mapping::transaction::Context;
use crate::session::DeskNote;

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

/// Asks central for a link to pay the open invoices; none where there is no patient on file or nothing to pay.
pub fn payment_link(session: &Session, context: &Context) -> Option<Value> {
    let _ = (session, context);
    None
}

/// Where the payment stands that a payment-link task asks for.
pub fn payment_state(task: &Value) -> PaymentState {
    let _ = task;
    PaymentState::Waiting
}

/// The link, once central has given it.
pub fn link(task: &Value) -> Option<PaymentLink> {
    let _ = task;
    None
}

/// A call for help; `id` is new for each call. It says where the person is and which language they use, never who.
pub fn help(id: Uuid, step: Option<Step>, language: &str, context: &Context) -> Value {
    let _ = (id, step, language, context);
    Value::Null
}

/// Where a call for help stands.
pub fn help_state(task: &Value) -> HelpState {
    let _ = task;
    HelpState::Called
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
    let _ = (notes, session, patient, encounter, part, context);
    Value::Null
}

/// What a note asks of the desk, in English, which is the staff's language.
pub fn words(note: DeskNote) -> &'static str {
    note.code()
}
