//! The PDF417 on the back of US and Canadian driver licences and identity cards (AAMVA DL/ID Card Design Standard,
//! annex D, versions 01 to 10 and later).
//!
//! Cards in the field have wrong subfile offsets, lost separators and the other country's date order. So offsets are
//! not believed, elements are found by their names, and a date is read in the order that makes one.

mod elements;
mod issuer;

use std::fmt;

use jiff::civil::Date;

use elements::Elements;

/// The longest text that is looked at: a PDF417 holds some 1,800 letters.
const LONGEST: usize = 4000;

/// What a licence says. It is private: it has no `Debug` that would show it.
#[derive(Clone, PartialEq, Eq)]
pub struct Licence {
    pub family_name: String,
    /// First and middle names, as far as the card gives them; empty for a person with one name.
    pub given_names: String,
    pub birth_date: Date,
    pub sex: Option<Sex>,
    pub address: Option<String>,
    pub city: Option<String>,
    pub state: Option<String>,
    /// Five or nine digits with a dash, or a Canadian code with its space.
    pub postal_code: Option<String>,
    pub document_number: Option<String>,
    pub issue_date: Option<Date>,
    pub expiry_date: Option<Date>,
    /// The issuing jurisdiction's postal abbreviation, or its issuer number where that is not a known one.
    pub issuer: Option<String>,
    /// The standard's version, 1 to 10 and later; 0 where the header did not survive.
    pub version: u8,
    /// The card says that a name was cut to fit.
    pub truncated: bool,
}

/// The sex as the document states it (element DBC, after D20).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sex {
    Male,
    Female,
    Unspecified,
}

impl Sex {
    /// FHIR's administrative-gender code.
    pub fn fhir_code(self) -> &'static str {
        match self {
            Self::Male => "male",
            Self::Female => "female",
            Self::Unspecified => "unknown",
        }
    }
}

impl fmt::Debug for Licence {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Licence(version {}, ..)", self.version)
    }
}

/// Why a code is no licence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AamvaError {
    #[error("the code is not a driver licence or identity card")]
    NotALicence,
    #[error("the code is too long for a driver licence")]
    TooLong,
    #[error("the licence names neither a family name nor a full name")]
    NoName,
    #[error("the licence carries no readable birth date")]
    NoBirthDate,
}

/// Reads the text of a licence's code.
pub fn parse(text: &str) -> Result<Licence, AamvaError> {
    if text.len() > LONGEST {
        return Err(AamvaError::TooLong);
    }

    let header = Header::of(text);
    let body = header.as_ref().map_or(text, |header| header.body);
    let elements = Elements::of(body);

    // Without a header only a code that clearly holds a person counts.
    if header.is_none() && !(elements.has("DBB") && elements.has("DAQ")) {
        return Err(AamvaError::NotALicence);
    }

    let version = header.as_ref().map_or(0, |header| header.version);
    let (family_name, given_names) = names(&elements).ok_or(AamvaError::NoName)?;
    let birth_date = elements.get("DBB").and_then(date).ok_or(AamvaError::NoBirthDate)?;
    let state = elements.first(&["DAJ", "DAO"]);
    let issuer = header
        .as_ref()
        .map(|header| issuer::of(header.issuer).unwrap_or(header.issuer).to_owned());

    Ok(Licence {
        family_name,
        given_names,
        birth_date,
        sex: elements.get("DBC").and_then(sex),
        address: address(&elements),
        city: elements.first(&["DAI", "DAN"]),
        postal_code: elements.first(&["DAK", "DAP"]).and_then(|code| postal_code(&code)),
        state,
        document_number: elements.first(&["DAQ", "DBJ"]),
        issue_date: elements.get("DBD").and_then(date),
        expiry_date: elements.get("DBA").and_then(date),
        issuer,
        version,
        truncated: ["DDE", "DDF", "DDG"]
            .iter()
            .any(|flag| elements.get(flag).is_some_and(|value| value == "T")),
    })
}

/// The file's header: `ANSI `, the issuer's number, versions, and where the subfiles should begin.
struct Header<'a> {
    issuer: &'a str,
    version: u8,
    body: &'a str,
}

