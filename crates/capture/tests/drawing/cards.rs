//! The demo people's cards.

use image::{Rgb, RgbImage};
use rxing::{BarcodeFormat, MultiFormatWriter, Writer};

use super::sheet::{HEIGHT, INK, NAVY, Sheet, Type, WHITE, WIDTH};

/// María García-López's card: a coloured header, labels above and beside their values, copays in a row.
pub fn evergreen_front() -> RgbImage {
    let font = Type::plain();
    let mut sheet = Sheet::new(WHITE);
    sheet.strip(0, 0, WIDTH, 210, NAVY);
    sheet.disc(120, 105, 62, Rgb([86, 168, 110]));
    sheet.disc(120, 92, 30, Rgb([232, 244, 234]));
    sheet.text(215, 44, 84.0, &font.bold, WHITE, "Evergreen Health Plan");
    sheet.text(
        218,
        132,
        50.0,
        &font.regular,
        Rgb([200, 214, 240]),
        "Care that stays with you",
    );
    sheet.text_right(WIDTH as i32 - 70, 62, 90.0, &font.bold, WHITE, "PPO");
    let label = Rgb([84, 90, 106]);
    sheet.text(80, 258, 40.0, &font.regular, label, "Member name");
    sheet.text(80, 300, 62.0, &font.bold, INK, "MARÍA GARCÍA-LÓPEZ");
    sheet.text(80, 398, 40.0, &font.regular, label, "Member ID");
    sheet.text(80, 440, 66.0, &font.bold, INK, "XEH804512097");
    sheet.text(80, 542, 40.0, &font.regular, label, "Group number");
    sheet.text(80, 584, 58.0, &font.bold, INK, "0083-7745");

    for (row, (name, value)) in [("RxBIN", "610279"), ("RxPCN", "9999"), ("RxGrp", "EVGRX")]
        .into_iter()
        .enumerate()
    {
        let y = 398 + row as i32 * 82;
        sheet.text(960, y, 50.0, &font.regular, label, name);
        sheet.text(1200, y, 52.0, &font.bold, INK, value);
    }

    sheet.strip(60, 720, WIDTH - 120, 3, Rgb([150, 160, 180]));
    sheet.text(80, 738, 42.0, &font.regular, label, "Copays");

    for (column, (name, value)) in [("PCP", "$25"), ("Specialist", "$40"), ("ER", "$250")]
        .into_iter()
        .enumerate()
    {
        let x = 80 + column as i32 * 480;
        sheet.text(x, 800, 50.0, &font.regular, label, name);
        sheet.text(x, 860, 66.0, &font.bold, INK, value);
    }

    sheet.image
}

pub fn evergreen_back() -> RgbImage {
    let font = Type::plain();
    let mut sheet = Sheet::new(WHITE);
    sheet.strip(0, 0, WIDTH, 90, NAVY);
    sheet.text(
        80,
        140,
        46.0,
        &font.regular,
        INK,
        "Show this card whenever you receive care.",
    );
    sheet.text(80, 200, 46.0, &font.regular, INK, "It does not guarantee coverage.");

    for (row, (name, value)) in [
        ("Member services", "1-317-555-0170"),
        ("Provider services", "1-317-555-0171"),
        ("Pharmacy help desk", "1-317-555-0172"),
        ("24-hour nurse line", "1-317-555-0173"),
    ]
    .into_iter()
    .enumerate()
    {
        let y = 310 + row as i32 * 80;
        sheet.text(80, y, 50.0, &font.regular, INK, name);
        sheet.text(760, y, 52.0, &font.bold, INK, value);
    }

    sheet.text(80, 690, 48.0, &font.bold, INK, "Send claims to:");
    sheet.text(80, 752, 48.0, &font.regular, INK, "Evergreen Health Plan, Claims");
    sheet.text(80, 810, 48.0, &font.regular, INK, "P.O. Box 5501, Springfield IL 62705");
    sheet.text(80, 880, 46.0, &font.regular, INK, "Payer ID 55E01");

    sheet.image
}

/// James O'Connor's new plan: another design, labels and values on one line.
pub fn prairie_front() -> RgbImage {
    let font = Type::family(3);
    let mut sheet = Sheet::new(Rgb([246, 240, 226]));
    let wheat = Rgb([156, 96, 24]);
    sheet.strip(0, HEIGHT as i32 - 70, WIDTH, 70, wheat);
    sheet.text(70, 60, 96.0, &font.bold, wheat, "Prairie Mutual");
    sheet.text(72, 168, 54.0, &font.regular, INK, "Medicare Advantage HMO");
    let mut line = |y: i32, name: &str, value: &str| {
        let end = sheet.text(72, y, 54.0, &font.regular, INK, name);
        sheet.text(end + 24, y, 56.0, &font.bold, INK, value);
    };
    line(288, "Name:", "JAMES O'CONNOR");
    line(370, "Member ID:", "PM20417755");
    line(452, "Group:", "MA-100");
    line(534, "Effective:", "01/01/2026");
    line(640, "RxBIN:", "015581");
    line(716, "RxPCN:", "PMMA");
    line(792, "RxGrp:", "PM2041");

    for (row, (name, value)) in [
        ("Office visit", "$10"),
        ("Specialist", "$35"),
        ("Urgent care", "$45"),
        ("Emergency", "$90"),
    ]
    .into_iter()
    .enumerate()
    {
        let y = 560 + row as i32 * 80;
        sheet.text(900, y, 50.0, &font.regular, INK, name);
        sheet.text_right(1520, y, 52.0, &font.bold, INK, value);
    }

    sheet.image
}

