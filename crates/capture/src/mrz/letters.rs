//! The one typeface of a zone, OCR-B (ISO 1073-2), as strokes: described here by the paths of its pen, so that no font
//! file is needed to know its letters.

use std::sync::LazyLock;

/// The alphabet of a zone, in the order of [`SHAPES`].
pub(super) const ALPHABET: &[u8; 37] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ<";
/// How many letters there are.
pub(super) const LETTERS: usize = ALPHABET.len();

/// Units of the pen's paths in one pitch (2.54 mm).
const PITCH: f32 = 174.0;
/// Where the middle of a letter's height lies, in the same units.
const MIDDLE: f32 = 110.0;
/// Half of the pen's width.
const PEN: f32 = 12.0;

/// A cell, in samples: one pitch wide.
pub(super) const WIDTH: usize = 20;
/// Higher than the highest digit.
pub(super) const HEIGHT: usize = 26;
/// Samples in a cell.
pub(super) const SAMPLES: usize = WIDTH * HEIGHT;

/// The paths of the pen: `M` sets it down, `L` draws a line, `C` a cubic curve. Zero is the cell's left edge and the
/// top of its line; the pen stands at 190 when it draws on the baseline.
const SHAPES: [&str; LETTERS] = [
    "M 39 108 C 39 50 60 26 80 26 L 94 26 C 118 26 135 52 135 108 C 135 165 116 191 94 191 L 80 191 C 58 191 39 165 39 108",
    "M 46 63 L 89 27 L 97 27 L 97 190",
    "M 43 38 C 52 31 68 26 86 26 C 113 26 128 43 128 65 C 128 92 105 107 80 122 C 58 136 46 148 46 175 L 46 187 L 130 187",
    "M 40 30 L 127 30 L 127 34 L 72 91 L 72 95 C 105 95 133 110 133 142 C 133 172 110 191 76 191 C 61 191 50 187 39 182",
    "M 91 27 L 39 139 L 39 148 L 135 148 M 110 109 L 110 190",
    "M 124 30 L 54 30 L 50 89 L 65 88 C 102 88 125 106 125 138 C 125 170 95 191 44 191",
    "M 105 27 C 68 66 39 102 39 145 C 39 172 58 191 86 191 C 114 191 134 172 134 144 C 134 115 114 95 86 95 C 60 95 39 115 39 145",
    "M 39 30 L 135 30 L 135 36 C 133 60 108 82 96 100 C 80 122 69 150 69 190",
    "M 87 26 C 65 26 47 38 47 56 C 47 74 62 88 87 98 C 115 110 135 128 135 151 C 135 174 113 191 87 191 C 60 191 39 174 39 151 C 39 128 60 110 87 98 C 112 88 127 74 127 56 C 127 38 109 26 87 26",
    "M 135 76 C 135 46 113 26 87 26 C 61 26 39 48 39 76 C 39 104 60 122 87 122 C 115 122 135 110 135 76 C 135 110 115 150 69 190",
    "M 40 190 L 79 42 L 95 42 L 134 190 M 53 139 L 121 139",
    "M 39 43 L 88 43 C 116 43 132 55 132 79 C 132 101 116 112 88 112 L 39 112 M 88 112 C 116 112 134 128 134 150 C 134 174 116 187 88 187 L 39 187 L 39 43",
    "M 124 61 C 120 48 108 39 94 39 C 66 39 50 72 50 115 C 50 162 68 191 94 191 C 112 191 122 182 124 169",
    "M 51 43 L 62 43 C 100 43 129 80 129 120 C 129 162 98 187 60 187 L 51 187 L 51 43",
    "M 132 43 L 50 43 L 50 187 L 132 187 M 50 112 L 120 112",
    "M 128 43 L 62 43 L 62 190 M 62 112 L 117 112",
    "M 129 56 C 120 46 107 40 92 40 C 60 40 41 72 41 115 C 41 160 62 191 96 191 C 110 191 122 187 130 182 L 130 120 L 92 120",
    "M 46 40 L 46 190 M 128 40 L 128 190 M 46 114 L 128 114",
    "M 57 43 L 117 43 M 52 187 L 121 187 M 87 43 L 87 187",
    "M 106 40 L 106 158 C 106 178 93 191 75 191 C 56 191 43 176 43 154",
    "M 42 41 L 42 190 M 130 40 L 58 112 L 135 190",
    "M 45 41 L 45 187 L 135 187",
    "M 39 190 L 39 40 L 58 40 L 87 138 L 116 40 L 135 40 L 135 190",
    "M 42 190 L 42 40 L 51 40 L 122 190 L 131 190 L 131 40",
    "M 40 115 C 40 72 60 39 87 39 C 114 39 134 72 134 115 C 134 158 114 191 87 191 C 60 191 40 158 40 115",
    "M 45 190 L 45 43 L 90 43 C 118 43 135 58 135 82 C 135 106 118 119 90 119 L 45 119",
    "M 40 112 C 40 66 58 40 84 40 C 112 40 129 72 129 110 C 129 152 112 179 84 179 C 56 179 40 152 40 112 M 85 125 L 134 189",
    "M 48 190 L 48 43 L 86 43 C 104 43 128 54 128 69 C 128 102 110 119 88 119 L 48 119 M 91 119 L 130 190",
    "M 125 64 C 120 48 106 40 87 40 C 66 40 49 52 49 71 C 49 92 66 101 87 111 C 110 122 126 131 126 154 C 126 176 110 191 85 191 C 62 191 48 178 47 160",
    "M 39 43 L 135 43 M 87 43 L 87 190",
    "M 42 41 L 42 149 C 42 176 60 191 87 191 C 114 191 131 174 131 149 L 131 41",
    "M 39 41 L 80 190 L 94 190 L 135 41",
    "M 39 41 C 41 100 45 150 53 190 L 61 190 L 83 107 L 91 107 L 113 182 C 114 187 117 190 121 190 C 129 150 133 100 135 41",
    "M 45 40 L 130 190 M 129 40 L 44 190",
    "M 44 40 L 87 120 L 87 190 M 130 40 L 87 120",
    "M 45 43 L 119 43 L 45 187 L 127 187",
    "M 135 44 L 39 108 L 135 172",
];

