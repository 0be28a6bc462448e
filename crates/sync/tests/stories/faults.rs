//! Whatever fails between kiosk and central: nothing is lost, nothing is there twice, nothing is claimed too early.

use std::time::{Duration, Instant};

use proptest::prelude::*;
use sync::{Delivery, Sender};
use uuid::Uuid;

use crate::arrivals::{Kiosk, QUICK};
use crate::people::{exactly_once, held, registration};
use crate::scripted::{Fault, Scripted};

const SOON: Duration = Duration::from_secs(30);

#[tokio::test(flavor = "multi_thread")]
async fn a_lost_acknowledgement_is_replayed_without_harm() {
    let server = Scripted::start().await;
    let kiosk = Kiosk::new(&server);
    server.faults([Fault::CutAfter]);
    let maria = registration(Uuid::new_v4());
    kiosk.outbox.enqueue(&maria).unwrap();

    let report = kiosk.sender.drain().await.unwrap();
    assert_eq!((report.acknowledged, report.waiting), (0, 1));
    assert_eq!(
        held(&server, maria.id),
        exactly_once(),
        "central has it, but the kiosk cannot know"
    );
    assert!(kiosk.sender.stored(maria.id).is_none());

    assert!(kiosk.sender.send_now(maria.id, SOON).await.acknowledged().is_some());
    assert_eq!(held(&server, maria.id), exactly_once());
}

#[tokio::test(flavor = "multi_thread")]
async fn every_passing_failure_is_survived() {
    for fault in [
        Fault::Status(500),
        Fault::Status(502),
        Fault::Status(503),
        Fault::Status(408),
        Fault::RetryAfter(429, "0"),
        Fault::CutBefore,
        Fault::CutAfter,
        Fault::HangAfter,
        Fault::Garbage,
        Fault::Flood,
    ] {
        let server = Scripted::start().await;
        let kiosk = Kiosk::new(&server);
        server.faults([fault.clone(), fault.clone()]);
        let maria = registration(Uuid::new_v4());

        let delivery = kiosk.register(&maria, SOON).await;

        assert!(delivery.acknowledged().is_some(), "{fault:?}: {delivery:?}");
        assert_eq!(held(&server, maria.id), exactly_once(), "{fault:?}");
        assert_eq!(kiosk.outbox.row(maria.id).unwrap().unwrap().attempts, 3, "{fault:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn central_is_not_asked_again_before_it_wished() {
    let server = Scripted::start().await;
    let kiosk = Kiosk::new(&server);
    server.faults([Fault::RetryAfter(503, "3600")]);
    let maria = registration(Uuid::new_v4());
    kiosk.outbox.enqueue(&maria).unwrap();
    kiosk.sender.drain().await.unwrap();

    let wait = kiosk
        .outbox
        .row(maria.id)
        .unwrap()
        .unwrap()
        .next_try
        .duration_since(jiff::Timestamp::now());

    // An hour was asked for; half an hour is the longest that is honoured.
    assert!(wait.as_secs() > 29 * 60 && wait.as_secs() < 31 * 60, "{wait:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn central_away_for_a_while_is_waited_for() {
    let server = Scripted::start().await;
    let address = server.address;
    let (options, ca) = (server.options(), server.ca_pem.clone());
    drop((server, ca));
    let directory = tempfile::tempdir().unwrap();
    let outbox = sync::Outbox::open(&directory.path().join("outbox.db"), &sync::MemoryVault::default()).unwrap();
    let maria = registration(Uuid::new_v4());
    outbox.enqueue(&maria).unwrap();
    let sender = Sender::with_pace(outbox, sync::FhirClient::new(options).unwrap(), QUICK);

    let started = Instant::now();
    let delivery = sender.send_now(maria.id, Duration::from_millis(700)).await;

    let Delivery::Waiting { reason } = delivery else {
        panic!("claimed without central")
    };
    assert!(reason.contains("cannot be reached"), "{reason}");
    assert!(
        !reason.contains(&address.port().to_string()),
        "an error names no address"
    );
    assert!(started.elapsed() < Duration::from_secs(5));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_entry_that_failed_inside_a_200_is_no_acknowledgement() {
    let server = Scripted::start().await;
    server.habits(|habits| habits.entry_outcome = Some(422));
    let kiosk = Kiosk::new(&server);
    let maria = registration(Uuid::new_v4());

    let delivery = kiosk.register(&maria, SOON).await;

    let Delivery::SetAside { reason } = delivery else {
        panic!("{delivery:?}")
    };
    assert_eq!(reason, "central rejected it: 422 processing");
}

fn fault() -> impl Strategy<Value = Fault> {
    prop_oneof![
        Just(Fault::None),
        Just(Fault::Status(500)),
        Just(Fault::Status(503)),
        Just(Fault::RetryAfter(429, "0")),
        Just(Fault::CutBefore),
        Just(Fault::CutAfter),
        Just(Fault::Garbage),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    /// Several people, any faults, any size of transaction, and a restart in the middle.
    #[test]
    fn whatever_fails_everybody_arrives_exactly_once(
        faults in proptest::collection::vec(fault(), 0..14),
        people in 1..4_usize,
        most_entries in 1..9_usize,
        restart_after in 0..3_usize,
    ) {
        let runtime = tokio::runtime::Runtime::new().unwrap();
        runtime.block_on(async {
            let server = Scripted::start().await;
            let directory = tempfile::tempdir().unwrap();
            let path = directory.path().join("outbox.db");
            let vault = sync::MemoryVault::default();
            let options = sync::ClientOptions { max_entries: most_entries, ..server.options() };
            let registrations: Vec<_> = (0..people).map(|_| registration(Uuid::new_v4())).collect();
            server.faults(faults.clone());
            for round in 0..40 {
                let outbox = sync::Outbox::open(&path, &vault).unwrap();
                if round == 0 {
                    for registration in &registrations {
                        outbox.enqueue(registration).unwrap();
                    }
                }
                let sender = Sender::with_pace(outbox.clone(), sync::FhirClient::new(options.clone()).unwrap(), QUICK);
                for _ in 0..=restart_after {
                    sender.drain().await.unwrap();
                    // Never a claim without the fact.
                    for registration in &registrations {
                        if let Some(Delivery::Acknowledged(_)) = sender.stored(registration.id) {
                            assert_eq!(held(&server, registration.id), exactly_once());
                        }
                    }
                }
                if outbox.status().unwrap().waiting == 0 {
                    break;
                }
            }
            for registration in &registrations {
                assert_eq!(held(&server, registration.id), exactly_once(), "{faults:?}");
            }
        });
    }
}
