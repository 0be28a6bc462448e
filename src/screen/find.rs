//! The step "find": who are you, and what did you come for?
//!
//! Birth date, then name; or the code of the appointment; or something held to the camera or to a scanner: a code, a
//! licence, a passport; or somebody new. Whatever misses looks the same: no list is shown and nothing tells how near a
//! guess was. A digital health card says who is insured and proves nobody's identity: it is asked for later.
//!
//! Ids: `field-month`, `field-day`, `field-year` (in the order of the language), `find-code`, `find-scan`, `find-new`
//! (behind `find-other` where large text leaves no room); `field-given`, `field-family`, `find-one-name`; `field-code`;
//! `camera`; `waiting`, `find-without`; when central is away `primary` goes on without looking up and `find-again`
//! tries again. A miss says so in `problem`.

pub mod birth;
mod layouts;
pub mod scan;
pub mod scanner;
mod typing;
mod view;
mod written;

use std::time::Duration;

use iced::Task;
use iced::widget::image::Handle;
use registration::Outcome;
use registration::code::AppointmentCode;
use registration::identity::{Guess, Proof};
use registration::outcome::SeeDesk;
use registration::person::{Address, BirthDate, NameError, Person, PersonName};
use registration::private::Text;
use registration::session::DeskNote;
use ui::{Key, Page};

use super::fields::{self, Form};
use super::{Action, desk};
use crate::answer::Answer;
use crate::core::Core;
use crate::service::central::{Found, Unanswered};
use crate::t;
use birth::{Boxes, Part};
use scan::Seen;
use scanner::Scanner;
use written::{code_form, grouped, name_form};

/// How long the person waits before words say so.
const QUIET: Duration = Duration::from_millis(300);

/// How long before they are told what else can be done.
const LONG: Duration = Duration::from_secs(5);

/// Which page is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Birth,
    Name,
    Code,
    Scan,
    OtherWays,
    /// Central did not answer.
    Unanswered,
}

/// Whether central is being asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Search {
    Idle,
    Asked(Patience),
}

/// How long central has been asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Patience {
    /// So short that nothing needs to be said.
    Short,
    /// Long enough for words.
    Waiting,
    /// So long that there should be another way.
    Long,
}

/// What the person is told about something that was held up and led nowhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Told {
    /// It is a digital health card.
    HealthCard,
    /// Nobody knows what it is.
    Unreadable,
    /// A passport of somebody whose birth date is not known to the day.
    NoBirthDate,
}

/// What the screen remembers. No `Debug`: nearly all of it is private.
pub struct State {
    place: Place,
    boxes: Boxes,
    name: Form,
    one_name: bool,
    code: Form,
    /// They said that they are new here, or nobody could be looked up.
    new: bool,
    /// Where they live, as their licence says.
    address: Option<Address>,
    guess: Option<Guess>,
    proof: Option<Proof>,
    search: Search,
    /// Counts the questions to central: an answer to an older one comes too late.
    asked: u32,
    missed: bool,
    /// The third miss is counted and the desk is being told: nothing is taken back any more.
    sent_away: bool,
    told: Option<Told>,
    scanner: Scanner,
    camera: Option<iced::task::Handle>,
    preview: Option<Handle>,
    camera_gone: bool,
    /// Nothing that can be read has been held up for a while.
    camera_waits: bool,
}

