//! Lines of letters at a fixed pitch, among all the spots of a picture.

use super::fit::Course;
use super::ink::Spot;
use crate::Point;

/// A line with fewer letters in sight is not followed.
const LEAST: usize = 16;
/// The longest line has 44; what lies beside it may look like letters.
const LONGEST: i32 = 60;
/// Letters of OCR-B are about as high as they are apart. What is nearer or further than this is not the next letter: a
/// line of every second letter would be as even.
const NEAREST: f32 = 0.5;
const FURTHEST: f32 = 1.55;
/// The side of the squares in which spots are looked up, in pixels.
const SQUARE: f32 = 48.0;

/// A line of letters.
#[derive(Clone, Debug)]
pub(super) struct Chain {
    pub course: Course,
    /// The numbers of its first and last letters in sight.
    pub first: i32,
    pub last: i32,
}

/// The spots, by the square that they lie in.
struct Ground<'a> {
    spots: &'a [Spot],
    squares: Vec<Vec<u32>>,
    across: usize,
    down: usize,
}

impl<'a> Ground<'a> {
    fn of(spots: &'a [Spot]) -> Self {
        let far = |value: fn(&Spot) -> f32| spots.iter().map(value).fold(0.0, f32::max);
        let across = (far(|spot| spot.center.x) / SQUARE) as usize + 1;
        let down = (far(|spot| spot.center.y) / SQUARE) as usize + 1;
        let mut squares = vec![Vec::new(); across * down];

        for (index, spot) in spots.iter().enumerate() {
            let square = (spot.center.y / SQUARE) as usize * across + (spot.center.x / SQUARE) as usize;

            if let Some(square) = squares.get_mut(square) {
                square.push(index as u32);
            }
        }

        Self {
            spots,
            squares,
            across,
            down,
        }
    }

    /// The spots within a distance of a place.
    fn near(&self, place: Point, reach: f32) -> impl Iterator<Item = (usize, &Spot)> {
        let range = |value: f32, most: usize| {
            let from = ((value - reach) / SQUARE).max(0.0) as usize;
            let to = ((value + reach) / SQUARE).max(0.0) as usize;

            from.min(most)..(to + 1).min(most)
        };
        let columns = range(place.x, self.across);

        range(place.y, self.down)
            .flat_map(move |row| columns.clone().map(move |column| row * self.across + column))
            .filter_map(|square| self.squares.get(square))
            .flatten()
            .filter_map(|index| Some((*index as usize, self.spots.get(*index as usize)?)))
            .filter(move |(_, spot)| spot.center.distance(place) <= reach)
    }
}

/// Every line of letters at a fixed pitch.
pub(super) fn chains(spots: &[Spot]) -> Vec<Chain> {
    let ground = Ground::of(spots);
    let mut used = vec![false; spots.len()];
    let mut chains = Vec::new();

    for (start, spot) in spots.iter().enumerate() {
        if used[start] {
            continue;
        }

        let mut nearest: Vec<(f32, usize)> = ground
            .near(spot.center, spot.size * FURTHEST)
            .filter(|(other, near)| *other != start && !used[*other] && alike(spot.size, near.size))
            .map(|(other, near)| (near.center.distance(spot.center), other))
            .filter(|(distance, _)| *distance >= spot.size * NEAREST)
            .collect();
        nearest.sort_by(|one, other| one.0.total_cmp(&other.0));

        let best = nearest
            .into_iter()
            .take(6)
            .filter_map(|(_, next)| follow(&ground, &used, start, next))
            .max_by_key(Vec::len);

        if let Some(links) = best.filter(|links| links.len() >= LEAST)
            && let Some(chain) = chain(spots, &links)
        {
            for (_, index) in &links {
                used[*index] = true;
            }

            chains.push(chain);
        }
    }

    chains
}

/// Letters of a line are as large as each other, give or take what makes an I thin.
fn alike(one: f32, other: f32) -> bool {
    (0.55..1.8).contains(&(other / one))
}

