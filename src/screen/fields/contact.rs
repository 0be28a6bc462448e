//! Another person, in two pages: what they are to the patient, then name and telephone number.
//!
//! Ids: `choice-<relationship>` (`choice-parent`, `choice-legal-guardian`, …), then `field-name`, `field-phone`;
//! `primary` goes on.

use registration::person::{Contact, NAME_LIMIT, NameError, PhoneError, Relationship};
use ui::{Choice, Page, Primary, Problem};

use super::{Form, Keys, Line, Reply as FormReply, Words, phone};
use crate::core::Core;
use crate::locale::Locale;
use crate::t;

/// The longest telephone number as typed.
const PHONE_LIMIT: usize = 20;

/// Who it is, as far as it is known. It has no `Debug`: what it holds is private.
pub struct ContactForm {
    place: Place,
    offered: &'static [Relationship],
    relationship: Option<Relationship>,
    not_chosen: bool,
    form: Form,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Relationship,
    Who,
}

/// What happened on the two pages.
#[derive(Clone)]
pub enum Message {
    /// A relationship was chosen.
    Chosen(Relationship),
    /// Something happened on the form.
    Form(super::Message),
    /// The person wants to go on.
    Confirmed,
    /// The person wants to go back.
    BackPressed,
}

/// What a message means for the screen.
pub enum Reply {
    /// The two pages go on.
    Stay,
    /// This is who it is.
    Finished(Contact),
    /// Back to where the person came from.
    Left,
}

impl ContactForm {
    /// Asks for somebody among the relationships offered; `known` is what may be shown of who it was before.
    pub fn new(offered: &'static [Relationship], known: Option<&Contact>, core: &Core) -> Self {
        let name = known.map_or("", |contact| contact.name.reveal());
        let number = known
            .and_then(|contact| contact.phone.as_ref())
            .map_or("", |phone| phone.reveal());
        let lines = vec![
            Line::new("name", |locale| t!(locale, "fields-whole-name"), Keys::Name, NAME_LIMIT).with(name),
            Line::new("phone", |locale| t!(locale, "fields-phone"), Keys::Phone, PHONE_LIMIT).with(number),
        ];

        Self {
            place: Place::Relationship,
            offered,
            relationship: known
                .map(|contact| contact.relationship)
                .filter(|known| offered.contains(known)),
            not_chosen: false,
            form: Form::new(lines, &core.locale),
        }
    }

    /// Decides what a message means.
    pub fn update(&mut self, message: Message, core: &Core) -> Reply {
        match message {
            Message::Chosen(relationship) => {
                self.relationship = Some(relationship);
                self.not_chosen = false;
                Reply::Stay
            }
            Message::Form(message) => match self.form.update(message, &core.locale) {
                FormReply::Stay => Reply::Stay,
                FormReply::Finished => self.confirm(core),
            },
            Message::Confirmed => self.confirm(core),
            Message::BackPressed => match self.place {
                Place::Relationship => Reply::Left,
                Place::Who => {
                    self.place = Place::Relationship;
                    Reply::Stay
                }
            },
        }
    }

    /// A key of a real keyboard.
    pub fn typed(&mut self, key: ui::Key, core: &Core) -> Reply {
        match self.place {
            Place::Relationship if key == ui::Key::Done => self.confirm(core),
            Place::Relationship => Reply::Stay,
            Place::Who => self.update(Message::Form(super::Message::Pressed(key)), core),
        }
    }

    /// Whether the relationship is being asked for, and not the name.
    pub fn asks_relationship(&self) -> bool {
        self.place == Place::Relationship
    }

    /// The page with the given questions, first what they are, then who.
    pub fn view<'a, M: Clone + 'a>(
        &'a self,
        core: &'a Core,
        (what, who): (String, String),
        hint: Option<String>,
        message: impl Fn(Message) -> M + Copy + 'a,
    ) -> Page<'a, M> {
        let locale = &core.locale;
        let page = match self.place {
            Place::Relationship => self.choices(core, what, message),
            Place::Who => self
                .form
                .page(core, who, None, 0, move |event| message(Message::Form(event))),
        };
        let page = match hint {
            Some(hint) if self.place == Place::Relationship && !self.not_chosen => page.hint(hint),
            _ => page,
        };

