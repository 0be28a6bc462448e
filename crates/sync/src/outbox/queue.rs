//! The queue as the sender works it: take one, note how far it got, put it back or finish it.

use std::collections::BTreeMap;
use std::ops::Range;
use std::time::Duration;

use jiff::Timestamp;
use rusqlite::{OptionalExtension, params};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

use crate::outbox::row::{State, Stored};
use crate::outbox::{Outbox, OutboxError};
use crate::submission::{Kind, Submission};

/// A next try further away than this can only come from a clock that was wrong.
const FURTHEST_TRY: Duration = Duration::from_hours(1);

/// How far a submission got. Sealed in its row: it names resources of a patient.
#[derive(Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Progress {
    /// How many entries central has, in the order in which they are sent.
    pub(crate) done: usize,
    /// `fullUrl` of each sent entry to the `Type/id` that central gave it.
    pub(crate) known: BTreeMap<String, String>,
    /// `Type/id` of the sent entries, in order.
    pub(crate) locations: Vec<String>,
    /// Entries that are sent otherwise than they were frozen, by their number, after central had another version.
    pub(crate) amended: BTreeMap<usize, Amendment>,
    /// The entries with creates that nothing guards that were last about to be sent.
    pub(crate) under_way: Option<UnderWay>,
    /// Central refused an id of ours: what is to be created is posted from here on.
    pub(crate) posts: bool,
    /// `Type/id` of updates, and names of groups, that were left to the desk.
    pub(crate) left_to_desk: Vec<String>,
    /// The digest of what was frozen, which outlives it.
    pub(crate) content: Option<[u8; 32]>,
}

impl Progress {
    /// `Patient/id` of the person it is about, when that is known by now.
    pub(crate) fn patient(&self) -> Option<&str> {
        self.known
            .values()
            .chain(&self.locations)
            .find(|location| location.starts_with("Patient/"))
            .map(String::as_str)
    }
}

/// Entries that went, or were about to go, and were not refused, with creates among them that nothing guards. It is noted before they go.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct UnderWay {
    /// The first entry's number.
    pub(crate) start: usize,
    /// One more than the last one's.
    pub(crate) end: usize,
    /// When all the others are at central, these are as well: they travel in one transaction, and not all of the others
    /// were there before.
    pub(crate) others_tell: bool,
}

impl UnderWay {
    pub(crate) fn range(&self) -> Range<usize> {
        self.start..self.end
    }
}

/// What became of an update after central had another version.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) enum Amendment {
    /// Send this entry instead.
    Instead(Value),
    /// Send nothing: central has it already.
    Nothing,
}

/// The answer to asking for one submission.
pub(crate) enum Claim {
    /// It is yours.
    Yours(Box<Claimed>),
    /// This earlier one of the same person goes first.
    After(Uuid),
    /// Somebody is sending it now.
    Taken,
    /// It is finished or set aside.
    Over,
}

/// A submission that is being sent.
pub(crate) struct Claimed {
    pub(crate) submission: Submission,
    pub(crate) progress: Progress,
    pub(crate) attempts: u32,
    /// It was enqueued by this process and never tried: central cannot have any of it.
    pub(crate) untried: bool,
}

