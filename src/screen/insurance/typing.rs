//! Keys of a real keyboard, and digital cards from a scanner or the camera.

use std::sync::Arc;

use iced::Task;

use super::digital::{self, Shown};
use super::draft::Draft;
use super::lens::Refused;
use super::{Digital, Message, Place, State};
use crate::core::Core;
use crate::screen::find::scanner::{Heard, Scanned};
use crate::screen::{Action, fields};

impl State {
    /// A key of a real keyboard, or of a scanner that types like one.
    pub fn typed(&mut self, key: ui::Key, core: &Core) -> Action<Message> {
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

    pub(super) fn on_heard(&mut self, heard: impl IntoIterator<Item = Heard>, core: &Core) -> Action<Message> {
        for heard in heard {
            let action = match heard {
                Heard::Keys(keys) => self.on_keys(keys, core),
                Heard::Scan(Scanned::HealthCard(code)) => self.on_code(&code, core),
                // A licence or a code of an appointment says nothing of insurance.
                Heard::Scan(_) => Action::None,
            };
            if !matches!(action, Action::None) {
                return action;
            }
        }

        Action::None
    }

    fn on_keys(&mut self, keys: Vec<ui::Key>, core: &Core) -> Action<Message> {
        for key in keys {
            let Place::Edit { form, .. } = &mut self.place else {
                return Action::None;
            };
            match form.update(fields::Message::Pressed(key), &core.locale) {
                fields::Reply::Stay => {}
                fields::Reply::Finished => return self.keep_line(core),
            }
        }

        Action::None
    }

    /// A code of a digital card, from the camera or a scanner.
    pub(super) fn on_code(&mut self, code: &str, core: &Core) -> Action<Message> {
        // Once it is being asked about, another card is for the page before.
        if matches!(self.place, Place::Asking(_) | Place::Estimate(_)) {
            return Action::None;
        }
        // The same one stays before the camera for many frames.
        if self.last_code.as_deref() == Some(code) && matches!(self.place, Place::Camera(_)) {
            return Action::None;
        }
        self.last_code = Some(Arc::from(code));
        match digital::take(&mut self.pieces, code, &core.config.issuers(), core.now()) {
            Shown::Card(card) => {
                self.draft = Draft::signed(*card);
                self.digital = None;
                self.check(core)
            }
            Shown::Part(part, parts) => {
                match &mut self.place {
                    Place::Camera(lens) => {
                        lens.parts = Some((part, parts));
                        lens.refused = None;
                    }
                    _ => {
                        self.digital = Some(Digital::Part(part, parts));
                        self.place = Place::First;
                    }
                }
                Action::None
            }
            Shown::Refused(refusal) => {
                if let Place::Camera(lens) = &mut self.place {
                    lens.parts = None;
                    lens.refused = Some(Refused::Digital(refusal));
                } else {
                    self.run += 1;
                    self.digital = Some(Digital::Refused(refusal));
                    self.place = Place::First;
                }
                Action::None
            }
        }
    }
}
