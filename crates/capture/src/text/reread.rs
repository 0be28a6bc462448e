//! Reads the numbers of a card again, each by itself, with the network that was taught numbers.

use image::{GrayImage, RgbImage};

use crate::text::line_model::{self, Case, Letter};
use crate::text::value_area::{ValueArea, value_area};
use crate::{CardFields, Field, mbi};

/// A letter less sure than this is not believed: the first reading stands.
const BELIEVED: f32 = 0.55;
/// A letter at least this sure is what its shape says.
const CLEAR: f32 = 0.9;
/// A number that stood without its label stays less sure than this, however clear its letters are.
const UNLABELLED: (f32, f32) = (0.55, 0.89);

/// Where the readings differ in a letter that one of them may have lost, they are no surer than this.
const LOST: f32 = 0.6;

/// What a number may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// Capitals and digits.
    Code,
    /// Exactly six digits (NCPDP 101-A1).
    Bin,
    /// A Medicare Beneficiary Identifier.
    Medicare,
}

struct Target<'a> {
    kind: Kind,
    field: &'a mut Field,
    place: ValueArea,
}

/// Makes the numbers of a card surer, or says by a low confidence that they are not.
pub(crate) fn surer(card: &RgbImage, fields: &mut CardFields) {
    let grey = image::imageops::grayscale(card);

    for mut target in targets(&grey, fields) {
        let letters = line_model::letters(&grey, target.place.area, Case::Capitals);
        settle(&mut target, &letters);
    }
}

fn targets<'a>(grey: &GrayImage, fields: &'a mut CardFields) -> Vec<Target<'a>> {
    let CardFields {
        member_id,
        group_number,
        rx_bin,
        rx_pcn,
        rx_grp,
        mbi,
        ..
    } = fields;

    [
        (Kind::Code, member_id),
        (Kind::Code, group_number),
        (Kind::Bin, rx_bin),
        (Kind::Code, rx_pcn),
        (Kind::Code, rx_grp),
        (Kind::Medicare, mbi),
    ]
    .into_iter()
    .filter_map(|(kind, field)| {
        let field = field.as_mut()?;
        let place = value_area(grey, field.bounds?)?;

        Some(Target { kind, field, place })
    })
    .collect()
}

/// Takes what the network read for what was read first, where it can be what stands there.
fn settle(target: &mut Target, letters: &[Letter]) {
    let first = target.field.value.to_uppercase();
    let number = without_strangers(number(letters, &first), &first);
    let sure = number.iter().map(|letter| letter.confidence).fold(1.0, f32::min);
    let again = as_word(with_zeros(without_rules(ones(&number, &first), &first)));
    let whole = restored(&again, &first, target.place.in_cell);
    let (again, most) = whole.map_or((again, 1.0), |whole| (whole, LOST));
    let text = match target.kind {
        Kind::Code => Some(spaced(&again, &first, &gaps(letters))),
        Kind::Bin => bin(&again),
        Kind::Medicare => mbi::read(&again),
    };
    // Half a number is none: something stood in the way.
    let is_whole = number.len() + 2 >= solid(&first).count() && number.len() >= 2;
    let is_alike = solid(&again).eq(solid(&first));
    let Some(text) = text.filter(|_| is_whole && (is_alike || sure > BELIEVED)) else {
        target.field.confidence = target.field.confidence.min(0.5);
        return;
    };
    let agrees = solid(&text).eq(solid(&first));
    let ceiling = if target.field.confidence <= UNLABELLED.0 {
        UNLABELLED.1
    } else {
        0.99
    };
    let confidence = if agrees {
        target.field.confidence.max(sure * 0.98)
    } else {
        sure * 0.9
    };

    target.field.value = text;
    target.field.confidence = confidence.min(ceiling).min(most);
}

/// The letters that count: all but spaces.
fn solid(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(|letter| !letter.is_whitespace())
}

