//! The step "forms".

use iced::Task;
use ui::{Page, Primary};

use super::Action;
use crate::core::Core;

/// What the screen remembers.
pub struct State {}

/// What happened on it.
#[derive(Clone)]
pub enum Message {
    /// The person wants to go on.
    Confirmed,
    /// The person wants to go back.
    BackPressed,
}

impl State {
    /// The screen as it opens.
    pub fn new(_core: &Core) -> (Self, Task<Message>) {
        (Self {}, Task::none())
    }

    /// Decides what a message means.
    pub fn update(&mut self, message: Message, _core: &Core) -> Action<Message> {
        match message {
            Message::Confirmed => Action::None,
            Message::BackPressed => Action::Back,
        }
    }

    /// A key of a real keyboard or of a scanner.
    pub fn typed(&mut self, _key: ui::Key, _core: &Core) -> Action<Message> {
        Action::None
    }

    /// What is shown.
    pub fn view<'a>(&'a self, core: &'a Core) -> Page<'a, Message> {
        Page::new("forms", ui::text::body(&core.look, "forms"))
            .back(Message::BackPressed)
            .primary(Primary::new("primary", "Continue", Some(Message::Confirmed)))
    }
}
