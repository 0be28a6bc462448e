//! `portico.toml`: every setting, its default, and what is wrong with a file that is wrong.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use jiff::SignedDuration;
use jiff::tz::TimeZone;
use registration::visit::Window;
use serde::Deserialize;

/// Everything that a site sets. The reference with every key and default is `resources/portico.toml`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// Where the sealing key lives.
    pub vault: VaultKind,
    /// This kiosk.
    pub kiosk: Kiosk,
    /// The clinic it stands in.
    pub site: Site,
    /// The hospital's FHIR API.
    pub central: Central,
    /// The camera.
    pub camera: Camera,
    /// A scanner that types like a keyboard.
    pub scanner: Scanner,
    /// Whose digital health cards are believed, by the keys that they sign with; nobody's where none is named.
    pub health_card_issuers: Vec<capture::health_card::Issuer>,
    /// Payers and plans of the region, besides those that are built in.
    pub payers: capture::PayerNames,
    /// Where paper comes out.
    pub printers: Printers,
}

/// Where the key lives that seals everything on disk.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum VaultKind {
    /// The operating system's keyring.
    #[default]
    Keyring,
    /// A file beside the data: for development only.
    File,
}

/// This kiosk.
#[derive(Clone, Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Kiosk {
    /// Its name at central (`Device.identifier`).
    pub name: String,
    /// The letter before ticket numbers; another one for each kiosk of a site.
    pub letter: char,
    /// Where the outbox, staff and audit trail are kept.
    pub data: PathBuf,
    /// Languages offered, in the order shown (BCP 47).
    pub languages: Vec<String>,
    /// Diagonal of the screen in inches: touch targets are at least 15 mm on it.
    pub screen_inches: f32,
    /// Seconds without a touch before the warning.
    pub idle_seconds: u64,
    /// Seconds to answer the warning (WCAG 2.2.1 asks for at least 20).
    pub answer_seconds: u64,
    /// Seconds for which the last screen stays.
    pub done_seconds: u64,
}

/// The clinic.
#[derive(Clone, Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Site {
    /// Its name.
    pub name: String,
    /// Which entrance the kiosk stands at.
    pub entrance: String,
    /// Where the desk is from there, by language (BCP 47), such as "left of the entrance"; the first screen says it.
    pub desk: BTreeMap<String, String>,
    /// `Location/id`s at central: today's visits there are kept for when central is away; all of the clinic's where
    /// none is named.
    pub locations: Vec<String>,
    /// IANA time zone; the computer's own where none is set.
    pub time_zone: Option<String>,
    /// Years of age from which a person registers without a guardian.
    pub adult_age: i16,
    /// No insurance and no money before the screening exam (EMTALA).
    pub emergency_department: bool,
    /// Minutes before the visit from which the kiosk registers.
    pub early_minutes: i64,
    /// Minutes after the start of the visit until which it does.
    pub late_minutes: i64,
}

/// The hospital's FHIR API.
#[derive(Clone, Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Central {
    /// FHIR base URL; must be https.
    pub url: String,
    /// PEM file of the only certificate authority that is believed; the system's roots where none is set.
    pub ca: Option<PathBuf>,
    /// How the kiosk shows who it is.
    pub authorization: Authorization,
    /// Client id at the authorization server (`smart`).
    pub client_id: String,
    /// File that holds a bearer token (`token`).
    pub token_file: Option<PathBuf>,
    /// Entries in one transaction at most; some servers bound it.
    pub max_entries: usize,
    /// Seconds to wait for the answer to one request.
    pub timeout_seconds: u64,
    /// Seconds for which the person waits for the acknowledgement before "the desk will confirm".
    pub acknowledge_seconds: u64,
    /// Minutes after which today's visits are asked for anew, to be kept for when central is away; 0 keeps none.
    pub visits_minutes: u64,
    /// Extension on `Invoice` that holds the due date.
    pub invoice_due_date: String,
}

/// How the kiosk shows central who it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Authorization {
    /// SMART Backend Services, with a key of the vault.
    #[default]
    Smart,
    /// A fixed bearer token from a file: for development.
    Token,
    /// None: for development.
    None,
}

/// The camera.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Camera {
    /// Which device; none where the kiosk has no camera.
    pub device: Option<u32>,
    /// A directory of pictures to play instead.
    pub directory: Option<PathBuf>,
    /// Whether the picture is shown as a mirror would: right where the camera faces the person. A device is shown so
    /// where nothing is said, pictures are not.
    pub mirror: Option<bool>,
}

impl Camera {
    /// Whether the picture is shown as a mirror would.
    pub fn mirrored(&self) -> bool {
        self.mirror.unwrap_or(self.device.is_some())
    }
}

