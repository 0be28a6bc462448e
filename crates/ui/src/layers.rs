//! One thing over another. What lies below is drawn, but cannot be touched and is not spoken.

use crate::Element;
use iced::advanced::layout::{Limits, Node};
use iced::advanced::widget::{Operation, Tree};
use iced::advanced::{Clipboard, Layout, Renderer as _, Shell, Widget, mouse, renderer};
use iced::{Event, Length, Rectangle, Renderer, Size, Theme, window};

/// Puts a dialog over a page, if there is one.
pub fn layered<'a, M: 'a>(base: impl Into<Element<'a, M>>, over: Option<Element<'a, M>>) -> Element<'a, M> {
    let mut layers = vec![base.into()];
    layers.extend(over);

    Element::new(Layered { layers })
}

/// The base first, then what covers it.
struct Layered<'a, M> {
    layers: Vec<Element<'a, M>>,
}

impl<M> Widget<M, Theme, Renderer> for Layered<'_, M> {
    fn children(&self) -> Vec<Tree> {
        self.layers.iter().map(Tree::new).collect()
    }

    fn diff(&self, tree: &mut Tree) {
        tree.diff_children(&self.layers);
    }

    fn size(&self) -> Size<Length> {
        Size::new(Length::Fill, Length::Fill)
    }

    fn layout(&mut self, tree: &mut Tree, renderer: &Renderer, limits: &Limits) -> Node {
        let size = limits.max();
        let limits = Limits::new(Size::ZERO, size);
        let nodes = self
            .layers
            .iter_mut()
            .zip(&mut tree.children)
            .map(|(layer, tree)| layer.as_widget_mut().layout(tree, renderer, &limits))
            .collect();

        Node::with_children(size, nodes)
    }

    fn operate(&mut self, tree: &mut Tree, layout: Layout<'_>, renderer: &Renderer, operation: &mut dyn Operation) {
        let top = self
            .layers
            .iter_mut()
            .zip(&mut tree.children)
            .zip(layout.children())
            .last();

        if let Some(((layer, tree), layout)) = top {
            layer.as_widget_mut().operate(tree, layout, renderer, operation);
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
        let count = self.layers.len();
        // Animations below may go on; nothing else reaches what is covered.
        let is_redraw = matches!(event, Event::Window(window::Event::RedrawRequested(_)));

        for (index, ((layer, tree), layout)) in self
            .layers
            .iter_mut()
            .zip(&mut tree.children)
            .zip(layout.children())
            .enumerate()
        {
            let covered = index + 1 < count;
            if covered && !is_redraw {
                continue;
            }
            let cursor = if covered { mouse::Cursor::Unavailable } else { cursor };
            layer
                .as_widget_mut()
                .update(tree, event, layout, cursor, renderer, clipboard, shell, viewport);
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
        self.layers
            .iter()
            .zip(&tree.children)
            .zip(layout.children())
            .next_back()
            .map(|((layer, tree), layout)| {
                layer
                    .as_widget()
                    .mouse_interaction(tree, layout, cursor, viewport, renderer)
            })
            .unwrap_or_default()
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
        for (index, ((layer, tree), layout)) in self
            .layers
            .iter()
            .zip(&tree.children)
            .zip(layout.children())
            .enumerate()
        {
            if index == 0 {
                layer
                    .as_widget()
                    .draw(tree, renderer, theme, style, layout, cursor, viewport);
            } else {
                renderer.with_layer(layout.bounds(), |renderer| {
                    layer
                        .as_widget()
                        .draw(tree, renderer, theme, style, layout, cursor, viewport);
                });
            }
        }
    }
}
