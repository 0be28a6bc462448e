//! Who walks up, and what they do: `persona.toml`.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use jiff::civil::Date;
use serde::Deserialize;

/// A person who walks up to the kiosk. The table of keys is part of the command-line contract.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Persona {
    /// The language that they choose; the kiosk's first where none is named.
    pub language: Option<String>,
    /// How they say who they are.
    pub identify: Identify,
    /// What they correct on the details screen.
    #[serde(default)]
    pub changes: Changes,
    /// Who comes with a child.
    pub guardian: Option<Guardian>,
    /// What they do about insurance.
    #[serde(default)]
    pub insurance: Insurance,
    /// What they say to documents; whatever is not named is accepted and signed.
    #[serde(default)]
    pub consents: BTreeMap<String, ConsentChoice>,
    /// How they pay.
    #[serde(default)]
    pub payment: Payment,
    /// What goes wrong.
    #[serde(default)]
    pub hiccups: Hiccups,
    /// The persona's own file, for paths relative to it, and its name.
    #[serde(skip)]
    pub file: PathBuf,
}

/// How a person says who they are.
#[derive(Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Identify {
    /// Their birth date.
    #[serde(deserialize_with = "day")]
    pub birth_date: Option<Date>,
    /// Their family name, or their only name.
    pub family_name: Option<String>,
    /// Their given name.
    pub given_name: Option<String>,
    /// An appointment code.
    pub code: Option<String>,
    /// A picture of a document or code held to the camera.
    pub scan: Option<PathBuf>,
    /// They are new here.
    pub new: bool,
    /// They mistype their name at first. Only trials draw it.
    #[serde(skip)]
    pub slip: bool,
}

/// What a person corrects. New people answer with the same keys.
#[derive(Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Changes {
    /// Telephone.
    pub phone: Option<String>,
    /// E-mail.
    pub email: Option<String>,
    /// Street and number.
    pub street: Option<String>,
    /// City.
    pub city: Option<String>,
    /// State.
    pub state: Option<String>,
    /// Postal code.
    pub postal_code: Option<String>,
}

/// Who comes with a child.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Guardian {
    /// Their name; on file, or typed.
    pub name: String,
    /// `parent`, `legal-guardian`, …
    #[serde(default = "parent")]
    pub relationship: String,
    /// Their telephone.
    pub phone: Option<String>,
}

/// What a person does about insurance.
#[derive(Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Insurance {
    /// Fronts that they hold to the camera, in order; several when they try again.
    #[serde(deserialize_with = "one_or_many")]
    pub front: Vec<PathBuf>,
    /// Backs, likewise.
    #[serde(deserialize_with = "one_or_many")]
    pub back: Vec<PathBuf>,
    /// The card on file is still right.
    pub keep: bool,
    /// They pay themselves.
    pub self_pay: bool,
}

/// What a person says to a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ConsentChoice {
    /// Signs it.
    Accept,
    /// Says no.
    Decline,
}

/// How a person pays.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Payment {
    /// `phone`, `desk` or `later`.
    pub choice: PaymentChoice,
}

/// A way of paying.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PaymentChoice {
    /// Opens the link as their own phone would.
    Phone,
    /// At the desk.
    #[default]
    Desk,
    /// Not today.
    Later,
}

/// What goes wrong; steps by their name, such as `consent`.
#[derive(Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Hiccups {
    /// From this step on central cannot be reached.
    pub central_down_at: Option<String>,
    /// At this step the person walks away.
    pub walk_away_at: Option<String>,
    /// At this step the person calls for help.
    pub help_at: Option<String>,
    /// At this step staff come and skip it.
    pub staff_skip_at: Option<String>,
    /// At this step staff take the session over.
    pub staff_hand_over_at: Option<String>,
}

