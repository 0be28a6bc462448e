//! How fast a registration becomes durable, beside plain commits of the same bytes with `synchronous = FULL` on the
//! same disk in the same run. Set `TMPDIR` to measure another disk.
//!
//! `cargo bench -p portico-sync` prints both; the sealed one is to reach 0.8 of the plain one.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::time::{Duration, Instant};

use criterion::{Criterion, criterion_group, criterion_main};
use portico_sync::{Group, Kind, MemoryVault, Outbox, Submission};
use rusqlite::Connection;
use serde_json::json;
use uuid::Uuid;

/// A registration without pictures: about four kilobytes.
fn registration() -> Submission {
    let id = Uuid::new_v4();
    let entry = |number: u8| {
        json!({"fullUrl": format!("urn:uuid:{}", Uuid::new_v4()),
            "resource": {"resourceType": "Observation", "text": "x".repeat(300), "note": number},
            "request": {"method": "POST", "url": "Observation",
                "ifNoneExist": format!("identifier=urn:portico:registration|{id}/{number}")}})
    };

    Submission {
        id,
        kind: Kind::Registration,
        groups: vec![Group {
            name: "all".to_owned(),
            entries: (0..8).map(entry).collect(),
        }],
        order_key: Some("Patient/1".to_owned()),
    }
}

struct Disk {
    outbox: Outbox,
    plain: Connection,
    _directory: tempfile::TempDir,
}

impl Disk {
    fn new() -> Self {
        let directory = tempfile::tempdir().unwrap();
        let outbox = Outbox::open(&directory.path().join("outbox.db"), &MemoryVault::default()).unwrap();
        let plain = Connection::open(directory.path().join("plain.db")).unwrap();
        plain.pragma_update(None, "journal_mode", "WAL").unwrap();
        plain.pragma_update(None, "synchronous", "FULL").unwrap();
        plain
            .execute_batch("CREATE TABLE plain (id TEXT PRIMARY KEY, payload BLOB NOT NULL) STRICT")
            .unwrap();

        Self {
            outbox,
            plain,
            _directory: directory,
        }
    }

    fn enqueue(&self, submission: &Submission) {
        self.outbox.enqueue(submission).unwrap();
    }

    fn commit(&self, submission: &Submission) {
        let payload = serde_json::to_vec(submission).unwrap();
        self.plain
            .prepare_cached("INSERT INTO plain (id, payload) VALUES (?1, ?2)")
            .unwrap()
            .execute((submission.id.to_string(), payload))
            .unwrap();
    }
}

fn durable(criterion: &mut Criterion) {
    let disk = Disk::new();
    let mut group = criterion.benchmark_group("a registration made durable");
    group.bench_function("sealed outbox", |bencher| {
        bencher.iter_batched(
            registration,
            |one| disk.enqueue(&one),
            criterion::BatchSize::PerIteration,
        );
    });
    group.bench_function("plain commit", |bencher| {
        bencher.iter_batched(
            registration,
            |one| disk.commit(&one),
            criterion::BatchSize::PerIteration,
        );
    });
    group.finish();
    println!(
        "sealed outbox at {:.2} of the plain commit rate (at least 0.80 is wanted)",
        ratio()
    );
}

/// Both in turns on the same disk, so that whatever else the disk does falls on both alike.
fn ratio() -> f64 {
    let disk = Disk::new();
    let (mut sealed, mut plain) = (Duration::ZERO, Duration::ZERO);
    for _ in 0..2_000 {
        let one = registration();
        let start = Instant::now();
        disk.enqueue(&one);
        sealed += start.elapsed();
        let start = Instant::now();
        disk.commit(&one);
        plain += start.elapsed();
    }

    plain.as_secs_f64() / sealed.as_secs_f64()
}

criterion_group!(benches, durable);
criterion_main!(benches);
