//! The demonstration's camera: somebody who holds up the front of a card, then its back.

use std::sync::Mutex;
use std::time::{Duration, Instant};

use capture::{Camera, CameraError, FrameStream, PictureCamera};

use super::Cards;

/// Whoever turns the card over does it within this time; later it is somebody else with the front first.
const TURN: Duration = Duration::from_secs(30);

/// About a second and a half of each picture; the last one stays.
const FRAMES: usize = 15;
/// A side of the card is held up so many times as long: a machine that is busy needs some seconds to see it steady.
const PATIENT: usize = 3;

/// What is held up each time the camera opens: an empty desk first, then a side of the card. Whoever wants another card
/// right after that has the digital one on their telephone.
const SIDES: [&str; 3] = ["evergreen-front.jpg", "evergreen-back.jpg", "health-card.jpg"];

/// Whoever wanted a code or a document to be read, and not the card, is shown one a little later, and another one each
/// time.
const DOCUMENTS: [&str; 4] = [
    "appointment-code.jpg",
    "licence.jpg",
    "passport.jpg",
    "identity-card.jpg",
];

/// A camera before which demo cards are held.
#[derive(Default)]
pub struct DemoCamera {
    opened: Mutex<Option<Opened>>,
}

/// When the camera was opened last, with which side, and how often by then.
#[derive(Clone, Copy)]
struct Opened {
    when: Instant,
    side: usize,
    times: usize,
}

impl Camera for DemoCamera {
    fn open(&self) -> Result<FrameStream, CameraError> {
        let mut opened = self.opened.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let (side, times) = match *opened {
            Some(last) if last.when.elapsed() < TURN => ((last.side + 1) % SIDES.len(), last.times + 1),
            Some(last) => (0, last.times + 1),
            None => (0, 0),
        };
        *opened = Some(Opened {
            when: Instant::now(),
            side,
            times,
        });
        let documents: Vec<&str> = DOCUMENTS
            .into_iter()
            .filter(|name| Cards::get(name).is_some())
            .collect();
        let document = documents.get(times % documents.len().max(1)).copied();
        let names = ["empty.jpg"]
            .into_iter()
            .chain(SIDES.get(side).copied().into_iter().cycle().take(PATIENT))
            .chain(document);
        let pictures = names
            .filter_map(|name| Some(Cards::get(name)?.data.into_owned()))
            .collect();

        PictureCamera::from_bytes(pictures).with_frames_a_picture(FRAMES).open()
    }

    fn describe(&self) -> String {
        "demo cards".to_owned()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn every_picture_is_there_and_the_digital_card_comes_after_the_back() {
        assert!(SIDES.iter().chain(&DOCUMENTS).all(|name| Cards::get(name).is_some()));

        let camera = DemoCamera::default();
        let sides: Vec<&str> = (0..4)
            .map(|_| {
                drop(camera.open().unwrap());
                SIDES[camera.opened.lock().unwrap().unwrap().side]
            })
            .collect();
        assert_eq!(
            sides,
            [
                "evergreen-front.jpg",
                "evergreen-back.jpg",
                "health-card.jpg",
                "evergreen-front.jpg"
            ]
        );
    }
}
