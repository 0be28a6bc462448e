//! The staff's side at the kiosk: who they are, what they may do, and the trail of what they did.

mod lockout;
pub mod panel;
mod roster;
mod trail;

pub use roster::{Member, Roster, RosterError, Verdict};
pub use trail::{Entry, Trail, TrailError};
