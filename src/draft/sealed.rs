//! Drafts in the outbox: sealed, on disk, and gone ten minutes after they were put there.

use std::collections::HashMap;
use std::sync::{Arc, mpsc};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use futures::FutureExt;
use futures::channel::oneshot;
use jiff::Timestamp;
use registration::mapping;
use registration::session::DeskNote;
use sync::{Outbox, OutboxError, Sender};
use tokio::runtime::Handle;
use uuid::Uuid;

use super::{Draft, Drafts, Ended, LIFE};
use crate::service::central::{Central, Delivery, Reply};
use crate::service::clock::Clock;

/// How often what is over is looked for.
const TIDYING: Duration = Duration::from_secs(20);

/// Drafts in the outbox. One thread does what is asked for, in the order in which it is asked.
pub struct OutboxDrafts {
    outbox: Outbox,
    sender: Option<Sender>,
    /// How long the acknowledgement of a registration is waited for that was sent before the crash.
    acknowledge: Duration,
    jobs: Option<mpsc::Sender<Job>>,
    thread: Option<JoinHandle<()>>,
}

enum Job {
    Keep(Box<Draft>, oneshot::Sender<()>),
    Forget(Uuid),
    All(oneshot::Sender<Vec<Draft>>),
}

/// What the thread works with.
struct Shelf {
    outbox: Outbox,
    central: Arc<dyn Central>,
    clock: Arc<dyn Clock>,
    runtime: Option<Handle>,
    /// When this process put or first saw each draft, by a clock that nobody can set back.
    seen: HashMap<Uuid, Instant>,
}

impl OutboxDrafts {
    /// Drafts in this outbox; what is over is purged at once and from then on. Without a `sender` (where central is
    /// scripted) nothing more is heard of what was sent before a crash than the outbox says.
    pub fn open(
        outbox: Outbox,
        sender: Option<Sender>,
        acknowledge: Duration,
        central: Arc<dyn Central>,
        clock: Arc<dyn Clock>,
    ) -> Self {
        let (jobs, todo) = mpsc::channel();
        let shelf = Shelf {
            outbox: outbox.clone(),
            central,
            clock,
            runtime: Handle::try_current().ok(),
            seen: HashMap::new(),
        };
        let thread = std::thread::Builder::new()
            .name("drafts".to_owned())
            .spawn(move || shelf.work(&todo));
        if let Err(error) = &thread {
            tracing::error!(%error, "unfinished sessions cannot be sealed");
        }

        Self {
            outbox,
            sender,
            acknowledge,
            jobs: Some(jobs),
            thread: thread.ok(),
        }
    }

    fn ask<T: Send + 'static>(&self, job: impl FnOnce(oneshot::Sender<T>) -> Job, otherwise: T) -> Reply<T> {
        let (done, answer) = oneshot::channel();
        if let Some(jobs) = &self.jobs {
            // Where the thread is gone, the answer breaks off at once.
            let _ = jobs.send(job(done));
        }

        async move { answer.await.unwrap_or(otherwise) }.boxed()
    }
}

impl Drop for OutboxDrafts {
    /// Whatever was asked for is done: what was forgotten must not be there at the next start.
    fn drop(&mut self) {
        self.jobs = None;
        if let Some(thread) = self.thread.take()
            && thread.thread().id() != std::thread::current().id()
        {
            let _ = thread.join();
        }
    }
}

impl Drafts for OutboxDrafts {
    fn keep(&self, draft: Draft) -> Reply<()> {
        self.ask(|done| Job::Keep(Box::new(draft), done), ())
    }

    fn forget(&self, session: Uuid) {
        if let Some(jobs) = &self.jobs {
            let _ = jobs.send(Job::Forget(session));
        }
    }

    fn all(&self) -> Reply<Vec<Draft>> {
        self.ask(Job::All, Vec::new())
    }

    fn has_ended(&self, session: Uuid) -> Reply<bool> {
        let outbox = self.outbox.clone();
        let asked = tokio::task::spawn_blocking(move || {
            [session, handed_over(session)]
                .into_iter()
                .any(|id| matches!(outbox.row(id), Ok(Some(_))))
        });

        async move { asked.await.unwrap_or(false) }.boxed()
    }

    fn end_of(&self, session: Uuid) -> Reply<Option<Ended>> {
        let (outbox, sender, acknowledge) = (self.outbox.clone(), self.sender.clone(), self.acknowledge);

        async move {
            if matches!(outbox.row(handed_over(session)), Ok(Some(_))) {
                return Some(Ended::HandedOver);
            }
            let row = outbox.row(session).ok().flatten()?;
            let delivery = match sender {
                Some(sender) => delivery(sender.send_now(session, acknowledge).await),
                None if row.state == sync::State::Acknowledged => Delivery::Acknowledged,
                None => Delivery::Waiting,
            };

            Some(Ended::Registered(delivery))
        }
        .boxed()
    }
}

