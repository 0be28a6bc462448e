//! Finds a card that leaves the frame, over one side of it or over a corner.

use crate::judge::edges::EdgePoint;
use crate::judge::lines::{Line, turn};
use crate::judge::outline::{HARMLESS, Shape};
use crate::judge::search::{LEAST_PARTED, Search};
use crate::judge::shape::clockwise;
use crate::judge::sides::Pair;
use crate::{Point, Quad};

impl Search {
    /// A card that leaves the frame: one side across, two sides that run from its ends out of the frame.
    pub fn cut(&self, points: &[EdgePoint]) -> Option<Shape> {
        let mut best: Option<Shape> = None;

        for pair in &self.pairs {
            for (end, line) in self.lines.iter().enumerate() {
                if turn(line.degrees, pair.degrees) < 60.0 {
                    continue;
                }

                if let Some(shape) = self.cut_at(pair, end)
                    && best.is_none_or(|best| shape.score > best.score)
                    && is_printed(&shape.quad, points)
                {
                    best = Some(shape);
                }
            }
        }

        best
    }

    /// A card that leaves the frame over two of its sides: only one of its corners is seen, and two sides that run from
    /// there out of the frame.
    pub fn cut_corner(&self, points: &[EdgePoint]) -> Option<Shape> {
        let mut best: Option<Shape> = None;

        for (index, one) in self.lines.iter().enumerate() {
            for (next, other) in self.lines.iter().enumerate().skip(index + 1) {
                if turn(one.degrees, other.degrees) < 62.0 {
                    continue;
                }

                let Some(corner) = self.meeting(index, next) else {
                    continue;
                };
                let shape = [(1.0, 1.0), (1.0, -1.0), (-1.0, 1.0), (-1.0, -1.0)]
                    .into_iter()
                    .find_map(|(way, other_way)| {
                        let out = self.runs_out(index, corner, way)?;
                        let other_out = self.runs_out(next, corner, other_way)?;
                        let through = self.through(&[(index, corner, out), (next, corner, other_out)]);

                        if through > HARMLESS {
                            return None;
                        }

                        self.corner_shape(corner, out, other_out)
                    });

                if let Some(shape) = shape
                    && best.is_none_or(|best| shape.score > best.score)
                    && is_printed(&shape.quad, points)
                {
                    best = Some(shape);
                }
            }
        }

        best
    }

    /// Where a line leaves the frame, if from a corner on it has an edge all the way and on the other side of the
    /// corner has none.
    fn runs_out(&self, number: usize, corner: Point, way: f32) -> Option<Point> {
        let line = self.lines.get(number)?;
        let out = self.way_out(line, corner, way)?;
        let length = corner.distance(out);

        if length < self.height * 0.15 {
            return None;
        }

        let late = corner.towards(out, 0.75);
        let covered = line.coverage(corner, out).min(line.coverage(late, out) + 0.2);
        let parted = self.parted(number, corner, out).min(self.parted(number, late, out));
        let before = corner.towards(out, -self.height * 0.14 / length);
        let start = corner.towards(out, -self.height * 0.03 / length);
        let goes_on = self.inside(before)
            && line.coverage(start, before) > 0.6
            && self.parted(number, start, before) > LEAST_PARTED;

        (covered >= 0.8 && parted >= LEAST_PARTED * 1.5 && !goes_on).then_some(out)
    }

    fn corner_shape(&self, corner: Point, one: Point, other: Point) -> Option<Shape> {
        let (right, bottom) = (self.width - 1.0, self.height - 1.0);
        let is_side = |point: Point| point.x < 1.0 || point.x > right - 1.0;
        // The two must leave over neighbouring sides of the frame: between them lies one of its corners.
        let (side, level) = match (is_side(one), is_side(other)) {
            (true, false) => (one, other),
            (false, true) => (other, one),
            _ => return None,
        };
        let frame = Point::new(
            if side.x < right / 2.0 { 0.0 } else { right },
            if level.y < bottom / 2.0 { 0.0 } else { bottom },
        );
        let quad = clockwise([corner, one, frame, other]);
        let share = quad.area() / (self.width * self.height);

        (0.03..0.7).contains(&share).then(|| Shape {
            quad,
            coverage: 0.8,
            ratio: 0.0,
            outline: 0.8,
            overrun: 0.0,
            through: 0,
            score: 0.8 + 0.45 * share.sqrt(),
        })
    }

