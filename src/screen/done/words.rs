//! What each end of a session is called, what is true of it, and what to do next.

use jiff::Timestamp;
use registration::Outcome;
use registration::outcome::SeeDesk;
use registration::visit::{Visit, VisitChoice};

use crate::core::Core;
use crate::t;

/// The words of one end.
pub(super) struct Words {
    /// What happened.
    pub title: String,
    /// What is true of it.
    pub hint: String,
    /// Over the steps.
    pub heading: String,
    /// What to do, one after another.
    pub steps: Vec<String>,
}

pub(super) fn words(outcome: Outcome, left_to_desk: bool, since: Timestamp, core: &Core) -> Words {
    let locale = &core.locale;
    match outcome {
        Outcome::CheckedIn => Words {
            title: t!(locale, "done-checked-in"),
            hint: t!(
                locale,
                "done-checked-in-hint",
                time = locale.time_of(since, &core.zone())
            ),
            heading: t!(locale, "done-where"),
            steps: way(core),
        },
        Outcome::DeskWillConfirm if left_to_desk => left_to_the_desk(core),
        Outcome::DeskWillConfirm => desk_will_confirm(core),
        Outcome::SeeDesk(reason) => see_desk(reason, core),
        Outcome::HandedOver => Words {
            title: t!(locale, "done-desk"),
            hint: t!(locale, "done-handed-over-hint"),
            heading: t!(locale, "done-next"),
            steps: vec![t!(locale, "done-handed-over-step")],
        },
        Outcome::Abandoned => Words {
            title: t!(locale, "done-abandoned"),
            hint: t!(locale, "done-abandoned-hint"),
            heading: String::new(),
            steps: Vec::new(),
        },
    }
}

fn desk_will_confirm(core: &Core) -> Words {
    let locale = &core.locale;
    // Without a number it was staff who ended it, and nobody knows anything about the hospital's system.
    let numbered = core.session.ticket.is_some();
    let (hint, first) = if numbered {
        (t!(locale, "done-confirm-hint"), t!(locale, "done-confirm-step"))
    } else {
        (
            t!(locale, "done-confirm-staff-hint"),
            t!(locale, "done-confirm-step-plain"),
        )
    };
    let mut steps = vec![first];
    if visit(core).is_some() {
        steps.extend(way(core));
    }

    Words {
        title: t!(locale, "done-confirm"),
        hint,
        heading: t!(locale, "done-next"),
        steps,
    }
}

/// The appointment was changed while the person stood here: where to go is not known any more, but at the desk.
fn left_to_the_desk(core: &Core) -> Words {
    let locale = &core.locale;
    let first = if core.session.ticket.is_some() {
        t!(locale, "done-left-step")
    } else {
        t!(locale, "done-left-step-plain")
    };

    Words {
        title: t!(locale, "done-left"),
        hint: t!(locale, "done-left-hint"),
        heading: t!(locale, "done-next"),
        steps: vec![first],
    }
}

fn see_desk(reason: SeeDesk, core: &Core) -> Words {
    let locale = &core.locale;
    let visit = visit(core);
    let zone = core.zone();
    let time = |instant: Timestamp| locale.time_of(instant, &zone);
    let (title, hint, steps) = match reason {
        SeeDesk::NotFound => (
            t!(locale, "done-desk"),
            t!(locale, "done-not-found-hint"),
            vec![t!(locale, "done-not-found-step-1"), t!(locale, "done-not-found-step-2")],
        ),
        SeeDesk::TooEarly => (
            t!(locale, "done-early"),
            match visit {
                Some(visit) => {
                    let opens = time(visit.start - core.config.window().early);
                    t!(locale, "done-early-hint", time = time(visit.start), opens = opens)
                }
                None => t!(locale, "done-early-hint-plain"),
            },
            vec![t!(locale, "done-early-step-1"), t!(locale, "done-early-step-2")],
        ),
        SeeDesk::TooLate => (
            t!(locale, "done-late"),
            match visit {
                Some(visit) => t!(locale, "done-late-hint", time = time(visit.start)),
                None => t!(locale, "done-late-hint-plain"),
            },
            vec![t!(locale, "done-late-step-1"), t!(locale, "done-late-step-2")],
        ),
        SeeDesk::NotToday => (
            t!(locale, "done-other-day"),
            match visit {
                Some(visit) => {
                    let day = locale.day(visit.start.to_zoned(zone.clone()).date());
                    t!(locale, "done-other-day-hint", day = day, time = time(visit.start))
                }
                None => t!(locale, "done-other-day-hint-plain"),
            },
            vec![t!(locale, "done-other-day-step-1"), t!(locale, "done-other-day-step-2")],
        ),
        SeeDesk::NotInPerson => (
            t!(locale, "done-remote"),
            match visit {
                Some(visit) => t!(locale, "done-remote-hint", time = time(visit.start)),
                None => t!(locale, "done-remote-hint-plain"),
            },
            vec![t!(locale, "done-remote-step-1"), t!(locale, "done-remote-step-2")],
        ),
        SeeDesk::Closed if visit.is_some_and(|visit| visit.arrived) => {
            let mut steps = way(core);
            steps.push(t!(locale, "done-arrived-step"));

            return Words {
                title: t!(locale, "done-arrived"),
                hint: t!(locale, "done-arrived-hint"),
                heading: t!(locale, "done-where"),
                steps,
            };
        }
        SeeDesk::Closed => (
            t!(locale, "done-closed"),
            t!(locale, "done-closed-hint"),
            vec![t!(locale, "done-closed-step-1")],
        ),
        SeeDesk::Staff => (
            t!(locale, "done-desk"),
            t!(locale, "done-staff-hint"),
            vec![t!(locale, "done-staff-step")],
        ),
    };

    Words {
        title,
        hint,
        heading: t!(locale, "done-next"),
        steps,
    }
}

/// The way to the visit, in the person's language; a seat near the desk for whoever has none.
fn way(core: &Core) -> Vec<String> {
    let locale = &core.locale;
    let Some(visit) = visit(core) else {
        let seat = t!(locale, "done-walk-in-step");
        return if core.session.ticket.is_some() {
            vec![seat]
        } else {
            Vec::new()
        };
    };
    let steps = visit.directions_in(core.language());
    if !steps.is_empty() {
        return steps.to_vec();
    }

    visit
        .place
        .iter()
        .map(|place| t!(locale, "done-to-place", place = place.as_str()))
        .collect()
}

fn visit(core: &Core) -> Option<&Visit> {
    match core.session.visit.as_ref()? {
        VisitChoice::Appointment(visit) => Some(visit),
        VisitChoice::WalkIn => None,
    }
}
