//! Journeys over a line that breaks: nothing is lost, nothing is there twice, and "checked in" is never said without
//! the fact. What is counted comes from central's database and the outboxes, not from what the kiosk believes.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use faults::{Fault, Forged, Schedule};
use portico::rehearse::trial::{self, Line, Options, Report};

fn trial(seed: u64, count: u64, line: Line) -> Report {
    // Where everything arrives in the end, it is waited for: a busy machine is no fault of the line.
    let patient = matches!(line, Line::Always(Fault::Pass | Fault::Duplicate));
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let options = Options {
        seed,
        count,
        kiosks: 4,
        config: None,
        data: None,
        json: false,
        line,
        patient,
    };

    trial::run(&options, &runtime).unwrap()
}

/// Everybody is accounted for, and nobody could not go on.
#[track_caller]
fn whole(report: &Report) {
    let verdict = &report.verdict;
    let all =
        verdict.checked_in + verdict.desk_will_confirm + verdict.see_desk + verdict.handed_over + verdict.abandoned;

    assert_eq!(all as u64, report.count, "{report:#?}");
    assert_eq!(report.waiting, 0, "nothing waits when all is calm: {report:#?}");
    assert!(report.gave_up <= 1, "{report:#?}");
}

#[test]
fn drawn_people_over_a_line_that_breaks_in_drawn_ways() {
    let fresh = rand::random::<u32>();
    println!("portico rehearse --faults {fresh} --count 25 plays the second half again");
    for (seed, count) in [(20_261_123, 25), (u64::from(fresh), 25)] {
        let report = trial(seed, count, Line::Drawn);

        assert!(report.verdict.is_clean(), "{report:#?}");
        whole(&report);
        assert!(report.verdict.checked_in > 2, "{report:#?}");
        assert!(report.faults.requests() > report.faults.of("pass"), "{report:#?}");
    }
}

#[test]
fn where_nothing_fails_whoever_can_be_checked_in_is() {
    let report = trial(3, 12, Line::Always(Fault::Pass));

    assert!(report.verdict.is_clean(), "{report:#?}");
    whole(&report);
    assert_eq!(report.verdict.desk_will_confirm, 0, "{report:#?}");
    assert!(report.verdict.checked_in >= 6, "{report:#?}");
}

#[test]
fn where_nothing_arrives_nobody_is_checked_in_and_nothing_is_lost() {
    for fault in [Fault::Refuse, Fault::WrongCertificate(Forged::Stranger)] {
        let report = trial(4, 6, Line::Always(fault));

        assert!(report.verdict.is_clean(), "{fault:?}: {report:#?}");
        whole(&report);
        assert_eq!(report.verdict.checked_in, 0, "{fault:?}: {report:#?}");
        assert!(report.verdict.desk_will_confirm > 0, "{fault:?}: {report:#?}");
    }
}

#[test]
fn where_every_acknowledgement_is_lost_nobody_is_checked_in_and_nothing_is_there_twice() {
    let report = trial(
        5,
        8,
        Line::Transactions(Schedule::listed(vec![Fault::CutAnswer; 5_000])),
    );

    assert!(report.verdict.is_clean(), "{report:#?}");
    whole(&report);
    assert_eq!(report.verdict.checked_in, 0, "{report:#?}");
    assert!(report.verdict.desk_will_confirm > 0, "{report:#?}");
}

#[test]
fn where_everything_arrives_twice_it_is_there_once() {
    let report = trial(6, 10, Line::Always(Fault::Duplicate));

    assert!(report.verdict.is_clean(), "{report:#?}");
    whole(&report);
    assert!(report.verdict.checked_in > 0, "{report:#?}");
}

/// The count can fail: a line that answers for central makes every claim false, and that is seen.
#[test]
fn a_line_that_lies_is_found_out() {
    let report = trial(7, 8, Line::Transactions(Schedule::listed(vec![Fault::Lie; 5_000])));

    let verdict = &report.verdict;
    assert!(verdict.checked_in > 0, "{report:#?}");
    assert_eq!(verdict.falsely_claimed, verdict.checked_in, "{report:#?}");
    assert!(verdict.lost >= verdict.checked_in, "{report:#?}");
    assert!(!verdict.is_clean());
}
