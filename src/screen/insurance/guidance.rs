//! The words and marks with which the camera page guides a hand: short, imperative, never flickering, and spoken
//! without chatter.

use capture::{Advice, Assessment, Guidance, Spot, Way};
use iced::Point;
use jiff::{SignedDuration, Timestamp};
use ui::{Mark, Tone};

use crate::locale::Locale;
use crate::t;

/// So many frames in a row say the same before the words change: a hand that trembles makes no words tremble.
const FRAMES: u8 = 3;

/// The page itself is read first.
const FIRST: SignedDuration = SignedDuration::from_secs(4);

/// Between two sentences.
const BETWEEN: SignedDuration = SignedDuration::from_millis(2_500);

/// The same is said again only so much later.
const AGAIN: SignedDuration = SignedDuration::from_secs(9);

/// What the person should do next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Word {
    pub(super) guidance: Guidance,
    pub(super) advice: Option<Advice>,
}

impl Word {
    /// What a frame asks for; sides are those of the picture as it is shown.
    pub(super) fn of(assessment: &Assessment, mirrored: bool) -> Self {
        let advice = assessment.advice.map(|advice| match advice {
            Advice::Move(way) if mirrored => Advice::Move(way.mirrored()),
            Advice::Shine { spot, over_print } if mirrored => Advice::Shine {
                spot: spot.mirrored(),
                over_print,
            },
            advice => advice,
        });

        Self {
            guidance: assessment.guidance,
            advice,
        }
    }

    pub(super) fn tone(self) -> Tone {
        match self.guidance {
            Guidance::Good => Tone::Success,
            Guidance::NoCard | Guidance::HoldStill => Tone::Plain,
            _ => Tone::Attention,
        }
    }

    pub(super) fn words(self, locale: &Locale) -> String {
        match (self.guidance, self.advice) {
            (Guidance::CutOff, Some(Advice::Move(way))) => match way {
                Way::Left => t!(locale, "insurance-see-move-left"),
                Way::Right => t!(locale, "insurance-see-move-right"),
                Way::Up => t!(locale, "insurance-see-move-up"),
                Way::Down => t!(locale, "insurance-see-move-down"),
            },
            (Guidance::Glare, Some(Advice::Shine { spot, .. })) => match spot {
                Spot::Left => t!(locale, "insurance-see-shine-left"),
                Spot::Right => t!(locale, "insurance-see-shine-right"),
                Spot::Top => t!(locale, "insurance-see-shine-top"),
                Spot::Bottom => t!(locale, "insurance-see-shine-bottom"),
                Spot::Middle => t!(locale, "insurance-see-shine-middle"),
            },
            (Guidance::NoCard, _) => t!(locale, "insurance-see-no-card"),
            (Guidance::ComeCloser, _) => t!(locale, "insurance-see-closer"),
            (Guidance::MoveBack, _) => t!(locale, "insurance-see-back"),
            (Guidance::CutOff, _) => t!(locale, "insurance-see-cut-off"),
            (Guidance::HoldStill, _) => t!(locale, "insurance-see-still"),
            (Guidance::TooDark, _) => t!(locale, "insurance-see-dark"),
            (Guidance::Glare, _) => t!(locale, "insurance-see-glare"),
            (Guidance::WrongObject, _) => t!(locale, "insurance-see-other"),
            (Guidance::TwoCards, _) => t!(locale, "insurance-see-two"),
            (Guidance::Good, _) => t!(locale, "insurance-see-good"),
        }
    }

    /// What is drawn over the picture.
    pub(super) fn mark(self, outline: Option<&[Point; 4]>) -> Option<Mark> {
        match self.advice? {
            Advice::Move(Way::Left) => Some(Mark::Left),
            Advice::Move(Way::Right) => Some(Mark::Right),
            Advice::Move(Way::Up) => Some(Mark::Up),
            Advice::Move(Way::Down) => Some(Mark::Down),
            Advice::Shine { spot, .. } => Some(Mark::Ring(place(spot, outline?))),
        }
    }
}

/// Where on the outline a spot is.
fn place(spot: Spot, outline: &[Point; 4]) -> Point {
    let across = outline.iter().map(|corner| corner.x);
    let down = outline.iter().map(|corner| corner.y);
    let (left, right) = (across.clone().fold(1.0, f32::min), across.fold(0.0, f32::max));
    let (top, bottom) = (down.clone().fold(1.0, f32::min), down.fold(0.0, f32::max));
    let (x, y) = match spot {
        Spot::Left => (0.2, 0.5),
        Spot::Right => (0.8, 0.5),
        Spot::Top => (0.5, 0.25),
        Spot::Bottom => (0.5, 0.75),
        Spot::Middle => (0.5, 0.5),
    };

    Point::new(left + (right - left) * x, top + (bottom - top) * y)
}

