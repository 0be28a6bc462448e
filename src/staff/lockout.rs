//! Wrong PINs are counted on disk, so that neither a restart nor another door (the command line) gives more guesses.

use std::fs::{File, OpenOptions};
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

/// After this many wrong PINs nobody is let in for a while.
const MISSES_ALLOWED: u32 = 5;

/// For how long, the first time.
const LOCKED_FOR: Duration = Duration::from_mins(1);

/// A lock is doubled so many times at most: to about an hour.
const LONGEST_LOCK: u32 = 6;

/// Counts wrong PINs.
pub(super) struct Lockout {
    file: PathBuf,
    /// What this process knows by itself: it counts also where the disk is full.
    known: Mutex<Known>,
}

#[derive(Default)]
struct Known {
    counted: Counted,
    /// The disk did not take the last change: what stands there is older than what is known here.
    unwritten: bool,
    /// By a clock that nobody can set forward.
    locked_until: Option<Instant>,
}

/// What stands on the disk.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
struct Counted {
    misses: u32,
    /// How many times in a row it was locked: each lock lasts twice as long as the one before.
    locks: u32,
    until: Option<Timestamp>,
}

impl Counted {
    /// How long the lock lasts still. A clock that was set back makes it no longer than it was meant to be.
    fn left(&self, now: Timestamp) -> Option<Duration> {
        let left = self.until?.duration_since(now);

        (left > SignedDuration::ZERO).then(|| left.unsigned_abs().min(length(self.locks.saturating_sub(1))))
    }

    /// Locks, and gives for how long.
    fn lock(&mut self, now: Timestamp) -> Duration {
        let locked_for = length(self.locks);
        *self = Self {
            misses: 0,
            locks: self.locks.saturating_add(1),
            until: now.checked_add(locked_for).ok(),
        };

        locked_for
    }
}

fn length(locks: u32) -> Duration {
    LOCKED_FOR * 2_u32.pow(locks.min(LONGEST_LOCK))
}

impl Lockout {
    pub(super) fn new(data: &Path) -> Self {
        Self {
            file: data.join("staff-lock.json"),
            known: Mutex::default(),
        }
    }

    /// Counts a guess before it is looked at, so that pulling the plug is no way to guess once more. While it is
    /// locked, gives for how many seconds still.
    pub(super) fn guess(&self) -> Result<(), u64> {
        let by_instant = {
            let known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
            known
                .locked_until
                .and_then(|until| until.checked_duration_since(Instant::now()))
        };
        let now = Timestamp::now();

        self.change(|counted| {
            let left = counted.left(now).max(by_instant.filter(|left| !left.is_zero()));
            if let Some(left) = left {
                return Err(left.as_secs() + 1);
            }
            if counted.misses >= MISSES_ALLOWED {
                // So many are being looked at behind other doors, or were when the plug was pulled.
                return Err(counted.lock(now).as_secs());
            }
            counted.misses += 1;
            Ok(())
        })
    }

    /// The guess was right.
    pub(super) fn right(&self) {
        self.change(|counted| *counted = Counted::default());
        self.known.lock().unwrap_or_else(PoisonError::into_inner).locked_until = None;
    }

    /// The guess was wrong: gives for how many seconds it is locked now, if it is.
    pub(super) fn wrong(&self) -> Option<u64> {
        let now = Timestamp::now();

        self.change(|counted| (counted.misses >= MISSES_ALLOWED).then(|| counted.lock(now).as_secs()))
    }

    /// Changes what is counted, on the disk and here, while no other process does.
    fn change<T>(&self, change: impl FnOnce(&mut Counted) -> T) -> T {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let mut file = match open(&self.file) {
            Ok(file) => Some(file),
            Err(error) => {
                tracing::warn!(%error, "wrong PINs cannot be counted on the disk; they are counted until the next start");
                None
            }
        };
        if !known.unwritten
            && let Some((file, new)) = &mut file
            && let Some(counted) = read(file, *new, &known.counted)
        {
            known.counted = counted;
        }
        let before = known.counted;
        let result = change(&mut known.counted);
        if known.counted.locks > before.locks {
            known.locked_until = Some(Instant::now() + length(before.locks));
        }
        if known.counted != before || known.unwritten {
            let written = file.as_mut().map(|(file, _)| write(file, &known.counted));
            if let Some(Err(error)) = &written {
                tracing::warn!(%error, "a wrong PIN could not be counted on the disk");
            }
            known.unwritten = !matches!(written, Some(Ok(())));
        }

        result
    }
}

/// The file, and whether it was not there before.
fn open(path: &Path) -> std::io::Result<(File, bool)> {
    let new = !path.exists();
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    let file = options.open(path)?;
    // Let go when the file is closed.
    file.lock()?;

    Ok((file, new))
}

