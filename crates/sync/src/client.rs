//! The FHIR R4 client: HTTPS only, one origin, bounded in size and time, never retrying by itself.
//!
//! Repeating is the sender's business, because only it knows what is safe to repeat. The one exception is a 401, which
//! is answered once with a new token.

mod capability;
mod date;
mod error;
mod exchange;
pub(crate) mod fuzzing;
mod http;
mod search;
mod transaction;
mod trouble;

use std::fmt;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex as StdMutex};
use std::time::{Duration, Instant};

use serde_json::Value;
use tokio::sync::Mutex;

pub use capability::Capabilities;
pub use error::ClientError;
pub(crate) use exchange::{location_of, own_location};
pub(crate) use http::{Answer, Body, Http, Request};
use search::PostSearch;
pub use transaction::EntryResponse;

use crate::secret::Secret;
use crate::smart::{Authorizer, SigningKey};

/// How long a `CapabilityStatement` is believed: servers are upgraded while kiosks run.
pub(crate) const REMEMBERED: Duration = Duration::from_hours(1);

/// How to reach central.
#[derive(Clone)]
pub struct ClientOptions {
    /// The FHIR base URL, such as `https://central.example.org/fhir`.
    pub base: String,
    /// When given, only certificates of this authority are trusted (PEM); otherwise the system's.
    pub ca_pem: Option<Vec<u8>>,
    /// How to sign in.
    pub auth: Auth,
    /// Connect here instead of to the base URL's own address: for relays in tests and rehearsals. When the base URL's
    /// host is an IP address, the certificate must be valid for the relay's address too.
    pub connect_through: Option<SocketAddr>,
    /// The longest that one exchange may take.
    pub timeout: Duration,
    /// The most entries that travel in one transaction.
    pub max_entries: usize,
}

impl ClientOptions {
    /// The usual options for a base URL: the system's authorities, no sign-in, ten seconds, eight entries.
    pub fn new(base: impl Into<String>) -> Self {
        Self {
            base: base.into(),
            ca_pem: None,
            auth: Auth::None,
            connect_through: None,
            timeout: Duration::from_secs(10),
            max_entries: 8,
        }
    }
}

/// How to sign in to central.
#[derive(Clone)]
pub enum Auth {
    /// Not at all.
    None,
    /// With a fixed bearer token.
    Token(Secret),
    /// SMART Backend Services: a signed assertion for a short-lived token.
    Smart {
        /// The id under which the kiosk is registered.
        client_id: String,
        /// The key whose public half is registered.
        key: SigningKey,
    },
}

/// A resource with the version to name when it is updated.
#[derive(Clone)]
pub struct Versioned {
    /// The resource.
    pub resource: Value,
    /// The opaque entity tag, exactly as `If-Match` wants it.
    pub version: Option<String>,
}

/// What a create or an update came to.
#[derive(Clone)]
pub struct Created {
    /// `Type/id`.
    pub location: Option<String>,
    /// The opaque entity tag of the new version.
    pub version: Option<String>,
    /// The resource, when the server returned it.
    pub resource: Option<Value>,
    /// `true` for 201; `false` when it was there already.
    pub created: bool,
}

/// One answer of `$match`.
#[derive(Clone)]
pub struct Matched {
    /// The patient.
    pub resource: Value,
    /// The server's score, 0 to 1.
    pub score: Option<f64>,
    /// The server's grade: `certain`, `probable`, `possible` or `certainly-not`.
    pub grade: Option<String>,
}

/// Speaks to one FHIR server. Cloning is cheap and shares the token and the connections.
#[derive(Clone)]
pub struct FhirClient(Arc<Inner>);

struct Inner {
    http: Http,
    authorizer: Authorizer,
    max_entries: usize,
    capabilities: Mutex<Option<(Instant, Arc<Capabilities>)>>,
    post_search: StdMutex<PostSearch>,
}

impl FhirClient {
    /// A client for one server. Nothing is sent yet.
    pub fn new(options: ClientOptions) -> Result<Self, ClientError> {
        let http = Http::new(&options)?;

        Ok(Self(Arc::new(Inner {
            http,
            authorizer: Authorizer::new(options.auth),
            max_entries: options.max_entries.max(1),
            capabilities: Mutex::new(None),
            post_search: StdMutex::default(),
        })))
    }

    /// The most entries that travel in one transaction.
    pub fn max_entries(&self) -> usize {
        self.0.max_entries
    }

