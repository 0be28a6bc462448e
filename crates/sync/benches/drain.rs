//! How fast a queue that built up while central was away gets there, beside a bare loop of the same POSTs: the same bytes
//! to the same kind of central (the embedded one, new each time) over the same kind of TLS connection, as many at once.
//!
//! `cargo bench -p portico-sync --bench drain` prints them and the ratio. What the sender does on top of the bare loop
//! is to open the sealed rows, to read the answers, and to make every acknowledgement durable before it is believed.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::cell::RefCell;
use std::net::SocketAddr;
use std::time::{Duration, Instant};

use central::Running;
use criterion::{Criterion, SamplingMode, criterion_group, criterion_main};
use portico_sync::{Auth, ClientOptions, FhirClient, Group, Kind, MemoryVault, Outbox, Secret, Sender, Submission};
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::runtime::Runtime;
use uuid::Uuid;

const REGISTRATIONS: usize = 1_000;

/// As many as the sender has under way at once.
const TOGETHER: usize = 4;

/// Rounds for the ratio, all in turns, so that whatever else the machine does falls on all alike.
const ROUNDS: usize = 3;

/// Somebody new: the person, whom to call, the encounter, and the task for the desk. About three kilobytes.
fn registration() -> Submission {
    let id = Uuid::new_v4();
    let url = |part: &str| format!("urn:uuid:{}", Uuid::new_v5(&id, part.as_bytes()));
    let create = |part: &str, mut resource: Value| {
        let kind = resource["resourceType"].as_str().unwrap().to_owned();
        resource["identifier"] = json!([{"system": "urn:portico:registration", "value": format!("{id}/{part}")}]);
        json!({"fullUrl": url(part), "resource": resource, "request": {"method": "POST", "url": kind,
            "ifNoneExist": format!("identifier=urn:portico:registration|{id}/{part}")}})
    };
    let patient = json!({"reference": url("patient")});
    let group = |name: &str, entries: Vec<Value>| Group {
        name: name.to_owned(),
        entries,
    };

    Submission {
        id,
        kind: Kind::Registration,
        groups: vec![
            group(
                "person",
                vec![
                    create(
                        "patient",
                        json!({"resourceType": "Patient", "birthDate": "1985-04-12", "gender": "female",
                            "name": [{"family": "García-López", "given": ["María"]}],
                            "telecom": [{"system": "phone", "value": "+1 317 555 0142"}],
                            "address": [{"line": ["1402 Maple Street"], "city": "Springfield", "state": "IL"}]}),
                    ),
                    create(
                        "contact",
                        json!({"resourceType": "RelatedPerson", "patient": patient, "name": [{"text": "Lucía García"}]}),
                    ),
                ],
            ),
            group(
                "arrival",
                vec![
                    create(
                        "encounter",
                        json!({"resourceType": "Encounter", "status": "arrived", "subject": patient,
                            "class": {"system": "http://terminology.hl7.org/CodeSystem/v3-ActCode", "code": "AMB"}}),
                    ),
                    create(
                        "desk",
                        json!({"resourceType": "Task", "status": "requested", "intent": "order", "for": patient,
                            "focus": {"reference": url("encounter")}, "description": "x".repeat(1_000)}),
                    ),
                ],
            ),
        ],
        order_key: Some(format!("somebody/{id}")),
    }
}

fn entries(submission: &Submission) -> Vec<Value> {
    submission
        .groups
        .iter()
        .flat_map(|group| group.entries.clone())
        .collect()
}

/// The transaction that the sender makes of a registration.
fn bytes(submission: &Submission) -> Vec<u8> {
    let bundle = json!({"resourceType": "Bundle", "type": "transaction", "entry": entries(submission)});

    serde_json::to_vec(&bundle).unwrap()
}

/// A central of its own for each run, so that none is larger than the other's.
async fn central(directory: &TempDir) -> Running {
    let listen = SocketAddr::from(([127, 0, 0, 1], 0));

    central::start(central::Options::new(directory.path().join("central"), listen))
        .await
        .unwrap()
}

fn options(central: &Running) -> ClientOptions {
    ClientOptions {
        ca_pem: Some(central.ca_pem.clone().into_bytes()),
        auth: Auth::Token(Secret::from_text(central.desk_token())),
        ..ClientOptions::new(&central.base)
    }
}

