//! "Is this still your insurance?", or with nothing on file "How is this visit paid?".

use registration::insurance::{Card, InsuranceAnswer};
use registration::mask;
use registration::session::DeskNote;
use ui::{Aside, Choice, Element, Icon, Page, Primary, Tone};

use super::{Digital, Message, State, digital};
use crate::core::Core;
use crate::screen::consent::room;
use crate::t;

/// Coverage that may still be right. It has no `Debug`: it is private.
pub(super) struct Held {
    pub(super) card: Card,
    /// What "Yes, this is still right" says.
    pub(super) answer: InsuranceAnswer,
    /// Typed or read in this session: the person knows what it says.
    entered_now: bool,
}

/// What was entered in this session first, then what is on file and in force.
pub(super) fn all(core: &Core) -> Vec<Held> {
    let session = &core.session;
    let today = core.today();
    let entered = match &session.insurance {
        Some(answer @ InsuranceAnswer::Card { card, .. }) => Some(Held {
            card: card.clone(),
            answer: answer.clone(),
            entered_now: true,
        }),
        _ => None,
    };
    let on_file = session
        .dossier
        .coverages
        .iter()
        .filter(|coverage| coverage.ends.is_none_or(|ends| ends >= today))
        .map(|coverage| Held {
            card: coverage.card.clone(),
            answer: InsuranceAnswer::Keep(Box::new(coverage.clone())),
            entered_now: false,
        });

    entered.into_iter().chain(on_file).collect()
}

pub(super) fn view<'a>(state: &'a State, core: &'a Core) -> Page<'a, Message> {
    match state.digital {
        Some(shown) => digital_card(shown, core),
        None if state.held.is_empty() => nothing_on_file(core),
        None => on_file(state, core),
    }
}

/// A digital card of which there is more to show, or which is not taken: the plastic one does as well, and so does none.
fn digital_card(shown: Digital, core: &Core) -> Page<'_, Message> {
    let (look, locale) = (&core.look, &core.locale);
    let (question, tone, icon, words) = match shown {
        Digital::Refused(refusal) => (
            t!(locale, "insurance-digital-refused"),
            Tone::Plain,
            Icon::Info,
            digital::reason(refusal, locale),
        ),
        Digital::Part(part, parts) => (
            t!(locale, "insurance-digital-next"),
            Tone::Success,
            Icon::CheckCircle,
            t!(locale, "insurance-digital-part", part = part, parts = parts),
        ),
    };

    Page::new(question, ui::notice(look, tone, icon, words))
        .aside(Aside::new(
            "insurance-not-with-me",
            t!(locale, "insurance-not-with-me"),
            Message::NotWithMePressed,
        ))
        .back(Message::BackPressed)
        .primary(Primary::new(
            "primary",
            t!(locale, "insurance-digital-plastic"),
            Some(Message::NewCardPressed),
        ))
}

fn on_file<'a>(state: &'a State, core: &'a Core) -> Page<'a, Message> {
    let (look, locale) = (&core.look, &core.locale);
    let (question, hint, control) = match state.held.as_slice() {
        [only] => (
            t!(locale, "insurance-still"),
            t!(locale, "insurance-still-hint"),
            one(only, core),
        ),
        several => {
            let choices = several.iter().enumerate().map(|(number, held)| {
                Choice::new(
                    format!("coverage-{number}"),
                    name(&held.card, core),
                    number == state.chosen,
                    Message::CoverageChosen(number),
                )
                .detail(t!(locale, "insurance-member-is", member = member(held, core)))
            });

            (
                t!(locale, "insurance-which"),
                t!(locale, "insurance-which-hint"),
                ui::choice_list(look, "choice", choices.collect()),
            )
        }
    };

    let mut page = Page::new(question, control).hint(hint);
    if state.held.get(state.chosen).is_some_and(|held| held.entered_now) {
        page = page.aside(
            Aside::new(
                "insurance-correct",
                t!(locale, "insurance-correct"),
                Message::CorrectPressed,
            )
            .icon(Icon::Edit),
        );
    }

    page.aside(
        Aside::new(
            "insurance-new-card",
            t!(locale, "insurance-new-card"),
            Message::NewCardPressed,
        )
        .icon(Icon::Card),
    )
    .aside(Aside::new(
        "insurance-not-with-me",
        t!(locale, "insurance-not-with-me"),
        Message::NotWithMePressed,
    ))
    .aside(Aside::new(
        "insurance-self-pay",
        t!(locale, "insurance-self-pay"),
        Message::SelfPayPressed,
    ))
    .back(Message::BackPressed)
    .primary(Primary::new(
        "insurance-keep",
        t!(locale, "insurance-keep"),
        Some(Message::KeepPressed),
    ))
}

