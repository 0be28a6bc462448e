//! SMART Health Cards (<https://spec.smarthealth.cards>) that carry a Coverage: the insurance card as a QR code that
//! the payer has signed.
//!
//! Only issuers whose keys the configuration pins are believed, and nothing is unpacked before its signature was found
//! good. Revocation lists are not asked: that would tell the issuer who stands at the kiosk, and a revoked card fails
//! when its coverage is asked for.
//!
//! A health card is never proof of identity. The signature says that the payer wrote it, not that the person who shows
//! it is the member. So [`HealthCard`] keeps nothing to find a person by, and there is no way from it to anything that
//! does:
//!
//! ```compile_fail
//! fn who(card: capture::health_card::HealthCard) -> capture::aamva::Licence {
//!     card.into()
//! }
//! ```

mod coverage;
mod issuers;
mod numeric;

use std::fmt;
use std::io::Read;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use flate2::read::DeflateDecoder;
use jiff::Timestamp;
use jiff::civil::Date;
use p256::ecdsa::Signature;
use p256::ecdsa::signature::Verifier;
use serde::Deserialize;

use crate::CardFields;

pub use issuers::{Issuer, Issuers, IssuersError, Jwk};
pub use numeric::{Pieces, is_health_card};

/// The longest signed text: a dozen QR codes of the largest size.
const LONGEST: usize = 32 * 1024;
/// The largest payload once unpacked. A health card has some kilobytes; more is a bomb.
const MOST_UNPACKED: u64 = 1024 * 1024;
/// How far the issuer's clock may be ahead of ours, in seconds.
const CLOCK_SLACK: i64 = 300;

/// What a health card says of a coverage. It says nothing of who shows it.
#[derive(Clone, PartialEq)]
pub struct HealthCard {
    /// As on a photographed card, but sure: the payer signed them.
    pub fields: CardFields,
    /// What the configuration calls the issuer.
    pub issuer_name: String,
    pub valid_from: Timestamp,
    pub expires: Option<Timestamp>,
    /// The last day of the coverage, where the card tells it.
    pub coverage_ends: Option<Date>,
}

impl fmt::Debug for HealthCard {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("HealthCard(..)")
    }
}

/// Why a health card is not taken. It never carries what stood on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum HealthCardError {
    #[error("the code is not a SMART Health Card")]
    NotAHealthCard,
    #[error("the health card has {total} codes, of which this is one")]
    Incomplete { total: usize },
    #[error("the codes belong to different health cards")]
    Mixed,
    #[error("the health card is too large")]
    TooLarge,
    #[error("the health card is damaged")]
    Damaged,
    #[error("the health card is signed in a way that is not accepted")]
    WrongAlgorithm,
    #[error("the health card's issuer is not one that this site believes")]
    UnknownIssuer,
    #[error("the health card's signature is not its issuer's")]
    BadSignature,
    #[error("the health card is not valid yet")]
    NotYetValid,
    #[error("the health card has expired")]
    Expired,
    #[error("the health card carries no insurance coverage")]
    NoCoverage,
}

/// Reads a health card that is one code, and believes it if one of these issuers signed it.
pub fn parse(text: &str, issuers: &Issuers, now: Timestamp) -> Result<HealthCard, HealthCardError> {
    let mut pieces = Pieces::default();

    match pieces.take(text)? {
        Some(signed) => verify(&signed, issuers, now),
        None => Err(HealthCardError::Incomplete {
            total: pieces.progress().1,
        }),
    }
}

/// Reads what [`Pieces`] put together: a JSON Web Signature in its compact form (RFC 7515).
pub fn verify(signed: &str, issuers: &Issuers, now: Timestamp) -> Result<HealthCard, HealthCardError> {
    if signed.len() > LONGEST {
        return Err(HealthCardError::TooLarge);
    }

    let mut parts = signed.split('.');
    let (Some(header), Some(payload), Some(signature), None) = (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return Err(HealthCardError::Damaged);
    };
    let head: Header = json(&unpacked(header)?)?;

    if head.alg != "ES256" || head.zip != "DEF" {
        return Err(HealthCardError::WrongAlgorithm);
    }

    let (issuer, key) = issuers.key(&head.kid).ok_or(HealthCardError::UnknownIssuer)?;
    let signature = Signature::from_slice(&unpacked(signature)?).map_err(|_| HealthCardError::BadSignature)?;
    let message = signed
        .get(..header.len() + 1 + payload.len())
        .ok_or(HealthCardError::Damaged)?;
    key.verify(message.as_bytes(), &signature)
        .map_err(|_| HealthCardError::BadSignature)?;

    let claims: Claims = json(&inflated(&unpacked(payload)?)?)?;

    // A key signs for its own issuer only.
    if claims.iss.trim_end_matches('/') != issuer.url.trim_end_matches('/') {
        return Err(HealthCardError::UnknownIssuer);
    }

    let valid_from = moment(claims.nbf)?;
    let expires = claims.exp.map(moment).transpose()?;

    if valid_from.as_second() > now.as_second() + CLOCK_SLACK {
        return Err(HealthCardError::NotYetValid);
    }

    if expires.is_some_and(|expires| expires <= now) {
        return Err(HealthCardError::Expired);
    }

    let (fields, coverage_ends) =
        coverage::fields(&claims.vc.credential_subject.fhir_bundle).ok_or(HealthCardError::NoCoverage)?;

    Ok(HealthCard {
        fields,
        issuer_name: issuer.name.clone(),
        valid_from,
        expires,
        coverage_ends,
    })
}

#[derive(Deserialize)]
struct Header {
    alg: String,
    #[serde(default)]
    zip: String,
    #[serde(default)]
    kid: String,
}

#[derive(Deserialize)]
struct Claims {
    iss: String,
    /// Seconds since 1970; some issuers write parts of seconds.
    nbf: f64,
    #[serde(default)]
    exp: Option<f64>,
    vc: Credential,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Credential {
    credential_subject: Subject,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Subject {
    fhir_bundle: serde_json::Value,
}

fn unpacked(part: &str) -> Result<Vec<u8>, HealthCardError> {
    URL_SAFE_NO_PAD.decode(part).map_err(|_| HealthCardError::Damaged)
}

fn json<'a, T: Deserialize<'a>>(bytes: &'a [u8]) -> Result<T, HealthCardError> {
    serde_json::from_slice(bytes).map_err(|_| HealthCardError::Damaged)
}

/// Raw DEFLATE (RFC 1951), as the payload is packed, up to a bound.
fn inflated(packed: &[u8]) -> Result<Vec<u8>, HealthCardError> {
    let mut plain = Vec::new();
    let read = DeflateDecoder::new(packed)
        .take(MOST_UNPACKED + 1)
        .read_to_end(&mut plain)
        .map_err(|_| HealthCardError::Damaged)?;

    if read as u64 > MOST_UNPACKED {
        return Err(HealthCardError::TooLarge);
    }

    Ok(plain)
}

fn moment(seconds: f64) -> Result<Timestamp, HealthCardError> {
    // The bounds keep the conversion exact; beyond them is no date of a card.
    if !(0.0..1e11).contains(&seconds) {
        return Err(HealthCardError::Damaged);
    }

    Timestamp::from_second(seconds as i64).map_err(|_| HealthCardError::Damaged)
}
