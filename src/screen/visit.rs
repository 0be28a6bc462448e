//! The step "visit": is this your visit today? Whoever cannot be registered here is told now, and not at the end.
//!
//! Ids: `date`, `when`, `provider`, `reason`, `place`; `primary` (yes, or on to the desk), `visit-not-mine`.

mod view;

use iced::Task;
use registration::Outcome;
use registration::outcome::SeeDesk;
use registration::session::DeskNote;
use registration::visit::{Timeliness, Visit, VisitChoice, timeliness};
use ui::Page;

use super::{Action, desk};
use crate::answer::Answer;
use crate::core::Core;

/// What the screen remembers.
pub struct State {
    /// The person was told and goes to the desk; the desk is being told.
    leaving: bool,
}

/// What happened on it.
#[derive(Clone)]
pub enum Message {
    /// The person wants to go on.
    Confirmed,
    /// "This is not my visit".
    NotMinePressed,
    /// The desk knows.
    DeskTold(SeeDesk),
    /// The person wants to go back.
    BackPressed,
}

impl State {
    /// The screen as it opens.
    pub fn new(_core: &Core) -> (Self, Task<Message>) {
        (Self { leaving: false }, Task::none())
    }

    /// Decides what a message means.
    pub fn update(&mut self, message: Message, core: &Core) -> Action<Message> {
        match message {
            // A second touch while the desk is being told changes nothing.
            Message::Confirmed if self.leaving => Action::None,
            Message::Confirmed => self.confirm(core),
            Message::DeskTold(reason) => Action::End(Outcome::SeeDesk(reason)),
            Message::NotMinePressed | Message::BackPressed => Action::Back,
        }
    }

    /// What is shown.
    pub fn view<'a>(&'a self, core: &'a Core) -> Page<'a, Message> {
        match visit(core) {
            Some(visit) => view::appointment(core, visit, judge(core, visit), self.leaving),
            None => view::walk_in(core),
        }
    }

    fn confirm(&mut self, core: &Core) -> Action<Message> {
        let Some(visit) = visit(core) else {
            return Action::Next(Answer::Visit(VisitChoice::WalkIn));
        };
        let (reason, note) = match judge(core, visit) {
            Timeliness::OnTime => {
                return Action::Next(Answer::Visit(VisitChoice::Appointment(Box::new(visit.clone()))));
            }
            Timeliness::TooEarly { .. } => (SeeDesk::TooEarly, None),
            Timeliness::TooLate => (SeeDesk::TooLate, Some(DeskNote::TooLate)),
            Timeliness::NotToday { .. } => (SeeDesk::NotToday, None),
            Timeliness::NotInPerson => (SeeDesk::NotInPerson, None),
            Timeliness::Closed => (SeeDesk::Closed, Some(DeskNote::VisitClosed)),
            Timeliness::AlreadyArrived => (SeeDesk::Closed, None),
        };
        let Some(note) = note else {
            return Action::End(Outcome::SeeDesk(reason));
        };
        self.leaving = true;

        Action::Run(desk::told(vec![note], Message::DeskTold(reason), core))
    }
}

fn visit(core: &Core) -> Option<&Visit> {
    match &core.session.visit {
        Some(VisitChoice::Appointment(visit)) => Some(visit),
        Some(VisitChoice::WalkIn) | None => None,
    }
}

fn judge(core: &Core, visit: &Visit) -> Timeliness {
    timeliness(visit, core.now(), &core.zone(), core.config.window())
}

#[cfg(test)]
mod tests;