    /// Central's `CapabilityStatement`.
    pub async fn metadata(&self) -> Result<Value, ClientError> {
        let request = Request::get("metadata");
        let mut answer = self.0.http.send(&request, None).await?;
        if matches!(answer.status, 401 | 403) {
            // It should be open to everybody, but is not everywhere.
            answer = self.exchange(&request).await?;
        }
        let statement = answer.success()?.json()?;

        if statement["resourceType"] == "CapabilityStatement" {
            Ok(statement)
        } else {
            Err(ClientError::Malformed("metadata is not a CapabilityStatement"))
        }
    }

    /// What central offers: asked once, then remembered for an hour. A server without a readable statement is taken
    /// to offer everything until it answers.
    pub async fn capabilities(&self) -> Result<Arc<Capabilities>, ClientError> {
        let mut known = self.0.capabilities.lock().await;
        if let Some((since, known)) = known.as_ref()
            && since.elapsed() < REMEMBERED
        {
            return Ok(Arc::clone(known));
        }
        let capabilities = match self.metadata().await {
            Ok(statement) => Arc::new(Capabilities::read(&statement)),
            Err(ClientError::NotFound | ClientError::Malformed(_) | ClientError::Rejected { .. }) => {
                return Ok(Arc::new(Capabilities::everything()));
            }
            Err(error) => return Err(error),
        };
        *known = Some((Instant::now(), Arc::clone(&capabilities)));

        Ok(capabilities)
    }

    /// Whether central answers and lets this kiosk in.
    pub async fn reachable(&self) -> Result<(), ClientError> {
        self.0.authorizer.bearer(&self.0.http).await?;
        self.metadata().await.map(drop)
    }

    /// Reads one resource.
    pub async fn read(&self, kind: &str, id: &str) -> Result<Versioned, ClientError> {
        if !is_name(kind) || !is_id(id) {
            return Err(ClientError::Malformed("not a resource's type and id"));
        }
        let answer = self.exchange(&Request::get(format!("{kind}/{id}"))).await?.success()?;
        let mut resource = answer.json()?;
        self.0.http.localize(&mut resource);
        if resource["resourceType"] != kind {
            return Err(ClientError::Malformed("another type of resource was returned"));
        }

        Ok(Versioned {
            version: answer.version(&resource),
            resource,
        })
    }

    /// Creates a resource. Not to be repeated blindly: what must arrive exactly once goes through the outbox.
    pub async fn create(&self, resource: &Value) -> Result<Created, ClientError> {
        let kind = type_of(resource)?;
        let answer = self
            .exchange(&Request::post(kind, Body::Fhir(resource)))
            .await?
            .success()?;

        Ok(Created::read(kind, &answer))
    }

    /// Updates a resource, or creates it under its id where the server allows that. With a `version`, only when
    /// central still has that version; [`ClientError::Conflict`] otherwise.
    pub async fn update(&self, resource: &Value, version: Option<&str>) -> Result<Created, ClientError> {
        let kind = type_of(resource)?;
        let id = resource["id"]
            .as_str()
            .filter(|id| is_id(id))
            .ok_or(ClientError::Malformed("it has no id"))?;
        let mut request = Request::put(format!("{kind}/{id}"), Body::Fhir(resource));
        request.if_match = version;
        let answer = self.exchange(&request).await?.success()?;

        Ok(Created::read(kind, &answer))
    }

    /// Sends with a token; a 401 is answered once with a new one.
    async fn exchange(&self, request: &Request<'_>) -> Result<Answer, ClientError> {
        let inner = &self.0;
        let token = inner.authorizer.bearer(&inner.http).await?;
        let answer = inner
            .http
            .send(request, token.as_ref().map(|token| &token.secret))
            .await?;
        inner.authorizer.note_clock(answer.date);
        let (401, Some(token)) = (answer.status, token) else {
            return Ok(answer);
        };
        if !inner.authorizer.renew(&token).await {
            return Ok(answer);
        }
        let token = inner.authorizer.bearer(&inner.http).await?;

        inner
            .http
            .send(request, token.as_ref().map(|token| &token.secret))
            .await
    }
}

impl fmt::Debug for FhirClient {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("FhirClient")
    }
}

fn type_of(resource: &Value) -> Result<&str, ClientError> {
    resource["resourceType"]
        .as_str()
        .filter(|kind| is_name(kind))
        .ok_or(ClientError::Malformed("it is not a resource"))
}

/// A resource type's name.
pub(crate) fn is_name(text: &str) -> bool {
    !text.is_empty() && text.len() <= 64 && text.chars().all(|letter| letter.is_ascii_alphabetic())
}

/// A logical id (FHIR R4, data type `id`).
pub(crate) fn is_id(text: &str) -> bool {
    !text.is_empty()
        && text.len() <= 64
        && text != "."
        && text != ".."
        && text
            .chars()
            .all(|letter| letter.is_ascii_alphanumeric() || letter == '-' || letter == '.')
}
