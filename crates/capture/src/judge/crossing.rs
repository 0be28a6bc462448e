//! Where lines run through one another: those of a ground end where a card lies on it, and those of a card at its
//! sides.

use crate::Point;
use crate::judge::lines::Line;
use crate::judge::search::{LEAST_PARTED, Search};

/// So far to both sides of a meeting a line is followed, as a share of the picture's height.
const FOLLOWED: f32 = 0.09;
/// Beside the other line itself, in pixels, an edge says nothing.
const SKIPPED: f32 = 3.0;
/// A line is seen there when this much of it has an edge.
const SEEN: f32 = 0.75;
/// So near to a corner, as a share of the side, the shape's own sides go on.
const AT_CORNER: f32 = 0.06;

/// For every line, where others run through it.
pub(crate) struct Crossings {
    /// Places along the line, sorted.
    along: Vec<Vec<f32>>,
}

impl Crossings {
    /// No line is known to run through another.
    pub fn none(lines: usize) -> Self {
        Self {
            along: vec![Vec::new(); lines],
        }
    }

    /// Looks at every meeting of two lines.
    pub fn of(search: &Search, meetings: &[Vec<Option<Point>>]) -> Self {
        let reach = search.height * FOLLOWED;
        let along = search
            .lines
            .iter()
            .zip(meetings)
            .map(|(line, meetings)| {
                let mut places: Vec<f32> = search
                    .lines
                    .iter()
                    .zip(meetings)
                    .enumerate()
                    .filter_map(|(number, (other, meets))| {
                        let meets = meets.filter(|meets| search.inside(*meets))?;

                        runs_through(search, number, other, meets, reach).then(|| line.along(meets))
                    })
                    .collect();
                places.sort_by(f32::total_cmp);

                places
            })
            .collect();

        Self { along }
    }

    /// How many lines run through a side that lies on a line.
    pub fn through(&self, line: usize, from: f32, to: f32) -> usize {
        let margin = (to - from) * AT_CORNER;
        let (one, other) = (from + margin, to - margin);
        let (low, high) = (one.min(other), one.max(other));

        self.along.get(line).map_or(0, |places| {
            places.partition_point(|place| *place < high) - places.partition_point(|place| *place < low)
        })
    }
}

/// Whether a line is seen on both sides of a place on it.
fn runs_through(search: &Search, number: usize, line: &Line, place: Point, reach: f32) -> bool {
    let (step_x, step_y) = (-line.normal.1, line.normal.0);
    let at = |distance: f32| Point::new(place.x + step_x * distance, place.y + step_y * distance);
    // Near the rim of the picture a shorter piece must do.
    let piece = |way: f32| {
        [reach, reach * 0.4]
            .into_iter()
            .map(|reach| (at(SKIPPED * way), at(reach * way)))
            .find(|(_, end)| search.inside(*end))
    };
    let (Some(one), Some(other)) = (piece(1.0), piece(-1.0)) else {
        return false;
    };

    [one, other].iter().all(|(from, to)| line.coverage(*from, *to) > SEEN)
        && [one, other]
            .iter()
            .all(|(from, to)| search.parted(number, *from, *to) > LEAST_PARTED)
}
