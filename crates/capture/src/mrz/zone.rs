//! Finds the zone in a picture and reads it, whichever way up.

use image::imageops::{FilterType, grayscale, resize};
use image::{GrayImage, RgbImage};
use jiff::civil::Date;

use super::cells::{Cell, Scores, Seen, see};
use super::chains::{Chain, chains};
use super::ink::spots;
use super::layout::columns;
use super::mend::mend;
use super::{Format, MrzError, TravelDocument, parse};
use crate::{Point, Quad};

/// Larger pictures are shrunk: a zone's letters have pixels enough.
const LARGEST: u32 = 2600;
/// The letters of a zone are as like OCR-B as this on average, or it is none.
const LEAST_ALIKE: f32 = 0.60;
/// So many cells beside the ones in sight are tried: the first and last letters may have been missed.
const BESIDE: i32 = 4;
/// The most zones that are tried in one picture.
const MOST_ZONES: usize = 6;

pub(super) fn read(picture: &RgbImage, today: Date) -> Result<(TravelDocument, Quad), MrzError> {
    let luma = grayscale(picture);
    let largest = luma.width().max(luma.height());

    if largest <= LARGEST {
        return read_luma(&luma, today);
    }

    let factor = LARGEST as f32 / largest as f32;
    let size = |side: u32| ((side as f32 * factor) as u32).max(1);
    let small = resize(&luma, size(luma.width()), size(luma.height()), FilterType::Triangle);

    read_luma(&small, today).map(|(document, quad)| (document, quad.scaled(1.0 / factor)))
}

fn read_luma(luma: &GrayImage, today: Date) -> Result<(TravelDocument, Quad), MrzError> {
    let chains = chains(&spots(luma));
    let zones = zones(&chains);

    if zones.is_empty() {
        return Err(MrzError::NoZone);
    }

    let mut worst = MrzError::NoZone;

    for zone in zones.into_iter().take(MOST_ZONES) {
        match zone.read(luma, today) {
            Ok(read) => return Ok(read),
            Err(MrzError::NoZone) => {}
            Err(error) => worst = error,
        }
    }

    Err(worst)
}

/// Lines of letters that stand under each other like those of a zone: three, or two.
fn zones(chains: &[Chain]) -> Vec<Zone> {
    let mut zones: Vec<Zone> = Vec::new();

    for base in chains {
        let middle = i32::midpoint(base.first, base.last);
        let mut lines: Vec<(f32, Line)> = chains
            .iter()
            .filter_map(|other| beside(base, other, middle as f32))
            .collect();
        lines.sort_by(|one, other| one.0.total_cmp(&other.0));

        for count in [3, 2] {
            for run in lines.windows(count) {
                // Only runs that begin with the base, so that none comes twice.
                let begins = run.first().is_some_and(|(distance, _)| distance.abs() < 0.01);
                let even = run.windows(2).all(|pair| (0.9..3.6).contains(&(pair[1].0 - pair[0].0)));

                if begins && even {
                    zones.push(Zone {
                        lines: run.iter().map(|(_, line)| line.clone()).collect(),
                    });
                }
            }
        }
    }

    zones.sort_by_key(|zone| std::cmp::Reverse(zone.lines.iter().map(|line| line.last - line.first + 1).sum::<i32>()));

    zones
}

/// A line, its columns counted like those of the zone's base line.
#[derive(Clone, Debug)]
struct Line {
    chain: Chain,
    /// The chain's number of column 0, and whether its numbers grow with the columns (1) or against them (-1).
    zero: i32,
    way: i32,
    first: i32,
    last: i32,
}

impl Line {
    fn number(&self, column: i32) -> f32 {
        (self.zero + self.way * column) as f32
    }

    fn at(&self, column: i32) -> Point {
        self.chain.course.at(self.number(column))
    }

    fn step(&self, column: i32) -> (f32, f32) {
        let (x, y) = self.chain.course.step(self.number(column));

        (x * self.way as f32, y * self.way as f32)
    }
}

