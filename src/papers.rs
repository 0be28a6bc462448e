//! The words of the papers, from a session: wristband, ticket, receipt and signed copies.
//!
//! Ticket and receipt speak the person's language, a signed copy the language of the text that was signed, and the
//! wristband the site's: nurses read it.

mod copy;
pub mod owed;
mod receipt;
mod wristband;

#[cfg(test)]
mod tests;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use paper::{Direction, Line};
use registration::visit::{Visit, VisitChoice};
use registration::{Outcome, Session};

use crate::core::Core;
use crate::locale::Locale;
use crate::service::printing::Papers;
use crate::t;

/// Writes papers.
pub struct Writer<'a> {
    /// The site's name.
    pub site: &'a str,
    /// The person's language.
    pub locale: &'a Locale,
    /// The language of the site.
    pub site_locale: Locale,
    /// The clinic's time zone.
    pub zone: TimeZone,
    /// When.
    pub now: Timestamp,
}

impl<'a> Writer<'a> {
    /// Writes as the kiosk is set.
    pub fn new(core: &'a Core) -> Self {
        let language = core.config.kiosk.languages.first().map_or("en", String::as_str);

        Self {
            site: &core.config.site.name,
            locale: &core.locale,
            site_locale: Locale::new(language),
            zone: core.zone(),
            now: core.now(),
        }
    }

    /// Every paper that an outcome calls for. Whoever is not registered takes no wristband and no number along: nobody
    /// would know what to do with them.
    pub fn papers(&self, session: &Session, outcome: Outcome) -> Papers {
        let registered = matches!(outcome, Outcome::CheckedIn | Outcome::DeskWillConfirm);
        let Some(ticket) = session.ticket.as_ref().filter(|_| registered) else {
            return Papers::default();
        };

        Papers {
            wristband: self.wristband(session),
            ticket: self.ticket(session, outcome),
            receipt: self.receipt(session),
            label: format!("{}-{}-{}", ticket.letter, ticket.number, id_start(session)),
        }
    }

    /// The slip that the person leaves with. It says "checked in" only where central has acknowledged the arrival, and
    /// never who the person is: slips are lost.
    pub fn ticket(&self, session: &Session, outcome: Outcome) -> Option<paper::Ticket> {
        let locale = self.locale;
        let code = session.ticket.as_ref()?;
        let checked_in = outcome == Outcome::CheckedIn;
        let visit = visit(session);
        let mut lines = Vec::new();
        if let Some(visit) = visit {
            let service = [visit.provider.as_deref(), visit.service.as_deref()];
            lines.push((
                t!(locale, "paper-with"),
                service.into_iter().flatten().collect::<Vec<_>>().join(", "),
            ));
            lines.push((t!(locale, "paper-appointment"), self.time(visit.start)));
            lines.push((t!(locale, "paper-where"), visit.place.clone().unwrap_or_default()));
        } else {
            lines.push((t!(locale, "paper-arrived"), self.time(self.now)));
        }
        let way = visit
            .map(|visit| visit.directions_in(locale.language.tag))
            .unwrap_or_default();
        // As on the screen: whoever is not checked in yet goes by the desk first.
        let desk = (!checked_in).then(|| t!(locale, "done-confirm-step-plain"));
        let steps = desk.into_iter().chain(way.iter().cloned()).collect();
        let told = if checked_in {
            t!(locale, "paper-checked-in-foot", time = self.time(self.now))
        } else {
            t!(locale, "paper-confirm-foot")
        };

        Some(paper::Ticket {
            site: self.site.to_owned(),
            headline: if checked_in {
                t!(locale, "paper-checked-in")
            } else {
                t!(locale, "paper-confirm")
            },
            code_label: t!(locale, "paper-number"),
            code: code.to_string(),
            lines: lines
                .into_iter()
                .filter(|(_, value)| !value.is_empty())
                .map(|(label, value)| Line { label, value })
                .collect(),
            steps_title: t!(locale, "paper-way"),
            steps,
            footer: vec![
                told,
                t!(locale, "paper-language", language = locale.language.name),
                t!(locale, "paper-help"),
            ],
            qr: None,
            direction: direction(locale),
        })
    }

    fn time(&self, instant: Timestamp) -> String {
        self.locale.time_of(instant, &self.zone)
    }

    fn day(&self, locale: &Locale) -> String {
        locale.date(self.now.to_zoned(self.zone.clone()).date())
    }
}

/// The first eight figures of a session's id: they name a job, a file and a person without a record, and say nothing.
fn id_start(session: &Session) -> String {
    session.id.simple().to_string().chars().take(8).collect()
}

/// The visit with an appointment, where there is one.
fn visit(session: &Session) -> Option<&Visit> {
    match session.visit.as_ref()? {
        VisitChoice::Appointment(visit) => Some(visit),
        VisitChoice::WalkIn => None,
    }
}

fn direction(locale: &Locale) -> Direction {
    if locale.right_to_left() {
        Direction::RightToLeft
    } else {
        Direction::LeftToRight
    }
}
