//! How names, codes and addresses are typed here and written down.

use capture::aamva::Licence;
use registration::person::{Address, NAME_LIMIT};
use registration::private::Text;

use crate::locale::Locale;
use crate::screen::fields::{Form, Keys, Line};
use crate::t;

/// The lines for a name, in two parts or as the only one.
pub(super) fn name_form(locale: &Locale, one_name: bool) -> Form {
    let lines = if one_name {
        vec![Line::new(
            "family",
            |locale| t!(locale, "fields-only-name"),
            Keys::Name,
            NAME_LIMIT,
        )]
    } else {
        vec![
            Line::new("given", |locale| t!(locale, "fields-given"), Keys::Name, NAME_LIMIT),
            Line::new("family", |locale| t!(locale, "fields-family"), Keys::Name, NAME_LIMIT),
        ]
    };

    Form::new(lines, locale)
}

/// The line for a code.
pub(super) fn code_form(locale: &Locale) -> Form {
    // Room for more than a code, so that a pasted hyphen or space is no lost letter.
    Form::new(
        vec![Line::new("code", |locale| t!(locale, "find-code-label"), Keys::Code, 8)],
        locale,
    )
}

/// The code in its two groups, as it is printed.
pub(super) fn grouped(typed: &str) -> String {
    let letters: String = typed
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .take(registration::code::CODE_LENGTH)
        .collect();

    match letters.split_at_checked(3) {
        Some((first, second)) if !second.is_empty() => format!("{first}-{second}"),
        _ => letters,
    }
}

/// A name in capitals, as licences have it, in the usual letters.
pub(super) fn as_written(name: &str) -> String {
    let mut begins = true;

    name.chars()
        .flat_map(|letter| {
            let written: Vec<char> = if begins {
                letter.to_uppercase().collect()
            } else {
                letter.to_lowercase().collect()
            };
            begins = !letter.is_alphabetic();
            written
        })
        .collect()
}

/// The address that a licence states.
pub(super) fn address(licence: &Licence) -> Option<Address> {
    Some(Address {
        street: Text::trimmed(&as_written(licence.address.as_deref()?))?,
        unit: None,
        city: Text::trimmed(&as_written(licence.city.as_deref()?))?,
        state: licence.state.as_deref().and_then(Text::trimmed),
        postal_code: licence.postal_code.as_deref().and_then(Text::trimmed),
    })
}
