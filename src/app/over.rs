//! What stands over a screen: the idle warning, the question whether to start over, help; and staff.

use futures::FutureExt;
use iced::Task;
use registration::Outcome;
use registration::outcome::SeeDesk;
use registration::session::Skipped;
use ui::Element;
use uuid::Uuid;

use super::help::{self, Help};
use super::{App, Message, Place};
use crate::idle::Idle;
use crate::screen::review;
use crate::service::central::{Delivery, Override, Reply};
use crate::staff::panel;
use crate::t;

impl App {
    /// The dialog over the screen, if any; the most urgent one.
    pub(super) fn dialog(&self) -> Option<Element<'_, Message>> {
        if matches!(self.place, Place::Attract(_)) {
            return None;
        }
        if let Idle::Warning { left } = self.idle
            && self.warns()
        {
            return Some(self.idle_warning(left));
        }

        if self.start_over {
            Some(self.start_over_question())
        } else if self.help_shown.0 {
            Some(self.help_dialog())
        } else {
            None
        }
    }

    /// Whether the idle warning is shown.
    pub(super) fn warns(&self) -> bool {
        matches!(
            (self.idle, &self.place),
            (
                Idle::Warning { .. },
                Place::Step(_) | Place::Resume(_) | Place::Between | Place::Ending
            )
        )
    }

    fn idle_warning(&self, left: i64) -> Element<'_, Message> {
        let (look, locale) = (&self.core.look, &self.core.locale);

        ui::dialog(
            look,
            t!(locale, "idle-title"),
            ui::dialog::words(look, t!(locale, "idle-body", seconds = left)),
            vec![
                ui::button::secondary(
                    look,
                    "idle-leave",
                    t!(locale, "idle-leave"),
                    None,
                    Some(Message::StartOverConfirmed),
                ),
                ui::button::primary(look, "idle-stay", t!(locale, "idle-stay"), None, Some(Message::Stayed)),
            ],
        )
    }

    fn start_over_question(&self) -> Element<'_, Message> {
        let (look, locale) = (&self.core.look, &self.core.locale);

        ui::dialog(
            look,
            t!(locale, "start-over-title"),
            ui::dialog::words(look, t!(locale, "start-over-body")),
            vec![
                ui::button::secondary(
                    look,
                    "start-over-yes",
                    t!(locale, "start-over-yes"),
                    None,
                    Some(Message::StartOverConfirmed),
                ),
                ui::button::primary(
                    look,
                    "start-over-no",
                    t!(locale, "start-over-no"),
                    None,
                    Some(Message::StartOverRefused),
                ),
            ],
        )
    }

    fn help_dialog(&self) -> Element<'_, Message> {
        let (look, locale) = (&self.core.look, &self.core.locale);
        let (title, body) = match &self.help {
            Help::NotCalled | Help::Calling => (t!(locale, "help-calling-title"), t!(locale, "help-calling-body")),
            Help::Called { .. } => (t!(locale, "help-called-title"), t!(locale, "help-called-body")),
            Help::Coming { .. } => (t!(locale, "help-coming-title"), t!(locale, "help-coming-body")),
            Help::NotThrough => (
                t!(locale, "help-not-through-title"),
                t!(locale, "help-not-through-body"),
            ),
        };

        ui::dialog(
            look,
            title,
            ui::dialog::words(look, body),
            vec![ui::button::primary(
                look,
                "help-close",
                t!(locale, "help-close"),
                None,
                Some(Message::Help(help::Message::Closed)),
            )],
        )
    }

    /// Shown while central is asked what it holds.
    pub(super) fn between(&self) -> (Element<'_, Message>, u64) {
        let (look, locale) = (&self.core.look, &self.core.locale);
        let page = ui::Page::new(
            t!(locale, "between-title"),
            ui::waiting(look, t!(locale, "between-body")),
        )
        .centered();

        self.framed(self.chrome(), page)
    }

    pub(super) fn on_staff(&mut self, message: panel::Message) -> Task<Message> {
        let Some(panel) = &mut self.staff else {
            // The panel was closed while a PIN was looked up: a refusal is written down all the same.
            return if message.is_refusal() {
                self.refused()
            } else {
                Task::none()
            };
        };
        let action = panel.update(message, &self.core);

        self.after_staff(action)
    }

    pub(super) fn after_staff(&mut self, action: panel::Action) -> Task<Message> {
        match action {
            panel::Action::None => Task::none(),
            panel::Action::Run(task) => task.map(Message::Staff),
            panel::Action::Closed => {
                self.staff = None;
                Task::none()
            }
            panel::Action::Refused => self.refused(),
            panel::Action::Opened { who } => {
                let written = self.write_down("open", who, String::new());
                // Over somebody's session no other one is spoken of.
                if self.core.session.person.is_some() {
                    return written;
                }
                Task::batch([written, self.list_drafts()])
            }
            panel::Action::Resume { who, reason, session } => {
                self.staff = None;
                let written = self.write_down_for(session, "resume", who, reason);
                Task::batch([written, self.fetch_draft(session)])
            }
            panel::Action::Discard { who, reason, session } => {
                let written = self.write_down_for(session, "discard", who, reason);
                self.core.services.drafts.forget(session);
                // What is left is listed anew.
                Task::batch([written, self.list_drafts()])
            }
            panel::Action::Skip { who, reason, step } => {
                self.staff = None;
                if !matches!(&self.place, Place::Step(screen) if screen.step() == step) {
                    // The journey went on under the panel: what staff saw is not there any more.
                    return Task::none();
                }
                let written = self.write_down("skip", who.clone(), format!("{}: {reason}", step.as_str()));
                let at = self.core.now();
                self.core.session.skipped.push(Skipped {
                    step,
                    by: who,
                    reason,
                    at,
                });
                Task::batch([written, self.advance()])
            }
            panel::Action::Correct { who, step } => {
                let written = self.write_down("correct", who.clone(), step.as_str().to_owned());
                self.core.corrected_by = Some(who);
                self.staff = None;
                Task::batch([written, self.open(step)])
            }
            panel::Action::DeskWillConfirm { who, reason } => {
                let written = self.write_down("desk-will-confirm", who, reason);
                self.staff = None;
                Task::batch([written, self.finish_at_desk()])
            }
            panel::Action::HandOver { who, reason, code } => {
                let written = self.write_down("hand-over", who, reason);
                self.staff = None;
                let (central, now) = (self.core.services.central.clone(), self.core.now());
                let signed = review::with_copies(self.core.session.clone(), &self.core);
                let handed = async move { central.hand_over(signed.await, code, now).await }.boxed();
                Task::batch([written, self.end_when_kept(handed, Outcome::HandedOver)])
            }
            panel::Action::Reset { who, reason } => {
                let written = self.write_down("reset", who, reason);
                Task::batch([written, self.leave()])
            }
        }
    }

    /// Staff end the session: what was collected is sent, and the desk confirms, whatever central says to it.
    fn finish_at_desk(&mut self) -> Task<Message> {
        if self.core.session.person.is_none() {
            return self.end(Outcome::SeeDesk(SeeDesk::Staff));
        }
        if !self.core.session.visit_confirmed {
            // An appointment that nobody has confirmed, perhaps cancelled or on another day, is not arrived at.
            self.core.session.visit = Some(registration::visit::VisitChoice::WalkIn);
        }
        let (central, now) = (self.core.services.central.clone(), self.core.now());
        let signed = review::with_copies(self.core.session.clone(), &self.core);
        let sent = async move { central.send(signed.await, now).await }.boxed();

        self.end_when_kept(sent, Outcome::DeskWillConfirm)
    }

    /// Ends the session once what it collected is safe; the person waits so long.
    fn end_when_kept(&mut self, kept: Reply<Delivery>, outcome: Outcome) -> Task<Message> {
        let session = self.core.session.id;
        self.place = Place::Ending;

        Task::perform(kept, move |delivery| Message::Kept(session, outcome, delivery))
    }

    /// What staff ended is safe, or the disk did not take it: then the desk registers the person by hand.
    pub(super) fn on_kept(&mut self, outcome: Outcome, delivery: Delivery) -> Task<Message> {
        match delivery {
            Delivery::LeftToDesk if outcome == Outcome::DeskWillConfirm => self.end_sent(delivery),
            Delivery::Acknowledged | Delivery::LeftToDesk | Delivery::Waiting => self.end(outcome),
            Delivery::NotKept => self.end(Outcome::SeeDesk(SeeDesk::Staff)),
        }
    }

    fn refused(&self) -> Task<Message> {
        self.write_down("refused", "unknown".to_owned(), String::new())
    }

    /// To the audit trail on this disk, and to central.
    fn write_down(&self, action: &'static str, who: String, why: String) -> Task<Message> {
        self.write_down_for(self.core.session.id, action, who, why)
    }

    /// The same of a session that is not the one at the kiosk.
    fn write_down_for(&self, session: Uuid, action: &'static str, who: String, why: String) -> Task<Message> {
        let action = Override {
            action,
            who,
            why,
            when: self.core.now(),
            session,
        };
        if let Err(error) = self.core.services.trail.append(&action) {
            // Central still gets it; an override is never held up by a full disk.
            tracing::error!(%error, action = action.action, "the audit trail did not take an entry");
        }

        Task::perform(self.core.services.central.report(action), |()| Message::Noted)
    }
}
