//! Who may override, and their PINs (argon2id).

use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use argon2::Argon2;
use argon2::password_hash::rand_core::OsRng;
use argon2::password_hash::{PasswordHash, PasswordHasher, PasswordVerifier, SaltString};
use serde::{Deserialize, Serialize};

use super::lockout::Lockout;

/// The shortest PIN.
pub const PIN_LENGTH: usize = 6;

/// The staff who may override.
pub struct Roster {
    file: PathBuf,
    members: Mutex<Vec<Member>>,
    lockout: Lockout,
}

/// A member of staff.
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Member {
    /// The id that stands in the audit trail.
    pub id: String,
    /// Whether they may still override.
    pub active: bool,
    /// Argon2id, as a PHC string.
    pin: String,
}

/// Why the roster could not be used.
#[derive(Debug, thiserror::Error)]
pub enum RosterError {
    /// The file cannot be read or written.
    #[error("the staff file cannot be used: {0}")]
    File(#[from] std::io::Error),
    /// The file holds something else than staff.
    #[error("the staff file {path} is damaged: {source}")]
    Damaged {
        /// Which.
        path: PathBuf,
        /// What and on which line.
        source: serde_json::Error,
    },
    /// The PIN is too short or has something else than digits.
    #[error("a PIN has at least {PIN_LENGTH} digits and nothing else")]
    WeakPin,
    /// The id is empty or taken.
    #[error("there is somebody with this id already, or it is empty")]
    IdTaken,
    /// The PIN belongs to somebody: a PIN says who somebody is.
    #[error("choose another PIN")]
    PinTaken,
    /// Nobody has this id.
    #[error("nobody has this id")]
    NoSuchMember,
    /// The PIN could not be hashed.
    #[error("the PIN could not be sealed")]
    Hash,
}

/// What came of a PIN.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// This member of staff.
    Welcome(String),
    /// Nobody.
    Unknown,
    /// Too many wrong ones: wait for so many seconds.
    Locked(u64),
}

impl Roster {
    /// Opens the roster in the kiosk's data directory.
    pub fn open(data: &Path) -> Result<Self, RosterError> {
        std::fs::create_dir_all(data)?;
        let file = data.join("staff.json");
        let members = read(&file)?;

        Ok(Self {
            file,
            members: Mutex::new(members),
            lockout: Lockout::new(data),
        })
    }

    /// Adds a member of staff.
    pub fn add(&self, id: &str, pin: &str) -> Result<(), RosterError> {
        if pin.len() < PIN_LENGTH || !pin.bytes().all(|digit| digit.is_ascii_digit()) {
            return Err(RosterError::WeakPin);
        }
        let mut members = self.lock();
        if id.trim().is_empty() || members.iter().any(|member| member.id == id) {
            return Err(RosterError::IdTaken);
        }
        if members.iter().any(|member| member.knows(pin)) {
            return Err(RosterError::PinTaken);
        }
        let salt = SaltString::generate(&mut OsRng);
        let hash = Argon2::default()
            .hash_password(pin.as_bytes(), &salt)
            .map_err(|_| RosterError::Hash)?;
        members.push(Member {
            id: id.trim().to_owned(),
            active: true,
            pin: hash.to_string(),
        });

        self.save(&members)
    }

    /// Takes the right to override from a member of staff; their id stays in the trail and cannot be given again.
    pub fn disable(&self, id: &str) -> Result<(), RosterError> {
        let mut members = self.lock();
        let member = members
            .iter_mut()
            .find(|member| member.id == id)
            .ok_or(RosterError::NoSuchMember)?;
        member.active = false;

        self.save(&members)
    }

    /// Everybody who is or was on it.
    pub fn members(&self) -> Vec<Member> {
        self.lock().clone()
    }

    /// Whether nobody may override.
    pub fn is_empty(&self) -> bool {
        !self.lock().iter().any(|member| member.active)
    }

    /// Whose PIN this is. Slow by design: call it where nobody waits for the screen.
    pub fn verify(&self, pin: &str) -> Verdict {
        if let Err(seconds) = self.lockout.guess() {
            return Verdict::Locked(seconds);
        }
        let members = {
            let mut members = self.lock();
            // Whoever was disabled from the command line a moment ago is out. A file that cannot be read lets nobody in.
            *members = read(&self.file).unwrap_or_default();
            members.clone()
        };
        // Everybody is asked, found or not: the time taken tells nothing.
        let known: Vec<&Member> = members.iter().filter(|member| member.knows(pin)).collect();
        let found = known
            .first()
            .filter(|member| member.active)
            .map(|member| member.id.clone());
        match found {
            Some(id) => {
                self.lockout.right();
                Verdict::Welcome(id)
            }
            None => self.lockout.wrong().map_or(Verdict::Unknown, Verdict::Locked),
        }
    }

