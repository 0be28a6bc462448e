//! Names, numbers and dates as people write them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use jiff::civil::date;
use registration::code::{AppointmentCode, TicketCode};
use registration::identity::{Proof, fold, same_name};
use registration::mapping::patient;
use registration::mask;
use registration::person::{Address, BirthDate, BirthDateError, Email, NameError, PersonName, Phone, PhoneError, name};
use registration::private::Text;
use serde_json::json;

fn named(family: &str, given: &str) -> PersonName {
    PersonName {
        family: Text::from(family),
        given: Text::trimmed(given),
    }
}

#[test]
fn people_are_found_however_they_write_their_name() {
    for (family, given, file_family, file_given) in [
        ("García-López", "María", "García-López", "María"),
        ("garcia lopez", "MARIA", "García-López", "María"),
        ("García", "María", "García-López", "María"),
        ("lopez", "maria", "García López", "María José"),
        ("OConnor", "James", "O'Connor", "James"),
        ("O’Connor", "Jim", "O'Connor", "James"),
        ("Miller", "Bob", "Miller", "Robert"),
        ("Miller", "Robert", "Miller", "Robert James"),
        ("Garcia", "Jose", "García", "María José"),
        ("Haddad", "Layla", "Haddad", "Layla"),
        ("حداد", "ليلي", "حدّاد", "ليلى"),
        ("Sukarno", "", "Sukarno", ""),
        ("Lukasz", "Sorensen", "Łukasz", "Sørensen"),
        ("Strasse", "Anh", "Straße", "Ánh"),
        ("Nguyen", "Thuy", "Nguyễn", "Thúy"),
        ("Li", "Wei", "Li", "Wei"),
    ] {
        assert!(
            same_name(&named(family, given), &named(file_family, file_given)),
            "{given} {family} is {file_given} {file_family}"
        );
    }
}

#[test]
fn nobody_is_taken_for_somebody_else() {
    for (family, given, file_family, file_given) in [
        ("Garcia", "Marta", "García-López", "María"),
        ("Gar", "María", "García-López", "María"),
        ("Miller", "Bob", "Miller", "William"),
        ("Miller", "", "Miller", "Robert"),
        ("Sukarno", "Ahmad", "Sukarno", ""),
        ("", "María", "García", "María"),
        ("-", "'", "García", "María"),
        ("de", "Juan", "de la Cruz", "Juan"),
        ("Smith", "Jo", "Smith", "John"),
        // A mother and a child share house, telephone and e-mail: only the name tells them apart.
        ("Williams", "Grace", "Williams", "Noah"),
    ] {
        assert!(
            !same_name(&named(family, given), &named(file_family, file_given)),
            "{given} {family} is not {file_given} {file_family}"
        );
    }
}

#[test]
fn folding_keeps_scripts_without_accents_apart() {
    assert_eq!(fold("  D'Àngelo-Ruiz 3rd "), "dangeloruizrd");
    assert_eq!(fold("李"), "李");
    assert_eq!(fold("Ольга"), "ольга");
    assert_eq!(fold("123 -'"), "");
}

#[test]
fn a_mother_and_her_child_with_one_email_are_two_people() {
    let file = |given: &str| {
        json!({ "resourceType": "Patient", "birthDate": "2019-05-30", "name": [{ "family": "Williams", "given": [given] }],
                "telecom": [{ "system": "email", "value": "grace@example.org" }] })
    };
    let child = patient::read(&file("Noah"), &[]).unwrap();

    assert!(same_name(&named("Williams", "Noah"), &child.name));
    assert!(!same_name(&named("Williams", "Grace"), &child.name));
}

#[test]
fn birth_dates_are_real_days() {
    let today = date(2026, 3, 4);
    let typed = |year, month, day| BirthDate::new(year, month, day, today);

    assert!(typed(1985, 4, 12).is_ok());
    assert!(typed(2026, 3, 4).is_ok(), "born today");
    assert!(typed(2024, 2, 29).is_ok());
    assert_eq!(typed(2023, 2, 29).err(), Some(BirthDateError::NoSuchDay));
    assert_eq!(typed(1985, 13, 1).err(), Some(BirthDateError::NoSuchDay));
    assert_eq!(typed(2026, 3, 5).err(), Some(BirthDateError::InTheFuture));
    assert_eq!(typed(1895, 12, 31).err(), Some(BirthDateError::TooLongAgo));
    assert!(BirthDate::from_fhir("1985-04").is_none());
    assert!(BirthDate::from_fhir("1985").is_none());
}

