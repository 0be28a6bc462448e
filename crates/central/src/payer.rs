//! The pretend payer. It answers by the last digit of the member id, so that every demonstration and test of the same
//! card ends the same way. The rules stand in the crate's README.

use jiff::tz::TimeZone;
use serde_json::{Value, json};

use crate::{
    fhir::json::{local_reference, select},
    problem::Problem,
    store::{Found, Reader, Writer},
};

const BENEFIT: &str = "http://terminology.hl7.org/CodeSystem/benefit-type";
const CATEGORY: &str = "http://terminology.hl7.org/CodeSystem/ex-benefitcategory";
const NETWORK: &str = "http://terminology.hl7.org/CodeSystem/benefit-network";
const UNIT: &str = "http://terminology.hl7.org/CodeSystem/benefit-unit";
const TERM: &str = "http://terminology.hl7.org/CodeSystem/benefit-term";
/// X12 service type codes: 30 is health benefit plan coverage.
const SERVICE_TYPE: &str = "https://x12.org/codes/service-type-codes";
/// X12 reject reasons of a 271's AAA segment: 42 is "unable to respond at current time".
const REJECT_REASON: &str = "https://x12.org/codes/reject-reason-codes";

/// What the payer makes of a member id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Verdict {
    /// Covered, with this copay in dollars for a visit.
    Active {
        copay: u32,
    },
    Inactive,
    /// The payer's system is down.
    Unavailable,
    /// The payer never answers at all.
    Silent,
    /// There is no member id to look up.
    Unreadable,
}

fn verdict(member: Option<&str>) -> Verdict {
    let digits: Vec<u32> = member
        .unwrap_or_default()
        .chars()
        .filter_map(|letter| letter.to_digit(10))
        .collect();
    match digits.as_slice() {
        [] => Verdict::Unreadable,
        [.., 9] => Verdict::Inactive,
        [.., 8] => Verdict::Unavailable,
        // The first demo person's card ends in 97, and it is the card that a demonstration begins with.
        [before @ .., 7] if before.last() != Some(&9) => Verdict::Silent,
        [.., digit] => Verdict::Active {
            copay: match digit % 3 {
                0 => 25,
                1 => 30,
                _ => 40,
            },
        },
    }
}

/// Answers a `CoverageEligibilityRequest`, unless this member's payer is one that never does.
pub(crate) fn answer(writer: &Writer<'_>, id: &str) -> Result<(), Problem> {
    let Found::Present(request) = writer.find("CoverageEligibilityRequest", id)? else {
        return Ok(());
    };
    if request.body.get("status").and_then(Value::as_str) != Some("active") {
        return Ok(());
    }
    let coverage = coverage(writer, &request.body)?;
    let verdict = verdict(coverage.as_ref().and_then(member_id));
    if verdict == Verdict::Silent {
        return Ok(());
    }

    writer
        .create(response(writer, id, &request.body, verdict), None)
        .map(drop)
}

/// The coverage asked about: contained in the request, or kept here.
fn coverage(reader: &Reader<'_>, request: &Value) -> Result<Option<Value>, Problem> {
    let references = select(request, "insurance.coverage.reference");
    let Some(reference) = references.first().and_then(|reference| reference.as_str()) else {
        return Ok(None);
    };
    if let Some(inner) = reference.strip_prefix('#') {
        return Ok(select(request, "contained")
            .into_iter()
            .find(|resource| resource.get("id").and_then(Value::as_str) == Some(inner))
            .cloned());
    }
    match local_reference(reference, &reader.surroundings.origins) {
        Some((kind, id)) => match reader.find(kind, id)? {
            Found::Present(stored) => Ok(Some(stored.body)),
            _ => Ok(None),
        },
        None => Ok(None),
    }
}

/// The member id: the identifier of type `MB`, else the subscriber's id, else the first identifier.
fn member_id(coverage: &Value) -> Option<&str> {
    let identifiers = select(coverage, "identifier");
    let member = identifiers
        .iter()
        .find(|identifier| {
            select(identifier, "type.coding.code")
                .iter()
                .any(|code| code.as_str() == Some("MB"))
        })
        .and_then(|identifier| identifier.get("value"));

    member
        .or_else(|| coverage.get("subscriberId"))
        .or_else(|| identifiers.first().and_then(|identifier| identifier.get("value")))
        .and_then(Value::as_str)
}

