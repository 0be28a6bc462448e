//! A field to type into. We draw it ourselves: its value and focus live in the screen's state.

use crate::Element;
use crate::button::at_least;
use crate::described::{Description, Role, described};
use crate::entry::clusters;
use crate::icons::{Icon, glyph};
use crate::layout::{column_with, grow, row_with};
use crate::look::{Look, Size, Space};
use crate::pressable::{Pressable, Surface};
use crate::text::{runs_right_to_left, styled};
use iced::alignment::Vertical;
use iced::widget::{Row, Space as Gap, container};
use iced::{Background, Length};

/// A field with its label inside. Touching it asks for the focus.
#[allow(clippy::too_many_arguments)]
pub fn field<'a, M: Clone + 'a>(
    look: &Look,
    id: impl Into<String>,
    label: impl Into<String>,
    value: impl AsRef<str>,
    focused: bool,
    problem: Option<String>,
    masked: bool,
    on_press: Option<M>,
) -> Element<'a, M> {
    Field::new(look, id, label, value)
        .focused(focused)
        .problem(problem)
        .masked(masked)
        .on_press(on_press)
        .into()
}

/// A field, being built.
pub struct Field<'a, M> {
    look: &'a Look,
    id: String,
    label: String,
    value: String,
    placeholder: String,
    focused: bool,
    problem: Option<String>,
    masked: bool,
    on_press: Option<M>,
}

impl<'a, M> Field<'a, M> {
    /// A field without the focus.
    pub fn new(look: &'a Look, id: impl Into<String>, label: impl Into<String>, value: impl AsRef<str>) -> Self {
        Self {
            look,
            id: id.into(),
            label: label.into(),
            value: value.as_ref().to_owned(),
            placeholder: String::new(),
            focused: false,
            problem: None,
            masked: false,
            on_press: None,
        }
    }

    /// With what the keyboard types going here.
    #[must_use]
    pub fn focused(mut self, focused: bool) -> Self {
        self.focused = focused;
        self
    }

    /// With what is wrong, said under the field.
    #[must_use]
    pub fn problem(mut self, problem: Option<String>) -> Self {
        self.problem = problem;
        self
    }

    /// Shows a dot for every letter, and has an asterisk spoken for it.
    #[must_use]
    pub fn masked(mut self, masked: bool) -> Self {
        self.masked = masked;
        self
    }

    /// Shows what is still to be typed, such as `____`.
    #[must_use]
    pub fn placeholder(mut self, placeholder: impl Into<String>) -> Self {
        self.placeholder = placeholder.into();
        self
    }

    /// What touching it does.
    #[must_use]
    pub fn on_press(mut self, on_press: impl Into<Option<M>>) -> Self {
        self.on_press = on_press.into();
        self
    }
}

impl<'a, M: Clone + 'a> From<Field<'_, M>> for Element<'a, M> {
    fn from(field: Field<'_, M>) -> Self {
        let look = field.look;
        let p = look.palette;
        let wrong = field.problem.is_some();
        let letters = clusters(&field.value).count();
        let (shown, spoken) = if field.masked {
            ("•".repeat(letters), "*".repeat(letters))
        } else {
            (field.value.clone(), field.value.clone())
        };
        let label_color = if wrong { p.danger } else { p.muted };
        let inside = column_with(
            look,
            vec![
                styled(look, field.label.clone())
                    .size(Size::Label28)
                    .color(label_color)
                    .undescribed()
                    .into(),
                line(look, shown, &field.placeholder, letters, field.focused),
            ],
            Space::S8,
        );
        let inside = container(inside)
            .width(Length::Fill)
            .padding([look.px(14.0), look.px(32.0)]);
        let resting = Surface {
            background: p.card,
            border: match (wrong, field.focused) {
                (true, _) => p.danger,
                (_, true) => p.ink,
                _ => p.border,
            },
            border_width: look.px(if wrong { 5.0 } else { 3.0 }),
            radius: look.radius(),
            text: p.ink,
            lip: 0.0,
        };
        let pressed = Surface {
            background: p.pressed,
            ..resting
        };
        let mut pressable = Pressable::new(
            &field.id,
            &field.label,
            at_least(look.px(128.0), inside, Length::Fill),
            field.on_press,
            resting,
            pressed,
        );
        if field.focused {
            pressable = pressable.focused(look);
        }
        let box_of_field = described(
            Description::new(field.id.clone(), Role::Field, field.label)
                .value(spoken)
                .selected(field.focused),
            pressable,
        );

        match field.problem {
            None => box_of_field,
            Some(problem) => column_with(look, vec![box_of_field, below(look, &field.id, problem)], Space::S16),
        }
    }
}

fn below<'a, M: 'a>(look: &Look, id: &str, problem: String) -> Element<'a, M> {
    let color = look.palette.danger;

    described(
        Description::new(format!("{id}-problem"), Role::Alert, problem.clone()),
        row_with(
            look,
            vec![
                glyph(look, Icon::Problem, look.text(Size::Body30) * 1.1, Some(color)),
                grow(
                    look,
                    styled(look, problem)
                        .size(Size::Body30)
                        .bold()
                        .color(color)
                        .undescribed(),
                ),
            ],
            Space::S16,
            Vertical::Center,
        ),
    )
}

/// The value with the caret after its last letter, which in right-to-left text is its left end.
fn line<'a, M: 'a>(look: &Look, shown: String, placeholder: &str, letters: usize, focused: bool) -> Element<'a, M> {
    let p = look.palette;
    let height = look.text(Size::Control36) * 1.35;
    let rtl = shown.chars().find_map(strong_direction).unwrap_or(false);
    let rest: String = placeholder.chars().skip(letters).collect();
    let mut parts: Vec<Element<'a, M>> = vec![styled(look, shown).size(Size::Control36).bold().undescribed().into()];
    if focused {
        parts.push(
            container(Gap::new())
                .width(look.px(4.0))
                .height(height * 0.8)
                .style(move |_theme| container::Style {
                    background: Some(Background::Color(p.accent)),
                    ..container::Style::default()
                })
                .into(),
        );
    }
    if !rest.is_empty() {
        parts.push(styled(look, rest).size(Size::Control36).muted().undescribed().into());
    }
    if rtl {
        parts.reverse();
    }

    // `from_vec` keeps the height of an empty line.
    let row = Row::from_vec(parts)
        .spacing(look.px(4.0))
        .align_y(Vertical::Center)
        .height(Length::Shrink);

    at_least(height, row, Length::Shrink)
}

/// Whether the letter makes a text run from right to left, if it decides at all.
fn strong_direction(letter: char) -> Option<bool> {
    if runs_right_to_left(letter) {
        Some(true)
    } else {
        letter.is_alphanumeric().then_some(false)
    }
}
