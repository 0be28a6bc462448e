//! The pretend payer and the pretend payment provider, and the desk that helps.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use std::time::Duration;

use common::{World, json_of, refusal};
use futures::future::join_all;
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

fn eligibility(member: &str) -> Value {
    json!({
        "resourceType": "CoverageEligibilityRequest",
        "status": "active",
        "purpose": ["benefits", "validation"],
        "patient": { "reference": "#patient" },
        "created": "2026-11-23",
        "insurer": { "display": "Evergreen Health Plan" },
        "contained": [
            { "resourceType": "Patient", "id": "patient", "birthDate": "1985-04-12" },
            { "resourceType": "Coverage", "id": "coverage", "status": "active",
              "identifier": [{ "type": { "coding": [{ "code": "MB" }] }, "value": member }],
              "beneficiary": { "reference": "#patient" }, "payor": [{ "display": "Evergreen Health Plan" }] },
        ],
        "insurance": [{ "coverage": { "reference": "#coverage" } }],
    })
}

async fn answer(world: &World, member: &str) -> Value {
    let id = world.create(&eligibility(member)).await["id"]
        .as_str()
        .unwrap()
        .to_owned();
    let query = format!("CoverageEligibilityResponse?request=CoverageEligibilityRequest/{id}");

    world.wait(&query, |bundle| bundle["total"] == 1).await["entry"][0]["resource"].clone()
}

#[tokio::test]
async fn the_payer_answers_by_the_member_id() {
    let world = World::new().await;
    let active = answer(&world, "XEH804512096").await;
    assert_eq!(active["outcome"], "complete");
    assert_eq!(active["insurance"][0]["inforce"], true);
    let benefits = active["insurance"][0]["item"].to_string();
    for code in ["copay", "copay-percent", "deductible", "usedMoney"] {
        assert!(benefits.contains(code), "{code}");
    }
    assert_eq!(
        active["insurance"][0]["item"][0]["benefit"][0]["allowedMoney"]["value"],
        25
    );

    assert_eq!(answer(&world, "XEH804512099").await["insurance"][0]["inforce"], false);
    let down = answer(&world, "XEH804512098").await;
    assert_eq!(down["outcome"], "error");
    assert_eq!(down["error"][0]["code"]["coding"][0]["code"], "42");
    let silent = world.create(&eligibility("XEH804512047")).await;
    tokio::time::sleep(Duration::from_millis(400)).await;
    let query = format!(
        "CoverageEligibilityResponse?request=CoverageEligibilityRequest/{}",
        silent["id"].as_str().unwrap()
    );
    assert_eq!(world.total(&query).await, 0);
}

#[tokio::test]
async fn the_payer_answers_for_a_coverage_on_file_and_after_a_restart() {
    let world = World::with(|options| {
        options.seed = Some(portico_central::demo_seed().to_vec());
        options.payer_delay = Duration::from_secs(1);
    })
    .await;
    let request = json!({
        "resourceType": "CoverageEligibilityRequest", "status": "active", "purpose": ["benefits"], "created": "2026-11-23",
        "patient": { "reference": "Patient/maria" }, "insurer": { "reference": "Organization/evergreen" },
        "insurance": [{ "coverage": { "reference": "Coverage/coverage-maria" } }],
    });
    let id = world.create(&request).await["id"].as_str().unwrap().to_owned();
    let World { data, central, .. } = world;
    central.stop().await;
    let central = portico_central::start(common::options(data.path())).await.unwrap();
    let http = common::client(&central.ca_pem);
    let token = central.desk_token().to_owned();
    let world = World {
        data,
        central,
        http,
        token,
    };
    let query = format!("CoverageEligibilityResponse?request=CoverageEligibilityRequest/{id}");
    let found = world.wait(&query, |bundle| bundle["total"] == 1).await;

    assert_eq!(found["entry"][0]["resource"]["insurance"][0]["inforce"], true);
}

fn payment_task(patient: &str, invoices: &[&str]) -> Value {
    let inputs: Vec<Value> = invoices
        .iter()
        .map(|invoice| {
            json!({
                "type": { "coding": [{ "system": "urn:portico:task", "code": "invoice" }] },
                "valueReference": { "reference": format!("Invoice/{invoice}") },
            })
        })
        .collect();

    json!({
        "resourceType": "Task", "status": "requested", "intent": "order",
        "code": { "coding": [{ "system": "urn:portico:task", "code": "payment-link" }] },
        "for": { "reference": format!("Patient/{patient}") },
        "input": inputs,
    })
}

async fn link(world: &World, patient: &str, invoices: &[&str]) -> (String, String) {
    let id = world.create(&payment_task(patient, invoices)).await["id"]
        .as_str()
        .unwrap()
        .to_owned();
    let task = world
        .wait(&format!("Task/{id}"), |task| task["status"] == "in-progress")
        .await;
    assert_eq!(task["output"][0]["type"]["coding"][0]["code"], "payment-url");
    let end: jiff::Timestamp = task["restriction"]["period"]["end"].as_str().unwrap().parse().unwrap();
    assert!(end.as_second() - jiff::Timestamp::now().as_second() <= 15 * 60);

    (id, task["output"][0]["valueUrl"].as_str().unwrap().to_owned())
}