        page.back(message(Message::BackPressed)).primary(Primary::new(
            "primary",
            t!(locale, "fields-continue"),
            Some(message(Message::Confirmed)),
        ))
    }

    fn choices<'a, M: Clone + 'a>(
        &'a self,
        core: &'a Core,
        question: String,
        message: impl Fn(Message) -> M + Copy + 'a,
    ) -> Page<'a, M> {
        let choices: Vec<Choice<M>> = self
            .offered
            .iter()
            .map(|offered| {
                let chosen = self.relationship == Some(*offered);

                Choice::new(
                    slug(*offered),
                    words(*offered)(&core.locale),
                    chosen,
                    message(Message::Chosen(*offered)),
                )
            })
            .collect();
        let problem = self
            .not_chosen
            .then(|| Problem::new(String::new(), t!(core.locale, "fields-choose-relationship")));

        Page::new(question, in_columns(core, choices)).problem(problem)
    }

    fn confirm(&mut self, core: &Core) -> Reply {
        let Some(relationship) = self.relationship else {
            self.not_chosen = true;
            return Reply::Stay;
        };
        if self.place == Place::Relationship {
            self.place = Place::Who;
            return Reply::Stay;
        }
        if !self.form.complete(&core.locale) {
            return Reply::Stay;
        }
        let name = match registration::person::name(self.form.value("name")) {
            Ok(name) => name,
            Err(error) => {
                self.form.refuse("name", name_problem(error), &core.locale);
                return Reply::Stay;
            }
        };
        match phone::parse(self.form.value("phone")) {
            Ok(phone) => Reply::Finished(Contact {
                name,
                phone: Some(phone),
                relationship,
            }),
            Err(error) => {
                self.form.refuse("phone", phone_problem(error), &core.locale);
                Reply::Stay
            }
        }
    }
}

/// Choices under each other, or in two columns where the page is low.
pub fn in_columns<'a, M: Clone + 'a>(core: &Core, choices: Vec<Choice<M>>) -> ui::Element<'a, M> {
    let look = &core.look;
    if choices.len() < 6 || !(look.landscape() || look.low_reach) {
        return ui::choice_list(look, "choice", choices);
    }
    let mut first = choices;
    let second = first.split_off(first.len().div_ceil(2));
    let columns = vec![
        ui::grow(look, ui::choice_list(look, "choice", first)),
        ui::grow(look, ui::choice_list(look, "choice", second)),
    ];

    ui::layout::row_with(look, columns, ui::Space::S16, iced::alignment::Vertical::Top)
}

/// What is wrong with a name, and how to mend it.
pub fn name_problem(error: NameError) -> Words {
    match error {
        NameError::Empty => |locale: &Locale| t!(locale, "fields-name-empty"),
        NameError::TooLong => |locale: &Locale| t!(locale, "fields-name-long"),
        NameError::Character => |locale: &Locale| t!(locale, "fields-name-character"),
    }
}

/// What is wrong with a telephone number, and how to mend it.
pub fn phone_problem(error: PhoneError) -> Words {
    match error {
        PhoneError::TooShort => |locale: &Locale| t!(locale, "fields-phone-short"),
        PhoneError::TooLong => |locale: &Locale| t!(locale, "fields-phone-long"),
        PhoneError::Character => |locale: &Locale| t!(locale, "fields-phone-character"),
    }
}

/// A relationship in words.
pub fn words(relationship: Relationship) -> Words {
    match relationship {
        Relationship::Partner => |locale: &Locale| t!(locale, "fields-relationship-partner"),
        Relationship::Parent => |locale: &Locale| t!(locale, "fields-relationship-parent"),
        Relationship::Child => |locale: &Locale| t!(locale, "fields-relationship-child"),
        Relationship::Sibling => |locale: &Locale| t!(locale, "fields-relationship-sibling"),
        Relationship::LegalGuardian => |locale: &Locale| t!(locale, "fields-relationship-guardian"),
        Relationship::Friend => |locale: &Locale| t!(locale, "fields-relationship-friend"),
        Relationship::Other => |locale: &Locale| t!(locale, "fields-relationship-other"),
    }
}

fn slug(relationship: Relationship) -> &'static str {
    match relationship {
        Relationship::Partner => "partner",
        Relationship::Parent => "parent",
        Relationship::Child => "child",
        Relationship::Sibling => "sibling",
        Relationship::LegalGuardian => "legal-guardian",
        Relationship::Friend => "friend",
        Relationship::Other => "other",
    }
}