/// A scanner that types like a keyboard.
#[derive(Clone, Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Scanner {
    /// What it types before a code.
    pub prefix: String,
    /// What it types after a code, beside "Enter".
    pub suffix: String,
    /// Keys that follow one another faster than this, on average, are a scanner's and no person's.
    pub milliseconds: u64,
}

/// The longest prefix or suffix of a scanner.
const AFFIX: usize = 16;

/// Where paper comes out: `ipp://…`, `ipps://…`, `zpl://host:port`, or a directory.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Printers {
    /// Wristbands.
    pub wristband: Option<String>,
    /// Tickets.
    pub ticket: Option<String>,
    /// Receipts and signed copies.
    pub receipt: Option<String>,
}

/// What is wrong with a configuration.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The file cannot be read.
    #[error("{path}: cannot be read: {source}")]
    Unreadable {
        /// Which file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The file is no TOML, has a key that does not exist, or a value of the wrong kind.
    #[error("{path}: {source}")]
    Wrong {
        /// Which file.
        path: PathBuf,
        /// What and on which line.
        source: Box<toml::de::Error>,
    },
    /// A value is of the right kind, but makes no sense.
    #[error("{path}:{line}: {key}: {problem}")]
    Senseless {
        /// Which file.
        path: PathBuf,
        /// On which line, counted from one.
        line: usize,
        /// Which key.
        key: &'static str,
        /// What is wrong and what would be right.
        problem: String,
    },
}

impl Config {
    /// Reads and checks a file.
    pub fn load(path: &Path) -> Result<Self, ConfigError> {
        let text = std::fs::read_to_string(path).map_err(|source| ConfigError::Unreadable {
            path: path.to_owned(),
            source,
        })?;

        Self::parse(&text, path)
    }

    /// Reads and checks text; `path` is for the messages, and for paths in the file that are relative to it.
    pub fn parse(text: &str, path: &Path) -> Result<Self, ConfigError> {
        let mut config: Self = toml::from_str(text).map_err(|source| ConfigError::Wrong {
            path: path.to_owned(),
            source: Box::new(source),
        })?;
        if let Some((key, problem)) = config.senseless() {
            return Err(ConfigError::Senseless {
                path: path.to_owned(),
                line: line_of(text, key),
                key,
                problem,
            });
        }
        config.resolve(path.parent().unwrap_or(Path::new(".")));

        Ok(config)
    }

