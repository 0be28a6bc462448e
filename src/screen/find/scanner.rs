//! A scanner that types like a keyboard: which keys are a scan, and which a person's.
//!
//! A scanner types faster than anybody. So every key is held back for a moment (less than anybody notices) until it is
//! clear who types: what a person typed goes on to the field that has the focus, what was scanned never does. Licences
//! are full of line breaks, so that "Enter" does not end a scan; the pause after it does.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use registration::code::AppointmentCode;
use ui::Key;
use zeroize::Zeroize;

use super::layouts;
use crate::config;

/// No code holds more: PDF417 1,850 characters, a chunk of a health card 1,195, and as much again for good measure.
const LONGEST: usize = 4_000;

/// Nothing that is scanned here is shorter.
const SHORTEST: usize = registration::code::CODE_LENGTH;

/// The pause that ends a scan, in average gaps between two keys.
const PAUSES: u64 = 3;

/// A licence that comes slowly is waited for so much longer.
const PATIENCE: u64 = 8;

/// Words that a scanner never reads, but a slow machine may seem to have typed at once.
const TYPED_AT_ONCE: usize = 20;

/// What was scanned, by keyboard or by camera.
#[derive(Clone)]
pub enum Scanned {
    /// An appointment code.
    Code(AppointmentCode),
    /// A driver licence.
    Licence(Box<capture::aamva::Licence>),
    /// A passport or an identity card, by its machine-readable zone.
    Travel(Box<capture::mrz::TravelDocument>),
    /// A digital health card, or a part of one.
    HealthCard(String),
    /// Something that is none of these.
    Other,
}

/// What became of the keys.
pub enum Heard {
    /// A person typed these.
    Keys(Vec<Key>),
    /// This was scanned.
    Scan(Scanned),
}

/// The keys since the last pause. No `Debug`: what they say may be private.
#[derive(Default)]
pub struct Scanner {
    run: Vec<Key>,
    first: Option<Timestamp>,
    last: Option<Timestamp>,
    /// Counts the keys: whoever waits for a pause sees whether another key came.
    keys: u64,
}

impl Scanner {
    /// Takes a key. Gives what is clear by now; then, where keys are held back, a pause of [`Scanner::pause`] is to be
    /// waited for and told to [`Scanner::paused`].
    pub fn take(
        &mut self,
        key: Key,
        now: Timestamp,
        settings: &config::Scanner,
        today: jiff::civil::Date,
    ) -> Vec<Heard> {
        let mut heard = Vec::new();
        self.keys = self.keys.wrapping_add(1);
        let gap = self.last.map(|last| now.duration_since(last));
        // The pause may have gone by before anybody was asked.
        if gap.is_some_and(|gap| gap > SignedDuration::from_millis(self.pause_millis(settings) as i64)) {
            heard.extend(self.end(settings, today));
        }
        if !matches!(key, Key::Char(_) | Key::Space | Key::Done) {
            heard.extend(self.end(settings, today));
            heard.push(Heard::Keys(vec![key]));
            return heard;
        }
        if self.run.len() >= LONGEST {
            self.wipe();
        }
        self.first.get_or_insert(now);
        self.last = Some(now);
        self.run.push(key);
        if self.run.len() > 2 && !self.is_fast(settings) && !self.is_marked(settings) {
            heard.push(Heard::Keys(self.keys()));
        }

        heard
    }

    /// How long to wait before [`Scanner::paused`]; none where nothing is held back.
    pub fn pause(&self, settings: &config::Scanner) -> Option<Duration> {
        (!self.run.is_empty()).then(|| Duration::from_millis(self.pause_millis(settings)))
    }

    /// The number of the newest key, for [`Scanner::paused`].
    pub fn newest(&self) -> u64 {
        self.keys
    }

    /// A pause has gone by since the key of this number.
    pub fn paused(&mut self, newest: u64, settings: &config::Scanner, today: jiff::civil::Date) -> Option<Heard> {
        (newest == self.keys).then(|| self.end(settings, today)).flatten()
    }

    /// Somebody touched the screen: what was held back was theirs, or a scan that they did not wait for.
    pub fn interrupted(&mut self, settings: &config::Scanner, today: jiff::civil::Date) -> Option<Heard> {
        self.end(settings, today)
    }

    fn end(&mut self, settings: &config::Scanner, today: jiff::civil::Date) -> Option<Heard> {
        if self.run.is_empty() {
            return None;
        }
        let text = self.text();
        let marked = self.is_marked(settings);
        let repeated = self.run.iter().all(|key| Some(key) == self.run.first());
        let is_scan = marked || (text.trim().chars().count() >= SHORTEST && self.is_fast(settings) && !repeated);
        if !is_scan {
            return Some(Heard::Keys(self.keys()));
        }
        let mut scanned = strip(&text, settings).to_owned();
        let understood = understand(&scanned, today);
        scanned.zeroize();
        let bare = text.trim();
        let length = bare.chars().count();
        let letters = length <= TYPED_AT_ONCE && bare.chars().all(|letter| letter.is_alphabetic() || letter == ' ');
        // Six digits may be a code where codes are asked for.
        let digits = length == SHORTEST && bare.chars().all(|letter| letter.is_ascii_digit());
        let words = !marked && (letters || digits);
        if words && matches!(understood, Scanned::Other) {
            return Some(Heard::Keys(self.keys()));
        }
        self.wipe();

        Some(Heard::Scan(understood))
    }