/// Another line as one of the base's zone, and how many pitches below the base it runs.
fn beside(base: &Chain, other: &Chain, middle: f32) -> Option<(f32, Line)> {
    let their_middle = i32::midpoint(other.first, other.last);
    let place = other.course.at(their_middle as f32);
    let column = base.course.number_at(place);
    let (step, theirs) = (base.course.step(column), other.course.step(their_middle as f32));
    let (pitch, their_pitch) = (step.0.hypot(step.1), theirs.0.hypot(theirs.1));
    let along = (step.0 * theirs.0 + step.1 * theirs.1) / (pitch * their_pitch).max(1e-6);
    let level = along.abs() > 0.985 && (0.85..1.18).contains(&(their_pitch / pitch));

    if !level || (column - middle).abs() > 16.0 {
        return None;
    }

    let here = base.course.at(column);
    // Down is to the right of the way that the base line runs.
    let below = (step.0 * (place.y - here.y) - step.1 * (place.x - here.x)) / (pitch * pitch).max(1e-6);
    let way = if along > 0.0 { 1 } else { -1 };

    if below.abs() >= 8.0 {
        return None;
    }

    // Straight below is not at a right angle where the page leans: of the columns near it, the one at which both lines
    // begin and end together.
    (-1..=1)
        .map(|aside| {
            let zero = their_middle - way * (column.round() as i32 + aside);
            let ends = [(other.first - zero) * way, (other.last - zero) * way];
            let (first, last) = (ends[0].min(ends[1]), ends[0].max(ends[1]));
            let lean = (column.round() + aside as f32 - column).abs();
            let apart = ((first - base.first).abs() + (last - base.last).abs()) as f32 + lean;

            (
                apart,
                Line {
                    chain: other.clone(),
                    zero,
                    way,
                    first,
                    last,
                },
            )
        })
        .min_by(|one, other| one.0.total_cmp(&other.0))
        .map(|(_, line)| (below, line))
}

/// Lines that may be a zone.
struct Zone {
    lines: Vec<Line>,
}

/// How a zone is looked at.
#[derive(Clone, Copy, Debug)]
struct Look {
    /// It lies upside down.
    turned: bool,
    /// How high and how wide letters are, against what the pitch lets expect.
    high: f32,
    wide: f32,
    /// How far each line's letters stand beside their expected place, in samples.
    moved: [(f32, f32); 3],
}

impl Zone {
    fn read(&self, luma: &GrayImage, today: Date) -> Result<(TravelDocument, Quad), MrzError> {
        let first = self.lines.iter().map(|line| line.first).min().ok_or(MrzError::NoZone)?;
        let last = self.lines.iter().map(|line| line.last).max().ok_or(MrzError::NoZone)?;
        let seen = last - first + 1;
        let formats: &[Format] = match self.lines.len() {
            3 => &[Format::Td1],
            _ if seen > 40 => &[Format::Td3, Format::Td2],
            _ => &[Format::Td2, Format::Td3],
        };
        let formats: Vec<Format> = formats
            .iter()
            .copied()
            .filter(|format| (seen - columns(*format) as i32).abs() <= 5)
            .collect();

        if formats.is_empty() {
            return Err(MrzError::NoZone);
        }

        let (look, alike) = self.best_look(luma, first, last);

        if alike < LEAST_ALIKE {
            return Err(MrzError::NoZone);
        }

        let (from, to) = (first - BESIDE, last + BESIDE);
        let lines: Vec<Vec<Seen>> = (0..self.lines.len())
            .map(|row| {
                (from..=to)
                    .map(|column| see(luma, &self.cell(&look, row, column)))
                    .collect()
            })
            .collect();

        for format in formats {
            let starts = starts(&lines, columns(format));

            // The likeliest place first; the next one, in case that a smear was taken for a letter.
            for start in starts.into_iter().take(3) {
                let scores = reading_order(&look, &lines, start, columns(format));

                if let Some(mended) = mend(format, &scores)
                    && let Ok(mut document) = parse(&mended.text, today)
                {
                    document.confidence = mended.confidence;
                    let quad = self.quad(&look, from + start as i32, from + (start + columns(format)) as i32 - 1);

                    return Ok((document, quad));
                }
            }
        }

        Err(MrzError::Unreadable)
    }

    /// Tries which way is up and how large letters are on some of the cells.
    fn best_look(&self, luma: &GrayImage, first: i32, last: i32) -> (Look, f32) {
        let columns: Vec<i32> = (0..10)
            .map(|index| first + 1 + (last - first - 2) * index / 9)
            .collect();
        let mut best = (
            Look {
                turned: false,
                high: 1.0,
                wide: 1.0,
                moved: [(0.0, 0.0); 3],
            },
            0.0,
        );
        let coarse = [false, true]
            .into_iter()
            .flat_map(|turned| [0.82, 0.92, 1.04, 1.17].map(|high| (turned, high)));

        for (turned, high) in coarse {
            let look = Look { turned, high, ..best.0 };
            let alike = self.alike(
                luma,
                &Look {
                    moved: [(0.0, 0.0); 3],
                    ..look
                },
                &columns,
            );

            if alike.0 > best.1 {
                best = (Look { moved: alike.1, ..look }, alike.0);
            }
        }

        for (high, wide) in [
            (0.94, 1.0),
            (1.06, 1.0),
            (1.0, 0.9),
            (1.0, 1.1),
            (0.95, 0.95),
            (1.05, 1.05),
        ] {
            let look = Look {
                high: best.0.high * high,
                wide: best.0.wide * wide,
                ..best.0
            };
            let alike = self.alike(luma, &look, &columns);

            if alike.0 > best.1 + 0.004 {
                best = (look, alike.0);
            }
        }

        best
    }

