//! The Elm loop. It routes; it decides little: what comes next is the journey's business, what is shown the screen's.

mod help;
mod over;
mod session;
mod unfinished;

use std::hash::{DefaultHasher, Hash, Hasher};
use std::time::Duration;

use iced::{Subscription, Task};
use jiff::Timestamp;
use registration::journey::Step;
use registration::session::Dossier;
use registration::{Outcome, journey};
use ui::frame_with_paging;
use ui::{Chrome, Element, PagingLabels, PressPhase};
use uuid::Uuid;

use crate::core::Core;
use crate::draft::Draft;
use crate::idle::{self, Idle};
use crate::screen::{self, Screen, attract, comfort, done, resume};
use crate::service::central::Delivery;
use crate::staff::panel;
use crate::t;
use help::Help;
pub use unfinished::TakenUp;

/// The kiosk.
pub struct App {
    /// What every screen can see.
    pub core: Core,
    place: Place,
    /// The comfort page, over whatever was there.
    comfort: Option<comfort::State>,
    /// The override panel, over everything.
    staff: Option<panel::State>,
    /// The question whether to start over.
    start_over: bool,
    help: Help,
    help_shown: help::Shown,
    /// One question at a time.
    help_asking: bool,
    idle: Idle,
    last_touch: Timestamp,
    /// When a finger went down in the staff corner, and which press it was.
    corner: Option<u64>,
    presses: u64,
    dossier: Waiting,
    /// Counts what was sealed: only the last one is waited for.
    seals: u64,
    /// The session is on its way to the disk.
    sealing: bool,
    sealed_at: Timestamp,
    /// It is being looked up whether the person began here before.
    looking: bool,
    /// The mouse pointer is hidden: there is no mouse in a lobby.
    pub hides_pointer: bool,
    /// For how long a new page takes no touch, so that a second tap hits nothing by mistake.
    pub double_strike: Duration,
}

/// Where the person is.
enum Place {
    /// Nobody is there; the animation is this far.
    Attract(f32),
    /// At a step.
    Step(Screen),
    /// Asked whether they want to go on with what they began before a crash.
    Resume(resume::State),
    /// Between two steps, while central is asked what it holds.
    Between,
    /// Staff have ended the session, and what it collected is being stored.
    Ending,
    /// At the end.
    Done(done::State),
}

/// Whether the dossier is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Waiting {
    NotAsked,
    Asked,
    Arrived,
}

/// Everything that can happen.
#[derive(Clone)]
pub enum Message {
    /// The attract screen was touched, perhaps on the name of a language.
    Started(Option<&'static str>),
    /// Something happened on a step's screen, in the session named.
    Screen(Uuid, screen::Message),
    /// Something happened on the last screen.
    Done(Uuid, done::Message),
    /// What central holds about the patient.
    DossierArrived(Uuid, Box<Dossier>),
    /// The session is on the disk.
    Sealed(u64),
    /// What the person in this session began before a crash, and whether it had ended in truth.
    DraftFound(Uuid, Option<(Box<Draft>, bool)>),
    /// What staff want to go on with, while nobody is known in the session named.
    DraftFetched(Uuid, Option<Box<Draft>>),
    /// Something happened on the page that asks whether to go on.
    Resume(Uuid, resume::Message),
    /// What has changed since a session broke off.
    TakenUp(Uuid, Box<TakenUp>),
    /// What staff ended is stored, or not.
    Kept(Uuid, Outcome, Delivery),
    /// A finger, anywhere.
    Pressed(PressPhase),
    /// The staff corner was held for so long by this press.
    CornerHeld(u64),
    /// A second has gone by.
    Ticked,
    /// The attract animation goes on.
    Breathed,
    /// Help.
    Help(help::Message),
    /// The globe.
    LanguagePressed,
    /// Something happened on the comfort page.
    Comfort(comfort::Message),
    /// "Start over".
    StartOverPressed,
    /// "Yes, start over".
    StartOverConfirmed,
    /// "No, go on".
    StartOverRefused,
    /// "I am still here".
    Stayed,
    /// Something happened on the override panel.
    Staff(panel::Message),
    /// A key of a real keyboard, a keypad, or a scanner that types as one.
    Typed(ui::Key),
    /// The window has another size.
    Resized(iced::Size),
    /// Nothing that anybody waits for.
    Noted,
}

/// EN 301 549, 5.9: half a second.
const DOUBLE_STRIKE: Duration = Duration::from_millis(500);

/// How long the staff corner is held.
const HOLD: Duration = Duration::from_millis(1500);

/// The side of the staff corner in logical pixels, at the top start side of the screen.
const CORNER: f32 = 140.0;

impl App {
    /// A kiosk at which nobody stands.
    pub fn new(core: Core) -> Self {
        let now = core.now();

        Self {
            core,
            place: Place::Attract(0.0),
            comfort: None,
            staff: None,
            start_over: false,
            help: Help::default(),
            help_shown: help::Shown::default(),
            help_asking: false,
            idle: Idle::Active,
            last_touch: now,
            corner: None,
            presses: 0,
            dossier: Waiting::NotAsked,
            seals: 0,
            sealing: false,
            sealed_at: now,
            looking: false,
            hides_pointer: false,
            double_strike: DOUBLE_STRIKE,
        }
    }

