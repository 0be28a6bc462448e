//! A new card: the coverage it stands for, and its pictures.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::json;

use super::Context;
use super::entries::Entries;
use crate::Session;
use crate::insurance::{InsuranceAnswer, Side};
use crate::mapping::elements::{concept, device, identifier, instant};
use crate::mapping::{coverage, systems};

/// The most pictures that travel: a card has two sides.
const PICTURES: usize = 2;

/// Writes coverage and pictures where a card was read; a card that is on file already is updated, never doubled.
pub(super) fn write(session: &Session, context: &Context, patient: &str, entries: &mut Entries) {
    let Some(InsuranceAnswer::Card { card, pictures }) = &session.insurance else {
        return;
    };
    let on_file = session
        .dossier
        .coverages
        .iter()
        .find(|on_file| coverage::same(&on_file.card, card));
    let covered = match on_file.filter(|on_file| !on_file.record.id().is_empty()) {
        Some(on_file) => {
            if let Some(resource) = coverage::update(on_file.record.resource(), &on_file.card, card) {
                entries.update(&on_file.record, resource);
            }
            on_file.record.reference()
        }
        None => entries.create(coverage::PART, coverage::create(card, patient, session.id)),
    };

    let mut sides = Vec::new();
    for picture in pictures.iter().filter(|picture| !picture.jpeg.is_empty()) {
        if sides.contains(&picture.side) || sides.len() == PICTURES {
            continue;
        }
        sides.push(picture.side);
        let (part, title) = match picture.side {
            Side::Front => ("card-front", "Insurance card, front"),
            Side::Back => ("card-back", "Insurance card, back"),
        };
        let binary = entries.put(
            &format!("{part}-picture"),
            fhir::prune(json!({
                "resourceType": "Binary",
                "contentType": "image/jpeg",
                "securityContext": { "reference": patient },
                "data": STANDARD.encode(&picture.jpeg),
            })),
        );
        entries.create(
            part,
            fhir::prune(json!({
                "resourceType": "DocumentReference",
                "identifier": [identifier(session.id, part)],
                "status": "current",
                "type": concept(systems::LOINC, "64290-0", "Health insurance card"),
                "category": [concept(systems::KIOSK, part, title)],
                "subject": { "reference": patient },
                "date": instant(context.now),
                "author": [device(&context.device)],
                "description": title,
                "content": [{ "attachment": {
                    "contentType": "image/jpeg",
                    "url": binary,
                    "title": title,
                    "creation": instant(context.now),
                } }],
                "context": { "related": [{ "reference": covered }] },
            })),
        );
    }
}
