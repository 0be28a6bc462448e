//! The screens: one file a step, each a small Elm program. This file only tells them apart.

pub mod attract;
pub mod bill;
#[cfg(test)]
mod clinic;
pub mod comfort;
pub mod consent;
mod desk;
pub mod details;
pub mod done;
pub mod fields;
pub mod find;
pub mod forms;
pub mod guardian;
pub mod insurance;
pub mod resume;
pub mod review;
pub mod visit;

use iced::Task;
use registration::Outcome;
use registration::journey::Step;
use ui::Page;

use crate::answer::Answer;
use crate::core::Core;

/// What a screen tells its parent.
pub enum Action<M> {
    /// Nothing to do.
    None,
    /// Do this in the background and bring the answer.
    Run(Task<M>),
    /// So much of the step is done that it must not be lost; and do this in the background.
    Keep(Answer, Task<M>),
    /// The step is done.
    Next(Answer),
    /// To the step before.
    Back,
    /// Go to another step, to correct it.
    Go(Step),
    /// The session ends here.
    End(Outcome),
}

/// The screen that is shown.
pub enum Screen {
    /// Who are you, and what did you come for?
    Find(find::State),
    /// Is this your visit?
    Visit(visit::State),
    /// Who came with the child.
    Guardian(guardian::State),
    /// About me.
    Details(details::State),
    /// Insurance.
    Insurance(insurance::State),
    /// Questions.
    Forms(forms::State),
    /// Documents to sign.
    Consent(consent::State),
    /// What I owe.
    Bill(bill::State),
    /// Check and send.
    Review(review::State),
}

/// What happened on a screen.
#[derive(Clone)]
#[allow(missing_docs)]
pub enum Message {
    Find(find::Message),
    Visit(visit::Message),
    Guardian(guardian::Message),
    Details(details::Message),
    Insurance(insurance::Message),
    Forms(forms::Message),
    Consent(consent::Message),
    Bill(bill::Message),
    Review(review::Message),
}

impl Screen {
    /// Opens the screen of a step.
    pub fn open(step: Step, core: &Core) -> (Self, Task<Message>) {
        match step {
            Step::Find => opened(find::State::new(core), Self::Find, Message::Find),
            Step::Visit => opened(visit::State::new(core), Self::Visit, Message::Visit),
            Step::Guardian => opened(guardian::State::new(core), Self::Guardian, Message::Guardian),
            Step::Details => opened(details::State::new(core), Self::Details, Message::Details),
            Step::Insurance => opened(insurance::State::new(core), Self::Insurance, Message::Insurance),
            Step::Forms => opened(forms::State::new(core), Self::Forms, Message::Forms),
            Step::Consent => opened(consent::State::new(core), Self::Consent, Message::Consent),
            Step::Bill => opened(bill::State::new(core), Self::Bill, Message::Bill),
            Step::Review => opened(review::State::new(core), Self::Review, Message::Review),
        }
    }

    /// The step that it is the screen of.
    pub fn step(&self) -> Step {
        match self {
            Self::Find(_) => Step::Find,
            Self::Visit(_) => Step::Visit,
            Self::Guardian(_) => Step::Guardian,
            Self::Details(_) => Step::Details,
            Self::Insurance(_) => Step::Insurance,
            Self::Forms(_) => Step::Forms,
            Self::Consent(_) => Step::Consent,
            Self::Bill(_) => Step::Bill,
            Self::Review(_) => Step::Review,
        }
    }

    /// Hands a message to the screen it is for; one for another screen came too late.
    pub fn update(&mut self, message: Message, core: &Core) -> Action<Message> {
        match (self, message) {
            (Self::Find(state), Message::Find(message)) => state.update(message, core).map(Message::Find),
            (Self::Visit(state), Message::Visit(message)) => state.update(message, core).map(Message::Visit),
            (Self::Guardian(state), Message::Guardian(message)) => state.update(message, core).map(Message::Guardian),
            (Self::Details(state), Message::Details(message)) => state.update(message, core).map(Message::Details),
            (Self::Insurance(state), Message::Insurance(message)) => {
                state.update(message, core).map(Message::Insurance)
            }
            (Self::Forms(state), Message::Forms(message)) => state.update(message, core).map(Message::Forms),
            (Self::Consent(state), Message::Consent(message)) => state.update(message, core).map(Message::Consent),
            (Self::Bill(state), Message::Bill(message)) => state.update(message, core).map(Message::Bill),
            (Self::Review(state), Message::Review(message)) => state.update(message, core).map(Message::Review),
            _ => Action::None,
        }
    }

    /// What the screen shows.
    pub fn view<'a>(&'a self, core: &'a Core) -> Page<'a, Message> {
        match self {
            Self::Find(state) => state.view(core).map(Message::Find),
            Self::Visit(state) => state.view(core).map(Message::Visit),
            Self::Guardian(state) => state.view(core).map(Message::Guardian),
            Self::Details(state) => state.view(core).map(Message::Details),
            Self::Insurance(state) => state.view(core).map(Message::Insurance),
            Self::Forms(state) => state.view(core).map(Message::Forms),
            Self::Consent(state) => state.view(core).map(Message::Consent),
            Self::Bill(state) => state.view(core).map(Message::Bill),
            Self::Review(state) => state.view(core).map(Message::Review),
        }
    }

    /// A key of a real keyboard or of a scanner that types as one.
    pub fn typed(&mut self, key: ui::Key, core: &Core) -> Action<Message> {
        match self {
            Self::Find(state) => state.typed(key, core).map(Message::Find),
            Self::Guardian(state) => state.typed(key, core).map(Message::Guardian),
            Self::Details(state) => state.typed(key, core).map(Message::Details),
            Self::Insurance(state) => state.typed(key, core).map(Message::Insurance),
            Self::Forms(state) => state.typed(key, core).map(Message::Forms),
            _ => Action::None,
        }
    }
}

fn opened<S, M: Send + 'static>(
    (state, task): (S, Task<M>),
    screen: fn(S) -> Screen,
    message: fn(M) -> Message,
) -> (Screen, Task<Message>) {
    (screen(state), task.map(message))
}

impl<M: Send + 'static> Action<M> {
    fn map<N: Send + 'static>(self, message: fn(M) -> N) -> Action<N> {
        match self {
            Self::None => Action::None,
            Self::Run(task) => Action::Run(task.map(message)),
            Self::Keep(answer, task) => Action::Keep(answer, task.map(message)),
            Self::Next(answer) => Action::Next(answer),
            Self::Back => Action::Back,
            Self::Go(step) => Action::Go(step),
            Self::End(outcome) => Action::End(outcome),
        }
    }
}
