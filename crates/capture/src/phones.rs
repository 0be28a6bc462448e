//! Telephone numbers and whom they are for, by the words that stand before or above them.

use crate::layout::{Layout, Token};
use crate::understand::field;
use crate::{Field, value};

/// How many words before a number are looked at.
const WORDS: usize = 9;

/// Whom a number is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Purpose {
    Member,
    Provider,
    Pharmacy,
    MentalHealth,
    Nurse,
    Claims,
    Authorization,
    Dental,
    Vision,
    /// Text telephones and fax machines: nobody is sent there.
    Machine,
}

/// The beginnings of the words that say so. The first that is found counts: `Pharmacy help for members` is a pharmacy's.
const MARKS: [(Purpose, &[&str]); 10] = [
    (Purpose::Machine, &["FAX"]),
    (Purpose::Nurse, &["NURSE", "HEALTHLINE"]),
    (
        Purpose::MentalHealth,
        &["MENTAL", "BEHAVIOR", "SUBSTANCE", "CRISIS", "PSYCH"],
    ),
    (Purpose::Pharmacy, &["PHARM", "RXHELP", "PRESCRIPTION"]),
    (Purpose::Dental, &["DENTAL", "DENTIST"]),
    (Purpose::Vision, &["VISION", "EYECARE"]),
    (
        Purpose::Authorization,
        &[
            "AUTHORIZ",
            "PREAUTH",
            "PRECERT",
            "PRE-CERT",
            "PRE-AUTH",
            "UTILIZATION",
            "NOTIFICATION",
        ],
    ),
    (Purpose::Claims, &["CLAIM"]),
    (
        Purpose::Provider,
        &["PROVIDER", "DOCTOR", "PHYSICIAN", "HOSPITALS", "FACILIT"],
    ),
    (
        Purpose::Member,
        &[
            "MEMBER",
            "CUSTOMER",
            "SUBSCRIBER",
            "ENROLLEE",
            "QUESTION",
            "BENEFIT",
            "CONTACT",
        ],
    ),
];

/// Every number on the card with what it is for, from top to bottom.
pub(crate) fn find(layout: &Layout) -> Vec<(Option<Purpose>, Field)> {
    let mut phones = Vec::new();

    for (number, line) in layout.lines.iter().enumerate() {
        let mut start = 0;
        // Where the words of the number before end.
        let mut after = 0;

        while start < line.len() {
            let words: Vec<&str> = line.iter().skip(start).map(|token| token.text.as_str()).collect();

            let Some(found) = value::phone(&words) else {
                start += 1;
                continue;
            };
            let tokens = line.get(start..start + found.tokens).unwrap_or_default();
            let before = line
                .get(after.max(start.saturating_sub(WORDS))..start)
                .unwrap_or_default();
            let purpose = purpose(before).or_else(|| above(layout, number, tokens).and_then(|line| purpose(&line)));

            if purpose != Some(Purpose::Machine) && !is_machine(before) {
                phones.push((purpose, field(&found.text, tokens, 0.95)));
            }

            start += found.tokens;
            after = start;
        }
    }

    phones
}

/// The words of the line above that stand over these.
fn above(layout: &Layout, number: usize, tokens: &[Token]) -> Option<Vec<Token>> {
    let first = tokens.first()?;
    let line = layout.lines.get(number.checked_sub(1)?)?;
    let words: Vec<Token> = line
        .iter()
        .filter(|token| {
            let gap = first.bounds.y - token.bounds.bottom();

            gap < first.bounds.height * 1.4 && (token.bounds.x - first.bounds.x).abs() < first.bounds.height * 12.0
        })
        .cloned()
        .collect();
    // A line with a number of its own speaks of that one.
    let texts: Vec<&str> = words.iter().map(|token| token.text.as_str()).collect();
    let has_own = (0..texts.len()).any(|start| texts.get(start..).and_then(value::phone).is_some());

    (!has_own).then_some(words)
}

fn purpose(words: &[Token]) -> Option<Purpose> {
    MARKS
        .iter()
        .find(|(_, marks)| words.iter().any(|word| is_one_of(&word.text, marks)))
        .map(|(purpose, _)| *purpose)
}

/// The last word before the number says that it is for a text telephone.
fn is_machine(before: &[Token]) -> bool {
    before
        .last()
        .is_some_and(|word| is_one_of(&word.text, &["TTY", "TDD", "FAX"]))
}

fn is_one_of(word: &str, marks: &[&str]) -> bool {
    let plain: String = word
        .chars()
        .filter(|letter| letter.is_alphabetic() || *letter == '-')
        .collect::<String>()
        .to_uppercase();

    marks.iter().any(|mark| plain.starts_with(mark))
}
