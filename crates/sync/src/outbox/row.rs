//! A row of the queue: what staff see of it, and how its sealed parts are bound to it.
//!
//! The payload is sealed to the row's place, id, kind, order key and time, and the progress to the same and to the
//! row's state. So a payload moved to another row, a swapped order, or a state turned to `acknowledged` by hand does
//! not open, and is reported instead of believed.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Transaction, params};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::outbox::keys::Keys;
use crate::outbox::{OutboxError, Progress};
use crate::seal::Place;
use crate::submission::{Kind, Submission};

/// Where a submission stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// It waits for its turn or its next try.
    Waiting,
    /// It is being sent.
    Sending,
    /// Central has it.
    Acknowledged,
    /// Staff must look at it.
    SetAside,
}

impl State {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Sending => "sending",
            Self::Acknowledged => "acknowledged",
            Self::SetAside => "set-aside",
        }
    }

    fn from_name(name: &str) -> Option<Self> {
        [Self::Waiting, Self::Sending, Self::Acknowledged, Self::SetAside]
            .into_iter()
            .find(|state| state.name() == name)
    }

    /// Waiting and sending are alike to the seal: taking a turn needs no sealing anew.
    fn sealed_name(self) -> &'static str {
        match self {
            Self::Waiting | Self::Sending => "open",
            Self::Acknowledged | Self::SetAside => self.name(),
        }
    }
}

/// One submission as staff see it: without private data.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Row {
    /// Its id.
    pub id: Uuid,
    /// What it is about.
    pub kind: Kind,
    /// Where it stands.
    pub state: State,
    /// How often it was tried.
    pub attempts: u32,
    /// When it was enqueued.
    pub created: Timestamp,
    /// When it is tried next, while it waits.
    pub next_try: Timestamp,
    /// When central acknowledged it.
    pub acknowledged: Option<Timestamp>,
    /// What went wrong last.
    pub last_error: Option<String>,
}

const ROW: &str = "SELECT id, kind, state, attempts, created, next_try, acknowledged, last_error FROM submission";

impl Row {
    pub(super) fn all(connection: &Connection) -> Result<Vec<Self>, OutboxError> {
        let mut statement = connection.prepare_cached(&format!("{ROW} ORDER BY place"))?;
        let rows = statement.query_map([], |row| Ok(Self::from_sql(row)))?;

        rows.map(|row| row?).collect()
    }

    pub(super) fn find(connection: &Connection, id: Uuid) -> Result<Option<Self>, OutboxError> {
        connection
            .prepare_cached(&format!("{ROW} WHERE id = ?1"))?
            .query_row([id.to_string()], |row| Ok(Self::from_sql(row)))
            .optional()?
            .transpose()
    }

    fn from_sql(row: &rusqlite::Row<'_>) -> Result<Self, OutboxError> {
        Ok(Self {
            id: id(&row.get::<_, String>(0)?)?,
            kind: kind(&row.get::<_, String>(1)?)?,
            state: state(&row.get::<_, String>(2)?)?,
            attempts: row.get(3)?,
            created: time(row.get(4)?),
            next_try: time(row.get(5)?),
            acknowledged: row.get::<_, Option<i64>>(6)?.map(time),
            last_error: row.get(7)?,
        })
    }
}

/// The queue in numbers.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Status {
    /// Waiting for a turn or the next try.
    pub waiting: u64,
    /// Being sent.
    pub sending: u64,
    /// Acknowledged and not purged yet.
    pub acknowledged: u64,
    /// Set aside for staff.
    pub set_aside: u64,
    /// How many seconds the oldest submission has waited for central.
    pub oldest_seconds: Option<u64>,
}

impl Status {
    pub(super) fn read(connection: &Connection, now: Timestamp) -> Result<Self, OutboxError> {
        let mut status = Self::default();
        let mut statement = connection.prepare_cached("SELECT state, COUNT(*) FROM submission GROUP BY state")?;
        let counts = statement.query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, i64>(1)?)))?;
        for count in counts {
            let (name, count) = count?;
            let count = count.unsigned_abs();
            match state(&name)? {
                State::Waiting => status.waiting = count,
                State::Sending => status.sending = count,
                State::Acknowledged => status.acknowledged = count,
                State::SetAside => status.set_aside = count,
            }
        }
        let oldest: Option<i64> = connection
            .prepare_cached("SELECT MIN(created) FROM submission WHERE state IN ('waiting', 'sending')")?
            .query_row([], |row| row.get(0))?;
        status.oldest_seconds =
            oldest.map(|created| u64::try_from((now.as_millisecond() - created) / 1000).unwrap_or_default());

        Ok(status)
    }
}

/// A row with its sealed parts.
pub(super) struct Stored {
    pub(super) place: i64,
    pub(super) id: String,
    pub(super) kind: String,
    pub(super) order_key: Option<String>,
    pub(super) state: State,
    pub(super) attempts: u32,
    created: i64,
    payload: Vec<u8>,
    progress: Vec<u8>,
}

const STORED: &str = "SELECT place, id, kind, order_key, state, attempts, created, payload, progress FROM submission";

impl Stored {
    pub(super) fn new(place: i64, submission: &Submission, order_key: Option<String>, created: i64) -> Self {
        Self {
            place,
            id: submission.id.to_string(),
            kind: submission.kind.name().to_owned(),
            order_key,
            state: State::Waiting,
            attempts: 0,
            created,
            payload: Vec::new(),
            progress: Vec::new(),
        }
    }

