//! Finding the one person that a guess means.

use jiff::{SignedDuration, Timestamp};
use registration::Record;
use registration::identity::{Guess, Proof};
use registration::mapping::{self, patient};
use serde_json::Value;

use super::matching::{behind_code, offered, only_one};
use super::{Inner, unanswered};
use crate::service::central::{Found, Unanswered};

/// Visits this far behind and ahead are looked at, so that "too late" and "not today" can be told apart.
const BEHIND: SignedDuration = SignedDuration::from_hours(24);
const AHEAD: SignedDuration = SignedDuration::from_hours(24 * 14);

impl Inner {
    /// At central; and only when central does not answer, among today's visits that are kept here. Whoever is not among
    /// those is not said to be missing: they may have a visit that is not kept.
    pub(super) async fn find(&self, guess: &Guess, now: Timestamp) -> Result<Option<Found>, Unanswered> {
        let at_central = self.find_at_central(guess, now);
        let Some(kept) = self.find_kept(guess, now).await else {
            return at_central.await;
        };
        let answer = tokio::time::timeout(self.place.patience.dossier, at_central).await;

        match answer {
            Ok(Ok(answer)) => Ok(answer),
            Ok(Err(Unanswered)) | Err(_) => {
                tracing::info!("somebody was found among the visits that are kept");
                Ok(Some(kept))
            }
        }
    }

    async fn find_at_central(&self, guess: &Guess, now: Timestamp) -> Result<Option<Found>, Unanswered> {
        match guess {
            Guess::Name { .. } => self.find_by_name(guess, now).await,
            Guess::Code(_) => self.find_by_code(guess, now).await,
        }
    }

    async fn find_by_name(&self, guess: &Guess, now: Timestamp) -> Result<Option<Found>, Unanswered> {
        let Guess::Name { birth_date, name } = guess else {
            return Ok(None);
        };
        // $match knows the hospital's own rules; it does not know that Bob is Robert, or one family name of two.
        let asked = patient::match_parameters(*birth_date, name);
        let matched = match self.client.match_patient(&asked["parameter"][0]["resource"]).await {
            Ok(matched) => matched
                .into_iter()
                .filter(|matched| matched.grade.as_deref() == Some("certain"))
                .collect(),
            Err(error) if error.is_transient() => return Err(unanswered("match", "Patient", &error)),
            Err(_) => Vec::new(),
        };
        let candidates: Vec<Value> = if matched.is_empty() {
            let parameters = patient::search_parameters(guess);
            let parameters: Vec<(&str, &str)> = parameters
                .iter()
                .map(|(name, value)| (name.as_str(), value.as_str()))
                .collect();
            self.search("Patient", &parameters).await?
        } else {
            matched.into_iter().map(|matched| matched.resource).collect()
        };
        match only_one(candidates, *birth_date, name) {
            Some(only) => {
                let id = only["id"].as_str().unwrap_or_default().to_owned();
                self.found(self.read("Patient", &id).await?, Proof::Told, None, now)
                    .await
            }
            None => Ok(None),
        }
    }

    async fn find_by_code(&self, guess: &Guess, now: Timestamp) -> Result<Option<Found>, Unanswered> {
        let parameters = patient::search_parameters(guess);
        let parameters: Vec<(&str, &str)> = parameters
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        let appointments = self.search("Appointment", &parameters).await?;
        let Some((reference, appointment)) = behind_code(&appointments) else {
            return Ok(None);
        };
        let Some((_, id)) = reference.rsplit_once('/') else {
            return Ok(None);
        };

        self.found(self.read("Patient", id).await?, Proof::Code, appointment, now)
            .await
    }

    /// Everything about the one person found; `appointment` where a code names it.
    async fn found(
        &self,
        patient_record: Record,
        proof: Proof,
        appointment: Option<String>,
        now: Timestamp,
    ) -> Result<Option<Found>, Unanswered> {
        let reference = patient_record.reference();
        let from = format!("ge{}", now - BEHIND);
        let to = format!("le{}", now + AHEAD);
        let narrowed = match &appointment {
            Some(id) => vec![("_id", id.as_str())],
            None => vec![
                ("patient", reference.as_str()),
                ("date", from.as_str()),
                ("date", to.as_str()),
            ],
        };
        let mut parameters = narrowed;
        parameters.push(("_include", "Appointment:location"));
        let appointments = self.search("Appointment", &parameters);
        let parameters = [("patient", reference.as_str())];
        let related = self.search("RelatedPerson", &parameters);
        let (appointments, related) = futures::join!(appointments, related);
        let related: Vec<Record> = related.unwrap_or_default().into_iter().map(mapping::record).collect();
        let visit = offered(appointments?, &reference, now, &self.place.zone, self.place.window);

        Ok(patient::read(patient_record.resource(), &related).map(|person| Found {
            patient: patient_record,
            related,
            person,
            proof,
            visit,
        }))
    }
}
