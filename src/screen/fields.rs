//! A few lines to type into, one of which has the focus, with the keyboard that fits it.
//!
//! Screens that ask for text hold a [`Form`]. Every line has the id `field-<name>`. Labels and problems are functions
//! of the language, so that they change with it while the page is open.

pub mod contact;
mod line;
pub mod phone;
pub mod room;

use registration::private::Text;
use ui::{Element, Field, Key, KeyboardLabels, KeyboardState, Layout, NumberPadLabels, Page, Problem};

use crate::core::Core;
use crate::locale::Locale;
use crate::t;
use room::Room;

pub use line::{Keys, Line};

/// Words in the language of the screen.
pub type Words = fn(&Locale) -> String;

/// What happened on a form.
#[derive(Clone)]
pub enum Message {
    /// A line was touched.
    Focused(usize),
    /// A key was pressed.
    Pressed(Key),
}

/// What a message means for the screen that holds the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reply {
    /// The form goes on.
    Stay,
    /// "Enter" on the last line: the same as the primary button.
    Finished,
}

/// Lines to type into. It has no `Debug`: what it holds may be private.
#[derive(Clone)]
pub struct Form {
    lines: Vec<Line>,
    focus: usize,
    keyboard: KeyboardState,
    /// The language whose letters the keyboard shows: it may change while the page is open.
    language: &'static str,
}

impl Form {
    /// A form with the focus on its first empty line.
    pub fn new(lines: Vec<Line>, locale: &Locale) -> Self {
        let focus = lines.iter().position(|line| line.entry.is_empty()).unwrap_or_default();
        let mut form = Self {
            lines,
            focus: 0,
            keyboard: KeyboardState::default(),
            language: locale.language.tag,
        };
        form.focus_on(focus, locale);

        form
    }

    /// What stands in a line, without spaces at its ends.
    pub fn value(&self, name: &str) -> &str {
        self.line(name).map_or("", |line| line.entry.trimmed())
    }

    /// What stands in a line as private words; none where it is empty.
    pub fn text(&self, name: &str) -> Option<Text> {
        Text::trimmed(self.value(name))
    }

    /// Puts words into a line.
    pub fn set(&mut self, name: &str, value: &str) {
        if let Some(line) = self.lines.iter_mut().find(|line| line.name == name) {
            line.entry.set(value);
            line.forgive();
        }
    }

    /// Says what is wrong with a line and puts the focus there.
    pub fn refuse(&mut self, name: &str, problem: Words, locale: &Locale) {
        if let Some(place) = self.place(name) {
            self.focus_on(place, locale);
            if let Some(line) = self.lines.get_mut(place) {
                line.problem = Some(problem);
            }
        }
    }

    /// Whether every line that must be filled is. If not, the focus goes to the first that is empty; one that the
    /// person has been to before says so. A line that is only expected is shown once.
    pub fn complete(&mut self, locale: &Locale) -> bool {
        let wanting =
            |line: &Line| line.entry.trimmed().is_empty() && (line.required || (line.expected && !line.visited));
        let Some(place) = self.lines.iter().position(wanting) else {
            return true;
        };
        let seen = self.lines.get(place).is_some_and(|line| line.visited);
        self.focus_on(place, locale);
        if let Some(line) = self.lines.get_mut(place) {
            line.empty = seen;
        }

        false
    }

    /// Whether a line has a problem.
    pub fn refuses(&self, name: &str) -> bool {
        self.line(name).is_some_and(Line::is_refused)
    }

    /// Whether any line has a problem.
    pub fn refused(&self) -> bool {
        self.lines.iter().any(Line::is_refused)
    }

