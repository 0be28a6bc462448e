//! The override panel: PIN first, then what a member of staff can do about a stuck session.
//!
//! Its ids: `field-pin`, the number pad, `staff-enter`, `staff-close`; then `staff-skip`, `staff-correct`,
//! `staff-desk-will-confirm`, `staff-hand-over`, `staff-reset`; then `reason-<reason>` or `correct-<step>`,
//! `staff-back`, `staff-confirm`; and `staff-code`.

use iced::Task;
use iced::alignment::Vertical;
use rand::Rng;
use registration::journey::Step;
use registration::mask;
use registration::visit::VisitChoice;
use ui::{Element, Entry, Icon, Look, NumberPadLabels, Role, Tone};
use uuid::Uuid;

use super::roster::{PIN_LENGTH, Verdict};
use crate::core::Core;
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
}

/// What the panel remembers.
pub struct State {
    /// Staff read the site's first language, whatever the patient reads.
    locale: Locale,
    look: Look,
    step: Option<Step>,
    page: Page,
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
}

/// Why staff step in: coded, so that reasons can be counted and hold nothing private.
const REASONS: [&str; 6] = ["no-card", "device", "language", "unwell", "system", "other"];

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
            (Message::DeedChosen(deed), Page::Menu { who }) => {
                self.page = Page::Reason { who: who.clone(), deed };
                Action::None
            }
            (Message::CorrectChosen, Page::Menu { who }) => {
                self.page = Page::Step { who: who.clone() };
                Action::None
            }
            (Message::MenuChosen, Page::Reason { who, .. } | Page::Step { who } | Page::Code { who, .. }) => {
                self.page = Page::Menu { who: who.clone() };
                Action::None
            }
            (Message::StepChosen(step), Page::Step { who }) => Action::Correct { who: who.clone(), step },
            (Message::ReasonChosen(reason), Page::Reason { who, deed }) => {
                let (who, reason) = (who.clone(), reason.to_owned());
                match deed {
                    Deed::Skip => match self.step {
                        Some(step) => Action::Skip { who, reason, step },
                        None => Action::None,
                    },
                    Deed::DeskWillConfirm => Action::DeskWillConfirm { who, reason },
                    Deed::Reset => Action::Reset { who, reason },
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
            Page::Reason { deed, .. } => self.reasons(*deed),
            Page::Step { .. } => self.steps(core),
            Page::Code { code, .. } => self.code(code),
        }
    }

    fn pin<'a>(&'a self, typed: &'a Entry, verdict: Option<&Verdict>, asking: bool) -> Element<'a, Message> {
        let (look, locale) = (&self.look, &self.locale);
        let problem = verdict.map(|verdict| match verdict {
            Verdict::Locked(seconds) => t!(locale, "staff-pin-locked", seconds = seconds.to_owned()),
            Verdict::Unknown | Verdict::Welcome(_) => t!(locale, "staff-pin-unknown"),
        });
        let labels = NumberPadLabels {
            clear: t!(locale, "fields-clear"),
            backspace: t!(locale, "fields-backspace"),
        };
        let ready = !asking && typed.len() >= PIN_LENGTH;
        let field = ui::field(
            look,
            "field-pin",
            t!(locale, "staff-pin"),
            typed,
            true,
            problem,
            true,
            None,
        );
        let pad = ui::number_pad(look, &labels, Message::KeyPressed);
        let enter = ui::button::primary(
            look,
            "staff-enter",
            t!(locale, "staff-enter"),
            None,
            ready.then_some(Message::PinEntered),
        );
        if look.landscape() {
            let beside = ui::column(look, vec![field, enter, self.close()]);
            return ui::dialog(
                look,
                t!(locale, "staff-title"),
                side_by_side(look, beside, pad),
                Vec::new(),
            );
        }

        ui::dialog(
            look,
            t!(locale, "staff-title"),
            ui::column(look, vec![field, pad]),
            vec![self.close(), enter],
        )
    }

    fn menu<'a>(&'a self, who: &str, core: &'a Core) -> Element<'a, Message> {
        let (look, locale) = (&self.look, &self.locale);
        let mut rows = vec![ui::plain_row(look, "staff-who", t!(locale, "staff-who"), who, None)];
        rows.extend(self.facts(core));
        let skippable = self.step.is_some_and(Step::can_be_skipped);
        let somebody = self.step.is_some();
        let deed = |id: &'static str, label: String, icon: Icon, message: Option<Message>| {
            ui::button::secondary(look, id, label, Some(icon), message)
        };
        let mut actions = Vec::new();
        if skippable {
            let skip = Some(Message::DeedChosen(Deed::Skip));
            actions.push(deed("staff-skip", t!(locale, "staff-skip"), Icon::Forward, skip));
        }
        if somebody {
            let finish = Some(Message::DeedChosen(Deed::DeskWillConfirm));
            let over = Some(Message::DeedChosen(Deed::HandOver));
            let correct = core.session.person.is_some().then_some(Message::CorrectChosen);
            actions.push(deed("staff-correct", t!(locale, "staff-correct"), Icon::Pen, correct));
            actions.push(deed(
                "staff-desk-will-confirm",
                t!(locale, "staff-desk-will-confirm"),
                Icon::Check,
                finish,
            ));
            actions.push(deed(
                "staff-hand-over",
                t!(locale, "staff-hand-over"),
                Icon::Person,
                over,
            ));
        }
        actions.push(ui::button::danger(
            look,
            "staff-reset",
            t!(locale, "staff-reset"),
            None,
            Some(Message::DeedChosen(Deed::Reset)),
        ));

        let facts = ui::rows::summary_card(look, rows);
        if look.landscape() {
            let start = ui::column(look, vec![facts, self.close()]);
            let body = side_by_side(look, start, stacked(look, actions));
            return ui::dialog(look, t!(locale, "staff-menu-title"), body, Vec::new());
        }

        actions.push(self.close());
        ui::dialog(look, t!(locale, "staff-menu-title"), facts, actions)
    }

    /// What step, since when, and what is in the way: masked, because the patient's neighbour may look too.
    fn facts<'a>(&'a self, core: &'a Core) -> Vec<Element<'a, Message>> {
        let (look, locale) = (&self.look, &self.locale);
        let Some(step) = self.step else {
            return Vec::new();
        };
        let session = &core.session;
        let mut rows = vec![ui::plain_row(
            look,
            "staff-step",
            t!(locale, "staff-step"),
            step_name(locale, step),
            Some(locale.time_of(session.started, &core.zone())),
        )];
        if let Some(person) = &session.person {
            let name = mask::name(&person.name.full());
            rows.push(ui::plain_row(
                look,
                "staff-person",
                t!(locale, "staff-person"),
                name,
                None,
            ));
        }
        if let Some(VisitChoice::Appointment(visit)) = &session.visit {
            let time = locale.time_of(visit.start, &core.zone());
            rows.push(ui::plain_row(
                look,
                "staff-visit",
                t!(locale, "staff-visit"),
                time,
                None,
            ));
        }
        if !session.dossier.missing.is_empty() {
            rows.push(ui::notice(
                look,
                Tone::Attention,
                Icon::Warning,
                t!(locale, "staff-central-partly"),
            ));
        }

        rows
    }

    fn reasons(&self, deed: Deed) -> Element<'_, Message> {
        let (look, locale) = (&self.look, &self.locale);
        let title = match deed {
            Deed::Skip => t!(locale, "staff-skip"),
            Deed::DeskWillConfirm => t!(locale, "staff-desk-will-confirm"),
            Deed::HandOver => t!(locale, "staff-hand-over"),
            Deed::Reset => t!(locale, "staff-reset"),
        };
        let mut actions: Vec<Element<'_, Message>> = REASONS
            .into_iter()
            .map(|reason| {
                ui::button::secondary(
                    look,
                    format!("reason-{reason}"),
                    reason_words(locale, reason),
                    None,
                    Some(Message::ReasonChosen(reason)),
                )
            })
            .collect();
        actions.push(self.back());

        self.choices(title, t!(locale, "staff-why"), actions)
    }

    fn steps<'a>(&'a self, core: &Core) -> Element<'a, Message> {
        let (look, locale) = (&self.look, &self.locale);
        let rules = core.rules();
        let open = Step::ALL.into_iter().filter(|step| {
            !matches!(step, Step::Find | Step::Review) && !registration::journey::skip(*step, &core.session, &rules)
        });
        let mut actions: Vec<Element<'a, Message>> = open
            .map(|step| {
                ui::button::secondary(
                    look,
                    format!("correct-{}", step.as_str()),
                    step_name(locale, step),
                    None,
                    Some(Message::StepChosen(step)),
                )
            })
            .collect();
        actions.push(self.back());

        self.choices(t!(locale, "staff-correct"), t!(locale, "staff-which-step"), actions)
    }

    /// Several things to choose from: under each other, or in two columns where the screen is wide.
    fn choices<'a>(
        &'a self,
        title: String,
        words: String,
        mut actions: Vec<Element<'a, Message>>,
    ) -> Element<'a, Message> {
        let look = &self.look;
        let words = ui::dialog::words(look, words);
        if look.landscape() {
            let rest = actions.split_off(actions.len().div_ceil(2));
            let columns = side_by_side(look, stacked(look, actions), stacked(look, rest));
            return ui::dialog(look, title, ui::column(look, vec![words, columns]), Vec::new());
        }

        ui::dialog(look, title, words, actions)
    }

    fn code<'a>(&'a self, code: &'a str) -> Element<'a, Message> {
        let (look, locale) = (&self.look, &self.locale);
        let shown = ui::text::styled(look, code)
            .size(ui::Size::Number96)
            .bold()
            .id("staff-code")
            .role(Role::Code)
            .into();
        let words = ui::dialog::words(look, t!(locale, "staff-code-body"));

        ui::dialog(
            look,
            t!(locale, "staff-code-title"),
            ui::column(look, vec![words, shown]),
            vec![
                self.back(),
                ui::button::primary(
                    look,
                    "staff-confirm",
                    t!(locale, "staff-confirm"),
                    None,
                    Some(Message::CodeConfirmed),
                ),
            ],
        )
    }

    fn close(&self) -> Element<'_, Message> {
        ui::button::secondary(
            &self.look,
            "staff-close",
            t!(self.locale, "staff-close"),
            None,
            Some(Message::Closed),
        )
    }

    fn back(&self) -> Element<'_, Message> {
        ui::button::secondary(
            &self.look,
            "staff-back",
            t!(self.locale, "back"),
            None,
            Some(Message::MenuChosen),
        )
    }
}

fn side_by_side<'a>(look: &Look, start: Element<'a, Message>, end: Element<'a, Message>) -> Element<'a, Message> {
    let halves = vec![ui::grow(look, start), ui::grow(look, end)];

    ui::layout::row_with(look, halves, ui::Space::S40, Vertical::Top)
}

fn stacked<'a>(look: &Look, actions: Vec<Element<'a, Message>>) -> Element<'a, Message> {
    ui::layout::column_with(look, actions, ui::Space::S16)
}

fn pin_entry() -> Entry {
    Entry::new(12).digits_only()
}

fn reason_words(locale: &Locale, reason: &str) -> String {
    match reason {
        "no-card" => t!(locale, "staff-reason-no-card"),
        "device" => t!(locale, "staff-reason-device"),
        "language" => t!(locale, "staff-reason-language"),
        "unwell" => t!(locale, "staff-reason-unwell"),
        "system" => t!(locale, "staff-reason-system"),
        _ => t!(locale, "staff-reason-other"),
    }
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
