//! A process that is killed at any moment: whatever it reported durable is there, and arrives exactly once.
//!
//! `PORTICO_CRASH_ROUNDS` makes the second story longer than it is by default.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use sync::{ClientOptions, FhirClient, FileVault, Outbox, Sender};
use uuid::Uuid;

use crate::arrivals::QUICK;
use crate::people::{exactly_once, held, registration};
use crate::scripted::{Fault, Scripted};

const DIRECTORY: &str = "PORTICO_CRASH_DIRECTORY";

/// Not a story of its own: this is what the killed process does.
#[test]
fn enqueue_until_killed() {
    let Some(directory) = std::env::var_os(DIRECTORY).map(PathBuf::from) else {
        return;
    };
    let vault = FileVault::new(directory.join("keys")).unwrap();
    let outbox = Outbox::open(&directory.join("outbox.db"), &vault).unwrap();
    loop {
        let submission = registration(Uuid::new_v4());
        outbox.put_draft(submission.id, b"half a session").unwrap();
        outbox.enqueue(&submission).unwrap();
        outbox.delete_draft(submission.id).unwrap();
        println!("durable {} end", submission.id);
    }
}

#[test]
fn nothing_reported_durable_is_lost_when_the_process_is_killed() {
    let directory = tempfile::tempdir().unwrap();
    let mut durable: Vec<Uuid> = Vec::new();
    for round in 0..12_u64 {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "crash::enqueue_until_killed", "--nocapture"])
            .env(DIRECTORY, directory.path())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let output = BufReader::new(child.stdout.take().unwrap());
        let reader = std::thread::spawn(move || output.lines().map_while(Result::ok).collect::<Vec<_>>());
        std::thread::sleep(Duration::from_millis(120 + 37 * round));
        child.kill().unwrap();
        child.wait().unwrap();
        for line in reader.join().unwrap() {
            if let Some(id) = line.split("durable ").nth(1).and_then(|rest| rest.strip_suffix(" end")) {
                durable.push(id.parse().unwrap());
            }
        }
    }

    let vault = FileVault::new(directory.path().join("keys")).unwrap();
    let outbox = Outbox::open(&directory.path().join("outbox.db"), &vault).unwrap();
    assert!(
        durable.len() > 50,
        "only {} were enqueued: the story proves nothing",
        durable.len()
    );
    assert!(outbox.verify().unwrap().is_empty());
    for id in &durable {
        assert!(
            outbox.reveal(*id).unwrap().is_some(),
            "{id} was reported durable and is lost"
        );
    }
    assert!(
        outbox.drafts().unwrap().len() <= 12,
        "a session killed in the middle can be taken up"
    );
}

/// Not a story of its own: this is what changes the keys until it is killed.
#[test]
fn rotate_until_killed() {
    let Some(directory) = std::env::var_os(ROTATED).map(PathBuf::from) else {
        return;
    };
    let vault = FileVault::new(directory.join("keys")).unwrap();
    let outbox = open(&directory);
    loop {
        outbox.rotate(&vault).unwrap();
        println!("rotated");
    }
}

const ROTATED: &str = "PORTICO_CRASH_ROTATED";

#[test]
fn a_change_of_keys_that_is_killed_at_any_moment_leaves_everything_readable() {
    let directory = tempfile::tempdir().unwrap();
    let ids: Vec<Uuid> = (0..24).map(|_| Uuid::new_v4()).collect();
    {
        let outbox = open(directory.path());
        for id in &ids {
            outbox.enqueue(&registration(*id)).unwrap();
            outbox
                .put_draft_until(*id, b"half a session", jiff::Timestamp::MAX)
                .unwrap();
        }
        outbox.keep("visits", b"today", jiff::Timestamp::MAX).unwrap();
    }
    let mut rotated = 0;
    for round in 0..16_u64 {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "crash::rotate_until_killed", "--nocapture"])
            .env(ROTATED, directory.path())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let output = BufReader::new(child.stdout.take().unwrap());
        let reader = std::thread::spawn(move || output.lines().map_while(Result::ok).collect::<Vec<_>>());
        std::thread::sleep(Duration::from_millis(60 + 13 * round));
        child.kill().unwrap();
        child.wait().unwrap();
        rotated += reader
            .join()
            .unwrap()
            .iter()
            .filter(|line| line.contains("rotated"))
            .count();

        let outbox = open(directory.path());
        assert!(outbox.verify().unwrap().is_empty());
        for id in &ids {
            assert!(outbox.reveal(*id).unwrap().is_some(), "{id} cannot be read any more");
        }
        assert_eq!(outbox.drafts().unwrap().len(), ids.len());
        assert_eq!(outbox.kept("visits").unwrap().unwrap().expose(), b"today");
    }
    assert!(rotated > 16, "only {rotated} changes of keys: the story proves nothing");
}

