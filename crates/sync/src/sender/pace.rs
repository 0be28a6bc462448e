//! How long to wait before the next try: exponential backoff with full jitter.

use std::time::Duration;

use rand::Rng;

/// The shortest wait, so that a run of unlucky draws does not become a hot loop.
const SHORTEST: Duration = Duration::from_millis(20);

/// How fast tries follow each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pace {
    /// The most that is waited after the first failure.
    pub first: Duration,
    /// The most that is ever waited.
    pub longest: Duration,
}

impl Default for Pace {
    fn default() -> Self {
        Self {
            first: Duration::from_secs(1),
            longest: Duration::from_mins(5),
        }
    }
}

impl Pace {
    /// A wait after `failures` failures: anything between the shortest and the doubled limit, and never less than
    /// central asked for.
    pub(super) fn wait(self, failures: u32, retry_after: Option<Duration>) -> Duration {
        let limit = self
            .first
            .saturating_mul(1_u32 << failures.min(20))
            .min(self.longest)
            .max(SHORTEST);
        let drawn = rand::rng().random_range(SHORTEST..=limit);

        retry_after.map_or(drawn, |asked| asked.saturating_add(drawn.min(Duration::from_secs(1))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_grow_are_jittered_and_stay_bounded() {
        let pace = Pace::default();
        let draws: Vec<Duration> = (0..200).map(|_| pace.wait(3, None)).collect();

        assert!(
            draws
                .iter()
                .all(|wait| *wait <= Duration::from_secs(8) && *wait >= SHORTEST)
        );
        assert!(draws.iter().any(|wait| *wait < Duration::from_secs(4)));
        assert!(draws.iter().any(|wait| *wait > Duration::from_secs(4)));
        assert!((0..100).all(|failures| pace.wait(failures, None) <= pace.longest));
    }

    #[test]
    fn central_is_never_asked_earlier_than_it_wished() {
        assert!((0..100).all(|_| Pace::default().wait(0, Some(Duration::from_secs(9))) >= Duration::from_secs(9)));
    }
}
