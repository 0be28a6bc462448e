//! The backs of licences: PDF417 in the sizes that states print it, with what the standard lets stand on them.

use std::fmt::Write;

use image::{Rgb, RgbImage};
use rxing::{BarcodeFormat, EncodeHints, MultiFormatWriter, Writer};

use crate::drawing::random::Random;
use crate::drawing::sheet::{HEIGHT, INK, Sheet, Type, WHITE, WIDTH};

/// What the code of a licence says.
#[derive(Clone, Debug)]
pub struct Truth {
    pub text: String,
    pub family: String,
    pub given: String,
    pub birth: String,
    pub number: String,
    pub expiry: String,
    pub city: String,
    pub state: &'static str,
    pub postal: String,
}

pub fn truth(random: &mut Random) -> Truth {
    let family = random
        .pick(&[
            "GARCIA-LOPEZ",
            "O'CONNOR",
            "HADDAD",
            "WILLIAMS",
            "MILLER",
            "NGUYEN",
            "IVANOVA",
        ])
        .to_owned();
    let given = random
        .pick(&["MARIA", "JAMES", "LAYLA", "NOAH", "ROBERT", "OLGA"])
        .to_owned();
    let middle = random.pick(&["NONE", "ELENA", "PATRICK", "R"]).to_owned();
    let (issuer, state, canada) = [
        ("636035", "IL", false),
        ("636037", "IN", false),
        ("636015", "TX", false),
        ("636012", "ON", true),
        ("636028", "BC", true),
    ][random.below(5)];
    let (year, month, day) = (1940 + random.below(66), 1 + random.below(12), 1 + random.below(28));
    let until = 2027 + random.below(8);
    let date = |year: usize, month: usize, day: usize| {
        if canada {
            format!("{year}{month:02}{day:02}")
        } else {
            format!("{month:02}{day:02}{year}")
        }
    };
    let number = format!("{}{}", random.letters(1), random.digits(11));
    let city = random.pick(&["SPRINGFIELD", "PEORIA", "CARMEL", "LONDON"]).to_owned();
    let postal = if canada {
        "M5H 1J9".to_owned()
    } else {
        format!("62{}", random.digits(3))
    };
    let padded = if canada {
        "M5H1J9     ".to_owned()
    } else {
        format!("{postal}0000  ")
    };
    let version = 8 + random.below(4);
    let mut elements = vec![
        format!("DAQ{number}"),
        format!("DCS{family}"),
        "DDEN".to_owned(),
        format!("DAC{given}"),
        "DDFN".to_owned(),
        format!("DAD{middle}"),
        "DDGN".to_owned(),
        "DCAD".to_owned(),
        "DCBNONE".to_owned(),
        "DCDNONE".to_owned(),
        format!("DBD{}", date(2024, 3, 15)),
        format!("DBB{}", date(year, month, day)),
        format!("DBA{}", date(until, month, day)),
        format!("DBC{}", 1 + random.below(2)),
        "DAU067 in".to_owned(),
        "DAYBRO".to_owned(),
        format!("DAG{} MAPLE STREET", 1 + random.below(9000)),
        format!("DAI{city}"),
        format!("DAJ{state}"),
        format!("DAK{padded}"),
        format!("DCF{}", random.digits(14)),
        format!("DCG{}", if canada { "CAN" } else { "USA" }),
        "DDAF".to_owned(),
        format!("DDB{}", date(2024, 1, 1)),
    ];

    if random.chance(0.5) {
        elements.extend(["DAW165", "DAZBRO", "DCK0000000000000000000000000", "DDK1", "DDL0"].map(str::to_owned));
    }

    let subfile = format!("DL{}\r", elements.join("\n"));
    let own = if random.chance(0.5) {
        format!("ZI{}\n{}\r", "ZIAORGAN DONOR", "ZIB")
    } else {
        String::new()
    };
    let count = if own.is_empty() { 1 } else { 2 };
    let from = 21 + 10 * count;
    let mut text = format!(
        "@\n\u{1e}\rANSI {issuer}{version:02}01{count:02}DL{from:04}{:04}",
        subfile.len()
    );

    if !own.is_empty() {
        write!(text, "ZI{:04}{:04}", from + subfile.len(), own.len()).expect("text can grow");
    }

    text.push_str(&subfile);
    text.push_str(&own);

    Truth {
        text,
        given: if middle == "NONE" {
            given
        } else {
            format!("{given} {middle}")
        },
        family,
        birth: format!("{year:04}-{month:02}-{day:02}"),
        number,
        expiry: format!("{until:04}-{month:02}-{day:02}"),
        city,
        state,
        postal,
    }
}

/// The back of a licence: where the code stands and how many columns it has differs.
pub fn back(truth: &Truth, random: &mut Random) -> RgbImage {
    let font = Type::plain();
    let mut sheet = Sheet::new([Rgb([232, 238, 240]), Rgb([246, 244, 236]), WHITE][random.below(3)]);
    let hints = EncodeHints {
        ErrorCorrection: Some(random.pick(&["3", "4", "5"]).to_owned()),
        Margin: Some("0".to_owned()),
        ..EncodeHints::default()
    };
    let matrix = MultiFormatWriter
        .encode_with_hints(&truth.text, &BarcodeFormat::PDF_417, 1, 1, &hints)
        .expect("the text fits");
    let (columns, rows) = (matrix.width() as f32, matrix.height() as f32);
    let width = random.between(1300.0, 1480.0);
    let height = random.between(330.0, 470.0);
    let (left, top) = ((WIDTH as f32 - width) / 2.0, random.between(150.0, 420.0));
    let place = |sheet: &mut Sheet, x: u32, y: u32, color: Rgb<u8>| {
        if x < WIDTH && y < HEIGHT {
            sheet.image.put_pixel(x, y, color);
        }
    };

    // The quiet zone is white.
    for y in (top - 24.0) as u32..(top + height + 24.0) as u32 {
        for x in (left - 24.0) as u32..(left + width + 24.0) as u32 {
            let (column, row) = ((x as f32 - left) / width * columns, (y as f32 - top) / height * rows);
            let inside = column >= 0.0 && row >= 0.0 && column < columns && row < rows;
            let dark = inside && matrix.get(column as u32, row as u32);
            place(
                &mut sheet,
                x,
                y,
                if dark { Rgb([20, 20, 22]) } else { Rgb([250, 250, 250]) },
            );
        }
    }

    sheet.strip(0, 0, WIDTH, 70, Rgb([36, 34, 38]));
    let y = (top + height + 60.0) as i32;
    sheet.text(
        70,
        y,
        40.0,
        &font.regular,
        INK,
        "CLASS D: any single vehicle under 26,001 lb",
    );
    sheet.text(
        70,
        y + 56,
        40.0,
        &font.regular,
        INK,
        "ENDORSEMENTS: none   RESTRICTIONS: none",
    );

    sheet.image
}
