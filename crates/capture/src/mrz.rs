//! The machine-readable zone of passports and identity cards (ICAO Doc 9303: TD1, TD2 and TD3).
//!
//! [`parse`] takes the zone's lines as text, [`read`] finds and reads them in a picture. Both believe only a zone all
//! of whose check digits are right. Names have no check digit: compare them as a person would.

mod cells;
mod chains;
mod fit;
mod ink;
mod layout;
mod letters;
mod mend;
mod zone;

use std::fmt;

use image::RgbImage;
use jiff::civil::Date;

use crate::Quad;
use crate::aamva::Sex;

/// The longest text that is looked at: three lines and what a scanner puts around them.
const LONGEST: usize = 400;

/// The sizes of machine-readable documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// An identity card: three lines of 30 (ICAO Doc 9303, part 5).
    Td1,
    /// A larger identity card: two lines of 36 (part 6).
    Td2,
    /// A passport: two lines of 44 (part 4).
    Td3,
}

/// A birth date of which parts may be unknown (Doc 9303, part 3, 4.8).
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum BirthDate {
    Whole(Date),
    YearAndMonth(i16, i8),
    Year(i16),
    Unknown,
}

impl BirthDate {
    /// The date, where the document knows all of it.
    pub fn whole(self) -> Option<Date> {
        match self {
            Self::Whole(date) => Some(date),
            _ => None,
        }
    }

    /// As FHIR writes it: `1985-04-12`, `1985-04` or `1985`.
    pub fn text(self) -> Option<String> {
        match self {
            Self::Whole(date) => Some(date.to_string()),
            Self::YearAndMonth(year, month) => Some(format!("{year:04}-{month:02}")),
            Self::Year(year) => Some(format!("{year:04}")),
            Self::Unknown => None,
        }
    }
}

impl fmt::Debug for BirthDate {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("BirthDate(..)")
    }
}

/// What a zone says. It is private: it has no `Debug` that would show it.
#[derive(Clone, PartialEq)]
pub struct TravelDocument {
    pub format: Format,
    /// What kind of document: `P`, `ID`, `AC` and others.
    pub document_code: String,
    /// The issuing state or organisation's code: `USA`, `D`, `UTO`.
    pub issuer: String,
    /// In capitals from A to Z, transliterated; parts divided by spaces.
    pub family_name: String,
    /// Empty for a person with one name.
    pub given_names: String,
    /// The name fills the zone to its end: it may have been cut.
    pub truncated: bool,
    pub document_number: String,
    pub nationality: String,
    pub birth: BirthDate,
    pub sex: Option<Sex>,
    pub expiry_date: Option<Date>,
    /// How sure the letters were, 0 to 1: names and codes have no check digit. 1 for text.
    pub confidence: f32,
}

impl fmt::Debug for TravelDocument {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "TravelDocument({:?}, ..)", self.format)
    }
}

/// Why there is no document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MrzError {
    #[error("there is no machine-readable zone")]
    NoZone,
    #[error("the machine-readable zone cannot be read")]
    Unreadable,
    #[error("the text is not the machine-readable zone of a passport or identity card")]
    WrongShape,
    #[error("the machine-readable zone's check digits are wrong")]
    CheckDigits,
}

/// Reads the lines of a zone. What divides them does not matter; scanners differ. `today` decides centuries.
pub fn parse(text: &str, today: Date) -> Result<TravelDocument, MrzError> {
    if text.len() > LONGEST {
        return Err(MrzError::WrongShape);
    }

    let letters: Vec<u8> = text
        .bytes()
        .filter(|byte| !byte.is_ascii_whitespace())
        .map(|byte| byte.to_ascii_uppercase())
        .collect();
    let format = match letters.len() {
        90 => Format::Td1,
        72 => Format::Td2,
        88 => Format::Td3,
        _ => return Err(MrzError::WrongShape),
    };
    let legal = |byte: &u8| byte.is_ascii_uppercase() || byte.is_ascii_digit() || *byte == b'<';

    if !letters.iter().all(legal) {
        return Err(MrzError::WrongShape);
    }

    let columns = layout::columns(format);
    let lines: Vec<&str> = letters
        .chunks(columns)
        .filter_map(|line| std::str::from_utf8(line).ok())
        .collect();
    let checked = match (format, lines.as_slice()) {
        (Format::Td1, [one, two, three]) => ::mrz::parse_td1(one, two, three),
        (Format::Td2, [one, two]) => ::mrz::parse_td2(one, two),
        (Format::Td3, [one, two]) => ::mrz::parse_td3(one, two),
        _ => return Err(MrzError::WrongShape),
    }
    .map_err(|_| MrzError::WrongShape)?;

    if !checked.checks.all_valid() {
        return Err(MrzError::CheckDigits);
    }

    let places = layout::places(format);
    let (family_name, given_names, truncated) =
        names(layout::text(&lines, places.names)).ok_or(MrzError::WrongShape)?;

    Ok(TravelDocument {
        format,
        document_code: checked.document_type.clone(),
        issuer: state(&checked.issuing_country)?,
        family_name,
        given_names,
        truncated,
        document_number: spaced(checked.full_document_number()),
        nationality: state(&checked.nationality)?,
        birth: birth(layout::text(&lines, places.birth), today).ok_or(MrzError::WrongShape)?,
        sex: sex(layout::text(&lines, places.sex))?,
        expiry_date: expiry(layout::text(&lines, places.expiry), today)?,
        confidence: 1.0,
    })
}

