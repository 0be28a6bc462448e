//! Several readings of one number, made one: letter by letter, weighed by how sure each reading was.

use std::collections::BTreeMap;

use crate::Word;

/// One reading.
#[derive(Clone)]
pub(crate) struct Ballot {
    pub text: String,
    pub confidence: f32,
}

/// What the readings say together.
#[derive(Clone)]
pub(crate) struct Outcome {
    pub text: String,
    /// The mean confidence of the readings.
    pub confidence: f32,
    /// The share of votes that the least agreed letter has, 0 to 1.
    pub agreement: f32,
}

impl Ballot {
    /// The words of a line as one reading.
    pub fn of(words: &[Word]) -> Option<Self> {
        let text = words
            .iter()
            .map(|word| word.text.as_str())
            .collect::<Vec<_>>()
            .join(" ");
        let text = text.trim_matches('-').to_owned();
        let confidence = words.iter().map(|word| word.confidence).fold(1.0, f32::min);

        (!text.is_empty()).then_some(Self { text, confidence })
    }

    fn letters(&self) -> Vec<char> {
        self.text.chars().filter(|letter| !letter.is_whitespace()).collect()
    }

    fn weight(&self) -> f32 {
        self.confidence.max(0.15)
    }
}

/// The text that most readings agree on. Spaces are those of the first reading.
pub(crate) fn vote(ballots: &[Ballot]) -> Option<Outcome> {
    let mut lengths: BTreeMap<usize, f32> = BTreeMap::new();

    for ballot in ballots {
        *lengths.entry(ballot.letters().len()).or_default() += ballot.weight();
    }

    let all: f32 = lengths.values().sum();
    let (length, same_length) = lengths
        .into_iter()
        .filter(|(length, _)| *length > 0)
        .max_by(|one, other| one.1.total_cmp(&other.1))?;
    let voters: Vec<(Vec<char>, f32)> = ballots
        .iter()
        .map(|ballot| (ballot.letters(), ballot.weight()))
        .filter(|(letters, _)| letters.len() == length)
        .collect();
    let mut agreement = same_length / all.max(0.01);
    let mut letters = Vec::with_capacity(length);

    for at in 0..length {
        let mut votes: BTreeMap<char, f32> = BTreeMap::new();

        for (text, weight) in &voters {
            *votes.entry(*text.get(at)?).or_default() += weight;
        }

        let (letter, most) = votes.iter().max_by(|one, other| one.1.total_cmp(other.1))?;
        letters.push(*letter);
        agreement = agreement.min(most / same_length.max(0.01));
    }

    let confidence = ballots.iter().map(|ballot| ballot.confidence).sum::<f32>() / ballots.len().max(1) as f32;

    // A space that only the first reading has is none.
    let spaces = ballots.iter().filter(|ballot| ballot.text.contains(' ')).count();
    let model = ballots.first().filter(|_| spaces * 2 >= ballots.len());

    Some(Outcome {
        text: model.map_or_else(|| letters.iter().collect(), |model| spaced(&letters, &model.text)),
        confidence,
        agreement,
    })
}

/// The letters with spaces where the model has them.
fn spaced(letters: &[char], model: &str) -> String {
    if model.chars().filter(|letter| !letter.is_whitespace()).count() != letters.len() {
        return letters.iter().collect();
    }

    let mut next = letters.iter();

    model
        .chars()
        .filter_map(|letter| {
            if letter.is_whitespace() {
                Some(' ')
            } else {
                next.next().copied()
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

    use super::*;

    fn ballots(texts: &[(&str, f32)]) -> Vec<Ballot> {
        texts
            .iter()
            .map(|(text, confidence)| Ballot {
                text: (*text).to_owned(),
                confidence: *confidence,
            })
            .collect()
    }

    #[test]
    fn one_wrong_letter_is_outvoted() {
        let outcome = vote(&ballots(&[("XEH8045", 0.9), ("XEHB045", 0.8), ("XEH8045", 0.7)])).unwrap();

        assert_eq!(outcome.text, "XEH8045");
        assert!(outcome.agreement < 0.8);
    }

    #[test]
    fn a_reading_that_lost_a_letter_has_no_say_about_the_others() {
        let outcome = vote(&ballots(&[("AB123", 0.9), ("AB1234", 0.8), ("AB1234", 0.9)])).unwrap();

        assert_eq!(outcome.text, "AB1234");
    }

    #[test]
    fn spaces_stay_where_the_first_reading_has_them() {
        let outcome = vote(&ballots(&[("XEH77 02", 0.9), ("XEH77 02", 0.9), ("XEH7702", 0.9)])).unwrap();

        assert_eq!(outcome.text, "XEH77 02");
        assert!(outcome.agreement > 0.99);
    }

    #[test]
    fn no_reading_is_no_outcome() {
        assert!(vote(&[]).is_none());
        assert!(vote(&ballots(&[("", 0.9)])).is_none());
    }
}
