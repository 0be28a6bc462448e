//! Several readings of one card, made one: an engine misses a word here and there, but seldom the same one twice.

use image::GrayImage;
use image::imageops::{self, FilterType};

use crate::labels::label;
use crate::tesseract::{Segmentation, Tesseract};
use crate::{Bounds, ReadError, Word};

/// How much larger the second reading's picture is.
const ENLARGED: f32 = 1.3;

/// Reads a picture as scattered words and, larger and evenly lit, as lines of a block; both at the same time.
pub(crate) fn read(engine: &Tesseract, picture: &GrayImage) -> Result<Vec<Word>, ReadError> {
    let (scattered, lines) = std::thread::scope(|scope| {
        let second = scope.spawn(|| {
            let even = evenly_lit(picture);
            let (width, height) = even.dimensions();
            let larger = imageops::resize(
                &even,
                (width as f32 * ENLARGED) as u32,
                (height as f32 * ENLARGED) as u32,
                FilterType::CatmullRom,
            );

            engine.words_in_luma(&larger, Segmentation::Block)
        });
        let first = engine.words_in_luma(picture, Segmentation::Sparse);

        (first, second.join().unwrap_or(Err(ReadError::Failed)))
    });
    let smaller = |mut word: Word| {
        let Bounds {
            x,
            y,
            width,
            height,
        } = word.bounds;
        word.bounds = Bounds::new(
            x / ENLARGED,
            y / ENLARGED,
            width / ENLARGED,
            height / ENLARGED,
        );
        word
    };

    match (scattered, lines) {
        (Ok(first), Ok(second)) => Ok(merged(first, second.into_iter().map(smaller).collect())),
        (Ok(only), Err(_)) => Ok(only),
        (Err(_), Ok(only)) => Ok(only.into_iter().map(smaller).collect()),
        (Err(error), Err(_)) => Err(error),
    }
}

/// Where both read the same place, the surer word; else whatever either read.
pub(crate) fn merged(first: Vec<Word>, second: Vec<Word>) -> Vec<Word> {
    let mut words = first;

    for word in second {
        let rivals: Vec<usize> = words
            .iter()
            .enumerate()
            .filter(|(_, known)| overlap(known.bounds, word.bounds) > 0.3)
            .map(|(index, _)| index)
            .collect();

        match rivals.as_slice() {
            [] if word.confidence > 0.3 => words.push(word),
            [rival] if words.get(*rival).is_some_and(|known| better(&word, known)) => {
                if let Some(known) = words.get_mut(*rival) {
                    *known = word;
                }
            }
            _ => {}
        }
    }

    words
}

/// Clearly surer, and not merely a part of the other. A word that is known from cards is better than one that is not.
fn better(word: &Word, known: &Word) -> bool {
    let alike = word.bounds.width > known.bounds.width * 0.75
        && word.bounds.width < known.bounds.width * 1.4;

    match (label(&word.text).is_some(), label(&known.text).is_some()) {
        (true, false) => alike && word.confidence > 0.5,
        (false, true) => false,
        _ => alike && word.confidence > known.confidence + 0.12,
    }
}

/// The shared area as a part of the smaller box.
fn overlap(one: Bounds, other: Bounds) -> f32 {
    let wide = one.right().min(other.right()) - one.x.max(other.x);
    let tall = one.bottom().min(other.bottom()) - one.y.max(other.y);
    let smaller = (one.width * one.height)
        .min(other.width * other.height)
        .max(1.0);

    wide.max(0.0) * tall.max(0.0) / smaller
}

/// The picture divided by its own light: paper becomes white wherever a shadow falls.
fn evenly_lit(picture: &GrayImage) -> GrayImage {
    let (width, height) = picture.dimensions();

    if width < 64 || height < 64 {
        return picture.clone();
    }

    // The light of a place is that of its brightest tenth: print is thin.
    let cell = 40;
    let (columns, rows) = (width.div_ceil(cell), height.div_ceil(cell));
    let light = GrayImage::from_fn(columns, rows, |column, row| {
        let mut values: Vec<u8> = (0..cell / 4)
            .flat_map(|y| (0..cell / 4).map(move |x| (x * 4 + column * cell, y * 4 + row * cell)))
            .filter_map(|(x, y)| picture.get_pixel_checked(x, y).map(|pixel| pixel.0[0]))
            .collect();
        values.sort_unstable();
        let bright = values.get(values.len() * 9 / 10).copied().unwrap_or(255);

        image::Luma([bright.max(40)])
    });
    let light = imageops::blur(&light, 1.2);
    let light = imageops::resize(&light, width, height, FilterType::Triangle);

    GrayImage::from_fn(width, height, |x, y| {
        let value = u32::from(picture.get_pixel(x, y).0[0]) * 235
            / u32::from(light.get_pixel(x, y).0[0]).max(1);

        image::Luma([value.min(255) as u8])
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

    use super::*;

    fn word(text: &str, x: f32, confidence: f32) -> Word {
        Word {
            text: text.to_owned(),
            confidence,
            bounds: Bounds::new(x, 0.0, 100.0, 30.0),
        }
    }

    #[test]
    fn what_one_reading_missed_the_other_adds() {
        let words = merged(
            vec![word("Urgent", 0.0, 0.9)],
            vec![word("Urgent", 2.0, 0.8), word("$45", 200.0, 0.9)],
        );

        assert_eq!(words.len(), 2);
        assert_eq!(words[1].text, "$45");
    }

    #[test]
    fn the_surer_word_wins() {
        let words = merged(
            vec![word("XEHB04", 0.0, 0.4)],
            vec![word("XEH804", 1.0, 0.9)],
        );

        assert_eq!(words.len(), 1);
        assert_eq!(words[0].text, "XEH804");
    }

    #[test]
    fn a_known_label_is_kept() {
        let words = merged(vec![word("PCP", 0.0, 0.4)], vec![word("PEP", 1.0, 0.9)]);

        assert_eq!(words[0].text, "PCP");
    }

    #[test]
    fn doubtful_specks_are_not_added() {
        assert!(merged(Vec::new(), vec![word("~", 0.0, 0.1)]).is_empty());
    }
}
