//! Several readings of one card, made one: an engine misses a word here and there, but seldom the same one twice.

use image::GrayImage;

use crate::labels::label;
use crate::mosaic::Mosaic;
use crate::segments::segments;
use crate::tesseract::{Segmentation, Tesseract};
use crate::{Bounds, ReadError, Word};

/// Reads a card line by line and, at the same time, as scattered words.
pub(crate) fn read(engine: &Tesseract, picture: &GrayImage) -> Result<Vec<Word>, ReadError> {
    let (lines, scattered) = std::thread::scope(|scope| {
        let second = scope.spawn(|| engine.words_in_luma(picture, Segmentation::Sparse));
        let mosaic = Mosaic::of(picture, &segments(picture));
        let first = engine.words_in_luma(&mosaic.picture, Segmentation::Block).map(|words| {
            words
                .into_iter()
                .filter_map(|word| mosaic.back(word))
                .collect::<Vec<_>>()
        });

        (first, second.join().unwrap_or(Err(ReadError::Failed)))
    });

    match (lines, scattered) {
        (Ok(first), Ok(second)) => Ok(merged(merged(Vec::new(), first), second)),
        (Ok(only), Err(_)) | (Err(_), Ok(only)) => Ok(only),
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
    let alike = word.bounds.width > known.bounds.width * 0.75 && word.bounds.width < known.bounds.width * 1.4;

    match (label(&word.text).is_some(), label(&known.text).is_some()) {
        _ if is_doubled(&known.text) && !is_doubled(&word.text) => alike && word.confidence > 0.5,
        _ if is_doubled(&word.text) => false,
        (true, false) => alike && word.confidence > 0.5,
        (false, true) => false,
        _ => alike && word.confidence > known.confidence + 0.12,
    }
}

/// Engines that are in two minds about a letter sometimes write both.
fn is_doubled(text: &str) -> bool {
    [
        "O0", "0O", "I1", "1I", "l1", "1l", "S5", "5S", "B8", "8B", "Vw", "wW", "Ww", "@0", "0@",
    ]
    .iter()
    .any(|pair| text.contains(pair))
}

/// The shared area as a part of the smaller box.
fn overlap(one: Bounds, other: Bounds) -> f32 {
    let wide = one.right().min(other.right()) - one.x.max(other.x);
    let tall = one.bottom().min(other.bottom()) - one.y.max(other.y);
    let smaller = (one.width * one.height).min(other.width * other.height).max(1.0);

    wide.max(0.0) * tall.max(0.0) / smaller
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
        let words = merged(vec![word("XEHB04", 0.0, 0.4)], vec![word("XEH804", 1.0, 0.9)]);

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
