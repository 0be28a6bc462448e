//! Numbers of members, groups and pharmacy benefits, in letters and digits.

use crate::understand::labels::exactly;
use crate::understand::misread::{as_digit, in_capitals, is_upper, mended, with_letters};
use crate::understand::value::Value;

/// Letters, digits and dashes with enough digits, in up to four chunks.
pub(crate) fn identifier(words: &[&str], least: usize, digits: usize) -> Option<Value> {
    // A number sign is read as a 4 or an H: `Member ID # XEH804512097`.
    if let ["4" | "H" | "+" | "*", rest @ ..] = words
        && let Some(value) = identifier(rest, least.max(7), digits)
    {
        return Some(Value {
            tokens: value.tokens + 1,
            ..value
        });
    }

    if let Some(value) = spaced(words, least) {
        return Some(value);
    }

    let mut chunks: Vec<String> = Vec::new();

    for word in words.iter().take(4) {
        // No identifier has a dollar in it: it is an S.
        let word = &word.trim_matches(['(', ')', '\'']).replace('$', "S").replace('€', "C");
        let has_digit = word.chars().any(|letter| letter.is_ascii_digit());
        // `No:` read as `No2`.
        let is_label = word.len() == 3 && word.to_ascii_uppercase().starts_with("NO");
        // The first chunk may be a prefix of letters, but no label.
        let is_prefix = chunks.is_empty() && word.len() <= 5 && is_upper(word) && exactly(word).is_none();
        let fits = word
            .chars()
            .all(|letter| letter.is_ascii_alphanumeric() || "-*.".contains(letter))
            && (has_digit || is_prefix)
            && !is_label;

        if !fits {
            break;
        }

        chunks.push(if chunks.is_empty() {
            with_letters(&mended(word))
        } else {
            suffix(word)
        });
    }

    let text = chunks.join(" ");
    let letters = text.chars().filter(char::is_ascii_alphanumeric).count();
    let found = text.chars().filter(char::is_ascii_digit).count();

    (letters >= least && letters <= 30 && found >= digits && !is_person(&chunks)).then_some(Value {
        text,
        tokens: chunks.len(),
    })
}

/// A member id, and no contract of Medicare's (`H1234-567`, CMS: a letter and four digits, the plan's three, a
/// segment's three).
pub(crate) fn contract(words: &[&str]) -> Option<Value> {
    let value = identifier(words, 7, 5)?;
    let first: String = value.text.chars().take(6).collect();
    let is_medicare = first.starts_with(['H', 'R', 'S', 'E'])
        && first.chars().skip(1).take(4).all(|letter| letter.is_ascii_digit())
        && first
            .chars()
            .nth(5)
            .is_none_or(|letter| !letter.is_ascii_alphanumeric());

    (!is_medicare).then_some(value)
}

/// Digits that are set apart one by one are one number.
fn spaced(words: &[&str], least: usize) -> Option<Value> {
    let single: Vec<&str> = words
        .iter()
        .copied()
        .take_while(|word| word.len() == 1 && word.chars().all(|letter| letter.is_ascii_alphanumeric()))
        .collect();
    let digits = single
        .iter()
        .filter(|word| word.chars().all(|letter| letter.is_ascii_digit()))
        .count();

    (single.len() >= least.max(6) && single.len() <= 20 && digits + 2 >= single.len()).then(|| Value {
        text: single.concat().to_uppercase(),
        tokens: single.len(),
    })
}

/// What stands behind the first chunk: `02` after `XEH771200345`. A letter among its digits was read for one.
fn suffix(word: &str) -> String {
    let read: Option<String> = word
        .chars()
        .map(|letter| {
            if letter.is_ascii_digit() {
                Some(letter)
            } else {
                as_digit(letter)
            }
        })
        .collect();

    match read {
        Some(digits) if word.len() <= 3 => digits,
        _ => with_letters(&mended(word)),
    }
}

/// `F 0105 1952` is a sex and a birth date, and `01 05 1952` a date.
fn is_person(chunks: &[String]) -> bool {
    let (has_sex, rest) = match chunks.split_first() {
        Some((first, rest)) if matches!(first.as_str(), "M" | "F" | "X") => (true, rest),
        _ => (false, chunks),
    };
    let digits: String = rest.concat();
    let number = |from: usize, to: usize| digits.get(from..to).and_then(|part| part.parse::<u32>().ok());
    let is_date = digits.len() == 8
        && number(0, 2).is_some_and(|month| (1..=12).contains(&month))
        && number(2, 4).is_some_and(|day| (1..=31).contains(&day))
        && number(4, 8).is_some_and(|year| (1900..2100).contains(&year));
    let is_apart = rest.len() > 1 && rest.first().is_some_and(|month| month.len() == 2);

    is_date && (has_sex || is_apart)
}

