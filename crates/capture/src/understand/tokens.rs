//! Words in pieces: a label and its value are often set without a space.

use crate::understand::labels::{Label, exactly};
use crate::understand::layout::{Role, Token};
use crate::understand::subscriber::is_given_name;
use crate::{Bounds, Word};

/// The pieces of a word. One that is nothing but a colon or a number sign has no text: it speaks for the word before.
pub(crate) fn tokens(word: &Word) -> Vec<Token> {
    let letters: Vec<char> = word.text.chars().collect();
    let letters = with_names(with_slashes(with_id(with_zeros(with_words(letters)))));
    let unit = word.bounds.width / letters.iter().map(|letter| width(*letter)).sum::<f32>().max(1.0);
    let mut tokens = Vec::new();
    let (mut start, mut left) = (0, word.bounds.x);

    for end in 0..=letters.len() {
        if letters.get(end).is_some_and(|letter| !is_break(*letter, &letters, end)) {
            continue;
        }

        let piece = letters.get(start..end).unwrap_or_default();
        let wide = piece.iter().map(|letter| width(*letter)).sum::<f32>() * unit;
        let announces = letters.get(end).is_some_and(|letter| ":#".contains(*letter));
        let text: String = piece.iter().collect();
        let text = text
            .trim_matches(|letter: char| !letter.is_alphanumeric() && !"$%()'".contains(letter))
            .to_owned();
        // `Blue Cross & Blue Shield`: the sign is a word of the name.
        let is_and = word.text == "&";
        let text = if is_and { word.text.clone() } else { text };
        let is_text = is_and || text.chars().any(char::is_alphanumeric);

        if is_text || announces {
            tokens.push(Token {
                text: if is_text { text } else { String::new() },
                confidence: word.confidence,
                bounds: Bounds {
                    x: left,
                    width: wide,
                    ..word.bounds
                },
                role: Role::Value,
                announces,
            });
        }

        left += wide + letters.get(end).map_or(0.0, |letter| width(*letter)) * unit;
        start = end + 1;
    }

    tokens
}

/// How wide a letter is set, about, where most are 1.
fn width(letter: char) -> f32 {
    match letter {
        ':' | '.' | ',' | ';' | '|' | '\'' | '!' | 'i' | 'l' | 'I' | '·' => 0.5,
        'm' | 'w' | 'M' | 'W' | '%' | '@' => 1.5,
        _ => 1.0,
    }
}

/// A dollar before a letter is no amount: it is an S. `$pecialist`.
fn with_words(letters: Vec<char>) -> Vec<char> {
    letters
        .iter()
        .enumerate()
        .map(|(at, letter)| match (letter, letters.get(at + 1)) {
            ('$', Some(next)) if next.is_lowercase() => 'S',
            _ => *letter,
        })
        .collect()
}

/// A zero with a stroke or a dot in it is read as other round signs: beside a digit it is one.
fn with_zeros(letters: Vec<char>) -> Vec<char> {
    let is_number = letters.iter().filter(|letter| letter.is_ascii_digit()).count() * 2 >= letters.len();
    let is_digit = |at: Option<usize>| {
        at.and_then(|at| letters.get(at))
            .is_some_and(|letter| letter.is_ascii_digit() || "@Ø©®°".contains(*letter))
    };

    letters
        .iter()
        .enumerate()
        .map(|(at, letter)| {
            if is_number && "@Ø©®°".contains(*letter) && (is_digit(at.checked_sub(1)) || is_digit(Some(at + 1))) {
                '0'
            } else {
                *letter
            }
        })
        .collect()
}

/// The I of `ID` is read as every kind of stroke.
fn with_id(mut letters: Vec<char>) -> Vec<char> {
    let is_id = letters.get(1) == Some(&'D') && letters.get(2).is_none_or(|letter| ":.#".contains(*letter));

    if let Some(first) = letters
        .first_mut()
        .filter(|first| is_id && "!|'[]l1/i".contains(**first))
    {
        *first = 'I';
    }

    letters
}

/// A slash between two names of amounts is read as every kind of stroke too: `OVISPEC` is `OV/SPEC`.
fn with_slashes(mut letters: Vec<char>) -> Vec<char> {
    let is_amount = |letters: &[char]| {
        let spelling: String = letters.iter().filter(|letter| letter.is_ascii_alphanumeric()).collect();

        exactly(&spelling).is_some_and(Label::is_amount)
    };

    // What is parted already, each by itself.
    let ends: Vec<usize> = (0..=letters.len())
        .filter(|at| letters.get(*at).is_none_or(|letter| ":/".contains(*letter)))
        .collect();
    let mut start = 0;

    for end in ends {
        let piece = letters.get(start..end).unwrap_or_default();
        let stroke = (2..piece.len().saturating_sub(1)).find(|at| {
            piece.get(*at).is_some_and(|letter| "Il1|!f".contains(*letter))
                && is_amount(piece.get(..*at).unwrap_or_default())
                && is_amount(piece.get(at + 1..).unwrap_or_default())
        });

        if let Some(stroke) = stroke.filter(|_| !is_amount(piece))
            && let Some(letter) = letters.get_mut(start + stroke)
        {
            *letter = '/';
        }

        start = end + 1;
    }

    letters
}

