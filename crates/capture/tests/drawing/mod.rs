//! Draws cards and photographs them: for the tests, the demo cards and the corpus that the score is measured on.
//!
//! Everything on them is invented.

#![allow(
    dead_code,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::many_single_char_names
)]

pub mod cards;
pub mod corpus;
pub mod photo;
pub mod random;
pub mod sheet;
