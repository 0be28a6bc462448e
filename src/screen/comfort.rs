//! The comfort page.

use ui::{Page, Primary};

use crate::core::Core;

/// What the page tells the app.
pub enum Choice {
    /// Nothing.
    None,
    /// Another language.
    Language(&'static str),
    /// Another way of showing things.
    Comfort(crate::core::Comfort),
    /// The person is comfortable.
    Done,
}

/// What the page remembers.
#[derive(Default)]
pub struct State {}

/// What happened on it.
#[derive(Clone)]
pub enum Message {
    /// The person is comfortable.
    Confirmed,
}

impl State {
    /// Decides what a message means.
    pub fn update(&mut self, message: Message, _core: &Core) -> Choice {
        match message {
            Message::Confirmed => Choice::Done,
        }
    }

    /// What is shown.
    pub fn view<'a>(&'a self, core: &'a Core) -> Page<'a, Message> {
        Page::new("comfort", ui::text::body(&core.look, "comfort"))
            .primary(Primary::new("primary", "Continue", Some(Message::Confirmed)))
    }
}
