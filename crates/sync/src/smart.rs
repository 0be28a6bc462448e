//! SMART Backend Services: a signed assertion for a short-lived token (SMART App Launch 2, "Backend Services";
//! RFC 7523).

pub(crate) mod fuzzing;
mod key;
mod scope;

use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, Instant};

use jiff::Timestamp;
use reqwest::Url;
use serde_json::{Value, json};
use tokio::sync::Mutex;
use uuid::Uuid;

pub use key::{KeyError, SigningKey};

use crate::client::{Auth, ClientError, Http, Request};
use crate::secret::Secret;

/// What the kiosk asks for.
const SCOPE: &str = "system/*.cruds";

/// How long an assertion is good for: five minutes is the most that is allowed.
const ASSERTION_SECONDS: i64 = 240;

/// A clock that differs by less needs no correction.
const TOLERATED_SKEW: i64 = 20;

/// A server that does not say how long a token lasts gets this long.
const DEFAULT_LIFE: u64 = 300;

/// A token and which one it is.
#[derive(Clone)]
pub(crate) struct Token {
    pub(crate) secret: Secret,
    number: u64,
    renew_at: Option<Instant>,
}

/// Gets tokens and keeps the current one.
pub(crate) struct Authorizer {
    auth: Auth,
    current: Mutex<Current>,
    /// Central's clock less ours, in seconds.
    skew: AtomicI64,
}

#[derive(Default)]
struct Current {
    token: Option<Token>,
    endpoint: Option<Url>,
    issued: u64,
}

impl Authorizer {
    pub(crate) fn new(auth: Auth) -> Self {
        Self {
            auth,
            current: Mutex::new(Current::default()),
            skew: AtomicI64::new(0),
        }
    }

    /// The token to send, if this server wants one. Renewed before it expires; asked for by one task at a time.
    pub(crate) async fn bearer(&self, http: &Http) -> Result<Option<Token>, ClientError> {
        let (client_id, key) = match &self.auth {
            Auth::None => return Ok(None),
            Auth::Token(secret) => {
                return Ok(Some(Token {
                    secret: secret.clone(),
                    number: 0,
                    renew_at: None,
                }));
            }
            Auth::Smart { client_id, key } => (client_id, key),
        };
        let mut current = self.current.lock().await;
        if let Some(token) = &current.token
            && token.renew_at.is_none_or(|renew_at| Instant::now() < renew_at)
        {
            return Ok(Some(token.clone()));
        }
        let endpoint = match &current.endpoint {
            Some(endpoint) => endpoint.clone(),
            None => self.discover(http, key).await?,
        };
        let (secret, life) = self.request_token(http, &endpoint, client_id, key).await?;
        current.endpoint = Some(endpoint);
        current.issued += 1;
        let token = Token {
            secret,
            number: current.issued,
            renew_at: Some(Instant::now() + early(life)),
        };
        current.token = Some(token.clone());

        Ok(Some(token))
    }

    /// Forgets a token that was refused, and where it came from. `false` when there is no other to be had.
    pub(crate) async fn renew(&self, refused: &Token) -> bool {
        if !matches!(self.auth, Auth::Smart { .. }) {
            return false;
        }
        let mut current = self.current.lock().await;
        // Another task may have renewed it already.
        if current
            .token
            .as_ref()
            .is_some_and(|token| token.number == refused.number)
        {
            current.token = None;
            current.endpoint = None;
        }

        true
    }

    /// Learns from a `Date` header how far the clocks are apart.
    pub(crate) fn note_clock(&self, date: Option<Timestamp>) {
        if let Some(date) = date {
            let skew = date.as_second() - Timestamp::now().as_second();
            self.skew
                .store(if skew.abs() < TOLERATED_SKEW { 0 } else { skew }, Ordering::Relaxed);
        }
    }

    /// Where tokens are given, from `.well-known/smart-configuration`.
    async fn discover(&self, http: &Http, key: &SigningKey) -> Result<Url, ClientError> {
        let answer = http
            .send(&Request::get(".well-known/smart-configuration"), None)
            .await?;
        self.note_clock(answer.date);

        token_endpoint(&answer.success()?.json()?, key.algorithm())
    }

    async fn request_token(
        &self,
        http: &Http,
        endpoint: &Url,
        client_id: &str,
        key: &SigningKey,
    ) -> Result<(Secret, Duration), ClientError> {
        for attempt in 0..2 {
            let used = self.skew.load(Ordering::Relaxed);
            let assertion = self.assertion(endpoint, client_id, key)?;
            let form = [
                ("grant_type", "client_credentials"),
                ("scope", SCOPE),
                (
                    "client_assertion_type",
                    "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
                ),
                ("client_assertion", assertion.expose_text().unwrap_or_default()),
            ];
            let answer = http.post_form(endpoint, &form).await?;
            self.note_clock(answer.date);
            // Refused because of our clock, perhaps: try once more by central's.
            if matches!(answer.status, 400 | 401) && attempt == 0 && used != self.skew.load(Ordering::Relaxed) {
                continue;
            }
            if matches!(answer.status, 400..=403) {
                return Err(ClientError::Unauthorized);
            }

            return read_token(&answer.success()?.json()?);
        }

        Err(ClientError::Unauthorized)
    }

