//! What every button, tile, key and row to touch has in common.
//!
//! It fires when the finger lifts inside, and only if the same finger went down on the very same
//! thing: a screen that changes under a finger never fires what has come to lie there.

use crate::Element;
use crate::look::Look;
use crate::touch_root::FocusRing;
use iced::advanced::layout::{Limits, Node};
use iced::advanced::renderer::{Quad, Style};
use iced::advanced::widget::{Operation, Tree, tree};
use iced::advanced::{Clipboard, Layout, Renderer as _, Shell, Widget, mouse};
use iced::{Background, Border, Color, Event, Length, Rectangle, Renderer, Size, Theme, touch};
use std::hash::{DefaultHasher, Hash, Hasher};

/// How a pressable is painted.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Surface {
    pub(crate) background: Color,
    pub(crate) border: Color,
    pub(crate) border_width: f32,
    pub(crate) radius: f32,
    pub(crate) text: Color,
    /// A lip under a key, that shows it can be pressed down.
    pub(crate) lip: f32,
}

pub(crate) struct Pressable<'a, M> {
    content: Element<'a, M>,
    token: u64,
    on_press: Option<M>,
    resting: Surface,
    pressed: Surface,
    ring: Option<FocusRing>,
}

impl<'a, M> Pressable<'a, M> {
    /// With the focus ring round it.
    pub(crate) fn focused(mut self, look: &Look) -> Self {
        self.ring = Some(FocusRing::new(look, Rectangle::default()));
        self
    }

    pub(crate) fn new(
        id: &str,
        label: &str,
        content: impl Into<Element<'a, M>>,
        on_press: Option<M>,
        resting: Surface,
        pressed: Surface,
    ) -> Self {
        let mut hasher = DefaultHasher::new();
        (id, label).hash(&mut hasher);

        Self {
            content: content.into(),
            token: hasher.finish(),
            on_press,
            resting,
            pressed,
            ring: None,
        }
    }
}

#[derive(Default)]
struct State {
    held: Option<u64>,
    inside: bool,
}

impl<M: Clone> Widget<M, Theme, Renderer> for Pressable<'_, M> {
    fn tag(&self) -> tree::Tag {
        tree::Tag::of::<State>()
    }

    fn state(&self) -> tree::State {
        tree::State::new(State::default())
    }

    fn children(&self) -> Vec<Tree> {
        vec![Tree::new(&self.content)]
    }

    fn diff(&self, tree: &mut Tree) {
        tree.diff_children(std::slice::from_ref(&self.content));
    }

    fn size(&self) -> Size<Length> {
        self.content.as_widget().size()
    }

    fn size_hint(&self) -> Size<Length> {
        self.content.as_widget().size_hint()
    }

    fn layout(&mut self, tree: &mut Tree, renderer: &Renderer, limits: &Limits) -> Node {
        let Some(child) = tree.children.first_mut() else {
            return Node::default();
        };
        let node = self.content.as_widget_mut().layout(child, renderer, limits);

        Node::with_children(node.size(), vec![node])
    }

    fn operate(&mut self, tree: &mut Tree, layout: Layout<'_>, renderer: &Renderer, operation: &mut dyn Operation) {
        if let (Some(child), Some(layout)) = (tree.children.first_mut(), layout.children().next()) {
            operation.traverse(&mut |operation| {
                self.content.as_widget_mut().operate(child, layout, renderer, operation);
            });
        }
    }

    fn update(
        &mut self,
        tree: &mut Tree,
        event: &Event,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        _renderer: &Renderer,
        _clipboard: &mut dyn Clipboard,
        shell: &mut Shell<'_, M>,
        _viewport: &Rectangle,
    ) {
        let state = tree.state.downcast_mut::<State>();
        let over = cursor.is_over(layout.bounds());

        match event {
            Event::Mouse(mouse::Event::ButtonPressed(mouse::Button::Left))
            | Event::Touch(touch::Event::FingerPressed { .. })
                if over && self.on_press.is_some() =>
            {
                state.held = Some(self.token);
                state.inside = true;
                shell.capture_event();
                shell.request_redraw();
            }
            Event::Mouse(mouse::Event::ButtonReleased(mouse::Button::Left))
            | Event::Touch(touch::Event::FingerLifted { .. }) => {
                if let Some(token) = state.held.take() {
                    shell.request_redraw();

                    if token == self.token
                        && over
                        && let Some(message) = &self.on_press
                    {
                        shell.publish(message.clone());
                        shell.capture_event();
                    }
                }
            }
            Event::Touch(touch::Event::FingerLost { .. }) if state.held.take().is_some() => {
                shell.request_redraw();
            }
            Event::Mouse(mouse::Event::CursorMoved { .. }) | Event::Touch(touch::Event::FingerMoved { .. })
                if state.held.is_some() && state.inside != over =>
            {
                state.inside = over;
                shell.request_redraw();
            }
            _ => {}
        }
    }

    fn mouse_interaction(
        &self,
        _tree: &Tree,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        _viewport: &Rectangle,
        _renderer: &Renderer,
    ) -> mouse::Interaction {
        if cursor.is_over(layout.bounds()) && self.on_press.is_some() {
            mouse::Interaction::Pointer
        } else {
            mouse::Interaction::None
        }
    }

    fn draw(
        &self,
        tree: &Tree,
        renderer: &mut Renderer,
        theme: &Theme,
        _style: &Style,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        viewport: &Rectangle,
    ) {
        let state = tree.state.downcast_ref::<State>();
        let held = state.held == Some(self.token) && state.inside;
        let surface = if held { self.pressed } else { self.resting };

        paint(renderer, layout.bounds(), &surface);
        if let Some(ring) = &self.ring {
            ring.round(layout.bounds()).draw(renderer);
        }

        if let (Some(child), Some(layout)) = (tree.children.first(), layout.children().next()) {
            self.content.as_widget().draw(
                child,
                renderer,
                theme,
                &Style {
                    text_color: surface.text,
                },
                layout,
                cursor,
                viewport,
            );
        }
    }
}

/// Paints a surface: its lip first, then its face.
pub(crate) fn paint(renderer: &mut Renderer, bounds: Rectangle, surface: &Surface) {
    let mut face = bounds;

    if surface.lip > 0.0 {
        renderer.fill_quad(
            Quad {
                bounds,
                border: iced::border::rounded(surface.radius),
                ..Quad::default()
            },
            Background::Color(surface.border),
        );
        face.height -= surface.lip;
    }
    renderer.fill_quad(
        Quad {
            bounds: face,
            border: Border {
                color: surface.border,
                width: surface.border_width,
                radius: surface.radius.into(),
            },
            ..Quad::default()
        },
        Background::Color(surface.background),
    );
}

impl<'a, M: Clone + 'a> From<Pressable<'a, M>> for Element<'a, M> {
    fn from(pressable: Pressable<'a, M>) -> Self {
        Element::new(pressable)
    }
}
