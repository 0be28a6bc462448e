//! SMART Health Cards with a coverage: signed with a key made for the test, held up as QR codes, tampered with.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod documents;
mod drawing;

use capture::code::{self, Format};
use capture::health_card::{HealthCardError, Issuer, Issuers, IssuersError, Pieces, is_health_card, parse, verify};
use capture::{FileFields, Kind, PayerTable, Quality, ReadContext, ReadError, TextReader, Word, read_picture_with};
use documents::health::{Payer, URL, claims, copay, deflated, digits, numeric, shown};
use drawing::photo::{Desk, Photo};
use image::RgbImage;
use jiff::Timestamp;
use jiff::civil::date;
use serde_json::{Value, json};

fn now() -> Timestamp {
    "2026-11-23T15:00:00Z".parse().unwrap()
}

fn coverage(claims: &mut Value) -> &mut Value {
    &mut claims["vc"]["credentialSubject"]["fhirBundle"]["entry"][1]["resource"]
}

fn text(field: Option<&capture::Field>) -> Option<&str> {
    field.map(|field| field.value.as_str())
}

#[test]
fn a_signed_card_fills_the_same_fields_as_a_photographed_one() {
    let payer = Payer::new(7);
    let card = parse(&numeric(&payer.sign(&claims())), &payer.issuers(), now()).unwrap();
    let fields = &card.fields;

    assert_eq!(text(fields.payer.as_ref()), Some("Evergreen Health Plan"));
    assert_eq!(text(fields.plan.as_ref()), Some("Evergreen PPO"));
    assert_eq!(text(fields.member_id.as_ref()), Some("XEH804512097"));
    assert_eq!(text(fields.group_number.as_ref()), Some("0083-7745"));
    assert_eq!(text(fields.rx_bin.as_ref()), Some("610279"));
    assert_eq!(text(fields.rx_pcn.as_ref()), Some("9999"));
    assert_eq!(text(fields.rx_grp.as_ref()), Some("EVGRX"));
    assert_eq!(text(fields.subscriber_name.as_ref()), Some("María García-López"));
    assert_eq!(text(fields.effective_date.as_ref()), Some("2026-01-01"));
    assert_eq!(text(fields.copays.primary.as_ref()), Some("$25"));
    assert_eq!(text(fields.copays.specialist.as_ref()), Some("$40"));
    assert_eq!(text(fields.copays.urgent.as_ref()), Some("$62.50"));
    assert_eq!(text(fields.copays.emergency.as_ref()), Some("$250"));
    assert_eq!(text(fields.deductible.as_ref()), Some("$1500"));
    assert!((fields.member_id.as_ref().unwrap().confidence - 1.0).abs() < f32::EPSILON);
    assert_eq!(card.issuer_name, "Evergreen Health Plan");
    assert_eq!(card.coverage_ends, Some(date(2026, 12, 31)));
}

#[test]
fn whoever_changes_a_letter_of_any_part_is_found_out() {
    let payer = Payer::new(7);
    let signed = payer.sign(&claims());
    let dots: Vec<usize> = signed.match_indices('.').map(|(at, _)| at).collect();

    for at in [
        2,
        dots[0] - 3,
        dots[0] + 2,
        dots[0] + 40,
        dots[1] - 5,
        dots[1] + 2,
        signed.len() - 9,
    ] {
        let mut letters = signed.clone().into_bytes();
        letters[at] = if letters[at] == b'A' { b'B' } else { b'A' };
        let tampered = String::from_utf8(letters).unwrap();
        let error = parse(&numeric(&tampered), &payer.issuers(), now()).unwrap_err();

        assert!(
            matches!(
                error,
                HealthCardError::BadSignature
                    | HealthCardError::Damaged
                    | HealthCardError::UnknownIssuer
                    | HealthCardError::WrongAlgorithm
            ),
            "letter {at}: {error}"
        );
    }
}

