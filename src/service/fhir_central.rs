//! Central over FHIR, with the outbox before it.

mod asking;
mod background;
mod find;
mod follow;
mod matching;
mod pending;
mod refresh;
mod visits;

use std::sync::Arc;
use std::time::Duration;

use futures::FutureExt;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use registration::bill::{PaymentLink, PaymentState};
use registration::identity::Guess;
use registration::insurance::Eligibility;
use registration::journey::Step;
use registration::mapping::transaction::Context;
use registration::mapping::{self, audit, consent, coverage, invoice, questionnaire, task, transaction};
use registration::session::{DeskNote, Dossier};
use registration::visit::Window;
use registration::{Record, Session};
use serde_json::{Value, json};
use sync::{ClientError, FhirClient, Kind, Outbox, Sender, Submission};
use uuid::Uuid;

pub use follow::Open;
pub use refresh::Kept;

use super::central::{Central, Delivery, Found, Override, Reply, Unanswered};

/// The forms that the site asks everybody to fill in.
const FORMS: [(&str, &str); 2] = [("status", "active"), ("context", "urn:portico:form|kiosk")];

/// The documents that the site asks everybody to sign.
const DOCUMENTS: [(&str, &str); 2] = [("status", "current"), ("type", "urn:portico:consent-document|")];

/// How long answers are waited for. Rehearsals with faults shorten it, so that nobody waits for nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Patience {
    /// How often an answer is asked for that comes later.
    pub poll: Duration,
    /// How long the payer may take before the person goes on without an answer.
    pub payer: Duration,
    /// How long the payment side may take to make a link.
    pub link: Duration,
    /// How long central may take for each list of what it holds about a patient.
    pub dossier: Duration,
    /// How long a call for help may take before the person is told where the desk is.
    pub help: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self {
            poll: Duration::from_millis(400),
            payer: Duration::from_secs(8),
            link: Duration::from_secs(8),
            dossier: Duration::from_secs(8),
            help: Duration::from_secs(6),
        }
    }
}

/// What the site sets about central.
#[derive(Clone)]
pub struct Place {
    /// The kiosk's name.
    pub device: String,
    /// The clinic's name.
    pub organization: String,
    /// The clinic's time zone.
    pub zone: TimeZone,
    /// When arrivals are taken.
    pub window: Window,
    /// How long the person waits for the acknowledgement.
    pub acknowledge: Duration,
    /// Extension on `Invoice` that holds the due date.
    pub invoice_due_date: String,
    /// How long answers are waited for.
    pub patience: Patience,
    /// `Location`s whose visits are kept for when central is away; all of the clinic's where none is named.
    pub locations: Vec<String>,
    /// How often today's visits are refreshed; never where none is set.
    pub refresh: Option<Duration>,
}

/// Central over FHIR.
#[derive(Clone)]
pub struct FhirCentral {
    inner: Arc<Inner>,
}

struct Inner {
    client: FhirClient,
    outbox: Outbox,
    sender: Sender,
    place: Place,
    /// What is open and followed.
    pending: Arc<pending::Pending>,
    turns: tokio::sync::Mutex<follow::Turns>,
}

impl FhirCentral {
    /// A central behind an outbox.
    pub fn new(client: FhirClient, outbox: Outbox, sender: Sender, place: Place) -> Self {
        Self {
            inner: Arc::new(Inner {
                client,
                pending: Arc::new(pending::Pending::new(outbox.clone())),
                turns: tokio::sync::Mutex::default(),
                outbox,
                sender,
                place,
            }),
        }
    }
}

impl Inner {
    fn context(&self, now: Timestamp) -> Context {
        Context {
            device: self.place.device.clone(),
            location: None,
            organization: Some(self.place.organization.clone()),
            now,
            time_zone: self.place.zone.clone(),
        }
    }

    pub(super) async fn search(&self, kind: &str, parameters: &[(&str, &str)]) -> Result<Vec<Value>, Unanswered> {
        self.client
            .search(kind, parameters)
            .await
            .map_err(|error| unanswered("search", kind, &error))
    }

