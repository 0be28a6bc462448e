//! Sealing the session at each step, and taking up one that a crash has broken off.

use std::time::Duration;

use iced::Task;
use jiff::SignedDuration;
use registration::bill::{PaymentAnswer, PaymentState};
use registration::identity::Proof;
use registration::journey::{self, Step};
use registration::session::{DeskNote, Dossier};
use uuid::Uuid;

use super::help::Help;
use super::{App, Message, Place, Waiting};
use crate::draft::{self, Draft, Ended};
use crate::screen::{Screen, resume};
use crate::staff::panel;

/// How long the next page waits for the disk at most before it can be touched.
const SEALING: Duration = Duration::from_secs(1);

/// How long the disk may take to say whether somebody was here before.
const LOOKING: Duration = Duration::from_secs(2);

/// How long central may take for what it holds now, when a session is taken up.
const FETCHING: Duration = Duration::from_secs(5);

/// How often a session is sealed anew while a person takes their time over one step.
const AGAIN: SignedDuration = SignedDuration::from_mins(3);

/// What is known of a session that is being taken up.
#[derive(Clone)]
pub struct TakenUp {
    /// Where the person was.
    step: Step,
    /// It had ended before the crash.
    ended: Option<Ended>,
    /// What became of a payment that was begun.
    payment: Option<PaymentState>,
    /// What central holds now.
    dossier: Option<Dossier>,
    /// Whether the draft knew what central held.
    papers: bool,
}

impl App {
    /// Seals the session as it is at this step. The next page takes no touch before that is durable.
    pub(super) fn seal(&mut self, step: Step) -> Task<Message> {
        if self.core.session.person.is_none() {
            return Task::none();
        }
        self.seals += 1;
        self.sealing = true;
        self.sealed_at = self.core.now();
        let number = self.seals;
        let draft = Draft::of(&self.core, step, self.dossier == Waiting::Arrived);
        let kept = self.core.services.drafts.keep(draft);

        Task::perform(
            async move {
                // A slow disk is waited for behind the screen: it has the draft already.
                let _ = tokio::time::timeout(SEALING, kept).await;
            },
            move |()| Message::Sealed(number),
        )
    }

    pub(super) fn on_sealed(&mut self, number: u64) -> Task<Message> {
        if number == self.seals {
            self.sealing = false;
        }

        Task::none()
    }

    /// Whether a touch would come too early: something must be on the disk, or be looked up there, first.
    pub fn is_settling(&self) -> bool {
        self.sealing || self.looking
    }

    /// Seals anew what lies still, so that it does not run out under the person's hands.
    pub(super) fn seal_again(&mut self) -> Task<Message> {
        let step = match &self.place {
            Place::Step(screen) if screen.step() != Step::Find => screen.step(),
            _ => return Task::none(),
        };
        if self.core.now().duration_since(self.sealed_at) < AGAIN {
            return Task::none();
        }

        self.seal(step)
    }

    /// Wipes the draft of a session that is over.
    pub(super) fn forget_draft(&self) {
        if self.core.session.person.is_some() {
            self.core.services.drafts.forget(self.core.session.id);
        }
    }

    /// Somebody has said who they are: did they begin here before?
    pub(super) fn look_for_draft(&mut self) -> Task<Message> {
        self.looking = true;
        let session = self.core.session.clone();
        let id = session.id;
        let drafts = self.core.services.drafts.clone();
        let looked = async move {
            let mine = drafts
                .all()
                .await
                .into_iter()
                .find(|draft| draft.session.id != session.id && draft.is_of(&session) && !draft.is_barred())?;
            let ended = drafts.has_ended(mine.session.id).await;

            Some((Box::new(mine), ended))
        };

        Task::perform(
            async move { tokio::time::timeout(LOOKING, looked).await.ok().flatten() },
            move |found| Message::DraftFound(id, found),
        )
    }

    pub(super) fn on_draft(&mut self, found: Option<(Box<Draft>, bool)>) -> Task<Message> {
        self.looking = false;
        // Something else may have happened meanwhile: staff, or a way back.
        if !matches!(&self.place, Place::Step(Screen::Find(_))) {
            return Task::none();
        }
        let Some((draft, ended)) = found else {
            return self.advance();
        };
        // Whoever came with a code or a document has not said yet when they were born.
        let typed = self.core.session.proof == Proof::Told;
        let state = resume::State::new(draft.clone(), ended, typed, &self.core);
        if !state.asks() {
            return self.go_on_with(*draft);
        }
        self.place = Place::Resume(state);

        Task::none()
    }

    pub(super) fn on_resume(&mut self, message: resume::Message) -> Task<Message> {
        let Place::Resume(state) = &mut self.place else {
            return Task::none();
        };
        let action = state.update(message, &self.core);

        self.after_resume(action)
    }

