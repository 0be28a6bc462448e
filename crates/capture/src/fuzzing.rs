//! One function for everything here that reads what came from outside: bytes in, nothing out, and a panic where a
//! promise is broken. The fuzz targets and the tests of their seeds call the same functions, so they cannot drift.

// A panic is what the fuzzer looks for.
#![allow(clippy::missing_panics_doc)]

use std::io::Write;
use std::sync::LazyLock;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use flate2::Compression;
use flate2::write::DeflateEncoder;
use image::{GrayImage, ImageBuffer, RgbImage};
use jiff::Timestamp;
use jiff::civil::{Date, date};
use p256::ecdsa::signature::Signer;
use p256::ecdsa::{Signature, SigningKey};
use sha2::{Digest, Sha256};

use crate::code::{self, Format};
use crate::health_card::{self, Issuer, Issuers, Jwk, Pieces};
use crate::text::parse_table;
use crate::understand::evidence;
use crate::{Bounds, PayerNames, PayerTable, Word, aamva, assess, mbi, mrz, picture, understand};

/// A parser's name, which is also its fuzz target's and its corpus's, and the function.
pub type Parser = (&'static str, fn(&[u8]));

/// Every parser.
pub const PARSERS: &[Parser] = &[
    ("capture_aamva", aamva),
    ("capture_barcode", barcode),
    ("capture_card_text", card_text),
    ("capture_frame", frame),
    ("capture_health_card", health_card),
    ("capture_health_card_payload", health_card_payload),
    ("capture_issuers", issuers),
    ("capture_mbi", mbi),
    ("capture_mrz", mrz),
    ("capture_mrz_picture", mrz_picture),
    ("capture_payers", payers),
    ("capture_picture", picture),
    ("capture_tesseract", tesseract),
];

fn text(bytes: &[u8]) -> Option<&str> {
    std::str::from_utf8(bytes).ok()
}

/// The text of a licence's PDF417.
pub fn aamva(bytes: &[u8]) {
    let Some(text) = text(bytes) else {
        return;
    };
    if let Ok(licence) = aamva::parse(text) {
        assert!(
            !(licence.family_name.is_empty() && licence.given_names.is_empty()),
            "a licence without a name was taken"
        );
        let _ = (format!("{licence:?}"), licence.sex.map(aamva::Sex::fhir_code));
    }
}

/// Words on a card: a line of the text is a line of the card, and a tab is a wide gap.
pub fn card_text(bytes: &[u8]) {
    let Some(text) = text(bytes) else {
        return;
    };
    let mut words = Vec::new();
    for (row, line) in text.lines().enumerate().take(64) {
        let mut x = 20.0;
        for part in line.split('\t') {
            for word in part.split(' ').filter(|word| !word.is_empty()) {
                let width = 18.0 * word.chars().count().min(200) as f32;
                words.push(Word {
                    text: word.chars().take(200).collect(),
                    confidence: 0.9,
                    bounds: Bounds::new(x, 20.0 + 44.0 * row as f32, width, 28.0),
                });
                x += width + 14.0;
            }
            x += 160.0;
        }
    }
    meaning(&words);
}

/// What Tesseract prints, with boxes that no picture has.
pub fn tesseract(bytes: &[u8]) {
    let words = parse_table(&String::from_utf8_lossy(bytes));
    assert!(
        words.iter().all(|word| !word.text.is_empty() && word.confidence <= 1.0),
        "a word without letters was taken"
    );
    meaning(&words);
}

fn meaning(words: &[Word]) {
    let fields = understand(words, PayerTable::built_in());
    let _ = evidence(words);
    // Nothing is invented: no number is longer than all that stands on the card.
    let written = words
        .iter()
        .flat_map(|word| word.text.chars())
        .filter(|letter| letter.is_alphanumeric())
        .count();
    for field in [&fields.member_id, &fields.group_number, &fields.rx_bin]
        .into_iter()
        .flatten()
    {
        let length = field.value.chars().filter(|letter| letter.is_alphanumeric()).count();
        assert!((1..=written).contains(&length), "a number was invented");
    }
    if let Some(rx_bin) = &fields.rx_bin {
        assert!(
            rx_bin.value.len() == 6 && rx_bin.value.bytes().all(|byte| byte.is_ascii_digit()),
            "an RxBIN has six digits"
        );
    }
    if let Some(number) = &fields.mbi {
        assert!(mbi::valid(&number.value).is_some(), "a Medicare number breaks the rule");
    }
}

/// A Medicare number as somebody wrote it.
pub fn mbi(bytes: &[u8]) {
    if let Some(number) = text(bytes).and_then(mbi::valid) {
        assert_eq!(mbi::valid(&number).as_deref(), Some(number.as_str()));
        assert_eq!(number.len(), 11);
    }
}

/// The payers of a site's configuration.
pub fn payers(bytes: &[u8]) {
    let Some(text) = text(bytes) else {
        return;
    };
    let names = toml::from_str::<PayerNames>(text);
    if let Some(table) = names.ok().and_then(|names| PayerTable::default().extended(names).ok()) {
        let _ = (
            table.spelled("Evergreen Health Plan"),
            table.spelled(text.get(..40).unwrap_or("A B C")),
        );
        let word = |text: &str, x: f32, y: f32| Word {
            text: text.to_owned(),
            confidence: 0.9,
            bounds: Bounds::new(x, y, 120.0, 60.0),
        };
        let words = [
            word("Evergreen", 20.0, 20.0),
            word("Member", 20.0, 200.0),
            word("ID:", 150.0, 200.0),
            word("XEH804512097", 280.0, 200.0),
        ];
        let _ = understand(&words, &table);
    }
}

/// A picture file: whatever it says of itself, what is unpacked is within bounds.
pub fn picture(bytes: &[u8]) {
    if let Ok(picture) = picture::decode(bytes) {
        assert!(
            u64::from(picture.width()) * u64::from(picture.height()) <= picture::MAX_PIXELS,
            "a picture is too large"
        );
        if picture.width() <= 640 && picture.height() <= 640 {
            let _ = assess(&picture);
        }
    }
}

/// A camera frame of any size, filled with the bytes.
pub fn frame(bytes: &[u8]) {
    let Some(((width, height), pixels)) = size(bytes) else {
        return;
    };
    let (width, height) = (width * 3, height * 2);
    let wanted = width as usize * height as usize * 3;
    let pixels: Vec<u8> = pixels.iter().copied().cycle().take(wanted).collect();
    if let Some(frame) = RgbImage::from_raw(width, height, pixels) {
        let _ = assess(&frame);
    }
}

/// A symbol of any kind, a bit a module of three pixels.
pub fn barcode(bytes: &[u8]) {
    let Some((format, bytes)) = bytes.split_first() else {
        return;
    };
    let Some(((width, height), modules)) = size(bytes) else {
        return;
    };
    let Some(format) = Format::ALL.get(usize::from(*format) % Format::ALL.len()) else {
        return;
    };
    let (width, height) = (width.min(200), height.min(200));
    let symbol: GrayImage = ImageBuffer::from_fn((width + 8) * 3, (height + 8) * 3, |x, y| {
        let (x, y) = ((x / 3).wrapping_sub(4), (y / 3).wrapping_sub(4));
        let bit = (y as usize).wrapping_mul(width as usize).wrapping_add(x as usize);
        let dark = x < width && y < height && modules.get(bit / 8).is_some_and(|byte| byte >> (7 - bit % 8) & 1 == 1);

        image::Luma([if dark { 0 } else { 255 }])
    });
    let _ = code::find_in_luma(&symbol, &[*format]);
}

const TODAY: Date = date(2026, 3, 4);

/// The text of a machine-readable zone.
pub fn mrz(bytes: &[u8]) {
    let Some(text) = text(bytes) else {
        return;
    };
    if let Ok(document) = mrz::parse(text, TODAY) {
        assert!(!document.family_name.is_empty(), "a document without a name was taken");
        let _ = (document.birth.text(), document.birth.whole(), format!("{document:?}"));
    }
}

/// A picture in which a machine-readable zone is looked for.
pub fn mrz_picture(bytes: &[u8]) {
    let Some(((width, height), pixels)) = size(bytes) else {
        return;
    };
    let (width, height) = (width * 3, height * 2);
    let wanted = width as usize * height as usize;
    let grey = pixels.iter().copied().cycle().take(wanted);
    let pixels = grey.flat_map(|grey| [grey; 3]).collect();
    if let Some(picture) = RgbImage::from_raw(width, height, pixels) {
        let _ = mrz::read(&picture, TODAY);
    }
}

/// The issuer that the fuzzer believes: its key's secret is the number one, which everybody knows.
struct Known {
    issuers: Issuers,
    key: SigningKey,
    kid: String,
}

static KNOWN: LazyLock<Option<Known>> = LazyLock::new(|| {
    let mut one = [0; 32];
    one[31] = 1;
    let key = SigningKey::from_slice(&one).ok()?;
    let point = key.verifying_key().to_encoded_point(false);
    let x = URL_SAFE_NO_PAD.encode(point.x()?);
    let y = URL_SAFE_NO_PAD.encode(point.y()?);
    let members = format!(r#"{{"crv":"P-256","kty":"EC","x":"{x}","y":"{y}"}}"#);
    let kid = URL_SAFE_NO_PAD.encode(Sha256::digest(members));
    let issuers = Issuers::new(vec![Issuer {
        name: "Evergreen Health Plan".to_owned(),
        url: "https://cards.example.org".to_owned(),
        keys: vec![Jwk {
            kty: "EC".to_owned(),
            crv: "P-256".to_owned(),
            kid: kid.clone(),
            x,
            y,
        }],
    }])
    .ok()?;

    Some(Known { issuers, key, kid })
});

fn moment() -> Timestamp {
    Timestamp::from_second(1_772_636_400).unwrap_or(Timestamp::UNIX_EPOCH)
}

/// The codes of a SMART Health Card, one a line, and a signed text as it is: nobody can sign but who has the key.
pub fn health_card(bytes: &[u8]) {
    let (Some(text), Some(known)) = (text(bytes), KNOWN.as_ref()) else {
        return;
    };
    let mut pieces = Pieces::default();
    for line in text.lines().take(64) {
        let _ = (
            health_card::is_health_card(line),
            health_card::parse(line, &known.issuers, moment()),
        );
        if let Ok(Some(signed)) = pieces.take(line) {
            let _ = health_card::verify(&signed, &known.issuers, moment());
        }
        let (seen, of) = pieces.progress();
        assert!(seen <= of, "more codes than there are");
    }
    let _ = health_card::verify(text, &known.issuers, moment());
    assert!(
        health_card::verify(text, &Issuers::default(), moment()).is_err(),
        "an issuer was believed that nobody named"
    );
}

/// What is inside a health card that was signed well: the bytes as they are packed, and as they are once unpacked.
pub fn health_card_payload(bytes: &[u8]) {
    let Some(known) = KNOWN.as_ref() else {
        return;
    };
    believe(known, bytes);
    let mut packed = DeflateEncoder::new(Vec::new(), Compression::none());
    if packed.write_all(bytes).is_ok()
        && let Ok(packed) = packed.finish()
    {
        believe(known, &packed);
    }
}

fn believe(known: &Known, payload: &[u8]) {
    let header = format!(r#"{{"zip":"DEF","alg":"ES256","kid":"{}"}}"#, known.kid);
    let message = format!("{}.{}", URL_SAFE_NO_PAD.encode(header), URL_SAFE_NO_PAD.encode(payload));
    let signature: Signature = known.key.sign(message.as_bytes());
    let signed = format!("{message}.{}", URL_SAFE_NO_PAD.encode(signature.to_bytes()));
    if let Ok(card) = health_card::verify(&signed, &known.issuers, moment()) {
        assert!(
            card.expires.is_none_or(|expires| expires > moment()),
            "a card that has expired was taken"
        );
        if let Some(rx_bin) = &card.fields.rx_bin {
            assert!(rx_bin.value.len() <= 120, "a field is too long");
        }
    }
    let changed = signed.replacen('.', ".A", 1);
    assert!(
        health_card::verify(&changed, &known.issuers, moment()).is_err(),
        "a changed card was believed"
    );
}

/// A site's list of issuers.
pub fn issuers(bytes: &[u8]) {
    #[derive(serde::Deserialize)]
    struct File {
        health_card_issuers: Vec<Issuer>,
    }

    if let Some(file) = text(bytes).and_then(|text| toml::from_str::<File>(text).ok())
        && let Ok(issuers) = Issuers::new(file.health_card_issuers)
    {
        let _ = issuers.is_empty();
    }
}

/// Two bytes of width and height, and the rest.
fn size(bytes: &[u8]) -> Option<((u32, u32), &[u8])> {
    let (size, rest) = bytes.split_at_checked(2)?;
    let [width, height] = size else {
        return None;
    };

    (*width > 0 && *height > 0 && !rest.is_empty()).then_some(((u32::from(*width), u32::from(*height)), rest))
}
