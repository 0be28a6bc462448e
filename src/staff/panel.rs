//! The override panel: PIN first, then what a member of staff can do about a stuck session.
//!
//! Its ids: `field-pin`, the number pad, `staff-enter`, `staff-close`; then `staff-skip`, `staff-correct`,
//! `staff-desk-will-confirm`, `staff-hand-over`, `staff-reset`; then `reason-<reason>` or `correct-<step>`,
//! `staff-back`, `staff-confirm`; and `staff-code`. Where nobody is known, `unfinished-0`, … for what a crash has broken
//! off; then `staff-resume`, `staff-discard`.

mod view;

use iced::Task;
use jiff::Timestamp;
use rand::Rng;
use registration::journey::Step;
use registration::mask;
use ui::{Element, Entry, Look};
use uuid::Uuid;

use super::roster::{PIN_LENGTH, Verdict};
use crate::core::Core;
use crate::draft::Draft;
use crate::locale::Locale;
use crate::t;

/// What the panel tells the app.
pub enum Action {
    /// Nothing.
    None,
    /// Do this in the background and bring the answer.
    Run(Task<Message>),
    /// Back to the patient, nothing done.
    Closed,
    /// A PIN was refused; it is written down.
    Refused,
    /// The panel was opened by this member of staff; it is written down.
    Opened {
        /// The staff id.
        who: String,
    },
    /// Leave this step out.
    Skip {
        /// The staff id.
        who: String,
        /// Why.
        reason: String,
        /// Which step the panel was opened over.
        step: Step,
    },
    /// Staff correct a step themselves.
    Correct {
        /// The staff id.
        who: String,
        /// Which step.
        step: Step,
    },
    /// End the session; the desk confirms.
    DeskWillConfirm {
        /// The staff id.
        who: String,
        /// Why.
        reason: String,
    },
    /// End the session; the desk goes on with this code.
    HandOver {
        /// The staff id.
        who: String,
        /// Why.
        reason: String,
        /// What the desk types to go on.
        code: String,
    },
    /// Wipe the session.
    Reset {
        /// The staff id.
        who: String,
        /// Why.
        reason: String,
    },
    /// Go on with a session that a crash has broken off.
    Resume {
        /// The staff id.
        who: String,
        /// Why.
        reason: String,
        /// Which.
        session: Uuid,
    },
    /// Wipe a session that a crash has broken off.
    Discard {
        /// The staff id.
        who: String,
        /// Why.
        reason: String,
        /// Which.
        session: Uuid,
    },
}

/// A session that a crash has broken off, as staff see it on a list.
#[derive(Clone)]
pub struct Unfinished {
    session: Uuid,
    begun: Timestamp,
    step: Step,
    /// Masked; shown only after it was chosen.
    name: Option<String>,
}

impl Unfinished {
    /// What the list says of a draft.
    pub fn of(draft: &Draft) -> Self {
        let session = &draft.session;

        Self {
            session: session.id,
            begun: session.started,
            step: draft.step,
            name: session.person.as_ref().map(|person| mask::name(&person.name.full())),
        }
    }
}

/// What the panel remembers.
pub struct State {
    /// Staff read the site's first language, whatever the patient reads.
    locale: Locale,
    look: Look,
    step: Option<Step>,
    page: Page,
    /// What a crash has broken off, latest first.
    unfinished: Vec<Unfinished>,
    /// Tells this panel from one that was closed while a PIN was looked up.
    opening: Uuid,
}

enum Page {
    Pin {
        typed: Entry,
        verdict: Option<Verdict>,
        asking: bool,
    },
    Menu {
        who: String,
    },
    /// One session that a crash has broken off.
    Unfinished {
        who: String,
        chosen: Unfinished,
    },
    Reason {
        who: String,
        deed: Deed,
    },
    Step {
        who: String,
    },
    Code {
        who: String,
        reason: String,
        code: String,
    },
}

