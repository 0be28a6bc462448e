//! The step "guardian": who came with the child?
//!
//! Ids: `choice-guardian-0`, … for those on file, `choice-somebody-else`, `primary`; then for somebody else
//! `choice-<relationship>`, `field-name`, `field-phone`.

use iced::Task;
use registration::mapping::related;
use registration::mask;
use registration::person::{Contact, Relationship};
use ui::{Choice, Page, Primary, Problem};

use super::Action;
use super::fields::contact::{ContactForm, Message as ContactMessage, Reply, words};
use crate::answer::Answer;
use crate::core::Core;
use crate::t;

/// Who may come with a child.
const OFFERED: &[Relationship] = &[
    Relationship::Parent,
    Relationship::LegalGuardian,
    Relationship::Sibling,
    Relationship::Friend,
    Relationship::Other,
];

/// What the screen remembers. No `Debug`: it holds names.
pub struct State {
    known: Vec<Contact>,
    chosen: Option<Chosen>,
    not_chosen: bool,
    /// Asked for somebody who is not on file.
    somebody_else: Option<ContactForm>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Chosen {
    Known(usize),
    SomebodyElse,
}

/// What happened on it.
#[derive(Clone)]
pub enum Message {
    /// One of those on file was chosen.
    KnownChosen(usize),
    /// Somebody else was.
    SomebodyElseChosen,
    /// Something happened on the pages for somebody else.
    Contact(ContactMessage),
    /// The person wants to go on.
    Confirmed,
    /// The person wants to go back.
    BackPressed,
}

impl State {
    /// The screen as it opens.
    pub fn new(core: &Core) -> (Self, Task<Message>) {
        let known = related::guardians(&core.session.dossier.related);
        // Whoever was named before is named again when the step is corrected.
        let before = core.session.guardian.as_ref();
        let place = before.and_then(|before| known.iter().position(|known| known == before));
        let nobody_known = known.is_empty();
        let somebody_else =
            (nobody_known || (before.is_some() && place.is_none())).then(|| ContactForm::new(OFFERED, before, core));
        let state = Self {
            known,
            chosen: place.map(Chosen::Known),
            not_chosen: false,
            somebody_else,
        };

        (state, Task::none())
    }

    /// Decides what a message means.
    pub fn update(&mut self, message: Message, core: &Core) -> Action<Message> {
        match message {
            Message::KnownChosen(place) => self.choose(Chosen::Known(place)),
            Message::SomebodyElseChosen => self.choose(Chosen::SomebodyElse),
            Message::Contact(message) => {
                let reply = self.somebody_else.as_mut().map(|form| form.update(message, core));
                return self.after(reply);
            }
            Message::Confirmed => match self.chosen {
                Some(Chosen::Known(place)) => {
                    if let Some(guardian) = self.known.get(place) {
                        return Action::Next(Answer::Guardian(guardian.clone()));
                    }
                }
                Some(Chosen::SomebodyElse) => self.somebody_else = Some(ContactForm::new(OFFERED, None, core)),
                None => self.not_chosen = true,
            },
            Message::BackPressed => return Action::Back,
        }

        Action::None
    }

    /// A key of a real keyboard.
    pub fn typed(&mut self, key: ui::Key, core: &Core) -> Action<Message> {
        let reply = self.somebody_else.as_mut().map(|form| form.typed(key, core));

        self.after(reply)
    }

    /// What is shown.
    pub fn view<'a>(&'a self, core: &'a Core) -> Page<'a, Message> {
        let locale = &core.locale;
        let child = child(core);
        let question = t!(locale, "guardian-title", child = child.as_str());
        if let Some(form) = &self.somebody_else {
            let what = if self.known.is_empty() {
                question
            } else {
                t!(locale, "guardian-what", child = child.as_str())
            };
            let hint = t!(locale, "guardian-what-hint", child = child.as_str());

            return form.view(core, (what, t!(locale, "guardian-who")), Some(hint), Message::Contact);
        }
        let in_full = core.session.proof.shows_in_full() || core.corrected_by.is_some();
        let mut choices: Vec<Choice<Message>> = self
            .known
            .iter()
            .enumerate()
            .map(|(place, guardian)| {
                let name = guardian.name.reveal();
                let name = if in_full { name.clone() } else { mask::name(name) };
                let chosen = self.chosen == Some(Chosen::Known(place));

                Choice::new(format!("guardian-{place}"), name, chosen, Message::KnownChosen(place)).detail(words(
                    guardian.relationship,
                )(
                    locale
                ))
            })
            .collect();
        let other = self.chosen == Some(Chosen::SomebodyElse);
        choices.push(Choice::new(
            "somebody-else",
            t!(locale, "guardian-other"),
            other,
            Message::SomebodyElseChosen,
        ));
        let problem = self
            .not_chosen
            .then(|| Problem::new(String::new(), t!(locale, "fields-choose-relationship")));

        Page::new(question, ui::choice_list(&core.look, "choice", choices))
            .hint(t!(locale, "guardian-hint", child = child.as_str()))
            .problem(problem)
            .back(Message::BackPressed)
            .primary(Primary::new(
                "primary",
                t!(locale, "fields-continue"),
                Some(Message::Confirmed),
            ))
    }

    fn choose(&mut self, chosen: Chosen) {
        self.chosen = Some(chosen);
        self.not_chosen = false;
    }

    fn after(&mut self, reply: Option<Reply>) -> Action<Message> {
        match reply {
            None | Some(Reply::Stay) => Action::None,
            Some(Reply::Finished(guardian)) => Action::Next(Answer::Guardian(guardian)),
            Some(Reply::Left) if self.known.is_empty() => Action::Back,
            Some(Reply::Left) => {
                self.somebody_else = None;
                Action::None
            }
        }
    }
}

/// What the child is called: the given name, else the only one.
fn child(core: &Core) -> String {
    let name = core.session.person.as_ref().map(|person| &person.name);

    name.map(|name| name.given.as_ref().unwrap_or(&name.family).reveal().clone())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests;
