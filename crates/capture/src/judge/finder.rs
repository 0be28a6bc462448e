//! Finds cards: quadrilaterals whose four sides lie on lines that have an edge nearly all the way.
//!
//! Lines rather than contours, because fingers, glare and rounded corners break a contour but not a line.

use crate::judge::cut::is_printed;
use crate::judge::edges::{Small, edges};
use crate::judge::lines::{Line, lines, turn};
use crate::judge::refine::refine;
use crate::judge::shape::{CARD_RATIO, clockwise, is_card_ratio, ratio};
use crate::{Point, Quad};

/// A side is a side when this much of it has an edge: a thumb may hide the rest.
const LEAST_SIDE: f32 = 0.42;
/// And the four together.
const LEAST_MEAN: f32 = 0.70;
/// The smallest card that is looked for, as a share of the frame.
const LEAST_AREA: f32 = 0.008;

/// A card with so much of its outline in sight is wholly in sight.
const WHOLE: f32 = 0.82;
/// What is smaller than this share of the picture may be a picture on a card.
const SMALL: f32 = 0.1;
/// A picture smaller than this, in pixels of the small picture, is not halved again.
const LEAST_HALVED: usize = 120;
/// How far beside a line its two sides' colours are taken, in pixels of the small picture.
const BESIDE: f32 = 4.0;
/// At how many places along the line.
const PARTED_STEPS: usize = 16;
/// A side of a thing parts two colours by this many levels at least.
pub(crate) const LEAST_PARTED: f32 = 5.0;
/// A side whose colours are the same on both sides has at least so much of a line.
const LEAST_FAINT: f32 = 0.6;

/// What was found in a frame, in the frame's own pixels.
#[derive(Clone, Debug, Default)]
pub(crate) struct Found {
    /// The most card-like thing.
    pub card: Option<Shape>,
    /// Another card beside it.
    pub second: Option<Shape>,
    /// A strong quadrilateral that has not the shape of a card.
    pub other: Option<Shape>,
    /// A card of which one or more sides lie outside the frame.
    pub cut: Option<Shape>,
}

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
    pub score: f32,
}

/// Searches a frame that was shrunk.
pub(crate) fn find(small: &Small) -> Found {
    let lifted = small.lifted();
    let found = find_in(&lifted);

    if found.card.is_some() || found.cut.is_some() || small.width < LEAST_HALVED || small.height < LEAST_HALVED {
        return found;
    }

    // Among many lines, as of printed sheets under the card, those of the card itself can be lost. At half the size
    // print is only a grey, and the card's outline still stands.
    let again = find_in(&lifted.halved());

    if again.card.is_some_and(|card| card.coverage >= WHOLE) {
        again
    } else {
        found
    }
}

fn find_in(small: &Small) -> Found {
    let soft = small.softened();
    let points = edges(&soft);
    let lines = lines(&points, small.width, small.height);
    let search = Search {
        width: small.width as f32,
        height: small.height as f32,
        lines: &lines,
        soft: &soft,
    };
    let shapes = search.shapes();
    let factor = small.factor as f32;
    let enlarge = |shape: &Shape| Shape {
        quad: scaled(&refine(small, &shape.quad), factor),
        ..*shape
    };

    let card = shapes
        .iter()
        .filter(|shape| is_card_ratio(shape.ratio))
        .max_by(|one, other| one.score.total_cmp(&other.score));
    let other = shapes
        .iter()
        .filter(|shape| !is_card_ratio(shape.ratio) && shape.outline > 0.85)
        .max_by(|one, other| one.score.total_cmp(&other.score));
    // A part of a sheet of paper can have a card's shape: the sheet is much better outlined.
    let card = card.filter(|card| {
        !other.is_some_and(|other| other.quad.contains(card.quad.center()) && other.outline > card.outline + 0.15)
    });
    let second = card.and_then(|card| {
        shapes
            .iter()
            .filter(|shape| is_card_ratio(shape.ratio) && shape.outline > 0.62)
            .filter(|shape| {
                let size = shape.quad.area() / card.quad.area();

                (0.4..2.5).contains(&size) && apart(&shape.quad, &card.quad) && is_printed(&shape.quad, &points)
            })
            .max_by(|one, other| one.score.total_cmp(&other.score))
    });
    // A card that is seen whole is not cut off, however its sides seem to go on along the grain of the desk.
    let whole = card.filter(|card| card.coverage >= WHOLE);
    let is_small = whole.is_none_or(|card| card.quad.area() < search.width * search.height * SMALL);
    let cut = if is_small { search.cut(&points) } else { None };
    // Unless it is only a picture on the one that is cut off.
    let cut = cut.filter(|cut| {
        whole.is_none_or(|card| cut.quad.contains(card.quad.center()) && cut.quad.area() > 3.0 * card.quad.area())
    });

    let cut = match cut {
        None if card.is_none() => search.cut_corner(&points),
        cut => cut,
    };

    Found {
        card: card.map(enlarge),
        second: second.map(enlarge),
        other: other.map(enlarge),
        cut: cut.map(|shape| Shape {
            quad: scaled(&shape.quad, factor),
            ..shape
        }),
    }
}

