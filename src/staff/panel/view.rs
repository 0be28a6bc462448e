//! What the override panel shows.

use iced::alignment::Vertical;
use registration::journey::Step;
use registration::mask;
use registration::visit::VisitChoice;
use ui::{Element, Entry, Icon, Look, NumberPadLabels, Role, Tone};

use super::super::roster::{PIN_LENGTH, Verdict};
use super::{Deed, LISTED, Message, REASONS, State, Unfinished, step_name};
use crate::core::Core;
use crate::locale::Locale;
use crate::t;

impl State {
    pub(super) fn pin<'a>(&'a self, typed: &'a Entry, verdict: Option<&Verdict>, asking: bool) -> Element<'a, Message> {
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

    pub(super) fn menu<'a>(&'a self, who: &str, core: &'a Core) -> Element<'a, Message> {
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
        actions.extend(
            self.unfinished
                .iter()
                .take(LISTED)
                .enumerate()
                .map(|(place, unfinished)| {
                    let words = t!(
                        locale,
                        "resume-staff-unfinished",
                        time = locale.time_of(unfinished.begun, &core.zone()),
                        step = step_name(locale, unfinished.step)
                    );
                    ui::button::secondary(
                        look,
                        format!("unfinished-{place}"),
                        words,
                        None,
                        Some(Message::UnfinishedChosen(place)),
                    )
                }),
        );
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

    /// What a crash has broken off, and what can be done with it.
    pub(super) fn unfinished<'a>(&'a self, chosen: &'a Unfinished, core: &'a Core) -> Element<'a, Message> {
        let (look, locale) = (&self.look, &self.locale);
        let mut rows = vec![ui::plain_row(
            look,
            "staff-step",
            t!(locale, "staff-step"),
            step_name(locale, chosen.step),
            Some(locale.time_of(chosen.begun, &core.zone())),
        )];
        if let Some(name) = &chosen.name {
            rows.push(ui::plain_row(
                look,
                "staff-person",
                t!(locale, "staff-person"),
                name.as_str(),
                None,
            ));
        }
        let facts = ui::rows::summary_card(look, rows);
        let actions = vec![
            ui::button::primary(
                look,
                "staff-resume",
                t!(locale, "resume-staff-go-on"),
                None,
                Some(Message::DeedChosen(Deed::Resume(chosen.session))),
            ),
            ui::button::danger(
                look,
                "staff-discard",
                t!(locale, "resume-staff-discard"),
                None,
                Some(Message::DeedChosen(Deed::Discard(chosen.session))),
            ),
            self.back(),
        ];
        let title = t!(locale, "resume-staff-title");
        if look.landscape() {
            let body = side_by_side(look, facts, stacked(look, actions));
            return ui::dialog(look, title, body, Vec::new());
        }

        ui::dialog(look, title, facts, actions)
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

    pub(super) fn reasons(&self, deed: Deed) -> Element<'_, Message> {
        let (look, locale) = (&self.look, &self.locale);
        let title = match deed {
            Deed::Skip => t!(locale, "staff-skip"),
            Deed::DeskWillConfirm => t!(locale, "staff-desk-will-confirm"),
            Deed::HandOver => t!(locale, "staff-hand-over"),
            Deed::Reset => t!(locale, "staff-reset"),
            Deed::Resume(_) => t!(locale, "resume-staff-go-on"),
            Deed::Discard(_) => t!(locale, "resume-staff-discard"),
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

    pub(super) fn steps<'a>(&'a self, core: &Core) -> Element<'a, Message> {
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

    pub(super) fn code<'a>(&'a self, code: &'a str) -> Element<'a, Message> {
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
        // On the attract screen nobody is there to go back to.
        let words = if self.step.is_some() {
            t!(self.locale, "staff-close")
        } else {
            t!(self.locale, "back")
        };
        ui::button::secondary(&self.look, "staff-close", words, None, Some(Message::Closed))
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
