//! Several readings of one card, made one: an engine misses a word here and there, but seldom the same one twice.

use image::GrayImage;

use crate::text::ink::Line;
use crate::text::line_model;
use crate::text::segments::segments;
use crate::text::strips::Strip;
use crate::text::tesseract::{Segmentation, Tesseract};
use crate::understand::label;
use crate::{Bounds, ReadError, Word};

/// How tall a line is set, in pixels: the engine was taught with letters about as large.
const TALL: f32 = 38.0;
/// A line with a word less sure than this is looked at again.
const DOUBTFUL: f32 = 0.85;
/// The same for a word that is known from cards.
const KNOWN: f32 = 0.5;
/// Words that share more of their width than this stand at the same place.
const SAME: f32 = 0.4;
/// A line at least this tall, in pixels of the card, is a payer's name or its logo, which the line reader takes for
/// letters.
const TITLE: u32 = 50;
/// No print stands nearer to the left or the right edge than this, in pixels of a card 1280 wide (1.7 mm).
const RIM: f32 = 26.0;
/// The most lines that get a second look.
const MOST_AGAIN: usize = 28;

/// Reads a card line by line, half of the lines at the same time as the other, and doubtful lines twice.
pub(crate) fn read(engine: &Tesseract, picture: &GrayImage) -> Result<Vec<Word>, ReadError> {
    let lines: Vec<Line> = segments(picture)
        .into_iter()
        .map(|area| Line::new(picture, area))
        .collect();

    if lines.is_empty() {
        return scattered(engine, picture);
    }

    let mut texts = read_lines(engine, picture, &lines)?;
    let doubtful = lines
        .iter()
        .zip(&mut texts)
        .filter(|(line, words)| is_doubtful(words) || line.area.height() < TITLE && line.leaves_out(words))
        .take(MOST_AGAIN);

    for (line, words) in doubtful {
        let again = line_model::words(picture, line.area);
        let again: Vec<Word> = again.into_iter().filter_map(|word| line.within(word)).collect();

        if line.area.height() < TITLE {
            *words = mended(std::mem::take(words), again);
        } else {
            confirm(words, &again);
        }
    }

    let mut words: Vec<Word> = texts
        .into_iter()
        .flatten()
        .filter(|word| !is_rim(word, picture.width()))
        .collect();
    // A speck on a letter does not take the word's place.
    words.sort_by(|one, other| weight(other).total_cmp(&weight(one)));

    Ok(merged(Vec::new(), words))
}

/// A single letter that lies within the outermost millimetres: no print stands there, but frames, dashes to cut along,
/// and the ground beside the card.
fn is_rim(word: &Word, width: u32) -> bool {
    let is_outside = word.bounds.right() < RIM || word.bounds.x > width as f32 - RIM;

    is_outside && word.text.chars().count() == 1
}

/// Looks for words all over the card, wherever lines were not found.
pub(crate) fn scattered(engine: &Tesseract, picture: &GrayImage) -> Result<Vec<Word>, ReadError> {
    engine.words_in_luma(picture, Segmentation::Sparse)
}

/// The words of each line, in pixels of the card.
fn read_lines(engine: &Tesseract, picture: &GrayImage, lines: &[Line]) -> Result<Vec<Vec<Word>>, ReadError> {
    let read = |lines: &[Line]| {
        let strips: Vec<Strip> = lines.iter().map(|line| Strip::new(picture, line.area, TALL)).collect();
        let pictures: Vec<GrayImage> = strips.iter().map(|strip| strip.picture.clone()).collect();
        let texts = engine.words_in_lines(&pictures, Segmentation::Line)?;

        Ok(strips
            .iter()
            .zip(texts)
            .zip(lines)
            .map(|((strip, words), line)| {
                parted(
                    words
                        .into_iter()
                        .filter_map(|word| line.within(strip.back(word)))
                        .collect(),
                )
            })
            .collect::<Vec<Vec<Word>>>())
    };

    // Two programs side by side, unless starting the second takes longer than it saves.
    if lines.len() < 10 {
        return read(lines);
    }

    let (one, other) = lines.split_at(lines.len() / 2);

    std::thread::scope(|scope| {
        let second = scope.spawn(|| read(other));
        let mut texts = read(one)?;
        texts.extend(second.join().unwrap_or(Err(ReadError::Failed))?);

        Ok(texts)
    })
}

/// The words of a line, none of which reaches into the next: an engine draws some boxes over the whole line.
fn parted(mut words: Vec<Word>) -> Vec<Word> {
    let starts: Vec<f32> = words.iter().skip(1).map(|word| word.bounds.x).collect();

    for (word, next) in words.iter_mut().zip(starts) {
        if next > word.bounds.x && word.bounds.right() > next {
            word.bounds.width = next - word.bounds.x - 1.0;
        }
    }

    words
}

/// Whether a line deserves a second look: nothing read, something unsure, or a few letters that mean nothing.
fn is_doubtful(words: &[Word]) -> bool {
    let letters: usize = words.iter().map(|word| word.text.chars().count()).sum();
    let is_label = is_label(words);

    words.is_empty()
        || !words.iter().all(is_sure)
        || (letters <= 3 && !is_label && !words.iter().any(|word| word.text.contains('$')))
}

