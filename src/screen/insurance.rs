//! The step "insurance": is the coverage on file still right, or what does the card say; then what the visit will
//! probably cost.
//!
//! Ids: `insurance-keep` (primary when something is on file), `choice-coverage-<n>` where several are,
//! `insurance-correct` for a card that was entered in this session,
//! `insurance-new-card` (primary when nothing is; `primary` after a digital card that is not taken),
//! `insurance-self-pay`, `insurance-not-with-me`; camera page `camera`, `shutter`, `insurance-no-back`,
//! `insurance-type`; check page rows `change-payer|plan|member|group|subscriber` and `primary` (row `days` where the
//! card is not good today, then aside `insurance-new-card`); editor `field-payer|plan|member|group|subscriber` and
//! `primary`; waiting page `waiting`, `insurance-go-on`; estimate page `estimate`, `primary`.

#[cfg(test)]
pub(in crate::screen) mod bench;
mod camera;
mod check;
mod digital;
mod draft;
mod estimate;
mod guidance;
mod held;
mod lens;
mod reading;
mod typing;

#[cfg(test)]
mod tests;

use std::sync::Arc;
use std::time::Duration;

use futures::StreamExt;
use iced::Task;
use registration::discrepancy::{Discrepancy, discrepancies};
use registration::insurance::{Eligibility, InsuranceAnswer, Side};
use ui::Page;

use super::Action;
use super::fields::{self, Form, Line};
use super::find::scanner::Scanner;
use crate::answer::Answer;
use crate::core::Core;
use crate::locale::Locale;
use crate::t;
pub(in crate::screen) use camera::fitted;
use draft::{Draft, Row};
use held::Held;
use lens::{Lens, Print, Refused, Seen, Verdict};
use reading::SideRead;

/// Work that is done sooner than this shows no sign of it.
const QUIET: Duration = Duration::from_millis(300);

/// Whoever has waited so long is told what else they can do.
const LONG: Duration = Duration::from_secs(5);

/// The payer's answer is not waited for longer than this, whoever may be answering.
const LONGEST: Duration = Duration::from_secs(30);

/// A front on which so often nothing could be read is typed by hand.
const UNREADABLE: u8 = 2;

/// A member id has at least so many letters and digits.
const SHORTEST_MEMBER_ID: usize = 4;

/// What the screen remembers. It has no `Debug`: a card is private.
pub struct State {
    place: Place,
    /// Coverage that may still be right, the likeliest first.
    held: Vec<Held>,
    /// Which of it is chosen.
    chosen: usize,
    draft: Draft,
    /// In what the card differs from what is on file.
    differs: Vec<Discrepancy>,
    /// The codes of a digital card that were seen so far, and the last one.
    pieces: capture::health_card::Pieces,
    last_code: Option<Arc<str>>,
    /// What is said on the first page about a digital card, where there is no camera page to say it on.
    digital: Option<Digital>,
    scanner: Scanner,
    /// Which part of the check page is shown, where it does not fit on one.
    part: usize,
    /// The front's pattern, to know the back by.
    front: Option<Print>,
    /// How many fronts could not be read.
    unreadable: u8,
    /// The camera was asked for and did not work.
    camera_failed: bool,
    /// What the payer is asked about.
    answer: Option<InsuranceAnswer>,
    /// Counts what runs in the background: an answer to something that was left is dropped.
    run: u64,
}

/// Which page is shown.
enum Place {
    /// Is this still your insurance; or, with nothing on file, how will you pay.
    First,
    /// The camera.
    Camera(Lens),
    /// A side is being read.
    Reading {
        side: Side,
        preview: Option<iced::widget::image::Handle>,
        patience: Patience,
    },
    /// Is this what your card says?
    Check,
    /// One line of it.
    Edit {
        row: Row,
        form: Box<Form>,
        /// Typed because no card could be read: the next line that is needed follows.
        by_hand: bool,
    },
    /// The payer is being asked.
    Asking(Patience),
    /// What the visit will probably cost.
    Estimate(Eligibility),
}

