//! A small FHIR server over real TLS that fails as it is told, and keeps what it committed.

mod door;
mod requests;
mod store;

use std::collections::VecDeque;
use std::net::{SocketAddr, TcpListener};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::response::Response;
use axum_server::Handle;
use axum_server::tls_rustls::RustlsConfig;
use serde_json::{Value, json};
use sync::{Auth, ClientOptions, FhirClient};
use uuid::Uuid;

use crate::authority::Authority;
pub use door::Door;
use door::{admitted, discovery, token};
use requests::{data, metadata};
use store::Store;

/// What happens to one request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// Answered so, and nothing is done.
    Status(u16),
    /// Answered so with `Retry-After`, and nothing is done.
    RetryAfter(u16, &'static str),
    /// Never answered, and nothing is done.
    Hang,
    /// Done, and never answered.
    HangAfter,
    /// The connection is cut before anything is done.
    CutBefore,
    /// Done, but the answer is cut: the lost acknowledgement.
    CutAfter,
    /// Done, but the answer is not FHIR.
    Garbage,
    /// Sent elsewhere, and nothing is done.
    Redirect(u16, String),
    /// Done, with more bytes than anybody should read.
    Flood,
    /// Served properly.
    None,
}

/// How this server differs from the next.
#[derive(Debug, Clone)]
#[allow(clippy::struct_excessive_bools)]
pub struct Habits {
    pub words: bool,
    pub etags: bool,
    pub locations: bool,
    pub absolute: bool,
    pub transaction: bool,
    pub conditional_create: Option<bool>,
    pub update_create: bool,
    /// What the statement says of it, when that is not true.
    pub claims_update_create: Option<bool>,
    /// How an id that the client chose is refused.
    pub refused_id: u16,
    /// Whether `_tag` is listed and searched by; a parameter that is not known is left out.
    pub tags: bool,
    /// Whether what is marked to be refused is refused.
    pub refuses: bool,
    /// How long every answer takes.
    pub pause: Duration,
    /// Whether there is a statement.
    pub statement: bool,
    pub post_search: bool,
    pub page: usize,
    pub next_page_elsewhere: bool,
    pub most_entries: usize,
    pub conflict: u16,
    pub entry_outcome: Option<u16>,
}

impl Default for Habits {
    fn default() -> Self {
        Self {
            words: true,
            etags: true,
            locations: true,
            absolute: false,
            transaction: true,
            conditional_create: Some(true),
            update_create: true,
            claims_update_create: None,
            refused_id: 404,
            tags: false,
            refuses: true,
            pause: Duration::ZERO,
            statement: true,
            post_search: true,
            page: 100,
            next_page_elsewhere: false,
            most_entries: 8,
            conflict: 412,
            entry_outcome: None,
        }
    }
}

struct Shared {
    base: String,
    habits: Mutex<Habits>,
    door: Mutex<Option<Door>>,
    faults: Mutex<VecDeque<Fault>>,
    store: Mutex<Store>,
    log: Mutex<Vec<String>>,
    /// Requests being served now, and the most there ever were at once.
    busy: Mutex<(usize, usize)>,
}

pub struct Scripted {
    pub base: String,
    pub address: SocketAddr,
    pub ca_pem: String,
    shared: Arc<Shared>,
    handle: Handle<SocketAddr>,
}

impl Scripted {
    pub async fn start() -> Self {
        let authority = Authority::new();
        let tls = authority.server(&["127.0.0.1", "central.example.org"]);

        Self::start_with(authority.pem, tls).await
    }

    pub async fn start_with(ca_pem: String, tls: rustls::ServerConfig) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        listener.set_nonblocking(true).unwrap();
        let address = listener.local_addr().unwrap();
        let base = format!("https://{address}/fhir");
        let shared = Arc::new(Shared {
            base: base.clone(),
            habits: Mutex::default(),
            door: Mutex::default(),
            faults: Mutex::default(),
            store: Mutex::default(),
            log: Mutex::default(),
            busy: Mutex::default(),
        });
        let handle = Handle::new();
        let router = Router::new().fallback(serve).with_state(Arc::clone(&shared));
        let server = axum_server::from_tcp_rustls(listener, RustlsConfig::from_config(Arc::new(tls)))
            .unwrap()
            .handle(handle.clone());
        tokio::spawn(server.serve(router.into_make_service()));
        handle.listening().await;

