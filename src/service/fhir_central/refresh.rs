//! Keeps today's visits, and what the site asks of everybody, for when central is away.

use std::time::Duration;

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use rand::Rng;
use registration::identity::Guess;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::visits::{MOST, Visits};
use super::{FhirCentral, Inner};
use crate::service::central::{Found, Unanswered};

/// Under which names these are kept.
const VISITS: &str = "visits";
const QUESTIONS: &str = "questions";

/// The client reads no more than this of one search: what reaches it may be cut.
const CUT: usize = 2_000;

/// The shortest part of a day that is asked for by itself.
const SHORTEST: SignedDuration = SignedDuration::from_mins(10);

/// How many ids or birth dates stand in one search.
const TOGETHER: usize = 20;

/// How long what the site asks of everybody is believed.
const QUESTIONS_LIFE: SignedDuration = SignedDuration::from_hours(24);

/// The longest that one refreshing may take.
const LONGEST: Duration = Duration::from_mins(2);

/// What the site asks of everybody; nothing private.
#[derive(Default, Serialize, Deserialize)]
pub(super) struct Questions {
    /// `Questionnaire`s.
    pub forms: Vec<Value>,
    /// Consent documents.
    pub documents: Vec<Value>,
}

/// What is kept for when central is away, in numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kept {
    /// How many visits.
    pub visits: usize,
    /// When central said so.
    pub since: Timestamp,
}

impl FhirCentral {
    /// Asks central for today's visits and keeps them in place of the earlier ones. When central does not answer, the
    /// earlier ones stay until their day is over.
    pub async fn refresh(&self, now: Timestamp) -> Result<Kept, Unanswered> {
        let refreshed = tokio::time::timeout(LONGEST, self.inner.refresh(now)).await;

        refreshed.unwrap_or(Err(Unanswered))
    }

    /// What is kept for when central is away; none where nothing is.
    pub fn kept(&self) -> Option<Kept> {
        let visits: Visits = self.inner.read_kept(VISITS)?;

        Some(Kept {
            visits: visits.appointments.len(),
            since: visits.since,
        })
    }
}

impl Inner {
    /// Whoever a guess means among the visits that are kept.
    pub(super) async fn find_kept(&self, guess: &Guess, now: Timestamp) -> Option<Found> {
        let visits: Visits = self.kept_aside(VISITS).await?;

        visits.find(guess, now, &self.place.zone, self.place.window)
    }

    /// What the site asks of everybody, as it was last known.
    pub(super) async fn kept_questions(&self) -> Option<Questions> {
        self.kept_aside(QUESTIONS).await
    }

