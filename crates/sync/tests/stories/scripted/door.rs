//! How the scripted server lets people in: it checks every assertion as a real one would.

use std::collections::BTreeMap;

use axum::http::HeaderMap;
use axum::response::Response;
use jsonwebtoken::{Algorithm, DecodingKey, Validation};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{Shared, answer};

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

pub(super) fn discovery(shared: &Shared) -> Response {
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

pub(super) fn token(shared: &Shared, body: &[u8]) -> Response {
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
        Err(why) => answer(400, &json!({"error": "invalid_client", "error_description": why})),
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
    let mut validation = Validation::new(if jwk.common.key_algorithm.unwrap().to_string() == "ES384" {
        Algorithm::ES384
    } else {
        Algorithm::RS384
    });
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

pub(super) fn admitted(shared: &Shared, headers: &HeaderMap) -> bool {
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