        Self {
            base,
            address,
            ca_pem,
            shared,
            handle,
        }
    }

    pub fn options(&self) -> ClientOptions {
        ClientOptions {
            ca_pem: Some(self.ca_pem.clone().into_bytes()),
            timeout: Duration::from_millis(1500),
            ..ClientOptions::new(&self.base)
        }
    }

    pub fn client(&self) -> FhirClient {
        FhirClient::new(self.options()).unwrap()
    }

    pub fn client_with(&self, auth: Auth) -> FhirClient {
        FhirClient::new(ClientOptions { auth, ..self.options() }).unwrap()
    }

    /// The next data requests meet these faults, one each; later ones meet none.
    pub fn faults(&self, faults: impl IntoIterator<Item = Fault>) {
        self.shared.faults.lock().unwrap().extend(faults);
    }

    pub fn habits(&self, change: impl FnOnce(&mut Habits)) {
        change(&mut self.shared.habits.lock().unwrap());
    }

    pub fn door(&self, door: Door) {
        *self.shared.door.lock().unwrap() = Some(door);
    }

    pub fn change_door(&self, change: impl FnOnce(&mut Door)) {
        change(self.shared.door.lock().unwrap().as_mut().unwrap());
    }

    pub fn forget_tokens(&self) {
        self.shared.store.lock().unwrap().tokens.clear();
    }

    /// `METHOD path` of every request.
    pub fn log(&self) -> Vec<String> {
        self.shared.log.lock().unwrap().clone()
    }

    /// The most requests that were served at once.
    pub fn most_at_once(&self) -> usize {
        self.shared.busy.lock().unwrap().1
    }

    pub fn count(&self, request: &str) -> usize {
        self.log().iter().filter(|line| line.as_str() == request).count()
    }

    pub fn all(&self, kind: &str) -> Vec<Value> {
        let store = self.shared.store.lock().unwrap();

        store
            .resources
            .iter()
            .filter(|((found, _), _)| found == kind)
            .map(|(_, (_, value))| value.clone())
            .collect()
    }

    pub fn get(&self, kind: &str, id: &str) -> Option<(u64, Value)> {
        self.shared
            .store
            .lock()
            .unwrap()
            .resources
            .get(&(kind.to_owned(), id.to_owned()))
            .cloned()
    }

    /// The types of everything that belongs to a registration, one for each resource.
    pub fn kinds_of(&self, registration: Uuid) -> Vec<String> {
        let store = self.shared.store.lock().unwrap();
        let stem = format!("{registration}/");

        store
            .resources
            .iter()
            .filter(|(_, (_, resource))| {
                resource["identifier"][0]["value"]
                    .as_str()
                    .is_some_and(|value| value.starts_with(&stem))
            })
            .map(|((kind, _), _)| kind.clone())
            .collect()
    }

    /// Somebody at the desk writes this, past every fault.
    pub fn put(&self, resource: Value) {
        let kind = resource["resourceType"].as_str().unwrap().to_owned();
        let id = resource["id"].as_str().unwrap().to_owned();
        self.shared.store.lock().unwrap().write(&kind, &id, resource);
    }

    pub fn stop(&self) {
        self.handle.shutdown();
    }
}

impl Drop for Scripted {
    fn drop(&mut self) {
        self.stop();
    }
}

async fn serve(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    {
        let mut busy = shared.busy.lock().unwrap();
        busy.0 += 1;
        busy.1 = busy.1.max(busy.0);
    }
    let pause = shared.habits.lock().unwrap().pause;
    tokio::time::sleep(pause).await;
    let response = serve_one(State(Arc::clone(&shared)), request).await;
    shared.busy.lock().unwrap().0 -= 1;

    response
}

async fn serve_one(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let body = to_bytes(body, 64 * 1024 * 1024).await.unwrap_or_default();
    let path = parts.uri.path_and_query().map(ToString::to_string).unwrap_or_default();
    shared.log.lock().unwrap().push(format!("{} {path}", parts.method));
    let served = match path.as_str() {
        "/fhir/metadata" if shared.habits.lock().unwrap().statement => return answer(200, &metadata(&shared)),
        "/fhir/metadata" => return answer(404, &Value::Null),
        "/fhir/.well-known/smart-configuration" => return discovery(&shared),
        "/token" => return token(&shared, &body),
        _ => shared.faults.lock().unwrap().pop_front().unwrap_or(Fault::None),
    };
    match &served {
        Fault::Status(status) => return answer(*status, &outcome("transient")),
        Fault::RetryAfter(status, wait) => {
            let mut response = answer(*status, &outcome("throttled"));
            response.headers_mut().insert("retry-after", wait.parse().unwrap());
            return response;
        }
        Fault::Redirect(status, target) => {
            return Response::builder()
                .status(*status)
                .header("location", target)
                .body(Body::empty())
                .unwrap();
        }
        Fault::Hang => {
            tokio::time::sleep(Duration::from_mins(1)).await;
        }
        Fault::CutBefore => return cut(),
        _ => {}
    }
    if !admitted(&shared, &parts.headers) {
        return answer(401, &outcome("login"));
    }
    let response = data(&shared, &parts.method, &path, &parts.headers, &body);
    match served {
        Fault::HangAfter => {
            tokio::time::sleep(Duration::from_mins(1)).await;
            response
        }
        Fault::CutAfter => cut(),
        Fault::Garbage => Response::builder()
            .status(200)
            .body(Body::from("<html>welcome to the wifi</html>"))
            .unwrap(),
        Fault::Flood => Response::builder()
            .status(200)
            .body(Body::from(vec![b' '; 17 * 1024 * 1024]))
            .unwrap(),
        _ => response,
    }
}

fn answer(status: u16, body: &Value) -> Response {
    Response::builder()
        .status(status)
        .header("content-type", "application/fhir+json")
        .body(Body::from(body.to_string()))
        .unwrap()
}

fn with_etag(mut response: Response, version: u64, habits: &Habits) -> Response {
    if habits.etags {
        response
            .headers_mut()
            .insert("etag", format!("W/\"{version}\"").parse().unwrap());
    }

    response
}

fn outcome(code: &str) -> Value {
    json!({"resourceType": "OperationOutcome", "issue": [{"severity": "error", "code": code, "diagnostics": "canary"}]})
}

/// Begins to answer and breaks the connection.
fn cut() -> Response {
    let broken = futures::stream::iter([Ok(vec![b'{']), Err(std::io::Error::other("cut"))]);

    Response::builder()
        .status(200)
        .header("content-type", "application/fhir+json")
        .body(Body::from_stream(broken))
        .unwrap()
}
