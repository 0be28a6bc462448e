//! Whether a card was moved while its picture was taken.
//!
//! Along the path everything is smeared, across it edges stay sharp, and a scan that lies obliquely to the path sees
//! sharp streaks. So the steps of brightness are looked at in all directions at once: letters have strokes in every
//! direction, streaks in one.

use image::RgbImage;

use crate::judge::edges::luma;
use crate::{Point, Quad};

/// The card is looked at in so many cells,
const COLUMNS: usize = 16;
const ROWS: usize = 10;
/// at so many places across and down each.
const PLACES: usize = 10;
/// A cell with print has so many times the energy of a blank one,
const OVER_BLANK: f32 = 4.0;
/// and at least this (mean squared Sobel steps, in levels).
const LEAST_ENERGY: f32 = 200.0;
/// Fewer cells with print say nothing.
const LEAST_CELLS: usize = 5;

/// The energy of the steps in a cell, in all directions.
#[derive(Clone, Copy, Default)]
struct Steps {
    across: f32,
    down: f32,
    both: f32,
}

impl Steps {
    fn energy(self) -> f32 {
        self.across + self.down
    }

    /// The energy in the direction that has least, by the energy in the one that has most.
    fn evenness(self, blank: f32) -> f32 {
        let (across, down) = (self.across - blank / 2.0, self.down - blank / 2.0);
        let middle = f32::midpoint(across, down);
        let spread = ((across - down) / 2.0).hypot(self.both);

        ((middle - spread) / (middle + spread).max(1.0)).max(0.0)
    }
}

/// How even the steps of the print are in all directions, 0 (all in one) to 1; 1 where there is hardly any print.
/// Bars and rules run in one direction too: the cells that are most even count.
pub(crate) fn evenness(frame: &RgbImage, quad: &Quad) -> f32 {
    let cells: Vec<Steps> = (0..ROWS)
        .flat_map(|row| (0..COLUMNS).map(move |column| (column, row)))
        .map(|(column, row)| steps(frame, quad, column, row))
        .collect();
    let mut energies: Vec<f32> = cells.iter().map(|cell| cell.energy()).collect();
    energies.sort_by(f32::total_cmp);
    let blank = energies.get(energies.len() / 8).copied().unwrap_or(0.0);
    let mut even: Vec<f32> = cells
        .iter()
        .filter(|cell| cell.energy() > (blank * OVER_BLANK).max(LEAST_ENERGY))
        .map(|cell| cell.evenness(blank))
        .collect();

    if even.len() < LEAST_CELLS {
        return 1.0;
    }

    even.sort_by(f32::total_cmp);

    even.get(even.len() * 7 / 10).copied().unwrap_or(1.0)
}

/// The mean energy of a cell. The rim of the card is left out.
fn steps(frame: &RgbImage, quad: &Quad, column: usize, row: usize) -> Steps {
    let [a, b, c, d] = quad.0;
    let mut sum = Steps::default();

    for place in 0..PLACES * PLACES {
        let share = |cell: usize, cells: usize, place: usize| {
            0.05 + 0.9 * (cell as f32 + (place as f32 + 0.5) / PLACES as f32) / cells as f32
        };
        let right = share(column, COLUMNS, place % PLACES);
        let at = a
            .towards(b, right)
            .towards(d.towards(c, right), share(row, ROWS, place / PLACES));
        let (across, down) = sobel(frame, at);
        sum.across += across * across;
        sum.down += down * down;
        sum.both += across * down;
    }

    let count = (PLACES * PLACES) as f32;

    Steps {
        across: sum.across / count,
        down: sum.down / count,
        both: sum.both / count,
    }
}

fn sobel(frame: &RgbImage, at: Point) -> (f32, f32) {
    let (x, y) = (at.x.max(1.0) as u32, at.y.max(1.0) as u32);
    let value = |right: u32, down: u32| {
        frame
            .get_pixel_checked(x + right - 1, y + down - 1)
            .map_or(0.0, |pixel| f32::from(luma(pixel.0)))
    };
    let (above, row, below) = (
        [value(0, 0), value(1, 0), value(2, 0)],
        [value(0, 1), value(2, 1)],
        [value(0, 2), value(1, 2), value(2, 2)],
    );
    let across = above[2] - above[0] + 2.0 * (row[1] - row[0]) + below[2] - below[0];
    let down = below[0] - above[0] + 2.0 * (below[1] - above[1]) + below[2] - above[2];

    (across, down)
}
