//! Amounts of dollars and shares of a price.

use crate::understand::misread::as_digit;
use crate::understand::value::Value;

/// Dollars, with cents or not, or a percentage. What costs nothing is written out on some cards.
pub(crate) fn money(words: &[&str]) -> Option<Value> {
    nothing(words)
        .or_else(|| dollars(words))
        .or_else(|| share(words.first()?))
}

/// `No charge`: nothing is paid.
fn nothing(words: &[&str]) -> Option<Value> {
    let plain = |at: usize| {
        words
            .get(at)
            .map(|word| word.trim_matches(['(', ')', ',', '.']).to_uppercase())
    };
    let is_charge = |word: String| matches!(word.as_str(), "CHARGE" | "COPAY" | "COST" | "COPAYMENT");

    (plain(0)? == "NO" && plain(1).is_some_and(is_charge)).then(|| Value {
        text: "$0".to_owned(),
        tokens: 2,
    })
}

fn dollars(words: &[&str]) -> Option<Value> {
    let first = words.first()?.trim_matches(|letter: char| "(),.*".contains(letter));

    // A dollar sign may stand alone. One that was read as a digit is not guessed at.
    let (amount, tokens) = if first == "$" {
        (format!("${}", words.get(1)?.trim_matches(['(', ')', ',', '.', '*'])), 2)
    } else {
        (first.to_owned(), 1)
    };
    // A dollar sign is often read as an S, and a zero as an O; no word of a card is made of just these.
    let digits: String = match amount.strip_prefix('$') {
        // Behind a true dollar sign everything is a digit.
        Some(rest) if rest.chars().any(|letter| letter.is_ascii_digit()) => {
            rest.chars().map(|letter| as_digit(letter).unwrap_or(letter)).collect()
        }
        Some("s" | "S") => "5".to_owned(),
        Some(rest) => rest.to_owned(),
        None => amount.strip_prefix(['S', 's', '§'])?.to_owned(),
    };
    let digits = digits.replace(['O', 'o'], "0");
    let (whole, cents) = digits
        .split_once('.')
        .map_or((digits.as_str(), None), |(whole, cents)| (whole, Some(cents)));
    let whole_fits = !whole.is_empty()
        && whole.len() <= 7
        && whole.starts_with(|letter: char| letter.is_ascii_digit())
        && whole.chars().all(|letter| letter.is_ascii_digit() || letter == ',');
    let cents_fit = cents.is_none_or(|cents| cents.len() == 2 && cents.chars().all(|letter| letter.is_ascii_digit()));

    (whole_fits && cents_fit).then(|| Value {
        text: format!("${digits}"),
        tokens,
    })
}

/// What of the price the member pays.
fn share(word: &str) -> Option<Value> {
    let text = word.trim_matches(|letter: char| "(),.".contains(letter));
    let percent = text.strip_suffix('%')?;
    let fits = (1..=3).contains(&percent.len()) && percent.chars().all(|letter| letter.is_ascii_digit());

    fits.then(|| Value {
        text: text.to_owned(),
        tokens: 1,
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

    use super::*;

    fn text(words: &[&str]) -> Option<String> {
        money(words).map(|value| value.text)
    }

    #[test]
    fn amounts_are_dollars_or_percent() {
        assert_eq!(text(&["$25"]).as_deref(), Some("$25"));
        assert_eq!(text(&["$", "25.00"]).as_deref(), Some("$25.00"));
        assert_eq!(text(&["S75"]).as_deref(), Some("$75"));
        assert_eq!(text(&["$1,500"]).as_deref(), Some("$1,500"));
        assert_eq!(text(&["20%"]).as_deref(), Some("20%"));
        assert_eq!(text(&["Smith"]), None);
        assert_eq!(text(&["25"]), None);
    }

    #[test]
    fn letters_behind_a_dollar_sign_are_digits() {
        assert_eq!(text(&["$l5"]).as_deref(), Some("$15"));
        assert_eq!(text(&["$3S0"]).as_deref(), Some("$350"));
        assert_eq!(text(&["$s"]).as_deref(), Some("$5"));
        assert_eq!(text(&["$O"]).as_deref(), Some("$0"));
        assert_eq!(text(&["$Is"]), None);
    }

    #[test]
    fn no_charge_is_nothing_to_pay() {
        assert_eq!(text(&["No", "charge"]).as_deref(), Some("$0"));
        assert_eq!(text(&["No", "Referral"]), None);
        assert_eq!(text(&["NO.", "55512"]), None);
    }
}
