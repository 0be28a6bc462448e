//! Cards of which three sides are seen and the fourth is not: fingers hold it there, or it lies on paper as white as
//! itself. Where it must be, the card's proportions tell.

use crate::judge::cut::is_printed;
use crate::judge::edges::EdgePoint;
use crate::judge::lines::{Line, turn};
use crate::judge::outline::Shape;
use crate::judge::search::{LEAST_PARTED, Search};
use crate::judge::shape::{CARD_RATIO, clockwise, is_card_ratio, ratio};
use crate::judge::sides::Pair;
use crate::{Point, Quad};

/// The three sides have an edge nearly all the way.
const LEAST_SIDE: f32 = 0.8;
/// Beyond the corners they have none, or the card would be a part of something.
const MOST_BEYOND: f32 = 0.5;
/// A line that runs through the three sides, or through several, shows that they are none.
const MOST_THROUGH: usize = 1;
/// The shortest side, as a share of the picture's height.
const LEAST_BREADTH: f32 = 0.2;
/// The fourth side is looked for between these shares of the distance where it should be.
const NEAREST: f32 = 0.84;
const FURTHEST: f32 = 1.18;
/// So much of it must be in sight,
const LEAST_FOURTH: f32 = 0.25;
/// unless both sides that lead to it end clearly, at about the same distance.
const ALIKE: f32 = 0.07;
/// Its edge runs within so many degrees across the others.
const SPREAD: f32 = 16.0;
/// How wide a bin of its vote is, in pixels,
const BIN: f32 = 1.5;
/// and how many ways it may lean.
const LEANS: i32 = 8;
/// An edge of less weight than this is one of a stroke.
const FIRM: u16 = 3;
/// A side goes on where the contrast beyond its corner differs by less than this share of its own.
const SAME_COLOURS: f32 = 0.45;
/// So many of the best are looked at closely.
const LOOKED_AT: usize = 24;
/// A card's corner is round: its sides end so much before it, as a share of its long side.
const ROUND: f32 = 0.03;

/// Three sides: one across, and two that lead away from its ends.
struct Three {
    ends: [usize; 3],
    from: Point,
    to: Point,
    /// Where the two sides would end, were the card's proportions exact and seen straight.
    far_from: Point,
    far_to: Point,
    /// The mean share of them that has an edge.
    coverage: f32,
}

impl Search {
    /// Cards with three sides, best first.
    pub fn by_three_sides(&self, points: &[EdgePoint]) -> Vec<Shape> {
        let mut threes: Vec<Three> = self.pairs.iter().flat_map(|pair| self.threes(pair)).collect();
        threes.sort_by(|one, other| {
            let rank = |three: &Three| three.coverage + 0.2 * (three.area() / (self.width * self.height)).sqrt();

            rank(other).total_cmp(&rank(one))
        });
        let mut shapes: Vec<Shape> = threes
            .iter()
            .take(LOOKED_AT)
            .filter_map(|three| self.completed(three, points))
            .filter(|shape| is_printed(&shape.quad, points))
            .collect();
        shapes.sort_by(|one, other| other.score.total_cmp(&one.score));

        shapes
    }

    fn threes(&self, pair: &Pair) -> Vec<Three> {
        let mut threes = Vec::new();

        for (end, line) in self.lines.iter().enumerate() {
            if turn(line.degrees, pair.degrees) < 60.0 {
                continue;
            }

            let (Some(from), Some(to)) = (self.meeting(pair.one, end), self.meeting(pair.other, end)) else {
                continue;
            };
            let breadth = from.distance(to);
            let covered = line.coverage(from, to);

            if covered < LEAST_SIDE || breadth < self.height * LEAST_BREADTH {
                continue;
            }

            for length in [breadth * CARD_RATIO, breadth / CARD_RATIO] {
                for way in [1.0, -1.0] {
                    threes.extend(self.three(pair, end, (from, to), way * length, covered));
                }
            }
        }

        threes
    }

