//! Follows what was open when somebody was registered: an answer that comes late still reaches the desk, once; and
//! after a day the desk is told that none came.

use std::collections::HashMap;
use std::fmt::Write;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use registration::bill::PaymentState;
use registration::insurance::Eligibility;
use registration::mapping::task::{self, Late};
use registration::mapping::{part_id, systems};
use serde_json::{Value, json};
use sync::{Kind, OutboxError, Submission};
use uuid::Uuid;

use super::pending::{About, Question, questions};
use super::refresh::jittered;
use super::{FhirCentral, Inner};
use crate::service::central::Unanswered;

/// After this the desk is told that no answer came.
const LONGEST: SignedDuration = SignedDuration::from_hours(24);

/// A question whose registration was never stored belongs to nobody.
const ORPHANED: SignedDuration = SignedDuration::from_mins(10);

/// How soon the first time and how seldom later it is looked for an answer.
const SOON: Duration = Duration::from_secs(2);
const SELDOM: Duration = Duration::from_mins(10);

/// A payer that cannot answer now is asked anew after this, and each time after twice as long (AAA 42).
const ASK_AGAIN: SignedDuration = SignedDuration::from_mins(10);

/// How often it is looked whether there are questions at all.
const LOOK: Duration = Duration::from_secs(15);

