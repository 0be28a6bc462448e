//! A line between kiosk and central that breaks in every way that a line can break, on purpose and repeatably.
//!
//! [`FaultProxy`] ends the kiosk's TLS, and carries each request to central or not as a [`Schedule`] says. A schedule is
//! a pure function from a seed to faults, so a run that went wrong can be played again. Nothing that passes through is
//! logged or kept.

mod fault;
mod forward;
mod proxy;
mod schedule;
mod tls;

pub use fault::{Fault, Forged, Tally};
pub use proxy::{Aim, Bounds, FaultProxy, ProxyError, Upstream};
pub use schedule::{Phase, Schedule};
