//! How bright a card is, and where a lamp shines on it.

use std::collections::BTreeMap;

use image::RgbImage;

use crate::judge::edges::Small;
use crate::judge::fading::faded;
use crate::{Point, Quad, Spot};

/// At the top of the scale: nothing can be read there.
const BURNT: u8 = 250;
/// A burnt place smaller than this share of the card hides no field.
const LEAST_PLACE: f32 = 0.002;
/// How far outside a burnt place is looked, in pixels of the small picture.
const AROUND: usize = 12;
/// Beyond this many the paper itself is reached.
const PAPER: usize = 8;
/// From one pixel to the next a lamp's image falls by less than this: print and panels have harder edges.
const HARD: i16 = 42;
/// And down to the paper by more than this: paper in bright light hardly falls off.
const FALL: f32 = 8.0;
/// So much of a place's rim, apart from print that runs into it, falls softly where it is a lamp's image.
const SOFT_RIM: f32 = 0.45;
/// And so much where it veils ink besides.
const VEILED_RIM: f32 = 0.2;
/// A place that has more print than this inside is bright paper.
const PRINT_INSIDE: f32 = 0.06;
/// What is this much darker than paper is ink, in levels.
const INK: i16 = 24;
/// Beside a lamp's image ink has less than this share of the depth that it has further away.
const WASHED: f32 = 0.5;
/// A window's image has hard edges all around, and nothing else on the card is as bright.
const WINDOW_RIM: f32 = 0.7;
const WINDOW_REST: usize = 225;
const WINDOW_PRINT: f32 = 0.005;
const WINDOW_SHARE: f32 = 0.2;
const WINDOW_LEAST: f32 = 0.015;
const WINDOW_FALL: f32 = 12.0;
/// A step of so many levels is print.
const STEP: i16 = 26;

/// A bright spot on a card.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Shine {
    pub spot: Spot,
    pub over_print: bool,
}

/// How a card is lit.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Light {
    /// The card's light parts, 0 to 1.
    pub brightness: f32,
    /// The share of the card that glare hides, 0 to 1.
    pub glare: f32,
    pub shine: Option<Shine>,
}

/// Measures the light on a card; glare only where it is asked for.
pub(crate) fn light(frame: &RgbImage, small: &Small, quad: &Quad, with_glare: bool) -> Light {
    let quad = quad.scaled(1.0 / small.factor as f32);
    let center = quad.center();
    let inner = Quad(quad.0.map(|corner| center.towards(corner, 0.94)));
    let bounds = inner.bounds();
    let mut histogram = [0_usize; 256];
    let mut all = 0_usize;
    let mut burnt: Vec<(usize, usize)> = Vec::new();

    for y in bounds.y.max(0.0) as usize..(bounds.bottom().max(0.0) as usize).min(small.height) {
        for x in bounds.x.max(0.0) as usize..(bounds.right().max(0.0) as usize).min(small.width) {
            if inner.contains(Point::new(x as f32, y as f32)) {
                let value = small.luma(x, y);
                histogram[usize::from(value)] += 1;
                all += 1;

                if value >= BURNT {
                    burnt.push((x, y));
                }
            }
        }
    }

    if all == 0 {
        return Light::default();
    }

    let percentile = |share: f32| {
        let wanted = (all as f32 * share) as usize;
        let mut seen = 0;

        histogram
            .iter()
            .position(|count| {
                seen += count;
                seen > wanted
            })
            .unwrap_or(255)
    };
    // A dark card's light parts are its print, of which there is less.
    let brightness = percentile(0.95).max(percentile(0.985) * 9 / 10) as f32 / 255.0;

    if !with_glare {
        return Light {
            brightness,
            ..Light::default()
        };
    }

    let mut lamps: Vec<(usize, usize)> = Vec::new();

    for place in places(small, &burnt) {
        if place.len() as f32 >= LEAST_PLACE * all as f32 && is_lamp(small, &inner, &place, &histogram) {
            lamps.extend(place);
        }
    }

    if lamps.is_empty() {
        lamps = faded(frame, small, &inner);
    }

    if lamps.is_empty() {
        return Light {
            brightness,
            ..Light::default()
        };
    }

    Light {
        brightness,
        glare: lamps.len() as f32 / all as f32,
        shine: Some(Shine {
            spot: spot(&quad, &lamps),
            over_print: is_over_print(small, &lamps),
        }),
    }
}