/// The letters of the number itself: without the end of a label before it, or what begins behind it.
fn number(letters: &[Letter], first: &str) -> Vec<Letter> {
    let mut best: Option<(usize, Vec<Letter>)> = None;
    let pieces: Vec<Vec<Letter>> = letters
        .split(|letter| !letter.letter.is_ascii_alphanumeric() && letter.letter != '-')
        .filter(|piece| piece.iter().any(|letter| letter.letter.is_ascii_alphanumeric()))
        .map(<[Letter]>::to_vec)
        .collect();
    let first: String = solid(first).collect();

    // The run of pieces that is most like what was read first; of those alike, the longest.
    for from in 0..pieces.len() {
        for until in (from + 1..=pieces.len()).rev() {
            let run = trimmed(pieces.get(from..until).unwrap_or_default().concat());
            let text: String = run.iter().map(|letter| letter.letter).collect();
            let away = strsim::levenshtein(&text, &first);

            if best.as_ref().is_none_or(|(known, _)| away < *known) {
                best = Some((away, run));
            }
        }
    }

    best.map(|(_, run)| run).unwrap_or_default()
}

fn trimmed(mut letters: Vec<Letter>) -> Vec<Letter> {
    let is_dash = |letter: &Letter| letter.letter == '-';

    while letters.last().is_some_and(is_dash) {
        letters.pop();
    }

    while letters.first().is_some_and(is_dash) {
        letters.remove(0);
    }

    letters
}

/// The number's text. In many types an I is a 1 by its shape alone: beside digits it is one if the first reading says so.
fn ones(number: &[Letter], first: &str) -> String {
    let known: Vec<char> = solid(first).collect();
    let digit = |at: Option<usize>| {
        at.and_then(|at| number.get(at))
            .is_some_and(|letter| letter.letter.is_ascii_digit())
    };

    number
        .iter()
        .enumerate()
        .map(|(at, letter)| match (letter.letter, known.get(at)) {
            ('I', Some('1'))
                if letter.confidence < CLEAR
                    && known.len() == number.len()
                    && digit(Some(at + 1))
                    && (at == 0 || digit(at.checked_sub(1))) =>
            {
                '1'
            }
            (letter, _) => letter,
        })
        .collect()
}

/// An O right before the digits that a number ends with is a zero, unless it could be the last of a short prefix of
/// letters: `LACOO01` is `LAC0001`, and `ABO12345` stays.
fn with_zeros(text: String) -> String {
    let digits = text.trim_end_matches(|letter: char| letter.is_ascii_digit()).len();
    let (front, tail) = text.split_at(digits);
    let head = front.trim_end_matches('O');
    let zeros = front.len() - head.len();

    let is_prefix = head.chars().all(char::is_alphabetic);

    if is_prefix && !tail.is_empty() && (zeros > 1 || zeros == 1 && head.chars().count() > 2) {
        format!("{head}{}{tail}", "0".repeat(zeros))
    } else {
        text
    }
}

/// A zero among nothing but letters is an O: `C0S` is `COS`.
fn as_word(text: String) -> String {
    let letters = text.chars().filter(char::is_ascii_alphabetic).count();
    let others = text
        .chars()
        .filter(|letter| !letter.is_ascii_alphabetic() && *letter != '0')
        .count();
    let is_inside = text.trim_matches('0') == text;

    if others == 0 && is_inside && letters + 1 == text.len() && letters > 1 {
        text.replace('0', "O")
    } else {
        text
    }
}

/// Without one letter too many before or behind what was read first: the side of a cell, or the end of a row of dots,
/// which is no clear letter.
fn without_strangers(mut number: Vec<Letter>, first: &str) -> Vec<Letter> {
    let known: Vec<char> = solid(first).collect();

    if known.len() < 4 || number.len() != known.len() + 1 {
        return number;
    }

    let is_stranger = |letter: &Letter| is_stroke(letter.letter) || letter.confidence < CLEAR;
    let others = |from: usize| {
        let rest = number.iter().skip(from).zip(&known);

        rest.filter(|(letter, known)| letter.letter != **known).count()
    };
    // Some are read otherwise: a number shifted by one letter differs nearly everywhere.
    let most = known.len() / 5;

    if others(1) <= most && number.first().is_some_and(is_stranger) {
        number.remove(0);
    } else if others(0) <= most && number.last().is_some_and(is_stranger) {
        number.pop();
    }

    number
}

/// What the side of a cell is taken for.
fn is_stroke(letter: char) -> bool {
    matches!(letter, 'I' | '1' | 'L' | 'J')
}

