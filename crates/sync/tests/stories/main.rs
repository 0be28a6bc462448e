//! The promises of this crate, told against a real TLS socket, a real `SQLite` file and a real keyring.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

// The name by which the kiosk imports it.
extern crate portico_sync as sync;

mod any_server;
mod arrivals;
mod authority;
mod chosen_ids;
mod conflicts;
mod crash;
mod disk;
mod embedded_central;
mod faults;
mod full_disk;
mod keyring;
mod people;
mod scripted;
mod sign_in;
mod transport;
