#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use jiff::civil::date;

use super::*;

const TODAY: Date = date(2026, 11, 23);
const PASSPORT: &str = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10";
const CARD: &str = "I<UTOD231458907<<<<<<<<<<<<<<<\n7408122F1204159UTO<<<<<<<<<<<6\nERIKSSON<<ANNA<MARIA<<<<<<<<<<";
const LARGE_CARD: &str = "I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<\nD231458907UTO7408122F1204159<<<<<<<6";

/// A passport whose fields are these, its check digits made right.
fn passport(names: &str, number: &str, birth: &str, sex: char, expiry: &str) -> String {
    let digit = |field: &str| ::mrz::check_digit(field).unwrap().to_string();
    let number = format!("{number:<<9}");
    let number = format!("{number}{}", digit(&number));
    let birth = format!("{birth}{}", digit(birth));
    let expiry = format!("{expiry}{}", digit(expiry));
    let personal = format!("{}0", "<".repeat(14));
    let composite = digit(&format!("{number}{birth}{expiry}{personal}"));

    format!("P<UTO{names:<<39}\n{number}UTO{birth}{sex}{expiry}{personal}{composite}")
}

#[test]
fn the_specimens_of_the_standard_are_read() {
    for (text, format, number) in [
        (PASSPORT, Format::Td3, "L898902C3"),
        (CARD, Format::Td1, "D23145890"),
        (LARGE_CARD, Format::Td2, "D23145890"),
    ] {
        let document = parse(text, TODAY).unwrap();

        assert_eq!(document.format, format);
        assert_eq!(document.family_name, "ERIKSSON");
        assert_eq!(document.given_names, "ANNA MARIA");
        assert_eq!(document.document_number, number);
        assert_eq!(document.issuer, "UTO");
        assert_eq!(document.nationality, "UTO");
        assert_eq!(document.birth.whole(), Some(date(1974, 8, 12)));
        assert_eq!(document.sex, Some(Sex::Female));
        assert_eq!(document.expiry_date, Some(date(2012, 4, 15)));
        assert!(!document.truncated);
    }
}

#[test]
fn a_scanner_may_lose_the_line_feeds() {
    assert!(parse(&PASSPORT.replace('\n', ""), TODAY).is_ok());
    assert!(parse(&CARD.replace('\n', "\r\n"), TODAY).is_ok());
    assert!(parse(&PASSPORT.to_lowercase(), TODAY).is_ok());
}

#[test]
fn every_single_wrong_letter_under_a_check_digit_is_found() {
    let second = PASSPORT.find('\n').unwrap() + 1;

    for at in [0, 5, 9, 13, 18, 19, 21, 27, 28, 36, 42, 43] {
        let mut letters = PASSPORT.as_bytes().to_vec();
        let letter = &mut letters[second + at];
        *letter = match *letter {
            b'<' => b'1',
            b'9' => b'8',
            b'Z' => b'Y',
            other => other + 1,
        };
        let text = String::from_utf8(letters).unwrap();

        assert_eq!(parse(&text, TODAY).unwrap_err(), MrzError::CheckDigits, "letter {at}");
    }
}

#[test]
fn the_century_of_a_birth_is_the_latest_that_is_past() {
    let born = |birth: &str| {
        parse(&passport("A<<B", "X1", birth, 'M', "301231"), TODAY)
            .unwrap()
            .birth
    };

    assert_eq!(born("261123").whole(), Some(date(2026, 11, 23)));
    assert_eq!(born("261124").whole(), Some(date(1926, 11, 24)));
    assert_eq!(born("851206").whole(), Some(date(1985, 12, 6)));
    assert_eq!(born("000229").whole(), Some(date(2000, 2, 29)));
}

