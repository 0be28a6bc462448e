//! The signed copy of a consent document.

use registration::Session;
use registration::consent::{ConsentAnswer, Decision};

use super::{Writer, direction};
use crate::locale::Locale;
use crate::t;

impl Writer<'_> {
    /// The copy of one document as it was read and decided; none where the document or the person is not known.
    pub fn signed_copy(&self, session: &Session, answer: &ConsentAnswer) -> Option<paper::SignedDocument> {
        let document = session
            .dossier
            .consents
            .iter()
            .find(|document| document.code == answer.code)?;
        let text = document.text_in(&answer.language)?;
        let patient = session.person.as_ref()?.name.full();
        // A text that there was not in the person's language was read in its own.
        let locale = Locale::new(&text.language);
        let guardian = session
            .guardian
            .as_ref()
            .map(|guardian| guardian.name.reveal().as_str());
        let strokes = match &answer.decision {
            Decision::Accepted(signature) => signature.strokes.clone(),
            Decision::Declined => Vec::new(),
        };
        let aspect = match &answer.decision {
            Decision::Accepted(signature) => signature.aspect,
            Decision::Declined => 3.0,
        };
        let (decision, signer_line) = match (&answer.decision, guardian) {
            (Decision::Accepted(_), None) => (
                t!(locale, "paper-accepted"),
                t!(locale, "paper-signed-by", name = patient),
            ),
            (Decision::Accepted(_), Some(guardian)) => (
                t!(locale, "paper-accepted"),
                t!(locale, "paper-signed-for", guardian = guardian, child = patient),
            ),
            (Decision::Declined, None) => (
                t!(locale, "paper-declined"),
                t!(locale, "paper-declined-by", name = patient),
            ),
            (Decision::Declined, Some(guardian)) => (
                t!(locale, "paper-declined"),
                t!(locale, "paper-declined-for", guardian = guardian, child = patient),
            ),
        };
        let at = answer.at.to_zoned(self.zone.clone());

        Some(paper::SignedDocument {
            site: self.site.to_owned(),
            title: text.title.clone(),
            version_line: t!(locale, "paper-version", version = document.version.as_str()),
            paragraphs: text.paragraphs.clone(),
            decision,
            signer_line,
            signed_at_line: t!(
                locale,
                "paper-signed-at",
                date = locale.date(at.date()),
                time = locale.time(at.time())
            ),
            strokes,
            aspect,
            hash_label: t!(locale, "paper-fingerprint"),
            pages_label: t!(locale, "paper-pages", page = "{page}", pages = "{pages}"),
            fingerprint: Some(registration::consent::fingerprint(text, answer)),
            direction: direction(&locale),
        })
    }
}
