//! The same promises against the embedded central, through a line that breaks.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use central::{Client, Running};
use serde_json::{Value, json};
use sync::{
    Auth, BASE_KEY, ClientOptions, FhirClient, Group, Kind, MemoryVault, Outbox, Sender, SigningKey, Submission,
};
use tempfile::TempDir;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use uuid::Uuid;

use crate::arrivals::QUICK;

const SOON: Duration = Duration::from_secs(30);

/// A line to central that can be cut just when the next answer is on its way.
struct Line {
    address: SocketAddr,
    cut_next_answer: Arc<AtomicBool>,
}

impl Line {
    async fn to(central: SocketAddr) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let cut_next_answer = Arc::new(AtomicBool::new(false));
        let cut = Arc::clone(&cut_next_answer);
        tokio::spawn(async move {
            while let Ok((kiosk, _)) = listener.accept().await {
                tokio::spawn(relay(kiosk, central, Arc::clone(&cut)));
            }
        });

        Self {
            address,
            cut_next_answer,
        }
    }

    /// The next answer on a connection that is open now is lost.
    fn cut_next_answer(&self) {
        self.cut_next_answer.store(true, Ordering::SeqCst);
    }
}

async fn relay(mut kiosk: TcpStream, central: SocketAddr, cut: Arc<AtomicBool>) {
    let mut central = TcpStream::connect(central).await.unwrap();
    let (mut up, mut down) = (vec![0; 65536], vec![0; 65536]);
    loop {
        tokio::select! {
            read = kiosk.read(&mut up) => match read {
                Ok(count) if count > 0 => central.write_all(&up[..count]).await.unwrap(),
                _ => return,
            },
            read = central.read(&mut down) => match read {
                Ok(count) if count > 0 => {
                    if cut.swap(false, Ordering::SeqCst) {
                        return;
                    }
                    if kiosk.write_all(&down[..count]).await.is_err() {
                        return;
                    }
                }
                _ => return,
            },
        }
    }
}

struct Clinic {
    central: Running,
    line: Line,
    client: FhirClient,
    outbox: Outbox,
    sender: Sender,
    _data: TempDir,
}

async fn clinic() -> Clinic {
    let data = tempfile::tempdir().unwrap();
    let key = SigningKey::generate().unwrap();
    let mut options = central::Options::new(data.path().join("central"), SocketAddr::from(([127, 0, 0, 1], 0)));
    options.seed = Some(central::demo_seed().to_vec());
    options.clients = vec![Client {
        id: "kiosk-1".to_owned(),
        jwks: key.jwks(),
    }];
    let central = central::start(options).await.unwrap();
    let line = Line::to(central.address()).await;
    let client = FhirClient::new(ClientOptions {
        ca_pem: Some(central.ca_pem.clone().into_bytes()),
        auth: Auth::Smart {
            client_id: "kiosk-1".to_owned(),
            key,
        },
        connect_through: Some(line.address),
        ..ClientOptions::new(&central.base)
    })
    .unwrap();
    let outbox = Outbox::open(&data.path().join("outbox.db"), &MemoryVault::default()).unwrap();
    let sender = Sender::with_pace(outbox.clone(), client.clone(), QUICK);

    Clinic {
        central,
        line,
        client,
        outbox,
        sender,
        _data: data,
    }
}

impl Clinic {
    async fn one(&self, kind: &str, system: &str, value: &str) -> Value {
        let found = self
            .client
            .search(kind, &[("identifier", &format!("{system}|{value}"))])
            .await
            .unwrap();
        assert_eq!(found.len(), 1, "{kind}");

        found[0].clone()
    }
}