/// Finds the zone in a picture, however the document lies, and reads it. The quadrilateral is the zone's, in the
/// picture's pixels.
pub fn read(picture: &RgbImage, today: Date) -> Result<(TravelDocument, Quad), MrzError> {
    zone::read(picture, today)
}

/// The path of the pen that draws a letter of OCR-B, in units of 1/174 pitch: what the zone reader knows the letters
/// by. For those who draw zones to test it.
#[doc(hidden)]
pub fn pen_path(letter: char) -> Option<&'static str> {
    letters::pen_path(letter)
}

/// Family name, given names, and whether they may have been cut (Doc 9303, part 4, 4.2.3).
fn names(field: &str) -> Option<(String, String, bool)> {
    let truncated = !field.ends_with('<');
    let (family, given) = field
        .trim_end_matches('<')
        .split_once("<<")
        .unwrap_or((field.trim_end_matches('<'), ""));
    let lettered = |name: &str| name.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'<');

    (!family.is_empty() && lettered(family) && lettered(given)).then(|| (spaced(family), spaced(given), truncated))
}

fn spaced(field: &str) -> String {
    field
        .split('<')
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

fn state(code: &str) -> Result<String, MrzError> {
    let lettered = !code.is_empty() && code.bytes().all(|byte| byte.is_ascii_uppercase());

    lettered.then(|| code.to_owned()).ok_or(MrzError::WrongShape)
}

fn sex(field: &str) -> Result<Option<Sex>, MrzError> {
    match field {
        "M" => Ok(Some(Sex::Male)),
        "F" => Ok(Some(Sex::Female)),
        // The zone has `<` where the page shows X; some issuers print the X.
        "<" | "X" => Ok(Some(Sex::Unspecified)),
        _ => Err(MrzError::WrongShape),
    }
}

/// Two digits of a date; `None` where the document leaves them open.
fn part(field: &str, from: usize) -> Result<Option<i16>, MrzError> {
    match field.get(from..from + 2) {
        Some("<<") => Ok(None),
        Some(digits) if digits.bytes().all(|byte| byte.is_ascii_digit()) => {
            digits.parse().map(Some).map_err(|_| MrzError::WrongShape)
        }
        _ => Err(MrzError::WrongShape),
    }
}

/// A birth date: nobody is born after today, so the century is the latest that is past.
fn birth(field: &str, today: Date) -> Option<BirthDate> {
    let (year, month, day) = (part(field, 0).ok()?, part(field, 2).ok()?, part(field, 4).ok()?);
    // Some issuers write zeros for what is not known.
    let (month, day) = (month.filter(|month| *month > 0), day.filter(|day| *day > 0));
    let Some(year) = year else {
        return Some(BirthDate::Unknown);
    };

    match (month, day) {
        (Some(month), Some(day)) => {
            let date = |century: i16| Date::new(century + year, month as i8, day as i8).ok();

            date(2000)
                .filter(|date| *date <= today)
                .or_else(|| date(1900))
                .map(BirthDate::Whole)
        }
        (Some(month @ 1..=12), None) => {
            let late = 2000 + year;
            let past = (late, month) <= (today.year(), i16::from(today.month()));

            Some(BirthDate::YearAndMonth(
                if past { late } else { 1900 + year },
                month as i8,
            ))
        }
        (None, None) => Some(BirthDate::Year(if 2000 + year <= today.year() {
            2000 + year
        } else {
            1900 + year
        })),
        _ => None,
    }
}

/// An expiry date; documents without one have only fillers. No document lasts fifty years from today.
fn expiry(field: &str, today: Date) -> Result<Option<Date>, MrzError> {
    if field.bytes().all(|byte| byte == b'<') {
        return Ok(None);
    }

    let (Some(year), Some(month), Some(day)) = (part(field, 0)?, part(field, 2)?, part(field, 4)?) else {
        return Err(MrzError::WrongShape);
    };
    let century = if 2000 + year > today.year() + 50 { 1900 } else { 2000 };

    Date::new(century + year, month as i8, day as i8)
        .map(Some)
        .map_err(|_| MrzError::WrongShape)
}

#[cfg(test)]
mod tests;
