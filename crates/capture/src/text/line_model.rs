//! A small network of our own that reads one line of print. It was taught with random letters and digits, as numbers on
//! cards are, in hundreds of types and as a camera sees them (`training/README.md`): an engine that was taught with words
//! takes a zero for an O where a word would have one.

use std::sync::OnceLock;

use image::GrayImage;
use image::imageops::{self, FilterType};
use rten::Model;
use rten_tensor::prelude::*;
use rten_tensor::{NdTensor, NdTensorView};

use crate::text::segments::Area;
use crate::text::strips::dark_on_white;
use crate::{Bounds, Word};

/// The weights, as ONNX.
static WEIGHTS: &[u8] = include_bytes!("../../model/lines.onnx");
/// What the network can tell apart, in its order; before the first comes "no letter".
const ALPHABET: &str = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz -./$,:#&'()%*+@_";
/// How tall a line is set, in pixels.
const TALL: u32 = 32;
/// The widest line, in pixels.
const WIDEST: u32 = 800;
/// How much of its surroundings a line brings along, as a share of its height: above and below, left and right.
const RIM: (f32, f32) = (0.12, 0.25);

/// A word less sure than this is none: the pattern of a rule or of the ground.
const LIKELY: f32 = 0.45;
/// How many pixels of a line one step of the network stands for.
const STEP: f32 = 4.0;
/// The network is surer of itself than it should be.
const MODEST: f32 = 0.97;

/// A letter and how likely it is, 0 to 1.
#[derive(Clone, Copy, PartialEq)]
pub(crate) struct Letter {
    pub letter: char,
    pub confidence: f32,
    /// The steps at which it is seen, the last included.
    steps: (usize, usize),
}

#[cfg(test)]
impl Letter {
    pub fn of(letter: char, confidence: f32) -> Self {
        Self {
            letter,
            confidence,
            steps: (0, 0),
        }
    }
}

/// A line cut out of a card.
struct Line {
    picture: GrayImage,
    /// Where on the card it begins, and how many pixels of the card one of its pixels spans.
    left: f32,
    scale: f32,
}

/// Whether small letters are read as such, or as the capitals that they must be in a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Case {
    Both,
    Capitals,
}

/// The letters of one line of a card, from left to right. Nothing where the network cannot run: the other readings stand.
pub(crate) fn letters(card: &GrayImage, area: Area, case: Case) -> Vec<Letter> {
    network()
        .zip(line(card, area))
        .and_then(|(network, line)| run(network, &line.picture, case))
        .unwrap_or_default()
}

/// The words of one line of a card, in pixels of the card.
pub(crate) fn words(card: &GrayImage, area: Area) -> Vec<Word> {
    let Some((network, line)) = network().zip(line(card, area)) else {
        return Vec::new();
    };
    let letters = run(network, &line.picture, Case::Both).unwrap_or_default();
    let at = |step: usize| step as f32 * STEP * line.scale + line.left;
    let mut free = line.left;

    letters
        .split_inclusive(|letter| letter.letter == ' ')
        .filter_map(|word| {
            let space = word.last().filter(|letter| letter.letter == ' ');
            let word = word
                .split_last()
                .filter(|_| space.is_some())
                .map_or(word, |(_, word)| word);
            let begins = space.map_or(free, |space| at(space.steps.1 + 1));
            let before = std::mem::replace(&mut free, begins);
            let (first, last) = (word.first()?, word.last()?);
            // The network is sure of a letter where it ends.
            let letter = if word.len() > 1 {
                at(last.steps.0 - first.steps.0) - at(0)
            } else {
                area.height() as f32 * 0.5
            } / (word.len().max(2) - 1) as f32;
            let (left, right) = ((at(first.steps.0) - letter).max(before), at(last.steps.1 + 1));
            let all: f32 = word.iter().map(|letter| letter.confidence).sum();

            Some(Word {
                text: word.iter().map(|letter| letter.letter).collect(),
                confidence: all / word.len() as f32 * MODEST,
                bounds: Bounds::new(left, area.top as f32, right - left, area.height() as f32),
            })
        })
        .filter(|word| word.confidence > LIKELY)
        .collect()
}

