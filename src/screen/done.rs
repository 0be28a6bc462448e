//! How it ended, said honestly. "Checked in" stands here only where central has acknowledged the arrival.
//!
//! Paper is printed while the person reads. Its ids: `ticket`; `step-1`, `step-2`… (where to go); `printing` while
//! paper is printed, then `printed` or `print-failed`; `print-again`; `primary` (I'm finished).

mod words;

#[cfg(test)]
mod tests;

use std::borrow::Cow;

use iced::Task;
use iced::alignment::Vertical;
use jiff::Timestamp;
use registration::Outcome;
use registration::session::DeskNote;
use registration::visit::VisitChoice;
use ui::{Aside, Description, Element, Icon, Look, Page, Primary, Role, Size, Space, Tone};

use crate::core::Core;
use crate::draft::outcome_of;
use crate::papers::Writer;
use crate::service::central::Delivery;
use crate::service::printing::{NotPrinted, Papers};
use crate::t;
use words::Words;

/// How often the papers are printed at most: a second wristband on another arm is a danger, and paper is finite.
const PRINTS: u8 = 3;

/// What the screen remembers.
pub struct State {
    /// How the session ended.
    pub outcome: Outcome,
    /// The appointment was changed meanwhile: central has everything else, and the desk finishes it.
    left_to_desk: bool,
    /// When.
    since: Timestamp,
    printing: Printing,
    /// Which papers there are to take.
    papers: Kinds,
    /// Whether the desk was told that printing failed.
    told: bool,
    /// How often paper was asked for.
    prints: u8,
}

/// How the paper is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Printing {
    /// There is nothing to print.
    Nothing,
    /// It is coming.
    Underway,
    /// It came.
    Printed,
    /// It did not, or not all of it.
    Failed,
}

/// Which papers are printed, of those that a person takes along.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Kinds {
    wristband: bool,
    slip: bool,
}

/// What happened on it.
#[derive(Clone)]
pub enum Message {
    /// The paper came, or did not.
    Printed(Result<(), NotPrinted>),
    /// The person wants it printed once more.
    PrintAgainPressed,
    /// The person has read it.
    Finished,
}

/// What it tells the app.
pub enum Action {
    /// Nothing.
    None,
    /// Do this in the background and bring the answer.
    Run(Task<Message>),
    /// The person is gone.
    Finished,
}

impl State {
    /// The screen as it opens: paper is printed now.
    pub fn new(outcome: Outcome, core: &Core) -> (Self, Task<Message>) {
        Self::open(outcome, false, core)
    }

    /// The screen after a registration, by what became of it.
    pub fn of(delivery: Delivery, core: &Core) -> (Self, Task<Message>) {
        Self::open(outcome_of(delivery), delivery == Delivery::LeftToDesk, core)
    }

    fn open(outcome: Outcome, left_to_desk: bool, core: &Core) -> (Self, Task<Message>) {
        let mut state = Self {
            outcome,
            left_to_desk,
            since: core.now(),
            printing: Printing::Nothing,
            papers: Kinds::default(),
            told: false,
            prints: 0,
        };
        let task = state.print(core);

        (state, task)
    }

    /// Decides what a message means.
    pub fn update(&mut self, message: Message, core: &Core) -> Action {
        match message {
            Message::Printed(printed) if self.printing == Printing::Underway => {
                if printed.is_ok() {
                    self.printing = Printing::Printed;
                    return Action::None;
                }
                self.printing = Printing::Failed;
                self.told = true;

                Action::None
            }
            Message::PrintAgainPressed if self.can_print_again() => Action::Run(self.print(core)),
            Message::Finished => Action::Finished,
            Message::Printed(_) | Message::PrintAgainPressed => Action::None,
        }
    }

    /// What is shown.
    pub fn view<'a>(&'a self, core: &'a Core) -> Page<'a, Message> {
        let (look, locale) = (&core.look, &core.locale);
        let Words {
            title,
            hint,
            heading,
            steps,
        } = words::words(self.outcome, self.left_to_desk, self.since, core);
        let mut parts: Vec<Element<'a, Message>> = Vec::new();
        if !steps.is_empty() {
            parts.push(ui::text::title(look, heading));
            parts.push(ui::step_list(look, steps));
        }
        let control = ui::layout::column_with(look, parts, Space::S24);
        let mut page = Page::new(title, control).hint(hint).primary(
            Primary::new("primary", t!(locale, "done-finished"), Some(Message::Finished)).icon(Some(Icon::Check)),
        );
        if self.registered() {
            let news = std::iter::once(self.ticket(core))
                .chain(self.paper_news(core))
                .collect();
            page = page.explanation(ui::column(look, news));
        }
        if self.can_print_again() {
            let again = t!(locale, "done-print-again");
            page = page.aside(Aside::new("print-again", again, Message::PrintAgainPressed).icon(Icon::Printer));
        }

        page
    }

