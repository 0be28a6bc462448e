//! A disk that fills up: what did not fit is refused in so many words, what was safe stays safe, and when there is space
//! again everything goes on, without a restart.
//!
//! The child process has a small disk of its own (a tmpfs in a mount namespace). Where a machine allows nobody that, a
//! limit on the size of files takes its place.
#![cfg(target_os = "linux")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use serde_json::json;
use sync::{FhirClient, FileVault, Outbox, OutboxError, Sender, Submission};
use uuid::Uuid;

use crate::arrivals::QUICK;
use crate::people::{exactly_once, held, registration};
use crate::scripted::Scripted;

const ROLE: &str = "PORTICO_DISK_ROLE";
const DIRECTORY: &str = "PORTICO_DISK_DIRECTORY";
const CENTRAL: &str = "PORTICO_DISK_CENTRAL";

fn open(directory: &Path) -> Outbox {
    let vault = FileVault::new(directory.join("../keys")).unwrap();

    Outbox::open(&directory.join("outbox.db"), &vault).unwrap()
}

/// A registration with a picture of some size.
fn with_picture(bytes: usize) -> Submission {
    let mut submission = registration(Uuid::new_v4());
    submission.order_key = None;
    submission.groups[1].entries[0]["resource"]["note"] = json!([{"text": "x".repeat(bytes)}]);

    submission
}

fn tell(word: &str, id: Uuid) {
    println!("{word} {id} end");
}

/// Not a story of its own: what the child with the small disk does.
#[tokio::test(flavor = "multi_thread")]
async fn child() {
    let Ok(role) = std::env::var(ROLE) else { return };
    let directory = PathBuf::from(std::env::var_os(DIRECTORY).unwrap()).join("disk");
    match role.as_str() {
        "small disk" => on_a_small_disk(&directory).await,
        "small files" => {
            let outbox = open(&directory);
            let error = fill(&outbox);
            assert!(matches!(error, OutboxError::Full | OutboxError::Storage(_)), "{error}");
        }
        other => panic!("unknown role {other}"),
    }
    println!("the child did it wholly");
}

/// Enqueues until nothing fits, and checks that what did not fit is not there by half.
fn fill(outbox: &Outbox) -> OutboxError {
    loop {
        let submission = with_picture(40_000);
        match outbox.enqueue(&submission) {
            Ok(()) => tell("durable", submission.id),
            Err(error) => {
                assert!(outbox.row(submission.id).unwrap().is_none(), "half of it was stored");
                assert!(outbox.verify().unwrap().is_empty());
                tell("refused", submission.id);
                return error;
            }
        }
    }
}

async fn on_a_small_disk(directory: &Path) {
    let base = std::env::var(CENTRAL).unwrap();
    let ca_pem = fs::read(directory.join("../ca.pem")).unwrap();
    let filler = directory.join("filler");
    fs::write(&filler, vec![0; 3 * 1024 * 1024]).unwrap();
    let outbox = open(directory);

    let error = fill(&outbox);
    assert!(matches!(error, OutboxError::Full), "{error}");
    assert!(error.to_string().contains("make space"), "{error}");
    let draft = outbox.put_draft(Uuid::new_v4(), &vec![0; 40_000]);
    assert!(matches!(draft, Err(OutboxError::Full)), "{draft:?}");
    let kept = outbox.keep("visits", &vec![0; 40_000], jiff::Timestamp::MAX);
    assert!(matches!(kept, Err(OutboxError::Full)), "{kept:?}");
    // Not a page is left, so that an acknowledgement cannot be stored either.
    let mut rest = fs::OpenOptions::new().append(true).open(&filler).unwrap();
    while std::io::Write::write_all(&mut rest, &[0; 512]).is_ok() {}

    let client = FhirClient::new(sync::ClientOptions {
        ca_pem: Some(ca_pem),
        ..sync::ClientOptions::new(base)
    })
    .unwrap();
    let sender = Sender::with_pace(outbox.clone(), client, QUICK);
    let waiting = outbox.status().unwrap().waiting;
    let id = outbox.list().unwrap()[0].id;
    let delivery = sender.send_now(id, Duration::from_secs(2)).await;
    assert!(
        delivery.acknowledged().is_none(),
        "called acknowledged without having been stored"
    );
    assert_eq!(outbox.status().unwrap().waiting, waiting, "nothing is stuck half-taken");

    // Staff make space.
    drop(rest);
    fs::remove_file(&filler).unwrap();
    let afterwards = with_picture(40_000);
    outbox.enqueue(&afterwards).unwrap();
    tell("durable", afterwards.id);
    let report = sender.drain().await.unwrap();
    assert_eq!((report.acknowledged, report.waiting), (waiting + 1, 0), "{report:?}");
}