/// What is said about a digital card on the first page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Digital {
    /// It is not taken.
    Refused(digital::Refusal),
    /// So many of its codes were seen, of so many.
    Part(usize, usize),
}

/// How long something has taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Patience {
    /// Not long enough to speak of.
    Fresh,
    /// Long enough for a sign of work.
    Waiting,
    /// Long enough to offer something else.
    Long,
}

/// What happened on it.
#[derive(Clone)]
pub enum Message {
    /// "Yes, this is still right".
    KeepPressed,
    /// One of several coverages on file.
    CoverageChosen(usize),
    /// "Correct a line" of the card that was entered before.
    CorrectPressed,
    /// "I have another card".
    NewCardPressed,
    /// "I pay myself".
    SelfPayPressed,
    /// "I don't have it with me".
    NotWithMePressed,
    /// "I type it myself".
    TypePressed,
    /// A frame, or that the camera does not work.
    Saw(u64, Option<Seen>),
    /// "Take the picture".
    ShutterPressed,
    /// "Go on without the back".
    NoBackPressed,
    /// A side was read.
    Read(u64, Box<SideRead>),
    /// So long has something taken.
    Waited(u64, Patience),
    /// "Change".
    ChangePressed(Row),
    /// Typing.
    Form(fields::Message),
    /// No key of a real keyboard has come for a moment after the one of this number.
    KeysPaused(u64),
    /// "Keep this" under a line.
    LineKept,
    /// "Yes, this is right".
    CardConfirmed,
    /// The payer answered, or did not.
    Answered(u64, Box<Eligibility>),
    /// "Go on without waiting".
    GoOnPressed,
    /// The estimate was read.
    EstimateSeen,
    /// The person wants to go back.
    BackPressed,
}

impl State {
    /// The screen as it opens.
    pub fn new(core: &Core) -> (Self, Task<Message>) {
        let state = Self {
            place: Place::First,
            held: held::all(core),
            chosen: 0,
            draft: Draft::default(),
            differs: Vec::new(),
            pieces: capture::health_card::Pieces::default(),
            last_code: None,
            digital: None,
            scanner: Scanner::default(),
            part: 0,
            front: None,
            unreadable: 0,
            camera_failed: false,
            answer: None,
            run: 0,
        };

        (state, Task::none())
    }