/// Numbered spots.
type Links = Vec<(i32, usize)>;

/// Follows a line from two spots on, both ways.
fn follow(ground: &Ground, used: &[bool], start: usize, next: usize) -> Option<Links> {
    let mut links: Links = vec![(0, start), (1, next)];
    extend(ground, used, &mut links, 1);

    // A line is long: what ends after three letters forwards and backwards is none.
    links.reverse();
    extend(ground, used, &mut links, -1);
    links.reverse();

    (links.len() >= LEAST).then_some(links)
}

/// Goes on at the end of the links as long as spots stand where the pitch lets them be expected.
fn extend(ground: &Ground, used: &[bool], links: &mut Links, way: i32) {
    let mut missed = 0;
    let Some((mut number, _)) = links.last().copied() else {
        return;
    };

    while number.abs() < LONGEST {
        number += way;
        let Some((place, pitch)) = expected(ground.spots, links, number) else {
            return;
        };
        let size = links
            .last()
            .and_then(|link| ground.spots.get(link.1))
            .map_or(0.0, |spot| spot.size);
        let tolerance = pitch * if links.len() < 4 { 0.38 } else { 0.26 };
        let found = ground
            .near(place, tolerance)
            .filter(|(index, spot)| !used[*index] && alike(size, spot.size))
            .filter(|(index, _)| links.iter().rev().take(3).all(|link| link.1 != *index))
            .min_by(|one, other| one.1.center.distance(place).total_cmp(&other.1.center.distance(place)));

        match found {
            Some((index, _)) => {
                missed = 0;
                links.push((number, index));
            }
            // A letter may have lost its ink or touch its neighbour.
            None if missed < 3 && links.len() >= 6 => missed += 1,
            None => return,
        }
    }
}

/// Where the next letter should stand, from the last few: on a straight line through them.
fn expected(spots: &[Spot], links: &Links, number: i32) -> Option<(Point, f32)> {
    let recent = &links[links.len().saturating_sub(9)..];
    let count = recent.len() as f32;
    let mut sums = [0.0_f32; 6];

    for (number, index) in recent {
        let (number, center) = (*number as f32, spots.get(*index)?.center);
        sums[0] += number;
        sums[1] += number * number;
        sums[2] += center.x;
        sums[3] += center.x * number;
        sums[4] += center.y;
        sums[5] += center.y * number;
    }

    let spread = count * sums[1] - sums[0] * sums[0];

    if spread.abs() < 1e-3 {
        return None;
    }

    let line = |sum: f32, product: f32| {
        let slope = (count * product - sums[0] * sum) / spread;

        ((sum - slope * sums[0]) / count, slope)
    };
    let (x, step_x) = line(sums[2], sums[3]);
    let (y, step_y) = line(sums[4], sums[5]);
    let number = number as f32;

    Some((
        Point::new(x + step_x * number, y + step_y * number),
        step_x.hypot(step_y),
    ))
}

fn chain(spots: &[Spot], links: &Links) -> Option<Chain> {
    let center = |link: Option<&(i32, usize)>| spots.get(link?.1).map(|spot| spot.center);
    let (from, to) = (
        center(links.iter().min_by_key(|link| link.0))?,
        center(links.iter().max_by_key(|link| link.0))?,
    );
    let (x, y) = (to.x - from.x, to.y - from.y);
    // All lines count their letters the same way: to the right, or down.
    let way = if (if x.abs() >= y.abs() { x } else { y }) < 0.0 {
        -1
    } else {
        1
    };
    let places: Vec<(f32, Point)> = links
        .iter()
        .filter_map(|(number, index)| Some(((number * way) as f32, spots.get(*index)?.center)))
        .collect();
    let course = Course::through(&places)?;
    let numbers = links.iter().map(|link| link.0 * way);

    Some(Chain {
        course,
        first: numbers.clone().min()?,
        last: numbers.max()?,
    })
}
