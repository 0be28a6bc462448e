//! The screens by what a person sees and touches: the real app, every language, and a central that does as it is told.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

#[path = "screens/attract.rs"]
mod attract;
#[path = "screens/comfort.rs"]
mod comfort;
#[path = "screens/documents.rs"]
mod documents;
#[path = "screens/done.rs"]
mod done;
#[path = "screens/find.rs"]
mod find;
#[path = "screens/help.rs"]
mod help;
#[path = "screens/insurance.rs"]
mod insurance;
#[path = "screens/journey.rs"]
mod journey;
#[path = "screens/leaving.rs"]
mod leaving;
#[path = "screens/money.rs"]
mod money;
#[path = "screens/offline.rs"]
mod offline;
#[path = "screens/reach.rs"]
mod reach;
#[path = "screens/resume.rs"]
mod resume;
#[path = "screens/secrets.rs"]
mod secrets;
#[path = "screens/staff.rs"]
mod staff;
#[path = "screens/visit.rs"]
mod visit;
