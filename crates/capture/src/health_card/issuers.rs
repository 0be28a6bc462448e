//! Who is believed: issuers and their keys, pinned in the configuration.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use p256::EncodedPoint;
use p256::ecdsa::VerifyingKey;
use serde::Deserialize;
use sha2::{Digest, Sha256};

/// An issuer of health cards, as the configuration names it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Issuer {
    /// What the desk calls it.
    pub name: String,
    /// The `iss` of its cards. Its keys stand below `/.well-known/jwks.json` there, for the person who pins them.
    pub url: String,
    /// Its public keys.
    pub keys: Vec<Jwk>,
}

/// A public key (RFC 7517), as issuers publish it. What else they publish beside is not needed.
#[derive(Clone, Debug, Deserialize)]
pub struct Jwk {
    pub kty: String,
    pub crv: String,
    /// The key's thumbprint (RFC 7638).
    pub kid: String,
    pub x: String,
    pub y: String,
}

/// What is wrong with a list of issuers.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum IssuersError {
    #[error("the issuer \"{0}\" must have a URL that begins with https:// and has no query")]
    Url(String),
    #[error("the issuer \"{0}\" has no key")]
    NoKey(String),
    #[error("a key of the issuer \"{0}\" is not an EC key on P-256")]
    NotP256(String),
    #[error("a key of the issuer \"{0}\" has a kid that is not its thumbprint (RFC 7638)")]
    Thumbprint(String),
    #[error("the issuer \"{0}\" has a key that another one has too")]
    Twice(String),
}

/// The issuers that are believed. Empty: none.
#[derive(Clone, Debug, Default)]
pub struct Issuers(Vec<Known>);

#[derive(Clone, Debug)]
struct Known {
    issuer: Issuer,
    keys: Vec<(String, VerifyingKey)>,
}

impl Issuers {
    /// Checks the keys of every issuer.
    pub fn new(issuers: Vec<Issuer>) -> Result<Self, IssuersError> {
        let mut known = Self::default();

        for issuer in issuers {
            let name = || issuer.name.clone();

            if !issuer.url.starts_with("https://") || issuer.url.contains(['?', '#']) {
                return Err(IssuersError::Url(name()));
            }

            if issuer.keys.is_empty() {
                return Err(IssuersError::NoKey(name()));
            }

            let mut keys = Vec::new();

            for key in &issuer.keys {
                let point = point(key).ok_or_else(|| IssuersError::NotP256(name()))?;

                if thumbprint(key) != key.kid {
                    return Err(IssuersError::Thumbprint(name()));
                }

                if known.key(&key.kid).is_some() {
                    return Err(IssuersError::Twice(name()));
                }

                keys.push((key.kid.clone(), point));
            }

            known.0.push(Known { issuer, keys });
        }

        Ok(known)
    }

    /// Whether nobody is believed.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The key with this thumbprint, and whose it is.
    pub(super) fn key(&self, kid: &str) -> Option<(&Issuer, &VerifyingKey)> {
        self.0.iter().find_map(|known| {
            let (_, key) = known.keys.iter().find(|(thumbprint, _)| thumbprint == kid)?;

            Some((&known.issuer, key))
        })
    }
}

fn point(key: &Jwk) -> Option<VerifyingKey> {
    if key.kty != "EC" || key.crv != "P-256" {
        return None;
    }

    let side = |text: &str| -> Option<[u8; 32]> { URL_SAFE_NO_PAD.decode(text).ok()?.try_into().ok() };
    let point = EncodedPoint::from_affine_coordinates(&side(&key.x)?.into(), &side(&key.y)?.into(), false);

    VerifyingKey::from_encoded_point(&point).ok()
}

/// The SHA-256 of the key's members that are required, in the order of their names.
fn thumbprint(key: &Jwk) -> String {
    let members = format!(
        r#"{{"crv":"{}","kty":"{}","x":"{}","y":"{}"}}"#,
        key.crv, key.kty, key.x, key.y
    );

    URL_SAFE_NO_PAD.encode(Sha256::digest(members.as_bytes()))
}
