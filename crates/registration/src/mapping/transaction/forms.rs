//! The answers to the forms, each a group of its own: a form that central refuses holds up no other.

use super::Context;
use super::entries::Entries;
use crate::Session;
use crate::mapping::questionnaire;

/// One response a form that was answered, finished or not.
pub(super) fn write(session: &Session, context: &Context, patient: &str) -> Vec<(String, Entries)> {
    let answered = session
        .dossier
        .forms
        .iter()
        .zip(&session.answers)
        .enumerate();

    answered
        .filter(|(_, (_, answers))| !answers.is_empty())
        .map(|(place, (form, answers))| {
            let part = format!("form-{}", place + 1);
            let mut entries = Entries::new(session);
            let response = questionnaire::response(
                form,
                answers,
                patient,
                &session.language,
                context.now,
                session.id,
                &part,
            );
            entries.create(&part, response);

            (part, entries)
        })
        .collect()
}
