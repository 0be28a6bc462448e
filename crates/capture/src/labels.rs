//! The words that stand beside values on cards.

use std::collections::HashMap;
use std::sync::LazyLock;

/// What a label announces.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Label {
    Payer,
    Plan,
    MemberId,
    Group,
    RxBin,
    RxPcn,
    RxGrp,
    Name,
    EffectiveDate,
    Phone,
    Primary,
    Specialist,
    Urgent,
    Emergency,
    Deductible,
    MedicareNumber,
    /// Announces something that we do not read; its value must not go to a neighbour.
    Other,
}

impl Label {
    const ALL: [Self; 17] = [
        Self::Payer,
        Self::Plan,
        Self::MemberId,
        Self::Group,
        Self::RxBin,
        Self::RxPcn,
        Self::RxGrp,
        Self::Name,
        Self::EffectiveDate,
        Self::Phone,
        Self::Primary,
        Self::Specialist,
        Self::Urgent,
        Self::Emergency,
        Self::Deductible,
        Self::MedicareNumber,
        Self::Other,
    ];
}

/// Every label's spellings.
const SPELLINGS: &str = include_str!("labels.txt");

/// Labels of so many letters and more may have one wrong.
const FORGIVEN: usize = 7;
/// The longest label, in letters.
const LONGEST: usize = 30;

/// The spellings with confusable letters made one, and what they announce.
static TABLE: LazyLock<HashMap<Vec<u8>, Label>> = LazyLock::new(|| table(SPELLINGS));

/// Reads sections of spellings: `[MemberId]`, then words.
fn table(spellings: &str) -> HashMap<Vec<u8>, Label> {
    let mut section = None;
    let mut table = HashMap::new();

    for word in spellings
        .lines()
        .filter(|line| !line.starts_with('#'))
        .flat_map(str::split_whitespace)
    {
        if let Some(name) = word.strip_prefix('[').and_then(|word| word.strip_suffix(']')) {
            section = Label::ALL.into_iter().find(|label| format!("{label:?}") == name);
        } else if let Some(label) = section {
            table.insert(skeleton(word), label);
        }
    }

    table
}

/// What the spelling without spaces announces. Letters that readers confuse count as the same, and one wrong, missing
/// or additional letter is forgiven in a long label.
pub(crate) fn label(spelling: &str) -> Option<Label> {
    if spelling.len() < 2 || spelling.len() > LONGEST {
        return None;
    }

    let wanted = skeleton(spelling);

    TABLE.get(&wanted).copied().or_else(|| {
        TABLE
            .iter()
            .filter(|(known, _)| known.len() >= FORGIVEN && nearly(&wanted, known))
            // The same answer at every run, whatever the order of the table.
            .min_by_key(|(known, _)| *known)
            .map(|(_, label)| *label)
    })
}

/// Letters and digits in capitals; those that readers take for one another become one.
fn skeleton(text: &str) -> Vec<u8> {
    text.bytes().filter(u8::is_ascii_alphanumeric).map(confused).collect()
}

fn confused(letter: u8) -> u8 {
    match letter.to_ascii_uppercase() {
        b'0' | b'Q' => b'O',
        b'1' | b'L' => b'I',
        b'5' => b'S',
        b'8' => b'B',
        other => other,
    }
}

/// Whether one edit makes the two the same.
fn nearly(one: &[u8], other: &[u8]) -> bool {
    let (short, long) = if one.len() <= other.len() {
        (one, other)
    } else {
        (other, one)
    };

    if long.len() - short.len() > 1 {
        return false;
    }

    let same_start = short.iter().zip(long).take_while(|(one, other)| one == other).count();
    let same_end = short
        .iter()
        .rev()
        .zip(long.iter().rev())
        .take_while(|(one, other)| one == other)
        .count();

    same_start + same_end + 1 >= long.len()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

    use super::*;

    #[test]
    fn a_label_is_known_however_it_is_spelled() {
        assert_eq!(label("MEMBERID"), Some(Label::MemberId));
        assert_eq!(label("MemberlD"), Some(Label::MemberId));
        assert_eq!(label("RxB1N"), Some(Label::RxBin));
        assert_eq!(label("SPECIALLST"), Some(Label::Specialist));
        assert_eq!(label("DEDUCTIBE"), Some(Label::Deductible));
    }

    #[test]
    fn a_value_is_no_label() {
        assert_eq!(label("XEH804512097"), None);
        assert_eq!(label("GARCIA"), None);
        assert_eq!(label("610279"), None);
    }

    #[test]
    fn every_section_is_known_and_no_spelling_announces_two_things() {
        let mut seen = HashMap::new();
        let mut section = "";

        for word in SPELLINGS
            .lines()
            .filter(|line| !line.starts_with('#'))
            .flat_map(str::split_whitespace)
        {
            if word.starts_with('[') {
                section = word;
                assert!(Label::ALL.iter().any(|label| format!("[{label:?}]") == word), "{word}");
            } else if let Some(other) = seen.insert(skeleton(word), section) {
                assert_eq!(other, section, "{word}");
            }
        }

        assert!(TABLE.len() > 200);
    }
}
