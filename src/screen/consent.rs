//! The step "consent": each document by itself, read in pages that fit the screen, and signed by finger.
//!
//! Ids: `consent-previous-page`, `consent-next-page`, `signature`, `signature-clear`, `consent-decline`,
//! `consent-read-aloud`, `primary` (I agree and sign; Continue where the document was decided before); on the page
//! that asks again before a no: `decline-yes`, `back`.

mod ink;
pub(in crate::screen) mod paging;
pub(in crate::screen) mod room;
mod view;

#[cfg(test)]
mod tests;

use std::cell::RefCell;
use std::rc::Rc;

use iced::Task;
use registration::consent::{ConsentAnswer, ConsentDocument, ConsentText, Decision};
use ui::{Page, SignatureEvent};

use super::Action;
use crate::answer::Answer;
use crate::core::Core;
use ink::Ink;

/// What the screen remembers. It has no `Debug`: a signature is private.
pub struct State {
    /// Which document is shown.
    document: usize,
    /// Which of its pages.
    page: usize,
    /// Whether its last page was shown.
    read: bool,
    /// What was drawn on the pad for this document.
    ink: Ink,
    /// Whether the person is asked again before a no.
    declining: bool,
    /// Whether the person tried to sign before they had read to the end.
    too_early: bool,
    /// One place a document, in the order of the dossier.
    answers: Vec<Option<ConsentAnswer>>,
    /// The pages as last measured.
    measured: RefCell<Option<Measured>>,
}

/// Pages, and what they were measured for.
struct Measured {
    language: &'static str,
    document: usize,
    look: ui::Look,
    pages: Rc<Vec<Vec<String>>>,
}

/// What happened on it.
#[derive(Clone)]
pub enum Message {
    /// The page after this one.
    NextPage,
    /// The page before this one.
    PreviousPage,
    /// A finger on the pad.
    Drawn(SignatureEvent),
    /// The pad is to be empty again.
    Cleared,
    /// "I agree and sign", or "Continue" where it was decided before.
    Agreed,
    /// "I do not agree".
    DeclinePressed,
    /// "Yes, I say no".
    DeclineConfirmed,
    /// Read this page to me.
    ReadAloudPressed,
    /// The person wants to go back.
    BackPressed,
}

impl State {
    /// The screen as it opens: at the first document that is not decided yet, else at the first.
    pub fn new(core: &Core) -> (Self, Task<Message>) {
        let session = &core.session;
        let answers: Vec<Option<ConsentAnswer>> = session
            .dossier
            .consents
            .iter()
            .map(|document| {
                session
                    .consents
                    .iter()
                    .find(|answer| answer.code == document.code)
                    .cloned()
            })
            .collect();
        let first = answers.iter().position(Option::is_none).unwrap_or_default();
        let mut state = Self {
            document: first,
            page: 0,
            read: false,
            ink: Ink::default(),
            declining: false,
            too_early: false,
            answers,
            measured: RefCell::new(None),
        };
        state.show(first, core);

        (state, Task::none())
    }

    /// Decides what a message means.
    pub fn update(&mut self, message: Message, core: &Core) -> Action<Message> {
        // A smaller text may have brought the last page into sight since.
        self.note_reading(core);
        match message {
            Message::NextPage => self.turn(self.page + 1, core),
            Message::PreviousPage => self.turn(self.page.saturating_sub(1), core),
            Message::Drawn(event) if self.read => {
                self.too_early = false;
                if self.kept().is_none_or(|answer| !answer.accepted()) {
                    self.ink.draw(event);
                }
            }
            Message::Drawn(_) => self.too_early = true,
            Message::Cleared => {
                self.ink.clear();
                if self.kept().is_some_and(ConsentAnswer::accepted) {
                    self.forget();
                    return self.keep_so_far();
                }
            }
            Message::Agreed => return self.agree(core),
            Message::DeclinePressed => self.declining = true,
            Message::DeclineConfirmed => return self.decide(Decision::Declined, core),
            Message::ReadAloudPressed => {
                let words = self
                    .pages(core)
                    .get(self.page)
                    .map(|page| page.join("\n"))
                    .unwrap_or_default();
                core.services.speech.say(&words, &self.language(core));
            }
            Message::BackPressed if self.declining => self.declining = false,
            Message::BackPressed if self.document > 0 => self.show(self.document - 1, core),
            Message::BackPressed => return Action::Back,
        }

        Action::None
    }