/// The burnt pixels that hang together.
fn places(small: &Small, burnt: &[(usize, usize)]) -> Vec<Vec<(usize, usize)>> {
    let mut open = vec![false; small.width * small.height];

    for (x, y) in burnt {
        if let Some(cell) = open.get_mut(y * small.width + x) {
            *cell = true;
        }
    }

    let mut take = |x: usize, y: usize| {
        (x < small.width && y < small.height && open[y * small.width + x]).then(|| {
            open[y * small.width + x] = false;

            (x, y)
        })
    };
    let mut places = Vec::new();

    for (x, y) in burnt {
        let mut place: Vec<(usize, usize)> = take(*x, *y).into_iter().collect();
        let mut next = 0;

        while let Some((x, y)) = place.get(next).copied() {
            next += 1;
            place.extend(
                [(x + 1, y), (x.wrapping_sub(1), y), (x, y + 1), (x, y.wrapping_sub(1))]
                    .into_iter()
                    .filter_map(|(x, y)| take(x, y)),
            );
        }

        if !place.is_empty() {
            places.push(place);
        }
    }

    places
}

/// Whether a burnt place is the image of a lamp or a window, and not the card's own paper in bright light, on which
/// print still shows. A lamp's image has a soft rim, and veils the ink beside it.
fn is_lamp(small: &Small, card: &Quad, place: &[(usize, usize)], histogram: &[usize; 256]) -> bool {
    let rim = Rim::of(small, card, place);
    let print = print_inside(small, place);

    if print > PRINT_INSIDE {
        return false;
    }

    if rim.soft >= SOFT_RIM {
        return true;
    }

    let (near, far) = ink_around(small, card, place);

    if let (Some(near), Some(far)) = (near, far)
        && near < far * WASHED
        && rim.soft >= VEILED_RIM
    {
        return true;
    }

    // The brightest of the rest of the card.
    let rest: usize = histogram[..usize::from(BURNT)].iter().sum();
    let mut seen = 0;
    let brightest = histogram
        .iter()
        .position(|count| {
            seen += count;
            seen * 100 > rest * 97
        })
        .unwrap_or(255);

    let size = place.len() as f32 / card.area().max(1.0);
    let is_bare = print < WINDOW_PRINT && size < WINDOW_SHARE;
    let is_white = brightest < WINDOW_REST && rim.dark >= WINDOW_RIM;

    // Or it is all at once whiter than any paper around it, and large.
    is_bare && (is_white || (size > WINDOW_LEAST && rim.edged >= WINDOW_RIM))
}

/// How a burnt place ends: shares of its rim.
struct Rim {
    /// Of what does not end hard.
    soft: f32,
    /// Of what ends hard, with something darker beyond.
    dark: f32,
    /// Of what ends within four pixels, with paper or ink beyond.
    edged: f32,
}

impl Rim {
    fn of(small: &Small, card: &Quad, place: &[(usize, usize)]) -> Self {
        let count = place.len() as f32;
        let x = place.iter().map(|place| place.0 as f32).sum::<f32>() / count;
        let y = place.iter().map(|place| place.1 as f32).sum::<f32>() / count;
        let (mut soft, mut hard, mut dark, mut edged, mut all) = (0_usize, 0_usize, 0_usize, 0_usize, 0_usize);

        for &(px, py) in place {
            let is_rim = [
                (px + 1, py),
                (px.wrapping_sub(1), py),
                (px, py + 1),
                (px, py.wrapping_sub(1)),
            ]
            .into_iter()
            .any(|(x, y)| x < small.width && y < small.height && small.luma(x, y) < BURNT);

            if !is_rim {
                continue;
            }

            let (dx, dy) = (px as f32 - x, py as f32 - y);
            let length = dx.hypot(dy).max(1.0);
            let way_out: Vec<i16> = (0..=AROUND)
                .map(|step| {
                    Point::new(
                        px as f32 + dx / length * step as f32,
                        py as f32 + dy / length * step as f32,
                    )
                })
                .take_while(|at| card.contains(*at))
                .map(|at| i16::from(small.luma(at.x.round() as usize, at.y.round() as usize)))
                .collect();
            let paper = way_out.get(PAPER..).unwrap_or_default();

            // The card ends here.
            if paper.is_empty() {
                continue;
            }

            all += 1;
            let paper = paper.iter().map(|luma| f32::from(*luma)).sum::<f32>() / paper.len() as f32;
            let fall = f32::from(BURNT) - paper;
            // Where it falls all at once a pale mark is printed.
            let at_once = way_out.get(2).map_or(0.0, |luma| f32::from(BURNT) - f32::from(*luma));

            let is_edged = way_out
                .get(4)
                .is_some_and(|luma| f32::from(BURNT) - f32::from(*luma) >= WINDOW_FALL);
            edged += usize::from(is_edged && fall >= WINDOW_FALL);

            if way_out.windows(2).any(|pair| (pair[0] - pair[1]).abs() >= HARD) {
                hard += 1;
                dark += usize::from((paper as usize) < WINDOW_REST);
            } else if fall >= FALL && at_once < fall * 0.7 {
                soft += 1;
            }
        }

        Self {
            soft: soft as f32 / (all - hard).max(1) as f32 * f32::from(u8::from(soft * 5 >= all)),
            dark: dark as f32 / all.max(1) as f32,
            edged: edged as f32 / all.max(1) as f32,
        }
    }
}

