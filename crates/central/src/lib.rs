//! The embedded central: the part of HL7 FHIR R4 (4.0.1) that the kiosk uses, on `SQLite` over HTTPS, with SMART
//! Backend Services authorization, a pretend payer, a pretend payment provider and a small page for the desk.
//!
//! It is a real server for demonstrations, development and tests; a hospital points the kiosk at its own.

mod auth;
mod dates;
mod desk;
mod fhir;
mod fold;
mod payer;
mod payment;
mod problem;
mod search;
mod secrets;
mod seed;
mod server;
mod store;
mod tls;
mod web;
mod worker;

use std::{fmt, net::SocketAddr, path::PathBuf, time::Duration};

pub use server::start;

/// How the central is to run.
#[derive(Clone)]
pub struct Options {
    /// Where the database, the certificate authority and the desk token are kept. Made when missing.
    pub data: PathBuf,
    /// The address to listen on. Port 0 takes any free one.
    pub listen: SocketAddr,
    /// A transaction Bundle in JSON, loaded only into an empty store. See [`demo_seed`].
    pub seed: Option<Vec<u8>>,
    /// The kiosks that may ask for an access token. They are remembered in the store.
    pub clients: Vec<Client>,
    /// Names and addresses, besides the loopback ones, that the server certificate is to cover.
    pub host_names: Vec<String>,
    /// How long the pretend payer takes to answer.
    pub payer_delay: Duration,
    /// The site's time zone: what "today" means, and the offset of the demo appointments.
    pub time_zone: jiff::tz::TimeZone,
    /// Where a patient's phone reaches this server, such as `https://clinic.example.org:8443`, for payment links.
    pub public_url: Option<String>,
    /// How long a payment link lives. Never more than fifteen minutes.
    pub payment_life: Duration,
}

/// The seed holds people, so it is not shown.
impl fmt::Debug for Options {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Options")
            .field("data", &self.data)
            .field("listen", &self.listen)
            .field("host_names", &self.host_names)
            .field("public_url", &self.public_url)
            .finish_non_exhaustive()
    }
}

impl Options {
    /// The usual options: no seed, no clients, a payer that takes 1.5 seconds, the system's time zone.
    pub fn new(data: impl Into<PathBuf>, listen: SocketAddr) -> Self {
        Self {
            data: data.into(),
            listen,
            seed: None,
            clients: Vec::new(),
            host_names: Vec::new(),
            payer_delay: Duration::from_millis(1500),
            time_zone: jiff::tz::TimeZone::system(),
            public_url: None,
            payment_life: Duration::from_mins(15),
        }
    }
}

/// A backend service that may ask for access tokens (SMART Backend Services).
#[derive(Debug, Clone)]
pub struct Client {
    /// The client id, which is both `iss` and `sub` of its assertions.
    pub id: String,
    /// Its public keys, as a JSON Web Key Set (RFC 7517).
    pub jwks: serde_json::Value,
}

/// Why the central could not start or go on.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The data directory, a key file or the address could not be used.
    #[error("the central's files or address cannot be used: {0}")]
    Io(#[from] std::io::Error),
    /// The certificate authority could not be read, or a certificate not be made.
    #[error("the central's certificate cannot be made: {0}")]
    Certificate(#[from] rcgen::Error),
    /// TLS could not be set up.
    #[error("TLS cannot be set up: {0}")]
    Tls(#[from] rustls::Error),
    /// The database could not be opened.
    #[error("the central's database cannot be opened")]
    Store(#[source] rusqlite::Error),
    /// The seed is not a Bundle that can be loaded. Names the place, never a value.
    #[error("the seed cannot be loaded: {0}")]
    Seed(String),
    /// A client could not be registered.
    #[error("a client needs an id and a JSON Web Key Set with at least one key")]
    Client,
}

/// A central that is up. Dropping it stops it at once; [`Running::stop`] lets requests under way finish.
pub struct Running {
    /// The FHIR base URL, such as `https://127.0.0.1:8443/fhir`.
    pub base: String,
    /// The certificate authority that signed the server's certificate, as a PEM file.
    pub ca_path: PathBuf,
    /// The same certificate authority, as PEM text.
    pub ca_pem: String,
    /// The file that holds the desk's static bearer token; readable by its owner only.
    pub desk_token_path: PathBuf,
    inner: server::Inner,
}

impl fmt::Debug for Running {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Running")
            .field("base", &self.base)
            .finish_non_exhaustive()
    }
}

impl Running {
    /// The desk's static bearer token.
    pub fn desk_token(&self) -> &str {
        self.inner.desk_token()
    }

    /// The address the server listens on.
    pub fn address(&self) -> SocketAddr {
        self.inner.address()
    }

    /// Where clients ask for access tokens: the audience of their assertions.
    pub fn token_url(&self) -> String {
        format!("{}/auth/token", self.base.trim_end_matches("/fhir"))
    }

    /// The page for the desk.
    pub fn desk_url(&self) -> String {
        format!("{}/desk", self.base.trim_end_matches("/fhir"))
    }

    /// Remembers a client, so that it may ask for access tokens from now on, after a restart too.
    pub async fn register(&self, client: Client) -> Result<(), Error> {
        self.inner.register(client).await
    }

    /// Stops taking requests, lets those under way finish, and closes the store.
    pub async fn stop(self) {
        self.inner.stop().await;
    }

    /// Waits until the server has ended by itself.
    pub async fn stopped(&mut self) {
        self.inner.stopped().await;
    }
}

/// The demonstration's people, appointments, forms and consents: a transaction Bundle with dates relative to now.
pub fn demo_seed() -> &'static [u8] {
    include_bytes!("../../../resources/demo/seed.json")
}
