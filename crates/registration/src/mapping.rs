//! The session as FHIR, and FHIR as the session needs it.
