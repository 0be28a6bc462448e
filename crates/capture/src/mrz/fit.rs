//! Curves through places that count at a fixed pitch: seen at an angle, the pitch grows or shrinks along the line.

use crate::Point;

/// Where the letters of a line stand: a quadratic of their number.
#[derive(Clone, Copy, Debug)]
pub(super) struct Course {
    x: [f64; 3],
    y: [f64; 3],
}

impl Course {
    /// The course that fits best; places that are far off it are left out. At least four places.
    pub fn through(places: &[(f32, Point)]) -> Option<Self> {
        let mut kept: Vec<(f32, Point)> = places.to_vec();

        for _ in 0..4 {
            let course = Self::fit(&kept)?;
            let most = course.pitch(kept.get(kept.len() / 2)?.0) * 0.22;
            let before = kept.len();
            kept.retain(|(number, place)| course.at(*number).distance(*place) <= most);

            if kept.len() == before {
                return Some(course);
            }
        }

        Self::fit(&kept)
    }

    fn fit(places: &[(f32, Point)]) -> Option<Self> {
        if places.len() < 4 {
            return None;
        }

        let fit = |value: fn(&Point) -> f32| {
            let mut sums = [0.0_f64; 5];
            let mut sides = [0.0_f64; 3];

            for (number, place) in places {
                let mut power = 1.0;

                for (index, sum) in sums.iter_mut().enumerate() {
                    *sum += power;

                    if let Some(side) = sides.get_mut(index) {
                        *side += power * f64::from(value(place));
                    }

                    power *= f64::from(*number) / 10.0;
                }
            }

            solve(
                [
                    [sums[0], sums[1], sums[2]],
                    [sums[1], sums[2], sums[3]],
                    [sums[2], sums[3], sums[4]],
                ],
                sides,
            )
        };

        Some(Self {
            x: fit(|place| place.x)?,
            y: fit(|place| place.y)?,
        })
    }

    /// Where a letter stands.
    pub fn at(&self, number: f32) -> Point {
        let share = f64::from(number) / 10.0;
        let value = |terms: &[f64; 3]| (terms[0] + terms[1] * share + terms[2] * share * share) as f32;

        Point::new(value(&self.x), value(&self.y))
    }

    /// The way from a letter to the next.
    pub fn step(&self, number: f32) -> (f32, f32) {
        let share = f64::from(number) / 10.0;
        let slope = |terms: &[f64; 3]| ((terms[1] + 2.0 * terms[2] * share) / 10.0) as f32;

        (slope(&self.x), slope(&self.y))
    }

    /// How far apart letters stand, in pixels.
    pub fn pitch(&self, number: f32) -> f32 {
        let (x, y) = self.step(number);

        x.hypot(y)
    }

    /// The letter's number, parts counted, that a place is nearest to.
    pub fn number_at(&self, place: Point) -> f32 {
        let mut number = 0.0_f32;

        for _ in 0..8 {
            let (here, (x, y)) = (self.at(number), self.step(number));
            let along = ((place.x - here.x) * x + (place.y - here.y) * y) / (x * x + y * y).max(1e-6);
            number = (number + along).clamp(-200.0, 200.0);
        }

        number
    }
}

/// Cramer's rule for three unknowns.
fn solve(rows: [[f64; 3]; 3], sides: [f64; 3]) -> Option<[f64; 3]> {
    let determinant = |rows: &[[f64; 3]; 3]| {
        rows[0][0] * (rows[1][1] * rows[2][2] - rows[1][2] * rows[2][1])
            - rows[0][1] * (rows[1][0] * rows[2][2] - rows[1][2] * rows[2][0])
            + rows[0][2] * (rows[1][0] * rows[2][1] - rows[1][1] * rows[2][0])
    };
    let whole = determinant(&rows);

    if whole.abs() < 1e-9 {
        return None;
    }

    let mut solved = [0.0; 3];

    for (column, value) in solved.iter_mut().enumerate() {
        let mut replaced = rows;

        for (row, side) in replaced.iter_mut().zip(sides) {
            row[column] = side;
        }

        *value = determinant(&replaced) / whole;
    }

    Some(solved)
}
