//! What the step "find" shows.

use iced::Length;
use iced::widget::container;
use registration::person::BirthDateError;
use ui::{Aside, Element, Field, Icon, Page, Primary, Problem, Space, Tone};

use super::birth::{Part, Wrong};
use super::{Message, Patience, Place, Search, State, Told};
use crate::core::{Core, TextSize};
use crate::screen::consent::room::Around;
use crate::screen::fields;
use crate::screen::insurance::fitted;
use crate::t;

pub(super) fn page<'a>(state: &'a State, core: &'a Core) -> Page<'a, Message> {
    if let Search::Asked(patience @ (Patience::Waiting | Patience::Long)) = state.search {
        return waiting(core, patience);
    }
    let page = match state.place {
        Place::Birth => birth(state, core),
        Place::Name => name(state, core),
        Place::Code => code(state, core),
        Place::Scan => scan(state, core),
        Place::OtherWays => other_ways(core),
        Place::Unanswered => unanswered(core),
    };

    if state.sent_away {
        page
    } else {
        page.back(Message::BackPressed)
    }
}

/// What a page has to say under its question. What was held up or not is nobody's mistake: it is told without alarm.
fn said(wrong: Option<String>, told: Option<String>) -> Option<Problem> {
    wrong
        .map(|words| Problem::new(String::new(), words))
        .or_else(|| told.map(|words| Problem::new(String::new(), words).calm()))
}

/// What is said about something that was held up and led nowhere, and what to do instead.
fn words_for(told: Told, core: &Core) -> String {
    match told {
        Told::HealthCard => t!(core.locale, "find-told-health-card"),
        Told::Unreadable => t!(core.locale, "find-told-unreadable"),
        Told::NoBirthDate => t!(core.locale, "find-told-no-birth-date"),
    }
}

fn go_on<'a>(state: &State, core: &Core, page: Page<'a, Message>) -> Page<'a, Message> {
    let words = match state.place {
        Place::Name if !state.new => t!(core.locale, "find-look"),
        Place::Code => t!(core.locale, "find-look"),
        _ => t!(core.locale, "fields-continue"),
    };
    let idle = state.search == Search::Idle;

    page.primary(Primary::new("primary", words, idle.then_some(Message::Confirmed)))
}

fn birth<'a>(state: &'a State, core: &'a Core) -> Page<'a, Message> {
    let locale = &core.locale;
    let told = state.told.map(|told| words_for(told, core));
    let wrong = state.boxes.wrong.map(|wrong| match wrong {
        Wrong::Incomplete => t!(locale, "find-birth-incomplete"),
        Wrong::Date(BirthDateError::NoSuchDay) => t!(locale, "find-birth-no-such-day"),
        Wrong::Date(BirthDateError::InTheFuture) => t!(locale, "find-birth-future"),
        Wrong::Date(BirthDateError::TooLongAgo) => t!(locale, "find-birth-long-ago"),
    });
    let problem = said(wrong, told);
    let boxes = Part::order(core.language())
        .into_iter()
        .map(|part| part_box(state, core, part))
        .collect();
    let boxes = ui::layout::row_with(&core.look, boxes, Space::S24, iced::alignment::Vertical::Top);
    let keypad = ui::number_pad(&core.look, &fields::number_labels(core), Message::BirthKey);
    let mut page = Page::new(birth_question(state, core), boxes).keypad(keypad);
    let wrong = problem.is_some();
    // The largest text leaves room for one of them: what is wrong says again what the hint said.
    if !wrong && core.comfort.text != TextSize::Largest {
        page = page.hint(t!(locale, "find-birth-hint"));
    }
    if !(wrong && core.comfort.text == TextSize::Largest) {
        page = asides(state, core, page);
    }

    go_on(state, core, page.problem(problem))
}

fn birth_question(state: &State, core: &Core) -> String {
    if state.new {
        t!(core.locale, "find-birth-title-new")
    } else {
        t!(core.locale, "find-birth-title")
    }
}

fn part_box<'a>(state: &'a State, core: &'a Core, part: Part) -> Element<'a, Message> {
    let (label, width) = match part {
        Part::Day => (t!(core.locale, "find-day"), 2),
        Part::Month => (t!(core.locale, "find-month"), 2),
        Part::Year => (t!(core.locale, "find-year"), 3),
    };
    let placeholder = if part == Part::Year { "____" } else { "__" };
    let field = Field::new(&core.look, part.id(), label, state.boxes.value(part))
        .placeholder(placeholder)
        .focused(state.boxes.focus(core.language()) == part)
        .on_press(Message::BoxTouched(part));

    container(Element::from(field)).width(Length::FillPortion(width)).into()
}

fn asides<'a>(state: &State, core: &Core, page: Page<'a, Message>) -> Page<'a, Message> {
    if state.new {
        return page;
    }
    // What is said about something that was held up leaves room for one way aside.
    if core.comfort.text != TextSize::Usual || state.told.is_some() {
        return page.aside(Aside::new(
            "find-other",
            t!(core.locale, "find-other"),
            Message::OtherWaysWanted,
        ));
    }

    ways(core)
        .into_iter()
        .fold(page, |page, (id, label, _, icon, message)| {
            page.aside(Aside::new(id, label, message).icon(icon))
        })
}