fn response(writer: &Writer<'_>, id: &str, request: &Value, verdict: Verdict) -> Value {
    let mut response = json!({
        "resourceType": "CoverageEligibilityResponse",
        "status": "active",
        "created": format!("{:.3}", writer.now),
        "request": { "reference": format!("CoverageEligibilityRequest/{id}") },
    });
    let Some(fields) = response.as_object_mut() else {
        return response;
    };
    for name in ["purpose", "patient", "insurer"] {
        if let Some(value) = request.get(name) {
            fields.insert(name.into(), value.clone());
        }
    }
    // What the answer refers to inside itself has to be inside it.
    if let Some(contained) = request.get("contained") {
        fields.insert("contained".into(), contained.clone());
    }
    let mut insurance = json!({});
    if let Some(coverage) = select(request, "insurance.coverage").first() {
        insurance["coverage"] = (*coverage).clone();
    }
    let (outcome, disposition) = match verdict {
        Verdict::Active { copay } => {
            insurance["inforce"] = json!(true);
            insurance["benefitPeriod"] = this_year(writer);
            insurance["item"] = items(copay);
            ("complete", "The plan is active.")
        }
        Verdict::Inactive => {
            insurance["inforce"] = json!(false);
            ("complete", "The plan is not active on this day.")
        }
        Verdict::Unavailable | Verdict::Silent => {
            fields.insert("error".into(), reject("42", "Unable to respond at current time"));
            ("error", "The payer cannot answer now.")
        }
        Verdict::Unreadable => {
            fields.insert("error".into(), reject("72", "Invalid/missing subscriber/insured ID"));
            ("error", "The member number is missing.")
        }
    };
    fields.insert("outcome".into(), json!(outcome));
    fields.insert("disposition".into(), json!(disposition));
    if insurance.get("coverage").is_some() {
        fields.insert("insurance".into(), json!([insurance]));
    }

    response
}

fn reject(code: &str, text: &str) -> Value {
    json!([{ "code": { "coding": [{ "system": REJECT_REASON, "code": code, "display": text }], "text": format!("AAA {code}: {text}") } }])
}

fn this_year(writer: &Writer<'_>) -> Value {
    let zone: &TimeZone = &writer.surroundings.zone;
    let year = writer.now.to_zoned(zone.clone()).year();

    json!({ "start": format!("{year}-01-01"), "end": format!("{year}-12-31") })
}

fn items(copay: u32) -> Value {
    let benefit = |code: &str| json!({ "coding": [{ "system": BENEFIT, "code": code }] });
    let money = |dollars: u32| json!({ "value": dollars, "currency": "USD" });
    let category = json!({
        "coding": [
            { "system": SERVICE_TYPE, "code": "98", "display": "Professional (Physician) Visit - Office" },
            { "system": CATEGORY, "code": "1", "display": "Medical Care" },
        ],
        "text": "Office visit",
    });
    let plan = json!({
        "coding": [
            { "system": SERVICE_TYPE, "code": "30", "display": "Health Benefit Plan Coverage" },
            { "system": CATEGORY, "code": "30", "display": "Health Benefit Plan Coverage" },
        ],
        "text": "Health plan",
    });
    let individual = json!({ "coding": [{ "system": UNIT, "code": "individual" }] });
    let annual = json!({ "coding": [{ "system": TERM, "code": "annual" }] });
    let in_network = json!({ "coding": [{ "system": NETWORK, "code": "in" }] });

    json!([
        {
            "category": category,
            "network": in_network,
            "unit": individual,
            "benefit": [
                { "type": benefit("copay"), "allowedMoney": money(copay) },
                { "type": benefit("copay-percent"), "allowedUnsignedInt": 20 },
            ],
        },
        {
            "category": plan,
            "network": in_network,
            "unit": individual,
            "term": annual,
            "benefit": [
                { "type": benefit("deductible"), "allowedMoney": money(1500), "usedMoney": money(600) },
            ],
        },
    ])
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;

    #[test]
    fn the_last_digit_of_the_member_id_decides() {
        assert_eq!(verdict(Some("XEH804512096")), Verdict::Active { copay: 25 });
        assert_eq!(verdict(Some("LKS55120934")), Verdict::Active { copay: 30 });
        assert_eq!(verdict(Some("PM20417755")), Verdict::Active { copay: 40 });
        assert_eq!(verdict(Some("XEH804512097")), Verdict::Active { copay: 30 });
        assert_eq!(verdict(Some("XEH00000009")), Verdict::Inactive);
        assert_eq!(verdict(Some("XEH00000008")), Verdict::Unavailable);
        assert_eq!(verdict(Some("XEH00000007")), Verdict::Silent);
        assert_eq!(verdict(None), Verdict::Unreadable);
        assert_eq!(verdict(Some("ABC")), Verdict::Unreadable);
    }
}
