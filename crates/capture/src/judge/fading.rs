//! Glare on white paper. A lamp's image hardly differs from the paper there, but print runs into it and fades, and in
//! its middle there is none. On paper that is only bright, print stays as dark as elsewhere.

use image::RgbImage;

use crate::judge::edges::{Small, luma};
use crate::{Point, Quad};

/// No lighter colour can be told: noise would show in anything less.
const FULL: u8 = 254;
/// Gaps up to twice as wide, in pixels of the small picture, belong to a white place: its print.
const GAP: f32 = 4.0;
/// A white place smaller than this share of the card hides no field.
const LEAST_PLACE: f32 = 0.008;
/// What is this much darker than white is ink, in levels.
const INK: u8 = 28;
/// Print has some ink that is at least this dark.
const DARK_INK: u8 = 100;
/// Ink is counted outside a place between these distances from it, in pixels of the small picture,
const OUTSIDE: [f32; 2] = [3.0, 16.0];
/// near its rim, in three rings,
const RINGS: [f32; 4] = [0.0, 3.0, 6.0, 10.0];
/// and further inside, where there must be so many pixels to say anything.
const LEAST_DEEP: usize = 300;
/// Print stands around where this share of all pixels is the dark middle of a stroke.
const PRINTED: f32 = 0.02;
/// And none where it is this much smaller than around,
const TIMES_LESS: f32 = 12.0;
/// and less than this.
const BARE: f32 = 0.004;
/// A place as large as this share of the card, on a card with print all around, was printed too.
const LARGE: f32 = 0.1;
/// A smaller one must have ink that is paler than this share of that around it.
const PALER: f32 = 0.8;
/// With fewer strokes in a ring it says nothing.
const LEAST_STROKES: usize = 4;

/// The pixels of the small picture where a card's print fades into white. The card is in the small picture's pixels.
pub(crate) fn faded(frame: &RgbImage, small: &Small, card: &Quad) -> Vec<(usize, usize)> {
    let Some(field) = Field::around(small, card) else {
        return Vec::new();
    };
    let full: Vec<bool> = field
        .cells()
        .map(|(x, y)| field.is_card(x, y) && small.luma(field.left + x, field.top + y) >= FULL)
        .collect();
    let least = (LEAST_PLACE * card.area()) as usize;

    if full.iter().filter(|full| **full).count() < least {
        return Vec::new();
    }

    let whites = field.closed(&full);
    let mut darkest: Option<Vec<u8>> = None;
    let mut found = Vec::new();

    for place in field.places(&whites) {
        if place.len() < least {
            continue;
        }

        let darkest = darkest.get_or_insert_with(|| {
            field
                .cells()
                .map(|(x, y)| darkest_in(frame, small.factor, field.left + x, field.top + y))
                .collect()
        });

        if field.is_fading(&place, darkest, card.area()) {
            found.extend(
                place
                    .iter()
                    .map(|index| (field.left + index % field.width, field.top + index / field.width)),
            );
        }
    }

    found
}

/// The darkest but one luma of the frame's pixels that a pixel of the small picture stands for: a single one is noise.
fn darkest_in(frame: &RgbImage, factor: u32, x: usize, y: usize) -> u8 {
    let (left, top) = (x as u32 * factor, y as u32 * factor);
    let (mut darkest, mut second) = (u8::MAX, u8::MAX);

    for row in top..top + factor {
        for column in left..left + factor {
            let value = frame
                .get_pixel_checked(column, row)
                .map_or(u8::MAX, |pixel| luma(pixel.0));

            if value < darkest {
                second = darkest;
                darkest = value;
            } else if value < second {
                second = value;
            }
        }
    }

    if factor == 1 { darkest } else { second }
}

/// The part of the small picture around a card.
struct Field {
    left: usize,
    top: usize,
    width: usize,
    height: usize,
    on_card: Vec<bool>,
}

/// Ink that was counted in a ring.
#[derive(Default)]
struct Strokes {
    pixels: usize,
    inks: Vec<u8>,
}

impl Strokes {
    fn share(&self) -> f32 {
        self.inks.len() as f32 / self.pixels.max(1) as f32
    }

    /// What only a twentieth of the ink exceeds in darkness.
    fn darkness(&mut self) -> u8 {
        self.inks.sort_unstable();

        self.inks.get(self.inks.len() * 19 / 20).copied().unwrap_or(0)
    }
}

impl Field {
    fn around(small: &Small, card: &Quad) -> Option<Self> {
        let bounds = card.bounds();
        let (left, top) = (bounds.x.max(0.0) as usize, bounds.y.max(0.0) as usize);
        let right = (bounds.right().max(0.0) as usize + 1).min(small.width);
        let bottom = (bounds.bottom().max(0.0) as usize + 1).min(small.height);
        let (width, height) = (right.checked_sub(left)?, bottom.checked_sub(top)?);
        let on_card = (0..width * height)
            .map(|index| card.contains(Point::new((left + index % width) as f32, (top + index / width) as f32)))
            .collect();

        (width > 8 && height > 8).then_some(Self {
            left,
            top,
            width,
            height,
            on_card,
        })
    }

    fn cells(&self) -> impl Iterator<Item = (usize, usize)> + use<> {
        let width = self.width;

        (0..self.width * self.height).map(move |index| (index % width, index / width))
    }

    fn is_card(&self, x: usize, y: usize) -> bool {
        self.on_card.get(y * self.width + x).copied().unwrap_or(false)
    }