/// What happened on it.
#[derive(Clone)]
pub enum Message {
    /// A box of the birth date was touched.
    BoxTouched(Part),
    /// A key of the number pad.
    BirthKey(Key),
    /// Something happened on the form for the name.
    Name(fields::Message),
    /// Something happened on the form for the code.
    Code(fields::Message),
    /// "I have one name only", or two after all.
    OneNamePressed,
    /// "I have a code".
    CodeWanted,
    /// "Scan my code or licence".
    ScanWanted,
    /// "I am new here".
    NewWanted,
    /// The other ways to be found.
    OtherWaysWanted,
    /// The camera tells something.
    Seen(Seen),
    /// No key has come for a moment after the one of this number.
    KeysPaused(u64),
    /// Central has been asked for a while.
    Waited(u32, Patience),
    /// Central answered.
    Answered(u32, Result<Option<Box<Found>>, Unanswered>),
    /// "Try again".
    AgainPressed,
    /// "Go on without looking up".
    WithoutPressed,
    /// The desk knows that nobody was found.
    DeskTold,
    /// The person wants to go on.
    Confirmed,
    /// The person wants to go back.
    BackPressed,
}

impl State {
    /// The screen as it opens.
    pub fn new(core: &Core) -> (Self, Task<Message>) {
        let state = Self {
            place: Place::Birth,
            boxes: Boxes::new(core.language()),
            name: name_form(&core.locale, false),
            one_name: false,
            code: code_form(&core.locale),
            new: false,
            address: None,
            guess: None,
            proof: None,
            search: Search::Idle,
            asked: 0,
            missed: false,
            sent_away: false,
            told: None,
            scanner: Scanner::default(),
            camera: None,
            preview: None,
            camera_gone: false,
            camera_waits: false,
        };

        (state, Task::none())
    }

    /// Decides what a message means.
    pub fn update(&mut self, message: Message, core: &Core) -> Action<Message> {
        if self.sent_away && !matches!(message, Message::DeskTold) {
            return Action::None;
        }
        if let Message::KeysPaused(newest) = message {
            let heard = self.scanner.paused(newest, &core.config.scanner, core.today());
            return self.on_heard(heard, core);
        }
        // Whoever touches the screen has typed what is still held back.
        let touched = !matches!(message, Message::Waited(..) | Message::Answered(..) | Message::Seen(_));
        if touched && let Some(heard) = self.scanner.interrupted(&core.config.scanner, core.today()) {
            let action = self.on_heard(Some(heard), core);
            if !matches!(action, Action::None) {
                return action;
            }
        }
        match message {
            Message::BoxTouched(part) => self.boxes.touch(part),
            Message::BirthKey(key) => self.birth_key(key, core),
            Message::Name(message) => return self.on_name(message, core),
            Message::Code(message) => return self.on_code(message, core),
            Message::OneNamePressed => self.toggle_one_name(core),
            Message::CodeWanted => self.show(Place::Code),
            Message::ScanWanted => return self.scan(core),
            Message::NewWanted => {
                self.new = true;
                self.show(Place::Birth);
            }
            Message::OtherWaysWanted => self.show(Place::OtherWays),
            Message::Seen(seen) => return self.on_seen(seen, core),
            Message::Waited(asked, patience) => {
                if asked == self.asked && self.search != Search::Idle {
                    self.search = Search::Asked(patience);
                }
            }
            Message::Answered(asked, answer) => return self.on_answer(asked, answer, core),
            Message::AgainPressed => {
                if let Some(guess) = self.guess.clone() {
                    return self.ask(guess, core);
                }
            }
            Message::WithoutPressed => return self.without(core),
            Message::DeskTold => return Action::End(Outcome::SeeDesk(SeeDesk::NotFound)),
            Message::KeysPaused(_) => {}
            Message::Confirmed => return self.confirm(core),
            Message::BackPressed => return self.back(),
        }

        Action::None
    }

    /// What is shown.
    pub fn view<'a>(&'a self, core: &'a Core) -> Page<'a, Message> {
        view::page(self, core)
    }

    fn show(&mut self, place: Place) {
        self.place = place;
        self.missed = false;
        self.told = None;
        if place != Place::Scan {
            self.camera = None;
            self.preview = None;
        }
    }

    fn birth_key(&mut self, key: Key, core: &Core) {
        self.boxes.press(key, core.language());
        self.proof = None;
        self.told = None;
    }

