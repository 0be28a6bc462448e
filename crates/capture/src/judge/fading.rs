//! Glare on white paper. A lamp's image hardly differs from the paper there, but print runs into it and fades, and in
//! its middle there is none. On paper that is only bright, print stays as dark as elsewhere.

use image::RgbImage;

use crate::Quad;
use crate::judge::edges::{Small, luma};
use crate::judge::field::Field;

/// No lighter colour can be told: of what is less, noise shows.
const FULL: u8 = 253;
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
/// or, where the lamp's rim is soft, in rings of these shares of the greatest distance,
const SOFT_RINGS: [f32; 4] = [0.0, 0.15, 0.3, 0.5];
/// and further inside, where there must be so many pixels to say anything.
const LEAST_DEEP: usize = 300;
/// Print stands around where this share of all pixels is the dark middle of a stroke.
const PRINTED: f32 = 0.02;
/// And none where it is this much smaller than around,
const TIMES_LESS: f32 = 12.0;
/// and less than this.
const BARE: f32 = 0.004;
/// A pixel of the small picture has no noise whose darkest part is as light as this,
const CLEAN: u8 = 252;
/// as are so many of them where a lamp shines.
const MOSTLY: f32 = 0.95;
/// A place as large as this share of the card, on a card with print all around, was printed too.
const LARGE: f32 = 0.1;
/// A smaller one must have ink that is paler than this share of that around it.
const PALER: f32 = 0.8;
/// And under a soft lamp than this.
const MUCH_PALER: f32 = 0.7;
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

    let whites = field.closed(&full, GAP);
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
    let (wide, tall) = (frame.width() as usize, frame.height() as usize);
    let factor = factor as usize;
    let (left, top) = (x * factor, y * factor);
    let right = (left + factor).min(wide);
    let (mut darkest, mut second) = (u8::MAX, u8::MAX);

    for row in top..(top + factor).min(tall) {
        let pixels = frame.as_raw().get((row * wide + left) * 3..(row * wide + right) * 3);

        for value in pixels
            .unwrap_or_default()
            .as_chunks::<3>()
            .0
            .iter()
            .map(|pixel| luma(*pixel))
        {
            second = second.min(value.max(darkest));
            darkest = darkest.min(value);
        }
    }

    if factor == 1 { darkest } else { second }
}

/// Ink that was counted in a ring.
#[derive(Default)]
struct Strokes {
    pixels: usize,
    /// How many of them have no noise.
    clean: usize,
    inks: Vec<u8>,
}

/// The print around a place.
struct Print {
    share: f32,
    darkness: u8,
}

/// The ink of a place.
#[derive(Default)]
struct Within {
    rings: [Strokes; 3],
    deep: Strokes,
}

impl Within {
    /// Whether there is none deep inside, nor noise: a lamp is far brighter than white can be, paper hardly.
    fn is_bare(&self, print: &Print) -> bool {
        let share = self.deep.share();
        let clean = self.deep.clean as f32 / self.deep.pixels.max(1) as f32;

        self.deep.pixels >= LEAST_DEEP && clean > MOSTLY && share < BARE && share * TIMES_LESS < print.share
    }

    /// Whether the innermost ink is paler than that around.
    fn is_paler(&self, print: &Print, limit: f32) -> bool {
        self.rings
            .iter()
            .rfind(|ring| ring.inks.len() >= LEAST_STROKES)
            .is_some_and(|ring| f32::from(ring.darkness()) < limit * f32::from(print.darkness))
    }

    /// Whether it is ever paler from ring to ring, and there is none deep inside.
    fn is_faded(&self, print: &Print) -> bool {
        let darkness: Vec<u8> = self
            .rings
            .iter()
            .filter(|ring| ring.inks.len() >= LEAST_STROKES)
            .map(Strokes::darkness)
            .collect();

        self.is_bare(print)
            && darkness.len() > 1
            && darkness.windows(2).all(|rings| rings[1] < rings[0])
            && self.is_paler(print, MUCH_PALER)
    }
}

impl Strokes {
    fn add(&mut self, darkest: u8, ink: Option<u8>) {
        self.pixels += 1;
        self.clean += usize::from(darkest >= CLEAN);
        self.inks.extend(ink);
    }

    fn share(&self) -> f32 {
        self.inks.len() as f32 / self.pixels.max(1) as f32
    }

    /// What only a twentieth of the ink exceeds in darkness.
    fn darkness(&self) -> u8 {
        let mut inks = self.inks.clone();
        inks.sort_unstable();

        inks.get(inks.len() * 19 / 20).copied().unwrap_or(0)
    }
}

impl Field {
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
        let deepest = place
            .iter()
            .filter_map(|index| inwards.get(*index))
            .copied()
            .fold(0.0, f32::max);
        let mut around = Strokes::default();

        for (index, outwards) in outwards.iter().enumerate() {
            if self.on_card.get(index).copied().unwrap_or(false) && (OUTSIDE[0]..=OUTSIDE[1]).contains(outwards) {
                around.add(darkest.get(index).copied().unwrap_or(0), self.stroke(index, darkest));
            }
        }

        let print = Print {
            share: around.share(),
            darkness: around.darkness(),
        };

        if print.share < PRINTED || print.darkness < DARK_INK {
            return false;
        }

        let within = |rings: [f32; 4]| self.within(place, &inwards, darkest, rings);
        let is_large = place.len() as f32 > LARGE * card;
        let steep = within(RINGS);

        // A lamp with a soft rim veils print far into the place.
        steep.is_bare(&print) && (is_large || steep.is_paler(&print, PALER))
            || within(SOFT_RINGS.map(|share| share * deepest)).is_faded(&print)
    }

    /// The ink of a place, in three rings and within them.
    fn within(&self, place: &[usize], inwards: &[f32], darkest: &[u8], rings: [f32; 4]) -> Within {
        let mut within = Within::default();

        for index in place {
            let depth = inwards.get(*index).copied().unwrap_or(0.0);
            let ring = rings.iter().skip(1).position(|ring| depth <= *ring);
            let strokes = ring
                .and_then(|ring| within.rings.get_mut(ring))
                .unwrap_or(&mut within.deep);
            strokes.add(darkest.get(*index).copied().unwrap_or(0), self.stroke(*index, darkest));
        }

        within
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
