//! Moves the sides of a found quadrilateral onto the strongest edge nearby, each by itself.
//!
//! A line of the search runs through the whole frame, and what lies on it beyond the card bends it a little.

use crate::judge::edges::Small;
use crate::{Point, Quad};

/// At how many places a side is looked at.
const PLACES: usize = 28;
/// How far to both sides the edge is looked for, in pixels of the small picture.
const REACH: f32 = 4.5;
/// The distance between the two colours that are compared, half of it.
const HALF: f32 = 1.2;

/// The quad with its sides moved, unless that would tear it apart. All in pixels of the small picture.
pub(crate) fn refine(small: &Small, quad: &Quad) -> Quad {
    let sides = quad.sides().map(|(from, to)| side(small, from, to));
    let [top, right, bottom, left] = sides;
    let corners = [
        meet(left, top),
        meet(top, right),
        meet(right, bottom),
        meet(bottom, left),
    ];

    if let [Some(a), Some(b), Some(c), Some(d)] = corners {
        let refined = Quad([a, b, c, d]);

        if refined.moved_from(quad) < REACH * 1.6 {
            return refined;
        }
    }

    *quad
}

/// A side as two points on it.
fn side(small: &Small, from: Point, to: Point) -> (Point, Point) {
    let length = from.distance(to).max(1.0);
    let across = ((from.y - to.y) / length, (to.x - from.x) / length);
    let mut places: Vec<(f32, f32, f32)> = (0..PLACES)
        .filter_map(|place| {
            let share = 0.08 + 0.84 * place as f32 / (PLACES - 1) as f32;
            let (offset, strength) = strongest(small, from.towards(to, share), across)?;

            Some((share, offset, strength))
        })
        .collect();

    for _ in 0..3 {
        let Some((start, slope)) = fit(&places) else {
            return (from, to);
        };
        let away = |place: &(f32, f32, f32)| (place.1 - start - slope * place.0).abs();
        let mut distances: Vec<f32> = places.iter().map(away).collect();
        distances.sort_by(f32::total_cmp);
        let limit = distances
            .get(distances.len() / 2)
            .map_or(1.0, |median| (median * 2.5).max(0.35));

        if distances.last().is_none_or(|most| *most <= limit) {
            break;
        }

        places.retain(|place| away(place) <= limit);
    }

    let Some((start, slope)) = fit(&places) else {
        return (from, to);
    };
    let shift = |point: Point, offset: f32| Point::new(point.x + across.0 * offset, point.y + across.1 * offset);

    (shift(from, start), shift(to, start + slope))
}

/// Where across the side the colours change most, and by how much.
fn strongest(small: &Small, place: Point, across: (f32, f32)) -> Option<(f32, f32)> {
    let change = |offset: f32| {
        let one = small.blended(
            place.x + across.0 * (offset - HALF),
            place.y + across.1 * (offset - HALF),
        );
        let other = small.blended(
            place.x + across.0 * (offset + HALF),
            place.y + across.1 * (offset + HALF),
        );

        one.iter()
            .zip(other)
            .map(|(one, other)| (one - other).abs())
            .fold(0.0, f32::max)
    };
    let steps = (REACH * 2.0) as i32;
    let (best, strength) = (-steps..=steps)
        .map(|step| step as f32 / 2.0)
        // A little dearer further away: of two equal edges the nearer one.
        .map(|offset| (offset, change(offset) * (1.0 - 0.06 * offset.abs())))
        .max_by(|one, other| one.1.total_cmp(&other.1))?;
    let (before, after) = (change(best - 0.5), change(best + 0.5));
    let curve = before - 2.0 * strength + after;
    let shift = if curve.abs() < 0.01 {
        0.0
    } else {
        (0.25 * (before - after) / curve).clamp(-0.25, 0.25)
    };

    (strength > 4.0).then_some((best + shift, strength))
}

/// The weighted line of offsets along a side: its start and its rise to the other end.
fn fit(places: &[(f32, f32, f32)]) -> Option<(f32, f32)> {
    if places.len() < 8 {
        return None;
    }

    let total: f32 = places.iter().map(|place| place.2).sum();
    let mean_share = places.iter().map(|place| place.0 * place.2).sum::<f32>() / total;
    let mean_offset = places.iter().map(|place| place.1 * place.2).sum::<f32>() / total;
    let spread: f32 = places
        .iter()
        .map(|place| (place.0 - mean_share).powi(2) * place.2)
        .sum();
    let rise: f32 = places
        .iter()
        .map(|place| (place.0 - mean_share) * (place.1 - mean_offset) * place.2)
        .sum();
    let slope = if spread > 1e-3 { rise / spread } else { 0.0 };

    Some((mean_offset - slope * mean_share, slope))
}

/// Where two lines through two points each meet.
fn meet(one: (Point, Point), other: (Point, Point)) -> Option<Point> {
    let (ax, ay) = (one.1.x - one.0.x, one.1.y - one.0.y);
    let (bx, by) = (other.1.x - other.0.x, other.1.y - other.0.y);
    let cross = ax * by - ay * bx;

    if cross.abs() < 1e-3 {
        return None;
    }

    let share = ((other.0.x - one.0.x) * by - (other.0.y - one.0.y) * bx) / cross;

    Some(Point::new(one.0.x + ax * share, one.0.y + ay * share))
}
