//! One function for every parser here that reads what came from outside: bytes in, nothing out, and a panic where a
//! promise is broken. The fuzz targets and the tests of their seeds call the same functions, so they cannot drift.

pub use crate::client::fuzzing::{
    capability_statement, http_answer, http_times, location, match_bundle, operation_outcome, search_bundle,
    transaction_response,
};
pub use crate::outbox::fuzzing::{draft, sealed_row};
pub use crate::sender::fuzzing::{entity_tag, merge};
pub use crate::smart::fuzzing::{signing_key, smart_discovery, token_answer};

/// A parser's name, which is also its fuzz target's and its corpus's, and the function.
pub type Parser = (&'static str, fn(&[u8]));

/// Every parser.
pub const PARSERS: &[Parser] = &[
    ("sync_capability_statement", capability_statement),
    ("sync_draft", draft),
    ("sync_entity_tag", entity_tag),
    ("sync_http_answer", http_answer),
    ("sync_http_times", http_times),
    ("sync_location", location),
    ("sync_match_bundle", match_bundle),
    ("sync_merge", merge),
    ("sync_operation_outcome", operation_outcome),
    ("sync_sealed_row", sealed_row),
    ("sync_search_bundle", search_bundle),
    ("sync_signing_key", signing_key),
    ("sync_smart_discovery", smart_discovery),
    ("sync_token_answer", token_answer),
    ("sync_transaction_response", transaction_response),
];