fn network() -> Option<&'static Model> {
    static NETWORK: OnceLock<Option<Model>> = OnceLock::new();

    NETWORK
        .get_or_init(|| {
            Model::load_static_slice(WEIGHTS)
                .inspect_err(|error| tracing::error!(%error, "the line reader cannot be loaded"))
                .ok()
        })
        .as_ref()
}

/// The line, dark on white and as tall as the network knows it.
fn line(card: &GrayImage, area: Area) -> Option<Line> {
    let tall = area.height() as f32;
    let (above, beside) = ((tall * RIM.0) as u32, (tall * RIM.1) as u32);
    let (left, top) = (area.left.saturating_sub(beside), area.top.saturating_sub(above));
    let right = (area.right + beside).min(card.width());
    let bottom = (area.bottom + above).min(card.height());

    if right < left + 4 || bottom < top + 4 {
        return None;
    }

    let cut = imageops::crop_imm(card, left, top, right - left, bottom - top).to_image();
    let wide = (cut.width() * TALL / cut.height()).clamp(16, WIDEST);

    let scale = cut.width() as f32 / wide as f32;

    Some(Line {
        picture: stretched(imageops::resize(&dark_on_white(cut), wide, TALL, FilterType::Triangle)),
        left: left as f32,
        scale,
    })
}

/// The darkest fiftieth black, the lightest white.
fn stretched(mut line: GrayImage) -> GrayImage {
    let mut all = line.as_raw().clone();
    all.sort_unstable();
    let at = |share: usize| all.get(all.len() * share / 100).copied().map_or(0, i32::from);
    let (dark, light) = (at(2), at(98));
    let reach = (light - dark).max(16);

    for value in line.iter_mut() {
        *value = ((i32::from(*value) - dark) * 255 / reach).clamp(0, 255) as u8;
    }

    line
}

fn run(network: &Model, line: &GrayImage, case: Case) -> Option<Vec<Letter>> {
    let ink: Vec<f32> = line
        .as_raw()
        .iter()
        .map(|value| 1.0 - f32::from(*value) / 255.0)
        .collect();
    let shape = [1, 1, line.height() as usize, line.width() as usize];
    let input = NdTensor::try_from_data(shape, ink).ok()?;
    let output = network.run_one(input.view().into(), None).ok()?;
    let output: NdTensorView<f32, 3> = (&output).try_into().ok()?;

    Some(spelled(&likelihoods(&output, case)))
}

/// How likely each letter is at each step; the last is "no letter".
fn likelihoods(output: &NdTensorView<f32, 3>, case: Case) -> Vec<Vec<f32>> {
    let [_, classes, steps] = output.shape();

    (0..steps)
        .map(|step| {
            let values: Vec<f32> = (0..classes).map(|class| output[[0, class, step]]).collect();
            let most = values.iter().copied().fold(f32::MIN, f32::max);
            let mut shares: Vec<f32> = values.iter().map(|value| (value - most).exp()).collect();
            let all: f32 = shares.iter().sum();
            for share in &mut shares {
                *share /= all.max(f32::MIN_POSITIVE);
            }

            shares.rotate_left(1);

            if case == Case::Capitals {
                raise(&mut shares);
            }

            shares
        })
        .collect()
}

/// Gives what small letters have to their capitals.
fn raise(shares: &mut [f32]) {
    for (from, letter) in ALPHABET
        .char_indices()
        .filter(|(_, letter)| letter.is_ascii_lowercase())
    {
        let Some(to) = ALPHABET.find(letter.to_ascii_uppercase()) else {
            continue;
        };
        let share = shares.get_mut(from).map_or(0.0, std::mem::take);

        if let Some(capital) = shares.get_mut(to) {
            *capital += share;
        }
    }
}