/// Six digits (NCPDP); letters that stand for digits are mended, because there are none in a BIN.
pub(crate) fn bin(words: &[&str]) -> Option<Value> {
    let mut digits = String::new();

    for (index, word) in words.iter().take(3).enumerate() {
        let read: Option<String> = word
            .trim_matches(|letter: char| !letter.is_alphanumeric())
            .chars()
            .map(|letter| {
                if letter.is_ascii_digit() {
                    Some(letter)
                } else {
                    as_digit(letter)
                }
            })
            .collect();
        digits.push_str(&read?);

        if digits.len() == 6 {
            let printed = words
                .iter()
                .take(index + 1)
                .flat_map(|word| word.chars())
                .filter(char::is_ascii_digit)
                .count();

            return (printed >= 4).then_some(Value {
                text: digits,
                tokens: index + 1,
            });
        }
    }

    None
}

/// One word of capitals and digits.
pub(crate) fn code(words: &[&str], least: usize, most: usize) -> Option<Value> {
    let word = *words.first()?;

    // The first letter was read twice: `U UHEALTH`.
    if let Some(next) = words.get(1)
        && word.len() == 1
        && next.len() > 2
        && next.starts_with(word)
    {
        let value = code(&words[1..], least, most)?;

        return Some(Value { tokens: 2, ..value });
    }

    let word = in_capitals(word);
    let fits = (least..=most).contains(&word.len())
        && word
            .chars()
            .all(|letter| letter.is_ascii_alphanumeric() || "-*.".contains(letter))
        && (is_upper(&word) || word.chars().any(|letter| letter.is_ascii_digit()));

    fits.then(|| Value {
        text: mended(&word),
        tokens: 1,
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

    use crate::understand::labels::Label;
    use crate::understand::value::value;

    fn text(label: Label, words: &[&str]) -> Option<String> {
        value(label, words).map(|value| value.text)
    }

    #[test]
    fn letters_and_digits_of_an_identifier_are_told_apart() {
        assert_eq!(
            text(Label::MemberId, &["XEH8O4512097"]).as_deref(),
            Some("XEH804512097")
        );
        assert_eq!(
            text(Label::MemberId, &["1UD190225243"]).as_deref(),
            Some("IUD190225243")
        );
        assert_eq!(
            text(Label::MemberId, &["J1L354082120"]).as_deref(),
            Some("JIL354082120")
        );
        assert_eq!(text(Label::MemberId, &["Z41824504Q"]).as_deref(), Some("Z41824504Q"));
        assert_eq!(
            text(Label::MemberId, &["1EG4-TE5-MK73"]).as_deref(),
            Some("1EG4-TE5-MK73")
        );
        assert_eq!(
            text(Label::MemberId, &["XEH771200345", "02", "Group"]).as_deref(),
            Some("XEH771200345 02")
        );
        assert_eq!(text(Label::MemberId, &["Services"]), None);
    }

    #[test]
    fn a_number_is_read_past_its_sign_and_in_single_digits() {
        assert_eq!(
            text(Label::MemberId, &["4", "AUG003021689"]).as_deref(),
            Some("AUG003021689")
        );
        assert_eq!(
            text(Label::MemberId, &["0", "2", "2", "2", "8", "5", "9", "2", "2", "7"]).as_deref(),
            Some("0222859227")
        );
        assert_eq!(
            text(Label::MemberId, &["229995577", "O1"]).as_deref(),
            Some("229995577 01")
        );
        assert_eq!(text(Label::Group, &["4", "55021"]).as_deref(), Some("4 55021"));
    }

    #[test]
    fn a_birth_date_and_a_label_are_no_number() {
        assert_eq!(text(Label::MemberId, &["F", "01", "05", "1952"]), None);
        assert_eq!(text(Label::MemberId, &["ID", "H526673"]), None);
    }

    #[test]
    fn a_code_is_one_word_of_capitals() {
        assert_eq!(text(Label::RxGrp, &["COs"]).as_deref(), Some("COS"));
        assert_eq!(text(Label::RxGrp, &["U", "UHEALTH"]).as_deref(), Some("UHEALTH"));
        assert_eq!(text(Label::RxGrp, &["Services"]), None);
    }

    #[test]
    fn a_bin_has_six_digits() {
        assert_eq!(text(Label::RxBin, &["61O279"]).as_deref(), Some("610279"));
        assert_eq!(text(Label::RxBin, &["61027"]), None);
        assert_eq!(text(Label::RxBin, &["6102791"]), None);
        assert_eq!(text(Label::RxBin, &["BOSSIL"]), None);
    }
}
