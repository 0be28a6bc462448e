//! "Is this what your card says?", and the page on which one line of it is typed.

use iced::ContentFit;
use iced::widget::{container, image};
use registration::discrepancy::{Discrepancy, patients_line};
use registration::insurance::Relation;
use ui::{Aside, Element, Icon, Page, Primary, Size, Space, Tone};

use super::draft::Row;
use super::{Message, State};
use crate::core::Core;
use crate::screen::consent::room::{self, Around, measure};
use crate::screen::fields::Form;
use crate::t;

/// The height of a crop, in base pixels.
const CROP: f32 = 84.0;

pub(super) fn view<'a>(state: &'a State, core: &'a Core) -> Page<'a, Message> {
    let (look, locale) = (&core.look, &core.locale);
    let parts = parts(state, core);
    let part = state.part.min(parts.len().saturating_sub(1));
    let mut rows: Vec<Element<'a, Message>> = Vec::new();
    for row in parts.get(part).into_iter().flatten() {
        if !rows.is_empty() {
            rows.push(ui::divider(look));
        }
        rows.push(line(state, *row, core));
    }
    let last = part + 1 >= parts.len();
    let primary = match (last, state.draft.missing()) {
        (false, _) => t!(locale, "insurance-next-lines"),
        (true, None) => t!(locale, "insurance-right"),
        (true, Some(_)) => t!(locale, "insurance-type-missing"),
    };
    let hint = hint(state, (part, parts.len()), core);
    let card = ui::layout::card_with(
        look,
        ui::layout::column_with(look, rows, Space::S8),
        [look.space(Space::S16), look.space(Space::S40)].into(),
    );

    let page = Page::new(t!(locale, "insurance-check"), card)
        .hint(hint)
        .back(Message::BackPressed)
        .primary(Primary::new("primary", primary, Some(Message::CardConfirmed)));

    if not_today(state) && last {
        page.aside(
            Aside::new(
                "insurance-new-card",
                t!(locale, "insurance-new-card"),
                Message::NewCardPressed,
            )
            .icon(Icon::Card),
        )
    } else {
        page
    }
}

fn hint(state: &State, (part, parts): (usize, usize), core: &Core) -> String {
    let locale = &core.locale;
    match &state.draft.signed_by {
        _ if parts > 1 => t!(locale, "insurance-check-part", part = (part + 1), parts = parts),
        Some(issuer) => t!(locale, "insurance-digital-good", issuer = issuer.clone()),
        None => t!(locale, "insurance-check-hint"),
    }
}

/// Whether the card is not good today.
fn not_today(state: &State) -> bool {
    state
        .differs
        .iter()
        .any(|differs| matches!(differs, Discrepancy::Expired | Discrepancy::NotYet))
}

/// The lines of this card.
fn rows(state: &State) -> impl Iterator<Item = Row> + use<> {
    Row::ALL.into_iter().chain(not_today(state).then_some(Row::Days))
}

/// The lines, as many on a page as fit.
pub(super) fn parts(state: &State, core: &Core) -> Vec<Vec<Row>> {
    let (look, locale) = (&core.look, &core.locale);
    let longest = [hint(state, (0, 1), core), hint(state, (0, 2), core)]
        .into_iter()
        .max_by_key(|hint| hint.chars().count())
        .unwrap_or_default();
    let asides: Vec<String> = not_today(state)
        .then(|| t!(locale, "insurance-new-card"))
        .into_iter()
        .collect();
    let around = Around {
        question: &t!(locale, "insurance-check"),
        hint: Some(&longest),
        asides: &asides,
        primary: &t!(locale, "insurance-right"),
        ..Around::default()
    };
    // In landscape the lines stand beside the question.
    let around = if look.landscape() {
        Around {
            question: "",
            hint: None,
            ..around
        }
    } else {
        around
    };
    let room = room::height(look, &around) - 2.0 * look.space(Space::S16);
    let mut parts: Vec<Vec<Row>> = vec![Vec::new()];
    let mut used = 0.0;
    for row in rows(state) {
        let height = height(state, row, core);
        if used > 0.0 && used + height > room {
            parts.push(Vec::new());
            used = 0.0;
        }
        used += height;
        if let Some(part) = parts.last_mut() {
            part.push(row);
        }
    }

    parts
}

fn height(state: &State, row: Row, core: &Core) -> f32 {
    let look = &core.look;
    let words = words(state, row, core);
    let button = measure(
        look,
        &t!(core.locale, "insurance-change"),
        Size::Body30,
        true,
        look.content_width(),
    )
    .width;
    let room = room::width(look) - 2.0 * look.space(Space::S40) - button - look.px(72.0 + 24.0 + 48.0);
    let mut height = look.text(Size::Label28) * room::LINE + look.space(Space::S8);
    height += measure(look, &words.value, Size::Control36, true, room).height;
    if let Some(remark) = &words.remark {
        height += look.space(Space::S8) + measure(look, remark, Size::Body30, false, room).height;
    }
    if state.draft.value(row).crop.is_some() {
        height += look.space(Space::S8) + look.px(CROP);
    }

    // The row's own padding, the line between two rows and the room round it.
    height.max(look.px(96.0)) + look.px(32.0) + 2.0 * look.space(Space::S8) + look.px(2.0)
}

struct Words {
    value: String,
    /// What the person should look at, or need not worry about.
    remark: Option<String>,
    tone: Tone,
}

