//! A small FHIR server over real TLS that fails as it is told, and keeps what it committed.

use std::collections::{BTreeMap, HashSet, VecDeque};
use std::net::{SocketAddr, TcpListener};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, Method};
use axum::response::Response;
use axum_server::Handle;
use axum_server::tls_rustls::RustlsConfig;
use jsonwebtoken::{Algorithm, DecodingKey, Validation};
use serde_json::{Value, json};
use sync::{Auth, ClientOptions, FhirClient, Group, Kind, Submission};
use uuid::Uuid;

use crate::authority::Authority;

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
            post_search: true,
            page: 100,
            next_page_elsewhere: false,
            most_entries: 8,
            conflict: 412,
            entry_outcome: None,
        }
    }
}

/// How this server lets people in.
#[derive(Debug, Clone)]
pub struct Door {
    pub client_id: String,
    pub jwks: Value,
    pub scope: String,
    pub expires_in: u64,
    /// This server's clock less the real one, in seconds.
    pub clock: i64,
    pub algorithms: Vec<&'static str>,
}

#[derive(Default)]
struct Store {
    resources: BTreeMap<(String, String), (u64, Value)>,
    tokens: HashSet<String>,
    assertions: HashSet<String>,
}

struct Shared {
    base: String,
    habits: Mutex<Habits>,
    door: Mutex<Option<Door>>,
    faults: Mutex<VecDeque<Fault>>,
    store: Mutex<Store>,
    log: Mutex<Vec<String>>,
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
        });
        let handle = Handle::new();
        let router = Router::new()
            .fallback(serve)
            .with_state(Arc::clone(&shared));
        let server =
            axum_server::from_tcp_rustls(listener, RustlsConfig::from_config(Arc::new(tls)))
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
        FhirClient::new(ClientOptions {
            auth,
            ..self.options()
        })
        .unwrap()
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

    pub fn count(&self, request: &str) -> usize {
        self.log()
            .iter()
            .filter(|line| line.as_str() == request)
            .count()
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

    /// Somebody at the desk writes this, past every fault.
    pub fn put(&self, resource: Value) {
        let kind = resource["resourceType"].as_str().unwrap().to_owned();
        let id = resource["id"].as_str().unwrap().to_owned();
        self.shared
            .store
            .lock()
            .unwrap()
            .write(&kind, &id, resource);
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

impl Store {
    fn write(&mut self, kind: &str, id: &str, mut resource: Value) -> u64 {
        let key = (kind.to_owned(), id.to_owned());
        let version = self
            .resources
            .get(&key)
            .map_or(1, |(version, _)| version + 1);
        resource["id"] = json!(id);
        resource["meta"]["versionId"] = json!(version.to_string());
        self.resources.insert(key, (version, resource));

        version
    }

    fn find(&self, kind: &str, condition: &str) -> Vec<(String, u64)> {
        let wanted = condition
            .strip_prefix("identifier=")
            .expect("only identifiers are searched here");
        let (system, value) = wanted.split_once('|').unwrap();

        self.resources
            .iter()
            .filter(|((found, _), (_, resource))| {
                found == kind
                    && resource["identifier"]
                        .as_array()
                        .into_iter()
                        .flatten()
                        .any(|identifier| {
                            identifier["system"] == system && identifier["value"] == value
                        })
            })
            .map(|((_, id), (version, _))| (id.clone(), *version))
            .collect()
    }
}

struct Done {
    status: u16,
    location: String,
    version: u64,
}

impl Shared {
    fn transaction(&self, bundle: &Value) -> Result<Value, (u16, &'static str)> {
        let habits = self.habits.lock().unwrap().clone();
        let entries = bundle["entry"].as_array().cloned().unwrap_or_default();
        if bundle["type"] != "transaction" || !habits.transaction {
            return Err((400, "not-supported"));
        }
        if entries.len() > habits.most_entries {
            return Err((400, "too-costly"));
        }
        let mut store = self.store.lock().unwrap();
        let before = store.resources.clone();
        let result = run(&mut store, &entries, &habits);
        if result.is_err() {
            store.resources = before;
        }
        let responses = result?
            .into_iter()
            .map(|done| self.entry(&done, &habits))
            .collect::<Vec<_>>();

        Ok(json!({"resourceType": "Bundle", "type": "transaction-response", "entry": responses}))
    }

    fn entry(&self, done: &Done, habits: &Habits) -> Value {
        let words = if done.status == 201 {
            "201 Created"
        } else {
            "200 OK"
        };
        let status = if habits.words {
            words.to_owned()
        } else {
            done.status.to_string()
        };
        let mut response = json!({ "status": status });
        if let Some(status) = habits.entry_outcome {
            response["status"] = json!(status.to_string());
            response["outcome"] = json!({"resourceType": "OperationOutcome",
                "issue": [{"severity": "error", "code": "processing", "diagnostics": "canary"}]});
        }
        if habits.etags {
            response["etag"] = json!(format!("W/\"{}\"", done.version));
        }
        if habits.locations {
            let prefix = if habits.absolute {
                format!("{}/", self.base)
            } else {
                String::new()
            };
            response["location"] = json!(format!(
                "{prefix}{}/_history/{}",
                done.location, done.version
            ));
        }

        json!({ "response": response })
    }
}

fn run(
    store: &mut Store,
    entries: &[Value],
    habits: &Habits,
) -> Result<Vec<Done>, (u16, &'static str)> {
    let mut plan = Vec::new();
    let mut known = BTreeMap::new();
    for entry in entries {
        assert!(
            entry.get("portico:base").is_none(),
            "the base snapshot must not be sent"
        );
        let request = &entry["request"];
        let kind = entry["resource"]["resourceType"]
            .as_str()
            .unwrap()
            .to_owned();
        let (id, existing) = if request["method"] == "PUT" {
            (
                request["url"]
                    .as_str()
                    .unwrap()
                    .split('/')
                    .nth(1)
                    .unwrap()
                    .to_owned(),
                None,
            )
        } else if let Some(condition) = request["ifNoneExist"].as_str() {
            let found = store.find(&kind, condition);
            match found.as_slice() {
                [] => (Uuid::new_v4().to_string(), None),
                [(id, version)] => (id.clone(), Some(*version)),
                _ => return Err((412, "multiple-matches")),
            }
        } else {
            (Uuid::new_v4().to_string(), None)
        };
        if let Some(url) = entry["fullUrl"].as_str() {
            known.insert(url.to_owned(), format!("{kind}/{id}"));
        }
        plan.push((kind, id, existing));
    }
    let mut done = Vec::new();
    for (entry, (kind, id, existing)) in entries.iter().zip(plan) {
        let location = format!("{kind}/{id}");
        if let Some(version) = existing {
            done.push(Done {
                status: 200,
                location,
                version,
            });
            continue;
        }
        let mut resource = entry["resource"].clone();
        resolve(&mut resource, &known)?;
        let (status, version) = put(
            store,
            &kind,
            &id,
            resource,
            entry["request"]["ifMatch"].as_str(),
            habits,
        )?;
        done.push(Done {
            status,
            location,
            version,
        });
    }

    Ok(done)
}

fn put(
    store: &mut Store,
    kind: &str,
    id: &str,
    resource: Value,
    if_match: Option<&str>,
    habits: &Habits,
) -> Result<(u16, u64), (u16, &'static str)> {
    let current = store
        .resources
        .get(&(kind.to_owned(), id.to_owned()))
        .map(|(version, _)| *version);
    if let Some(if_match) = if_match
        && current.map(|version| format!("W/\"{version}\"")).as_deref() != Some(if_match)
    {
        return Err((habits.conflict, "conflict"));
    }
    if resource["refuse"] == true {
        return Err((422, "invariant"));
    }
    let version = store.write(kind, id, resource);

    Ok((if current.is_some() { 200 } else { 201 }, version))
}

/// Every reference must be known in this transaction or stand in the store by now.
fn resolve(value: &mut Value, known: &BTreeMap<String, String>) -> Result<(), (u16, &'static str)> {
    match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                if name == "reference"
                    && let Some(text) = value.as_str().filter(|text| text.starts_with("urn:uuid:"))
                {
                    *value = json!(known.get(text).ok_or((400, "not-found"))?);
                } else {
                    resolve(value, known)?;
                }
            }
        }
        Value::Array(items) => {
            for item in items {
                resolve(item, known)?;
            }
        }
        _ => {}
    }

    Ok(())
}

