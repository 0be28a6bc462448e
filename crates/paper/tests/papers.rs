//! Each paper is read back as its readers read it: with eyes, with a scanner, with a screen reader.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use image::{GrayImage, imageops};
use portico_paper::{Fonts, PaperError, ReceiptPaper, Sheet, qr_matrix};
use rxing::{
    BarcodeFormat, DecodeHints, RXingResultMetadataType, RXingResultMetadataValue, helpers::detect_in_luma_with_hints,
};
use support::{ink, letters, normalised, people, pictures_of, text_of};

fn fonts() -> Fonts {
    Fonts::system().expect("fonts-noto-core is installed")
}

fn decoded(picture: &GrayImage, format: BarcodeFormat) -> String {
    scanned(picture, format).0
}

/// What a scanner gets, and the symbology identifier (ISO/IEC 15424) that it would send with it.
fn scanned(picture: &GrayImage, format: BarcodeFormat) -> (String, String) {
    let mut hints = DecodeHints {
        TryHarder: Some(true),
        ..DecodeHints::default()
    };
    let (width, height) = picture.dimensions();
    let result = detect_in_luma_with_hints(picture.clone().into_raw(), width, height, Some(format), &mut hints)
        .expect("a code that a scanner reads");
    let identifier = result
        .getRXingResultMetadata()
        .get(&RXingResultMetadataType::SYMBOLOGY_IDENTIFIER)
        .map(|value| match value {
            RXingResultMetadataValue::SymbologyIdentifier(identifier) => identifier.clone(),
            _ => String::new(),
        })
        .unwrap_or_default();

    (result.getText().to_owned(), identifier)
}

#[track_caller]
fn assert_reads(pdf: &[u8], expected: &[&str]) {
    let text = text_of(pdf);
    for part in expected {
        let is_rtl = part.chars().any(|letter| ('\u{590}'..'\u{900}').contains(&letter));
        let found = if is_rtl {
            letters(&text).contains(&letters(part))
        } else {
            text.contains(&normalised(part))
        };
        assert!(found, "{part:?} is not in {text:?}");
    }
}

#[test]
fn a_wristband_reads_the_same_in_every_language() {
    for language in people::LANGUAGES {
        let band = people::wristband(language);
        let pdf = band.pdf(&fonts()).unwrap();

        assert_reads(
            &pdf,
            &[&band.name, &band.birth_date_label, &band.number_label, &band.number],
        );
        assert_reads(&pdf, &[&band.birth_date, &band.visit_date]);
    }
}

#[test]
fn a_scanner_reads_the_wristband_at_both_ends() {
    for language in people::LANGUAGES {
        let band = people::wristband(language);
        let picture = pictures_of(&band.pdf(&fonts()).unwrap(), 300).remove(0);
        let (width, height) = picture.dimensions();
        assert!((width as f32 - 279.0 / 25.4 * 300.0).abs() < 3.0, "{width}");
        assert!((height as f32 - 25.0 / 25.4 * 300.0).abs() < 3.0, "{height}");
        let quarter = width / 4 - width / 8;

        for left in [0, width - quarter] {
            let end = imageops::crop_imm(&picture, left, 0, quarter, height).to_image();
            let (text, identifier) = scanned(&end, BarcodeFormat::DATA_MATRIX);
            assert_eq!(identifier, "]d2", "the symbol says that it is GS1");
            // GS1: the identifier is the symbol's first place, FNC1 between elements its separator.
            let text = text.trim_start_matches(['\u{1d}']).trim_start_matches("]d2");
            assert_eq!(text, band.payload.trim_start_matches("]d2"));
        }
    }
}

#[test]
fn a_ticket_reads_the_same_in_every_language() {
    for language in people::LANGUAGES {
        let ticket = people::ticket(language);
        let pdf = ticket.pdf(&fonts()).unwrap();

        assert_reads(
            &pdf,
            &[&ticket.site, &ticket.headline, &ticket.code_label, &ticket.code],
        );
        for line in &ticket.lines {
            assert_reads(&pdf, &[&line.label, &line.value]);
        }
        for step in &ticket.steps {
            // A line number may stand between the lines of a step, where the page is read by lines.
            for words in step.split(' ').collect::<Vec<_>>().chunks(2) {
                assert_reads(&pdf, &[words[0]]);
            }
        }
        let picture = pictures_of(&pdf, 203).remove(0);
        assert_eq!(decoded(&picture, BarcodeFormat::QR_CODE), ticket.qr.unwrap());
    }
}

