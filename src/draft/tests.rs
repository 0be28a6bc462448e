#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::sync::Arc;

use futures::FutureExt;
use registration::Record;
use registration::bill::{Invoice, Money, PaymentAnswer, PaymentChoice, PaymentState};
use registration::consent::{ConsentAnswer, ConsentDocument, Decision};
use registration::form::{Answer, Answers, Form, Words};
use registration::person::{BirthDate, Person, PersonName};
use registration::session::{DeskNote, Dossier};
use serde_json::json;
use sync::{MemoryVault, Outbox};

use super::*;
use crate::service::clock::ShiftedClock;
use crate::service::scripted::ScriptedCentral;

fn person(given: &str, family: &str, born: &str) -> Person {
    let name = PersonName {
        family: family.into(),
        given: Some(given.into()),
    };

    Person::new(name, BirthDate::from_fhir(born).unwrap())
}

fn session(patient: Option<&str>) -> Session {
    let mut session = Session::new(Uuid::new_v4(), Timestamp::now(), "es");
    session.patient = patient.map(|id| Record::new(json!({ "resourceType": "Patient", "id": id }), None));
    session.person = Some(person("María", "García-López", "1985-04-12"));

    session
}

fn draft(session: Session) -> Draft {
    Draft {
        step: Step::Forms,
        comfort: Comfort::default(),
        session,
        papers: true,
        misses: 0,
        sealed: Timestamp::now(),
    }
}

#[test]
fn a_draft_is_read_as_it_was_written() {
    let mut written = draft(session(Some("maria")));
    written.comfort.high_contrast = true;
    written.session.consents = vec![declined("treatment")];
    let read = Draft::read(&written.write().unwrap()).expect("the same program reads it");

    assert_eq!(read.session.id, written.session.id);
    assert_eq!(
        (read.step, read.comfort, read.papers),
        (Step::Forms, written.comfort, true)
    );
    assert_eq!(read.session.consents.len(), 1);
    assert_eq!(read.expires(), written.expires());
}

#[test]
fn what_another_program_wrote_is_not_guessed_at() {
    let of_patient = json!({ "version": 2, "draft": { "session": { "patient": { "resource": {} } } } });
    let of_nobody = json!({ "version": 1, "draft": { "session": { "patient": null } } });
    let read = |bytes: &[u8]| Draft::read(bytes).err().expect("unreadable");

    assert!(read(of_patient.to_string().as_bytes()).of_patient);
    assert!(!read(of_nobody.to_string().as_bytes()).of_patient);
    assert!(!read(b"{").of_patient);
}

#[test]
fn only_whoever_began_it_is_the_one_who_began_it() {
    let on_file = draft(session(Some("maria")));
    assert!(on_file.is_of(&session(Some("maria"))));
    assert!(
        !on_file.is_of(&session(Some("another"))),
        "of the same name and birth date"
    );
    assert!(!on_file.is_of(&session(None)));
    assert!(
        !draft(session(Some(""))).is_of(&session(Some(""))),
        "no id names nobody"
    );

    let new = draft(session(None));
    assert!(new.is_of(&session(None)));
    assert!(!new.is_of(&session(Some("maria"))));
    let mut other = session(None);
    other.person = Some(person("María", "García-López", "1985-04-13"));
    assert!(!new.is_of(&other));
    other.person = Some(person("Lucía", "García-López", "1985-04-12"));
    assert!(!new.is_of(&other));
}

#[tokio::test]
async fn what_cannot_be_read_is_discarded_and_the_desk_is_told() {
    let outbox = outbox();
    let central = Arc::new(ScriptedCentral::default());
    let lost = Uuid::new_v4();
    let bytes = json!({ "version": 2, "draft": { "session": { "patient": {} } } }).to_string();
    outbox.0.put_draft(lost, bytes.as_bytes()).unwrap();
    outbox.0.put_draft(Uuid::new_v4(), b"nonsense").unwrap();
    let drafts = open(&outbox.0, &central, Arc::new(ShiftedClock::default()));

    assert!(drafts.all().await.is_empty());
    assert!(outbox.0.drafts().unwrap().is_empty());
    for _ in 0..100 {
        tokio::time::sleep(std::time::Duration::from_millis(5)).await;
        if !central.told().is_empty() {
            break;
        }
    }
    assert_eq!(central.told(), [DeskNote::SessionLost], "one of them held somebody");
}

#[tokio::test]
async fn what_is_kept_last_is_what_is_there_and_what_is_forgotten_is_not() {
    let outbox = outbox();
    let central = Arc::new(ScriptedCentral::default());
    let drafts = open(&outbox.0, &central, Arc::new(ShiftedClock::default()));
    let (mine, other) = (draft(session(Some("maria"))), draft(session(Some("noah"))));
    // Asked for at once, and not waited for in between.
    let answers = [Step::Visit, Step::Details, Step::Bill].map(|step| drafts.keep(Draft { step, ..mine.clone() }));
    drafts.keep(other.clone()).await;
    drafts.forget(other.session.id);

    let left = drafts.all().await;
    assert_eq!(left.iter().map(|draft| draft.step).collect::<Vec<_>>(), [Step::Bill]);
    for answer in answers {
        assert_eq!(answer.now_or_never(), Some(()), "each was answered by then");
    }
    drafts.forget(mine.session.id);
    drop(drafts);
    assert!(
        outbox.0.drafts().unwrap().is_empty(),
        "what was forgotten is gone at the end"
    );
}

