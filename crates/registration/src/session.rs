//! Everything that one person's time at the kiosk collects.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::bill::{Invoice, PaymentAnswer};
use crate::code::TicketCode;
use crate::consent::{ConsentAnswer, ConsentDocument};
use crate::discrepancy::{Discrepancy, discrepancies};
use crate::form::{Answers, Form};
use crate::identity::Proof;
use crate::insurance::{CoverageOnFile, Eligibility, InsuranceAnswer};
use crate::journey::Step;
use crate::person::{Contact, Person};
use crate::private::Record;
use crate::visit::VisitChoice;

/// One person's time at the kiosk.
#[derive(Clone, Serialize, Deserialize)]
pub struct Session {
    /// Also the registration's id: every identifier that central gets is made of it.
    pub id: Uuid,
    /// When the person touched the screen.
    pub started: Timestamp,
    /// The language of the screens (BCP 47).
    pub language: String,
    /// The `Patient` on file; none for somebody new.
    pub patient: Option<Record>,
    /// How sure it is who they are.
    pub proof: Proof,
    /// The person as on file when the session began, to tell what changed.
    pub person_on_file: Option<Person>,
    /// The person as they are now; none before they are found or have said who they are.
    pub person: Option<Person>,
    /// Whether the step "About me" was confirmed.
    pub details_confirmed: bool,
    /// What they came for; none before it is confirmed.
    pub visit: Option<VisitChoice>,
    /// Whether they said that the visit is theirs.
    pub visit_confirmed: bool,
    /// Who came with a child.
    pub guardian: Option<Contact>,
    /// What central holds about the patient and asks of them.
    pub dossier: Dossier,
    /// What came of the step "Insurance".
    pub insurance: Option<InsuranceAnswer>,
    /// What the payer said.
    pub eligibility: Eligibility,
    /// Answers, in the order of [`Dossier::forms`].
    pub answers: Vec<Answers>,
    /// How many forms were finished.
    pub forms_finished: usize,
    /// One entry a decided document.
    pub consents: Vec<ConsentAnswer>,
    /// What came of the step "What I owe".
    pub payment: Option<PaymentAnswer>,
    /// Steps that staff skipped, each with the reason.
    pub skipped: Vec<Skipped>,
    /// What the desk must know.
    pub desk_notes: Vec<DeskNote>,
    /// What is called out; given when the registration is made.
    pub ticket: Option<TicketCode>,
}

/// What central holds about the patient and asks of them, fetched when it is settled who they are.
#[derive(Clone, Default, Serialize, Deserialize)]
pub struct Dossier {
    /// `RelatedPerson`s on file (emergency contact, guarantor), each with its role in `patient`.
    pub related: Vec<Record>,
    /// Coverage on file.
    pub coverages: Vec<CoverageOnFile>,
    /// Questionnaires to answer.
    pub forms: Vec<Form>,
    /// Documents to sign.
    pub consents: Vec<ConsentDocument>,
    /// Invoices that are open.
    pub invoices: Vec<Invoice>,
    /// What could not be fetched: the desk is told, nobody is held up.
    pub missing: Vec<DeskNote>,
}

/// A step that staff skipped.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Skipped {
    /// Which.
    pub step: Step,
    /// The staff member's id.
    pub by: String,
    /// Why.
    pub reason: String,
    /// When.
    pub at: Timestamp,
}

/// What the desk must know: codes of `urn:portico:desk-reason`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DeskNote {
    /// Nobody found after three guesses.
    IdentityNotFound,
    /// Somebody new: the record must be checked for doubles.
    NewPatient,
    /// No appointment.
    WalkIn,
    /// No card with them.
    InsuranceMissing,
    /// A new card was read: check it.
    InsuranceChanged,
    /// The card is another payer's than the one on file.
    InsurancePayerChanged,
    /// The card has another member id than the one on file.
    InsuranceMemberChanged,
    /// The card has another group number than the one on file.
    InsuranceGroupChanged,
    /// The name on the card is neither the patient's nor that of a subscriber on file.
    InsuranceNameDiffers,
    /// The card, or the coverage on file that it stands for, has run out.
    InsuranceExpired,
    /// The card is not good yet.
    InsuranceNotYet,
    /// The person pays themselves.
    SelfPay,
    /// The payer did not answer.
    EligibilityUnknown,
    /// The payer says not in force.
    EligibilityInactive,
    /// A document was declined.
    ConsentDeclined,
    /// A document was not asked.
    ConsentMissing,
    /// A form was not asked or not finished.
    FormsMissing,
    /// The person pays at the desk.
    PaysAtDesk,
    /// The person pays later.
    PaysLater,
    /// A payment was begun and its end is not known.
    PaymentUnknown,
    /// Invoices could not be read.
    BillUnavailable,
    /// A child came with a guardian who is not on file.
    GuardianNew,
    /// Staff skipped a step.
    StepSkipped,
    /// The printer did not print.
    PrintFailed,
    /// Somebody came too late for the kiosk to register them.
    TooLate,
    /// Somebody came for a visit that was cancelled or is over.
    VisitClosed,
    /// Found among today's visits while central was away: what is on file was not shown.
    FoundOffline,
    /// The payer answered after the person was registered, or never did.
    EligibilityLate,
    /// It became known after the person was registered how a payment went, or never did.
    PaymentLate,
    /// A session broke off at the kiosk, and what it held cannot be taken up again.
    SessionLost,
}

