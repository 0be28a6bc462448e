//! What a person types, letter by letter, without iced's own text input.

use crate::keyboard::Key;
use zeroize::Zeroize;

/// A line being typed. It has no `Debug`: what it holds may be private.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Entry {
    value: String,
    limit: usize,
    upper_case: bool,
    digits_only: bool,
}

impl Entry {
    /// An empty line of at most so many letters.
    pub fn new(limit: usize) -> Self {
        let mut entry = Self::default();
        entry.limit = limit;
        // Room for the whole line, so that growing leaves no copies behind.
        entry.value.reserve(limit.min(512) * 4);

        entry
    }

    /// With something in it already.
    #[must_use]
    pub fn with(mut self, value: impl AsRef<str>) -> Self {
        self.set(value);
        self
    }

    /// Everything typed becomes upper case.
    #[must_use]
    pub fn upper_case(mut self) -> Self {
        self.upper_case = true;
        self
    }

    /// Only digits are taken.
    #[must_use]
    pub fn digits_only(mut self) -> Self {
        self.digits_only = true;
        self
    }

    /// Does what the key says. `Shift`, layouts and `Done` are not for the line and change nothing.
    /// Returns whether the line changed.
    pub fn press(&mut self, key: Key) -> bool {
        match key {
            Key::Char(letter) => self.push(letter.encode_utf8(&mut [0; 4])),
            Key::Text(text) => self.push(text),
            // A space at the start or after a space is a slip of the finger.
            Key::Space if self.value.is_empty() || self.value.ends_with(' ') => false,
            Key::Space => self.push(" "),
            Key::Backspace => self.backspace(),
            Key::Clear => {
                let had = !self.value.is_empty();
                self.clear();
                had
            }
            Key::Shift | Key::Layout(_) | Key::Done => false,
        }
    }

    /// What has been typed.
    pub fn value(&self) -> &str {
        &self.value
    }

    /// What has been typed, without spaces at its ends.
    pub fn trimmed(&self) -> &str {
        self.value.trim()
    }

    /// Whether nothing has been typed.
    pub fn is_empty(&self) -> bool {
        self.value.is_empty()
    }

    /// How many letters have been typed, as a person counts them.
    pub fn len(&self) -> usize {
        clusters(&self.value).count()
    }

    /// How many letters there is room for.
    pub fn limit(&self) -> usize {
        self.limit
    }

    /// Whether there is no room for another letter.
    pub fn is_full(&self) -> bool {
        self.len() >= self.limit
    }

    /// Replaces everything; what does not fit is left out.
    pub fn set(&mut self, value: impl AsRef<str>) {
        self.clear();
        for cluster in clusters(value.as_ref()) {
            if !self.push(cluster) && self.is_full() {
                break;
            }
        }
    }

    /// Empties the line.
    pub fn clear(&mut self) {
        self.value.zeroize();
    }

    fn push(&mut self, text: &str) -> bool {
        let text: String = text
            .chars()
            .filter(|letter| !letter.is_control())
            .filter(|letter| !self.digits_only || letter.is_ascii_digit())
            .collect();
        let text = if self.upper_case { text.to_uppercase() } else { text };
        if text.is_empty() {
            return false;
        }
        let before = self.value.len();
        self.value.push_str(&text);
        if self.len() > self.limit {
            self.value.truncate(before);
            return false;
        }
        true
    }

    fn backspace(&mut self) -> bool {
        let Some(last) = clusters(&self.value).last() else {
            return false;
        };
        let keep = self.value.len() - last.len();
        self.value.truncate(keep);
        true
    }
}

impl AsRef<str> for Entry {
    fn as_ref(&self) -> &str {
        self.value()
    }
}

impl Drop for Entry {
    fn drop(&mut self) {
        // What was typed does not outlive the line.
        self.value.zeroize();
    }
}

/// Cuts a text into what people call letters: a base with the marks that join it. It covers what our
/// keyboards and card readers produce; flags and other emoji sequences may be cut.
pub fn clusters(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;

    std::iter::from_fn(move || {
        let mut letters = rest.char_indices();
        let (_, first) = letters.next()?;
        let mut joined = first == '\u{200d}';
        let end = letters
            .find(|(_, letter)| {
                let joins = std::mem::replace(&mut joined, *letter == '\u{200d}');
                !(joins || is_mark(*letter))
            })
            .map_or(rest.len(), |(at, _)| at);
        let (cluster, tail) = rest.split_at(end);
        rest = tail;

        Some(cluster)
    })
}

