//! A Coverage, as the CARIN Digital Insurance Card profile has it, becomes the fields of an insurance card.

use jiff::civil::Date;
use serde::Deserialize;
use serde_json::Value;

use crate::{CardFields, Field, mbi};

/// A longer value is no field of a card.
const LONGEST: usize = 120;

#[derive(Deserialize)]
struct Bundle {
    #[serde(default)]
    entry: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Entry {
    #[serde(default)]
    full_url: Option<String>,
    #[serde(default)]
    resource: Value,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Coverage {
    status: Option<String>,
    identifier: Vec<Identifier>,
    subscriber_id: Option<String>,
    subscriber: Option<Reference>,
    beneficiary: Option<Reference>,
    relationship: Option<Concept>,
    period: Option<Period>,
    payor: Vec<Reference>,
    class: Vec<Class>,
    #[serde(rename = "type")]
    kind: Option<Concept>,
    cost_to_beneficiary: Vec<Cost>,
    contained: Vec<Value>,
}

#[derive(Deserialize)]
struct Identifier {
    #[serde(rename = "type")]
    kind: Option<Concept>,
    value: Option<String>,
}

#[derive(Default, Deserialize)]
struct Concept {
    #[serde(default)]
    coding: Vec<Coding>,
    text: Option<String>,
}

#[derive(Deserialize)]
struct Coding {
    code: Option<String>,
    display: Option<String>,
}

#[derive(Deserialize)]
struct Reference {
    reference: Option<String>,
    display: Option<String>,
}

#[derive(Deserialize)]
struct Period {
    start: Option<String>,
    end: Option<String>,
}

#[derive(Deserialize)]
struct Class {
    #[serde(rename = "type")]
    kind: Option<Concept>,
    value: Option<String>,
    name: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Cost {
    #[serde(rename = "type")]
    kind: Option<Concept>,
    value_money: Option<Amount>,
    value_quantity: Option<Amount>,
}

#[derive(Deserialize)]
struct Amount {
    value: Option<serde_json::Number>,
}

impl Concept {
    fn has(&self, code: &str) -> bool {
        self.coding.iter().any(|coding| {
            coding
                .code
                .as_deref()
                .is_some_and(|known| known.eq_ignore_ascii_case(code))
        })
    }

    /// What it is called, for people.
    fn words(&self) -> Option<&str> {
        self.text
            .as_deref()
            .or_else(|| self.coding.iter().find_map(|coding| coding.display.as_deref()))
    }

    /// Codes, names and text, in lower case.
    fn everything(&self) -> String {
        self.coding
            .iter()
            .flat_map(|coding| [coding.code.as_deref(), coding.display.as_deref()])
            .chain([self.text.as_deref()])
            .flatten()
            .collect::<Vec<_>>()
            .join(" ")
            .to_lowercase()
    }
}

/// The card's fields and the last day of the coverage. `None` where the bundle holds no coverage that is in force.
pub(super) fn fields(bundle: &Value) -> Option<(CardFields, Option<Date>)> {
    let bundle = Bundle::deserialize(bundle).ok()?;
    let coverage = bundle
        .entry
        .iter()
        .filter(|entry| kind(&entry.resource) == Some("Coverage"))
        .filter_map(|entry| Coverage::deserialize(&entry.resource).ok())
        .find(|coverage| !matches!(coverage.status.as_deref(), Some("cancelled" | "entered-in-error")))?;
    let people = People {
        bundle: &bundle,
        coverage: &coverage,
    };
    let mut card = CardFields::default();
    let member = coverage
        .identifier
        .iter()
        .filter(|identifier| identifier.kind.as_ref().is_some_and(|kind| kind.has("MB")))
        .find_map(|identifier| identifier.value.as_deref())
        .or(coverage.subscriber_id.as_deref());
    let class = |code: &str| {
        coverage
            .class
            .iter()
            .find(|class| class.kind.as_ref().is_some_and(|kind| kind.has(code)))
            .map(|class| (class.value.as_deref(), class.name.as_deref()))
    };

    card.member_id = sure(member);
    card.mbi = member.and_then(mbi::valid).as_deref().and_then(|mbi| sure(Some(mbi)));
    card.group_number = sure(class("group").and_then(|(value, _)| value));
    // A plan's value is often a number of the payer's own; its name is what stands on the card.
    card.plan = sure(class("plan").and_then(|(value, name)| name.or(value)))
        .or_else(|| sure(coverage.kind.as_ref().and_then(Concept::words)));
    card.rx_bin = sure(class("rxbin").and_then(|(value, _)| value));
    card.rx_pcn = sure(class("rxpcn").and_then(|(value, _)| value));
    card.rx_grp = sure(class("rxgroup").and_then(|(value, _)| value));
    card.payer = coverage.payor.iter().find_map(|payor| people.organization(payor));
    card.subscriber_name = people.subscriber();
    card.effective_date = coverage
        .period
        .as_ref()
        .and_then(|period| date(period.start.as_deref()?))
        .and_then(|date| sure(Some(&date.to_string())));
    let ends = coverage.period.as_ref().and_then(|period| date(period.end.as_deref()?));

    for cost in &coverage.cost_to_beneficiary {
        take_cost(&mut card, cost);
    }

    Some((card, ends))
}

fn kind(resource: &Value) -> Option<&str> {
    resource.get("resourceType").and_then(Value::as_str)
}

fn sure(value: Option<&str>) -> Option<Field> {
    let value = value?.trim();
    let plain = !value.is_empty() && value.chars().count() <= LONGEST && !value.chars().any(char::is_control);

    plain.then(|| Field::new(value, 1.0, None))
}

/// The day of a FHIR date or time.
fn date(text: &str) -> Option<Date> {
    text.get(..10)?.parse().ok()
}

/// Dollars and cents, cents only where there are some.
fn money(amount: &Amount) -> Option<Field> {
    let value = amount
        .value
        .as_ref()?
        .as_f64()
        .filter(|value| (0.0..1e7).contains(value))?;
    let cents = (value * 100.0).round() as u64;
    let text = if cents.is_multiple_of(100) {
        format!("${}", cents / 100)
    } else {
        format!("${}.{:02}", cents / 100, cents % 100)
    };

    sure(Some(&text))
}

/// What is paid for a kind of visit, by the codes of HL7's copay types or by what it is called.
fn take_cost(card: &mut CardFields, cost: &Cost) {
    let Some(kind) = cost.kind.as_ref().map(Concept::everything) else {
        return;
    };
    let Some(value) = cost
        .value_money
        .as_ref()
        .or(cost.value_quantity.as_ref())
        .and_then(money)
    else {
        return;
    };
    let says = |words: &[&str]| words.iter().any(|word| kind.contains(word));

    // What is paid outside the network is not on a card's face, and a share is no amount.
    if says(&[
        "out of network",
        "out-of-network",
        "outnet",
        "outofnet",
        "copaypct",
        "percent",
    ]) {
        return;
    }

    let place = if says(&["urgent"]) {
        &mut card.copays.urgent
    } else if says(&["emergency"]) {
        &mut card.copays.emergency
    } else if says(&["spvisit", "specialist"]) {
        &mut card.copays.specialist
    } else if says(&["gpvisit", "primary", "pcp"]) {
        &mut card.copays.primary
    } else if says(&["deductible", "inddin", "indinnetded"]) && !says(&["family", "fam"]) {
        &mut card.deductible
    } else {
        return;
    };

    if place.is_none() {
        *place = Some(value);
    }
}

/// Resolves references inside the card.
struct People<'a> {
    bundle: &'a Bundle,
    coverage: &'a Coverage,
}

impl People<'_> {
    /// The resource that a reference names: by the bundle's `fullUrl`, or contained.
    fn resource(&self, reference: &str) -> Option<&Value> {
        if let Some(id) = reference.strip_prefix('#') {
            return self
                .coverage
                .contained
                .iter()
                .find(|resource| resource.get("id").and_then(Value::as_str) == Some(id));
        }

        self.bundle
            .entry
            .iter()
            .find(|entry| entry.full_url.as_deref() == Some(reference))
            .map(|entry| &entry.resource)
    }

    fn organization(&self, payor: &Reference) -> Option<Field> {
        let named = payor
            .reference
            .as_deref()
            .and_then(|reference| self.resource(reference))
            .and_then(|resource| resource.get("name"))
            .and_then(Value::as_str);

        sure(payor.display.as_deref().or(named))
    }

    /// The subscriber's name; that of the beneficiary only where they are the same person.
    fn subscriber(&self) -> Option<Field> {
        let same = self
            .coverage
            .relationship
            .as_ref()
            .is_some_and(|relationship| relationship.has("self"));
        let reference = match &self.coverage.subscriber {
            Some(subscriber) => subscriber,
            None if same => self.coverage.beneficiary.as_ref()?,
            None => return None,
        };
        let named = reference
            .reference
            .as_deref()
            .and_then(|reference| self.resource(reference))
            .and_then(person_name);

        sure(named.as_deref().or(reference.display.as_deref()))
    }
}

/// A person's official or first name, as a card prints it.
fn person_name(person: &Value) -> Option<String> {
    let name = person.get("name")?;
    // A Patient has several names, some resources one.
    let name = match name.as_array() {
        Some(names) => names
            .iter()
            .find(|name| name.get("use").and_then(Value::as_str) == Some("official"))
            .or_else(|| names.first())?,
        None => name,
    };
    let family = name.get("family").and_then(Value::as_str);
    let given = name
        .get("given")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .filter_map(Value::as_str);
    let parts: Vec<&str> = given.chain(family).collect();

    if parts.is_empty() {
        return name.get("text").and_then(Value::as_str).map(str::to_owned);
    }

    Some(parts.join(" "))
}
