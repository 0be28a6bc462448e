//! The list of what is on the screen, in reading order.

use crate::described::{Description, Role};
use iced::advanced::widget::Id;
use iced::advanced::widget::operation::{Operation, Outcome, Scrollable};
use iced::{Rectangle, Vector};
use std::any::Any;

/// One thing on the screen.
#[derive(Clone, PartialEq)]
pub struct Item {
    /// A name that stays the same in every language; empty for text that needs none.
    pub id: String,
    /// What it is.
    pub role: Role,
    /// Its words.
    pub label: String,
    /// What it holds. It may be private: never log it.
    pub value: Option<String>,
    /// Whether it can be used now.
    pub enabled: bool,
    /// Whether it is chosen, on, or has the focus.
    pub selected: bool,
    /// Where it is, in logical pixels of the window.
    pub bounds: Rectangle,
    /// Whether any of it can be seen (something scrolled away cannot).
    pub visible: bool,
}

/// Collects the items of a user interface. It runs wherever an iced operation does:
/// `UserInterface::operate(&renderer, &mut inventory)` followed by [`Inventory::into_items`], or as
/// a task, `iced::advanced::widget::operate(ui::inventory())`.
#[derive(Default)]
pub struct Inventory {
    items: Vec<Item>,
    /// How far what is being walked was scrolled, and the part of it that can be seen.
    scrolled: Vec<(Vector, Rectangle)>,
    next: Option<(Vector, Rectangle)>,
}

/// An empty inventory, to be filled by an operation.
pub fn inventory() -> Inventory {
    Inventory::default()
}

impl Inventory {
    /// What was found, in reading order.
    pub fn into_items(self) -> Vec<Item> {
        self.items
    }

    fn walk(&mut self, operate: impl FnOnce(&mut Self)) {
        let entered = self.next.take();

        if let Some(scope) = entered {
            self.scrolled.push(scope);
        }
        operate(self);
        if entered.is_some() {
            self.scrolled.pop();
        }
    }

    fn enter(&mut self, bounds: Rectangle, translation: Vector) {
        let (outer, viewport) = self
            .scrolled
            .last()
            .copied()
            .unwrap_or((Vector::ZERO, Rectangle::INFINITE));
        let seen = (bounds - outer).intersection(&viewport).unwrap_or_default();

        self.next = Some((outer + translation, seen));
    }

    fn add(&mut self, bounds: Rectangle, state: &dyn Any) {
        // A described thing inside a scrollable does not open a scope of its own.
        let Some(description) = state.downcast_ref::<Description>() else {
            return;
        };
        let (translation, viewport) = self
            .scrolled
            .last()
            .copied()
            .unwrap_or((Vector::ZERO, Rectangle::INFINITE));
        let bounds = bounds - translation;
        let seen = bounds.intersection(&viewport);

        self.items.push(Item {
            id: description.id.clone(),
            role: description.role,
            label: description.label.clone(),
            value: description.value.clone(),
            enabled: description.enabled,
            selected: description.selected,
            bounds: seen.unwrap_or(bounds),
            visible: seen.is_some(),
        });
    }
}

impl Operation<Vec<Item>> for Inventory {
    fn traverse(&mut self, operate: &mut dyn FnMut(&mut dyn Operation<Vec<Item>>)) {
        self.walk(|inventory| operate(inventory));
    }

    fn scrollable(
        &mut self,
        _id: Option<&Id>,
        bounds: Rectangle,
        _content_bounds: Rectangle,
        translation: Vector,
        _state: &mut dyn Scrollable,
    ) {
        self.enter(bounds, translation);
    }

    fn custom(&mut self, _id: Option<&Id>, bounds: Rectangle, state: &mut dyn Any) {
        self.add(bounds, state);
    }

    fn finish(&self) -> Outcome<Vec<Item>> {
        Outcome::Some(self.items.clone())
    }
}

impl Operation<()> for Inventory {
    fn traverse(&mut self, operate: &mut dyn FnMut(&mut dyn Operation<()>)) {
        self.walk(|inventory| operate(inventory));
    }

    fn scrollable(
        &mut self,
        _id: Option<&Id>,
        bounds: Rectangle,
        _content_bounds: Rectangle,
        translation: Vector,
        _state: &mut dyn Scrollable,
    ) {
        self.enter(bounds, translation);
    }

    fn custom(&mut self, _id: Option<&Id>, bounds: Rectangle, state: &mut dyn Any) {
        self.add(bounds, state);
    }
}
