//! Money, invoices and how they will be paid.

use jiff::Timestamp;
use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::Record;

/// An amount of money; never a float.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Money {
    /// The amount in the currency's main unit.
    pub amount: Decimal,
    /// ISO 4217.
    pub currency: String,
}

impl Money {
    /// Adds up amounts of one currency; amounts of several are not added, nor is a sum too large to be written.
    pub fn total<'a>(amounts: impl IntoIterator<Item = &'a Money>) -> Option<Money> {
        let mut amounts = amounts.into_iter();
        let first = amounts.next()?.clone();

        amounts.try_fold(first, |sum, money| {
            let amount = sum.amount.checked_add(money.amount)?;

            (sum.currency == money.currency).then_some(Money {
                amount,
                currency: sum.currency,
            })
        })
    }
}

/// One line of an invoice.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InvoiceLine {
    /// What for.
    pub text: String,
    /// How much, where the line says so.
    pub amount: Option<Money>,
}

/// An open invoice.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct Invoice {
    /// The `Invoice` as central holds it.
    pub record: Record,
    /// When it was made.
    pub date: Option<Date>,
    /// When it is to be paid.
    pub due: Option<Date>,
    /// What is to be paid.
    pub total: Money,
    /// For what.
    pub lines: Vec<InvoiceLine>,
}

/// How the person chose to pay.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PaymentChoice {
    /// With their own phone, by the QR code.
    Phone,
    /// At the desk.
    Desk,
    /// Not today.
    Later,
}

/// Where a payment stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PaymentState {
    /// Central said that it was paid.
    Paid,
    /// Nothing is known yet.
    Waiting,
    /// The link ran out.
    Expired,
    /// The payment side did not answer, or will not take it.
    Unavailable,
    /// It answered and said neither that it was paid nor that it was not.
    Undetermined,
}

/// What came of the step "What I owe".
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaymentAnswer {
    /// How the person chose to pay.
    pub choice: PaymentChoice,
    /// What central says of it.
    pub state: PaymentState,
    /// The `Task` that asked for the link, where there was one.
    pub task: Option<String>,
}

impl PaymentAnswer {
    /// Whether a link was given whose end is not known: it may still be paid, or may have been.
    pub fn is_open(&self) -> bool {
        let ended = matches!(self.state, PaymentState::Paid | PaymentState::Expired);

        self.task.is_some() && !ended
    }
}

/// A link that the person opens on their own phone.
#[derive(Clone, PartialEq, Eq)]
pub struct PaymentLink {
    /// `Task/id`, to ask how it went.
    pub task: String,
    /// Opaque, single use.
    pub url: String,
    /// When it stops working.
    pub expires: Option<Timestamp>,
}
