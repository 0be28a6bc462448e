//! The central is killed under load, again and again: what it acknowledged is there exactly once, and nothing is half
//! there.
//!
//! A child process runs the real central over TLS; it is this same test program, called with `--ignored`.
//! `PORTICO_KILLS` says how often it is killed (12 when nothing is said).

#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "kill/check.rs"]
mod check;
#[path = "kill/child.rs"]
mod child;
mod common;
#[path = "kill/load.rs"]
mod load;

use std::{sync::Arc, time::Duration};

use rand::Rng;

use child::Child;
use load::{Kiosk, Notes};

fn kills() -> usize {
    std::env::var("PORTICO_KILLS")
        .ok()
        .and_then(|kills| kills.parse().ok())
        .unwrap_or(12)
}

#[test]
#[ignore = "run by the tests below, in a process of its own"]
fn the_central_that_is_killed() {
    child::run();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_acknowledged_survives_being_killed_under_load() {
    let data = tempfile::tempdir().unwrap();
    let port = child::free_port();
    let mut central = Child::start(data.path(), port, true);
    let kiosk = Arc::new(Kiosk::new(data.path(), port).await);
    let notes = Arc::new(Notes::default());
    let load = load::begin(&kiosk, &notes);

    let kills = kills();
    for round in 0..kills {
        let wait = match rand::rng().random_range(0..4) {
            // While it starts: the write-ahead log is read, the certificate signed.
            0 => rand::rng().random_range(0..80),
            _ => {
                kiosk.wait_until_up().await;
                rand::rng().random_range(5..400)
            }
        };
        tokio::time::sleep(Duration::from_millis(wait)).await;
        central.kill();
        central = Child::start(data.path(), port, true);
        if round % 25 == 24 {
            println!("{} kills, {notes}", round + 1);
        }
    }
    kiosk.wait_until_up().await;
    // The last words of the load get through, so that everybody knows what became of their last request.
    tokio::time::sleep(Duration::from_millis(300)).await;
    load.finish(&kiosk).await;
    check::by_asking(&kiosk, &notes).await;
    central.kill();
    let found = check::in_the_file(&data.path().join("central.sqlite"), &notes);
    println!("{kills} kills, {notes}; {found}");

    assert!(notes.acknowledged() > kills, "the load was too light to prove anything");
}

#[test]
fn a_central_killed_while_it_is_first_set_up_starts_all_the_same() {
    let rounds = kills().min(100);
    for _ in 0..rounds {
        let data = tempfile::tempdir().unwrap();
        for _ in 0..2 {
            let mut central = Child::start(data.path(), child::free_port(), true);
            std::thread::sleep(Duration::from_millis(rand::rng().random_range(0..60)));
            central.kill();
        }
        let port = child::free_port();
        let mut central = Child::start(data.path(), port, true);
        central.wait_until_listening();
        central.kill();
        check::set_up_whole(data.path());
    }
}
