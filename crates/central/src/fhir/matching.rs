//! `Patient/$match`: how alike a person who names themselves is to a patient on file.
//!
//! The birth date must be exactly the same; a name is compared without case, accents, hyphens, apostrophes or spaces.

use serde_json::Value;

use super::json::select;
use crate::fold::words;

/// How sure a match is: the codes of <http://terminology.hl7.org/CodeSystem/match-grade>.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Grade {
    Possible,
    Probable,
    Certain,
}

impl Grade {
    pub fn code(self) -> &'static str {
        match self {
            Self::Possible => "possible",
            Self::Probable => "probable",
            Self::Certain => "certain",
        }
    }
}

/// A score from 0 to 1 in hundredths, and what it amounts to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Likeness {
    pub hundredths: u8,
    pub grade: Grade,
}

/// Name particles that say nothing alone: "de" does not find "de Souza".
const PARTICLES: &[&str] = &[
    "de", "del", "della", "di", "da", "dos", "das", "do", "du", "la", "le", "las", "los", "el", "al", "van", "von",
    "der", "den", "ter", "ten", "y", "e", "bin", "binti", "bint", "ibn", "abu", "san", "st",
];

/// Compares the person asked about with one on file. Nothing when they are not alike enough to mention.
pub(crate) fn compare(asked: &Value, on_file: &Value) -> Option<Likeness> {
    let same_day =
        asked.get("birthDate").and_then(Value::as_str)? == on_file.get("birthDate").and_then(Value::as_str)?;
    if !same_day || is_superseded(on_file) {
        return None;
    }
    if share_an_identifier(asked, on_file) {
        return Some(likeness(100));
    }

    select(asked, "name")
        .into_iter()
        .flat_map(|ours| {
            select(on_file, "name")
                .into_iter()
                .map(move |theirs| compare_names(ours, theirs))
        })
        .max()
        .filter(|score| *score >= 50)
        .map(likeness)
}

fn likeness(hundredths: u8) -> Likeness {
    let grade = match hundredths {
        90.. => Grade::Certain,
        70.. => Grade::Probable,
        _ => Grade::Possible,
    };

    Likeness { hundredths, grade }
}

fn is_superseded(patient: &Value) -> bool {
    patient.get("active") == Some(&Value::Bool(false))
        || select(patient, "link.type")
            .iter()
            .any(|kind| kind.as_str() == Some("replaced-by"))
}

fn share_an_identifier(asked: &Value, on_file: &Value) -> bool {
    let pair = |identifier: &Value| {
        Some((
            identifier.get("system")?.as_str()?.to_owned(),
            identifier.get("value")?.as_str()?.to_owned(),
        ))
    };
    let known: Vec<_> = select(on_file, "identifier").into_iter().filter_map(pair).collect();

    select(asked, "identifier")
        .into_iter()
        .filter_map(pair)
        .any(|identifier| known.contains(&identifier))
}

/// The parts of a name, folded.
struct Name {
    family: Vec<String>,
    given: Vec<String>,
}

impl Name {
    fn read(name: &Value) -> Self {
        let parts = |field: &str| {
            select(name, field)
                .into_iter()
                .filter_map(Value::as_str)
                .flat_map(words)
                .collect::<Vec<_>>()
        };

        Self {
            family: parts("family"),
            given: parts("given"),
        }
    }

    /// The only name of someone who has one, whichever box it was put in.
    fn only(&self) -> Option<String> {
        match (self.family.is_empty(), self.given.is_empty()) {
            (false, true) => Some(self.family.concat()),
            (true, false) => Some(self.given.concat()),
            (false, false) if self.family == self.given => Some(self.family.concat()),
            _ => None,
        }
    }
}

fn compare_names(ours: &Value, theirs: &Value) -> u8 {
    let (ours, theirs) = (Name::read(ours), Name::read(theirs));
    if let (Some(ours), Some(theirs)) = (ours.only(), theirs.only()) {
        return if ours == theirs { 98 } else { 0 };
    }
    let family = alike(&ours.family, &theirs.family);
    if ours.given.is_empty() || theirs.given.is_empty() {
        // The family name and the day agree, but half the name is missing on one side.
        return if family >= 90 { 75 } else { 0 };
    }
    let given = alike(&ours.given, &theirs.given);
    if family >= 90 && given >= 90 {
        return family.min(given);
    }
    if family >= 90 && same_initial(&ours.given, &theirs.given) {
        return 72;
    }
    // Family and given name in each other's box.
    if alike(&ours.family, &theirs.given) >= 90 && alike(&ours.given, &theirs.family) >= 90 {
        return 80;
    }

    if family >= 90 { 55 } else { 0 }
}