    /// What is kept under a name, read where it holds nobody up.
    async fn kept_aside<T: DeserializeOwned + Send + 'static>(&self, name: &'static str) -> Option<T> {
        let outbox = self.outbox.clone();
        let read = tokio::task::spawn_blocking(move || read_kept(&outbox, name)).await;

        read.ok().flatten()
    }

    pub(super) fn read_kept<T: DeserializeOwned>(&self, name: &str) -> Option<T> {
        read_kept(&self.outbox, name)
    }

    async fn refresh(&self, now: Timestamp) -> Result<Kept, Unanswered> {
        let today = now.to_zoned(self.place.zone.clone()).date();
        let (from, to) = (
            self.begins(today),
            self.begins(today.saturating_add(jiff::Span::new().days(1))),
        );
        let mut visits = Visits::reduced(&self.appointments(from, to).await?, now);
        let missing = visits.missing_patients();
        if !missing.is_empty() {
            // Servers need not include what is referred to.
            let mut resources = Vec::new();
            for ids in missing.chunks(TOGETHER) {
                resources.extend(self.search("Patient", &[("_id", &ids.join(","))]).await?);
            }
            let more = Visits::reduced_patients(&resources, &missing);
            visits.patients.extend(more);
        }
        if let Some(before) = self.kept_aside::<Visits>(VISITS).await {
            visits.recall(&before);
        }
        self.settle(&mut visits).await;
        let kept = Kept {
            visits: visits.appointments.len(),
            since: now,
        };
        // Whoever comes at ten past midnight for a visit at ten to is still found.
        let expires = to.saturating_add(self.place.window.late).unwrap_or(to);
        self.keep(VISITS, &visits, expires).await?;

        let questions = self.questions().await?;
        let expires = now.saturating_add(QUESTIONS_LIFE).unwrap_or(now);
        self.keep(QUESTIONS, &questions, expires).await?;

        Ok(kept)
    }

    fn begins(&self, day: Date) -> Timestamp {
        day.to_zoned(self.place.zone.clone())
            .map_or(Timestamp::UNIX_EPOCH, |midnight| midnight.timestamp())
    }

    /// The appointments of a stretch of time with whom and what they refer to. What may have been cut is asked for
    /// again in two halves.
    async fn appointments(&self, from: Timestamp, to: Timestamp) -> Result<Vec<Value>, Unanswered> {
        let locations = self.place.locations.join(",");
        let mut found = Vec::new();
        let mut stretches = vec![(from, to)];
        while let Some((from, to)) = stretches.pop() {
            let (begins, ends) = (format!("ge{from}"), format!("lt{to}"));
            let mut parameters = vec![
                ("date", begins.as_str()),
                ("date", ends.as_str()),
                ("_include", "Appointment:patient"),
                ("_include", "Appointment:location"),
                ("_count", "200"),
            ];
            if !locations.is_empty() {
                parameters.push(("location", &locations));
            }
            let resources = self.search("Appointment", &parameters).await?;
            let length = to.duration_since(from);
            if resources.len() >= CUT && length > SHORTEST {
                let middle = from.saturating_add(length / 2).unwrap_or(to);
                stretches.extend([(middle, to), (from, middle)]);
                continue;
            }
            found.extend(resources);
            if found
                .iter()
                .filter(|found| found["resourceType"] == "Appointment")
                .count()
                >= MOST
            {
                tracing::warn!(most = MOST, "there are more visits today than are kept");
                break;
            }
        }

        Ok(found)
    }

    /// Finds out for those who are new on the list whether central holds somebody else of their name and birth date.
    async fn settle(&self, visits: &mut Visits) {
        for dates in visits.unsettled().chunks(TOGETHER) {
            match self
                .search("Patient", &[("birthdate", &dates.join(",")), ("_count", "200")])
                .await
            {
                Ok(everybody) if everybody.len() < CUT => visits.settle(dates, &everybody),
                // They are found by a code until it is known.
                Ok(_) => tracing::warn!("too many people have these birth dates to tell them apart"),
                Err(Unanswered) => return,
            }
        }
    }

    async fn questions(&self) -> Result<Questions, Unanswered> {
        let forms = self.search("Questionnaire", &super::FORMS);
        let documents = self.search("DocumentReference", &super::DOCUMENTS);
        let (forms, documents) = futures::join!(forms, documents);

        Ok(Questions {
            forms: forms?,
            documents: documents?,
        })
    }

    pub(super) async fn keep(
        &self,
        name: &'static str,
        what: &impl Serialize,
        expires: Timestamp,
    ) -> Result<(), Unanswered> {
        let bytes = zeroize::Zeroizing::new(serde_json::to_vec(what).map_err(|_| Unanswered)?);
        let outbox = self.outbox.clone();
        let kept = tokio::task::spawn_blocking(move || outbox.keep(name, &bytes, expires)).await;

        match kept {
            Ok(Ok(())) => Ok(()),
            Ok(Err(error)) => {
                tracing::error!(%error, name, "nothing can be kept for when central is away");
                Err(Unanswered)
            }
            Err(_) => Err(Unanswered),
        }
    }
}

fn read_kept<T: DeserializeOwned>(outbox: &sync::Outbox, name: &str) -> Option<T> {
    match outbox.kept(name) {
        Ok(bytes) => serde_json::from_slice(bytes?.expose()).ok(),
        Err(error) => {
            tracing::error!(%error, name, "what is kept for when central is away cannot be read");
            None
        }
    }
}

/// Between nine and eleven tenths of it, so that the kiosks of a lobby do not ask all at once.
pub(super) fn jittered(pause: Duration) -> Duration {
    pause.mul_f64(rand::rng().random_range(0.9..1.1))
}
