//! The key that signs in to central: P-384 (ES384) of our own, or an RSA key (RS384) that a hospital already has.

use std::fmt;
use std::sync::Arc;

use jsonwebtoken::jwk::{AlgorithmParameters, Jwk, ThumbprintHash};
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use p384::SecretKey;
use p384::pkcs8::{EncodePrivateKey, LineEnding};
use serde::Serialize;
use serde_json::{Value, json};

use crate::secret::Secret;

/// The key cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a P-384 private key, nor an RSA one of 2048 bits or more, in PKCS#8 PEM")]
pub struct KeyError;

/// A private key for client assertions (RFC 7523), kept in the vault under [`SigningKey::NAME`].
#[derive(Clone)]
pub struct SigningKey(Arc<Inner>);

struct Inner {
    pem: Secret,
    key: EncodingKey,
    algorithm: Algorithm,
    id: String,
    public: Value,
}

impl SigningKey {
    /// The name under which it is kept in the vault.
    pub const NAME: &str = "signing-key";

    /// A new P-384 key.
    pub fn generate() -> Result<Self, KeyError> {
        let mut scalar = zeroize::Zeroizing::new([0_u8; 48]);
        // A random 384-bit number is a valid scalar but for one draw in 2^190.
        for _ in 0..16 {
            rand::fill(scalar.as_mut_slice());
            if let Ok(key) = SecretKey::from_slice(scalar.as_slice()) {
                let pem = key.to_pkcs8_pem(LineEnding::LF).map_err(|_| KeyError)?;
                return Self::from_pem(pem.as_bytes());
            }
        }

        Err(KeyError)
    }

    /// A key from PKCS#8 PEM: EC P-384 signs with ES384, RSA with RS384.
    pub fn from_pem(pem: &[u8]) -> Result<Self, KeyError> {
        let (key, algorithm) = if let Ok(key) = EncodingKey::from_ec_pem(pem) {
            (key, Algorithm::ES384)
        } else {
            (EncodingKey::from_rsa_pem(pem).map_err(|_| KeyError)?, Algorithm::RS384)
        };
        let jwk = Jwk::from_encoding_key(&key, algorithm).map_err(|_| KeyError)?;
        if algorithm == Algorithm::RS384 && !is_long_enough(&jwk) {
            return Err(KeyError);
        }
        let id = jwk.thumbprint(ThumbprintHash::SHA256);
        let mut public = serde_json::to_value(&jwk).map_err(|_| KeyError)?;
        let fields = public.as_object_mut().ok_or(KeyError)?;
        fields.insert("kid".into(), json!(id));
        fields.insert("use".into(), json!("sig"));
        fields.insert("key_ops".into(), json!(["verify"]));

        Ok(Self(Arc::new(Inner {
            pem: Secret::new(pem.to_vec()),
            key,
            algorithm,
            id,
            public,
        })))
    }

    /// The private key as PKCS#8 PEM, for the vault only.
    pub fn to_pem(&self) -> Secret {
        self.0.pem.clone()
    }

    /// The public half as a JWK Set (RFC 7517), to be registered at central.
    pub fn jwks(&self) -> Value {
        json!({ "keys": [self.0.public] })
    }

    /// The key id: the JWK's SHA-256 thumbprint (RFC 7638).
    pub fn id(&self) -> &str {
        &self.0.id
    }

    /// The name of its algorithm, as discovery documents list it.
    pub(crate) fn algorithm(&self) -> &'static str {
        if self.0.algorithm == Algorithm::ES384 {
            "ES384"
        } else {
            "RS384"
        }
    }

    pub(crate) fn sign(&self, claims: &impl Serialize) -> Result<Secret, KeyError> {
        let mut header = Header::new(self.0.algorithm);
        header.kid = Some(self.0.id.clone());

        jsonwebtoken::encode(&header, claims, &self.0.key)
            .map(Secret::from_text)
            .map_err(|_| KeyError)
    }
}

/// RSA keys below 2048 bits are not safe any more (NIST SP 800-131A).
fn is_long_enough(jwk: &Jwk) -> bool {
    // The modulus in base64url without padding: 256 bytes are 342 letters.
    matches!(&jwk.algorithm, AlgorithmParameters::RSA(parameters) if parameters.n.len() >= 342)
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "SigningKey({})", self.0.id)
    }
}
