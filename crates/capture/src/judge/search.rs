//! The lines of a frame that part colours most clearly, where they meet, and what is seen along them.

use crate::Point;
use crate::judge::contrast::Contrasts;
use crate::judge::crossing::Crossings;
use crate::judge::edges::Small;
use crate::judge::lines::Line;
use crate::judge::sides::Pair;

/// So many lines are taken for sides: of a pattern there are more than can be looked at in 20 milliseconds.
const MAX_LINES: usize = 60;
/// A side of a thing parts two colours by this many levels at least.
pub(crate) const LEAST_PARTED: f32 = 5.0;

/// The lines of a frame.
pub(crate) struct Search {
    pub width: f32,
    pub height: f32,
    pub lines: Vec<Line>,
    /// The contrast across every line.
    contrasts: Vec<Contrasts>,
    /// Where lines meet inside the frame, by their numbers.
    meetings: Vec<Vec<Option<Point>>>,
    pub crossings: Crossings,
    /// The lines that could be opposite sides.
    pub pairs: Vec<Pair>,
}

/// A side of a shape: its line, and from where to where.
pub(crate) type Side = (usize, Point, Point);

impl Search {
    /// Takes the lines that part colours most clearly.
    pub fn new(soft: &Small, lines: Vec<Line>) -> Self {
        let mut ranked: Vec<(f32, Line, Contrasts)> = lines
            .into_iter()
            .map(|line| {
                let contrasts = Contrasts::of(soft, &line);

                (contrasts.prominence(&line, soft.height as f32), line, contrasts)
            })
            .collect();
        ranked.sort_by(|(one, ..), (other, ..)| other.total_cmp(one));
        ranked.truncate(MAX_LINES);
        let (lines, contrasts): (Vec<Line>, Vec<Contrasts>) =
            ranked.into_iter().map(|(_, line, contrasts)| (line, contrasts)).unzip();
        let mut search = Self {
            width: soft.width as f32,
            height: soft.height as f32,
            crossings: Crossings::none(lines.len()),
            lines,
            contrasts,
            meetings: Vec::new(),
            pairs: Vec::new(),
        };
        search.meetings = search
            .lines
            .iter()
            .map(|line| {
                search
                    .lines
                    .iter()
                    .map(|other| line.meet(other).filter(|corner| search.inside(*corner)))
                    .collect()
            })
            .collect();
        search.crossings = Crossings::of(&search, &search.meetings);
        search.pairs = search.pairs();

        search
    }

    /// Where two lines meet inside the frame, by their numbers.
    pub fn meeting(&self, one: usize, other: usize) -> Option<Point> {
        self.meetings.get(one)?.get(other).copied().flatten()
    }

    /// A corner must lie inside the frame: at its very edge the object may go on.
    pub fn inside(&self, corner: Point) -> bool {
        corner.x >= 1.0 && corner.y >= 1.0 && corner.x <= self.width - 2.0 && corner.y <= self.height - 2.0
    }

    /// The share of a stretch of a line that has an edge, 0 to 1.
    pub fn coverage(&self, line: usize, from: Point, to: Point) -> f32 {
        self.lines.get(line).map_or(0.0, |line| line.coverage(from, to))
    }

    /// How much the two sides of a line differ in colour, in levels of the strongest channel. Both sides of a grain of
    /// wood, and of a line of print, are the same.
    pub fn parted(&self, line: usize, from: Point, to: Point) -> f32 {
        self.contrast(line, from, to)
            .into_iter()
            .map(f32::abs)
            .fold(0.0, f32::max)
    }

    /// By how many levels of every channel the one side of a stretch of a line is lighter than the other.
    pub fn contrast(&self, line: usize, from: Point, to: Point) -> [f32; 3] {
        self.lines
            .get(line)
            .zip(self.contrasts.get(line))
            .map_or([0.0; 3], |(line, contrasts)| {
                contrasts.between(line.along(from), line.along(to))
            })
    }
}