    /// The name of what is shown, for rehearsals and pictures.
    pub fn showing(&self) -> &'static str {
        if self.staff.is_some() {
            "staff"
        } else if self.comfort.is_some() {
            "comfort"
        } else {
            match &self.place {
                Place::Attract(_) => "attract",
                Place::Step(screen) => screen.step().as_str(),
                Place::Resume(_) => "resume",
                Place::Between | Place::Ending => "between",
                Place::Done(_) => "done",
            }
        }
    }

    /// How the session ended, once it has.
    pub fn outcome(&self) -> Option<Outcome> {
        match &self.place {
            Place::Done(state) => Some(state.outcome),
            Place::Attract(_) | Place::Step(_) | Place::Resume(_) | Place::Between | Place::Ending => None,
        }
    }

    /// Decides what a message means.
    pub fn update(&mut self, message: Message) -> Task<Message> {
        match message {
            Message::Started(language) => self.start(language),
            Message::Screen(session, message) if session == self.core.session.id => self.on_screen(message),
            Message::Done(session, message) if session == self.core.session.id => self.on_done(message),
            Message::DossierArrived(session, dossier) if session == self.core.session.id => self.on_dossier(*dossier),
            Message::Kept(session, outcome, delivery) if session == self.core.session.id => {
                self.on_kept(outcome, delivery)
            }
            Message::Sealed(number) => self.on_sealed(number),
            Message::DraftFound(session, found) if session == self.core.session.id => self.on_draft(found),
            Message::DraftFetched(session, draft) if session == self.core.session.id => self.on_fetched(draft),
            Message::Resume(session, message) if session == self.core.session.id => self.on_resume(message),
            Message::TakenUp(session, taken_up) if session == self.core.session.id => self.on_taken_up(*taken_up),
            // An answer to somebody who has left.
            Message::Kept(..)
            | Message::Screen(..)
            | Message::Done(..)
            | Message::DossierArrived(..)
            | Message::DraftFound(..)
            | Message::DraftFetched(..)
            | Message::Resume(..)
            | Message::TakenUp(..) => Task::none(),
            Message::Pressed(phase) => self.on_press(phase),
            Message::CornerHeld(press) => self.on_corner(press),
            Message::Ticked => self.tick(),
            Message::Breathed => self.breathe(),
            Message::Help(message) => self.on_help(message),
            Message::LanguagePressed => {
                self.comfort = Some(comfort::State::default());
                Task::none()
            }
            Message::Comfort(message) => self.on_comfort(message),
            Message::StartOverPressed => {
                self.start_over = !self.is_sending();
                Task::none()
            }
            // What is being sent is not taken back: the answer is awaited.
            Message::StartOverConfirmed if self.is_sending() => Task::none(),
            Message::StartOverConfirmed => self.leave(),
            Message::StartOverRefused => {
                self.start_over = false;
                Task::none()
            }
            Message::Stayed => {
                self.touched();
                Task::none()
            }
            Message::Staff(message) => self.on_staff(message),
            Message::Typed(key) => self.on_key(key),
            Message::Resized(size) => {
                self.core.resize(size);
                Task::none()
            }
            Message::Noted => Task::none(),
        }
    }

    /// What is shown.
    pub fn view(&self) -> Element<'_, Message> {
        let (base, over, page) = self.layers();

