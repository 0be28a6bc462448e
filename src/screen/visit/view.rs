//! What the step "visit" shows.

use jiff::Timestamp;
use registration::visit::{Timeliness, Visit};
use ui::{Aside, Element, Icon, Page, Primary, Size, Space, Tone};

use super::Message;
use crate::core::Core;
use crate::t;

/// The page for an appointment.
pub(super) fn appointment<'a>(
    core: &'a Core,
    visit: &'a Visit,
    timeliness: Timeliness,
    leaving: bool,
) -> Page<'a, Message> {
    let locale = &core.locale;
    let (question, primary) = match timeliness {
        Timeliness::OnTime => (t!(locale, "visit-title"), t!(locale, "visit-yes")),
        Timeliness::TooEarly { .. } => (t!(locale, "visit-early-title"), t!(locale, "visit-understood")),
        Timeliness::TooLate => (t!(locale, "visit-late-title"), t!(locale, "visit-to-desk")),
        Timeliness::NotToday { .. } => (t!(locale, "visit-not-today-title"), t!(locale, "visit-understood")),
        Timeliness::NotInPerson => (t!(locale, "visit-remote-title"), t!(locale, "visit-understood")),
        Timeliness::Closed => (t!(locale, "visit-closed-title"), t!(locale, "visit-to-desk")),
        Timeliness::AlreadyArrived => (t!(locale, "visit-arrived-title"), t!(locale, "visit-understood")),
    };
    let advice = advice(core, timeliness).map(|(tone, icon, words)| ui::notice(&core.look, tone, icon, words));
    let (head, facts) = (head(core, visit, timeliness), facts(core, visit, timeliness));
    let look = &core.look;
    let card = |parts| ui::card(look, ui::layout::column_with(look, parts, Space::S16));
    let together = |head, mut facts: Vec<Element<'a, Message>>| {
        facts.insert(0, head);
        card(facts)
    };
    // In landscape what is said first stands under the question, and the rest beside it.
    let page = match advice {
        Some(advice) if look.landscape() && timeliness == Timeliness::OnTime && !facts.is_empty() => {
            Page::new(question, card(facts)).explanation(ui::layout::column_with(
                look,
                vec![advice, card(vec![head])],
                Space::S24,
            ))
        }
        Some(advice) if look.landscape() => Page::new(question, together(head, facts)).explanation(advice),
        None if look.landscape() && !facts.is_empty() => Page::new(question, card(facts)).explanation(card(vec![head])),
        Some(advice) => Page::new(
            question,
            ui::layout::column_with(look, vec![advice, together(head, facts)], Space::S40),
        ),
        None => Page::new(question, together(head, facts)),
    };

    page.aside(Aside::new(
        "visit-not-mine",
        t!(locale, "visit-not-mine"),
        Message::NotMinePressed,
    ))
    .back(Message::BackPressed)
    .primary(Primary::new(
        "primary",
        primary,
        (!leaving).then_some(Message::Confirmed),
    ))
}

/// The page for somebody without an appointment.
pub(super) fn walk_in<'a>(core: &'a Core) -> Page<'a, Message> {
    let locale = &core.locale;
    let on_file = core.session.patient.is_some();
    let (question, first) = if on_file {
        (t!(locale, "visit-walk-in-title"), t!(locale, "visit-walk-in-register"))
    } else {
        (t!(locale, "visit-new-title"), t!(locale, "visit-new-tell"))
    };
    let steps = vec![
        first,
        t!(locale, "visit-walk-in-desk"),
        t!(locale, "visit-walk-in-wait"),
    ];

    Page::new(question, ui::card(&core.look, ui::step_list(&core.look, steps)))
        .back(Message::BackPressed)
        .primary(Primary::new(
            "primary",
            t!(locale, "visit-register"),
            Some(Message::Confirmed),
        ))
}