    /// What is shown.
    pub fn view<'a>(&'a self, core: &'a Core) -> Page<'a, Message> {
        view::page(self, core)
    }

    fn agree(&mut self, core: &Core) -> Action<Message> {
        let untouched = self.ink.is_empty();
        match self.kept() {
            _ if self.text(core).is_none() => self.decide(Decision::Declined, core),
            Some(_) if untouched => self.go_on(core),
            _ if self.read && self.ink.is_signature() => {
                let signature = self.ink.signature(view::pad_aspect(&core.look));
                self.decide(Decision::Accepted(signature), core)
            }
            _ => {
                self.too_early = !self.read;
                Action::None
            }
        }
    }

    fn decide(&mut self, decision: Decision, core: &Core) -> Action<Message> {
        let language = self.language(core);
        if let (Some(document), Some(place)) = (
            core.session.dossier.consents.get(self.document),
            self.answers.get_mut(self.document),
        ) {
            *place = Some(ConsentAnswer {
                code: document.code.clone(),
                language,
                decision,
                at: core.now(),
                copy: None,
            });
        }

        match self.go_on(core) {
            // What was signed or declined is safe before the next document is read.
            Action::None => self.keep_so_far(),
            done => done,
        }
    }

    fn keep_so_far(&self) -> Action<Message> {
        Action::Keep(Answer::Consents(self.decided()), Task::none())
    }

    fn decided(&self) -> Vec<ConsentAnswer> {
        self.answers.iter().flatten().cloned().collect()
    }

    /// To the document after this one; after the last the step is done.
    fn go_on(&mut self, core: &Core) -> Action<Message> {
        let next = self.document + 1;
        if next < self.answers.len() {
            self.show(next, core);
            return Action::None;
        }
        match self.answers.iter().position(Option::is_none) {
            Some(open) => {
                self.show(open, core);
                Action::None
            }
            None => Action::Next(Answer::Consents(self.decided())),
        }
    }

    fn show(&mut self, document: usize, core: &Core) {
        self.document = document;
        self.page = 0;
        self.declining = false;
        self.too_early = false;
        self.ink.clear();
        // What was decided was read then.
        self.read = self.kept().is_some();
        self.note_reading(core);
    }

    fn turn(&mut self, page: usize, core: &Core) {
        self.page = page.min(self.last_page(core));
        self.too_early = false;
        self.note_reading(core);
    }

    fn note_reading(&mut self, core: &Core) {
        self.page = self.page.min(self.last_page(core));
        self.read |= self.shows_last_page(core);
    }

    fn shows_last_page(&self, core: &Core) -> bool {
        self.page >= self.last_page(core)
    }

    fn last_page(&self, core: &Core) -> usize {
        self.pages(core).len().saturating_sub(1)
    }

    /// What was decided about this document before, and stands.
    fn kept(&self) -> Option<&ConsentAnswer> {
        self.answers.get(self.document)?.as_ref()
    }

    fn forget(&mut self) {
        if let Some(place) = self.answers.get_mut(self.document) {
            *place = None;
        }
    }

    fn text<'a>(&self, core: &'a Core) -> Option<&'a ConsentText> {
        core.session
            .dossier
            .consents
            .get(self.document)
            .and_then(|document| text_of(document, core))
    }

    /// The language in which the document is really shown.
    fn language(&self, core: &Core) -> String {
        self.text(core)
            .map_or_else(|| core.language().to_owned(), |text| text.language.clone())
    }

    /// The document in pages that fit.
    fn pages(&self, core: &Core) -> Rc<Vec<Vec<String>>> {
        let mut measured = self.measured.borrow_mut();
        if let Some(measured) = measured.as_ref()
            && measured.language == core.language()
            && measured.document == self.document
            && measured.look == core.look
        {
            return measured.pages.clone();
        }
        let pages = Rc::new(view::pages(self, core));
        *measured = Some(Measured {
            language: core.language(),
            document: self.document,
            look: core.look.clone(),
            pages: pages.clone(),
        });

        pages
    }
}

fn text_of<'a>(document: &'a ConsentDocument, core: &Core) -> Option<&'a ConsentText> {
    document
        .text_in(core.language())
        .filter(|text| text.paragraphs.iter().any(|words| !words.trim().is_empty()))
}
