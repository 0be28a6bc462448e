//! Keys of a real keyboard, scans, and what was held to the camera: what a person typed goes into the field that has the
//! focus, what was scanned is understood.

use capture::aamva::Licence;
use capture::mrz::TravelDocument;
use iced::Task;
use registration::code::AppointmentCode;
use registration::identity::Proof;
use ui::Key;

use super::scanner::{Heard, Scanned};
use super::written::{address, as_written, name_form};
use super::{Message, Place, Search, State, Told};
use crate::core::Core;
use crate::screen::{Action, fields};

impl State {
    /// A key of a real keyboard or of a scanner.
    pub fn typed(&mut self, key: Key, core: &Core) -> Action<Message> {
        if self.sent_away || self.search != Search::Idle {
            return Action::None;
        }
        let heard = self.scanner.take(key, core.now(), &core.config.scanner, core.today());
        let action = self.on_heard(heard, core);
        let Some(pause) = self.scanner.pause(&core.config.scanner) else {
            return action;
        };
        let newest = self.scanner.newest();
        let paused = Task::perform(async move { tokio::time::sleep(pause).await }, move |()| {
            Message::KeysPaused(newest)
        });

        match action {
            Action::None => Action::Run(paused),
            Action::Run(task) => Action::Run(Task::batch([task, paused])),
            other => other,
        }
    }

    /// What a person typed goes into the field that has the focus; what was scanned is understood.
    pub(super) fn on_heard(&mut self, heard: impl IntoIterator<Item = Heard>, core: &Core) -> Action<Message> {
        for heard in heard {
            let action = match heard {
                Heard::Keys(keys) => self.on_keys(keys, core),
                Heard::Scan(scanned) => self.on_scanned(scanned, core),
            };
            // What follows was meant for another page.
            if !matches!(action, Action::None) {
                return action;
            }
        }

        Action::None
    }

    fn on_keys(&mut self, keys: Vec<Key>, core: &Core) -> Action<Message> {
        for key in keys {
            let action = match (self.place, key) {
                (Place::Birth, Key::Done) => self.confirm(core),
                (Place::Birth, key) => {
                    self.birth_key(key, core);
                    Action::None
                }
                (Place::Name, key) => self.on_name(fields::Message::Pressed(key), core),
                (Place::Code, key) => self.on_code(fields::Message::Pressed(key), core),
                (Place::Scan | Place::OtherWays | Place::Unanswered, _) => Action::None,
            };
            if !matches!(action, Action::None) {
                return action;
            }
        }

        Action::None
    }

    pub(super) fn on_scanned(&mut self, scanned: Scanned, core: &Core) -> Action<Message> {
        if self.search != Search::Idle {
            return Action::None;
        }
        match scanned {
            Scanned::Code(code) => return self.on_appointment_code(&code, core),
            Scanned::Licence(licence) => return self.on_licence(&licence, core),
            Scanned::Travel(document) => return self.on_travel_document(&document, core),
            Scanned::HealthCard(_) => {
                self.show(Place::Birth);
                self.told = Some(Told::HealthCard);
            }
            Scanned::Other => {
                if !matches!(self.place, Place::Birth | Place::Name | Place::Code) {
                    self.show(Place::Birth);
                }
                self.told = Some(Told::Unreadable);
            }
        }

        Action::None
    }

    fn on_appointment_code(&mut self, code: &AppointmentCode, core: &Core) -> Action<Message> {
        self.show(Place::Code);
        self.code.set("code", code.as_str());

        self.confirm(core)
    }

    fn on_licence(&mut self, licence: &Licence, core: &Core) -> Action<Message> {
        self.boxes.set(licence.birth_date);
        self.address = address(licence);

        self.on_document(&licence.family_name, &licence.given_names, core)
    }

    fn on_travel_document(&mut self, document: &TravelDocument, core: &Core) -> Action<Message> {
        let Some(birth_date) = document.birth.whole() else {
            // They know it, or they go by what they use: it is no proof then.
            self.fill_name(&document.family_name, &document.given_names, core);
            self.show(Place::Birth);
            self.told = Some(Told::NoBirthDate);
            return Action::None;
        };
        self.boxes.set(birth_date);

        self.on_document(&document.family_name, &document.given_names, core)
    }

    /// A document with name and birth date proves who holds it as well as the kiosk can know.
    fn on_document(&mut self, family: &str, given: &str, core: &Core) -> Action<Message> {
        self.fill_name(family, given, core);
        self.show(Place::Name);
        self.proof = Some(Proof::Document);

        self.confirm(core)
    }

    fn fill_name(&mut self, family: &str, given: &str, core: &Core) {
        // Some issuers file a one and only name as the given one.
        let (family, given) = if family.trim().is_empty() {
            (given, "")
        } else {
            (family, given)
        };
        self.one_name = given.trim().is_empty();
        self.name = name_form(&core.locale, self.one_name);
        self.name.set("family", &as_written(family));
        if !self.one_name {
            self.name.set("given", &as_written(given));
        }
    }
}
