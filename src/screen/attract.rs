//! The screen that waits for somebody: calm, alive, and free when nothing moves.

use std::time::Duration;

use ui::Element;

use crate::core::Core;

/// What is shown; `phase` is how far the breath is, from 0 to 1. The whole screen is one large thing to touch.
pub fn view<'a, M: Clone + 'a>(core: &'a Core, _phase: f32, touched: impl Fn(Option<&'static str>) -> M) -> Element<'a, M> {
    ui::button::primary(&core.look, "start", "Touch to start", None, Some(touched(None)))
}

/// How long until the animation goes on: short steps while it breathes, a long pause between two breaths.
pub fn pause(phase: f32) -> Duration {
    if phase == 0.0 { Duration::from_secs(6) } else { Duration::from_millis(80) }
}

/// The phase after this one; back to rest at the end of a breath.
pub fn next_phase(phase: f32) -> f32 {
    let next = phase + 1.0 / 40.0;

    if next >= 1.0 { 0.0 } else { next }
}