    /// The first value that makes no sense, as `section.key` and what is wrong.
    fn senseless(&self) -> Option<(&'static str, String)> {
        let known = crate::locale::LANGUAGES.map(|language| language.tag);
        let strange = self.kiosk.languages.iter().find(|tag| !known.contains(&tag.as_str()));
        let printers = [
            ("printers.wristband", &self.printers.wristband),
            ("printers.ticket", &self.printers.ticket),
            ("printers.receipt", &self.printers.receipt),
        ];
        let printer = printers.into_iter().find_map(|(key, printer)| {
            let problem = printer.as_ref()?.parse::<paper::Destination>().err()?;
            Some((key, problem.to_string()))
        });
        let issuers = capture::health_card::Issuers::new(self.health_card_issuers.clone()).err();
        let payers = capture::PayerTable::built_in()
            .clone()
            .extended(self.payers.clone())
            .err();
        let zone = self.site.time_zone.as_ref().and_then(|name| TimeZone::get(name).err());

        if !self.central.url.is_empty() && !self.central.url.starts_with("https://") {
            Some(("central.url", "must begin with https://".to_owned()))
        } else if self.central.max_entries == 0 {
            Some(("central.max_entries", "must be at least 1".to_owned()))
        } else if self.central.authorization == Authorization::Token && self.central.token_file.is_none() {
            Some(("central.authorization", "\"token\" needs central.token_file".to_owned()))
        } else if self.central.authorization == Authorization::Smart
            && !self.central.url.is_empty()
            && self.central.client_id.is_empty()
        {
            Some((
                "central.client_id",
                "\"smart\" authorization needs the client id that central gave".to_owned(),
            ))
        } else if !self.kiosk.letter.is_ascii_uppercase() {
            Some(("kiosk.letter", "must be one capital letter from A to Z".to_owned()))
        } else if self.kiosk.name.is_empty() {
            Some(("kiosk.name", "must not be empty".to_owned()))
        } else if self.kiosk.languages.is_empty() {
            Some(("kiosk.languages", "must name at least one language".to_owned()))
        } else if let Some(tag) = strange {
            Some((
                "kiosk.languages",
                format!("there are no texts in \"{tag}\"; there are {}", known.join(", ")),
            ))
        } else if !(5.0..=100.0).contains(&self.kiosk.screen_inches) {
            Some(("kiosk.screen_inches", "must be between 5 and 100".to_owned()))
        } else if self.kiosk.answer_seconds < 20 {
            Some((
                "kiosk.answer_seconds",
                "must be at least 20, so that everybody has time to answer".to_owned(),
            ))
        } else if self.kiosk.idle_seconds < 20 {
            Some(("kiosk.idle_seconds", "must be at least 20".to_owned()))
        } else if !(0..=120).contains(&self.site.adult_age) {
            Some(("site.adult_age", "must be an age in years".to_owned()))
        } else if self.site.early_minutes < 0 || self.site.early_minutes > 1440 {
            Some(("site.early_minutes", "must be between 0 and 1440".to_owned()))
        } else if self.site.late_minutes < 0 || self.site.late_minutes > 1440 {
            Some(("site.late_minutes", "must be between 0 and 1440".to_owned()))
        } else if self.central.visits_minutes > 240 {
            Some(("central.visits_minutes", "must be between 0 and 240".to_owned()))
        } else if self.site.locations.iter().any(|location| !is_location(location)) {
            Some((
                "site.locations",
                "must hold references such as \"Location/12\"".to_owned(),
            ))
        } else if zone.is_some() {
            Some((
                "site.time_zone",
                "is no IANA time zone, such as \"America/Chicago\"".to_owned(),
            ))
        } else if self.camera.device.is_some() && self.camera.directory.is_some() {
            Some(("camera.directory", "cannot stand beside camera.device".to_owned()))
        } else if let Some(problem) = issuers {
            Some(("health_card_issuers", problem.to_string()))
        } else if let Some(problem) = payers {
            Some(("payers", problem.to_string()))
        } else if self.scanner.prefix.chars().count() > AFFIX {
            Some(("scanner.prefix", format!("must have at most {AFFIX} characters")))
        } else if self.scanner.suffix.chars().count() > AFFIX {
            Some(("scanner.suffix", format!("must have at most {AFFIX} characters")))
        } else if !(5..=80).contains(&self.scanner.milliseconds) {
            // Nobody types twelve keys a second for long; a scanner that is slower cannot be told apart.
            Some(("scanner.milliseconds", "must be between 5 and 80".to_owned()))
        } else {
            printer
        }
    }

    fn resolve(&mut self, base: &Path) {
        let paths = [
            Some(&mut self.kiosk.data),
            self.central.ca.as_mut(),
            self.central.token_file.as_mut(),
            self.camera.directory.as_mut(),
        ];
        for path in paths.into_iter().flatten() {
            *path = base.join(&*path);
        }
    }

    /// The clinic's time zone.
    pub fn time_zone(&self) -> TimeZone {
        let named = self.site.time_zone.as_ref().and_then(|name| TimeZone::get(name).ok());

        named.unwrap_or_else(TimeZone::system)
    }

    /// Whose digital health cards are believed. A configuration that was read has only issuers that make sense.
    pub fn issuers(&self) -> capture::health_card::Issuers {
        capture::health_card::Issuers::new(self.health_card_issuers.clone()).unwrap_or_default()
    }

    /// How payers and plans are called. A configuration that was read has only names that can be found on a card.
    pub fn payer_table(&self) -> capture::PayerTable {
        let built_in = capture::PayerTable::built_in();

        built_in
            .clone()
            .extended(self.payers.clone())
            .unwrap_or_else(|_| built_in.clone())
    }

    /// When arrivals are taken.
    pub fn window(&self) -> Window {
        Window {
            early: SignedDuration::from_mins(self.site.early_minutes),
            late: SignedDuration::from_mins(self.site.late_minutes),
        }
    }
}

/// `Location/id` (FHIR R4, data type `id`).
fn is_location(reference: &str) -> bool {
    reference.strip_prefix("Location/").is_some_and(|id| {
        (1..=64).contains(&id.len())
            && id
                .chars()
                .all(|letter| letter.is_ascii_alphanumeric() || letter == '-' || letter == '.')
    })
}

/// The line of `section.key` in a file, for an error that names it; the first where it cannot be found.
fn line_of(text: &str, key: &str) -> usize {
    let (section, name) = key.split_once('.').unwrap_or(("", key));
    let mut current = "";
    for (number, line) in text.lines().enumerate() {
        let line = line.trim();
        if let Some(header) = line.strip_prefix('[') {
            current = header.trim_start_matches('[').trim_end_matches(']').trim();
            if section.is_empty() && current == name {
                return number + 1;
            }
        } else if current == section && line.split('=').next().is_some_and(|left| left.trim() == name) {
            return number + 1;
        }
    }

    1
}