#[tokio::test]
async fn after_ten_minutes_it_is_purged_without_anybody_asking() {
    let outbox = outbox();
    let central = Arc::new(ScriptedCentral::default());
    let clock = Arc::new(ShiftedClock::default());
    let drafts = open(&outbox.0, &central, clock.clone());
    drafts.keep(draft(session(Some("maria")))).await;
    drop(drafts);
    assert_eq!(outbox.0.drafts().unwrap().len(), 1);
    clock.pass(LIFE.unsigned_abs());
    drop(open(&outbox.0, &central, clock));

    assert!(outbox.0.drafts().unwrap().is_empty(), "a start is enough");
}

#[test]
fn answers_stay_with_their_questions_when_central_changes_them() {
    let mut session = session(Some("maria"));
    session.dossier = Dossier {
        forms: vec![form("falls"), form("allergies")],
        consents: vec![document("treatment", "1"), document("privacy", "1")],
        invoices: vec![invoice("1")],
        ..Dossier::default()
    };
    session.answers = vec![answered("no"), answered("nuts")];
    session.forms_finished = 2;
    session.consents = vec![declined("treatment"), declined("privacy")];
    let fresh = Dossier {
        forms: vec![form("allergies"), form("falls"), form("smoking")],
        consents: vec![document("privacy", "1"), document("treatment", "2")],
        ..Dossier::default()
    };
    refresh(&mut session, fresh, true);

    assert!(session.answers == [answered("nuts"), answered("no")]);
    assert_eq!(session.forms_finished, 2, "the new form is asked");
    let consents: Vec<&str> = session.consents.iter().map(|answer| answer.code.as_str()).collect();
    assert_eq!(consents, ["privacy"], "another text is signed anew");
    assert!(session.dossier.invoices.is_empty(), "it was paid meanwhile");
}

#[test]
fn what_cannot_be_had_stays_and_what_is_being_paid_stays_on_the_bill() {
    let mut session = session(Some("maria"));
    session.dossier = Dossier {
        forms: vec![form("falls")],
        invoices: vec![invoice("1")],
        missing: vec![DeskNote::InsuranceMissing],
        ..Dossier::default()
    };
    session.answers = vec![answered("no")];
    session.forms_finished = 1;
    session.payment = Some(PaymentAnswer {
        choice: PaymentChoice::Phone,
        state: PaymentState::Waiting,
        task: Some("Task/1".to_owned()),
    });
    let away = Dossier {
        missing: vec![
            DeskNote::InsuranceMissing,
            DeskNote::BillUnavailable,
            DeskNote::FormsMissing,
        ],
        ..Dossier::default()
    };
    refresh(&mut session, away, true);

    assert_eq!((session.dossier.forms.len(), session.forms_finished), (1, 1));
    assert_eq!(session.dossier.missing, [DeskNote::InsuranceMissing], "as then");
    assert_eq!(session.dossier.invoices.len(), 1);
}

/// An outbox of its own, with the directory that it stands in.
fn outbox() -> (Outbox, tempfile::TempDir) {
    let directory = tempfile::tempdir().unwrap();
    let outbox = Outbox::open(&directory.path().join("outbox.db"), &MemoryVault::default()).unwrap();

    (outbox, directory)
}

fn open(outbox: &Outbox, central: &Arc<ScriptedCentral>, clock: Arc<ShiftedClock>) -> OutboxDrafts {
    OutboxDrafts::open(
        outbox.clone(),
        None,
        std::time::Duration::from_secs(1),
        central.clone(),
        clock,
    )
}

fn form(name: &str) -> Form {
    Form {
        record: Record::new(json!({}), None),
        canonical: name.to_owned(),
        title: Words::default(),
        questions: Vec::new(),
    }
}

fn answered(words: &str) -> Answers {
    let mut answers = Answers::default();
    answers.set("1", Some(Answer::Text(words.to_owned())));

    answers
}

fn document(code: &str, version: &str) -> ConsentDocument {
    ConsentDocument {
        code: code.to_owned(),
        version: version.to_owned(),
        source: String::new(),
        texts: Vec::new(),
    }
}

fn declined(code: &str) -> ConsentAnswer {
    ConsentAnswer {
        code: code.to_owned(),
        language: "es".to_owned(),
        decision: Decision::Declined,
        at: Timestamp::now(),
        copy: None,
    }
}

fn invoice(id: &str) -> Invoice {
    Invoice {
        record: Record::new(json!({ "resourceType": "Invoice", "id": id }), None),
        date: None,
        due: None,
        total: Money {
            amount: "20.00".parse().unwrap(),
            currency: "USD".to_owned(),
        },
        lines: Vec::new(),
    }
}
