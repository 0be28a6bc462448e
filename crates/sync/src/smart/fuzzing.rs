//! What the authorization side answers, as the fuzzer writes it.

// A panic is what the fuzzer looks for.
#![allow(clippy::missing_panics_doc)]

use std::time::Duration;

use serde_json::Value;

use crate::smart::{SigningKey, early, read_token, token_endpoint};

/// The answer of the token endpoint.
pub fn token_answer(bytes: &[u8]) {
    let Ok(answer) = serde_json::from_slice::<Value>(bytes) else {
        return;
    };
    if let Ok((_, life)) = read_token(&answer) {
        assert!(life <= Duration::from_hours(24), "a token lives a day at most");
        assert!(early(life) <= life, "a token is renewed before its end");
    }
}

/// `.well-known/smart-configuration`: tokens are asked for over HTTPS only.
pub fn smart_discovery(bytes: &[u8]) {
    let Ok(document) = serde_json::from_slice::<Value>(bytes) else {
        return;
    };
    for algorithm in ["ES384", "RS384"] {
        if let Ok(endpoint) = token_endpoint(&document, algorithm) {
            assert_eq!(endpoint.scheme(), "https");
        }
    }
}

/// A key file that staff hand to the kiosk.
pub fn signing_key(bytes: &[u8]) {
    if let Ok(key) = SigningKey::from_pem(bytes) {
        assert!(!key.id().is_empty());
    }
}
