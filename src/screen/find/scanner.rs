//! A scanner that types like a keyboard: which of the keys are a code, and which a person's.

use registration::code::AppointmentCode;
use ui::Key;

/// No licence has a longer code (PDF417 holds 1,850 characters).
const LONGEST: usize = 2_000;

/// What a scanner typed.
pub enum Scanned {
    /// An appointment code.
    Code(AppointmentCode),
    /// The text of a licence's code.
    Licence(String),
}

/// The keys since the last "Enter". No `Debug`: what it holds may be private.
#[derive(Default)]
pub struct Scanner {
    typed: String,
}

impl Scanner {
    /// Takes a key. Gives what was scanned, once it is whole. `codes_only`: nothing else is typed on this page, so
    /// that any six letters are a code.
    pub fn take(&mut self, key: Key, codes_only: bool) -> Option<Scanned> {
        match key {
            Key::Char(letter) => self.push(letter),
            Key::Space => self.push(' '),
            Key::Done if self.in_licence() => {
                self.push('\n');
                // A licence is read as soon as it is whole; the lines that still come fall on deaf ears.
                if capture::aamva::parse(&self.typed).is_ok() {
                    return Some(Scanned::Licence(std::mem::take(&mut self.typed)));
                }
            }
            Key::Done => {
                let typed = std::mem::take(&mut self.typed);
                let code = AppointmentCode::parse(&typed);
                return code.filter(|_| codes_only || is_no_name(&typed)).map(Scanned::Code);
            }
            Key::Backspace | Key::Clear => self.typed.clear(),
            Key::Text(_) | Key::Shift | Key::Layout(_) => {}
        }

        None
    }

    /// Whether a licence is being typed, which is none of the page's business.
    pub fn in_licence(&self) -> bool {
        self.typed.starts_with('@')
    }

    /// Whether nothing was typed since the last "Enter".
    pub fn is_empty(&self) -> bool {
        self.typed.is_empty()
    }

    /// Somebody touched the screen: what was typed before was no scanner's.
    pub fn forget(&mut self) {
        self.typed.clear();
    }

    fn push(&mut self, letter: char) {
        if self.typed.len() < LONGEST {
            self.typed.push(letter);
        } else {
            self.typed.clear();
        }
    }
}

/// A code among names and dates has letters and digits both: "Miller" is a name, and 041285 half a date.
fn is_no_name(typed: &str) -> bool {
    typed.contains(|letter: char| letter.is_ascii_digit())
        && typed.contains(|letter: char| letter.is_ascii_alphabetic())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scan(typed: &str, codes_only: bool) -> Option<Scanned> {
        let mut scanner = Scanner::default();
        for letter in typed.chars() {
            assert!(scanner.take(Key::Char(letter), codes_only).is_none());
        }

        scanner.take(Key::Done, codes_only)
    }

    #[test]
    fn a_code_is_known_whichever_page_is_shown() {
        assert!(matches!(scan("K7P-2QX", false), Some(Scanned::Code(code)) if code.as_str() == "K7P-2QX"));
        assert!(matches!(scan("k7p2qx", false), Some(Scanned::Code(_))));
    }

    #[test]
    fn a_name_of_six_letters_and_half_a_date_are_no_codes() {
        assert!(scan("Miller", false).is_none());
        assert!(scan("041285", false).is_none());
        assert!(scan("ABCDEF", true).is_some(), "on the page for codes it is one");
    }

    #[test]
    fn a_scanner_gone_wild_fills_no_memory() {
        let mut scanner = Scanner::default();
        scanner.take(Key::Char('@'), false);
        for _ in 0..10_000 {
            scanner.take(Key::Char('A'), false);
        }
        assert!(scanner.typed.len() <= LONGEST);
    }
}
