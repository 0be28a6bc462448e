//! `CoverageEligibilityRequest` and `CoverageEligibilityResponse`: X12 270 and 271 in FHIR's words.

use fhir::{CoverageEligibilityResponse, EligibilityBenefit, EligibilityInsurance, EligibilityItem};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::Session;
use crate::bill::Money;
use crate::insurance::{Benefits, Eligibility, InsuranceAnswer};
use crate::mapping::elements::{identifier, instant, is_literal, money, party};
use crate::mapping::transaction::Context;
use crate::mapping::{coverage, patient};

/// X12 service types that mean a visit to a doctor, the nearest first: office visit, physician, sick and well visit,
/// medical care, the plan as a whole.
const VISIT_TYPES: [&str; 6] = ["98", "96", "BY", "BZ", "1", "30"];

/// AAA 42: the payer cannot answer now.
const UNABLE_TO_RESPOND: &str = "42";

/// The question to the payer; none where there is no coverage to ask about. What is asked decides the identifier: the
/// same question is asked once, however often it is sent, and a person who corrects the card asks another one.
pub fn request(session: &Session, context: &Context) -> Option<Value> {
    let person = session.person.as_ref()?;
    let on_file = session.patient.as_ref().filter(|patient| !patient.id().is_empty());
    let patient = on_file.map_or_else(|| "#patient".to_owned(), |patient| format!("Patient/{}", patient.id()));
    let mut contained = Vec::new();
    if on_file.is_none() {
        contained.push(patient::contained(person, "patient"));
    }
    let (card, coverage) = match session.insurance.as_ref()? {
        InsuranceAnswer::Keep(kept) if !kept.record.id().is_empty() => (&kept.card, kept.record.reference()),
        InsuranceAnswer::Keep(kept) => (&kept.card, "#coverage".to_owned()),
        InsuranceAnswer::Card { card, .. } => (card, "#coverage".to_owned()),
        InsuranceAnswer::SelfPay | InsuranceAnswer::NotWithMe => return None,
    };
    if coverage.starts_with('#') {
        contained.push(coverage::contained(card, &patient, "coverage"));
    }
    let asked = json!([contained, patient, coverage]).to_string();
    let digest = Uuid::new_v5(&session.id, asked.as_bytes()).simple().to_string();
    let part = format!("eligibility-{}", digest.get(..12).unwrap_or_default());
    let facility = context
        .location
        .as_deref()
        .filter(|location| is_literal("Location", location));

    Some(fhir::prune(json!({
        "resourceType": "CoverageEligibilityRequest",
        "contained": contained,
        "identifier": [identifier(session.id, &part)],
        "status": "active",
        "purpose": ["validation", "benefits"],
        "patient": { "reference": patient },
        "servicedDate": context.now.to_zoned(context.time_zone.clone()).date().to_string(),
        "created": instant(context.now),
        "provider": context.organization.as_deref().map(|organization| party("Organization", organization)),
        "insurer": { "display": if card.payer.trim().is_empty() { "Payer not named on the card" } else { &card.payer } },
        "facility": facility.map(|facility| json!({ "reference": facility })),
        "insurance": [{ "focal": true, "coverage": { "reference": coverage } }],
    })))
}

/// What the payer said. It never says whether the doctor of this visit is in the network, so nothing is concluded
/// from that.
pub fn read(response: &Value) -> Eligibility {
    let Some(response) = CoverageEligibilityResponse::read(response) else {
        return Eligibility::Undetermined;
    };
    if matches!(
        response.status.as_deref(),
        Some("cancelled" | "entered-in-error" | "draft")
    ) {
        return Eligibility::Undetermined;
    }
    let unable = response
        .error
        .iter()
        .filter_map(|error| error.code.as_ref())
        .any(|code| {
            code.coding
                .iter()
                .any(|coding| coding.code.as_deref() == Some(UNABLE_TO_RESPOND))
        });

    match response.outcome.as_deref() {
        Some("queued") => match response.request.and_then(|request| request.reference) {
            Some(request) => Eligibility::Waiting { request },
            None => Eligibility::Undetermined,
        },
        Some("error") if unable => Eligibility::Unavailable,
        Some("error") => Eligibility::Undetermined,
        _ if unable => Eligibility::Unavailable,
        _ => benefits(&response.insurance).map_or(Eligibility::Undetermined, Eligibility::Answered),
    }
}