/// A letter's look: ink between 0 and 1 a sample, made so that its mean is 0 and its length 1.
pub(super) type Look = [f32; SAMPLES];

/// Every letter's look.
pub(super) static LOOKS: LazyLock<Vec<Look>> = LazyLock::new(|| SHAPES.iter().map(|shape| look(shape)).collect());

/// The path of a letter's pen.
pub(super) fn pen_path(letter: char) -> Option<&'static str> {
    let index = ALPHABET.iter().position(|known| char::from(*known) == letter)?;

    SHAPES.get(index).copied()
}

fn look(shape: &str) -> Look {
    let strokes = strokes(shape);
    let unit = PITCH / WIDTH as f32;
    // Two pixels a letter are soft in any photograph: the pen's edge is as soft.
    let soft = unit * 0.9;
    let mut look = [0.0; SAMPLES];

    for (index, sample) in look.iter_mut().enumerate() {
        let x = ((index % WIDTH) as f32 + 0.5) * unit;
        let y = ((index / WIDTH) as f32 + 0.5 - HEIGHT as f32 / 2.0) * unit + MIDDLE;
        let distance = strokes
            .iter()
            .map(|(from, to)| distance(*from, *to, (x, y)))
            .fold(f32::MAX, f32::min);
        // A smooth step over the pen's edge.
        let inside = ((PEN - distance) / soft).clamp(-1.0, 1.0);
        *sample = 0.5 + 0.75 * inside - 0.25 * inside.powi(3);
    }

    level(&mut look);

    look
}

/// Makes the mean 0 and the length 1. Returns the length that it had: little, where nothing is printed.
pub(super) fn level(samples: &mut [f32]) -> f32 {
    let mean = samples.iter().sum::<f32>() / samples.len().max(1) as f32;
    let mut length = 0.0;

    for sample in samples.iter_mut() {
        *sample -= mean;
        length += *sample * *sample;
    }

    let length = length.sqrt();

    for sample in samples.iter_mut() {
        *sample /= length.max(1e-6);
    }

    length
}

type Place = (f32, f32);

/// The straight pieces of a path; curves become eight of them.
fn strokes(shape: &str) -> Vec<(Place, Place)> {
    let mut strokes = Vec::new();
    let mut pen = (0.0, 0.0);
    let mut words = shape.split_whitespace();
    let number = |word: Option<&str>| word.and_then(|word| word.parse::<f32>().ok()).unwrap_or(0.0);

    while let Some(command) = words.next() {
        let mut place = || (number(words.next()), number(words.next()));

        match command {
            "M" => pen = place(),
            "L" => {
                let to = place();
                strokes.push((pen, to));
                pen = to;
            }
            _ => {
                let (one, two, to) = (place(), place(), place());
                let from = pen;

                for step in 1..=8 {
                    let next = curve(from, one, two, to, step as f32 / 8.0);
                    strokes.push((pen, next));
                    pen = next;
                }
            }
        }
    }

    strokes
}

/// A point of a cubic Bézier curve.
fn curve(from: Place, one: Place, two: Place, to: Place, share: f32) -> Place {
    let rest = 1.0 - share;
    let weights = [
        rest.powi(3),
        3.0 * rest * rest * share,
        3.0 * rest * share * share,
        share.powi(3),
    ];
    let points = [from, one, two, to];

    (
        weights.iter().zip(points).map(|(weight, point)| weight * point.0).sum(),
        weights.iter().zip(points).map(|(weight, point)| weight * point.1).sum(),
    )
}

/// How far a point lies from a stretch.
fn distance(from: Place, to: Place, point: Place) -> f32 {
    let (dx, dy) = (to.0 - from.0, to.1 - from.1);
    let along = ((point.0 - from.0) * dx + (point.1 - from.1) * dy) / (dx * dx + dy * dy).max(1e-6);
    let along = along.clamp(0.0, 1.0);

    (point.0 - from.0 - dx * along).hypot(point.1 - from.1 - dy * along)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

    use super::*;

    #[test]
    fn no_two_letters_look_the_same() {
        for (one, look) in LOOKS.iter().enumerate() {
            for (other, another) in LOOKS.iter().enumerate().skip(one + 1) {
                let alike: f32 = look.iter().zip(another).map(|(a, b)| a * b).sum();

                assert!(
                    alike < 0.94,
                    "{} and {} are {alike} alike",
                    char::from(ALPHABET[one]),
                    char::from(ALPHABET[other])
                );
            }
        }
    }
}
