#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use jiff::civil::date as civil;

use super::*;

const ELEMENTS: &[&str] = &[
    "DAQG1402858504",
    "DCSGARCIA-LOPEZ",
    "DDEN",
    "DACMARIA",
    "DDFN",
    "DADELENA",
    "DDGN",
    "DCAD",
    "DCBNONE",
    "DCDNONE",
    "DBD03152024",
    "DBB04121985",
    "DBA04122030",
    "DBC2",
    "DAU064 in",
    "DAYBRO",
    "DAG1402 MAPLE STREET",
    "DAHAPT 3",
    "DAISPRINGFIELD",
    "DAJIL",
    "DAK627040000  ",
    "DCF20240315P55500011",
    "DCGUSA",
    "DDAF",
    "DDB01012024",
];

fn code(separator: &str) -> String {
    format!(
        "@\n\u{1e}\rANSI 636035100002DL00410278ZI03190008DL{}\rZIZIAORGAN\r",
        ELEMENTS.join(separator)
    )
}

fn is_maria(licence: &Licence) {
    assert_eq!(licence.family_name, "GARCIA-LOPEZ");
    assert_eq!(licence.given_names, "MARIA ELENA");
    assert_eq!(licence.birth_date, civil(1985, 4, 12));
    assert_eq!(licence.expiry_date, Some(civil(2030, 4, 12)));
    assert_eq!(licence.sex, Some(Sex::Female));
    assert_eq!(licence.address.as_deref(), Some("1402 MAPLE STREET, APT 3"));
    assert_eq!(licence.city.as_deref(), Some("SPRINGFIELD"));
    assert_eq!(licence.state.as_deref(), Some("IL"));
    assert_eq!(licence.postal_code.as_deref(), Some("62704"));
    assert_eq!(licence.document_number.as_deref(), Some("G1402858504"));
    assert_eq!(licence.issuer.as_deref(), Some("IL"));
    assert!(!licence.truncated);
}

#[test]
fn a_licence_of_the_latest_version_is_read() {
    let licence = parse(&code("\n")).unwrap();

    assert_eq!(licence.version, 10);
    is_maria(&licence);
}

#[test]
fn a_scanner_that_loses_every_separator_is_forgiven() {
    let typed: String = code("").chars().filter(|letter| !letter.is_control()).collect();

    is_maria(&parse(&typed).unwrap());
}

#[test]
fn a_scanner_that_types_carriage_returns_is_forgiven() {
    is_maria(&parse(&code("\r")).unwrap());
}

#[test]
fn wrong_offsets_do_not_matter() {
    is_maria(&parse(&code("\n").replace("DL00410278", "DL99990001")).unwrap());
}

#[test]
fn canada_puts_the_year_first() {
    let licence = parse(
        "@\n\u{1e}\rANSI 636012090001DL00310200DLDCSTREMBLAY\nDACLUC\nDBB19721130\nDBA20281130\nDBC1\nDAG12 KING ST\nDAITORONTO\nDAJON\nDAKM5H1J9     \nDAQT1234-56789-01234\nDCGCAN\r",
    )
    .unwrap();

    assert_eq!(licence.birth_date, civil(1972, 11, 30));
    assert_eq!(licence.postal_code.as_deref(), Some("M5H 1J9"));
    assert_eq!(licence.issuer.as_deref(), Some("ON"));
}

#[test]
fn the_first_version_has_the_whole_name_in_one_element() {
    let licence = parse(
        "@\n\u{1c}\rAAMVA6360050101DL00290179DLDAASAMPLE,JOHN,QUINCY,JR\nDAG1 MAIN ST\nDAICOLUMBIA\nDAJSC\nDAK29201\nDAQ100000001\nDBB19700131\nDBCM\r",
    )
    .unwrap();

    assert_eq!(licence.version, 1);
    assert_eq!(licence.family_name, "SAMPLE");
    assert_eq!(licence.given_names, "JOHN QUINCY");
    assert_eq!(licence.birth_date, civil(1970, 1, 31));
    assert_eq!(licence.sex, Some(Sex::Male));
}

#[test]
fn the_third_version_has_all_given_names_together() {
    let licence =
        parse("@\n\u{1e}\rANSI 636020030001DL00310100DLDCSWU\nDCTLEE,ANN\nDBB10121999\nDAQ1\nDBC9\nDAK802021234\r")
            .unwrap();

    assert_eq!(licence.given_names, "LEE ANN");
    assert_eq!(licence.birth_date, civil(1999, 10, 12));
    assert_eq!(licence.sex, Some(Sex::Unspecified));
    assert_eq!(licence.postal_code.as_deref(), Some("80202-1234"));
}

#[test]
fn a_cut_name_is_told() {
    assert!(parse(&code("\n").replace("DDEN", "DDET")).unwrap().truncated);
}

#[test]
fn a_person_may_have_one_name() {
    let licence = parse(&code("\n").replace("DACMARIA", "DACNONE").replace("DADELENA", "DADNONE")).unwrap();

    assert_eq!(licence.given_names, "");
}

#[test]
fn an_identity_card_is_read_like_a_licence() {
    is_maria(&parse(&code("\n").replace("DL00410278", "ID00410278").replace("DLDAQ", "IDDAQ")).unwrap());
}

#[test]
fn what_a_card_has_not_is_not_taken_for_a_value() {
    let licence = parse(
        &code("\n")
            .replace("DADELENA", "DADunavl")
            .replace("DAHAPT 3", "DAHnone"),
    )
    .unwrap();

    assert_eq!(licence.given_names, "MARIA");
    assert_eq!(licence.address.as_deref(), Some("1402 MAPLE STREET"));
}

#[test]
fn a_card_whose_last_carriage_return_is_missing_is_read() {
    is_maria(
        &parse(
            code("\n")
                .trim_end_matches('\r')
                .trim_end_matches("ZIZIAORGAN")
                .trim_end(),
        )
        .unwrap(),
    );
}

#[test]
fn a_later_version_than_is_known_is_read() {
    let licence = parse(&code("\n").replace("636035100002", "636035120002")).unwrap();

    assert_eq!(licence.version, 12);
    is_maria(&licence);
}

#[test]
fn what_is_no_licence_is_refused() {
    assert_eq!(parse("K7P-2QX").unwrap_err(), AamvaError::NotALicence);
    assert_eq!(parse("").unwrap_err(), AamvaError::NotALicence);
    assert_eq!(parse("ANSI ").unwrap_err(), AamvaError::NotALicence);
    assert_eq!(parse(&"DAQ1DBB".repeat(2000)).unwrap_err(), AamvaError::TooLong);
    assert_eq!(
        parse("ANSI 636035100001DL00000000DLDCSX\nDBB99999999\n").unwrap_err(),
        AamvaError::NoBirthDate
    );
}

#[test]
fn nothing_that_is_thrown_at_it_makes_it_panic() {
    let whole = code("\n");

    for end in 0..whole.len() {
        let _ = parse(&whole[..end]);
        let _ = parse(&whole[end..]);
    }

    for text in [
        "ANSI 636035é0001DL",
        "ANSI 63é035100001",
        "AAMVA12345678DLDAé",
        "ANSI 636035100001DL0000000éDLDAQé",
        "DBB\u{0}DAQ\u{fffd}",
    ] {
        let _ = parse(text);
    }
}

#[test]
fn nothing_private_shows_in_debug() {
    assert_eq!(format!("{:?}", parse(&code("\n")).unwrap()), "Licence(version 10, ..)");
}