const CENTRAL: &str = "PORTICO_CRASH_CENTRAL";
const ROUNDS: &str = "PORTICO_CRASH_ROUNDS";

fn open(directory: &Path) -> Outbox {
    let vault = FileVault::new(directory.join("keys")).unwrap();

    Outbox::open(&directory.join("outbox.db"), &vault).unwrap()
}

/// Not a story of its own: this is the kiosk that is killed while it sends.
#[tokio::test(flavor = "multi_thread")]
async fn register_until_killed() {
    let Ok(base) = std::env::var(CENTRAL) else { return };
    let directory = PathBuf::from(std::env::var_os(DIRECTORY).unwrap());
    let options = ClientOptions {
        ca_pem: Some(std::fs::read(directory.join("ca.pem")).unwrap()),
        max_entries: 3,
        timeout: Duration::from_secs(2),
        ..ClientOptions::new(base)
    };
    let outbox = open(&directory);
    let sender = Sender::with_pace(outbox.clone(), FhirClient::new(options).unwrap(), QUICK);
    tokio::spawn(sender.clone().run(std::future::pending()));
    loop {
        let mut submission = registration(Uuid::new_v4());
        submission.order_key = None;
        outbox.enqueue(&submission).unwrap();
        println!("durable {} end", submission.id);
        let delivery = sender.send_now(submission.id, Duration::from_millis(400)).await;
        if delivery.acknowledged().is_some() {
            println!("acknowledged {} end", submission.id);
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_kiosk_that_is_killed_while_it_sends_loses_doubles_and_claims_nothing() {
    let server = Scripted::start().await;
    let directory = tempfile::tempdir().unwrap();
    std::fs::write(directory.path().join("ca.pem"), &server.ca_pem).unwrap();
    let rounds: u64 = std::env::var(ROUNDS)
        .ok()
        .and_then(|rounds| rounds.parse().ok())
        .unwrap_or(16);
    let (mut durable, mut claimed) = (Vec::new(), Vec::new());
    for round in 0..rounds {
        // Some answers are lost as well, so that the kiosk dies in the middle of a replay, too.
        server.faults([
            Fault::None,
            Fault::None,
            Fault::CutAfter,
            Fault::Status(503),
            Fault::None,
            Fault::CutAfter,
        ]);
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "crash::register_until_killed", "--nocapture"])
            .env(DIRECTORY, directory.path())
            .env(CENTRAL, &server.base)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let output = BufReader::new(child.stdout.take().unwrap());
        let reader = std::thread::spawn(move || output.lines().map_while(Result::ok).collect::<Vec<_>>());
        // Uneven on purpose: the moment of death should not fall on the same step each time.
        tokio::time::sleep(Duration::from_millis(150 + (round * 67) % 311)).await;
        child.kill().unwrap();
        child.wait().unwrap();
        for line in reader.join().unwrap() {
            let id = |word: &str| line.split(word).nth(1)?.strip_suffix(" end")?.parse::<Uuid>().ok();
            durable.extend(id("durable "));
            claimed.extend(id("acknowledged "));
        }
        for id in &claimed {
            assert_eq!(held(&server, *id), exactly_once(), "{id} was called acknowledged");
        }
    }
    assert!(
        durable.len() > claimed.len() && !claimed.is_empty(),
        "{} {}",
        durable.len(),
        claimed.len()
    );

    let options = ClientOptions {
        max_entries: 3,
        ..server.options()
    };
    let sender = Sender::with_pace(open(directory.path()), FhirClient::new(options).unwrap(), QUICK);
    for _ in 0..20 {
        sender.drain().await.unwrap();
    }

    assert_eq!(sender.outbox().status().unwrap().waiting, 0);
    for id in durable {
        assert_eq!(held(&server, id), exactly_once(), "{id} was reported durable");
    }
}
