//! Names and words made comparable: without case, accents, hyphens or apostrophes.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// For searching: lower case, no accents, one space where there was any other separator.
pub(crate) fn fold(text: &str) -> String {
    words(text).join(" ")
}

/// The folded words of a text. An apostrophe joins ("O'Connor" is one word); a hyphen or space parts.
pub(crate) fn words(text: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    for character in text.nfkd().flat_map(char::to_lowercase) {
        if is_combining_mark(character) || is_joiner(character) {
            continue;
        }
        if character.is_alphanumeric() {
            if let Some(word) = words.last_mut() {
                push(word, character);
            }
        } else if words.last().is_some_and(|word| !word.is_empty()) {
            words.push(String::new());
        }
    }
    words.retain(|word| !word.is_empty());

    words
}

/// Apostrophes as people and phones write them, the soft hyphen, and the Arabic stretching stroke.
fn is_joiner(character: char) -> bool {
    matches!(
        character,
        '\'' | '\u{2019}' | '\u{2018}' | '\u{02BC}' | '`' | '\u{00B4}' | '\u{02BB}' | '\u{00AD}' | '\u{0640}' | '.'
    )
}

/// Letters that Unicode does not take apart.
fn push(word: &mut String, character: char) {
    match character {
        'ß' => word.push_str("ss"),
        'æ' => word.push_str("ae"),
        'œ' => word.push_str("oe"),
        'ø' => word.push('o'),
        'ł' => word.push('l'),
        'đ' | 'ð' => word.push('d'),
        'þ' => word.push_str("th"),
        'ı' => word.push('i'),
        'ى' => word.push('ي'),
        'ة' => word.push('ه'),
        other => word.push(other),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;

    #[test]
    fn the_same_name_written_differently_folds_to_the_same_words() {
        assert_eq!(fold("García-López"), "garcia lopez");
        assert_eq!(fold("GARCIA  LOPEZ"), "garcia lopez");
        assert_eq!(fold("O'Connor"), fold("O’Connor"));
        assert_eq!(fold("Nguyễn"), "nguyen");
        assert_eq!(fold("Łukasz Größ"), "lukasz gross");
        assert_eq!(fold("حدّاد"), fold("حداد"));
    }
}
