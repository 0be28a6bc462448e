//! The root of the window: one finger at a time, and every event where it happened.
//!
//! iced 0.14 hands widgets a batch of events with only the latest position of the cursor, lets a
//! second finger lift what the first one holds, and leaves things hovered after a touch. This
//! widget follows the first finger only, forwards each of its events with the cursor where that
//! event was, and takes the cursor away when no finger is down. A mouse passes as it is.

use crate::Element;
use crate::look::Look;
use iced::advanced::layout::{Limits, Node};
use iced::advanced::renderer::{Quad, Style};
use iced::advanced::widget::{Operation, Tree, tree};
use iced::advanced::{Clipboard, Layout, Renderer as _, Shell, Widget, mouse, overlay};
use iced::keyboard::{self, key::Named};
use iced::{Background, Border, Color, Event, Length, Point, Rectangle, Renderer, Size, Theme, Vector, touch};
use std::time::{Duration, Instant};

/// A press somewhere on the screen, for the hold in a corner that calls the staff panel.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum PressPhase {
    /// A finger or the mouse went down here.
    Began(Point),
    /// It went up again, or was lost.
    Ended,
}

/// Wraps the whole window.
pub fn touch_root<'a, M: Clone + 'a>(content: impl Into<Element<'a, M>>) -> TouchRoot<'a, M> {
    TouchRoot {
        content: content.into(),
        kiosk: false,
        on_activity: None,
        on_press_at: None,
        focus: None,
        guard: None,
    }
}

/// The root of the window, being built.
pub struct TouchRoot<'a, M> {
    content: Element<'a, M>,
    kiosk: bool,
    on_activity: Option<M>,
    on_press_at: Option<Box<dyn Fn(PressPhase) -> M + 'a>>,
    focus: Option<FocusRing>,
    guard: Option<(u64, Duration)>,
}

impl<M> TouchRoot<'_, M> {
    /// Hides the mouse pointer.
    #[must_use]
    pub fn kiosk(mut self, kiosk: bool) -> Self {
        self.kiosk = kiosk;
        self
    }
}

impl<'a, M> TouchRoot<'a, M> {
    /// Publishes this on every press of a finger, the mouse or a key: somebody is there.
    #[must_use]
    pub fn on_activity(mut self, message: M) -> Self {
        self.on_activity = Some(message);
        self
    }

    /// Tells where a press began, and when it ended.
    #[must_use]
    pub fn on_press_at(mut self, on_press_at: impl Fn(PressPhase) -> M + 'a) -> Self {
        self.on_press_at = Some(Box::new(on_press_at));
        self
    }

    /// Takes no press for a while after the page has become another one: the second tap of a trembling hand must not
    /// hit what has come to lie under it (EN 301 549, 5.9).
    #[must_use]
    pub fn guard(mut self, page: u64, time: Duration) -> Self {
        self.guard = Some((page, time));
        self
    }

    /// Draws the focus ring round this part of the window, for people who use a keypad. Enter then
    /// touches the middle of it.
    #[must_use]
    pub fn focus(mut self, look: &Look, bounds: Option<Rectangle>) -> Self {
        self.focus = bounds.map(|bounds| FocusRing::new(look, bounds));
        self
    }
}

/// The ring of the focus: amber, with an ink edge that carries the contrast.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct FocusRing {
    bounds: Rectangle,
    radius: f32,
    ring: f32,
    edge: f32,
    color: Color,
    ink: Color,
}

impl FocusRing {
    pub(crate) fn new(look: &Look, bounds: Rectangle) -> Self {
        Self {
            bounds,
            radius: look.radius(),
            ring: look.px(6.0),
            edge: look.px(3.0),
            color: look.palette.focus,
            ink: look.palette.ink,
        }
    }

    pub(crate) fn round(mut self, bounds: Rectangle) -> Self {
        self.bounds = bounds;
        self
    }

    pub(crate) fn draw(&self, renderer: &mut Renderer) {
        let inner = self.bounds.expand(self.ring);
        let outer = inner.expand(self.edge);

        for (bounds, width, color, radius) in [
            (outer, self.edge, self.ink, self.radius + self.ring + self.edge),
            (inner, self.ring, self.color, self.radius + self.ring),
        ] {
            renderer.fill_quad(
                Quad {
                    bounds,
                    border: Border {
                        color,
                        width,
                        radius: radius.into(),
                    },
                    ..Quad::default()
                },
                Background::Color(Color::TRANSPARENT),
            );
        }
    }
}

#[derive(Default)]
struct State {
    /// The finger that is followed, and where it is.
    finger: Option<(touch::Finger, Point)>,
    /// The last thing that moved was a finger, so the window's cursor means nothing.
    touched: bool,
    /// The page that was shown last, and when another one came.
    page: Option<u64>,
    changed: Option<Instant>,
}

impl State {
    /// Whether a press comes too soon after the page has changed.
    fn too_soon(&mut self, guard: Option<(u64, Duration)>) -> bool {
        let Some((page, time)) = guard else {
            return false;
        };
        if self.page.replace(page).is_some_and(|before| before != page) {
            self.changed = Some(Instant::now());
        }

        self.changed.is_some_and(|changed| changed.elapsed() < time)
    }