/// Combining marks of the scripts people's names are written in here (Unicode categories Mn and Me
/// of Latin, Cyrillic, Hebrew, Arabic, Devanagari, Thai; joiners and variation selectors).
fn is_mark(letter: char) -> bool {
    matches!(letter,
        '\u{0300}'..='\u{036f}'
        | '\u{0483}'..='\u{0489}'
        | '\u{0591}'..='\u{05bd}' | '\u{05bf}' | '\u{05c1}' | '\u{05c2}' | '\u{05c4}' | '\u{05c5}'
        | '\u{0610}'..='\u{061a}' | '\u{064b}'..='\u{065f}' | '\u{0670}'
        | '\u{06d6}'..='\u{06dc}' | '\u{06df}'..='\u{06e4}' | '\u{06e7}' | '\u{06e8}'
        | '\u{06ea}'..='\u{06ed}'
        | '\u{0900}'..='\u{0903}' | '\u{093a}'..='\u{093c}' | '\u{093e}'..='\u{094f}'
        | '\u{0e31}' | '\u{0e34}'..='\u{0e3a}' | '\u{0e47}'..='\u{0e4e}'
        | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}'
        | '\u{200d}' | '\u{20d0}'..='\u{20ff}' | '\u{fe00}'..='\u{fe0f}' | '\u{fe20}'..='\u{fe2f}')
}

#[cfg(test)]
mod tests {
    use super::{Entry, Key, clusters};

    #[test]
    fn a_name_is_typed_and_corrected() {
        let mut entry = Entry::new(20);
        for letter in "García".chars() {
            assert!(entry.press(Key::Char(letter)));
        }
        assert!(entry.press(Key::Char('-')));
        assert!(entry.press(Key::Backspace));
        assert_eq!(entry.value(), "García");
        assert_eq!(entry.len(), 6);
    }

    #[test]
    fn backspace_takes_a_letter_with_all_its_marks() {
        let mut entry = Entry::new(20).with("Jose\u{301}");
        assert_eq!(entry.len(), 4);
        entry.press(Key::Backspace);
        assert_eq!(entry.value(), "Jos");

        let mut entry = Entry::new(20).with("حدّا");
        entry.press(Key::Backspace);
        assert_eq!(entry.value(), "حدّ");
        entry.press(Key::Backspace);
        assert_eq!(entry.value(), "ح");
    }

    #[test]
    fn nothing_passes_the_limit() {
        let mut entry = Entry::new(4);
        for digit in "19855".chars() {
            entry.press(Key::Char(digit));
        }
        assert_eq!(entry.value(), "1985");
        assert!(entry.is_full());
        assert_eq!(Entry::new(3).with("abcdef").value(), "abc");
        assert_eq!(Entry::new(0).with("abc").value(), "");
    }

    #[test]
    fn slips_of_the_finger_change_nothing() {
        let mut entry = Entry::new(20);
        assert!(!entry.press(Key::Space));
        entry.press(Key::Char('A'));
        assert!(entry.press(Key::Space));
        assert!(!entry.press(Key::Space));
        assert!(!entry.press(Key::Shift));
        assert!(!entry.press(Key::Done));
        assert_eq!(entry.trimmed(), "A");
        assert!(entry.press(Key::Clear));
        assert!(!entry.press(Key::Backspace));
        assert!(entry.is_empty());
    }

    #[test]
    fn codes_become_upper_case_and_numbers_take_digits_only() {
        assert_eq!(Entry::new(8).upper_case().with("k7p-2qx").value(), "K7P-2QX");
        assert_eq!(Entry::new(8).digits_only().with("31a7 5").value(), "3175");
    }

    #[test]
    fn clusters_lose_nothing() {
        for text in ["", "abc", "e\u{301}\u{327}x", "\u{301}a", "ไทย", "हिन्दी"] {
            assert_eq!(clusters(text).collect::<String>(), text);
        }
    }
}
