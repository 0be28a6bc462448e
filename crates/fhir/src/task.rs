//! `Task`.

use crate::element::{part, resource};
use crate::{CodeableConcept, Identifier, Period, Reference};

resource! {
    /// `Task`.
    Task {
        /// `identifier`
        identifier: Vec<Identifier> = "identifier",
        /// `status`
        status: Option<String> = "status",
        /// `intent`
        intent: Option<String> = "intent",
        /// `code`
        code: Option<CodeableConcept> = "code",
        /// `for`
        beneficiary: Option<Reference> = "for",
        /// `requester`
        requester: Option<Reference> = "requester",
        /// `owner`
        owner: Option<Reference> = "owner",
        /// `reasonCode`
        reason_code: Option<CodeableConcept> = "reasonCode",
        /// `restriction`
        restriction: Option<TaskRestriction> = "restriction",
        /// `input`
        input: Vec<TaskParameter> = "input",
        /// `output`
        output: Vec<TaskParameter> = "output",
    }
}

part! {
    /// `Task.restriction`.
    TaskRestriction {
        /// `period`
        period: Option<Period> = "period",
    }
}

part! {
    /// `Task.input` and `Task.output`.
    TaskParameter {
        /// `type`
        kind: Option<CodeableConcept> = "type",
        /// `valueString`
        value_string: Option<String> = "valueString",
        /// `valueUrl`
        value_url: Option<String> = "valueUrl",
        /// `valueUri`
        value_uri: Option<String> = "valueUri",
        /// `valueReference`
        value_reference: Option<Reference> = "valueReference",
        /// `valueCodeableConcept`
        value_concept: Option<CodeableConcept> = "valueCodeableConcept",
    }
}