#[test]
fn another_payload_under_a_good_signature_is_refused() {
    let payer = Payer::new(7);
    let mut other = claims();
    coverage(&mut other)["identifier"][1]["value"] = json!("SOMEBODY-ELSE");
    let (mine, theirs) = (payer.sign(&claims()), payer.sign(&other));
    let mixed = format!(
        "{}.{}",
        theirs.rsplit_once('.').unwrap().0,
        mine.rsplit_once('.').unwrap().1
    );

    assert_eq!(
        parse(&numeric(&mixed), &payer.issuers(), now()).unwrap_err(),
        HealthCardError::BadSignature
    );
}

#[test]
fn only_pinned_issuers_are_believed_and_only_for_themselves() {
    let (payer, stranger) = (Payer::new(7), Payer::new(9));
    let forged = numeric(&stranger.sign(&claims()));

    assert_eq!(
        parse(&forged, &payer.issuers(), now()).unwrap_err(),
        HealthCardError::UnknownIssuer
    );
    assert_eq!(
        parse(&forged, &Issuers::default(), now()).unwrap_err(),
        HealthCardError::UnknownIssuer
    );

    // A pinned issuer may not sign in another one's name, nor under another one's key id.
    let both = Issuers::new(vec![
        payer.issuer("Evergreen Health Plan", URL),
        stranger.issuer("Lakeshore Health", "https://lakeshore.example.org"),
    ])
    .unwrap();
    assert_eq!(
        parse(&forged, &both, now()).unwrap_err(),
        HealthCardError::UnknownIssuer
    );

    let borrowed = stranger.sign_with(&payer.header(), &deflated(claims().to_string().as_bytes()));
    assert_eq!(
        parse(&numeric(&borrowed), &both, now()).unwrap_err(),
        HealthCardError::BadSignature
    );
}

#[test]
fn no_other_algorithm_is_accepted() {
    let payer = Payer::new(7);
    let payload = deflated(claims().to_string().as_bytes());

    for header in [
        json!({ "alg": "none", "zip": "DEF", "kid": payer.public.kid }),
        json!({ "alg": "HS256", "zip": "DEF", "kid": payer.public.kid }),
        json!({ "alg": "ES256", "kid": payer.public.kid }),
    ] {
        assert_eq!(
            verify(&payer.sign_with(&header, &payload), &payer.issuers(), now()).unwrap_err(),
            HealthCardError::WrongAlgorithm
        );
    }
}

#[test]
fn a_card_is_valid_from_its_first_to_its_last_second() {
    let payer = Payer::new(7);
    let at = |seconds: i64| {
        verify(
            &payer.sign(&claims()),
            &payer.issuers(),
            Timestamp::from_second(seconds).unwrap(),
        )
    };

    assert_eq!(at(1_767_225_600 - 3600).unwrap_err(), HealthCardError::NotYetValid);
    assert!(at(1_767_225_600 - 60).is_ok(), "clocks differ a little");
    assert!(at(1_798_761_599).is_ok());
    assert_eq!(at(1_798_761_600).unwrap_err(), HealthCardError::Expired);

    let mut open = claims();
    open.as_object_mut().unwrap().remove("exp");
    open["nbf"] = json!(1_767_225_600.25);
    let card = verify(&payer.sign(&open), &payer.issuers(), now()).unwrap();
    assert_eq!(card.expires, None);
}

#[test]
fn a_vaccination_card_is_no_insurance_card() {
    let payer = Payer::new(7);
    let mut vaccination = claims();
    coverage(&mut vaccination)["resourceType"] = json!("Immunization");
    let mut cancelled = claims();
    coverage(&mut cancelled)["status"] = json!("cancelled");
    let mut empty = claims();
    empty["vc"]["credentialSubject"]["fhirBundle"] = json!({});

    for claims in [vaccination, cancelled, empty] {
        assert_eq!(
            verify(&payer.sign(&claims), &payer.issuers(), now()).unwrap_err(),
            HealthCardError::NoCoverage
        );
    }
}

