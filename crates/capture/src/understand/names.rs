//! Names of people.

use crate::Field;
use crate::understand::value::Value;

/// Two to six words of letters, or one before a comma.
pub(crate) fn name(words: &[&str]) -> Option<Value> {
    let taken: Vec<String> = words
        .iter()
        .take(6)
        .map(|word| with_letters(word))
        .take_while(|word| {
            word.chars()
                .all(|letter| letter.is_alphabetic() || "'’-.,`".contains(letter))
                && !is_no_name(word)
        })
        .collect();
    let letters: usize = taken
        .iter()
        .map(|word| word.chars().filter(|letter| letter.is_alphabetic()).count())
        .sum();
    let starts_big = taken
        .first()
        .and_then(|word| word.chars().next())
        .is_some_and(char::is_uppercase);

    (letters >= 4 && starts_big).then(|| Value {
        text: taken
            .iter()
            .enumerate()
            .map(|(index, word)| match generation(word) {
                Some(numeral) if index > 1 && index + 1 == taken.len() => numeral.to_owned(),
                _ => with_capital(word),
            })
            .collect::<Vec<_>>()
            .join(" ")
            .replace(['’', '`'], "'")
            // `D' ANGELO`
            .replace("' ", "'")
            .trim_end_matches([',', '.', '-'])
            .to_owned(),
        tokens: taken.len(),
    })
}

/// A digit in a word of letters is the letter that it looks like.
fn with_letters(word: &str) -> String {
    let letters = word.chars().filter(|letter| letter.is_alphabetic()).count();
    let digits = word.chars().filter(char::is_ascii_digit).count();

    if letters < 3 || digits != 1 {
        return word.to_owned();
    }

    let is_small = word.chars().skip(1).any(char::is_lowercase);

    word.chars()
        .enumerate()
        .map(|(index, letter)| match (letter, is_small && index > 0) {
            ('0', true) => 'o',
            ('0', false) => 'O',
            ('1', true) => 'l',
            ('1', false) => 'I',
            ('5', true) => 's',
            ('5', false) => 'S',
            _ => letter,
        })
        .collect()
}

/// A name begins with a capital: a small l in its place is an I.
pub(crate) fn with_capital(word: &str) -> String {
    match word.strip_prefix('l') {
        Some(rest) if rest.chars().next().is_some_and(char::is_lowercase) => format!("I{rest}"),
        _ => word.to_owned(),
    }
}

/// Whether a name stands on much more room than its letters take: words of it were not read.
pub(crate) fn is_torn(name: &Field) -> bool {
    let letters = name.value.chars().count().max(1) as f32;

    name.bounds
        .is_some_and(|bounds| bounds.width / letters > bounds.height * 1.15)
}

/// `III` is read as `Ill`.
fn generation(word: &str) -> Option<&'static str> {
    let is_stroke = |letter: char| "Il1|".contains(letter);

    match word.trim_end_matches(['.', ',']) {
        word if !word.chars().all(is_stroke) => None,
        word if word.len() == 2 => Some("II"),
        word if word.len() == 3 => Some("III"),
        _ => None,
    }
}

/// Words on cards that are part of no person's name.
const NO_NAMES: &str = " BENEFITS BENEFIT CALL CARD CARDHOLDER CARE COPAY COPAYS COVERAGE COVERED DATE DENTAL DEPENDENT \
                        DEPENDENTS EFFECTIVE ENROLLEE EPO GROUP GRP HDHP HEALTH HMO IDENTIFICATION INSURANCE INSURED \
                        ISSUE ISSUED ISSUER MEDICAID MEDICAL MEDICARE MEMBER NETWORK NUMBER ONLY PHARMACY PLAN PLEASE POS \
                        PROGRAM PPO PRESCRIPTION PRINTED PROVIDER REFERRAL REQUIRED RESPONSIBILITY SERVICE SERVICES SPECIALIST SUBSCRIBER \
                        TRICARE VISION YOUR ";

fn is_no_name(word: &str) -> bool {
    let word = word.trim_matches(|letter: char| !letter.is_alphabetic()).to_uppercase();

    !word.is_empty() && NO_NAMES.contains(&format!(" {word} "))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

    use super::*;

    fn text(words: &[&str]) -> Option<String> {
        name(words).map(|value| value.text)
    }

    #[test]
    fn names_are_words() {
        assert_eq!(text(&["JAMES", "O’CONNOR"]).as_deref(), Some("JAMES O'CONNOR"));
        assert_eq!(text(&["Grace", "lvanova"]).as_deref(), Some("Grace Ivanova"));
        assert_eq!(text(&["Sukarno"]).as_deref(), Some("Sukarno"));
        assert_eq!(text(&["MARCUS", "D'ANGEL0"]).as_deref(), Some("MARCUS D'ANGELO"));
        assert_eq!(text(&["Marcus", "D'", "Ange1o"]).as_deref(), Some("Marcus D'Angelo"));
        assert_eq!(text(&["RUTH", "ODELL", "02"]).as_deref(), Some("RUTH ODELL"));
        assert_eq!(text(&["Health", "Plan"]), None);
    }

    #[test]
    fn the_third_of_a_name_is_no_illness() {
        assert_eq!(
            text(&["Harold", "K", "Kowalski", "Ill"]).as_deref(),
            Some("Harold K Kowalski III")
        );
        assert_eq!(text(&["RUTH", "ODELL", "lI"]).as_deref(), Some("RUTH ODELL II"));
        assert_eq!(text(&["Ill", "Will"]).as_deref(), Some("Ill Will"));
    }
}
