//! The background loop, and draining by hand.

use std::collections::{HashSet, VecDeque};
use std::future::Future;
use std::sync::atomic::Ordering;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use tokio::task::JoinSet;
use tokio::time::Instant;
use uuid::Uuid;

use crate::outbox::{Outbox, OutboxError};
use crate::sender::{Attempt, Delivery, DrainReport, Sender};
use crate::submission::Kind;

/// The most submissions that are under way at once.
const TOGETHER: usize = 4;

/// Calls for help may go beside those.
const TOGETHER_WITH_HELP: usize = 6;

/// How long an acknowledged row is kept for the list that staff see.
const KEPT: SignedDuration = SignedDuration::from_hours(24);

/// How often the loop looks, also when nothing calls it: a clock may have been set.
const AT_LEAST_EVERY: Duration = Duration::from_secs(15);

/// How long to rest when the outbox itself fails.
const TROUBLE: Duration = Duration::from_secs(5);

/// The loop ended because it was asked to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stopped;

impl Sender {
    /// Sends in the background until `stop` comes true. What is under way then is broken off, which is harmless: it is
    /// sent again.
    pub async fn run(self, stop: impl Future<Output = ()> + Send) -> Stopped {
        let mut stop = std::pin::pin!(stop);
        let mut under_way: JoinSet<Result<Attempt, OutboxError>> = JoinSet::new();
        let mut purged: Option<Instant> = None;
        loop {
            if purged.is_none_or(|purged| purged.elapsed() > Duration::from_hours(1)) {
                purged = Some(Instant::now());
                self.purge().await;
            }
            let wait = match self.start_due(&mut under_way).await {
                Ok(wait) => wait,
                Err(error) => {
                    tracing::warn!(%error, "the outbox cannot be worked");
                    TROUBLE
                }
            };
            tokio::select! {
                () = &mut stop => return Stopped,
                () = self.outbox.changed() => {}
                () = tokio::time::sleep(wait) => {}
                Some(ended) = under_way.join_next() => {
                    if let Ok(Err(error)) = ended {
                        tracing::warn!(%error, "the outbox cannot be worked");
                        // A full or broken disk: do not send the same again and again without being able to note it.
                        tokio::select! {
                            () = &mut stop => return Stopped,
                            () = tokio::time::sleep(TROUBLE) => {}
                        }
                    }
                }
            }
        }
    }

    /// Starts what has come due, and says how long to wait for what has not.
    async fn start_due(&self, under_way: &mut JoinSet<Result<Attempt, OutboxError>>) -> Result<Duration, OutboxError> {
        self.on_outbox(Outbox::take_turn).await?;
        let now = Timestamp::now();
        let (due, next) = self
            .on_outbox(move |outbox| {
                let due = outbox.due(now, TOGETHER_WITH_HELP)?;
                // When that many are due already, what ends next wakes the loop.
                let next = if due.len() < TOGETHER_WITH_HELP {
                    outbox.next_due()?
                } else {
                    None
                };
                Ok((due, next))
            })
            .await?;
        // While central is away, one at a time is enough to find out when it is back.
        let most = if self.away.load(Ordering::Relaxed) { 1 } else { TOGETHER };
        for (id, kind) in due {
            let room = if kind == Kind::Help { TOGETHER_WITH_HELP } else { most };
            if under_way.len() < room {
                let sender = self.clone();
                under_way.spawn(async move { sender.attempt(id).await });
            }
        }
        let until_next = next.map_or(AT_LEAST_EVERY, |next| {
            next.duration_since(now).try_into().unwrap_or_default()
        });

        Ok(until_next.clamp(Duration::from_millis(50), AT_LEAST_EVERY))
    }

    /// Tries everything that waits once, also what would be tried only later.
    pub async fn drain(&self) -> Result<DrainReport, OutboxError> {
        self.on_outbox(Outbox::take_turn).await?;
        let mut report = DrainReport::default();
        let mut tried: HashSet<Uuid> = HashSet::new();
        let mut under_way: JoinSet<Result<Attempt, OutboxError>> = JoinSet::new();
        let mut next: VecDeque<Uuid> = VecDeque::new();
        loop {
            // Looked up by the batch: what the end of one sets free is found when the batch is through.
            if next.is_empty() {
                let due = self
                    .on_outbox(|outbox| outbox.due(Timestamp::MAX, usize::from(u16::MAX)))
                    .await?;
                next = due
                    .into_iter()
                    .map(|(id, _)| id)
                    .filter(|id| !tried.contains(id))
                    .collect();
            }
            while under_way.len() < TOGETHER
                && let Some(id) = next.pop_front()
            {
                tried.insert(id);
                let sender = self.clone();
                under_way.spawn(async move { sender.attempt(id).await });
            }
            match under_way.join_next().await {
                None => break,
                Some(Ok(Ok(Attempt::Tried(delivery)))) => report.count(delivery),
                Some(Ok(Ok(Attempt::After(_) | Attempt::Taken))) => {}
                Some(Ok(Err(error))) => return Err(error),
                Some(Err(_)) => report.count(Delivery::Waiting {
                    reason: "an attempt broke off".to_owned(),
                }),
            }
        }

        Ok(report)
    }

    async fn purge(&self) {
        let before = Timestamp::now().saturating_sub(KEPT).unwrap_or(Timestamp::MIN);
        if let Err(error) = self.on_outbox(move |outbox| outbox.purge(before)).await {
            tracing::warn!(%error, "could not purge");
        }
    }
}