    async fn read(&self, kind: &str, id: &str) -> Result<Record, Unanswered> {
        let found = self
            .client
            .read(kind, id)
            .await
            .map_err(|error| unanswered("read", kind, &error))?;

        Ok(Record::new(found.resource, found.version))
    }

    async fn dossier(&self, patient: Option<&Record>) -> Dossier {
        let reference = patient.map(Record::reference);
        // Each list in a few seconds, or the desk does without: nobody waits for a hospital's slow day.
        let bounded = |kind: &'static str, parameters: Vec<(&'static str, String)>| async move {
            let parameters: Vec<(&str, &str)> =
                parameters.iter().map(|(name, value)| (*name, value.as_str())).collect();
            tokio::time::timeout(self.place.patience.dossier, self.search(kind, &parameters))
                .await
                .unwrap_or(Err(Unanswered))
        };
        let of_patient = |kind: &'static str| {
            let reference = reference.clone();
            async move {
                match reference {
                    Some(reference) => bounded(kind, vec![("patient", reference)]).await,
                    None => Ok(Vec::new()),
                }
            }
        };
        let owned = |parameters: [(&'static str, &str); 2]| parameters.map(|(name, value)| (name, value.to_owned()));
        let forms = bounded("Questionnaire", owned(FORMS).to_vec());
        let documents = bounded("DocumentReference", owned(DOCUMENTS).to_vec());
        let (coverages, invoices, forms, documents) =
            futures::join!(of_patient("Coverage"), of_patient("Invoice"), forms, documents);
        let (forms, documents) = self.or_kept(forms, documents).await;
        let mut missing = Vec::new();
        let mut read = |found: Result<Vec<Value>, Unanswered>, note: DeskNote| {
            found.unwrap_or_else(|Unanswered| {
                missing.push(note);
                Vec::new()
            })
        };
        let coverages = read(coverages, DeskNote::InsuranceMissing);
        let invoices = read(invoices, DeskNote::BillUnavailable);
        let forms = read(forms, DeskNote::FormsMissing);
        let documents = read(documents, DeskNote::ConsentMissing);

        let asked = documents.len();
        let consents: Vec<_> = documents
            .into_iter()
            .map(mapping::record)
            .filter_map(|record| consent::read(&record))
            .collect();
        if consents.len() < asked {
            // A document that cannot be read cannot be signed: the desk asks.
            missing.push(DeskNote::ConsentMissing);
        }

        Dossier {
            related: Vec::new(),
            coverages: coverages
                .into_iter()
                .map(mapping::record)
                .filter_map(|record| coverage::read(&record))
                .collect(),
            forms: forms
                .into_iter()
                .map(mapping::record)
                .filter_map(|record| questionnaire::read(&record))
                .collect(),
            consents,
            invoices: invoices
                .into_iter()
                .map(mapping::record)
                .filter_map(|record| invoice::read(&record, &self.place.invoice_due_date))
                .collect(),
            missing,
        }
    }

    /// The questions and documents of the site as they were last known, where central does not answer.
    async fn or_kept(
        &self,
        forms: Result<Vec<Value>, Unanswered>,
        documents: Result<Vec<Value>, Unanswered>,
    ) -> (Result<Vec<Value>, Unanswered>, Result<Vec<Value>, Unanswered>) {
        if forms.is_ok() && documents.is_ok() {
            return (forms, documents);
        }
        let Some(kept) = self.kept_questions().await else {
            return (forms, documents);
        };

        (
            forms.or(Ok::<_, Unanswered>(kept.forms)),
            documents.or(Ok::<_, Unanswered>(kept.documents)),
        )
    }

    async fn task(&self, reference: &str) -> Result<Record, Unanswered> {
        let id = reference.rsplit_once('/').map_or(reference, |(_, id)| id);

        self.read("Task", id).await
    }

    /// Makes something durable, and tries for a while to deliver it.
    async fn deliver(&self, submission: Submission, within: Duration) -> Option<sync::Delivery> {
        let id = submission.id;
        if let Err(error) = self.outbox.enqueue(&submission) {
            tracing::error!(%error, kind = %submission.kind, "the outbox did not take a submission");
            return None;
        }

        Some(self.sender.send_now(id, within).await)
    }

    async fn help(&self, session: Uuid, step: Step, language: &str, now: Timestamp) -> Result<String, Unanswered> {
        let id = Uuid::new_v4();
        let resource = task::help(id, Some(step), language, &self.context(now));
        let submission = Submission {
            id,
            kind: Kind::Help,
            groups: vec![sync::Group {
                name: "help".to_owned(),
                entries: vec![put(&resource, id)],
            }],
            order_key: None,
        };
        tracing::info!(%session, step = step.as_str(), "help was called");
        match self.deliver(submission, self.place.patience.help).await {
            Some(sync::Delivery::Acknowledged(acknowledged)) => {
                acknowledged.locations.into_iter().next().ok_or(Unanswered)
            }
            _ => Err(Unanswered),
        }
    }

    async fn send(&self, id: Uuid, session: &Session, groups: Vec<transaction::Group>, now: Timestamp) -> Delivery {
        self.open(session, id, now).await;
        let submission = Submission {
            id,
            kind: Kind::Registration,
            groups: groups
                .into_iter()
                .map(|group| sync::Group {
                    name: group.name,
                    entries: group.entries,
                })
                .collect(),
            order_key: session.patient.as_ref().map(Record::reference),
        };
        match self.deliver(submission, self.place.acknowledge).await {
            // The appointment was changed meanwhile, and the desk decides: central has everything but the arrival.
            Some(sync::Delivery::Acknowledged(kept)) if kept.is_left_to_desk("Appointment") => Delivery::LeftToDesk,
            Some(sync::Delivery::Acknowledged(_)) => Delivery::Acknowledged,
            Some(sync::Delivery::Waiting { reason } | sync::Delivery::SetAside { reason }) => {
                tracing::warn!(session = %session.id, reason, "a registration waits");
                Delivery::Waiting
            }
            None => Delivery::NotKept,
        }
    }

    /// What was collected without the arrival, and a task by whose code the desk goes on.
    async fn hand_over(&self, session: &Session, code: &str, now: Timestamp) -> Delivery {
        let context = self.context(now);
        let mut groups = if session.person.is_some() {
            transaction::groups(session, &context)
        } else {
            Vec::new()
        };
        groups.retain(|group| group.name != "arrival");
        let somebody_new = || format!("urn:uuid:{}", mapping::part_id(session.id, "patient"));
        let patient = match &session.patient {
            Some(record) => Some(record.reference()),
            None => session.person.is_some().then(somebody_new),
        };
        let mut desk = task::desk(
            &session.notes(),
            session,
            patient.as_deref(),
            None,
            "hand-over",
            &context,
        );
        desk["description"] = json!(format!("Handed over at the kiosk with the code {code}"));
        let id = mapping::part_id(session.id, "hand-over");
        groups.push(transaction::Group {
            name: "hand-over".to_owned(),
            entries: vec![put(&desk, id)],
        });

        self.send(id, session, groups, now).await
    }

    async fn tell_desk(&self, session: Uuid, notes: &[DeskNote], now: Timestamp) {
        let id = Uuid::new_v4();
        let nobody = Session::new(session, now, "en");
        // A part of its own: the registration's task for the desk must not be taken for this one.
        let part = format!("desk-{id}");
        let desk = task::desk(notes, &nobody, None, None, &part, &self.context(now));
        let submission = Submission {
            id,
            kind: Kind::Task,
            groups: vec![sync::Group {
                name: "desk".to_owned(),
                entries: vec![put(&desk, id)],
            }],
            order_key: None,
        };
        self.deliver(submission, self.place.patience.help).await;
    }

    async fn report(&self, action: &Override) {
        let id = Uuid::new_v4();
        let event = audit::event(
            id,
            action.action,
            &action.who,
            &action.why,
            action.when,
            action.session,
            &self.place.device,
        );
        let submission = Submission {
            id,
            kind: Kind::Audit,
            groups: vec![sync::Group {
                name: "audit".to_owned(),
                entries: vec![put(&event, id)],
            }],
            order_key: None,
        };
        self.deliver(submission, self.place.patience.help).await;
    }
}