/// María corrects her phone number and arrives for her appointment.
async fn arrival(clinic: &Clinic) -> Submission {
    let id = Uuid::new_v4();
    let appointment = clinic
        .one("Appointment", "urn:portico:appointment-code", "K7P-2QX")
        .await;
    let patient = appointment["participant"]
        .as_array()
        .unwrap()
        .iter()
        .find_map(|participant| participant["actor"]["reference"].as_str()?.strip_prefix("Patient/"))
        .unwrap()
        .to_owned();
    let url = |part: &str| format!("urn:uuid:{}", Uuid::new_v5(&id, part.as_bytes()));
    let update = async |kind: &str, id: &str, change: &dyn Fn(&mut Value)| {
        let read = clinic.client.read(kind, id).await.ok().unwrap();
        let mut changed = read.resource.clone();
        change(&mut changed);
        json!({"fullUrl": url(kind), "resource": changed, BASE_KEY: read.resource,
            "request": {"method": "PUT", "url": format!("{kind}/{id}"), "ifMatch": read.version.unwrap()}})
    };
    let create = |part: &str, mut resource: Value| {
        let kind = resource["resourceType"].as_str().unwrap().to_owned();
        resource["identifier"] = json!([{"system": "urn:portico:registration", "value": format!("{id}/{part}")}]);
        json!({"fullUrl": url(part), "resource": resource, "request": {"method": "POST", "url": kind,
            "ifNoneExist": format!("identifier=urn:portico:registration|{id}/{part}")}})
    };
    let person = update("Patient", &patient, &|patient| {
        patient["telecom"] = json!([{"system": "phone", "value": "+1 317 555 0199"}]);
    })
    .await;
    let arrived = update("Appointment", appointment["id"].as_str().unwrap(), &|appointment| {
        appointment["status"] = json!("arrived");
    })
    .await;
    let encounter = create(
        "encounter",
        json!({"resourceType": "Encounter", "status": "arrived",
        "class": {"system": "http://terminology.hl7.org/CodeSystem/v3-ActCode", "code": "AMB"},
        "subject": {"reference": url("Patient")}}),
    );
    let task = create(
        "desk",
        json!({"resourceType": "Task", "status": "requested", "intent": "order",
        "for": {"reference": url("Patient")}, "focus": {"reference": url("encounter")}}),
    );
    let audit = json!({"fullUrl": url("audit"), "resource": {"resourceType": "AuditEvent",
        "type": {"system": "http://terminology.hl7.org/CodeSystem/audit-event-type", "code": "rest"},
        "recorded": "2026-01-05T10:00:00Z", "agent": [{"requestor": true}],
        "source": {"observer": {"display": "kiosk"}}}, "request": {"method": "POST", "url": "AuditEvent"}});
    let group = |name: &str, entries| Group {
        name: name.to_owned(),
        entries,
    };

    Submission {
        id,
        kind: Kind::Registration,
        groups: vec![
            group("person", vec![person]),
            group("arrival", vec![arrived, encounter, task, audit]),
        ],
        order_key: Some(format!("Patient/{patient}")),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_kiosk_enrolls_finds_maria_and_checks_her_in() {
    let clinic = clinic().await;
    clinic.client.reachable().await.unwrap();
    let matches = clinic
        .client
        .match_patient(&json!({"resourceType": "Patient", "birthDate": "1985-04-12",
            "name": [{"family": "Garcia Lopez", "given": ["Maria"]}]}))
        .await
        .ok()
        .unwrap();
    assert_eq!(matches.len(), 1);

    let arrival = arrival(&clinic).await;
    clinic.outbox.enqueue(&arrival).unwrap();
    let delivery = clinic.sender.send_now(arrival.id, SOON).await;

    let acknowledged = delivery.acknowledged().unwrap_or_else(|| panic!("{delivery:?}"));
    assert!(acknowledged.left_to_desk.is_empty());
    let appointment = clinic
        .one("Appointment", "urn:portico:appointment-code", "K7P-2QX")
        .await;
    assert_eq!(appointment["status"], "arrived");
    let encounter = clinic
        .one(
            "Encounter",
            "urn:portico:registration",
            &format!("{}/encounter", arrival.id),
        )
        .await;
    assert_eq!(encounter["id"], acknowledged.only("Encounter").unwrap());
    clinic.central.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn when_the_line_breaks_after_central_committed_nothing_is_doubled_or_left_to_the_desk() {
    let clinic = clinic().await;
    let arrival = arrival(&clinic).await;
    clinic.outbox.enqueue(&arrival).unwrap();
    // The statement is known by now, so that the answer that is lost is the transaction's.
    clinic.client.capabilities().await.unwrap();
    clinic.line.cut_next_answer();

    let report = clinic.sender.drain().await.unwrap();
    assert_eq!((report.acknowledged, report.waiting), (0, 1), "{report:?}");
    let delivery = clinic.sender.send_now(arrival.id, SOON).await;

    let acknowledged = delivery.acknowledged().unwrap_or_else(|| panic!("{delivery:?}"));
    assert!(
        acknowledged.left_to_desk.is_empty(),
        "our own update was taken for somebody else's"
    );
    let patient = clinic
        .client
        .read("Patient", arrival.order_key.unwrap().split('/').nth(1).unwrap())
        .await
        .ok()
        .unwrap();
    assert_eq!(patient.resource["telecom"][0]["value"], "+1 317 555 0199");
    clinic
        .one(
            "Encounter",
            "urn:portico:registration",
            &format!("{}/encounter", arrival.id),
        )
        .await;
    let events = clinic.client.search("AuditEvent", &[("_count", "50")]).await.unwrap();
    assert_eq!(
        events
            .iter()
            .filter(|event| event["source"]["observer"]["display"] == "kiosk")
            .count(),
        1
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cancelled_appointment_is_not_arrived_at_and_the_desk_is_told() {
    let clinic = clinic().await;
    let arrival = arrival(&clinic).await;
    let mut cancelled = arrival.groups[1].entries[0][BASE_KEY].clone();
    cancelled["status"] = json!("cancelled");
    clinic.client.update(&cancelled, None).await.ok().unwrap();
    clinic.outbox.enqueue(&arrival).unwrap();

    let delivery = clinic.sender.send_now(arrival.id, SOON).await;

    let acknowledged = delivery.acknowledged().unwrap_or_else(|| panic!("{delivery:?}"));
    assert!(acknowledged.is_left_to_desk("Appointment") && !acknowledged.is_left_to_desk("Patient"));
    let appointment = clinic
        .one("Appointment", "urn:portico:appointment-code", "K7P-2QX")
        .await;
    assert_eq!(appointment["status"], "cancelled");
}