#[test]
fn the_name_of_a_dependant_is_not_taken_for_the_subscribers() {
    let payer = Payer::new(7);
    let mut dependant = claims();
    let coverage = coverage(&mut dependant);
    coverage["relationship"]["coding"][0]["code"] = json!("child");
    coverage.as_object_mut().unwrap().remove("subscriber");
    let card = verify(&payer.sign(&dependant), &payer.issuers(), now()).unwrap();

    assert_eq!(text(card.fields.subscriber_name.as_ref()), None);
}

#[test]
fn a_card_in_several_codes_is_put_together_in_any_order() {
    let payer = Payer::new(7);
    let signed = payer.sign(&claims());
    let third = signed.len().div_ceil(3);
    let codes: Vec<String> = signed
        .as_bytes()
        .chunks(third)
        .enumerate()
        .map(|(index, piece)| format!("shc:/{}/3/{}", index + 1, digits(std::str::from_utf8(piece).unwrap())))
        .collect();
    let mut pieces = Pieces::default();

    assert_eq!(pieces.take(&codes[2]).unwrap(), None);
    assert_eq!(pieces.take(&codes[0]).unwrap(), None);
    assert_eq!(pieces.take(&codes[0]).unwrap(), None, "seen twice");
    assert_eq!(pieces.progress(), (2, 3));
    let whole = pieces.take(&codes[1]).unwrap().unwrap();
    assert_eq!(whole, signed);
    assert!(verify(&whole, &payer.issuers(), now()).is_ok());

    assert_eq!(
        parse(&codes[0], &payer.issuers(), now()).unwrap_err(),
        HealthCardError::Incomplete { total: 3 }
    );
    assert_eq!(pieces.take("shc:/1/3/4567").unwrap_err(), HealthCardError::Mixed);
    assert_eq!(pieces.take("shc:/4/3/4567").unwrap_err(), HealthCardError::Damaged);
    assert_eq!(pieces.take("shc:/1/9999/4567").unwrap_err(), HealthCardError::TooLarge);
}

#[test]
fn a_bomb_is_not_unpacked_and_nothing_unsigned_is() {
    let payer = Payer::new(7);
    let bomb = deflated(&vec![b' '; 2 * 1024 * 1024]);
    assert_eq!(
        verify(&payer.sign_with(&payer.header(), &bomb), &payer.issuers(), now()).unwrap_err(),
        HealthCardError::TooLarge
    );
    assert!(bomb.len() < 4096);

    // Signed by nobody who is known, it is not even looked into.
    assert_eq!(
        verify(
            &Payer::new(3).sign_with(&payer.header(), &bomb),
            &payer.issuers(),
            now()
        )
        .unwrap_err(),
        HealthCardError::BadSignature
    );
}

#[test]
fn what_is_no_health_card_is_refused() {
    let issuers = Payer::new(7).issuers();

    for (text, error) in [
        ("K7P-2QX", HealthCardError::NotAHealthCard),
        ("", HealthCardError::NotAHealthCard),
        ("shc:/", HealthCardError::Damaged),
        ("shc:/123", HealthCardError::Damaged),
        ("shc:/12ab", HealthCardError::Damaged),
        ("shc:/9999", HealthCardError::Damaged),
        ("shc:/1/2", HealthCardError::Damaged),
        ("shc:/x/y/4567", HealthCardError::Damaged),
        ("shc:/45674567", HealthCardError::Damaged),
    ] {
        assert_eq!(parse(text, &issuers, now()).unwrap_err(), error, "{text}");
    }

    assert!(is_health_card("shc:/56") && is_health_card("SHC:/56") && !is_health_card("shlink:/56"));
    let long = format!("shc:/{}", "45".repeat(40_000));
    assert_eq!(parse(&long, &issuers, now()).unwrap_err(), HealthCardError::TooLarge);
}

