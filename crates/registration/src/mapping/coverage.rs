//! `Coverage` and the insurance card (CARIN Digital Insurance Card: member id type `MB`, `class` for the numbers).

use fhir::{Coverage, CoverageClass};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::Record;
use crate::insurance::{Card, CoverageOnFile, Relation};
use crate::mapping::elements::{day, identifier, squeezed, typed_concept};
use crate::mapping::systems;
use crate::private::Text;

/// The part of a registration that new coverage is.
pub(super) const PART: &str = "coverage";

const GROUP: &str = "group";
const PLAN: &str = "plan";
const RX_BIN: &str = "rxbin";
const RX_PCN: &str = "rxpcn";
const RX_GROUP: &str = "rxgroup";

/// Reads coverage on file; none where it is not active or says neither who insures nor whom.
pub fn read(record: &Record) -> Option<CoverageOnFile> {
    let coverage = Coverage::read(record.resource())?;
    if !matches!(coverage.status.as_deref(), None | Some("active")) {
        return None;
    }
    let plan = plan(&coverage);
    let payer = payer(&coverage).or_else(|| plan.clone())?;
    // Plans are often filed under the payer's name too: once is enough for a card.
    let plan = plan.map(
        |plan| match plan.strip_prefix(&payer).map(str::trim).filter(|rest| !rest.is_empty()) {
            Some(rest) => rest.to_owned(),
            None => plan,
        },
    );

    Some(CoverageOnFile {
        card: Card {
            payer,
            plan,
            member_id: Text::trimmed(&member_id(&coverage)?)?,
            group_number: class(&coverage, GROUP).and_then(Text::trimmed),
            rx_bin: class(&coverage, RX_BIN).map(ToOwned::to_owned),
            rx_pcn: class(&coverage, RX_PCN).map(ToOwned::to_owned),
            rx_group: class(&coverage, RX_GROUP).map(ToOwned::to_owned),
            subscriber: coverage
                .subscriber
                .as_ref()
                .and_then(|subscriber| Text::trimmed(subscriber.display.as_deref()?)),
            relation: relation(&coverage),
            dependant_number: coverage.dependent.as_deref().and_then(Text::trimmed),
            starts: coverage
                .period
                .as_ref()
                .and_then(|period| day(period.start.as_deref()?)),
            ends: coverage.period.as_ref().and_then(|period| day(period.end.as_deref()?)),
            ..Card::default()
        },
        ends: coverage.period.as_ref().and_then(|period| day(period.end.as_deref()?)),
        record: record.clone(),
    })
}

/// New coverage from a card; `beneficiary` is a reference such as `Patient/1` or `urn:uuid:…`.
pub fn create(card: &Card, beneficiary: &str, registration: Uuid) -> Value {
    let mut coverage = essentials(card, beneficiary);
    coverage["contained"] = json!([{ "resourceType": "Organization", "id": "payer", "name": payer_name(card) }]);
    coverage["payor"] = json!([{ "reference": "#payer", "display": payer_name(card) }]);
    coverage["identifier"] = json!([
        identifier(registration, PART),
        {
            "type": { "coding": [{ "system": systems::IDENTIFIER_TYPE, "code": "MB" }] },
            "value": card.member_id.reveal(),
        },
    ]);

    fhir::prune(coverage)
}

/// Coverage on file with what the card says now; none when nothing changed. What the card does not say is no reason to
/// forget what was on file.
pub fn update(base: &Value, before: &Card, now: &Card) -> Option<Value> {
    let mut coverage = Coverage::read(base)?;
    let original = coverage.clone();

    let text = |text: &Option<Text>| text.as_ref().map(|text| text.reveal().clone());
    for (code, before, now) in [
        (GROUP, text(&before.group_number), text(&now.group_number)),
        (PLAN, before.plan.clone(), now.plan.clone()),
        (RX_BIN, before.rx_bin.clone(), now.rx_bin.clone()),
        (RX_PCN, before.rx_pcn.clone(), now.rx_pcn.clone()),
        (RX_GROUP, before.rx_group.clone(), now.rx_group.clone()),
    ] {
        let known = before.as_deref().map(squeezed);
        if let Some(now) = now.filter(|now| !now.is_empty() && known != Some(squeezed(now))) {
            set_class(&mut coverage.class, code, now);
        }
    }

    // What somebody at the desk has put down stands; what nobody has is filled in.
    let silent = coverage.relationship.is_none() && coverage.dependent.is_none();
    if let Some(relation) = now.relation.filter(|_| silent) {
        coverage.relationship = Some(typed_concept(systems::SUBSCRIBER_RELATIONSHIP, relation.code()));
        coverage.dependent = text(&now.dependant_number);
    }

    (coverage != original).then(|| json!(coverage))
}

/// Coverage without a resource of its own, to be contained in a question to the payer.
pub(super) fn contained(card: &Card, beneficiary: &str, id: &str) -> Value {
    let mut coverage = essentials(card, beneficiary);
    coverage["id"] = json!(id);
    coverage["payor"] = json!([{ "display": payer_name(card) }]);

    coverage
}

