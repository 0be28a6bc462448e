//! What the person said to each document: a `Consent`, the signed copy, and who signed it.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use super::Context;
use super::entries::Entries;
use super::who::People;
use crate::Session;
use crate::consent::{ConsentAnswer, ConsentDocument, Decision, Signature, fingerprint};
use crate::mapping::elements::{concept, device, identifier, instant, party};
use crate::mapping::systems;

/// One group a document that was decided.
pub(super) fn write(session: &Session, context: &Context, people: &People) -> Vec<(String, Entries)> {
    let mut parts = Vec::new();
    let mut groups = Vec::new();
    for answer in &session.consents {
        let part = format!("consent-{}", plain(&answer.code));
        if !parts.contains(&part) {
            let mut entries = Entries::new(session);
            one(session, context, people, answer, &part, &mut entries);
            parts.push(part.clone());
            groups.push((part, entries));
        }
    }

    groups
}

fn one(
    session: &Session,
    context: &Context,
    people: &People,
    answer: &ConsentAnswer,
    part: &str,
    entries: &mut Entries,
) {
    let Some(patient) = &people.patient else {
        return;
    };
    // A guardian signs for a child.
    let signer = people.guardian.as_ref().unwrap_or(patient);
    let document = session
        .dossier
        .consents
        .iter()
        .find(|document| document.code == answer.code);
    let source = document
        .map(|document| document.source.as_str())
        .filter(|source| source.starts_with("DocumentReference/"));
    let copy = answer
        .copy
        .as_ref()
        .filter(|copy| !copy.is_empty() && answer.accepted())
        .map(|copy| {
            let part = format!("{part}-copy");
            let resource = signed_copy(session, context, patient, answer, document, copy, &part);

            entries.create(&part, resource)
        });
    let consent = entries.create(
        part,
        consent(
            session,
            context,
            patient,
            signer,
            answer,
            document,
            copy.as_deref().or(source),
            part,
        ),
    );
    if let Decision::Accepted(signature) = &answer.decision {
        let targets: Vec<Value> = std::iter::once(&consent)
            .chain(&copy)
            .map(|target| json!({ "reference": target }))
            .collect();
        entries.put(
            &format!("{part}-signature"),
            provenance(context, signer, answer, signature, &targets, copy.is_some()),
        );
    }
}

#[allow(clippy::too_many_arguments)]
fn consent(
    session: &Session,
    context: &Context,
    patient: &str,
    signer: &str,
    answer: &ConsentAnswer,
    document: Option<&ConsentDocument>,
    source: Option<&str>,
    part: &str,
) -> Value {
    let accepted = answer.accepted();
    let scope = if answer.code.contains("privacy") {
        concept(systems::CONSENT_SCOPE, "patient-privacy", "Privacy Consent")
    } else {
        concept(systems::CONSENT_SCOPE, "treatment", "Treatment")
    };
    let title = document
        .and_then(|document| document.text_in("en"))
        .map(|text| text.title.as_str());
    let version = document.map(|document| document.version.as_str());

    fhir::prune(json!({
        "resourceType": "Consent",
        "identifier": [identifier(session.id, part)],
        "status": if accepted { "active" } else { "rejected" },
        "scope": scope,
        "category": [
            concept(systems::LOINC, "59284-0", "Consent Document"),
            { "coding": [{ "system": systems::CONSENT_DOCUMENT, "version": version, "code": answer.code, "display": title }] },
        ],
        "patient": { "reference": patient },
        "dateTime": instant(answer.at),
        "performer": [{ "reference": signer }],
        "organization": context.organization.as_deref().map(|organization| vec![party("Organization", organization)]),
        "sourceReference": source.map(|source| json!({ "reference": source })),
        // Invariant ppc-1: a policy or a rule must be named.
        "policyRule": { "coding": [{ "system": systems::CONSENT_DOCUMENT, "version": version, "code": answer.code }] },
        "provision": { "type": if accepted { "permit" } else { "deny" } },
    }))
}

