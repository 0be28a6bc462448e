//! The step "What I owe": what is open, and how the person wants to pay it. Nobody has to.
//!
//! The card is never seen here: the person pays on their own phone, behind an opaque link that works once and for a
//! short time. The square on the screen holds that link and nothing else.
//!
//! Its ids: `owed-1`, `owed-2`…; `pay-phone`, `pay-desk`, `pay-later`; `qr` (its value is the link),
//! `countdown`; `paid`; `undetermined`; `primary`.

#[cfg(test)]
pub(in crate::screen) mod fits;
mod view;

#[cfg(test)]
mod tests;

use std::time::Duration;

use futures::stream;
use iced::{Task, task};
use jiff::Timestamp;
use registration::bill::{PaymentAnswer, PaymentChoice, PaymentLink, PaymentState};
use ui::Page;

use super::Action;
use crate::answer::Answer;
use crate::core::Core;
use crate::service::central::{Central, Unanswered};

/// How often central is asked whether the payment has arrived.
const POLL: Duration = Duration::from_secs(2);

/// Before this nobody notices that they wait.
const QUIET: Duration = Duration::from_millis(300);

/// After this a person asks themselves what is going on.
const LONG: Duration = Duration::from_secs(5);

/// So many answers may fail one after another before it is said that nothing is heard.
const DEAF: u8 = 3;

/// How much longer than usual a person may look at their phone.
const PATIENCE: i64 = 5;

/// What the screen remembers.
pub struct State {
    place: Place,
    /// Counts the links that were asked for, so that a late answer is known as one.
    attempt: u32,
    /// The `Task` of the last link that was shown, and what is known of it.
    begun: Option<(String, PaymentState)>,
}

/// What is shown.
enum Place {
    /// What is owed, and the ways to pay.
    Owed,
    /// A link has been asked for.
    Asking(Wait),
    /// The square.
    Code(Code),
    /// Paid.
    Paid,
    /// The link ran out.
    Expired,
    /// There is no link to be had.
    Unavailable,
    /// Nobody can say whether the payment arrived. The square is gone: it must not be paid twice.
    Undetermined(Code),
}

/// How long a link is being waited for, as the person sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Wait {
    /// Just touched.
    Begun,
    /// It takes a moment.
    Noticed,
    /// It takes longer than usual.
    Long,
}

/// A link on the screen.
struct Code {
    task: String,
    url: String,
    matrix: paper::Matrix,
    expires: Option<Timestamp>,
    /// How many answers failed, one after another.
    deaf: u8,
    /// Asks central, for as long as the square is shown.
    _polling: task::Handle,
}

/// What happened on it.
#[derive(Clone)]
pub enum Message {
    /// "Pay now with my phone", or a new code.
    PhonePressed,
    /// Time has gone by since a link was asked for.
    Waited(u32, Wait),
    /// The link is there, or will not come.
    LinkArrived(u32, Result<PaymentLink, Unanswered>),
    /// What central says of the payment that this `Task` asked for.
    PaymentHeard(String, PaymentState),
    /// "Pay at the desk".
    DeskPressed,
    /// "Pay later".
    LaterPressed,
    /// On, with what was chosen.
    Confirmed,
    /// The person wants to go back.
    BackPressed,
}

impl State {
    /// The screen as it opens.
    pub fn new(core: &Core) -> (Self, Task<Message>) {
        let payment = core.session.payment.as_ref();
        let begun = payment.and_then(|payment| Some((payment.task.clone()?, payment.state)));
        let paid = payment.is_some_and(|payment| payment.state == PaymentState::Paid);
        let place = if paid { Place::Paid } else { Place::Owed };

        (
            Self {
                place,
                attempt: 0,
                begun,
            },
            Task::none(),
        )
    }

    /// How much longer than usual a person may look elsewhere here.
    pub fn patience(&self) -> i64 {
        if matches!(self.place, Place::Code(_)) {
            PATIENCE
        } else {
            1
        }
    }

    /// Decides what a message means.
    pub fn update(&mut self, message: Message, core: &Core) -> Action<Message> {
        match message {
            Message::PhonePressed => self.ask(core),
            Message::Waited(attempt, reached) => {
                if let Place::Asking(wait) = &mut self.place
                    && attempt == self.attempt
                {
                    *wait = reached.max(*wait);
                }
                Action::None
            }
            Message::LinkArrived(attempt, link) => {
                if attempt == self.attempt && matches!(self.place, Place::Asking(_)) {
                    return self.show(link, core);
                }
                Action::None
            }
            Message::PaymentHeard(task, state) => {
                self.hear(&task, state, core);
                Action::None
            }
            Message::DeskPressed => self.answer(PaymentChoice::Desk),
            Message::LaterPressed => self.answer(PaymentChoice::Later),
            Message::Confirmed => self.confirm(core),
            Message::BackPressed => match self.place {
                Place::Owed | Place::Paid => Action::Back,
                Place::Asking(_) | Place::Code(_) | Place::Expired | Place::Unavailable | Place::Undetermined(_) => {
                    self.place = Place::Owed;
                    Action::None
                }
            },
        }
    }

    /// What is shown.
    pub fn view<'a>(&'a self, core: &'a Core) -> Page<'a, Message> {
        view::page(self, core)
    }

