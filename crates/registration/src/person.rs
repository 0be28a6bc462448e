//! Who a person is: name, birth date, address, how to reach them, whom to call and who pays.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::private::Text;

/// The longest name that a field takes, in letters.
pub const NAME_LIMIT: usize = 100;

/// The oldest age that is believed, in years.
const OLDEST: i16 = 130;

/// A birth date that is a real day, not in the future and not longer ago than anybody lives.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct BirthDate(Date);

/// Why a birth date was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BirthDateError {
    /// There is no such day in the calendar.
    #[error("there is no such day")]
    NoSuchDay,
    /// The day has not come yet.
    #[error("the day is in the future")]
    InTheFuture,
    /// Nobody is that old.
    #[error("the day is too long ago")]
    TooLongAgo,
}

impl BirthDate {
    /// Takes a day of the calendar as it was typed.
    pub fn new(year: i16, month: i8, day: i8, today: Date) -> Result<Self, BirthDateError> {
        let date = Date::new(year, month, day).map_err(|_| BirthDateError::NoSuchDay)?;

        if date > today {
            Err(BirthDateError::InTheFuture)
        } else if year < today.year() - OLDEST {
            Err(BirthDateError::TooLongAgo)
        } else {
            Ok(Self(date))
        }
    }

    /// Reads FHIR's `date`; a date that is not complete is no birth date that identifies anybody.
    pub fn from_fhir(text: &str) -> Option<Self> {
        text.parse().ok().map(Self)
    }

    /// The day itself.
    pub fn date(self) -> Date {
        self.0
    }

    /// Whole years lived by `today`.
    pub fn age(self, today: Date) -> i16 {
        let years = today.year() - self.0.year();
        let had_birthday = (today.month(), today.day()) >= (self.0.month(), self.0.day());

        if had_birthday { years } else { years - 1 }
    }
}

/// A name as its bearer writes it. One name only is `family` alone.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonName {
    /// Family name or names; the only name of someone who has just one.
    pub family: Text,
    /// Given names, where there are any.
    pub given: Option<Text>,
}

impl PersonName {
    /// The whole name, given names first.
    pub fn full(&self) -> String {
        match &self.given {
            Some(given) => format!("{} {}", given.reveal(), self.family.reveal()),
            None => self.family.reveal().clone(),
        }
    }
}

/// Why a name was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NameError {
    /// Nothing was typed.
    #[error("the name is empty")]
    Empty,
    /// It is longer than [`NAME_LIMIT`].
    #[error("the name is too long")]
    TooLong,
    /// It holds digits or signs that stand in no name.
    #[error("the name holds a character that stands in no name")]
    Character,
}

/// Takes a name as typed: letters of any script, marks, spaces, hyphens, apostrophes and full stops.
pub fn name(typed: &str) -> Result<Text, NameError> {
    let typed = typed.trim();

    if typed.is_empty() {
        Err(NameError::Empty)
    } else if typed.chars().count() > NAME_LIMIT {
        Err(NameError::TooLong)
    } else if typed
        .chars()
        .any(|letter| letter.is_numeric() || letter.is_control() || "@#$%&*<>{}[]=+|\\/^~_".contains(letter))
    {
        Err(NameError::Character)
    } else {
        Ok(Text::from(typed))
    }
}

/// A postal address, in the order in which a person writes it.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Address {
    /// Street and number.
    pub street: Text,
    /// Flat, floor, care of.
    pub unit: Option<Text>,
    /// City or town.
    pub city: Text,
    /// State or province, where the country has them.
    pub state: Option<Text>,
    /// Postal code, where the country has them.
    pub postal_code: Option<Text>,
}

/// A telephone number, as E.123 writes it with spaces for the eye.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Phone(Text);

/// Why a telephone number was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PhoneError {
    /// Fewer than seven digits.
    #[error("the number is too short")]
    TooShort,
    /// More than the fifteen digits that E.164 allows.
    #[error("the number is too long")]
    TooLong,
    /// Something that is no digit and no separator.
    #[error("the number holds something that is no digit")]
    Character,
}

