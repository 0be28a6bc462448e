//! What an invoice says, in the person's language: the same on the screen and on paper.

use std::cmp::Ordering;

use jiff::civil::Date;
use registration::bill::{Invoice, Money};
use registration::mapping::systems::TRANSLATION;
use serde_json::Value;

use crate::locale::Locale;
use crate::t;

/// One line of what is owed.
pub struct Owed {
    /// What for.
    pub label: String,
    /// How much.
    pub amount: Money,
    /// By when, in words.
    pub due: Option<String>,
}

/// Every line of every invoice; an invoice whose lines do not add up to its total is one line.
pub fn lines(invoices: &[Invoice], today: Date, locale: &Locale) -> Vec<Owed> {
    invoices
        .iter()
        .flat_map(|invoice| of_one(invoice, today, locale))
        .collect()
}

fn of_one(invoice: &Invoice, today: Date, locale: &Locale) -> Vec<Owed> {
    let due = invoice.due.map(|due| due_words(due, today, locale));
    let amounts: Option<Vec<&Money>> = invoice.lines.iter().map(|line| line.amount.as_ref()).collect();
    let adds_up = amounts.is_some_and(|amounts| Money::total(amounts).as_ref() == Some(&invoice.total));
    if adds_up {
        let lines = invoice.lines.iter().filter_map(|line| {
            let amount = line.amount.clone()?;

            Some(Owed {
                label: translated(invoice, &line.text, locale),
                amount,
                due: due.clone(),
            })
        });

        return lines.collect();
    }
    let named: Vec<String> = invoice
        .lines
        .iter()
        .map(|line| translated(invoice, &line.text, locale))
        .collect();
    let label = match (named.is_empty(), invoice.date) {
        (false, _) => named.join(", "),
        (true, Some(date)) => t!(locale, "bill-visit-of", date = day(date, today, locale)),
        (true, None) => t!(locale, "bill-earlier"),
    };

    vec![Owed {
        label,
        amount: invoice.total.clone(),
        due,
    }]
}

/// "due today", "due December 15", "was due November 13": what is late is said and not scolded.
fn due_words(due: Date, today: Date, locale: &Locale) -> String {
    let date = day(due, today, locale);

    match due.cmp(&today) {
        Ordering::Equal => t!(locale, "bill-due-today"),
        Ordering::Greater => t!(locale, "bill-due", date = date),
        Ordering::Less => t!(locale, "bill-overdue", date = date),
    }
}

/// Without its year where that is this one.
fn day(date: Date, today: Date, locale: &Locale) -> String {
    if date.year() == today.year() {
        locale.day_and_month(date)
    } else {
        locale.date(date)
    }
}

/// A line's words in the person's language, where central has them translated.
fn translated(invoice: &Invoice, text: &str, locale: &Locale) -> String {
    let items = invoice.record.resource()["lineItem"]
        .as_array()
        .map_or(&[][..], Vec::as_slice);
    let found = items
        .iter()
        .map(|item| &item["chargeItemCodeableConcept"])
        .find(|concept| concept["text"] == text)
        .and_then(|concept| translation(&concept["_text"], locale.language.tag));

    found.unwrap_or(text).to_owned()
}

fn translation<'a>(text: &'a Value, language: &str) -> Option<&'a str> {
    text["extension"]
        .as_array()?
        .iter()
        .filter(|extension| extension["url"] == TRANSLATION)
        .find_map(|extension| {
            let parts = extension["extension"].as_array()?;
            let part = |url: &str| parts.iter().find(|part| part["url"] == url);

            (part("lang")?["valueCode"] == language)
                .then(|| part("content")?["valueString"].as_str())
                .flatten()
        })
}
