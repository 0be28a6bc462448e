//! The codes that people read aloud and type: appointment codes and tickets.

use serde::{Deserialize, Serialize};

/// An appointment code: six letters and digits in two groups, such as `K7P-2QX`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct AppointmentCode(String);

/// How many characters a code has, without its hyphen.
pub const CODE_LENGTH: usize = 6;

impl AppointmentCode {
    /// Reads a code as typed or scanned: case, spaces and hyphens do not matter.
    pub fn parse(text: &str) -> Option<Self> {
        let code: String = text
            .chars()
            .filter(|letter| !letter.is_whitespace() && *letter != '-')
            .map(|letter| letter.to_ascii_uppercase())
            .collect();
        let whole = code.len() == CODE_LENGTH && code.chars().all(|letter| letter.is_ascii_alphanumeric());

        whole.then(|| Self(format!("{}-{}", &code[..3], &code[3..])))
    }

    /// The code with its hyphen.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// What is called out in the waiting room: the kiosk's letter and a number of the day, such as `A 17`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TicketCode {
    /// The kiosk's letter.
    pub letter: char,
    /// Counts from 1 each day.
    pub number: u32,
}

impl std::fmt::Display for TicketCode {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{} {}", self.letter, self.number)
    }
}
