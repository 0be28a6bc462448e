//! The keyboard on the screen.
//!
//! Keys stand where they stand on every keyboard, also for people who read from right to left.

use crate::Element;
use crate::button::{Button, Kind};
use crate::icons::Icon;
use crate::look::{Look, Size};
use iced::Length;
use iced::widget::{Column, Row, Space as Gap};
use std::fmt;

/// What a key does. Its `Debug` keeps what was typed to itself: messages find their way into logs.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub enum Key {
    /// Types a letter.
    Char(char),
    /// Types several, such as `.com`.
    Text(&'static str),
    /// Types a space.
    Space,
    /// Takes the last letter away.
    Backspace,
    /// Takes everything away.
    Clear,
    /// Capital letters, for one letter.
    Shift,
    /// Shows other keys.
    Layout(Layout),
    /// This line is finished.
    Done,
}

impl fmt::Debug for Key {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Char(_) | Self::Text(_) | Self::Space => formatter.write_str("Typed(…)"),
            Self::Backspace => formatter.write_str("Backspace"),
            Self::Clear => formatter.write_str("Clear"),
            Self::Shift => formatter.write_str("Shift"),
            Self::Layout(layout) => write!(formatter, "Layout({layout:?})"),
            Self::Done => formatter.write_str("Done"),
        }
    }
}

/// Which keys are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Layout {
    /// Latin letters and digits.
    #[default]
    Latin,
    /// Latin letters with marks.
    LatinAccents,
    /// Arabic letters.
    Arabic,
    /// Digits only.
    Digits,
    /// Digits and signs.
    Symbols,
    /// What e-mail addresses are made of.
    Email,
}

/// Which keys are shown now, and whether they are capitals.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct KeyboardState {
    /// Which keys are shown.
    pub layout: Layout,
    /// Whether the next letter is a capital.
    pub shift: bool,
}

impl KeyboardState {
    /// A keyboard that begins with these keys.
    pub fn new(layout: Layout) -> Self {
        Self { layout, shift: false }
    }

    /// With a capital first, as names have.
    #[must_use]
    pub fn shifted(mut self) -> Self {
        self.shift = true;
        self
    }

    /// Does what the key means for the keyboard itself. Pass the same key to the entry too.
    pub fn press(&mut self, key: Key) {
        match key {
            Key::Shift => self.shift = !self.shift,
            Key::Layout(layout) => self.layout = layout,
            Key::Char(_) | Key::Text(_) => self.shift = false,
            // The next name begins with a capital again.
            Key::Space | Key::Backspace | Key::Clear | Key::Done => {}
        }
    }
}

/// The words on and of the keys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyboardLabels {
    /// "space".
    pub space: String,
    /// "Delete the last letter" (spoken).
    pub backspace: String,
    /// "Clear".
    pub clear: String,
    /// "Capital letters" (spoken).
    pub shift: String,
    /// "Done"; without it there is no such key.
    pub done: Option<String>,
    /// The letters people expect behind "ABC": Arabic for Arabic.
    pub letters: Layout,
}

impl Default for KeyboardLabels {
    fn default() -> Self {
        Self {
            space: "space".to_owned(),
            backspace: "Delete".to_owned(),
            clear: "Clear".to_owned(),
            shift: "Capital letters".to_owned(),
            done: None,
            letters: Layout::Latin,
        }
    }
}

