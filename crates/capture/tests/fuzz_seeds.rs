//! The seeds of the fuzz targets, and mutations of them: nothing that comes from outside makes a parser panic or run
//! for long. `fuzz/README.md` says how to go on from here.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "../../../fuzz/seeds.rs"]
mod seeds;

use capture::fuzzing::PARSERS;

#[test]
fn every_parser_has_a_target_and_seeds() {
    seeds::all_are_there("capture_", PARSERS);
}

#[test]
fn every_seed_is_read_without_harm() {
    seeds::as_they_are(PARSERS);
}

#[test]
fn seeds_that_were_cut_changed_and_spliced_are_read_without_harm() {
    seeds::mutated(PARSERS);
}

#[test]
fn what_is_large_is_read_in_time() {
    seeds::large(PARSERS);
}
