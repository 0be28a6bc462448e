//! Which fault befalls which request: a pure function of a seed and the request's number.

use crate::fault::{Fault, Forged};

/// How many requests a phase lasts.
const PHASE: u64 = 24;

/// Which fault befalls which request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Schedule(Source);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Source {
    /// By phases drawn from a seed.
    Drawn(u64),
    /// One phase for ever, its faults drawn from a seed.
    Phase(Phase, u64),
    /// These one after another, and then nothing.
    Listed(Vec<Fault>),
}

/// A time in which things go wrong in one way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Phase {
    /// Nothing goes wrong.
    Calm,
    /// Anything goes wrong now and then.
    Flaky,
    /// Nothing arrives.
    Away,
    /// What arrives is done, and few hear of it.
    LostAnswers,
    /// Central asks to come back later, or breaks.
    Overloaded,
    /// Everything takes long, and some of it for ever.
    Slow,
    /// Somebody else answers in central's place.
    Untrusted,
    /// Much arrives twice.
    Twice,
}

impl Phase {
    /// Every phase.
    pub const ALL: [Self; 8] = [
        Self::Calm,
        Self::Flaky,
        Self::Away,
        Self::LostAnswers,
        Self::Overloaded,
        Self::Slow,
        Self::Untrusted,
        Self::Twice,
    ];

    /// A phase out of a hundred.
    fn drawn(number: u64) -> Self {
        match number % 100 {
            0..42 => Self::Calm,
            42..66 => Self::Flaky,
            66..73 => Self::Away,
            73..82 => Self::LostAnswers,
            82..88 => Self::Overloaded,
            88..92 => Self::Slow,
            92..95 => Self::Untrusted,
            _ => Self::Twice,
        }
    }

    /// A fault of this phase. `draw` is any number.
    fn fault(self, draw: u64) -> Fault {
        let (percent, detail) = (draw % 100, draw / 100);
        match self {
            Self::Calm => Fault::Pass,
            Self::Away => Fault::Refuse,
            Self::Flaky => match percent {
                0..72 => Fault::Pass,
                72..76 => Fault::Refuse,
                76 => Fault::WrongCertificate(forged(detail)),
                77 => Fault::Hang,
                78..83 => overloaded(detail),
                83..88 => Fault::CutAnswer,
                88 => Fault::LateAnswer,
                89..92 => Fault::Truncate,
                92..96 => Fault::Duplicate,
                _ => delay(detail),
            },
            Self::LostAnswers => match percent {
                0..40 => Fault::Pass,
                40..80 => Fault::CutAnswer,
                80..85 => Fault::LateAnswer,
                _ => Fault::Truncate,
            },
            Self::Overloaded => match percent {
                0..30 => Fault::Pass,
                30..40 => delay(detail),
                _ => overloaded(detail),
            },
            Self::Slow => match percent {
                0..20 => Fault::Pass,
                20..80 => delay(detail),
                80..92 => Fault::Hang,
                _ => Fault::LateAnswer,
            },
            Self::Untrusted => match percent {
                0..40 => Fault::Pass,
                _ => Fault::WrongCertificate(forged(detail)),
            },
            Self::Twice => match percent {
                0..40 => Fault::Pass,
                40..90 => Fault::Duplicate,
                _ => Fault::CutAnswer,
            },
        }
    }
}

impl Schedule {
    /// Nothing goes wrong.
    pub fn calm() -> Self {
        Self(Source::Listed(Vec::new()))
    }

    /// Phases and faults drawn from a seed.
    pub fn drawn(seed: u64) -> Self {
        Self(Source::Drawn(seed))
    }

    /// One phase that does not end.
    pub fn phase(phase: Phase, seed: u64) -> Self {
        Self(Source::Phase(phase, seed))
    }

    /// These faults, one a request, and then nothing goes wrong.
    pub fn listed(faults: impl Into<Vec<Fault>>) -> Self {
        Self(Source::Listed(faults.into()))
    }

    /// What befalls the request with this number, counted from 0.
    pub fn fault(&self, number: u64) -> Fault {
        match &self.0 {
            Source::Drawn(seed) => {
                let phase = Phase::drawn(draw(*seed, 1, number / PHASE));
                phase.fault(draw(*seed, 2, number))
            }
            Source::Phase(phase, seed) => phase.fault(draw(*seed, 2, number)),
            Source::Listed(faults) => usize::try_from(number)
                .ok()
                .and_then(|number| faults.get(number))
                .copied()
                .unwrap_or(Fault::Pass),
        }
    }
}

fn overloaded(draw: u64) -> Fault {
    let retry_after = match draw / 7 % 4 {
        0 => None,
        1 => Some(1),
        _ => Some(0),
    };

    Fault::Status {
        code: match draw % 3 {
            0 => 500,
            1 => 503,
            _ => 429,
        },
        retry_after,
    }
}

fn forged(draw: u64) -> Forged {
    match draw % 3 {
        0 => Forged::Stranger,
        1 => Forged::Expired,
        _ => Forged::OtherHost,
    }
}

fn delay(draw: u64) -> Fault {
    Fault::Delay(5 + (draw % 75) as u16)
}

/// A number that looks like any other: the finalizer of `SplitMix64` over seed, stream and number.
fn draw(seed: u64, stream: u64, number: u64) -> u64 {
    let mut mixed = seed
        .wrapping_add(stream.wrapping_mul(0xD1B5_4A32_D192_ED03))
        .wrapping_add(number.wrapping_add(1).wrapping_mul(0x9E37_79B9_7F4A_7C15));
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);

    mixed ^ (mixed >> 31)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

    use proptest::prelude::*;

    use super::*;
    use crate::fault::Tally;

    fn tally(schedule: &Schedule, requests: u64) -> Tally {
        let mut tally = Tally::default();
        for number in 0..requests {
            tally.count(schedule.fault(number));
        }

        tally
    }

    #[test]
    fn the_same_seed_breaks_the_same_requests() {
        let (one, other) = (Schedule::drawn(7), Schedule::drawn(8));

        assert!((0..500).all(|number| one.fault(number) == Schedule::drawn(7).fault(number)));
        assert!((0..500).any(|number| one.fault(number) != other.fault(number)));
    }

    #[test]
    fn a_long_run_meets_every_fault_and_mostly_passes() {
        let tally = tally(&Schedule::drawn(20_261_123), 50_000);

        for name in [
            "refuse",
            "wrong-certificate",
            "hang",
            "slow-down",
            "unavailable",
            "broken",
            "cut-answer",
            "late-answer",
            "truncate",
            "duplicate",
            "delay",
        ] {
            assert!(tally.of(name) > 100, "{name}: {tally:?}");
        }
        assert!(tally.of("pass") > 25_000, "{tally:?}");
    }

    #[test]
    fn while_central_is_away_nothing_arrives() {
        assert_eq!(tally(&Schedule::phase(Phase::Away, 3), 100).of("refuse"), 100);
    }

    proptest! {
        #[test]
        fn no_schedule_lies(seed: u64, number: u64) {
            for schedule in [Schedule::drawn(seed), Schedule::phase(Phase::Flaky, seed)] {
                prop_assert_ne!(schedule.fault(number), Fault::Lie);
            }
        }

        #[test]
        fn a_list_ends_in_peace(faults in proptest::collection::vec(Just(Fault::Hang), 0..9), after in 9_u64..1000) {
            prop_assert_eq!(Schedule::listed(faults).fault(after), Fault::Pass);
        }
    }
}
