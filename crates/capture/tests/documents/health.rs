//! SMART Health Cards: a payer who signs them, and what it says of a member.

use std::io::Write;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use capture::health_card::{Issuer, Issuers, Jwk};
use flate2::Compression;
use flate2::write::DeflateEncoder;
use image::RgbImage;
use p256::ecdsa::signature::Signer;
use p256::ecdsa::{Signature, SigningKey};
use rxing::BarcodeFormat;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::drawing::cards::draw_code;
use crate::drawing::sheet::{INK, Sheet, Type, WHITE};

pub const URL: &str = "https://cards.evergreen.example.org/shc";

/// A payer's signing key and what of it is public.
pub struct Payer {
    pub key: SigningKey,
    pub public: Jwk,
}

impl Payer {
    pub fn new(seed: u8) -> Self {
        let key = SigningKey::from_slice(&[seed; 32]).unwrap();
        let point = key.verifying_key().to_encoded_point(false);
        let (x, y) = (
            URL_SAFE_NO_PAD.encode(point.x().unwrap()),
            URL_SAFE_NO_PAD.encode(point.y().unwrap()),
        );
        let members = format!(r#"{{"crv":"P-256","kty":"EC","x":"{x}","y":"{y}"}}"#);
        let kid = URL_SAFE_NO_PAD.encode(Sha256::digest(members));
        let public = Jwk {
            kty: "EC".to_owned(),
            crv: "P-256".to_owned(),
            kid,
            x,
            y,
        };

        Self { key, public }
    }

    pub fn issuers(&self) -> Issuers {
        Issuers::new(vec![self.issuer("Evergreen Health Plan", URL)]).unwrap()
    }

    pub fn issuer(&self, name: &str, url: &str) -> Issuer {
        Issuer {
            name: name.to_owned(),
            url: url.to_owned(),
            keys: vec![self.public.clone()],
        }
    }

    pub fn header(&self) -> Value {
        json!({ "alg": "ES256", "zip": "DEF", "kid": self.public.kid })
    }

    pub fn sign(&self, claims: &Value) -> String {
        self.sign_with(&self.header(), &deflated(claims.to_string().as_bytes()))
    }

    pub fn sign_with(&self, header: &Value, payload: &[u8]) -> String {
        let message = format!(
            "{}.{}",
            URL_SAFE_NO_PAD.encode(header.to_string()),
            URL_SAFE_NO_PAD.encode(payload)
        );
        let signature: Signature = self.key.sign(message.as_bytes());

        format!("{message}.{}", URL_SAFE_NO_PAD.encode(signature.to_bytes()))
    }
}

pub fn deflated(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).unwrap();

    encoder.finish().unwrap()
}

pub fn digits(text: &str) -> String {
    text.bytes()
        .flat_map(|byte| [b'0' + (byte - 45) / 10, b'0' + (byte - 45) % 10])
        .map(char::from)
        .collect()
}

pub fn numeric(signed: &str) -> String {
    format!("shc:/{}", digits(signed))
}

pub fn class(code: &str, value: &str) -> Value {
    json!({ "type": { "coding": [{ "system": "http://terminology.hl7.org/CodeSystem/coverage-class", "code": code }] }, "value": value })
}

pub fn copay(code: &str, amount: f64) -> Value {
    json!({
        "type": { "coding": [{ "system": "http://terminology.hl7.org/CodeSystem/coverage-copay-type", "code": code }] },
        "valueMoney": { "value": amount, "currency": "USD" }
    })
}

/// What María's payer says.
pub fn claims() -> Value {
    let mut plan = class("plan", "55-PPO-01");
    plan["name"] = json!("Evergreen PPO");

    json!({
        "iss": URL,
        "nbf": 1_767_225_600,
        "exp": 1_798_761_600,
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
                            "birthDate": "1985-04-12"
                        } },
                        { "fullUrl": "resource:1", "resource": {
                            "resourceType": "Coverage",
                            "status": "active",
                            "identifier": [
                                { "type": { "coding": [{ "code": "XX" }] }, "value": "not this one" },
                                { "type": { "coding": [{ "system": "http://terminology.hl7.org/CodeSystem/v2-0203", "code": "MB" }] }, "value": "XEH804512097" }
                            ],
                            "subscriber": { "reference": "resource:0" },
                            "beneficiary": { "reference": "resource:0" },
                            "relationship": { "coding": [{ "code": "self" }] },
                            "period": { "start": "2026-01-01", "end": "2026-12-31" },
                            "payor": [{ "reference": "resource:2" }],
                            "class": [
                                class("group", "0083-7745"), plan, class("rxbin", "610279"), class("rxpcn", "9999"),
                                class("rxgroup", "EVGRX")
                            ],
                            "costToBeneficiary": [
                                copay("gpvisit", 25.0), copay("spvisit", 40.0), copay("urgentcare", 62.5),
                                copay("emergency", 250.0), copay("copaypct", 20.0),
                                { "type": { "text": "Family deductible" }, "valueMoney": { "value": 3000 } },
                                { "type": { "text": "Individual deductible" }, "valueMoney": { "value": 1500 } }
                            ]
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

/// A telephone or a print that shows the code.
pub fn shown(text: &str) -> RgbImage {
    let mut sheet = Sheet::new(WHITE);
    sheet.text(70, 40, 60.0, &Type::plain().bold, INK, "Evergreen Health Plan");
    draw_code(&mut sheet.image, text, BarcodeFormat::QR_CODE, 360, 120, 860, 860);

    sheet.image
}
