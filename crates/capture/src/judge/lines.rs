//! Straight lines through edge points: a Hough transform in which a point votes only for lines that run along its
//! own edge, then a fit, and for every line which stretches of it have an edge.

use std::cmp::Reverse;

use crate::Point;
use crate::judge::edges::EdgePoint;
use crate::judge::tiles::Tiles;

/// Degrees a bin of the vote.
const ANGLES: usize = 180;
/// Pixels a bin of the vote.
const STEP: f32 = 1.5;
/// A point votes for this many degrees to both sides of its own direction.
const SPREAD: usize = 2;
/// The most lines that are fitted. Lines of print and of the grain of wood are many, and the card's own edges must be
/// among them.
const MAX_LINES: usize = 120;
/// How far from a line a point may lie to support it, in pixels.
const NEAR: f32 = 1.6;
/// How far a supporting point's direction may differ, in degrees.
const ALIKE: f32 = 14.0;

/// A straight line, and where along it edges were seen.
#[derive(Clone, Debug)]
pub(crate) struct Line {
    /// The unit vector across the line.
    pub normal: (f32, f32),
    /// `normal · point` for every point of the line.
    pub offset: f32,
    /// The direction across, in degrees, 0 to 180.
    pub degrees: f32,
    /// How many pixels of the line have an edge.
    pub support: f32,
    /// Running count of pixels with an edge, from `start` along the line.
    counts: Vec<u16>,
    start: f32,
}

impl Line {
    /// How far along the line a point lies.
    pub fn along(&self, point: Point) -> f32 {
        -point.x * self.normal.1 + point.y * self.normal.0
    }

    /// The share of a stretch of the line that has an edge, 0 to 1.
    pub fn coverage(&self, from: Point, to: Point) -> f32 {
        self.covered(self.along(from), self.along(to))
    }

    /// The share of the line that has an edge between two places along it, 0 to 1.
    pub fn covered(&self, from: f32, to: f32) -> f32 {
        let (low, high) = (from.min(to), from.max(to));
        let count = |at: f32| {
            let index = (at - self.start + 0.5).max(0.0) as usize;

            self.counts
                .get(index.min(self.counts.len().saturating_sub(1)))
                .copied()
                .unwrap_or(0)
        };

        f32::from(count(high) - count(low)) / (high - low).max(1.0)
    }

    /// How far a point lies from the line, with a sign for the side.
    pub fn distance(&self, point: Point) -> f32 {
        point.x * self.normal.0 + point.y * self.normal.1 - self.offset
    }

    /// The point so far along the line from a point on it.
    pub fn ahead(&self, point: Point, length: f32) -> Point {
        Point::new(point.x - self.normal.1 * length, point.y + self.normal.0 * length)
    }

    /// 1 if following another line the same way means the same sign for both, else -1.
    pub fn same_way(&self, other: &Self) -> f32 {
        let same = self.normal.0 * other.normal.0 + self.normal.1 * other.normal.1;

        if same >= 0.0 { 1.0 } else { -1.0 }
    }

    /// Where two lines meet, unless they are nearly parallel.
    pub fn meet(&self, other: &Self) -> Option<Point> {
        let cross = self.normal.0 * other.normal.1 - self.normal.1 * other.normal.0;

        (cross.abs() > 0.2).then(|| {
            Point::new(
                (self.offset * other.normal.1 - other.offset * self.normal.1) / cross,
                (other.offset * self.normal.0 - self.offset * other.normal.0) / cross,
            )
        })
    }

    /// The angle between two lines, in degrees, 0 to 90.
    pub fn angle_to(&self, other: &Self) -> f32 {
        turn(self.degrees, other.degrees)
    }
}

/// The difference of two undirected angles, in degrees, 0 to 90. Both are 0 to 180.
pub(crate) fn turn(one: f32, other: f32) -> f32 {
    let difference = (one - other).abs();

    difference.min(180.0 - difference)
}

/// The lines that most edges lie on.
pub(crate) fn lines(points: &[EdgePoint], width: usize, height: usize) -> Vec<Line> {
    let tiles = Tiles::of(points, width, height);
    let mut found: Vec<Line> = Vec::new();

    let middle = Point::new(width as f32 / 2.0, height as f32 / 2.0);

    for (degrees, offset) in peaks(points, width, height) {
        let Some(line) = fit(&tiles, degrees, offset, width, height) else {
            continue;
        };
        let twin = found
            .iter_mut()
            .find(|known| known.angle_to(&line) < 1.5 && (known.distance(foot(&line, middle)).abs() < 2.2));

        match twin {
            Some(known) if known.support < line.support => *known = line,
            Some(_) => {}
            None => found.push(line),
        }

        if found.len() >= MAX_LINES {
            break;
        }
    }

    found
}

/// The point of a line that is nearest to another point.
fn foot(line: &Line, point: Point) -> Point {
    let distance = line.distance(point);

    Point::new(point.x - line.normal.0 * distance, point.y - line.normal.1 * distance)
}

