//! What stands on cards beside the member's numbers: drawn, read by the real reader, and understood.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod drawing;

use capture::{CardFields, CardReading, CardSide, CoverageKind, Field, PayerTable, Tesseract, read_card};
use drawing::sheet::{INK, NAVY, Sheet, Type, WHITE, WIDTH};

/// A card with lines of text: x, y, size, text.
fn card(lines: &[(i32, i32, f32, &str)]) -> Sheet {
    let font = Type::plain();
    let mut sheet = Sheet::new(WHITE);
    sheet.strip(0, 0, WIDTH, 24, NAVY);

    for (x, y, size, text) in lines {
        sheet.text(*x, *y, *size, &font.regular, INK, text);
    }

    sheet
}

fn read(sheet: &Sheet) -> CardReading {
    read_card(
        &sheet.image,
        &Tesseract::find().expect("install tesseract-ocr"),
        PayerTable::built_in(),
    )
    .expect("the card can be read")
}

fn value<'a>(field: impl Into<Option<&'a Field>>) -> &'a str {
    field.into().map_or("", |field| field.value.as_str())
}

/// Every field says where on the card it stands.
fn placed(fields: &CardFields) -> bool {
    [
        &fields.claims_address,
        &fields.payer_id,
        &fields.phones.member,
        &fields.member_id,
        &fields.deductible,
    ]
    .into_iter()
    .flatten()
    .all(|field| field.bounds.is_some() && field.confidence > 0.0)
}

#[test]
fn the_back_says_whom_to_call_and_where_claims_go() {
    let reading = read(&card(&[
        (80, 90, 48.0, "Member Services: 1-800-555-0101"),
        (80, 160, 48.0, "Providers call 1-800-555-0102"),
        (80, 230, 48.0, "Pharmacy Help Desk: 1-800-555-0103"),
        (80, 300, 48.0, "Mental Health: 1-800-555-0104"),
        (80, 370, 48.0, "24-Hour Nurse Line: 1-800-555-0105"),
        (80, 440, 48.0, "Prior Authorization: 1-800-555-0106"),
        (80, 510, 48.0, "TTY: 711"),
        (80, 620, 48.0, "Send claims to:"),
        (80, 680, 48.0, "Evergreen Health Plan"),
        (80, 740, 48.0, "P.O. Box 5501"),
        (80, 800, 48.0, "Springfield IL 62705"),
        (1000, 680, 48.0, "Payer ID: 55E01"),
    ]));
    let fields = &reading.fields;

    assert_eq!(value(&fields.phones.member), "1-800-555-0101");
    assert_eq!(value(&fields.phone), "1-800-555-0101");
    assert_eq!(value(&fields.phones.provider), "1-800-555-0102");
    assert_eq!(value(&fields.phones.pharmacy), "1-800-555-0103");
    assert_eq!(value(&fields.phones.mental_health), "1-800-555-0104");
    assert_eq!(value(&fields.phones.nurse), "1-800-555-0105");
    assert_eq!(value(&fields.phones.authorization), "1-800-555-0106");
    assert_eq!(
        value(&fields.claims_address),
        "Evergreen Health Plan, P.O. Box 5501, Springfield IL 62705"
    );
    assert_eq!(value(&fields.payer_id), "55E01");
    assert_eq!(value(&fields.member_id), "");
    assert_eq!(reading.side, CardSide::Back);
    assert!(placed(fields));
}

#[test]
fn the_front_says_what_every_service_costs() {
    let reading = read(&card(&[
        (80, 60, 90.0, "Lakeshore Health PPO"),
        (80, 220, 50.0, "Subscriber ID: LKS55120934"),
        (80, 290, 50.0, "Effective Date: 01/01/2026"),
        (80, 360, 50.0, "Deductible: $1,500"),
        (80, 430, 50.0, "Family Deductible: $3,000"),
        (80, 500, 50.0, "Out of Pocket Max: $6,000"),
        (80, 600, 50.0, "Office Visit: $20"),
        (80, 670, 50.0, "Specialist: $40"),
        (80, 740, 50.0, "Urgent Care: $50"),
        (80, 810, 50.0, "Emergency Room: $250"),
        (900, 600, 50.0, "Telehealth: $15"),
        (900, 670, 50.0, "Mental Health: $25"),
        (900, 740, 50.0, "Generic: $10"),
        (900, 810, 50.0, "Preferred Brand: $35"),
    ]));
    let fields = &reading.fields;

    assert_eq!(value(&fields.member_id), "LKS55120934");
    assert_eq!(value(&fields.effective_date), "2026-01-01");
    assert_eq!(value(&fields.deductible), "$1,500");
    assert_eq!(value(&fields.deductible_family), "$3,000");
    assert_eq!(value(&fields.out_of_pocket), "$6,000");
    assert_eq!(value(&fields.copays.primary), "$20");
    assert_eq!(value(&fields.copays.specialist), "$40");
    assert_eq!(value(&fields.copays.urgent), "$50");
    assert_eq!(value(&fields.copays.emergency), "$250");
    assert_eq!(value(&fields.copays.telehealth), "$15");
    assert_eq!(value(&fields.copays.mental_health), "$25");
    assert_eq!(value(&fields.copays.generic), "$10");
    assert_eq!(value(&fields.copays.preferred_brand), "$35");
    assert_eq!(reading.side, CardSide::Front);
    assert!(placed(fields));
}