impl Outbox {
    /// Takes one submission to send it.
    pub(crate) fn claim(&self, id: Uuid) -> Result<Claim, OutboxError> {
        let opened = {
            let connection = self.connection();
            let keys = self.keys();
            keys.check(&connection)?;
            let stored = Stored::find(&connection, id)?.ok_or(OutboxError::Unknown)?;
            if matches!(stored.state, State::Acknowledged | State::SetAside) {
                return Ok(Claim::Over);
            }
            let mut hands = self.hands();
            if hands.is_sending(id) {
                return Ok(Claim::Taken);
            }
            let earlier: Option<String> = connection
                .prepare_cached(
                    "SELECT id FROM submission WHERE order_key = ?1 AND place < ?2 AND state IN ('waiting', 'sending')
                     ORDER BY place LIMIT 1",
                )?
                .query_row(params![stored.order_key, stored.place], |row| row.get(0))
                .optional()?;
            if let Some(earlier) = earlier.and_then(|earlier| earlier.parse().ok()) {
                return Ok(Claim::After(earlier));
            }
            stored.open(&keys).map(|(submission, progress)| Claimed {
                submission,
                progress,
                attempts: stored.attempts,
                untried: hands.take(id),
            })
        };

        match opened {
            Ok(claimed) => Ok(Claim::Yours(Box::new(claimed))),
            Err(error) => {
                self.set_damaged_aside(id, &error)?;
                Err(error)
            }
        }
    }

    /// Notes how far a submission got.
    pub(crate) fn save_progress(&self, id: Uuid, progress: &Progress) -> Result<(), OutboxError> {
        self.change(id, |transaction, keys, stored| {
            let sealed = stored.seal_progress(keys, stored.state, progress)?;
            transaction
                .prepare_cached("UPDATE submission SET progress = ?2 WHERE place = ?1")?
                .execute(params![stored.place, sealed])?;

            Ok(())
        })
    }

    /// Puts a submission back to be tried again at `next_try`.
    pub(crate) fn put_back(&self, id: Uuid, next_try: Timestamp, reason: &str) -> Result<(), OutboxError> {
        self.connection()
            .prepare_cached(
                "UPDATE submission SET state = 'waiting', attempts = attempts + 1, next_try = ?2, last_error = ?3
                 WHERE id = ?1 AND state IN ('waiting', 'sending')",
            )?
            .execute(params![id.to_string(), next_try.as_millisecond(), reason])?;

        Ok(())
    }

    /// Finishes a submission and wipes what was frozen of it. When this returns, the acknowledgement is durable.
    pub(crate) fn acknowledge(&self, id: Uuid, progress: &Progress, at: Timestamp) -> Result<(), OutboxError> {
        // Where things are is kept; what was sent in place of what was frozen is wiped with it.
        let kept = Progress {
            done: progress.done,
            locations: progress.locations.clone(),
            left_to_desk: progress.left_to_desk.clone(),
            content: progress.content,
            ..Progress::default()
        };
        self.change(id, |transaction, keys, stored| {
            let sealed = stored.seal_progress(keys, State::Acknowledged, &kept)?;
            transaction
                .prepare_cached(
                    "UPDATE submission SET state = 'acknowledged', attempts = attempts + 1, acknowledged = ?2,
                     last_error = NULL, payload = x'', progress = ?3 WHERE place = ?1",
                )?
                .execute(params![stored.place, at.as_millisecond(), sealed])?;

            Ok(())
        })
    }

    /// Sets a submission aside for staff: it blocks nothing, is never dropped, and [`Outbox::retry`] lets it go on.
    pub fn set_aside(&self, id: Uuid, reason: &str) -> Result<(), OutboxError> {
        self.change(id, |transaction, keys, stored| {
            if stored.state == State::Acknowledged {
                return Ok(());
            }
            let progress = stored.open_progress(keys)?;
            let sealed = stored.seal_progress(keys, State::SetAside, &progress)?;
            transaction
                .prepare_cached(
                    "UPDATE submission SET state = 'set-aside', attempts = attempts + 1, last_error = ?2, progress = ?3
                     WHERE place = ?1",
                )?
                .execute(params![stored.place, reason, sealed])?;

            Ok(())
        })
    }

    /// A damaged row cannot be sealed anew: only its state is changed, and it stays as evidence.
    fn set_damaged_aside(&self, id: Uuid, error: &OutboxError) -> Result<(), OutboxError> {
        self.connection().execute(
            "UPDATE submission SET state = 'set-aside', last_error = ?2 WHERE id = ?1",
            params![id.to_string(), error.to_string()],
        )?;

        Ok(())
    }

