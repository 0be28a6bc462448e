//! The REST interface of FHIR (R4, 3.1.0).

mod answer;
mod operations;

use std::sync::Arc;

use axum::{
    extract::{Request, State},
    http::{HeaderMap, Method, header},
    response::{IntoResponse, Response},
};
use serde_json::Value;

use super::{MAX_BODY, Shared, form};
use crate::{
    auth::{Action, Scopes},
    fhir::{
        capability,
        definitions::parameters,
        json::{resource_type, valid_id},
    },
    problem::Problem,
    search,
    store::write::Written,
};
use answer::Preference;

/// A request, taken apart.
struct Call {
    shared: Arc<Shared>,
    origin: String,
    headers: HeaderMap,
    query: String,
    scopes: Scopes,
}

impl Call {
    fn base(&self) -> String {
        format!("{}/fhir", self.origin)
    }

    fn header(&self, name: &str) -> Option<String> {
        self.headers
            .get(name)
            .and_then(|value| value.to_str().ok())
            .map(ToOwned::to_owned)
    }

    fn preference(&self) -> Preference {
        Preference::read(&self.headers)
    }
}

/// Every request below `/fhir`.
pub(super) async fn serve(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    match route(shared, request).await {
        Ok(response) => response,
        Err(problem) => problem.into_response(),
    }
}

async fn route(shared: Arc<Shared>, request: Request) -> Result<Response, Problem> {
    let path = request
        .uri()
        .path()
        .strip_prefix("/fhir")
        .unwrap_or_default()
        .trim_matches('/')
        .to_owned();
    let segments: Vec<&str> = path.split('/').filter(|segment| !segment.is_empty()).collect();
    let method = request.method().clone();
    let origin = shared.origin(request.headers()).to_owned();
    if method == Method::GET {
        match segments.as_slice() {
            ["metadata"] => {
                return Ok(answer::resource(200, &capability::statement(&origin, shared.started)));
            }
            [".well-known", "smart-configuration"] => {
                return Ok(axum::Json(capability::smart_configuration(&origin)).into_response());
            }
            _ => {}
        }
    }
    let authorization = request
        .headers()
        .get(header::AUTHORIZATION)
        .and_then(|value| value.to_str().ok());
    let scopes = shared.tokens.scopes(authorization)?;
    let call = Call {
        shared,
        origin,
        headers: request.headers().clone(),
        query: request.uri().query().unwrap_or_default().to_owned(),
        scopes,
    };
    match (method.as_str(), segments.as_slice()) {
        ("POST", []) => operations::bundle(&call, json(request).await?).await,
        ("GET", [kind]) => {
            let pairs = form::pairs(&call.query)?;
            search(&call, known(kind)?, pairs, false).await
        }
        ("POST", [kind, "_search"]) => {
            let kind = known(kind)?;
            let mut pairs = form::pairs(&call.query)?;
            content_type(request.headers(), &["application/x-www-form-urlencoded"])?;
            let bytes = super::body(request, super::MAX_FORM).await?;
            let text =
                std::str::from_utf8(&bytes).map_err(|_| Problem::structure("The form is not properly encoded."))?;
            pairs.extend(form::pairs(text)?);
            search(&call, kind, pairs, true).await
        }
        ("POST", ["Patient", "$match"]) => operations::find_match(&call, json(request).await?).await,
        ("POST", [kind]) => create(&call, known(kind)?, json(request).await?).await,
        ("GET", [kind, id]) => read(&call, known(kind)?, id, None).await,
        ("GET", [kind, id, "_history", version]) => read(&call, known(kind)?, id, Some(version)).await,
        ("PUT", [kind, id]) => update(&call, known(kind)?, id, json(request).await?).await,
        ("DELETE", [kind, id]) => delete(&call, known(kind)?, id).await,
        ("GET" | "POST" | "PUT" | "DELETE", _) => Err(Problem::new(
            404,
            "not-supported",
            "This server has no such FHIR interaction.",
        )),
        _ => Err(Problem::new(
            405,
            "not-supported",
            "This server doesn't do that method.",
        )),
    }
}