    fn three(&self, pair: &Pair, end: usize, (from, to): (Point, Point), length: f32, covered: f32) -> Option<Three> {
        let (one, other) = (self.lines.get(pair.one)?, self.lines.get(pair.other)?);
        let far_from = one.ahead(from, length);
        let far_to = other.ahead(to, length * one.same_way(other));

        if !self.inside(far_from) || !self.inside(far_to) {
            return None;
        }

        let covers = [one.coverage(from, far_from), other.coverage(to, far_to)];

        if covers.iter().any(|cover| *cover < LEAST_SIDE) {
            return None;
        }

        let sides = [(pair.one, from, far_from), (pair.other, to, far_to), (end, from, to)];
        let is_thing = sides
            .iter()
            .all(|(line, from, to)| self.parted(*line, *from, *to) >= LEAST_PARTED)
            && self.through(&sides) <= MOST_THROUGH
            && !self.goes_on(pair.one, from, far_from)
            && !self.goes_on(pair.other, to, far_to);

        is_thing.then_some(Three {
            ends: [pair.one, pair.other, end],
            from,
            to,
            far_from,
            far_to,
            coverage: (covers[0] + covers[1] + covered).min(3.0) / 3.0,
        })
    }

    /// Whether a side goes on beyond where the card must end, however it leans.
    fn goes_on(&self, line: usize, from: Point, to: Point) -> bool {
        let (start, end) = (from.towards(to, FURTHEST + 0.02), from.towards(to, FURTHEST + 0.17));

        self.inside(end)
            && self.coverage(line, start, end) > MOST_BEYOND
            && self.parted(line, start, end) > (self.parted(line, from, to) * 0.5).max(LEAST_PARTED)
    }

    /// Whether a side goes on beyond its second corner: the same two colours meet there. Others do where a line of the
    /// ground happens to lie in its way.
    fn runs_on(&self, line: usize, from: Point, to: Point) -> bool {
        let (start, end) = (from.towards(to, 1.04), from.towards(to, 1.16));

        if !self.inside(end) || self.coverage(line, start, end) <= 0.7 {
            return false;
        }

        let (side, beyond) = (self.contrast(line, from, to), self.contrast(line, start, end));
        let strength = side.into_iter().map(f32::abs).fold(0.0, f32::max);
        let change = side
            .into_iter()
            .zip(beyond)
            .map(|(side, beyond)| (side - beyond).abs())
            .fold(0.0, f32::max);

        change < strength * SAME_COLOURS
    }

    /// The card, with the fourth side where it is seen, or where the two that lead to it end.
    fn completed(&self, three: &Three, points: &[EdgePoint]) -> Option<Shape> {
        let (far_from, far_to, seen) = self.fourth_seen(three, points).or_else(|| self.fourth_by_ends(three))?;
        let quad = clockwise([three.from, three.to, far_to, far_from]);
        let ratio = ratio(&quad, self.width, self.height);

        if !is_card_ratio(ratio) || !self.inside(far_from) || !self.inside(far_to) {
            return None;
        }

        let [one, other, end] = three.ends;
        let sides = [
            (one, three.from, far_from),
            (other, three.to, far_to),
            (one, far_from, three.from),
            (other, far_to, three.to),
            (end, three.from, three.to),
            (end, three.to, three.from),
        ];

        if sides.iter().any(|(line, from, to)| self.runs_on(*line, *from, *to)) {
            return None;
        }

        let share = quad.area() / (self.width * self.height);
        let off = (ratio / CARD_RATIO - 1.0).abs();
        let coverage = (3.0 * three.coverage + seen.max(0.5)) / 4.0;

        Some(Shape {
            quad,
            coverage,
            ratio,
            outline: coverage,
            overrun: 0.0,
            through: 0,
            score: coverage + 0.45 * share.sqrt() - 0.8 * off,
        })
    }

