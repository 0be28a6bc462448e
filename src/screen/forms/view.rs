//! What the step "forms" shows.

use iced::Length;
use iced::widget::container;
use registration::form::{self, Question, QuestionKind};
use ui::button::{Button, Kind};
use ui::{Aside, Choice, Element, Field, Icon, Look, Page, Primary, Problem, Size, Space};

use super::draft::{Draft, Wrong, scale};
use super::{Message, State};
use crate::core::Core;
use crate::screen::consent::paging::paginate;
use crate::screen::consent::room::{self, Around, measure};
use crate::screen::fields;
use crate::screen::find::birth::{Boxes, Part};
use crate::t;

/// A question higher than this part of the screen is too long for a headline.
const HEADLINE: f32 = 0.24;

/// How many numbers of a scale stand beside each other.
const NUMBERS_A_ROW: usize = 6;

pub(super) fn page<'a>(state: &'a State, core: &'a Core) -> Page<'a, Message> {
    let (look, locale) = (&core.look, &core.locale);
    let Some(question) = state.current(core) else {
        return Page::new(t!(locale, "forms-none"), ui::column(look, Vec::new()))
            .back(Message::BackPressed)
            .primary(Primary::new(
                "primary",
                t!(locale, "forms-continue"),
                Some(Message::Confirmed),
            ));
    };
    let head = head(state, question, core);
    let control = control(state, question, core);
    let display = matches!(question.kind, QuestionKind::Display);
    let ready = display || !state.draft.is_empty();
    let mut page = Page::new(head.headline, control)
        .problem(
            state
                .wrong
                .map(|wrong| Problem::new(String::new(), problem(wrong, core))),
        )
        .back(Message::BackPressed)
        .primary(Primary::new(
            "primary",
            t!(locale, "forms-continue"),
            ready.then_some(Message::Confirmed),
        ));
    if let Some(hint) = head.hint {
        page = page.hint(hint);
    }
    if let Some(words) = head.words {
        page = page.explanation(ui::text::styled(look, words).size(Size::Control36).bold());
    }
    if !display && parts(state, core) > 1 {
        page = page.aside(Aside::new("forms-more", t!(locale, "forms-more"), Message::MorePressed).icon(Icon::Down));
    }
    if !question.required && !display {
        let label = skip_label(question, core);
        page = page.aside(Aside::new("forms-skip", label, Message::Skipped));
    }

    match &state.draft {
        Draft::Text(form) => page.keypad(form.keypad(core, Message::Form)),
        Draft::Number(_) | Draft::Date(_) => {
            page.keypad(ui::number_pad(look, &fields::number_labels(core), Message::KeyPressed))
        }
        Draft::None | Draft::Chosen(_) => page,
    }
}

/// How many pages the answers, or the text to read, take.
pub(super) fn parts(state: &State, core: &Core) -> usize {
    let Some(question) = state.current(core) else {
        return 1;
    };

    match &question.kind {
        QuestionKind::Display => display_parts(state, question, core).len(),
        QuestionKind::Choice(choices) => chunks(state, question, choices, core).len(),
        _ => 1,
    }
}

/// What stands over the control.
struct Head {
    headline: String,
    hint: Option<String>,
    /// The question, where it is too long for a headline.
    words: Option<String>,
}

fn head(state: &State, question: &Question, core: &Core) -> Head {
    let (look, locale) = (&core.look, &core.locale);
    let language = core.language();
    let asked = question.text.get(language).trim().to_owned();
    let title = core
        .session
        .dossier
        .forms
        .get(state.form)
        .map(|form| form.title.get(language).trim().to_owned())
        .filter(|title| !title.is_empty())
        .unwrap_or_else(|| t!(locale, "forms-title"));
    let hint = state
        .progress(core)
        .map(|(number, of)| t!(locale, "forms-progress", number = number, of = of));
    // Beside a keypad the largest text leaves no room for it.
    let typed = matches!(state.draft, Draft::Text(_) | Draft::Number(_) | Draft::Date(_));
    let hint = hint.filter(|_| !(typed && look.landscape() && room::tight(look)));
    let high = measure(look, &asked, Size::Headline60, true, room::width(look)).height;
    let long = high > look.canvas.height * HEADLINE;

    if matches!(question.kind, QuestionKind::Display) {
        Head {
            headline: title,
            hint,
            words: None,
        }
    } else if long {
        Head {
            headline: title,
            hint,
            words: Some(asked),
        }
    } else {
        Head {
            headline: asked,
            hint,
            words: None,
        }
    }
}

