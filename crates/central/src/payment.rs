//! The pretend payment provider: it answers a payment-link Task with an opaque, single-use link of at most fifteen
//! minutes, and when the link is paid says so by a `PaymentNotice`, all in one transaction.

pub(crate) mod page;
mod words;

use std::{str::FromStr, time::Duration};

use jiff::{SignedDuration, Timestamp};
use rusqlite::{OptionalExtension, params};
use rust_decimal::Decimal;
use serde_json::{Map, Value, json};
use uuid::Uuid;

use crate::{
    fhir::json::{has_code, local_reference, select, text},
    problem::Problem,
    secrets::{digest, random_token},
    store::{Found, Reader, Stored, Writer, write::TASK_SYSTEM},
};

/// No link lives longer (PCI: short-lived and single-use).
const LONGEST_LIFE: Duration = Duration::from_mins(15);
/// Invoices that one link may be for.
const MAX_INVOICES: usize = 20;

/// How payments are offered.
#[derive(Debug)]
pub(crate) struct Terms {
    /// What a patient's phone puts before `/pay/..`.
    pub origin: String,
    pub life: Duration,
}

/// A payment that was offered.
#[derive(Debug, Clone)]
pub(crate) struct Offer {
    pub task: String,
    pub amount: String,
    pub currency: String,
    pub expires: Timestamp,
    pub paid: bool,
}

/// How a payment stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Standing {
    Open,
    Paid,
    Over,
}

/// Answers a Task that asks for a payment link.
pub(crate) fn offer(writer: &Writer<'_>, task_id: &str, terms: &Terms) -> Result<(), Problem> {
    let Found::Present(task) = writer.find("Task", task_id)? else {
        return Ok(());
    };
    if text(&task.body, "status") != Some("requested") {
        return Ok(());
    }
    let total = match total(writer, &task.body)? {
        Ok(total) => total,
        Err(reason) => {
            writer.amend(&task, |fields| {
                fields.insert("status".into(), json!("rejected"));
                fields.insert("statusReason".into(), json!({ "text": reason }));
            })?;

            return Ok(());
        }
    };
    let (amount, currency) = total;
    let token = random_token();
    let life = SignedDuration::try_from(terms.life.min(LONGEST_LIFE)).unwrap_or_default();
    let expires = writer.now + life;
    writer.connection.execute(
        "INSERT INTO payment (token_hash, task, amount, currency, expires) VALUES (?1, ?2, ?3, ?4, ?5)",
        params![
            digest(&token),
            task_id,
            amount.to_string(),
            currency,
            expires.as_millisecond()
        ],
    )?;
    let url = format!("{}/pay/{token}", terms.origin);
    writer.amend(&task, |fields| {
        fields.insert("status".into(), json!("in-progress"));
        add_output(fields, "payment-url", "valueUrl", json!(url));
        let restriction = fields.entry("restriction").or_insert_with(|| json!({}));
        if let Some(restriction) = restriction.as_object_mut() {
            restriction.insert("period".into(), json!({ "end": format!("{expires:.3}") }));
        }
    })?;

    writer.schedule("payment-expiry", task_id, expires)
}

fn add_output(fields: &mut Map<String, Value>, code: &str, name: &str, value: Value) {
    let mut output = json!({ "type": { "coding": [{ "system": TASK_SYSTEM, "code": code }] } });
    output[name] = value;
    let outputs = fields.entry("output").or_insert_with(|| json!([]));
    if let Some(outputs) = outputs.as_array_mut() {
        outputs.push(output);
    }
}

/// The invoices that a Task is about.
fn invoices(reader: &Reader<'_>, task: &Value) -> Result<Vec<Stored>, Problem> {
    let mut invoices = Vec::new();
    for input in select(task, "input") {
        if !has_code(input.get("type"), TASK_SYSTEM, "invoice") {
            continue;
        }
        let reference = text(input, "valueReference.reference").unwrap_or_default();
        if let Some(("Invoice", id)) = local_reference(reference, &reader.surroundings.origins)
            && let Found::Present(invoice) = reader.find("Invoice", id)?
        {
            invoices.push(*invoice);
        }
    }

    Ok(invoices)
}

type Total = (Decimal, String);