    /// Writes the whole file anew and puts it in the old one's place.
    fn save(&self, members: &[Member]) -> Result<(), RosterError> {
        let bytes = serde_json::to_vec_pretty(members).map_err(|source| RosterError::Damaged {
            path: self.file.clone(),
            source,
        })?;
        let fresh = self.file.with_extension("new");
        let mut options = std::fs::OpenOptions::new();
        options.write(true).create(true).truncate(true);
        #[cfg(unix)]
        {
            use std::os::unix::fs::OpenOptionsExt;
            options.mode(0o600);
        }
        let mut file = options.open(&fresh)?;
        file.write_all(&bytes)?;
        // On disk before it takes the old one's place: a power cut leaves one of the two, whole.
        file.sync_all()?;
        std::fs::rename(&fresh, &self.file)?;

        Ok(())
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Vec<Member>> {
        // A thread that panicked with the lock left a whole list behind: every change is one assignment.
        self.members.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

fn read(file: &Path) -> Result<Vec<Member>, RosterError> {
    match std::fs::read(file) {
        Ok(bytes) => serde_json::from_slice(&bytes).map_err(|source| RosterError::Damaged {
            path: file.to_owned(),
            source,
        }),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Vec::new()),
        Err(error) => Err(error.into()),
    }
}

impl Member {
    fn knows(&self, pin: &str) -> bool {
        PasswordHash::new(&self.pin).is_ok_and(|hash| Argon2::default().verify_password(pin.as_bytes(), &hash).is_ok())
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn a_pin_says_who_somebody_is_until_they_are_disabled() {
        let data = tempfile::tempdir().unwrap();
        let roster = Roster::open(data.path()).unwrap();
        roster.add("ana", "135790").unwrap();
        roster.add("ben", "246802").unwrap();

        assert_eq!(roster.verify("246802"), Verdict::Welcome("ben".to_owned()));
        assert_eq!(roster.verify("111111"), Verdict::Unknown);

        roster.disable("ben").unwrap();
        let reopened = Roster::open(data.path()).unwrap();
        assert_eq!(reopened.verify("246802"), Verdict::Unknown);
        assert_eq!(reopened.verify("135790"), Verdict::Welcome("ana".to_owned()));
        assert!(
            matches!(reopened.add("ben", "999999"), Err(RosterError::IdTaken)),
            "an id is never given twice"
        );
    }

    #[test]
    fn guessing_is_stopped_after_five_misses() {
        let data = tempfile::tempdir().unwrap();
        let roster = Roster::open(data.path()).unwrap();
        roster.add("ana", "135790").unwrap();
        for guess in ["000000", "111111", "222222", "333333"] {
            assert_eq!(roster.verify(guess), Verdict::Unknown);
        }

        assert_eq!(roster.verify("444444"), Verdict::Locked(60));
        assert!(
            matches!(roster.verify("135790"), Verdict::Locked(_)),
            "the right PIN does not help while locked"
        );
    }

    #[test]
    fn weak_and_taken_pins_are_refused_and_no_pin_is_on_disk() {
        let data = tempfile::tempdir().unwrap();
        let roster = Roster::open(data.path()).unwrap();
        roster.add("ana", "135790").unwrap();

        assert!(matches!(roster.add("ben", "1357"), Err(RosterError::WeakPin)));
        assert!(matches!(roster.add("ben", "13579a"), Err(RosterError::WeakPin)));
        assert!(matches!(roster.add("ben", "135790"), Err(RosterError::PinTaken)));
        let file = std::fs::read_to_string(data.path().join("staff.json")).unwrap();
        assert!(!file.contains("135790"));
        assert!(file.contains("argon2id"));
    }

    #[test]
    fn a_damaged_file_is_an_error_and_not_an_empty_roster() {
        let data = tempfile::tempdir().unwrap();
        std::fs::write(data.path().join("staff.json"), "[{").unwrap();

        assert!(matches!(Roster::open(data.path()), Err(RosterError::Damaged { .. })));
    }
}