    /// What a person typed.
    fn keys(&mut self) -> Vec<Key> {
        let keys = std::mem::take(&mut self.run);
        self.wipe();

        keys
    }

    fn wipe(&mut self) {
        self.run.fill(Key::Clear);
        self.run.clear();
        self.first = None;
        self.last = None;
    }

    fn text(&self) -> String {
        self.run
            .iter()
            .map(|key| match key {
                Key::Char(letter) => *letter,
                Key::Done => '\n',
                _ => ' ',
            })
            .collect()
    }

    fn is_fast(&self, settings: &config::Scanner) -> bool {
        let (Some(first), Some(last)) = (self.first, self.last) else {
            return false;
        };
        let gaps = self.run.len().saturating_sub(1) as i128;
        let most = i128::from(settings.milliseconds) * gaps;

        last.duration_since(first).as_millis() <= most
    }

    /// Whether it begins as nothing does that a person types here: the settings' prefix, or the sign with which a
    /// licence begins. Such keys are kept from the screen however slowly they come.
    fn is_marked(&self, settings: &config::Scanner) -> bool {
        let begins = |prefix: &str| {
            let keys = self.run.iter().filter(|key| **key != Key::Done);
            let typed: String = keys
                .take(prefix.chars().count())
                .map(|key| if let Key::Char(letter) = key { *letter } else { ' ' })
                .collect();

            !prefix.is_empty() && typed == prefix
        };

        begins(&settings.prefix) || begins("@") || begins("shc:/") || begins("SHC:/")
    }

    fn pause_millis(&self, settings: &config::Scanner) -> u64 {
        let pause = settings.milliseconds * PAUSES;

        if self.is_marked(settings) {
            pause * PATIENCE
        } else {
            pause
        }
    }
}

/// The text without what the scanner was set to type around it.
fn strip<'a>(text: &'a str, settings: &config::Scanner) -> &'a str {
    let text = text.trim_start_matches('\n');
    let text = text.strip_prefix(settings.prefix.as_str()).unwrap_or(text);
    let bare = text.trim_end_matches('\n');

    match bare.strip_suffix(settings.suffix.as_str()) {
        Some(bare) if !settings.suffix.is_empty() => bare,
        _ => text,
    }
}

/// What a scanned text is. Where it makes no sense as it came, the scanner may have typed on another keyboard.
pub fn understand(text: &str, today: jiff::civil::Date) -> Scanned {
    let plain = as_it_is(text, today);
    // A licence comes through many a keyboard and still makes sense, with other letters in the name.
    if let Some(scanned) = plain.clone().filter(|scanned| is_whole(scanned, text)) {
        return scanned;
    }

    layouts::readings(text)
        .into_iter()
        .find_map(|mut reading| {
            let scanned = as_it_is(&reading, today).filter(|scanned| is_whole(scanned, &reading));
            reading.zeroize();
            scanned
        })
        .or(plain)
        .unwrap_or(Scanned::Other)
}

/// Whether a licence's text is as issuers write it: the first sign, no sign that none of them uses, and subfiles of the
/// names that there are (AAMVA DL/ID annex D: `DL`, `ID`, `EN`, and the issuer's own, which begin with `Z`).
fn is_whole(scanned: &Scanned, text: &str) -> bool {
    if !matches!(scanned, Scanned::Licence(_)) {
        return true;
    }
    let usual =
        |letter: char| letter.is_ascii_uppercase() || letter.is_ascii_digit() || "@ \n-.,&#'()".contains(letter);
    let digits = |text: &str| text.chars().take_while(char::is_ascii_digit).count();
    let subfile = text
        .find("DL")
        .or_else(|| text.find("ID"))
        .and_then(|at| text.get(at + 2..))
        .filter(|rest| digits(rest) == 8)
        .and_then(|rest| rest.get(8..));
    let named = subfile.is_none_or(|next| {
        let is_designator = next.get(2..).is_some_and(|rest| digits(rest) == 8);

        !is_designator || ["DL", "ID", "EN", "Z"].iter().any(|name| next.starts_with(name))
    });

    text.trim_start().starts_with('@') && text.chars().all(|letter| usual(letter) || letter.is_control()) && named
}

fn as_it_is(text: &str, today: jiff::civil::Date) -> Option<Scanned> {
    let trimmed = text.trim();
    let lower = trimmed.get(..5).map(str::to_ascii_lowercase);
    if lower.as_deref() == Some("shc:/") {
        // A keyboard with the capitals locked spells it so.
        return Some(Scanned::HealthCard(format!("shc:/{}", trimmed.get(5..)?)));
    }
    if let Ok(licence) = capture::aamva::parse(text) {
        return Some(Scanned::Licence(Box::new(licence)));
    }
    if let Ok(document) = capture::mrz::parse(trimmed, today) {
        return Some(Scanned::Travel(Box::new(document)));
    }

    AppointmentCode::parse(trimmed)
        .filter(|_| is_code(trimmed))
        .map(Scanned::Code)
}

/// A code has letters and digits both: "Miller" is a name, and 041285 half a date.
fn is_code(typed: &str) -> bool {
    typed.contains(|letter: char| letter.is_ascii_digit())
        && typed.contains(|letter: char| letter.is_ascii_alphabetic())
}

#[cfg(test)]
mod tests;
