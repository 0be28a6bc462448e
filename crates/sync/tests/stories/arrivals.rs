//! Registrations reach central: whole, in order, once.

use std::time::Duration;

use serde_json::json;
use sync::{Delivery, Group, Kind, MemoryVault, Outbox, Pace, Sender, State, Submission};
use tempfile::TempDir;
use uuid::Uuid;

use crate::people::{exactly_once, held, registration};
use crate::scripted::{Fault, Scripted};

pub const QUICK: Pace = Pace {
    first: Duration::from_millis(20),
    longest: Duration::from_millis(100),
};

/// A kiosk's queue and its sender.
pub struct Kiosk {
    pub directory: TempDir,
    pub vault: MemoryVault,
    pub outbox: Outbox,
    pub sender: Sender,
}

impl Kiosk {
    pub fn new(server: &Scripted) -> Self {
        let directory = tempfile::tempdir().unwrap();
        let vault = MemoryVault::default();
        let outbox = Outbox::open(&directory.path().join("outbox.db"), &vault).unwrap();
        let sender = Sender::with_pace(outbox.clone(), server.client(), QUICK);

        Self {
            directory,
            vault,
            outbox,
            sender,
        }
    }

    pub async fn register(&self, submission: &Submission, within: Duration) -> Delivery {
        self.outbox.enqueue(submission).unwrap();
        self.sender.send_now(submission.id, within).await
    }
}

const SOON: Duration = Duration::from_secs(20);