/// Whether central may hold coverage that could not be asked for.
fn unknown(core: &Core) -> bool {
    core.session.dossier.missing.contains(&DeskNote::InsuranceMissing)
}

fn nothing_on_file(core: &Core) -> Page<'_, Message> {
    let (look, locale) = (&core.look, &core.locale);
    let has_camera = core.services.camera.is_some() && core.services.reader.is_some();
    let detail = if has_camera {
        t!(locale, "insurance-card-camera")
    } else {
        t!(locale, "insurance-card-typed")
    };
    let mut choices = vec![
        Choice::new(
            "insurance-new-card",
            t!(locale, "insurance-have-card"),
            false,
            Message::NewCardPressed,
        )
        .detail(detail),
        Choice::new(
            "insurance-not-with-me",
            t!(locale, "insurance-not-with-me"),
            false,
            Message::NotWithMePressed,
        )
        .detail(t!(locale, "insurance-not-with-me-detail")),
        Choice::new(
            "insurance-self-pay",
            t!(locale, "insurance-self-pay"),
            false,
            Message::SelfPayPressed,
        )
        .detail(t!(locale, "insurance-self-pay-detail")),
    ];
    if look.landscape() && room::tight(look) {
        for choice in &mut choices {
            choice.detail = None;
        }
    }

    Page::new(t!(locale, "insurance-none"), ui::choice_list(look, "", choices))
        .hint(if unknown(core) {
            t!(locale, "insurance-none-offline")
        } else {
            t!(locale, "insurance-none-hint")
        })
        .back(Message::BackPressed)
}

fn one<'a>(held: &Held, core: &'a Core) -> Element<'a, Message> {
    let (look, locale) = (&core.look, &core.locale);
    // A low page has no room for a line of its own for the plan.
    let together = look.landscape();
    let payer = if together {
        name(&held.card, core)
    } else {
        held.card.payer.clone()
    };
    let mut rows = vec![ui::plain_row(look, "payer", t!(locale, "insurance-payer"), payer, None)];
    if let Some(plan) = held.card.plan.as_ref().filter(|_| !together) {
        rows.push(ui::divider(look));
        rows.push(ui::plain_row(
            look,
            "plan",
            t!(locale, "insurance-plan"),
            plan.clone(),
            None,
        ));
    }
    rows.push(ui::divider(look));
    rows.push(ui::plain_row(
        look,
        "member",
        t!(locale, "insurance-member"),
        member(held, core),
        None,
    ));

    ui::card(look, ui::layout::column_with(look, rows, ui::Space::S8))
}

fn name(card: &Card, core: &Core) -> String {
    match &card.plan {
        Some(plan) => t!(
            core.locale,
            "insurance-payer-and-plan",
            payer = card.payer.clone(),
            plan = plan.clone()
        ),
        None => card.payer.clone(),
    }
}

/// The member id, but for its last four characters hidden from whoever only knew a name and a birth date.
fn member(held: &Held, core: &Core) -> String {
    let in_full = held.entered_now || core.session.proof.shows_in_full() || core.corrected_by.is_some();
    let id = held.card.member_id.reveal();
    let shown = if in_full { id.clone() } else { mask::number(id) };

    core.locale.left_to_right(&shown)
}