fn words(state: &State, row: Row, core: &Core) -> Words {
    let locale = &core.locale;
    if row == Row::Days {
        return days(state, core);
    }
    let value = state.draft.value(row);
    match &value.words {
        Some(words) => {
            let shown = match row {
                Row::Member | Row::Group => locale.left_to_right(words.reveal()),
                Row::Payer | Row::Plan | Row::Subscriber | Row::Days => words.reveal().clone(),
            };
            let (remark, tone) = if value.doubtful {
                (Some(t!(locale, "insurance-hard-to-read")), Tone::Attention)
            } else {
                (differs(state, row, core), Tone::Plain)
            };

            Words {
                value: shown,
                remark,
                tone,
            }
        }
        None if row.required() => Words {
            value: t!(locale, "insurance-not-read"),
            remark: Some(t!(locale, "insurance-please-type")),
            tone: Tone::Attention,
        },
        None => Words {
            value: t!(locale, "insurance-not-given"),
            remark: None,
            tone: Tone::Plain,
        },
    }
}

/// In what a line differs from what is on file, in words that alarm nobody.
fn differs(state: &State, row: Row, core: &Core) -> Option<String> {
    let locale = &core.locale;
    // How near a number is tells something of the one on file: only to whoever has shown that they are the patient.
    let proven = core.session.proof.shows_in_full() || core.corrected_by.is_some();
    let said = state.differs.iter().find_map(|differs| match (row, differs) {
        (Row::Payer, Discrepancy::Payer) => Some(t!(locale, "insurance-differs-payer")),
        (Row::Member, Discrepancy::Member { nearly: true }) if proven => {
            Some(t!(locale, "insurance-differs-member-nearly"))
        }
        (Row::Member, Discrepancy::Member { .. }) => Some(t!(locale, "insurance-differs-member")),
        (Row::Group, Discrepancy::Group) => Some(t!(locale, "insurance-differs-group")),
        (Row::Subscriber, Discrepancy::Name) => Some(t!(locale, "insurance-differs-name")),
        _ => None,
    });

    said.or_else(|| {
        let card = state.draft.card(core);
        let other = card.relation.is_some_and(|relation| relation != Relation::Subscriber);

        (row == Row::Subscriber && other && patients_line(&card, &core.session).is_some())
            .then(|| t!(locale, "insurance-listed"))
    })
}

/// Until when the card is good, or from when.
fn days(state: &State, core: &Core) -> Words {
    let locale = &core.locale;
    let (value, remark) = if state.differs.contains(&Discrepancy::NotYet) {
        (
            state
                .draft
                .starts
                .map(|day| t!(locale, "insurance-days-from", day = locale.date(day))),
            t!(locale, "insurance-differs-not-yet"),
        )
    } else {
        (
            state
                .draft
                .ends
                .map(|day| t!(locale, "insurance-days-until", day = locale.date(day))),
            t!(locale, "insurance-differs-expired"),
        )
    };

    Words {
        value: value.unwrap_or_else(|| t!(locale, "insurance-days-over")),
        remark: Some(remark),
        tone: Tone::Plain,
    }
}

fn line<'a>(state: &'a State, row: Row, core: &'a Core) -> Element<'a, Message> {
    let (look, locale) = (&core.look, &core.locale);
    let words = words(state, row, core);
    let color = match words.tone {
        Tone::Attention => look.palette.attention,
        _ => look.palette.accent,
    };
    let mut extra: Vec<Element<'a, Message>> = Vec::new();
    extra.extend(
        words
            .remark
            .map(|remark| ui::text::styled(look, remark).color(color).into()),
    );
    if let Some(crop) = &state.draft.value(row).crop {
        extra.push(
            container(
                image(crop.clone())
                    .height(look.px(CROP))
                    .content_fit(ContentFit::Contain),
            )
            .into(),
        );
    }
    let extra = (!extra.is_empty()).then(|| ui::layout::column_with(look, extra, Space::S8));

    let change = match &state.draft.value(row).words {
        _ if row == Row::Days => None,
        Some(_) => Some(t!(locale, "insurance-change")),
        None => Some(t!(locale, "insurance-add")),
    };

    ui::summary_row(
        look,
        row.id(),
        (row.label())(locale),
        words.value,
        change.map(|change| (change, Message::ChangePressed(row))),
        words.tone,
        extra,
    )
}

/// One line, to be typed.
pub(super) fn edit<'a>(state: &'a State, row: Row, form: &'a Form, by_hand: bool, core: &'a Core) -> Page<'a, Message> {
    let locale = &core.locale;
    let hint = if by_hand && state.camera_failed && row == Row::Payer {
        t!(locale, "insurance-camera-failed")
    } else {
        match row {
            Row::Member => t!(locale, "insurance-member-hint"),
            Row::Payer | Row::Plan | Row::Group | Row::Subscriber | Row::Days => t!(locale, "insurance-line-hint"),
        }
    };
    let label = if by_hand {
        t!(locale, "fields-continue")
    } else {
        t!(locale, "fields-keep")
    };
    // Beside a keypad the largest text leaves no room for it.
    let hint = (!(core.look.landscape() && room::tight(&core.look))).then_some(hint);
    let page = form
        .page(core, row.question(locale), hint, usize::from(by_hand), Message::Form)
        .back(Message::BackPressed)
        .primary(Primary::new("primary", label, Some(Message::LineKept)));

    if by_hand {
        page.aside(
            Aside::new(
                "insurance-not-with-me",
                t!(locale, "insurance-not-with-me"),
                Message::NotWithMePressed,
            )
            .icon(Icon::Close),
        )
    } else {
        page
    }
}