/// The height that is left for answers.
fn room(state: &State, question: &Question, core: &Core) -> f32 {
    let look = &core.look;
    let head = head(state, question, core);
    let pills = [t!(core.locale, "forms-more"), skip_label(question, core)];
    let words = head.words.as_deref().map_or(0.0, |words| {
        measure(look, words, Size::Control36, true, room::width(look)).height
    });
    let around = Around {
        question: if look.landscape() { "" } else { &head.headline },
        hint: if look.landscape() { None } else { head.hint.as_deref() },
        problem: None,
        asides: &pills,
        primary: &t!(core.locale, "forms-continue"),
        control: if look.landscape() { 0.0 } else { words },
    };
    // In landscape the pills stand under the answers.
    let pills = if look.landscape() {
        look.px(96.0) + look.space(Space::S24)
    } else {
        0.0
    };

    room::height(look, &around) - pills
}

fn control<'a>(state: &'a State, question: &'a Question, core: &'a Core) -> Element<'a, Message> {
    let look = &core.look;
    match (&question.kind, &state.draft) {
        (QuestionKind::Display, _) => {
            let parts = display_parts(state, question, core);
            let shown = parts
                .get(state.part.min(parts.len().saturating_sub(1)))
                .cloned()
                .unwrap_or_default();
            let words = shown
                .into_iter()
                .map(|words| ui::text::styled(look, words).size(Size::Control36).into());

            ui::card(look, ui::column(look, words.collect()))
        }
        (QuestionKind::Boolean, Draft::Chosen(chosen)) => ui::choice_list(
            look,
            "choice",
            [
                (true, "yes", t!(core.locale, "forms-yes")),
                (false, "no", t!(core.locale, "forms-no")),
            ]
            .into_iter()
            .map(|(yes, id, label)| {
                let answer = form::Answer::Boolean(yes);
                Choice::new(id, label, chosen.as_ref() == Some(&answer), Message::Chosen(answer))
            })
            .collect(),
        ),
        (QuestionKind::Choice(choices), Draft::Chosen(chosen)) => {
            let chunks = chunks(state, question, choices, core);
            let shown = chunks
                .get(state.part.min(chunks.len().saturating_sub(1)))
                .cloned()
                .unwrap_or_default();

            ui::choice_list(
                look,
                "choice",
                shown
                    .into_iter()
                    .map(|choice| one_choice(choice, chosen.as_ref(), core))
                    .collect(),
            )
        }
        (QuestionKind::Integer { min, max }, Draft::Chosen(chosen)) => match scale(*min, *max) {
            Some(numbers) => numbers_row(look, numbers, chosen.as_ref()),
            None => ui::column(look, Vec::new()),
        },
        (QuestionKind::Integer { .. }, Draft::Number(entry)) => {
            Field::new(look, "field-answer", t!(core.locale, "forms-answer"), entry)
                .focused(true)
                .into()
        }
        (QuestionKind::Date, Draft::Date(boxes)) => date(boxes, core),
        (_, Draft::Text(form)) => form.control(core, f32::INFINITY, Message::Form),
        _ => ui::column(look, Vec::new()),
    }
}

fn one_choice(choice: &form::Choice, chosen: Option<&form::Answer>, core: &Core) -> Choice<Message> {
    let answer = form::Answer::Choice(choice.code.clone());
    let selected = chosen == Some(&answer);

    Choice::new(
        choice.code.clone(),
        choice_words(choice, core),
        selected,
        Message::Chosen(answer),
    )
}

fn choice_words(choice: &form::Choice, core: &Core) -> String {
    let words = choice.display.get(core.language()).trim();

    if words.is_empty() {
        choice.code.clone()
    } else {
        words.to_owned()
    }
}

