//! The visit and whether the person is in time for it.

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp, tz::TimeZone};
use serde::{Deserialize, Serialize};

use crate::Record;

/// An appointment as the patient is shown it.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct Visit {
    /// The `Appointment` as central holds it.
    pub appointment: Record,
    /// When it starts.
    pub start: Timestamp,
    /// Whom the patient sees.
    pub provider: Option<String>,
    /// The specialty or service.
    pub service: Option<String>,
    /// What it is for.
    pub reason: Option<String>,
    /// Where, in one line.
    pub place: Option<String>,
    /// How to get there, a line a step, by language (BCP 47); the key "" is the resource's own language.
    pub directions: Vec<(String, Vec<String>)>,
    /// By video or telephone: nobody is expected at the clinic.
    pub remote: bool,
    /// Cancelled, missed or already over.
    pub closed: bool,
    /// The patient has already arrived.
    pub arrived: bool,
}

impl Visit {
    /// How to get there in the given language, else in the resource's own.
    pub fn directions_in(&self, language: &str) -> &[String] {
        let find = |wanted: &str| self.directions.iter().find(|(tag, _)| tag == wanted);

        find(language).or_else(|| find("")).map_or(&[], |(_, steps)| steps)
    }
}

/// What the patient came for.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum VisitChoice {
    /// An appointment that central holds.
    Appointment(Box<Visit>),
    /// No appointment.
    WalkIn,
}

/// When arrivals are taken, around the start of the visit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// How long before the start the kiosk registers.
    pub early: SignedDuration,
    /// How long after the start the kiosk still registers.
    pub late: SignedDuration,
}

/// Whether a visit can be registered now; told at once and not at the end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Timeliness {
    /// In the window.
    OnTime,
    /// Today, before the window opens.
    TooEarly {
        /// When the kiosk will take it.
        opens: Timestamp,
    },
    /// Today, after the window closed.
    TooLate,
    /// On another day.
    NotToday {
        /// Which.
        day: Date,
    },
    /// By video or telephone.
    NotInPerson,
    /// Cancelled, missed or over.
    Closed,
    /// The patient has arrived before.
    AlreadyArrived,
}

/// Midnight is no wall: whoever comes at half past twelve for a visit at eleven is late, and not on the wrong day.
const NEAR: SignedDuration = SignedDuration::from_hours(6);

/// Judges a visit at `now`, in the clinic's time zone.
pub fn timeliness(visit: &Visit, now: Timestamp, zone: &TimeZone, window: Window) -> Timeliness {
    let day = visit.start.to_zoned(zone.clone()).date();
    // What central sends may stand at the end of time.
    let opens = visit.start.checked_sub(window.early).unwrap_or(Timestamp::MIN);
    let closes = visit.start.checked_add(window.late).unwrap_or(Timestamp::MAX);

    if visit.closed {
        Timeliness::Closed
    } else if visit.remote {
        Timeliness::NotInPerson
    } else if visit.arrived {
        Timeliness::AlreadyArrived
    } else if opens <= now && now <= closes {
        // Before the day is looked at: a visit at 00:10 is "today" at 23:50.
        Timeliness::OnTime
    } else if day != now.to_zoned(zone.clone()).date() && visit.start.duration_since(now).abs() > NEAR {
        Timeliness::NotToday { day }
    } else if now < opens {
        Timeliness::TooEarly { opens }
    } else {
        Timeliness::TooLate
    }
}

/// Of several visits, the one to offer: the first that can be registered now, else the nearest in time.
pub fn choose(visits: Vec<Visit>, now: Timestamp, zone: &TimeZone, window: Window) -> Option<Visit> {
    visits.into_iter().min_by_key(|visit| {
        let rank = match timeliness(visit, now, zone, window) {
            Timeliness::OnTime => 0,
            Timeliness::TooEarly { .. } | Timeliness::TooLate => 1,
            Timeliness::AlreadyArrived => 2,
            Timeliness::NotInPerson => 3,
            Timeliness::NotToday { .. } => 4,
            Timeliness::Closed => 5,
        };

        (rank, visit.start.duration_since(now).abs())
    })
}
