//! The token endpoint.

use std::sync::Arc;

use axum::{
    Json,
    extract::{Request, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde_json::json;

use super::{Shared, form::value};
use crate::auth::{self, Scopes, TOKEN_LIFE, TokenError};

const ASSERTION_TYPE: &str = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

/// `POST /auth/token`: a signed assertion in, an access token out.
pub(super) async fn serve(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    let form = match super::form(request).await {
        Ok(form) => form,
        Err(problem) => return problem.into_response(),
    };
    if value(&form, "grant_type") != Some("client_credentials") {
        return refuse(&TokenError {
            code: "unsupported_grant_type",
            description: "Only client_credentials is given here.",
        });
    }
    let assertion = match (value(&form, "client_assertion_type"), value(&form, "client_assertion")) {
        (Some(ASSERTION_TYPE), Some(assertion)) => assertion.to_owned(),
        _ => {
            return refuse(&TokenError::client("A client proves itself by private_key_jwt."));
        }
    };
    let scopes = Scopes::grant(value(&form, "scope").unwrap_or_default());
    if scopes.is_empty() {
        return refuse(&TokenError {
            code: "invalid_scope",
            description: "None of the scopes asked for is given here.",
        });
    }
    let audiences: Vec<String> = shared
        .origins
        .iter()
        .map(|origin| format!("{origin}/auth/token"))
        .collect();
    let checked = shared
        .store
        .write(move |writer| {
            auth::forget_expired(writer, writer.now)?;
            auth::check(writer, &assertion, &audiences)
        })
        .await;

    match checked {
        Ok(Ok(_)) => {
            let written = scopes.written();
            let token = shared.tokens.give(scopes);

            Json(json!({
                "access_token": token,
                "token_type": "bearer",
                "expires_in": TOKEN_LIFE.as_secs(),
                "scope": written,
            }))
            .into_response()
        }
        Ok(Err(refusal)) => refuse(&refusal),
        Err(problem) => problem.into_response(),
    }
}

fn refuse(error: &TokenError) -> Response {
    let status = if error.code == "invalid_client" {
        StatusCode::UNAUTHORIZED
    } else {
        StatusCode::BAD_REQUEST
    };

    (
        status,
        Json(json!({ "error": error.code, "error_description": error.description })),
    )
        .into_response()
}