/// The likeliest letter of each step; one letter where steps that follow each other agree.
fn spelled(steps: &[Vec<f32>]) -> Vec<Letter> {
    let alphabet = ALPHABET.as_bytes();
    let mut letters: Vec<Letter> = Vec::new();
    let mut before = None;

    for (step, shares) in steps.iter().enumerate() {
        let best = shares.iter().enumerate().max_by(|one, other| one.1.total_cmp(other.1));
        let Some((class, confidence)) = best else {
            continue;
        };
        let letter = alphabet.get(class).map(|letter| char::from(*letter));

        match (letter, letters.last_mut()) {
            (Some(letter), Some(last)) if before == Some(letter) => {
                last.confidence = last.confidence.max(*confidence);
                last.steps.1 = step;
            }
            (Some(letter), _) => letters.push(Letter {
                letter,
                confidence: *confidence,
                steps: (step, step),
            }),
            (None, _) => {}
        }

        before = letter;
    }

    letters
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

    use ab_glyph::{FontVec, PxScale};
    use image::Luma;
    use imageproc::drawing::draw_text_mut;

    use super::*;
    use crate::text::segments::segments;

    fn font(name: &str) -> FontVec {
        let file =
            std::fs::read(format!("/usr/share/fonts/truetype/{name}.ttf")).expect("install the fonts of the tests");

        FontVec::try_from_vec(file).unwrap()
    }

    /// A card with one line, in this type.
    fn card(name: &str, (paper, ink): (u8, u8), text: &str) -> GrayImage {
        let mut card = GrayImage::from_pixel(1280, 120, Luma([paper]));
        draw_text_mut(&mut card, Luma([ink]), 62, 34, PxScale::from(44.0), &font(name), text);

        card
    }

    /// Where the print of a card with one line stands.
    fn print(card: &GrayImage) -> Area {
        let areas = segments(card);
        assert_eq!(areas.len(), 1);

        areas[0]
    }

    fn read(name: &str, colors: (u8, u8), text: &str) -> String {
        let card = card(name, colors, text);

        letters(&card, print(&card), Case::Capitals)
            .iter()
            .map(|letter| letter.letter)
            .collect()
    }

    #[test]
    fn numbers_are_read_letter_by_letter_whatever_a_word_would_have() {
        for text in ["XEH804512097", "O0O0I1S5B8Z2", "0083-7745"] {
            for name in [
                "dejavu/DejaVuSans",
                "dejavu/DejaVuSerif-Bold",
                "liberation/LiberationSans-Regular",
            ] {
                assert_eq!(read(name, (240, 30), text), text, "{name}");
            }
        }
    }

    #[test]
    fn light_print_on_a_dark_card_is_read_too() {
        assert_eq!(
            read("liberation/LiberationSans-Bold", (25, 230), "LKS55120934"),
            "LKS55120934"
        );
    }

    #[test]
    fn words_stand_where_they_were_printed() {
        let card = card("dejavu/DejaVuSans", (240, 30), "Member ID");
        let words = words(&card, print(&card));
        let texts: Vec<&str> = words.iter().map(|word| word.text.as_str()).collect();

        assert_eq!(texts, ["Member", "ID"]);
        assert!((words[0].bounds.x - 62.0).abs() < 16.0, "{:?}", words[0].bounds);
        assert!(words[0].bounds.right() < words[1].bounds.x, "{:?}", words[1].bounds);
        assert!(words.iter().all(|word| word.confidence > 0.8));
    }

    #[test]
    fn where_nothing_is_printed_nothing_is_read() {
        let blank = GrayImage::from_pixel(1280, 120, Luma([240]));
        let area = |right: u32, bottom: u32| Area {
            left: 0,
            top: 0,
            right,
            bottom,
        };

        assert!(words(&blank, area(500, 36)).is_empty());
        assert!(letters(&blank, area(2, 2), Case::Both).is_empty());
    }
}
