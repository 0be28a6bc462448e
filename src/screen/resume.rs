//! Somebody comes back within ten minutes of a crash: do they want to go on where they stopped?
//!
//! Whoever came by a code or a scan says first when they were born; another date reveals nothing, and after three only
//! staff can take the session up. Ids: `field-month`, `field-day`, `field-year` (in the order of the language),
//! `resume-without`; then `resume-step`, `resume-again`, `primary`.

use iced::Length;
use iced::widget::container;
use registration::journey::Step;
use registration::person::{BirthDate, BirthDateError};
use ui::{Aside, Element, Field, Icon, Key, Page, Primary, Problem, Space};

use super::fields;
use super::find::birth::{Boxes, Part, Wrong};
use crate::core::{Core, TextSize};
use crate::draft::Draft;
use crate::staff::panel;
use crate::t;

/// What the screen remembers. No `Debug`: the draft is private.
pub struct State {
    draft: Box<Draft>,
    /// The session has ended in truth: there is nothing to ask, only to tell.
    ended: bool,
    place: Place,
    boxes: Boxes,
    /// The date was a birth date, but another one.
    missed: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Birth,
    Question,
}

/// What happened on it.
#[derive(Clone)]
pub enum Message {
    /// A box of the birth date was touched.
    BoxTouched(Part),
    /// A key of the number pad.
    BirthKey(Key),
    /// The person wants to go on.
    Confirmed,
    /// "Go on without the date".
    WithoutPressed,
    /// "Start again".
    AgainPressed,
}

/// What it tells the app.
pub enum Action {
    /// Nothing.
    None,
    /// The birth date was another: it is counted, also across a restart.
    Missed(Box<Draft>),
    /// Go on where they stopped.
    GoOn(Box<Draft>),
    /// Begin anew; what was begun is wiped.
    Again(Box<Draft>),
    /// Begin anew; what was begun is left for whoever it belongs to.
    Without,
}

impl State {
    /// The screen as it opens. `typed` says whether they have typed their birth date already.
    pub fn new(draft: Box<Draft>, ended: bool, typed: bool, core: &Core) -> Self {
        Self {
            draft,
            ended,
            place: if typed { Place::Question } else { Place::Birth },
            boxes: Boxes::new(core.language()),
            missed: false,
        }
    }

    /// Where there is nothing to ask: go on at once.
    pub fn asks(&self) -> bool {
        !(self.ended && self.place == Place::Question)
    }

    /// Whether it is settled that they are the one who began: then they are asked.
    pub fn is_known(&self) -> bool {
        self.place == Place::Question
    }

    /// Decides what a message means.
    pub fn update(&mut self, message: Message, core: &Core) -> Action {
        match (message, self.place) {
            (Message::BoxTouched(part), Place::Birth) => self.boxes.touch(part),
            (Message::BirthKey(key), Place::Birth) => {
                self.boxes.press(key, core.language());
                self.missed = false;
            }
            (Message::Confirmed, Place::Birth) => return self.confirm_birth(core),
            (Message::Confirmed, Place::Question) => return Action::GoOn(self.draft.clone()),
            (Message::AgainPressed, Place::Question) => return Action::Again(self.draft.clone()),
            (Message::WithoutPressed, Place::Birth) => return Action::Without,
            _ => {}
        }

        Action::None
    }

    /// A key of a real keyboard.
    pub fn typed(&mut self, key: Key, core: &Core) -> Action {
        match key {
            Key::Done if self.place == Place::Birth => self.update(Message::Confirmed, core),
            key => self.update(Message::BirthKey(key), core),
        }
    }

    /// What is shown.
    pub fn view<'a>(&'a self, core: &'a Core) -> Page<'a, Message> {
        match self.place {
            Place::Birth => self.birth(core),
            Place::Question => question(self.draft.step, core),
        }
    }

    fn confirm_birth(&mut self, core: &Core) -> Action {
        let Ok(typed) = self.boxes.read(core.today(), core.language()) else {
            return Action::None;
        };
        if self.born() == Some(typed) {
            self.place = Place::Question;
            return if self.ended {
                Action::GoOn(self.draft.clone())
            } else {
                Action::None
            };
        }
        self.missed = true;
        self.boxes = Boxes::new(core.language());
        self.draft.misses = self.draft.misses.saturating_add(1);

        Action::Missed(self.draft.clone())
    }

    fn born(&self) -> Option<BirthDate> {
        self.draft.session.person.as_ref().map(|person| person.birth_date)
    }

    fn birth<'a>(&'a self, core: &'a Core) -> Page<'a, Message> {
        let locale = &core.locale;
        let problem = match self.boxes.wrong {
            Some(Wrong::Incomplete) => Some(t!(locale, "find-birth-incomplete")),
            Some(Wrong::Date(BirthDateError::NoSuchDay)) => Some(t!(locale, "find-birth-no-such-day")),
            Some(Wrong::Date(BirthDateError::InTheFuture)) => Some(t!(locale, "find-birth-future")),
            Some(Wrong::Date(BirthDateError::TooLongAgo)) => Some(t!(locale, "find-birth-long-ago")),
            None => self.missed.then(|| t!(locale, "resume-birth-other")),
        };
        let boxes = Part::order(core.language())
            .into_iter()
            .map(|part| self.part_box(core, part))
            .collect();
        let boxes = ui::layout::row_with(&core.look, boxes, Space::S24, iced::alignment::Vertical::Top);
        let keypad = ui::number_pad(&core.look, &fields::number_labels(core), Message::BirthKey);
        let mut page = Page::new(t!(locale, "resume-birth-title"), boxes).keypad(keypad);
        // The largest text leaves room for one of them: what is wrong says again what the hint said.
        if problem.is_none() || core.comfort.text != TextSize::Largest {
            page = page.hint(t!(locale, "find-birth-hint"));
        }

        page.problem(problem.map(|text| Problem::new(String::new(), text)))
            .aside(Aside::new(
                "resume-without",
                t!(locale, "resume-without"),
                Message::WithoutPressed,
            ))
            .primary(Primary::new(
                "primary",
                t!(locale, "fields-continue"),
                Some(Message::Confirmed),
            ))
    }

    fn part_box<'a>(&'a self, core: &'a Core, part: Part) -> Element<'a, Message> {
        let (label, width) = match part {
            Part::Day => (t!(core.locale, "find-day"), 2),
            Part::Month => (t!(core.locale, "find-month"), 2),
            Part::Year => (t!(core.locale, "find-year"), 3),
        };
        let placeholder = if part == Part::Year { "____" } else { "__" };
        let field = Field::new(&core.look, part.id(), label, self.boxes.value(part))
            .placeholder(placeholder)
            .focused(self.boxes.focus(core.language()) == part)
            .on_press(Message::BoxTouched(part));

        container(Element::from(field)).width(Length::FillPortion(width)).into()
    }
}

fn question(step: Step, core: &Core) -> Page<'_, Message> {
    let (look, locale) = (&core.look, &core.locale);
    let stopped = ui::plain_row(
        look,
        "resume-step",
        t!(locale, "resume-step"),
        panel::step_name(locale, step),
        None,
    );

    Page::new(t!(locale, "resume-title"), ui::summary_card(look, vec![stopped]))
        .hint(t!(locale, "resume-hint"))
        .aside(Aside::new("resume-again", t!(locale, "resume-again"), Message::AgainPressed).icon(Icon::StartOver))
        .primary(Primary::new(
            "primary",
            t!(locale, "resume-go-on"),
            Some(Message::Confirmed),
        ))
}