    /// A new assertion, by central's clock: `exp` at most five minutes, a new `jti` each time.
    fn assertion(&self, endpoint: &Url, client_id: &str, key: &SigningKey) -> Result<Secret, ClientError> {
        let now = Timestamp::now().as_second() + self.skew.load(Ordering::Relaxed);
        let claims = json!({
            "iss": client_id,
            "sub": client_id,
            "aud": endpoint.as_str(),
            "iat": now,
            "exp": now + ASSERTION_SECONDS,
            "jti": Uuid::new_v4().to_string(),
        });

        key.sign(&claims)
            .map_err(|error| ClientError::Configuration(error.to_string()))
    }
}

/// The token endpoint that a discovery document names, when it takes what the kiosk signs in with.
fn token_endpoint(document: &Value, algorithm: &'static str) -> Result<Url, ClientError> {
    let lists = |name: &str, value: &str| {
        document[name]
            .as_array()
            .is_none_or(|listed| listed.iter().any(|listed| listed == value))
    };
    if !lists("token_endpoint_auth_methods_supported", "private_key_jwt") {
        return Err(ClientError::Configuration(
            "central does not sign in with private_key_jwt".to_owned(),
        ));
    }
    if !lists("token_endpoint_auth_signing_alg_values_supported", algorithm) {
        return Err(ClientError::Algorithm {
            ours: algorithm,
            accepted: accepted(&document["token_endpoint_auth_signing_alg_values_supported"]),
        });
    }
    let endpoint = document["token_endpoint"]
        .as_str()
        .ok_or(ClientError::Malformed("no token endpoint"))?;
    let endpoint = Url::parse(endpoint).map_err(|_| ClientError::Malformed("no token endpoint"))?;

    if endpoint.scheme() == "https" {
        Ok(endpoint)
    } else {
        Err(ClientError::OtherHost)
    }
}

/// The names of the signatures that central lists, as far as they can be shown.
fn accepted(listed: &Value) -> Vec<String> {
    listed
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .filter(|name| (1..=16).contains(&name.len()) && name.chars().all(|letter| letter.is_ascii_alphanumeric()))
        .take(8)
        .map(str::to_owned)
        .collect()
}

fn read_token(answer: &Value) -> Result<(Secret, Duration), ClientError> {
    let secret = answer["access_token"]
        .as_str()
        .ok_or(ClientError::Malformed("no token"))?;
    if !answer["token_type"]
        .as_str()
        .is_none_or(|kind| kind.eq_ignore_ascii_case("bearer"))
    {
        return Err(ClientError::Malformed("not a bearer token"));
    }
    // A server that grants exactly what was asked may leave the scope out (RFC 6749, 5.1).
    if let Some(granted) = answer["scope"].as_str() {
        let missing = scope::missing(granted);
        if !missing.is_empty() {
            return Err(ClientError::Scope { missing });
        }
    }
    let life = answer["expires_in"].as_u64().unwrap_or(DEFAULT_LIFE);

    Ok((Secret::from_text(secret), Duration::from_secs(life.min(86_400))))
}

/// When to renew: a minute before the end, or at four fifths of a short life.
fn early(life: Duration) -> Duration {
    life.saturating_sub(Duration::from_mins(1))
        .max(life.mul_f64(0.8).min(Duration::from_mins(1)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_are_asked_for_over_https_and_only_with_a_key_that_is_taken() {
        let document = |endpoint: &str, algorithms: &Value| json!({"token_endpoint": endpoint, "token_endpoint_auth_signing_alg_values_supported": algorithms});
        let (https, both) = ("https://login.example.org/token", json!(["ES384", "RS384"]));

        assert!(token_endpoint(&document(https, &both), "ES384").is_ok());
        assert!(token_endpoint(&document(https, &both), "RS384").is_ok());
        assert!(
            token_endpoint(&document(https, &Value::Null), "RS384").is_ok(),
            "it says nothing of it"
        );
        assert_eq!(
            token_endpoint(&document("http://login.example.org/token", &both), "ES384"),
            Err(ClientError::OtherHost)
        );
        let neither = token_endpoint(&document(https, &json!(["RS256", "<script>"])), "ES384");
        assert_eq!(
            neither,
            Err(ClientError::Algorithm {
                ours: "ES384",
                accepted: vec!["RS256".to_owned()]
            })
        );
    }

    #[test]
    fn a_token_is_renewed_before_it_expires() {
        for seconds in [1, 30, 60, 75, 300, 3600] {
            let life = Duration::from_secs(seconds);
            assert!(early(life) < life, "{seconds}");
            assert!(early(life) >= life.mul_f64(0.1), "{seconds}");
        }
    }
}