    /// Decides what a message means.
    pub fn update(&mut self, message: Message, core: &Core) -> Action<Message> {
        if let Message::KeysPaused(newest) = message {
            let heard = self.scanner.paused(newest, &core.config.scanner, core.today());
            return self.on_heard(heard, core);
        }
        // Whoever touches the screen has typed what is still held back.
        let touched = !matches!(
            message,
            Message::Saw(..) | Message::Read(..) | Message::Waited(..) | Message::Answered(..)
        );
        if touched && let Some(heard) = self.scanner.interrupted(&core.config.scanner, core.today()) {
            let action = self.on_heard(Some(heard), core);
            if !matches!(action, Action::None) {
                return action;
            }
        }
        match message {
            Message::KeepPressed => match self.held.get(self.chosen) {
                Some(held) => self.ask(held.answer.clone(), core),
                None => Action::None,
            },
            Message::CoverageChosen(chosen) => {
                self.chosen = chosen.min(self.held.len().saturating_sub(1));
                Action::None
            }
            Message::CorrectPressed => {
                if let Some(Held {
                    answer: InsuranceAnswer::Card { card, pictures },
                    ..
                }) = self.held.get(self.chosen)
                {
                    self.draft = Draft::of(card, pictures.clone());
                }
                self.check(core)
            }
            Message::NewCardPressed => self.new_card(core),
            Message::SelfPayPressed => self.without_payer(InsuranceAnswer::SelfPay),
            Message::NotWithMePressed => self.without_payer(InsuranceAnswer::NotWithMe),
            Message::TypePressed => self.by_hand(core),
            Message::Saw(run, seen) if run == self.run => self.saw(seen, core),
            Message::ShutterPressed => {
                let taken = match &mut self.place {
                    Place::Camera(lens) => lens.shutter() == Verdict::Take,
                    _ => false,
                };
                if taken { self.read(core) } else { Action::None }
            }
            Message::NoBackPressed => self.check(core),
            Message::Read(run, side) if run == self.run => self.was_read(*side, core),
            Message::Waited(run, long) if run == self.run => {
                if let Place::Asking(patience) | Place::Reading { patience, .. } = &mut self.place {
                    *patience = long.max(*patience);
                }
                Action::None
            }
            Message::ChangePressed(row) => self.edit(row, false, core),
            Message::Form(message) => match &mut self.place {
                Place::Edit { form, .. } => match form.update(message, &core.locale) {
                    fields::Reply::Stay => Action::None,
                    fields::Reply::Finished => self.keep_line(core),
                },
                _ => Action::None,
            },
            Message::LineKept => self.keep_line(core),
            Message::CardConfirmed => self.confirm(core),
            Message::Answered(run, eligibility) if run == self.run => {
                self.place = Place::Estimate(*eligibility);
                Action::None
            }
            Message::GoOnPressed => self.finish(unheard()),
            Message::EstimateSeen => match &self.place {
                Place::Estimate(eligibility) => {
                    let eligibility = eligibility.clone();
                    self.finish(eligibility)
                }
                _ => Action::None,
            },
            // Of something that was left meanwhile.
            Message::Saw(..) | Message::Read(..) | Message::Waited(..) | Message::Answered(..) => Action::None,
            Message::KeysPaused(_) => Action::None,
            Message::BackPressed => self.back(core),
        }
    }

    /// What is shown.
    pub fn view<'a>(&'a self, core: &'a Core) -> Page<'a, Message> {
        match &self.place {
            Place::First => held::view(self, core),
            Place::Camera(lens) => camera::view(lens, core),
            Place::Reading {
                side,
                preview,
                patience,
            } => camera::reading(*side, preview.as_ref(), *patience, core),
            Place::Check => check::view(self, core),
            Place::Edit { row, form, by_hand } => check::edit(self, *row, form, *by_hand, core),
            Place::Asking(patience) => estimate::asking(*patience, core),
            Place::Estimate(eligibility) => estimate::view(eligibility, core),
        }
    }

    /// Begins with a new card: before the camera, or by hand where there is none.
    fn new_card(&mut self, core: &Core) -> Action<Message> {
        self.draft = Draft::default();
        self.unreadable = 0;
        self.front = None;
        self.digital = None;
        self.last_code = None;
        self.pieces = capture::health_card::Pieces::default();

        self.look_for(Side::Front, None, core)
    }

    fn look_for(&mut self, side: Side, refused: Option<Refused>, core: &Core) -> Action<Message> {
        let (Some(camera), Some(_)) = (core.services.camera.clone(), &core.services.reader) else {
            return self.by_hand(core);
        };
        self.run += 1;
        let run = self.run;
        let shown = (core.look.palette.strip.into_rgba8(), core.config.camera.mirrored());
        let frames = Task::run(lens::watch(camera, shown).boxed(), move |seen| Message::Saw(run, seen));
        let (task, running) = frames.abortable();
        let front = if side == Side::Back { self.front.clone() } else { None };
        let mut lens = Lens::new(side, front, Some(running.abort_on_drop()), core);
        lens.refused = refused;
        self.place = Place::Camera(lens);

        Action::Run(task)
    }

