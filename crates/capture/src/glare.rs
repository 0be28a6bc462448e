//! How bright a card is, and where a lamp shines on it.

use crate::edges::Small;
use crate::{Point, Quad, Spot};

/// At the top of the scale: nothing can be read there.
const BURNT: u8 = 252;
/// How far around a burnt place is looked, in pixels of the small picture.
const RING: usize = 12;
/// Where the paper around a burnt place is nearly as bright, the paper itself is burnt and not a lamp's image: print
/// still shows on it.
const WHITE_AROUND: u8 = 244;
/// The same where most of the rest of the card is this bright.
const WHITE_PAPER: u8 = 237;
/// A burnt place larger than this share of the card hides print even on white paper.
const LARGE: f32 = 0.45;
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

/// Measures the light on a card.
pub(crate) fn light(small: &Small, quad: &Quad) -> Light {
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
    let share = burnt.len() as f32 / all as f32;
    // The median of what is not burnt.
    let rest = percentile((1.0 - share) / 2.0);
    let is_paper = percentile(0.5) >= 250
        || rest >= usize::from(WHITE_PAPER)
        || (share < LARGE && is_white_paper(small, &inner, &burnt));

    if is_paper || burnt.is_empty() {
        return Light {
            brightness,
            ..Light::default()
        };
    }

    Light {
        brightness,
        glare: share,
        shine: Some(Shine {
            spot: spot(&quad, &burnt),
            over_print: is_over_print(small, &burnt),
        }),
    }
}

/// Whether the card is nearly as bright right beside its burnt places. The edge of a lamp's image is steep.
fn is_white_paper(small: &Small, card: &Quad, burnt: &[(usize, usize)]) -> bool {
    let mut beside: Vec<u8> = Vec::new();

    for (x, y) in burnt {
        for (dx, dy) in around() {
            let (Some(x), Some(y)) = (x.checked_add_signed(dx), y.checked_add_signed(dy)) else {
                continue;
            };
            let value = small.luma(x, y);

            // Print beside it says nothing about the paper.
            if value < BURNT && value > 150 && card.contains(Point::new(x as f32, y as f32)) {
                beside.push(value);
            }
        }
    }

    beside.sort_unstable();

    beside
        .get(beside.len() / 4)
        .is_some_and(|darker| *darker >= WHITE_AROUND)
}

fn around() -> [(isize, isize); 4] {
    let reach = RING as isize;

    [(-reach, 0), (reach, 0), (0, -reach), (0, reach)]
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
