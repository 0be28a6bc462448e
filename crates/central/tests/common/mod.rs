//! A central on a real TLS socket, and a kiosk that trusts nothing but its certificate authority.

#![allow(dead_code, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::{net::SocketAddr, path::Path, time::Duration};

use jsonwebtoken::{Algorithm, EncodingKey, Header, encode};
use p384::{SecretKey, pkcs8::EncodePrivateKey};
use portico_central::{Options, Running, start};
use rand::RngCore;
use reqwest::{Certificate, Method, RequestBuilder, Response, StatusCode};
use serde_json::{Value, json};
use tempfile::TempDir;

pub const REGISTRATION: &str = "urn:portico:registration";

/// A client's signing key.
pub struct Key {
    secret: SecretKey,
    pub kid: String,
}

impl Key {
    pub fn new(kid: &str) -> Self {
        let secret = loop {
            let mut bytes = [0; 48];
            rand::rng().fill_bytes(&mut bytes);
            if let Ok(secret) = SecretKey::from_slice(&bytes) {
                break secret;
            }
        };

        Self {
            secret,
            kid: kid.into(),
        }
    }

    /// A key that two processes have without telling each other.
    pub fn known() -> Self {
        Self {
            secret: SecretKey::from_slice(&[7; 48]).unwrap(),
            kid: "known".into(),
        }
    }

    pub fn jwks(&self) -> Value {
        let mut key = serde_json::to_value(self.secret.public_key().to_jwk()).unwrap();
        key["kid"] = json!(self.kid);
        key["use"] = json!("sig");

        json!({ "keys": [key] })
    }

    pub fn sign(&self, claims: &Value) -> String {
        let mut header = Header::new(Algorithm::ES384);
        header.kid = Some(self.kid.clone());
        let der = self.secret.to_pkcs8_der().unwrap();

        encode(&header, claims, &EncodingKey::from_ec_der(der.as_bytes())).unwrap()
    }
}

/// A central with what is needed to talk to it.
pub struct World {
    pub data: TempDir,
    pub central: Running,
    pub http: reqwest::Client,
    pub token: String,
}

pub fn options(data: &Path) -> Options {
    let mut options = Options::new(data, SocketAddr::from(([127, 0, 0, 1], 0)));
    options.time_zone = jiff::tz::TimeZone::get("America/Chicago").unwrap();
    options.payer_delay = Duration::from_millis(50);

    options
}

pub fn client(ca_pem: &str) -> reqwest::Client {
    // Only the first test of a process installs it; the others find it there.
    let _ = rustls::crypto::ring::default_provider().install_default();

    reqwest::Client::builder()
        .tls_certs_only([Certificate::from_pem(ca_pem.as_bytes()).unwrap()])
        .redirect(reqwest::redirect::Policy::none())
        .timeout(Duration::from_secs(30))
        .build()
        .unwrap()
}

impl World {
    /// An empty central.
    pub async fn new() -> Self {
        Self::with(|_| {}).await
    }

    /// A central with the demonstration's people.
    pub async fn demo() -> Self {
        Self::with(|options| options.seed = Some(portico_central::demo_seed().to_vec())).await
    }

    pub async fn with(change: impl FnOnce(&mut Options)) -> Self {
        let data = tempfile::tempdir().unwrap();
        let mut options = options(data.path());
        change(&mut options);
        let central = start(options).await.unwrap();
        let http = client(&central.ca_pem);
        let token = central.desk_token().to_owned();

        Self {
            data,
            central,
            http,
            token,
        }
    }

    pub fn request(&self, method: Method, path: &str) -> RequestBuilder {
        self.http
            .request(method, format!("{}/{path}", self.central.base))
            .bearer_auth(&self.token)
    }

    pub async fn get(&self, path: &str) -> Value {
        let response = self.request(Method::GET, path).send().await.unwrap();

        json_of(response, StatusCode::OK).await
    }

    pub async fn post(&self, path: &str, body: &Value) -> Response {
        self.send(Method::POST, path, body).await
    }

    pub async fn send(&self, method: Method, path: &str, body: &Value) -> Response {
        self.request(method, path)
            .header("content-type", "application/fhir+json")
            .body(body.to_string())
            .send()
            .await
            .unwrap()
    }

    pub async fn create(&self, resource: &Value) -> Value {
        let kind = resource["resourceType"].as_str().unwrap();

        json_of(self.post(kind, resource).await, StatusCode::CREATED).await
    }

    pub async fn total(&self, query: &str) -> u64 {
        self.get(query).await["total"].as_u64().unwrap()
    }

    /// Looks at something until it is as wished, for ten seconds.
    pub async fn wait(&self, path: &str, wished: impl Fn(&Value) -> bool) -> Value {
        for _ in 0..200 {
            let seen = self.get(path).await;
            if wished(&seen) {
                return seen;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("{path} never became what was waited for");
    }
}

pub async fn json_of(response: Response, expected: StatusCode) -> Value {
    let status = response.status();
    let text = response.text().await.unwrap();
    assert_eq!(status, expected, "{text}");

    serde_json::from_str(&text).unwrap()
}

/// The text of an `OperationOutcome`, after making sure that it is one.
pub async fn refusal(response: Response, expected: u16) -> String {
    let outcome = json_of(response, StatusCode::from_u16(expected).unwrap()).await;
    assert_eq!(outcome["resourceType"], "OperationOutcome");
    assert!(outcome["issue"][0]["code"].is_string());

    outcome["issue"][0]["diagnostics"].as_str().unwrap().to_owned()
}

pub fn patient(family: &str, given: &str, birth_date: &str) -> Value {
    json!({
        "resourceType": "Patient",
        "active": true,
        "name": [{ "family": family, "given": [given] }],
        "birthDate": birth_date,
    })
}

pub fn transaction(entries: &[Value]) -> Value {
    json!({ "resourceType": "Bundle", "type": "transaction", "entry": entries })
}

/// An entry that creates its resource unless a registration's part is there already.
pub fn part(full_url: &str, registration: &str, name: &str, mut resource: Value) -> Value {
    let kind = resource["resourceType"].as_str().unwrap().to_owned();
    let value = format!("{registration}/{name}");
    resource["identifier"] = json!([{ "system": REGISTRATION, "value": value }]);

    json!({
        "fullUrl": full_url,
        "resource": resource,
        "request": { "method": "POST", "url": kind, "ifNoneExist": format!("identifier={REGISTRATION}|{value}") },
    })
}