    pub(super) fn find(connection: &Connection, id: Uuid) -> Result<Option<Self>, OutboxError> {
        connection
            .prepare_cached(&format!("{STORED} WHERE id = ?1"))?
            .query_row([id.to_string()], |row| Ok(Self::from_sql(row)))
            .optional()?
            .transpose()
    }

    fn from_sql(row: &rusqlite::Row<'_>) -> Result<Self, OutboxError> {
        Ok(Self {
            place: row.get(0)?,
            id: row.get(1)?,
            kind: row.get(2)?,
            order_key: row.get(3)?,
            state: state(&row.get::<_, String>(4)?)?,
            attempts: row.get(5)?,
            created: row.get(6)?,
            payload: row.get(7)?,
            progress: row.get(8)?,
        })
    }

    pub(super) fn payload_place(&self) -> Place {
        self.sealed_place(&["payload"])
    }

    pub(super) fn progress_place(&self, state: State) -> Place {
        self.sealed_place(&["progress", state.sealed_name()])
    }

    fn sealed_place(&self, what: &[&str]) -> Place {
        let place = self.place.to_string();
        let created = self.created.to_string();
        let order_key = self.order_key.as_deref().unwrap_or_default();
        let mut parts = vec!["submission", &place, &self.id, &self.kind, order_key, &created];
        parts.extend_from_slice(what);

        Place::new(&parts)
    }

    pub(super) fn seal_progress(&self, keys: &Keys, state: State, progress: &Progress) -> Result<Vec<u8>, OutboxError> {
        let plain = zeroize::Zeroizing::new(serde_json::to_vec(progress).map_err(|_| self.damaged())?);

        Ok(keys.seal(&self.progress_place(state), &plain)?)
    }

    /// The submission and how far it got. An acknowledged row has no payload left: its submission is empty.
    pub(super) fn open(&self, keys: &Keys) -> Result<(Submission, Progress), OutboxError> {
        let mut progress = self.open_progress(keys)?;
        if self.state == State::Acknowledged {
            let id = id(&self.id)?;
            return Ok((
                Submission {
                    id,
                    kind: kind(&self.kind)?,
                    groups: Vec::new(),
                    order_key: None,
                },
                progress,
            ));
        }
        let payload = keys
            .open(&self.payload_place(), &self.payload)
            .map_err(|_| self.damaged())?;
        progress.content = Some(digest(&payload));

        Ok((serde_json::from_slice(&payload).map_err(|_| self.damaged())?, progress))
    }

    pub(super) fn open_progress(&self, keys: &Keys) -> Result<Progress, OutboxError> {
        let progress = keys
            .open(&self.progress_place(self.state), &self.progress)
            .map_err(|_| self.damaged())?;

        serde_json::from_slice(&progress).map_err(|_| self.damaged())
    }

    /// Whether `plain` is what this row holds, or held before central acknowledged it.
    pub(super) fn same_content(&self, keys: &Keys, plain: &[u8]) -> Result<(), OutboxError> {
        let same = if self.state == State::Acknowledged {
            self.open_progress(keys)?.content == Some(digest(plain))
        } else {
            let payload = keys
                .open(&self.payload_place(), &self.payload)
                .map_err(|_| self.damaged())?;
            payload.as_slice() == plain
        };

        if same { Ok(()) } else { Err(OutboxError::Duplicate) }
    }

    fn damaged(&self) -> OutboxError {
        OutboxError::Damaged {
            what: format!("{} {}", self.kind, self.id),
        }
    }
}

/// What tells one submission from another when its bytes are wiped. It is only ever stored sealed.
fn digest(plain: &[u8]) -> [u8; 32] {
    Sha256::digest(plain).into()
}

/// Seals every row with new keys. A damaged row stays as it is: it is evidence, and can be opened by neither.
pub(super) fn reseal(transaction: &Transaction<'_>, old: &Keys, new: &Keys) -> Result<(), OutboxError> {
    let ids: Vec<Uuid> = Row::all(transaction)?.into_iter().map(|row| row.id).collect();
    for id in ids {
        let Some(stored) = Stored::find(transaction, id)? else {
            continue;
        };
        let Ok(progress) = stored.open_progress(old) else {
            continue;
        };
        let progress = stored.seal_progress(new, stored.state, &progress)?;
        let payload = if stored.state == State::Acknowledged {
            Vec::new()
        } else {
            let Ok(plain) = old.open(&stored.payload_place(), &stored.payload) else {
                continue;
            };
            new.seal(&stored.payload_place(), &plain)?
        };
        transaction
            .prepare_cached("UPDATE submission SET payload = ?2, progress = ?3 WHERE place = ?1")?
            .execute(params![stored.place, payload, progress])?;
    }

    Ok(())
}

fn id(text: &str) -> Result<Uuid, OutboxError> {
    text.parse().map_err(|_| OutboxError::Damaged {
        what: "an id".to_owned(),
    })
}

fn kind(text: &str) -> Result<Kind, OutboxError> {
    text.parse().map_err(|()| OutboxError::Damaged {
        what: "a kind".to_owned(),
    })
}

fn state(text: &str) -> Result<State, OutboxError> {
    State::from_name(text).ok_or_else(|| OutboxError::Damaged {
        what: "a state".to_owned(),
    })
}

fn time(milliseconds: i64) -> Timestamp {
    Timestamp::from_millisecond(milliseconds).unwrap_or(Timestamp::UNIX_EPOCH)
}
