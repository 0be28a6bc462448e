//! `Invoice`.

use fhir::{Extension, InvoiceLineItem, InvoicePriceComponent};
use jiff::civil::Date;

use crate::Record;
use crate::bill::{Invoice, InvoiceLine, Money};
use crate::mapping::elements::{day, money};

/// Reads an invoice that is to be paid; none where it is closed or has no amount. R4 has no due date: it is read from
/// the extension with the given URL, else from the first date in `paymentTerms`.
pub fn read(record: &Record, due_date_extension: &str) -> Option<Invoice> {
    let invoice = fhir::Invoice::read(record.resource())?;
    if invoice.status.as_deref() != Some("issued") {
        return None;
    }
    let lines: Vec<InvoiceLine> = invoice.line_item.iter().map(line).collect();
    let stated = [&invoice.total_gross, &invoice.total_net]
        .into_iter()
        .flatten()
        .find_map(money);
    let total = stated.or_else(|| Money::total(lines.iter().filter_map(|line| line.amount.as_ref())))?;
    if total.amount.is_sign_negative() || total.amount.is_zero() {
        return None;
    }
    let extension =
        Extension::find(&invoice.extension, due_date_extension).and_then(|found| day(found.value_date.as_deref()?));

    Some(Invoice {
        record: record.clone(),
        date: invoice.date.as_deref().and_then(day),
        due: extension.or_else(|| date_within(invoice.payment_terms.as_deref()?)),
        total,
        lines: lines.into_iter().filter(|line| !line.text.is_empty()).collect(),
    })
}

fn line(item: &InvoiceLineItem) -> InvoiceLine {
    let reference = item
        .charge_item_reference
        .as_ref()
        .and_then(|reference| reference.display.as_deref());
    let text = item
        .charge_item
        .as_ref()
        .and_then(fhir::CodeableConcept::words)
        .or(reference);

    InvoiceLine {
        text: text.unwrap_or_default().to_owned(),
        amount: amount(&item.price_component),
    }
}

/// What a line costs: everything added up, discounts and deductions taken off; explanations count for nothing.
fn amount(components: &[InvoicePriceComponent]) -> Option<Money> {
    let signed: Vec<Money> = components
        .iter()
        .filter_map(|component| {
            let amount = money(component.amount.as_ref()?)?;
            match component.kind.as_deref() {
                Some("informational") => None,
                Some("discount" | "deduction") => Some(Money {
                    amount: -amount.amount.abs(),
                    ..amount
                }),
                _ => Some(amount),
            }
        })
        .collect();

    Money::total(&signed)
}

fn date_within(terms: &str) -> Option<Date> {
    terms
        .split(|letter: char| !letter.is_ascii_digit() && letter != '-')
        .filter(|word| word.len() == 10)
        .find_map(day)
}
