//! `Questionnaire` and `QuestionnaireResponse`.

use jiff::Timestamp;
use serde_json::Value;
use uuid::Uuid;

use crate::Record;
use crate::form::{Answers, Form};

/// Reads a form; none where it has nothing that a kiosk can ask.
pub fn read(record: &Record) -> Option<Form> {
    let _ = record;
    None
}

/// The answers to a form. `part` names it within the registration, such as `form-1`; `subject` is a reference.
pub fn response(
    form: &Form,
    answers: &Answers,
    subject: &str,
    language: &str,
    authored: Timestamp,
    registration: Uuid,
    part: &str,
) -> Value {
    let _ = (form, answers, subject, language, authored, registration, part);
    Value::Null
}
