//! The override panel: PIN first, then what a member of staff can do about a stuck session.

use iced::Task;
use registration::journey::Step;
use ui::Element;

use crate::core::Core;

/// What the panel tells the app.
pub enum Action {
    /// Nothing.
    None,
    /// Do this in the background and bring the answer.
    Run(Task<Message>),
    /// Back to the patient, nothing done.
    Closed,
    /// A PIN was refused; it is written down.
    Refused,
    /// The panel was opened by this member of staff; it is written down.
    Opened { who: String },
    /// Leave this step out.
    Skip { who: String, reason: String },
    /// Staff correct a step themselves.
    Correct { who: String, step: Step },
    /// End the session; the desk confirms.
    DeskWillConfirm { who: String, reason: String },
    /// End the session; the desk goes on with this code.
    HandOver { who: String, reason: String, code: String },
    /// Wipe the session.
    Reset { who: String, reason: String },
}

/// What the panel remembers.
pub struct State {}

/// What happened on it.
#[derive(Clone)]
pub enum Message {
    /// Back to the patient.
    Closed,
}

impl State {
    /// The panel as it opens over a step (`None` over the attract screen).
    pub fn new(_core: &Core, _step: Option<Step>) -> Self {
        Self {}
    }

    /// Decides what a message means.
    pub fn update(&mut self, message: Message, _core: &Core) -> Action {
        match message {
            Message::Closed => Action::Closed,
        }
    }

    /// A key of a real keyboard.
    pub fn typed(&mut self, _key: ui::Key, _core: &Core) -> Action {
        Action::None
    }

    /// What is shown.
    pub fn view<'a>(&'a self, core: &'a Core) -> Element<'a, Message> {
        ui::button::primary(&core.look, "staff-close", "Close", None, Some(Message::Closed))
    }
}
