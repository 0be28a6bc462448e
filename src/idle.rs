//! When a person has left without saying so.

use jiff::{SignedDuration, Timestamp};

/// How long since the last touch, and what follows from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Idle {
    /// Somebody is there.
    Active,
    /// Ask whether somebody is there; so many seconds are left to answer.
    Warning {
        /// Seconds left.
        left: i64,
    },
    /// Nobody answered: wipe everything.
    Over,
}

/// Judges the time since the last touch. `patience` stretches the first part, for steps in which the person rightly
/// looks elsewhere, such as at their own phone.
pub fn judge(last_touch: Timestamp, now: Timestamp, idle: i64, answer: i64, patience: i64) -> Idle {
    let since = now.duration_since(last_touch);
    let warning = SignedDuration::from_secs(idle * patience);
    let over = warning + SignedDuration::from_secs(answer);

    if since < warning {
        Idle::Active
    } else if since < over {
        Idle::Warning {
            left: (over - since).as_secs().max(1),
        }
    } else {
        Idle::Over
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_warning_comes_first_and_leaves_twenty_seconds() {
        let touched = Timestamp::UNIX_EPOCH;
        let after = |seconds| judge(touched, touched + SignedDuration::from_secs(seconds), 60, 20, 1);

        assert_eq!(after(59), Idle::Active);
        assert_eq!(after(60), Idle::Warning { left: 20 });
        assert_eq!(after(79), Idle::Warning { left: 1 });
        assert_eq!(after(80), Idle::Over);
    }

    #[test]
    fn patience_moves_the_warning_but_not_the_time_to_answer() {
        let touched = Timestamp::UNIX_EPOCH;
        let after = |seconds| judge(touched, touched + SignedDuration::from_secs(seconds), 60, 20, 5);

        assert_eq!(after(299), Idle::Active);
        assert_eq!(after(300), Idle::Warning { left: 20 });
    }
}