#[test]
fn nothing_that_is_thrown_at_it_makes_it_panic() {
    let payer = Payer::new(7);
    let whole = numeric(&payer.sign(&claims()));

    for end in (0..whole.len()).step_by(7) {
        let _ = parse(&whole[..end], &payer.issuers(), now());
    }

    for odd in ["shc:/é", "shc:/1/1/é", "shc:é", "shc:/-1/1/45"] {
        let _ = parse(odd, &payer.issuers(), now());
    }

    // A bundle may hold anything at all.
    for bundle in [
        json!(null),
        json!([]),
        json!({ "entry": 5 }),
        json!({ "entry": [{}, { "resource": 1 }, { "resource": { "resourceType": "Coverage", "class": "x" } }] }),
        json!({ "entry": [{ "resource": { "resourceType": "Coverage", "period": { "start": "é" },
            "costToBeneficiary": [copay("gpvisit", -1.0), copay("spvisit", 1e300)] } }] }),
    ] {
        let mut odd = claims();
        odd["vc"]["credentialSubject"]["fhirBundle"] = bundle;
        let _ = verify(&payer.sign(&odd), &payer.issuers(), now());
    }
}

#[test]
fn a_wrong_list_of_issuers_is_told() {
    let payer = Payer::new(7);
    let name = || "Evergreen".to_owned();
    let with = |change: fn(&mut Issuer)| {
        let mut issuer = payer.issuer("Evergreen", URL);
        change(&mut issuer);

        Issuers::new(vec![issuer]).unwrap_err()
    };

    assert_eq!(
        with(|issuer| issuer.url = "http://x.example".to_owned()),
        IssuersError::Url(name())
    );
    assert_eq!(with(|issuer| issuer.keys.clear()), IssuersError::NoKey(name()));
    assert_eq!(
        with(|issuer| issuer.keys[0].crv = "P-384".to_owned()),
        IssuersError::NotP256(name())
    );
    assert_eq!(
        with(|issuer| issuer.keys[0].kid = "mine".to_owned()),
        IssuersError::Thumbprint(name())
    );
    assert_eq!(
        Issuers::new(vec![payer.issuer("Evergreen", URL), payer.issuer("Evergreen", URL)]).unwrap_err(),
        IssuersError::Twice(name())
    );
}

#[test]
fn nothing_private_shows_in_debug_or_in_errors() {
    let payer = Payer::new(7);
    let card = parse(&numeric(&payer.sign(&claims())), &payer.issuers(), now()).unwrap();

    assert_eq!(format!("{card:?}"), "HealthCard(..)");
}

/// No text is read from these pictures.
struct NoText;

impl TextReader for NoText {
    fn words(&self, _: &RgbImage) -> Result<Vec<Word>, ReadError> {
        Ok(Vec::new())
    }
}

fn held_up(text: &str) -> RgbImage {
    Photo {
        desk: Desk::Plain(90),
        noise: 1.0,
        ..Photo::of(1500.0, -3.0).leaning(3.0, 2.0)
    }
    .take(Some(&shown(text)))
}

#[test]
fn a_card_held_to_the_camera_is_read_and_checked() {
    let payer = Payer::new(7);
    let picture = held_up(&numeric(&payer.sign(&claims())));
    let seen = code::find(&picture, &[Format::Qr]);
    assert!(is_health_card(&seen[0].text));

    let believed = ReadContext {
        issuers: payer.issuers(),
        payers: PayerTable::default(),
        now: now(),
        today: date(2026, 11, 23),
    };
    let reading = read_picture_with("card", &picture, &NoText, &believed);
    assert_eq!((reading.kind, reading.quality), (Kind::HealthCard, Quality::Ok));
    assert!(reading.problems.is_empty());
    let FileFields::Card(fields) = reading.fields else {
        panic!("a coverage becomes the fields of a card");
    };
    assert_eq!(text(fields.member_id.as_ref()), Some("XEH804512097"));

    // Nobody vouches for it here: nothing of it is passed on.
    let unbelieved = ReadContext {
        issuers: Issuers::default(),
        ..believed
    };
    let reading = read_picture_with("card", &picture, &NoText, &unbelieved);
    assert_eq!(reading.kind, Kind::HealthCard);
    assert_eq!(reading.fields, FileFields::Nothing {});
    assert_eq!(
        reading.problems,
        ["the health card's issuer is not one that this site believes"]
    );
}
