//! The names of code and identifier systems.

/// Business identifiers of everything that a registration creates: `<registration uuid>/<part>`.
pub const REGISTRATION: &str = "urn:portico:registration";
/// What is called out in the waiting room.
pub const TICKET: &str = "urn:portico:ticket";
/// Appointment codes such as `K7P-2QX`.
pub const APPOINTMENT_CODE: &str = "urn:portico:appointment-code";
/// Kiosks, by name.
pub const DEVICE: &str = "urn:portico:device";
/// What a `Task` is for, and its inputs and outputs.
pub const TASK: &str = "urn:portico:task";
/// [`crate::session::DeskNote::code`].
pub const DESK_REASON: &str = "urn:portico:desk-reason";
/// What marks a form for the kiosk (`Questionnaire.useContext`).
pub const FORM: &str = "urn:portico:form";
/// Consent documents, by code.
pub const CONSENT_DOCUMENT: &str = "urn:portico:consent-document";
/// Versions of consent documents.
pub const CONSENT_VERSION: &str = "urn:portico:consent-version";
/// SHA-256 over text, strokes and time of a signature.
pub const CONSENT_FINGERPRINT: &str = "urn:portico:consent-fingerprint";
/// What a `DocumentReference` or an `AuditEvent` of the kiosk is.
pub const KIOSK: &str = "urn:portico:kiosk";
/// Staff, by the id that the kiosk knows them by.
pub const STAFF: &str = "urn:portico:staff";
/// HL7 v3 `RoleCode`.
pub const ROLE_CODE: &str = "http://terminology.hl7.org/CodeSystem/v3-RoleCode";
/// HL7 v3 `RoleClass`.
pub const ROLE_CLASS: &str = "http://terminology.hl7.org/CodeSystem/v3-RoleClass";
/// HL7 v3 `ActCode`.
pub const ACT_CODE: &str = "http://terminology.hl7.org/CodeSystem/v3-ActCode";
/// HL7 v2 table 0131, contact roles.
pub const CONTACT_ROLE: &str = "http://terminology.hl7.org/CodeSystem/v2-0131";
/// HL7 v2 table 0203, identifier types.
pub const IDENTIFIER_TYPE: &str = "http://terminology.hl7.org/CodeSystem/v2-0203";
/// BCP 47, as FHIR names it.
pub const LANGUAGE: &str = "urn:ietf:bcp:47";
/// `Coverage.class.type`.
pub const COVERAGE_CLASS: &str = "http://terminology.hl7.org/CodeSystem/coverage-class";
/// `Coverage.relationship`.
pub const SUBSCRIBER_RELATIONSHIP: &str = "http://terminology.hl7.org/CodeSystem/subscriber-relationship";
/// The standard extension for translations of a string.
pub const TRANSLATION: &str = "http://hl7.org/fhir/StructureDefinition/translation";
/// LOINC.
pub const LOINC: &str = "http://loinc.org";
/// `Consent.scope`.
pub const CONSENT_SCOPE: &str = "http://terminology.hl7.org/CodeSystem/consentscope";
/// `Provenance.agent.type`.
pub const PROVENANCE_PARTICIPANT: &str = "http://terminology.hl7.org/CodeSystem/provenance-participant-type";
