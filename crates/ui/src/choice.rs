//! One of several, and on or off: large rows that fire when the finger lifts.

use crate::Element;
use crate::described::{Description, Role, described};
use crate::icons::{Icon, glyph};
use crate::layout::{column_with, grow, row_with};
use crate::look::{Look, Size, Space};
use crate::pressable::{Pressable, Surface};
use crate::text::styled;
use iced::alignment::{Horizontal, Vertical};
use iced::widget::{Column, Space as Gap, container};
use iced::{Background, Border, Color, Length};

/// One of several. It has no `Debug`: its words may be private.
#[derive(Clone, PartialEq)]
pub struct Choice<M> {
    /// A name that stays the same in every language.
    pub id: String,
    /// Its words.
    pub label: String,
    /// What it means, if that needs saying.
    pub detail: Option<String>,
    /// Whether it is the chosen one.
    pub selected: bool,
    /// What choosing it does.
    pub message: M,
}

impl<M> Choice<M> {
    /// A choice without detail.
    pub fn new(id: impl Into<String>, label: impl Into<String>, selected: bool, message: M) -> Self {
        Self {
            id: id.into(),
            label: label.into(),
            detail: None,
            selected,
            message,
        }
    }

    /// With what it means.
    #[must_use]
    pub fn detail(mut self, detail: impl Into<String>) -> Self {
        self.detail = Some(detail.into());
        self
    }
}

/// Choices under each other, as large rows with a ring that is filled when chosen. The list's own
/// id goes before those of the choices: `list-choice`.
pub fn choice_list<'a, M: Clone + 'a>(look: &Look, id: &str, choices: Vec<Choice<M>>) -> Element<'a, M> {
    Column::with_children(choices.into_iter().map(|choice| {
        let id = if id.is_empty() {
            choice.id
        } else {
            format!("{id}-{}", choice.id)
        };
        let mark = ring(look, choice.selected);

        tile(
            look,
            Description {
                value: choice.detail.clone(),
                selected: choice.selected,
                ..Description::new(id, Role::Choice, choice.label)
            },
            mark,
            choice.detail,
            choice.message,
        )
    }))
    .width(Length::Fill)
    .spacing(look.space(Space::S16))
    .into()
}

/// On or off, with what it is for.
pub fn toggle_tile<'a, M: Clone + 'a>(
    look: &Look,
    id: impl Into<String>,
    label: impl Into<String>,
    detail: Option<String>,
    icon: Option<Icon>,
    on: bool,
    message: M,
) -> Element<'a, M> {
    let mark = row_with(
        look,
        icon.map(|icon| glyph(look, icon, look.text(Size::Lead44), Some(look.palette.accent)))
            .into_iter()
            .chain([tick(look, on)])
            .collect(),
        Space::S24,
        Vertical::Center,
    );

    tile(
        look,
        Description {
            value: detail.clone(),
            selected: on,
            ..Description::new(id, Role::Toggle, label)
        },
        mark,
        detail,
        message,
    )
}

fn tile<'a, M: Clone + 'a>(
    look: &Look,
    description: Description,
    mark: Element<'a, M>,
    detail: Option<String>,
    message: M,
) -> Element<'a, M> {
    let p = look.palette;
    let selected = description.selected;
    let mut words: Vec<Element<'a, M>> = vec![
        styled(look, description.label.clone())
            .size(Size::Control36)
            .bold()
            .undescribed()
            .into(),
    ];
    words.extend(detail.map(|detail| {
        styled(look, detail)
            .size(Size::Body30)
            .color(if selected { p.ink } else { p.muted })
            .undescribed()
            .into()
    }));
    let content = container(row_with(
        look,
        vec![mark, grow(look, column_with(look, words, Space::S8))],
        Space::S24,
        Vertical::Center,
    ))
    .width(Length::Fill)
    .padding([look.px(20.0), look.px(32.0)]);
    let resting = Surface {
        background: if selected { p.accent_ground } else { p.card },
        border: if selected { p.accent } else { p.border },
        border_width: look.px(if selected { 6.0 } else { 3.0 }),
        radius: look.radius(),
        text: p.ink,
        lip: 0.0,
    };
    let pressed = Surface {
        background: p.pressed,
        border: p.accent,
        ..resting
    };
    let pressable = Pressable::new(
        &description.id,
        &description.label,
        crate::button::at_least(look.px(116.0), content, Length::Fill),
        Some(message),
        resting,
        pressed,
    );

    described(description, pressable)
}

fn ring<'a, M: 'a>(look: &Look, selected: bool) -> Element<'a, M> {
    let p = look.palette;
    let size = look.px(48.0);
    let dot = look.px(24.0);
    let inner: Element<'a, M> = if selected {
        container(Gap::new().width(dot).height(dot))
            .style(move |_theme| container::Style {
                background: Some(Background::Color(p.accent)),
                border: iced::border::rounded(dot / 2.0),
                ..container::Style::default()
            })
            .into()
    } else {
        Gap::new().into()
    };

    mark(look, inner, size / 2.0, size, p.card, selected)
}

fn tick<'a, M: 'a>(look: &Look, on: bool) -> Element<'a, M> {
    let p = look.palette;
    let size = look.px(52.0);
    let inner: Element<'a, M> = if on {
        glyph(look, Icon::Check, look.px(38.0), Some(p.on_accent))
    } else {
        Gap::new().into()
    };

    mark(look, inner, look.px(10.0), size, if on { p.accent } else { p.card }, on)
}

fn mark<'a, M: 'a>(
    look: &Look,
    inner: Element<'a, M>,
    radius: f32,
    size: f32,
    background: Color,
    on: bool,
) -> Element<'a, M> {
    let color = if on { look.palette.accent } else { look.palette.border };
    let width = look.px(4.0);

    container(inner)
        .width(size)
        .height(size)
        .align_x(Horizontal::Center)
        .align_y(Vertical::Center)
        .style(move |_theme| container::Style {
            background: Some(Background::Color(background)),
            border: Border {
                color,
                width,
                radius: radius.into(),
            },
            ..container::Style::default()
        })
        .into()
}