/// What is said and what to do, where the visit cannot be registered now.
fn advice(core: &Core, timeliness: Timeliness) -> Option<(Tone, Icon, String)> {
    let locale = &core.locale;
    let attention = |words| Some((Tone::Attention, Icon::Info, words));
    match timeliness {
        Timeliness::OnTime if core.session.is_offline() => Some((Tone::Plain, Icon::Info, t!(locale, "visit-offline"))),
        Timeliness::OnTime => None,
        Timeliness::TooEarly { opens } => {
            let time = clock(core, opens);
            Some((Tone::Plain, Icon::Clock, t!(locale, "visit-early-body", time = time)))
        }
        Timeliness::TooLate => attention(t!(locale, "visit-late-body")),
        Timeliness::NotToday { day } => {
            let day_in_words = locale.day(day);
            let words = if day < core.today() {
                t!(locale, "visit-past-body", day = day_in_words)
            } else {
                t!(locale, "visit-not-today-body", day = day_in_words)
            };
            attention(words)
        }
        Timeliness::NotInPerson => Some((Tone::Plain, Icon::Phone, t!(locale, "visit-remote-body"))),
        Timeliness::Closed => attention(t!(locale, "visit-closed-body")),
        Timeliness::AlreadyArrived => Some((Tone::Success, Icon::CheckCircle, t!(locale, "visit-arrived-body"))),
    }
}

/// The day, the time, and how far away it is.
fn head<'a>(core: &'a Core, visit: &'a Visit, timeliness: Timeliness) -> Element<'a, Message> {
    let (look, locale) = (&core.look, &core.locale);
    let day = visit.start.to_zoned(core.zone()).date();
    let when = match timeliness {
        Timeliness::OnTime => from_now(core, visit.start),
        Timeliness::NotInPerson => t!(locale, "visit-by-video"),
        _ => locale.day(day),
    };
    let words = ui::layout::column_with(
        look,
        vec![
            ui::text::styled(look, clock(core, visit.start))
                .id("time")
                .size(Size::Lead44)
                .bold()
                .into(),
            ui::text::styled(look, when)
                .id("when")
                .size(Size::Control36)
                .muted()
                .into(),
        ],
        Space::S8,
    );
    let badge = ui::badge(look, "date", locale.month_short(day), day.day().to_string());

    ui::layout::row_with(
        look,
        vec![badge, ui::grow(look, words)],
        Space::S40,
        iced::alignment::Vertical::Center,
    )
}

/// With whom, for what and where, as far as it is known.
fn facts<'a>(core: &'a Core, visit: &'a Visit, timeliness: Timeliness) -> Vec<Element<'a, Message>> {
    let (look, locale) = (&core.look, &core.locale);
    let with = match (&visit.provider, &visit.service) {
        (Some(provider), Some(service)) => Some(t!(
            locale,
            "visit-with",
            provider = provider.as_str(),
            service = service.as_str()
        )),
        (Some(one), None) | (None, Some(one)) => Some(one.clone()),
        (None, None) => None,
    };
    let facts = [
        ("provider", t!(locale, "visit-provider"), with),
        ("reason", t!(locale, "visit-reason"), visit.reason.clone()),
        // Nobody is sent to a room for a visit that takes place elsewhere, or not now.
        (
            "place",
            t!(locale, "visit-place"),
            visit.place.clone().filter(|_| timeliness == Timeliness::OnTime),
        ),
    ];
    let mut rows = Vec::new();
    for (id, label, value) in facts {
        if let Some(value) = value.filter(|value| !value.trim().is_empty()) {
            if !rows.is_empty() {
                rows.push(ui::divider(look));
            }
            rows.push(ui::plain_row(look, id, label, value, None));
        }
    }

    rows
}

/// The time of day at the clinic, in its own order within right-to-left text.
fn clock(core: &Core, instant: Timestamp) -> String {
    core.locale.time_of(instant, &core.zone())
}

/// "In 12 minutes. You are on time."
pub(super) fn from_now(core: &Core, start: Timestamp) -> String {
    let locale = &core.locale;
    let seconds = start.duration_since(core.now()).as_secs();
    // A minute that has begun counts: nobody is told "in 0 minutes".
    let minutes = if seconds > 0 { (seconds + 59) / 60 } else { seconds / 60 };
    match minutes {
        0 => t!(locale, "visit-now"),
        1..60 => t!(locale, "visit-in-minutes", minutes = minutes),
        60.. => t!(
            locale,
            "visit-in-hours",
            hours = (minutes / 60),
            minutes = (minutes % 60)
        ),
        _ => {
            let ago = minutes.abs();
            t!(locale, "visit-began", minutes = ago)
        }
    }
}
