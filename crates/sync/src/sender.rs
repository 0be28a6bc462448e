//! stub
use std::future::Future;
use std::time::Duration;
use jiff::Timestamp;
use tokio::sync::broadcast;
use uuid::Uuid;
use crate::client::FhirClient;
use crate::outbox::{Outbox, OutboxError};

/// Proof that central has the whole submission and that the outbox knows it. Only the sender can make one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Acknowledged {
    /// The submission.
    pub id: Uuid,
    /// When the last answer was stored.
    pub at: Timestamp,
    /// `Type/id` of every resource, in the order of the entries.
    pub locations: Vec<String>,
    /// `Type/id` of updates that could not be merged and were left to the desk.
    pub left_to_desk: Vec<String>,
    _private: (),
}

/// How far a submission got.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Delivery {
    /// Central has it.
    Acknowledged(Acknowledged),
    /// It is safe here and is tried again.
    Waiting {
        /// Why, without private data.
        reason: String,
    },
    /// It is safe here, but staff must look at it.
    SetAside {
        /// Why, without private data.
        reason: String,
    },
}

/// What a drain came to.
#[derive(Debug, Clone, PartialEq, Eq, Default, serde::Serialize)]
pub struct DrainReport {
    /// Acknowledged in this drain.
    pub acknowledged: u64,
    /// Still waiting.
    pub waiting: u64,
    /// Set aside in this drain.
    pub set_aside: u64,
    /// The last reason for waiting.
    pub last_error: Option<String>,
}

/// The background loop ended because it was asked to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stopped;

/// Sends what the outbox holds.
#[derive(Clone)]
pub struct Sender { outbox: Outbox, client: FhirClient, events: broadcast::Sender<(Uuid, Delivery)> }

#[allow(missing_docs, clippy::unused_async)]
impl Sender {
    pub fn new(outbox: Outbox, client: FhirClient) -> Self { Self { outbox, client, events: broadcast::channel(256).0 } }
    pub async fn send_now(&self, _id: Uuid, _within: Duration) -> Delivery { let _ = (&self.outbox, &self.client); Delivery::Waiting { reason: String::new() } }
    pub async fn run(self, stop: impl Future<Output = ()> + Send) -> Stopped { stop.await; Stopped }
    pub async fn drain(&self) -> Result<DrainReport, OutboxError> { Ok(DrainReport::default()) }
    pub fn events(&self) -> broadcast::Receiver<(Uuid, Delivery)> { self.events.subscribe() }
}
