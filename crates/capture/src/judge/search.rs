//! Quadrilaterals among the lines of a frame, and how well each is outlined.

use crate::judge::crossing::Crossings;
use crate::judge::edges::Small;
use crate::judge::lines::{Line, turn};
use crate::judge::shape::{CARD_RATIO, clockwise, is_card_ratio, ratio};
use crate::{Point, Quad};

/// A side is a side when this much of it has an edge: a thumb may hide the rest.
const LEAST_SIDE: f32 = 0.42;
/// And the four together.
const LEAST_MEAN: f32 = 0.70;
/// The smallest card that is looked for, as a share of the frame.
const LEAST_AREA: f32 = 0.008;
/// Opposite sides differ in direction by no more degrees than this.
const MOST_LEAN: f32 = 24.0;
/// And neighbouring ones by no fewer.
const LEAST_TURN: f32 = 55.0;
/// How far beside a line its two sides' colours are taken, in pixels of the small picture.
const BESIDE: f32 = 4.0;
/// At how many places along the line.
const PARTED_STEPS: usize = 16;
/// A side of a thing parts two colours by this many levels at least.
pub(crate) const LEAST_PARTED: f32 = 5.0;
/// A side whose colours are the same on both sides has at least so much of a line.
const LEAST_FAINT: f32 = 0.6;
/// The sides of a finger or a pen that lie over a card's edge run through it.
pub(crate) const HARMLESS: usize = 2;
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
const MOST_THROUGH: usize = 9;

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

/// The lines of a frame, and its softened picture.
pub(crate) struct Search<'a> {
    pub width: f32,
    pub height: f32,
    pub lines: &'a [Line],
    pub soft: &'a Small,
    /// Where lines meet inside the frame, by their numbers.
    meetings: Vec<Vec<Option<Point>>>,
    crossings: Crossings,
}

/// Two lines that could be opposite sides.
#[derive(Clone, Copy)]
pub(crate) struct Pair {
    pub one: usize,
    pub other: usize,
    pub degrees: f32,
}

/// A side of a shape: its line, and from where to where.
pub(crate) type Side = (usize, Point, Point);

impl<'a> Search<'a> {
    pub fn new(soft: &'a Small, lines: &'a [Line]) -> Self {
        let mut search = Self {
            width: soft.width as f32,
            height: soft.height as f32,
            lines,
            soft,
            meetings: Vec::new(),
            crossings: Crossings::none(lines.len()),
        };
        search.meetings = lines
            .iter()
            .map(|line| {
                lines
                    .iter()
                    .map(|other| line.meet(other).filter(|corner| search.inside(*corner)))
                    .collect()
            })
            .collect();
        search.crossings = Crossings::of(&search, &search.meetings);

        search
    }

    /// Every quadrilateral that could be an object.
    pub fn shapes(&self) -> Vec<Shape> {
        let pairs = self.pairs();
        let mut numbers = vec![None; self.lines.len() * self.lines.len()];

        for (number, pair) in pairs.iter().enumerate() {
            if let Some(place) = numbers.get_mut(pair.one * self.lines.len() + pair.other) {
                *place = Some(number);
            }
        }

        let mut shapes = Vec::new();

        for (number, across) in pairs.iter().enumerate() {
            // The lines that could lead from one to the other.
            let rungs: Vec<(usize, Point, Point)> = (0..self.lines.len())
                .filter_map(|line| {
                    let (from, to) = (self.meeting(across.one, line)?, self.meeting(across.other, line)?);

                    (self.lines.get(line)?.coverage(from, to) >= LEAST_SIDE).then_some((line, from, to))
                })
                .collect();

            for (index, (one, a, d)) in rungs.iter().enumerate() {
                for (other, b, c) in &rungs[index + 1..] {
                    let down = numbers
                        .get(one * self.lines.len() + other)
                        .copied()
                        .flatten()
                        // Every quadrilateral is found from both of its pairs.
                        .filter(|down| *down > number)
                        .and_then(|down| pairs.get(down))
                        .filter(|down| turn(across.degrees, down.degrees) >= LEAST_TURN);

                    if down.is_some() {
                        let sides = [
                            (across.one, *a, *b),
                            (*other, *b, *c),
                            (across.other, *c, *d),
                            (*one, *d, *a),
                        ];
                        shapes.extend(self.shape(&sides));
                    }
                }
            }
        }

        shapes
    }

    /// Where two lines meet inside the frame, by their numbers.
    pub fn meeting(&self, one: usize, other: usize) -> Option<Point> {
        self.meetings.get(one)?.get(other).copied().flatten()
    }

    /// A corner must lie inside the frame: at its very edge the object may go on.
    pub fn inside(&self, corner: Point) -> bool {
        corner.x >= 1.0 && corner.y >= 1.0 && corner.x <= self.width - 2.0 && corner.y <= self.height - 2.0
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

    /// The shape of four sides, if they make one.
    pub fn shape(&self, sides: &[Side; 4]) -> Option<Shape> {
        let mut covers = [0.0; 4];

        for ((line, from, to), cover) in sides.iter().zip(&mut covers) {
            *cover = self.lines.get(*line)?.coverage(*from, *to).min(1.0);

            if *cover < LEAST_SIDE {
                return None;
            }
        }

        let coverage = covers.iter().sum::<f32>() / 4.0;

        if coverage < LEAST_MEAN {
            return None;
        }

        let quad = clockwise(sides.map(|(_, from, _)| from));
        let share = quad.area() / (self.width * self.height);

        if share < LEAST_AREA {
            return None;
        }

        let through = self.through(sides);

        if through > MOST_THROUGH {
            return None;
        }

        let parts: [f32; 4] = sides.map(|(_, from, to)| self.parted(from, to));
        let parted = parts.iter().copied().fold(f32::MAX, f32::min);
        let ratio = ratio(&quad, self.width, self.height);

        if parted < LEAST_PARTED && !(is_card_ratio(ratio) && is_outlined_by_three(parts, covers)) {
            return None;
        }

        let off = (ratio / CARD_RATIO - 1.0).abs();
        let overrun = self.overrun(sides, parts);
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
        sides
            .iter()
            .filter_map(|(line, from, to)| {
                let along = self.lines.get(*line)?;

                Some(self.crossings.through(*line, along.along(*from), along.along(*to)))
            })
            .sum()
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
                    && self.parted(start, beyond) > (part * 0.5).max(LEAST_PARTED)
            })
        });

        over.count() as f32 / 8.0
    }

    /// How much the two sides of a line differ in colour, in levels of the strongest channel. Both sides of a grain of
    /// wood, and of a line of print, are the same.
    pub fn parted(&self, from: Point, to: Point) -> f32 {
        self.contrast(from, to).into_iter().map(f32::abs).fold(0.0, f32::max)
    }

    /// By how many levels of every channel the one side of a line is lighter than the other.
    pub fn contrast(&self, from: Point, to: Point) -> [f32; 3] {
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

        sums.map(|sum| sum as f32 / PARTED_STEPS as f32)
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