async fn serve(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let body = to_bytes(body, 64 * 1024 * 1024).await.unwrap_or_default();
    let path = parts
        .uri
        .path_and_query()
        .map(ToString::to_string)
        .unwrap_or_default();
    shared
        .log
        .lock()
        .unwrap()
        .push(format!("{} {path}", parts.method));
    let served = match path.as_str() {
        "/fhir/metadata" => return answer(200, &metadata(&shared)),
        "/fhir/.well-known/smart-configuration" => return discovery(&shared),
        "/token" => return token(&shared, &body),
        _ => shared
            .faults
            .lock()
            .unwrap()
            .pop_front()
            .unwrap_or(Fault::None),
    };
    match &served {
        Fault::Status(status) => return answer(*status, &outcome("transient")),
        Fault::RetryAfter(status, wait) => {
            let mut response = answer(*status, &outcome("throttled"));
            response
                .headers_mut()
                .insert("retry-after", wait.parse().unwrap());
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

fn data(
    shared: &Shared,
    method: &Method,
    path: &str,
    headers: &HeaderMap,
    body: &[u8],
) -> Response {
    let habits = shared.habits.lock().unwrap().clone();
    let json = || serde_json::from_slice::<Value>(body).unwrap();
    let (path, query) = path.split_once('?').unwrap_or((path, ""));
    let parts: Vec<&str> = path
        .trim_start_matches("/fhir")
        .split('/')
        .filter(|part| !part.is_empty())
        .collect();
    let if_match = headers
        .get("if-match")
        .and_then(|value| value.to_str().ok());
    match (method.as_str(), parts.as_slice()) {
        ("POST", []) => match shared.transaction(&json()) {
            Ok(response) => answer(200, &response),
            Err((status, code)) => answer(status, &outcome(code)),
        },
        ("POST", [kind, "_search"]) if habits.post_search => {
            search(shared, kind, &String::from_utf8_lossy(body), &habits)
        }
        ("POST", ["Patient", "$match"]) => {
            let parameters = json();
            assert_eq!(parameters["parameter"][1]["name"], "onlyCertainMatches");
            let entries: Vec<Value> = shared
                .store
                .lock()
                .unwrap()
                .resources
                .values()
                .filter(|(_, found)| found["birthDate"] == parameters["parameter"][0]["resource"]["birthDate"])
                .map(|(_, found)| json!({"resource": found, "search": {"mode": "match", "score": 0.99, "extension": [
                    {"url": "http://hl7.org/fhir/StructureDefinition/match-grade", "valueCode": "certain"}]}}))
                .collect();
            answer(
                200,
                &json!({"resourceType": "Bundle", "type": "searchset", "entry": entries}),
            )
        }
        ("GET", [kind]) => search(shared, kind, query, &habits),
        ("GET", [kind, id]) => {
            let found = shared
                .store
                .lock()
                .unwrap()
                .resources
                .get(&((*kind).to_owned(), (*id).to_owned()))
                .cloned();
            match found {
                Some((version, resource)) => with_etag(answer(200, &resource), version, &habits),
                None => answer(404, &outcome("not-found")),
            }
        }
        ("POST", [kind]) => {
            let id = Uuid::new_v4().to_string();
            let version = shared.store.lock().unwrap().write(kind, &id, json());
            let mut response = with_etag(answer(201, &Value::Null), version, &habits);
            let location = format!("{}/{kind}/{id}/_history/{version}", shared.base);
            response
                .headers_mut()
                .insert("location", location.parse().unwrap());
            response
        }
        ("PUT", [kind, id]) => match put(
            &mut shared.store.lock().unwrap(),
            kind,
            id,
            json(),
            if_match,
            &habits,
        ) {
            Ok((status, version)) => with_etag(answer(status, &json!({})), version, &habits),
            Err((status, code)) => answer(status, &outcome(code)),
        },
        _ => answer(404, &outcome("not-supported")),
    }
}

fn search(shared: &Shared, kind: &str, query: &str, habits: &Habits) -> Response {
    let pairs: BTreeMap<String, String> = query
        .split('&')
        .filter_map(|pair| pair.split_once('='))
        .map(|(name, value)| {
            (
                name.to_owned(),
                value
                    .replace("%3A", ":")
                    .replace("%7C", "|")
                    .replace("%2F", "/"),
            )
        })
        .collect();
    let store = shared.store.lock().unwrap();
    let ids: Option<Vec<String>> = pairs.get("identifier").map(|wanted| {
        store
            .find(kind, &format!("identifier={wanted}"))
            .into_iter()
            .map(|(id, _)| id)
            .collect()
    });
    let start: usize = pairs
        .get("start")
        .and_then(|start| start.parse().ok())
        .unwrap_or_default();
    let found: Vec<Value> = store
        .resources
        .iter()
        .filter(|((found, id), _)| found == kind && ids.as_ref().is_none_or(|ids| ids.contains(id)))
        .map(|(_, (_, resource))| json!({"resource": resource, "search": {"mode": "match"}}))
        .collect();
    let mut bundle = json!({"resourceType": "Bundle", "type": "searchset",
        "entry": found.iter().skip(start).take(habits.page).collect::<Vec<_>>()});
    if found.len() > start + habits.page {
        let origin = if habits.next_page_elsewhere {
            "https://elsewhere.example.org/fhir"
        } else {
            &shared.base
        };
        bundle["link"] = json!([{"relation": "next", "url": format!("{origin}/{kind}?start={}", start + habits.page)}]);
    }

    answer(200, &bundle)
}

fn metadata(shared: &Shared) -> Value {
    let habits = shared.habits.lock().unwrap().clone();
    let interactions = if habits.transaction {
        json!([{"code": "transaction"}])
    } else {
        json!([])
    };
    let resource = |kind: &str| {
        let mut resource = json!({"type": kind, "updateCreate": habits.update_create});
        if let Some(offered) = habits.conditional_create {
            resource["conditionalCreate"] = json!(offered);
        }
        resource
    };

    let resources: Vec<Value> = ["Patient", "Encounter", "Appointment", "Task", "AuditEvent"]
        .map(resource)
        .into();

    json!({"resourceType": "CapabilityStatement", "fhirVersion": "4.0.1",
        "rest": [{"mode": "server", "interaction": interactions, "resource": resources}]})
}

fn discovery(shared: &Shared) -> Response {
    let door = shared.door.lock().unwrap().clone();
    let Some(door) = door else {
        return answer(404, &json!({}));
    };
    let token = shared.base.replace("/fhir", "/token");

    answer(
        200,
        &json!({"token_endpoint": token,
        "token_endpoint_auth_methods_supported": ["private_key_jwt"],
        "token_endpoint_auth_signing_alg_values_supported": door.algorithms}),
    )
}

fn token(shared: &Shared, body: &[u8]) -> Response {
    let door = shared.door.lock().unwrap().clone().unwrap();
    let now = jiff::Timestamp::now().as_second() + door.clock;
    let date = jiff::Timestamp::from_second(now)
        .unwrap()
        .strftime("%a, %d %b %Y %H:%M:%S GMT")
        .to_string();
    let form: BTreeMap<String, String> = String::from_utf8_lossy(body)
        .split('&')
        .filter_map(|pair| pair.split_once('='))
        .map(|(name, value)| (name.to_owned(), value.replace("%3A", ":")))
        .collect();
    let mut response = match check_assertion(shared, &door, &form, now) {
        Ok(()) => {
            let token = Uuid::new_v4().to_string();
            shared.store.lock().unwrap().tokens.insert(token.clone());
            answer(
                200,
                &json!({"access_token": token, "token_type": "bearer", "expires_in": door.expires_in,
                "scope": door.scope}),
            )
        }
        Err(why) => answer(
            400,
            &json!({"error": "invalid_client", "error_description": why}),
        ),
    };
    response.headers_mut().insert("date", date.parse().unwrap());

    response
}

fn check_assertion(
    shared: &Shared,
    door: &Door,
    form: &BTreeMap<String, String>,
    now: i64,
) -> Result<(), &'static str> {
    let assertion = form.get("client_assertion").ok_or("no assertion")?;
    let header = jsonwebtoken::decode_header(assertion).map_err(|_| "no header")?;
    let jwk = &door.jwks["keys"][0];
    if header.kid.as_deref() != jwk["kid"].as_str() {
        return Err("unknown key");
    }
    let jwk: jsonwebtoken::jwk::Jwk = serde_json::from_value(jwk.clone()).unwrap();
    let key = DecodingKey::from_jwk(&jwk).unwrap();
    let mut validation = Validation::new(
        if jwk.common.key_algorithm.unwrap().to_string() == "ES384" {
            Algorithm::ES384
        } else {
            Algorithm::RS384
        },
    );
    validation.validate_exp = false;
    validation.set_audience(&[shared.base.replace("/fhir", "/token")]);
    let claims = jsonwebtoken::decode::<Value>(assertion, &key, &validation)
        .map_err(|_| "bad signature or audience")?
        .claims;
    let expires = claims["exp"].as_i64().unwrap_or_default();
    if expires <= now || expires > now + 300 {
        return Err("expired, or good for too long");
    }
    if claims["iss"] != door.client_id.as_str() || claims["sub"] != door.client_id.as_str() {
        return Err("unknown client");
    }
    let jti = claims["jti"].as_str().ok_or("no jti")?.to_owned();
    if !shared.store.lock().unwrap().assertions.insert(jti) {
        return Err("used before");
    }

    Ok(())
}

fn admitted(shared: &Shared, headers: &HeaderMap) -> bool {
    if shared.door.lock().unwrap().is_none() {
        return true;
    }
    let token = headers
        .get("authorization")
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();

    shared
        .store
        .lock()
        .unwrap()
        .tokens
        .contains(token.trim_start_matches("Bearer "))
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

/// A registration like the kiosk's: the person, the rest, and the arrival last.
pub fn registration(id: Uuid) -> Submission {
    let url = |part: &str| format!("urn:uuid:{}", Uuid::new_v5(&id, part.as_bytes()));
    let create = |part: &str, kind: &str, more: Value| {
        let mut resource = json!({"resourceType": kind,
            "identifier": [{"system": "urn:portico:registration", "value": format!("{id}/{part}")}]});
        for (name, value) in more.as_object().unwrap() {
            resource[name] = value.clone();
        }
        json!({"fullUrl": url(part), "resource": resource, "request": {"method": "POST", "url": kind,
            "ifNoneExist": format!("identifier=urn:portico:registration|{id}/{part}")}})
    };
    let patient = json!({"reference": url("patient")});
    let group = |name: &str, entries: Vec<Value>| Group {
        name: name.to_owned(),
        entries,
    };

    Submission {
        id,
        kind: Kind::Registration,
        order_key: Some("maria".to_owned()),
        groups: vec![
            group(
                "person",
                vec![
                    create(
                        "patient",
                        "Patient",
                        json!({"birthDate": "1985-04-12", "name": [{"family": "García-López"}]}),
                    ),
                    create("contact", "RelatedPerson", json!({"patient": patient})),
                ],
            ),
            group(
                "insurance",
                vec![create(
                    "coverage",
                    "Coverage",
                    json!({"beneficiary": patient}),
                )],
            ),
            group(
                "consents",
                vec![
                    create("consent", "Consent", json!({"patient": patient})),
                    create("document", "DocumentReference", json!({"subject": patient})),
                ],
            ),
            group(
                "arrival",
                vec![
                    create(
                        "encounter",
                        "Encounter",
                        json!({"subject": patient, "status": "arrived"}),
                    ),
                    create(
                        "desk",
                        "Task",
                        json!({"for": patient, "focus": {"reference": url("encounter")}}),
                    ),
                ],
            ),
        ],
    }
}

/// Every resource of this registration that the server has, by type: more than one of a type is a duplicate.
pub fn held(server: &Scripted, id: Uuid) -> Vec<String> {
    let mut held: Vec<String> = server
        .shared
        .store
        .lock()
        .unwrap()
        .resources
        .values()
        .filter(|(_, resource)| {
            resource["identifier"][0]["value"]
                .as_str()
                .is_some_and(|value| value.starts_with(&id.to_string()))
        })
        .map(|(_, resource)| resource["resourceType"].as_str().unwrap().to_owned())
        .collect();
    held.sort();

    held
}

/// What [`held`] gives when a registration is there exactly once.
pub fn exactly_once() -> Vec<String> {
    [
        "Consent",
        "Coverage",
        "DocumentReference",
        "Encounter",
        "Patient",
        "RelatedPerson",
        "Task",
    ]
    .map(str::to_owned)
    .to_vec()
}