#[test]
fn a_receipt_reads_the_same_in_every_language_on_both_papers() {
    for language in people::LANGUAGES {
        for paper in [ReceiptPaper::Roll80, ReceiptPaper::A5] {
            let receipt = people::receipt(language);
            let pdf = receipt.pdf_on(&fonts(), paper).unwrap();
            let (label, amount) = receipt.total.unwrap();

            assert_reads(&pdf, &[&receipt.site, &receipt.title, &label, &amount]);
            for line in &receipt.lines {
                assert_reads(&pdf, &[&line.label, &line.value]);
            }
            for item in &receipt.items {
                assert_reads(&pdf, &[&item.amount, item.note.as_deref().unwrap()]);
            }
        }
    }
}

#[test]
fn a_signed_copy_reads_the_same_in_every_language_on_both_sheets() {
    for language in people::LANGUAGES {
        for sheet in [Sheet::A4, Sheet::Letter] {
            let document = people::document(language);
            let pdf = document.pdf_on(&fonts(), sheet).unwrap();

            assert_reads(&pdf, &[&document.title, &document.decision, &document.signer_line]);
            assert_reads(&pdf, &[&document.version_line, &document.signed_at_line]);
            for paragraph in &document.paragraphs {
                assert_reads(&pdf, &[paragraph]);
            }
            let printed: Vec<String> = document.hash().chunks(4).map(hex::encode).collect();
            let printed = printed.join(" ");
            assert_reads(&pdf, &[&printed]);
        }
    }
}

#[test]
fn a_long_consent_goes_over_pages_that_say_which_they_are() {
    let mut document = people::document("en");
    document.paragraphs = (1..=60)
        .map(|number| format!("Paragraph {number}. {}", people::document("en").paragraphs[0]))
        .collect();
    let pdf = document.pdf(&fonts()).unwrap();
    let pages = pictures_of(&pdf, 50);
    let text = text_of(&pdf);

    assert!(pages.len() > 3);
    for page in 1..=pages.len() {
        assert!(text.contains(&format!("Page {page} of {}", pages.len())));
    }
    for number in 1..=60 {
        assert!(
            text.contains(&format!("Paragraph {number}.")),
            "paragraph {number} is lost"
        );
    }
}

#[test]
fn the_hash_changes_when_anything_that_was_agreed_to_changes() {
    let signed = people::document("en");
    let hash = signed.hash();
    assert!(signed.clone().hash() == hash);

    let mut reworded = signed.clone();
    reworded.paragraphs[1].push('.');
    let mut moved = signed.clone();
    let letter = moved.paragraphs[0].pop().unwrap();
    moved.paragraphs[1].insert(0, letter);
    let mut redrawn = signed.clone();
    redrawn.strokes[0][5].1 += 0.01;
    let mut split = signed.clone();
    let rest = split.strokes[0].split_off(50);
    split.strokes.insert(1, rest);
    let mut later = signed.clone();
    later.signed_at_line = "November 23, 2026, 10:15 AM".to_owned();
    let mut declined = signed.clone();
    declined.decision = "Declined".to_owned();

    let others = [reworded, moved, redrawn, split, later, declined];
    for (place, other) in others.iter().enumerate() {
        assert!(other.hash() != hash, "change {place} went unnoticed");
    }
}

#[test]
fn a_name_of_a_hundred_letters_stays_whole_and_on_the_paper() {
    let name = "Wolfeschlegelsteinhausenbergerdorff-García-López de la Santísima Trinidad, Hubert Blaine María José";
    assert!(name.chars().count() >= 98);
    let fonts = fonts();
    let mut band = people::wristband("en");
    band.name = name.to_owned();
    let mut ticket = people::ticket("en");
    ticket.lines[0].value = name.to_owned();
    ticket.code = "A 17 99 18 33 00".to_owned();
    let mut receipt = people::receipt("en");
    receipt.lines[0].value = name.to_owned();
    receipt.items[0].label = name.replace([' ', ',', '-'], "");
    receipt.items[0].amount = "$1,234,567,890,123.00".to_owned();
    let mut document = people::document("en");
    document.signer_line = name.to_owned();

    for (what, pdf, millimetres) in [
        ("wristband", band.pdf(&fonts).unwrap(), 2.0),
        ("ticket", ticket.pdf(&fonts).unwrap(), 4.5),
        ("receipt", receipt.pdf(&fonts).unwrap(), 4.5),
        ("document", document.pdf(&fonts).unwrap(), 20.0),
    ] {
        let margin = millimetres / 25.4 * 100.0;
        for picture in pictures_of(&pdf, 100) {
            let [left, top, right, bottom] = ink(&picture);
            let (width, height) = picture.dimensions();
            assert!(
                left as f32 >= margin && (right as f32) <= width as f32 - margin,
                "{what}"
            );
            assert!(
                top as f32 >= margin && (bottom as f32) <= height as f32 - margin,
                "{what}"
            );
        }
        // The last words are there: nothing was cut. A hyphen at a line's end is read as a break.
        assert!(text_of(&pdf).contains("José"), "{what}");
    }
}