/// What is wrong with a persona.
#[derive(Debug, thiserror::Error)]
pub enum PersonaError {
    /// The file cannot be read.
    #[error("{path}: cannot be read: {source}")]
    Unreadable {
        /// Which.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The file says something that no persona can.
    #[error("{path}: {source}")]
    Wrong {
        /// Which.
        path: PathBuf,
        /// What and on which line.
        source: Box<toml::de::Error>,
    },
    /// Nobody could be found by what the file says.
    #[error("{path}: [identify] needs a birth_date and a family_name, a code, or a scan")]
    Unidentified {
        /// Which.
        path: PathBuf,
    },
    /// A step is named that does not exist.
    #[error("{path}: [hiccups] names \"{step}\", which is no step; steps are {known}")]
    NoSuchStep {
        /// Which.
        path: PathBuf,
        /// What stands there.
        step: String,
        /// What could.
        known: String,
    },
    /// A picture that the person holds up is not there.
    #[error("{path}: there is no picture {picture}")]
    NoPicture {
        /// Which persona.
        path: PathBuf,
        /// Which picture.
        picture: PathBuf,
    },
}

impl Persona {
    /// Reads and checks a persona.
    pub fn load(path: &Path) -> Result<Self, PersonaError> {
        let text = std::fs::read_to_string(path).map_err(|source| PersonaError::Unreadable {
            path: path.to_owned(),
            source,
        })?;
        let mut persona: Self = toml::from_str(&text).map_err(|source| PersonaError::Wrong {
            path: path.to_owned(),
            source: Box::new(source),
        })?;
        path.clone_into(&mut persona.file);
        persona.check()?;

        Ok(persona)
    }

    /// The file's name without its ending.
    pub fn name(&self) -> String {
        self.file
            .file_stem()
            .map_or_else(|| "persona".to_owned(), |stem| stem.to_string_lossy().into_owned())
    }

    /// A path of the file, relative to the file.
    pub fn path(&self, path: &Path) -> PathBuf {
        self.file.parent().unwrap_or(Path::new(".")).join(path)
    }

    fn check(&self) -> Result<(), PersonaError> {
        let identify = &self.identify;
        let named = identify.birth_date.is_some() && identify.family_name.is_some();
        if !named && identify.code.is_none() && identify.scan.is_none() {
            return Err(PersonaError::Unidentified {
                path: self.file.clone(),
            });
        }
        let hiccups = &self.hiccups;
        let steps = [
            &hiccups.central_down_at,
            &hiccups.walk_away_at,
            &hiccups.help_at,
            &hiccups.staff_skip_at,
            &hiccups.staff_hand_over_at,
        ];
        let known = registration::journey::Step::ALL.map(registration::journey::Step::as_str);
        for step in steps.into_iter().flatten() {
            if !known.contains(&step.as_str()) {
                return Err(PersonaError::NoSuchStep {
                    path: self.file.clone(),
                    step: step.clone(),
                    known: known.join(", "),
                });
            }
        }
        let pictures = self
            .insurance
            .front
            .iter()
            .chain(&self.insurance.back)
            .chain(&identify.scan);
        for picture in pictures {
            let picture = self.path(picture);
            if !picture.is_file() {
                return Err(PersonaError::NoPicture {
                    path: self.file.clone(),
                    picture,
                });
            }
        }

        Ok(())
    }
}

fn parent() -> String {
    "parent".to_owned()
}

/// A date of TOML, or a date in quotes.
fn day<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<Date>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Day {
        Toml(toml::value::Datetime),
        Words(String),
    }

    let written = match Day::deserialize(deserializer)? {
        Day::Toml(day) => day.to_string(),
        Day::Words(day) => day,
    };

    written
        .parse()
        .map(Some)
        .map_err(|_| serde::de::Error::custom("is no date such as 1985-04-12"))
}

fn one_or_many<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Vec<PathBuf>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Pictures {
        One(PathBuf),
        Many(Vec<PathBuf>),
    }

    Ok(match Pictures::deserialize(deserializer)? {
        Pictures::One(picture) => vec![picture],
        Pictures::Many(pictures) => pictures,
    })
}
