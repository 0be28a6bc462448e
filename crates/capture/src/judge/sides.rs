//! Which lines of a frame could be the sides of a thing: two that face one another, and two that lead from one to the
//! other.

use crate::Point;
use crate::judge::lines::turn;
use crate::judge::outline::{LEAST_SIDE, MOST_THROUGH, Shape};
use crate::judge::search::Search;

/// Opposite sides differ in direction by no more degrees than this.
const MOST_LEAN: f32 = 24.0;
/// And neighbouring ones by no fewer.
const LEAST_TURN: f32 = 55.0;

/// Two lines that could be opposite sides.
#[derive(Clone, Copy)]
pub(crate) struct Pair {
    pub one: usize,
    pub other: usize,
    pub degrees: f32,
}

/// A line that leads from one line of a pair to the other.
pub(crate) struct Rung {
    pub line: usize,
    pub from: Point,
    pub to: Point,
    /// The share of it that has an edge.
    pub cover: f32,
    /// How many lines run straight through it.
    pub crossed: usize,
}

impl Search {
    /// Every quadrilateral that could be an object.
    pub fn shapes(&self) -> Vec<Shape> {
        let mut numbers = vec![None; self.lines.len() * self.lines.len()];

        for (number, pair) in self.pairs.iter().enumerate() {
            if let Some(place) = numbers.get_mut(pair.one * self.lines.len() + pair.other) {
                *place = Some(number);
            }
        }

        let mut shapes = Vec::new();

        for (number, across) in self.pairs.iter().enumerate() {
            let rungs = self.rungs(across);

            for (index, one) in rungs.iter().enumerate() {
                let is_clear = |other: &&Rung| one.crossed + other.crossed <= MOST_THROUGH;

                for other in rungs[index + 1..].iter().filter(is_clear) {
                    let down = numbers
                        .get(one.line * self.lines.len() + other.line)
                        .copied()
                        .flatten()
                        // Every quadrilateral is found from both of its pairs.
                        .filter(|down| *down > number)
                        .and_then(|down| self.pairs.get(down))
                        .filter(|down| turn(across.degrees, down.degrees) >= LEAST_TURN);

                    if down.is_some() {
                        shapes.extend(self.shape(across, one, other));
                    }
                }
            }
        }

        shapes
    }

    /// The lines that could lead from one line of a pair to the other: none through which a whole pattern runs.
    fn rungs(&self, pair: &Pair) -> Vec<Rung> {
        self.lines
            .iter()
            .enumerate()
            // Lean as it may, with another like it such a line makes no two sides across the pair.
            .filter(|(_, rung)| turn(rung.degrees, pair.degrees) >= LEAST_TURN - MOST_LEAN / 2.0)
            .filter_map(|(line, rung)| {
                let (from, to) = (self.meeting(pair.one, line)?, self.meeting(pair.other, line)?);
                let cover = rung.coverage(from, to).min(1.0);

                if cover < LEAST_SIDE {
                    return None;
                }

                let crossed = self.crossed(line, from, to);

                (crossed <= MOST_THROUGH).then_some(Rung {
                    line,
                    from,
                    to,
                    cover,
                    crossed,
                })
            })
            .collect()
    }

    /// Lines that could be opposite sides.
    pub fn pairs(&self) -> Vec<Pair> {
        let mut pairs = Vec::new();
        let least = self.height * 0.08;
        // Where they run apart is measured in the middle of the frame.
        let middle = Point::new(self.width / 2.0, self.height / 2.0);

        for (one, line) in self.lines.iter().enumerate() {
            for (other, facing) in self.lines.iter().enumerate().skip(one + 1) {
                if line.angle_to(facing) > MOST_LEAN {
                    continue;
                }

                // Nearly level lines may count their angle from either end, and then their distances too.
                let gap = if (line.degrees - facing.degrees).abs() < 90.0 {
                    (line.distance(middle) - facing.distance(middle)).abs()
                } else {
                    (line.distance(middle) + facing.distance(middle)).abs()
                };

                if gap >= least {
                    let lean = facing.degrees - line.degrees;
                    let lean = if lean.abs() > 90.0 {
                        lean - 180.0 * lean.signum()
                    } else {
                        lean
                    };
                    pairs.push(Pair {
                        one,
                        other,
                        degrees: (line.degrees + lean / 2.0).rem_euclid(180.0),
                    });
                }
            }
        }

        pairs
    }
}