pub fn prairie_back() -> RgbImage {
    let font = Type::family(3);
    let mut sheet = Sheet::new(Rgb([246, 240, 226]));
    sheet.strip(0, 120, WIDTH, 130, Rgb([40, 36, 32]));

    for (row, (name, value)) in [
        ("Customer service (TTY 711):", "317-555-0180"),
        ("Doctors and hospitals:", "317-555-0181"),
        ("Pharmacists:", "317-555-0182"),
    ]
    .into_iter()
    .enumerate()
    {
        let y = 330 + row as i32 * 84;
        sheet.text(80, y, 50.0, &font.regular, INK, name);
        sheet.text(880, y, 52.0, &font.bold, INK, value);
    }

    sheet.text(80, 640, 50.0, &font.bold, INK, "Mail claims to");
    sheet.text(80, 706, 50.0, &font.regular, INK, "Prairie Mutual Claims Department");
    sheet.text(80, 770, 50.0, &font.regular, INK, "P.O. Box 5520, Springfield IL 62708");
    sheet.text(
        80,
        870,
        44.0,
        &font.regular,
        INK,
        "In an emergency call 911 or go to the nearest hospital.",
    );

    sheet.image
}

/// What the licence of María García-López says (AAMVA version 10; the issuer number is one that no state has).
pub fn licence_text() -> String {
    let elements = [
        "DAQG1402858504",
        "DCSGARCIA-LOPEZ",
        "DDEN",
        "DACMARIA",
        "DDFN",
        "DADNONE",
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
        "DAISPRINGFIELD",
        "DAJIL",
        "DAK627040000  ",
        "DCF20240315P55500011",
        "DCGUSA",
        "DDAF",
        "DDB01012024",
    ]
    .join("\n");
    let subfile = format!("DL{elements}\r");

    format!("@\n\u{1e}\rANSI 636990100001DL00310{:03}{subfile}", subfile.len())
}

/// The back of a made-up state's licence.
pub fn licence_back() -> RgbImage {
    let font = Type::plain();
    let mut sheet = Sheet::new(Rgb([232, 238, 240]));
    sheet.strip(0, 0, WIDTH, 120, Rgb([54, 92, 110]));
    sheet.text(60, 28, 60.0, &font.bold, WHITE, "STATE OF NEW PRAIRIE · DRIVER LICENSE");
    draw_code(
        &mut sheet.image,
        &licence_text(),
        BarcodeFormat::PDF_417,
        70,
        200,
        1460,
        480,
    );
    sheet.text(
        70,
        740,
        44.0,
        &font.regular,
        INK,
        "CLASS D: any single vehicle under 26,001 lb",
    );
    sheet.text(
        70,
        800,
        44.0,
        &font.regular,
        INK,
        "ENDORSEMENTS: none   RESTRICTIONS: none",
    );
    sheet.text(70, 880, 44.0, &font.regular, INK, "If found, drop in any mailbox.");

    sheet.image
}

/// The letter that invites to an appointment, as large as a card.
pub fn appointment_letter(code: &str) -> RgbImage {
    let font = Type::plain();
    let mut sheet = Sheet::new(Rgb([252, 252, 252]));
    sheet.text(80, 70, 70.0, &font.bold, NAVY, "St. Brigid Clinic");
    sheet.text(80, 170, 50.0, &font.regular, INK, "Your appointment");
    sheet.text(80, 300, 46.0, &font.regular, INK, "Show this code");
    sheet.text(80, 360, 46.0, &font.regular, INK, "at the kiosk:");
    sheet.text(80, 450, 96.0, &font.bold, INK, code);
    draw_code(&mut sheet.image, code, BarcodeFormat::QR_CODE, 820, 130, 740, 740);

    sheet.image
}

/// Draws a barcode, as large as whole modules allow.
pub fn draw_code(image: &mut RgbImage, text: &str, format: BarcodeFormat, x: u32, y: u32, width: u32, height: u32) {
    let matrix = MultiFormatWriter
        .encode(text, &format, 1, 1)
        .expect("the text fits the format");
    let (columns, rows) = (matrix.width(), matrix.height());
    let (across, down) = (width as f32 / columns as f32, height as f32 / rows as f32);
    let (across, down) = if format == BarcodeFormat::PDF_417 {
        (across, down)
    } else {
        (across.min(down), across.min(down))
    };

    for row in 0..(rows as f32 * down) as u32 {
        for column in 0..(columns as f32 * across) as u32 {
            let dark = matrix.get((column as f32 / across) as u32, (row as f32 / down) as u32);

            if x + column < image.width() && y + row < image.height() {
                image.put_pixel(
                    x + column,
                    y + row,
                    if dark { Rgb([16, 16, 16]) } else { Rgb([252, 252, 252]) },
                );
            }
        }
    }
}