/// What staff do that needs a reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    /// Leave the step out.
    Skip,
    /// End the session; the desk confirms.
    DeskWillConfirm,
    /// End the session; the desk goes on.
    HandOver,
    /// Wipe the session.
    Reset,
    /// Go on with this session that a crash has broken off.
    Resume(Uuid),
    /// Wipe this session that a crash has broken off.
    Discard(Uuid),
}

/// Why staff step in: coded, so that reasons can be counted and hold nothing private.
const REASONS: [&str; 6] = ["no-card", "device", "language", "unwell", "system", "other"];

/// So many unfinished sessions are listed at most; there are hardly ever two.
const LISTED: usize = 4;

/// What happened on it.
#[derive(Clone)]
pub enum Message {
    /// Back to the patient.
    Closed,
    /// A key of the pad.
    KeyPressed(ui::Key),
    /// The PIN is whole.
    PinEntered,
    /// Whose it is.
    PinChecked(Uuid, Verdict),
    /// What a crash has broken off.
    UnfinishedListed(Vec<Unfinished>),
    /// One of those.
    UnfinishedChosen(usize),
    /// Something that needs a reason.
    DeedChosen(Deed),
    /// The reason.
    ReasonChosen(&'static str),
    /// Correct a step.
    CorrectChosen,
    /// Which.
    StepChosen(Step),
    /// Back to the menu.
    MenuChosen,
    /// The code was passed on.
    CodeConfirmed,
}

impl Message {
    /// Whether it says that a PIN was refused.
    pub fn is_refusal(&self) -> bool {
        matches!(self, Self::PinChecked(_, Verdict::Unknown | Verdict::Locked(_)))
    }
}

impl State {
    /// The panel as it opens over a step (`None` over the attract screen).
    pub fn new(core: &Core, step: Option<Step>) -> Self {
        let language = core.config.kiosk.languages.first().map_or("en", String::as_str);
        let locale = Locale::new(language);
        let mut look = core.look.clone();
        look.direction = if locale.right_to_left() {
            ui::Direction::RightToLeft
        } else {
            ui::Direction::LeftToRight
        };
        look.text_scale = 1.0;

        Self {
            locale,
            look,
            step,
            page: Page::Pin {
                typed: pin_entry(),
                verdict: None,
                asking: false,
            },
            unfinished: Vec::new(),
            opening: Uuid::new_v4(),
        }
    }

