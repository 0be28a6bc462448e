//! `Appointment` and `Location`.

use crate::element::{part, resource};
use crate::{Address, CodeableConcept, Element, Identifier, Reference};

resource! {
    /// `Appointment`.
    Appointment {
        /// `identifier`
        identifier: Vec<Identifier> = "identifier",
        /// `status`
        status: Option<String> = "status",
        /// `serviceType`
        service_type: Vec<CodeableConcept> = "serviceType",
        /// `specialty`
        specialty: Vec<CodeableConcept> = "specialty",
        /// `appointmentType`
        appointment_type: Option<CodeableConcept> = "appointmentType",
        /// `reasonCode`
        reason_code: Vec<CodeableConcept> = "reasonCode",
        /// `description`
        description: Option<String> = "description",
        /// `start`
        start: Option<String> = "start",
        /// `end`
        end: Option<String> = "end",
        /// `participant`
        participant: Vec<AppointmentParticipant> = "participant",
    }
}

part! {
    /// `Appointment.participant`.
    AppointmentParticipant {
        /// `actor`
        actor: Option<Reference> = "actor",
        /// `required`
        required: Option<String> = "required",
        /// `status`
        status: Option<String> = "status",
    }
}

resource! {
    /// `Location`.
    Location {
        /// `identifier`
        identifier: Vec<Identifier> = "identifier",
        /// `status`
        status: Option<String> = "status",
        /// `name`
        name: Option<String> = "name",
        /// `description`
        description: Option<String> = "description",
        /// What `description` carries beside its value: translations.
        description_element: Option<Element> = "_description",
        /// `address`
        address: Option<Address> = "address",
    }
}
