//! A window without a window: real layout, real events, the software renderer.
#![allow(dead_code, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use iced::advanced::renderer::Headless;
use iced::advanced::{clipboard, mouse};
use iced::{Event, Point, Renderer, Theme, touch};
use iced_runtime::user_interface::{Cache, UserInterface};
use ui::{Contrast, Direction, Element, Item, Look};

pub fn look(direction: Direction) -> Look {
    Look::new(iced::Size::new(1080.0, 1920.0), direction, Contrast::Standard)
}

pub struct Window<'a, M> {
    interface: UserInterface<'a, M, Theme, Renderer>,
    renderer: Renderer,
    pub messages: Vec<M>,
}

impl<'a, M> Window<'a, M> {
    pub fn open(look: &Look, view: impl Into<Element<'a, M>>) -> Self {
        iced::advanced::graphics::text::font_system()
            .write()
            .unwrap()
            .load_font(std::borrow::Cow::Borrowed(ui::icon_font()));
        let renderer = <Renderer as Headless>::new(look.font(), iced::Pixels(30.0), Some("tiny-skia"));
        let mut renderer = iced::futures::executor::block_on(renderer).unwrap();
        let interface = UserInterface::build(view, look.canvas, Cache::new(), &mut renderer);

        Self {
            interface,
            renderer,
            messages: Vec::new(),
        }
    }

    /// What a person would find on the screen, in reading order.
    pub fn items(&mut self) -> Vec<Item> {
        let mut inventory = ui::inventory();
        self.interface.operate(&self.renderer, &mut inventory);

        inventory.into_items()
    }

    pub fn item(&mut self, id: &str) -> Item {
        self.items()
            .into_iter()
            .find(|item| item.id == id)
            .unwrap_or_else(|| panic!("there is no {id}"))
    }

    /// Hands over a batch of events as the window does: with one cursor for all of them.
    pub fn batch(&mut self, events: &[Event], cursor: mouse::Cursor) {
        let _ = self.interface.update(
            events,
            cursor,
            &mut self.renderer,
            &mut clipboard::Null,
            &mut self.messages,
        );
    }

    pub fn finger(&mut self, events: &[touch::Event]) {
        let events: Vec<Event> = events.iter().copied().map(Event::Touch).collect();
        let last = events.iter().rev().find_map(|event| match event {
            Event::Touch(
                touch::Event::FingerPressed { position, .. }
                | touch::Event::FingerMoved { position, .. }
                | touch::Event::FingerLifted { position, .. },
            ) => Some(*position),
            _ => None,
        });
        self.batch(
            &events,
            last.map_or(mouse::Cursor::Unavailable, mouse::Cursor::Available),
        );
    }

    pub fn click(&mut self, position: Point) {
        self.batch(
            &[
                Event::Mouse(mouse::Event::ButtonPressed(mouse::Button::Left)),
                Event::Mouse(mouse::Event::ButtonReleased(mouse::Button::Left)),
            ],
            mouse::Cursor::Available(position),
        );
    }

    /// Shows another view in the same window, as an update of the app does.
    pub fn show<'b>(self, look: &Look, view: impl Into<Element<'b, M>>) -> Window<'b, M> {
        let Self {
            interface,
            mut renderer,
            messages,
        } = self;
        let cache = interface.into_cache();

        Window {
            interface: UserInterface::build(view, look.canvas, cache, &mut renderer),
            renderer,
            messages,
        }
    }
}

pub fn down(finger: u64, position: Point) -> touch::Event {
    touch::Event::FingerPressed {
        id: touch::Finger(finger),
        position,
    }
}

pub fn moved(finger: u64, position: Point) -> touch::Event {
    touch::Event::FingerMoved {
        id: touch::Finger(finger),
        position,
    }
}

pub fn up(finger: u64, position: Point) -> touch::Event {
    touch::Event::FingerLifted {
        id: touch::Finger(finger),
        position,
    }
}
