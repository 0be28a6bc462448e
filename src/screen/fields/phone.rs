//! Telephone numbers as people type and read them.

use registration::person::{Phone, PhoneError};

/// Takes a number as typed on a pad that has digits only: ten digits are a number of this country, more than eleven
/// begin with a country's code, and `011` is how one dials abroad from here (E.123, North American numbering plan).
pub fn parse(typed: &str) -> Result<Phone, PhoneError> {
    Phone::new(typed).and_then(|_| Phone::new(&written(typed)))
}

fn written(typed: &str) -> String {
    let digits: String = typed.chars().filter(char::is_ascii_digit).collect();
    let plus = typed.trim_start().starts_with('+');
    let national = match digits.len() {
        10 if !plus && !digits.starts_with(['0', '1']) => Some(digits.as_str()),
        11 => digits.strip_prefix('1'),
        _ => None,
    };

    if let Some((area, rest)) = national.and_then(|number| number.split_at_checked(3))
        && let Some((exchange, line)) = rest.split_at_checked(3)
    {
        format!("+1 {area} {exchange} {line}")
    } else if plus {
        typed.trim().to_owned()
    } else if let Some(abroad) = digits.strip_prefix("011") {
        format!("+{abroad}")
    } else if digits.len() > 11 {
        format!("+{digits}")
    } else {
        typed.trim().to_owned()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn a_number_of_this_country_gets_its_code_and_spaces() {
        for typed in [
            "3175550142",
            "13175550142",
            "+13175550142",
            "317-555-0142",
            "+1 317 555 0142",
        ] {
            assert_eq!(parse(typed).unwrap().reveal(), "+1 317 555 0142", "{typed}");
        }
    }

    #[test]
    fn a_number_from_abroad_keeps_its_digits() {
        assert_eq!(parse("525555550142").unwrap().reveal(), "+525555550142");
        assert_eq!(parse("011525555550142").unwrap().reveal(), "+525555550142");
        assert_eq!(parse("+49 555 0142").unwrap().reveal(), "+49 555 0142");
        assert_eq!(parse("5550142").unwrap().reveal(), "5550142");
    }

    #[test]
    fn half_a_number_is_refused() {
        assert!(parse("31755").err() == Some(PhoneError::TooShort));
        assert!(parse("1234567890123456").err() == Some(PhoneError::TooLong));
        assert!(parse("call me").err() == Some(PhoneError::Character));
    }
}
