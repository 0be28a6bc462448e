//! Something that lies on an even ground and is no card: a phone, a key. Somebody's hand or face is nothing that was held
//! up.

use crate::judge::edges::Small;

/// The picture is looked at in so many cells.
const COLUMNS: usize = 24;
const ROWS: usize = 14;
/// A cell that differs from the ground by more levels than this belongs to the thing.
const FOREIGN: f32 = 34.0;
/// So much the ground itself may vary, in levels.
const EVEN: f32 = 13.0;
/// The thing fills at least this share of the picture.
const LEAST: f32 = 0.07;
/// More of it than this is skin where it is somebody.
const SKIN: f32 = 0.4;

/// Whether something lies there. Only on an even ground can one tell: in front of a room full of things this says no.
pub(crate) fn is_there(small: &Small) -> bool {
    let cells = cells(small);
    let rim: Vec<&Cell> = cells.iter().filter(|cell| cell.is_rim).collect();
    let grounds: Option<Vec<Plane>> = (0..3).map(|channel| Plane::through(&rim, channel)).collect();
    let Some(grounds) = grounds else {
        return false;
    };
    let away = |cell: &Cell| {
        grounds
            .iter()
            .enumerate()
            .map(|(channel, ground)| (cell.color[channel] - ground.at(cell)).abs())
            .fold(0.0, f32::max)
    };
    let mut rims: Vec<f32> = rim.iter().map(|cell| away(cell)).collect();
    rims.sort_by(f32::total_cmp);
    let is_even = rims.get(rims.len() * 7 / 10).is_some_and(|most| *most < EVEN);
    let foreign: Vec<&Cell> = cells.iter().filter(|cell| away(cell) > FOREIGN).collect();
    let skin = foreign.iter().filter(|cell| cell.is_skin()).count();

    is_even && foreign.len() as f32 > LEAST * cells.len() as f32 && skin as f32 <= SKIN * foreign.len() as f32
}

struct Cell {
    x: f32,
    y: f32,
    color: [f32; 3],
    is_rim: bool,
}

impl Cell {
    /// Skin of every tone is reddest, then green, then blue, by factors that hardly depend on the tone.
    fn is_skin(&self) -> bool {
        let [red, green, blue] = self.color;

        red > green * 1.1 && green > blue * 1.02 && (1.25..3.2).contains(&(red / blue.max(1.0)))
    }
}

fn cells(small: &Small) -> Vec<Cell> {
    let (wide, tall) = (small.width / COLUMNS, small.height / ROWS);

    if wide < 2 || tall < 2 {
        return Vec::new();
    }

    (0..ROWS)
        .flat_map(|row| (0..COLUMNS).map(move |column| (column, row)))
        .map(|(column, row)| {
            let mut sums = [0.0; 3];
            let mut count = 0.0;

            for y in (row * tall..(row + 1) * tall).step_by(2) {
                for x in (column * wide..(column + 1) * wide).step_by(2) {
                    for (sum, value) in sums.iter_mut().zip(small.color(x as f32, y as f32)) {
                        *sum += f32::from(value);
                    }

                    count += 1.0;
                }
            }

            Cell {
                x: column as f32 / COLUMNS as f32 - 0.5,
                y: row as f32 / ROWS as f32 - 0.5,
                color: sums.map(|sum: f32| sum / f32::max(count, 1.0)),
                is_rim: row == 0 || row + 1 == ROWS || column == 0 || column + 1 == COLUMNS,
            }
        })
        .collect()
}

/// One colour of the ground, brighter towards the light.
struct Plane {
    base: f32,
    across: f32,
    down: f32,
}

impl Plane {
    /// The plane through most of the rim: what is far off it, such as a wrist, is left out on the second round.
    fn through(rim: &[&Cell], channel: usize) -> Option<Self> {
        let mut cells: Vec<&Cell> = rim.to_vec();
        let mut plane = Self::fit(&cells, channel)?;

        for _ in 0..3 {
            let mut offs: Vec<f32> = cells
                .iter()
                .map(|cell| (cell.color[channel] - plane.at(cell)).abs())
                .collect();
            offs.sort_by(f32::total_cmp);
            let limit = offs.get(offs.len() * 3 / 4).copied()?.max(4.0);
            cells.retain(|cell| (cell.color[channel] - plane.at(cell)).abs() <= limit);
            plane = Self::fit(&cells, channel)?;
        }

        Some(plane)
    }

    /// Least squares; along the rim the two directions hardly depend on one another.
    fn fit(cells: &[&Cell], channel: usize) -> Option<Self> {
        if cells.len() < 12 {
            return None;
        }

        let count = cells.len() as f32;
        let mean = |value: &dyn Fn(&Cell) -> f32| cells.iter().map(|cell| value(cell)).sum::<f32>() / count;
        let (x, y, color) = (
            mean(&|cell| cell.x),
            mean(&|cell| cell.y),
            mean(&|cell| cell.color[channel]),
        );
        let xx = mean(&|cell| (cell.x - x).powi(2));
        let yy = mean(&|cell| (cell.y - y).powi(2));
        let xy = mean(&|cell| (cell.x - x) * (cell.y - y));
        let xc = mean(&|cell| (cell.x - x) * (cell.color[channel] - color));
        let yc = mean(&|cell| (cell.y - y) * (cell.color[channel] - color));
        let determinant = xx * yy - xy * xy;

        if determinant < 1e-6 {
            return None;
        }

        let across = (xc * yy - yc * xy) / determinant;
        let down = (yc * xx - xc * xy) / determinant;

        Some(Self {
            base: color - across * x - down * y,
            across,
            down,
        })
    }

    fn at(&self, cell: &Cell) -> f32 {
        self.base + self.across * cell.x + self.down * cell.y
    }
}
