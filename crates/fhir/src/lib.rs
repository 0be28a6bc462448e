//! The part of HL7 FHIR R4 that Portico uses, as lean types that keep what they do not know.
//!
//! Every type has the elements that Portico reads or changes, and `rest` with everything else, so that an update
//! carries back what central holds. Reading is liberal: an element of an unexpected shape stays in `rest`, untouched,
//! and its field stays empty; one bad element never sinks a resource. Writing is exact: no nulls, no empty arrays.
//!
//! No type here has `Debug`: nearly all of them hold private data.

mod amount;
mod bundle;
mod datatypes;
mod element;
mod finance;
mod forms;
mod people;
mod prune;
mod schedule;
mod task;

pub use amount::Amount;
pub use bundle::{
    Bundle, BundleEntry, BundleEntryRequest, BundleEntryResponse, BundleLink, OperationOutcome, OperationOutcomeIssue,
};
pub use datatypes::{
    Address, Attachment, CodeableConcept, Coding, ContactPoint, Element, Extension, HumanName, Identifier, Meta, Money,
    Period, Reference,
};
pub use finance::{
    Coverage, CoverageClass, CoverageEligibilityResponse, EligibilityBenefit, EligibilityError, EligibilityInsurance,
    EligibilityItem, Invoice, InvoiceLineItem, InvoicePriceComponent,
};
pub use forms::{
    DocumentContent, DocumentReference, Questionnaire, QuestionnaireAnswerOption, QuestionnaireEnableWhen,
    QuestionnaireItem,
};
pub use people::{Patient, PatientCommunication, PatientContact, RelatedPerson};
pub use prune::prune;
pub use schedule::{Appointment, AppointmentParticipant, Location};
pub use task::{Task, TaskParameter, TaskRestriction};

/// The members of a JSON object.
pub type Members = serde_json::Map<String, serde_json::Value>;
