//! The demonstration's camera: somebody who holds up the front of a card, then its back.

use std::sync::Mutex;
use std::time::{Duration, Instant};

use capture::{Camera, CameraError, FrameStream, PictureCamera};

use super::Cards;

/// Whoever turns the card over does it within this time; later it is somebody else with the front first.
const TURN: Duration = Duration::from_secs(30);

/// About a second and a half of each picture; the last one stays.
const FRAMES: usize = 15;

/// What is held up each time the camera opens: an empty desk first, then a side of the card. Whoever wanted a code to
/// be read, and not the card, is shown one a little later.
const SIDES: [[&str; 3]; 2] = [
    ["empty.jpg", "evergreen-front.jpg", "appointment-code.jpg"],
    ["empty.jpg", "evergreen-back.jpg", "licence.jpg"],
];

/// A camera before which demo cards are held.
#[derive(Default)]
pub struct DemoCamera {
    opened: Mutex<Option<(Instant, usize)>>,
}

impl Camera for DemoCamera {
    fn open(&self) -> Result<FrameStream, CameraError> {
        let mut opened = self.opened.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let side = match *opened {
            Some((when, side)) if when.elapsed() < TURN => (side + 1) % SIDES.len(),
            _ => 0,
        };
        *opened = Some((Instant::now(), side));
        let names = SIDES.get(side).into_iter().flatten();
        let pictures = names
            .filter_map(|name| Some(Cards::get(name)?.data.into_owned()))
            .collect();

        PictureCamera::from_bytes(pictures).with_frames_a_picture(FRAMES).open()
    }

    fn describe(&self) -> String {
        "demo cards".to_owned()
    }
}