/// The best voted lines as (degrees, offset), best first.
fn peaks(points: &[EdgePoint], width: usize, height: usize) -> Vec<(f32, f32)> {
    let reach = (width as f32).hypot(height as f32);
    let offsets = (2.0 * reach / STEP) as usize + 3;
    let mut votes = vec![0_u32; ANGLES * offsets];
    let directions: Vec<(f32, f32)> = (0..ANGLES)
        .map(|degree| {
            let radians = (degree as f32).to_radians();

            (radians.cos(), radians.sin())
        })
        .collect();

    for point in points {
        let own = point.normal.round() as usize + ANGLES;

        for degree in own - SPREAD..=own + SPREAD {
            let degree = degree % ANGLES;
            let (cosine, sine) = directions[degree];
            let bin = ((point.x * cosine + point.y * sine + reach) / STEP) as usize;
            let vote = &mut votes[degree * offsets + bin.min(offsets - 1)];
            *vote += u32::from(point.weight);
        }
    }

    // As many votes as a row of middling points as long as a far card's short side.
    let fewest = (height / 9).max(12) as u32 * 4;
    let mut peaks = Vec::new();

    for degree in 0..ANGLES {
        for bin in 2..offsets - 2 {
            let here = votes[degree * offsets + bin];

            // Two neighbouring bins share a line that falls between them.
            if here + votes[degree * offsets + bin + 1] < fewest || here < fewest / 2 {
                continue;
            }

            let is_peak = (ANGLES - 1..=ANGLES + 1).all(|around| {
                let row = (degree + around) % ANGLES;
                // Beyond half a turn the same line has the opposite offset; such a pair is merged after fitting.
                (degree + around < ANGLES || degree + around >= 2 * ANGLES)
                    || (bin - 1..=bin + 1).all(|column| votes[row * offsets + column] <= here)
            });

            if is_peak {
                peaks.push((here, degree, bin));
            }
        }
    }

    peaks.sort_by_key(|(votes, ..)| Reverse(*votes));
    peaks
        .into_iter()
        .take(MAX_LINES * 4)
        .map(|(_, degree, bin)| (degree as f32, (bin as f32 + 0.5) * STEP - reach))
        .collect()
}

/// Fits a line to the points near a voted one, ever nearer ones, and notes where it has edges.
fn fit(tiles: &Tiles, degrees: f32, offset: f32, width: usize, height: usize) -> Option<Line> {
    let radians = degrees.to_radians();
    let mut normal = (radians.cos(), radians.sin());
    let mut offset = offset;
    let mut degrees = degrees;
    let around = tiles.around(normal, offset, degrees);

    for near in [3.2, 2.4, 1.8, 1.4] {
        let near = supporters(&around, normal, offset, degrees, near);
        (normal, offset) = least_squares(near, normal, offset)?;
        degrees = normal.1.atan2(normal.0).to_degrees();

        if degrees < 0.0 {
            degrees += 180.0;
            normal = (-normal.0, -normal.1);
            offset = -offset;
        }
    }

    let reach = (width as f32).hypot(height as f32);
    let mut seen = vec![false; (2.0 * reach) as usize + 2];

    for point in supporters(&around, normal, offset, degrees, NEAR) {
        let along = (-point.x * normal.1 + point.y * normal.0 + reach) as usize;

        // A point stands for its neighbours too: thinning leaves small gaps on slanted lines.
        for index in along.saturating_sub(1)..=along + 1 {
            if let Some(seen) = seen.get_mut(index) {
                *seen = true;
            }
        }
    }

    let mut total = 0_u16;
    let counts: Vec<u16> = seen
        .into_iter()
        .map(|seen| {
            total += u16::from(seen);
            total
        })
        .collect();

    Some(Line {
        normal,
        offset,
        degrees,
        support: f32::from(total),
        counts,
        start: -reach,
    })
}

fn supporters(
    points: &[EdgePoint],
    normal: (f32, f32),
    offset: f32,
    degrees: f32,
    near: f32,
) -> impl Iterator<Item = &EdgePoint> {
    points.iter().filter(move |point| {
        (point.x * normal.0 + point.y * normal.1 - offset).abs() <= near && turn(point.normal, degrees) <= ALIKE
    })
}

/// The line with the least squared distances, near a first guess.
fn least_squares<'a>(
    points: impl Iterator<Item = &'a EdgePoint>,
    guess: (f32, f32),
    offset: f32,
) -> Option<((f32, f32), f32)> {
    let (mut count, mut total) = (0, 0.0);
    let (mut x_sum, mut y_sum) = (0.0, 0.0);
    let (mut xx, mut xy, mut yy) = (0.0, 0.0, 0.0);

    for point in points {
        // Strong edges draw the line to them: beside a card's edge runs the grain of the desk.
        let weight = f32::from(point.weight).powi(2);
        // Seen from the guess, so that the sums stay small.
        let (x, y) = (point.x - offset * guess.0, point.y - offset * guess.1);
        count += 1;
        total += weight;
        x_sum += x * weight;
        y_sum += y * weight;
        xx += x * x * weight;
        xy += x * y * weight;
        yy += y * y * weight;
    }

    if count < 8 {
        return None;
    }

    let (mean_x, mean_y) = (x_sum / total, y_sum / total);
    let (xx, xy, yy) = (xx - mean_x * x_sum, xy - mean_x * y_sum, yy - mean_y * y_sum);
    // The direction of the greatest spread; the normal stands across it.
    let angle = 0.5 * (2.0 * xy).atan2(xx - yy);
    let normal = (-angle.sin(), angle.cos());
    let along_guess = normal.0 * guess.0 + normal.1 * guess.1;
    let normal = if along_guess < 0.0 {
        (-normal.0, -normal.1)
    } else {
        normal
    };
    let (mean_x, mean_y) = (mean_x + offset * guess.0, mean_y + offset * guess.1);

    // A fit that turned away from the vote has followed something else.
    (along_guess.abs() > 0.99).then_some((normal, normal.0 * mean_x + normal.1 * mean_y))
}
