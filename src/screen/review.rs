//! The step "Check and send": everything on one page, each part to be corrected, and then the one touch that
//! registers the person.
//!
//! Its ids: rows `details`, `visit`, `guardian`, `insurance`, `forms`, `consent`, `bill`, each with `change-<step>`;
//! `primary` (send); `waiting` while it is sent.

mod rows;
mod send;

#[cfg(test)]
mod tests;

pub use send::with_copies;

use std::time::Duration;

use iced::Task;
use registration::Session;
use registration::journey::Step;
use ui::{Element, Icon, Page, Primary, Space};

use super::Action;
use crate::answer::Answer;
use crate::core::Core;
use crate::service::central::Delivery;
use crate::t;

/// Before this nobody notices that they wait.
const QUIET: Duration = Duration::from_millis(300);

/// After this a person asks themselves what is going on.
const LONG: Duration = Duration::from_secs(5);

/// What the screen remembers.
pub struct State {
    sending: Sending,
}

/// How far the sending is, as the person sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sending {
    /// Not touched yet.
    NotYet,
    /// Just touched: the page still stands.
    Begun,
    /// It takes a moment, and that is said.
    Waiting,
    /// It takes longer than usual, and that is said too.
    Long,
}

/// What happened on it.
#[derive(Clone)]
pub enum Message {
    /// The person wants to send it.
    Confirmed,
    /// Time has gone by since then.
    Waited(Sending),
    /// It was sent, or kept; with the session as it was sent.
    Sent(Delivery, Box<Session>),
    /// A part is to be corrected.
    ChangePressed(Step),
    /// The person wants to go back.
    BackPressed,
}

impl State {
    /// The screen as it opens.
    pub fn new(_core: &Core) -> (Self, Task<Message>) {
        (
            Self {
                sending: Sending::NotYet,
            },
            Task::none(),
        )
    }

    /// Whether the registration is on its way.
    pub fn is_sending(&self) -> bool {
        self.sending > Sending::NotYet
    }

    /// Decides what a message means.
    pub fn update(&mut self, message: Message, core: &Core) -> Action<Message> {
        match message {
            Message::Confirmed if self.sending == Sending::NotYet => {
                self.sending = Sending::Begun;
                let after = |time, reached| {
                    Task::perform(async move { tokio::time::sleep(time).await }, move |()| {
                        Message::Waited(reached)
                    })
                };

                Action::Run(Task::batch([
                    send::send(core),
                    after(QUIET, Sending::Waiting),
                    after(LONG, Sending::Long),
                ]))
            }
            Message::Waited(reached) if self.sending > Sending::NotYet => {
                self.sending = self.sending.max(reached);
                Action::None
            }
            Message::Sent(delivery, session) if self.sending > Sending::NotYet => {
                Action::Next(Answer::Sent { delivery, session })
            }
            Message::ChangePressed(step) if self.sending == Sending::NotYet => Action::Go(step),
            Message::BackPressed if self.sending == Sending::NotYet => Action::Back,
            // What is on its way cannot be sent again, changed or taken back.
            Message::Confirmed
            | Message::Waited(_)
            | Message::Sent(..)
            | Message::ChangePressed(_)
            | Message::BackPressed => Action::None,
        }
    }

    /// What is shown.
    pub fn view<'a>(&'a self, core: &'a Core) -> Page<'a, Message> {
        let (look, locale) = (&core.look, &core.locale);
        if self.sending > Sending::Begun {
            let words = if self.sending == Sending::Long {
                t!(locale, "review-sending-long")
            } else {
                t!(locale, "review-sending")
            };

            return Page::new(t!(locale, "review-sending-title"), ui::waiting(look, words));
        }
        let resting = self.sending == Sending::NotYet;
        let mut rows: Vec<Element<'a, Message>> = rows::rows(core)
            .into_iter()
            .map(|row| rows::shown(core, row, resting))
            .collect();
        let send = Primary::new(
            "primary",
            t!(locale, "review-send"),
            resting.then_some(Message::Confirmed),
        )
        .icon(Some(Icon::Check));
        let back = resting.then_some(Message::BackPressed);
        let title = t!(locale, "review-title");
        let hint = if core.session.is_offline() {
            t!(locale, "review-offline")
        } else {
            t!(locale, "review-hint")
        };
        if look.landscape() && rows.len() > 3 {
            // Two cards beside each other, the shorter one under the question: nothing has to be turned.
            // Seven rows leave no room for the hint.
            let many = rows.len() > 6;
            let second = rows.split_off(if many { 3 } else { 2 });
            let first = ui::layout::column_with(look, vec![ui::summary_card(look, rows)], Space::S24);

            let mut page = Page::new(title, ui::summary_card(look, second))
                .explanation(first)
                .back(back)
                .primary(send);
            if !many {
                page = page.hint(hint);
            }

            return page;
        }

        Page::new(title, ui::summary_card(look, rows))
            .hint(hint)
            .back(back)
            .primary(send)
    }
}