    /// What central acknowledged: `Type/id`s, what was left to the desk, and when.
    pub(crate) fn acknowledged(&self, id: Uuid) -> Result<Option<(Progress, Timestamp)>, OutboxError> {
        let connection = self.connection();
        let keys = self.keys();
        let Some(stored) = Stored::find(&connection, id)? else {
            return Ok(None);
        };
        if stored.state != State::Acknowledged {
            return Ok(None);
        }
        let progress = stored.open_progress(&keys)?;
        let at: i64 = connection.query_row(
            "SELECT acknowledged FROM submission WHERE place = ?1",
            [stored.place],
            |row| row.get(0),
        )?;

        Ok(Some((
            progress,
            Timestamp::from_millisecond(at).unwrap_or(Timestamp::UNIX_EPOCH),
        )))
    }

    /// Up to `limit` submissions whose time has come and that nothing earlier of the same person holds up. Calls for
    /// help go first, then the oldest.
    pub(crate) fn due(&self, now: Timestamp, limit: usize) -> Result<Vec<(Uuid, Kind)>, OutboxError> {
        let now = now.as_millisecond();
        let furthest = now.saturating_add(i64::try_from(FURTHEST_TRY.as_millis()).unwrap_or(i64::MAX));
        let connection = self.connection();
        let in_hand = self.hands().sending();
        let mut statement = connection.prepare_cached(
            "SELECT id, kind FROM submission AS this
             WHERE state IN ('waiting', 'sending') AND (next_try <= ?1 OR next_try > ?2)
               AND NOT EXISTS (SELECT 1 FROM submission AS earlier
                               WHERE earlier.order_key = this.order_key AND earlier.place < this.place
                                 AND earlier.state IN ('waiting', 'sending'))
             ORDER BY kind <> 'help', place LIMIT ?3",
        )?;
        let most = i64::try_from(limit.saturating_add(in_hand.len())).unwrap_or(i64::MAX);
        let rows = statement.query_map(params![now, furthest, most], |row| {
            Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?))
        })?;
        let mut due = Vec::new();
        for row in rows {
            let (id, kind) = row?;
            if let (Ok(id), Ok(kind)) = (id.parse(), kind.parse())
                && !in_hand.contains(&id)
                && due.len() < limit
            {
                due.push((id, kind));
            }
        }

        Ok(due)
    }

    /// Makes everything that waits due now.
    pub(crate) fn hasten(&self) -> Result<(), OutboxError> {
        self.connection().execute(
            "UPDATE submission SET next_try = ?1 WHERE state = 'waiting' AND next_try > ?1",
            [Timestamp::now().as_millisecond()],
        )?;
        self.0.changed.notify_one();

        Ok(())
    }

    /// When the next submission comes due, if any waits that is not in hand.
    pub(crate) fn next_due(&self) -> Result<Option<Timestamp>, OutboxError> {
        let connection = self.connection();
        let in_hand = self.hands().sending();
        let mut statement = connection.prepare_cached(
            "SELECT id, next_try FROM submission AS this
             WHERE state IN ('waiting', 'sending')
               AND NOT EXISTS (SELECT 1 FROM submission AS earlier
                               WHERE earlier.order_key = this.order_key AND earlier.place < this.place
                                 AND earlier.state IN ('waiting', 'sending'))
             ORDER BY next_try LIMIT ?1",
        )?;
        let most = i64::try_from(in_hand.len() + 1).unwrap_or(i64::MAX);
        let rows = statement.query_map([most], |row| Ok((row.get::<_, String>(0)?, row.get::<_, i64>(1)?)))?;
        for row in rows {
            let (id, next_try) = row?;
            if id.parse().is_ok_and(|id| !in_hand.contains(&id)) {
                return Ok(Timestamp::from_millisecond(next_try).ok());
            }
        }

        Ok(None)
    }
}
