//! A clinic with a real central, a line that breaks, and a kiosk's real outbox and sender.

use std::net::SocketAddr;
use std::time::Duration;

use central::Running;
use portico_faults::{Bounds, FaultProxy, Upstream};
use serde_json::{Value, json};
use sync::{
    Auth, BASE_KEY, ClientOptions, Delivery, FhirClient, Group, Kind, MemoryVault, Outbox, Pace, Secret, Sender,
    Submission,
};
use tempfile::TempDir;
use uuid::Uuid;

/// How long a request hangs: longer than the kiosk waits.
pub const HANG: Duration = Duration::from_millis(500);

const EXCHANGE: Duration = Duration::from_millis(300);

const PACE: Pace = Pace {
    first: Duration::from_millis(20),
    longest: Duration::from_millis(80),
};

/// Every part of a registration that is created in central.
const PARTS: [(&str, &str); 5] = [
    ("RelatedPerson", "contact"),
    ("Consent", "consent"),
    ("DocumentReference", "document"),
    ("Encounter", "encounter"),
    ("Task", "desk"),
];

pub struct Clinic {
    pub line: FaultProxy,
    central: Running,
    /// Asks central over a line that nothing breaks.
    direct: FhirClient,
    _data: TempDir,
}

/// How the kiosk reaches the line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// As its own address: HTTP/2.
    ByAddress,
    /// In place of central's address: HTTP/1.1.
    InPlace,
}

impl Clinic {
    pub async fn open() -> Self {
        let data = tempfile::tempdir().unwrap();
        let mut options = central::Options::new(data.path(), SocketAddr::from(([127, 0, 0, 1], 0)));
        options.seed = Some(central::demo_seed().to_vec());
        let central = central::start(options).await.unwrap();
        let upstream = Upstream {
            origin: format!("https://{}", central.address()),
            ca_pem: Some(central.ca_pem.clone().into_bytes()),
        };
        let bounds = Bounds {
            hang: HANG,
            ..Bounds::default()
        };
        let line = FaultProxy::start(upstream, bounds, &[]).await.unwrap();
        let direct = FhirClient::new(ClientOptions {
            ca_pem: Some(central.ca_pem.clone().into_bytes()),
            auth: token(&central),
            ..ClientOptions::new(central.base.clone())
        })
        .unwrap();

        Self {
            line,
            central,
            direct,
            _data: data,
        }
    }

    /// A kiosk with an empty queue behind the line.
    pub fn kiosk(&self, way: Way, max_entries: usize) -> Kiosk {
        let directory = tempfile::tempdir().unwrap();
        let outbox = Outbox::open(&directory.path().join("outbox.db"), &MemoryVault::default()).unwrap();
        let options = ClientOptions {
            ca_pem: Some(self.line.ca_pem.clone().into_bytes()),
            auth: token(&self.central),
            timeout: EXCHANGE,
            max_entries,
            ..match way {
                Way::ByAddress => ClientOptions::new(format!("{}/fhir", self.line.origin())),
                Way::InPlace => ClientOptions {
                    connect_through: Some(self.line.address),
                    ..ClientOptions::new(self.central.base.clone())
                },
            }
        };
        let sender = Sender::with_pace(outbox.clone(), FhirClient::new(options).unwrap(), PACE);

        Kiosk {
            outbox,
            sender,
            _directory: directory,
        }
    }

