//! A visit in a file, as `portico print` takes it. What is wrong with it is said by key, never by value.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use registration::bill::{Invoice, InvoiceLine, Money, PaymentAnswer, PaymentChoice, PaymentState};
use registration::code::TicketCode;
use registration::mapping::systems::IDENTIFIER_TYPE;
use registration::person::{BirthDate, Person, PersonName};
use registration::private::Text;
use registration::visit::{Visit, VisitChoice};
use registration::{Outcome, Record, Session};
use rust_decimal::Decimal;
use serde::Deserialize;
use serde_json::json;
use uuid::Uuid;

use crate::locale::{LANGUAGES, Locale};
use crate::papers::Writer;

/// The file. It has no `Debug`: everything in it is private.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VisitFile {
    /// The language of the papers (BCP 47); English where none is named.
    #[serde(default = "english")]
    language: String,
    /// The clinic's name.
    site: String,
    /// IANA time zone; the computer's own where none is named.
    #[serde(default)]
    time_zone: Option<String>,
    /// Who it is.
    patient: Patient,
    /// What they came for; nobody is expected where it is missing.
    #[serde(default)]
    appointment: Option<Appointment>,
    /// What is called, such as `A 17`.
    #[serde(default)]
    ticket: Option<String>,
    /// Whether central has acknowledged the arrival: only then the papers say "checked in".
    #[serde(default)]
    checked_in: bool,
    /// When the papers were made (RFC 3339); now where it is missing.
    #[serde(default)]
    printed: Option<Timestamp>,
    /// What is owed.
    #[serde(default)]
    items: Vec<Item>,
    /// How it is paid: `paid`, `desk` or `later`.
    #[serde(default)]
    payment: Payment,
}

/// Who it is.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Patient {
    /// Family name or names; the only name of someone who has just one.
    family: String,
    /// Given names.
    #[serde(default)]
    given: Option<String>,
    /// YYYY-MM-DD.
    birth_date: Date,
    /// Medical record number.
    #[serde(default)]
    number: Option<String>,
}

/// What they came for.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Appointment {
    /// When it begins (RFC 3339).
    start: Timestamp,
    /// Whom they see.
    #[serde(default)]
    provider: Option<String>,
    /// Which service.
    #[serde(default)]
    service: Option<String>,
    /// Where.
    #[serde(default)]
    place: Option<String>,
    /// The way there, a step an entry, in the language of the papers.
    #[serde(default)]
    directions: Vec<String>,
}

/// Something to pay for.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Item {
    /// What for.
    text: String,
    /// How much, as text so that no cent is lost: `"20.00"`.
    amount: Decimal,
    /// ISO 4217.
    #[serde(default = "dollars")]
    currency: String,
    /// YYYY-MM-DD.
    #[serde(default)]
    due: Option<Date>,
}

/// How it is paid.
#[derive(Clone, Copy, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Payment {
    /// With their own phone, and the money has arrived.
    Paid,
    /// At the desk.
    #[default]
    Desk,
    /// Not today.
    Later,
}

/// What is wrong with a visit file.
#[derive(Debug, thiserror::Error)]
pub enum VisitError {
    /// It is no JSON, or has a key that does not exist or a value of the wrong kind.
    #[error("is no visit: line {line}, column {column}: {problem}")]
    Wrong {
        /// On which line, counted from one.
        line: usize,
        /// In which column.
        column: usize,
        /// What is wrong.
        problem: &'static str,
    },
    /// A value is of the right kind, but makes no sense.
    #[error("\"{key}\" {problem}")]
    Senseless {
        /// Which key.
        key: &'static str,
        /// What would be right.
        problem: &'static str,
    },
}

/// Everything that papers are written from.
pub struct Scene {
    session: Session,
    locale: Locale,
    site: String,
    zone: TimeZone,
    now: Timestamp,
    outcome: Outcome,
}

impl VisitFile {
    /// Reads a file.
    pub fn parse(text: &str) -> Result<Self, VisitError> {
        serde_json::from_str(text).map_err(|error| VisitError::Wrong {
            line: error.line(),
            column: error.column(),
            // The library's own words may quote what stands in the file.
            problem: match error.classify() {
                serde_json::error::Category::Data => "a key is missing or unknown, or a value is not of its kind",
                serde_json::error::Category::Eof => "the file ends too early",
                serde_json::error::Category::Io | serde_json::error::Category::Syntax => "this is no JSON",
            },
        })
    }

    /// The visit as a session that has come to its end.
    pub fn scene(&self) -> Result<Scene, VisitError> {
        let language =
            LANGUAGES
                .iter()
                .find(|language| language.tag == self.language)
                .ok_or(VisitError::Senseless {
                    key: "language",
                    problem: "must be a language that there are texts in: en, es or ar",
                })?;
        let now = self.printed.unwrap_or_else(Timestamp::now);
        let zone = match &self.time_zone {
            Some(name) => TimeZone::get(name).map_err(|_| VisitError::Senseless {
                key: "time_zone",
                problem: "must be an IANA time zone, such as \"America/Chicago\"",
            })?,
            None => TimeZone::system(),
        };
        let today = now.to_zoned(zone.clone()).date();
        let born = self.patient.birth_date;
        let birth_date =
            BirthDate::new(born.year(), born.month(), born.day(), today).map_err(|_| VisitError::Senseless {
                key: "patient.birth_date",
                problem: "must be a day in somebody's lifetime",
            })?;
        let family = Text::trimmed(&self.patient.family).ok_or(VisitError::Senseless {
            key: "patient.family",
            problem: "must not be empty",
        })?;
        let given = self.patient.given.as_deref().and_then(Text::trimmed);
        let mut session = Session::new(Uuid::new_v4(), now, language.tag);
        session.person = Some(Person::new(PersonName { family, given }, birth_date));
        session.patient = self.patient.number.as_deref().map(record_of);
        session.visit = Some(self.appointment.as_ref().map_or(VisitChoice::WalkIn, |appointment| {
            VisitChoice::Appointment(Box::new(appointment.visit()))
        }));
        session.ticket = self.ticket.as_deref().map(ticket).transpose()?;
        session.dossier.invoices = self.items.iter().map(Item::invoice).collect();
        session.payment = (!self.items.is_empty()).then(|| self.payment.answer());

        Ok(Scene {
            session,
            locale: Locale::new(language.tag),
            site: self.site.clone(),
            zone,
            now,
            outcome: if self.checked_in {
                Outcome::CheckedIn
            } else {
                Outcome::DeskWillConfirm
            },
        })
    }
}