/// How alike two lists of name parts are, from 0 to 100.
fn alike(ours: &[String], theirs: &[String]) -> u8 {
    if ours.is_empty() || theirs.is_empty() {
        return 0;
    }
    if ours.concat() == theirs.concat() {
        return 100;
    }
    let inside = |some: &[String], all: &[String]| some.iter().all(|part| all.contains(part));
    if inside(ours, theirs) && inside(theirs, ours) {
        return 98;
    }
    let shared = ours
        .iter()
        .filter(|part| theirs.contains(part))
        .any(|part| part.chars().count() > 1 && !PARTICLES.contains(&part.as_str()));
    if shared && (inside(ours, theirs) || inside(theirs, ours)) {
        return 94;
    }

    0
}

fn same_initial(ours: &[String], theirs: &[String]) -> bool {
    let initial = |parts: &[String]| parts.first().and_then(|part| part.chars().next());
    let short = |parts: &[String]| parts.first().is_some_and(|part| part.chars().count() == 1);

    (short(ours) || short(theirs)) && initial(ours) == initial(theirs)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use serde_json::json;

    use super::*;

    fn person(family: &str, given: &str) -> Value {
        let mut name = json!({});
        if !family.is_empty() {
            name["family"] = json!(family);
        }
        if !given.is_empty() {
            name["given"] = json!([given]);
        }

        json!({ "resourceType": "Patient", "birthDate": "1985-04-12", "name": [name] })
    }

    fn grade(asked: (&str, &str), on_file: (&str, &str)) -> Option<Grade> {
        compare(&person(asked.0, asked.1), &person(on_file.0, on_file.1)).map(|likeness| likeness.grade)
    }

    #[test]
    fn a_name_is_the_same_however_it_is_typed() {
        let maria = ("García-López", "María");
        for asked in [
            ("García-López", "María"),
            ("GARCIA LOPEZ", "MARIA"),
            ("garcialopez", "maria"),
            ("López García", "Maria"),
            ("Garcia", "Maria"),
            ("Lopez", "Maria"),
            ("García-López", "María José"),
        ] {
            assert_eq!(grade(asked, maria), Some(Grade::Certain), "{asked:?}");
        }
        for asked in [("O Connor", "James"), ("OConnor", "James"), ("O’Connor", "James")] {
            assert_eq!(grade(asked, ("O'Connor", "James")), Some(Grade::Certain), "{asked:?}");
        }
    }

    #[test]
    fn one_name_is_enough_for_someone_who_has_one() {
        let sukarno = ("Sukarno", "");
        assert_eq!(grade(("Sukarno", ""), sukarno), Some(Grade::Certain));
        assert_eq!(grade(("", "sukarno"), sukarno), Some(Grade::Certain));
        assert_eq!(grade(("Sukarno", "Sukarno"), sukarno), Some(Grade::Certain));
        assert_eq!(grade(("Suharto", ""), sukarno), None);
    }

    #[test]
    fn half_a_name_is_never_certain() {
        assert_eq!(
            grade(("García-López", ""), ("García-López", "María")),
            Some(Grade::Probable)
        );
        assert_eq!(
            grade(("García-López", "M"), ("García-López", "María")),
            Some(Grade::Probable)
        );
        assert_eq!(
            grade(("García-López", "Lucía"), ("García-López", "María")),
            Some(Grade::Possible)
        );
        assert_eq!(grade(("De", "Ana"), ("De Souza", "Ana")), None);
        assert_eq!(grade(("Miller", "María"), ("García-López", "María")), None);
    }

    #[test]
    fn another_birth_date_is_another_person() {
        let mut other = person("García-López", "María");
        other["birthDate"] = json!("1985-04-13");

        assert_eq!(compare(&person("García-López", "María"), &other), None);
    }
}
