//! What a finished step says, and what the session becomes by it.

use registration::bill::PaymentAnswer;
use registration::consent::ConsentAnswer;
use registration::form::Answers;
use registration::insurance::{Eligibility, InsuranceAnswer};
use registration::person::{Contact, Person};
use registration::session::Session;
use registration::visit::VisitChoice;

use crate::service::central::{Delivery, Found};

/// What a finished step says.
pub enum Answer {
    /// Somebody on file was found.
    Found(Box<Found>),
    /// Somebody new said who they are.
    New(Person),
    /// The visit is theirs; or they come without one.
    Visit(VisitChoice),
    /// Who came with the child.
    Guardian(Contact),
    /// The person as far as the step "About me" has come.
    DetailsSoFar(Box<Person>),
    /// The person as they are now.
    Details(Box<Person>),
    /// Insurance, and what the payer said.
    Insurance(InsuranceAnswer, Eligibility),
    /// The answers to every form.
    Forms(Vec<Answers>),
    /// What was decided about every document.
    Consents(Vec<ConsentAnswer>),
    /// How the bill is paid.
    Payment(PaymentAnswer),
    /// The registration was sent.
    Sent {
        /// Where it stands.
        delivery: Delivery,
        /// The session as it was sent: with the ticket and the signed copies.
        session: Box<Session>,
    },
}

impl Answer {
    /// Writes the answer into the session.
    pub fn apply(self, session: &mut Session) {
        match self {
            Self::Found(found) => {
                let found = *found;
                session.patient = Some(found.patient);
                session.proof = found.proof;
                session.person_on_file = Some(found.person.clone());
                session.person = Some(found.person);
                session.dossier.related = found.related;
                session.visit = found.visit.map_or(Some(VisitChoice::WalkIn), |visit| {
                    Some(VisitChoice::Appointment(Box::new(visit)))
                });
            }
            Self::New(person) => {
                session.person = Some(person);
                session.visit = Some(VisitChoice::WalkIn);
            }
            Self::Visit(choice) => {
                session.visit = Some(choice);
                session.visit_confirmed = true;
            }
            Self::Guardian(guardian) => session.guardian = Some(guardian),
            Self::DetailsSoFar(person) => session.person = Some(*person),
            Self::Details(person) => {
                session.person = Some(*person);
                session.details_confirmed = true;
            }
            Self::Insurance(insurance, eligibility) => {
                session.insurance = Some(insurance);
                session.eligibility = eligibility;
            }
            Self::Forms(answers) => {
                session.forms_finished = answers.len();
                session.answers = answers;
            }
            Self::Consents(answers) => session.consents = answers,
            Self::Payment(payment) => session.payment = Some(payment),
            Self::Sent { session: sent, .. } => *session = *sent,
        }
    }
}
