//! The server's doors: FHIR, the token endpoint, the payment page and the desk page.

mod fhir;
pub(crate) mod form;
mod html;
mod token;

use std::{sync::Arc, time::Duration};

use axum::{
    Router,
    extract::{DefaultBodyLimit, Request, State},
    http::{HeaderMap, HeaderValue, header},
    middleware::{self, Next},
    response::{IntoResponse, Redirect, Response},
    routing::{any, get, post},
};
use jiff::Timestamp;
use tokio::sync::Semaphore;

use crate::{auth::Tokens, desk, payment, problem::Problem, search::Pages, store::Store};
pub(crate) use html::{escape, page};

/// A body may be this long: a signed document or a picture of a card fits many times.
pub(crate) const MAX_BODY: usize = 16 * 1024 * 1024;
/// A form of a page of ours may be this long.
pub(crate) const MAX_FORM: usize = 16 * 1024;
/// A request has this long to arrive in full.
pub(crate) const BODY_TIME: Duration = Duration::from_secs(30);
/// Requests worked on at the same time.
const MAX_AT_ONCE: usize = 64;
/// How long a request waits for its turn.
const TURN_TIME: Duration = Duration::from_secs(10);

/// What every request may need.
pub(crate) struct Shared {
    pub store: Store,
    pub tokens: Tokens,
    pub pages: Pages,
    pub desk: desk::Sessions,
    /// Every `https://name:port` of this server; the first is the one to use when nothing says otherwise.
    pub origins: Vec<String>,
    pub time_zone: jiff::tz::TimeZone,
    pub started: Timestamp,
    pub turns: Semaphore,
}

impl Shared {
    /// The name by which the client called us, if it is one of ours.
    pub fn origin(&self, headers: &HeaderMap) -> &str {
        let first = self.origins.first().map_or("", String::as_str);
        let Some(host) = headers.get(header::HOST).and_then(|host| host.to_str().ok()) else {
            return first;
        };

        self.origins
            .iter()
            .find(|origin| {
                origin
                    .strip_prefix("https://")
                    .is_some_and(|name| name.eq_ignore_ascii_case(host))
            })
            .map_or(first, String::as_str)
    }
}

pub(crate) fn turns() -> Semaphore {
    Semaphore::new(MAX_AT_ONCE)
}

pub(crate) fn router(shared: Arc<Shared>) -> Router {
    Router::new()
        .route("/", get(|| async { Redirect::to("/desk") }))
        .route("/fhir", any(fhir::serve))
        .route("/fhir/", any(fhir::serve))
        .route("/fhir/{*path}", any(fhir::serve))
        .route("/auth/token", post(token::serve))
        .route("/pay/{token}", get(payment::page::show).post(payment::page::pay))
        .route("/desk", get(desk::show))
        .route("/desk/login", post(desk::login))
        .route("/desk/logout", post(desk::logout))
        .route("/desk/task", post(desk::task))
        .fallback(|| async { Problem::not_found("There is nothing at this address.") })
        .layer(middleware::from_fn_with_state(Arc::clone(&shared), in_turn))
        .layer(DefaultBodyLimit::max(MAX_BODY))
        .with_state(shared)
}

/// Lets a bounded number of requests work at once, and adds the headers that every answer carries.
async fn in_turn(State(shared): State<Arc<Shared>>, mut request: Request, next: Next) -> Response {
    name_the_host(&mut request);
    let turn = tokio::time::timeout(TURN_TIME, shared.turns.acquire()).await;
    let Ok(Ok(_turn)) = turn else {
        return Problem::new(503, "throttled", "The server is busy. Try again.").into_response();
    };
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(
        header::STRICT_TRANSPORT_SECURITY,
        HeaderValue::from_static("max-age=31536000"),
    );

    response
}

/// HTTP/2 says in `:authority` what HTTP/1.1 says in `Host`; what follows looks at one place.
fn name_the_host(request: &mut Request) {
    let authority = request
        .uri()
        .authority()
        .and_then(|authority| HeaderValue::from_str(authority.as_str()).ok());
    if let Some(authority) = authority
        && !request.headers().contains_key(header::HOST)
    {
        request.headers_mut().insert(header::HOST, authority);
    }
}

/// Reads a whole body, bounded in length and time.
pub(crate) async fn body(request: Request, limit: usize) -> Result<Vec<u8>, Problem> {
    let declared = request
        .headers()
        .get(header::CONTENT_LENGTH)
        .and_then(|length| length.to_str().ok())
        .and_then(|length| length.parse::<usize>().ok());
    let too_long = || Problem::new(413, "too-long", format!("A body may have at most {limit} bytes."));
    if declared.is_some_and(|length| length > limit) {
        return Err(too_long());
    }

    match tokio::time::timeout(BODY_TIME, axum::body::to_bytes(request.into_body(), limit)).await {
        Ok(Ok(bytes)) => Ok(bytes.into()),
        Ok(Err(_)) => Err(too_long()),
        Err(_) => Err(Problem::new(408, "timeout", "The request took too long to arrive.")),
    }
}

/// Reads a form.
pub(crate) async fn form(request: Request) -> Result<Vec<(String, String)>, Problem> {
    let bytes = body(request, MAX_FORM).await?;
    let text = std::str::from_utf8(&bytes).map_err(|_| Problem::structure("The form is not properly encoded."))?;

    form::pairs(text)
}