    fn cursor(&self, cursor: mouse::Cursor) -> mouse::Cursor {
        match self.finger {
            Some((_, position)) => mouse::Cursor::Available(position),
            None if self.touched => mouse::Cursor::Unavailable,
            None => cursor,
        }
    }
}

impl<M: Clone> Widget<M, Theme, Renderer> for TouchRoot<'_, M> {
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
        renderer: &Renderer,
        clipboard: &mut dyn Clipboard,
        shell: &mut Shell<'_, M>,
        viewport: &Rectangle,
    ) {
        let state = tree.state.downcast_mut::<State>();
        let too_soon = state.too_soon(self.guard);
        let pressed = matches!(
            event,
            Event::Touch(touch::Event::FingerPressed { .. })
                | Event::Mouse(mouse::Event::ButtonPressed(mouse::Button::Left))
        );
        if pressed && too_soon {
            shell.capture_event();
            return;
        }
        let mut lifted = false;
        let mut phase = None;
        let mut active = false;

        match event {
            Event::Touch(touch::Event::FingerPressed { id, position }) => {
                if state.finger.is_some() {
                    // A palm, or a second finger.
                    shell.capture_event();
                    return;
                }
                state.finger = Some((*id, *position));
                state.touched = true;
                active = true;
                phase = Some(PressPhase::Began(*position));
            }
            Event::Touch(
                touch::Event::FingerMoved { id, position }
                | touch::Event::FingerLifted { id, position }
                | touch::Event::FingerLost { id, position },
            ) => {
                if state.finger.is_none_or(|(finger, _)| finger != *id) {
                    shell.capture_event();
                    return;
                }
                state.finger = Some((*id, *position));
                lifted = !matches!(event, Event::Touch(touch::Event::FingerMoved { .. }));
                phase = lifted.then_some(PressPhase::Ended);
            }
            Event::Mouse(mouse_event) => {
                if state.finger.is_none() {
                    state.touched = false;
                }
                match mouse_event {
                    mouse::Event::ButtonPressed(mouse::Button::Left) => {
                        active = true;
                        phase = cursor.position().map(PressPhase::Began);
                    }
                    mouse::Event::ButtonReleased(mouse::Button::Left) => {
                        phase = Some(PressPhase::Ended);
                    }
                    _ => {}
                }
            }
            Event::Keyboard(keyboard::Event::KeyPressed { .. }) => active = true,
            _ => {}
        }

        if active && let Some(message) = &self.on_activity {
            shell.publish(message.clone());
        }
        if let (Some(phase), Some(on_press_at)) = (phase, &self.on_press_at) {
            shell.publish(on_press_at(phase));
        }

        let cursor = state.cursor(cursor);
        if lifted {
            state.finger = None;
        }
        let (Some(child), Some(layout)) = (tree.children.first_mut(), layout.children().next()) else {
            return;
        };
        let content = self.content.as_widget_mut();
        content.update(child, event, layout, cursor, renderer, clipboard, shell, viewport);

        let is_enter = matches!(
            event,
            Event::Keyboard(keyboard::Event::KeyPressed {
                key: keyboard::Key::Named(Named::Enter),
                repeat: false,
                ..
            })
        );
        if let (true, Some(focus)) = (is_enter, self.focus) {
            let position = focus.bounds.center();
            let id = touch::Finger(u64::MAX);

            for event in [
                touch::Event::FingerPressed { id, position },
                touch::Event::FingerLifted { id, position },
            ] {
                content.update(
                    child,
                    &Event::Touch(event),
                    layout,
                    mouse::Cursor::Available(position),
                    renderer,
                    clipboard,
                    shell,
                    viewport,
                );
            }
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

        if self.kiosk || state.touched {
            return mouse::Interaction::Hidden;
        }
        match (tree.children.first(), layout.children().next()) {
            (Some(child), Some(layout)) => {
                self.content
                    .as_widget()
                    .mouse_interaction(child, layout, state.cursor(cursor), viewport, renderer)
            }
            _ => mouse::Interaction::None,
        }
    }

    fn draw(
        &self,
        tree: &Tree,
        renderer: &mut Renderer,
        theme: &Theme,
        style: &Style,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        viewport: &Rectangle,
    ) {
        let state = tree.state.downcast_ref::<State>();

        if let (Some(child), Some(layout)) = (tree.children.first(), layout.children().next()) {
            self.content
                .as_widget()
                .draw(child, renderer, theme, style, layout, state.cursor(cursor), viewport);
        }
        if let Some(focus) = &self.focus {
            renderer.with_layer(layout.bounds(), |renderer| focus.draw(renderer));
        }
    }

    fn overlay<'b>(
        &'b mut self,
        tree: &'b mut Tree,
        layout: Layout<'b>,
        renderer: &Renderer,
        viewport: &Rectangle,
        translation: Vector,
    ) -> Option<overlay::Element<'b, M, Theme, Renderer>> {
        let child = tree.children.first_mut()?;

        self.content
            .as_widget_mut()
            .overlay(child, layout.children().next()?, renderer, viewport, translation)
    }
}

impl<'a, M: Clone + 'a> From<TouchRoot<'a, M>> for Element<'a, M> {
    fn from(root: TouchRoot<'a, M>) -> Self {
        Element::new(root)
    }
}
