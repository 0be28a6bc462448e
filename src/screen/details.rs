//! The step "details": about me. Check your answers, change one thing at a time; what is missing is asked for.
//!
//! Ids: rows `name`, `address`, `phone`, `email`, `language`, `emergency`, `guarantor`, each with `change-<row>`;
//! `primary` (yes, this is right). Editor pages: `field-given`, `field-family`, `details-one-name`; `field-street`,
//! `field-unit`, `field-city`, `field-state`, `field-postal`; `field-phone`; `field-email`; `choice-<tag>`;
//! `choice-<relationship>`, `field-name`, `field-phone`; `choice-myself`, `choice-guardian`, `choice-other`; and
//! `details-none` for whoever has no such thing (`details-nobody` for the emergency contact). `primary` keeps, `back`
//! leaves.

mod editor;
mod rows;
mod view;

use iced::Task;
use registration::journey::Step;
use registration::person::{Guarantor, Person};
use ui::{Key, Page};

use super::Action;
use super::fields::{self, contact::Message as ContactMessage};
use crate::answer::Answer;
use crate::core::Core;
use editor::{Editor, Kept, Payer};

/// One row of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Topic {
    /// Name in use.
    Name,
    /// Where they live.
    Address,
    /// Telephone.
    Phone,
    /// E-mail.
    Email,
    /// The language they want to be spoken to in.
    Language,
    /// Whom to call in an emergency.
    Emergency,
    /// Who answers for the bill.
    Guarantor,
}

impl Topic {
    /// Every row in the order shown.
    pub const ALL: [Self; 7] = [
        Self::Name,
        Self::Address,
        Self::Phone,
        Self::Email,
        Self::Language,
        Self::Emergency,
        Self::Guarantor,
    ];

    /// Its id on the screen.
    pub fn id(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Address => "address",
            Self::Phone => "phone",
            Self::Email => "email",
            Self::Language => "language",
            Self::Emergency => "emergency",
            Self::Guarantor => "guarantor",
        }
    }
}

/// What the screen remembers. No `Debug`: all of it is private.
pub struct State {
    /// The person as they are now; none where staff opened the step before anybody was known.
    draft: Option<Person>,
    on_file: Option<Person>,
    /// What the person says they have not, so that nobody asks again.
    declined: Vec<Topic>,
    editor: Option<Editor>,
    /// What is missing is being asked for, one thing after the other; what was asked so far.
    walk: Option<Vec<Topic>>,
    /// Large text spreads the rows over several sheets.
    sheet: usize,
    /// They were found while central was away: what is on file is not known here.
    offline: bool,
}

/// What happened on it.
#[derive(Clone)]
pub enum Message {
    /// "Change".
    ChangePressed(Topic),
    /// Something happened on an editor's form.
    Form(fields::Message),
    /// Something happened on the pages for another person.
    Contact(ContactMessage),
    /// "I have one name only", or two after all.
    OneNamePressed,
    /// They have no such thing, or name nobody.
    NonePressed,
    /// A language was chosen.
    LanguageChosen(&'static str),
    /// Who answers for the bill was chosen.
    PayerChosen(Payer),
    /// The person wants to go on.
    Confirmed,
    /// The person wants to go back.
    BackPressed,
}

impl State {
    /// The screen as it opens; nothing is shown before somebody is known.
    pub fn new(core: &Core) -> (Self, Task<Message>) {
        let session = &core.session;
        let mut state = Self {
            draft: session.person.clone().map(|person| with_defaults(person, core)),
            on_file: session.person_on_file.clone(),
            declined: Vec::new(),
            editor: None,
            walk: None,
            sheet: 0,
            offline: session.is_offline(),
        };
        if session.details_confirmed {
            state.declined = state.missing();
        } else if session.patient.is_none() && !state.missing().is_empty() {
            state.walk = Some(Vec::new());
            state.walk_on(core);
        }

        (state, Task::none())
    }