fn known(kind: &str) -> Result<String, Problem> {
    parameters(kind)
        .map(|_| kind.to_owned())
        .ok_or_else(search::unknown_type)
}

fn content_type(headers: &HeaderMap, allowed: &[&str]) -> Result<(), Problem> {
    let named = headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.split(';').next())
        .map(|value| value.trim().to_ascii_lowercase())
        .unwrap_or_default();
    if allowed.contains(&named.as_str()) {
        return Ok(());
    }

    Err(Problem::new(
        415,
        "not-supported",
        format!("The body has to be {}.", allowed.join(" or ")),
    ))
}

async fn json(request: Request) -> Result<Value, Problem> {
    content_type(
        request.headers(),
        &[
            "application/fhir+json",
            "application/json",
            "application/json+fhir",
            "text/json",
        ],
    )?;
    let bytes = super::body(request, MAX_BODY).await?;
    let value: Value = serde_json::from_slice(&bytes)?;
    if !value.is_object() {
        return Err(Problem::structure("The body is a JSON object."));
    }

    Ok(value)
}

async fn read(call: &Call, kind: String, id: &str, version: Option<&str>) -> Result<Response, Problem> {
    call.scopes.allow(&kind, Action::Read)?;
    if !valid_id(id) {
        return Err(Problem::not_found("There is no resource with this type and id."));
    }
    let version = match version.map(str::parse::<i64>) {
        None => None,
        Some(Ok(version)) => Some(version),
        Some(Err(_)) => return Err(Problem::not_found("There is no such version.")),
    };
    let id = id.to_owned();
    let stored = call
        .shared
        .store
        .read(move |reader| match version {
            Some(version) => reader.version(&kind, &id, version),
            None => reader.find(&kind, &id)?.present(),
        })
        .await?;

    Ok(answer::read(&stored, &call.headers))
}

async fn create(call: &Call, kind: String, mut resource: Value) -> Result<Response, Problem> {
    call.scopes.allow(&kind, Action::Create)?;
    if resource_type(&resource) != kind {
        return Err(Problem::structure("The resourceType must be the one of the URL.").at("resourceType"));
    }
    if let Some(fields) = resource.as_object_mut() {
        fields.remove("id");
    }
    let condition = call.header("if-none-exist");
    let written = call
        .shared
        .store
        .write(move |writer| {
            if let Some(query) = condition {
                let query = query.split_once('?').map_or(query.as_str(), |(_, query)| query);
                match search::matches(writer, &kind, query)?.as_slice() {
                    [] => {}
                    [id] => {
                        return Ok(Written {
                            stored: writer.find(&kind, id)?.present()?,
                            created: false,
                        });
                    }
                    _ => {
                        return Err(Problem::precondition(
                            "multiple-matches",
                            "More than one resource meets the condition.",
                        ));
                    }
                }
            }

            writer.create(resource, None)
        })
        .await?;

    Ok(answer::written(&written, &call.base(), call.preference()))
}

async fn update(call: &Call, kind: String, id: &str, resource: Value) -> Result<Response, Problem> {
    call.scopes.allow(&kind, Action::Update)?;
    let if_match = call.header("if-match");
    let id = id.to_owned();
    let written = call
        .shared
        .store
        .write(move |writer| writer.update(&kind, &id, resource, if_match.as_deref()))
        .await?;

    Ok(answer::written(&written, &call.base(), call.preference()))
}

async fn delete(call: &Call, kind: String, id: &str) -> Result<Response, Problem> {
    call.scopes.allow(&kind, Action::Delete)?;
    let id = id.to_owned();
    call.shared.store.write(move |writer| writer.delete(&kind, &id)).await?;

    Ok(answer::empty(204))
}

async fn search(call: &Call, kind: String, pairs: Vec<(String, String)>, posted: bool) -> Result<Response, Problem> {
    call.scopes.allow(&kind, Action::Search)?;
    operations::search(call, kind, pairs, posted).await
}
