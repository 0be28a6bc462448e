//! Several readings of one card, made one: an engine misses a word here and there, but seldom the same one twice.

use image::GrayImage;

use crate::labels::label;
use crate::segments::{Area, segments};
use crate::strips::{Strip, Style, dark_on_white};
use crate::tesseract::{Segmentation, Tesseract};
use crate::text::Letters;
use crate::{Bounds, ReadError, Word};

/// How tall a line is set, in pixels: the engine was taught with letters about as large.
const TALL: f32 = 38.0;
/// How tall and in what style it is set for a second look.
const AGAIN: (f32, Style) = (47.0, Style::Sharp);
/// A line with a word less sure than this is looked at again.
const DOUBTFUL: f32 = 0.7;
/// The most lines that get a second look.
const MOST_AGAIN: usize = 28;

/// Reads a card line by line, half of the lines at the same time as the other, and doubtful lines twice.
pub(crate) fn read(engine: &Tesseract, picture: &GrayImage) -> Result<Vec<Word>, ReadError> {
    let areas = segments(picture);

    if areas.is_empty() {
        return scattered(engine, picture);
    }

    let mut lines = read_lines(engine, picture, &areas, (TALL, Style::Plain))?;
    // Whole lines, and what was left out of others.
    let mut again: Vec<(usize, Area, bool)> = Vec::new();

    for (index, (area, words)) in areas.iter().zip(&lines).enumerate() {
        if is_doubtful(words) {
            again.push((index, *area, true));
        } else {
            again.extend(
                left_out(picture, *area, words)
                    .into_iter()
                    .map(|rest| (index, rest, false)),
            );
        }
    }

    again.truncate(MOST_AGAIN);
    let rest: Vec<Area> = again.iter().map(|(_, area, _)| *area).collect();
    // The first look stands where the second fails.
    let second = read_lines(engine, picture, &rest, AGAIN).unwrap_or_default();

    for ((index, _, is_whole), words) in again.into_iter().zip(second) {
        let Some(line) = lines.get_mut(index) else {
            continue;
        };

        if !is_whole {
            line.extend(words.into_iter().filter(|word| word.confidence > 0.4));
        } else if worth(&words) > worth(line) {
            *line = words;
        }
    }

    Ok(merged(Vec::new(), lines.into_iter().flatten().collect()))
}

/// Looks for words all over the card, wherever lines were not found.
pub(crate) fn scattered(engine: &Tesseract, picture: &GrayImage) -> Result<Vec<Word>, ReadError> {
    engine.words_in_luma(picture, Segmentation::Sparse)
}

/// The words of each line, in pixels of the card.
fn read_lines(
    engine: &Tesseract,
    picture: &GrayImage,
    areas: &[Area],
    (tall, style): (f32, Style),
) -> Result<Vec<Vec<Word>>, ReadError> {
    let read = |areas: &[Area]| {
        let strips: Vec<Strip> = areas
            .iter()
            .map(|area| Strip::styled(picture, *area, tall, style))
            .collect();
        let pictures: Vec<GrayImage> = strips.iter().map(|strip| strip.picture.clone()).collect();
        let lines = engine.words_in_lines(&pictures, Segmentation::Line, Letters::Any)?;

        Ok(strips
            .iter()
            .zip(lines)
            .map(|(strip, words)| words.into_iter().map(|word| strip.back(word)).collect())
            .collect::<Vec<Vec<Word>>>())
    };

    // Two programs side by side, unless starting the second takes longer than it saves.
    if areas.len() < 10 {
        return read(areas);
    }

    let (one, other) = areas.split_at(areas.len() / 2);

    std::thread::scope(|scope| {
        let second = scope.spawn(|| read(other));
        let mut lines = read(one)?;
        lines.extend(second.join().unwrap_or(Err(ReadError::Failed))?);

        Ok(lines)
    })
}

/// Whether a line deserves a second look: nothing read, something unsure, or a few letters that mean nothing.
fn is_doubtful(words: &[Word]) -> bool {
    let letters: usize = words.iter().map(|word| word.text.chars().count()).sum();
    let is_label = is_label(words);

    words.is_empty()
        || (!is_label && words.iter().any(|word| word.confidence < DOUBTFUL))
        || (letters <= 3 && !is_label && !words.iter().any(|word| word.text.contains('$')))
}

/// The stretches of a line that have letters of full height but were not read: behind a row of dots, for one.
fn left_out(picture: &GrayImage, area: Area, words: &[Word]) -> Vec<Area> {
    let tall = area.bottom.saturating_sub(area.top);
    let cut =
        dark_on_white(image::imageops::crop_imm(picture, area.left, area.top, area.right - area.left, tall).to_image());
    let is_read = |x: u32| {
        let x = (area.left + x) as f32;

        words
            .iter()
            .any(|word| x > word.bounds.x - 4.0 && x < word.bounds.right() + 4.0 && word.bounds.height > 5.0)
    };
    let has_letter = |x: u32| {
        let ink: Vec<u32> = (0..cut.height()).filter(|y| cut.get_pixel(x, *y).0[0] < 120).collect();

        matches!((ink.first(), ink.last()), (Some(first), Some(last)) if (last - first) * 3 > tall)
    };
    let mut rest: Vec<Area> = Vec::new();

    for x in (0..cut.width()).filter(|x| !is_read(*x) && has_letter(*x)) {
        let at = area.left + x;

        match rest.last_mut() {
            Some(last) if at - last.right <= tall => last.right = at + 1,
            _ => rest.push(Area {
                left: at,
                right: at + 1,
                ..area
            }),
        }
    }

    rest.retain(|stretch| (stretch.right - stretch.left) * 3 > tall);

    rest
}

/// How much a reading of a line is worth.
fn worth(words: &[Word]) -> f32 {
    let letters: f32 = words.iter().map(|word| word.text.chars().count() as f32).sum();
    let sure: f32 = words
        .iter()
        .map(|word| word.confidence * word.text.chars().count() as f32)
        .sum();

    sure / letters.max(1.0) + if is_label(words) { 0.5 } else { 0.0 }
}

/// Whether a line is or begins with words known from cards.
fn is_label(words: &[Word]) -> bool {
    (1..=words.len().min(4)).any(|count| {
        let spelling: String = words
            .iter()
            .take(count)
            .flat_map(|word| word.text.chars())
            .filter(char::is_ascii_alphanumeric)
            .collect();

        label(&spelling).is_some()
    })
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
