//! A session from the first touch to its end: which screen comes next, and what is wiped when.

use iced::Task;
use registration::journey::{self, Step};
use registration::session::Dossier;
use registration::{Outcome, Session};
use uuid::Uuid;

use super::{App, Message, Place, Waiting};
use crate::answer::Answer;
use crate::app::help::{Help, Shown};
use crate::idle::Idle;
use crate::screen::{self, Action, Screen, comfort, done};
use crate::service::central::Delivery;

impl App {
    /// Somebody touched the attract screen.
    pub(super) fn start(&mut self, language: Option<&'static str>) -> Task<Message> {
        if !matches!(self.place, Place::Attract(_)) {
            return Task::none();
        }
        self.core.session = Session::new(Uuid::new_v4(), self.core.now(), self.core.language());
        self.help_asking = false;
        if let Some(language) = language {
            self.core.speak(language);
        }
        self.touched();
        self.comfort = Some(comfort::State::default());

        self.open(Step::Find)
    }

    /// Wipes the session and waits for the next person.
    pub(super) fn leave(&mut self) -> Task<Message> {
        self.core.services.speech.stop();
        self.forget_draft();
        self.core.start_afresh();
        self.place = Place::Attract(0.0);
        self.comfort = None;
        self.staff = None;
        self.start_over = false;
        self.help = Help::default();
        self.help_shown = Shown::default();
        self.help_asking = false;
        self.idle = Idle::Active;
        self.corner = None;
        self.dossier = Waiting::NotAsked;
        self.sealing = false;
        self.looking = false;

        Task::none()
    }

    /// Opens the screen of a step.
    pub(super) fn open(&mut self, step: Step) -> Task<Message> {
        let (screen, task) = Screen::open(step, &self.core);
        let session = self.core.session.id;
        self.place = Place::Step(screen);

        task.map(move |message| Message::Screen(session, message))
    }

    /// Ends the session on the last screen.
    pub(super) fn end(&mut self, outcome: Outcome) -> Task<Message> {
        let opened = done::State::new(outcome, &self.core);

        self.show_end(opened)
    }

    /// Ends the session by what became of its registration.
    pub(super) fn end_sent(&mut self, delivery: Delivery) -> Task<Message> {
        let opened = done::State::of(delivery, &self.core);

        self.show_end(opened)
    }

    fn show_end(&mut self, (state, task): (done::State, Task<done::Message>)) -> Task<Message> {
        self.forget_draft();
        let session = self.core.session.id;
        self.place = Place::Done(state);
        self.comfort = None;
        self.staff = None;
        self.start_over = false;
        self.touched();

        task.map(move |message| Message::Done(session, message))
    }

    pub(super) fn on_screen(&mut self, message: screen::Message) -> Task<Message> {
        let Place::Step(screen) = &mut self.place else {
            return Task::none();
        };
        if self.looking {
            // Who they are is settled; a second touch on that page changes nothing any more.
            return Task::none();
        }
        let action = screen.update(message, &self.core);

        self.after_screen(action)
    }

    pub(super) fn after_screen(&mut self, action: Action<screen::Message>) -> Task<Message> {
        let session = self.core.session.id;
        match action {
            Action::None => Task::none(),
            Action::Run(task) => task.map(move |message| Message::Screen(session, message)),
            Action::Keep(answer, task) => {
                answer.apply(&mut self.core.session);
                let step = match &self.place {
                    Place::Step(screen) => screen.step(),
                    _ => return Task::none(),
                };

                Task::batch([
                    self.seal(step),
                    task.map(move |message| Message::Screen(session, message)),
                ])
            }
            Action::Next(answer) => self.answered(answer),
            Action::Back => self.back(),
            Action::Go(step) => {
                self.core.corrected_by = None;
                self.open(step)
            }
            Action::End(outcome) => self.end(outcome),
        }
    }

    pub(super) fn on_done(&mut self, message: done::Message) -> Task<Message> {
        let Place::Done(state) = &mut self.place else {
            return Task::none();
        };
        let session = self.core.session.id;
        match state.update(message, &self.core) {
            done::Action::None => Task::none(),
            done::Action::Run(task) => task.map(move |message| Message::Done(session, message)),
            done::Action::Finished => self.leave(),
        }
    }

    /// Writes an answer into the session and goes to what comes next.
    fn answered(&mut self, answer: Answer) -> Task<Message> {
        self.core.corrected_by = None;
        if let Answer::Sent { delivery, .. } = &answer {
            let delivery = *delivery;
            answer.apply(&mut self.core.session);
            return self.end_sent(delivery);
        }
        let identity_settled = matches!(answer, Answer::Found(_) | Answer::New(_));
        answer.apply(&mut self.core.session);
        if identity_settled {
            return Task::batch([self.ask_for_dossier(), self.look_for_draft()]);
        }

        self.advance()
    }

    /// Seals what is done and goes to the next step; waits for the dossier where the step needs it.
    pub(super) fn advance(&mut self) -> Task<Message> {
        let step = journey::next(&self.core.session, &self.core.rules());
        let needs_dossier = !matches!(step, Step::Find | Step::Visit | Step::Guardian | Step::Details);
        if needs_dossier && self.dossier == Waiting::Asked {
            self.place = Place::Between;
            return self.seal(step);
        }

        Task::batch([self.seal(step), self.open(step)])
    }

    fn back(&mut self) -> Task<Message> {
        // Staff who step back have handed the screen back to the patient: it is masked again.
        self.core.corrected_by = None;
        let Place::Step(screen) = &self.place else {
            return Task::none();
        };

        match journey::previous(screen.step(), &self.core.session, &self.core.rules()) {
            Some(Step::Find) => {
                // Whoever goes back behind their own name starts with nothing known.
                self.forget_draft();
                let fresh = Session::new(Uuid::new_v4(), self.core.now(), self.core.language());
                self.core.session = fresh;
                self.dossier = Waiting::NotAsked;
                if self.help == Help::Calling {
                    // The answer will name the session that has just ended: help can be called anew.
                    self.help = Help::NotCalled;
                }
                self.open(Step::Find)
            }
            Some(step) => self.open(step),
            None => {
                self.comfort = Some(comfort::State::default());
                Task::none()
            }
        }
    }

    fn ask_for_dossier(&mut self) -> Task<Message> {
        self.dossier = Waiting::Asked;
        let session = self.core.session.id;
        let asked = self.core.services.central.dossier(self.core.session.patient.clone());

        Task::perform(asked, move |dossier| {
            Message::DossierArrived(session, Box::new(dossier))
        })
    }

    pub(super) fn on_dossier(&mut self, dossier: Dossier) -> Task<Message> {
        let related = std::mem::take(&mut self.core.session.dossier.related);
        self.core.session.dossier = Dossier { related, ..dossier };
        self.dossier = Waiting::Arrived;

        if matches!(self.place, Place::Between) {
            self.advance()
        } else {
            Task::none()
        }
    }

    pub(super) fn on_comfort(&mut self, message: comfort::Message) -> Task<Message> {
        let Some(state) = &mut self.comfort else {
            return Task::none();
        };
        match state.update(message, &self.core) {
            comfort::Choice::None => {}
            comfort::Choice::Language(language) => self.core.speak(language),
            comfort::Choice::Comfort(choices) => self.core.comfort(choices),
            comfort::Choice::Done => self.comfort = None,
        }

        Task::none()
    }
}