/// Whether a card is the one on file: one member can hold two plans of one payer, and neither may overwrite the other.
pub(super) fn same(on_file: &Card, card: &Card) -> bool {
    // A card may say "Evergreen PPO" where "PPO" is on file.
    let agree = |left: &str, right: &str| {
        let (left, right) = (squeezed(left), squeezed(right));

        left.contains(&right) || right.contains(&left)
    };
    let plans = on_file.plan.as_deref().zip(card.plan.as_deref());
    let groups = on_file.group_number.as_ref().zip(card.group_number.as_ref());

    squeezed(on_file.member_id.reveal()) == squeezed(card.member_id.reveal())
        && agree(&on_file.payer, &card.payer)
        && plans.is_none_or(|(on_file, card)| agree(on_file, card))
        && groups.is_none_or(|(on_file, card)| squeezed(on_file.reveal()) == squeezed(card.reveal()))
}

fn essentials(card: &Card, beneficiary: &str) -> Value {
    let class = |code: &str, value: Option<&String>| value.map(|value| class_json(code, value));
    let name = card.subscriber.as_ref().map(Text::reveal);
    let subscriber = match card.relation {
        Some(Relation::Subscriber) => Some(json!({ "reference": beneficiary, "display": name })),
        _ => name.map(|name| json!({ "display": name })),
    };
    let relationship = card
        .relation
        .map(|relation| json!({ "coding": [{ "system": systems::SUBSCRIBER_RELATIONSHIP, "code": relation.code() }] }));
    let period = (card.starts.is_some() || card.ends.is_some()).then(|| {
        json!({
            "start": card.starts.map(|day| day.to_string()),
            "end": card.ends.map(|day| day.to_string()),
        })
    });

    json!({
        "resourceType": "Coverage",
        "status": "active",
        "subscriber": subscriber,
        "subscriberId": card.member_id.reveal(),
        "dependent": card.dependant_number.as_ref().map(Text::reveal),
        "relationship": relationship,
        "period": period,
        "beneficiary": { "reference": beneficiary },
        "class": [
            class(GROUP, card.group_number.as_ref().map(Text::reveal)),
            class(PLAN, card.plan.as_ref()),
            class(RX_BIN, card.rx_bin.as_ref()),
            class(RX_PCN, card.rx_pcn.as_ref()),
            class(RX_GROUP, card.rx_group.as_ref()),
        ],
    })
}

fn class_json(code: &str, value: &str) -> Value {
    let name = (code == PLAN).then_some(value);
    if value.trim().is_empty() {
        return Value::Null;
    }

    json!({ "type": { "coding": [{ "system": systems::COVERAGE_CLASS, "code": code }] }, "value": value, "name": name })
}

fn payer_name(card: &Card) -> &str {
    // A reference needs something in it, and a card that was read badly may lack the payer.
    if card.payer.trim().is_empty() {
        "Payer not named on the card"
    } else {
        &card.payer
    }
}

fn payer(coverage: &Coverage) -> Option<String> {
    coverage.payor.iter().find_map(|payor| {
        let contained = || {
            let id = payor.reference.as_deref()?.strip_prefix('#')?;
            let organization = coverage.contained.iter().find(|resource| resource["id"] == id)?;

            organization["name"].as_str()
        };

        payor
            .display
            .as_deref()
            .or_else(contained)
            .map(str::trim)
            .filter(|name| !name.is_empty())
            .map(ToOwned::to_owned)
    })
}

fn plan(coverage: &Coverage) -> Option<String> {
    let class = coverage.class.iter().find(|class| is_class(class, PLAN))?;

    class
        .name
        .as_deref()
        .or(class.value.as_deref())
        .map(str::trim)
        .filter(|plan| !plan.is_empty())
        .map(ToOwned::to_owned)
}

/// The member id as the card shows it: the identifier of type `MB`, else subscriber id and dependent.
fn member_id(coverage: &Coverage) -> Option<String> {
    let member = |kind: &fhir::CodeableConcept| kind.has(systems::IDENTIFIER_TYPE, "MB");
    let identifier = coverage
        .identifier
        .iter()
        .find(|identifier| identifier.kind.as_ref().is_some_and(member));
    let subscriber = || {
        let id = coverage.subscriber_id.clone()?;

        Some(
            match coverage
                .dependent
                .as_deref()
                .filter(|dependent| !id.ends_with(dependent))
            {
                Some(dependent) => format!("{id} {dependent}"),
                None => id,
            },
        )
    };

    identifier
        .and_then(|identifier| identifier.value.clone())
        .or_else(subscriber)
}

fn relation(coverage: &Coverage) -> Option<Relation> {
    let codings = &coverage.relationship.as_ref()?.coding;

    codings
        .iter()
        .find_map(|coding| Relation::from_code(coding.code.as_deref()?))
}

fn is_class(class: &CoverageClass, code: &str) -> bool {
    class
        .kind
        .as_ref()
        .is_some_and(|kind| kind.coding.iter().any(|coding| coding.code.as_deref() == Some(code)))
}

fn class<'a>(coverage: &'a Coverage, code: &str) -> Option<&'a str> {
    let class = coverage.class.iter().find(|class| is_class(class, code))?;

    class.value.as_deref().map(str::trim).filter(|value| !value.is_empty())
}

fn set_class(classes: &mut Vec<CoverageClass>, code: &str, value: String) {
    let name = (code == PLAN).then(|| value.clone());
    match classes.iter_mut().find(|class| is_class(class, code)) {
        // The plan's value may be the payer's own number for it: its name is what the card shows.
        Some(class) if code == PLAN && class.name.is_some() => class.name = name,
        Some(class) => class.value = Some(value),
        None => classes.push(CoverageClass {
            kind: Some(typed_concept(systems::COVERAGE_CLASS, code)),
            value: Some(value),
            name,
            ..CoverageClass::default()
        }),
    }
}
