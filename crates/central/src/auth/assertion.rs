//! Checking a client's assertion: signed by its own key, meant for this server, short-lived, used once.

use jiff::Timestamp;
use jsonwebtoken::{Algorithm, DecodingKey, Validation, decode, decode_header, jwk::Jwk};
use rusqlite::{OptionalExtension, params};
use serde::Deserialize;
use serde_json::Value;

use super::TokenError;
use crate::{problem::Problem, store::Writer};

/// The longest that an assertion may still be good for, in seconds.
const MAX_LIFE: i64 = 300;
/// How far the client's clock may be from ours, in seconds.
const SKEW: i64 = 10;
const ALGORITHMS: [Algorithm; 2] = [Algorithm::ES384, Algorithm::RS384];

#[derive(Deserialize)]
struct Claims {
    iss: String,
    sub: String,
    exp: i64,
    jti: String,
    nbf: Option<i64>,
}

/// Checks an assertion and remembers its `jti`. Gives back the client's id.
pub(crate) fn check(
    writer: &Writer<'_>,
    assertion: &str,
    audiences: &[String],
) -> Result<Result<String, TokenError>, Problem> {
    let header = match decode_header(assertion) {
        Ok(header) if ALGORITHMS.contains(&header.alg) => header,
        Ok(_) => {
            return Ok(Err(TokenError::client("The assertion is signed by ES384 or RS384.")));
        }
        Err(_) => return Ok(Err(TokenError::client("The assertion cannot be read."))),
    };
    let Some(kid) = &header.kid else {
        return Ok(Err(TokenError::client("The assertion names its key by kid.")));
    };
    let Some(client) = unverified_issuer(assertion) else {
        return Ok(Err(TokenError::client("The assertion cannot be read.")));
    };
    let jwks: Option<String> = writer
        .connection
        .query_row("SELECT jwks FROM client WHERE id = ?1", [&client], |row| row.get(0))
        .optional()?;
    let Some(key) = jwks.as_deref().and_then(|jwks| find_key(jwks, kid)) else {
        return Ok(Err(TokenError::client("The client or its key is not known here.")));
    };
    let mut validation = Validation::new(header.alg);
    validation.set_audience(audiences);
    validation.set_required_spec_claims(&["exp", "aud", "iss", "sub"]);
    validation.leeway = SKEW.unsigned_abs();
    let Ok(token) = decode::<Claims>(assertion, &key, &validation) else {
        return Ok(Err(TokenError::client(
            "The assertion's signature, audience or expiry does not hold.",
        )));
    };
    let claims = token.claims;
    let now = writer.now.as_second();
    let fault = if claims.iss != client || claims.sub != client {
        Some("iss and sub are both the client's id.")
    } else if claims.exp > now + MAX_LIFE + SKEW {
        Some("An assertion is good for at most five minutes.")
    } else if claims.nbf.is_some_and(|nbf| nbf > now + SKEW) {
        Some("The assertion is not good yet.")
    } else if claims.jti.is_empty() || claims.jti.len() > 256 {
        Some("jti has 1 to 256 characters.")
    } else {
        None
    };
    if let Some(fault) = fault {
        return Ok(Err(TokenError::client(fault)));
    }
    let fresh = writer.connection.execute(
        "INSERT OR IGNORE INTO assertion (client, jti, expires) VALUES (?1, ?2, ?3)",
        params![client, claims.jti, claims.exp],
    )?;
    if fresh == 0 {
        return Ok(Err(TokenError::client("This assertion was used before.")));
    }

    Ok(Ok(client))
}

/// Forgets assertions that have run out anyway.
pub(crate) fn forget_expired(writer: &Writer<'_>, now: Timestamp) -> Result<(), Problem> {
    writer
        .connection
        .execute("DELETE FROM assertion WHERE expires < ?1", [now.as_second() - SKEW])?;

    Ok(())
}

/// Who the assertion says it is from: only to find the key that has to prove it.
fn unverified_issuer(assertion: &str) -> Option<String> {
    use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};

    let payload = URL_SAFE_NO_PAD.decode(assertion.split('.').nth(1)?).ok()?;
    let claims: Value = serde_json::from_slice(&payload).ok()?;

    claims.get("iss")?.as_str().map(ToOwned::to_owned)
}

fn find_key(jwks: &str, kid: &str) -> Option<DecodingKey> {
    let jwks: Value = serde_json::from_str(jwks).ok()?;
    let key = jwks
        .get("keys")?
        .as_array()?
        .iter()
        .find(|key| key.get("kid").and_then(Value::as_str) == Some(kid))?;
    let key: Jwk = serde_json::from_value(key.clone()).ok()?;

    DecodingKey::from_jwk(&key).ok()
}
