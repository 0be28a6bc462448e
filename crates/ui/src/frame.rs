//! The frame of every step: where am I, help, one question and its control, back and on.

use crate::Element;
use crate::button::{self, Button, Kind};
use crate::described::Role;
use crate::icons::Icon;
use crate::layout::{column_with, gap, grow, row_with, wrap};
use crate::look::{Look, Size, Space};
use crate::notice::problem_summary;
use crate::page::{Aside, Page, Primary};
use crate::pager::{PagingLabels, pager};
use crate::progress::progress;
use crate::text::styled;
use iced::alignment::Vertical;
use iced::widget::{Column, Space as Gap, container};
use iced::{Background, Length, Padding};

/// What stands round every page.
pub struct Chrome<'a, M> {
    /// The number of this step, how many there are, "Step 3 of 7", and the step's name.
    pub step: Option<(usize, usize, String, String)>,
    /// "Help".
    pub help: (String, M),
    /// "Start over".
    pub start_over: Option<(String, M)>,
    /// The language of the screen, by its own name.
    pub language: Option<(String, M)>,
    /// "Back".
    pub back_label: String,
    /// Something to know on every page, such as that somebody is coming.
    pub banner: Option<Element<'a, M>>,
}

/// Puts the chrome round a page.
///
/// The ids are `step`, `start-over`, `language`, `help`, `question`, `hint`, `problem`, `back`, and
/// those of the asides and of the primary action.
pub fn frame<'a, M: Clone + 'a>(look: &Look, chrome: Chrome<'a, M>, page: Page<'a, M>) -> Element<'a, M> {
    frame_with_paging(look, chrome, page, &PagingLabels::default())
}

/// As [`frame`], with words on the buttons that turn a page too long for the window. Their ids are
/// `page-up` and `page-down`, and in landscape `page-up-end` and `page-down-end` beside them.
pub fn frame_with_paging<'a, M: Clone + 'a>(
    look: &Look,
    chrome: Chrome<'a, M>,
    page: Page<'a, M>,
    paging: &PagingLabels,
) -> Element<'a, M> {
    let ground = look.palette.ground;
    let ink = look.palette.ink;
    let content = if look.landscape() {
        landscape(look, chrome, page, paging)
    } else {
        portrait(look, chrome, page, paging)
    };

    container(content)
        .width(Length::Fill)
        .height(Length::Fill)
        .style(move |_theme| container::Style {
            background: Some(Background::Color(ground)),
            text_color: Some(ink),
            ..container::Style::default()
        })
        .into()
}

fn portrait<'a, M: Clone + 'a>(
    look: &Look,
    chrome: Chrome<'a, M>,
    page: Page<'a, M>,
    paging: &PagingLabels,
) -> Element<'a, M> {
    let Chrome {
        step,
        help,
        start_over,
        language,
        back_label,
        banner,
    } = chrome;
    let utilities = utilities(look, start_over, language, help);
    let step = step.map(|step| step_words(look, step));
    let key = page.question.clone();
    let question = question(look, page.question, page.hint, page.problem);
    let bottom = bottom_bar(look, back_label, page.back, page.primary);
    let asides = (!page.asides.is_empty()).then(|| pills(look, page.asides));

    let has_keypad = page.keypad.is_some();
    let mut fixed: Vec<Element<'a, M>> = Vec::new();
    let mut turned: Vec<Element<'a, M>> = Vec::new();
    let mut lower: Vec<Element<'a, M>> = Vec::new();

    if look.low_reach {
        fixed.extend(step);
        turned.extend(banner);
        turned.push(question);
        turned.extend(page.explanation);
        // What can be touched sinks to the bottom of the height that is left.
        turned.push(Gap::new().height(Length::Fill).into());
        turned.push(page.control);
        turned.extend(asides);
        lower.extend(page.keypad);
        lower.push(utilities);
        lower.push(bottom);
    } else {
        fixed.push(utilities);
        fixed.extend(step);
        turned.extend(banner);
        turned.push(question);
        turned.extend(page.explanation);
        if page.centered {
            turned.push(
                container(page.control)
                    .height(Length::Fill)
                    .align_y(Vertical::Center)
                    .into(),
            );
        } else {
            turned.push(page.control);
        }
        turned.extend(asides);
        lower.extend(page.keypad);
        lower.push(bottom);
    }

    let turned = pager(
        look,
        "",
        &key,
        paging,
        look.low_reach || page.centered,
        column_with(look, turned, Space::S40),
    );
    let lower = column_with(look, lower, if look.low_reach { Space::S24 } else { Space::S40 });
    let mut rows = Vec::new();
    if !fixed.is_empty() {
        rows.push(column_with(look, fixed, Space::S40));
        // A keypad needs the height more than the question needs air.
        rows.push(gap(
            look,
            if has_keypad || look.text_scale > 1.2 {
                Space::S40
            } else {
                Space::S64
            },
        ));
    }
    rows.push(turned);
    rows.push(gap(look, Space::S24));
    rows.push(lower);

    Column::with_children(rows)
        .width(Length::Fill)
        .height(Length::Fill)
        .padding(page_padding(look))
        .into()
}

