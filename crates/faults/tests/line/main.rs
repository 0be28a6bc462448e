//! Registrations over a line that breaks, to a real central: nothing is lost, nothing is there twice, nothing is claimed
//! without the fact.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod clinic;

use std::time::Duration;

use clinic::{Clinic, HANG, Holdings, Way};
use portico_faults::{Aim, Fault, Forged, Phase, Schedule};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use sync::Delivery;

const SOON: Duration = Duration::from_secs(30);

/// What a fault leaves behind before the kiosk tries again.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Leaves {
    /// Central knows nothing of it.
    Nothing,
    /// Central has it, and the kiosk cannot know.
    Unknown,
    /// Central has it, and the kiosk knows.
    Known,
}

const EVERY: [(Fault, Leaves); 16] = [
    (Fault::Pass, Leaves::Known),
    (Fault::Delay(60), Leaves::Known),
    (Fault::Duplicate, Leaves::Known),
    (Fault::Refuse, Leaves::Nothing),
    (Fault::WrongCertificate(Forged::Stranger), Leaves::Nothing),
    (Fault::WrongCertificate(Forged::Expired), Leaves::Nothing),
    (Fault::WrongCertificate(Forged::OtherHost), Leaves::Nothing),
    (Fault::Hang, Leaves::Nothing),
    (status(500, None), Leaves::Nothing),
    (status(503, None), Leaves::Nothing),
    (status(503, Some(0)), Leaves::Nothing),
    (status(429, Some(0)), Leaves::Nothing),
    (status(429, Some(1)), Leaves::Nothing),
    (Fault::CutAnswer, Leaves::Unknown),
    (Fault::LateAnswer, Leaves::Unknown),
    (Fault::Truncate, Leaves::Unknown),
];

