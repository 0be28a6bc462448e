//! A small page for the desk: who has arrived, who asks for help, what the desk still has to settle.

mod view;

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

use axum::{
    extract::{Request, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Redirect, Response},
};
use serde_json::{Value, json};

use crate::{
    fhir::json::{has_code, text},
    problem::Problem,
    search::Query,
    secrets::{digest, random_token},
    store::{Reader, write::TASK_SYSTEM},
    web::{Shared, form, form::value},
};

/// A working day and a bit.
const SESSION_LIFE: Duration = Duration::from_hours(12);
const MAX_SESSIONS: usize = 200;
const COOKIE: &str = "__Host-desk";

/// Who is logged in at the desk page: a cookie's digest, and the token that its forms carry.
#[derive(Default)]
pub(crate) struct Sessions(Mutex<HashMap<[u8; 32], (Instant, String)>>);

impl Sessions {
    fn open(&self) -> String {
        let mut sessions = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        sessions.retain(|_, (made, _)| made.elapsed() < SESSION_LIFE);
        if sessions.len() >= MAX_SESSIONS
            && let Some(oldest) = sessions.iter().min_by_key(|(_, (made, _))| *made).map(|(key, _)| *key)
        {
            sessions.remove(&oldest);
        }
        let cookie = random_token();
        sessions.insert(digest(&cookie), (Instant::now(), random_token()));

        cookie
    }

    /// The form token of the session whose cookie this is.
    fn find(&self, headers: &HeaderMap) -> Option<String> {
        let sessions = self.0.lock().unwrap_or_else(PoisonError::into_inner);

        sessions
            .get(&digest(cookie(headers)?))
            .filter(|(made, _)| made.elapsed() < SESSION_LIFE)
            .map(|(_, form_token)| form_token.clone())
    }

    fn close(&self, headers: &HeaderMap) {
        if let Some(cookie) = cookie(headers) {
            self.0
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .remove(&digest(cookie));
        }
    }
}

fn cookie(headers: &HeaderMap) -> Option<&str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .find_map(|pair| pair.trim().strip_prefix(COOKIE)?.strip_prefix('='))
}

/// `GET /desk`
pub(crate) async fn show(State(shared): State<Arc<Shared>>, headers: HeaderMap) -> Response {
    let Some(form_token) = shared.desk.find(&headers) else {
        return view::login(StatusCode::OK, false);
    };
    let zone = shared.time_zone.clone();
    let board = shared.store.read(Board::read).await;

    match board {
        Ok(board) => view::board(&board, &form_token, &zone),
        Err(problem) => problem.into_response(),
    }
}

/// `POST /desk/login`
pub(crate) async fn login(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    let form = match form(request).await {
        Ok(form) => form,
        Err(problem) => return problem.into_response(),
    };
    if !value(&form, "token").is_some_and(|token| shared.tokens.is_desk(token.trim())) {
        // Guessing 256 bits is hopeless; this only keeps a broken script from hammering.
        tokio::time::sleep(Duration::from_millis(500)).await;
        return view::login(StatusCode::UNAUTHORIZED, true);
    }
    let cookie = shared.desk.open();

    with_cookie(&format!(
        "{COOKIE}={cookie}; Path=/; HttpOnly; Secure; SameSite=Strict; Max-Age={}",
        SESSION_LIFE.as_secs()
    ))
}

/// `POST /desk/logout`
pub(crate) async fn logout(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    let headers = request.headers().clone();
    if allowed(&shared, &headers, request).await.is_ok() {
        shared.desk.close(&headers);
    }

    with_cookie(&format!(
        "{COOKIE}=; Path=/; HttpOnly; Secure; SameSite=Strict; Max-Age=0"
    ))
}

fn with_cookie(cookie: &str) -> Response {
    let mut response = Redirect::to("/desk").into_response();
    if let Ok(cookie) = HeaderValue::from_str(cookie) {
        response.headers_mut().insert(header::SET_COOKIE, cookie);
    }

    response
}