/// The id under which a session is handed over to the desk.
fn handed_over(session: Uuid) -> Uuid {
    mapping::part_id(session, "hand-over")
}

fn delivery(sent: sync::Delivery) -> Delivery {
    match sent {
        sync::Delivery::Acknowledged(kept) if kept.is_left_to_desk("Appointment") => Delivery::LeftToDesk,
        sync::Delivery::Acknowledged(_) => Delivery::Acknowledged,
        sync::Delivery::Waiting { .. } | sync::Delivery::SetAside { .. } => Delivery::Waiting,
    }
}

impl Shelf {
    fn work(mut self, todo: &mpsc::Receiver<Job>) {
        self.tidy();
        // What was purged when the outbox was opened.
        self.truncate_log();
        loop {
            match todo.recv_timeout(TIDYING) {
                Ok(Job::Keep(draft, done)) => {
                    if let Err(error) = self.keep(&draft) {
                        tracing::error!(%error, "an unfinished session could not be sealed");
                    }
                    let _ = done.send(());
                }
                Ok(Job::Forget(session)) => self.forget(session),
                Ok(Job::All(answer)) => {
                    let _ = answer.send(self.tidy());
                }
                Err(mpsc::RecvTimeoutError::Timeout) => {
                    self.tidy();
                }
                Err(mpsc::RecvTimeoutError::Disconnected) => return,
            }
        }
    }

    fn keep(&mut self, draft: &Draft) -> Result<(), OutboxError> {
        let bytes = draft.write().map_err(|_| OutboxError::TooLarge)?;
        self.outbox.put_draft_until(draft.session.id, &bytes, draft.expires())?;
        // A draft that only counts a miss lives no longer than before.
        if draft.misses == 0 {
            self.seen.insert(draft.session.id, Instant::now());
        }

        Ok(())
    }

    fn forget(&mut self, session: Uuid) {
        self.seen.remove(&session);
        if let Err(error) = self.outbox.delete_draft(session) {
            tracing::error!(%error, "the draft of a session that has ended could not be wiped");
        }
    }

    /// Purges what is over or cannot be read, and gives the rest.
    fn tidy(&mut self) -> Vec<Draft> {
        let drafts = match self.outbox.drafts() {
            Ok(drafts) => drafts,
            Err(error) => {
                tracing::error!(%error, "unfinished sessions could not be looked through");
                return Vec::new();
            }
        };
        let now = self.clock.now();
        let known = self.seen.len();
        self.seen.retain(|id, _| drafts.iter().any(|draft| draft.id == *id));
        // The outbox purges what is over by itself.
        let mut purged = self.seen.len() < known;
        let mut left = Vec::new();
        let before = drafts.len();
        for sealed in drafts {
            let seen = *self.seen.entry(sealed.id).or_insert_with(Instant::now);
            if is_over(sealed.expires, now, seen.elapsed()) {
                self.forget(sealed.id);
                continue;
            }
            match Draft::read(sealed.bytes.expose()) {
                Ok(draft) if draft.session.id == sealed.id => left.push(draft),
                Ok(_) => self.forget(sealed.id),
                Err(unreadable) => {
                    tracing::warn!(
                        session = %sealed.id,
                        "an unfinished session was written by another version of the program; it is discarded"
                    );
                    self.forget(sealed.id);
                    if unreadable.of_patient {
                        self.tell_desk(sealed.id, now);
                    }
                }
            }
        }
        purged |= left.len() < before;
        if purged {
            self.truncate_log();
        }

        left
    }

    fn truncate_log(&self) {
        if let Err(error) = self.outbox.truncate_log() {
            tracing::warn!(%error, "the outbox's log could not be emptied");
        }
    }

    fn tell_desk(&self, session: Uuid, now: Timestamp) {
        if let Some(runtime) = &self.runtime {
            runtime.spawn(self.central.tell_desk(session, vec![DeskNote::SessionLost], now));
        }
    }
}

/// Whether a draft is over: by the clock on the wall, or, where that was set back, by how long it has been seen.
fn is_over(expires: Timestamp, now: Timestamp, seen: Duration) -> bool {
    now >= expires || seen >= LIFE.unsigned_abs()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ten_minutes_by_either_clock_are_enough() {
        let sealed = Timestamp::UNIX_EPOCH;
        let expires = sealed + LIFE;
        let minutes = Duration::from_mins;
        let after = |minutes| sealed + jiff::SignedDuration::from_mins(minutes);

        assert!(!is_over(expires, after(9), minutes(9)));
        assert!(is_over(expires, after(10), minutes(1)));
        assert!(
            is_over(expires, after(-600), minutes(10)),
            "a clock that was set back makes nothing live longer"
        );
    }
}
