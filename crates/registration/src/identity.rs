//! Finding the one person that a guess means, without ever telling how near a guess was.

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::code::AppointmentCode;
use crate::person::{BirthDate, PersonName};
#[cfg(test)]
use crate::private::Text;

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
/// or any by which the person goes. Passports write `MUELLER` where `Müller` is on file.
pub fn same_name(typed: &PersonName, on_file: &PersonName) -> bool {
    let file_family = on_file.family.reveal();
    let typed_family = fold(typed.family.reveal());
    let mut families: Vec<String> = file_family
        .split(|letter: char| letter.is_whitespace() || letter == '-')
        .map(fold)
        .filter(|part| part.chars().count() > 2)
        .chain([fold(file_family)])
        .collect();
    families.push(fold(&spelled_out(file_family)));
    let family_agrees = !typed_family.is_empty() && families.contains(&typed_family);

    family_agrees
        && match (&typed.given, &on_file.given) {
            (None, None) => true,
            (Some(typed), Some(file)) => {
                let forms = given_forms(typed.reveal());
                let file = file.reveal();
                let spelled = spelled_out(file);
                let mut names = file
                    .split_whitespace()
                    .chain(spelled.split_whitespace())
                    .map(fold)
                    .chain([fold(file)]);

                names.any(|name| forms.contains(&name))
            }
            _ => false,
        }
}

/// A name in the letters of a passport's machine-readable zone (ICAO 9303 part 3, section 6), where they are more than
/// one for one.
fn spelled_out(name: &str) -> String {
    name.nfc()
        .flat_map(char::to_lowercase)
        .map(|letter| match letter {
            'ä' | 'æ' => "ae".to_owned(),
            'ö' | 'ø' | 'œ' => "oe".to_owned(),
            'ü' => "ue".to_owned(),
            'å' => "aa".to_owned(),
            'ñ' => "nxx".to_owned(),
            other => other.to_string(),
        })
        .collect()
}

/// What stands on cards and in passports beside a name.
const TITLES: &[&str] = &[
    "jr", "sr", "ii", "iii", "iv", "mr", "mrs", "ms", "miss", "dr", "md", "phd", "esq", "rn",
];

/// What stands where there is no given or no family name: "family name unknown".
const NO_NAME: &[&str] = &["fnu", "lnu", "nfn", "nln", "nmn", "xxx", "nogivenname"];

/// How many letters of a name that a card cut short must be left.
const CUT_SHORT: usize = 4;

/// The words of a name, each folded, without titles.
fn name_words(name: &str) -> Vec<String> {
    name.split(|letter: char| letter.is_whitespace() || ",-./".contains(letter))
        .map(fold)
        .filter(|word| !word.is_empty() && !TITLES.contains(&word.as_str()))
        .collect()
}

/// Whether two names are written in the same kind of letters, so that they can be compared at all.
fn comparable(one: &str, other: &str) -> bool {
    let latin = |name: &str| name.chars().any(|letter| letter.is_ascii_alphabetic());

    latin(&fold(one)) == latin(&fold(other))
}

/// Whether what is printed on a card is somebody's name: in any order, with or without middle names, initials,
/// accents, titles, second family names and short forms; a long name may be cut short. `None` where it cannot be told,
/// because the one is written in other letters.
pub fn printed_name_is(printed: &str, name: &PersonName) -> Option<bool> {
    if !comparable(printed, &name.full()) {
        return None;
    }
    let words = name_words(printed);
    let whole: String = words.concat();
    let family = name.family.reveal();

    Some(
        [family.clone(), spelled_out(family)].iter().any(|family| {
            let places = family_places(&words, family);
            let given = name.given.as_ref().map(|given| given.reveal().as_str());

            places.iter().any(|place| given_agrees(&words, *place, given))
        }) || whole == fold(&name.full()),
    )
}

/// Where in the words of a printed name a family name may stand: first place and length.
fn family_places(words: &[String], family: &str) -> Vec<(usize, usize)> {
    let parts: Vec<String> = name_words(family);
    let folded = fold(family);
    let mut places = Vec::new();
    for start in 0..words.len() {
        for length in 1..=(words.len() - start).min(parts.len().max(2)) {
            let Some(run) = words.get(start..start + length) else {
                continue;
            };
            let joined = run.concat();
            // "De la Cruz" may stand as "DELACRUZ", and of "García López" the first or the second alone.
            let part =
                length == 1 && parts.len() > 1 && parts.iter().any(|part| part.chars().count() > 2 && *part == joined);
            let cut = joined.chars().count() >= CUT_SHORT && folded.starts_with(&joined);
            let last = start + length == words.len();
            if joined == folded || part || (cut && (last || parts.len() > 1)) {
                places.push((start, length));
            }
        }
    }

    places
}

