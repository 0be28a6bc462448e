//! A question that must be answered before anything else, in the middle of a dimmed page.

use crate::Element;
use crate::layout::{card_with, column_with, row_with};
use crate::look::{Look, Space};
use crate::text::{headline, styled};
use iced::alignment::{Horizontal, Vertical};
use iced::widget::{Column, container};
use iced::{Background, Length};

/// A card over the dimmed page. The actions stand in reading order, the safest first; they share
/// one line when there are two short ones, and stand under each other in a narrow window.
/// Put it over a page with [`crate::layered`].
pub fn dialog<'a, M: 'a>(
    look: &Look,
    title: impl Into<String>,
    body: impl Into<Element<'a, M>>,
    actions: Vec<Element<'a, M>>,
) -> Element<'a, M> {
    let veil = look.palette.veil;
    let is_empty = actions.is_empty();
    let side_by_side = actions.len() <= 2 && look.text_scale < 1.4;
    let actions = if side_by_side {
        row_with(look, actions, Space::S24, Vertical::Center)
    } else {
        Column::with_children(actions)
            .width(Length::Fill)
            .spacing(look.space(Space::S16))
            .into()
    };
    let mut content = vec![column_with(look, vec![headline(look, title), body.into()], Space::S24)];
    if !is_empty {
        content.push(actions);
    }
    let content = column_with(look, content, Space::S40);
    let widest = if look.landscape() { 1320.0 } else { 936.0 };
    let width = look.content_width().min(look.px(widest));
    let card = container(card_with(look, content, look.px(56.0).into())).width(width);

    container(card)
        .width(Length::Fill)
        .height(Length::Fill)
        .align_x(Horizontal::Center)
        .align_y(if look.low_reach {
            Vertical::Bottom
        } else {
            Vertical::Center
        })
        .padding(look.margin())
        .style(move |_theme| container::Style {
            background: Some(Background::Color(veil)),
            ..container::Style::default()
        })
        .into()
}

/// The words of a dialog.
pub fn words<'a, M: 'a>(look: &Look, content: impl Into<String>) -> Element<'a, M> {
    styled(look, content).size(crate::look::Size::Control36).muted().into()
}
