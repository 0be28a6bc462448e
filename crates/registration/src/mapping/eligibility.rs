//! `CoverageEligibilityRequest` and `CoverageEligibilityResponse`.

use serde_json::Value;

use crate::Session;
use crate::insurance::Eligibility;
use crate::mapping::transaction::Context;

/// The question to the payer; none where there is no coverage to ask about.
pub fn request(session: &Session, context: &Context) -> Option<Value> {
    let _ = (session, context);
    None
}

/// What the payer said.
pub fn read(response: &Value) -> Eligibility {
    let _ = response;
    Eligibility::Undetermined
}
