//! Help: one touch tells central, and the person sees when somebody is coming.

use iced::Task;
use registration::journey::Step;
use registration::mapping::task::HelpState;
use ui::{Element, Icon, Tone};
use uuid::Uuid;

use super::{App, Message as AppMessage, Place};
use crate::service::central::Unanswered;
use crate::t;

/// Where a call for help stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Help {
    /// Nobody was called.
    #[default]
    NotCalled,
    /// The call is on its way.
    Calling,
    /// Central has the call; nobody has answered yet.
    Called {
        /// `Task/id`.
        task: String,
    },
    /// Somebody is coming.
    Coming {
        /// `Task/id`.
        task: String,
    },
    /// The call did not get through: the person is told where the desk is.
    NotThrough,
}

/// What happened about help.
#[derive(Clone)]
pub enum Message {
    /// The button.
    Pressed,
    /// Central has the call, or not.
    Called(Uuid, Result<String, Unanswered>),
    /// Whether somebody is coming.
    Answered(Uuid, String, Result<HelpState, Unanswered>),
    /// The person has read it.
    Closed,
}

/// What is said of help, and whether over the screen or as a quiet line.
#[derive(Default)]
pub(super) struct Shown(pub bool);

impl App {
    pub(super) fn on_help(&mut self, message: Message) -> Task<AppMessage> {
        match message {
            Message::Pressed => self.call_help(),
            Message::Called(session, result) if session == self.core.session.id => {
                self.help = match result {
                    Ok(task) => Help::Called { task },
                    Err(Unanswered) => Help::NotThrough,
                };
                Task::none()
            }
            Message::Answered(session, about, result) if session == self.core.session.id => {
                self.help_asking = false;
                if let (Help::Called { task } | Help::Coming { task }, Ok(state)) = (self.help.clone(), result)
                    && task == about
                {
                    if state == HelpState::Done {
                        // Whoever was helped needs no news of it.
                        self.help_shown = Shown(false);
                    }
                    self.help = match state {
                        HelpState::Called => Help::Called { task },
                        HelpState::Coming => Help::Coming { task },
                        HelpState::Done => Help::NotCalled,
                    };
                }
                Task::none()
            }
            Message::Called(..) | Message::Answered(..) => Task::none(),
            Message::Closed => {
                self.help_shown = Shown(false);
                if self.help == Help::NotThrough {
                    self.help = Help::NotCalled;
                }
                Task::none()
            }
        }
    }

    fn call_help(&mut self) -> Task<AppMessage> {
        self.help_shown = Shown(true);
        if self.help != Help::NotCalled {
            return Task::none();
        }
        self.help = Help::Calling;
        let session = self.core.session.id;
        let step = match &self.place {
            Place::Step(screen) => screen.step(),
            Place::Attract(_) | Place::Resume(_) | Place::Between | Place::Ending | Place::Done(_) => Step::Find,
        };
        let called =
            self.core
                .services
                .central
                .call_help(session, step, self.core.language().to_owned(), self.core.now());

        Task::perform(called, move |result| AppMessage::Help(Message::Called(session, result)))
    }

    /// Asks every few seconds whether somebody is coming.
    pub(super) fn ask_about_help(&mut self) -> Task<AppMessage> {
        let (Help::Called { task } | Help::Coming { task }) = &self.help else {
            return Task::none();
        };
        if std::mem::replace(&mut self.help_asking, true) {
            return Task::none();
        }
        let session = self.core.session.id;
        let task = task.clone();
        let asked = self.core.services.central.help_state(task.clone());

        Task::perform(asked, move |result| {
            AppMessage::Help(Message::Answered(session, task.clone(), result))
        })
    }

    /// The quiet line on every page while help is on its way.
    pub(super) fn banner(&self) -> Option<Element<'_, AppMessage>> {
        let core = &self.core;
        match &self.help {
            Help::NotCalled | Help::Calling | Help::NotThrough => None,
            Help::Called { .. } => Some(ui::notice(
                &core.look,
                Tone::Plain,
                Icon::Help,
                t!(core.locale, "help-called-banner"),
            )),
            Help::Coming { .. } => Some(ui::notice(
                &core.look,
                Tone::Success,
                Icon::Help,
                t!(core.locale, "help-coming-banner"),
            )),
        }
    }
}
