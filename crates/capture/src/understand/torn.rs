//! Words that were read in pieces, made whole, and words that hang together with a label's last, parted.

use crate::Bounds;
use crate::understand::labels::{Label, exactly};
use crate::understand::layout::Token;

/// A number whose first or last letters were read as a word of their own is one word again.
pub(crate) fn joined(line: Vec<Token>) -> Vec<Token> {
    let mut whole: Vec<Token> = Vec::new();

    for token in line {
        // `Member IDH51705347`: the label's last word and the value.
        if let Some((label, value)) = whole.last().and_then(|before| label_and_value(before, &token)) {
            whole.extend([label, value]);
            continue;
        }

        match whole.last_mut() {
            Some(before)
                if is_torn(before, &token) || is_torn_amount(before, &token) || are_thousands(before, &token) =>
            {
                let between = if are_thousands(before, &token) { "," } else { "" };
                before.text = format!("{}{between}{}", before.text, token.text).to_uppercase();
                before.confidence = before.confidence.min(token.confidence);
                before.bounds = before.bounds.union(token.bounds);
                before.announces = token.announces;
            }
            _ => whole.push(token),
        }
    }

    whole
}

/// Whether two tokens are closer than words, and one of them is the rest of the other, which is a number.
fn is_torn(before: &Token, after: &Token) -> bool {
    let gap = after.bounds.x - before.bounds.right();
    let tall = before.bounds.height.min(after.bounds.height);
    let length = |token: &Token| token.text.chars().count();
    let is_number = |token: &Token| {
        let digits = token.text.chars().filter(char::is_ascii_digit).count();

        digits >= 3
            && length(token) >= 5
            && token
                .text
                .chars()
                .all(|letter| letter.is_ascii_uppercase() || letter.is_ascii_digit() || letter == '-')
    };
    let is_rest = |token: &Token| {
        length(token) <= 2
            && token.text.chars().all(|letter| letter.is_ascii_alphanumeric())
            && exactly(&token.text).is_none()
    };

    !before.announces
        && gap.abs() < tall * 0.22
        && (is_number(before) && is_rest(after) || is_rest(before) && is_number(after))
}

/// The pieces of a word that begins with the rest of a label, behind whom the number is of.
fn label_and_value(before: &Token, token: &Token) -> Option<(Token, Token)> {
    let number = token.text.strip_prefix("ID")?;
    let digits = number.chars().filter(char::is_ascii_digit).count();
    let whose =
        exactly(&before.text) == Some(Label::Name) && exactly(&format!("{}ID", before.text)) == Some(Label::MemberId);

    if !whose || before.announces || digits < 5 {
        return None;
    }

    let wide = token.bounds.width * 2.0 / token.text.chars().count() as f32;
    let piece = |text: &str, x: f32, width: f32| Token {
        text: text.to_owned(),
        bounds: Bounds {
            x,
            width,
            ..token.bounds
        },
        ..token.clone()
    };

    Some((
        Token {
            announces: false,
            ..piece("ID", token.bounds.x, wide)
        },
        piece(number, token.bounds.x + wide, token.bounds.width - wide),
    ))
}

/// `$1 50`: a one stands wide in many types.
fn is_torn_amount(before: &Token, after: &Token) -> bool {
    let gap = after.bounds.x - before.bounds.right();
    let digits = before.text.strip_prefix('$').unwrap_or_default();
    let is_one = digits.ends_with('1') && digits.len() < 3 && digits.chars().all(|letter| letter.is_ascii_digit());

    is_one
        && gap.abs() < before.bounds.height * 0.3
        && matches!(after.text.len(), 1 | 2)
        && after.text.chars().all(|letter| letter.is_ascii_digit())
}

/// `$3, 200`: the comma of wide types is read as the end of a word.
fn are_thousands(before: &Token, after: &Token) -> bool {
    let gap = after.bounds.x - before.bounds.right();
    let is_digits = |text: &str, count: std::ops::RangeInclusive<usize>| {
        count.contains(&text.len()) && text.chars().all(|letter| letter.is_ascii_digit())
    };

    gap.abs() < before.bounds.height * 0.5
        && before
            .text
            .strip_prefix('$')
            .is_some_and(|whole| is_digits(whole, 1..=3))
        && is_digits(&after.text, 3..=3)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

    use crate::understand::layout::Role;

    use super::*;

    #[test]
    fn a_torn_number_is_one_again() {
        let token = |text: &str, x: f32, width: f32| Token {
            text: text.to_owned(),
            confidence: 0.9,
            bounds: Bounds::new(x, 0.0, width, 28.0),
            role: Role::Value,
            announces: false,
        };
        let texts = |line: Vec<Token>| -> Vec<String> { joined(line).into_iter().map(|token| token.text).collect() };

        assert_eq!(
            texts(vec![token("c", 0.0, 16.0), token("F59473", 20.0, 96.0)]),
            ["CF59473"]
        );
        assert_eq!(
            texts(vec![token("02", 0.0, 32.0), token("F59473", 44.0, 96.0)]),
            ["02", "F59473"]
        );
        assert_eq!(
            texts(vec![token("ID", 0.0, 32.0), token("Member", 34.0, 96.0)]),
            ["ID", "Member"]
        );
        assert_eq!(
            texts(vec![token("$3", 0.0, 32.0), token("200", 44.0, 48.0)]),
            ["$3,200"]
        );
        assert_eq!(texts(vec![token("$1", 0.0, 32.0), token("50", 38.0, 32.0)]), ["$150"]);
        assert_eq!(
            texts(vec![token("$3", 0.0, 32.0), token("200", 64.0, 48.0)]),
            ["$3", "200"]
        );
    }
}
