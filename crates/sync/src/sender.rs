//! Sends what the outbox holds: in order, exactly once, and never claiming more than central said.

mod attempt;
mod conflict;
mod delivery;
mod desk;
pub(crate) mod fuzzing;
mod guard;
mod merge;
mod pace;
mod partial;
mod plan;
mod recover;
mod run;
mod steps;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use tokio::sync::broadcast;
use tokio::time::Instant;
use uuid::Uuid;

pub use delivery::{Acknowledged, Delivery, DrainReport};
pub use pace::Pace;
pub use run::Stopped;

use crate::client::{ClientError, FhirClient};
use crate::outbox::{Claim, Outbox, OutboxError, Progress, State};
use crate::submission::{Kind, Submission};
use attempt::{Hindrance, Notes};

/// Sends what the outbox holds. Cloning is cheap; clones share the queue and the events.
#[derive(Clone)]
pub struct Sender {
    outbox: Outbox,
    client: FhirClient,
    pace: Pace,
    events: broadcast::Sender<(Uuid, Delivery)>,
    /// Central did not answer the last attempt.
    away: Arc<AtomicBool>,
}

/// What one attempt came to.
enum Attempt {
    /// It was tried.
    Tried(Delivery),
    /// This earlier one goes first.
    After(Uuid),
    /// Somebody is at it.
    Taken,
}

impl Sender {
    /// A sender for this queue and this central.
    pub fn new(outbox: Outbox, client: FhirClient) -> Self {
        Self::with_pace(outbox, client, Pace::default())
    }

    /// A sender that tries again at another pace.
    pub fn with_pace(outbox: Outbox, client: FhirClient, pace: Pace) -> Self {
        Self {
            outbox,
            client,
            pace,
            events: broadcast::channel(256).0,
            away: Arc::default(),
        }
    }

    /// What becomes of submissions, as it happens.
    pub fn events(&self) -> broadcast::Receiver<(Uuid, Delivery)> {
        self.events.subscribe()
    }

    /// The queue it sends from.
    pub fn outbox(&self) -> &Outbox {
        &self.outbox
    }

    /// Sends one submission now, as often as it takes and `within` allows, and earlier ones of the same person first.
    /// When the time is up, what is under way goes on in the background. Must be called on a tokio runtime.
    pub async fn send_now(&self, id: Uuid, within: Duration) -> Delivery {
        let deadline = Instant::now() + within;
        let mut failures = 0;
        let mut latest = Delivery::Waiting {
            reason: ClientError::Timeout.to_string(),
        };
        let mut next = id;
        loop {
            let sender = self.clone();
            let attempt = tokio::spawn(async move { sender.attempt(next).await });
            let Ok(Ok(attempt)) = tokio::time::timeout_at(deadline, attempt).await else {
                // The time is up, or the attempt broke off: what the outbox says is what is true.
                return self.stored(id).unwrap_or(latest);
            };
            match attempt {
                Ok(Attempt::Tried(delivery)) if next == id => match delivery {
                    Delivery::Waiting { .. } => latest = delivery,
                    finished => return finished,
                },
                Ok(Attempt::Tried(Delivery::Waiting { reason })) => latest = Delivery::Waiting { reason },
                Ok(Attempt::Tried(_)) => {
                    next = id;
                    continue;
                }
                Ok(Attempt::After(earlier)) => {
                    next = earlier;
                    continue;
                }
                Ok(Attempt::Taken) => {}
                Err(error) => {
                    return self.stored(id).unwrap_or(Delivery::Waiting {
                        reason: error.to_string(),
                    });
                }
            }
            let wait = self.pace.wait(failures, None).min(Duration::from_secs(2));
            failures += 1;
            if Instant::now() + wait >= deadline {
                tokio::time::sleep_until(deadline).await;
                return self.stored(id).unwrap_or(latest);
            }
            tokio::time::sleep(wait).await;
            next = id;
        }
    }

    /// What the outbox says has become of a submission, when it is over.
    pub fn stored(&self, id: Uuid) -> Option<Delivery> {
        if let Ok(Some(acknowledged)) = Acknowledged::read(&self.outbox, id) {
            return Some(Delivery::Acknowledged(acknowledged));
        }
        let row = self.outbox.row(id).ok().flatten()?;

        (row.state == State::SetAside).then(|| Delivery::SetAside {
            reason: row.last_error.unwrap_or_else(|| "set aside".to_owned()),
        })
    }

    /// Tries one submission once.
    async fn attempt(&self, id: Uuid) -> Result<Attempt, OutboxError> {
        let claim = self
            .on_outbox(move |outbox| {
                outbox.take_turn()?;
                outbox.claim(id)
            })
            .await;
        let claimed = match claim {
            Ok(Claim::Yours(claimed)) => *claimed,
            Ok(Claim::After(earlier)) => return Ok(Attempt::After(earlier)),
            Ok(Claim::Taken) => return Ok(Attempt::Taken),
            Ok(Claim::Over) => {
                let delivery = self.stored(id).unwrap_or(Delivery::Waiting {
                    reason: "sent before".to_owned(),
                });
                return Ok(Attempt::Tried(delivery));
            }
            Err(OutboxError::Damaged { what }) => {
                tracing::error!(%id, "a sealed submission was changed on disk");
                let reason = OutboxError::Damaged { what }.to_string();
                return Ok(Attempt::Tried(self.tell(id, Delivery::SetAside { reason })));
            }
            Err(error) => return Err(error),
        };
        let mut hold = Hold {
            outbox: &self.outbox,
            id,
            over: false,
        };
        let (kind, attempts) = (claimed.submission.kind, claimed.attempts);
        let mut progress = Progress::default();
        let sent = attempt::send(&self.client, claimed, &Saved { sender: self, id }, &mut progress).await;
        let delivery = match sent {
            Ok(()) => self.acknowledge(id, progress).await,
            Err(Hindrance::Outbox(error)) => Err(error),
            Err(Hindrance::Client(error)) if is_final(&error) => self.set_aside(id, kind, &error, &progress).await,
            Err(Hindrance::Client(error)) => self.put_back(id, attempts, &error).await,
        };
        if let Err(error) = &delivery {
            self.postpone(id, attempts, None, &error.to_string()).await?;
        }
        hold.over = true;

        delivery.map(|delivery| Attempt::Tried(self.tell(id, delivery)))
    }

