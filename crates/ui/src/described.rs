//! Every visible thing says what it is: for speech, for the focus order, for rehearsals.

use crate::Element;
use iced::advanced::layout::{Limits, Node};
use iced::advanced::widget::{Id, Operation, Tree, tree};
use iced::advanced::{Clipboard, Layout, Shell, Widget, mouse, overlay, renderer};
use iced::{Event, Length, Rectangle, Renderer, Size, Theme, Vector};

/// What a thing on the screen is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// The question, or the title of a part.
    Heading,
    /// Text to read.
    Text,
    /// Does something when touched.
    Button,
    /// Takes what the keyboard types.
    Field,
    /// One of several, of which one is chosen.
    Choice,
    /// On or off.
    Toggle,
    /// A picture with a meaning.
    Image,
    /// Says how things stand, and may change by itself.
    Status,
    /// Must be heard now.
    Alert,
    /// How far along.
    Progress,
    /// Where a finger signs.
    SignaturePad,
    /// What the camera sees.
    CameraView,
    /// A code for a phone or scanner.
    Code,
}

/// What a thing on the screen says about itself. `Debug` is left out on purpose: a value may be
/// private.
#[derive(Clone, PartialEq)]
pub struct Description {
    /// A name that stays the same in every language; empty for text that needs none.
    pub id: String,
    /// What it is.
    pub role: Role,
    /// Its words.
    pub label: String,
    /// What it holds.
    pub value: Option<String>,
    /// Whether it can be used now.
    pub enabled: bool,
    /// Whether it is chosen, on, or has the focus.
    pub selected: bool,
}

impl Description {
    /// An enabled thing without a value.
    pub fn new(id: impl Into<String>, role: Role, label: impl Into<String>) -> Self {
        Self {
            id: id.into(),
            role,
            label: label.into(),
            value: None,
            enabled: true,
            selected: false,
        }
    }

    /// With what it holds.
    #[must_use]
    pub fn value(mut self, value: impl Into<String>) -> Self {
        self.value = Some(value.into());
        self
    }

    /// Usable or not.
    #[must_use]
    pub fn enabled(mut self, enabled: bool) -> Self {
        self.enabled = enabled;
        self
    }

    /// Chosen or not.
    #[must_use]
    pub fn selected(mut self, selected: bool) -> Self {
        self.selected = selected;
        self
    }
}

/// Gives a thing its description.
pub fn described<'a, M: 'a>(description: Description, content: impl Into<Element<'a, M>>) -> Element<'a, M> {
    Element::new(Described {
        widget_id: (!description.id.is_empty()).then(|| Id::from(description.id.clone())),
        description,
        content: content.into(),
    })
}

struct Described<'a, M> {
    description: Description,
    widget_id: Option<Id>,
    content: Element<'a, M>,
}

// The wrapper is transparent: it lends its place in the tree to what it holds.
impl<M> Widget<M, Theme, Renderer> for Described<'_, M> {
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
        self.content.as_widget_mut().layout(tree, renderer, limits)
    }

    fn operate(&mut self, tree: &mut Tree, layout: Layout<'_>, renderer: &Renderer, operation: &mut dyn Operation) {
        operation.custom(self.widget_id.as_ref(), layout.bounds(), &mut self.description);
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
