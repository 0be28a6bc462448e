//! The audit trail: what staff did, when and why. Each entry carries a code over itself and the one before, made with
//! a key of the vault, so that a changed, swapped or missing entry is seen.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::time::{Duration, Instant};

use hmac::{Hmac, Mac};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sha2::Sha256;
use uuid::Uuid;
use zeroize::Zeroizing;

use crate::service::central::Override;

/// How long another process may take over its entry, and how often it is looked whether it has.
const LOCKING: Duration = Duration::from_millis(500);
const TRYING: Duration = Duration::from_millis(10);

/// The audit trail on disk.
pub struct Trail {
    file: PathBuf,
    key: Zeroizing<[u8; 32]>,
    last: Mutex<Last>,
}

/// The end of the chain.
#[derive(Clone, Default)]
struct Last {
    number: u64,
    code: String,
    /// How long the file was then: another length means that another process has written since.
    length: u64,
}

/// One action.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// Counts from one.
    pub number: u64,
    /// When.
    pub at: Timestamp,
    /// What.
    pub action: String,
    /// Who: a staff id.
    pub who: String,
    /// Why.
    pub why: String,
    /// On which session.
    pub session: Uuid,
    /// HMAC-SHA256 over this entry and the code before, in hex.
    pub code: String,
}

/// Why the trail could not be used.
#[derive(Debug, thiserror::Error)]
pub enum TrailError {
    /// The file cannot be read or written.
    #[error("the audit trail cannot be used: {0}")]
    File(#[from] std::io::Error),
    /// An entry was changed, or is missing.
    #[error("the audit trail {path} is broken at entry {number}: it was changed, or an entry is missing")]
    Broken {
        /// Which file.
        path: PathBuf,
        /// The first entry that does not fit.
        number: u64,
    },
}

impl Trail {
    /// Opens the trail in the kiosk's data directory. A broken trail is an error: staff must know.
    pub fn open(data: &Path, key: [u8; 32]) -> Result<Self, TrailError> {
        std::fs::create_dir_all(data)?;
        let file = data.join("audit.jsonl");
        // The command line writes beside a running kiosk: neither may take the other's half-written entry for torn.
        let locked = lock(&file)?;
        cut_torn_end(&file)?;
        let trail = Self {
            file,
            key: Zeroizing::new(key),
            last: Mutex::default(),
        };
        let last = trail.end()?;
        drop(locked);
        *trail.last.lock().unwrap_or_else(std::sync::PoisonError::into_inner) = last;

        Ok(trail)
    }

    /// Appends an action, durably.
    pub fn append(&self, action: &Override) -> Result<(), TrailError> {
        let mut last = self.last.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let _locked = lock(&self.file)?;
        if length(&self.file)? != last.length {
            *last = self.end()?;
        }
        let mut entry = Entry {
            number: last.number + 1,
            at: action.when,
            action: action.action.to_owned(),
            who: action.who.clone(),
            why: action.why.clone(),
            session: action.session,
            code: String::new(),
        };
        entry.code = self.code(&entry, &last.code);
        let mut line = serde_json::to_vec(&entry).map_err(std::io::Error::from)?;
        line.push(b'\n');
        let mut file = self.open_to_append()?;
        let end = file.metadata()?.len();
        if let Err(error) = file.write_all(&line).and_then(|()| file.sync_data()) {
            // Half an entry on a full disk would break the chain behind it.
            let _ = file.set_len(end);
            return Err(error.into());
        }
        *last = Last {
            number: entry.number,
            code: entry.code,
            length: end + line.len() as u64,
        };

        Ok(())
    }

    /// The end of the chain as it stands on the disk.
    fn end(&self) -> Result<Last, TrailError> {
        let length = length(&self.file)?;
        let last = self.entries()?.pop();

        Ok(last.map_or_else(Last::default, |entry| Last {
            number: entry.number,
            code: entry.code,
            length,
        }))
    }

    /// Every entry, after checking that none was changed, swapped or taken out.
    pub fn entries(&self) -> Result<Vec<Entry>, TrailError> {
        let text = match std::fs::read_to_string(&self.file) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(error.into()),
        };
        let mut entries: Vec<Entry> = Vec::new();
        for line in text.lines() {
            let number = entries.len() as u64 + 1;
            let broken = || TrailError::Broken {
                path: self.file.clone(),
                number,
            };
            let entry: Entry = serde_json::from_str(line).map_err(|_| broken())?;
            let before = entries.last().map(|entry| entry.code.as_str()).unwrap_or_default();
            if entry.number != number || entry.code != self.code(&entry, before) {
                return Err(broken());
            }
            entries.push(entry);
        }

        Ok(entries)
    }

    fn open_to_append(&self) -> std::io::Result<File> {
        let mut options = OpenOptions::new();
        options.create(true).append(true);
        #[cfg(unix)]
        {
            use std::os::unix::fs::OpenOptionsExt;
            options.mode(0o600);
        }

        options.open(&self.file)
    }

    fn code(&self, entry: &Entry, before: &str) -> String {
        let Ok(mut code) = Hmac::<Sha256>::new_from_slice(self.key.as_slice()) else {
            // HMAC takes keys of every length; an empty code fits no entry.
            return String::new();
        };
        let number = entry.number.to_string();
        let at = entry.at.to_string();
        let session = entry.session.to_string();
        for part in [before, &number, &at, &entry.action, &entry.who, &entry.why, &session] {
            code.update(&(part.len() as u64).to_be_bytes());
            code.update(part.as_bytes());
        }

        hex::encode(code.finalize().into_bytes())
    }
}