    /// Somebody new with an appointment, and what the kiosk sends of their visit.
    pub async fn visitor(&self) -> Submission {
        let booked = json!({
            "resourceType": "Appointment",
            "status": "booked",
            "start": "2026-11-23T15:00:00Z",
            "end": "2026-11-23T15:30:00Z",
            "participant": [{ "actor": { "reference": "Patient/james" }, "status": "accepted" }],
        });
        let location = self.direct.create(&booked).await.unwrap().location.unwrap();
        let read = self
            .direct
            .read("Appointment", location.strip_prefix("Appointment/").unwrap())
            .await
            .unwrap();
        let mut arrived = read.resource.clone();
        arrived["status"] = json!("arrived");
        let id = Uuid::new_v4();
        let update = json!({
            "resource": arrived,
            "request": { "method": "PUT", "url": location, "ifMatch": read.version },
            BASE_KEY: read.resource,
        });
        let patient = json!({ "reference": "Patient/james" });
        let group = |name: &str, entries: Vec<Value>| Group {
            name: name.to_owned(),
            entries,
        };
        let encounter = create(
            id,
            "encounter",
            &json!({
                "resourceType": "Encounter", "status": "arrived", "subject": patient,
                "class": { "system": "http://terminology.hl7.org/CodeSystem/v3-ActCode", "code": "AMB" },
                "appointment": [{ "reference": location }],
            }),
        );

        Submission {
            id,
            kind: Kind::Registration,
            order_key: Some(id.to_string()),
            groups: vec![
                group(
                    "who",
                    vec![create(
                        id,
                        "contact",
                        &json!({ "resourceType": "RelatedPerson", "patient": patient }),
                    )],
                ),
                group(
                    "consent",
                    vec![
                        create(
                            id,
                            "consent",
                            &json!({
                                "resourceType": "Consent", "status": "active", "patient": patient,
                                "scope": { "coding": [{ "code": "treatment" }] }, "category": [{ "text": "treatment" }],
                                "policyRule": { "text": "treatment" },
                            }),
                        ),
                        create(
                            id,
                            "document",
                            &json!({
                                "resourceType": "DocumentReference", "status": "current", "subject": patient,
                                "content": [{ "attachment": { "contentType": "text/plain", "data": "U2lnbmVk" } }],
                            }),
                        ),
                    ],
                ),
                group(
                    "arrival",
                    vec![
                        update,
                        encounter,
                        create(
                            id,
                            "desk",
                            &json!({ "resourceType": "Task", "status": "requested", "intent": "order", "for": patient }),
                        ),
                    ],
                ),
            ],
        }
    }

    /// How often central holds each part of a registration, and whether the appointment is arrived at.
    pub async fn holds(&self, visit: &Submission) -> Holdings {
        let mut times = Vec::new();
        for (kind, part) in PARTS {
            let identifier = format!("urn:portico:registration|{}/{part}", visit.id);
            times.push(
                self.direct
                    .search(kind, &[("identifier", &identifier)])
                    .await
                    .unwrap()
                    .len(),
            );
        }
        let appointment = visit.groups[2].entries[0]["request"]["url"].as_str().unwrap();
        let id = appointment.strip_prefix("Appointment/").unwrap();
        let arrived = self.direct.read("Appointment", id).await.unwrap().resource["status"] == "arrived";

        Holdings { times, arrived }
    }
}

/// What central holds of a registration.
#[derive(Debug, PartialEq, Eq)]
pub struct Holdings {
    times: Vec<usize>,
    arrived: bool,
}

impl Holdings {
    pub fn all_once() -> Self {
        Self {
            times: vec![1; PARTS.len()],
            arrived: true,
        }
    }

    pub fn nothing() -> Self {
        Self {
            times: vec![0; PARTS.len()],
            arrived: false,
        }
    }
}

pub struct Kiosk {
    pub outbox: Outbox,
    pub sender: Sender,
    _directory: TempDir,
}

impl Kiosk {
    pub async fn register(&self, visit: &Submission, within: Duration) -> Delivery {
        self.outbox.enqueue(visit).unwrap();
        self.sender.send_now(visit.id, within).await
    }

    pub fn attempts(&self, visit: &Submission) -> u32 {
        self.outbox.row(visit.id).unwrap().unwrap().attempts
    }
}

fn token(central: &Running) -> Auth {
    Auth::Token(Secret::new(central.desk_token().as_bytes().to_vec()))
}

fn create(id: Uuid, part: &str, resource: &Value) -> Value {
    let mut resource = resource.clone();
    resource["identifier"] = json!([{ "system": "urn:portico:registration", "value": format!("{id}/{part}") }]);

    json!({
        "fullUrl": format!("urn:uuid:{}", Uuid::new_v5(&id, part.as_bytes())),
        "request": {
            "method": "POST",
            "url": resource["resourceType"],
            "ifNoneExist": format!("identifier=urn:portico:registration|{id}/{part}"),
        },
        "resource": resource,
    })
}
