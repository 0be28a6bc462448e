//! Kiosks that send as fast as they can, and note what they were told.

use std::{
    collections::HashMap,
    fmt,
    path::Path,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    time::Duration,
};

use jiff::Timestamp;
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::common::{self, Key, part, patient, transaction};

/// The parts of every registration.
pub const PARTS: [&str; 3] = ["patient", "encounter", "task"];

/// What the kiosks were told.
#[derive(Default)]
pub struct Notes {
    /// A registration, and what its parts are called at central.
    pub registrations: Mutex<HashMap<Uuid, Vec<String>>>,
    /// What was sent and whose answer never came, although it was sent again: none, at the end.
    pub open: Mutex<Vec<Uuid>>,
    /// `Type/id`, version, and the text that stood in that version.
    pub versions: Mutex<Vec<(String, i64, String)>>,
    /// `AuditEvent` ids that were put under the kiosk's own id.
    pub puts: Mutex<Vec<Uuid>>,
    /// Invoices whose payment page said that they are paid.
    pub paid: Mutex<Vec<String>>,
    /// Requests to the payer.
    pub asked: Mutex<Vec<String>>,
    /// Assertions that got a token.
    pub assertions: Mutex<Vec<String>>,
    answers: AtomicUsize,
    unknown: AtomicUsize,
}

impl Notes {
    pub fn acknowledged(&self) -> usize {
        self.answers.load(Ordering::Relaxed)
    }
}

impl fmt::Display for Notes {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "{} writes acknowledged ({} registrations, {} versions, {} puts, {} payments, {} questions to the payer), {} answers lost",
            self.acknowledged(),
            self.registrations.lock().unwrap().len(),
            self.versions.lock().unwrap().len(),
            self.puts.lock().unwrap().len(),
            self.paid.lock().unwrap().len(),
            self.asked.lock().unwrap().len(),
            self.unknown.load(Ordering::Relaxed),
        )
    }
}

/// Speaks to the central, whoever runs it now.
pub struct Kiosk {
    pub origin: String,
    pub http: reqwest::Client,
    token: String,
    stopping: AtomicBool,
}

impl Kiosk {
    /// Waits for the first start to have made what a client needs.
    pub async fn new(data: &Path, port: u16) -> Self {
        let read = async |name: &str| loop {
            match std::fs::read_to_string(data.join(name)) {
                Ok(text) if !text.is_empty() => return text,
                _ => tokio::time::sleep(Duration::from_millis(10)).await,
            }
        };
        let (ca, token) = (read("ca.pem").await, read("desk-token").await);

        Self {
            origin: format!("https://127.0.0.1:{port}"),
            http: common::client(&ca),
            token,
            stopping: AtomicBool::new(false),
        }
    }