    fn saw(&mut self, seen: Option<Seen>, core: &Core) -> Action<Message> {
        let Place::Camera(lens) = &mut self.place else {
            return Action::None;
        };
        match seen {
            Some(seen) => {
                let code = seen.code.clone().filter(|_| lens.side == Side::Front);
                let verdict = lens.look(seen);
                if let Some(words) = lens.says(core) {
                    core.services.speech.say(&words, core.language());
                }
                match (code, verdict) {
                    (Some(code), _) => self.on_code(&code, core),
                    (None, Verdict::Look) => Action::None,
                    (None, Verdict::Take) => self.read(core),
                }
            }
            None if lens.side == Side::Back => self.check(core),
            None => {
                self.camera_failed = true;
                self.by_hand(core)
            }
        }
    }

    /// Reads what the camera saw last.
    fn read(&mut self, core: &Core) -> Action<Message> {
        let Place::Camera(lens) = &self.place else {
            return Action::None;
        };
        let (Some(seen), Some(reader)) = (lens.seen.clone(), core.services.reader.clone()) else {
            return Action::None;
        };
        let side = lens.side;
        if side == Side::Front {
            self.front = seen.print;
        }
        self.run += 1;
        let run = self.run;
        self.place = Place::Reading {
            side,
            preview: Some(seen.preview),
            patience: Patience::Fresh,
        };
        let reading = reading::read(
            side,
            seen.frame,
            seen.assessment.quad,
            reader,
            core.config.payer_table(),
        );
        let read = Task::perform(reading, move |side| Message::Read(run, Box::new(side)));

        Action::Run(Task::batch([read, waits(run)]))
    }

    fn was_read(&mut self, side: SideRead, core: &Core) -> Action<Message> {
        if !matches!(self.place, Place::Reading { .. }) {
            return Action::None;
        }
        let readable = side.says_something();
        match side.side {
            Side::Front if readable => {
                self.draft.take(side);
                self.look_for(Side::Back, None, core)
            }
            Side::Front => {
                self.unreadable = self.unreadable.saturating_add(1);
                if self.unreadable < UNREADABLE {
                    return self.look_for(Side::Front, Some(Refused::Unreadable), core);
                }
                self.draft.take(side);
                self.by_hand(core)
            }
            Side::Back => {
                self.draft.take(side);
                self.check(core)
            }
        }
    }

    /// Asks for what is needed line by line.
    fn by_hand(&mut self, core: &Core) -> Action<Message> {
        match self.draft.missing() {
            Some(row) => self.edit(row, true, core),
            None => self.check(core),
        }
    }

    fn check(&mut self, core: &Core) -> Action<Message> {
        self.run += 1;
        self.part = 0;
        self.compare(core);
        self.place = Place::Check;

        Action::None
    }

    fn compare(&mut self, core: &Core) {
        self.differs = discrepancies(&self.draft.card(core), &core.session);
    }

    fn edit(&mut self, row: Row, by_hand: bool, core: &Core) -> Action<Message> {
        self.run += 1;
        let value = self.draft.value(row).words.as_ref().map_or("", |words| words.reveal());
        let line = Line::new(row.id(), row.label(), row.keys(), row.limit()).with(value);
        let line = if row.required() { line } else { line.optional() };
        self.place = Place::Edit {
            row,
            form: Box::new(Form::new(vec![line], &core.locale)),
            by_hand,
        };

        Action::None
    }

    fn keep_line(&mut self, core: &Core) -> Action<Message> {
        let Place::Edit { row, form, by_hand } = &mut self.place else {
            return Action::None;
        };
        let row = *row;
        if row.required() && form.value(row.id()).is_empty() {
            let empty = match row {
                Row::Member => |locale: &Locale| t!(locale, "insurance-member-empty"),
                _ => |locale: &Locale| t!(locale, "insurance-payer-empty"),
            };
            form.refuse(row.id(), empty, &core.locale);
            return Action::None;
        }
        let letters = form
            .value(row.id())
            .chars()
            .filter(|letter| letter.is_alphanumeric())
            .count();
        if row == Row::Member && letters < SHORTEST_MEMBER_ID {
            form.refuse(row.id(), |locale| t!(locale, "insurance-member-short"), &core.locale);
            return Action::None;
        }
        let by_hand = *by_hand;
        let words = form.text(row.id());
        self.draft.set(row, words);
        if by_hand {
            return self.by_hand(core);
        }
        self.compare(core);
        self.place = Place::Check;

        Action::None
    }