/// A row of dots between a label and a name is read as nothing at all: `NAMEMARCUS` is `NAME:MARCUS`.
fn with_names(mut letters: Vec<char>) -> Vec<char> {
    let spelling = |letters: &[char]| letters.iter().collect::<String>();
    let border = (4..letters.len().saturating_sub(2)).find(|at| {
        let (label, name) = letters.split_at(*at);

        is_given_name(&spelling(name)) && exactly(&spelling(label)) == Some(Label::Name)
    });

    if let Some(border) = border {
        letters.insert(border, ':');
    }

    letters
}

/// Colons, bars and number signs divide; a slash divides letters, amounts and codes, but not a date; a dash two dates.
fn is_break(letter: char, letters: &[char], at: usize) -> bool {
    match letter {
        ':' | '|' | '#' | '=' | '•' | '·' | ';' => true,
        '/' => at > 0 && !is_date(letters) && period(letters).is_none(),
        '-' | '–' => period(letters) == Some(at),
        _ => false,
    }
}

/// Where the dash of a period stands: `01/01/2026-12/31/2026`.
fn period(letters: &[char]) -> Option<usize> {
    let is_day = |letters: &[char]| is_date(letters) && letters.iter().filter(|letter| **letter == '/').count() == 2;

    letters
        .iter()
        .position(|letter| "-–".contains(*letter))
        .filter(|at| is_day(&letters[..*at]) && is_day(&letters[at + 1..]))
}

/// Digits as a date has them: day, month and year, or month and year.
fn is_date(letters: &[char]) -> bool {
    let text: String = letters
        .iter()
        .collect::<String>()
        .trim_matches(|letter: char| !letter.is_ascii_digit())
        .to_owned();
    let parts: Vec<&str> = text.split(['/', '-', '.']).collect();
    let digits = |part: &&str| part.chars().all(|letter| letter.is_ascii_digit());
    let long = parts.iter().filter(|part| part.len() > 2).count();

    parts.iter().all(digits)
        && (2..=3).contains(&parts.len())
        && long <= 1
        && parts.iter().all(|part| matches!(part.len(), 1 | 2 | 4))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

    use super::*;

    fn texts(word: &str) -> Vec<String> {
        tokens(&Word {
            text: word.to_owned(),
            confidence: 0.9,
            bounds: Bounds::new(0.0, 0.0, 16.0 * word.chars().count() as f32, 28.0),
        })
        .into_iter()
        .map(|token| token.text)
        .collect()
    }

    #[test]
    fn a_label_and_its_value_are_two() {
        assert_eq!(texts("RxBIN:610279"), ["RxBIN", "610279"]);
        assert_eq!(texts("$20/$40"), ["$20", "$40"]);
        assert_eq!(texts("610014/9999"), ["610014", "9999"]);
    }

    #[test]
    fn a_date_is_one() {
        assert_eq!(texts("01/02/2026"), ["01/02/2026"]);
        assert_eq!(texts("2026/01/02"), ["2026/01/02"]);
        assert_eq!(texts("12/2026"), ["12/2026"]);
    }

    #[test]
    fn a_slash_between_two_names_may_be_read_as_a_stroke() {
        assert_eq!(texts("OVISPEC/UC"), ["OV", "SPEC", "UC"]);
        assert_eq!(texts("PCPlER"), ["PCP", "ER"]);
        assert_eq!(texts("SPECIALIST"), ["SPECIALIST"]);
    }

    #[test]
    fn a_dollar_before_a_small_letter_is_an_s() {
        let word = |text: &str| Word {
            text: text.to_owned(),
            confidence: 0.9,
            bounds: Bounds::new(0.0, 0.0, 100.0, 20.0),
        };

        assert_eq!(tokens(&word("$pecialist"))[0].text, "Specialist");
        assert_eq!(tokens(&word("$50"))[0].text, "$50");
    }

    #[test]
    fn a_colon_announces_a_value() {
        let word = Word {
            text: "Grp:".to_owned(),
            confidence: 0.9,
            bounds: Bounds::new(0.0, 0.0, 64.0, 28.0),
        };

        assert!(tokens(&word).first().unwrap().announces);
    }
}
