//! Letters and digits that readers confuse, told apart by their shapes: round or square corners, the flag of a one, how
//! wide an O is beside the digits of the same line. What holds for all types of letters alike, so that no type needs to
//! be known. Measured on some fifty families, plain and bold, in small and blurred print.

use image::GrayImage;

use crate::glyphs::{Glyph, glyphs};

/// Corners rounder than this share of the width are those of a digit, squarer ones those of a B or D.
const ROUND_B: (f32, f32) = (0.13, 0.16);
const ROUND_D: (f32, f32) = (0.13, 0.19);
/// The flag of a one; of a serif type it is small, and what lies between is left to the neighbours.
const FLAG: (f32, f32) = (0.05, 0.14);
/// A zero is as wide as the other digits, an O wider.
const WIDE: (f32, f32) = (1.11, 1.19);
/// Shorter than this share of the tallest: a small old-style figure.
const SHORT: f32 = 0.82;
/// Ink in the middle: a zero with a dot or a stroke.
const DOT: f32 = 0.4;

/// What a shape says about a letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Opinion {
    Is(char),
    /// It could be either.
    Unsure,
    /// The letter has no double.
    None,
}

/// A line with its doubles told apart.
#[derive(Clone)]
pub(crate) struct Told {
    pub text: String,
    /// The letters that have a double and were not decided by their shape, counted without spaces.
    unsure: Vec<usize>,
}

impl Told {
    /// A text whose picture could not be taken apart.
    pub fn undecided(text: &str) -> Self {
        let unsure = letters(text)
            .enumerate()
            .filter(|(_, letter)| double(*letter).is_some())
            .map(|(index, _)| index)
            .collect();

        Self {
            text: text.to_owned(),
            unsure,
        }
    }

    pub fn is_sure(&self) -> bool {
        self.unsure.is_empty()
    }

    /// The text; letters that could be digits become what stands on both sides of them.
    pub fn with_neighbours(&self) -> String {
        let mut all: Vec<char> = letters(&self.text).collect();

        for index in &self.unsure {
            let digit = |at: Option<usize>| at.and_then(|at| all.get(at)).map(char::is_ascii_digit);
            let (before, after) = (digit(index.checked_sub(1)), digit(Some(index + 1)));
            let changed = all.get(*index).copied().and_then(|letter| match (before, after) {
                (Some(true), Some(true)) if letter.is_ascii_alphabetic() => double(letter),
                (Some(false), Some(false)) if letter.is_ascii_digit() => double(letter),
                _ => None,
            });

            if let (Some(changed), Some(letter)) = (changed, all.get_mut(*index)) {
                *letter = changed;
            }
        }

        spaced(&self.text, &all)
    }
}

/// The digit that looks like a letter, or the letter that looks like a digit.
fn double(letter: char) -> Option<char> {
    Some(match letter {
        'O' | 'D' => '0',
        'I' => '1',
        'S' => '5',
        'B' => '8',
        'Z' => '2',
        '0' => 'O',
        '1' => 'I',
        '5' => 'S',
        '8' => 'B',
        '2' => 'Z',
        _ => return None,
    })
}

fn letters(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(|letter| !letter.is_whitespace())
}

/// These letters with the spaces of a text.
fn spaced(text: &str, letters: &[char]) -> String {
    let mut next = letters.iter().copied();

    text.chars()
        .map(|letter| {
            if letter.is_whitespace() {
                letter
            } else {
                next.next().unwrap_or(letter)
            }
        })
        .collect()
}

/// Tells the doubles of a text apart on its picture, dark on white. `None` where the line does not fall into the letters
/// of the text.
pub(crate) fn tell_apart(line: &GrayImage, text: &str) -> Option<Told> {
    let letters: Vec<char> = letters(text).collect();
    let glyphs = glyphs(line, letters.len())?;

    if !fits(&letters, &glyphs) {
        return None;
    }

    let line = Line {
        digit: digit_width(&letters, &glyphs),
        tallest: old_style(&letters, &glyphs),
        has_dotted: glyphs
            .iter()
            .zip(&letters)
            .any(|(glyph, letter)| is_dotted(*letter, glyph)),
    };
    let opinions: Vec<Opinion> = letters
        .iter()
        .zip(&glyphs)
        .map(|(letter, glyph)| line.opinion(*letter, glyph))
        .collect();
    let decided: Vec<char> = letters
        .iter()
        .zip(&opinions)
        .map(|(letter, opinion)| match opinion {
            Opinion::Is(other) => *other,
            _ => *letter,
        })
        .collect();
    let unsure = opinions
        .iter()
        .enumerate()
        .filter(|(_, opinion)| **opinion == Opinion::Unsure)
        .map(|(index, _)| index)
        .collect();

    Some(Told {
        text: spaced(text, &decided),
        unsure,
    })
}