fn benefits(insurances: &[EligibilityInsurance]) -> Option<Benefits> {
    let in_force = |wanted| insurances.iter().find(|insurance| insurance.inforce == Some(wanted));
    let Some(insurance) = in_force(true) else {
        return in_force(false).map(|_| Benefits::default());
    };
    let deductible = best_benefit(&insurance.item, "deductible");
    let total = deductible.and_then(|benefit| money(benefit.allowed_money.as_ref()?));

    Some(Benefits {
        active: true,
        copay: best_benefit(&insurance.item, "copay").and_then(|benefit| money(benefit.allowed_money.as_ref()?)),
        coinsurance: best_benefit(&insurance.item, "copay-percent").and_then(percent),
        deductible_left: total
            .as_ref()
            .zip(deductible)
            .and_then(|(total, benefit)| left(total, benefit)),
        deductible: total,
    })
}

/// Of the benefits of a type the one that is nearest to this visit: not excluded, not out of network, for a visit, for
/// one person.
fn best_benefit<'a>(items: &'a [EligibilityItem], kind: &str) -> Option<&'a EligibilityBenefit> {
    let ranked = items.iter().filter_map(|item| {
        let benefit = item.benefit.iter().find(|benefit| {
            benefit
                .kind
                .as_ref()
                .is_some_and(|found| found.coding.iter().any(|coding| coding.code.as_deref() == Some(kind)))
        })?;

        Some((rank(item)?, benefit))
    });

    ranked.min_by_key(|(rank, _)| *rank).map(|(_, benefit)| benefit)
}

fn rank(item: &EligibilityItem) -> Option<(usize, bool, bool)> {
    let codes = |concept: &Option<fhir::CodeableConcept>| -> Vec<String> {
        concept
            .iter()
            .flat_map(|concept| &concept.coding)
            .filter_map(|coding| coding.code.clone())
            .collect()
    };
    let network = codes(&item.network);
    if item.excluded == Some(true) || network.iter().any(|code| code == "out") {
        return None;
    }
    let categories = codes(&item.category);
    let category = if categories.is_empty() {
        VISIT_TYPES.len()
    } else {
        // What a pharmacy or a dentist asks for says nothing about this visit.
        VISIT_TYPES
            .iter()
            .position(|known| categories.iter().any(|code| code == known))?
    };
    let family = codes(&item.unit).iter().any(|code| code == "family");

    Some((category, network.is_empty(), family))
}

fn percent(benefit: &EligibilityBenefit) -> Option<u8> {
    let number = benefit.allowed_unsigned.map(|amount| amount.0);
    let words = || {
        benefit
            .allowed_string
            .as_deref()?
            .trim()
            .trim_end_matches('%')
            .trim_end()
            .parse()
            .ok()
    };
    let percent = number.or_else(words)?;

    Some(percent)
        .filter(|percent| *percent <= Decimal::ONE_HUNDRED && !percent.is_sign_negative())?
        .round()
        .to_u8()
}

/// What is still to be paid: FHIR says how much of the deductible is used.
fn left(total: &Money, benefit: &EligibilityBenefit) -> Option<Money> {
    let used = money(benefit.used_money.as_ref()?).filter(|used| used.currency == total.currency)?;
    let amount = total.amount.checked_sub(used.amount)?.max(Decimal::ZERO);

    Some(Money {
        amount,
        currency: used.currency,
    })
}