#[test]
fn a_name_that_no_band_can_hold_is_an_error_and_not_a_cut_name() {
    let mut band = people::wristband("en");
    band.name = "Maximiliana ".repeat(60);

    let error = band.pdf(&fonts()).err().unwrap();
    assert_eq!(
        error,
        PaperError::TooLong {
            field: "name",
            paper: "wristband"
        }
    );
}

#[test]
fn a_script_without_a_font_is_named_and_never_printed_as_boxes() {
    let directory = tempfile::tempdir().unwrap();
    let noto = std::path::Path::new("/usr/share/fonts/truetype/noto");
    for file in [
        "NotoSans-Regular.ttf",
        "NotoSans-Bold.ttf",
        "NotoSansArabic-Regular.ttf",
        "NotoSansArabic-Bold.ttf",
    ] {
        std::fs::copy(noto.join(file), directory.path().join(file)).unwrap();
    }
    let fonts = Fonts::from_directory(directory.path()).unwrap();

    for (name, script) in [("สมชาย ใจดี", "Thai"), ("प्रिया शर्मा", "Devanagari"), ("陈伟", "Han")]
    {
        let mut band = people::wristband("en");
        band.name = name.to_owned();
        let error = band.pdf(&fonts).err().unwrap();

        assert_eq!(
            error,
            PaperError::ScriptMissing {
                script: script.to_owned()
            }
        );
        assert!(!error.to_string().contains(name));
        assert!(!fonts.covers(name));
    }
    assert!(fonts.covers("Nguyễn Thị Thúy, Ольга, ليلى حدّاد"));
}

#[test]
fn a_machine_without_noto_says_which_font_it_needs() {
    let empty = tempfile::tempdir().unwrap();
    let error = Fonts::from_directory(empty.path()).err().unwrap();

    assert_eq!(
        error,
        PaperError::FontMissing {
            family: "Noto Sans",
            weight: "regular"
        }
    );
}

#[test]
fn names_of_many_scripts_stand_on_one_band() {
    let mut band = people::wristband("en");
    band.name = "Layla Haddad ليلى حدّاد Ольга Nguyễn".to_owned();

    assert_reads(
        &band.pdf(&fonts()).unwrap(),
        &["Layla Haddad", "ليلى", "حدّاد", "Ольга", "Nguyễn"],
    );
}

#[test]
fn a_signature_is_drawn_and_a_declined_document_has_none() {
    let fonts = fonts();
    let signed = people::document("en");
    let mut declined = signed.clone();
    declined.strokes.clear();
    let dark = |document: &portico_paper::SignedDocument| {
        let picture = pictures_of(&document.pdf(&fonts).unwrap(), 100).remove(0);
        picture.pixels().filter(|pixel| pixel.0[0] < 128).count()
    };

    assert!(dark(&signed) > dark(&declined) + 1_000);
}

#[test]
fn strokes_that_are_no_numbers_do_no_harm() {
    let mut document = people::document("en");
    document.strokes = vec![vec![(f32::NAN, 0.5), (f32::INFINITY, -7.0)], vec![], vec![(0.5, 0.5)]];
    document.aspect = 0.0;

    assert_eq!(pictures_of(&document.pdf(&fonts()).unwrap(), 50).len(), 1);
}

#[test]
fn the_matrix_for_the_screen_is_the_one_on_paper() {
    let matrix = qr_matrix("https://pay.example.org/v/7Q2M4K8ZT6").unwrap();
    let cell = 4;
    let side = (matrix.size as u32 + 8) * cell;
    let picture = GrayImage::from_fn(side, side, |x, y| {
        let (column, row) = ((x / cell) as usize, (y / cell) as usize);
        let inside = |place: usize| (4..matrix.size + 4).contains(&place);
        let dark = inside(column) && inside(row) && matrix.dark[(row - 4) * matrix.size + column - 4];
        image::Luma([if dark { 0 } else { 255 }])
    });

    assert_eq!(
        decoded(&picture, BarcodeFormat::QR_CODE),
        "https://pay.example.org/v/7Q2M4K8ZT6"
    );
    assert!(qr_matrix(&"x".repeat(5_000)).is_err());
}