#[test]
fn the_family_is_listed_below_the_subscriber() {
    let reading = read(&card(&[
        (80, 60, 90.0, "Evergreen Health Plan"),
        (80, 220, 50.0, "Member ID: XEH771200345"),
        (80, 300, 50.0, "Subscriber: GRACE WILLIAMS"),
        (80, 400, 50.0, "Dependents"),
        (80, 460, 50.0, "NOAH WILLIAMS"),
        (80, 520, 50.0, "RUTH WILLIAMS"),
        (80, 700, 50.0, "RxBIN: 610279"),
    ]));
    let names: Vec<&str> = reading
        .fields
        .dependants
        .iter()
        .map(|name| name.value.as_str())
        .collect();

    assert_eq!(value(&reading.fields.subscriber_name), "GRACE WILLIAMS");
    assert_eq!(names, ["NOAH WILLIAMS", "RUTH WILLIAMS"]);
    assert_eq!(value(&reading.fields.rx_bin), "610279");
}

#[test]
fn a_medicare_card_is_known_by_its_number() {
    let reading = read(&card(&[
        (80, 60, 90.0, "MEDICARE HEALTH INSURANCE"),
        (80, 240, 44.0, "Name/Nombre"),
        (80, 300, 64.0, "JAMES O'CONNOR"),
        (80, 430, 44.0, "Medicare Number/Número de Medicare"),
        (80, 490, 64.0, "1EG4-TE5-MK73"),
        (80, 640, 44.0, "Entitled to/Con derecho a"),
        (80, 700, 54.0, "HOSPITAL (PART A)   03-01-2016"),
    ]));

    assert_eq!(value(&reading.fields.mbi), "1EG4TE5MK73");
    assert_eq!(reading.fields.coverage, Some(CoverageKind::Medicare));
    assert_eq!(value(&reading.fields.subscriber_name), "JAMES O'CONNOR");
}

#[test]
fn a_dental_and_a_medicaid_card_say_what_they_are() {
    let dental = read(&card(&[
        (80, 60, 90.0, "Bluewater Dental PPO"),
        (80, 260, 54.0, "Member ID: 904417733"),
        (80, 350, 54.0, "Group Number: 55021"),
        (80, 440, 54.0, "Name: OLGA SANTOS"),
    ]));
    assert_eq!(dental.fields.coverage, Some(CoverageKind::Dental));
    assert_eq!(value(&dental.fields.member_id), "904417733");

    let medicaid = read(&card(&[
        (80, 60, 90.0, "New Prairie Medicaid"),
        (80, 260, 54.0, "Recipient ID: 4471120098"),
        (80, 350, 54.0, "Name: THUY NGUYEN"),
        (80, 440, 54.0, "Plan: Family Care"),
    ]));
    assert_eq!(medicaid.fields.coverage, Some(CoverageKind::Medicaid));
    assert_eq!(value(&medicaid.fields.member_id), "4471120098");
}

#[test]
fn letters_and_digits_that_look_alike_are_told_apart_in_every_type() {
    for family in [0, 3, 4, 7] {
        let font = Type::family(family);
        let mut sheet = Sheet::new(WHITE);
        sheet.text(80, 60, 90.0, &font.bold, NAVY, "Lakeshore Health");
        sheet.text(80, 260, 44.0, &font.regular, INK, "Member ID");
        sheet.text(80, 320, 60.0, &font.bold, INK, "OIB604813792");
        sheet.text(80, 460, 44.0, &font.regular, INK, "Group Number");
        sheet.text(80, 520, 60.0, &font.bold, INK, "SO40-1185");
        sheet.text(80, 660, 44.0, &font.regular, INK, "RxBIN");
        sheet.text(80, 720, 60.0, &font.bold, INK, "015180");
        let fields = read(&sheet).fields;

        assert_eq!(value(&fields.member_id), "OIB604813792", "family {family}");
        assert_eq!(value(&fields.group_number), "SO40-1185", "family {family}");
        assert_eq!(value(&fields.rx_bin), "015180", "family {family}");
    }
}
