//! What the person said, a line a step.

use registration::bill::{Money, PaymentChoice, PaymentState};
use registration::insurance::{Card, InsuranceAnswer};
use registration::journey::{self, Step};
use registration::mask;
use registration::visit::VisitChoice;
use ui::{Element, Tone};

use super::Message;
use crate::core::Core;
use crate::t;

/// One step's line.
pub(super) struct Row {
    /// Which step.
    pub step: Step,
    /// What it is.
    pub label: String,
    /// What was said.
    pub value: String,
    /// More of it, standing back.
    pub more: Option<String>,
    /// Whether it can be corrected.
    pub changes: bool,
}

/// The order on the page: who they are comes first, then the journey's.
const ORDER: [Step; 7] = [
    Step::Details,
    Step::Visit,
    Step::Guardian,
    Step::Insurance,
    Step::Forms,
    Step::Consent,
    Step::Bill,
];

/// Every step that has something to show.
pub(super) fn rows(core: &Core) -> Vec<Row> {
    let skipped_by_staff = |step: Step| core.session.skipped.iter().any(|skipped| skipped.step == step);

    ORDER
        .into_iter()
        .filter_map(|step| {
            if skipped_by_staff(step) {
                let label = label(step, core)?;
                let value = t!(core.locale, "review-staff");
                return Some(Row {
                    step,
                    label,
                    value,
                    more: None,
                    changes: false,
                });
            }
            if journey::skip(step, &core.session, &core.rules()) {
                return None;
            }
            let (value, more) = said(step, core)?;

            Some(Row {
                step,
                label: label(step, core)?,
                value,
                more,
                changes: !is_paid(step, core),
            })
        })
        .collect()
}

/// The line as it stands on the page.
pub(super) fn shown<'a>(core: &'a Core, row: Row, resting: bool) -> Element<'a, Message> {
    let change = (row.changes && resting).then(|| (t!(core.locale, "review-change"), Message::ChangePressed(row.step)));
    let more = row.more.map(|more| ui::text::muted(&core.look, more));

    ui::summary_row(
        &core.look,
        row.step.as_str(),
        row.label,
        row.value,
        change,
        Tone::Plain,
        more,
    )
}

fn label(step: Step, core: &Core) -> Option<String> {
    let locale = &core.locale;

    match step {
        Step::Details => Some(t!(locale, "review-who")),
        Step::Visit => Some(t!(locale, "review-visit")),
        Step::Guardian => Some(t!(locale, "review-guardian")),
        Step::Insurance => Some(t!(locale, "review-insurance")),
        Step::Forms => Some(t!(locale, "review-forms")),
        Step::Consent => Some(t!(locale, "review-consent")),
        Step::Bill => Some(t!(locale, "review-bill")),
        Step::Find | Step::Review => None,
    }
}

/// What was said at a step, and more of it; none where nothing was.
fn said(step: Step, core: &Core) -> Option<(String, Option<String>)> {
    match step {
        Step::Details => who(core),
        Step::Visit => visit(core),
        Step::Guardian => {
            let guardian = core.session.guardian.as_ref()?;

            Some((guardian.name.reveal().clone(), None))
        }
        Step::Insurance => insurance(core),
        Step::Forms => {
            let finished = core.session.forms_finished;

            (finished > 0).then(|| (t!(core.locale, "review-forms-done", count = finished), None))
        }
        Step::Consent => consents(core),
        Step::Bill => Some((bill(core)?, None)),
        Step::Find | Step::Review => None,
    }
}

fn who(core: &Core) -> Option<(String, Option<String>)> {
    let person = core.session.person.as_ref()?;
    let locale = &core.locale;
    // As on the step "About me": what was typed here was typed by who stands here.
    let on_file = core
        .session
        .person_on_file
        .as_ref()
        .and_then(|on_file| on_file.phone.as_ref());
    let phone = person.phone.as_ref().map(|phone| {
        let typed_here = on_file != Some(phone);
        let number = if typed_here || in_full(core) {
            phone.reveal().to_owned()
        } else {
            mask::phone(phone)
        };

        t!(locale, "review-phone", phone = locale.left_to_right(&number))
    });
    let born = t!(locale, "review-born", date = locale.date(person.birth_date.date()));
    let more = std::iter::once(born).chain(phone).collect::<Vec<_>>().join("\n");

    Some((person.name.full(), Some(more)))
}

fn visit(core: &Core) -> Option<(String, Option<String>)> {
    let locale = &core.locale;

    Some(match core.session.visit.as_ref()? {
        VisitChoice::WalkIn => (t!(locale, "review-visit-walk-in"), None),
        VisitChoice::Appointment(visit) => {
            let time = locale.time_of(visit.start, &core.zone());
            let value = match &visit.provider {
                Some(provider) => t!(locale, "review-visit-at", time = time, provider = provider.as_str()),
                None => time,
            };

            (value, visit.place.clone())
        }
    })
}

fn insurance(core: &Core) -> Option<(String, Option<String>)> {
    let locale = &core.locale;
    let plan = |card: &Card, typed_here: bool| {
        let number = card.member_id.reveal();
        let number = if typed_here || in_full(core) {
            number.clone()
        } else {
            mask::number(number)
        };

        let number = t!(
            locale,
            "review-insurance-number",
            number = locale.left_to_right(&number)
        );

        (card.payer.clone(), Some(number))
    };

    Some(match core.session.insurance.as_ref()? {
        InsuranceAnswer::Keep(coverage) => plan(&coverage.card, false),
        InsuranceAnswer::Card { card, .. } => plan(card, true),
        InsuranceAnswer::SelfPay => (t!(locale, "review-insurance-self"), None),
        InsuranceAnswer::NotWithMe => (t!(locale, "review-insurance-desk"), None),
    })
}

fn consents(core: &Core) -> Option<(String, Option<String>)> {
    let locale = &core.locale;
    let signed = core.session.consents.iter().filter(|answer| answer.accepted()).count();
    let declined = core.session.consents.len() - signed;
    let value = match (signed, declined) {
        (0, 0) => return None,
        (_, 0) => t!(locale, "review-consent-signed", count = signed),
        (0, _) => t!(locale, "review-consent-declined", count = declined),
        _ => {
            let signed = t!(locale, "review-consent-signed", count = signed);
            let declined = t!(locale, "review-consent-declined", count = declined);

            if core.locale.right_to_left() {
                format!("{signed}، {declined}")
            } else {
                format!("{signed}, {declined}")
            }
        }
    };

    Some((value, None))
}

fn bill(core: &Core) -> Option<String> {
    let locale = &core.locale;
    let payment = core.session.payment.as_ref()?;
    let total = Money::total(core.session.dossier.invoices.iter().map(|invoice| &invoice.total))?;
    let amount = locale.money(&total);

    Some(match (payment.state, payment.choice) {
        (PaymentState::Paid, _) => t!(locale, "review-bill-paid", amount = amount),
        (_, PaymentChoice::Desk) => t!(locale, "review-bill-desk", amount = amount),
        (_, PaymentChoice::Later) => t!(locale, "review-bill-later", amount = amount),
        (_, PaymentChoice::Phone) => t!(locale, "review-bill-phone", amount = amount),
    })
}

/// What is paid is paid.
fn is_paid(step: Step, core: &Core) -> bool {
    step == Step::Bill
        && core
            .session
            .payment
            .as_ref()
            .is_some_and(|payment| payment.state == PaymentState::Paid)
}

fn in_full(core: &Core) -> bool {
    core.session.proof.shows_in_full() || core.corrected_by.is_some()
}
