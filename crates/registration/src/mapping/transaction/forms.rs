//! The answers to the forms, each a group of its own: a form that central refuses holds up no other.

use serde_json::json;

use super::Context;
use super::entries::Entries;
use crate::Session;
use crate::mapping::questionnaire;

/// One response a form that was answered, finished or not.
pub(super) fn write(session: &Session, context: &Context, patient: &str) -> Vec<(String, Entries)> {
    let answered = session.dossier.forms.iter().zip(&session.answers).enumerate();

    answered
        .filter(|(_, (_, answers))| !answers.is_empty())
        .map(|(place, (form, answers))| {
            let part = format!("form-{}", place + 1);
            let mut entries = Entries::new(session);
            let mut response = questionnaire::response(
                form,
                answers,
                patient,
                &session.language,
                context.now,
                session.id,
                &part,
            );
            if place >= session.forms_finished {
                // Every answer may be there, but nobody said that they were done.
                response["status"] = json!("in-progress");
            }
            entries.create(&part, response);

            (part, entries)
        })
        .collect()
}
