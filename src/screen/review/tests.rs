#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::sync::Arc;

use jiff::SignedDuration;
use registration::Record;
use registration::bill::{Invoice, Money, PaymentAnswer, PaymentChoice, PaymentState};
use registration::consent::{ConsentAnswer, ConsentDocument, ConsentText, Decision, Signature};
use registration::identity::Proof;
use registration::insurance::{Card, CoverageOnFile, InsuranceAnswer};
use registration::session::{DeskNote, Skipped};
use registration::visit::VisitChoice;
use serde_json::json;

use super::*;
use crate::screen::bill::fits;
use crate::screen::clinic::{self, Clinic};
use crate::screen::insurance::bench;

/// María has answered everything: signed one document, declined another, and pays at the desk.
fn maria_at_the_end() -> Clinic {
    let visit = clinic::visit(SignedDuration::from_mins(12));
    let mut clinic = Clinic::with_patient(clinic::found(clinic::maria(), Some(visit), Proof::Told));
    finish(&mut clinic.core.session);

    clinic
}

fn finish(session: &mut Session) {
    session.visit_confirmed = true;
    session.details_confirmed = true;
    session.insurance = Some(InsuranceAnswer::Keep(Box::new(CoverageOnFile {
        record: Record::new(json!({ "resourceType": "Coverage", "id": "1" }), None),
        card: Card {
            payer: "Evergreen Health Plan".to_owned(),
            member_id: "XEH804512097".into(),
            ..Card::default()
        },
        ends: None,
    })));
    let document = |code: &str| ConsentDocument {
        code: code.to_owned(),
        version: "2026-01".to_owned(),
        source: format!("DocumentReference/{code}"),
        texts: vec![ConsentText {
            language: "en".to_owned(),
            title: "Consent to treatment".to_owned(),
            paragraphs: vec!["You may examine and treat me.".to_owned()],
        }],
    };
    let answer = |code: &str, decision| ConsentAnswer {
        code: code.to_owned(),
        language: "en".to_owned(),
        decision,
        at: "2026-11-23T16:14:00Z".parse().unwrap(),
        copy: None,
    };
    let signature = Signature {
        strokes: vec![vec![(0.1, 0.5), (0.9, 0.5)]],
        aspect: 3.0,
    };
    session.dossier.consents = vec![document("treatment"), document("financial-responsibility")];
    session.consents = vec![
        answer("treatment", Decision::Accepted(signature)),
        answer("financial-responsibility", Decision::Declined),
    ];
    session.dossier.invoices = vec![Invoice {
        record: Record::new(json!({ "resourceType": "Invoice", "id": "1" }), None),
        date: None,
        due: None,
        total: Money {
            amount: "20.00".parse().unwrap(),
            currency: "USD".to_owned(),
        },
        lines: Vec::new(),
    }];
    session.payment = Some(PaymentAnswer {
        choice: PaymentChoice::Desk,
        state: PaymentState::Waiting,
        task: None,
    });
}

/// Touches "Send and check in", and brings what was sent.
fn sent(clinic: &Clinic) -> (Delivery, Box<Session>) {
    let (mut state, _) = State::new(&clinic.core);
    let Action::Run(task) = state.update(Message::Confirmed, &clinic.core) else {
        panic!("nothing is sent")
    };
    let sent = bench::run(task)
        .into_iter()
        .find(|message| matches!(message, Message::Sent(..)))
        .unwrap();

    match state.update(sent, &clinic.core) {
        Action::Next(Answer::Sent { delivery, session }) => (delivery, session),
        _ => panic!("the session does not end"),
    }
}

fn drawn(state: &State, core: &Core) -> Vec<ui::Item> {
    fits::drawn(core, state.view(core), Message::BackPressed)
}

fn value(items: &[ui::Item], id: &str) -> String {
    items
        .iter()
        .find(|item| item.id == id)
        .and_then(|item| item.value.clone())
        .unwrap_or_default()
}

