//! What a telephone number looks like.

use crate::understand::value::Value;

/// Area codes that cost the caller nothing.
const TOLL_FREE: [&str; 7] = ["800", "833", "844", "855", "866", "877", "888"];

/// A number of the North American plan: an area code, an exchange and four digits, with what divides them where it
/// belongs, and a leading one or not. Ten digits that are divided otherwise are some other number.
pub(crate) fn telephone(words: &[&str]) -> Option<Value> {
    parsed(words)
        .filter(|(_, form)| *form == Form::Divided)
        .map(|(value, _)| value)
}

/// How the digits of a telephone number are set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// As 3, 3 and 4.
    Divided,
    /// Not everywhere, but it can be called for free: a telephone number where a word for one stands before it.
    TollFree,
}

/// A telephone number that these words begin with, and how it is set.
pub(crate) fn parsed(words: &[&str]) -> Option<(Value, Form)> {
    let mut text = String::new();
    let mut digits = String::new();
    // Before which digits something divides.
    let mut breaks = Vec::new();

    for (index, word) in words.iter().take(4).enumerate() {
        if !word
            .chars()
            .all(|letter| letter.is_ascii_digit() || "()-.+".contains(letter))
        {
            return None;
        }

        for letter in std::iter::once(' ').chain(word.chars()) {
            if letter.is_ascii_digit() {
                digits.push(letter);
            } else if !digits.is_empty() && breaks.last() != Some(&digits.len()) {
                breaks.push(digits.len());
            }
        }

        if !text.is_empty() {
            text.push(' ');
        }

        text.push_str(word);
        let country = usize::from(digits.starts_with('1'));

        if digits.len() >= 10 + country {
            breaks.retain(|at| *at < digits.len());
            let form = form(&digits, country, &breaks)?;

            return Some((
                Value {
                    text,
                    tokens: index + 1,
                },
                form,
            ));
        }
    }

    None
}

fn form(digits: &str, country: usize, breaks: &[usize]) -> Option<Form> {
    let number = digits.get(country..)?;
    let area = number.get(..3)?;
    // Neither an area code nor an exchange begins with 0 or 1.
    let fits = number.len() == 10 && !area.starts_with(['0', '1']) && !number.get(3..4)?.starts_with(['0', '1']);
    let proper = [country, country + 3, country + 6];
    let is_divided = proper.iter().skip(1).all(|at| breaks.contains(at));
    let is_proper = breaks.iter().all(|at| proper.contains(at));

    match (fits && is_proper, is_divided) {
        (true, true) => Some(Form::Divided),
        (true, false) if TOLL_FREE.contains(&area) => Some(Form::TollFree),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

    use super::*;

    fn text(words: &[&str]) -> Option<String> {
        telephone(words).map(|value| value.text)
    }

    #[test]
    fn phones_have_ten_digits() {
        assert_eq!(text(&["(317)", "555-0170"]).as_deref(), Some("(317) 555-0170"));
        assert_eq!(text(&["1-800-555-0199"]).as_deref(), Some("1-800-555-0199"));
        assert_eq!(text(&["62704"]), None);
    }

    #[test]
    fn other_numbers_of_ten_digits_are_no_phones() {
        for number in [
            "9140461101",
            "911-13738-09",
            "106649910-73",
            "904-59-7874",
            "0802-692-228",
        ] {
            assert_eq!(text(&[number]), None, "{number}");
        }

        assert_eq!(text(&["610014", "9999"]), None);
        assert_eq!(text(&["110-555-0199"]), None);
        assert_eq!(text(&["1", "(844)", "555-0180"]).as_deref(), Some("1 (844) 555-0180"));
        assert_eq!(text(&["833.555.0117"]).as_deref(), Some("833.555.0117"));
    }
}
