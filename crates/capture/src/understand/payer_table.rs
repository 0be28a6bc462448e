//! Payers by name. A site extends the table in its configuration.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::understand::likeness::{errors, errors_of_reading};

/// The most names that a table holds.
const MOST: usize = 20_000;
/// A name of fewer letters and digits is found everywhere.
const FEWEST_LETTERS: usize = 3;
/// A name of so many letters may have one read wrongly; twice as many, two.
const LETTERS_AN_ERROR: usize = 8;

/// A name may lack its first letter where so many are left.
const WITHOUT_ITS_FIRST: usize = 5;

static BUILT_IN: LazyLock<PayerTable> = LazyLock::new(|| {
    let names: PayerNames = toml::from_str(include_str!("payers.toml")).unwrap_or_default();

    PayerTable::default().extended(names).unwrap_or_default()
});

/// The names of payers, and of their plans.
#[derive(Clone, Debug, Default)]
pub struct PayerTable {
    names: Vec<Name>,
    plans: Vec<Name>,
}

#[derive(Clone, Debug)]
struct Name {
    printed: String,
    /// Its letters and digits in capitals.
    letters: Vec<char>,
}

impl From<String> for Name {
    fn from(printed: String) -> Self {
        Self {
            letters: plain(&printed),
            printed,
        }
    }
}

/// Why names were not taken.
#[derive(Debug, thiserror::Error)]
pub enum PayerTableError {
    #[error("there are more than {MOST} names")]
    TooMany,
    #[error("\"{0}\" has fewer than {FEWEST_LETTERS} letters and digits")]
    TooShort(String),
}

/// Names that a site adds, as they should be spelled.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PayerNames {
    /// Insurers, funds and programmes.
    pub names: Vec<String>,
    /// Their plans.
    pub plans: Vec<String>,
}

impl PayerTable {
    /// Public names, and those of the demo.
    pub fn built_in() -> &'static Self {
        &BUILT_IN
    }

    /// The table with these names as well.
    pub fn extended(mut self, more: PayerNames) -> Result<Self, PayerTableError> {
        if self.names.len() + self.plans.len() + more.names.len() + more.plans.len() > MOST {
            return Err(PayerTableError::TooMany);
        }

        let mut all = more.names.iter().chain(&more.plans);

        if let Some(short) = all.find(|name| plain(name).len() < FEWEST_LETTERS) {
            return Err(PayerTableError::TooShort(short.clone()));
        }

        self.names.extend(more.names.into_iter().map(Name::from));
        self.plans.extend(more.plans.into_iter().map(Name::from));

        Ok(self)
    }

    /// How a payer's name that was read should be spelled, if the table knows it. One that differs only in capitals,
    /// spaces and the word for `and` stays as printed.
    pub fn spelled(&self, read: &str) -> Option<String> {
        nearest(&self.names, read, errors)
    }

    /// Whether a name stands in the table as it was read.
    pub(crate) fn knows(&self, read: &str) -> bool {
        let wanted = plain(read);

        wanted.len() >= FEWEST_LETTERS && self.names.iter().any(|name| name.letters == wanted)
    }

    /// The same for a name whose letters were read surely: only those are put right that look alike. Independence is
    /// another insurer than Independent.
    pub(crate) fn spelled_surely(&self, read: &str) -> Option<String> {
        nearest(&self.names, read, errors_of_reading)
    }

    /// Whether this is a plan's name. It is not put right: `Gold 80` is another plan than `Gold 90`.
    pub fn knows_plan(&self, read: &str) -> bool {
        nearest(&self.plans, read, errors).is_some()
    }
}

fn nearest(names: &[Name], read: &str, errors: impl Fn(&[char], &[char]) -> usize) -> Option<String> {
    let wanted = plain(read);

    if wanted.len() < FEWEST_LETTERS {
        return None;
    }

    if names.iter().any(|name| name.letters == wanted) {
        return Some(read.to_owned());
    }

    names
        .iter()
        .filter(|name| name.letters.len().abs_diff(wanted.len()) <= 2)
        .map(|name| (name, errors(&name.letters, &wanted)))
        .filter(|(name, errors)| *errors <= name.letters.len() / LETTERS_AN_ERROR)
        .min_by_key(|(_, errors)| *errors)
        .map(|(name, _)| name)
        .or_else(|| {
            names.iter().find(|name| {
                are_one_in_many_types(&name.letters, &wanted) || lacks_its_first_letter(&name.letters, &wanted)
            })
        })
        .map(|name| name.printed.clone())
}

/// A logo that touches the name hides its first letter: `umana`.
fn lacks_its_first_letter(name: &[char], read: &[char]) -> bool {
    read.len() >= WITHOUT_ITS_FIRST && name.get(1..) == Some(read)
}

/// Short names are not put right, but for the U, which is a V in many types: `VHC`.
fn are_one_in_many_types(name: &[char], read: &[char]) -> bool {
    let as_drawn = |letters: &[char]| {
        letters
            .iter()
            .map(|letter| if *letter == 'V' { 'U' } else { *letter })
            .collect::<Vec<_>>()
    };

    as_drawn(name) == as_drawn(read)
}

/// Letters and digits in capitals, without the word for `and`, which is printed as a sign too or left out.
fn plain(name: &str) -> Vec<char> {
    name.split_whitespace()
        .filter(|word| !word.eq_ignore_ascii_case("and"))
        .flat_map(str::chars)
        .filter(|letter| letter.is_alphanumeric())
        .flat_map(char::to_uppercase)
        .collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

    use super::*;

    #[test]
    fn a_misread_name_is_put_right() {
        let table = PayerTable::built_in();

        assert_eq!(table.spelled("Anbetter").as_deref(), Some("Ambetter"));
        assert_eq!(
            table.spelled("Kaiser Perrnanente").as_deref(),
            Some("Kaiser Permanente")
        );
        assert_eq!(table.spelled("AETNA").as_deref(), Some("AETNA"));
        assert_eq!(table.spelled("VHC").as_deref(), Some("UHC"));
        assert_eq!(table.spelled("umana").as_deref(), Some("Humana"));
        assert_eq!(
            table.spelled("Blue Cross & Blue Shield of Kansas").as_deref(),
            Some("Blue Cross & Blue Shield of Kansas")
        );
        assert_eq!(table.spelled("Somebody Else"), None);
        assert_eq!(table.spelled(""), None);
    }

    #[test]
    fn a_name_that_was_read_surely_is_no_other_name() {
        let table = PayerTable::built_in();

        assert_eq!(table.spelled_surely("Independence Health"), None);
        assert_eq!(table.spelled_surely("Anbetter").as_deref(), Some("Ambetter"));
    }

    #[test]
    fn the_built_in_table_is_whole() {
        assert!(PayerTable::built_in().names.len() > 500);
        assert!(PayerTable::built_in().plans.len() > 300);
    }

    #[test]
    fn a_site_adds_its_own() {
        let names = |names: &str| toml::from_str::<PayerNames>(names).unwrap();
        let table = PayerTable::default()
            .extended(names("names = [\"Millbrook Union Fund\"]"))
            .unwrap();

        assert_eq!(
            table.spelled("Mi11brook Union Fund").as_deref(),
            Some("Millbrook Union Fund")
        );
        assert!(table.extended(names("plans = [\"A-1\"]")).is_err());
        assert!(toml::from_str::<PayerNames>("names = 3").is_err());
        assert!(toml::from_str::<PayerNames>("payers = []").is_err());
    }
}
