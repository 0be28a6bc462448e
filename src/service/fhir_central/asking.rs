//! Questions to the payer and the payment side, each asked once however often it is sent.

use jiff::Timestamp;
use registration::Session;
use registration::bill::{PaymentLink, PaymentState};
use registration::insurance::Eligibility;
use registration::mapping::{eligibility, task};
use serde_json::{Value, json};
use sync::ClientError;
use uuid::Uuid;

use super::{Inner, unanswered};
use crate::service::central::Unanswered;

/// So often a person may ask for a link in one session.
const MOST_LINKS: u32 = 20;

/// A question that central has.
pub(super) struct Asked {
    /// `Type/id`.
    pub reference: String,
    /// It was not there before.
    pub new: bool,
}

impl Inner {
    /// Brings a question to central unless it has it already: by its business identifier, so that a lost answer does
    /// not ask the payer twice, or make two links for one bill.
    pub(super) async fn asked_once(&self, question: &Value) -> Result<Asked, Unanswered> {
        let kind = question["resourceType"].as_str().unwrap_or_default();
        let identifier = &question["identifier"][0];
        let (Some(system), Some(value)) = (identifier["system"].as_str(), identifier["value"].as_str()) else {
            return Err(Unanswered);
        };
        let identifier = format!("{system}|{value}");
        match self.ask(kind, &identifier, question).await {
            Err(error) if error.is_transient() => {
                tokio::time::sleep(self.place.patience.poll).await;
                let again = self.ask(kind, &identifier, question).await;
                again.map_err(|error| unanswered("ask", kind, &error))
            }
            asked => asked.map_err(|error| unanswered("ask", kind, &error)),
        }
    }

    async fn ask(&self, kind: &str, identifier: &str, question: &Value) -> Result<Asked, ClientError> {
        let offered = self.client.capabilities().await?;
        if offered.transaction && offered.conditional_create(kind) {
            let id = Uuid::new_v5(&Uuid::NAMESPACE_URL, identifier.as_bytes());
            let entry = json!({
                "fullUrl": format!("urn:uuid:{id}"),
                "resource": question,
                "request": { "method": "POST", "url": kind, "ifNoneExist": format!("identifier={identifier}") },
            });
            let answer = self.client.transaction(&[entry]).await?.into_iter().next();
            if let Some((answer, reference)) = answer.and_then(|answer| Some((answer.status, answer.location?))) {
                return Ok(Asked {
                    reference,
                    new: answer == 201,
                });
            }
        }
        // A server that does not say where it is, or that knows no conditions.
        let found = self.client.search(kind, &[("identifier", identifier)]).await?;
        let known = found.iter().find(|found| found["resourceType"] == kind);
        if let Some(id) = known.and_then(|known| known["id"].as_str()) {
            return Ok(Asked {
                reference: format!("{kind}/{id}"),
                new: false,
            });
        }
        let created = self.client.create(question).await?;

        created
            .location
            .map(|reference| Asked { reference, new: true })
            .ok_or(ClientError::Malformed("it does not say where a question is"))
    }

    pub(super) async fn eligibility(&self, session: &Session, now: Timestamp) -> Eligibility {
        let Some(question) = eligibility::request(session, &self.context(now)) else {
            return Eligibility::NotAsked;
        };
        let began = tokio::time::Instant::now();
        let Ok(asked) = self.asked_once(&question).await else {
            return Eligibility::Unavailable;
        };
        while began.elapsed() < self.place.patience.payer {
            tokio::time::sleep(self.place.patience.poll).await;
            if let Ok(Some(answer)) = self.payers_answer(&asked.reference).await {
                return answer;
            }
        }

        Eligibility::Waiting {
            request: asked.reference,
        }
    }

    /// What the payer said, if it has.
    pub(super) async fn payers_answer(&self, request: &str) -> Result<Option<Eligibility>, Unanswered> {
        let answers = self
            .search("CoverageEligibilityResponse", &[("request", request)])
            .await?;
        let said = answers
            .iter()
            .filter(|answer| answer["resourceType"] == "CoverageEligibilityResponse")
            .map(eligibility::read);

        // Of several the one that says most: a payer may answer first that it will answer later.
        Ok(said
            .filter(|answer| !matches!(answer, Eligibility::Waiting { .. }))
            .max_by_key(|answer| match answer {
                Eligibility::Answered(_) => 2,
                Eligibility::Undetermined => 1,
                Eligibility::NotAsked | Eligibility::Waiting { .. } | Eligibility::Unavailable => 0,
            }))
    }

    /// A link by which the open invoices can be paid. The link of an earlier attempt that can still be paid, or was, is
    /// given again: there are never two for one bill.
    pub(super) async fn payment_link(&self, session: &Session, now: Timestamp) -> Result<PaymentLink, Unanswered> {
        for attempt in 1..=MOST_LINKS {
            let question = task::payment_link(session, attempt, &self.context(now)).ok_or(Unanswered)?;
            let asked = self.asked_once(&question).await?;
            if let Some(link) = self.link(&asked, now).await? {
                return Ok(link);
            }
        }

        Err(Unanswered)
    }

    /// The link that a `Task` asked for; none where an earlier attempt is over and unpaid.
    async fn link(&self, asked: &Asked, now: Timestamp) -> Result<Option<PaymentLink>, Unanswered> {
        let began = tokio::time::Instant::now();
        loop {
            let answer = self.task(&asked.reference).await?;
            let resource = answer.resource();
            let ran_out = task::link_expires(resource).is_some_and(|expires| expires <= now);
            match task::payment_state(resource) {
                PaymentState::Expired | PaymentState::Unavailable if asked.new => return Err(Unanswered),
                PaymentState::Expired | PaymentState::Unavailable => return Ok(None),
                PaymentState::Waiting if ran_out && !asked.new => return Ok(None),
                // Somebody may be looking at this payment: another link could be paid too.
                PaymentState::Undetermined => return Err(Unanswered),
                PaymentState::Paid | PaymentState::Waiting => {}
            }
            if let Some(link) = task::link(resource) {
                return Ok(Some(link));
            }
            if began.elapsed() >= self.place.patience.link {
                return Err(Unanswered);
            }
            tokio::time::sleep(self.place.patience.poll).await;
        }
    }
}
