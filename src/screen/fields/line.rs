//! One line of a form, and what its keyboard does by itself.

use ui::{Entry, Key, KeyboardState, Layout};

use super::Words;
use crate::locale::Locale;

/// What a line is made of, which decides its keyboard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keys {
    /// A name, in the letters of the language; every part begins with a capital.
    Name,
    /// Any words, in Latin letters: addresses and plans here are written in them.
    Text,
    /// An e-mail address.
    Email,
    /// A telephone number, on the number pad.
    Phone,
    /// Digits only, on the number pad.
    Digits,
    /// Capital letters and digits.
    Code,
}

impl Keys {
    pub(super) fn layout(self, locale: &Locale) -> Layout {
        match self {
            Self::Name => letters(locale),
            Self::Text | Self::Code => Layout::Latin,
            Self::Email => Layout::Email,
            Self::Phone | Self::Digits => Layout::Digits,
        }
    }

    pub(super) fn numbers(self) -> bool {
        matches!(self, Self::Phone | Self::Digits)
    }
}

/// The letters that the language is written in.
pub(super) fn letters(locale: &Locale) -> Layout {
    if locale.language.tag == "ar" {
        Layout::Arabic
    } else {
        Layout::Latin
    }
}

/// A line to type into.
#[derive(Clone)]
pub struct Line {
    pub(super) name: &'static str,
    pub(super) label: Words,
    pub(super) keys: Keys,
    pub(super) entry: Entry,
    pub(super) half: bool,
    pub(super) required: bool,
    /// Whether its label says that it may stay empty.
    pub(super) marked: bool,
    /// Whether it should be seen before the person goes on without it.
    pub(super) expected: bool,
    /// It was left empty and must not be.
    pub(super) empty: bool,
    pub(super) problem: Option<Words>,
    pub(super) visited: bool,
}

impl Line {
    /// An empty line of at most so many letters that must be filled. Its id will be `field-<name>`.
    pub fn new(name: &'static str, label: Words, keys: Keys, limit: usize) -> Self {
        let entry = match keys {
            Keys::Digits => Entry::new(limit).digits_only(),
            Keys::Code => Entry::new(limit).upper_case(),
            Keys::Name | Keys::Text | Keys::Email | Keys::Phone => Entry::new(limit),
        };

        Self {
            name,
            label,
            keys,
            entry,
            half: false,
            required: true,
            marked: false,
            expected: false,
            empty: false,
            problem: None,
            visited: false,
        }
    }

    /// With something in it already.
    #[must_use]
    pub fn with(mut self, value: &str) -> Self {
        self.entry.set(value);
        self
    }

    /// May stay empty, and says so.
    #[must_use]
    pub fn optional(mut self) -> Self {
        self.required = false;
        self.marked = true;
        self
    }

    /// Nearly everybody fills it; whoever has nothing to put there is not held up.
    #[must_use]
    pub fn expected(mut self) -> Self {
        self.required = false;
        self.expected = true;
        self
    }

    /// As wide as half the page, beside another half.
    #[must_use]
    pub fn half(mut self) -> Self {
        self.half = true;
        self
    }

    /// Whether something is wrong with it.
    pub(super) fn is_refused(&self) -> bool {
        self.empty || self.problem.is_some()
    }

    /// The person has changed it: what was wrong is no longer.
    pub(super) fn forgive(&mut self) {
        self.empty = false;
        self.problem = None;
    }

    /// The keyboard as it is when the focus comes here.
    pub(super) fn keyboard(&self, locale: &Locale) -> KeyboardState {
        let mut keyboard = KeyboardState::new(self.keys.layout(locale));
        self.after(&mut keyboard);

        keyboard
    }

    /// Does what the key says, as far as the line takes it. Returns whether the line changed.
    pub(super) fn press(&mut self, key: Key) -> bool {
        let taken = match (self.keys, key) {
            // A keyboard that is plugged in has every key.
            (Keys::Phone, Key::Char(letter)) => letter.is_ascii_digit() || "+-(). ".contains(letter),
            (Keys::Phone | Keys::Digits, Key::Text(_)) => false,
            (Keys::Email, Key::Space) => false,
            _ => true,
        };

        taken && self.entry.press(key)
    }

    /// Capitals where a name or a word begins, and back to the plain letters after one with an accent.
    pub(super) fn after(&self, keyboard: &mut KeyboardState) {
        match self.keys {
            Keys::Code => keyboard.shift = true,
            Keys::Name => {
                keyboard.shift = begins_a_name(self.entry.value());
                back_to_letters(keyboard);
            }
            Keys::Text => {
                keyboard.shift = self.entry.is_empty() || self.entry.value().ends_with(' ');
                back_to_letters(keyboard);
            }
            Keys::Email | Keys::Phone | Keys::Digits => {}
        }
    }
}

fn back_to_letters(keyboard: &mut KeyboardState) {
    if keyboard.layout == Layout::LatinAccents {
        keyboard.layout = Layout::Latin;
    }
}

/// Whether the next letter begins a name: at the start, after a space or a hyphen, and after the apostrophe of
/// O'Connor and D'Angelo.
fn begins_a_name(typed: &str) -> bool {
    let last_part = typed.rsplit([' ', '-']).next().unwrap_or_default();

    last_part.is_empty() || (last_part.ends_with(['\'', '’']) && last_part.chars().count() == 2)
}