    /// The name of the line that has the focus.
    pub fn focused(&self) -> &'static str {
        self.lines.get(self.focus).map_or("", |line| line.name)
    }

    /// Decides what a message means.
    pub fn update(&mut self, message: Message, locale: &Locale) -> Reply {
        match message {
            Message::Focused(place) => {
                self.focus_on(place, locale);
                Reply::Stay
            }
            Message::Pressed(key) => self.press(key, locale),
        }
    }

    /// A key, of the screen or of a real keyboard.
    pub fn press(&mut self, key: Key, locale: &Locale) -> Reply {
        if key == Key::Done {
            if self.focus + 1 >= self.lines.len() {
                return Reply::Finished;
            }
            self.focus_on(self.focus + 1, locale);
            return Reply::Stay;
        }
        self.keyboard = self.keyboard_in(locale);
        self.language = locale.language.tag;
        self.keyboard.press(key);
        let Some(line) = self.lines.get_mut(self.focus) else {
            return Reply::Stay;
        };
        if line.press(key) {
            line.forgive();
            line.after(&mut self.keyboard);
        }

        Reply::Stay
    }

    /// The page with the form: question, lines and keyboard. Where large text leaves no room for every line, those
    /// around the focus are shown. `pills` is how many rows of asides the page will get.
    pub fn page<'a, M: Clone + 'a>(
        &'a self,
        core: &'a Core,
        question: String,
        hint: Option<String>,
        pills: usize,
        message: impl Fn(Message) -> M + Copy + 'a,
    ) -> Page<'a, M> {
        self.page_below(core, question, hint, pills, None, message)
    }

    /// The same page with what has to be put right over the lines.
    pub fn page_below<'a, M: Clone + 'a>(
        &'a self,
        core: &'a Core,
        question: String,
        hint: Option<String>,
        pills: usize,
        problem: Option<String>,
        message: impl Fn(Message) -> M + Copy + 'a,
    ) -> Page<'a, M> {
        let room = Room::new(&core.look)
            .question(&question, hint.as_deref())
            .problem(problem.as_deref())
            .pills(pills)
            .keypad(self.keypad_height(core));
        let control = self.control(core, room.left(), message);
        let page = Page::new(question, control)
            .keypad(self.keypad(core, message))
            .problem(problem.map(|text| Problem::new(String::new(), text)));

        match hint {
            Some(hint) => page.hint(hint),
            None => page,
        }
    }

    /// The lines, as many as fit into a height.
    pub fn control<'a, M: Clone + 'a>(
        &'a self,
        core: &'a Core,
        height: f32,
        message: impl Fn(Message) -> M + Copy + 'a,
    ) -> Element<'a, M> {
        let shown = self.shown(core, height);
        let rows = shown.into_iter().map(|row| self.row(core, &row, message)).collect();

        ui::column(&core.look, rows)
    }

    /// The keyboard or number pad for the line with the focus.
    pub fn keypad<'a, M: Clone + 'a>(&self, core: &Core, message: impl Fn(Message) -> M + Copy + 'a) -> Element<'a, M> {
        let pressed = move |key| message(Message::Pressed(key));
        if self.numbers() {
            ui::number_pad(&core.look, &number_labels(core), pressed)
        } else {
            let mut labels = keyboard_labels(core);
            if self.lines.get(self.focus).is_some_and(|line| line.keys == Keys::Code) {
                labels.letters = Layout::Latin;
            }
            ui::keyboard(&core.look, &self.keyboard_in(&core.locale), &labels, pressed)
        }
    }

    fn numbers(&self) -> bool {
        self.lines.get(self.focus).is_some_and(|line| line.keys.numbers())
    }

    fn keypad_height(&self, core: &Core) -> f32 {
        if self.numbers() {
            room::number_pad_height(&core.look)
        } else {
            room::keyboard_height(&core.look)
        }
    }

    fn row<'a, M: Clone + 'a>(
        &'a self,
        core: &'a Core,
        places: &[usize],
        message: impl Fn(Message) -> M + Copy + 'a,
    ) -> Element<'a, M> {
        let mut fields: Vec<Element<'a, M>> = places
            .iter()
            .filter_map(|place| {
                let line = self.lines.get(*place)?;
                let label = if line.marked {
                    t!(core.locale, "fields-optional", field = (line.label)(&core.locale))
                } else {
                    (line.label)(&core.locale)
                };
                let problem = if line.empty {
                    Some(t!(core.locale, "fields-empty", field = (line.label)(&core.locale)))
                } else {
                    line.problem.map(|problem| problem(&core.locale))
                };
                let field = Field::new(&core.look, format!("field-{}", line.name), label, &line.entry)
                    .focused(*place == self.focus)
                    .problem(problem)
                    .on_press(message(Message::Focused(*place)));

                Some(field.into())
            })
            .collect();

        match fields.pop() {
            Some(only) if fields.is_empty() => only,
            Some(last) => {
                fields.push(last);
                ui::layout::row_with(&core.look, fields, ui::Space::S16, iced::alignment::Vertical::Top)
            }
            None => ui::column(&core.look, Vec::new()),
        }
    }

    /// The rows that fit, the focused one among them.
    fn shown(&self, core: &Core, height: f32) -> Vec<Vec<usize>> {
        let rows = self.rows();
        let problems = self.lines.iter().filter(|line| line.is_refused()).count();
        let fit = room::lines_that_fit(&core.look, height, problems).max(1);
        if rows.len() <= fit {
            return rows;
        }
        let here = rows
            .iter()
            .position(|row| row.contains(&self.focus))
            .unwrap_or_default();
        let first = here.saturating_sub(fit - 1);

        rows.into_iter().skip(first).take(fit).collect()
    }

    /// Which lines stand beside each other: two halves that follow one another share a row.
    fn rows(&self) -> Vec<Vec<usize>> {
        let mut rows: Vec<Vec<usize>> = Vec::new();
        for (place, line) in self.lines.iter().enumerate() {
            let joins = line.half
                && rows.last().is_some_and(|row| {
                    row.len() == 1
                        && row
                            .first()
                            .and_then(|other| self.lines.get(*other))
                            .is_some_and(|other| other.half)
                });
            match rows.last_mut() {
                Some(row) if joins => row.push(place),
                _ => rows.push(vec![place]),
            }
        }

        rows
    }

    fn focus_on(&mut self, place: usize, locale: &Locale) {
        if let Some(line) = self.lines.get_mut(place) {
            line.visited = true;
            self.focus = place;
            self.keyboard = line.keyboard(locale);
            self.language = locale.language.tag;
        }
    }

    /// The keyboard as it is, or a new one where the language is another one by now.
    fn keyboard_in(&self, locale: &Locale) -> KeyboardState {
        match self.lines.get(self.focus) {
            Some(line) if self.language != locale.language.tag => line.keyboard(locale),
            _ => self.keyboard,
        }
    }

    fn line(&self, name: &str) -> Option<&Line> {
        self.lines.iter().find(|line| line.name == name)
    }

    fn place(&self, name: &str) -> Option<usize> {
        self.lines.iter().position(|line| line.name == name)
    }
}

/// The words on and of the keys.
pub fn keyboard_labels(core: &Core) -> KeyboardLabels {
    KeyboardLabels {
        space: t!(core.locale, "fields-space"),
        backspace: t!(core.locale, "fields-backspace"),
        clear: t!(core.locale, "fields-clear"),
        shift: t!(core.locale, "fields-shift"),
        done: None,
        letters: line::letters(&core.locale),
    }
}

/// The words on and of the keys of a number pad.
pub fn number_labels(core: &Core) -> NumberPadLabels {
    NumberPadLabels {
        clear: t!(core.locale, "fields-clear"),
        backspace: t!(core.locale, "fields-backspace"),
    }
}

#[cfg(test)]
mod tests;
