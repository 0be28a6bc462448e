//! The pure heart of Portico: what a session collects, what makes it valid, which step comes next, and how it
//! becomes FHIR. Nothing here reads a clock, a file or a network: every fact comes in as a value.

pub mod bill;
pub mod code;
pub mod consent;
pub mod discrepancy;
pub mod form;
#[doc(hidden)]
pub mod fuzzing;
pub mod identity;
pub mod insurance;
pub mod journey;
pub mod mapping;
pub mod mask;
pub mod outcome;
pub mod person;
pub mod private;
pub mod session;
pub mod visit;

pub use outcome::Outcome;
pub use private::{Private, Record};
pub use session::Session;