async fn page(world: &World, url: &str, language: &str) -> (StatusCode, String) {
    let response = world
        .http
        .get(url)
        .header("accept-language", language)
        .send()
        .await
        .unwrap();
    let policy = response.headers()["content-security-policy"]
        .to_str()
        .unwrap()
        .to_owned();
    assert!(policy.starts_with("default-src 'none'"), "{policy}");

    (response.status(), response.text().await.unwrap())
}

#[tokio::test]
async fn a_bill_is_paid_once_from_the_patients_phone() {
    let world = World::demo().await;
    let (task, url) = link(&world, "wei", &["invoice-wei-1", "invoice-wei-2"]).await;
    let token = url.rsplit('/').next().unwrap();
    assert!(token.len() >= 43);
    let (status, english) = page(&world, &url, "en").await;
    assert_eq!(status, StatusCode::OK);
    assert!(
        english.contains("$155.50") && english.contains("St. Brigid Clinic") && english.contains("Your clinic visit")
    );
    assert!(!english.contains("Wei") && !english.contains("Chen"));
    assert!(page(&world, &url, "es-MX").await.1.contains("Pagar"));
    assert!(page(&world, &url, "ar").await.1.contains("dir=\"rtl\""));

    let paid = world.http.post(&url).send().await.unwrap();
    assert_eq!(paid.status(), StatusCode::OK);
    assert!(paid.text().await.unwrap().contains("It is paid"));
    assert_eq!(world.get(&format!("Task/{task}")).await["status"], "completed");
    for invoice in ["invoice-wei-1", "invoice-wei-2"] {
        assert_eq!(world.get(&format!("Invoice/{invoice}")).await["status"], "balanced");
        let notices = world.get(&format!("PaymentNotice?request=Invoice/{invoice}")).await;
        assert_eq!(notices["total"], 1);
        assert_eq!(
            notices["entry"][0]["resource"]["paymentStatus"]["coding"][0]["code"],
            "paid"
        );
    }
    let again = world.http.post(&url).send().await.unwrap();
    assert!(again.text().await.unwrap().contains("already paid"));
    assert!(page(&world, &url, "en").await.1.contains("already paid"));
    assert_eq!(world.total("PaymentNotice").await, 2);
}

#[tokio::test]
async fn ten_impatient_taps_pay_once() {
    let world = World::demo().await;
    let (_, url) = link(&world, "maria", &["invoice-maria"]).await;
    let answers = join_all((0..10).map(|_| world.http.post(&url).send())).await;

    assert!(
        answers
            .iter()
            .all(|answer| answer.as_ref().unwrap().status() == StatusCode::OK)
    );
    assert_eq!(world.total("PaymentNotice").await, 1);
}

#[tokio::test]
async fn a_link_that_ran_out_takes_nothing_and_says_so() {
    let world = World::with(|options| {
        options.seed = Some(portico_central::demo_seed().to_vec());
        options.payment_life = Duration::from_millis(600);
    })
    .await;
    let (task, url) = link(&world, "maria", &["invoice-maria"]).await;
    world
        .wait(&format!("Task/{task}"), |task| task["status"] == "failed")
        .await;
    let (status, text) = page(&world, &url, "en").await;
    assert_eq!(status, StatusCode::GONE);
    assert!(text.contains("no longer open") && text.contains("Nothing was taken"));
    assert_eq!(world.http.post(&url).send().await.unwrap().status(), StatusCode::GONE);
    assert_eq!(world.total("PaymentNotice").await, 0);
    assert_eq!(world.get("Invoice/invoice-maria").await["status"], "issued");
}

#[tokio::test]
async fn a_link_that_the_kiosk_withdrew_takes_nothing() {
    let world = World::demo().await;
    let (id, url) = link(&world, "maria", &["invoice-maria"]).await;
    let mut task = world.get(&format!("Task/{id}")).await;
    task["status"] = json!("cancelled");
    assert_eq!(
        world.send(Method::PUT, &format!("Task/{id}"), &task).await.status(),
        StatusCode::OK
    );

    assert_eq!(world.http.post(&url).send().await.unwrap().status(), StatusCode::GONE);
    assert_eq!(world.get("Invoice/invoice-maria").await["status"], "issued");
}

#[tokio::test]
async fn a_guessed_link_leads_nowhere() {
    let world = World::demo().await;
    let base = world.central.base.trim_end_matches("/fhir").to_owned();
    for guess in ["x".to_owned(), "A".repeat(43), "%00".to_owned(), "A".repeat(2000)] {
        let url = format!("{base}/pay/{guess}");
        assert_eq!(page(&world, &url, "en").await.0, StatusCode::NOT_FOUND);
        assert_eq!(
            world.http.post(&url).send().await.unwrap().status(),
            StatusCode::NOT_FOUND
        );
    }
}

