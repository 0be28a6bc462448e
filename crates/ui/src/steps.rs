//! Numbered steps, and tiles for dates and letters.

use crate::Element;
use crate::described::{Description, Role, described};
use crate::icons::{Icon, glyph};
use crate::layout::{column_with, grow, row_with};
use crate::look::{Look, Size, Space};
use crate::notice::Tone;
use crate::text::styled;
use iced::alignment::{Horizontal, Vertical};
use iced::widget::{Column, container};
use iced::{Background, Length};

/// Steps to take one after the other. The ids are `step-1`, `step-2` and so on.
pub fn step_list<'a, M: 'a>(look: &Look, steps: Vec<String>) -> Element<'a, M> {
    let steps = steps
        .into_iter()
        .enumerate()
        .map(|(index, words)| {
            let number = (index + 1).to_string();
            let line = row_with(
                look,
                vec![
                    disc(look, &number),
                    grow(look, styled(look, words.clone()).size(Size::Control36).undescribed()),
                ],
                Space::S24,
                Vertical::Center,
            );

            described(
                Description::new(format!("step-{number}"), Role::Text, words).value(number),
                line,
            )
        })
        .collect();

    column_with(look, steps, Space::S24)
}

fn disc<'a, M: 'a>(look: &Look, number: &str) -> Element<'a, M> {
    let size = look.px(64.0) * look.text_scale;
    let ground = look.palette.accent_ground;

    container(styled(look, number).size(Size::Control36).bold().undescribed())
        .width(size)
        .height(size)
        .align_x(Horizontal::Center)
        .align_y(Vertical::Center)
        .style(move |_theme| container::Style {
            background: Some(Background::Color(ground)),
            border: iced::border::rounded(size / 2.0),
            ..container::Style::default()
        })
        .into()
}

/// A square tile with a small line over a large one: a date, a letter, a number.
pub fn badge<'a, M: 'a>(
    look: &Look,
    id: impl Into<String>,
    small: impl Into<String>,
    large: impl Into<String>,
) -> Element<'a, M> {
    let (small, large) = (small.into(), large.into());
    let ground = look.palette.accent_ground;
    let radius = look.radius();
    let size = look.px(150.0) * look.text_scale;

    described(
        Description::new(id, Role::Text, small.clone()).value(large.clone()),
        container(
            Column::with_children(vec![
                styled(look, small).size(Size::Label28).muted().undescribed().into(),
                styled(look, large).size(Size::Headline60).bold().undescribed().into(),
            ])
            .align_x(Horizontal::Center)
            .spacing(-look.px(6.0)),
        )
        .width(Length::Shrink)
        .padding([0.0, look.space(Space::S24)])
        .height(size)
        .align_x(Horizontal::Center)
        .align_y(Vertical::Center)
        .style(move |_theme| container::Style {
            background: Some(Background::Color(ground)),
            border: iced::border::rounded(radius),
            ..container::Style::default()
        }),
    )
}

/// A large mark above a headline: the same news as the words, to be seen from afar.
pub fn mark<'a, M: 'a>(look: &Look, tone: Tone) -> Element<'a, M> {
    let (color, _) = tone.colors(look);
    let icon = match tone {
        Tone::Success => Icon::Check,
        tone => tone.icon(),
    };
    let size = look.px(150.0);

    container(glyph(look, icon, size * 0.56, Some(look.palette.ground)))
        .width(size)
        .height(size)
        .align_x(Horizontal::Center)
        .align_y(Vertical::Center)
        .style(move |_theme| container::Style {
            background: Some(Background::Color(color)),
            border: iced::border::rounded(size / 2.0),
            ..container::Style::default()
        })
        .into()
}
