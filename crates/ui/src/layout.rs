//! Rows, columns and cards that know the reading direction.

use crate::Element;
use crate::look::{Look, Space};
use iced::advanced::layout::{Limits, Node};
use iced::advanced::widget::{Operation, Tree, tree};
use iced::advanced::{Clipboard, Layout, Shell, Widget, mouse, overlay, renderer};
use iced::alignment::Vertical;
use iced::widget::{Column, Row, Space as Gap, container};
use iced::{Background, Border, Event, Length, Padding, Point, Rectangle, Renderer, Size, Theme, Vector};

/// Things beside each other, in reading order, 16 apart and centred on one line. Give the children
/// [`Length::Fill`] (see [`grow`]) to share the width.
pub fn row<'a, M: 'a>(look: &Look, children: Vec<Element<'a, M>>) -> Element<'a, M> {
    row_with(look, children, Space::S16, Vertical::Center)
}

/// A row with its own spacing and vertical alignment.
pub fn row_with<'a, M: 'a>(
    look: &Look,
    children: Vec<Element<'a, M>>,
    spacing: Space,
    align: Vertical,
) -> Element<'a, M> {
    let row = Row::with_children(children).spacing(look.space(spacing)).align_y(align);

    mirrored(look, row)
}

/// Things beside each other that go to the next line when there is no room.
pub fn wrap<'a, M: 'a>(look: &Look, children: Vec<Element<'a, M>>) -> Element<'a, M> {
    let row = Row::with_children(children)
        .width(Length::Fill)
        .spacing(look.space(Space::S16))
        .align_y(Vertical::Center)
        .wrap()
        .vertical_spacing(look.space(Space::S16));

    mirrored(look, row)
}

/// Things under each other, 24 apart, aligned to where reading starts.
pub fn column<'a, M: 'a>(look: &Look, children: Vec<Element<'a, M>>) -> Element<'a, M> {
    column_with(look, children, Space::S24)
}

/// A column with its own spacing.
pub fn column_with<'a, M: 'a>(look: &Look, children: Vec<Element<'a, M>>, spacing: Space) -> Element<'a, M> {
    Column::with_children(children)
        .width(Length::Fill)
        .spacing(look.space(spacing))
        .align_x(look.start())
        .into()
}

/// Two things at the two ends of one line.
pub fn pair<'a, M: 'a>(
    look: &Look,
    start: impl Into<Element<'a, M>>,
    end: impl Into<Element<'a, M>>,
) -> Element<'a, M> {
    row_with(look, vec![grow(look, start), end.into()], Space::S24, Vertical::Center)
}

/// Takes all the width that is left; what it holds stays where reading starts.
pub fn grow<'a, M: 'a>(look: &Look, content: impl Into<Element<'a, M>>) -> Element<'a, M> {
    container(content).width(Length::Fill).align_x(look.start()).into()
}

/// Centred in the width that is left.
pub fn centered<'a, M: 'a>(content: impl Into<Element<'a, M>>) -> Element<'a, M> {
    container(content)
        .width(Length::Fill)
        .align_x(iced::alignment::Horizontal::Center)
        .into()
}

/// Empty height.
pub fn gap<'a, M: 'a>(look: &Look, space: Space) -> Element<'a, M> {
    Gap::new().height(look.space(space)).into()
}

/// A quiet line across.
pub fn divider<'a, M: 'a>(look: &Look) -> Element<'a, M> {
    let color = look.palette.hairline;

    container(Gap::new())
        .width(Length::Fill)
        .height(look.px(2.0).max(1.0))
        .style(move |_theme| container::Style {
            background: Some(Background::Color(color)),
            ..container::Style::default()
        })
        .into()
}

/// A white card with room inside.
pub fn card<'a, M: 'a>(look: &Look, content: impl Into<Element<'a, M>>) -> Element<'a, M> {
    card_with(look, content, look.space(Space::S40).into())
}

/// A white card with its own padding.
pub fn card_with<'a, M: 'a>(look: &Look, content: impl Into<Element<'a, M>>, padding: Padding) -> Element<'a, M> {
    let palette = look.palette;
    let radius = look.px(24.0);
    let width = look.px(2.0).max(1.0);

    container(content)
        .width(Length::Fill)
        .padding(padding)
        .align_x(look.start())
        .style(move |_theme| container::Style {
            background: Some(Background::Color(palette.card)),
            text_color: Some(palette.ink),
            border: Border {
                color: palette.hairline,
                width,
                radius: radius.into(),
            },
            ..container::Style::default()
        })
        .into()
}

fn mirrored<'a, M: 'a>(look: &Look, content: impl Into<Element<'a, M>>) -> Element<'a, M> {
    if look.rtl() {
        Element::new(Mirrored {
            content: content.into(),
        })
    } else {
        content.into()
    }
}

/// Flips where the children stand, and nothing else: they are still walked, spoken and focused in
/// reading order.
struct Mirrored<'a, M> {
    content: Element<'a, M>,
}

impl<M> Widget<M, Theme, Renderer> for Mirrored<'_, M> {
    fn tag(&self) -> tree::Tag {
        self.content.as_widget().tag()
    }

    fn state(&self) -> tree::State {
        self.content.as_widget().state()
    }

    fn children(&self) -> Vec<Tree> {
        self.content.as_widget().children()
    }

    fn diff(&self, tree: &mut Tree) {
        self.content.as_widget().diff(tree);
    }

    fn size(&self) -> Size<Length> {
        self.content.as_widget().size()
    }

    fn size_hint(&self) -> Size<Length> {
        self.content.as_widget().size_hint()
    }

    fn layout(&mut self, tree: &mut Tree, renderer: &Renderer, limits: &Limits) -> Node {
        let node = self.content.as_widget_mut().layout(tree, renderer, limits);
        let size = node.size();
        let position = node.bounds().position();
        let children = node
            .children()
            .iter()
            .map(|child| {
                let bounds = child.bounds();

                child
                    .clone()
                    .move_to(Point::new(size.width - bounds.x - bounds.width, bounds.y))
            })
            .collect();

        Node::with_children(size, children).move_to(position)
    }

    fn operate(&mut self, tree: &mut Tree, layout: Layout<'_>, renderer: &Renderer, operation: &mut dyn Operation) {
        self.content.as_widget_mut().operate(tree, layout, renderer, operation);
    }

    fn update(
        &mut self,
        tree: &mut Tree,
        event: &Event,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        renderer: &Renderer,
        clipboard: &mut dyn Clipboard,
        shell: &mut Shell<'_, M>,
        viewport: &Rectangle,
    ) {
        self.content
            .as_widget_mut()
            .update(tree, event, layout, cursor, renderer, clipboard, shell, viewport);
    }

    fn mouse_interaction(
        &self,
        tree: &Tree,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        viewport: &Rectangle,
        renderer: &Renderer,
    ) -> mouse::Interaction {
        self.content
            .as_widget()
            .mouse_interaction(tree, layout, cursor, viewport, renderer)
    }

    fn draw(
        &self,
        tree: &Tree,
        renderer: &mut Renderer,
        theme: &Theme,
        style: &renderer::Style,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        viewport: &Rectangle,
    ) {
        self.content
            .as_widget()
            .draw(tree, renderer, theme, style, layout, cursor, viewport);
    }

    fn overlay<'b>(
        &'b mut self,
        tree: &'b mut Tree,
        layout: Layout<'b>,
        renderer: &Renderer,
        viewport: &Rectangle,
        translation: Vector,
    ) -> Option<overlay::Element<'b, M, Theme, Renderer>> {
        self.content
            .as_widget_mut()
            .overlay(tree, layout, renderer, viewport, translation)
    }
}
