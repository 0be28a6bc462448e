//! What is owed, what was paid, and what the plan says this visit may cost.

use paper::{Amount, Line, Receipt};
use registration::Session;
use registration::bill::{Invoice, Money, PaymentAnswer, PaymentChoice, PaymentState};
use registration::insurance::{Eligibility, Estimate, estimate};

use super::{Writer, direction, owed};
use crate::t;

impl Writer<'_> {
    /// The receipt, the bill or the estimate; none where there is nothing to say about money. What was never shown on
    /// the screen is not on paper either.
    pub fn receipt(&self, session: &Session) -> Option<Receipt> {
        match &session.payment {
            Some(payment) if !session.dossier.invoices.is_empty() => Some(self.bill(session, payment)),
            _ => self.estimate(session),
        }
    }

    fn bill(&self, session: &Session, payment: &PaymentAnswer) -> Receipt {
        let locale = self.locale;
        let paid = payment.state == PaymentState::Paid;
        let today = self.now.to_zoned(self.zone.clone()).date();
        let items = owed::lines(&session.dossier.invoices, today, locale)
            .into_iter()
            .map(|owed| Amount {
                label: owed.label,
                note: if paid {
                    Some(t!(locale, "paper-paid-phone"))
                } else {
                    owed.due.map(first_upper)
                },
                amount: locale.money(&owed.amount),
            })
            .collect();
        let total = Money::total(session.dossier.invoices.iter().map(|invoice| &invoice.total)).map(|total| {
            let label = if paid {
                t!(locale, "paper-paid")
            } else {
                t!(locale, "paper-to-pay")
            };

            (label, locale.money(&total))
        });
        let mut footer = Vec::new();
        if !paid {
            footer.push(match (payment.choice, payment.state) {
                (PaymentChoice::Desk, _) => t!(locale, "paper-pay-desk"),
                (PaymentChoice::Later, _) => t!(locale, "paper-pay-later"),
                (PaymentChoice::Phone, PaymentState::Expired) => t!(locale, "paper-pay-expired"),
                (PaymentChoice::Phone, PaymentState::Undetermined) => t!(locale, "paper-pay-undetermined"),
                (PaymentChoice::Phone, PaymentState::Unavailable) => t!(locale, "paper-pay-unavailable"),
                (PaymentChoice::Phone, PaymentState::Waiting | PaymentState::Paid) => t!(locale, "paper-pay-phone"),
            });
            if payment.is_open() && payment.choice != PaymentChoice::Phone {
                footer.push(t!(locale, "paper-pay-begun"));
            }
            footer.push(t!(locale, "paper-arrangement"));
        }
        match &session.eligibility {
            Eligibility::Waiting { .. } => footer.push(t!(locale, "paper-eligibility-waiting")),
            Eligibility::Unavailable => footer.push(t!(locale, "paper-eligibility-unavailable")),
            Eligibility::Undetermined => footer.push(t!(locale, "paper-eligibility-undetermined")),
            Eligibility::NotAsked | Eligibility::Answered(_) => {}
        }
        if let Estimate::Fixed(share) = estimate(&session.eligibility) {
            footer.push(t!(locale, "paper-estimate-beside", amount = locale.money(&share)));
        }
        footer.push(t!(locale, "paper-keep"));

        let number = numbers(&session.dossier.invoices);
        let number = (!number.is_empty()).then(|| Line {
            label: t!(locale, "paper-bill-number"),
            value: locale.left_to_right(&number),
        });

        Receipt {
            site: self.site.to_owned(),
            title: if paid {
                t!(locale, "paper-receipt")
            } else {
                t!(locale, "paper-bill")
            },
            lines: self.heading(session).into_iter().chain(number).collect(),
            items,
            total,
            footer,
            direction: direction(locale),
        }
    }

    fn estimate(&self, session: &Session) -> Option<Receipt> {
        let locale = self.locale;
        let amount = match estimate(&session.eligibility) {
            Estimate::Fixed(share) => locale.money(&share),
            Estimate::Share {
                percent,
                deductible_left: None,
            } => {
                t!(locale, "paper-share-percent", percent = percent)
            }
            Estimate::Share {
                percent,
                deductible_left: Some(left),
            } => {
                t!(
                    locale,
                    "paper-share-after",
                    percent = percent,
                    left = locale.money(&left)
                )
            }
            Estimate::Nothing => t!(locale, "paper-nothing"),
            // A paper that says "not covered" frightens, and the desk has yet to look at it.
            Estimate::NotCovered | Estimate::Unknown => return None,
        };
        let short = amount.chars().count() <= 16;
        let (note, amount) = if short {
            (None, amount)
        } else {
            (Some(amount), String::new())
        };

        Some(Receipt {
            site: self.site.to_owned(),
            title: t!(locale, "paper-estimate"),
            lines: self.heading(session),
            items: vec![Amount {
                label: t!(locale, "paper-share"),
                note,
                amount,
            }],
            total: None,
            footer: vec![t!(locale, "paper-estimate-foot"), t!(locale, "paper-keep")],
            direction: direction(locale),
        })
    }

    fn heading(&self, session: &Session) -> Vec<Line> {
        let locale = self.locale;
        let name = session.person.as_ref().map(|person| person.name.full());
        let lines = [
            (t!(locale, "paper-patient"), name),
            (t!(locale, "paper-date"), Some(self.day(locale))),
        ];

        lines
            .into_iter()
            .filter_map(|(label, value)| Some(Line { label, value: value? }))
            .collect()
    }
}

/// What the hospital's books call the invoices.
fn numbers(invoices: &[Invoice]) -> String {
    let number = |invoice: &Invoice| {
        let identifiers = invoice.record.resource()["identifier"].as_array()?;

        identifiers
            .iter()
            .find_map(|identifier| identifier["value"].as_str())
            .map(str::to_owned)
    };

    invoices.iter().filter_map(number).collect::<Vec<_>>().join(", ")
}

/// On paper the day stands on a line of its own and begins one.
fn first_upper(words: String) -> String {
    let mut letters = words.chars();

    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => words,
    }
}
