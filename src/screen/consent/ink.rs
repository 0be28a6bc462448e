//! What a finger drew on the pad, and whether it is a signature.

use iced::Point;
use registration::consent::Signature;
use ui::SignatureEvent;

/// The shortest line that is taken for a signature, in widths of the pad: an X is one, a slip of the finger is none.
const LEAST: f32 = 0.15;

/// Points nearer to each other than this, in widths of the pad, are one.
const NEAR: f32 = 0.002;

/// More points than this are not kept: nobody's name is that long, and the copy on paper has to stay small.
const MOST_POINTS: usize = 4_000;

/// Strokes on the pad, in parts of its width and height.
#[derive(Default)]
pub(super) struct Ink {
    strokes: Vec<Vec<Point>>,
}

impl Ink {
    /// The ink of a signature that was given before.
    pub(super) fn of(signature: &Signature) -> Self {
        let stroke = |stroke: &Vec<(f32, f32)>| stroke.iter().map(|(x, y)| Point::new(*x, *y)).collect();

        Self {
            strokes: signature.strokes.iter().map(stroke).collect(),
        }
    }

    pub(super) fn strokes(&self) -> &[Vec<Point>] {
        &self.strokes
    }

    pub(super) fn is_empty(&self) -> bool {
        self.strokes.is_empty()
    }

    pub(super) fn clear(&mut self) {
        self.strokes.clear();
    }

    pub(super) fn draw(&mut self, event: SignatureEvent) {
        let points: usize = self.strokes.iter().map(Vec::len).sum();
        match event {
            SignatureEvent::Began(point) if points < MOST_POINTS => self.strokes.push(vec![point]),
            SignatureEvent::Moved(point) if points < MOST_POINTS => {
                if let Some(stroke) = self.strokes.last_mut()
                    && stroke.last().is_none_or(|last| last.distance(point) > NEAR)
                {
                    stroke.push(point);
                }
            }
            SignatureEvent::Began(_) | SignatureEvent::Moved(_) => {}
            // A touch that drew no line leaves nothing behind.
            SignatureEvent::Ended => self.strokes.retain(|stroke| stroke.len() > 1),
        }
    }

    /// Whether there is enough of it.
    pub(super) fn is_signature(&self) -> bool {
        let length: f32 = self
            .strokes
            .iter()
            .flat_map(|stroke| stroke.iter().zip(stroke.iter().skip(1)))
            .map(|(from, to)| from.distance(*to))
            .sum();

        length >= LEAST
    }

    /// The strokes as they are kept. `aspect` is the pad's width divided by its height.
    pub(super) fn signature(&self, aspect: f32) -> Signature {
        let stroke = |stroke: &Vec<Point>| stroke.iter().map(|point| (point.x, point.y)).collect();

        Signature {
            strokes: self
                .strokes
                .iter()
                .filter(|stroke| stroke.len() > 1)
                .map(stroke)
                .collect(),
            aspect,
        }
    }
}