/// The keys of a layout, row by row, each with its share of the row's width (in half keys).
pub fn rows(layout: Layout, labels: &KeyboardLabels) -> Vec<Vec<(Key, u16)>> {
    let letters = |row: &str| -> Vec<(Key, u16)> { row.chars().map(|letter| (Key::Char(letter), 2)).collect() };
    let framed = |start: &[(Key, u16)], row: &str, end: &[(Key, u16)]| {
        let mut keys = start.to_vec();
        keys.extend(letters(row));
        keys.extend_from_slice(end);
        keys
    };
    let to = |layout| (Key::Layout(layout), 3);
    let backspace = (Key::Backspace, 3);
    let shift = (Key::Shift, 3);
    let done: Vec<(Key, u16)> = labels.done.iter().map(|_| (Key::Done, 4)).collect();
    let arabic_reader = labels.letters == Layout::Arabic;

    match layout {
        Layout::Latin => {
            let mut start = vec![to(Layout::LatinAccents), to(Layout::Symbols)];
            if arabic_reader {
                start = vec![to(Layout::Arabic), to(Layout::LatinAccents), to(Layout::Symbols)];
            }
            start.push((Key::Char('\''), 2));
            let space = if arabic_reader { 3 } else { 6 };
            let mut end = vec![(Key::Space, space), (Key::Char('-'), 2), (Key::Char('.'), 2)];
            end.extend(&done);
            vec![
                letters("1234567890"),
                letters("qwertyuiop"),
                letters("asdfghjklñ"),
                framed(&[shift], "zxcvbnm", &[backspace]),
                framed(&start, "", &end),
            ]
        }
        Layout::LatinAccents => {
            let mut end = vec![(Key::Space, 8), (Key::Char('-'), 2)];
            end.extend(&done);
            vec![
                letters("áàâäãåąæçć"),
                letters("éèêëęíìîïñ"),
                letters("óòôöõøńłśß"),
                framed(&[shift], "úùûüžźż", &[backspace]),
                framed(&[to(Layout::Latin), to(Layout::Symbols)], "'", &end),
            ]
        }
        Layout::Arabic => {
            let mut end = vec![(Key::Space, 10)];
            end.extend(&done);
            vec![
                letters("ضصثقفغعهخح"),
                letters("شسيبلاتنمك"),
                letters("جدطذرزوةىظ"),
                framed(&[], "ءأإآئؤ\u{651}", &[(Key::Char('-'), 2), (Key::Backspace, 4)]),
                framed(&[to(Layout::Latin), to(Layout::Symbols)], "", &end),
            ]
        }
        Layout::Digits => vec![
            letters("123"),
            letters("456"),
            letters("789"),
            vec![(Key::Clear, 2), (Key::Char('0'), 2), (Key::Backspace, 2)],
        ],
        Layout::Symbols => {
            let mut end = vec![(Key::Space, 9), (Key::Char('.'), 2)];
            end.extend(&done);
            vec![
                letters("1234567890"),
                letters("@#&/()+:;="),
                letters("!?\"%*_~<>|"),
                framed(&[(Key::Clear, 5)], ",'°$€", &[(Key::Backspace, 5)]),
                framed(&[to(labels.letters), (Key::Char('-'), 2)], "", &end),
            ]
        }
        Layout::Email => {
            let mut end = vec![
                (Key::Text("@"), 4),
                (Key::Text(".com"), 4),
                (Key::Text(".org"), 4),
                (Key::Text(".net"), 4),
            ];
            end.extend(&done);
            vec![
                letters("1234567890"),
                letters("qwertyuiop"),
                letters("asdfghjkl_"),
                framed(&[(Key::Char('+'), 3)], "zxcvbnm", &[backspace]),
                framed(&[], "-.", &end),
            ]
        }
    }
}

/// The keyboard, as wide as there is room. The ids are `key-a`, `key-1`, `key-space`,
/// `key-backspace`, `key-shift`, `key-clear`, `key-done`, `key-layout-arabic` and so on, the same for
/// capitals.
pub fn keyboard<'a, M: Clone + 'a>(
    look: &Look,
    state: &KeyboardState,
    labels: &KeyboardLabels,
    on_key: impl Fn(Key) -> M,
) -> Element<'a, M> {
    let gap = look.px(8.0);
    let lines = rows(state.layout, labels);
    let height = if look.low_reach || lines.len() > 4 {
        look.px(104.0)
    } else {
        look.px(132.0)
    };

    Column::with_children(lines.into_iter().map(|line| {
        let used: u16 = line.iter().map(|(_, share)| share).sum();
        let full: u16 = if state.layout == Layout::Digits { 6 } else { 20 };
        let mut keys: Vec<Element<'a, M>> = Vec::new();
        let mut spare = full.saturating_sub(used);
        let has_space = line.iter().any(|(key, _)| *key == Key::Space);

        if spare > 1 && !has_space {
            keys.push(Gap::new().width(Length::FillPortion(spare / 2)).into());
        }
        for (key, mut share) in line {
            // The space bar takes what the others leave.
            if key == Key::Space {
                share += std::mem::take(&mut spare);
            }
            keys.push(
                face(look, *state, labels, key, &on_key)
                    .width(Length::FillPortion(share))
                    .height(height)
                    .into(),
            );
        }
        if spare > 1 && !has_space {
            keys.push(Gap::new().width(Length::FillPortion(spare / 2)).into());
        }

        Row::from_vec(keys).width(Length::Fill).spacing(gap).into()
    }))
    .width(Length::Fill)
    .spacing(look.px(12.0))
    .into()
}

