//! Which step comes next, for the people who come to a lobby.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use jiff::civil::date;
use registration::Session;
use registration::consent::Decision;
use registration::insurance::InsuranceAnswer;
use registration::journey::{Rules, Step, asks_payer, completed, next, previous, progress, skip};
use registration::mapping::patient;
use registration::person::Relationship;
use registration::session::Skipped;
use serde_json::json;
use support::{at, contact, finished, found};

fn rules() -> Rules {
    Rules {
        today: date(2026, 3, 4),
        adult_age: 18,
        emergency_department: false,
    }
}

fn born(session: &mut Session, birth_date: &str) {
    session.person = patient::read(
        &json!({ "resourceType": "Patient", "birthDate": birth_date, "name": [{ "family": "Williams" }] }),
        &[],
    );
}

#[test]
fn every_answer_leads_to_the_next_step() {
    type Change = fn(&mut Session);
    let story: [(Step, Change); 8] = [
        (Step::Find, |session| *session = found()),
        (Step::Visit, |session| session.visit_confirmed = true),
        (Step::Details, |session| session.details_confirmed = true),
        (Step::Insurance, |session| {
            session.insurance = Some(InsuranceAnswer::NotWithMe);
        }),
        (Step::Forms, |session| session.forms_finished = 1),
        (Step::Consent, |session| {
            session.consents = finished().consents;
        }),
        (Step::Bill, |session| session.payment = finished().payment),
        (Step::Review, |_| {}),
    ];
    let mut session = Session::new(support::ID, at("2026-03-04T14:55:00Z"), "en");

    for (expected, change) in story {
        assert!(
            next(&session, &rules()) == expected,
            "expected {}, is {}",
            expected.as_str(),
            next(&session, &rules()).as_str()
        );
        assert!(!completed(expected, &session));
        change(&mut session);
    }
}

#[test]
fn a_step_has_no_place_where_it_makes_no_sense() {
    type Change = fn(&mut Session);
    let cases: [(&str, Step, bool, bool, Change); 15] = [
        ("an adult needs nobody", Step::Guardian, false, true, |_| {}),
        (
            "on the eve of the birthday a child",
            Step::Guardian,
            false,
            false,
            |session| born(session, "2008-03-05"),
        ),
        (
            "on the birthday no child any more",
            Step::Guardian,
            false,
            true,
            |session| born(session, "2008-03-04"),
        ),
        (
            "born on 29 February, of age on 1 March",
            Step::Guardian,
            false,
            true,
            |session| born(session, "2008-02-29"),
        ),
        (
            "nobody known yet: most people need nobody",
            Step::Guardian,
            false,
            true,
            |session| session.person = None,
        ),
        ("insurance is asked", Step::Insurance, false, false, |_| {}),
        ("not in an emergency", Step::Insurance, true, true, |_| {}),
        ("money neither", Step::Bill, true, true, |_| {}),
        ("a bill is shown", Step::Bill, false, false, |session| {
            session.visit_confirmed = true;
        }),
        ("nothing is owed", Step::Bill, false, true, |session| {
            session.visit_confirmed = true;
            session.dossier.invoices.clear();
        }),
        ("not known yet what is owed", Step::Bill, false, false, |session| {
            session.dossier.invoices.clear();
        }),
        ("no forms", Step::Forms, false, true, |session| {
            session.visit_confirmed = true;
            session.dossier.forms.clear();
        }),
        ("no documents", Step::Consent, false, true, |session| {
            session.visit_confirmed = true;
            session.dossier.consents.clear();
        }),
        (
            "what is sent is always looked at",
            Step::Review,
            true,
            false,
            |session| *session = finished(),
        ),
        ("staff skipped it", Step::Details, false, true, |session| {
            session.skipped.push(Skipped {
                step: Step::Details,
                by: "s1".into(),
                reason: "known".into(),
                at: at("2026-03-04T15:00:00Z"),
            });
        }),
    ];

    for (story, step, emergency_department, expected, change) in cases {
        let mut session = found();
        change(&mut session);
        assert_eq!(
            skip(
                step,
                &session,
                &Rules {
                    emergency_department,
                    ..rules()
                }
            ),
            expected,
            "{story}"
        );
    }
}

#[test]
fn a_child_comes_with_somebody() {
    let mut session = found();
    born(&mut session, "2019-05-30");
    session.visit_confirmed = true;

    assert_eq!(next(&session, &rules()), Step::Guardian);
    session.guardian = Some(contact("Grace Williams", "+1 317 555 0161", Relationship::Parent));
    assert_eq!(next(&session, &rules()), Step::Details);
}

#[test]
fn a_declined_document_does_not_end_the_visit() {
    let mut session = finished();
    session.consents[0].decision = Decision::Declined;

    assert!(completed(Step::Consent, &session));
    assert_eq!(next(&session, &rules()), Step::Review);
}

#[test]
fn staff_may_skip_anything_but_who_and_what_is_sent() {
    let never: Vec<Step> = Step::ALL.into_iter().filter(|step| !step.can_be_skipped()).collect();

    assert_eq!(never, [Step::Find, Step::Visit, Step::Review]);
}

#[test]
fn back_passes_over_what_has_no_place() {
    let session = finished();

    assert_eq!(previous(Step::Details, &session, &rules()), Some(Step::Visit));
    assert_eq!(previous(Step::Find, &session, &rules()), None);
    let emergency = Rules {
        emergency_department: true,
        ..rules()
    };
    assert_eq!(previous(Step::Forms, &session, &emergency), Some(Step::Details));
}

#[test]
fn progress_counts_only_what_comes() {
    let session = finished();

    assert_eq!(progress(Step::Find, &session, &rules()), (1, 8));
    assert_eq!(progress(Step::Review, &session, &rules()), (8, 8));
    // A step that is shown counts, whatever the rules say.
    assert_eq!(progress(Step::Guardian, &session, &rules()), (3, 9));
}

#[test]
fn the_payer_is_asked_only_about_coverage() {
    let mut session = finished();

    assert!(asks_payer(&session));
    session.insurance = Some(InsuranceAnswer::SelfPay);
    assert!(!asks_payer(&session));
    session.insurance = None;
    assert!(!asks_payer(&session));
}