fn is_sure(word: &Word) -> bool {
    (word.confidence >= DOUBTFUL || (word.confidence >= KNOWN && label(&word.text).is_some())) && !is_torn(&word.text)
}

/// An amount with a letter in it.
fn is_torn(text: &str) -> bool {
    text.contains('$') && text.chars().any(char::is_alphabetic)
}

/// A line whose doubtful words are those of a second reading, if that is surer, and with the words that it lacked.
fn mended(line: Vec<Word>, again: Vec<Word>) -> Vec<Word> {
    let (mut words, doubtful): (Vec<Word>, Vec<Word>) = line.into_iter().partition(is_sure);
    let again: Vec<Word> = again
        .into_iter()
        .filter(|word| !words.iter().any(|known| beside(known, word) > SAME))
        .collect();
    let (kept, replaced): (Vec<Word>, Vec<Word>) = doubtful.into_iter().partition(|word| {
        let is_surer = again
            .iter()
            .all(|other| beside(word, other) <= SAME || (other.confidence < word.confidence && !is_torn(&word.text)));

        is_surer || is_cut_short(word, &again)
    });
    let is_kept = |word: &Word| kept.iter().any(|known| beside(known, word) > SAME);
    let added: Vec<Word> = again.into_iter().filter(|word| !is_kept(word)).collect();
    // A word is not lost for another that covers a part of it only.
    let lost = replaced
        .into_iter()
        .filter(|word| !added.iter().any(|other| beside(word, other) > SAME));
    words.extend(lost);
    words.extend(kept.iter().cloned());
    words.extend(added);

    words
}

/// Whether an amount lost its digits in a second reading: `$` is no better than `$0`.
fn is_cut_short(word: &Word, again: &[Word]) -> bool {
    let is_amount = word.text.len() > 1 && word.text.starts_with('$') && !is_torn(&word.text);
    let is_sign = |other: &Word| other.text == "$";

    is_amount && again.iter().filter(|other| beside(word, other) > SAME).all(is_sign)
}

/// Words that both readings spell alike are as sure as the surer of them says.
fn confirm(words: &mut [Word], again: &[Word]) {
    for word in words {
        let same = again
            .iter()
            .find(|other| beside(word, other) > SAME && other.text == word.text);
        word.confidence = same.map_or(word.confidence, |other| word.confidence.max(other.confidence));
    }
}

/// The stretch that two words of one line share, as a part of the narrower.
fn beside(one: &Word, other: &Word) -> f32 {
    let shared = one.bounds.right().min(other.bounds.right()) - one.bounds.x.max(other.bounds.x);

    shared / one.bounds.width.min(other.bounds.width).max(1.0)
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

/// How much a word counts beside another at its place: a long one is seldom read by chance.
fn weight(word: &Word) -> f32 {
    word.confidence * word.text.chars().count().min(4) as f32
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
    fn a_box_drawn_over_the_whole_line_ends_where_the_next_word_begins() {
        let mut primary = word("Primary", 0.0, 0.9);
        primary.bounds.width = 300.0;
        let words = merged(Vec::new(), parted(vec![primary, word("Care", 110.0, 0.97)]));

        assert_eq!(words.len(), 2);
        assert!(words[0].bounds.right() < words[1].bounds.x);
    }

    #[test]
    fn a_second_reading_mends_what_was_doubtful_and_leaves_what_was_sure() {
        let line = vec![
            word("Urgent", 0.0, 0.97),
            word("$s0", 120.0, 0.9),
            word("Ca", 240.0, 0.4),
        ];
        let again = vec![
            word("Vrgent", 0.0, 0.99),
            word("$50", 120.0, 0.8),
            word("Care", 240.0, 0.9),
            word("ER", 360.0, 0.9),
        ];
        let texts: Vec<String> = mended(line, again).into_iter().map(|word| word.text).collect();

        assert_eq!(texts, ["Urgent", "$50", "Care", "ER"]);
    }

    #[test]
    fn an_amount_is_not_lost_for_its_dollar_sign() {
        let mut sign = word("$", 120.0, 0.96);
        sign.bounds.width = 20.0;
        let texts: Vec<String> = mended(vec![word("PCP:", 0.0, 0.97), word("$0", 120.0, 0.74)], vec![sign])
            .into_iter()
            .map(|word| word.text)
            .collect();

        assert_eq!(texts, ["PCP:", "$0"]);
    }

    #[test]
    fn a_title_that_both_read_alike_is_sure() {
        let mut words = vec![word("Medi-Cal", 0.0, 0.2), word("ee", 120.0, 0.2)];
        confirm(&mut words, &[word("Medi-Cal", 0.0, 0.9), word("eo", 120.0, 0.9)]);

        assert_eq!((words[0].confidence, words[1].confidence), (0.9, 0.2));
    }

    #[test]
    fn doubtful_specks_are_not_added() {
        assert!(merged(Vec::new(), vec![word("~", 0.0, 0.1)]).is_empty());
    }
}