/// What stands there; none where nothing ever did. What a power cut has torn or emptied counts as the last guess before
/// a lock.
fn read(file: &mut File, new: bool, known: &Counted) -> Option<Counted> {
    let mut bytes = Vec::new();
    file.take(4096).read_to_end(&mut bytes).ok()?;
    if new && bytes.is_empty() {
        return None;
    }

    Some(serde_json::from_slice(&bytes).unwrap_or(Counted {
        misses: known.misses.max(MISSES_ALLOWED - 1),
        ..*known
    }))
}

/// Writes over what stands there: the file is never empty, so that pulling the plug meanwhile forgets nothing.
fn write(file: &mut File, counted: &Counted) -> std::io::Result<()> {
    let bytes = serde_json::to_vec(counted)?;
    file.seek(SeekFrom::Start(0))?;
    file.write_all(&bytes)?;
    file.set_len(bytes.len() as u64)?;

    file.sync_data()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn locked(data: &Path) -> Lockout {
        let lockout = Lockout::new(data);
        for _ in 0..MISSES_ALLOWED {
            lockout.guess().unwrap();
            lockout.wrong();
        }

        lockout
    }

    #[test]
    fn a_restart_gives_no_more_guesses() {
        let data = tempfile::tempdir().unwrap();
        let lockout = Lockout::new(data.path());
        for _ in 0..3 {
            lockout.guess().unwrap();
            assert_eq!(lockout.wrong(), None);
        }
        // The plug is pulled while the fourth is looked at.
        lockout.guess().unwrap();
        drop(lockout);
        let restarted = Lockout::new(data.path());
        restarted.guess().unwrap();

        assert_eq!(restarted.wrong(), Some(60), "the fifth in all");
    }

    #[test]
    fn a_lock_holds_behind_every_door_and_across_a_restart() {
        let data = tempfile::tempdir().unwrap();
        let kiosk = locked(data.path());
        let command_line = Lockout::new(data.path());

        assert!(kiosk.guess().is_err() && command_line.guess().is_err());
        drop(kiosk);
        assert!(matches!(Lockout::new(data.path()).guess(), Err(left) if left <= 61));
    }

    #[test]
    fn a_lock_is_never_longer_than_it_was_meant_to_be() {
        let now = Timestamp::now();
        let counted = Counted {
            misses: 0,
            locks: 1,
            until: Some(now + SignedDuration::from_hours(48)),
        };

        assert_eq!(counted.left(now), Some(LOCKED_FOR), "the clock was set back two days");
        assert_eq!(counted.left(now + SignedDuration::from_hours(49)), None);
    }

    #[test]
    fn the_right_pin_forgives_and_a_torn_file_does_not() {
        let data = tempfile::tempdir().unwrap();
        let lockout = Lockout::new(data.path());
        lockout.guess().unwrap();
        lockout.right();
        assert_eq!(lockout.known.lock().unwrap().counted, Counted::default());

        std::fs::write(data.path().join("staff-lock.json"), "{\"mis").unwrap();
        lockout.guess().unwrap();
        assert_eq!(lockout.wrong(), Some(60));
    }

    #[test]
    fn a_file_that_a_power_cut_has_emptied_gives_no_more_guesses() {
        let data = tempfile::tempdir().unwrap();
        let lockout = Lockout::new(data.path());
        lockout.guess().unwrap();
        lockout.wrong();
        drop(lockout);
        std::fs::write(data.path().join("staff-lock.json"), "").unwrap();
        let restarted = Lockout::new(data.path());
        restarted.guess().unwrap();

        assert_eq!(restarted.wrong(), Some(60));
    }

    #[test]
    fn many_doors_at_once_give_no_more_guesses_than_one() {
        let data = tempfile::tempdir().unwrap();
        let doors: Vec<Lockout> = (0..8).map(|_| Lockout::new(data.path())).collect();
        let let_in = doors.iter().filter(|door| door.guess().is_ok()).count();

        assert_eq!(
            let_in, MISSES_ALLOWED as usize,
            "before any of them is known to be wrong"
        );
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_disk_that_takes_nothing_gives_no_more_guesses() {
        let data = tempfile::tempdir().unwrap();
        // It can be opened and read, and every write finds it full.
        std::os::unix::fs::symlink("/dev/full", data.path().join("staff-lock.json")).unwrap();
        let lockout = Lockout::new(data.path());
        let let_in = (0..20)
            .filter(|_| {
                let looked_at = lockout.guess().is_ok();
                lockout.wrong();
                looked_at
            })
            .count();

        assert!(let_in <= MISSES_ALLOWED as usize, "{let_in}");
    }
}