    fn confirm(&mut self, core: &Core) -> Action<Message> {
        if self.part + 1 < check::parts(self, core).len() {
            self.part += 1;
            return Action::None;
        }
        if let Some(row) = self.draft.missing() {
            return self.edit(row, false, core);
        }
        let answer = InsuranceAnswer::Card {
            card: self.draft.card(core),
            pictures: self.draft.pictures.clone(),
        };

        self.ask(answer, core)
    }

    /// Asks the payer. In an emergency department nothing about money is asked or waited for.
    fn ask(&mut self, answer: InsuranceAnswer, core: &Core) -> Action<Message> {
        if core.config.site.emergency_department {
            return Action::Next(Answer::Insurance(answer, Eligibility::NotAsked));
        }
        self.run += 1;
        let run = self.run;
        let mut session = core.session.clone();
        Answer::Insurance(answer.clone(), Eligibility::NotAsked).apply(&mut session);
        self.answer = Some(answer.clone());
        self.place = Place::Asking(Patience::Fresh);
        let asked = core.services.central.eligibility(session, core.now());
        let asked = async move {
            tokio::time::timeout(LONGEST, asked)
                .await
                .unwrap_or(Eligibility::Unavailable)
        };
        let asked = Task::perform(asked, move |eligibility| Message::Answered(run, Box::new(eligibility)));

        // The person has said yes to it: sealed now, it outlives a power cut while the payer takes its time.
        Action::Keep(Answer::Insurance(answer, unheard()), Task::batch([asked, waits(run)]))
    }

    fn finish(&mut self, eligibility: Eligibility) -> Action<Message> {
        self.run += 1;
        match self.answer.take() {
            Some(answer) => Action::Next(Answer::Insurance(answer, eligibility)),
            None => Action::None,
        }
    }

    fn without_payer(&mut self, answer: InsuranceAnswer) -> Action<Message> {
        self.run += 1;

        Action::Next(Answer::Insurance(answer, Eligibility::NotAsked))
    }

    fn back(&mut self, core: &Core) -> Action<Message> {
        self.run += 1;
        match &self.place {
            Place::First if self.digital.take().is_some() => {}
            Place::First => return Action::Back,
            Place::Camera(lens) if lens.side == Side::Back => return self.new_card(core),
            Place::Reading { side, .. } => {
                let side = *side;
                return self.look_for(side, None, core);
            }
            Place::Check if self.part > 0 => self.part -= 1,
            Place::Camera(_) | Place::Check => self.place = Place::First,
            Place::Edit { by_hand: true, .. } => self.place = Place::First,
            Place::Edit { by_hand: false, .. } => self.place = Place::Check,
            Place::Asking(_) | Place::Estimate(_) => {
                let checked =
                    matches!(&self.answer, Some(InsuranceAnswer::Card { .. })) && self.draft.missing().is_none();
                self.place = if checked { Place::Check } else { Place::First };
            }
        }

        Action::None
    }
}

/// The payer is being asked, and nobody has waited to hear what the question is called at central.
fn unheard() -> Eligibility {
    Eligibility::Waiting { request: String::new() }
}

/// Says when something has taken long.
fn waits(run: u64) -> Task<Message> {
    let after = |time, patience| {
        // The clock of the runtime is only there once the task runs.
        let slept = async move { tokio::time::sleep(time).await };

        Task::perform(slept, move |()| Message::Waited(run, patience))
    };

    Task::batch([after(QUIET, Patience::Waiting), after(LONG, Patience::Long)])
}