impl Phone {
    /// Takes a number as typed: digits with spaces, dots, hyphens, brackets and a leading plus.
    pub fn new(typed: &str) -> Result<Self, PhoneError> {
        let typed = typed.trim();
        let digits = typed.chars().filter(char::is_ascii_digit).count();
        let strange = |(place, letter): (usize, char)| {
            !(letter.is_ascii_digit() || " .-()".contains(letter) || (place == 0 && letter == '+'))
        };

        if typed.char_indices().any(strange) {
            Err(PhoneError::Character)
        } else if digits < 7 {
            Err(PhoneError::TooShort)
        } else if digits > 15 {
            Err(PhoneError::TooLong)
        } else {
            Ok(Self(Text::from(typed)))
        }
    }

    /// Takes a number that central holds, whatever its form.
    pub fn on_file(text: &str) -> Self {
        Self(Text::from(text))
    }

    /// The number as written.
    pub fn reveal(&self) -> &str {
        self.0.reveal()
    }
}

/// An e-mail address.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Email(Text);

/// The address has no name, no `@`, no domain, or a space in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this is no e-mail address")]
pub struct EmailError;

impl Email {
    /// Takes an address that a mail could be sent to; the mail itself is the only proof.
    pub fn new(typed: &str) -> Result<Self, EmailError> {
        let typed = typed.trim();
        let (name, domain) = typed.rsplit_once('@').ok_or(EmailError)?;
        let whole = !name.is_empty()
            && domain.contains('.')
            && domain.split('.').all(|part| !part.is_empty())
            && !typed.contains(char::is_whitespace)
            && typed.chars().count() <= 254;

        whole.then(|| Self(Text::from(typed))).ok_or(EmailError)
    }

    /// Takes an address that central holds, whatever its form.
    pub fn on_file(text: &str) -> Self {
        Self(Text::from(text))
    }

    /// The address as written.
    pub fn reveal(&self) -> &str {
        self.0.reveal()
    }
}

/// How one person stands to another (HL7 v3 `RoleCode`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Relationship {
    /// `SPS`
    Partner,
    /// `PRN`
    Parent,
    /// `CHILD`
    Child,
    /// `SIB`
    Sibling,
    /// `GUARD`
    LegalGuardian,
    /// `FRND`
    Friend,
    /// `O`
    Other,
}

impl Relationship {
    /// Every one that a person can choose, in the order shown.
    pub const ALL: [Self; 7] = [
        Self::Partner,
        Self::Parent,
        Self::Child,
        Self::Sibling,
        Self::LegalGuardian,
        Self::Friend,
        Self::Other,
    ];

    /// HL7 v3 `RoleCode` (`FRND` and `O` stand there or in v2-0131).
    pub fn code(self) -> &'static str {
        match self {
            Self::Partner => "SPS",
            Self::Parent => "PRN",
            Self::Child => "CHILD",
            Self::Sibling => "SIB",
            Self::LegalGuardian => "GUARD",
            Self::Friend => "FRND",
            Self::Other => "O",
        }
    }
}

/// Another person: whom to call, who pays, who came with a child.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    /// Their whole name.
    pub name: Text,
    /// How to reach them.
    pub phone: Option<Phone>,
    /// What they are to the patient.
    pub relationship: Relationship,
}

/// Who answers for the bill.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Guarantor {
    /// The patient.
    Myself,
    /// Somebody else.
    Other(Contact),
}

/// Everything that the step "About me" shows and corrects.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// Name in use.
    pub name: PersonName,
    /// Birth date.
    pub birth_date: BirthDate,
    /// Where they live.
    pub address: Option<Address>,
    /// Mobile telephone first.
    pub phone: Option<Phone>,
    /// E-mail.
    pub email: Option<Email>,
    /// The language they want to be spoken to in (BCP 47).
    pub language: Option<String>,
    /// Whom to call in an emergency.
    pub emergency_contact: Option<Contact>,
    /// Who answers for the bill; unknown until asked.
    pub guarantor: Option<Guarantor>,
}

impl Person {
    /// A person of whom only name and birth date are known.
    pub fn new(name: PersonName, birth_date: BirthDate) -> Self {
        Self {
            name,
            birth_date,
            address: None,
            phone: None,
            email: None,
            language: None,
            emergency_contact: None,
            guarantor: None,
        }
    }
}