    fn cut_at(&self, pair: &Pair, at_end: usize) -> Option<Shape> {
        let (from, to) = (self.meeting(pair.one, at_end)?, self.meeting(pair.other, at_end)?);
        let [one, other, end] = [pair.one, pair.other, at_end].map(|line| self.lines.get(line));
        let (one, other, end) = (one?, other?, end?);
        let breadth = from.distance(to);

        if breadth < self.height * 0.25 || end.coverage(from, to) < 0.75 {
            return None;
        }

        // Both ways along the pair: the card lies on the side where both lines have edges all the way out.
        [1.0, -1.0].into_iter().find_map(|way| {
            let out_one = self.way_out(one, from, way * one.same_way(other))?;
            let out_other = self.way_out(other, to, way)?;
            let (long_one, long_other) = (from.distance(out_one), to.distance(out_other));
            let covered = one.coverage(from, out_one).min(other.coverage(to, out_other)).min(1.0);

            // Much longer than a card: the edge of a desk or of a sheet.
            if covered < 0.72 || long_one.min(long_other) < breadth * 0.2 || long_one.max(long_other) > breadth * 1.75 {
                return None;
            }

            // To the very end: a thing that stops before it is whole.
            let (late_one, late_other) = (from.towards(out_one, 0.8), to.towards(out_other, 0.8));
            let late = one
                .coverage(late_one, out_one)
                .min(other.coverage(late_other, out_other));
            let parted = [
                (pair.one, from, out_one),
                (pair.other, to, out_other),
                (at_end, from, to),
                (pair.one, late_one, out_one),
                (pair.other, late_other, out_other),
            ]
            .into_iter()
            .map(|(line, from, to)| self.parted(line, from, to))
            .fold(f32::MAX, f32::min);

            if parted < LEAST_PARTED * 1.5 || late < 0.55 {
                return None;
            }

            let through = self.through(&[
                (pair.one, from, out_one),
                (pair.other, to, out_other),
                (at_end, from, to),
            ]);

            if through > HARMLESS {
                return None;
            }

            let quad = clockwise([from, to, out_other, out_one]);
            let coverage = f32::midpoint(covered, end.coverage(from, to).min(1.0));
            let share = quad.area() / (self.width * self.height);

            Some(Shape {
                quad,
                coverage,
                ratio: 0.0,
                outline: coverage,
                overrun: 0.0,
                through: 0,
                score: coverage + 0.45 * share.sqrt(),
            })
        })
    }

    /// Where a line leaves the frame when followed one way.
    fn way_out(&self, line: &Line, from: Point, way: f32) -> Option<Point> {
        let (step_x, step_y) = (-line.normal.1 * way, line.normal.0 * way);
        let limit = |start: f32, step: f32, end: f32| {
            if step > 1e-6 {
                (end - start) / step
            } else if step < -1e-6 {
                -start / step
            } else {
                f32::INFINITY
            }
        };
        let length = limit(from.x, step_x, self.width - 1.0).min(limit(from.y, step_y, self.height - 1.0));

        (length.is_finite() && length > 0.0).then(|| Point::new(from.x + step_x * length, from.y + step_y * length))
    }
}

/// Whether a shape has print on it: a corner of a bare desk has none.
pub(crate) fn is_printed(quad: &Quad, points: &[EdgePoint]) -> bool {
    let center = quad.center();
    let inner = Quad(quad.0.map(|corner| center.towards(corner, 0.88)));
    let bounds = inner.bounds();
    let (right, bottom) = (bounds.right(), bounds.bottom());
    let inside = points
        .iter()
        .filter(|point| (bounds.x..=right).contains(&point.x) && (bounds.y..=bottom).contains(&point.y))
        .filter(|point| inner.contains(Point::new(point.x, point.y)))
        .count();

    inside as f32 > inner.area() * 0.02
}
