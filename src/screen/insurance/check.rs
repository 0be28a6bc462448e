//! "Is this what your card says?", and the page on which one line of it is typed.

use iced::ContentFit;
use iced::widget::{container, image};
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
    let hint = if parts.len() > 1 {
        t!(locale, "insurance-check-part", part = (part + 1), parts = (parts.len()))
    } else {
        t!(locale, "insurance-check-hint")
    };
    let card = ui::layout::card_with(
        look,
        ui::layout::column_with(look, rows, Space::S8),
        [look.space(Space::S16), look.space(Space::S40)].into(),
    );

    Page::new(t!(locale, "insurance-check"), card)
        .hint(hint)
        .back(Message::BackPressed)
        .primary(Primary::new("primary", primary, Some(Message::CardConfirmed)))
}

/// The lines, as many on a page as fit.
pub(super) fn parts(state: &State, core: &Core) -> Vec<Vec<Row>> {
    let (look, locale) = (&core.look, &core.locale);
    let around = Around {
        question: &t!(locale, "insurance-check"),
        hint: Some(&t!(locale, "insurance-check-part", part = 1, parts = 2)),
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
    for row in Row::ALL {
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
    remark: Option<String>,
    tone: Tone,
}

fn words(state: &State, row: Row, core: &Core) -> Words {
    let locale = &core.locale;
    let value = state.draft.value(row);
    match &value.words {
        Some(words) => {
            let shown = match row {
                Row::Member | Row::Group => locale.left_to_right(words.reveal()),
                Row::Payer | Row::Plan | Row::Subscriber => words.reveal().clone(),
            };
            let remark = value.doubtful.then(|| t!(locale, "insurance-hard-to-read"));

            Words {
                value: shown,
                remark,
                tone: if value.doubtful { Tone::Attention } else { Tone::Plain },
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

fn line<'a>(state: &'a State, row: Row, core: &'a Core) -> Element<'a, Message> {
    let (look, locale) = (&core.look, &core.locale);
    let words = words(state, row, core);
    let mut extra: Vec<Element<'a, Message>> = Vec::new();
    extra.extend(
        words
            .remark
            .map(|remark| ui::text::styled(look, remark).color(look.palette.attention).into()),
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
        Some(_) => t!(locale, "insurance-change"),
        None => t!(locale, "insurance-add"),
    };

    ui::summary_row(
        look,
        row.id(),
        (row.label())(locale),
        words.value,
        Some((change, Message::ChangePressed(row))),
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
            Row::Payer | Row::Plan | Row::Group | Row::Subscriber => t!(locale, "insurance-line-hint"),
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