/// `POST /desk/task`: a member of staff is coming, or has done it.
pub(crate) async fn task(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    let headers = request.headers().clone();
    let form = match allowed(&shared, &headers, request).await {
        Ok(form) => form,
        Err(response) => return response,
    };
    let status = match value(&form, "status") {
        Some(status @ ("accepted" | "completed")) => status.to_owned(),
        _ => return Problem::structure("The form is incomplete.").into_response(),
    };
    let id = value(&form, "id").unwrap_or_default().to_owned();
    let moved = shared
        .store
        .write(move |writer| {
            let task = writer.find("Task", &id)?.present()?;
            if !is_for_the_desk(&task.body) || !is_open(&task.body) {
                // Somebody else was quicker, which is fine.
                return Ok(());
            }
            let now = format!("{:.3}", writer.now);
            writer
                .amend(&task, |fields| {
                    fields.insert("status".into(), json!(status));
                    fields.insert("lastModified".into(), json!(now));
                })
                .map(drop)
        })
        .await;

    match moved {
        Ok(()) => Redirect::to("/desk").into_response(),
        Err(problem) => problem.into_response(),
    }
}

/// The form of a logged-in member of staff, sent from our own page.
async fn allowed(shared: &Shared, headers: &HeaderMap, request: Request) -> Result<Vec<(String, String)>, Response> {
    let Some(form_token) = shared.desk.find(headers) else {
        return Err(view::login(StatusCode::UNAUTHORIZED, false));
    };
    let form = form(request).await.map_err(IntoResponse::into_response)?;
    if value(&form, "form_token").map(digest) != Some(digest(&form_token)) {
        return Err(Problem::new(403, "forbidden", "This form is not from the desk page.").into_response());
    }

    Ok(form)
}

/// What the desk page shows.
struct Board {
    help: Vec<Value>,
    tasks: Vec<Value>,
    arrivals: Vec<Value>,
}

impl Board {
    fn read(reader: &Reader<'_>) -> Result<Self, Problem> {
        let tasks = find(
            reader,
            "Task",
            &[
                ("code", format!("{TASK_SYSTEM}|help,{TASK_SYSTEM}|desk")),
                ("status", "requested,received,accepted,in-progress,ready".into()),
                ("_sort", "authored-on".into()),
            ],
        )?;
        let today = jiff::Timestamp::now()
            .to_zoned(reader.surroundings.zone.clone())
            .date()
            .to_string();
        let arrivals = find(
            reader,
            "Appointment",
            &[
                ("date", today),
                ("status", "arrived,checked-in".into()),
                ("_sort", "date".into()),
            ],
        )?;
        let (help, tasks) = tasks
            .into_iter()
            .partition(|task| has_code(task.get("code"), TASK_SYSTEM, "help"));

        Ok(Self { help, tasks, arrivals })
    }
}

fn find(reader: &Reader<'_>, kind: &str, pairs: &[(&str, String)]) -> Result<Vec<Value>, Problem> {
    /// More than a lobby holds.
    const MAX_SHOWN: usize = 200;

    let pairs: Vec<_> = pairs
        .iter()
        .map(|(name, value)| ((*name).to_owned(), value.clone()))
        .collect();
    let ids = Query::parse(reader, kind, &pairs, false)?.run(reader)?;
    let mut found = Vec::new();
    for id in ids.iter().take(MAX_SHOWN) {
        found.push(reader.find(kind, id)?.present()?.body);
    }

    Ok(found)
}

fn is_for_the_desk(task: &Value) -> bool {
    has_code(task.get("code"), TASK_SYSTEM, "help") || has_code(task.get("code"), TASK_SYSTEM, "desk")
}

fn is_open(task: &Value) -> bool {
    ["requested", "received", "accepted", "in-progress", "ready"].contains(&text(task, "status").unwrap_or_default())
}
