//! The page on which one thing is changed.

use registration::person::{Address, Contact, Email, Guarantor, NAME_LIMIT, Person, PersonName, Relationship};
use registration::private::Text;
use ui::Key;

use super::Topic;
use crate::core::Core;
use crate::locale::Locale;
use crate::screen::fields::contact::{ContactForm, Message as ContactMessage, Reply, name_problem, phone_problem};
use crate::screen::fields::{self, Form, Keys, Line, phone};
use crate::t;

/// The longest line of an address.
const ADDRESS_LIMIT: usize = 100;

/// The longest e-mail address (RFC 5321).
const EMAIL_LIMIT: usize = 254;

/// Who may answer for the bill.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Payer {
    /// The patient.
    Myself,
    /// Whoever came with the child.
    Guardian,
    /// Somebody else.
    Other,
}

/// What came of "Keep this".
pub enum Kept {
    /// Something is still wrong or missing.
    NotYet,
    /// It stands in the draft.
    Yes,
    /// Another person is named.
    Contact(Contact),
    /// The person went back instead.
    Left,
}

/// One thing being changed. No `Debug`: it is private.
pub enum Editor {
    Name {
        form: Form,
        one_name: bool,
    },
    Address(Form),
    Phone(Form),
    Email(Form),
    Language(Option<String>),
    Emergency(ContactForm),
    Guarantor {
        payer: Option<Payer>,
        other: Option<ContactForm>,
        not_chosen: bool,
    },
}

impl Editor {
    /// Opens the editor of a row. What may not be shown is typed anew.
    pub fn open(topic: Topic, draft: &Person, shows: bool, core: &Core) -> Self {
        let locale = &core.locale;
        match topic {
            Topic::Name => {
                let one_name = draft.name.given.is_none();
                let given = draft.name.given.as_ref().map_or("", |given| given.reveal());
                Self::Name {
                    form: name_form(given, draft.name.family.reveal(), one_name, locale),
                    one_name,
                }
            }
            Topic::Address => Self::Address(address_form(draft.address.as_ref().filter(|_| shows), locale)),
            Topic::Phone => {
                let known = draft
                    .phone
                    .as_ref()
                    .filter(|_| shows)
                    .map_or("", |phone| phone.reveal());
                let line = Line::new("phone", |locale| t!(locale, "fields-phone"), Keys::Phone, 20).with(known);
                Self::Phone(Form::new(vec![line], locale))
            }
            Topic::Email => {
                let known = draft
                    .email
                    .as_ref()
                    .filter(|_| shows)
                    .map_or("", |email| email.reveal());
                let line =
                    Line::new("email", |locale| t!(locale, "fields-email"), Keys::Email, EMAIL_LIMIT).with(known);
                Self::Email(Form::new(vec![line], locale))
            }
            Topic::Language => Self::Language(draft.language.clone()),
            Topic::Emergency => {
                let known = draft.emergency_contact.as_ref().filter(|_| shows);
                Self::Emergency(ContactForm::new(&Relationship::ALL, known, core))
            }
            Topic::Guarantor => {
                let guardian = core.session.guardian.as_ref();
                let payer = draft.guarantor.as_ref().map(|guarantor| match guarantor {
                    Guarantor::Myself => Payer::Myself,
                    Guarantor::Other(other) if Some(other) == guardian => Payer::Guardian,
                    Guarantor::Other(_) => Payer::Other,
                });
                Self::Guarantor {
                    payer,
                    other: None,
                    not_chosen: false,
                }
            }
        }
    }

    /// Which row it changes.
    pub fn topic(&self) -> Topic {
        match self {
            Self::Name { .. } => Topic::Name,
            Self::Address(_) => Topic::Address,
            Self::Phone(_) => Topic::Phone,
            Self::Email(_) => Topic::Email,
            Self::Language(_) => Topic::Language,
            Self::Emergency(_) => Topic::Emergency,
            Self::Guarantor { .. } => Topic::Guarantor,
        }
    }

