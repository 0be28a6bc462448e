//! What stands on the arm.

use registration::Session;
use registration::mapping::systems::IDENTIFIER_TYPE;
use serde_json::Value;

use super::{Writer, direction, id_start};
use crate::t;

/// AI 91: information for the hospital itself, here the record number. The AIs for patients (8018 and those that go
/// with it) need a Global Service Relation Number, which only a GS1 member can give.
const NUMBER: &str = "91";

/// AI 92: as above, here the birth date as YYYYMMDD.
const BIRTH_DATE: &str = "92";

/// FNC1 between elements of no fixed length.
const SEPARATOR: char = '\u{1d}';

/// AI 91 to 99 hold at most this many characters.
const LONGEST: usize = 90;

impl Writer<'_> {
    /// The band, in the site's language: staff compare it with what the person says. None before it is known who they
    /// are.
    pub fn wristband(&self, session: &Session) -> Option<paper::Wristband> {
        let locale = &self.site_locale;
        let person = session.person.as_ref()?;
        let on_file = session
            .patient
            .as_ref()
            .and_then(|patient| record_number(patient.resource()));
        let (number_label, number) = match on_file {
            Some(number) => (t!(locale, "paper-record-number"), number.to_owned()),
            // Somebody new has no record number yet; this one leads the desk to the registration.
            None => (t!(locale, "paper-registration"), id_start(session).to_uppercase()),
        };
        let family = person.name.family.reveal();
        let name = match &person.name.given {
            Some(given) => format!("{family}, {}", given.reveal()),
            None => family.clone(),
        };
        let born = person.birth_date.date();

        Some(paper::Wristband {
            name,
            birth_date: locale.date(born),
            birth_date_label: t!(locale, "paper-born"),
            number_label,
            payload: payload(&number, &born.strftime("%Y%m%d").to_string()),
            number,
            visit_date: self.day(locale),
            direction: direction(locale),
        })
    }
}

/// The medical record number among a patient's identifiers (HL7 v2 table 0203, `MR`).
fn record_number(patient: &Value) -> Option<&str> {
    let is_record_number = |identifier: &&Value| {
        identifier["type"]["coding"].as_array().is_some_and(|codings| {
            codings
                .iter()
                .any(|coding| coding["system"] == IDENTIFIER_TYPE && coding["code"] == "MR")
        })
    };
    let number = patient["identifier"].as_array()?.iter().find(is_record_number)?["value"]
        .as_str()?
        .trim();

    (!number.is_empty()).then_some(number)
}

/// Record number and birth date as GS1 elements; a number that GS1 has no characters for stands alone.
fn payload(number: &str, birth_date: &str) -> String {
    let is_gs1 = number.len() <= LONGEST && number.chars().all(|letter| letter.is_ascii_graphic());

    if is_gs1 {
        format!("]d2{NUMBER}{number}{SEPARATOR}{BIRTH_DATE}{birth_date}")
    } else {
        number.to_owned()
    }
}
