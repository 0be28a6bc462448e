//! Finding the one person that a guess means, without ever telling how near a guess was.

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::code::AppointmentCode;
use crate::person::{BirthDate, PersonName};

/// After this many misses the person is sent to the desk.
pub const MISSES_ALLOWED: u8 = 3;

/// What a person gave to be found by.
#[derive(Clone, PartialEq, Eq)]
pub enum Guess {
    /// Birth date and name.
    Name {
        /// Birth date.
        birth_date: BirthDate,
        /// Name.
        name: PersonName,
    },
    /// An appointment code.
    Code(AppointmentCode),
}

/// How sure it is that the person is who they say: what may be shown unmasked depends on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Proof {
    /// They knew name and birth date.
    Told,
    /// They held the appointment's code.
    Code,
    /// They held a document.
    Document,
}

impl Proof {
    /// Whether what is on file may be shown in full.
    pub fn shows_in_full(self) -> bool {
        self != Self::Told
    }
}

/// A name in the form in which two spellings of it are equal: lower case, without accents, hyphens, apostrophes and
/// spaces; letters that have no accent but a plain form (`ł`, `ø`, `ß`) in that form.
pub fn fold(name: &str) -> String {
    name.nfd()
        .filter(|letter| !is_combining_mark(*letter))
        .flat_map(char::to_lowercase)
        .filter(|letter| letter.is_alphabetic())
        .flat_map(plain)
        .collect()
}

fn plain(letter: char) -> Vec<char> {
    match letter {
        'ł' => vec!['l'],
        'ø' => vec!['o'],
        'đ' | 'ð' => vec!['d'],
        'ß' => vec!['s', 's'],
        'æ' => vec!['a', 'e'],
        'œ' => vec!['o', 'e'],
        'þ' => vec!['t', 'h'],
        'ı' => vec!['i'],
        'ى' => vec!['ي'],
        'ة' => vec!['ه'],
        'ـ' => Vec::new(),
        other => vec![other],
    }
}

/// Short forms by which people are called, each with the name on their papers.
const SHORT_FORMS: &[(&str, &str)] = &[
    ("bob", "robert"),
    ("bobby", "robert"),
    ("rob", "robert"),
    ("bill", "william"),
    ("will", "william"),
    ("liz", "elizabeth"),
    ("beth", "elizabeth"),
    ("jim", "james"),
    ("jimmy", "james"),
    ("kate", "katherine"),
    ("katie", "katherine"),
    ("mike", "michael"),
    ("tom", "thomas"),
    ("dan", "daniel"),
    ("danny", "daniel"),
    ("dave", "david"),
    ("joe", "joseph"),
    ("pepe", "jose"),
    ("paco", "francisco"),
    ("lupe", "guadalupe"),
    ("tony", "anthony"),
    ("meg", "margaret"),
    ("peggy", "margaret"),
    ("sue", "susan"),
    ("steve", "steven"),
    ("chris", "christopher"),
    ("alex", "alexander"),
    ("sam", "samuel"),
    ("ben", "benjamin"),
    ("nick", "nicholas"),
    ("matt", "matthew"),
    ("andy", "andrew"),
    ("ed", "edward"),
    ("ted", "edward"),
    ("rick", "richard"),
    ("dick", "richard"),
    ("jen", "jennifer"),
    ("becky", "rebecca"),
    ("debbie", "deborah"),
];

/// The given names under which a person may be on file who typed this one.
pub fn given_forms(typed: &str) -> Vec<String> {
    let folded = fold(typed);
    let long = SHORT_FORMS
        .iter()
        .filter(|(short, _)| *short == folded)
        .map(|(_, long)| (*long).to_owned());

    std::iter::once(folded.clone()).chain(long).collect()
}

/// Whether a guess means the name on file. Of two family names either is enough; of several given names the first,
/// or any by which the person goes.
pub fn same_name(typed: &PersonName, on_file: &PersonName) -> bool {
    let file_family = on_file.family.reveal();
    let typed_family = fold(typed.family.reveal());
    let families: Vec<String> = file_family
        .split(|letter: char| letter.is_whitespace() || letter == '-')
        .map(fold)
        .filter(|part| part.chars().count() > 2)
        .chain([fold(file_family)])
        .collect();
    let family_agrees = !typed_family.is_empty() && families.contains(&typed_family);

    family_agrees
        && match (&typed.given, &on_file.given) {
            (None, None) => true,
            (Some(typed), Some(file)) => {
                let forms = given_forms(typed.reveal());
                let file = file.reveal();
                let mut names = file.split_whitespace().map(fold).chain([fold(file)]);

                names.any(|name| forms.contains(&name))
            }
            _ => false,
        }
}