    /// Whether the pages for another person are shown.
    pub fn asks_for_contact(&self) -> bool {
        matches!(self, Self::Emergency(_) | Self::Guarantor { other: Some(_), .. })
    }

    /// The form takes a key. Gives whether "Enter" ended it.
    pub fn form_changed(&mut self, message: fields::Message, core: &Core) -> bool {
        match self {
            Self::Name { form, .. } | Self::Address(form) | Self::Phone(form) | Self::Email(form) => {
                form.update(message, &core.locale) == fields::Reply::Finished
            }
            Self::Language(_) | Self::Emergency(_) | Self::Guarantor { .. } => {
                matches!(message, fields::Message::Pressed(Key::Done))
            }
        }
    }

    /// Something happened on the pages for another person.
    pub fn contact_changed(&mut self, message: ContactMessage, core: &Core) -> Kept {
        let reply = self.contact_form().map(|form| form.update(message, core));

        after(reply)
    }

    /// A key of a real keyboard there.
    pub fn contact_typed(&mut self, key: Key, core: &Core) -> Kept {
        let reply = self.contact_form().map(|form| form.typed(key, core));

        after(reply)
    }

    /// One name only, or two after all.
    pub fn toggle_one_name(&mut self, core: &Core) {
        if let Self::Name { form, one_name } = self {
            *one_name = !*one_name;
            *form = name_form(form.value("given"), form.value("family"), *one_name, &core.locale);
        }
    }

    /// Chooses a language.
    pub fn choose_language(&mut self, tag: &str) {
        if let Self::Language(chosen) = self {
            *chosen = Some(tag.to_owned());
        }
    }

    /// Chooses who answers for the bill.
    pub fn choose_payer(&mut self, chosen: Payer) {
        if let Self::Guarantor { payer, not_chosen, .. } = self {
            *payer = Some(chosen);
            *not_chosen = false;
        }
    }

    /// Goes back within the editor. Gives whether there was anywhere to go.
    pub fn back(&mut self, _core: &Core) -> bool {
        match self {
            Self::Guarantor { other, .. } => other.take().is_some(),
            _ => false,
        }
    }

    /// Puts what was typed into the draft, or says what is wrong with it.
    pub fn confirm(&mut self, draft: &mut Person, core: &Core) -> Kept {
        let locale = &core.locale;
        match self {
            Self::Name { form, one_name } => keep_name(form, *one_name, draft, locale),
            Self::Address(form) => {
                if !form.complete(locale) {
                    return Kept::NotYet;
                }
                draft.address = read_address(form);
                Kept::Yes
            }
            Self::Phone(form) => {
                if !form.complete(locale) {
                    return Kept::NotYet;
                }
                match phone::parse(form.value("phone")) {
                    Ok(phone) => {
                        draft.phone = Some(phone);
                        Kept::Yes
                    }
                    Err(error) => refused(form, "phone", phone_problem(error), locale),
                }
            }
            Self::Email(form) => {
                if !form.complete(locale) {
                    return Kept::NotYet;
                }
                match Email::new(form.value("email")) {
                    Ok(email) => {
                        draft.email = Some(email);
                        Kept::Yes
                    }
                    Err(_) => refused(form, "email", |locale| t!(locale, "fields-email-wrong"), locale),
                }
            }
            Self::Language(chosen) => {
                if chosen.is_some() {
                    draft.language.clone_from(chosen);
                }
                Kept::Yes
            }
            Self::Emergency(form) => {
                let reply = form.update(ContactMessage::Confirmed, core);
                after(Some(reply))
            }
            Self::Guarantor { other: Some(form), .. } => {
                let reply = form.update(ContactMessage::Confirmed, core);
                after(Some(reply))
            }
            Self::Guarantor {
                payer,
                other,
                not_chosen,
            } => {
                let guarantor = match payer {
                    Some(Payer::Myself) => Some(Guarantor::Myself),
                    Some(Payer::Guardian) => core.session.guardian.clone().map(Guarantor::Other),
                    Some(Payer::Other) => {
                        *other = Some(ContactForm::new(&Relationship::ALL, None, core));
                        return Kept::NotYet;
                    }
                    None => None,
                };
                if guarantor.is_none() {
                    *not_chosen = true;
                    return Kept::NotYet;
                }
                draft.guarantor = guarantor;
                Kept::Yes
            }
        }
    }

