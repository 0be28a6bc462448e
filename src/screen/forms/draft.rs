//! An answer as it is being given, and what is wrong with it.

use jiff::civil::Date;
use registration::form::{Answer, Question, QuestionKind};
use ui::{Entry, Key};

use crate::core::Core;
use crate::locale::Locale;
use crate::screen::fields::{Form, Keys, Line};
use crate::screen::find::birth::{Boxes, Part};
use crate::t;

/// More letters than this nobody types standing at a kiosk.
const LONGEST_TEXT: usize = 300;

/// Whole numbers of more digits are no answer to any question.
const LONGEST_NUMBER: usize = 9;

/// Up to this number every number is a choice of its own, as on a scale of pain.
pub(super) const SCALE: i64 = 10;

/// What is wrong with an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wrong {
    /// There is none, and it is needed.
    Missing,
    /// It is smaller than this.
    TooSmall(i64),
    /// It is greater than this.
    TooGreat(i64),
    /// It is no number.
    NoNumber,
    /// The date is not complete.
    Incomplete,
    /// There is no such day in the calendar.
    NoSuchDay,
}

/// An answer as it is being given. It has no `Debug`: it is private.
pub(super) enum Draft {
    /// Nothing is answered here.
    None,
    /// One of several.
    Chosen(Option<Answer>),
    /// Words.
    Text(Box<Form>),
    /// A whole number.
    Number(Entry),
    /// A day.
    Date(Boxes),
}

impl Draft {
    /// Begins with what was answered before.
    pub(super) fn of(question: &Question, answer: Option<&Answer>, core: &Core) -> Self {
        match &question.kind {
            QuestionKind::Display => Self::None,
            QuestionKind::Boolean | QuestionKind::Choice(_) => Self::Chosen(answer.cloned()),
            QuestionKind::Integer { min, max } if scale(*min, *max).is_some() => Self::Chosen(answer.cloned()),
            QuestionKind::Text { limit } => {
                let words = if let Some(Answer::Text(words)) = answer {
                    words.as_str()
                } else {
                    ""
                };
                let label = |locale: &Locale| t!(locale, "forms-answer");
                let limit = (*limit).clamp(1, LONGEST_TEXT);
                // Answers may be written in the person's own letters.
                let keys = if core.locale.right_to_left() {
                    Keys::Name
                } else {
                    Keys::Text
                };
                let line = Line::new("answer", label, keys, limit).with(words);

                Self::Text(Box::new(Form::new(vec![line], &core.locale)))
            }
            QuestionKind::Integer { .. } => {
                let entry = Entry::new(LONGEST_NUMBER).digits_only();
                match answer {
                    Some(Answer::Integer(number)) => Self::Number(entry.with(number.to_string())),
                    _ => Self::Number(entry),
                }
            }
            QuestionKind::Date => {
                let mut boxes = Boxes::new(core.language());
                if let Some(Answer::Date(date)) = answer {
                    boxes.set(*date);
                }

                Self::Date(boxes)
            }
        }
    }

    /// A key of the number pad or of a real keyboard.
    pub(super) fn press(&mut self, key: Key, core: &Core) {
        match self {
            Self::Number(entry) => {
                entry.press(key);
            }
            Self::Date(boxes) => boxes.press(key, core.language()),
            Self::None | Self::Chosen(_) | Self::Text(_) => {}
        }
    }

    /// Whether nothing was answered.
    pub(super) fn is_empty(&self) -> bool {
        match self {
            Self::None | Self::Chosen(None) => true,
            Self::Chosen(Some(_)) => false,
            Self::Text(form) => form.value("answer").is_empty(),
            Self::Number(entry) => entry.is_empty(),
            Self::Date(boxes) => [Part::Day, Part::Month, Part::Year]
                .iter()
                .all(|part| boxes.value(*part).is_empty()),
        }
    }

    /// The answer, or what is wrong with it.
    pub(super) fn read(&self, kind: &QuestionKind) -> Result<Answer, Wrong> {
        match self {
            Self::None | Self::Chosen(None) => Err(Wrong::Missing),
            Self::Chosen(Some(answer)) => Ok(answer.clone()),
            Self::Text(form) => {
                let words = form.value("answer");
                if words.is_empty() {
                    Err(Wrong::Missing)
                } else {
                    Ok(Answer::Text(words.to_owned()))
                }
            }
            Self::Number(entry) => number(entry.value(), kind),
            Self::Date(boxes) => date(boxes),
        }
    }
}

/// The numbers of a scale that is small enough to show every number.
pub(super) fn scale(min: Option<i64>, max: Option<i64>) -> Option<std::ops::RangeInclusive<i64>> {
    let (min, max) = (min?, max?);

    (min >= 0 && max <= SCALE && min < max).then_some(min..=max)
}

fn number(typed: &str, kind: &QuestionKind) -> Result<Answer, Wrong> {
    let number: i64 = typed.parse().map_err(|_| Wrong::NoNumber)?;
    let (min, max) = match kind {
        QuestionKind::Integer { min, max } => (*min, *max),
        _ => (None, None),
    };

    match (min, max) {
        (Some(min), _) if number < min => Err(Wrong::TooSmall(min)),
        (_, Some(max)) if number > max => Err(Wrong::TooGreat(max)),
        _ => Ok(Answer::Integer(number)),
    }
}

fn date(boxes: &Boxes) -> Result<Answer, Wrong> {
    let [day, month, year] = [Part::Day, Part::Month, Part::Year].map(|part| boxes.value(part));
    if day.is_empty() || month.is_empty() || year.len() < 4 {
        return Err(Wrong::Incomplete);
    }
    let day = day.parse().map_err(|_| Wrong::NoSuchDay)?;
    let month = month.parse().map_err(|_| Wrong::NoSuchDay)?;
    let year = year.parse().map_err(|_| Wrong::NoSuchDay)?;

    Date::new(year, month, day)
        .map(Answer::Date)
        .map_err(|_| Wrong::NoSuchDay)
}
