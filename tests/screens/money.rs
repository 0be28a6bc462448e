//! Payers and payment pages that are slow, silent or unsure: nobody is held up, nobody is told what is not known, and
//! what comes late still reaches the desk, once.

use std::time::Duration;

use jiff::SignedDuration;
use portico::kiosk::Kiosk;
use registration::bill::PaymentState;
use registration::insurance::Eligibility;
use registration::{Outcome, Session};
use serde_json::{Value, json};

use crate::support::clinic::Clinic;
use crate::support::lobby::Lobby;

/// Follows what is open as if so much time had gone by since the registration.
fn follow(clinic: &Clinic, kiosk: &Kiosk, later: SignedDuration) {
    clinic.now(kiosk.central.follow(clinic.time() + later));
    clinic.now(kiosk.sender.drain()).unwrap();
}

fn minutes(minutes: i64) -> SignedDuration {
    SignedDuration::from_mins(minutes)
}

/// What the desk was told late.
#[track_caller]
fn told(clinic: &Clinic, session: &Session, part: &str) -> String {
    let tasks = clinic.part("Task", session.id, part);
    assert_eq!(tasks.len(), 1, "the desk is told once");
    let patient = session.patient.as_ref().map(registration::Record::reference);
    assert_eq!(tasks[0]["for"]["reference"].as_str(), patient.as_deref());

    tasks[0]["description"].as_str().unwrap().to_owned()
}

/// Gives María's plan another number: the pretend payer answers by its last digit.
fn plan_number(clinic: &Clinic, number: &str) {
    let maria = clinic.patient("García-López");
    let reference = format!("Patient/{}", maria["id"].as_str().unwrap());
    let mut plan = clinic.holds("Coverage", &[("patient", &reference)]).remove(0);
    plan["subscriberId"] = json!(number);
    for identifier in plan["identifier"].as_array_mut().into_iter().flatten() {
        identifier["value"] = json!(number);
    }
    clinic.change(&plan);
}

/// Goes as far as what the payer said.
fn to_estimate(lobby: &mut Lobby) {
    lobby.start("en");
    lobby.go_to("insurance");
    lobby.touch("insurance-keep");
    lobby.wait("what the visit will cost", |lobby| {
        lobby.offers("primary") && lobby.says("this visit")
    });
}

fn finished(mut lobby: Lobby) -> Session {
    lobby.go_to("done");
    assert_eq!(
        lobby.outcome(),
        Some(Outcome::CheckedIn),
        "nothing of it blocks the arrival"
    );

    lobby.stage.app.core.session.clone()
}

#[test]
fn a_payer_that_is_slow_is_heard_after_a_restart() {
    let clinic = Clinic::with(|options| options.payer_delay = Duration::from_secs(3));
    let kiosk = clinic.kiosk();
    let mut lobby = clinic.lobby(&kiosk);
    to_estimate(&mut lobby);
    assert!(lobby.says("has not answered yet"), "{:?}", lobby.words());
    let session = finished(lobby);
    assert!(matches!(session.eligibility, Eligibility::Waiting { .. }));
    assert_eq!(kiosk.central.open_questions().unwrap().questions, 1);

    // The power goes; the kiosk starts again.
    drop(kiosk);
    let kiosk = clinic.kiosk();
    assert_eq!(kiosk.central.open_questions().unwrap().questions, 1, "kept on disk");
    let mut later = 0;
    clinic.until("the late answer", |clinic| {
        later += 1;
        follow(clinic, &kiosk, minutes(later));
        !clinic.part("Task", session.id, "late-eligibility").is_empty()
    });

    let told = told(&clinic, &session, "late-eligibility");
    assert!(
        told.contains("coverage is in force") && told.contains("30.00 USD"),
        "{told}"
    );
    assert_eq!(kiosk.central.open_questions().unwrap().questions, 0);
    follow(&clinic, &kiosk, minutes(600));
    assert_eq!(
        clinic.part("Task", session.id, "late-eligibility").len(),
        1,
        "and never again"
    );
    assert_eq!(asked(&clinic, &session).len(), 1, "the payer was asked once");
}