    pub async fn wait_until_up(&self) {
        for _ in 0..3000 {
            if self.send(Method::GET, "/fhir/metadata", None, None).await.is_some() {
                return;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        panic!("the central did not come back");
    }

    /// A whole answer, or nothing: then nobody knows what became of it.
    pub async fn send(
        &self,
        method: Method,
        path: &str,
        body: Option<&Value>,
        if_match: Option<&str>,
    ) -> Option<(StatusCode, Value)> {
        self.send_as(&self.token, method, path, body, if_match).await
    }

    async fn send_as(
        &self,
        token: &str,
        method: Method,
        path: &str,
        body: Option<&Value>,
        if_match: Option<&str>,
    ) -> Option<(StatusCode, Value)> {
        let mut request = self
            .http
            .request(method, format!("{}{path}", self.origin))
            .bearer_auth(token)
            .timeout(Duration::from_secs(10));
        if let Some(body) = body {
            request = request
                .header("content-type", "application/fhir+json")
                .body(body.to_string());
        }
        if let Some(version) = if_match {
            request = request.header("if-match", version);
        }
        let response = request.send().await.ok()?;
        let status = response.status();
        let text = response.text().await.ok()?;

        Some((status, serde_json::from_str(&text).unwrap_or_default()))
    }

    pub async fn get(&self, path: &str) -> Value {
        loop {
            if let Some((status, body)) = self.send(Method::GET, path, None, None).await {
                assert_eq!(status, StatusCode::OK, "{path}: {body}");
                return body;
            }
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    }

    /// Sends the same until there is an answer: what a kiosk's outbox does.
    async fn insist(&self, notes: &Notes, method: Method, path: &str, body: &Value) -> (StatusCode, Value) {
        loop {
            if let Some(answer) = self.send(method.clone(), path, Some(body), None).await
                && !answer.0.is_server_error()
            {
                if answer.0.is_success() {
                    notes.answers.fetch_add(1, Ordering::Relaxed);
                }
                return answer;
            }
            notes.unknown.fetch_add(1, Ordering::Relaxed);
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    }

    fn goes_on(&self) -> bool {
        !self.stopping.load(Ordering::Relaxed)
    }
}

/// The load under way.
pub struct Load(Vec<tokio::task::JoinHandle<()>>);

impl Load {
    /// Lets everybody finish what they are at. Whoever found something wrong says so here.
    pub async fn finish(self, kiosk: &Kiosk) {
        kiosk.stopping.store(true, Ordering::Relaxed);
        for task in self.0 {
            task.await.unwrap();
        }
    }
}

pub fn begin(kiosk: &Arc<Kiosk>, notes: &Arc<Notes>) -> Load {
    let mut tasks = Vec::new();
    let mut each = |times: usize, what: fn(Arc<Kiosk>, Arc<Notes>) -> futures::future::BoxFuture<'static, ()>| {
        for _ in 0..times {
            tasks.push(tokio::spawn(what(Arc::clone(kiosk), Arc::clone(notes))));
        }
    };
    each(3, |kiosk, notes| Box::pin(registers(kiosk, notes)));
    each(2, |kiosk, notes| Box::pin(updates(kiosk, notes)));
    each(1, |kiosk, notes| Box::pin(puts(kiosk, notes)));
    each(2, |kiosk, notes| Box::pin(pays(kiosk, notes)));
    each(1, |kiosk, notes| Box::pin(asks_the_payer(kiosk, notes)));
    each(1, |kiosk, notes| Box::pin(signs_in(kiosk, notes)));

    Load(tasks)
}

fn registration(id: Uuid) -> Value {
    let [person, encounter, task] =
        [1, 2, 3].map(|number: u128| format!("urn:uuid:{}", Uuid::from_u128(id.as_u128() ^ number)));
    let who = patient("García-López", "María", "1985-04-12");
    let encounter_resource = json!({
        "resourceType": "Encounter", "status": "arrived",
        "class": { "system": "http://terminology.hl7.org/CodeSystem/v3-ActCode", "code": "AMB" },
        "subject": { "reference": person },
    });
    let task_resource = json!({
        "resourceType": "Task", "status": "requested", "intent": "order",
        "code": { "coding": [{ "system": "urn:portico:task", "code": "desk" }] },
        "for": { "reference": person }, "encounter": { "reference": encounter },
    });
    let id = id.to_string();

    transaction(&[
        part(&person, &id, "patient", who),
        part(&encounter, &id, "encounter", encounter_resource),
        part(&task, &id, "task", task_resource),
    ])
}

async fn registers(kiosk: Arc<Kiosk>, notes: Arc<Notes>) {
    while kiosk.goes_on() {
        let id = Uuid::new_v4();
        notes.open.lock().unwrap().push(id);
        let (status, answer) = kiosk.insist(&notes, Method::POST, "/fhir", &registration(id)).await;
        assert_eq!(status, StatusCode::OK, "{answer}");
        let locations: Vec<String> = answer["entry"]
            .as_array()
            .unwrap()
            .iter()
            .map(|entry| bare(entry["response"]["location"].as_str().unwrap()))
            .collect();
        assert_eq!(locations.len(), PARTS.len());
        notes.open.lock().unwrap().retain(|open| *open != id);
        notes.registrations.lock().unwrap().insert(id, locations);
    }
}

/// `Type/id` of a location, absolute or not.
fn bare(location: &str) -> String {
    let path = location.split("/_history").next().unwrap();
    let mut parts = path.rsplit('/');
    let id = parts.next().unwrap();

    format!("{}/{id}", parts.next().unwrap())
}

/// Changes one person again and again. A lost answer is looked up: it was done or it was not, and nothing else.
async fn updates(kiosk: Arc<Kiosk>, notes: Arc<Notes>) {
    let id = Uuid::new_v4();
    let path = format!("/fhir/Patient/{id}");
    let text = |number: usize| format!("Springfield {number}");
    let body = |number: usize| {
        let mut body = patient("Chen", "Wei", "1944-12-05");
        body["id"] = json!(id);
        body["address"] = json!([{ "city": text(number) }]);
        body
    };
    let (status, _) = kiosk.insist(&notes, Method::PUT, &path, &body(0)).await;
    assert!(status.is_success());
    let mut version = 1;
    for number in 1.. {
        if !kiosk.goes_on() {
            return;
        }
        let tag = format!("W/\"{version}\"");
        match kiosk.send(Method::PUT, &path, Some(&body(number)), Some(&tag)).await {
            Some((status, answer)) if status.is_success() => {
                notes.answers.fetch_add(1, Ordering::Relaxed);
                assert_eq!(answer["meta"]["versionId"], (version + 1).to_string());
            }
            Some((status, answer)) if !status.is_server_error() => panic!("{status} {answer}"),
            _ => {
                notes.unknown.fetch_add(1, Ordering::Relaxed);
                let there = kiosk.get(&path).await;
                let now: i64 = there["meta"]["versionId"].as_str().unwrap().parse().unwrap();
                let city = there["address"][0]["city"].as_str().unwrap();
                if now == version {
                    assert_eq!(
                        city,
                        previous(&notes, &id, version).unwrap_or_else(|| text(0)),
                        "a version changed"
                    );
                    continue;
                }
                assert_eq!(
                    (now, city),
                    (version + 1, text(number).as_str()),
                    "a version went back or came from nowhere"
                );
            }
        }
        version += 1;
        notes
            .versions
            .lock()
            .unwrap()
            .push((format!("Patient/{id}"), version, text(number)));
    }
}

fn previous(notes: &Notes, id: &Uuid, version: i64) -> Option<String> {
    let name = format!("Patient/{id}");
    let versions = notes.versions.lock().unwrap();

    versions
        .iter()
        .rev()
        .find(|(known, number, _)| *known == name && *number == version)
        .map(|(_, _, text)| text.clone())
}

/// What has no identifier goes under an id of the kiosk's own.
async fn puts(kiosk: Arc<Kiosk>, notes: Arc<Notes>) {
    while kiosk.goes_on() {
        let id = Uuid::new_v4();
        let event = json!({
            "resourceType": "AuditEvent", "id": id, "recorded": Timestamp::now().to_string(),
            "type": { "system": "http://dicom.nema.org/resources/ontology/DCM", "code": "110100" },
            "agent": [{ "requestor": false, "who": { "display": "kiosk-1" } }],
            "source": { "observer": { "display": "kiosk-1" } },
        });
        let (status, answer) = kiosk
            .insist(&notes, Method::PUT, &format!("/fhir/AuditEvent/{id}"), &event)
            .await;
        assert!(status.is_success(), "{answer}");
        notes.puts.lock().unwrap().push(id);
    }
}

/// Asks for a payment link and pays by it. The link outlives the process that gave it.
async fn pays(kiosk: Arc<Kiosk>, notes: Arc<Notes>) {
    while kiosk.goes_on() {
        let id = Uuid::new_v4();
        let invoice = json!({
            "resourceType": "Invoice", "id": id, "status": "issued", "subject": { "reference": "Patient/maria" },
            "totalGross": { "value": 20.5, "currency": "USD" },
        });
        let task = json!({
            "resourceType": "Task", "id": id, "status": "requested", "intent": "order",
            "code": { "coding": [{ "system": "urn:portico:task", "code": "payment-link" }] },
            "for": { "reference": "Patient/maria" },
            "input": [{ "type": { "coding": [{ "system": "urn:portico:task", "code": "invoice" }] },
                        "valueReference": { "reference": format!("Invoice/{id}") } }],
        });
        let path = format!("/fhir/Task/{id}");
        kiosk
            .insist(&notes, Method::PUT, &format!("/fhir/Invoice/{id}"), &invoice)
            .await;
        // Sent again after a lost answer it would take back what central has written into it meanwhile.
        let put = kiosk.send(Method::PUT, &path, Some(&task), None).await;
        if put.is_none() {
            match kiosk.send(Method::GET, &path, None, None).await {
                Some((StatusCode::OK, _)) => {}
                _ => continue,
            }
        }
        let mut link = None;
        for _ in 0..2000 {
            let task = kiosk.get(&path).await;
            if task["status"] == "in-progress" {
                link = task["output"][0]["valueUrl"].as_str().map(ToOwned::to_owned);
                break;
            }
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        let link = link.expect("the payment link never came");
        loop {
            if let Ok(response) = kiosk.http.post(&link).send().await
                && response.status().is_success()
                && let Ok(text) = response.text().await
            {
                assert!(text.contains("paid"), "{text}");
                notes.answers.fetch_add(1, Ordering::Relaxed);
                notes.paid.lock().unwrap().push(id.to_string());
                break;
            }
            notes.unknown.fetch_add(1, Ordering::Relaxed);
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    }
}

async fn asks_the_payer(kiosk: Arc<Kiosk>, notes: Arc<Notes>) {
    while kiosk.goes_on() {
        let id = Uuid::new_v4();
        let request = json!({
            "resourceType": "CoverageEligibilityRequest", "status": "active", "purpose": ["benefits"],
            "created": "2026-11-23", "patient": { "reference": "Patient/maria" },
            "insurer": { "reference": "Organization/evergreen" },
            "insurance": [{ "coverage": { "reference": "Coverage/coverage-maria" } }],
        });
        let entry = part(&format!("urn:uuid:{id}"), &id.to_string(), "eligibility", request);
        let (status, answer) = kiosk
            .insist(&notes, Method::POST, "/fhir", &transaction(&[entry]))
            .await;
        assert_eq!(status, StatusCode::OK, "{answer}");
        let location = bare(answer["entry"][0]["response"]["location"].as_str().unwrap());
        notes.asked.lock().unwrap().push(location);
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

/// Signs in anew whenever its token is not known any more: tokens live in memory only, and that is all right.
async fn signs_in(kiosk: Arc<Kiosk>, notes: Arc<Notes>) {
    let key = Key::known();
    let mut token = String::new();
    while kiosk.goes_on() {
        tokio::time::sleep(Duration::from_millis(5)).await;
        let answer = kiosk
            .send_as(&token, Method::GET, "/fhir/Patient/maria", None, None)
            .await;
        match answer {
            Some((StatusCode::OK, _)) | None => continue,
            Some((StatusCode::UNAUTHORIZED, _)) => {}
            Some((status, answer)) => panic!("{status} {answer}"),
        }
        let assertion = assertion(&kiosk, &key);
        if let Some((StatusCode::OK, answer)) = ask_for_token(&kiosk, &assertion).await {
            answer["access_token"].as_str().unwrap().clone_into(&mut token);
            notes.assertions.lock().unwrap().push(assertion);
        }
    }
}

fn assertion(kiosk: &Kiosk, key: &Key) -> String {
    let now = Timestamp::now().as_second();

    key.sign(&json!({
        "iss": "kiosk-1", "sub": "kiosk-1", "aud": format!("{}/auth/token", kiosk.origin),
        "iat": now, "exp": now + 240, "jti": Uuid::new_v4(),
    }))
}

pub async fn ask_for_token(kiosk: &Kiosk, assertion: &str) -> Option<(StatusCode, Value)> {
    let form = [
        ("grant_type", "client_credentials"),
        ("scope", "system/*.cruds"),
        (
            "client_assertion_type",
            "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
        ),
        ("client_assertion", assertion),
    ];
    let response = kiosk
        .http
        .post(format!("{}/auth/token", kiosk.origin))
        .form(&form)
        .send()
        .await
        .ok()?;
    let status = response.status();
    let text = response.text().await.ok()?;

    Some((status, serde_json::from_str(&text).ok()?))
}
