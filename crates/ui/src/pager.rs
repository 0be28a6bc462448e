//! A page that says more than the window holds is turned, not squeezed.
//!
//! While everything fits, this costs nothing to the eye. When it does not (large text, a small
//! window), the content keeps its size, and two buttons turn it. A finger may drag it too, where it
//! does not touch a control.

use crate::Element;
use crate::button::{Button, Kind};
use crate::icons::Icon;
use crate::look::{Look, Space};
use iced::advanced::layout::{Limits, Node};
use iced::advanced::widget::operation::scrollable::{AbsoluteOffset, RelativeOffset, Scrollable};
use iced::advanced::widget::{Operation, Tree, tree};
use iced::advanced::{Clipboard, Layout, Renderer as _, Shell, Widget, mouse, renderer};
use iced::{Event, Length, Point, Rectangle, Renderer, Size, Theme, Vector, touch};
use std::hash::{DefaultHasher, Hash, Hasher};

/// The words on the buttons that turn a page too long for the window.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct PagingLabels {
    /// "Back up".
    pub up: String,
    /// "More below".
    pub down: String,
}

#[derive(Clone, Copy)]
enum Turn {
    Up,
    Down,
}

/// Holds `content` in the height it is given. `key` names what is shown: another key begins at the
/// top again. With `stretch`, content that fits is given all the height.
pub(crate) fn pager<'a, M: 'a>(
    look: &Look,
    suffix: &str,
    key: &str,
    labels: &PagingLabels,
    stretch: bool,
    content: impl Into<Element<'a, M>>,
) -> Element<'a, M> {
    let mut hasher = DefaultHasher::new();
    key.hash(&mut hasher);
    let turner = |id: &str, label: &str, icon, turn| -> Element<'a, Turn> {
        let button =
            Button::new(look, Kind::Pill, format!("{id}{suffix}"), label, Some(icon), Some(turn)).width(Length::Fill);

        if label.is_empty() {
            button.icon_only().into()
        } else {
            button.into()
        }
    };

    Element::new(Pager {
        content: content.into(),
        up: turner("page-up", &labels.up, Icon::Up, Turn::Up),
        down: turner("page-down", &labels.down, Icon::Down, Turn::Down),
        key: hasher.finish(),
        stretch,
        gap: look.space(Space::S16),
        rtl: look.rtl(),
    })
}

struct Pager<'a, M> {
    content: Element<'a, M>,
    up: Element<'a, Turn>,
    down: Element<'a, Turn>,
    key: u64,
    stretch: bool,
    gap: f32,
    rtl: bool,
}

#[derive(Default)]
struct State {
    key: u64,
    offset: f32,
    /// How far it can be turned: nothing while everything fits.
    reach: f32,
    /// The height that shows content.
    window: f32,
    /// Where a drag began, and the offset then.
    drag: Option<(Point, f32)>,
}

impl State {
    fn turn(&mut self, by: f32) {
        self.offset = (self.offset + by).clamp(0.0, self.reach);
    }

    fn translation(&self) -> Vector {
        Vector::new(0.0, self.offset.round())
    }

    fn window(&self, bounds: Rectangle) -> Rectangle {
        Rectangle {
            height: self.window.min(bounds.height),
            ..bounds
        }
    }
}

impl Scrollable for State {
    fn snap_to(&mut self, offset: RelativeOffset<Option<f32>>) {
        if let Some(y) = offset.y {
            self.offset = self.reach * y.clamp(0.0, 1.0);
        }
    }

    fn scroll_to(&mut self, offset: AbsoluteOffset<Option<f32>>) {
        if let Some(y) = offset.y {
            self.offset = y.clamp(0.0, self.reach);
        }
    }

    fn scroll_by(&mut self, offset: AbsoluteOffset, _bounds: Rectangle, _content: Rectangle) {
        self.turn(offset.y);
    }
}