/// Answers that fit on one page together.
fn chunks<'a>(
    state: &State,
    question: &Question,
    choices: &'a [form::Choice],
    core: &Core,
) -> Vec<Vec<&'a form::Choice>> {
    let look = &core.look;
    let room = room(state, question, core);
    let inside = room::width(look) - look.px(64.0 + 48.0) - look.space(Space::S24);
    let mut chunks: Vec<Vec<&form::Choice>> = vec![Vec::new()];
    let mut used = 0.0;
    for choice in choices {
        let words = measure(look, &choice_words(choice, core), Size::Control36, true, inside).height;
        let height = (words + look.px(40.0)).max(look.px(116.0)) + look.space(Space::S16);
        if used > 0.0 && used + height > room {
            chunks.push(Vec::new());
            used = 0.0;
        }
        used += height;
        if let Some(chunk) = chunks.last_mut() {
            chunk.push(choice);
        }
    }

    chunks
}

fn display_parts(state: &State, question: &Question, core: &Core) -> Vec<Vec<String>> {
    let look = &core.look;
    let text = question.text.get(core.language());
    let paragraphs: Vec<String> = text
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .map(str::to_owned)
        .collect();
    let inside = room::width(look) - 2.0 * look.space(Space::S40);
    let height = room(state, question, core) - 2.0 * look.space(Space::S40);

    paginate(
        &paragraphs,
        |words| measure(look, words, Size::Control36, false, inside).height,
        look.space(Space::S24),
        height,
    )
}

/// Every number of a small scale, as large as fits.
fn numbers_row<'a>(
    look: &Look,
    numbers: std::ops::RangeInclusive<i64>,
    chosen: Option<&form::Answer>,
) -> Element<'a, Message> {
    let gap = look.space(Space::S16);
    let beside = NUMBERS_A_ROW as f32;
    let side = ((room::width(look) - gap * (beside - 1.0)) / beside).floor();
    let buttons = numbers.map(|number| {
        let answer = form::Answer::Integer(number);
        let selected = chosen == Some(&answer);

        Button::new(
            look,
            Kind::Key,
            format!("choice-{number}"),
            number.to_string(),
            None,
            Some(Message::Chosen(answer)),
        )
        .width(side)
        .height(side.min(look.px(140.0)))
        .text(Size::Lead44)
        .selected(selected)
        .into()
    });

    ui::wrap(look, buttons.collect())
}

fn date<'a>(boxes: &Boxes, core: &'a Core) -> Element<'a, Message> {
    let locale = &core.locale;
    let parts = Part::order(core.language()).into_iter().map(|part| {
        let (label, portion) = match part {
            Part::Day => (t!(locale, "forms-day"), 2),
            Part::Month => (t!(locale, "forms-month"), 2),
            Part::Year => (t!(locale, "forms-year"), 3),
        };
        let placeholder = if part == Part::Year { "____" } else { "__" };
        let field = Field::new(&core.look, part.id(), label, boxes.value(part))
            .placeholder(placeholder)
            .focused(boxes.focus(core.language()) == part)
            .on_press(Message::BoxTouched(part));

        container(Element::from(field))
            .width(Length::FillPortion(portion))
            .into()
    });

    ui::layout::row_with(&core.look, parts.collect(), Space::S24, iced::alignment::Vertical::Top)
}

fn skip_label(question: &Question, core: &Core) -> String {
    match question.kind {
        QuestionKind::Date => t!(core.locale, "forms-dont-know"),
        _ => t!(core.locale, "forms-skip"),
    }
}

fn problem(wrong: Wrong, core: &Core) -> String {
    let locale = &core.locale;
    match wrong {
        Wrong::Missing => t!(locale, "forms-missing"),
        Wrong::TooSmall(least) => t!(locale, "forms-too-small", least = least.to_string()),
        Wrong::TooGreat(most) => t!(locale, "forms-too-great", most = most.to_string()),
        Wrong::NoNumber => t!(locale, "forms-no-number"),
        Wrong::Incomplete => t!(locale, "forms-date-incomplete"),
        Wrong::NoSuchDay => t!(locale, "forms-no-such-day"),
    }
}
