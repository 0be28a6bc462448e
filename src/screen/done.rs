//! How it ended, said honestly.

use iced::Task;
use registration::Outcome;
use ui::{Page, Primary};

use crate::core::Core;

/// What the screen remembers.
pub struct State {
    /// How the session ended.
    pub outcome: Outcome,
}

/// What happened on it.
#[derive(Clone)]
pub enum Message {
    /// The person has read it.
    Finished,
}

/// What it tells the app.
pub enum Action {
    /// Nothing.
    None,
    /// Do this in the background and bring the answer.
    Run(Task<Message>),
    /// The person is gone.
    Finished,
}

impl State {
    /// The screen as it opens: paper is printed now.
    pub fn new(outcome: Outcome, _core: &Core) -> (Self, Task<Message>) {
        (Self { outcome }, Task::none())
    }

    /// Decides what a message means.
    pub fn update(&mut self, message: Message, _core: &Core) -> Action {
        match message {
            Message::Finished => Action::Finished,
        }
    }

    /// What is shown.
    pub fn view<'a>(&'a self, core: &'a Core) -> Page<'a, Message> {
        Page::new(self.outcome.to_string(), ui::text::body(&core.look, "done"))
            .primary(Primary::new("primary", "I'm finished", Some(Message::Finished)))
    }
}
