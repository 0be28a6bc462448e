//! SMART Backend Services: a client proves itself with a signed assertion (RFC 7523) and gets a short-lived token.

mod assertion;
mod scope;

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

use crate::{
    problem::Problem,
    secrets::{digest, random_token},
};
pub(crate) use assertion::{check, forget_expired};
pub(crate) use scope::{Action, Scopes};

/// How long an access token is good for.
pub(crate) const TOKEN_LIFE: Duration = Duration::from_mins(5);
/// Tokens kept at most; beyond it the oldest go.
const MAX_TOKENS: usize = 10_000;

/// A refusal at the token endpoint, by the codes of RFC 6749 5.2.
#[derive(Debug, thiserror::Error)]
#[error("{code}: {description}")]
pub(crate) struct TokenError {
    pub code: &'static str,
    pub description: &'static str,
}

impl TokenError {
    pub const fn client(description: &'static str) -> Self {
        Self {
            code: "invalid_client",
            description,
        }
    }
}

/// The access tokens given out and the desk's own. Only digests are kept, so looking one up takes the same time
/// whatever is guessed.
pub(crate) struct Tokens {
    desk: [u8; 32],
    given: Mutex<HashMap<[u8; 32], (Instant, Scopes)>>,
}

impl Tokens {
    pub fn new(desk_token: &str) -> Self {
        Self {
            desk: digest(desk_token),
            given: Mutex::default(),
        }
    }

    /// Gives out a new access token.
    pub fn give(&self, scopes: Scopes) -> String {
        let token = random_token();
        let mut given = self.given.lock().unwrap_or_else(PoisonError::into_inner);
        given.retain(|_, (made, _)| made.elapsed() < TOKEN_LIFE);
        if given.len() >= MAX_TOKENS
            && let Some(oldest) = given.iter().min_by_key(|(_, (made, _))| *made).map(|(token, _)| *token)
        {
            given.remove(&oldest);
        }
        given.insert(digest(&token), (Instant::now(), scopes));

        token
    }

    /// What the bearer of this `Authorization` header may do.
    pub fn scopes(&self, authorization: Option<&str>) -> Result<Scopes, Problem> {
        let token = authorization
            .and_then(|header| header.split_once(' '))
            .filter(|(scheme, _)| scheme.eq_ignore_ascii_case("Bearer"))
            .map(|(_, token)| token.trim())
            .ok_or_else(|| Problem::new(401, "login", "An access token is needed."))?;
        if self.is_desk(token) {
            return Ok(Scopes::everything());
        }
        let given = self.given.lock().unwrap_or_else(PoisonError::into_inner);

        given
            .get(&digest(token))
            .filter(|(made, _)| made.elapsed() < TOKEN_LIFE)
            .map(|(_, scopes)| scopes.clone())
            .ok_or_else(|| {
                Problem::new(
                    401,
                    "expired",
                    "The access token is unknown or has run out. Ask for a new one.",
                )
            })
    }

    /// Whether this is the desk's static token.
    pub fn is_desk(&self, token: &str) -> bool {
        digest(token) == self.desk
    }
}
