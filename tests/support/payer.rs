//! An invented payer that signs digital insurance cards (SMART Health Cards).

use std::io::Write;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use capture::health_card::{Issuer, Jwk};
use flate2::Compression;
use flate2::write::DeflateEncoder;
use p256::ecdsa::signature::Signer;
use p256::ecdsa::{Signature, SigningKey};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

/// Where its keys would stand.
const URL: &str = "https://cards.evergreen.example.org/shc";

/// A payer's signing key and what of it is public.
pub struct Payer {
    key: SigningKey,
    public: Jwk,
}

impl Payer {
    /// Another payer for every number.
    pub fn new(seed: u8) -> Self {
        let key = SigningKey::from_slice(&[seed; 32]).unwrap();
        let point = key.verifying_key().to_encoded_point(false);
        let x = URL_SAFE_NO_PAD.encode(point.x().unwrap());
        let y = URL_SAFE_NO_PAD.encode(point.y().unwrap());
        let members = format!(r#"{{"crv":"P-256","kty":"EC","x":"{x}","y":"{y}"}}"#);
        let public = Jwk {
            kty: "EC".to_owned(),
            crv: "P-256".to_owned(),
            kid: URL_SAFE_NO_PAD.encode(Sha256::digest(members)),
            x,
            y,
        };

        Self { key, public }
    }

    /// As the configuration pins it.
    pub fn issuer(&self) -> Issuer {
        Issuer {
            name: "Evergreen Health Plan".to_owned(),
            url: URL.to_owned(),
            keys: vec![self.public.clone()],
        }
    }

    /// The card of a member, as the digits of its code.
    pub fn card(&self, member: &str, expires: i64) -> String {
        let signed = self.sign(&claims(member, expires));

        format!("shc:/{}", digits(&signed))
    }

    /// The same in two codes.
    pub fn card_in_two(&self, member: &str, expires: i64) -> [String; 2] {
        let signed = self.sign(&claims(member, expires));
        let (first, second) = signed.split_at(signed.len() / 2);

        [
            format!("shc:/1/2/{}", digits(first)),
            format!("shc:/2/2/{}", digits(second)),
        ]
    }

    fn sign(&self, claims: &Value) -> String {
        let mut encoder = DeflateEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(claims.to_string().as_bytes()).unwrap();
        let header = json!({ "alg": "ES256", "zip": "DEF", "kid": self.public.kid });
        let message = format!(
            "{}.{}",
            URL_SAFE_NO_PAD.encode(header.to_string()),
            URL_SAFE_NO_PAD.encode(encoder.finish().unwrap())
        );
        let signature: Signature = self.key.sign(message.as_bytes());

        format!("{message}.{}", URL_SAFE_NO_PAD.encode(signature.to_bytes()))
    }
}

/// A day in the far future and one in the past, as seconds.
pub const GOOD: i64 = 4_102_444_800;
pub const OVER: i64 = 1_700_000_000;

fn digits(text: &str) -> String {
    text.bytes()
        .flat_map(|byte| [(byte - 45) / 10, (byte - 45) % 10])
        .map(|digit| char::from(b'0' + digit))
        .collect()
}

fn claims(member: &str, expires: i64) -> Value {
    let class = |code: &str, value: &str| json!({ "type": { "coding": [{ "code": code }] }, "value": value });

    json!({
        "iss": URL,
        "nbf": 1_600_000_000,
        "exp": expires,
        "vc": {
            "type": ["https://smarthealth.cards#health-card"],
            "credentialSubject": {
                "fhirVersion": "4.0.1",
                "fhirBundle": {
                    "resourceType": "Bundle",
                    "type": "collection",
                    "entry": [
                        { "fullUrl": "resource:0", "resource": {
                            "resourceType": "Patient",
                            "name": [{ "family": "García-López", "given": ["María"] }],
                        } },
                        { "fullUrl": "resource:1", "resource": {
                            "resourceType": "Coverage",
                            "status": "active",
                            "identifier": [
                                { "type": { "coding": [{ "code": "MB" }] }, "value": member }
                            ],
                            "subscriber": { "reference": "resource:0" },
                            "beneficiary": { "reference": "resource:0" },
                            "payor": [{ "reference": "resource:2" }],
                            "class": [class("group", "0083-7745")],
                        } },
                        { "fullUrl": "resource:2", "resource": {
                            "resourceType": "Organization", "name": "Evergreen Health Plan"
                        } }
                    ]
                }
            }
        }
    })
}
