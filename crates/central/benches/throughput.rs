//! What the central does in a second: registrations and readings, with one client and with eight.
//!
//! `cargo bench -p portico-central` measures for some seconds each; without `--bench` (in a test run) it only shows
//! that it runs. `PORTICO_RESOURCES` says how many registrations are there before it begins.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "../tests/common/mod.rs"]
mod common;

use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

use common::{World, part, patient, transaction};
use futures::future::{BoxFuture, join_all};
use reqwest::Method;
use serde_json::{Value, json};
use uuid::Uuid;

type Work = fn(Arc<World>) -> BoxFuture<'static, ()>;

fn main() {
    let measuring = std::env::args().any(|argument| argument == "--bench");
    let time = Duration::from_millis(if measuring { 4000 } else { 100 });
    let before = std::env::var("PORTICO_RESOURCES")
        .ok()
        .and_then(|number| number.parse().ok())
        .unwrap_or(if measuring { 2000 } else { 10 });
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(async {
        let world = Arc::new(World::demo().await);
        let chunks = (0..before).collect::<Vec<_>>();
        for chunk in chunks.chunks(16) {
            join_all(chunk.iter().map(|_| registers(Arc::clone(&world)))).await;
        }
        println!("{before} registrations are there");
        for (name, work) in [
            ("registration (8 entries, one transaction)", registers as Work),
            ("search by POST (birth date and family name)", searches),
            ("today's appointments with what they include", looks_up),
            ("read of one resource", reads),
            ("$match", matches),
        ] {
            for clients in [1, 8] {
                let rate = measure(&world, work, clients, time).await;
                println!("{rate:>9.0} a second  {clients} clients  {name}");
            }
        }
    });
}

async fn measure(world: &Arc<World>, work: Work, clients: usize, time: Duration) -> f64 {
    let done = AtomicUsize::new(0);
    let started = Instant::now();
    join_all((0..clients).map(|_| async {
        while started.elapsed() < time {
            work(Arc::clone(world)).await;
            done.fetch_add(1, Ordering::Relaxed);
        }
    }))
    .await;

    done.load(Ordering::Relaxed) as f64 / started.elapsed().as_secs_f64()
}

fn registers(world: Arc<World>) -> BoxFuture<'static, ()> {
    Box::pin(async move {
        let id = Uuid::new_v4();
        let url = |number: u128| format!("urn:uuid:{}", Uuid::from_u128(id.as_u128() ^ number));
        let who = url(1);
        let subject = json!({ "reference": who });
        let id = id.to_string();
        let mut entries = vec![
            part(
                &who,
                &id,
                "patient",
                patient(&format!("Rivera-{}", &id[..4]), "Ana", "1985-04-12"),
            ),
            part(
                &url(2),
                &id,
                "encounter",
                json!({ "resourceType": "Encounter", "status": "arrived",
                "class": { "system": "http://terminology.hl7.org/CodeSystem/v3-ActCode", "code": "AMB" }, "subject": subject }),
            ),
            part(
                &url(3),
                &id,
                "coverage",
                json!({ "resourceType": "Coverage", "status": "active", "subscriberId": "XEH804512097",
                "beneficiary": subject, "payor": [{ "display": "Evergreen Health Plan" }] }),
            ),
        ];
        for number in 4..9 {
            entries.push(part(
                &url(number),
                &id,
                &format!("task-{number}"),
                json!({ "resourceType": "Task",
                "status": "requested", "intent": "order", "for": subject,
                "code": { "coding": [{ "system": "urn:portico:task", "code": "desk" }] } }),
            ));
        }
        let response = world.post("", &transaction(&entries)).await;
        assert_eq!(response.status(), 200, "{}", response.text().await.unwrap());
        response.bytes().await.unwrap();
    })
}

fn searches(world: Arc<World>) -> BoxFuture<'static, ()> {
    Box::pin(async move {
        let form = [("birthdate", "1951-09-03"), ("family", "O'Connor")];
        let response = world
            .request(Method::POST, "Patient/_search")
            .form(&form)
            .send()
            .await
            .unwrap();
        assert_eq!(response.json::<Value>().await.unwrap()["total"], 1);
    })
}

fn looks_up(world: Arc<World>) -> BoxFuture<'static, ()> {
    Box::pin(async move {
        let form = [
            ("status", "booked"),
            ("patient", "Patient/maria"),
            ("_include", "Appointment:actor"),
        ];
        let response = world
            .request(Method::POST, "Appointment/_search")
            .form(&form)
            .send()
            .await
            .unwrap();
        assert!(response.json::<Value>().await.unwrap()["entry"].is_array());
    })
}

fn reads(world: Arc<World>) -> BoxFuture<'static, ()> {
    Box::pin(async move {
        assert_eq!(world.get("Patient/maria").await["id"], "maria");
    })
}

fn matches(world: Arc<World>) -> BoxFuture<'static, ()> {
    Box::pin(async move {
        let wanted = json!({ "resourceType": "Parameters", "parameter": [
            { "name": "resource", "resource": patient("O'Connor", "James", "1951-09-03") },
            { "name": "onlyCertainMatches", "valueBoolean": true },
        ] });
        let response = world.post("Patient/$match", &wanted).await;
        assert_eq!(
            response.json::<Value>().await.unwrap()["entry"]
                .as_array()
                .unwrap()
                .len(),
            1
        );
    })
}
