//! How far two spellings are apart, and whether a reader could have taken one for the other.

/// Capitals and digits that readers take for one another, also by their small letters. Those of other pairs differ
/// where both were read surely.
const ALIKE: [&str; 9] = [
    "IL1JTF!",
    "O0CDQGUEA",
    "S5B8Z23",
    "MNHWKR",
    "VYUWX",
    "PFRBE",
    "CGES6",
    "HBLKN",
    "UNVI",
];
/// Thin ones are lost, or seen where there are none.
const THIN: &str = "IL1JT";
/// More than any name is forgiven.
const FAR: usize = 1000;

/// How many letters must change, come or go: Levenshtein's distance.
pub(crate) fn errors(one: &[char], other: &[char]) -> usize {
    distance(one, other, |_, _| 1, |_| 1)
}

/// The same between letters that look alike; [`FAR`] and more where others differ.
pub(crate) fn errors_of_reading(one: &[char], other: &[char]) -> usize {
    let changed = |one: char, other: char| {
        let are_alike = ALIKE.iter().any(|set| set.contains(one) && set.contains(other));

        if are_alike { 1 } else { FAR }
    };

    distance(&as_drawn(one), &as_drawn(other), changed, |letter| {
        if THIN.contains(letter) { 1 } else { FAR }
    })
}

/// Pairs of letters that together look like a third.
fn as_drawn(letters: &[char]) -> Vec<char> {
    letters
        .iter()
        .collect::<String>()
        .replace("RN", "M")
        .replace("VV", "W")
        .replace("CL", "D")
        .chars()
        .collect()
}

fn distance(
    one: &[char],
    other: &[char],
    changed: impl Fn(char, char) -> usize,
    lost: impl Fn(char) -> usize,
) -> usize {
    let mut row = vec![0];

    for known in other {
        row.push(row.last().copied().unwrap_or(0) + lost(*known));
    }

    for letter in one {
        let mut before = row.first().copied().unwrap_or(0);
        let mut last = before + lost(*letter);

        if let Some(first) = row.first_mut() {
            *first = last;
        }

        for (cell, known) in row.iter_mut().skip(1).zip(other) {
            let same = before + if letter == known { 0 } else { changed(*letter, *known) };
            before = *cell;
            last = same.min(*cell + lost(*letter)).min(last + lost(*known));
            *cell = last;
        }
    }

    row.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

    use super::*;

    fn letters(text: &str) -> Vec<char> {
        text.chars().collect()
    }

    #[test]
    fn the_number_of_errors_is_right() {
        let count = |one: &str, other: &str| errors(&letters(one), &letters(other));

        assert_eq!(count("KITTEN", "SITTING"), 3);
        assert_eq!(count("", "ABC"), 3);
        assert_eq!(count("ABC", "ABC"), 0);
    }

    #[test]
    fn only_letters_that_look_alike_are_misread() {
        let count = |one: &str, other: &str| errors_of_reading(&letters(one), &letters(other));

        assert_eq!(count("AMBETTER", "ANBETTER"), 1);
        assert_eq!(count("KAISERPERMANENTE", "KAISERPERRNANENTE"), 0);
        assert_eq!(count("HEALTH", "HEATH"), 1);
        assert!(count("INDEPENDENTHEALTH", "INDEPENDENCEHEALTH") >= FAR);
        assert!(count("PREMIERDENTAL", "PREMERDENTALS") >= FAR);
    }
}