/// Whether what is left of a printed name beside the family name is the given name.
fn given_agrees(words: &[String], (start, length): (usize, usize), given: Option<&str>) -> bool {
    let left: Vec<&String> = words
        .iter()
        .enumerate()
        .filter(|(place, _)| !(start..start + length).contains(place))
        .map(|(_, word)| word)
        .filter(|word| !NO_NAME.contains(&word.as_str()))
        .collect();
    let Some(given) = given else {
        // One name only; some print it twice.
        return left.iter().all(|word| words.get(start) == Some(word));
    };
    let on_file = name_words(given);
    let whole = fold(given);

    left.iter().any(|word| {
        let forms = given_forms(word);
        let meant = on_file.iter().any(|name| {
            let agree = given_forms(name).iter().any(|form| forms.contains(form));
            let cut = word.chars().count() >= CUT_SHORT && name.starts_with(word.as_str());

            agree || cut || is_initial_of(name, word)
        });

        // An initial says something only in the place of the first given name.
        let initial = on_file.first().is_some_and(|first| is_initial_of(word, first));

        meant || initial || **word == whole
    }) || left.iter().map(|word| word.as_str()).collect::<String>() == whole
}

fn is_initial_of(initial: &str, name: &str) -> bool {
    initial.chars().count() == 1 && name.starts_with(initial)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

    use super::*;

    fn name(given: &str, family: &str) -> PersonName {
        PersonName {
            family: Text::from(family),
            given: Text::trimmed(given),
        }
    }

    #[test]
    fn a_printed_name_is_the_persons_in_every_way_in_which_cards_print_it() {
        for (printed, given, family) in [
            ("MARIA GARCIA-LOPEZ", "María", "García-López"),
            ("GARCIA LOPEZ, MARIA", "María", "García-López"),
            ("Maria E Garcia", "María", "García-López"),
            ("MARIA LOPEZ", "María Elena", "García López"),
            ("M GARCIA LOPEZ", "María", "García-López"),
            ("LOPEZ GARCIA MARIA", "María", "López García"),
            ("ROBERT J MILLER JR", "Bob", "Miller"),
            ("Bob Miller", "Robert", "Miller"),
            ("MILLER ROBERT", "Robert John", "Miller"),
            ("JAMES O CONNOR", "James", "O'Connor"),
            ("JAMES OCONNOR III", "James", "O'Connor"),
            ("DR. JAMES O'CONNOR", "James", "O'Connor"),
            ("SUKARNO", "", "Sukarno"),
            ("FNU SUKARNO", "", "Sukarno"),
            ("SUKARNO SUKARNO", "", "Sukarno"),
            ("HANS MUELLER", "Hans", "Müller"),
            ("HANS MULLER", "Hans", "Müller"),
            ("JOSE DELACRUZ", "José", "De la Cruz"),
            ("ANA DE LA CRUZ", "Ana", "De la Cruz"),
            ("JEAN LUC PICARD", "Jean-Luc", "Picard"),
            ("JEANLUC PICARD", "Jean-Luc", "Picard"),
            ("WOLFGANG PAPADOPOULO", "Wolfgang", "Papadopoulos"),
            ("CHRISTOPH WAGNER", "Christopher", "Wagner"),
            ("WEI CHEN", "Wei", "Chen"),
            ("CHEN WEI", "Wei", "Chen"),
        ] {
            assert_eq!(
                printed_name_is(printed, &name(given, family)),
                Some(true),
                "{printed} for {given} {family}"
            );
        }
    }

    #[test]
    fn somebody_elses_name_is_not_theirs() {
        for (printed, given, family) in [
            ("GRACE WILLIAMS", "Noah", "Williams"),
            ("MARIA RAMIREZ", "María", "García-López"),
            ("LUCIA GARCIA", "María", "García-López"),
            ("JOHN MILLER", "Robert", "Miller"),
            ("WILLIAM ROBERTS", "Robert", "Williams"),
            ("R SMITH", "Robert", "Miller"),
            ("ANA SUKARNO", "", "Sukarno"),
            ("MAR WEI", "Wei", "Chen"),
        ] {
            assert_eq!(
                printed_name_is(printed, &name(given, family)),
                Some(false),
                "{printed} for {given} {family}"
            );
        }
    }

    #[test]
    fn names_in_other_letters_cannot_be_compared() {
        assert_eq!(printed_name_is("LAYLA HADDAD", &name("ليلى", "حدّاد")), None);
        assert_eq!(printed_name_is("ليلى حداد", &name("ليلى", "حدّاد")), Some(true));
    }

    #[test]
    fn a_passport_finds_whoever_is_on_file_with_other_letters() {
        assert!(same_name(&name("Juergen", "Mueller"), &name("Jürgen", "Müller")));
        assert!(same_name(&name("Soeren", "Oestergaard"), &name("Søren", "Østergaard")));
        assert!(!same_name(&name("Juergen", "Moeller"), &name("Jürgen", "Müller")));
    }
}
