//! Consent documents and what the person said to each.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// A document in one language.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConsentText {
    /// BCP 47.
    pub language: String,
    /// The headline.
    pub title: String,
    /// The whole text, a paragraph an entry.
    pub paragraphs: Vec<String>,
}

/// A document of the site that a person is asked to sign.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConsentDocument {
    /// Its code, such as `treatment`.
    pub code: String,
    /// Its version, such as `2026-01`.
    pub version: String,
    /// `DocumentReference/id` of the text.
    pub source: String,
    /// One entry a language.
    pub texts: Vec<ConsentText>,
}

impl ConsentDocument {
    /// The text in the given language, else in English, else the first.
    pub fn text_in(&self, language: &str) -> Option<&ConsentText> {
        let find = |wanted: &str| self.texts.iter().find(|text| text.language == wanted);

        find(language).or_else(|| find("en")).or_else(|| self.texts.first())
    }
}

/// One stroke of a signature: places from the top left corner of the pad, each from 0 to 1.
pub type Stroke = Vec<(f32, f32)>;

/// A signature drawn by finger.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct Signature {
    /// The strokes in the order drawn.
    pub strokes: Vec<Stroke>,
    /// Width of the pad divided by its height.
    pub aspect: f32,
}

/// What the person decided.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum Decision {
    /// Signed.
    Accepted(Signature),
    /// Said no; the visit goes on.
    Declined,
}

/// What the person said to one document, and when.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct ConsentAnswer {
    /// [`ConsentDocument::code`].
    pub code: String,
    /// The language in which it was read.
    pub language: String,
    /// Accepted or declined.
    pub decision: Decision,
    /// When.
    pub at: Timestamp,
    /// The signed copy as PDF; made when the registration is.
    #[serde(default)]
    pub copy: Option<Vec<u8>>,
}

impl ConsentAnswer {
    /// Whether the person agreed.
    pub fn accepted(&self) -> bool {
        matches!(self.decision, Decision::Accepted(_))
    }
}

/// SHA-256 over the text as shown, the strokes and the time: what the signature stands under.
pub fn fingerprint(text: &ConsentText, answer: &ConsentAnswer) -> [u8; 32] {
    let mut hash = Sha256::new();
    hash.update(text.language.as_bytes());
    for part in std::iter::once(&text.title).chain(&text.paragraphs) {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part.as_bytes());
    }
    if let Decision::Accepted(signature) = &answer.decision {
        for stroke in &signature.strokes {
            hash.update((stroke.len() as u64).to_be_bytes());
            for (x, y) in stroke {
                hash.update(x.to_be_bytes());
                hash.update(y.to_be_bytes());
            }
        }
    }
    hash.update(answer.at.to_string().as_bytes());

    hash.finalize().into()
}