impl<M> Widget<M, Theme, Renderer> for Pager<'_, M> {
    fn tag(&self) -> tree::Tag {
        tree::Tag::of::<State>()
    }

    fn state(&self) -> tree::State {
        tree::State::new(State {
            key: self.key,
            ..State::default()
        })
    }

    fn children(&self) -> Vec<Tree> {
        vec![Tree::new(&self.content), Tree::new(&self.up), Tree::new(&self.down)]
    }

    fn diff(&self, tree: &mut Tree) {
        let state = tree.state.downcast_mut::<State>();
        if state.key != self.key {
            state.key = self.key;
            state.offset = 0.0;
            state.drag = None;
        }
        if let [content, up, down] = tree.children.as_mut_slice() {
            content.diff(&self.content);
            up.diff(&self.up);
            down.diff(&self.down);
        } else {
            tree.children = self.children();
        }
    }

    fn size(&self) -> Size<Length> {
        Size::new(Length::Fill, Length::Fill)
    }

    fn layout(&mut self, tree: &mut Tree, renderer: &Renderer, limits: &Limits) -> Node {
        let room = limits.max();
        let state = tree.state.downcast_mut::<State>();
        let [content_tree, up_tree, down_tree] = tree.children.as_mut_slice() else {
            return Node::new(room);
        };
        let tall = Limits::with_compression(Size::ZERO, Size::new(room.width, f32::INFINITY), Size::new(false, true));
        let content = self.content.as_widget_mut();
        let mut node = content.layout(content_tree, renderer, &tall);
        let natural = node.size().height;

        if natural <= room.height + 0.5 {
            if self.stretch {
                node = content.layout(content_tree, renderer, &Limits::new(Size::ZERO, room));
            }
            state.offset = 0.0;
            state.reach = 0.0;
            state.window = room.height;

            return Node::with_children(room, vec![node]);
        }

        let half = ((room.width - self.gap) / 2.0).max(0.0);
        let limits = Limits::new(Size::ZERO, Size::new(half, f32::INFINITY));
        let up = self.up.as_widget_mut().layout(up_tree, renderer, &limits);
        let down = self.down.as_widget_mut().layout(down_tree, renderer, &limits);
        let bar = up.size().height.max(down.size().height);
        let y = (room.height - bar).max(0.0);
        let (start, end) = if self.rtl {
            (half + self.gap, 0.0)
        } else {
            (0.0, half + self.gap)
        };

        state.window = (y - self.gap).max(0.0);
        state.reach = (natural - state.window).max(0.0);
        state.offset = state.offset.clamp(0.0, state.reach);

        Node::with_children(
            room,
            vec![node, up.move_to(Point::new(start, y)), down.move_to(Point::new(end, y))],
        )
    }

    fn operate(&mut self, tree: &mut Tree, layout: Layout<'_>, renderer: &Renderer, operation: &mut dyn Operation) {
        let state = tree.state.downcast_mut::<State>();
        let (at_top, at_end) = (state.offset <= 0.5, state.offset >= state.reach - 0.5);
        let [content_tree, up_tree, down_tree] = tree.children.as_mut_slice() else {
            return;
        };
        let mut parts = layout.children();

        if let Some(content) = parts.next() {
            if state.reach > 0.0 {
                operation.scrollable(
                    None,
                    state.window(layout.bounds()),
                    content.bounds(),
                    state.translation(),
                    state,
                );
            }
            operation.traverse(&mut |operation| {
                self.content
                    .as_widget_mut()
                    .operate(content_tree, content, renderer, operation);
            });
        }
        if let (Some(up), Some(down)) = (parts.next(), parts.next()) {
            if !at_top {
                self.up.as_widget_mut().operate(up_tree, up, renderer, operation);
            }
            if !at_end {
                self.down.as_widget_mut().operate(down_tree, down, renderer, operation);
            }
        }
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
        let state = tree.state.downcast_mut::<State>();
        let [content_tree, up_tree, down_tree] = tree.children.as_mut_slice() else {
            return;
        };
        let mut parts = layout.children();
        let Some(content) = parts.next() else {
            return;
        };

        if state.reach <= 0.0 {
            self.content.as_widget_mut().update(
                content_tree,
                event,
                content,
                cursor,
                renderer,
                clipboard,
                shell,
                viewport,
            );
            return;
        }

        let mut turns = Vec::new();
        let ends = (state.offset > 0.5, state.offset < state.reach - 0.5);
        for (shown, button, tree, layout) in [
            (ends.0, &mut self.up, up_tree, parts.next()),
            (ends.1, &mut self.down, down_tree, parts.next()),
        ] {
            let (true, Some(layout)) = (shown, layout) else {
                continue;
            };
            let mut local = Shell::new(&mut turns);
            button
                .as_widget_mut()
                .update(tree, event, layout, cursor, renderer, clipboard, &mut local, viewport);
            shell.request_redraw_at(local.redraw_request());
            if local.is_event_captured() {
                shell.capture_event();
            }
        }
        for turn in turns {
            // A little of what was read stays in sight.
            let page = state.window * 0.8;
            state.turn(match turn {
                Turn::Up => -page,
                Turn::Down => page,
            });
            shell.request_redraw();
        }
        if shell.is_event_captured() {
            return;
        }

        let window = state.window(layout.bounds());
        let inside = if cursor.is_over(window) {
            cursor + state.translation()
        } else {
            mouse::Cursor::Unavailable
        };
        self.content.as_widget_mut().update(
            content_tree,
            event,
            content,
            inside,
            renderer,
            clipboard,
            shell,
            &(window + state.translation()),
        );

        match event {
            Event::Touch(touch::Event::FingerPressed { position, .. })
                if !shell.is_event_captured() && window.contains(*position) =>
            {
                state.drag = Some((*position, state.offset));
            }
            Event::Touch(touch::Event::FingerMoved { position, .. }) => {
                if let Some((from, offset)) = state.drag {
                    state.offset = (offset + from.y - position.y).clamp(0.0, state.reach);
                    shell.request_redraw();
                }
            }
            Event::Touch(touch::Event::FingerLifted { .. } | touch::Event::FingerLost { .. }) => {
                state.drag = None;
            }
            Event::Mouse(mouse::Event::WheelScrolled { delta }) if cursor.is_over(window) => {
                state.turn(match delta {
                    mouse::ScrollDelta::Lines { y, .. } => -y * 60.0,
                    mouse::ScrollDelta::Pixels { y, .. } => -y,
                });
                shell.request_redraw();
            }
            _ => {}
        }
    }

    fn mouse_interaction(
        &self,
        tree: &Tree,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        viewport: &Rectangle,
        renderer: &Renderer,
    ) -> mouse::Interaction {
        let state = tree.state.downcast_ref::<State>();
        let inside = if cursor.is_over(state.window(layout.bounds())) {
            cursor + state.translation()
        } else {
            mouse::Cursor::Unavailable
        };

        match (tree.children.first(), layout.children().next()) {
            (Some(tree), Some(layout)) => self
                .content
                .as_widget()
                .mouse_interaction(tree, layout, inside, viewport, renderer),
            _ => mouse::Interaction::None,
        }
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
        let state = tree.state.downcast_ref::<State>();
        let [content_tree, up_tree, down_tree] = tree.children.as_slice() else {
            return;
        };
        let mut parts = layout.children();
        let Some(content) = parts.next() else {
            return;
        };

        if state.reach <= 0.0 {
            self.content
                .as_widget()
                .draw(content_tree, renderer, theme, style, content, cursor, viewport);
            return;
        }

        let window = state.window(layout.bounds());
        // The focus ring of a field at the side may stand out by its own width.
        let clip = Rectangle {
            x: window.x - self.gap,
            width: window.width + 2.0 * self.gap,
            ..window
        };
        renderer.with_layer(clip, |renderer| {
            renderer.with_translation(state.translation() * -1.0, |renderer| {
                self.content.as_widget().draw(
                    content_tree,
                    renderer,
                    theme,
                    style,
                    content,
                    cursor + state.translation(),
                    &(clip + state.translation()),
                );
            });
        });
        let ends = (state.offset > 0.5, state.offset < state.reach - 0.5);
        for (shown, button, tree, layout) in [
            (ends.0, &self.up, up_tree, parts.next()),
            (ends.1, &self.down, down_tree, parts.next()),
        ] {
            if let (true, Some(layout)) = (shown, layout) {
                button
                    .as_widget()
                    .draw(tree, renderer, theme, style, layout, cursor, viewport);
            }
        }
    }
}