impl Default for Kiosk {
    fn default() -> Self {
        Self {
            name: "lobby-1".to_owned(),
            letter: 'A',
            data: PathBuf::from("portico-data"),
            languages: vec!["en".to_owned(), "es".to_owned(), "ar".to_owned()],
            screen_inches: 27.0,
            idle_seconds: 60,
            answer_seconds: 20,
            done_seconds: 30,
        }
    }
}

impl Default for Scanner {
    fn default() -> Self {
        Self {
            prefix: String::new(),
            suffix: String::new(),
            milliseconds: 35,
        }
    }
}

impl Default for Site {
    fn default() -> Self {
        Self {
            name: "St. Brigid Clinic".to_owned(),
            entrance: "Main entrance".to_owned(),
            desk: BTreeMap::new(),
            locations: Vec::new(),
            time_zone: None,
            adult_age: 18,
            emergency_department: false,
            early_minutes: 120,
            late_minutes: 30,
        }
    }
}

impl Default for Central {
    fn default() -> Self {
        Self {
            url: String::new(),
            ca: None,
            authorization: Authorization::default(),
            client_id: String::new(),
            token_file: None,
            max_entries: 8,
            timeout_seconds: 10,
            acknowledge_seconds: 12,
            visits_minutes: 5,
            invoice_due_date: "urn:portico:invoice-due-date".to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

    use super::*;

    fn refusal(text: &str) -> String {
        match Config::parse(text, Path::new("portico.toml")) {
            Err(error) => error.to_string(),
            Ok(_) => panic!("it was taken"),
        }
    }

    #[test]
    fn a_scanner_that_nobody_could_tell_from_a_person_is_refused() {
        let text = "[kiosk]\nname = \"a\"\n[scanner]\nmilliseconds = 200\n";

        assert!(refusal(text).contains("scanner.milliseconds"));
    }

    #[test]
    fn an_issuer_of_health_cards_must_have_a_key_that_is_its_own() {
        let issuer = |kid: &str, url: &str| {
            format!(
                "[[health_card_issuers]]\nname = \"Evergreen\"\nurl = \"{url}\"\nkeys = [{{ kty = \"EC\", crv = \"P-256\", kid = \"{kid}\", x = \"11XvRWy1I2S0EyJlyf_bWfw_TQ5CJJNLw78bHXNxcgw\", y = \"eZXwxvO1hvCY0KucrPfKo7yAyMT6Ajc3N7OkAB6VYy8\" }}]\n"
            )
        };
        // The example of the SMART Health Cards specification, and its thumbprint.
        let kid = "3Kfdg-XwP-7gXyywtUfUADwBumDOPKMQx-iELL11W9s";
        let taken = Config::parse(
            &issuer(kid, "https://spec.smarthealth.cards/examples/issuer"),
            Path::new("portico.toml"),
        );
        assert!(!taken.unwrap().issuers().is_empty());

        let other = refusal(&issuer("another", "https://cards.example.org"));
        assert!(
            other.contains("health_card_issuers") && other.contains("thumbprint"),
            "{other}"
        );
        assert!(refusal(&issuer(kid, "http://cards.example.org")).contains("https://"));
        assert!(
            Config::default().issuers().is_empty(),
            "nobody is believed unless named"
        );
    }

    #[test]
    fn a_site_adds_the_payers_of_its_region() {
        let config = Config::parse(
            "[payers]\nnames = [\"Millbrook Union Fund\"]\nplans = [\"Millbrook Harbor\"]\n",
            Path::new("portico.toml"),
        );
        let table = config.unwrap().payer_table();

        assert_eq!(
            table.spelled("Mi11brook Union Fund").as_deref(),
            Some("Millbrook Union Fund")
        );
        assert!(table.knows_plan("Millbrook Harbor"));
        assert_eq!(
            table.spelled("Anbetter").as_deref(),
            Some("Ambetter"),
            "the built-in ones stay"
        );

        let short = refusal("[payers]\nplans = [\"A 1\"]\n");
        assert!(short.contains("payers") && short.contains("\"A 1\""), "{short}");
    }

    #[test]
    fn a_device_is_a_mirror_and_pictures_are_not_unless_somebody_says_otherwise() {
        let camera = |device, mirror| Camera {
            device,
            directory: None,
            mirror,
        };

        assert!(camera(Some(0), None).mirrored() && !camera(None, None).mirrored());
        assert!(!camera(Some(0), Some(false)).mirrored());
    }
}