async fn drained(registrations: &[Submission]) -> Duration {
    let directory = tempfile::tempdir().unwrap();
    let central = central(&directory).await;
    let outbox = Outbox::open(&directory.path().join("outbox.db"), &MemoryVault::default()).unwrap();
    for registration in registrations {
        outbox.enqueue(registration).unwrap();
    }
    let sender = Sender::new(outbox, FhirClient::new(options(&central)).unwrap());

    let start = Instant::now();
    let report = sender.drain().await.unwrap();
    let took = start.elapsed();

    assert_eq!(report.acknowledged, registrations.len() as u64, "{report:?}");
    central.stop().await;

    took
}

/// The bytes are written beforehand and the answers are not looked into.
async fn bare(registrations: &[Submission]) -> Duration {
    let directory = tempfile::tempdir().unwrap();
    let central = central(&directory).await;
    let client = reqwest::Client::builder()
        .https_only(true)
        .tls_certs_only([reqwest::Certificate::from_pem(central.ca_pem.as_bytes()).unwrap()])
        .no_proxy()
        .build()
        .unwrap();
    let bundles = registrations.iter().map(bytes).collect();
    let took = looped(bundles, async |bundle: Vec<u8>| {
        let request = client
            .post(&central.base)
            .bearer_auth(central.desk_token())
            .header("content-type", "application/fhir+json")
            .header("accept", "application/fhir+json")
            .body(bundle);
        let answer = request.send().await.unwrap();
        assert_eq!(answer.status(), 200);
        answer.bytes().await.unwrap();
    })
    .await;
    central.stop().await;

    took
}

/// The same loop with the kiosk's own client, which writes the bundles and reads the answers.
async fn through_client(registrations: &[Submission]) -> Duration {
    let directory = tempfile::tempdir().unwrap();
    let central = central(&directory).await;
    let client = FhirClient::new(options(&central)).unwrap();
    let bundles = registrations.iter().map(entries).collect();
    let took = looped(bundles, async |entries: Vec<Value>| {
        client.transaction(&entries).await.unwrap();
    })
    .await;
    central.stop().await;

    took
}

/// Posts each once, as many at a time as the sender does.
async fn looped<T>(bundles: Vec<T>, post: impl AsyncFn(T)) -> Duration {
    let waiting = RefCell::new(bundles);
    let start = Instant::now();
    let one_after_the_other = async || {
        loop {
            let next = waiting.borrow_mut().pop();
            let Some(bundle) = next else { return };
            post(bundle).await;
        }
    };
    futures::future::join_all((0..TOGETHER).map(|_| one_after_the_other())).await;

    start.elapsed()
}

fn drain(criterion: &mut Criterion) {
    let runtime = Runtime::new().unwrap();
    let registrations: Vec<Submission> = (0..REGISTRATIONS).map(|_| registration()).collect();
    // The provider that both connections use.
    let _ = FhirClient::new(ClientOptions::new("https://127.0.0.1/fhir"));
    let mut group = criterion.benchmark_group("1,000 queued registrations");
    group.sample_size(10).sampling_mode(SamplingMode::Flat);
    group.bench_function("drained", |bencher| {
        bencher.iter_custom(|times| (0..times).map(|_| runtime.block_on(drained(&registrations))).sum());
    });
    group.bench_function("bare loop of the same POSTs", |bencher| {
        bencher.iter_custom(|times| (0..times).map(|_| runtime.block_on(bare(&registrations))).sum());
    });
    group.bench_function("the same loop through the kiosk's client", |bencher| {
        bencher.iter_custom(|times| {
            (0..times)
                .map(|_| runtime.block_on(through_client(&registrations)))
                .sum()
        });
    });
    group.finish();

    let mut took = [Duration::ZERO; 3];
    for _ in 0..ROUNDS {
        took[0] += runtime.block_on(drained(&registrations));
        took[1] += runtime.block_on(bare(&registrations));
        took[2] += runtime.block_on(through_client(&registrations));
    }
    let [drained, bare, through_client] = took.map(|took| (REGISTRATIONS * ROUNDS) as f64 / took.as_secs_f64());
    println!(
        "drained {drained:.0}/s, bare loop {bare:.0}/s, loop through the client {through_client:.0}/s: \
         drained at {:.2} of the faster loop (at least 0.80 is wanted)",
        drained / bare.max(through_client)
    );
}

criterion_group!(benches, drain);
criterion_main!(benches);