/// An entry that puts a resource under an id of our own, so that a replay changes nothing.
fn put(resource: &Value, id: Uuid) -> Value {
    let kind = resource["resourceType"].as_str().unwrap_or_default();
    let mut resource = resource.clone();
    resource["id"] = json!(id.to_string());

    json!({
        "fullUrl": format!("urn:uuid:{id}"),
        "resource": resource,
        "request": { "method": "PUT", "url": format!("{kind}/{id}") },
    })
}

fn unanswered(action: &'static str, kind: &str, error: &ClientError) -> Unanswered {
    tracing::warn!(action, kind, %error, "central did not answer");

    Unanswered
}

impl Central for FhirCentral {
    fn find(&self, guess: Guess, now: Timestamp) -> Reply<Result<Option<Found>, Unanswered>> {
        let inner = self.inner.clone();
        async move { inner.find(&guess, now).await }.boxed()
    }

    fn dossier(&self, patient: Option<Record>) -> Reply<Dossier> {
        let inner = self.inner.clone();
        async move { inner.dossier(patient.as_ref()).await }.boxed()
    }

    fn eligibility(&self, session: Session, now: Timestamp) -> Reply<Eligibility> {
        let inner = self.inner.clone();
        async move { inner.eligibility(&session, now).await }.boxed()
    }