/// The other ways to be found: id, short words, more words, icon.
fn ways(core: &Core) -> Vec<(&'static str, String, String, Icon, Message)> {
    let locale = &core.locale;
    let mut ways = vec![(
        "find-code",
        t!(locale, "find-code"),
        t!(locale, "find-code-detail"),
        Icon::Keyboard,
        Message::CodeWanted,
    )];
    if core.services.camera.is_some() {
        ways.push((
            "find-scan",
            t!(locale, "find-scan"),
            t!(locale, "find-scan-detail"),
            Icon::Scan,
            Message::ScanWanted,
        ));
    }
    ways.push((
        "find-new",
        t!(locale, "find-new"),
        t!(locale, "find-new-detail"),
        Icon::NewPerson,
        Message::NewWanted,
    ));

    ways
}

fn other_ways<'a>(core: &'a Core) -> Page<'a, Message> {
    let buttons = ways(core)
        .into_iter()
        .map(|(id, label, _, icon, message)| ui::button::secondary(&core.look, id, label, Some(icon), Some(message)))
        .collect();

    Page::new(t!(core.locale, "find-other-title"), ui::column(&core.look, buttons))
}

fn name<'a>(state: &'a State, core: &'a Core) -> Page<'a, Message> {
    let locale = &core.locale;
    let problem = state.missed.then(|| {
        let mut boxes = state.boxes.clone();
        let born = boxes.read(core.today(), core.language());
        match born {
            Ok(born) => t!(locale, "find-miss-name", born = locale.date(born.date())),
            Err(_) => t!(locale, "find-miss"),
        }
    });
    let problem = said(problem, state.told.map(|told| words_for(told, core)));
    let missed = problem.is_some();
    let roomy = core.comfort.text == TextSize::Usual;
    let hint = (!missed && roomy && !state.one_name).then(|| t!(locale, "find-name-hint"));
    let aside = !missed || (roomy && !core.look.landscape());
    let mut page = state
        .name
        .page_below(
            core,
            t!(locale, "find-name-title"),
            hint,
            usize::from(aside),
            problem.as_ref().map(|problem| problem.text.clone()),
            Message::Name,
        )
        .problem(problem);
    if aside {
        let words = if state.one_name {
            t!(locale, "find-two-names")
        } else {
            t!(locale, "find-one-name")
        };
        page = page.aside(Aside::new("find-one-name", words, Message::OneNamePressed));
    }

    go_on(state, core, page)
}

fn code<'a>(state: &'a State, core: &'a Core) -> Page<'a, Message> {
    let locale = &core.locale;
    let problem = state.missed.then(|| t!(locale, "find-miss-code"));
    let problem = said(problem, state.told.map(|told| words_for(told, core)));
    let hint = problem.is_none().then(|| t!(locale, "find-code-hint"));
    let aside = core.services.camera.is_some() && problem.is_none();
    let mut page = state
        .code
        .page_below(
            core,
            t!(locale, "find-code-title"),
            hint,
            usize::from(aside),
            problem.as_ref().map(|problem| problem.text.clone()),
            Message::Code,
        )
        .problem(problem);
    if aside {
        page = page.aside(Aside::new("find-scan", t!(locale, "find-scan"), Message::ScanWanted).icon(Icon::Scan));
    }

    go_on(state, core, page)
}

fn scan<'a>(state: &'a State, core: &'a Core) -> Page<'a, Message> {
    let locale = &core.locale;
    let (tone, words) = if state.camera_gone {
        (Tone::Attention, t!(locale, "find-scan-gone"))
    } else if state.camera_waits {
        (Tone::Attention, t!(locale, "find-scan-nothing"))
    } else {
        (Tone::Plain, t!(locale, "find-scan-hold"))
    };
    let question = t!(locale, "find-scan-title");
    let hint = (core.comfort.text != TextSize::Largest).then(|| t!(locale, "find-scan-hint"));
    let asides = [t!(locale, "find-scan-type")];
    let around = Around {
        question: &question,
        hint: hint.as_deref(),
        asides: &asides,
        primary: "",
        ..Around::default()
    };
    let look = fitted(&core.look, &around, &words);
    let camera = ui::camera_view(&look, "camera", state.preview.clone(), None, tone, words);
    let page = Page::new(question, camera)
        .aside(Aside::new("find-code", t!(locale, "find-scan-type"), Message::CodeWanted).icon(Icon::Keyboard));

    match hint {
        Some(hint) => page.hint(hint),
        None => page,
    }
}

fn waiting<'a>(core: &'a Core, patience: Patience) -> Page<'a, Message> {
    let locale = &core.locale;
    let words = match patience {
        Patience::Long => t!(locale, "find-waiting-long"),
        Patience::Short | Patience::Waiting => t!(locale, "find-waiting"),
    };
    let page = Page::new(t!(locale, "find-waiting-title"), ui::waiting(&core.look, words)).back(Message::BackPressed);

    if patience == Patience::Long {
        page.aside(Aside::new(
            "find-without",
            t!(locale, "find-without"),
            Message::WithoutPressed,
        ))
    } else {
        page
    }
}

fn unanswered<'a>(core: &'a Core) -> Page<'a, Message> {
    let locale = &core.locale;
    let words = ui::notice(&core.look, Tone::Attention, Icon::Info, t!(locale, "find-away-body"));

    Page::new(t!(locale, "find-away-title"), words)
        .aside(Aside::new("find-again", t!(locale, "find-again"), Message::AgainPressed).icon(Icon::StartOver))
        .primary(Primary::new(
            "primary",
            t!(locale, "find-without"),
            Some(Message::Confirmed),
        ))
}