fn length(path: &Path) -> std::io::Result<u64> {
    match std::fs::metadata(path) {
        Ok(metadata) => Ok(metadata.len()),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(0),
        Err(error) => Err(error),
    }
}

/// Keeps other processes from writing until the file that it gives is closed. A file of its own: on Windows a locked
/// one cannot be read.
/// The screen stands still meanwhile: whoever holds it for long, stopped in the middle, is not waited for.
fn lock(trail: &Path) -> std::io::Result<File> {
    let file = OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(false)
        .open(trail.with_extension("lock"))?;
    let tried = Instant::now();
    loop {
        match file.try_lock() {
            Ok(()) => return Ok(file),
            Err(TryLockError::WouldBlock) if tried.elapsed() < LOCKING => std::thread::sleep(TRYING),
            Err(error) => return Err(error.into()),
        }
    }
}

/// Takes away what a power cut left of an entry that was never whole: it was never reported as written either.
fn cut_torn_end(path: &Path) -> std::io::Result<()> {
    let bytes = match std::fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(error),
    };
    let whole = bytes
        .iter()
        .rposition(|byte| *byte == b'\n')
        .map_or(0, |place| place + 1);
    if whole < bytes.len() {
        tracing::warn!("the audit trail ended in half an entry, from a power cut or a full disk; it was cut off");
        OpenOptions::new().write(true).open(path)?.set_len(whole as u64)?;
    }

    Ok(())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn action(why: &str) -> Override {
        Override {
            action: "skip",
            who: "ana".to_owned(),
            why: why.to_owned(),
            when: Timestamp::UNIX_EPOCH,
            session: Uuid::nil(),
        }
    }

    fn trail_of_three(data: &Path) -> Trail {
        let trail = Trail::open(data, [7; 32]).unwrap();
        for why in ["no card", "camera", "other"] {
            trail.append(&action(why)).unwrap();
        }

        trail
    }

    #[test]
    fn what_was_written_is_read_back_in_order_also_after_a_restart() {
        let data = tempfile::tempdir().unwrap();
        trail_of_three(data.path());
        let reopened = Trail::open(data.path(), [7; 32]).unwrap();
        reopened.append(&action("late")).unwrap();

        let reasons: Vec<String> = reopened.entries().unwrap().into_iter().map(|entry| entry.why).collect();
        assert_eq!(reasons, ["no card", "camera", "other", "late"]);
    }

    #[test]
    fn two_processes_write_one_chain() {
        let data = tempfile::tempdir().unwrap();
        let kiosk = Trail::open(data.path(), [7; 32]).unwrap();
        let command_line = Trail::open(data.path(), [7; 32]).unwrap();
        kiosk.append(&action("one")).unwrap();
        command_line.append(&action("two")).unwrap();
        kiosk.append(&action("three")).unwrap();

        let numbers: Vec<u64> = kiosk.entries().unwrap().iter().map(|entry| entry.number).collect();
        assert_eq!(numbers, [1, 2, 3]);
    }

    #[test]
    fn whoever_holds_the_trail_for_long_does_not_stop_the_screen() {
        let data = tempfile::tempdir().unwrap();
        let trail = Trail::open(data.path(), [7; 32]).unwrap();
        let stopped = lock(&data.path().join("audit.jsonl")).unwrap();
        let (done, told) = std::sync::mpsc::channel();
        std::thread::scope(|scope| {
            scope.spawn(|| done.send(trail.append(&action("one")).is_err()));
            let refused = told.recv_timeout(Duration::from_secs(20));
            drop(stopped);

            assert_eq!(refused, Ok(true), "central is told all the same");
        });
        trail.append(&action("two")).unwrap();
        assert_eq!(trail.entries().unwrap().len(), 1);
    }

    #[test]
    fn half_an_entry_from_a_power_cut_does_not_stop_the_kiosk() {
        let data = tempfile::tempdir().unwrap();
        trail_of_three(data.path());
        let file = data.path().join("audit.jsonl");
        let mut bytes = std::fs::read(&file).unwrap();
        bytes.extend_from_slice(b"{\"number\":4,\"at\":");
        std::fs::write(&file, bytes).unwrap();
        let trail = Trail::open(data.path(), [7; 32]).unwrap();
        trail.append(&action("after")).unwrap();

        assert_eq!(trail.entries().unwrap().len(), 4);
    }

    #[test]
    fn a_changed_or_missing_entry_is_seen() {
        let data = tempfile::tempdir().unwrap();
        trail_of_three(data.path());
        let file = data.path().join("audit.jsonl");
        let whole = std::fs::read_to_string(&file).unwrap();

        std::fs::write(&file, whole.replace("camera", "cinema")).unwrap();
        assert!(matches!(
            Trail::open(data.path(), [7; 32]),
            Err(TrailError::Broken { number: 2, .. })
        ));

        let without_second: Vec<&str> = whole
            .lines()
            .enumerate()
            .filter(|(place, _)| *place != 1)
            .map(|(_, line)| line)
            .collect();
        std::fs::write(&file, without_second.join("\n") + "\n").unwrap();
        assert!(matches!(
            Trail::open(data.path(), [7; 32]),
            Err(TrailError::Broken { number: 2, .. })
        ));

        std::fs::write(&file, whole).unwrap();
        assert!(
            matches!(
                Trail::open(data.path(), [8; 32]),
                Err(TrailError::Broken { number: 1, .. })
            ),
            "another key"
        );
    }
}
