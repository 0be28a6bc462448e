//! The part of HL7 FHIR R4 that Portico uses, as lean types that keep what they do not know.