    fn ask(&mut self, core: &Core) -> Action<Message> {
        if matches!(self.place, Place::Asking(_) | Place::Code(_) | Place::Paid) || self.is_undetermined() {
            return Action::None;
        }
        self.attempt += 1;
        self.place = Place::Asking(Wait::Begun);
        let attempt = self.attempt;
        let asked = core.services.central.payment_link(core.session.clone(), core.now());
        let after = |time, reached| {
            Task::perform(async move { tokio::time::sleep(time).await }, move |()| {
                Message::Waited(attempt, reached)
            })
        };

        Action::Run(Task::batch([
            Task::perform(asked, move |link| Message::LinkArrived(attempt, link)),
            after(QUIET, Wait::Noticed),
            after(LONG, Wait::Long),
        ]))
    }

    fn show(&mut self, link: Result<PaymentLink, Unanswered>, core: &Core) -> Action<Message> {
        let shown = link
            .ok()
            .and_then(|link| Some((paper::qr_matrix(&link.url).ok()?, link)));
        let Some((matrix, link)) = shown else {
            self.place = Place::Unavailable;
            return Action::None;
        };
        let PaymentLink { task, url, expires } = link;
        let (polling, handle) = poll(core.services.central.clone(), task.clone()).abortable();
        self.begun = Some((task.clone(), PaymentState::Waiting));
        let begun = PaymentAnswer {
            choice: PaymentChoice::Phone,
            state: PaymentState::Waiting,
            task: Some(task.clone()),
        };
        self.place = Place::Code(Code {
            task,
            url,
            matrix,
            expires,
            deaf: 0,
            _polling: handle.abort_on_drop(),
        });

        // From here on it may be paid: that must not be forgotten, whatever happens to the kiosk.
        Action::Keep(Answer::Payment(begun), polling)
    }

    fn hear(&mut self, task: &str, state: PaymentState, core: &Core) {
        let unclear = self.is_undetermined();
        let (Place::Code(code) | Place::Undetermined(code)) = &mut self.place else {
            return;
        };
        if code.task != task {
            return;
        }
        let ran_out = code.expires.is_some_and(|expires| expires <= core.now());
        let known = match state {
            PaymentState::Paid | PaymentState::Expired | PaymentState::Undetermined => state,
            // Nothing heard is no news: the person may be paying at this moment. When the link has run out meanwhile,
            // nobody can say what became of it.
            PaymentState::Unavailable => {
                code.deaf = code.deaf.saturating_add(1);
                if ran_out || unclear {
                    PaymentState::Undetermined
                } else {
                    PaymentState::Waiting
                }
            }
            PaymentState::Waiting => {
                code.deaf = 0;
                if ran_out {
                    PaymentState::Expired
                } else {
                    PaymentState::Waiting
                }
            }
        };
        self.begun = Some((code.task.clone(), known));
        let place = std::mem::replace(&mut self.place, Place::Owed);
        self.place = match (known, place) {
            (PaymentState::Paid, _) => Place::Paid,
            (PaymentState::Expired, _) => Place::Expired,
            (PaymentState::Undetermined, Place::Code(code) | Place::Undetermined(code)) => Place::Undetermined(code),
            // Central says that it waits again: so does the square.
            (PaymentState::Waiting, Place::Undetermined(code)) => Place::Code(code),
            (PaymentState::Waiting | PaymentState::Undetermined | PaymentState::Unavailable, place) => place,
        };
    }

    /// Whether a link was shown of which nobody can say whether it was paid.
    fn is_undetermined(&self) -> bool {
        matches!(self.begun, Some((_, PaymentState::Undetermined)))
    }

    /// The primary action: on, by the way that follows from what is shown.
    fn confirm(&mut self, core: &Core) -> Action<Message> {
        match &self.place {
            Place::Owed => match &core.session.payment {
                Some(payment) => Action::Next(Answer::Payment(payment.clone())),
                None => Action::None,
            },
            Place::Asking(_) => Action::None,
            // They may have paid on their phone this very second.
            Place::Code(_) | Place::Paid | Place::Undetermined(_) => self.answer(PaymentChoice::Phone),
            Place::Expired => self.ask(core),
            Place::Unavailable => self.answer(PaymentChoice::Desk),
        }
    }

    /// The answer: a link that was shown stays with it, because it can still be paid.
    fn answer(&self, choice: PaymentChoice) -> Action<Message> {
        let (task, state) = match &self.begun {
            Some((task, state)) => (Some(task.clone()), *state),
            None => (None, PaymentState::Waiting),
        };
        let choice = if state == PaymentState::Paid {
            PaymentChoice::Phone
        } else {
            choice
        };

        Action::Next(Answer::Payment(PaymentAnswer { choice, state, task }))
    }
}

/// Asks central again and again how the payment stands. The stream ends when its handle is dropped.
fn poll(central: std::sync::Arc<dyn Central>, task: String) -> Task<Message> {
    let heard = stream::unfold((central, task), |(central, task)| async move {
        tokio::time::sleep(POLL).await;
        let state = central.payment_state(task.clone()).await;

        Some(((task.clone(), state), (central, task)))
    });

    Task::run(heard, |(task, state)| Message::PaymentHeard(task, state))
}