fn landscape<'a, M: Clone + 'a>(
    look: &Look,
    chrome: Chrome<'a, M>,
    page: Page<'a, M>,
    paging: &PagingLabels,
) -> Element<'a, M> {
    let Chrome {
        step,
        help,
        start_over,
        language,
        back_label,
        banner,
    } = chrome;
    let utilities = utilities(look, start_over, language, help);
    let where_am_i: Element<'a, M> = match step {
        Some(step) => container(step_words(look, step)).max_width(look.px(620.0)).into(),
        None => Gap::new().width(Length::Fill).into(),
    };
    let asides = (!page.asides.is_empty()).then(|| pills(look, page.asides));
    let bottom = bottom_bar(look, back_label, page.back, page.primary);

    let mut start: Vec<Element<'a, M>> = Vec::new();
    let mut end: Vec<Element<'a, M>> = Vec::new();

    start.extend(banner);
    let key = page.question.clone();
    start.push(question(look, page.question, page.hint, page.problem));
    let explained = page.explanation.is_some();
    start.extend(page.explanation);
    // Ten keys in a row need a little more than half.
    let has_keypad = page.keypad.is_some();
    if let Some(keypad) = page.keypad {
        start.push(page.control);
        start.extend(asides);
        end.push(keypad);
    } else {
        end.push(page.control);
        // The ways aside stand where there is more room.
        if explained || look.low_reach {
            end.extend(asides);
        } else {
            start.extend(asides);
        }
    }

    let mut placed = end;
    if !has_keypad && (page.centered || look.low_reach) {
        placed.insert(0, Gap::new().height(Length::Fill).into());
    }
    if !has_keypad && page.centered && !look.low_reach {
        placed.push(Gap::new().height(Length::Fill).into());
    }
    let end = column_with(look, placed, Space::S24);
    let end = if has_keypad {
        container(end).align_y(if look.low_reach {
            Vertical::Bottom
        } else {
            Vertical::Top
        })
    } else {
        container(pager(look, "-end", &key, paging, look.low_reach || page.centered, end))
    };
    let start = container(pager(
        look,
        "",
        &key,
        paging,
        false,
        column_with(look, start, Space::S40),
    ))
    .width(Length::FillPortion(if has_keypad { 45 } else { 50 }))
    .height(Length::Fill);
    let end = end
        .width(Length::FillPortion(if has_keypad { 55 } else { 50 }))
        .height(Length::Fill);
    let middle = container(row_with(
        look,
        vec![start.into(), end.into()],
        Space::S64,
        Vertical::Top,
    ))
    .height(Length::Fill);

    let mut rows: Vec<Element<'a, M>> = Vec::new();
    if look.low_reach {
        rows.push(grow(look, where_am_i));
        rows.push(middle.into());
        rows.push(row_with(
            look,
            vec![utilities, container(bottom).width(Length::Fill).into()],
            Space::S24,
            Vertical::Center,
        ));
    } else {
        rows.push(row_with(
            look,
            vec![grow(look, where_am_i), container(utilities).width(Length::Fill).into()],
            Space::S40,
            Vertical::Center,
        ));
        rows.push(middle.into());
        rows.push(bottom);
    }

    Column::with_children(rows)
        .width(Length::Fill)
        .height(Length::Fill)
        .spacing(look.space(Space::S40))
        .padding(page_padding(look))
        .into()
}

