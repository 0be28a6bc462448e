//! A process that is killed while it enqueues: whatever it reported durable is there.

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};
use std::time::Duration;

use sync::{FileVault, Outbox};
use uuid::Uuid;

use crate::people::registration;

const DIRECTORY: &str = "PORTICO_CRASH_DIRECTORY";

/// Not a story of its own: this is what the killed process does.
#[test]
fn enqueue_until_killed() {
    let Some(directory) = std::env::var_os(DIRECTORY).map(std::path::PathBuf::from) else {
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
        let reader =
            std::thread::spawn(move || output.lines().map_while(Result::ok).collect::<Vec<_>>());
        std::thread::sleep(Duration::from_millis(120 + 37 * round));
        child.kill().unwrap();
        child.wait().unwrap();
        for line in reader.join().unwrap() {
            if let Some(id) = line
                .split("durable ")
                .nth(1)
                .and_then(|rest| rest.strip_suffix(" end"))
            {
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
