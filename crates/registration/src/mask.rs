//! What may be shown of private data to somebody who has not proven who they are.

use crate::person::{Address, Email, Phone};

/// What stands for a hidden character.
pub const DOT: char = '•';

/// The last four digits of a telephone number.
pub fn phone(phone: &Phone) -> String {
    let digits: Vec<char> = phone.reveal().chars().filter(char::is_ascii_digit).collect();
    let last: String = digits.iter().skip(digits.len().saturating_sub(4)).collect();

    format!("{DOT}{DOT}{DOT} {DOT}{DOT}{DOT} {last}")
}

/// The first letter and the domain of an e-mail address.
pub fn email(email: &Email) -> String {
    let dots = String::from(DOT).repeat(4);

    match email.reveal().split_once('@') {
        Some((name, domain)) => format!("{}{dots}@{domain}", name.chars().next().unwrap_or(DOT)),
        None => dots,
    }
}

/// Street without its number, unit and postal code left out.
pub fn address(address: &Address) -> String {
    let street: Vec<&str> = address
        .street
        .reveal()
        .split_whitespace()
        .filter(|word| !word.contains(char::is_numeric))
        .collect();
    let street = street.join(" ");
    let place = [
        Some(street.as_str()),
        Some(address.city.reveal().as_str()),
        address.state.as_ref().map(|state| state.reveal().as_str()),
    ];

    place
        .into_iter()
        .flatten()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(", ")
}

/// The last four characters of a member id or record number.
pub fn number(number: &str) -> String {
    let characters: Vec<char> = number.chars().collect();
    let last: String = characters.iter().skip(characters.len().saturating_sub(4)).collect();

    format!("{DOT}{DOT}{DOT}{DOT} {last}")
}

/// Nothing but the first letter, for staff who look over a shoulder.
pub fn name(name: &str) -> String {
    match name.chars().next() {
        Some(first) => format!("{first}{DOT}{DOT}{DOT}"),
        None => String::new(),
    }
}