fn signed_copy(
    session: &Session,
    context: &Context,
    patient: &str,
    answer: &ConsentAnswer,
    document: Option<&ConsentDocument>,
    copy: &[u8],
    part: &str,
) -> Value {
    let text = document.and_then(|document| document.text_in(&answer.language));
    let mark = text
        .map(|text| json!({ "system": systems::CONSENT_FINGERPRINT, "value": hex::encode(fingerprint(text, answer)) }));
    let signs = document.filter(|document| document.source.starts_with("DocumentReference/"));

    fhir::prune(json!({
        "resourceType": "DocumentReference",
        "identifier": [identifier(session.id, part), mark],
        "status": "current",
        "docStatus": "final",
        "type": concept(systems::LOINC, "59284-0", "Consent Document"),
        "category": [concept(systems::KIOSK, "signed-copy", "Signed copy")],
        "subject": { "reference": patient },
        "date": instant(answer.at),
        "author": [device(&context.device)],
        "relatesTo": signs.map(|document| vec![json!({ "code": "signs", "target": { "reference": document.source } })]),
        "content": [{ "attachment": {
            "contentType": "application/pdf",
            "language": answer.language,
            "title": text.map(|text| text.title.as_str()),
            "creation": instant(answer.at),
            "data": STANDARD.encode(copy),
        } }],
    }))
}

fn provenance(
    context: &Context,
    signer: &str,
    answer: &ConsentAnswer,
    signature: &Signature,
    targets: &[Value],
    has_copy: bool,
) -> Value {
    let role = |code: &str| json!({ "coding": [{ "system": systems::PROVENANCE_PARTICIPANT, "code": code }] });

    fhir::prune(json!({
        "resourceType": "Provenance",
        "target": targets,
        "occurredDateTime": instant(answer.at),
        "recorded": instant(context.now),
        "agent": [
            { "type": role("author"), "who": { "reference": signer } },
            { "type": role("assembler"), "who": device(&context.device) },
        ],
        "signature": [{
            // ASTM E1762: consent signature.
            "type": [{ "system": "urn:iso-astm:E1762-95:2013", "code": "1.2.840.10065.1.12.1.7", "display": "Consent Signature" }],
            "when": instant(answer.at),
            "who": { "reference": signer },
            "targetFormat": has_copy.then_some("application/pdf"),
            "sigFormat": "image/svg+xml",
            "data": STANDARD.encode(drawing(signature)),
        }],
    }))
}

/// The signature as SVG, a thousand units high.
fn drawing(signature: &Signature) -> String {
    use std::fmt::Write;

    let aspect = if signature.aspect.is_finite() {
        signature.aspect.clamp(0.1, 20.0)
    } else {
        1.0
    };
    // Places outside the pad, and such that are no numbers, come to its edge.
    let place = |share: f32, length: f32| (share.clamp(0.0, 1.0) * length).round() as u32;
    let mut path = String::new();
    for stroke in &signature.strokes {
        for (number, (x, y)) in stroke.iter().enumerate() {
            let command = if number == 0 { 'M' } else { 'L' };
            // Writing to a string cannot fail.
            let _ = write!(path, "{command}{} {}", place(*x, 1000.0 * aspect), place(*y, 1000.0));
            if stroke.len() == 1 {
                path.push_str("h1");
            }
        }
    }

    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {} 1000\"><path d=\"{path}\" fill=\"none\" \
         stroke=\"#000\" stroke-width=\"12\" stroke-linecap=\"round\" stroke-linejoin=\"round\"/></svg>",
        place(1.0, 1000.0 * aspect)
    )
}

/// A code as it may stand in an identifier and in the name of a group.
fn plain(code: &str) -> String {
    code.chars()
        .map(|letter| {
            if letter.is_ascii_alphanumeric() {
                letter.to_ascii_lowercase()
            } else {
                '-'
            }
        })
        .take(60)
        .collect()
}
