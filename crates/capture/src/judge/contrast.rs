//! How the colours on both sides of a line differ, summed along it, so that any stretch of it is told at once.

use crate::Point;
use crate::judge::edges::Small;
use crate::judge::lines::Line;

/// How far beside a line its two sides' colours are taken, in pixels of the small picture.
const BESIDE: f32 = 4.0;
/// Near the ends of a stretch, which are corners, nothing is compared: so much of its length.
const ENDS: f32 = 0.1;
/// A line counts by the stretch of it, as a share of the picture's height, that parts colours most: a side of a card is
/// no longer, however long the lines of the ground are.
const STRETCH: f32 = 0.5;
/// In so many pieces.
const PIECES: usize = 8;
/// A piece that parts colours by fewer levels than this has only print or grain on both sides,
const LEAST: f32 = 5.0;
/// and by more than this it counts fully.
const MOST: f32 = 35.0;

/// The contrast across one line.
pub(crate) struct Contrasts {
    /// Running sums a pixel along the line: how much lighter one side is than the other, in levels of every channel.
    sums: Vec<[i32; 3]>,
    /// Where along the line the first of them is.
    start: f32,
}

impl Contrasts {
    /// Compares both sides of a line, from where it enters the picture to where it leaves it.
    pub fn of(soft: &Small, line: &Line) -> Self {
        let (right, bottom) = (soft.width as f32, soft.height as f32);
        let reach = right.hypot(bottom);
        let foot = Point::new(line.normal.0 * line.offset, line.normal.1 * line.offset);
        let is_inside = |along: f32| {
            let Point { x, y } = line.ahead(foot, along);

            x >= 0.0 && y >= 0.0 && x < right && y < bottom
        };
        let start = (-reach as i32..reach as i32)
            .map(|along| along as f32)
            .find(|along| is_inside(*along))
            .unwrap_or(0.0);
        let (across, down) = (line.normal.0 * BESIDE, line.normal.1 * BESIDE);
        let mut sums = vec![[0; 3]];
        let mut total = [0; 3];

        for along in (0..)
            .map(|step| start + step as f32)
            .take_while(|along| is_inside(*along))
        {
            let Point { x, y } = line.ahead(foot, along);
            let one = soft.color(x + across, y + down);
            let other = soft.color(x - across, y - down);

            for (sum, (one, other)) in total.iter_mut().zip(one.into_iter().zip(other)) {
                *sum += i32::from(one) - i32::from(other);
            }

            sums.push(total);
        }

        Self { sums, start }
    }

    /// How clearly the line parts colours where it has an edge, 0 to 1, in its best stretch.
    pub fn prominence(&self, line: &Line, height: f32) -> f32 {
        let length = (height * STRETCH / PIECES as f32).max(1.0);
        let count = (self.sums.len() as f32 / length) as usize;
        let pieces: Vec<f32> = (0..count)
            .map(|piece| {
                let from = self.start + piece as f32 * length;
                let to = from + length;
                let parted = self.mean(from, to).into_iter().map(f32::abs).fold(0.0, f32::max);

                if parted < LEAST {
                    0.0
                } else {
                    line.covered(from, to) * (parted / MOST).min(1.0)
                }
            })
            .collect();

        pieces
            .windows(PIECES.min(count).max(1))
            .map(|stretch| stretch.iter().sum::<f32>() / PIECES as f32)
            .fold(0.0, f32::max)
    }

    /// By how many levels of every channel the one side of a stretch is lighter than the other.
    pub fn between(&self, from: f32, to: f32) -> [f32; 3] {
        let (low, high) = (from.min(to), from.max(to));
        let margin = (high - low) * ENDS;

        self.mean(low + margin, high - margin)
    }

    fn mean(&self, low: f32, high: f32) -> [f32; 3] {
        let last = self.sums.len().saturating_sub(1);
        let index = |along: f32| ((along - self.start + 0.5).max(0.0) as usize).min(last);
        // A stretch of less than a pixel is one.
        let first = index(low).min(last.saturating_sub(1));
        let end = index(high).max(first + 1).min(last);
        let at = |index: usize| self.sums.get(index).copied().unwrap_or_default();
        let (before, after) = (at(first), at(end));
        let pixels = end.saturating_sub(first).max(1) as f32;

        std::array::from_fn(|channel| (after[channel] - before[channel]) as f32 / pixels)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::judge::edges::edges;
    use crate::judge::lines::lines;

    #[test]
    fn a_short_side_of_a_card_counts_more_than_long_print() {
        let (width, height) = (480, 270);
        // Grey paper with thin dark rules from side to side, and a light card on it.
        let pixels = (0..width * height)
            .flat_map(|index| {
                let (x, y) = (index % width, index / width);
                let is_card = (160..330).contains(&x) && (80..190).contains(&y);

                [if is_card {
                    230
                } else if y % 12 == 0 {
                    110
                } else {
                    200
                }; 3]
            })
            .collect();
        let soft = Small {
            width,
            height,
            factor: 1,
            pixels,
        }
        .softened();
        let found = lines(&edges(&soft), width, height);
        let mut ranked: Vec<(f32, bool)> = found
            .iter()
            .map(|line| {
                let is_upright = line.normal.0.abs() > 0.9;

                (Contrasts::of(&soft, line).prominence(line, height as f32), is_upright)
            })
            .collect();
        ranked.sort_by(|one, other| other.0.total_cmp(&one.0));
        let last_upright = ranked.iter().rposition(|(_, is_upright)| *is_upright);

        assert!(ranked.len() > 20, "{ranked:?}");
        assert!(last_upright.is_some_and(|place| place < 8), "{ranked:?}");
    }
}