    fn on_name(&mut self, message: fields::Message, core: &Core) -> Action<Message> {
        let typed = matches!(message, fields::Message::Pressed(_));
        let reply = self.name.update(message, &core.locale);
        if reply == fields::Reply::Finished {
            return self.confirm(core);
        }
        if typed {
            self.missed = false;
            self.told = None;
            self.proof = None;
        }

        Action::None
    }

    fn on_code(&mut self, message: fields::Message, core: &Core) -> Action<Message> {
        if self.code.update(message, &core.locale) == fields::Reply::Finished {
            return self.confirm(core);
        }
        let grouped = grouped(self.code.value("code"));
        if grouped != self.code.value("code") {
            self.code.set("code", &grouped);
        }
        self.missed = false;
        self.told = None;

        Action::None
    }

    fn toggle_one_name(&mut self, core: &Core) {
        self.proof = None;
        self.one_name = !self.one_name;
        let typed = [self.name.value("given"), self.name.value("family")].map(str::to_owned);
        self.name = name_form(&core.locale, self.one_name);
        match typed {
            // Whatever was typed first is the one name.
            [given, family] if self.one_name => self
                .name
                .set("family", if family.is_empty() { &given } else { &family }),
            [_, family] => self.name.set("family", &family),
        }
        self.missed = false;
    }

    fn scan(&mut self, core: &Core) -> Action<Message> {
        let Some(camera) = core.services.camera.clone() else {
            self.camera_gone = true;
            return Action::None;
        };
        self.show(Place::Scan);
        self.camera_gone = false;
        self.camera_waits = false;
        let watched = scan::watch(camera, core.today());
        let (task, handle) = Task::run(watched, Message::Seen).abortable();
        self.camera = Some(handle.abort_on_drop());

        Action::Run(task)
    }

    fn on_seen(&mut self, seen: Seen, core: &Core) -> Action<Message> {
        if self.place != Place::Scan {
            return Action::None;
        }
        match seen {
            Seen::Preview(picture) => {
                self.preview = Some(picture);
                Action::None
            }
            Seen::Scanned(scanned) => self.on_scanned(*scanned, core),
            Seen::NothingYet => {
                self.camera_waits = true;
                Action::None
            }
            Seen::Gone => {
                self.camera_gone = true;
                self.preview = None;
                Action::None
            }
        }
    }

    fn confirm(&mut self, core: &Core) -> Action<Message> {
        match self.place {
            Place::Birth => {
                if self.boxes.read(core.today(), core.language()).is_ok() {
                    self.show(Place::Name);
                }
                Action::None
            }
            Place::Name => self.confirm_name(core),
            Place::Code => match AppointmentCode::parse(self.code.value("code")) {
                Some(code) => self.ask(Guess::Code(code), core),
                None => {
                    self.code
                        .refuse("code", |locale| t!(locale, "find-code-wrong"), &core.locale);
                    Action::None
                }
            },
            Place::Unanswered => self.without(core),
            Place::Scan | Place::OtherWays => Action::None,
        }
    }

    fn confirm_name(&mut self, core: &Core) -> Action<Message> {
        let Ok(birth_date) = self.boxes.read(core.today(), core.language()) else {
            self.show(Place::Birth);
            return Action::None;
        };
        if !self.name.complete(&core.locale) {
            return Action::None;
        }
        let name = match self.read_name() {
            Ok(name) => name,
            Err((field, error)) => {
                self.name
                    .refuse(field, fields::contact::name_problem(error), &core.locale);
                return Action::None;
            }
        };
        if self.new {
            return Action::Next(Answer::New(self.newcomer(name, birth_date)));
        }

        self.ask(
            Guess::Name {
                birth_date,
                name: self.as_searched(name),
            },
            core,
        )
    }