#[test]
fn one_touch_sends_with_a_ticket_and_a_copy_of_what_was_signed() {
    let clinic = maria_at_the_end();

    let (delivery, session) = sent(&clinic);

    assert_eq!(delivery, Delivery::Acknowledged);
    assert_eq!(session.ticket.unwrap().to_string(), "A 17");
    assert!(session.consents[0].copy.as_ref().unwrap().starts_with(b"%PDF"));
    assert!(
        session.consents[1].copy.is_none(),
        "nothing was signed of what was declined"
    );
    assert!(session.desk_notes.is_empty());
    assert_eq!(clinic.central.asked(), ["send"]);
}

#[test]
fn what_is_sent_is_sealed_as_it_is_sent() {
    let clinic = maria_at_the_end();
    let (_, session) = sent(&clinic);
    let kept = futures::executor::block_on(clinic.core.services.drafts.all());

    let [draft] = kept.as_slice() else {
        panic!("one draft");
    };
    assert!(draft.session.id == session.id && draft.session.ticket == session.ticket);
    assert!(draft.session.consents[0].copy.is_some());
}

#[test]
fn what_staff_pass_on_goes_with_the_signed_copies() {
    let clinic = maria_at_the_end();
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let session = runtime.block_on(with_copies(clinic.core.session.clone(), &clinic.core));

    assert!(session.consents[0].copy.as_ref().unwrap().starts_with(b"%PDF"));
    assert!(session.consents[1].copy.is_none());
}

#[test]
fn a_double_touch_sends_once() {
    let clinic = maria_at_the_end();
    let (mut state, _) = State::new(&clinic.core);

    assert!(matches!(state.update(Message::Confirmed, &clinic.core), Action::Run(_)));
    assert!(matches!(state.update(Message::Confirmed, &clinic.core), Action::None));
    assert!(matches!(
        state.update(Message::ChangePressed(Step::Bill), &clinic.core),
        Action::None
    ));
    assert!(
        matches!(state.update(Message::BackPressed, &clinic.core), Action::None),
        "it is on its way"
    );
    let items = drawn(&state, &clinic.core);
    assert!(items.iter().all(|item| item.id != "primary" || !item.enabled));
}

#[test]
fn a_registration_goes_out_even_if_no_copy_can_be_made() {
    let mut clinic = maria_at_the_end();
    clinic.core.services.printing = Arc::new(NoCopies);

    let (delivery, session) = sent(&clinic);

    assert_eq!(delivery, Delivery::Acknowledged);
    assert!(session.consents[0].copy.is_none());
    assert_eq!(session.desk_notes, [DeskNote::PrintFailed]);
}

#[test]
fn copies_that_are_not_as_many_as_signatures_belong_to_nobody() {
    let mut session = maria_at_the_end().core.session.clone();

    send::keep(&mut session, &[0], Some(vec![b"one".to_vec(), b"two".to_vec()]));

    assert!(session.consents.iter().all(|answer| answer.copy.is_none()));
    assert_eq!(session.desk_notes, [DeskNote::PrintFailed]);
}

#[test]
fn the_wait_is_said_and_then_explained() {
    let clinic = maria_at_the_end();
    let (mut state, _) = State::new(&clinic.core);
    let waits = |state: &State| {
        let items = drawn(state, &clinic.core);
        items
            .into_iter()
            .find(|item| item.id == "waiting")
            .map(|item| item.label)
    };

    assert!(matches!(
        state.update(Message::Waited(Sending::Waiting), &clinic.core),
        Action::None
    ));
    assert_eq!(waits(&state), None, "nobody waits before anything is sent");
    let _ = state.update(Message::Confirmed, &clinic.core);
    assert_eq!(waits(&state), None);
    let _ = state.update(Message::Waited(Sending::Waiting), &clinic.core);
    let first = waits(&state).unwrap();
    assert!(first.contains("telling the desk"));
    let _ = state.update(Message::Waited(Sending::Long), &clinic.core);
    assert_ne!(waits(&state).unwrap(), first);
}

