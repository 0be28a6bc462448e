//! What the step "consent" shows.

use iced::widget::container;
use registration::consent::{ConsentAnswer, Decision};
use ui::button::{Button, Kind};
use ui::{Aside, Element, Icon, Look, Page, Primary, Size, Space, Tone};

use super::ink::Ink;
use super::paging::paginate;
use super::room::{self, Around, measure};
use super::{Message, State};
use crate::core::Core;
use crate::t;

/// What the page says round the text. Measuring and showing go by the same words.
struct Words {
    question: String,
    hint: String,
    asides: Vec<String>,
    primary: String,
}

pub(super) fn page<'a>(state: &'a State, core: &'a Core) -> Page<'a, Message> {
    if state.text(core).is_none() {
        return missing(core);
    }
    if state.declining {
        return decline(state, core);
    }
    let locale = &core.locale;
    let words = words(state, core);
    let kept = state.kept();
    let signed = kept.is_some_and(ConsentAnswer::accepted);
    let enough = state.ink.is_signature() || (kept.is_some() && state.ink.is_empty());
    let Words {
        question,
        hint,
        primary,
        ..
    } = words;
    let mut page = Page::new(question, control(state, core))
        .hint(hint)
        .explanation(paper(state, core))
        .aside(
            Aside::new(
                "consent-decline",
                t!(locale, "consent-decline"),
                Message::DeclinePressed,
            )
            .icon(Icon::Close),
        )
        .back(Message::BackPressed)
        .primary(
            Primary::new("primary", primary, enough.then_some(Message::Agreed)).icon(Some(
                if kept.is_some() && state.ink.is_empty() {
                    Icon::Forward
                } else {
                    Icon::Pen
                },
            )),
        );
    if signed || !state.ink.is_empty() {
        page =
            page.aside(Aside::new("signature-clear", clear_label(state, core), Message::Cleared).icon(Icon::StartOver));
    }
    if core.comfort.speech {
        let label = t!(locale, "consent-read-aloud");
        page = page.aside(Aside::new("consent-read-aloud", label, Message::ReadAloudPressed).icon(Icon::Volume));
    }
    page
}

/// The width of the pad divided by its height.
pub(super) fn pad_aspect(look: &Look) -> f32 {
    room::width(look) / pad_height(look)
}

/// The document in pages that fit the paper.
pub(super) fn pages(state: &State, core: &Core) -> Vec<Vec<String>> {
    let look = &core.look;
    let Some(text) = state.text(core) else {
        return vec![Vec::new()];
    };
    let inside = room::width(look) - 2.0 * look.space(Space::S40);
    let height = paper_height(state, core) - 2.0 * look.space(Space::S40);

    paginate(
        &text.paragraphs,
        |words| measure(look, words, Size::Body30, false, inside).height,
        look.space(Space::S24),
        height,
    )
}

/// The height of the paper that the text stands on.
fn paper_height(state: &State, core: &Core) -> f32 {
    let look = &core.look;
    let words = words(state, core);
    let around = Around {
        question: &words.question,
        hint: Some(&words.hint),
        problem: None,
        // They stand beside the paper in landscape.
        asides: if look.landscape() { &[] } else { &words.asides },
        primary: &words.primary,
        control: pad_height(look) + look.space(Space::S24) + turner_height(look) + look.space(Space::S8),
    };
    let most = if look.landscape() { 1.0 } else { 0.5 };
    // Three lines and the room round them are the least that can be read with any comfort.
    let least = 3.0 * look.text(Size::Body30) * room::LINE + 2.0 * look.space(Space::S40);

    room::height(look, &around).min(look.canvas.height * most).max(least)
}

fn pad_height(look: &Look) -> f32 {
    look.px(if look.landscape() { 260.0 } else { 280.0 })
}

fn turner_height(look: &Look) -> f32 {
    look.px(96.0).max(look.text(Size::Body30) * room::LINE + look.px(20.0))
}

fn words(state: &State, core: &Core) -> Words {
    let locale = &core.locale;
    let title = state.text(core).map(|text| text.title.clone()).unwrap_or_default();
    let number = state.document + 1;
    let of = state.answers.len();
    let primary = if state.kept().is_some() && state.ink.is_empty() {
        t!(locale, "consent-continue")
    } else {
        t!(locale, "consent-agree")
    };
    let mut asides = vec![t!(locale, "consent-decline"), clear_label(state, core)];
    if core.comfort.speech {
        asides.push(t!(locale, "consent-read-aloud"));
    }

    let hint = if core.look.landscape() && room::tight(&core.look) {
        t!(locale, "consent-hint-short", number = number, of = of)
    } else {
        t!(locale, "consent-hint", number = number, of = of)
    };

    Words {
        question: title,
        hint,
        asides,
        primary,
    }
}

fn clear_label(state: &State, core: &Core) -> String {
    if room::tight(&core.look) {
        t!(core.locale, "consent-clear-short")
    } else if state.kept().is_some_and(ConsentAnswer::accepted) {
        t!(core.locale, "consent-sign-again")
    } else {
        t!(core.locale, "consent-clear")
    }
}