    fn read_name(&self) -> Result<PersonName, (&'static str, NameError)> {
        let read =
            |field: &'static str| registration::person::name(self.name.value(field)).map_err(|error| (field, error));
        let given = if self.one_name { None } else { Some(read("given")?) };

        Ok(PersonName {
            family: read("family")?,
            given,
        })
    }

    /// A licence names every given name, a record often the first only.
    fn as_searched(&self, name: PersonName) -> PersonName {
        match &name.given {
            Some(given) if self.proof == Some(Proof::Document) => {
                let first = given.reveal().split_whitespace().next().map(Text::from);
                PersonName { given: first, ..name }
            }
            _ => name,
        }
    }

    fn newcomer(&self, name: PersonName, birth_date: BirthDate) -> Person {
        Person {
            address: self.address.clone(),
            ..Person::new(name, birth_date)
        }
    }

    fn ask(&mut self, guess: Guess, core: &Core) -> Action<Message> {
        self.asked = self.asked.wrapping_add(1);
        self.search = Search::Asked(Patience::Short);
        self.missed = false;
        let asked = self.asked;
        let found = core.services.central.find(guess.clone(), core.now());
        self.guess = Some(guess);

        Action::Run(Task::batch([
            Task::perform(found, move |answer| {
                Message::Answered(asked, answer.map(|found| found.map(Box::new)))
            }),
            Task::perform(tokio::time::sleep(QUIET), move |()| {
                Message::Waited(asked, Patience::Waiting)
            }),
            Task::perform(tokio::time::sleep(LONG), move |()| {
                Message::Waited(asked, Patience::Long)
            }),
        ]))
    }

    fn on_answer(
        &mut self,
        asked: u32,
        answer: Result<Option<Box<Found>>, Unanswered>,
        core: &Core,
    ) -> Action<Message> {
        if asked != self.asked || self.search == Search::Idle {
            return Action::None;
        }
        self.search = Search::Idle;
        match answer {
            Ok(Some(mut found)) => {
                core.services.misses.found();
                if let (Some(proof), Proof::Told) = (self.proof, found.proof) {
                    found.proof = proof;
                }
                Action::Next(Answer::Found(found))
            }
            Ok(None) => self.miss(core),
            Err(Unanswered) => {
                self.show(Place::Unanswered);
                Action::None
            }
        }
    }

    fn miss(&mut self, core: &Core) -> Action<Message> {
        if core.services.misses.missed(core.now()) {
            // The question stays on the screen as it was answered, and nothing on it can be touched.
            self.search = Search::Asked(Patience::Short);
            self.sent_away = true;
            return Action::Run(desk::told(vec![DeskNote::IdentityNotFound], Message::DeskTold, core));
        }
        self.show(if matches!(self.guess, Some(Guess::Code(_))) {
            Place::Code
        } else {
            Place::Name
        });
        self.missed = true;

        Action::None
    }

    /// Registers without looking anybody up: the desk checks whether the person is on file.
    fn without(&mut self, core: &Core) -> Action<Message> {
        self.asked = self.asked.wrapping_add(1);
        self.search = Search::Idle;
        self.new = true;
        let birth_date = self.boxes.read(core.today(), core.language());
        if let (Ok(birth_date), Ok(name)) = (birth_date, self.read_name()) {
            return Action::Next(Answer::New(self.newcomer(name, birth_date)));
        }
        self.boxes.wrong = None;
        self.show(Place::Birth);

        Action::None
    }

    fn back(&mut self) -> Action<Message> {
        if self.search != Search::Idle {
            self.asked = self.asked.wrapping_add(1);
            self.search = Search::Idle;
            return Action::None;
        }
        match self.place {
            Place::Birth if self.new => {
                self.new = false;
                Action::None
            }
            Place::Birth => Action::Back,
            Place::Name | Place::Code | Place::Scan | Place::OtherWays | Place::Unanswered => {
                self.show(Place::Birth);
                Action::None
            }
        }
    }
}

#[cfg(test)]
mod tests;
