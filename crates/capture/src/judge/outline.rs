//! How well four sides outline a thing, and whether it is a whole one.

use crate::judge::search::{LEAST_PARTED, Search, Side};
use crate::judge::shape::{CARD_RATIO, clockwise, is_card_ratio, ratio};
use crate::judge::sides::{Pair, Rung};
use crate::{Point, Quad};

/// A side is a side when this much of it has an edge: a thumb may hide the rest.
pub(crate) const LEAST_SIDE: f32 = 0.42;
/// And the four together.
const LEAST_MEAN: f32 = 0.70;
/// The smallest card that is looked for, as a share of the frame.
const LEAST_AREA: f32 = 0.008;
/// A side whose colours are the same on both sides has at least so much of a line.
const LEAST_FAINT: f32 = 0.6;
/// The sides of a finger or a pen that lie over a card's edge run through it.
pub(crate) const HARMLESS: usize = 2;
/// Of two fingers side by side there are so many over one side.
const FINGERS: usize = 4;
/// Unless so much of its outline is seen, a shape has no more than these.
const SURELY: f32 = 0.85;
/// A thing whose sides go on beyond this share of its corners is a part of something.
const A_PART: f32 = 0.2;
/// A piece of a line that says whether it goes on is at least so long, in pixels.
const LEAST_PIECE: f32 = 6.0;
/// With this much of its outline seen, a card's proportions may be as far off as a strong tilt makes them,
const CLEARLY: f32 = 0.9;
/// else by no more than this.
const MOST_OFF: f32 = 0.08;
/// What every further line that runs through a side takes from the score.
const DEARER: f32 = 0.08;
/// More lines than this run through no card: it is a part of a checked cloth.
pub(crate) const MOST_THROUGH: usize = 9;

/// A quadrilateral and how sure it is.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Shape {
    pub quad: Quad,
    /// The mean share of its sides that have an edge.
    pub coverage: f32,
    /// Long side by short side, with the tilt taken out.
    pub ratio: f32,
    /// How well it is outlined: sides with edges that part two colours and end at the corners.
    pub outline: f32,
    /// The share of its corners beyond which its sides go on, 0 to 1: it is only a part of a thing.
    pub overrun: f32,
    /// How many lines run straight through its sides.
    pub through: usize,
    pub score: f32,
}

impl Shape {
    /// Whether it can be a card, and no part of something: hardly any of its sides go on, and no ground runs through it.
    pub fn is_whole_thing(&self) -> bool {
        let off = (self.ratio / CARD_RATIO - 1.0).abs();

        self.overrun < A_PART
            && (self.through <= HARMLESS || self.coverage > SURELY)
            && (off < MOST_OFF || self.coverage > CLEARLY)
    }
}

impl Search {
    /// The shape that two lines and two that lead from one to the other make, if they make one. What is told quickest
    /// comes first, because among the lines of a pattern there are thousands.
    pub fn shape(&self, across: &Pair, one: &Rung, other: &Rung) -> Option<Shape> {
        let sides = [
            (across.one, one.from, other.from),
            (other.line, other.from, other.to),
            (across.other, other.to, one.to),
            (one.line, one.to, one.from),
        ];
        let cover = |(line, from, to): Side| self.coverage(line, from, to).min(1.0);
        let covers = [cover(sides[0]), other.cover, cover(sides[2]), one.cover];
        let coverage = covers.iter().sum::<f32>() / 4.0;

        if coverage < LEAST_MEAN || covers.iter().any(|cover| *cover < LEAST_SIDE) {
            return None;
        }

        let crossed = |(line, from, to): Side| self.crossed(line, from, to);
        let through = harmful([crossed(sides[0]), other.crossed, crossed(sides[2]), one.crossed]);

        if through > MOST_THROUGH {
            return None;
        }

        let quad = clockwise(sides.map(|(_, from, _)| from));
        let share = quad.area() / (self.width * self.height);

        if share < LEAST_AREA {
            return None;
        }

        let parts: [f32; 4] = sides.map(|(line, from, to)| self.parted(line, from, to));
        let parted = parts.iter().copied().fold(f32::MAX, f32::min);
        let ratio = ratio(&quad, self.width, self.height);

        if parted < LEAST_PARTED && !(is_card_ratio(ratio) && is_outlined_by_three(parts, covers)) {
            return None;
        }

        let off = (ratio / CARD_RATIO - 1.0).abs();
        let overrun = self.overrun(&sides, parts);
        let outline = coverage + 0.15 * (parted / 40.0).min(1.0) - 0.8 * overrun;
        // A card is the largest thing of its shape that is well outlined: what is printed on it is smaller.
        let score = outline + 0.45 * share.sqrt() - 0.8 * off - DEARER * through.saturating_sub(HARMLESS) as f32;

        Some(Shape {
            quad,
            coverage,
            ratio,
            outline,
            overrun,
            through,
            score,
        })
    }

    /// How many lines run straight through the sides of a shape.
    pub fn through(&self, sides: &[Side]) -> usize {
        harmful(sides.iter().map(|(line, from, to)| self.crossed(*line, *from, *to)))
    }

    /// How many lines run straight through one side.
    pub fn crossed(&self, line: usize, from: Point, to: Point) -> usize {
        self.lines.get(line).map_or(0, |along| {
            self.crossings.through(line, along.along(from), along.along(to))
        })
    }

    /// The share of its corners beyond which sides go on, 0 to 1. The sides of a thing end at its corners; those of
    /// a part of it, such as the white area below a header, go on.
    fn overrun(&self, sides: &[Side; 4], parts: [f32; 4]) -> f32 {
        let ends = sides
            .iter()
            .zip(parts)
            .flat_map(|((line, from, to), part)| [(*line, *from, *to, part), (*line, *to, *from, part)]);
        let over = ends.filter(|(line, from, to, part)| {
            // A little past the corner, because corners are round and lines a little off. Near the rim of the picture a
            // shorter piece must do.
            let start = from.towards(*to, 1.03);
            let beyond = [1.16, 1.1, 1.07]
                .into_iter()
                .map(|share| from.towards(*to, share))
                .find(|beyond| self.inside(*beyond) && beyond.distance(start) > LEAST_PIECE);

            beyond.is_some_and(|beyond| {
                self.lines
                    .get(*line)
                    .is_some_and(|line| line.coverage(start, beyond) > 0.7)
                    && self.parted(*line, start, beyond) > (part * 0.5).max(LEAST_PARTED)
            })
        });

        over.count() as f32 / 8.0
    }
}

/// How many lines run through all sides together. What runs through a single one are fingers.
fn harmful(counts: impl IntoIterator<Item = usize>) -> usize {
    let (sides, all) = counts
        .into_iter()
        .filter(|count| *count > 0)
        .fold((0, 0), |(sides, all), count| (sides + 1, all + count));

    if sides == 1 && (HARMLESS..=FINGERS).contains(&all) {
        HARMLESS
    } else {
        all
    }
}

/// Whether three sides part their colours clearly, and only the fourth does not: a white card that lies partly on white
/// paper has only a faint line there.
fn is_outlined_by_three(parts: [f32; 4], covers: [f32; 4]) -> bool {
    let weak = parts.iter().filter(|part| **part < LEAST_PARTED * 1.6).count();
    let faint = parts
        .iter()
        .zip(covers)
        .filter(|(part, cover)| **part < LEAST_PARTED && *cover < LEAST_FAINT)
        .count();

    weak == 1 && faint == 0
}