/// The text, page by page.
fn paper<'a>(state: &'a State, core: &'a Core) -> Element<'a, Message> {
    let look = &core.look;
    let pages = state.pages(core);
    let page = state.page.min(pages.len().saturating_sub(1));
    let paragraphs = pages.get(page).map(Vec::as_slice).unwrap_or_default();
    let words = paragraphs
        .iter()
        .map(|words| ui::text::body(look, words.clone()))
        .collect();
    let height = paper_height(state, core) - 2.0 * look.space(Space::S40);

    let name = core
        .session
        .dossier
        .consents
        .get(state.document)
        .map(|document| format!("document-{}", document.code));
    let words = container(ui::column(look, words)).height(height);
    // Read aloud paragraph by paragraph; this only names the whole.
    let title = state.text(core).map(|text| text.title.clone()).unwrap_or_default();

    ui::described(
        ui::Description::new(name.unwrap_or_default(), ui::Role::Text, title),
        ui::card(look, words),
    )
}

/// Turning pages, and the pad.
fn control<'a>(state: &'a State, core: &'a Core) -> Element<'a, Message> {
    let (look, locale) = (&core.look, &core.locale);
    let last = state.last_page(core);
    let mut parts: Vec<Element<'a, Message>> = Vec::new();
    if last > 0 {
        parts.push(turner(state.page.min(last), last, core));
    }
    let read = state.read || state.shows_last_page(core);
    let event = Message::Drawn;
    match state.kept().map(|answer| &answer.decision) {
        Some(Decision::Accepted(signature)) => {
            let at = state
                .kept()
                .map(|answer| locale.time_of(answer.at, &core.zone()))
                .unwrap_or_default();
            let hint = t!(locale, "consent-signed-at", time = at);
            let ink = Ink::of(signature);
            parts.push(ui::signature_pad(look, "signature", ink.strokes(), hint, event));
        }
        Some(Decision::Declined) if state.ink.is_empty() => {
            parts.push(pad(state, core, t!(locale, "consent-declined-before")));
        }
        _ if !read && state.too_early => parts.push(pad(state, core, t!(locale, "consent-too-early"))),
        _ if !read => parts.push(pad(state, core, t!(locale, "consent-sign-later"))),
        _ => parts.push(pad(state, core, sign_here(core))),
    }

    ui::column(look, parts)
}

fn pad<'a>(state: &State, core: &Core, hint: String) -> Element<'a, Message> {
    ui::signature_pad(&core.look, "signature", state.ink.strokes(), hint, Message::Drawn)
}

/// Who signs: for a child the guardian does.
fn sign_here(core: &Core) -> String {
    let locale = &core.locale;
    let session = &core.session;
    let child = session
        .person
        .as_ref()
        .filter(|_| session.is_minor(core.today(), core.config.site.adult_age));

    match (&session.guardian, child) {
        (Some(guardian), Some(child)) => t!(
            locale,
            "consent-sign-guardian",
            guardian = guardian.name.reveal().clone(),
            child = child.name.full()
        ),
        (None, Some(child)) => t!(locale, "consent-sign-for-child", child = child.name.full()),
        (_, None) => t!(locale, "consent-sign"),
    }
}

fn turner<'a>(page: usize, last: usize, core: &'a Core) -> Element<'a, Message> {
    let (look, locale) = (&core.look, &core.locale);
    let tight = room::tight(look);
    let pill = |id: &str, words: String, short: String, icon, message| -> Element<'a, Message> {
        let shown = if tight { short } else { words.clone() };

        Button::new(look, Kind::Pill, id, words, Some(icon), Some(message))
            .shows(shown)
            .into()
    };
    let previous = (page > 0).then(|| {
        pill(
            "consent-previous-page",
            t!(locale, "consent-previous-page"),
            t!(locale, "consent-previous-short"),
            Icon::Back,
            Message::PreviousPage,
        )
    });
    let next = (page < last).then(|| {
        pill(
            "consent-next-page",
            t!(locale, "consent-next-page"),
            t!(locale, "consent-next-short"),
            Icon::Forward,
            Message::NextPage,
        )
    });
    let (number, of) = (page + 1, last + 1);
    let where_am_i = if tight {
        locale.left_to_right(&format!("{number}/{of}"))
    } else {
        t!(locale, "consent-page", page = number, pages = of)
    };
    let words = ui::text::styled(look, where_am_i).id("consent-page").muted().centered();

    let turners = previous.into_iter().chain([ui::layout::centered(words)]).chain(next);

    ui::row(look, turners.collect())
}

/// What a no means, before it is taken.
fn decline<'a>(state: &'a State, core: &'a Core) -> Page<'a, Message> {
    let (look, locale) = (&core.look, &core.locale);
    let title = state.text(core).map(|text| text.title.clone()).unwrap_or_default();
    let words = ui::column(
        look,
        vec![
            ui::notice(
                look,
                Tone::Success,
                Icon::CheckCircle,
                t!(locale, "consent-decline-seen"),
            ),
            ui::text::styled(look, t!(locale, "consent-decline-desk"))
                .size(Size::Control36)
                .into(),
            ui::text::styled(look, t!(locale, "consent-decline-later"))
                .size(Size::Control36)
                .into(),
        ],
    );

    Page::new(t!(locale, "consent-decline-title"), words)
        .hint(title)
        .back(Message::BackPressed)
        .primary(
            Primary::new(
                "decline-yes",
                t!(locale, "consent-decline-yes"),
                Some(Message::DeclineConfirmed),
            )
            .icon(Some(Icon::Check)),
        )
}

/// A document without words in any language: nobody signs an empty paper.
fn missing(core: &Core) -> Page<'_, Message> {
    let (look, locale) = (&core.look, &core.locale);

    Page::new(
        t!(locale, "consent-missing-title"),
        ui::notice(look, Tone::Plain, Icon::Info, t!(locale, "consent-missing-body")),
    )
    .back(Message::BackPressed)
    .primary(Primary::new(
        "primary",
        t!(locale, "consent-continue"),
        Some(Message::Agreed),
    ))
}