/// The word that is shown: another one is, once several frames agree on it.
#[derive(Default)]
pub(super) struct Steady {
    shown: Option<Word>,
    next: Option<(Word, u8)>,
}

impl Steady {
    pub(super) fn see(&mut self, word: Word) {
        if self.shown == Some(word) {
            self.next = None;
            return;
        }
        let frames = match self.next {
            Some((next, frames)) if next == word => frames.saturating_add(1),
            _ => 1,
        };
        // That all is well is said at once, and so is the first thing.
        if self.shown.is_none() || word.guidance == Guidance::Good || frames >= FRAMES {
            self.shown = Some(word);
            self.next = None;
        } else {
            self.next = Some((word, frames));
        }
    }

    pub(super) fn shown(&self) -> Option<Word> {
        self.shown
    }
}

/// When something was said last.
pub(super) struct Voice {
    opened: Timestamp,
    said: Option<(Timestamp, Word)>,
}

impl Voice {
    pub(super) fn new(now: Timestamp) -> Self {
        Self {
            opened: now,
            said: None,
        }
    }

    /// Whether a word is said now.
    pub(super) fn speaks(&mut self, word: Word, now: Timestamp) -> bool {
        let due = match self.said {
            None => now.duration_since(self.opened) >= FIRST,
            Some((at, said)) => now.duration_since(at) >= if said == word { AGAIN } else { BETWEEN },
        };
        if due {
            self.said = Some((now, word));
        }

        due
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn word(guidance: Guidance) -> Word {
        Word { guidance, advice: None }
    }

    #[test]
    fn a_trembling_hand_makes_no_words_tremble() {
        let mut steady = Steady::default();
        steady.see(word(Guidance::NoCard));
        for _ in 0..5 {
            steady.see(word(Guidance::ComeCloser));
            steady.see(word(Guidance::NoCard));
        }
        assert_eq!(steady.shown(), Some(word(Guidance::NoCard)));
        for _ in 0..3 {
            steady.see(word(Guidance::ComeCloser));
        }
        assert_eq!(steady.shown(), Some(word(Guidance::ComeCloser)));
        steady.see(word(Guidance::Good));
        assert_eq!(
            steady.shown(),
            Some(word(Guidance::Good)),
            "good news are not kept waiting"
        );
    }

    #[test]
    fn the_voice_does_not_chatter() {
        let start: Timestamp = "2026-11-23T15:30:00Z".parse().unwrap();
        let at = |millis: i64| start + SignedDuration::from_millis(millis);
        let mut voice = Voice::new(start);
        assert!(!voice.speaks(word(Guidance::NoCard), at(500)), "the page is read first");
        assert!(voice.speaks(word(Guidance::NoCard), at(4_000)));
        assert!(!voice.speaks(word(Guidance::ComeCloser), at(5_000)));
        assert!(voice.speaks(word(Guidance::ComeCloser), at(6_500)));
        assert!(!voice.speaks(word(Guidance::ComeCloser), at(10_000)), "that was said");
        assert!(voice.speaks(word(Guidance::ComeCloser), at(15_500)));
    }

    #[test]
    fn a_mirror_changes_left_and_right_and_nothing_else() {
        let assessment = |advice| Assessment {
            guidance: Guidance::CutOff,
            advice: Some(advice),
            quad: None,
            sharpness: 1.0,
            brightness: 1.0,
            glare: 0.0,
        };
        let way = |way, mirrored| Word::of(&assessment(Advice::Move(way)), mirrored).mark(None);

        assert_eq!(way(Way::Left, false), Some(Mark::Left));
        assert_eq!(way(Way::Left, true), Some(Mark::Right));
        assert_eq!(way(Way::Up, true), Some(Mark::Up));
    }

    #[test]
    fn the_ring_lies_where_the_card_shines() {
        let outline = [
            Point::new(0.2, 0.2),
            Point::new(0.8, 0.2),
            Point::new(0.8, 0.6),
            Point::new(0.2, 0.6),
        ];
        let right = place(Spot::Right, &outline);

        assert!(right.x > 0.6 && right.x < 0.8 && (right.y - 0.4).abs() < 0.01);
    }
}