/// What the payer was asked for a registration.
fn asked(clinic: &Clinic, session: &Session) -> Vec<Value> {
    let of_session = |request: &Value| {
        request["identifier"][0]["value"]
            .as_str()
            .is_some_and(|value| value.starts_with(&session.id.to_string()))
    };
    let patient = session.patient.as_ref().unwrap().reference();
    let mut asked = clinic.holds("CoverageEligibilityRequest", &[("patient", &patient)]);
    asked.retain(of_session);

    asked
}

#[test]
fn a_payer_that_is_down_is_asked_again_until_it_is_back() {
    let clinic = Clinic::open();
    plan_number(&clinic, "XEH804512098");
    let kiosk = clinic.kiosk();
    let mut lobby = clinic.lobby(&kiosk);
    to_estimate(&mut lobby);
    assert!(lobby.says("cannot reach your insurance"), "{:?}", lobby.words());
    let session = finished(lobby);

    follow(&clinic, &kiosk, minutes(1));
    assert!(clinic.part("Task", session.id, "late-eligibility").is_empty());
    plan_number(&clinic, "XEH804512099");
    let mut later = 15;
    clinic.until("the payer's answer", |clinic| {
        later += 11;
        follow(clinic, &kiosk, minutes(later));
        !clinic.part("Task", session.id, "late-eligibility").is_empty()
    });

    let told = told(&clinic, &session, "late-eligibility");
    assert!(told.contains("not in force"), "{told}");
    assert_eq!(asked(&clinic, &session).len(), 2, "asked, and asked again");
}

#[test]
fn a_payer_that_never_answers_is_given_up_after_a_day_and_the_desk_knows() {
    let clinic = Clinic::open();
    plan_number(&clinic, "XEH804512087");
    let kiosk = clinic.kiosk();
    let mut lobby = clinic.lobby(&kiosk);
    to_estimate(&mut lobby);
    let session = finished(lobby);

    follow(&clinic, &kiosk, minutes(23 * 60));
    assert!(clinic.part("Task", session.id, "late-eligibility").is_empty());
    follow(&clinic, &kiosk, minutes(25 * 60));

    let told = told(&clinic, &session, "late-eligibility");
    assert!(told.contains("never answered"), "{told}");
    assert_eq!(kiosk.central.open_questions().unwrap().questions, 0);
}

#[test]
fn a_question_that_could_not_be_asked_is_asked_when_central_is_back() {
    let clinic = Clinic::open();
    let kiosk = clinic.kiosk();
    let mut lobby = clinic.lobby(&kiosk);
    to_estimate(&mut lobby);
    lobby.go_to("review");
    // As if the line had been cut when the payer was to be asked.
    let mut session = lobby.stage.app.core.session.clone();
    session.id = uuid::Uuid::new_v4();
    session.eligibility = Eligibility::Unavailable;
    session.consents.clear();
    session.ticket = None;
    clinic.cut();
    clinic.now(kiosk.services.central.send(session.clone(), clinic.time()));
    follow(&clinic, &kiosk, minutes(1));
    assert_eq!(kiosk.central.open_questions().unwrap().questions, 1);

    clinic.mend();
    let mut later = 60;
    clinic.until("the late answer", |clinic| {
        later += 11;
        follow(clinic, &kiosk, minutes(later));
        !clinic.part("Task", session.id, "late-eligibility").is_empty()
    });

    assert!(told(&clinic, &session, "late-eligibility").contains("coverage is in force"));
}

/// Goes as far as the bill, and gives the session there.
fn to_bill(lobby: &mut Lobby) -> Session {
    lobby.start("en");
    lobby.go_to("bill");

    lobby.stage.app.core.session.clone()
}

fn payment_tasks(clinic: &Clinic, session: &Session) -> Vec<Value> {
    let patient = session.patient.as_ref().unwrap().reference();

    clinic.holds(
        "Task",
        &[("patient", &patient), ("code", "urn:portico:task|payment-link")],
    )
}