/// Runs the child in `role` by a shell script that gets the test program as `$0`; gives the ids it reported.
fn run(role: &str, script: &str, directory: &Path, central: &str) -> Option<(Vec<Uuid>, Vec<Uuid>)> {
    let output = Command::new("sh")
        .args(["-c", script])
        .arg(std::env::current_exe().unwrap())
        .env(ROLE, role)
        .env(DIRECTORY, directory)
        .env(CENTRAL, central)
        .output()
        .unwrap();
    let told = String::from_utf8_lossy(&output.stdout).into_owned();
    if told.contains("no namespace here") {
        return None;
    }
    assert!(
        output.status.success() && told.contains("the child did it wholly"),
        "{told}{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let ids = |word: &str| {
        told.lines()
            .filter_map(|line| line.split(word).nth(1)?.trim().strip_suffix(" end")?.parse().ok())
            .collect()
    };

    Some((ids("durable "), ids("refused ")))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_full_disk_is_told_and_the_queue_goes_on_when_there_is_space() {
    let server = Scripted::start().await;
    let directory = tempfile::tempdir().unwrap();
    fs::create_dir(directory.path().join("disk")).unwrap();
    fs::write(directory.path().join("ca.pem"), &server.ca_pem).unwrap();
    let script = r#"unshare --user --map-root-user --mount true 2>/dev/null || { echo "no namespace here"; exit 0; }
        exec unshare --user --map-root-user --mount sh -c \
            'mount -t tmpfs -o size=4m tmpfs "$PORTICO_DISK_DIRECTORY/disk" &&
             exec "$0" --exact full_disk::child --nocapture' "$0""#;

    let Some((durable, refused)) = run("small disk", script, directory.path(), &server.base) else {
        eprintln!("no mount namespaces here: only the limit on the size of files is tried");
        return;
    };

    assert!(durable.len() > 3 && !refused.is_empty(), "{durable:?} {refused:?}");
    for id in durable {
        assert_eq!(held(&server, id), exactly_once());
    }
    for id in refused {
        assert!(held(&server, id).is_empty());
    }
}

#[test]
fn what_was_durable_before_the_disk_was_full_is_there_after_a_restart() {
    let directory = tempfile::tempdir().unwrap();
    fs::create_dir(directory.path().join("disk")).unwrap();
    // Units of 512 bytes; without the trap the kernel would end the process.
    let script = r#"trap '' XFSZ; ulimit -f 1024; exec "$0" --exact full_disk::child --nocapture"#;

    let (durable, refused) = run("small files", script, directory.path(), "").unwrap();

    let outbox = open(&directory.path().join("disk"));
    assert!(!durable.is_empty() && refused.len() == 1);
    assert!(outbox.verify().unwrap().is_empty());
    for id in &durable {
        assert!(
            outbox.reveal(*id).unwrap().is_some(),
            "{id} was reported durable and is lost"
        );
    }
    assert!(outbox.row(refused[0]).unwrap().is_none());
    outbox.enqueue(&with_picture(40_000)).unwrap();
    assert_eq!(outbox.status().unwrap().waiting, durable.len() as u64 + 1);
}