/// Without the sides of a cell, which are taken for letters before or behind what was read first.
fn without_rules(text: String, first: &str) -> String {
    let first: String = solid(first).collect();
    let is_rule = |rest: &str| rest.chars().all(|letter| is_stroke(letter) || letter == '-');

    match text.split_once(first.as_str()) {
        Some((before, behind)) if first.len() > 1 && is_rule(before) && is_rule(behind) => first,
        _ => text,
    }
}

/// With the letter that the network lost: of two alike it sometimes sees one, and one at either end was cut off where
/// the first reading drew its box too small.
fn restored(again: &str, first: &str, in_cell: bool) -> Option<String> {
    let known: Vec<char> = solid(first).collect();
    let letters: Vec<char> = again.chars().collect();
    let is_alike = |at: usize, other: Option<usize>| other.and_then(|other| known.get(other)) == known.get(at);
    let is_lost = |at: usize| {
        let is_end = at == 0 || at + 1 == known.len();
        let may_be_a_rule = in_cell && known.get(at).is_some_and(|letter| is_stroke(*letter));
        let is_doubled = is_alike(at, at.checked_sub(1)) || is_alike(at, Some(at + 1));

        (is_doubled || is_end && !may_be_a_rule) && [&known[..at], &known[at + 1..]].concat() == letters
    };

    (known.len() > 3 && (0..known.len()).any(is_lost)).then(|| known.iter().collect())
}

/// The text with a space where both readings have one: engines see some where letters stand wide.
fn spaced(text: &str, first: &str, again: &str) -> String {
    if solid(first).count() != text.chars().count() {
        return text.to_owned();
    }

    let before = |line: &str, at: usize| {
        let mut count = 0;

        line.chars().any(|letter| {
            count += usize::from(!letter.is_whitespace());

            letter.is_whitespace() && count == at
        })
    };
    let start = solid(again).count().saturating_sub(text.chars().count());

    text.chars()
        .enumerate()
        .flat_map(|(at, letter)| {
            let is_gap = at > 0 && before(first, at) && (before(again, at) || before(again, at + start));

            is_gap.then_some(' ').into_iter().chain([letter])
        })
        .collect()
}

/// What the network read, with its spaces and without other signs.
fn gaps(letters: &[Letter]) -> String {
    letters
        .iter()
        .map(|letter| letter.letter)
        .filter(|letter| letter.is_ascii_alphanumeric() || matches!(letter, ' ' | '-'))
        .collect()
}

/// Six digits; letters that stand for digits are mended, because there are none in a BIN.
fn bin(text: &str) -> Option<String> {
    let digits: Option<String> = text.chars().map(as_digit).collect();

    digits.filter(|digits| digits.len() == 6)
}