    pub(super) fn after_resume(&mut self, action: resume::Action) -> Task<Message> {
        match action {
            resume::Action::None => Task::none(),
            resume::Action::Missed(draft) => {
                let barred = draft.is_barred();
                let counted = self.core.services.drafts.keep(*draft);
                let counted = Task::perform(counted, |()| Message::Noted);
                if barred {
                    // From here on it is as if there were none.
                    return Task::batch([counted, self.advance()]);
                }
                counted
            }
            resume::Action::GoOn(draft) => self.go_on_with(*draft),
            resume::Action::Again(draft) => {
                self.core.services.drafts.forget(draft.session.id);
                self.advance()
            }
            resume::Action::Without => self.advance(),
        }
    }

    /// The person goes on: nothing more is shown to them than to whoever says as little as they did.
    fn go_on_with(&mut self, mut draft: Draft) -> Task<Message> {
        let (here, then) = (self.core.session.proof, draft.session.proof);
        draft.session.proof = if here.shows_in_full() { then } else { here };

        self.take_up(draft)
    }

    /// Staff want to see the unfinished sessions.
    pub(super) fn list_drafts(&self) -> Task<Message> {
        let drafts = self.core.services.drafts.all();

        Task::perform(drafts, |drafts| {
            let unfinished = drafts.iter().map(panel::Unfinished::of).collect();
            Message::Staff(panel::Message::UnfinishedListed(unfinished))
        })
    }

    /// Staff have chosen one of them.
    pub(super) fn fetch_draft(&self, session: Uuid) -> Task<Message> {
        let here = self.core.session.id;
        let drafts = self.core.services.drafts.all();
        let fetched = async move {
            let all = drafts.await;
            all.into_iter().find(|draft| draft.session.id == session).map(Box::new)
        };

        Task::perform(fetched, move |draft| Message::DraftFetched(here, draft))
    }

    /// The session that staff go on with, unless it has run out under their hands.
    pub(super) fn on_fetched(&mut self, draft: Option<Box<Draft>>) -> Task<Message> {
        match draft {
            Some(draft) if self.core.session.person.is_none() => self.take_up(*draft),
            _ => Task::none(),
        }
    }

    /// Puts an unfinished session in the place of the one that stands at the kiosk, and asks what has changed.
    fn take_up(&mut self, draft: Draft) -> Task<Message> {
        let Draft {
            step,
            comfort,
            session,
            papers,
            ..
        } = draft;
        let (id, language) = (session.id, session.language.clone());
        tracing::info!(session = %id, step = step.as_str(), "an unfinished session is taken up");
        self.core.session = session;
        self.core.corrected_by = None;
        self.core.comfort(comfort);
        self.core.speak(&language);
        self.comfort = None;
        self.start_over = false;
        self.help_asking = false;
        if self.help == Help::Calling {
            // The answer will name the session that was set aside: help can be called anew.
            self.help = Help::NotCalled;
        }
        self.dossier = Waiting::NotAsked;
        self.place = Place::Between;
        self.touched();

        let services = self.core.services.clone();
        let patient = self.core.session.patient.clone();
        let open = self.core.session.payment.clone().filter(PaymentAnswer::is_open);
        let asked = async move {
            if let Some(ended) = services.drafts.end_of(id).await {
                return TakenUp {
                    step,
                    ended: Some(ended),
                    payment: None,
                    dossier: None,
                    papers,
                };
            }
            let payment = async {
                let task = open.and_then(|payment| payment.task)?;
                let state = services.central.payment_state(task);
                tokio::time::timeout(FETCHING, state).await.ok()
            };
            let dossier = tokio::time::timeout(FETCHING, services.central.dossier(patient));
            let (payment, dossier) = futures::join!(payment, dossier);

            TakenUp {
                step,
                ended: None,
                payment,
                dossier: dossier.ok(),
                papers,
            }
        };

        Task::perform(asked, move |taken_up| Message::TakenUp(id, Box::new(taken_up)))
    }

    pub(super) fn on_taken_up(&mut self, taken_up: TakenUp) -> Task<Message> {
        let TakenUp {
            step,
            ended,
            payment,
            dossier,
            papers,
        } = taken_up;
        if !matches!(self.place, Place::Between) {
            return Task::none();
        }
        if let Some(ended) = ended {
            return match ended {
                Ended::Registered(delivery) => self.end_sent(delivery),
                Ended::HandedOver => self.end(ended.outcome()),
            };
        }
        let rules = self.core.rules();
        let session = &mut self.core.session;
        // What was heard is what is true; nothing heard changes nothing.
        if let (Some(state), Some(answer)) = (payment, &mut session.payment)
            && matches!(state, PaymentState::Paid | PaymentState::Expired)
        {
            answer.state = state;
        }
        let dossier = dossier.unwrap_or_else(|| Dossier {
            missing: vec![
                DeskNote::InsuranceMissing,
                DeskNote::BillUnavailable,
                DeskNote::FormsMissing,
                DeskNote::ConsentMissing,
            ],
            ..Dossier::default()
        });
        draft::refresh(session, dossier, papers);
        self.dossier = Waiting::Arrived;
        // Whoever was looking at a code to pay with sees the bill again, and whether it was paid.
        let paying = step == Step::Bill && session.payment.is_some();
        let next = if paying {
            Step::Bill
        } else {
            journey::next(session, &rules)
        };

        Task::batch([self.seal(next), self.open(next)])
    }
}