/// Whether dashes are flat and letters tall: else the cuts fell elsewhere than the reader thought.
fn fits(letters: &[char], glyphs: &[Glyph]) -> bool {
    let mut heights: Vec<usize> = glyphs.iter().map(|glyph| glyph.height).collect();
    heights.sort_unstable();
    let usual = heights.get(heights.len() / 2).copied().unwrap_or(1) as f32;

    letters.iter().zip(glyphs).all(|(letter, glyph)| {
        let tall = glyph.height as f32 / usual;

        match letter {
            '-' => tall < 0.5,
            '.' | '*' => tall < 0.7,
            _ => (0.6..1.7).contains(&tall),
        }
    })
}

/// The usual width of this line's digits, the one aside; `None` with too few of them.
fn digit_width(letters: &[char], glyphs: &[Glyph]) -> Option<f32> {
    let mut widths: Vec<usize> = letters
        .iter()
        .zip(glyphs)
        .filter(|(letter, _)| ('2'..='9').contains(*letter))
        .map(|(_, glyph)| glyph.width)
        .collect();
    widths.sort_unstable();

    (widths.len() >= 2).then(|| widths.get(widths.len() / 2).map(|width| *width as f32))?
}

/// The height of the tallest letter where figures differ in height, as old-style ones do; else `None`.
fn old_style(letters: &[char], glyphs: &[Glyph]) -> Option<f32> {
    let heights = || {
        letters
            .iter()
            .zip(glyphs)
            .filter(|(letter, _)| letter.is_ascii_digit())
            .map(|(_, glyph)| glyph.height)
    };
    let (low, high) = (heights().min()? as f32, heights().max()? as f32);

    (low < high * SHORT).then_some(high)
}

fn is_dotted(letter: char, glyph: &Glyph) -> bool {
    matches!(letter, '0' | 'O' | 'Q' | 'D') && glyph.core() > DOT
}

struct Line {
    digit: Option<f32>,
    /// The tallest letter, in a type whose figures are not all as tall.
    tallest: Option<f32>,
    /// This type puts a dot or a stroke into its zero.
    has_dotted: bool,
}

impl Line {
    fn opinion(&self, letter: char, glyph: &Glyph) -> Opinion {
        // Old-style figures have other shapes: only a zero is known, by being small. The neighbours decide the rest.
        if let Some(tallest) = self.tallest {
            return match letter {
                '0' | 'O' if (glyph.height as f32) < tallest * SHORT => Opinion::Is('0'),
                _ if double(letter).is_some() => Opinion::Unsure,
                _ => Opinion::None,
            };
        }

        match letter {
            '0' | 'O' | 'D' => self.round(letter, glyph),
            '1' | 'I' | 'l' | '|' => between(glyph.flag(), FLAG, 'I', '1'),
            '8' | 'B' => between(corners(glyph), ROUND_B, 'B', '8'),
            'S' | '5' => five_or_s(glyph),
            'Z' | '2' => between(glyph.right(0.0, 0.06) - glyph.right(0.14, 0.3), (0.11, 0.16), 'Z', '2'),
            _ => Opinion::None,
        }
    }

    fn round(&self, letter: char, glyph: &Glyph) -> Opinion {
        let corners = corners(glyph);

        if corners < ROUND_D.0 {
            return Opinion::Is('D');
        }

        if corners < ROUND_D.1 && letter == 'D' {
            return Opinion::Unsure;
        }

        if glyph.core() > DOT {
            return Opinion::Is('0');
        }

        if self.has_dotted {
            return Opinion::Is('O');
        }

        let Some(digit) = self.digit else {
            return Opinion::Unsure;
        };

        between(glyph.width as f32 / digit.max(1.0), WIDE, '0', 'O')
    }
}

/// How far the left corners are rounded off, as a share of the width.
fn corners(glyph: &Glyph) -> f32 {
    f32::midpoint(glyph.left(0.0, 0.08), glyph.left(0.92, 1.0))
}

/// A five begins with a straight stroke below a square corner; an S bulges.
fn five_or_s(glyph: &Glyph) -> Opinion {
    let corner = glyph.left(0.0, 0.08) - glyph.left(0.16, 0.32);
    let bulge = f32::midpoint(glyph.left(0.06, 0.12), glyph.left(0.42, 0.48)) - glyph.left(0.2, 0.32);

    if corner > 0.145 && bulge > 0.065 {
        Opinion::Is('S')
    } else if corner < 0.13 && bulge < 0.07 {
        Opinion::Is('5')
    } else {
        Opinion::Unsure
    }
}

fn between(value: f32, (low, high): (f32, f32), below: char, above: char) -> Opinion {
    if value <= low {
        Opinion::Is(below)
    } else if value >= high {
        Opinion::Is(above)
    } else {
        Opinion::Unsure
    }
}