        ui::touch_root(ui::layered(base, over))
            .kiosk(self.hides_pointer)
            .guard(page, self.guarded_for())
            .on_press_at(Message::Pressed)
            .into()
    }

    /// The colours of the window.
    ///
    /// The software renderer repaints only what has changed, and letters that reach below their line leave a trace of
    /// the page before. Another ground is a reason for it to repaint everything: every page has one of its own, by less
    /// than an eye or a screen can tell.
    pub fn style(&self) -> iced::theme::Style {
        let (_, _, page) = self.layers();
        let mut ground = self.core.look.palette.ground;
        ground.a = 1.0 - (page % 1024) as f32 * 1e-6;

        iced::theme::Style {
            background_color: ground,
            text_color: self.core.look.palette.ink,
        }
    }

    /// The page, what stands over it, and a number that is another one for every page.
    fn layers(&self) -> (Element<'_, Message>, Option<Element<'_, Message>>, u64) {
        let session = self.core.session.id;
        let (base, page) = if let Some(state) = &self.comfort {
            let chrome = Chrome {
                step: None,
                ..self.chrome()
            };
            self.framed(chrome, state.view(&self.core).map(Message::Comfort))
        } else {
            match &self.place {
                Place::Attract(phase) => (attract::view(&self.core, *phase, Message::Started), 0),
                Place::Step(screen) => {
                    let page = screen
                        .view(&self.core)
                        .map(move |message| Message::Screen(session, message));
                    self.framed(self.chrome(), page)
                }
                Place::Resume(state) => {
                    let page = state
                        .view(&self.core)
                        .map(move |message| Message::Resume(session, message));
                    let chrome = Chrome {
                        // The page asks that itself: two ways to begin anew would be one too many.
                        start_over: self.chrome().start_over.filter(|_| !state.is_known()),
                        ..self.chrome()
                    };
                    self.framed(chrome, page)
                }
                Place::Between | Place::Ending => self.between(),
                Place::Done(state) => {
                    let page = state
                        .view(&self.core)
                        .map(move |message| Message::Done(session, message));
                    let chrome = Chrome {
                        start_over: None,
                        language: None,
                        ..self.chrome()
                    };
                    self.framed(chrome, page)
                }
            }
        };
        let over = match &self.staff {
            // A panel that staff have left open must not keep a session alive.
            Some(panel) if !self.warns() => Some(panel.view(&self.core).map(Message::Staff)),
            _ => self.dialog(),
        };
        // Staff typing a PIN are no trembling hand, and the panel's own pages lie elsewhere.
        let page = if over.is_some() { 1 } else { page };

        (base, over, page)
    }

    /// What goes on by itself.
    pub fn subscription(&self) -> Subscription<Message> {
        let keys = iced::event::listen_with(|event, _status, _window| match event {
            iced::Event::Keyboard(iced::keyboard::Event::KeyPressed { key, text, .. }) => typed(&key, text.as_deref()),
            iced::Event::Window(iced::window::Event::Resized(size)) => Some(Message::Resized(size)),
            _ => None,
        });
        let clock = match &self.place {
            // A panel that was opened over the attract screen must close by itself.
            Place::Attract(_) if self.staff.is_some() => {
                iced::time::every(Duration::from_secs(1)).map(|_| Message::Ticked)
            }
            Place::Attract(_) if self.core.look.reduce_motion => Subscription::none(),
            Place::Attract(phase) => iced::time::every(attract::pause(*phase)).map(|_| Message::Breathed),
            Place::Step(_) | Place::Resume(_) | Place::Between | Place::Ending | Place::Done(_) => {
                iced::time::every(Duration::from_secs(1)).map(|_| Message::Ticked)
            }
        };

        Subscription::batch([keys, clock])
    }

    /// A page in its frame, and a number that is another one for every page.
    fn framed<'a>(&self, chrome: Chrome<'a, Message>, page: ui::Page<'a, Message>) -> (Element<'a, Message>, u64) {
        let locale = &self.core.locale;
        let labels = PagingLabels {
            up: t!(locale, "page-up"),
            down: t!(locale, "page-down"),
        };
        let mut hasher = DefaultHasher::new();
        page.question.hash(&mut hasher);
        // 0 and 1 are the attract screen and whatever stands over a page.
        let number = hasher.finish() | 2;

        (frame_with_paging(&self.core.look, chrome, page, &labels), number)
    }

    /// For how long a new page takes no touch: not before what stands behind it is on the disk. Rehearsals touch as
    /// fast as the screens allow, and wait for nothing.
    fn guarded_for(&self) -> Duration {
        if self.is_settling() && !self.double_strike.is_zero() {
            Duration::MAX
        } else {
            self.double_strike
        }
    }

    fn chrome(&self) -> Chrome<'_, Message> {
        let core = &self.core;
        let step = match &self.place {
            Place::Step(screen) => Some(self.step_words(screen.step())),
            Place::Attract(_) | Place::Resume(_) | Place::Between | Place::Ending | Place::Done(_) => None,
        };

        Chrome {
            step,
            help: (t!(core.locale, "help"), Message::Help(help::Message::Pressed)),
            // What is being sent is not taken back.
            start_over: (!self.is_sending()).then(|| (t!(core.locale, "start-over"), Message::StartOverPressed)),
            language: Some((core.locale.language.name.to_owned(), Message::LanguagePressed)),
            back_label: t!(core.locale, "back"),
            banner: self.banner(),
        }
    }

    fn is_sending(&self) -> bool {
        match &self.place {
            Place::Step(Screen::Review(state)) => state.is_sending(),
            Place::Ending => true,
            Place::Attract(_) | Place::Step(_) | Place::Resume(_) | Place::Between | Place::Done(_) => false,
        }
    }

    fn step_words(&self, step: Step) -> (usize, usize, String, String) {
        let (here, all) = journey::progress(step, &self.core.session, &self.core.rules());
        let locale = &self.core.locale;

        (
            here,
            all,
            t!(locale, "step-of", step = here, steps = all),
            panel::step_name(locale, step),
        )
    }

    fn touched(&mut self) {
        self.last_touch = self.core.now();
        self.idle = Idle::Active;
    }

    fn on_press(&mut self, phase: PressPhase) -> Task<Message> {
        match phase {
            PressPhase::Began(point) => {
                // The warning stays under the finger until it lifts: it has two buttons.
                if self.idle == Idle::Active {
                    self.touched();
                }
                self.presses += 1;
                let start_side = if self.core.locale.right_to_left() {
                    self.core.look.canvas.width - point.x
                } else {
                    point.x
                };
                let corner = CORNER * self.core.look.unit();
                self.corner = (start_side < corner && point.y < corner).then_some(self.presses);
                match self.corner {
                    Some(press) => Task::perform(tokio::time::sleep(HOLD), move |()| Message::CornerHeld(press)),
                    None => Task::none(),
                }
            }
            PressPhase::Ended => {
                // A stray touch is a sign of life too.
                self.touched();
                self.corner = None;
                Task::none()
            }
        }
    }

    fn on_corner(&mut self, press: u64) -> Task<Message> {
        if self.corner == Some(press) && self.staff.is_none() && !self.is_sending() {
            let step = match &self.place {
                Place::Step(screen) => Some(screen.step()),
                Place::Attract(_) | Place::Resume(_) | Place::Between | Place::Ending | Place::Done(_) => None,
            };
            self.staff = Some(panel::State::new(&self.core, step));
        }

        Task::none()
    }

    fn tick(&mut self) -> Task<Message> {
        if self.is_sending() {
            // Nobody has to touch anything while the kiosk works, and nothing is wiped before it is known how it ended.
            self.touched();
        }
        let kiosk = &self.core.config.kiosk;
        let (idle, patience) = match &self.place {
            Place::Done(_) => (kiosk.done_seconds, 1),
            Place::Step(Screen::Bill(state)) => (kiosk.idle_seconds, state.patience()),
            _ => (kiosk.idle_seconds, 1),
        };
        self.idle = idle::judge(
            self.last_touch,
            self.core.now(),
            idle as i64,
            kiosk.answer_seconds as i64,
            patience,
        );
        match (&self.place, self.idle) {
            // Whoever has been told how it ended need not answer any more questions.
            (Place::Done(_) | Place::Attract(_), Idle::Warning { .. } | Idle::Over) | (_, Idle::Over) => self.leave(),
            _ => Task::batch([self.seal_again(), self.ask_about_help()]),
        }
    }

    fn breathe(&mut self) -> Task<Message> {
        if let Place::Attract(phase) = &mut self.place {
            *phase = attract::next_phase(*phase);
        }

        Task::none()
    }

    fn on_key(&mut self, key: ui::Key) -> Task<Message> {
        self.touched();
        if let Some(panel) = &mut self.staff {
            let action = panel.typed(key, &self.core);
            return self.after_staff(action);
        }
        if self.looking {
            return Task::none();
        }
        if let Place::Resume(state) = &mut self.place {
            let action = state.typed(key, &self.core);
            return self.after_resume(action);
        }
        let Place::Step(screen) = &mut self.place else {
            return Task::none();
        };
        let action = screen.typed(key, &self.core);

        self.after_screen(action)
    }
}

fn typed(key: &iced::keyboard::Key, text: Option<&str>) -> Option<Message> {
    use iced::keyboard::Key;
    use iced::keyboard::key::Named;

    match key {
        Key::Named(Named::Backspace) => Some(Message::Typed(ui::Key::Backspace)),
        Key::Named(Named::Enter) => Some(Message::Typed(ui::Key::Done)),
        Key::Named(Named::Space) => Some(Message::Typed(ui::Key::Space)),
        _ => text?
            .chars()
            .next()
            .filter(|letter| !letter.is_control())
            .map(|letter| Message::Typed(ui::Key::Char(letter))),
    }
}