impl DeskNote {
    /// The code in `urn:portico:desk-reason`.
    pub fn code(self) -> &'static str {
        match self {
            Self::IdentityNotFound => "identity-not-found",
            Self::NewPatient => "new-patient",
            Self::WalkIn => "walk-in",
            Self::InsuranceMissing => "insurance-missing",
            Self::InsuranceChanged => "insurance-changed",
            Self::InsurancePayerChanged => "insurance-payer-changed",
            Self::InsuranceMemberChanged => "insurance-member-changed",
            Self::InsuranceGroupChanged => "insurance-group-changed",
            Self::InsuranceNameDiffers => "insurance-name-differs",
            Self::InsuranceExpired => "insurance-expired",
            Self::InsuranceNotYet => "insurance-not-yet",
            Self::SelfPay => "self-pay",
            Self::EligibilityUnknown => "eligibility-unknown",
            Self::EligibilityInactive => "eligibility-inactive",
            Self::ConsentDeclined => "consent-declined",
            Self::ConsentMissing => "consent-missing",
            Self::FormsMissing => "forms-missing",
            Self::PaysAtDesk => "pays-at-desk",
            Self::PaysLater => "pays-later",
            Self::PaymentUnknown => "payment-unknown",
            Self::BillUnavailable => "bill-unavailable",
            Self::GuardianNew => "guardian-new",
            Self::StepSkipped => "step-skipped",
            Self::PrintFailed => "print-failed",
            Self::TooLate => "too-late",
            Self::VisitClosed => "visit-closed",
            Self::FoundOffline => "found-offline",
            Self::EligibilityLate => "eligibility-late",
            Self::PaymentLate => "payment-late",
            Self::SessionLost => "session-lost",
        }
    }
}

impl Session {
    /// A session that has just begun.
    pub fn new(id: Uuid, started: Timestamp, language: &str) -> Self {
        Self {
            id,
            started,
            language: language.to_owned(),
            patient: None,
            proof: Proof::Told,
            person_on_file: None,
            person: None,
            details_confirmed: false,
            visit: None,
            visit_confirmed: false,
            guardian: None,
            dossier: Dossier::default(),
            insurance: None,
            eligibility: Eligibility::NotAsked,
            answers: Vec::new(),
            forms_finished: 0,
            consents: Vec::new(),
            payment: None,
            skipped: Vec::new(),
            desk_notes: Vec::new(),
            ticket: None,
        }
    }

    /// Whether the patient is a child on `today`.
    pub fn is_minor(&self, today: Date, adult_age: i16) -> bool {
        self.person
            .as_ref()
            .is_some_and(|person| person.birth_date.age(today) < adult_age)
    }

    /// Whether the person was found while central was away: of what is on file no more is known than name, birth date
    /// and visit.
    pub fn is_offline(&self) -> bool {
        self.patient.as_ref().is_some_and(Record::is_partial)
    }

    /// Everything the desk must know, each thing once: what was noted, and what follows from the answers.
    pub fn notes(&self) -> Vec<DeskNote> {
        use crate::bill::{PaymentChoice, PaymentState};

        let mut notes = self.desk_notes.clone();
        notes.extend(&self.dossier.missing);
        if self.patient.is_none() && self.person.is_some() {
            notes.push(DeskNote::NewPatient);
        }
        if self.is_offline() {
            notes.push(DeskNote::FoundOffline);
        }
        if self.visit == Some(VisitChoice::WalkIn) {
            notes.push(DeskNote::WalkIn);
        }
        if let Some(guardian) = &self.guardian
            && !crate::mapping::related::guardians(&self.dossier.related).contains(guardian)
        {
            notes.push(DeskNote::GuardianNew);
        }
        match &self.insurance {
            Some(InsuranceAnswer::Card { card, .. }) => {
                notes.push(DeskNote::InsuranceChanged);
                notes.extend(discrepancies(card, self).into_iter().map(Discrepancy::note));
            }
            Some(InsuranceAnswer::SelfPay) => notes.push(DeskNote::SelfPay),
            // Nobody was there to be asked.
            None if self.person.is_none() => {}
            Some(InsuranceAnswer::NotWithMe) | None => notes.push(DeskNote::InsuranceMissing),
            Some(InsuranceAnswer::Keep(_)) => {}
        }
        match &self.eligibility {
            Eligibility::Waiting { .. } | Eligibility::Unavailable | Eligibility::Undetermined => {
                notes.push(DeskNote::EligibilityUnknown);
            }
            Eligibility::Answered(benefits) if !benefits.active => {
                notes.push(DeskNote::EligibilityInactive);
            }
            Eligibility::Answered(_) | Eligibility::NotAsked => {}
        }
        if self.forms_finished < self.dossier.forms.len() {
            notes.push(DeskNote::FormsMissing);
        }
        if self.consents.iter().any(|answer| !answer.accepted()) {
            notes.push(DeskNote::ConsentDeclined);
        }
        if self.consents.len() < self.dossier.consents.len() {
            notes.push(DeskNote::ConsentMissing);
        }
        match &self.payment {
            Some(payment) if payment.state == PaymentState::Paid => {}
            // A link was given and may still be paid, whatever was chosen after.
            Some(payment) if payment.is_open() => notes.push(DeskNote::PaymentUnknown),
            Some(payment) => notes.push(match payment.choice {
                PaymentChoice::Desk => DeskNote::PaysAtDesk,
                PaymentChoice::Later => DeskNote::PaysLater,
                PaymentChoice::Phone => DeskNote::PaymentUnknown,
            }),
            None if self.dossier.invoices.is_empty() => {}
            None => notes.push(DeskNote::PaysAtDesk),
        }
        if !self.skipped.is_empty() {
            notes.push(DeskNote::StepSkipped);
        }
        let mut once = Vec::new();
        for note in notes {
            if !once.contains(&note) {
                once.push(note);
            }
        }

        once
    }
}