fn face<'l, M: Clone>(
    look: &'l Look,
    state: KeyboardState,
    labels: &KeyboardLabels,
    key: Key,
    on_key: &impl Fn(Key) -> M,
) -> Button<'l, M> {
    let typed = match key {
        Key::Char(letter) if state.shift => Key::Char(capital(letter)),
        key => key,
    };
    let button = |id: String, label: String, icon| Button::new(look, Kind::Key, id, label, icon, Some(on_key(typed)));

    match key {
        Key::Char(letter) => {
            let shown = match typed {
                // A mark alone is shown on a line that it can sit on.
                Key::Char('\u{651}') => "ـّ".to_owned(),
                Key::Char(letter) => letter.to_string(),
                _ => String::new(),
            };
            button(format!("key-{letter}"), shown, None).text(Size::Lead44).plain()
        }
        Key::Text(text) => button(format!("key-{text}"), text.to_owned(), None).text(Size::Control36),
        Key::Space => button("key-space".to_owned(), labels.space.clone(), None)
            .text(Size::Body30)
            .plain(),
        Key::Backspace => button("key-backspace".to_owned(), labels.backspace.clone(), Some(Icon::Delete)).icon_only(),
        Key::Clear => button("key-clear".to_owned(), labels.clear.clone(), None).text(Size::Body30),
        Key::Shift => button("key-shift".to_owned(), labels.shift.clone(), Some(Icon::Shift))
            .icon_only()
            .selected(state.shift),
        Key::Layout(layout) => {
            let (id, shown) = match layout {
                Layout::Latin => ("key-layout-latin", "ABC"),
                Layout::LatinAccents => ("key-layout-accents", "áéñ"),
                Layout::Arabic => ("key-layout-arabic", "أبج"),
                Layout::Digits => ("key-layout-digits", "123"),
                Layout::Symbols => ("key-layout-symbols", "123#"),
                Layout::Email => ("key-layout-email", "@"),
            };
            button(id.to_owned(), shown.to_owned(), None).text(Size::Body30)
        }
        Key::Done => button("key-done".to_owned(), labels.done.clone().unwrap_or_default(), None).text(Size::Body30),
    }
}

/// The capital of a letter, where it has a single one.
fn capital(letter: char) -> char {
    let mut upper = letter.to_uppercase();

    match (upper.next(), upper.next()) {
        (Some(capital), None) => capital,
        _ => letter,
    }
}

#[cfg(test)]
mod tests {
    use super::{Key, KeyboardLabels, KeyboardState, Layout, capital, rows};

    fn typed(layouts: &[Layout]) -> String {
        layouts
            .iter()
            .flat_map(|layout| rows(*layout, &KeyboardLabels::default()))
            .flatten()
            .filter_map(|(key, _)| match key {
                Key::Char(letter) => Some(letter),
                _ => None,
            })
            .collect()
    }

    #[test]
    fn every_letter_of_these_languages_can_be_typed() {
        let latin = typed(&[Layout::Latin, Layout::LatinAccents]);
        for (language, letters) in [
            ("English", "abcdefghijklmnopqrstuvwxyz'-."),
            ("Spanish", "áéíóúüñ"),
            ("French", "àâæçéèêëîïôùûü"),
            ("German", "äöüß"),
            ("Portuguese", "áâãàçéêíóôõú"),
            ("Polish", "ąćęłńóśźż"),
            ("Italian", "àèéìòù"),
            ("Haitian Creole", "èò"),
        ] {
            for letter in letters.chars() {
                assert!(latin.contains(letter), "{language} lacks {letter}");
            }
        }

        let arabic = typed(&[Layout::Arabic]);
        for letter in "ابتثجحخدذرزسشصضطظعغفقكلمنهويءأإآئؤةى".chars() {
            assert!(arabic.contains(letter), "Arabic lacks {letter}");
        }

        let email = typed(&[Layout::Email]);
        for letter in "abcdefghijklmnopqrstuvwxyz0123456789._-+".chars() {
            assert!(email.contains(letter), "e-mail lacks {letter}");
        }
    }

    #[test]
    fn no_row_is_wider_than_ten_keys_and_every_layout_deletes() {
        for layout in [
            Layout::Latin,
            Layout::LatinAccents,
            Layout::Arabic,
            Layout::Symbols,
            Layout::Email,
            Layout::Digits,
        ] {
            let rows = rows(layout, &KeyboardLabels::default());
            for row in &rows {
                let width: u16 = row.iter().map(|(_, share)| share).sum();
                assert!(width <= 20, "{layout:?} has a row of {width} half keys");
            }
            assert!(rows.iter().flatten().any(|(key, _)| *key == Key::Backspace));
        }
    }

    #[test]
    fn there_is_a_way_out_of_every_layout_a_key_leads_to() {
        for letters in [Layout::Latin, Layout::Arabic] {
            let labels = KeyboardLabels {
                letters,
                ..KeyboardLabels::default()
            };
            for layout in [Layout::Latin, Layout::LatinAccents, Layout::Arabic, Layout::Symbols] {
                assert!(
                    rows(layout, &labels)
                        .iter()
                        .flatten()
                        .any(|(key, _)| matches!(key, Key::Layout(_))),
                    "{layout:?} is a dead end"
                );
            }
        }
    }

    #[test]
    fn what_was_typed_stays_out_of_logs() {
        assert_eq!(format!("{:?}", Key::Char('G')), "Typed(…)");
        assert_eq!(format!("{:?}", Key::Layout(Layout::Arabic)), "Layout(Arabic)");
    }

    #[test]
    fn shift_lasts_for_one_letter() {
        let mut state = KeyboardState::new(Layout::Latin);
        state.press(Key::Shift);
        assert!(state.shift);
        state.press(Key::Char('L'));
        assert!(!state.shift);
        state.press(Key::Layout(Layout::LatinAccents));
        assert_eq!(state.layout, Layout::LatinAccents);
        assert_eq!(capital('ñ'), 'Ñ');
        assert_eq!(capital('ß'), 'ß');
    }
}
