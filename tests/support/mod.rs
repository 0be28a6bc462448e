//! A lobby with a kiosk in it: the real app on a stage, a scripted central behind it, and the hands of a person.
#![allow(dead_code)]

pub mod clinic;
pub mod doors;
pub mod hands;
pub mod lobby;
pub mod morning;
pub mod payer;
pub mod people;