const fn status(code: u16, retry_after: Option<u8>) -> Fault {
    Fault::Status { code, retry_after }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_fault_is_told_as_it_is_and_then_survived() {
    let clinic = Clinic::open().await;
    for way in [Way::ByAddress, Way::InPlace] {
        for (fault, leaves) in EVERY {
            // All in one transaction, so that one fault befalls all of it.
            let kiosk = clinic.kiosk(way, 20);
            let visit = clinic.visitor().await;
            kiosk.outbox.enqueue(&visit).unwrap();
            clinic.line.run(Schedule::listed([fault]), Aim::Transactions);

            let first = kiosk.sender.drain().await.unwrap();
            let known = u64::from(leaves == Leaves::Known);
            assert_eq!(
                (first.acknowledged, first.waiting),
                (known, 1 - known),
                "{fault:?}, {way:?}"
            );
            assert_eq!(
                kiosk.sender.stored(visit.id).is_some(),
                leaves == Leaves::Known,
                "{fault:?}, {way:?}"
            );
            let there = match leaves {
                Leaves::Nothing => Holdings::nothing(),
                Leaves::Unknown | Leaves::Known => Holdings::all_once(),
            };
            assert_eq!(clinic.holds(&visit).await, there, "{fault:?}, {way:?}");

            let delivery = kiosk.sender.send_now(visit.id, SOON).await;
            assert!(delivery.acknowledged().is_some(), "{fault:?}, {way:?}: {delivery:?}");
            assert_eq!(clinic.holds(&visit).await, Holdings::all_once(), "{fault:?}, {way:?}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_person_who_waits_while_central_is_away_is_told_to_wait() {
    let clinic = Clinic::open().await;
    let kiosk = clinic.kiosk(Way::InPlace, 8);
    let visit = clinic.visitor().await;
    clinic.line.run(Schedule::phase(Phase::Away, 1), Aim::Everything);

    let delivery = kiosk.register(&visit, Duration::from_millis(600)).await;

    assert!(matches!(delivery, Delivery::Waiting { .. }), "{delivery:?}");
    assert!(kiosk.attempts(&visit) > 1, "it was tried more than once");
    clinic.line.calm();
    assert!(kiosk.sender.send_now(visit.id, SOON).await.acknowledged().is_some());
    assert_eq!(clinic.holds(&visit).await, Holdings::all_once());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_line_that_lies_is_noticed_when_central_is_asked() {
    let clinic = Clinic::open().await;
    let kiosk = clinic.kiosk(Way::InPlace, 8);
    let visit = clinic.visitor().await;
    clinic.line.run(Schedule::listed([Fault::Lie; 4]), Aim::Transactions);

    let delivery = kiosk.register(&visit, SOON).await;

    assert!(
        delivery.acknowledged().is_some(),
        "the kiosk has to believe what it is told"
    );
    assert_eq!(
        clinic.holds(&visit).await,
        Holdings::nothing(),
        "and whoever looks sees that it is not so"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn what_hangs_ends() {
    let clinic = Clinic::open().await;
    let kiosk = clinic.kiosk(Way::ByAddress, 8);
    let visit = clinic.visitor().await;
    clinic.line.run(Schedule::listed([Fault::Hang]), Aim::Transactions);

    let began = std::time::Instant::now();
    assert!(kiosk.register(&visit, SOON).await.acknowledged().is_some());

    assert!(began.elapsed() < HANG * 6, "{:?}", began.elapsed());
    assert_eq!(clinic.line.tally().of("hang"), 1);
}

fn fault() -> impl Strategy<Value = Fault> {
    prop_oneof![
        4 => Just(Fault::Pass),
        1 => Just(Fault::Refuse),
        1 => proptest::sample::select(Forged::ALL.to_vec()).prop_map(Fault::WrongCertificate),
        1 => Just(Fault::Hang),
        1 => (proptest::sample::select(vec![500, 503, 429]), proptest::option::of(Just(0)))
            .prop_map(|(code, retry_after)| Fault::Status { code, retry_after }),
        2 => Just(Fault::CutAnswer),
        1 => Just(Fault::LateAnswer),
        1 => Just(Fault::Truncate),
        2 => Just(Fault::Duplicate),
        1 => (0..50_u16).prop_map(Fault::Delay),
    ]
}

fn schedule() -> impl Strategy<Value = Schedule> {
    prop_oneof![
        proptest::collection::vec(fault(), 0..24).prop_map(Schedule::listed),
        any::<u64>().prop_map(Schedule::drawn),
    ]
}

/// Several people, any schedule, transactions of any size, over either protocol.
#[test]
fn whatever_the_line_does_everybody_arrives_exactly_once() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let clinic = runtime.block_on(Clinic::open());
    let drawn = (schedule(), 1..4_usize, 1..9_usize, any::<bool>());
    let cases = std::env::var("PROPTEST_CASES")
        .ok()
        .and_then(|cases| cases.parse().ok())
        .unwrap_or(20);
    let config = Config {
        cases,
        failure_persistence: None,
        ..Config::default()
    };
    TestRunner::new(config)
        .run(&drawn, |(schedule, people, most_entries, by_address)| {
            let way = if by_address { Way::ByAddress } else { Way::InPlace };
            runtime.block_on(arrive(&clinic, schedule, people, most_entries, way));
            Ok(())
        })
        .unwrap();
}

async fn arrive(clinic: &Clinic, schedule: Schedule, people: usize, most_entries: usize, way: Way) {
    clinic.line.calm();
    let kiosk = clinic.kiosk(way, most_entries);
    let mut visits = Vec::new();
    for _ in 0..people {
        let visit = clinic.visitor().await;
        kiosk.outbox.enqueue(&visit).unwrap();
        visits.push(visit);
    }
    clinic.line.run(schedule.clone(), Aim::Everything);
    for round in 0..40 {
        if round == 30 {
            clinic.line.calm();
        }
        kiosk.sender.drain().await.unwrap();
        for visit in &visits {
            // Never a claim without the fact.
            if let Some(delivery) = kiosk.sender.stored(visit.id) {
                assert!(delivery.acknowledged().is_some(), "{delivery:?}, {schedule:?}");
                assert_eq!(clinic.holds(visit).await, Holdings::all_once(), "{schedule:?}");
            }
        }
        if kiosk.outbox.status().unwrap().waiting == 0 {
            break;
        }
    }
    for visit in &visits {
        assert_eq!(clinic.holds(visit).await, Holdings::all_once(), "{schedule:?}");
    }
}