impl Scene {
    /// For the arm.
    pub fn wristband(&self) -> Option<paper::Wristband> {
        self.writer().wristband(&self.session)
    }

    /// For the pocket.
    pub fn ticket(&self) -> Option<paper::Ticket> {
        self.writer().ticket(&self.session, self.outcome)
    }

    /// For the files.
    pub fn receipt(&self) -> Option<paper::Receipt> {
        self.writer().receipt(&self.session)
    }

    fn writer(&self) -> Writer<'_> {
        Writer {
            site: &self.site,
            locale: &self.locale,
            site_locale: Locale::new(&english()),
            zone: self.zone.clone(),
            now: self.now,
        }
    }
}

impl Appointment {
    fn visit(&self) -> Visit {
        Visit {
            appointment: Record::new(json!({ "resourceType": "Appointment" }), None),
            start: self.start,
            provider: self.provider.clone(),
            service: self.service.clone(),
            reason: None,
            place: self.place.clone(),
            directions: vec![(String::new(), self.directions.clone())],
            remote: false,
            closed: false,
            arrived: false,
        }
    }
}

impl Item {
    fn invoice(&self) -> Invoice {
        let total = Money {
            amount: self.amount,
            currency: self.currency.clone(),
        };

        Invoice {
            record: Record::new(json!({ "resourceType": "Invoice" }), None),
            date: None,
            due: self.due,
            lines: vec![InvoiceLine {
                text: self.text.clone(),
                amount: Some(total.clone()),
            }],
            total,
        }
    }
}

impl Payment {
    fn answer(self) -> PaymentAnswer {
        let (choice, state) = match self {
            Self::Paid => (PaymentChoice::Phone, PaymentState::Paid),
            Self::Desk => (PaymentChoice::Desk, PaymentState::Waiting),
            Self::Later => (PaymentChoice::Later, PaymentState::Waiting),
        };

        PaymentAnswer {
            choice,
            state,
            task: None,
        }
    }
}

/// A patient of whom nothing but the record number is on file.
fn record_of(number: &str) -> Record {
    let kind = json!({ "coding": [{ "system": IDENTIFIER_TYPE, "code": "MR" }] });

    Record::new(
        json!({ "resourceType": "Patient", "identifier": [{ "type": kind, "value": number }] }),
        None,
    )
}

fn ticket(text: &str) -> Result<TicketCode, VisitError> {
    let wrong = VisitError::Senseless {
        key: "ticket",
        problem: "must be a letter and a number, such as \"A 17\"",
    };
    let mut letters = text.trim().chars();
    match (letters.next(), letters.as_str().trim().parse()) {
        (Some(letter), Ok(number)) if letter.is_ascii_uppercase() => Ok(TicketCode { letter, number }),
        _ => Err(wrong),
    }
}

fn english() -> String {
    "en".to_owned()
}

fn dollars() -> String {
    "USD".to_owned()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

    use super::*;

    const LEAST: &str =
        r#"{ "site": "St. Brigid Clinic", "patient": { "family": "Sukarno", "birth_date": "1968-02-14" } }"#;

    #[test]
    fn the_least_that_a_file_can_say_is_enough_for_a_wristband_and_for_nothing_else() {
        let scene = VisitFile::parse(LEAST).unwrap().scene().unwrap();

        assert_eq!(scene.wristband().unwrap().name, "Sukarno");
        assert!(scene.ticket().is_none());
        assert!(scene.receipt().is_none());
    }

    #[test]
    fn what_is_wrong_is_named_by_its_key_and_never_quoted() {
        for (text, key) in [
            (LEAST.replace("Sukarno", " "), "patient.family"),
            (LEAST.replace("1968", "2968"), "patient.birth_date"),
            (LEAST.replace(r#""site""#, r#""language": "tlh", "site""#), "language"),
            (
                LEAST.replace(r#""site""#, r#""time_zone": "Mars/Olympus", "site""#),
                "time_zone",
            ),
            (LEAST.replace(r#""site""#, r#""ticket": "seventeen", "site""#), "ticket"),
        ] {
            let problem = VisitFile::parse(&text).unwrap().scene().err().expect(key).to_string();
            assert!(problem.contains(key), "{problem}");
            assert!(!problem.contains("Sukarno"));
        }
        let unknown = LEAST.replace(r#""site""#, r#""Sukarno": 1, "site""#);
        let problem = VisitFile::parse(&unknown).err().unwrap().to_string();
        assert!(problem.contains("line 1") && !problem.contains("Sukarno"), "{problem}");
    }
}