fn as_digit(letter: char) -> Option<char> {
    match letter {
        '0'..='9' => Some(letter),
        _ => crate::understand::as_digit(letter),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

    use crate::text::segments::Area;

    use super::*;

    fn letters(text: &str, confidence: f32) -> Vec<Letter> {
        text.chars().map(|letter| Letter::of(letter, confidence)).collect()
    }

    fn settled(kind: Kind, first: (&str, f32), again: &[Letter]) -> Field {
        settled_in(false, kind, first, again)
    }

    fn settled_in(in_cell: bool, kind: Kind, first: (&str, f32), again: &[Letter]) -> Field {
        let mut field = Field {
            value: first.0.to_owned(),
            confidence: first.1,
            bounds: None,
        };
        let place = ValueArea {
            area: Area {
                left: 0,
                top: 0,
                right: 1,
                bottom: 1,
            },
            in_cell,
        };
        settle(
            &mut Target {
                kind,
                field: &mut field,
                place,
            },
            again,
        );

        field
    }

    #[test]
    fn the_second_reading_stands_where_it_is_clear() {
        let field = settled(Kind::Code, ("XEHBO45", 0.7), &letters("XEH8045", 0.99));

        assert_eq!(field.value, "XEH8045");
        assert!(field.confidence > 0.8);
    }

    #[test]
    fn what_both_read_alike_is_surer_than_either_alone() {
        let field = settled(Kind::Code, ("XEH8045", 0.7), &letters("XEH8045", 0.99));

        assert!(field.confidence > 0.95);
    }

    #[test]
    fn the_end_of_a_label_is_not_part_of_the_number() {
        assert_eq!(
            settled(Kind::Code, ("0083-7745", 0.9), &letters("#: 0083-7745", 0.99)).value,
            "0083-7745"
        );
        assert_eq!(
            settled(Kind::Code, ("XEH77 02", 0.9), &letters("XEH77 02", 0.99)).value,
            "XEH77 02"
        );
    }

    #[test]
    fn a_space_that_only_one_reading_has_is_none() {
        assert_eq!(
            settled(Kind::Code, ("XEH 8045", 0.9), &letters("XEH8045", 0.99)).value,
            "XEH8045"
        );
        assert_eq!(
            settled(Kind::Code, ("XEH8045", 0.9), &letters("XEH 8045", 0.99)).value,
            "XEH8045"
        );
    }

    #[test]
    fn half_a_number_does_not_take_the_place_of_a_whole_one() {
        let field = settled(Kind::Code, ("XEH804512097", 0.9), &letters("XEH80", 0.99));

        assert_eq!(field.value, "XEH804512097");
        assert!(field.confidence <= 0.5);
    }

    #[test]
    fn a_letter_that_the_network_lost_is_kept() {
        let read = |first: &str, again: &str| settled(Kind::Code, (first, 0.89), &letters(again, 0.99)).value;

        assert_eq!(read("158036357", "58036357"), "158036357", "the first");
        assert_eq!(read("33738759-01", "3738759-01"), "33738759-01", "one of two alike");
        assert_eq!(read("5803", "580"), "5803", "the last");
        assert_eq!(read("580363", "58063"), "58063", "one in the middle was seen for none");
    }

    #[test]
    fn a_letter_before_the_number_must_be_clear() {
        let mut again = letters("RUPM774M67616", 0.99);
        let read = |again: &[Letter]| settled(Kind::Code, ("UPM774M67616", 0.8), again).value;
        assert_eq!(read(&again), "RUPM774M67616");

        again[0] = Letter::of('R', 0.86);
        assert_eq!(read(&again), "UPM774M67616");
    }

    #[test]
    fn the_side_of_a_cell_is_no_one() {
        let again = letters("57854-5082", 0.99);

        assert_eq!(
            settled_in(true, Kind::Code, ("157854-5082", 0.89), &again).value,
            "57854-5082"
        );
        assert_eq!(
            settled_in(
                true,
                Kind::Code,
                ("ICL228098861", 0.88),
                &letters("IICL228O98861", 0.99)
            )
            .value,
            "ICL228O98861"
        );
        assert_eq!(settled(Kind::Code, ("SC", 0.85), &letters("ISC", 0.99)).value, "SC");
    }

    #[test]
    fn a_stroke_beside_digits_is_a_one_if_the_first_reading_says_so_and_its_shape_does_not_speak_against_it() {
        let mut again = letters("I0416380", 0.99);
        assert_eq!(settled(Kind::Code, ("10416380", 0.9), &again).value, "I0416380");

        again[0] = Letter::of('I', 0.6);
        assert_eq!(settled(Kind::Code, ("10416380", 0.9), &again).value, "10416380");
    }

    #[test]
    fn an_o_before_the_last_digits_is_a_zero() {
        let read = |first: &str, again: &str| settled(Kind::Code, (first, 0.8), &letters(again, 0.99)).value;

        assert_eq!(read("LACOO01", "LACOO01"), "LAC0001");
        assert_eq!(read("RXCO12", "RXCO12"), "RXC012");
        assert_eq!(read("ABO12345", "ABO12345"), "ABO12345");
        assert_eq!(read("COO", "COO"), "COO");
        assert_eq!(read("C0S", "C0S"), "COS");
        assert_eq!(read("MED0", "MED0"), "MED0");
    }

    #[test]
    fn a_bin_has_digits_only() {
        assert_eq!(
            settled(Kind::Bin, ("610014", 0.8), &letters("61OOI4", 0.9)).value,
            "610014"
        );
        assert!(settled(Kind::Bin, ("610014", 0.8), &letters("61001", 0.9)).confidence <= LOST);
        assert!(settled(Kind::Bin, ("610014", 0.8), &letters("6101", 0.9)).confidence <= 0.5);
    }

    #[test]
    fn a_number_without_its_label_stays_doubtful() {
        assert!(settled(Kind::Code, ("XEH8045", 0.5), &letters("XEH8045", 1.0)).confidence < 0.9);
    }
}
