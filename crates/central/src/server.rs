//! Starting and stopping.

use std::{
    net::{SocketAddr, TcpListener},
    sync::Arc,
    time::Duration,
};

use axum_server::{Handle, tls_rustls::RustlsConfig};
use hyper_util::rt::TokioTimer;
use jiff::Timestamp;
use rusqlite::params;
use serde_json::Value;
use tokio::task::JoinHandle;

use crate::{
    Client, Error, Options, Running,
    auth::Tokens,
    desk,
    fhir::bundle,
    payment,
    problem::Problem,
    search::Pages,
    secrets, seed,
    store::{Store, Surroundings},
    tls, web, worker,
};

/// How long a client may take for its TLS handshake, and for its headers.
const HANDSHAKE_TIME: Duration = Duration::from_secs(10);
/// How long requests under way may take when the server stops.
const LAST_CALL: Duration = Duration::from_secs(3);

/// What a running server is made of.
pub(crate) struct Inner {
    address: SocketAddr,
    desk_token: String,
    store: Store,
    handle: Handle<SocketAddr>,
    server: Option<JoinHandle<()>>,
    worker: JoinHandle<()>,
}

/// Starts the central and returns once it answers.
pub async fn start(options: Options) -> Result<Running, Error> {
    secrets::private_directory(&options.data)?;
    let identity = tls::identity(&options.data, &options.host_names)?;
    let desk_token_path = options.data.join("desk-token");
    let desk_token = secrets::kept_secret(&desk_token_path, secrets::random_token)?;
    let listener = TcpListener::bind(options.listen)?;
    listener.set_nonblocking(true)?;
    let address = listener.local_addr()?;
    let mut origins = tls::origins(&options.host_names, address.port());
    let first = format!("https://127.0.0.1:{}", address.port());
    if let Some(public) = &options.public_url {
        origins.push(public.trim_end_matches('/').to_owned());
    }
    let payment_origin = options
        .public_url
        .as_ref()
        .map_or_else(|| first.clone(), |url| url.trim_end_matches('/').to_owned());
    let store = open(&options, origins.clone())?;
    let shared = Arc::new(web::Shared {
        store: store.clone(),
        tokens: Tokens::new(&desk_token),
        pages: Pages::default(),
        desk: desk::Sessions::default(),
        origins,
        time_zone: options.time_zone.clone(),
        started: Timestamp::now(),
        turns: web::turns(),
    });
    let terms = Arc::new(payment::Terms {
        origin: payment_origin,
        life: options.payment_life,
    });
    let handle = Handle::new();
    let mut server =
        axum_server::from_tcp_rustls(listener, RustlsConfig::from_config(identity.config))?.handle(handle.clone());
    server
        .http_builder()
        .http1()
        .timer(TokioTimer::new())
        .header_read_timeout(HANDSHAKE_TIME);
    server
        .http_builder()
        .http2()
        .timer(TokioTimer::new())
        .keep_alive_interval(Duration::from_secs(20))
        .keep_alive_timeout(Duration::from_secs(20))
        .max_concurrent_streams(64);
    let routes = web::router(shared).into_make_service();
    let server = tokio::spawn(async move {
        if let Err(error) = server.serve(routes).await {
            tracing::error!(kind = ?error.kind(), "the central's server ended");
        }
    });
    let worker = tokio::spawn(worker::run(store.clone(), terms));
    let inner = Inner {
        address,
        desk_token,
        store,
        handle,
        server: Some(server),
        worker,
    };
    for client in options.clients {
        inner.register(client).await?;
    }

    Ok(Running {
        base: format!("{first}/fhir"),
        ca_path: identity.ca_path,
        ca_pem: identity.ca_pem,
        desk_token_path,
        inner,
    })
}

fn open(options: &Options, origins: Vec<String>) -> Result<Store, Error> {
    let path = options.data.join("central.sqlite");
    secrets::private_file(&path)?;
    let surroundings = Surroundings {
        origins,
        zone: options.time_zone.clone(),
        payer_delay: options.payer_delay,
    };
    let store = Store::open(&path, surroundings).map_err(Error::Store)?;
    if let Some(seed) = &options.seed {
        let now = Timestamp::now().to_zoned(options.time_zone.clone());
        let bundle = seed::bundle(seed, &now)?;
        store
            .write_now(|writer| {
                if !writer.is_empty()? {
                    return Ok(());
                }
                let entries = bundle::entries(bundle)?.into_iter().collect::<Result<Vec<_>, _>>()?;

                bundle::transaction(writer, entries, "", false).map(drop)
            })
            .map_err(|problem| Error::Seed(problem.text))?;
    }

    Ok(store)
}

impl Inner {
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    pub fn desk_token(&self) -> &str {
        &self.desk_token
    }

    pub async fn register(&self, client: Client) -> Result<(), Error> {
        let keys = client.jwks.get("keys").and_then(Value::as_array);
        if client.id.is_empty() || client.id.len() > 256 || keys.is_none_or(Vec::is_empty) {
            return Err(Error::Client);
        }
        let saved: Result<(), Problem> = self
            .store
            .write(move |writer| {
                writer.connection.execute(
                    "INSERT OR REPLACE INTO client (id, jwks) VALUES (?1, ?2)",
                    params![client.id, client.jwks.to_string()],
                )?;

                Ok(())
            })
            .await;

        saved.map_err(|_| Error::Store(rusqlite::Error::InvalidQuery))
    }

    pub async fn stop(mut self) {
        self.handle.graceful_shutdown(Some(LAST_CALL));
        self.stopped().await;
        self.worker.abort();
        self.store.checkpoint();
    }

    pub async fn stopped(&mut self) {
        if let Some(server) = self.server.as_mut() {
            // An end by panic is an end too.
            let _ = server.await;
            self.server = None;
        }
    }
}

impl Drop for Inner {
    fn drop(&mut self) {
        self.handle.shutdown();
        self.worker.abort();
    }
}