#[tokio::test(flavor = "multi_thread")]
async fn an_arrival_is_acknowledged_with_everything_in_its_place() {
    let server = Scripted::start().await;
    let kiosk = Kiosk::new(&server);
    let maria = registration(Uuid::new_v4());

    let delivery = kiosk.register(&maria, SOON).await;

    let acknowledged = delivery.acknowledged().expect("acknowledged").clone();
    assert_eq!(held(&server, maria.id), exactly_once());
    assert_eq!(acknowledged.locations.len(), 7);
    let encounter = server
        .get("Encounter", acknowledged.only("Encounter").unwrap())
        .unwrap()
        .1;
    assert_eq!(
        encounter["subject"]["reference"],
        format!("Patient/{}", acknowledged.only("Patient").unwrap())
    );
    assert_eq!(kiosk.outbox.status().unwrap().acknowledged, 1);
    assert!(
        kiosk.outbox.reveal(maria.id).unwrap().is_none(),
        "what was sent is wiped"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_queue_is_drained_side_by_side_and_in_order_for_each_person() {
    let server = Scripted::start().await;
    server.habits(|habits| habits.pause = Duration::from_millis(10));
    let kiosk = Kiosk::new(&server);
    let people = 6;
    let mut registered = vec![Vec::new(); people];
    for turn in 0..4 {
        for (person, registered) in registered.iter_mut().enumerate() {
            let mut one = registration(Uuid::new_v4());
            one.order_key = Some(format!("Patient/{person}"));
            one.groups[0].entries[0]["resource"]["multipleBirthInteger"] = json!(turn);
            kiosk.outbox.enqueue(&one).unwrap();
            registered.push(one.id);
        }
    }

    let report = kiosk.sender.drain().await.unwrap();

    assert_eq!(
        (report.acknowledged, report.waiting),
        (24, 0),
        "one drain is enough: {report:?}"
    );
    assert!(
        (2..=4).contains(&server.most_at_once()),
        "{} at once",
        server.most_at_once()
    );
    for registered in registered {
        let times: Vec<_> = registered
            .iter()
            .map(|id| kiosk.outbox.row(*id).unwrap().unwrap().acknowledged.unwrap())
            .collect();
        assert!(times.is_sorted(), "{times:?}");
        for id in registered {
            assert_eq!(held(&server, id), exactly_once());
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_id_that_central_acknowledged_takes_no_other_content() {
    let server = Scripted::start().await;
    let kiosk = Kiosk::new(&server);
    let maria = registration(Uuid::new_v4());
    assert!(kiosk.register(&maria, SOON).await.acknowledged().is_some());
    let mut other = maria.clone();
    other.groups[0].entries[0]["resource"]["birthDate"] = json!("1985-04-13");

    kiosk.outbox.enqueue(&maria).unwrap();
    let refused = kiosk.outbox.enqueue(&other);

    assert!(matches!(refused, Err(sync::OutboxError::Duplicate)), "{refused:?}");
    // Also after the keys were changed, and after a restart.
    kiosk.outbox.rotate(&kiosk.vault).unwrap();
    let path = kiosk.directory.path().join("outbox.db");
    drop((kiosk.outbox, kiosk.sender));
    let reopened = Outbox::open(&path, &kiosk.vault).unwrap();
    assert!(matches!(reopened.enqueue(&other), Err(sync::OutboxError::Duplicate)));
    reopened.enqueue(&maria).unwrap();
    assert_eq!(reopened.status().unwrap().acknowledged, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_central_has_is_forgotten_after_a_day_and_nothing_else_ever() {
    let server = Scripted::start().await;
    let kiosk = Kiosk::new(&server);
    let (yesterday, today, mut poisoned) = (
        registration(Uuid::new_v4()),
        registration(Uuid::new_v4()),
        registration(Uuid::new_v4()),
    );
    poisoned.groups[0].entries[0]["resource"]["refuse"] = json!(true);
    for one in [&yesterday, &today, &poisoned] {
        kiosk.register(one, SOON).await;
    }
    let day = 86_400_000;
    let file = rusqlite::Connection::open(kiosk.directory.path().join("outbox.db")).unwrap();
    let age = "UPDATE submission SET created = created, acknowledged = acknowledged - ?2 WHERE id = ?1";
    file.execute(age, (yesterday.id.to_string(), day + 60_000)).unwrap();
    file.execute(age, (today.id.to_string(), day - 60_000)).unwrap();

    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    let running = tokio::spawn(kiosk.sender.clone().run(async {
        let _ = stopped.await;
    }));
    let gone = async {
        while kiosk.outbox.row(yesterday.id).unwrap().is_some() {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    tokio::time::timeout(SOON, gone)
        .await
        .expect("the loop forgets by itself");
    stop.send(()).unwrap();
    running.await.unwrap();

    assert_eq!(kiosk.outbox.row(today.id).unwrap().unwrap().state, State::Acknowledged);
    assert_eq!(kiosk.outbox.row(poisoned.id).unwrap().unwrap().state, State::SetAside);
    assert!(
        kiosk.outbox.reveal(poisoned.id).unwrap().is_some(),
        "staff can still look at it"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_long_registration_travels_in_parts_and_its_references_hold() {
    let server = Scripted::start().await;
    server.habits(|habits| habits.most_entries = 2);
    let kiosk = Kiosk::new(&server);
    let options = sync::ClientOptions {
        max_entries: 2,
        ..server.options()
    };
    let sender = Sender::with_pace(kiosk.outbox.clone(), sync::FhirClient::new(options).unwrap(), QUICK);
    let maria = registration(Uuid::new_v4());
    kiosk.outbox.enqueue(&maria).unwrap();

    let delivery = sender.send_now(maria.id, SOON).await;

    assert!(delivery.acknowledged().is_some(), "{delivery:?}");
    assert_eq!(held(&server, maria.id), exactly_once());
    assert_eq!(server.count("POST /fhir"), 4);
    let patient = server.all("Patient")[0]["id"].as_str().unwrap().to_owned();
    assert_eq!(
        server.all("Encounter")[0]["subject"]["reference"],
        format!("Patient/{patient}")
    );
    assert_eq!(
        server.all("Coverage")[0]["beneficiary"]["reference"],
        format!("Patient/{patient}")
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_send_goes_on_where_it_stopped_after_a_restart() {
    let server = Scripted::start().await;
    server.habits(|habits| habits.most_entries = 2);
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("outbox.db");
    let vault = MemoryVault::default();
    let maria = registration(Uuid::new_v4());
    let options = sync::ClientOptions {
        max_entries: 2,
        ..server.options()
    };
    server.faults([Fault::None, Fault::None, Fault::Status(503)]);
    {
        let outbox = Outbox::open(&path, &vault).unwrap();
        outbox.enqueue(&maria).unwrap();
        let sender = Sender::with_pace(outbox, sync::FhirClient::new(options.clone()).unwrap(), QUICK);
        let report = sender.drain().await.unwrap();
        assert_eq!((report.acknowledged, report.waiting), (0, 1));
    }

    let outbox = Outbox::open(&path, &vault).unwrap();
    let sender = Sender::with_pace(outbox, sync::FhirClient::new(options).unwrap(), QUICK);
    let delivery = sender.send_now(maria.id, SOON).await;

    assert!(delivery.acknowledged().is_some(), "{delivery:?}");
    assert_eq!(delivery.acknowledged().unwrap().locations.len(), 7);
    assert_eq!(held(&server, maria.id), exactly_once());
    // Two parts arrived, the third failed, and only the third and the fourth went again.
    assert_eq!(server.count("POST /fhir"), 5);
}

#[tokio::test(flavor = "multi_thread")]
async fn one_persons_submissions_stay_in_order_and_nobody_else_waits_for_them() {
    let server = Scripted::start().await;
    let kiosk = Kiosk::new(&server);
    let (first, mut second) = (registration(Uuid::new_v4()), registration(Uuid::new_v4()));
    let mut other = registration(Uuid::new_v4());
    second.kind = Kind::Task;
    other.order_key = Some("james".to_owned());
    for submission in [&first, &second, &other] {
        kiosk.outbox.enqueue(submission).unwrap();
    }

    // Asking for the second sends the first before it.
    assert!(kiosk.sender.send_now(second.id, SOON).await.acknowledged().is_some());

    let rows = kiosk.outbox.list().unwrap();
    assert_eq!(
        rows.iter().map(|row| row.state).collect::<Vec<_>>(),
        [State::Acknowledged, State::Acknowledged, State::Waiting]
    );
    assert!(rows[0].acknowledged.unwrap() <= rows[1].acknowledged.unwrap());
    assert!(kiosk.sender.send_now(other.id, SOON).await.acknowledged().is_some());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_poisoned_submission_is_set_aside_told_to_the_desk_and_blocks_nobody() {
    let server = Scripted::start().await;
    let kiosk = Kiosk::new(&server);
    let mut poisoned = registration(Uuid::new_v4());
    poisoned.groups[3].entries[0]["resource"]["refuse"] = json!(true);
    let next = registration(Uuid::new_v4());

    let delivery = kiosk.register(&poisoned, SOON).await;
    let Delivery::SetAside { reason } = delivery else {
        panic!("{delivery:?}")
    };
    assert!(reason.contains("422") && !reason.contains("canary"), "{reason}");
    assert!(kiosk.register(&next, SOON).await.acknowledged().is_some());
    kiosk.sender.drain().await.unwrap();

    let told: Vec<_> = server
        .all("Task")
        .into_iter()
        .filter(|task| task["reasonCode"]["coding"][0]["code"] == "set-aside")
        .collect();
    assert_eq!(told.len(), 1);
    assert_eq!(kiosk.outbox.status().unwrap().set_aside, 1);

    let shown = kiosk.outbox.row(poisoned.id).unwrap().unwrap();
    assert_eq!((shown.state, shown.kind), (State::SetAside, Kind::Registration));
    assert!(shown.last_error.unwrap().contains("422"), "staff see why");
    // It is not tried by itself again, however often the queue is worked.
    let asked = server.count("POST /fhir");
    kiosk.sender.drain().await.unwrap();
    assert_eq!(server.count("POST /fhir"), asked);

    // Staff had central mended; the same bytes go again, and arrive once.
    assert!(kiosk.outbox.reveal(poisoned.id).unwrap().is_some());
    kiosk.outbox.retry(poisoned.id).unwrap();
    assert_eq!(kiosk.outbox.row(poisoned.id).unwrap().unwrap().state, State::Waiting);
    server.habits(|habits| habits.refuses = false);
    assert!(kiosk.sender.send_now(poisoned.id, SOON).await.acknowledged().is_some());
    let registered = held(&server, poisoned.id).into_iter().filter(|kind| kind != "Task");
    assert!(registered.eq(exactly_once().into_iter().filter(|kind| kind != "Task")));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_background_loop_sends_what_is_enqueued_and_calls_for_help_first() {
    let server = Scripted::start().await;
    let kiosk = Kiosk::new(&server);
    let mut events = kiosk.sender.events();
    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    let running = tokio::spawn(kiosk.sender.clone().run(async {
        let _ = stopped.await;
    }));
    server.faults([Fault::Status(500), Fault::CutAfter]);
    let maria = registration(Uuid::new_v4());
    kiosk.outbox.enqueue(&maria).unwrap();

    let acknowledged = tokio::time::timeout(SOON, async {
        loop {
            if let (id, Delivery::Acknowledged(_)) = events.recv().await.unwrap() {
                return id;
            }
        }
    })
    .await
    .expect("the loop sends by itself");

    assert_eq!(acknowledged, maria.id);
    assert_eq!(held(&server, maria.id), exactly_once());
    stop.send(()).unwrap();
    assert_eq!(running.await.unwrap(), sync::Stopped);
}

#[tokio::test(flavor = "multi_thread")]
async fn when_the_time_is_up_the_answer_is_honest_and_the_send_goes_on() {
    let server = Scripted::start().await;
    let kiosk = Kiosk::new(&server);
    server.faults([Fault::Hang]);
    let maria = registration(Uuid::new_v4());

    let delivery = kiosk.register(&maria, Duration::from_millis(300)).await;

    assert!(matches!(delivery, Delivery::Waiting { .. }), "{delivery:?}");
    assert!(held(&server, maria.id).is_empty());
    assert!(kiosk.sender.send_now(maria.id, SOON).await.acknowledged().is_some());
    assert_eq!(held(&server, maria.id), exactly_once());
}

#[tokio::test(flavor = "multi_thread")]
async fn only_one_process_sends() {
    let server = Scripted::start().await;
    let kiosk = Kiosk::new(&server);
    kiosk.sender.drain().await.unwrap();

    let beside = Outbox::open(&kiosk.directory.path().join("outbox.db"), &kiosk.vault).unwrap();
    let error = Sender::new(beside.clone(), server.client()).drain().await.unwrap_err();

    assert!(matches!(error, sync::OutboxError::Busy), "{error}");
    beside.enqueue(&registration(Uuid::new_v4())).unwrap();
    assert_eq!(kiosk.sender.drain().await.unwrap().acknowledged, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_thing_without_groups_is_acknowledged_at_once_and_an_unknown_one_never() {
    let server = Scripted::start().await;
    let kiosk = Kiosk::new(&server);
    let empty = Submission {
        id: Uuid::new_v4(),
        kind: Kind::Audit,
        groups: vec![],
        order_key: None,
    };
    let hollow = Submission {
        id: Uuid::new_v4(),
        kind: Kind::Audit,
        groups: vec![Group {
            name: "none".to_owned(),
            entries: vec![],
        }],
        order_key: None,
    };

    assert!(kiosk.register(&empty, SOON).await.acknowledged().is_some());
    assert!(kiosk.register(&hollow, SOON).await.acknowledged().is_some());
    let unknown = kiosk.sender.send_now(Uuid::new_v4(), Duration::from_secs(1)).await;
    assert!(matches!(unknown, Delivery::Waiting { .. }), "{unknown:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_part_that_is_not_accepted_does_not_stop_the_arrival_and_is_kept_for_staff() {
    for transaction in [true, false] {
        let server = Scripted::start().await;
        server.habits(|habits| habits.transaction = transaction);
        let kiosk = Kiosk::new(&server);
        let mut maria = registration(Uuid::new_v4());
        maria.groups[1].entries[0]["resource"]["refuse"] = json!(true);
        maria.groups[1].entries[0]["resource"]["resourceType"] = json!("Coverage");
        if !transaction {
            // One at a time, this server refuses updates only.
            let entry = &mut maria.groups[1].entries[0];
            entry["resource"]["id"] = json!("c1");
            entry["request"] = json!({"method": "PUT", "url": "Coverage/c1"});
        }

        let delivery = kiosk.register(&maria, SOON).await;

        let acknowledged = delivery.acknowledged().unwrap_or_else(|| panic!("{delivery:?}"));
        assert_eq!(acknowledged.left_to_desk, ["insurance"]);
        assert_eq!(server.all("Encounter").len(), 1, "she is checked in");
        assert!(server.all("Coverage").is_empty());
        let task = server
            .all("Task")
            .into_iter()
            .find(|task| task["reasonCode"]["coding"][0]["code"] == "part-not-accepted")
            .expect("the desk is told");
        assert!(task["for"]["reference"].as_str().unwrap().starts_with("Patient/"));
        let aside: Vec<_> = kiosk
            .outbox
            .list()
            .unwrap()
            .into_iter()
            .filter(|row| row.state == State::SetAside)
            .collect();
        assert_eq!(aside.len(), 1);
        let kept = kiosk.outbox.reveal(aside[0].id).unwrap().unwrap();
        let beneficiary = &kept.groups[0].entries[0]["resource"]["beneficiary"]["reference"];
        assert!(
            beneficiary.as_str().unwrap().starts_with("Patient/"),
            "it can still be sent when mended"
        );
    }
}