#[test]
fn a_lost_answer_never_makes_two_links_for_one_bill() {
    let clinic = Clinic::open();
    let kiosk = clinic.kiosk();
    let mut lobby = clinic.lobby(&kiosk);
    let session = to_bill(&mut lobby);
    let link = || clinic.now(kiosk.services.central.payment_link(session.clone(), clinic.time()));

    clinic.deafen();
    assert!(link().is_err(), "no answer came");
    assert_eq!(
        payment_tasks(&clinic, &session).len(),
        1,
        "and yet central has made one"
    );
    clinic.mend();
    let first = link().expect("a link");
    let again = link().expect("a link");

    assert_eq!(payment_tasks(&clinic, &session).len(), 1);
    assert!(first.url == again.url && first.task == again.task, "the same link");
}

#[test]
fn a_link_that_ran_out_is_followed_by_another() {
    let clinic = Clinic::open();
    let kiosk = clinic.kiosk();
    let mut lobby = clinic.lobby(&kiosk);
    let session = to_bill(&mut lobby);
    let link = || clinic.now(kiosk.services.central.payment_link(session.clone(), clinic.time()));
    let first = link().expect("a link");
    let mut task = payment_tasks(&clinic, &session).remove(0);
    task["status"] = json!("failed");
    clinic.change(&task);

    let second = link().expect("another link");
    assert!(first.url != second.url);

    // Somebody at the payment side looks at it: another link could be paid too.
    let id = second.task.trim_start_matches("Task/").to_owned();
    let mut task = clinic.holds("Task", &[("_id", &id)]).remove(0);
    task["status"] = json!("on-hold");
    clinic.change(&task);
    assert!(link().is_err());
    assert_eq!(payment_tasks(&clinic, &session).len(), 2);
}

#[test]
fn a_payment_that_arrives_late_reaches_the_desk_after_a_restart() {
    let clinic = Clinic::open();
    let kiosk = clinic.kiosk();
    let mut lobby = clinic.lobby(&kiosk);
    to_bill(&mut lobby);
    lobby.touch("pay-phone");
    lobby.wait("the square", |lobby| lobby.stage.item("qr").is_some());
    lobby.touch("primary");
    let session = finished(lobby);
    assert_eq!(session.payment.as_ref().unwrap().state, PaymentState::Waiting);
    drop(kiosk);

    let kiosk = clinic.kiosk();
    follow(&clinic, &kiosk, minutes(1));
    assert!(
        clinic.part("Task", session.id, "late-payment").is_empty(),
        "nothing is known yet"
    );
    let mut task = payment_tasks(&clinic, &session).remove(0);
    task["status"] = json!("completed");
    clinic.change(&task);
    follow(&clinic, &kiosk, minutes(30));
    follow(&clinic, &kiosk, minutes(60));

    let told = told(&clinic, &session, "late-payment");
    assert!(told.contains("has arrived"), "{told}");
    let ticket = session.ticket.as_ref().unwrap().to_string();
    assert!(told.contains(&ticket), "by the number that is called: {told}");
}

#[test]
fn nobody_can_say_whether_it_was_paid_and_the_screen_says_so() {
    let clinic = Clinic::open();
    let kiosk = clinic.kiosk();
    let mut lobby = clinic.lobby(&kiosk);
    let session = to_bill(&mut lobby);
    lobby.touch("pay-phone");
    lobby.wait("the square", |lobby| lobby.stage.item("qr").is_some());
    let mut task = payment_tasks(&clinic, &session).remove(0);
    task["status"] = json!("on-hold");
    clinic.change(&task);

    lobby.wait("the news", |lobby| lobby.stage.item("undetermined").is_some());
    assert!(lobby.stage.item("qr").is_none(), "it must not be paid twice");
    lobby.touch("back");
    assert!(!lobby.offers("pay-phone"));
    lobby.touch("pay-desk");
    let session = finished(lobby);
    assert_eq!(session.payment.as_ref().unwrap().state, PaymentState::Undetermined);

    follow(&clinic, &kiosk, minutes(25 * 60));
    let told = told(&clinic, &session, "late-payment");
    assert!(told.contains("look for it"), "{told}");
}

#[test]
fn a_session_that_was_left_leaves_no_question() {
    let clinic = Clinic::with(|options| options.payer_delay = Duration::from_secs(3));
    let kiosk = clinic.kiosk();
    let mut lobby = clinic.lobby(&kiosk);
    to_estimate(&mut lobby);
    lobby.pass(200);
    lobby.pass(200);

    assert_eq!(kiosk.central.open_questions().unwrap().questions, 0);
}