    fn contact_form(&mut self) -> Option<&mut ContactForm> {
        match self {
            Self::Emergency(form) => Some(form),
            Self::Guarantor { other, .. } => other.as_mut(),
            _ => None,
        }
    }
}

fn after(reply: Option<Reply>) -> Kept {
    match reply {
        None | Some(Reply::Stay) => Kept::NotYet,
        Some(Reply::Finished(contact)) => Kept::Contact(contact),
        Some(Reply::Left) => Kept::Left,
    }
}

fn refused(form: &mut Form, field: &str, problem: fields::Words, locale: &Locale) -> Kept {
    form.refuse(field, problem, locale);

    Kept::NotYet
}

fn keep_name(form: &mut Form, one_name: bool, draft: &mut Person, locale: &Locale) -> Kept {
    if !form.complete(locale) {
        return Kept::NotYet;
    }
    let read = |field: &'static str| registration::person::name(form.value(field)).map_err(|error| (field, error));
    let given = if one_name { Ok(None) } else { read("given").map(Some) };
    match given.and_then(|given| {
        Ok(PersonName {
            family: read("family")?,
            given,
        })
    }) {
        Ok(name) => {
            draft.name = name;
            Kept::Yes
        }
        Err((field, error)) => refused(form, field, name_problem(error), locale),
    }
}

fn name_form(given: &str, family: &str, one_name: bool, locale: &Locale) -> Form {
    let mut lines = Vec::new();
    if one_name {
        let only = if family.is_empty() { given } else { family };
        lines.push(
            Line::new(
                "family",
                |locale| t!(locale, "fields-only-name"),
                Keys::Name,
                NAME_LIMIT,
            )
            .with(only),
        );
    } else {
        lines.push(Line::new("given", |locale| t!(locale, "fields-given"), Keys::Name, NAME_LIMIT).with(given));
        lines.push(Line::new("family", |locale| t!(locale, "fields-family"), Keys::Name, NAME_LIMIT).with(family));
    }

    Form::new(lines, locale)
}

fn address_form(known: Option<&Address>, locale: &Locale) -> Form {
    let text = |text: Option<&Text>| text.map(|text| text.reveal().clone()).unwrap_or_default();
    let lines = vec![
        Line::new(
            "street",
            |locale| t!(locale, "fields-street"),
            Keys::Text,
            ADDRESS_LIMIT,
        )
        .with(&text(known.map(|address| &address.street))),
        Line::new("unit", |locale| t!(locale, "fields-unit"), Keys::Text, ADDRESS_LIMIT)
            .with(&text(known.and_then(|address| address.unit.as_ref())))
            .optional()
            .half(),
        Line::new("city", |locale| t!(locale, "fields-city"), Keys::Text, ADDRESS_LIMIT)
            .with(&text(known.map(|address| &address.city)))
            .half(),
        Line::new("state", |locale| t!(locale, "fields-state"), Keys::Text, ADDRESS_LIMIT)
            .with(&text(known.and_then(|address| address.state.as_ref())))
            .expected()
            .half(),
        Line::new("postal", |locale| t!(locale, "fields-postal-code"), Keys::Code, 12)
            .with(&text(known.and_then(|address| address.postal_code.as_ref())))
            .expected()
            .half(),
    ];

    Form::new(lines, locale)
}

fn read_address(form: &Form) -> Option<Address> {
    let state = form.text("state").map(|state| {
        // The two letters of a state are capitals.
        if state.reveal().chars().count() == 2 {
            Text::new(state.reveal().to_uppercase())
        } else {
            state
        }
    });

    Some(Address {
        street: form.text("street")?,
        unit: form.text("unit"),
        city: form.text("city")?,
        state,
        postal_code: form.text("postal"),
    })
}