/// A quad in the frame's pixels: the middle of a small pixel is the middle of its block.
fn scaled(quad: &Quad, factor: f32) -> Quad {
    Quad(
        quad.0
            .map(|corner| Point::new((corner.x + 0.5) * factor, (corner.y + 0.5) * factor)),
    )
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

/// Whether neither quad's centre lies in the other, nor most of its corners.
fn apart(one: &Quad, other: &Quad) -> bool {
    let inside = |quad: &Quad, of: &Quad| quad.0.iter().filter(|corner| of.contains(**corner)).count();

    !one.contains(other.center()) && !other.contains(one.center()) && inside(one, other) < 2 && inside(other, one) < 2
}

/// The lines of a frame, and its softened picture.
pub(crate) struct Search<'a> {
    pub width: f32,
    pub height: f32,
    pub lines: &'a [Line],
    pub soft: &'a Small,
}

/// Two lines that could be opposite sides.
pub(crate) struct Pair {
    pub one: usize,
    pub other: usize,
    pub degrees: f32,
}

impl Search<'_> {
    /// Every quadrilateral that could be an object.
    fn shapes(&self) -> Vec<Shape> {
        let meetings: Vec<Vec<Option<Point>>> = self
            .lines
            .iter()
            .map(|line| self.lines.iter().map(|other| line.meet(other)).collect())
            .collect();
        let pairs = self.pairs();
        let mut shapes = Vec::new();

        for (index, across) in pairs.iter().enumerate() {
            for down in &pairs[index + 1..] {
                if turn(across.degrees, down.degrees) < 55.0 {
                    continue;
                }

                let meet =
                    |one: usize, other: usize| meetings.get(one).and_then(|row| row.get(other)).copied().flatten();
                let corners = [
                    meet(across.one, down.one),
                    meet(across.one, down.other),
                    meet(across.other, down.other),
                    meet(across.other, down.one),
                ];

                if let [Some(a), Some(b), Some(c), Some(d)] = corners
                    && [a, b, c, d].iter().all(|corner| self.inside(*corner))
                {
                    let sides = [
                        (across.one, a, b),
                        (down.other, b, c),
                        (across.other, c, d),
                        (down.one, d, a),
                    ];
                    shapes.extend(self.shape([a, b, c, d], &sides));
                }
            }
        }

        shapes
    }

    /// A corner must lie inside the frame: at its very edge the object may go on.
    pub fn inside(&self, corner: Point) -> bool {
        corner.x >= 1.0 && corner.y >= 1.0 && corner.x <= self.width - 2.0 && corner.y <= self.height - 2.0
    }

    pub fn pairs(&self) -> Vec<Pair> {
        let mut pairs = Vec::new();
        let least = self.height * 0.08;

        for (one, line) in self.lines.iter().enumerate() {
            for (other, facing) in self.lines.iter().enumerate().skip(one + 1) {
                if line.angle_to(facing) > 24.0 {
                    continue;
                }

                // Parallel enough: measure how far apart they run in the middle of the frame.
                let middle = Point::new(self.width / 2.0, self.height / 2.0);
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

    fn shape(&self, corners: [Point; 4], sides: &[(usize, Point, Point); 4]) -> Option<Shape> {
        let quad = clockwise(corners);
        let share = quad.area() / (self.width * self.height);

        if share < LEAST_AREA {
            return None;
        }

        let mut total = 0.0;
        let mut covers = [0.0; 4];

        for ((line, from, to), cover) in sides.iter().zip(&mut covers) {
            let coverage = self.lines.get(*line)?.coverage(*from, *to).min(1.0);

            if coverage < LEAST_SIDE {
                return None;
            }

            *cover = coverage;
            total += coverage;
        }

        let coverage = total / 4.0;

        if coverage < LEAST_MEAN {
            return None;
        }

        let parts: [f32; 4] = std::array::from_fn(|side| self.parted(sides[side].1, sides[side].2));
        let parted = parts.iter().copied().fold(f32::MAX, f32::min);

        let ratio = ratio(&quad, self.width, self.height);

        if parted < LEAST_PARTED && !(is_card_ratio(ratio) && is_outlined_by_three(parts, covers)) {
            return None;
        }

        let off = (ratio / CARD_RATIO - 1.0).abs();
        let overrun = self.overrun(sides, parts);

        let outline = coverage + 0.15 * (parted / 40.0).min(1.0) - 0.8 * overrun;
        // A card is the largest thing of its shape that is well outlined: what is printed on it is smaller.
        let score = outline + 0.45 * share.sqrt() - 0.8 * off;

        Some(Shape {
            quad,
            coverage,
            ratio,
            outline,
            overrun,
            score,
        })
    }

    /// The share of its corners beyond which sides go on, 0 to 1. The sides of a thing end at its corners; those of
    /// a part of it, such as the white area below a header, go on.
    fn overrun(&self, sides: &[(usize, Point, Point); 4], parts: [f32; 4]) -> f32 {
        let ends = sides
            .iter()
            .zip(parts)
            .flat_map(|((line, from, to), part)| [(*line, *from, *to, part), (*line, *to, *from, part)]);
        let over = ends.filter(|(line, from, to, part)| {
            let beyond = from.towards(*to, 1.16);
            // A little past the corner, because corners are round and lines a little off.
            let start = from.towards(*to, 1.03);

            self.inside(beyond)
                && self
                    .lines
                    .get(*line)
                    .is_some_and(|line| line.coverage(start, beyond) > 0.7)
                && self.parted(start, beyond) > (part * 0.5).max(LEAST_PARTED)
        });

        over.count() as f32 / 8.0
    }

    /// How much the two sides of a line differ in colour, in levels of the strongest channel. Both sides of a grain of
    /// wood, and of a line of print, are the same.
    pub fn parted(&self, from: Point, to: Point) -> f32 {
        let length = from.distance(to).max(1.0);
        let (across_x, across_y) = ((to.y - from.y) / length * BESIDE, (from.x - to.x) / length * BESIDE);
        let mut sums = [0_i32; 3];

        for step in 0..PARTED_STEPS {
            let point = from.towards(to, 0.1 + 0.8 * step as f32 / (PARTED_STEPS - 1) as f32);
            let one = self.soft.color(point.x + across_x, point.y + across_y);
            let other = self.soft.color(point.x - across_x, point.y - across_y);

            for (sum, (one, other)) in sums.iter_mut().zip(one.into_iter().zip(other)) {
                *sum += i32::from(one) - i32::from(other);
            }
        }

        sums.iter().map(|sum| sum.abs()).max().unwrap_or(0) as f32 / PARTED_STEPS as f32
    }
}
