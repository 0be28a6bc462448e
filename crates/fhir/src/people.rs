//! `Patient` and `RelatedPerson`.

use crate::element::{part, resource};
use crate::{Address, CodeableConcept, ContactPoint, HumanName, Identifier, Period, Reference};

resource! {
    /// `Patient`.
    Patient {
        /// `identifier`
        identifier: Vec<Identifier> = "identifier",
        /// `active`
        active: Option<bool> = "active",
        /// `name`
        name: Vec<HumanName> = "name",
        /// `telecom`
        telecom: Vec<ContactPoint> = "telecom",
        /// `gender`
        gender: Option<String> = "gender",
        /// `birthDate`
        birth_date: Option<String> = "birthDate",
        /// `address`
        address: Vec<Address> = "address",
        /// `contact`
        contact: Vec<PatientContact> = "contact",
        /// `communication`
        communication: Vec<PatientCommunication> = "communication",
    }
}

part! {
    /// `Patient.contact`.
    PatientContact {
        /// `relationship`
        relationship: Vec<CodeableConcept> = "relationship",
        /// `name`
        name: Option<HumanName> = "name",
        /// `telecom`
        telecom: Vec<ContactPoint> = "telecom",
    }
}

part! {
    /// `Patient.communication`.
    PatientCommunication {
        /// `language`
        language: Option<CodeableConcept> = "language",
        /// `preferred`
        preferred: Option<bool> = "preferred",
    }
}

resource! {
    /// `RelatedPerson`.
    RelatedPerson {
        /// `identifier`
        identifier: Vec<Identifier> = "identifier",
        /// `active`
        active: Option<bool> = "active",
        /// `patient`
        patient: Option<Reference> = "patient",
        /// `relationship`
        relationship: Vec<CodeableConcept> = "relationship",
        /// `name`
        name: Vec<HumanName> = "name",
        /// `telecom`
        telecom: Vec<ContactPoint> = "telecom",
        /// `period`
        period: Option<Period> = "period",
    }
}