impl<'a> Header<'a> {
    fn of(text: &'a str) -> Option<Self> {
        // `AAMVA` stands there on cards of the first version; some scanners swallow the space.
        let (start, name) = ["ANSI", "AAMVA"]
            .iter()
            .find_map(|name| text.find(name).map(|at| (at, name)))?;
        let after = text.get(start + name.len()..)?.trim_start_matches([' ', '\n', '\r']);
        let digits = after.bytes().take_while(u8::is_ascii_digit).count();
        let issuer = after.get(..6)?;

        if digits < 8 {
            return None;
        }

        let version = after.get(6..8)?.parse().ok()?;
        let mut body = after.get(digits..)?;

        // Designators: two letters, four digits of offset, four of length. What they say is often wrong.
        while let Some(designator) = body.get(..10)
            && designator.bytes().take(2).all(|letter| letter.is_ascii_uppercase())
            && designator.bytes().skip(2).all(|letter| letter.is_ascii_digit())
        {
            body = body.get(10..)?;
        }

        Some(Self { issuer, version, body })
    }
}

/// The family name and the given names.
fn names(elements: &Elements) -> Option<(String, String)> {
    let family = elements.first(&["DCS", "DAB"]);
    let mut given: Vec<String> = elements
        .first(&["DAC", "DCT"])
        .into_iter()
        .map(|names| spaced(&names))
        .collect();

    if elements.has("DAC") {
        given.extend(elements.first(&["DAD"]).map(|names| spaced(&names)));
    }

    given.retain(|name| !name.is_empty());

    if let Some(family) = family {
        return Some((spaced(&family), given.join(" ")));
    }

    // Version 01: the whole name in one element, parts divided by commas (or `@`, or spaces).
    let full = elements.first(&["DAA"])?;
    let parts: Vec<&str> = if full.contains([',', '@']) {
        full.split([',', '@']).map(str::trim).collect()
    } else {
        full.split_whitespace().collect()
    };
    let family = parts.first().filter(|family| !family.is_empty())?;
    let given: Vec<&str> = parts
        .iter()
        .skip(1)
        .take(2)
        .copied()
        .filter(|name| !name.is_empty() && !is_suffix(name))
        .collect();

    Some(((*family).to_owned(), given.join(" ")))
}

fn is_suffix(name: &str) -> bool {
    ["JR", "SR", "II", "III", "IV", "V"].contains(&name.trim_end_matches('.'))
}

/// Names divided by commas become names divided by spaces.
fn spaced(names: &str) -> String {
    names
        .split([',', ' '])
        .filter(|name| !name.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

fn address(elements: &Elements) -> Option<String> {
    let first = elements.first(&["DAG", "DAL"])?;
    let second = if elements.has("DAG") {
        elements.get("DAH")
    } else {
        elements.get("DAM")
    };

    Some(second.map_or(first.clone(), |second| format!("{first}, {second}")))
}

/// Month, day, year in the United States, year, month, day in Canada and on old cards: as a month is never 19 and
/// a year never 0101, only one order makes a date of the last or this century.
fn date(text: &str) -> Option<Date> {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();

    if digits.len() != 8 {
        return None;
    }

    let number = |from: usize, to: usize| digits.get(from..to).and_then(|part| part.parse::<i16>().ok());
    let civil = |year: i16, month: i16, day: i16| {
        (1880..2120)
            .contains(&year)
            .then(|| Date::new(year, month as i8, day as i8).ok())
            .flatten()
    };

    civil(number(4, 8)?, number(0, 2)?, number(2, 4)?).or(civil(number(0, 4)?, number(4, 6)?, number(6, 8)?))
}

fn sex(text: &str) -> Option<Sex> {
    match text.trim() {
        "1" | "M" => Some(Sex::Male),
        "2" | "F" => Some(Sex::Female),
        "9" | "0" | "X" | "U" => Some(Sex::Unspecified),
        _ => None,
    }
}

fn postal_code(text: &str) -> Option<String> {
    let plain: String = text.chars().filter(char::is_ascii_alphanumeric).collect();

    if plain.chars().all(|letter| letter.is_ascii_digit()) {
        return match plain.len() {
            5 => Some(plain),
            9 if plain.ends_with("0000") => plain.get(..5).map(str::to_owned),
            9 => Some(format!("{}-{}", plain.get(..5)?, plain.get(5..)?)),
            // Padded with zeros instead of spaces.
            11 => postal_code(plain.get(..9)?),
            _ => None,
        };
    }

    // Canada: letter, digit, letter, space, digit, letter, digit; some pad it with zeros.
    let code = plain.get(..6)?;
    let fits = code.chars().enumerate().all(|(index, letter)| {
        if index % 2 == 0 {
            letter.is_ascii_alphabetic()
        } else {
            letter.is_ascii_digit()
        }
    });

    fits.then(|| format!("{} {}", &code[..3], &code[3..]).to_uppercase())
}

#[cfg(test)]
mod tests;