#[test]
fn parts_of_a_birth_date_may_be_unknown() {
    let text = |birth: &str| {
        parse(&passport("A<<B", "X1", birth, 'F', "301231"), TODAY)
            .unwrap()
            .birth
            .text()
    };

    assert_eq!(text("7408<<").as_deref(), Some("1974-08"));
    assert_eq!(text("740800").as_deref(), Some("1974-08"));
    assert_eq!(text("74<<<<").as_deref(), Some("1974"));
    assert_eq!(text("<<<<<<"), None);
}

#[test]
fn dates_that_no_calendar_has_are_refused() {
    for (birth, expiry) in [("741332", "301231"), ("740812", "300230"), ("74A812", "301231")] {
        assert_eq!(
            parse(&passport("A<<B", "X1", birth, 'F', expiry), TODAY).unwrap_err(),
            MrzError::WrongShape
        );
    }
}

#[test]
fn names_are_taken_as_they_are() {
    let named = |names: &str| parse(&passport(names, "X1", "740812", 'M', "301231"), TODAY).unwrap();

    let one = named("SUKARNO");
    assert_eq!((one.family_name.as_str(), one.given_names.as_str()), ("SUKARNO", ""));

    let two = named("GARCIA<LOPEZ<<MARIA");
    assert_eq!(
        (two.family_name.as_str(), two.given_names.as_str()),
        ("GARCIA LOPEZ", "MARIA")
    );

    let long = named("NILAVADHANANANDA<<CHAYAPA<DEJTHAMRONG<K");
    assert!(long.truncated);
    assert_eq!(long.given_names, "CHAYAPA DEJTHAMRONG K");

    let cut = named("BENNELONG<WOOLOOMOOLOO<WARRANDYTE<WARNA");
    assert!(cut.truncated);
    assert_eq!(cut.given_names, "");
}

#[test]
fn sex_and_states_are_told_as_the_zone_has_them() {
    let sex = |sex: char| {
        parse(&passport("A<<B", "X1", "740812", sex, "301231"), TODAY)
            .unwrap()
            .sex
    };

    assert_eq!(sex('M'), Some(Sex::Male));
    assert_eq!(sex('<'), Some(Sex::Unspecified));

    let german = PASSPORT.replace("P<UTO", "P<D<<");
    assert_eq!(parse(&german, TODAY).unwrap().issuer, "D");
}

#[test]
fn a_number_that_is_too_long_goes_on_in_the_optional_data() {
    let number = "D23145890734";
    let check = ::mrz::check_digit(number).unwrap();
    let one = format!("I<UTO{}<{}{check}{}", &number[..9], &number[9..], "<".repeat(11));
    let composite =
        ::mrz::check_digit(&format!("{}{}{}{}", &one[5..30], "7408122", "1204159", "<".repeat(11))).unwrap();
    let text = format!("{one}\n7408122F1204159UTO<<<<<<<<<<<{composite}\nERIKSSON<<ANNA<MARIA<<<<<<<<<<");

    assert_eq!(parse(&text, TODAY).unwrap().document_number, number);
}

#[test]
fn what_is_no_zone_is_refused() {
    for text in [
        "",
        "P<UTO",
        &"<".repeat(88),
        &"A".repeat(90),
        &"P".repeat(5000),
        &"é".repeat(44),
    ] {
        assert!(parse(text, TODAY).is_err());
    }

    // A visa is no identity document.
    assert!(parse(&PASSPORT.replace("P<UTO", "V<UTO"), TODAY).is_err());
}

#[test]
fn nothing_that_is_thrown_at_it_makes_it_panic() {
    for text in [PASSPORT, CARD, LARGE_CARD] {
        for end in 0..text.len() {
            let _ = parse(&text[..end], TODAY);
            let mut odd = text.as_bytes().to_vec();
            odd[end] = b'9';
            let _ = parse(&String::from_utf8(odd).unwrap(), TODAY);
        }
    }
}

#[test]
fn nothing_private_shows_in_debug() {
    let document = parse(PASSPORT, TODAY).unwrap();

    assert_eq!(
        format!("{document:?} {:?}", document.birth),
        "TravelDocument(Td3, ..) BirthDate(..)"
    );
}