    fn payment_link(&self, session: Session, now: Timestamp) -> Reply<Result<PaymentLink, Unanswered>> {
        let inner = self.inner.clone();
        async move { inner.payment_link(&session, now).await }.boxed()
    }

    fn payment_state(&self, task: String) -> Reply<PaymentState> {
        let inner = self.inner.clone();
        async move {
            match inner.task(&task).await {
                Ok(answer) => task::payment_state(answer.resource()),
                Err(Unanswered) => PaymentState::Unavailable,
            }
        }
        .boxed()
    }

    fn call_help(
        &self,
        session: Uuid,
        step: Step,
        language: String,
        now: Timestamp,
    ) -> Reply<Result<String, Unanswered>> {
        let inner = self.inner.clone();
        async move { inner.help(session, step, &language, now).await }.boxed()
    }

    fn help_state(&self, task: String) -> Reply<Result<task::HelpState, Unanswered>> {
        let inner = self.inner.clone();
        async move {
            inner
                .task(&task)
                .await
                .map(|answer| task::help_state(answer.resource()))
        }
        .boxed()
    }

    fn tell_desk(&self, session: Uuid, notes: Vec<DeskNote>, now: Timestamp) -> Reply<()> {
        let inner = self.inner.clone();
        async move { inner.tell_desk(session, &notes, now).await }.boxed()
    }

    fn send(&self, session: Session, now: Timestamp) -> Reply<Delivery> {
        let inner = self.inner.clone();
        async move {
            let groups = transaction::groups(&session, &inner.context(now));
            inner.send(session.id, &session, groups, now).await
        }
        .boxed()
    }

    fn hand_over(&self, session: Session, code: String, now: Timestamp) -> Reply<Delivery> {
        let inner = self.inner.clone();
        async move { inner.hand_over(&session, &code, now).await }.boxed()
    }

    fn report(&self, action: Override) -> Reply<()> {
        let inner = self.inner.clone();
        async move { inner.report(&action).await }.boxed()
    }

    fn next_ticket(&self, now: Timestamp) -> u32 {
        let day = now.to_zoned(self.inner.place.zone.clone()).date();

        self.inner.outbox.next_ticket_number(day).unwrap_or_else(|error| {
            tracing::error!(%error, "no ticket number could be had");
            0
        })
    }
}