/// What is to be paid, or why nothing can be.
fn total(reader: &Reader<'_>, task: &Value) -> Result<Result<Total, &'static str>, Problem> {
    let asked = select(task, "input")
        .into_iter()
        .filter(|input| has_code(input.get("type"), TASK_SYSTEM, "invoice"))
        .count();
    let invoices = invoices(reader, task)?;
    if invoices.is_empty() || invoices.len() != asked || asked > MAX_INVOICES {
        return Ok(Err("The invoices cannot be found."));
    }
    let patient = text(task, "for.reference");
    let mut total = Decimal::ZERO;
    let mut currency: Option<String> = None;
    for invoice in &invoices {
        if text(&invoice.body, "status") != Some("issued") {
            return Ok(Err("An invoice is not open."));
        }
        let owner = text(&invoice.body, "subject.reference");
        if patient.is_some() && owner.is_some() && patient != owner {
            return Ok(Err("An invoice is somebody else's."));
        }
        let Some(money) = invoice.body.get("totalGross").or_else(|| invoice.body.get("totalNet")) else {
            return Ok(Err("An invoice has no total."));
        };
        let Some(value) = decimal(money.get("value")) else {
            return Ok(Err("An invoice has no total."));
        };
        let this = money
            .get("currency")
            .and_then(Value::as_str)
            .unwrap_or("USD")
            .to_owned();
        if currency.as_ref().is_some_and(|currency| *currency != this) {
            return Ok(Err("The invoices are in different currencies."));
        }
        currency = Some(this);
        total = match total.checked_add(value) {
            Some(sum) => sum,
            None => return Ok(Err("The total is too large.")),
        };
    }
    if total <= Decimal::ZERO {
        return Ok(Err("There is nothing to pay."));
    }
    total.rescale(2);

    Ok(Ok((total, currency.unwrap_or_else(|| "USD".to_owned()))))
}

/// A decimal as it was written, never by way of a float.
fn decimal(value: Option<&Value>) -> Option<Decimal> {
    let text = value?.as_number()?.to_string();

    Decimal::from_str(&text)
        .or_else(|_| Decimal::from_scientific(&text))
        .ok()
}

/// Finds the payment that a link is for.
pub(crate) fn find(reader: &Reader<'_>, token: &str) -> Result<Option<(Offer, Standing)>, Problem> {
    let row = reader
        .connection
        .query_row(
            "SELECT task, amount, currency, expires, paid FROM payment WHERE token_hash = ?1",
            params![digest(token)],
            |row| {
                Ok((
                    row.get::<_, String>(0)?,
                    row.get::<_, String>(1)?,
                    row.get::<_, String>(2)?,
                    row.get::<_, i64>(3)?,
                    row.get::<_, Option<i64>>(4)?,
                ))
            },
        )
        .optional()?;
    let Some((task, amount, currency, expires, paid)) = row else {
        return Ok(None);
    };
    let offer = Offer {
        task,
        amount,
        currency,
        expires: Timestamp::from_millisecond(expires).map_err(|_| Problem::internal())?,
        paid: paid.is_some(),
    };
    let open = offer.expires > Timestamp::now()
        && matches!(reader.find("Task", &offer.task)?, Found::Present(task) if text(&task.body, "status") == Some("in-progress"));
    let standing = match (offer.paid, open) {
        (true, _) => Standing::Paid,
        (false, true) => Standing::Open,
        (false, false) => Standing::Over,
    };

    Ok(Some((offer, standing)))
}

/// What paying a link came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    JustPaid,
    PaidBefore,
    Over,
}

/// Pays a link: once.
pub(crate) fn pay(writer: &Writer<'_>, token: &str) -> Result<Option<(Offer, Outcome)>, Problem> {
    let Some((offer, standing)) = find(writer, token)? else {
        return Ok(None);
    };
    match standing {
        Standing::Paid => return Ok(Some((offer, Outcome::PaidBefore))),
        Standing::Over => return Ok(Some((offer, Outcome::Over))),
        Standing::Open => {}
    }
    let task = writer.find("Task", &offer.task)?.present()?;
    let invoices = invoices(writer, &task.body)?;
    let still_due = invoices
        .iter()
        .all(|invoice| text(&invoice.body, "status") == Some("issued"));
    if !still_due || invoices.is_empty() {
        // Paid at the desk meanwhile, or withdrawn: taking money now would be wrong.
        return Ok(Some((offer, Outcome::Over)));
    }
    writer.connection.execute(
        "UPDATE payment SET paid = ?2 WHERE token_hash = ?1",
        params![digest(token), writer.now.as_millisecond()],
    )?;
    let mut notices = Vec::new();
    for invoice in &invoices {
        let notice = writer.create(notice(writer, invoice), None)?;
        notices.push(format!("PaymentNotice/{}", notice.stored.id));
        writer.amend(invoice, |fields| {
            fields.insert("status".into(), json!("balanced"));
        })?;
    }
    writer.amend(&task, |fields| {
        fields.insert("status".into(), json!("completed"));
        fields.insert("lastModified".into(), json!(format!("{:.3}", writer.now)));
        for notice in &notices {
            add_output(
                fields,
                "payment-notice",
                "valueReference",
                json!({ "reference": notice }),
            );
        }
    })?;
    writer.connection.execute(
        "DELETE FROM job WHERE kind = 'payment-expiry' AND id = ?1",
        [&offer.task],
    )?;

    Ok(Some((offer, Outcome::JustPaid)))
}

fn notice(writer: &Writer<'_>, invoice: &Stored) -> Value {
    let amount = invoice
        .body
        .get("totalGross")
        .or_else(|| invoice.body.get("totalNet"))
        .cloned()
        .unwrap_or_default();
    let recipient = invoice
        .body
        .get("issuer")
        .cloned()
        .unwrap_or_else(|| json!({ "display": "The site" }));
    let payment = Uuid::new_v4();

    json!({
        "resourceType": "PaymentNotice",
        "identifier": [{ "system": "urn:portico:payment", "value": payment }],
        "status": "active",
        "request": { "reference": format!("Invoice/{}", invoice.id) },
        "created": format!("{:.3}", writer.now),
        "payment": { "identifier": { "system": "urn:portico:payment", "value": payment } },
        "paymentDate": writer.now.to_zoned(writer.surroundings.zone.clone()).date().to_string(),
        "recipient": recipient,
        "amount": amount,
        "paymentStatus": { "coding": [{
            "system": "http://terminology.hl7.org/CodeSystem/paymentstatus",
            "code": "paid",
        }] },
    })
}

/// Closes a link that nobody paid in time.
pub(crate) fn expire(writer: &Writer<'_>, task_id: &str) -> Result<(), Problem> {
    let Found::Present(task) = writer.find("Task", task_id)? else {
        return Ok(());
    };
    if text(&task.body, "status") != Some("in-progress") {
        return Ok(());
    }
    writer.amend(&task, |fields| {
        fields.insert("status".into(), json!("failed"));
        fields.insert("statusReason".into(), json!({ "text": "The payment link ran out." }));
    })?;

    Ok(())
}