    /// How far every pixel is from the nearest that is marked, nearly (two sweeps with steps of 1 and 1.4).
    fn distances(&self, marked: impl Fn(usize) -> bool) -> Vec<f32> {
        let (width, count) = (self.width, self.width * self.height);
        let mut distances: Vec<f32> = (0..count).map(|index| if marked(index) { 0.0 } else { 1e6 }).collect();
        let sweep = |distances: &mut Vec<f32>, index: usize, neighbours: [Option<usize>; 4]| {
            let steps = [1.0, 1.0, 1.4, 1.4];
            let nearest = neighbours
                .into_iter()
                .zip(steps)
                .filter_map(|(neighbour, step)| Some(distances.get(neighbour?)? + step))
                .fold(f32::MAX, f32::min);

            if let Some(distance) = distances.get_mut(index)
                && nearest < *distance
            {
                *distance = nearest;
            }
        };

        for index in 0..count {
            let (is_first, is_last) = (index % width == 0, index % width + 1 == width);
            let above = index.checked_sub(width);
            let neighbours = [
                above,
                index.checked_sub(1).filter(|_| !is_first),
                above.and_then(|above| above.checked_sub(1)).filter(|_| !is_first),
                above.map(|above| above + 1).filter(|_| !is_last),
            ];
            sweep(&mut distances, index, neighbours);
        }

        for index in (0..count).rev() {
            let (is_first, is_last) = (index % width == 0, index % width + 1 == width);
            let below = Some(index + width).filter(|below| *below < count);
            let neighbours = [
                below,
                Some(index + 1).filter(|_| !is_last),
                below.map(|below| below + 1).filter(|_| !is_last),
                below.map(|below| below - 1).filter(|_| !is_first),
            ];
            sweep(&mut distances, index, neighbours);
        }

        distances
    }

    /// The marked pixels with the gaps between them.
    fn closed(&self, full: &[bool]) -> Vec<bool> {
        let is_near = self.distances(|index| full.get(index).copied().unwrap_or(false));
        let is_far = |index: usize| is_near.get(index).is_none_or(|distance| *distance > GAP);
        let inwards = self.distances(is_far);

        inwards
            .iter()
            .zip(&self.on_card)
            .map(|(distance, on_card)| *on_card && *distance > GAP)
            .collect()
    }

    /// The marked pixels that hang together.
    fn places(&self, marked: &[bool]) -> Vec<Vec<usize>> {
        let mut open = marked.to_vec();
        let mut places = Vec::new();

        for start in 0..open.len() {
            let mut place = Vec::new();
            let mut next = vec![start];

            while let Some(index) = next.pop() {
                let Some(is_open) = open.get_mut(index).filter(|is_open| **is_open) else {
                    continue;
                };
                *is_open = false;
                place.push(index);
                next.extend(index.checked_sub(self.width));
                next.push(index + self.width);
                next.extend((index % self.width > 0).then(|| index - 1));
                next.extend(((index + 1) % self.width > 0).then_some(index + 1));
            }

            if !place.is_empty() {
                places.push(place);
            }
        }

        places
    }

    /// Whether print stands around a place, and fades in it.
    fn is_fading(&self, place: &[usize], darkest: &[u8], card: f32) -> bool {
        let mut is_place = vec![false; self.width * self.height];

        for index in place {
            if let Some(cell) = is_place.get_mut(*index) {
                *cell = true;
            }
        }

        let is_in = |index: usize| is_place.get(index).copied().unwrap_or(false);
        let outwards = self.distances(is_in);
        // Where the card ends, the place does not: nothing is known beyond.
        let inwards = self.distances(|index| !is_in(index) && self.on_card.get(index).copied().unwrap_or(false));
        let (mut around, mut deep) = (Strokes::default(), Strokes::default());
        let mut rings: [Strokes; 3] = std::array::from_fn(|_| Strokes::default());

        for ((index, outwards), inwards) in outwards.iter().enumerate().zip(inwards) {
            if !self.on_card.get(index).copied().unwrap_or(false) {
                continue;
            }

            let strokes = if *outwards > 0.0 {
                if !(OUTSIDE[0]..=OUTSIDE[1]).contains(outwards) {
                    continue;
                }

                &mut around
            } else {
                match RINGS.iter().position(|ring| inwards <= *ring) {
                    Some(ring) => match rings.get_mut(ring.saturating_sub(1)) {
                        Some(strokes) => strokes,
                        None => continue,
                    },
                    None => &mut deep,
                }
            };
            strokes.pixels += 1;
            strokes.inks.extend(self.stroke(index, darkest));
        }

        let (print, darkness) = (around.share(), around.darkness());
        let bare = deep.share();

        if print < PRINTED
            || darkness < DARK_INK
            || deep.pixels < LEAST_DEEP
            || bare >= BARE
            || bare * TIMES_LESS >= print
        {
            return false;
        }

        // Of the innermost ring that has strokes.
        let palest = rings
            .iter_mut()
            .rfind(|ring| ring.inks.len() >= LEAST_STROKES)
            .map(Strokes::darkness);
        let is_paler = palest.is_some_and(|palest| f32::from(palest) < PALER * f32::from(darkness));

        is_paler || place.len() as f32 > LARGE * card
    }

    /// How dark the ink is whose darkest place this is.
    fn stroke(&self, index: usize, darkest: &[u8]) -> Option<u8> {
        let here = *darkest.get(index)?;
        let ink = u8::MAX - here;
        let (x, y) = (index % self.width, index / self.width);
        let is_darkest = || {
            (y.saturating_sub(1)..=y + 1).all(|row| {
                (x.saturating_sub(1)..=x + 1)
                    .filter(|column| *column < self.width)
                    .all(|column| {
                        darkest
                            .get(row * self.width + column)
                            .is_none_or(|value| *value >= here)
                    })
            })
        };

        (ink >= INK && is_darkest()).then_some(ink)
    }
}
