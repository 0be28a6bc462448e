//! How far along, and that something is being done.

use crate::Element;
use crate::described::{Description, Role, described};
use crate::icons::{Icon, glyph};
use crate::layout::{column_with, row_with};
use crate::look::{Look, Size, Space};
use crate::text::styled;
use iced::alignment::Vertical;
use iced::widget::{Space as Gap, container};
use iced::{Background, Color, Length};

/// A bar of as many parts as there are steps, under words that say the same.
pub fn progress<'a, M: 'a>(
    look: &Look,
    id: impl Into<String>,
    number: usize,
    of: usize,
    spoken: &str,
    words: Option<Element<'a, M>>,
) -> Element<'a, M> {
    let parts = (0..of.min(24))
        .map(|index| {
            let color = if index < number {
                look.palette.accent
            } else {
                look.palette.track
            };
            bar(look, color)
        })
        .collect();
    let mut column: Vec<Element<'a, M>> = words.into_iter().collect();
    column.push(row_with(look, parts, Space::S8, Vertical::Center));

    described(
        Description::new(id, Role::Progress, spoken).value(format!("{number}/{of}")),
        column_with(look, column, Space::S8),
    )
}

fn bar<'a, M: 'a>(look: &Look, color: Color) -> Element<'a, M> {
    let height = look.px(10.0);

    container(Gap::new())
        .width(Length::Fill)
        .height(height)
        .style(move |_theme| container::Style {
            background: Some(Background::Color(color)),
            border: iced::border::rounded(height / 2.0),
            ..container::Style::default()
        })
        .into()
}

/// A quiet sign of work, with words. Nothing turns or blinks; the words do the telling.
pub fn waiting<'a, M: 'a>(look: &Look, words: impl Into<String>) -> Element<'a, M> {
    let words = words.into();
    let ground = look.palette.accent_ground;
    let radius = look.radius();

    described(
        Description::new("waiting", Role::Status, words.clone()),
        container(row_with(
            look,
            vec![
                glyph(look, Icon::Working, look.text(Size::Lead44), Some(look.palette.accent)),
                container(styled(look, words).size(Size::Control36).undescribed())
                    .width(Length::Fill)
                    .align_x(look.start())
                    .into(),
            ],
            Space::S24,
            Vertical::Center,
        ))
        .width(Length::Fill)
        .padding(look.space(Space::S40))
        .style(move |_theme| container::Style {
            background: Some(Background::Color(ground)),
            border: iced::border::rounded(radius),
            ..container::Style::default()
        }),
    )
}
