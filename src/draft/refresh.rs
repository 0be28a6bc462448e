//! What central holds may have changed while a session lay still: an invoice was paid, a document was replaced.

use registration::Session;
use registration::consent::ConsentDocument;
use registration::form::Answers;
use registration::session::{DeskNote, Dossier};

/// Puts what central holds now in the place of what it held then. What could not be had stays as it was; an answer
/// stays only with the very question or document that it was given to.
pub fn refresh(session: &mut Session, mut fresh: Dossier, papers: bool) {
    let mut old = std::mem::take(&mut session.dossier);
    if papers {
        let failed = |note: DeskNote, nothing: bool| fresh.missing.contains(&note) && nothing;
        let lost = [
            (
                DeskNote::InsuranceMissing,
                failed(DeskNote::InsuranceMissing, fresh.coverages.is_empty()),
            ),
            (
                DeskNote::BillUnavailable,
                failed(DeskNote::BillUnavailable, fresh.invoices.is_empty()),
            ),
            (
                DeskNote::FormsMissing,
                failed(DeskNote::FormsMissing, fresh.forms.is_empty()),
            ),
            (
                DeskNote::ConsentMissing,
                failed(DeskNote::ConsentMissing, fresh.consents.is_empty()),
            ),
        ];
        for (note, _) in lost.into_iter().filter(|(_, lost)| *lost) {
            match note {
                DeskNote::InsuranceMissing => fresh.coverages = std::mem::take(&mut old.coverages),
                DeskNote::BillUnavailable => fresh.invoices.clone_from(&old.invoices),
                DeskNote::FormsMissing => fresh.forms.clone_from(&old.forms),
                _ => fresh.consents.clone_from(&old.consents),
            }
            // What was missing then is missing still; what was there then is there.
            if !old.missing.contains(&note) {
                fresh.missing.retain(|missing| *missing != note);
            }
        }
    }
    if session.payment.as_ref().is_some_and(|payment| payment.task.is_some()) {
        // What is being paid, or was, stays on the bill: the receipt speaks of it.
        fresh.invoices = old.invoices;
    }
    keep_answers(session, &old.forms, &fresh);
    session
        .consents
        .retain(|answer| document(&old.consents, &answer.code) == document(&fresh.consents, &answer.code));
    fresh.related = old.related;
    session.dossier = fresh;
}

/// Puts the answers to where their forms are now. Finished is what was finished and has no new form before it.
fn keep_answers(session: &mut Session, old: &[registration::form::Form], fresh: &Dossier) {
    let place = |canonical: &str| old.iter().position(|form| form.canonical == canonical);
    let mut answers = Vec::new();
    let mut finished = 0;
    let mut gap = false;
    for form in &fresh.forms {
        let before = place(&form.canonical);
        answers.push(
            before
                .and_then(|place| session.answers.get(place).cloned())
                .unwrap_or_default(),
        );
        gap |= before.is_none_or(|place| place >= session.forms_finished);
        if !gap {
            finished += 1;
        }
    }
    while answers.last().is_some_and(|last: &Answers| *last == Answers::default()) && answers.len() > finished {
        answers.pop();
    }
    session.answers = answers;
    session.forms_finished = finished;
}

/// What makes a document the same one: its code and version.
fn document<'a>(documents: &'a [ConsentDocument], code: &str) -> Option<&'a str> {
    documents
        .iter()
        .find(|document| document.code == code)
        .map(|document| document.version.as_str())
}