    fn registered(&self) -> bool {
        matches!(self.outcome, Outcome::CheckedIn | Outcome::DeskWillConfirm)
    }

    fn can_print_again(&self) -> bool {
        self.prints < PRINTS && matches!(self.printing, Printing::Printed | Printing::Failed)
    }

    /// Prints every paper for which there is a printer.
    fn print(&mut self, core: &Core) -> Task<Message> {
        let papers = papers(self.outcome, self.left_to_desk, self.since, core);
        let nothing = papers.wristband.is_none() && papers.ticket.is_none() && papers.receipt.is_none();
        self.papers = Kinds {
            wristband: papers.wristband.is_some(),
            slip: papers.ticket.is_some() || papers.receipt.is_some(),
        };
        if nothing {
            self.printing = Printing::Nothing;
            return Task::none();
        }
        self.printing = Printing::Underway;
        self.prints += 1;

        let printing = core.services.printing.print(papers);
        let tell = (!self.told).then(|| (core.services.central.clone(), core.session.id, core.now()));
        // The desk is told where the printing is, and not when this screen hears of it: the person may have left.
        let printed = async move {
            let printed = printing.await;
            if let (Err(_), Some((central, session, now))) = (&printed, tell) {
                central.tell_desk(session, vec![DeskNote::PrintFailed], now).await;
            }
            printed
        };

        Task::perform(printed, Message::Printed)
    }

    /// Whether to wait, what to take, or who prints it instead.
    fn paper_news<'a>(&self, core: &Core) -> Option<Element<'a, Message>> {
        let locale = &core.locale;
        let (id, tone, icon, words) = match self.printing {
            Printing::Nothing => return None,
            Printing::Underway => ("printing", Tone::Plain, Icon::Printer, t!(locale, "done-printing")),
            Printing::Printed => {
                let words = match (self.papers.wristband, self.papers.slip) {
                    (true, true) => t!(locale, "done-printed-both"),
                    (true, false) => t!(locale, "done-printed-band"),
                    (false, _) => t!(locale, "done-printed-slip"),
                };
                ("printed", Tone::Success, Icon::Printer, words)
            }
            Printing::Failed => (
                "print-failed",
                Tone::Attention,
                Icon::Printer,
                t!(locale, "done-print-failed"),
            ),
        };
        let news = ui::notice(&core.look, tone, icon, words.clone());

        Some(ui::described(Description::new(id, Role::Status, words), news))
    }

    /// The number that is called, to be read from two metres away, beside the mark that says how it went.
    fn ticket<'a>(&self, core: &'a Core) -> Element<'a, Message> {
        let (look, locale) = (&core.look, &core.locale);
        let tone = if self.outcome == Outcome::CheckedIn {
            Tone::Success
        } else {
            Tone::Attention
        };
        let (label, words) = match &core.session.ticket {
            Some(code) => {
                // Twice the largest size of the scale, whatever the size of text: it is large enough for everybody.
                let large = Look {
                    text_scale: 2.0,
                    ..look.clone()
                };
                let code = code.to_string();
                let label = if self.outcome == Outcome::CheckedIn {
                    t!(locale, "done-call")
                } else {
                    t!(locale, "done-number")
                };
                let over = ui::text::styled(look, label.clone())
                    .size(Size::Control36)
                    .muted()
                    .undescribed();
                let number = ui::text::styled(&large, code.clone())
                    .size(Size::Number96)
                    .bold()
                    .undescribed();
                let inside = ui::layout::column_with(look, vec![over.into(), number.into()], Space::S8);

                (Description::new("ticket", Role::Status, label).value(code), inside)
            }
            // No number could be had.
            None => {
                let label = t!(locale, "done-call-name");
                let words = ui::text::styled(look, label.clone())
                    .size(Size::Lead44)
                    .bold()
                    .undescribed();

                (Description::new("ticket", Role::Status, label), words.into())
            }
        };
        let mark = ui::steps::mark(look, tone);
        let card = ui::layout::row_with(look, vec![mark, ui::grow(look, words)], Space::S40, Vertical::Center);

        ui::described(label, ui::card(look, card))
    }
}

/// The papers of an outcome, without those that no printer is there for.
fn papers(outcome: Outcome, left_to_desk: bool, since: Timestamp, core: &Core) -> Papers {
    let mut writer = Writer::new(core);
    // What is printed again says what was printed first.
    writer.now = since;
    let mut session = Cow::Borrowed(&core.session);
    if left_to_desk {
        // Time and place of an appointment that was changed would send the person astray.
        session.to_mut().visit = Some(VisitChoice::WalkIn);
    }
    let papers = writer.papers(&session, outcome);
    let printers = &core.config.printers;

    Papers {
        wristband: papers.wristband.filter(|_| printers.wristband.is_some()),
        ticket: papers.ticket.filter(|_| printers.ticket.is_some()),
        receipt: papers.receipt.filter(|_| printers.receipt.is_some()),
        label: papers.label,
    }
}
