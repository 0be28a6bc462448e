//! Edge points sorted by where they lie and which way their edge runs, so that the fit of a line looks only at those that
//! can belong to it.

use crate::judge::edges::EdgePoint;

/// The side of a tile, in pixels, and half its diagonal.
const SIDE: usize = 32;
const HALF_DIAGONAL: f32 = 22.7;
/// Directions that are kept together, in degrees, and how many such groups half a turn has.
const GROUP: usize = 15;
const GROUPS: usize = 12;
/// A fit moves a voted line by no more than this, in pixels,
const AROUND: f32 = 9.0;
/// and looks at no points whose direction differs by more degrees.
const AROUND_DEGREES: f32 = 17.0;

/// The points of one picture.
pub(crate) struct Tiles {
    across: usize,
    /// By tile, and within by direction.
    groups: Vec<Vec<EdgePoint>>,
}

impl Tiles {
    pub fn of(points: &[EdgePoint], width: usize, height: usize) -> Self {
        let (across, down) = (width / SIDE + 1, height / SIDE + 1);
        let mut groups = vec![Vec::new(); across * down * GROUPS];

        for point in points {
            let (column, row) = (point.x as usize / SIDE, point.y as usize / SIDE);
            let group = (point.normal as usize / GROUP).min(GROUPS - 1);
            let at = (row.min(down - 1) * across + column.min(across - 1)) * GROUPS + group;

            if let Some(group) = groups.get_mut(at) {
                group.push(*point);
            }
        }

        Self { across, groups }
    }

    /// The points that may come to support a line while it is fitted: all others are left out at once.
    pub fn around(&self, normal: (f32, f32), offset: f32, degrees: f32) -> Vec<EdgePoint> {
        let is_near = |x: f32, y: f32, most: f32| (x * normal.0 + y * normal.1 - offset).abs() <= most;
        let first = (degrees - AROUND_DEGREES).rem_euclid(180.0) as usize / GROUP;
        let count = (2.0 * AROUND_DEGREES) as usize / GROUP + 2;
        let mut around = Vec::new();

        for (tile, groups) in self.groups.chunks_exact(GROUPS).enumerate() {
            let middle = |at: usize| (at * SIDE + SIDE / 2) as f32;

            if !is_near(
                middle(tile % self.across),
                middle(tile / self.across),
                AROUND + HALF_DIAGONAL,
            ) {
                continue;
            }

            for points in (first..first + count).filter_map(|group| groups.get(group % GROUPS)) {
                around.extend(points.iter().filter(|point| is_near(point.x, point.y, AROUND)));
            }
        }

        around
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

    use super::*;

    #[test]
    fn none_is_left_out_that_lies_near_and_runs_alike() {
        let point = |x: f32, y: f32, normal: f32| EdgePoint {
            x,
            y,
            normal,
            weight: 4,
        };
        let points: Vec<EdgePoint> = (0..480)
            .step_by(3)
            .flat_map(|x| (0..270).step_by(5).map(move |y| (x, y)))
            .map(|(x, y)| point(x as f32, y as f32, ((x * 7 + y * 13) % 180) as f32))
            .collect();
        let tiles = Tiles::of(&points, 480, 270);

        for degrees in [0.0_f32, 3.0, 44.0, 90.0, 137.0, 178.0] {
            let normal = (degrees.to_radians().cos(), degrees.to_radians().sin());
            let offset = 240.0 * normal.0 + 135.0 * normal.1;
            let belongs = |point: &&EdgePoint| {
                let turn = (point.normal - degrees).abs();

                (point.x * normal.0 + point.y * normal.1 - offset).abs() <= AROUND
                    && turn.min(180.0 - turn) <= AROUND_DEGREES
            };
            let wanted = points.iter().filter(belongs).count();
            let found = tiles.around(normal, offset, degrees);

            assert!(wanted > 50, "{wanted}");
            assert_eq!(found.iter().filter(belongs).count(), wanted, "at {degrees}");
            assert!(found.len() < points.len() / 6);
        }
    }
}