    /// How much cells look like letters on average, and how far beside their places each line's stand.
    fn alike(&self, luma: &GrayImage, look: &Look, columns: &[i32]) -> (f32, [(f32, f32); 3]) {
        let mut sum = 0.0;
        let mut moved = look.moved;

        for (row, moved) in moved.iter_mut().enumerate().take(self.lines.len()) {
            let seen: Vec<Seen> = columns
                .iter()
                .map(|column| see(luma, &self.cell(look, row, *column)))
                .collect();
            sum += seen.iter().map(Seen::best).sum::<f32>();
            moved.0 += middle(seen.iter().map(|seen| seen.moved.0));
            moved.1 += middle(seen.iter().map(|seen| seen.moved.1));
        }

        (sum / (columns.len() * self.lines.len()).max(1) as f32, moved)
    }

    /// Where a cell lies.
    fn cell(&self, look: &Look, row: usize, column: i32) -> Cell {
        let sign = if look.turned { -1.0 } else { 1.0 };
        let Some(line) = self.lines.get(row) else {
            return Cell {
                center: Point::new(0.0, 0.0),
                across: (1.0, 0.0),
                down: (0.0, 1.0),
            };
        };
        let step = line.step(column);
        let pitch = step.0.hypot(step.1);
        let down = self.down(column);
        let across = (step.0 * sign * look.wide, step.1 * sign * look.wide);
        let down = (down.0 * sign * pitch * look.high, down.1 * sign * pitch * look.high);
        let (moved_x, moved_y) = look.moved.get(row).copied().unwrap_or_default();
        let scale = 1.0 / super::letters::WIDTH as f32;
        let center = line.at(column);

        Cell {
            center: Point::new(
                center.x + (across.0 * moved_x + down.0 * moved_y) * scale,
                center.y + (across.1 * moved_x + down.1 * moved_y) * scale,
            ),
            across,
            down,
        }
    }

    /// The way down at a column, one long: from the first line to the last.
    fn down(&self, column: i32) -> (f32, f32) {
        match (self.lines.first(), self.lines.last()) {
            (Some(first), Some(last)) => {
                let (from, to) = (first.at(column), last.at(column));
                let length = from.distance(to).max(1e-6);

                ((to.x - from.x) / length, (to.y - from.y) / length)
            }
            _ => (0.0, 1.0),
        }
    }

    /// The zone's corners, clockwise from its own top left.
    fn quad(&self, look: &Look, first: i32, last: i32) -> Quad {
        let bottom = self.lines.len().saturating_sub(1);
        let corner = |row: usize, column: i32, x: f32, y: f32| {
            let cell = self.cell(&Look { turned: false, ..*look }, row, column);

            Point::new(
                cell.center.x + cell.across.0 * x + cell.down.0 * y,
                cell.center.y + cell.across.1 * x + cell.down.1 * y,
            )
        };
        let mut corners = [
            corner(0, first, -0.5, -0.6),
            corner(0, last, 0.5, -0.6),
            corner(bottom, last, 0.5, 0.6),
            corner(bottom, first, -0.5, 0.6),
        ];

        if look.turned {
            corners.rotate_left(2);
        }

        Quad(corners)
    }
}

/// The cells of a zone from its first line's first to its last line's last, as a person reads them.
fn reading_order(look: &Look, lines: &[Vec<Seen>], start: usize, columns: usize) -> Vec<Scores> {
    let mut cells: Vec<Scores> = lines
        .iter()
        .flat_map(|line| line.iter().skip(start).take(columns))
        .map(|seen| seen.scores)
        .collect();

    // Both the lines' order and the letters' is the other way round.
    if look.turned {
        cells.reverse();
    }

    cells
}

/// The columns at which a zone of this width may begin, the likeliest first.
fn starts(lines: &[Vec<Seen>], width: usize) -> Vec<usize> {
    let count = lines.first().map_or(0, Vec::len);
    let mut starts: Vec<(f32, usize)> = (0..=count.saturating_sub(width))
        .map(|start| {
            let sum: f32 = lines
                .iter()
                .flat_map(|line| line.iter().skip(start).take(width))
                .map(Seen::best)
                .sum();

            (sum, start)
        })
        .collect();
    starts.sort_by(|one, other| other.0.total_cmp(&one.0));

    starts.into_iter().map(|(_, start)| start).collect()
}

fn middle(values: impl Iterator<Item = f32>) -> f32 {
    let mut values: Vec<f32> = values.collect();
    values.sort_by(f32::total_cmp);

    values.get(values.len() / 2).copied().unwrap_or(0.0)
}
