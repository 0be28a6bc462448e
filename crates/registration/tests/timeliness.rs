//! Whether somebody is in time, at midnight and when the clocks change too.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use jiff::SignedDuration;
use jiff::civil::date;
use jiff::tz::TimeZone;
use registration::mapping::visit;
use registration::visit::{Timeliness, Visit, Window, choose, timeliness};
use support::{appointment, at};

const WINDOW: Window = Window {
    early: SignedDuration::from_mins(60),
    late: SignedDuration::from_mins(15),
};

fn chicago() -> TimeZone {
    TimeZone::get("America/Chicago").unwrap()
}

fn starting(start: &str) -> Visit {
    let mut resource = appointment();
    resource["start"] = start.into();
    visit::read(&[resource]).remove(0)
}

fn judged(start: &str, now: &str) -> Timeliness {
    timeliness(&starting(start), at(now), &chicago(), WINDOW)
}

#[test]
fn the_window_holds_to_the_second() {
    let start = "2026-03-04T15:00:00Z";
    let opens = at("2026-03-04T14:00:00Z");

    for (now, expected) in [
        ("2026-03-04T13:59:59Z", Timeliness::TooEarly { opens }),
        ("2026-03-04T14:00:00Z", Timeliness::OnTime),
        ("2026-03-04T15:00:00Z", Timeliness::OnTime),
        ("2026-03-04T15:15:00Z", Timeliness::OnTime),
        ("2026-03-04T15:15:01Z", Timeliness::TooLate),
        ("2026-03-03T15:00:00Z", Timeliness::NotToday { day: date(2026, 3, 4) }),
        ("2026-03-05T15:00:00Z", Timeliness::NotToday { day: date(2026, 3, 4) }),
    ] {
        assert_eq!(judged(start, now), expected, "{now}");
    }
}

#[test]
fn midnight_is_no_wall() {
    // 00:10 in Chicago is 06:10 UTC.
    let start = "2026-03-05T06:10:00Z";

    assert_eq!(
        judged(start, "2026-03-05T05:50:00Z"),
        Timeliness::OnTime,
        "at 23:50 the day before"
    );
    assert_eq!(
        judged(start, "2026-03-05T05:00:00Z"),
        Timeliness::TooEarly {
            opens: at("2026-03-05T05:10:00Z")
        },
        "at 23:00"
    );
    // 23:55 in Chicago: five past midnight is late by ten minutes and not on another day.
    assert_eq!(
        judged("2026-03-05T05:55:00Z", "2026-03-05T06:05:00Z"),
        Timeliness::OnTime
    );
    assert_eq!(
        judged("2026-03-05T05:55:00Z", "2026-03-05T06:30:00Z"),
        Timeliness::TooLate,
        "half an hour past midnight is late, and not the wrong day"
    );
    assert_eq!(
        judged("2026-03-05T05:55:00Z", "2026-03-05T13:00:00Z"),
        Timeliness::NotToday { day: date(2026, 3, 4) },
        "the next morning is"
    );
}

#[test]
fn the_day_is_the_clinics_day() {
    // 19:00 on 4 March in Chicago is 5 March in UTC.
    assert_eq!(
        judged("2026-03-05T01:00:00Z", "2026-03-04T20:00:00Z"),
        Timeliness::TooEarly {
            opens: at("2026-03-05T00:00:00Z")
        }
    );
}

#[test]
fn minutes_are_minutes_when_the_clocks_change() {
    // 8 March 2026: 02:00 becomes 03:00. 03:30 CDT is 08:30 UTC; an hour earlier it was 01:30 CST.
    assert_eq!(
        judged("2026-03-08T03:30:00-05:00", "2026-03-08T01:30:00-06:00"),
        Timeliness::OnTime
    );
    assert_eq!(
        judged("2026-03-08T03:30:00-05:00", "2026-03-08T01:29:00-06:00"),
        Timeliness::TooEarly {
            opens: at("2026-03-08T07:30:00Z")
        }
    );
    // 1 November 2026: 01:30 comes twice. The second is an hour after the first.
    assert_eq!(
        judged("2026-11-01T01:30:00-06:00", "2026-11-01T01:30:00-05:00"),
        Timeliness::OnTime
    );
    assert_eq!(
        judged("2026-11-01T01:30:00-05:00", "2026-11-01T01:30:00-06:00"),
        Timeliness::TooLate
    );
}

#[test]
fn what_the_appointment_says_comes_first() {
    let start = "2026-03-04T15:00:00Z";
    let now = at(start);
    let judge = |change: fn(&mut Visit)| {
        let mut visit = starting(start);
        change(&mut visit);
        timeliness(&visit, now, &chicago(), WINDOW)
    };

    assert_eq!(judge(|visit| visit.closed = true), Timeliness::Closed);
    assert_eq!(judge(|visit| visit.remote = true), Timeliness::NotInPerson);
    assert_eq!(judge(|visit| visit.arrived = true), Timeliness::AlreadyArrived);
    assert_eq!(
        judge(|visit| (visit.closed, visit.remote, visit.arrived) = (true, true, true)),
        Timeliness::Closed
    );
}

#[test]
fn of_several_visits_the_one_to_register_is_offered() {
    let now = at("2026-03-04T15:00:00Z");
    let offered = |starts: &[&str]| {
        let visits = starts.iter().map(|start| starting(start)).collect();
        choose(visits, now, &chicago(), WINDOW).unwrap().start.to_string()
    };

    assert_eq!(
        offered(&["2026-03-04T20:00:00Z", "2026-03-04T15:20:00Z", "2026-03-05T15:00:00Z"]),
        "2026-03-04T15:20:00Z"
    );
    assert_eq!(
        offered(&["2026-03-05T15:00:00Z", "2026-03-04T21:00:00Z"]),
        "2026-03-04T21:00:00Z",
        "today before tomorrow"
    );
    assert_eq!(
        offered(&["2026-03-04T15:50:00Z", "2026-03-04T14:55:00Z"]),
        "2026-03-04T14:55:00Z",
        "the nearest"
    );
    assert!(choose(Vec::new(), now, &chicago(), WINDOW).is_none());
}

#[test]
fn a_visit_at_the_end_of_time_is_on_another_day() {
    for start in ["-009999-01-02T01:59:59Z", "9999-12-30T22:00:00Z"] {
        assert!(
            matches!(judged(start, "2026-03-04T15:00:00Z"), Timeliness::NotToday { .. }),
            "{start}"
        );
    }
}
