//! The proxy: ends the kiosk's TLS, draws what befalls each request, and carries it on or not.

use std::convert::Infallible;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use http_body_util::combinators::UnsyncBoxBody;
use http_body_util::{BodyExt, Full, Limited, StreamBody};
use hyper::body::{Bytes, Frame, Incoming};
use hyper::header::{CONTENT_LENGTH, HeaderValue};
use hyper::service::service_fn;
use hyper::{Request, Response};
use hyper_util::rt::{TokioExecutor, TokioIo};
use hyper_util::server::conn::auto;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::AbortHandle;
use tokio_rustls::TlsAcceptor;

use crate::fault::{Fault, Forged, Tally};
use crate::forward::{self, Answer, Held, Unasked};
use crate::schedule::Schedule;
use crate::tls::Identities;

/// The most bytes of a request: what the outbox allows, and room.
const LARGEST: usize = 80 * 1024 * 1024;

/// How long a TLS handshake may take.
const HANDSHAKE: Duration = Duration::from_secs(5);

/// By when a connection that was cut is gone for certain.
const GONE: Duration = Duration::from_secs(2);

/// The central behind the proxy.
#[derive(Clone, Debug)]
pub struct Upstream {
    /// Scheme, host and port, such as `https://127.0.0.1:8443`.
    pub origin: String,
    /// The authority to trust; the system's roots where none is given.
    pub ca_pem: Option<Vec<u8>>,
}

/// Which requests draw a fault. The others pass, and are not counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Aim {
    /// All of them.
    #[default]
    Everything,
    /// Transactions only.
    Transactions,
}

/// How long things take that go wrong slowly.
#[derive(Clone, Copy, Debug)]
pub struct Bounds {
    /// For how long a request hangs, and how late a late answer is.
    pub hang: Duration,
    /// For how long central may take.
    pub central: Duration,
}

impl Default for Bounds {
    fn default() -> Self {
        Self {
            hang: Duration::from_secs(2),
            central: Duration::from_secs(30),
        }
    }
}

