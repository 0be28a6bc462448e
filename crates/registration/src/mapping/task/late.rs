//! What the desk is told when an answer comes after the person was registered, or never does.

use serde_json::{Value, json};
use uuid::Uuid;

use super::{base, kind, reason};
use crate::bill::{Money, PaymentState};
use crate::insurance::{Benefits, Eligibility};
use crate::mapping::elements::identifier;
use crate::mapping::transaction::Context;
use crate::session::DeskNote;

/// News that come after the registration.
#[derive(Clone, PartialEq)]
pub enum Late {
    /// Of the payer; [`Eligibility::Unavailable`] and [`Eligibility::Waiting`] where it never answered.
    Eligibility(Eligibility),
    /// Of the payment side; [`PaymentState::Waiting`] and [`PaymentState::Unavailable`] where nothing was ever heard.
    Payment(PaymentState),
}

impl Late {
    /// The part of the registration that tells it.
    pub fn part(&self) -> &'static str {
        match self {
            Self::Eligibility(_) => "late-eligibility",
            Self::Payment(_) => "late-payment",
        }
    }

    fn note(&self) -> DeskNote {
        match self {
            Self::Eligibility(_) => DeskNote::EligibilityLate,
            Self::Payment(_) => DeskNote::PaymentLate,
        }
    }

    /// What it means for the desk, in English, which is the staff's language.
    fn words(&self) -> String {
        match self {
            Self::Eligibility(Eligibility::Answered(benefits)) if benefits.active => in_force(benefits),
            Self::Eligibility(Eligibility::Answered(_)) => {
                "The payer has answered late: coverage is not in force. Talk about it with the patient.".to_owned()
            }
            Self::Eligibility(Eligibility::Undetermined) => {
                "The payer has answered late, but does not say whether coverage is in force: ask it again.".to_owned()
            }
            Self::Eligibility(Eligibility::Waiting { .. } | Eligibility::Unavailable | Eligibility::NotAsked) => {
                "The payer never answered: check coverage by hand.".to_owned()
            }
            Self::Payment(PaymentState::Paid) => "The payment by phone has arrived: nothing more is owed.".to_owned(),
            Self::Payment(PaymentState::Expired) => {
                "The payment link ran out and nothing was paid: the bill is still open.".to_owned()
            }
            Self::Payment(PaymentState::Undetermined) => {
                "The payment side does not say whether the payment by phone arrived: look for it.".to_owned()
            }
            Self::Payment(PaymentState::Unavailable | PaymentState::Waiting) => {
                "Nothing was ever heard of the payment by phone: look for it before asking again.".to_owned()
            }
        }
    }
}

fn in_force(benefits: &Benefits) -> String {
    let dollars = |money: &Money| format!("{:.2} {}", money.amount, money.currency);
    let share = benefits.coinsurance.map(|percent| format!("{percent} % of the cost"));
    let terms = [
        benefits.copay.as_ref().map(|copay| format!("copay {}", dollars(copay))),
        share.filter(|_| benefits.copay.is_none()),
        benefits
            .deductible_left
            .as_ref()
            .map(|left| format!("{} of the deductible left", dollars(left))),
    ];
    let first = "The payer has answered late: coverage is in force".to_owned();

    std::iter::once(first)
        .chain(terms.into_iter().flatten())
        .collect::<Vec<_>>()
        .join(", ")
}

/// A task that brings late news to the desk. `patient` is a reference; `ticket` is what was called out.
pub fn late(news: &Late, registration: Uuid, patient: Option<&str>, ticket: Option<&str>, context: &Context) -> Value {
    let note = news.note();
    let words = news.words();
    let mut task = base("desk", &identifier(registration, news.part()), context);
    task["for"] = patient.map_or(Value::Null, |patient| json!({ "reference": patient }));
    let mut why = reason(note);
    why["text"] = json!(words);
    task["reasonCode"] = why;
    task["input"] = json!([
        { "type": kind("note"), "valueCodeableConcept": reason(note) },
        ticket.map(|ticket| json!({ "type": kind("ticket"), "valueString": ticket })),
    ]);
    let line: Vec<&str> = ticket.into_iter().chain([words.as_str()]).collect();
    task["description"] = json!(line.join(" · "));

    fhir::prune(task)
}