    async fn acknowledge(&self, id: Uuid, progress: Progress) -> Result<Delivery, OutboxError> {
        let acknowledged = self
            .on_outbox(move |outbox| {
                outbox.acknowledge(id, &progress, Timestamp::now())?;
                Acknowledged::read(outbox, id)
            })
            .await?
            .ok_or(OutboxError::Unknown)?;
        if self.away.swap(false, Ordering::Relaxed) {
            // Central is back: what waits for a far-off next try need not.
            self.on_outbox(Outbox::hasten).await?;
        }

        Ok(Delivery::Acknowledged(acknowledged))
    }

    async fn put_back(&self, id: Uuid, attempts: u32, error: &ClientError) -> Result<Delivery, OutboxError> {
        if matches!(error, ClientError::Unreachable | ClientError::Timeout) {
            self.away.store(true, Ordering::Relaxed);
        }
        if error.needs_staff() {
            tracing::warn!(%id, %error, "nothing can be sent until staff mend this");
        }
        let reason = error.to_string();
        self.postpone(id, attempts, error.retry_after(), &reason).await?;

        Ok(Delivery::Waiting { reason })
    }

    async fn postpone(
        &self,
        id: Uuid,
        attempts: u32,
        retry_after: Option<Duration>,
        reason: &str,
    ) -> Result<(), OutboxError> {
        let wait = self.pace.wait(attempts, retry_after);
        let wait = SignedDuration::try_from(wait).unwrap_or(SignedDuration::from_mins(1));
        let next_try = Timestamp::now().saturating_add(wait).unwrap_or(Timestamp::MAX);
        let reason = reason.to_owned();

        self.on_outbox(move |outbox| outbox.put_back(id, next_try, &reason))
            .await
    }

    async fn set_aside(
        &self,
        id: Uuid,
        kind: Kind,
        error: &ClientError,
        progress: &Progress,
    ) -> Result<Delivery, OutboxError> {
        let reason = error.to_string();
        tracing::warn!(%id, %kind, %reason, "set aside for staff");
        let task = matches!(kind, Kind::Registration | Kind::Help)
            .then(|| desk::set_aside(id, kind, &reason, progress.patient()));
        let stored = reason.clone();
        self.on_outbox(move |outbox| {
            outbox.set_aside(id, &stored)?;
            match task {
                Some(task) if outbox.row(task.id)?.is_none() => outbox.enqueue(&task),
                _ => Ok(()),
            }
        })
        .await?;

        Ok(Delivery::SetAside { reason })
    }

    fn tell(&self, id: Uuid, delivery: Delivery) -> Delivery {
        // Nobody may be listening.
        let _ = self.events.send((id, delivery.clone()));

        delivery
    }

    /// Disk work stays off the threads that serve the network.
    async fn on_outbox<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Outbox) -> Result<T, OutboxError> + Send + 'static,
    ) -> Result<T, OutboxError> {
        let outbox = self.outbox.clone();
        tokio::task::spawn_blocking(move || work(&outbox))
            .await
            .map_err(|_| OutboxError::Storage("the work was broken off".to_owned()))?
    }
}

/// Whether repeating the same request cannot help. An attempt makes of every lasting refusal a rejection.
fn is_final(error: &ClientError) -> bool {
    matches!(error, ClientError::Rejected { .. })
}

/// Lets a submission go at the end of its attempt, also of one that is dropped half-way, so that the next one finds it.
struct Hold<'a> {
    outbox: &'a Outbox,
    id: Uuid,
    over: bool,
}

impl Drop for Hold<'_> {
    fn drop(&mut self) {
        if self.over {
            self.outbox.let_go(self.id);
        } else {
            self.outbox.let_go_untried(self.id);
        }
    }
}

/// The outbox as the place where an attempt notes how far it got.
struct Saved<'a> {
    sender: &'a Sender,
    id: Uuid,
}

impl Notes for Saved<'_> {
    async fn save(&self, progress: &Progress) -> Result<(), OutboxError> {
        let (id, progress) = (self.id, progress.clone());

        self.sender
            .on_outbox(move |outbox| outbox.save_progress(id, &progress))
            .await
    }

    async fn leave(&self, part: Submission, reason: String) -> Result<(), OutboxError> {
        self.sender
            .on_outbox(move |outbox| {
                if outbox.row(part.id)?.is_none() {
                    outbox.enqueue_aside(&part, &reason)?;
                }
                Ok(())
            })
            .await
    }
}
