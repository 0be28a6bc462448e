//! The birth date in three boxes that fill by themselves.

use jiff::civil::Date;
use registration::person::{BirthDate, BirthDateError};
use ui::{Entry, Key};

/// One of the three boxes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// 1 to 31.
    Day,
    /// 1 to 12.
    Month,
    /// Four digits.
    Year,
}

impl Part {
    /// The boxes in the order in which the language writes a date.
    pub fn order(language: &str) -> [Self; 3] {
        if language == "en" {
            [Self::Month, Self::Day, Self::Year]
        } else {
            [Self::Day, Self::Month, Self::Year]
        }
    }

    /// Its id on the screen.
    pub fn id(self) -> &'static str {
        match self {
            Self::Day => "field-day",
            Self::Month => "field-month",
            Self::Year => "field-year",
        }
    }

    fn digits(self) -> usize {
        if self == Self::Year { 4 } else { 2 }
    }

    /// The greatest first digit after which a second one can follow: "4" is April at once.
    fn first_of_two(self) -> char {
        match self {
            Self::Day => '3',
            Self::Month => '1',
            Self::Year => '9',
        }
    }
}

/// What is wrong with what stands in the boxes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// A box is empty, or the year has fewer than four digits.
    Incomplete,
    /// It is no birth date.
    Date(BirthDateError),
}

/// The three boxes. No `Debug`: a birth date is private.
#[derive(Clone)]
pub struct Boxes {
    day: Entry,
    month: Entry,
    year: Entry,
    /// Which box gets the next digit, once somebody has typed or touched.
    focus: Part,
    /// Nobody has yet: the focus is on the first box of the language, which may still change.
    untouched: bool,
    /// The box was touched to be typed anew: the next digit replaces what is in it.
    anew: bool,
    /// What was wrong when the person last wanted to go on.
    pub wrong: Option<Wrong>,
}

impl Boxes {
    /// Three empty boxes.
    pub fn new(language: &str) -> Self {
        let [first, _, _] = Part::order(language);
        let entry = |part: Part| Entry::new(part.digits()).digits_only();

        Self {
            day: entry(Part::Day),
            month: entry(Part::Month),
            year: entry(Part::Year),
            focus: first,
            untouched: true,
            anew: false,
            wrong: None,
        }
    }

    /// Fills the boxes, as a document says it.
    pub fn set(&mut self, date: Date) {
        self.day.set(format!("{:02}", date.day()));
        self.month.set(format!("{:02}", date.month()));
        self.year.set(format!("{:04}", date.year()));
        self.wrong = None;
    }

    /// Which box gets the next digit.
    pub fn focus(&self, language: &str) -> Part {
        let [first, _, _] = Part::order(language);

        if self.untouched { first } else { self.focus }
    }

    /// What stands in a box.
    pub fn value(&self, part: Part) -> &str {
        self.entry(part).value()
    }

    /// Puts the focus into a box; the next digit starts it anew.
    pub fn touch(&mut self, part: Part) {
        self.focus = part;
        self.untouched = false;
        self.anew = true;
    }

    /// Does what a key says, in the language's order of the boxes.
    pub fn press(&mut self, key: Key, language: &str) {
        let order = Part::order(language);
        match key {
            Key::Char(digit) if digit.is_ascii_digit() => self.digit(digit, order),
            Key::Backspace => self.backspace(order),
            Key::Clear => {
                for part in order {
                    self.entry_mut(part).clear();
                }
                self.untouched = true;
            }
            // "4/12/1985" and "4-12-1985" on a real keyboard.
            Key::Char('/' | '-' | '.') | Key::Space => self.finish_box(order),
            _ => return,
        }
        self.wrong = None;
    }

    /// The birth date, or what is wrong; the focus goes to where it can be mended.
    pub fn read(&mut self, today: Date, language: &str) -> Result<BirthDate, Wrong> {
        let order = Part::order(language);
        let full = |boxes: &Self, part: Part| match part {
            Part::Year => boxes.year.is_full(),
            part => !boxes.entry(part).is_empty(),
        };
        let result = match order.into_iter().find(|part| !full(self, *part)) {
            Some(part) => {
                self.focus = part;
                self.untouched = false;
                self.anew = false;
                Err(Wrong::Incomplete)
            }
            None => {
                let number = |part: Part| self.entry(part).value().parse::<i16>().unwrap_or_default();
                let [year, month, day] = [Part::Year, Part::Month, Part::Day].map(number);
                BirthDate::new(
                    year,
                    i8::try_from(month).unwrap_or_default(),
                    i8::try_from(day).unwrap_or_default(),
                    today,
                )
                .map_err(Wrong::Date)
            }
        };
        self.wrong = result.err();
        if let Err(Wrong::Date(error)) = result {
            self.touch(if error == BirthDateError::NoSuchDay {
                order[0]
            } else {
                Part::Year
            });
        }

        result
    }

    fn digit(&mut self, digit: char, order: [Part; 3]) {
        let part = if self.untouched { order[0] } else { self.focus };
        self.focus = part;
        self.untouched = false;
        let anew = std::mem::take(&mut self.anew);
        let entry = self.entry_mut(part);
        if anew {
            entry.clear();
        }
        if entry.is_empty() && part != Part::Year && digit > part.first_of_two() {
            entry.set(format!("0{digit}"));
        } else {
            entry.press(Key::Char(digit));
        }
        if self.entry(part).is_full() {
            self.next(part, order);
        }
    }