/// The share of what a burnt place encloses that is ink.
fn print_inside(small: &Small, place: &[(usize, usize)]) -> f32 {
    let mut rows: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
    let mut columns: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
    let widen = |span: &mut (usize, usize), at: usize| *span = (span.0.min(at), span.1.max(at));

    for (x, y) in place {
        widen(rows.entry(*y).or_insert((*x, *x)), *x);
        widen(columns.entry(*x).or_insert((*y, *y)), *y);
    }

    let (mut all, mut ink) = (0_usize, 0_usize);

    for (y, (from, to)) in &rows {
        for x in *from..=*to {
            if columns.get(&x).is_some_and(|(top, bottom)| (top..=bottom).contains(&y)) {
                all += 1;
                ink += usize::from(i16::from(BURNT) - i16::from(small.luma(x, *y)) >= INK);
            }
        }
    }

    ink as f32 / all.max(1) as f32
}

/// How deep ink is beside a place, and how deep further away, in levels under the paper there.
fn ink_around(small: &Small, card: &Quad, place: &[(usize, usize)]) -> (Option<f32>, Option<f32>) {
    let mut distances = vec![u8::MAX; small.width * small.height];
    let mut queue: Vec<(usize, usize)> = place.to_vec();

    for (x, y) in place {
        if let Some(distance) = distances.get_mut(y * small.width + x) {
            *distance = 0;
        }
    }

    let (mut near, mut far) = (Vec::new(), Vec::new());
    let mut next = 0;

    while let Some((x, y)) = queue.get(next).copied() {
        next += 1;
        let distance = distances[y * small.width + x];

        if (2..=6).contains(&distance) {
            near.push(small.luma(x, y));
        } else if distance > 14 {
            far.push(small.luma(x, y));
        }

        if distance >= 44 {
            continue;
        }

        for (x, y) in [(x + 1, y), (x.wrapping_sub(1), y), (x, y + 1), (x, y.wrapping_sub(1))] {
            if x < small.width
                && y < small.height
                && distances[y * small.width + x] == u8::MAX
                && card.contains(Point::new(x as f32, y as f32))
            {
                distances[y * small.width + x] = distance + 1;
                queue.push((x, y));
            }
        }
    }

    (depth(&mut near), depth(&mut far))
}

/// How far the ink among these lumas lies under their paper; nothing where there is hardly any.
fn depth(lumas: &mut [u8]) -> Option<f32> {
    lumas.sort_unstable();
    let paper = i16::from(lumas.get(lumas.len() * 3 / 4).copied()?);
    let inks = lumas.iter().filter(|luma| paper - i16::from(**luma) >= INK).count();

    // The deepest tenth of it.
    (inks * 60 > lumas.len() && inks >= 12)
        .then(|| lumas.get(inks / 10))
        .flatten()
        .map(|ink| f32::from(paper) - f32::from(*ink))
}

/// The part of the card where most of the glare is.
fn spot(quad: &Quad, burnt: &[(usize, usize)]) -> Spot {
    let count = burnt.len().max(1) as f32;
    let x = burnt.iter().map(|place| place.0 as f32).sum::<f32>() / count;
    let y = burnt.iter().map(|place| place.1 as f32).sum::<f32>() / count;
    let bounds = quad.bounds();
    let across = (x - bounds.center().x) / bounds.width.max(1.0);
    let down = (y - bounds.center().y) / bounds.height.max(1.0);

    if across.abs().max(down.abs()) < 0.14 {
        Spot::Middle
    } else if across.abs() >= down.abs() {
        if across < 0.0 { Spot::Left } else { Spot::Right }
    } else if down < 0.0 {
        Spot::Top
    } else {
        Spot::Bottom
    }
}

/// Whether print runs into the glare: beside it stand the steps of letters.
fn is_over_print(small: &Small, burnt: &[(usize, usize)]) -> bool {
    let (mut steps, mut places) = (0_usize, 0_usize);

    for (x, y) in burnt.iter().step_by(3) {
        for side in [-12_isize, -9, -6, 6, 9, 12] {
            let Some(x) = x.checked_add_signed(side).filter(|x| x + 1 < small.width) else {
                continue;
            };

            if small.luma(x, *y) >= BURNT {
                continue;
            }

            let step = i16::from(small.luma(x, *y)) - i16::from(small.luma(x + 1, *y));
            places += 1;
            steps += usize::from(step.abs() >= STEP);
        }
    }

    steps * 12 > places
}
