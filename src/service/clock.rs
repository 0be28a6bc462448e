//! What time it is.

use std::sync::Mutex;
use std::time::Duration;

use jiff::Timestamp;

/// Tells the time.
pub trait Clock: Send + Sync {
    /// Now.
    fn now(&self) -> Timestamp;
}

/// The computer's clock.
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }
}

/// The computer's clock, moved on by rehearsals and tests: nobody waits a minute for the idle warning.
#[derive(Default)]
pub struct ShiftedClock {
    ahead: Mutex<Duration>,
}

impl ShiftedClock {
    /// Lets time pass at once.
    pub fn pass(&self, time: Duration) {
        if let Ok(mut ahead) = self.ahead.lock() {
            *ahead += time;
        }
    }

    /// Goes by the computer's clock again.
    pub fn set_right(&self) {
        if let Ok(mut ahead) = self.ahead.lock() {
            *ahead = Duration::ZERO;
        }
    }
}

impl Clock for ShiftedClock {
    fn now(&self) -> Timestamp {
        let ahead = self.ahead.lock().map_or(Duration::ZERO, |ahead| *ahead);

        Timestamp::now() + ahead
    }
}
