//! How often somebody at this kiosk was not found: three misses and the desk helps. "Start over" does not begin the
//! count anew, and nobody can guess on and on.

use std::sync::Mutex;

use jiff::{SignedDuration, Timestamp};
use registration::identity::MISSES_ALLOWED;

/// For so long a miss counts.
const WINDOW: SignedDuration = SignedDuration::from_mins(10);

/// After so many misses within the window one more leads to the desk, whoever makes it.
const AT_ONE_KIOSK: usize = 6;

/// The misses at this kiosk. It knows when, and neither who nor what was guessed.
#[derive(Default)]
pub struct Misses(Mutex<Vec<Miss>>);

struct Miss {
    at: Timestamp,
    /// Whoever made it has neither been found nor sent to the desk.
    open: bool,
}

impl Misses {
    /// Counts a miss; says whether the desk has to help now.
    pub fn missed(&self, now: Timestamp) -> bool {
        let mut misses = self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        misses.retain(|miss| now.duration_since(miss.at).abs() < WINDOW);
        let before = misses.len();
        misses.push(Miss { at: now, open: true });
        let open = misses.iter().filter(|miss| miss.open).count();
        let enough = open >= usize::from(MISSES_ALLOWED) || before >= AT_ONE_KIOSK;
        if enough {
            settle(&mut misses);
        }
        // However long somebody guesses, the list stays short.
        if misses.len() > 2 * AT_ONE_KIOSK {
            misses.remove(0);
        }

        enough
    }

    /// Somebody was found: their misses were slips.
    pub fn found(&self) {
        settle(&mut self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner));
    }
}

fn settle(misses: &mut [Miss]) {
    for miss in misses {
        miss.open = false;
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn at(minutes: i64) -> Timestamp {
        let start: Timestamp = "2026-11-23T15:30:00Z".parse().unwrap();

        start + SignedDuration::from_mins(minutes)
    }

    #[test]
    fn the_third_miss_leads_to_the_desk_whether_or_not_somebody_starts_over() {
        let misses = Misses::default();

        assert!(!misses.missed(at(0)));
        assert!(!misses.missed(at(1)));
        assert!(misses.missed(at(9)));
        assert!(!misses.missed(at(9)), "the next person begins anew");
    }

    #[test]
    fn whoever_is_found_has_not_guessed() {
        let misses = Misses::default();
        misses.missed(at(0));
        misses.missed(at(0));
        misses.found();

        assert!(!misses.missed(at(1)));
    }

    #[test]
    fn a_miss_is_forgotten_after_ten_minutes() {
        let misses = Misses::default();
        misses.missed(at(0));
        misses.missed(at(1));

        assert!(!misses.missed(at(12)));
    }

    #[test]
    fn nobody_guesses_on_and_on() {
        let misses = Misses::default();
        let sent: Vec<bool> = (0..9).map(|_| misses.missed(at(0))).collect();

        assert_eq!(sent, [false, false, true, false, false, true, true, true, true]);
        assert!(!misses.missed(at(11)));
    }
}