    /// Decides what a message means.
    pub fn update(&mut self, message: Message, core: &Core) -> Action {
        match (message, &mut self.page) {
            (Message::Closed, _) => Action::Closed,
            (
                Message::KeyPressed(key),
                Page::Pin {
                    typed,
                    verdict,
                    asking: false,
                },
            ) => {
                typed.press(key);
                *verdict = None;
                Action::None
            }
            (Message::PinEntered, Page::Pin { typed, asking, .. }) if !*asking && typed.len() >= PIN_LENGTH => {
                *asking = true;
                let roster = core.services.roster.clone();
                let pin = zeroize::Zeroizing::new(typed.value().to_owned());
                *typed = pin_entry();
                let checked = async move {
                    let work = tokio::task::spawn_blocking(move || roster.verify(&pin));
                    work.await.unwrap_or(Verdict::Unknown)
                };
                let opening = self.opening;
                Action::Run(Task::perform(checked, move |verdict| {
                    Message::PinChecked(opening, verdict)
                }))
            }
            (Message::PinChecked(opening, Verdict::Welcome(who)), Page::Pin { asking: true, .. })
                if opening == self.opening =>
            {
                self.page = Page::Menu { who: who.clone() };
                Action::Opened { who }
            }
            (
                Message::PinChecked(opening, refused @ (Verdict::Unknown | Verdict::Locked(_))),
                Page::Pin { verdict, asking, .. },
            ) if opening == self.opening => {
                *asking = false;
                *verdict = Some(refused);
                Action::Refused
            }
            (Message::UnfinishedListed(unfinished), _) => {
                self.unfinished = unfinished;
                Action::None
            }
            (Message::UnfinishedChosen(place), Page::Menu { who }) => {
                if let Some(chosen) = self.unfinished.get(place).cloned() {
                    self.page = Page::Unfinished {
                        who: who.clone(),
                        chosen,
                    };
                }
                Action::None
            }
            (Message::DeedChosen(deed), Page::Menu { who } | Page::Unfinished { who, .. }) => {
                self.page = Page::Reason { who: who.clone(), deed };
                Action::None
            }
            (Message::CorrectChosen, Page::Menu { who }) => {
                self.page = Page::Step { who: who.clone() };
                Action::None
            }
            (
                Message::MenuChosen,
                Page::Unfinished { who, .. } | Page::Reason { who, .. } | Page::Step { who } | Page::Code { who, .. },
            ) => {
                self.page = Page::Menu { who: who.clone() };
                Action::None
            }
            (Message::StepChosen(step), Page::Step { who }) => Action::Correct { who: who.clone(), step },
            (Message::ReasonChosen(reason), Page::Reason { who, deed }) => {
                let (who, reason) = (who.clone(), reason.to_owned());
                match *deed {
                    Deed::Skip => match self.step {
                        Some(step) => Action::Skip { who, reason, step },
                        None => Action::None,
                    },
                    Deed::DeskWillConfirm => Action::DeskWillConfirm { who, reason },
                    Deed::Reset => Action::Reset { who, reason },
                    Deed::Resume(session) => Action::Resume { who, reason, session },
                    Deed::Discard(session) => {
                        self.page = Page::Menu { who: who.clone() };
                        self.unfinished.retain(|unfinished| unfinished.session != session);
                        Action::Discard { who, reason, session }
                    }
                    Deed::HandOver => {
                        self.page = Page::Code {
                            who,
                            reason,
                            code: handover_code(),
                        };
                        Action::None
                    }
                }
            }
            (Message::CodeConfirmed, Page::Code { who, reason, code }) => Action::HandOver {
                who: who.clone(),
                reason: reason.clone(),
                code: code.clone(),
            },
            // A refusal that comes late is written down all the same.
            (message, _) if message.is_refusal() => Action::Refused,
            _ => Action::None,
        }
    }

    /// A key of a real keyboard.
    pub fn typed(&mut self, key: ui::Key, core: &Core) -> Action {
        match key {
            ui::Key::Done => self.update(Message::PinEntered, core),
            key => self.update(Message::KeyPressed(key), core),
        }
    }

    /// What is shown.
    pub fn view<'a>(&'a self, core: &'a Core) -> Element<'a, Message> {
        match &self.page {
            Page::Pin { typed, verdict, asking } => self.pin(typed, verdict.as_ref(), *asking),
            Page::Menu { who } => self.menu(who, core),
            Page::Unfinished { chosen, .. } => self.unfinished(chosen, core),
            Page::Reason { deed, .. } => self.reasons(*deed),
            Page::Step { .. } => self.steps(core),
            Page::Code { code, .. } => self.code(code),
        }
    }
}

fn pin_entry() -> Entry {
    Entry::new(12).digits_only()
}

/// The step's name as the patient sees it.
pub fn step_name(locale: &Locale, step: Step) -> String {
    match step {
        Step::Find => t!(locale, "step-find"),
        Step::Visit => t!(locale, "step-visit"),
        Step::Guardian => t!(locale, "step-guardian"),
        Step::Details => t!(locale, "step-details"),
        Step::Insurance => t!(locale, "step-insurance"),
        Step::Forms => t!(locale, "step-forms"),
        Step::Consent => t!(locale, "step-consent"),
        Step::Bill => t!(locale, "step-bill"),
        Step::Review => t!(locale, "step-review"),
    }
}

/// A code that is easily read aloud: no letters or digits that look or sound alike.
fn handover_code() -> String {
    const LETTERS: &[u8] = b"ACDEFHJKLMNPQRTUVWXY34679";
    let mut random = rand::rng();
    let mut part = || -> String {
        (0..3)
            .map(|_| char::from(LETTERS[random.random_range(0..LETTERS.len())]))
            .collect()
    };

    format!("{}-{}", part(), part())
}