#[tokio::test]
async fn a_link_for_what_cannot_be_paid_is_rejected_with_a_reason() {
    let world = World::demo().await;
    for (patient, invoices) in [("james", vec!["invoice-maria"]), ("maria", vec![])] {
        let mut task = payment_task(patient, &invoices);
        if invoices.is_empty() {
            task.as_object_mut().unwrap().remove("input");
        }
        let id = world.create(&task).await["id"].as_str().unwrap().to_owned();
        let task = world
            .wait(&format!("Task/{id}"), |task| task["status"] == "rejected")
            .await;
        assert!(task["statusReason"]["text"].is_string());
    }
}

#[tokio::test]
async fn the_payment_link_is_one_that_a_phone_can_reach() {
    let world = World::with(|options| {
        options.seed = Some(portico_central::demo_seed().to_vec());
        options.public_url = Some("https://clinic.example.org:8443/".into());
    })
    .await;
    let (_, url) = link(&world, "maria", &["invoice-maria"]).await;

    assert!(url.starts_with("https://clinic.example.org:8443/pay/"), "{url}");
}

#[tokio::test]
async fn somebody_at_the_desk_sees_a_call_for_help_and_comes() {
    let world = World::demo().await;
    let help = world
        .create(&json!({
            "resourceType": "Task", "status": "requested", "intent": "order", "priority": "urgent",
            "code": { "coding": [{ "system": "urn:portico:task", "code": "help" }] },
            "description": "<b>Help</b> at the lobby kiosk",
            "requester": { "reference": "Device/kiosk-lobby", "display": "Lobby kiosk" },
            "authoredOn": "2026-11-23T10:00:00-06:00",
        }))
        .await;
    let id = help["id"].as_str().unwrap();
    let mut appointment = world.get("Appointment/appt-maria").await;
    appointment["status"] = json!("arrived");
    assert_eq!(
        world
            .send(Method::PUT, "Appointment/appt-maria", &appointment)
            .await
            .status(),
        StatusCode::OK
    );
    let desk = world.central.desk_url();

    let closed = world.http.get(&desk).send().await.unwrap().text().await.unwrap();
    assert!(closed.contains("Desk token") && !closed.contains("María"));
    let wrong = world
        .http
        .post(format!("{desk}/login"))
        .form(&[("token", "guess")])
        .send()
        .await
        .unwrap();
    assert_eq!(wrong.status(), StatusCode::UNAUTHORIZED);
    let login = world
        .http
        .post(format!("{desk}/login"))
        .form(&[("token", &world.token)])
        .send()
        .await
        .unwrap();
    assert_eq!(login.status(), StatusCode::SEE_OTHER);
    let cookie = login.headers()["set-cookie"].to_str().unwrap().to_owned();
    for attribute in ["HttpOnly", "Secure", "SameSite=Strict", "Path=/"] {
        assert!(cookie.contains(attribute), "{attribute}");
    }
    let cookie = cookie.split(';').next().unwrap().to_owned();
    let board = world
        .http
        .get(&desk)
        .header("cookie", &cookie)
        .send()
        .await
        .unwrap()
        .text()
        .await
        .unwrap();
    assert!(board.contains("María García-López") && board.contains("&lt;b&gt;Help") && !board.contains("<b>Help"));
    assert!(board.contains("I’m coming") && board.contains("http-equiv=\"refresh\""));

    let form_token = board
        .split("name=\"form_token\" value=\"")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap()
        .to_owned();
    let touch = |token: String, status: &'static str| {
        world
            .http
            .post(format!("{desk}/task"))
            .header("cookie", &cookie)
            .form(&[
                ("form_token", token),
                ("id", id.to_owned()),
                ("status", status.to_owned()),
            ])
            .send()
    };
    assert_eq!(
        touch("forged".into(), "accepted").await.unwrap().status(),
        StatusCode::FORBIDDEN
    );
    assert_eq!(world.get(&format!("Task/{id}")).await["status"], "requested");
    assert_eq!(
        touch(form_token.clone(), "accepted").await.unwrap().status(),
        StatusCode::SEE_OTHER
    );
    assert_eq!(world.get(&format!("Task/{id}")).await["status"], "accepted");
    assert_eq!(
        touch(form_token, "completed").await.unwrap().status(),
        StatusCode::SEE_OTHER
    );
    assert_eq!(world.get(&format!("Task/{id}")).await["status"], "completed");
    let _ = json_of(
        world
            .http
            .get(format!("{}/metadata", world.central.base))
            .send()
            .await
            .unwrap(),
        StatusCode::OK,
    )
    .await;
    refusal(world.http.get(format!("{desk}/nowhere")).send().await.unwrap(), 404).await;
}