/// Why the proxy could not start.
#[derive(Debug, thiserror::Error)]
pub enum ProxyError {
    /// No socket.
    #[error("the proxy's socket cannot be opened: {0}")]
    Io(#[from] std::io::Error),
    /// No certificate.
    #[error("the proxy's certificate cannot be made: {0}")]
    Certificate(#[from] rcgen::Error),
    /// No TLS.
    #[error("the proxy's TLS cannot be set up: {0}")]
    Tls(#[from] rustls::Error),
    /// Central's authority makes no sense.
    #[error("central's authority cannot be used: {0}")]
    Client(#[from] reqwest::Error),
}

/// A proxy on loopback. Dropping it ends it, and every connection with it.
pub struct FaultProxy {
    /// Where the kiosk connects.
    pub address: SocketAddr,
    /// The authority that the kiosk has to pin.
    pub ca_pem: String,
    shared: Arc<Shared>,
    listening: AbortHandle,
}

struct Shared {
    client: reqwest::Client,
    origin: String,
    bounds: Bounds,
    identities: Identities,
    state: Mutex<State>,
    /// Rises when every connection is to end.
    ended: watch::Sender<u64>,
}

struct State {
    schedule: Schedule,
    aim: Aim,
    drawn: u64,
    /// What the next connection meets.
    door: Option<Door>,
    tally: Tally,
}

enum Door {
    Refused,
    Forged(Forged),
}

/// The connection was cut on purpose.
#[derive(Debug, thiserror::Error)]
#[error("the connection was cut")]
struct Cut;

type Body = UnsyncBoxBody<Bytes, Cut>;

impl FaultProxy {
    /// Starts a proxy before a central; `host_names` are further names, besides the loopback ones, by which the kiosk
    /// calls it. Nothing goes wrong until [`FaultProxy::run`] says so.
    pub async fn start(upstream: Upstream, bounds: Bounds, host_names: &[String]) -> Result<Self, ProxyError> {
        // Fails only when a provider was installed before, which then serves as well.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let mut builder = reqwest::Client::builder()
            .https_only(true)
            .no_proxy()
            .redirect(reqwest::redirect::Policy::none())
            .timeout(bounds.central);
        if let Some(pem) = &upstream.ca_pem {
            builder = builder.tls_certs_only(reqwest::Certificate::from_pem_bundle(pem)?);
        }
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let address = listener.local_addr()?;
        let identities = Identities::new(host_names)?;
        let ca_pem = identities.ca_pem.clone();
        let shared = Arc::new(Shared {
            client: builder.build()?,
            origin: upstream.origin.trim_end_matches('/').to_owned(),
            bounds,
            identities,
            state: Mutex::new(State {
                schedule: Schedule::calm(),
                aim: Aim::Everything,
                drawn: 0,
                door: None,
                tally: Tally::default(),
            }),
            ended: watch::Sender::new(0),
        });
        let listening = tokio::spawn(listen(listener, shared.clone())).abort_handle();

        Ok(Self {
            address,
            ca_pem,
            shared,
            listening,
        })
    }

    /// `https://` and the proxy's own address: for a kiosk that is not told to connect elsewhere than its URL says.
    pub fn origin(&self) -> String {
        format!("https://{}", self.address)
    }

    /// From now on requests of this kind meet this schedule, from its first fault on.
    pub fn run(&self, schedule: Schedule, aim: Aim) {
        let mut state = self.shared.state();
        state.schedule = schedule;
        state.aim = aim;
        state.drawn = 0;
        state.door = None;
    }

    /// From now on nothing goes wrong.
    pub fn calm(&self) {
        self.run(Schedule::calm(), Aim::Everything);
    }

    /// What has befallen requests so far.
    pub fn tally(&self) -> Tally {
        self.shared.state().tally.clone()
    }
}

impl Drop for FaultProxy {
    fn drop(&mut self) {
        self.listening.abort();
        self.shared.ended.send_modify(|ended| *ended += 1);
    }
}

impl Shared {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn draw(&self, held: &Held) -> Fault {
        let mut state = self.state();
        if state.aim == Aim::Transactions && !held.is_bundle() {
            return Fault::Pass;
        }
        let fault = state.schedule.fault(state.drawn);
        state.drawn += 1;
        state.tally.count(fault);
        match fault {
            Fault::Refuse => state.door = Some(Door::Refused),
            Fault::WrongCertificate(forged) => state.door = Some(Door::Forged(forged)),
            _ => {}
        }

        fault
    }
}

async fn listen(listener: TcpListener, shared: Arc<Shared>) {
    loop {
        match listener.accept().await {
            Ok((kiosk, _)) => {
                tokio::spawn(serve(kiosk, shared.clone()));
            }
            // Out of sockets for a moment.
            Err(_) => tokio::time::sleep(Duration::from_millis(20)).await,
        }
    }
}

/// Serves one connection until it ends or is cut.
async fn serve(kiosk: TcpStream, shared: Arc<Shared>) {
    let mut ended = shared.ended.subscribe();
    let door = shared.state().door.take();
    let identity = match door {
        Some(Door::Refused) => return,
        Some(Door::Forged(forged)) => shared.identities.forged(forged),
        None => shared.identities.right.clone(),
    };
    let _ = kiosk.set_nodelay(true);
    let shaken = tokio::time::timeout(HANDSHAKE, TlsAcceptor::from(identity).accept(kiosk)).await;
    let Ok(Ok(stream)) = shaken else {
        return;
    };
    let (cut, mut is_cut) = watch::channel(false);
    let cut = Arc::new(cut);
    let service = service_fn(|request| answer(request, shared.clone(), cut.clone()));
    let builder = auto::Builder::new(TokioExecutor::new());
    let connection = builder.serve_connection(TokioIo::new(stream), service);
    tokio::select! {
        _ = connection => {}
        // Dropped in the middle of whatever it carried.
        _ = is_cut.wait_for(|cut| *cut) => {}
        _ = ended.changed() => {}
    }
}

async fn answer(
    request: Request<Incoming>,
    shared: Arc<Shared>,
    cut: Arc<watch::Sender<bool>>,
) -> Result<Response<Body>, Infallible> {
    let Ok(held) = hold(request).await else {
        return Ok(cut_off(&cut).await);
    };
    let hang = shared.bounds.hang;
    let carry = || forward::pass(&shared.client, &shared.origin, &held);
    let carried = match shared.draw(&held) {
        Fault::Pass => carry().await,
        Fault::Refuse | Fault::WrongCertificate(_) => Err(Unasked),
        Fault::Hang => {
            tokio::time::sleep(hang).await;
            Err(Unasked)
        }
        Fault::Status { code, retry_after } => Ok(forward::refusal(code, retry_after)),
        Fault::CutAnswer => {
            let _ = to_the_end(&shared, &held).await;
            Err(Unasked)
        }
        Fault::LateAnswer => {
            let answer = to_the_end(&shared, &held).await;
            tokio::time::sleep(hang).await;
            answer
        }
        Fault::Truncate => match to_the_end(&shared, &held).await {
            Ok(answer) if answer.body.len() > 1 => return Ok(half(&answer)),
            _ => Err(Unasked),
        },
        Fault::Duplicate => {
            let first = to_the_end(&shared, &held).await;
            let second = to_the_end(&shared, &held).await;
            if held.is_sign_in() { first } else { second }
        }
        Fault::Delay(milliseconds) => {
            tokio::time::sleep(Duration::from_millis(milliseconds.into())).await;
            carry().await
        }
        Fault::Lie if held.is_bundle() => forward::lie(&held).ok_or(Unasked),
        Fault::Lie => carry().await,
    };

    match carried {
        Ok(answer) => Ok(whole(answer)),
        Err(Unasked) => Ok(cut_off(&cut).await),
    }
}

/// Central does it whether or not the kiosk still waits: a kiosk that gives up takes nothing back.
async fn to_the_end(shared: &Arc<Shared>, held: &Held) -> Result<Answer, Unasked> {
    let (shared, held) = (shared.clone(), held.clone());
    let carried = tokio::spawn(async move { forward::pass(&shared.client, &shared.origin, &held).await });

    carried.await.unwrap_or(Err(Unasked))
}

async fn hold(request: Request<Incoming>) -> Result<Held, Cut> {
    let (parts, body) = request.into_parts();
    let path = parts.uri.path_and_query().map_or("/", |path| path.as_str()).to_owned();
    let body = Limited::new(body, LARGEST).collect().await.map_err(|_| Cut)?.to_bytes();

    Ok(Held {
        method: parts.method,
        path,
        headers: parts.headers,
        body,
    })
}

/// Ends the connection; what is returned is never sent.
async fn cut_off(cut: &watch::Sender<bool>) -> Response<Body> {
    cut.send_replace(true);
    // HTTP/2 answers its streams in tasks of their own, which do not end with the connection.
    tokio::time::sleep(GONE).await;

    respond(
        hyper::StatusCode::BAD_GATEWAY,
        hyper::HeaderMap::new(),
        whole_body(Bytes::new()),
    )
}

fn whole(answer: Answer) -> Response<Body> {
    respond(answer.status, answer.headers, whole_body(answer.body))
}

fn whole_body(bytes: Bytes) -> Body {
    Full::new(bytes).map_err(|never| match never {}).boxed_unsync()
}

/// The answer with its whole length announced, half of its body, and the end of the line.
fn half(answer: &Answer) -> Response<Body> {
    let length = answer.body.len();
    let mut headers = answer.headers.clone();
    headers.insert(CONTENT_LENGTH, HeaderValue::from(length));
    let parts = [Ok(Frame::data(answer.body.slice(..length / 2))), Err(Cut)];
    let body = BodyExt::boxed_unsync(StreamBody::new(futures::stream::iter(parts)));

    respond(answer.status, headers, body)
}

fn respond(status: hyper::StatusCode, headers: hyper::HeaderMap, body: Body) -> Response<Body> {
    let mut response = Response::new(body);
    *response.status_mut() = status;
    *response.headers_mut() = headers;

    response
}
