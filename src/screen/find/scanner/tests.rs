#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use jiff::civil::{Date, date};

use super::*;
use crate::screen::find::layouts::typed_on;

const TODAY: Date = date(2026, 11, 23);

/// The back of María's licence, as the code holds it.
const LICENCE: &str = "@\n\u{1e}\rANSI 636035100002DL00410258ZI02990015DLDAQG62454218412\nDCSGARCIA-LOPEZ\nDDEN\nDACMARIA\nDDFN\nDADELENA\nDDGN\nDBB04121985\nDBC2\nDAG1402 MAPLE STREET\nDAISPRINGFIELD\nDAJIL\nDAK627040000\nDBA04122029\n\r";

fn settings() -> config::Scanner {
    config::Scanner::default()
}

fn start() -> Timestamp {
    "2026-11-23T15:30:00Z".parse().unwrap()
}

fn key(letter: char) -> Option<Key> {
    match letter {
        '\n' | '\r' => Some(Key::Done),
        ' ' => Some(Key::Space),
        // What no keyboard types is lost on the way.
        letter if letter.is_control() => None,
        letter => Some(Key::Char(letter)),
    }
}

/// Types with so many milliseconds from key to key, then pauses.
fn typed(text: &str, millis: i64, settings: &config::Scanner) -> Vec<Heard> {
    let mut scanner = Scanner::default();
    let mut heard = Vec::new();
    let mut now = start();
    for key in text.chars().filter_map(key) {
        heard.extend(scanner.take(key, now, settings, TODAY));
        now += SignedDuration::from_millis(millis);
    }
    let newest = scanner.newest();
    heard.extend(scanner.paused(newest, settings, TODAY));
    assert!(scanner.pause(settings).is_none(), "nothing is left behind");

    heard
}

/// What reached the page as keys.
fn leaked(heard: &[Heard]) -> String {
    heard
        .iter()
        .flat_map(|heard| match heard {
            Heard::Keys(keys) => keys.clone(),
            Heard::Scan(_) => Vec::new(),
        })
        .map(|key| match key {
            Key::Char(letter) => letter,
            Key::Space => ' ',
            Key::Done => '\n',
            _ => '?',
        })
        .collect()
}

fn scanned(heard: Vec<Heard>) -> Option<Scanned> {
    assert_eq!(leaked(&heard), "", "what is scanned is never typed into the page");
    heard.into_iter().find_map(|heard| match heard {
        Heard::Scan(scanned) => Some(scanned),
        Heard::Keys(_) => None,
    })
}

fn is_marias_licence(scanned: Option<Scanned>) -> bool {
    matches!(scanned, Some(Scanned::Licence(licence))
        if licence.family_name == "GARCIA-LOPEZ" && licence.birth_date == date(1985, 4, 12))
}

#[test]
fn a_code_is_known_by_its_speed() {
    for text in ["K7P-2QX\n", "k7p2qx", "K7P-2QX\n\n"] {
        assert!(
            matches!(scanned(typed(text, 4, &settings())), Some(Scanned::Code(code)) if code.as_str() == "K7P-2QX"),
            "{text:?}"
        );
    }
}

#[test]
fn a_person_types_as_slowly_as_people_do_and_every_key_arrives() {
    for (text, millis) in [("K7P-2QX\n", 120), ("García López", 90), ("04121985", 60), ("aa", 1)] {
        let heard = typed(text, millis, &settings());

        assert_eq!(leaked(&heard), text);
        assert!(!heard.iter().any(|heard| matches!(heard, Heard::Scan(_))));
    }
}

#[test]
fn a_name_typed_at_once_by_a_slow_machine_is_still_a_name_and_a_held_key_no_code() {
    assert_eq!(leaked(&typed("Miller", 1, &settings())), "Miller");
    assert_eq!(leaked(&typed("000000000", 30, &settings())), "000000000");
}

#[test]
fn a_licence_is_read_with_its_line_breaks_and_without_them() {
    assert!(
        is_marias_licence(scanned(typed(LICENCE, 3, &settings()))),
        "Enter for each break"
    );
    let lost: String = LICENCE.chars().filter(|letter| *letter != '\r').collect();
    assert!(
        is_marias_licence(scanned(typed(&lost, 3, &settings()))),
        "no carriage return"
    );
}

#[test]
fn a_slow_scanner_leaks_nothing_of_a_licence_either() {
    assert!(is_marias_licence(scanned(typed(LICENCE, 70, &settings()))));
}

#[test]
fn a_licence_that_is_damaged_is_not_typed_into_the_page() {
    let damaged = &LICENCE[..60];

    assert!(matches!(scanned(typed(damaged, 3, &settings())), Some(Scanned::Other)));
}

#[test]
fn capitals_that_are_locked_and_other_keyboards_do_not_matter() {
    let swapped: String = LICENCE
        .chars()
        .map(|letter| {
            if letter.is_ascii_uppercase() {
                letter.to_ascii_lowercase()
            } else {
                letter
            }
        })
        .collect();
    assert!(is_marias_licence(scanned(typed(&swapped, 3, &settings()))), "capitals");
    for layout in 0..5 {
        let text = typed_on(layout, LICENCE);
        assert!(
            is_marias_licence(scanned(typed(&text, 3, &settings()))),
            "keyboard {layout}"
        );
    }
}

#[test]
fn what_the_scanner_is_set_to_type_around_a_code_is_taken_off() {
    let settings = config::Scanner {
        prefix: "~Q".to_owned(),
        suffix: "##".to_owned(),
        ..settings()
    };
    for millis in [3, 90] {
        assert!(
            matches!(scanned(typed("~QK7P-2QX##\n", millis, &settings)), Some(Scanned::Code(code)) if code.as_str() == "K7P-2QX"),
            "with a prefix even a slow scanner is known: {millis} ms"
        );
    }
}

#[test]
fn a_health_card_and_a_passport_are_told_apart() {
    let card = "shc:/1/2/567629095243206034602924374044603122295953265460346029254077280433602870";
    assert!(matches!(scanned(typed(card, 5, &settings())), Some(Scanned::HealthCard(text)) if text == card));
    assert!(matches!(
        scanned(typed(&card.to_uppercase(), 5, &settings())),
        Some(Scanned::HealthCard(text)) if text == card
    ));

    // The specimen of ICAO 9303 part 4.
    let zone = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10\n";
    assert!(matches!(
        scanned(typed(zone, 5, &settings())),
        Some(Scanned::Travel(document)) if document.family_name == "ERIKSSON"
    ));
}

#[test]
fn a_touch_ends_what_was_held_back() {
    let mut scanner = Scanner::default();
    assert!(scanner.take(Key::Char('M'), start(), &settings(), TODAY).is_empty());
    let heard: Vec<Heard> = scanner.interrupted(&settings(), TODAY).into_iter().collect();
    assert_eq!(leaked(&heard), "M");

    assert!(scanner.interrupted(&settings(), TODAY).is_none());
}

#[test]
fn a_pause_between_two_keys_that_came_meanwhile_is_no_pause() {
    let mut scanner = Scanner::default();
    scanner.take(Key::Char('K'), start(), &settings(), TODAY);
    let newest = scanner.newest();
    scanner.take(Key::Char('7'), start(), &settings(), TODAY);

    assert!(scanner.paused(newest, &settings(), TODAY).is_none());
}

#[test]
fn a_scanner_gone_wild_fills_no_memory() {
    let mut scanner = Scanner::default();
    for _ in 0..20_000 {
        scanner.take(Key::Char('A'), start(), &settings(), TODAY);
    }

    assert!(scanner.run.len() <= LONGEST);
}