    /// The line across the two sides that most edges near where the fourth must be lie on.
    fn fourth_seen(&self, three: &Three, points: &[EdgePoint]) -> Option<(Point, Point, f32)> {
        let [one, other, end] = three.ends.map(|line| self.lines.get(line));
        let (one, other, end) = (one?, other?, end?);
        let center = Quad([three.from, three.to, three.far_to, three.far_from]).center();
        let (far_from, far_to) = (end.distance(three.far_from).abs(), end.distance(three.far_to).abs());
        let length = f32::midpoint(far_from, far_to).max(1.0);
        let reach = ((FURTHEST - NEAREST) * length / BIN) as usize + 2;
        let mut votes = vec![0_u16; (2 * LEANS + 1) as usize * reach];

        let is_along = |point: &&EdgePoint| point.weight >= FIRM && turn(point.normal, end.degrees) <= SPREAD;

        for point in points.iter().filter(is_along) {
            let at = Point::new(point.x, point.y);
            let (near_one, near_other) = (one.distance(at).abs(), other.distance(at).abs());
            let share = near_one / (near_one + near_other).max(1.0);
            let away = end.distance(at);

            if !(0.04..0.96).contains(&share) {
                continue;
            }

            // On the card's side of the end, and between the two sides.
            let is_this_side = away * end.distance(center) > 0.0;
            let along = away.abs() / (far_from + (far_to - far_from) * share).max(1.0);
            let between =
                one.distance(at) * one.distance(center) > 0.0 && other.distance(at) * other.distance(center) > 0.0;

            if !is_this_side || !between || !(NEAREST..FURTHEST).contains(&along) {
                continue;
            }

            for lean in -LEANS..=LEANS {
                // How far out the middle of the side lies.
                let start = (along - NEAREST) * length - leaning(lean as f32, share);
                let bin = start / BIN;

                if bin >= 0.0 && (bin as usize) < reach {
                    votes[(lean + LEANS) as usize * reach + bin as usize] += 1;
                }
            }
        }

        let (place, count) = votes.iter().enumerate().max_by_key(|(_, count)| **count)?;
        let breadth = three.far_from.distance(three.far_to).max(1.0);
        let seen = f32::from(*count) / (0.92 * breadth);

        if seen < LEAST_FOURTH {
            return None;
        }

        let lean = (place / reach) as f32 - LEANS as f32;
        let middle = ((place % reach) as f32 + 0.5) * BIN;
        let out = |share: f32| NEAREST + (middle + leaning(lean, share)) / length;

        Some((
            three.from.towards(three.far_from, out(0.0)),
            three.to.towards(three.far_to, out(1.0)),
            seen.min(1.0),
        ))
    }

    /// Where both sides end.
    fn fourth_by_ends(&self, three: &Three) -> Option<(Point, Point, f32)> {
        let [one, other, _] = three.ends.map(|line| self.lines.get(line));
        let share_from = end_of(one?, three.from, three.far_from)?;
        let share_to = end_of(other?, three.to, three.far_to)?;
        let long = three.from.distance(three.far_from).max(three.from.distance(three.to));
        let round = ROUND * long / three.from.distance(three.far_from).max(1.0);

        ((share_from - share_to).abs() < ALIKE).then(|| {
            (
                three.from.towards(three.far_from, share_from + round),
                three.to.towards(three.far_to, share_to + round),
                0.0,
            )
        })
    }
}

/// How much further out than its middle a leaning side is.
fn leaning(lean: f32, share: f32) -> f32 {
    lean * BIN * 1.5 * (share - 0.5)
}

impl Three {
    fn area(&self) -> f32 {
        Quad([self.from, self.to, self.far_to, self.far_from]).area()
    }
}

/// At which share of its length a side ends clearly: before it there is an edge, beyond it none.
fn end_of(line: &Line, from: Point, to: Point) -> Option<f32> {
    let at = |share: f32| from.towards(to, share);

    (0..18)
        .map(|step| NEAREST + 0.02 * step as f32)
        .map(|share| {
            let before = line.coverage(at(share - 0.2), at(share));
            let beyond = line.coverage(at(share), at(share + 0.12));

            (share, before, beyond)
        })
        .filter(|(_, before, beyond)| *before > 0.85 && *beyond < 0.25)
        .max_by(|one, other| (one.1 - one.2).total_cmp(&(other.1 - other.2)))
        .map(|(share, ..)| share)
}