    fn backspace(&mut self, order: [Part; 3]) {
        self.anew = false;
        let mut part = if self.untouched { order[0] } else { self.focus };
        if self.entry(part).is_empty()
            && let Some(place) = order.iter().position(|other| *other == part)
            && let Some(before) = place.checked_sub(1).and_then(|place| order.get(place))
        {
            part = *before;
            self.focus = part;
        }
        self.entry_mut(part).press(Key::Backspace);
    }

    fn finish_box(&mut self, order: [Part; 3]) {
        let part = if self.untouched { order[0] } else { self.focus };
        let entry = self.entry_mut(part);
        if part != Part::Year && entry.len() == 1 {
            let digit = entry.value().to_owned();
            entry.set(format!("0{digit}"));
        }
        if !self.entry(part).is_empty() {
            self.next(part, order);
        }
    }

    /// To the next box that is not full; stays in the last.
    fn next(&mut self, from: Part, order: [Part; 3]) {
        let here = order.iter().position(|part| *part == from).unwrap_or_default();
        let open = order
            .into_iter()
            .skip(here + 1)
            .find(|part| !self.entry(*part).is_full());
        self.focus = open.unwrap_or(from);
        self.untouched = false;
        self.anew = false;
    }

    fn entry(&self, part: Part) -> &Entry {
        match part {
            Part::Day => &self.day,
            Part::Month => &self.month,
            Part::Year => &self.year,
        }
    }

    fn entry_mut(&mut self, part: Part) -> &mut Entry {
        match part {
            Part::Day => &mut self.day,
            Part::Month => &mut self.month,
            Part::Year => &mut self.year,
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use jiff::civil::date;

    use super::*;

    const TODAY: Date = date(2026, 11, 23);

    fn typed(boxes: &mut Boxes, digits: &str, language: &str) {
        for digit in digits.chars() {
            boxes.press(Key::Char(digit), language);
        }
    }

    fn birth(digits: &str, language: &str) -> Result<Date, Wrong> {
        let mut boxes = Boxes::new(language);
        typed(&mut boxes, digits, language);
        boxes.read(TODAY, language).map(BirthDate::date)
    }

    #[test]
    fn the_boxes_fill_by_themselves_in_the_order_of_the_language() {
        assert_eq!(birth("04121985", "en"), Ok(date(1985, 4, 12)));
        assert_eq!(birth("12041985", "es"), Ok(date(1985, 4, 12)));
        assert_eq!(birth("12041985", "ar"), Ok(date(1985, 4, 12)));
    }

    #[test]
    fn a_language_chosen_while_the_boxes_are_empty_decides_their_order() {
        let mut boxes = Boxes::new("en");
        assert_eq!((boxes.focus("en"), boxes.focus("es")), (Part::Month, Part::Day));
        typed(&mut boxes, "1204", "es");
        assert_eq!((boxes.value(Part::Day), boxes.value(Part::Month)), ("12", "04"));
    }

    #[test]
    fn a_leading_zero_is_not_needed_where_none_is_missing() {
        assert_eq!(birth("451985", "en"), Ok(date(1985, 4, 5)), "April 5th");
        assert_eq!(birth("1241985", "en"), Ok(date(1985, 12, 4)));
        assert_eq!(birth("1/5/1985", "en"), Ok(date(1985, 1, 5)), "a slash ends a box");
    }

    #[test]
    fn what_is_wrong_is_told_and_the_focus_is_where_to_mend_it() {
        assert_eq!(birth("02301985", "en"), Err(Wrong::Date(BirthDateError::NoSuchDay)));
        assert_eq!(birth("13011985", "en"), Err(Wrong::Date(BirthDateError::NoSuchDay)));
        assert_eq!(birth("11242026", "en"), Err(Wrong::Date(BirthDateError::InTheFuture)));
        assert_eq!(birth("01011885", "en"), Err(Wrong::Date(BirthDateError::TooLongAgo)));
        assert_eq!(birth("0412198", "en"), Err(Wrong::Incomplete));

        let mut boxes = Boxes::new("en");
        typed(&mut boxes, "04122985", "en");
        assert!(boxes.read(TODAY, "en").is_err());
        assert_eq!(boxes.focus("en"), Part::Year);
        typed(&mut boxes, "1985", "en");
        assert!(boxes.wrong.is_none(), "typing answers the complaint");
        assert_eq!(boxes.read(TODAY, "en").map(BirthDate::date), Ok(date(1985, 4, 12)));
    }

    #[test]
    fn backspace_goes_back_through_the_boxes() {
        let mut boxes = Boxes::new("en");
        typed(&mut boxes, "0412", "en");
        assert_eq!(boxes.focus("en"), Part::Year);
        boxes.press(Key::Backspace, "en");
        assert_eq!(boxes.focus("en"), Part::Day);
        assert_eq!(boxes.value(Part::Day), "1");
        boxes.press(Key::Char('3'), "en");
        assert_eq!(boxes.value(Part::Day), "13");
    }

    #[test]
    fn a_box_that_is_touched_is_typed_anew() {
        let mut boxes = Boxes::new("en");
        typed(&mut boxes, "04121985", "en");
        boxes.touch(Part::Day);
        typed(&mut boxes, "30", "en");

        assert_eq!(boxes.read(TODAY, "en").map(BirthDate::date), Ok(date(1985, 4, 30)));
        boxes.press(Key::Clear, "en");
        assert_eq!(boxes.value(Part::Year), "");
        assert_eq!(boxes.focus("en"), Part::Month);
    }
}