#[test]
fn everything_is_on_one_page_and_masked_as_before() {
    let mut clinic = maria_at_the_end();
    let (state, _) = State::new(&clinic.core);
    let items = drawn(&state, &clinic.core);

    assert_eq!(value(&items, "details"), "María García-López");
    assert!(value(&items, "visit").contains("Dr. Amara Osei"));
    assert_eq!(value(&items, "insurance"), "Evergreen Health Plan");
    assert_eq!(value(&items, "consent"), "One signed, one not agreed");
    assert_eq!(value(&items, "bill"), "$20.00, at the desk");
    let words = |items: &[ui::Item]| {
        items
            .iter()
            .map(|item| item.label.clone())
            .collect::<Vec<_>>()
            .join("\n")
    };
    assert!(words(&items).contains("2097") && !words(&items).contains("XEH804512097"));
    assert!(words(&items).contains("0142") && !words(&items).contains("317 555 0142"));

    clinic.core.session.proof = Proof::Code;
    let items = drawn(&state, &clinic.core);
    assert!(words(&items).contains("XEH804512097") == Proof::Code.shows_in_full());
}

#[test]
fn every_part_leads_back_to_its_step_but_what_is_paid() {
    let mut clinic = maria_at_the_end();
    let (mut state, _) = State::new(&clinic.core);
    let changes = |clinic: &Clinic, state: &State| {
        let items = drawn(state, &clinic.core);
        items
            .into_iter()
            .filter_map(|item| item.id.strip_prefix("change-").map(str::to_owned))
            .collect::<Vec<_>>()
    };

    assert_eq!(
        changes(&clinic, &state),
        ["details", "visit", "insurance", "consent", "bill"]
    );
    assert!(matches!(
        state.update(Message::ChangePressed(Step::Insurance), &clinic.core),
        Action::Go(Step::Insurance)
    ));
    clinic.core.session.payment.as_mut().unwrap().state = PaymentState::Paid;
    assert_eq!(changes(&clinic, &state), ["details", "visit", "insurance", "consent"]);
}

#[test]
fn what_staff_skipped_is_said_and_not_asked_again() {
    let mut clinic = maria_at_the_end();
    clinic.core.session.insurance = None;
    clinic.core.session.skipped.push(Skipped {
        step: Step::Insurance,
        by: "front-desk".to_owned(),
        reason: "card is at home".to_owned(),
        at: clinic.core.now(),
    });
    let (state, _) = State::new(&clinic.core);

    let items = drawn(&state, &clinic.core);

    assert_eq!(value(&items, "insurance"), "The desk will ask you");
    assert!(items.iter().all(|item| item.id != "change-insurance"));
}

#[test]
fn the_page_works_on_every_screen_in_every_language() {
    for (name, mut core) in bench::everywhere() {
        core.session.person = Some(clinic::maria());
        let visit = clinic::visit(SignedDuration::from_mins(12));
        core.session.visit = Some(VisitChoice::Appointment(Box::new(visit)));
        finish(&mut core.session);
        let (state, _) = State::new(&core);
        assert_eq!(
            fits::misfits(&core, &drawn(&state, &core)),
            Vec::<String>::new(),
            "{name}"
        );
    }
}

/// A kiosk whose fonts are gone.
struct NoCopies;

impl crate::service::printing::Printing for NoCopies {
    fn print(
        &self,
        _papers: crate::service::printing::Papers,
    ) -> crate::service::central::Reply<Result<(), crate::service::printing::NotPrinted>> {
        Box::pin(async { Err(crate::service::printing::NotPrinted) })
    }

    fn copies(
        &self,
        _documents: Vec<paper::SignedDocument>,
    ) -> crate::service::central::Reply<Result<Vec<Vec<u8>>, crate::service::printing::NotPrinted>> {
        Box::pin(async { Err(crate::service::printing::NotPrinted) })
    }
}