fn page_padding(look: &Look) -> Padding {
    let bottom = if look.landscape() { 40.0 } else { 64.0 };

    Padding {
        top: look.space(Space::S40),
        right: look.margin(),
        bottom: look.px(bottom),
        left: look.margin(),
    }
}

fn utilities<'a, M: Clone + 'a>(
    look: &Look,
    start_over: Option<(String, M)>,
    language: Option<(String, M)>,
    (help, on_help): (String, M),
) -> Element<'a, M> {
    let start: Element<'a, M> = match start_over {
        Some((label, message)) => button::quiet(look, "start-over", label, Some(Icon::StartOver), Some(message)),
        None => Gap::new().into(),
    };
    let mut parts = vec![grow(look, start)];

    if let Some((label, message)) = language {
        parts.push(button::pill(look, "language", label, Some(Icon::Globe), Some(message)));
    }
    parts.push(button::pill(look, "help", help, Some(Icon::Help), Some(on_help)));

    row_with(look, parts, Space::S16, Vertical::Center)
}

fn step_words<'a, M: 'a>(look: &Look, (number, of, step, name): (usize, usize, String, String)) -> Element<'a, M> {
    let words = row_with(
        look,
        vec![
            styled(look, step.clone()).bold().undescribed().into(),
            styled(look, "·").muted().undescribed().into(),
            styled(look, name.clone()).muted().undescribed().into(),
        ],
        Space::S8,
        Vertical::Center,
    );

    progress(look, "step", number, of, &format!("{step}. {name}"), Some(words))
}

fn question<'a, M: 'a>(
    look: &Look,
    question: String,
    hint: Option<String>,
    problem: Option<crate::page::Problem>,
) -> Element<'a, M> {
    let mut words: Vec<Element<'a, M>> = vec![
        styled(look, question)
            .id("question")
            .size(Size::Headline60)
            .bold()
            .role(Role::Heading)
            .into(),
    ];
    words.extend(hint.map(|hint| styled(look, hint).id("hint").size(Size::Control36).muted().into()));
    let words = column_with(look, words, Space::S16);

    match problem {
        Some(problem) => column_with(look, vec![words, problem_summary(look, &problem)], Space::S24),
        None => words,
    }
}

fn pills<'a, M: Clone + 'a>(look: &Look, asides: Vec<Aside<M>>) -> Element<'a, M> {
    wrap(
        look,
        asides
            .into_iter()
            .map(|aside| button::pill(look, aside.id, aside.label, aside.icon, Some(aside.message)))
            .collect(),
    )
}

fn bottom_bar<'a, M: Clone + 'a>(
    look: &Look,
    back_label: String,
    back: Option<M>,
    primary: Option<Primary<M>>,
) -> Element<'a, M> {
    let mut parts: Vec<Element<'a, M>> = Vec::new();

    if let Some(message) = back {
        parts.push(
            Button::new(
                look,
                Kind::Secondary,
                "back",
                back_label,
                Some(Icon::Back),
                Some(message),
            )
            .width(look.px(300.0))
            .into(),
        );
    }
    match primary {
        Some(primary) => parts.push(button::primary(
            look,
            primary.id,
            primary.label,
            primary.icon,
            primary.message,
        )),
        None => parts.push(Gap::new().width(Length::Fill).height(look.px(128.0)).into()),
    }

    row_with(look, parts, Space::S24, Vertical::Center)
}
