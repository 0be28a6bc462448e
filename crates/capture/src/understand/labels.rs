//! The words that stand beside values on cards.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::understand::label_parts::composed;

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
    ExpiryDate,
    Phone,
    Primary,
    Specialist,
    Urgent,
    Emergency,
    Deductible,
    MedicareNumber,
    PayerId,
    FamilyDeductible,
    OutOfPocket,
    Telehealth,
    MentalHealth,
    Hospital,
    Lab,
    Therapy,
    Generic,
    PreferredBrand,
    OtherBrand,
    Dependants,
    /// A member id on the cards of some payers, and the number of a Medicare contract on others.
    Contract,
    /// Announces something that we do not read; its value must not go to a neighbour.
    Other,
}

impl Label {
    /// Announces an amount that the member pays.
    pub fn is_amount(self) -> bool {
        matches!(
            self,
            Self::Primary
                | Self::Specialist
                | Self::Urgent
                | Self::Emergency
                | Self::Deductible
                | Self::FamilyDeductible
                | Self::OutOfPocket
                | Self::Telehealth
                | Self::MentalHealth
                | Self::Hospital
                | Self::Lab
                | Self::Therapy
                | Self::Generic
                | Self::PreferredBrand
                | Self::OtherBrand
        )
    }

    const ALL: [Self; 31] = [
        Self::Payer,
        Self::Plan,
        Self::MemberId,
        Self::Group,
        Self::RxBin,
        Self::RxPcn,
        Self::RxGrp,
        Self::Name,
        Self::EffectiveDate,
        Self::ExpiryDate,
        Self::Phone,
        Self::Primary,
        Self::Specialist,
        Self::Urgent,
        Self::Emergency,
        Self::Deductible,
        Self::MedicareNumber,
        Self::PayerId,
        Self::FamilyDeductible,
        Self::OutOfPocket,
        Self::Telehealth,
        Self::MentalHealth,
        Self::Hospital,
        Self::Lab,
        Self::Therapy,
        Self::Generic,
        Self::PreferredBrand,
        Self::OtherBrand,
        Self::Dependants,
        Self::Contract,
        Self::Other,
    ];
}

/// Every label's spellings.
const SPELLINGS: &str = include_str!("labels.txt");

/// Labels of so many letters and more may have one wrong.
const FORGIVEN: usize = 7;
/// And of so many, two.
const FORGIVEN_TWICE: usize = 11;
/// The longest label, in letters.
const LONGEST: usize = 30;

/// The spellings with confusable letters made one, and what they announce.
static TABLE: LazyLock<HashMap<Vec<u8>, Label>> = LazyLock::new(|| table(SPELLINGS));

/// Reads sections of spellings: `[MemberId]`, then words.
fn table(spellings: &str) -> HashMap<Vec<u8>, Label> {
    let mut section = None;
    let mut table = HashMap::new();

    for (spelling, label) in composed() {
        table.insert(skeleton(&spelling), label);
    }

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

    // Not a misread `Medical ID`, and no misread `Plan network`.
    if [
        "MEDICAID",
        "MEDICARE",
        "INNETWORK",
        "OUTOFNETWORK",
        "OUTNETWORK",
        "NONNETWORK",
    ]
    .iter()
    .any(|word| spelling.eq_ignore_ascii_case(word))
    {
        return None;
    }

    TABLE.get(&wanted).copied().or_else(|| {
        TABLE
            .iter()
            .filter(|(known, _)| known.len() >= FORGIVEN)
            .filter_map(|(known, label)| Some((edits(&wanted, known)?, known, label)))
            // The same answer at every run, whatever the order of the table.
            .min_by_key(|(edits, known, _)| (*edits, *known))
            .map(|(_, known, label)| (known, label))
            .map(|(_, label)| *label)
    })
}

/// The same with at most so many letters wrong.
pub(crate) fn nearly(spelling: &str, most: usize) -> Option<Label> {
    let wanted = skeleton(spelling);

    TABLE
        .iter()
        .filter(|(known, _)| known.len() >= FORGIVEN && spelling.len() <= LONGEST)
        .filter_map(|(known, label)| Some((edits(&wanted, known).filter(|edits| *edits <= most)?, known, label)))
        .min_by_key(|(edits, known, _)| (*edits, *known))
        .map(|(_, _, label)| *label)
}

/// The same without forgiving anything.
pub(crate) fn exactly(spelling: &str) -> Option<Label> {
    TABLE.get(&skeleton(spelling)).copied()
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
        b'6' => b'G',
        other => other,
    }
}

/// How many letters must change to make a reading a label; `None` if more than so long a label is forgiven.
fn edits(wanted: &[u8], known: &[u8]) -> Option<usize> {
    let most = if known.len() >= FORGIVEN_TWICE { 2 } else { 1 };

    if wanted.len().abs_diff(known.len()) > most || wanted.iter().any(u8::is_ascii_digit) {
        return None;
    }

    let mut row: Vec<usize> = (0..=known.len()).collect();

    for (index, letter) in wanted.iter().enumerate() {
        let mut before = index;
        let mut least = index + 1;

        if let Some(first) = row.first_mut() {
            *first = index + 1;
        }

        for (column, other) in known.iter().enumerate() {
            let left = row.get(column).copied().unwrap_or(usize::MAX - 1);
            let Some(cell) = row.get_mut(column + 1) else {
                continue;
            };
            let changed = before + usize::from(letter != other);
            before = *cell;
            *cell = changed.min(before + 1).min(left + 1);
            least = least.min(*cell);
        }

        if least > most {
            return None;
        }
    }

    row.last().copied().filter(|edits| *edits <= most)
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