/// When each question is looked at next, as far as this process knows.
#[derive(Default)]
pub(super) struct Turns(HashMap<(Uuid, &'static str), (u32, Timestamp)>);

impl Turns {
    fn is_due(&self, question: &Question, now: Timestamp) -> bool {
        let turn = self.0.get(&(question.registration, question.part()));

        question.not_before <= now && turn.is_none_or(|(_, next)| *next <= now)
    }

    fn later(&mut self, question: &Question, now: Timestamp) {
        let turn = self
            .0
            .entry((question.registration, question.part()))
            .or_insert((0, now));
        let pause = jittered(SOON.saturating_mul(1 << turn.0.min(12)).min(SELDOM));
        let pause = SignedDuration::try_from(pause).unwrap_or(ASK_AGAIN);
        *turn = (turn.0 + 1, now.saturating_add(pause).unwrap_or(now));
    }

    fn next(&self) -> Option<Timestamp> {
        self.0.values().map(|(_, next)| *next).min()
    }
}

/// What is open, in numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Open {
    /// How many questions.
    pub questions: usize,
    /// Since when the oldest is open.
    pub since: Option<Timestamp>,
}

impl FhirCentral {
    /// Looks once for answers to everything whose turn it is, and tells the desk; gives how long nothing needs doing.
    pub async fn follow(&self, now: Timestamp) -> Duration {
        let mut turns = self.inner.turns.lock().await;
        if let Err(error) = self.inner.follow(&mut turns, now).await {
            tracing::warn!(%error, "the open questions cannot be followed");
        }
        let next = turns
            .next()
            .and_then(|next| Duration::try_from(next.duration_since(now)).ok());

        next.unwrap_or(LOOK).clamp(Duration::from_millis(200), LOOK)
    }

    /// What is open: questions to payers and payments that the desk has not heard the end of.
    pub fn open_questions(&self) -> Result<Open, OutboxError> {
        let questions = self.inner.pending.all()?;

        Ok(Open {
            questions: questions.len(),
            since: questions.iter().map(|question| question.since).min(),
        })
    }
}

impl Inner {
    /// Makes what is open durable, before the registration is.
    pub(super) async fn open(&self, session: &registration::Session, submission: Uuid, now: Timestamp) {
        let new = questions(session, submission, &self.context(now));
        if new.is_empty() {
            return;
        }
        let changed = self
            .change(move |questions| {
                questions.retain(|known| !new.iter().any(|question| question.is(known)));
                questions.extend(new);
            })
            .await;
        if let Err(error) = changed {
            tracing::error!(%error, "open questions cannot be kept: the desk must ask");
        }
    }

    async fn follow(&self, turns: &mut Turns, now: Timestamp) -> Result<(), OutboxError> {
        let questions = self.pending_aside().await?;
        turns.0.retain(|(registration, part), _| {
            questions
                .iter()
                .any(|open| open.registration == *registration && open.part() == *part)
        });
        for question in questions {
            if turns.is_due(&question, now) {
                turns.later(&question, now);
                self.follow_one(&question, now).await?;
            }
        }

        Ok(())
    }

    async fn follow_one(&self, question: &Question, now: Timestamp) -> Result<(), OutboxError> {
        let open = now.duration_since(question.since);
        if !question.kept {
            let stored = self.outbox.row(question.submission)?.is_some();
            if !stored {
                return if open > ORPHANED {
                    self.forget(question).await
                } else {
                    Ok(())
                };
            }
            let same = question.clone();
            self.change(move |questions| {
                for known in questions.iter_mut().filter(|known| known.is(&same)) {
                    known.kept = true;
                }
            })
            .await?;
        }
        let over = open >= LONGEST;
        let delivered = self.sender.stored(question.submission);
        if delivered.is_none() && !over {
            // First the registration, then its news.
            return Ok(());
        }
        let patient = question.patient.clone().or_else(|| {
            let acknowledged = delivered.as_ref().and_then(sync::Delivery::acknowledged)?;
            acknowledged.only("Patient").map(|id| format!("Patient/{id}"))
        });
        let news = match self.news(question, over, now).await? {
            Some(news) => news,
            None if over => never(question),
            None => return Ok(()),
        };
        self.tell_late(question, &news, patient.as_deref(), now).await?;

        self.forget(question).await
    }

    /// What is to be told, if anything is; `over` where nobody waits any longer.
    async fn news(&self, question: &Question, over: bool, now: Timestamp) -> Result<Option<Late>, OutboxError> {
        match &question.about {
            About::Payment { task } => {
                let Ok(answer) = self.task(task).await else {
                    return Ok(None);
                };
                Ok(match task::payment_state(answer.resource()) {
                    PaymentState::Waiting => None,
                    PaymentState::Undetermined if !over => None,
                    state => Some(Late::Payment(state)),
                })
            }
            About::Eligibility { question: asked } => {
                let asked = numbered(asked, question.refused);
                let answer = match self.asked_once(&asked).await {
                    Ok(asked) => self.payers_answer(&asked.reference).await,
                    Err(Unanswered) => Err(Unanswered),
                };
                match answer {
                    Ok(Some(Eligibility::Unavailable)) => {
                        self.ask_again(question, now).await?;
                        Ok(None)
                    }
                    Ok(Some(answer)) => Ok(Some(Late::Eligibility(answer))),
                    Ok(None) | Err(Unanswered) => Ok(None),
                }
            }
        }
    }

    /// The payer cannot answer now: it is asked anew later.
    async fn ask_again(&self, question: &Question, now: Timestamp) -> Result<(), OutboxError> {
        let same = question.clone();
        let pause = ASK_AGAIN.saturating_mul(1 << same.refused.min(6));
        let not_before = now.saturating_add(pause).unwrap_or(now);

        self.change(move |questions| {
            for known in questions.iter_mut().filter(|known| known.is(&same)) {
                known.refused += 1;
                known.not_before = not_before;
            }
        })
        .await
    }

    /// A task of its own for the desk, durably and once.
    async fn tell_late(
        &self,
        question: &Question,
        news: &Late,
        patient: Option<&str>,
        now: Timestamp,
    ) -> Result<(), OutboxError> {
        let (registration, part) = (question.registration, news.part());
        let id = part_id(registration, part);
        let context = self.context(now);
        let task = task::late(news, registration, patient, question.ticket.as_deref(), &context);
        let entry = json!({
            "fullUrl": format!("urn:uuid:{id}"),
            "resource": task,
            "request": {
                "method": "POST",
                "url": "Task",
                "ifNoneExist": format!("identifier={}|{registration}/{part}", systems::REGISTRATION),
            },
        });
        let submission = Submission {
            id,
            kind: Kind::Task,
            groups: vec![sync::Group {
                name: "late".to_owned(),
                entries: vec![entry],
            }],
            order_key: question.patient.clone(),
        };
        let outbox = self.outbox.clone();
        let stored = tokio::task::spawn_blocking(move || match outbox.row(id)? {
            // Told before, and the list not yet changed when the power went.
            Some(_) => Ok(()),
            None => outbox.enqueue(&submission),
        });
        tracing::info!(%registration, part, "late news go to the desk");

        stored.await.map_err(broken_off)?
    }

    async fn forget(&self, question: &Question) -> Result<(), OutboxError> {
        let gone = question.clone();

        self.change(move |questions| questions.retain(|known| !known.is(&gone)))
            .await
    }

    async fn change(&self, change: impl FnOnce(&mut Vec<Question>) + Send + 'static) -> Result<(), OutboxError> {
        let pending = self.pending.clone();

        tokio::task::spawn_blocking(move || pending.change(change))
            .await
            .map_err(broken_off)?
    }

    async fn pending_aside(&self) -> Result<Vec<Question>, OutboxError> {
        let pending = self.pending.clone();

        tokio::task::spawn_blocking(move || pending.all())
            .await
            .map_err(broken_off)?
    }
}

fn broken_off(_: tokio::task::JoinError) -> OutboxError {
    OutboxError::Storage("the work was broken off".to_owned())
}

/// What the desk is told when a day has gone by.
fn never(question: &Question) -> Late {
    match question.about {
        About::Eligibility { .. } => Late::Eligibility(Eligibility::Unavailable),
        About::Payment { .. } => Late::Payment(PaymentState::Waiting),
    }
}

/// The question under a name of its own for each time that the payer could not answer.
fn numbered(question: &Value, refused: u32) -> Value {
    let mut question = question.clone();
    if refused > 0
        && let Some(Value::String(value)) = question.pointer_mut("/identifier/0/value")
    {
        let _ = write!(value, "-{refused}");
    }

    question
}
