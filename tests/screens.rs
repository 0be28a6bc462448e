//! The screens by what a person sees and touches: the real app, every language, and a central that does as it is told.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

#[path = "screens/attract.rs"]
mod attract;
#[path = "screens/comfort.rs"]
mod comfort;
#[path = "screens/done.rs"]
mod done;
#[path = "screens/find.rs"]
mod find;
#[path = "screens/help.rs"]
mod help;
#[path = "screens/journey.rs"]
mod journey;
#[path = "screens/leaving.rs"]
mod leaving;
#[path = "screens/reach.rs"]
mod reach;
#[path = "screens/secrets.rs"]
mod secrets;
#[path = "screens/staff.rs"]
mod staff;
#[path = "screens/visit.rs"]
mod visit;