#[test]
fn age_counts_birthdays() {
    let born = BirthDate::from_fhir("2008-02-29").unwrap();

    assert_eq!(born.age(date(2026, 2, 28)), 17);
    assert_eq!(born.age(date(2026, 3, 1)), 18);
    assert_eq!(born.age(date(2028, 2, 29)), 20);
}

#[test]
fn telephone_numbers_are_taken_as_people_write_them() {
    for good in [
        "+1 317 555 0142",
        "(317) 555-0142",
        "317.555.0142",
        " 5550142 ",
        "+491701234567890",
    ] {
        assert!(Phone::new(good).is_ok(), "{good}");
    }
    assert_eq!(Phone::new("555 014").err(), Some(PhoneError::TooShort));
    assert_eq!(Phone::new("").err(), Some(PhoneError::TooShort));
    assert_eq!(Phone::new("1234567890123456").err(), Some(PhoneError::TooLong));
    for strange in ["call me", "555+0142 99", "5550142x9", "+1 317 555 ٠١٤٢"] {
        assert_eq!(Phone::new(strange).err(), Some(PhoneError::Character), "{strange}");
    }
}

#[test]
fn an_email_address_has_a_name_and_a_domain() {
    for good in ["maria@example.org", " a.b+c@sub.example.org ", "用户@example.org"] {
        assert!(Email::new(good).is_ok(), "{good}");
    }
    for bad in [
        "",
        "maria",
        "@example.org",
        "maria@",
        "maria@example",
        "ma ria@example.org",
        "maria@example..org",
        "maria@.org",
    ] {
        assert!(Email::new(bad).is_err(), "{bad}");
    }
}

#[test]
fn names_hold_letters_of_any_script_and_no_signs() {
    for good in ["O'Connor", "García-López", "ليلى", "李", "St. John", "Nguyễn", "D’Arcy"] {
        assert!(name(good).is_ok(), "{good}");
    }
    assert_eq!(name("  ").err(), Some(NameError::Empty));
    assert_eq!(name("R2D2").err(), Some(NameError::Character));
    assert_eq!(name("a<b").err(), Some(NameError::Character));
    assert_eq!(name(&"x".repeat(101)).err(), Some(NameError::TooLong));
}

#[test]
fn a_mask_shows_enough_to_recognise_and_too_little_to_learn() {
    assert_eq!(mask::phone(&Phone::on_file("+1 317 555 0142")), "••• ••• 0142");
    assert_eq!(mask::phone(&Phone::on_file("12")), "••• ••• 12");
    assert_eq!(mask::email(&Email::on_file("maria@example.org")), "m••••@example.org");
    assert_eq!(mask::email(&Email::on_file("no address")), "••••");
    assert_eq!(mask::number("XEH804512097"), "•••• 2097");
    assert_eq!(mask::name("María"), "M•••");
    assert_eq!(mask::name(""), "");
    let home = Address {
        street: Text::from("1402 Maple Street"),
        city: Text::from("Springfield"),
        state: Some(Text::from("IL")),
        ..Address::default()
    };
    assert_eq!(mask::address(&home), "Maple Street, Springfield, IL");
}

#[test]
fn only_a_code_or_a_document_shows_what_is_on_file() {
    assert!(!Proof::Told.shows_in_full());
    assert!(Proof::Code.shows_in_full());
    assert!(Proof::Document.shows_in_full());
}

#[test]
fn codes_are_read_as_typed_and_said_as_printed() {
    for typed in ["K7P-2QX", "k7p2qx", " K7 P2 QX "] {
        assert_eq!(AppointmentCode::parse(typed).unwrap().as_str(), "K7P-2QX");
    }
    for bad in ["", "K7P-2Q", "K7P-2QXX", "K7P-2Q!", "ключ12", "ééé"] {
        assert!(AppointmentCode::parse(bad).is_none(), "{bad}");
    }
    assert_eq!(
        TicketCode {
            letter: 'A',
            number: 17
        }
        .to_string(),
        "A 17"
    );
}