    /// Decides what a message means.
    pub fn update(&mut self, message: Message, core: &Core) -> Action<Message> {
        match message {
            Message::ChangePressed(topic) => self.open(topic, core),
            Message::Form(message) => {
                let finished = self
                    .editor
                    .as_mut()
                    .is_some_and(|editor| editor.form_changed(message, core));
                if finished {
                    return self.confirm(core);
                }
            }
            Message::Contact(message) => {
                let kept = self.editor.as_mut().map(|editor| editor.contact_changed(message, core));
                return self.after(kept, core);
            }
            Message::OneNamePressed => {
                if let Some(editor) = &mut self.editor {
                    editor.toggle_one_name(core);
                }
            }
            Message::NonePressed => return self.none(core),
            Message::LanguageChosen(tag) => {
                if let Some(editor) = &mut self.editor {
                    editor.choose_language(tag);
                }
            }
            Message::PayerChosen(payer) => {
                if let Some(editor) = &mut self.editor {
                    editor.choose_payer(payer);
                }
            }
            Message::Confirmed => return self.confirm(core),
            Message::BackPressed => return self.back(core),
        }

        Action::None
    }

    /// A key of a real keyboard.
    pub fn typed(&mut self, key: Key, core: &Core) -> Action<Message> {
        let Some(editor) = &mut self.editor else {
            return Action::None;
        };
        if editor.asks_for_contact() {
            let kept = editor.contact_typed(key, core);
            return self.after(Some(kept), core);
        }

        self.update(Message::Form(fields::Message::Pressed(key)), core)
    }

    /// What is shown.
    pub fn view<'a>(&'a self, core: &'a Core) -> Page<'a, Message> {
        match &self.editor {
            Some(editor) => view::editor(self, editor, core),
            None => view::check(self, core),
        }
    }

    /// What has to be asked for, in the order of the rows.
    fn missing(&self) -> Vec<Topic> {
        let Some(draft) = &self.draft else {
            return Vec::new();
        };
        if self.offline {
            // Central has it; it cannot be shown right now.
            return Vec::new();
        }
        let unreachable = draft.phone.is_none() && draft.email.is_none();

        Topic::ALL
            .into_iter()
            .filter(|topic| match topic {
                Topic::Address => draft.address.is_none(),
                Topic::Phone => unreachable,
                // One of the two is enough: e-mail is asked for only where there is no telephone.
                Topic::Email => unreachable && self.declined.contains(&Topic::Phone),
                Topic::Emergency => draft.emergency_contact.is_none(),
                Topic::Name | Topic::Language | Topic::Guarantor => false,
            })
            .filter(|topic| !self.declined.contains(topic))
            .collect()
    }

    /// Whether what stands in a row may be shown in full: it is proven who they are, or they have just said it.
    fn shows(&self, topic: Topic, core: &Core) -> bool {
        let proven = core.session.proof.shows_in_full() || core.corrected_by.is_some();
        let (Some(file), Some(draft)) = (&self.on_file, &self.draft) else {
            return true;
        };
        let said = match topic {
            // They were found by it.
            Topic::Name | Topic::Language => true,
            Topic::Address => draft.address != file.address,
            Topic::Phone => draft.phone != file.phone,
            Topic::Email => draft.email != file.email,
            Topic::Emergency => draft.emergency_contact != file.emergency_contact,
            Topic::Guarantor => draft.guarantor != file.guarantor,
        };
        // Of a known guardian the person saw as much as the mask let them, unless they typed them in.
        let of_guardian = match topic {
            Topic::Emergency => draft.emergency_contact.is_some() && draft.emergency_contact == core.session.guardian,
            Topic::Guarantor => matches!(
                (&draft.guarantor, &core.session.guardian),
                (Some(Guarantor::Other(payer)), Some(guardian)) if payer == guardian
            ),
            Topic::Phone => {
                draft.phone.is_some()
                    && core
                        .session
                        .guardian
                        .as_ref()
                        .is_some_and(|guardian| guardian.phone == draft.phone)
            }
            Topic::Name | Topic::Address | Topic::Email | Topic::Language => false,
        };

        proven || (said && !(of_guardian && guardian_on_file(core)))
    }

    fn open(&mut self, topic: Topic, core: &Core) {
        let shows = self.shows(topic, core);
        self.editor = self.draft.as_ref().map(|draft| Editor::open(topic, draft, shows, core));
    }

    /// To the next thing that is missing, else to the check page.
    fn walk_on(&mut self, core: &Core) {
        match self.missing().first() {
            Some(topic) => self.open(*topic, core),
            None => {
                self.walk = None;
                self.editor = None;
                self.sheet = 0;
            }
        }
    }

