//! The number pad: digits as large as the room allows.

use crate::Element;
use crate::button::{Button, Kind};
use crate::icons::Icon;
use crate::keyboard::Key;
use crate::look::{Look, Size, Space};
use iced::Length;
use iced::widget::{Column, Row};

/// The words on and of the keys that are not digits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NumberPadLabels {
    /// "Clear".
    pub clear: String,
    /// "Delete the last digit" (spoken).
    pub backspace: String,
}

impl Default for NumberPadLabels {
    fn default() -> Self {
        Self {
            clear: "Clear".to_owned(),
            backspace: "Delete".to_owned(),
        }
    }
}

/// Digits in the order of a telephone. The ids are `key-0` to `key-9`, `key-clear` and
/// `key-backspace`.
pub fn number_pad<'a, M: Clone + 'a>(
    look: &Look,
    labels: &NumberPadLabels,
    on_key: impl Fn(Key) -> M,
) -> Element<'a, M> {
    let height = look.px(match (look.low_reach, look.landscape()) {
        (true, _) => 112.0,
        (_, true) => 144.0,
        _ if look.text_scale > 1.2 => 128.0,
        _ => 152.0,
    });
    let digit = |digit: char| -> Element<'a, M> {
        Button::new(
            look,
            Kind::Key,
            format!("key-{digit}"),
            digit.to_string(),
            None,
            Some(on_key(Key::Char(digit))),
        )
        .text(Size::Headline60)
        .height(height)
        .into()
    };
    let clear = Button::new(
        look,
        Kind::Key,
        "key-clear",
        labels.clear.clone(),
        None,
        Some(on_key(Key::Clear)),
    )
    .height(height);
    let backspace = Button::new(
        look,
        Kind::Key,
        "key-backspace",
        labels.backspace.clone(),
        Some(Icon::Delete),
        Some(on_key(Key::Backspace)),
    )
    .icon_only()
    .text(Size::Headline60)
    .height(height);
    let spacing = look.px(20.0);
    let line = |keys: Vec<Element<'a, M>>| -> Element<'a, M> {
        Row::with_children(keys).width(Length::Fill).spacing(spacing).into()
    };

    Column::with_children(vec![
        line(vec![digit('1'), digit('2'), digit('3')]),
        line(vec![digit('4'), digit('5'), digit('6')]),
        line(vec![digit('7'), digit('8'), digit('9')]),
        line(vec![clear.into(), digit('0'), backspace.into()]),
    ])
    .width(Length::Fill)
    .spacing(look.space(Space::S16))
    .into()
}
