//! Consent documents of the site, read from `DocumentReference`.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use fhir::{Attachment, DocumentReference};

use crate::Record;
use crate::consent::{ConsentDocument, ConsentText};
use crate::mapping::systems;

/// The longest text that is taken, in bytes: a document that a person reads standing up is far shorter.
const LIMIT: usize = 200_000;

/// Reads a document with its texts; none where it is not current, or has no code or no text.
pub fn read(record: &Record) -> Option<ConsentDocument> {
    let document = DocumentReference::read(record.resource())?;
    if !matches!(document.status.as_deref(), None | Some("current")) {
        return None;
    }
    let identifier = |system: &str| {
        let found = document
            .identifier
            .iter()
            .find(|identifier| identifier.system.as_deref() == Some(system))?;

        found.value.as_deref().map(str::trim).filter(|value| !value.is_empty())
    };
    let code =
        identifier(systems::CONSENT_DOCUMENT).or_else(|| document.kind.as_ref()?.code_in(systems::CONSENT_DOCUMENT))?;
    let texts: Vec<ConsentText> = document
        .content
        .iter()
        .filter_map(|content| content.attachment.as_ref())
        .filter_map(text)
        .collect();

    (!texts.is_empty()).then(|| ConsentDocument {
        code: code.to_owned(),
        version: identifier(systems::CONSENT_VERSION).unwrap_or("1").to_owned(),
        source: record.reference(),
        texts,
    })
}

fn text(attachment: &Attachment) -> Option<ConsentText> {
    let plain = attachment
        .content_type
        .as_deref()
        .is_none_or(|kind| kind.starts_with("text/plain"));
    let data = attachment.data.as_deref().filter(|data| plain && data.len() <= LIMIT)?;
    let data: String = data.chars().filter(|letter| !letter.is_whitespace()).collect();
    let text = String::from_utf8(STANDARD.decode(data).ok()?)
        .ok()?
        .replace("\r\n", "\n");
    let paragraphs: Vec<String> = text
        .split("\n\n")
        .map(|paragraph| paragraph.split_whitespace().collect::<Vec<_>>().join(" "))
        .filter(|paragraph| !paragraph.is_empty())
        .collect();

    (!paragraphs.is_empty()).then(|| ConsentText {
        language: attachment.language.clone().unwrap_or_else(|| "en".to_owned()),
        title: attachment.title.clone().unwrap_or_default(),
        paragraphs,
    })
}