    fn confirm(&mut self, core: &Core) -> Action<Message> {
        let Some(draft) = &mut self.draft else {
            return Action::Go(Step::Find);
        };
        if let Some(editor) = &mut self.editor {
            let kept = editor.confirm(draft, core);
            return self.after(Some(kept), core);
        }
        if self.sheet + 1 < rows::sheets(self, core).len() {
            self.sheet += 1;
            return Action::None;
        }
        if !self.missing().is_empty() {
            self.walk = Some(Vec::new());
            self.walk_on(core);
            return Action::None;
        }

        self.draft
            .clone()
            .map_or(Action::None, |draft| Action::Next(Answer::Details(Box::new(draft))))
    }

    fn none(&mut self, core: &Core) -> Action<Message> {
        let (Some(topic), Some(draft)) = (self.editor.as_ref().map(Editor::topic), &mut self.draft) else {
            return Action::None;
        };
        match topic {
            Topic::Address => draft.address = None,
            Topic::Phone => draft.phone = None,
            Topic::Email => draft.email = None,
            Topic::Emergency => draft.emergency_contact = None,
            Topic::Name | Topic::Language | Topic::Guarantor => return Action::None,
        }
        if !self.declined.contains(&topic) {
            self.declined.push(topic);
        }

        self.after(Some(Kept::Yes), core)
    }

    fn after(&mut self, kept: Option<Kept>, core: &Core) -> Action<Message> {
        match kept {
            None | Some(Kept::NotYet) => Action::None,
            Some(Kept::Contact(contact)) => {
                if let (Some(editor), Some(draft)) = (&self.editor, &mut self.draft) {
                    match editor.topic() {
                        Topic::Guarantor => draft.guarantor = Some(Guarantor::Other(contact)),
                        _ => draft.emergency_contact = Some(contact),
                    }
                }
                self.after(Some(Kept::Yes), core)
            }
            Some(Kept::Yes) => {
                let topic = self.editor.take().map(|editor| editor.topic());
                let unreachable = self.unreachable();
                match (&mut self.walk, topic) {
                    (Some(walked), Some(topic)) => {
                        walked.push(topic);
                        self.walk_on(core);
                    }
                    // Whoever takes the only telephone away is asked for an e-mail address at once.
                    (None, Some(Topic::Phone | Topic::Email)) if unreachable => {
                        self.walk = Some(Vec::new());
                        self.walk_on(core);
                    }
                    _ => {}
                }
                // What was typed is safe, though the page as a whole is not confirmed yet.
                self.draft.clone().map_or(Action::None, |draft| {
                    Action::Keep(Answer::DetailsSoFar(Box::new(draft)), Task::none())
                })
            }
            Some(Kept::Left) => self.back(core),
        }
    }

    fn unreachable(&self) -> bool {
        let missing = self.missing();

        missing.contains(&Topic::Phone) || missing.contains(&Topic::Email)
    }

    fn back(&mut self, core: &Core) -> Action<Message> {
        if let Some(editor) = &mut self.editor {
            if editor.back(core) {
                return Action::None;
            }
            match self.walk.as_mut().map(Vec::pop) {
                Some(Some(before)) => {
                    self.declined.retain(|topic| *topic != before);
                    self.open(before, core);
                }
                Some(None) if core.session.patient.is_none() && !core.session.details_confirmed => return Action::Back,
                _ => {
                    self.walk = None;
                    self.editor = None;
                }
            }
            return Action::None;
        }
        if self.sheet > 0 {
            self.sheet -= 1;
            return Action::None;
        }

        Action::Back
    }
}

/// Fills in what need not be asked: the language of the screens, who pays, and whom to call for a child.
fn with_defaults(mut person: Person, core: &Core) -> Person {
    let session = &core.session;
    if session.is_offline() {
        // What is on file is not known, and is not made up.
        return person;
    }
    let guardian = session
        .guardian
        .clone()
        .filter(|_| session.is_minor(core.today(), core.config.site.adult_age));
    person.language.get_or_insert_with(|| core.language().to_owned());
    match guardian {
        Some(guardian) => {
            if person.phone.is_none() && person.email.is_none() {
                person.phone.clone_from(&guardian.phone);
            }
            person.emergency_contact.get_or_insert_with(|| guardian.clone());
            person.guarantor.get_or_insert(Guarantor::Other(guardian));
        }
        None => {
            person.guarantor.get_or_insert(Guarantor::Myself);
        }
    }

    person
}

/// Whether the guardian who came is one that central holds.
fn guardian_on_file(core: &Core) -> bool {
    let known = registration::mapping::related::guardians(&core.session.dossier.related);

    core.session
        .guardian
        .as_ref()
        .is_some_and(|guardian| known.contains(guardian))
}

#[cfg(test)]
mod tests;
