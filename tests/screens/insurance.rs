//! The insurance card: read or scanned, told apart from what is on file, and never in anybody's way.

use std::sync::Arc;

use capture::{PictureCamera, ReadError, TextReader, Word};
use image::{ImageFormat, Rgb, RgbImage};
use portico::service::scripted::ScriptedCentral;
use registration::session::DeskNote;

use crate::support::lobby::{Lobby, Setting};
use crate::support::payer::{GOOD, OVER, Payer};
use crate::support::{hands, people};

/// At the page for insurance, in front of a kiosk that believes this payer.
fn at_insurance(payer: &Payer, change: impl FnOnce(&mut ScriptedCentral)) -> Lobby {
    let mut central = people::marias();
    change(&mut central);
    let mut lobby = Setting::new(central)
        .with(|config| config.health_card_issuers = vec![payer.issuer()])
        .open();
    lobby.start("en");
    lobby.identify();
    lobby.go_to("insurance");

    lobby
}

#[test]
fn a_digital_card_that_a_scanner_types_is_taken_as_it_is() {
    let payer = Payer::new(7);
    let mut lobby = at_insurance(&payer, |_| {});
    hands::scan(&mut lobby, &payer.card("XEH804512097", GOOD));
    lobby.wait("the card", |lobby| lobby.offers("change-member"));

    assert!(lobby.says("XEH804512097") && lobby.says("Evergreen Health Plan"));
    assert!(lobby.says("We have checked it"), "its signature is good");
    lobby.touch("primary");
    lobby.wait("the payer's answer", |lobby| lobby.asked("eligibility") == 1);
}

#[test]
fn a_digital_card_in_several_codes_is_put_together_in_any_order() {
    let payer = Payer::new(7);
    let mut lobby = at_insurance(&payer, |_| {});
    let [first, second] = payer.card_in_two("XEH804512097", GOOD);
    hands::scan(&mut lobby, &second);
    lobby.wait("the first code", |lobby| lobby.says("Code 1 of 2 is read"));
    hands::scan(&mut lobby, &first);
    lobby.wait("the card", |lobby| lobby.offers("change-member"));
}

#[test]
fn a_digital_card_that_cannot_be_believed_is_refused_with_a_way_on() {
    let payer = Payer::new(7);
    let strangers = Payer::new(8).card("XEH804512097", GOOD);
    let mut tampered = payer.card("XEH804512097", GOOD);
    // Within the signature, which is the end.
    let last = tampered.pop().unwrap();
    tampered.push(if last == '1' { '2' } else { '1' });
    for (name, card, words) in [
        ("a stranger's", strangers, "We could not check it"),
        ("tampered with", tampered, "We could not check it"),
        ("run out", payer.card("XEH804512097", OVER), "It has run out"),
    ] {
        let mut lobby = at_insurance(&payer, |_| {});
        hands::scan(&mut lobby, &card);
        lobby.wait(name, |lobby| lobby.says(words));

        assert!(!lobby.offers("change-member"), "{name}");
        assert!(
            lobby.offers("primary") && lobby.offers("insurance-not-with-me"),
            "{name}: there is a way on"
        );
        lobby.touch("back");
        assert!(lobby.offers("insurance-keep"), "{name}: what is on file can be kept");
    }
}

#[test]
fn a_number_that_is_not_on_file_is_told_and_the_desk_knows_it() {
    let payer = Payer::new(7);
    let mut lobby = at_insurance(&payer, |_| {});
    hands::scan(&mut lobby, &payer.card("XEH911000222", GOOD));
    lobby.wait("the card", |lobby| lobby.offers("change-member"));
    assert!(lobby.says("We have another number"), "{:?}", lobby.words());
    lobby.touch("primary");
    lobby.wait("the next step", |lobby| {
        if lobby.showing() == "insurance" && lobby.offers("primary") {
            lobby.touch("primary");
        }
        lobby.showing() != "insurance"
    });
    let notes = lobby.stage.app.core.session.notes();

    assert!(notes.contains(&DeskNote::InsuranceMemberChanged) && !notes.contains(&DeskNote::InsuranceNameDiffers));
}

#[test]
fn nothing_that_is_scanned_is_typed_into_a_line_of_the_card() {
    let payer = Payer::new(7);
    let mut lobby = at_insurance(&payer, |_| {});
    lobby.touch("insurance-new-card");
    lobby.wait("the line to type", |lobby| lobby.stage.item("field-payer").is_some());
    let card = Payer::new(8).card("XEH804512097", GOOD);
    hands::scan(&mut lobby, &card);
    lobby.wait("the reason", |lobby| lobby.says("We could not check it"));

    assert!(!lobby.says("5676290952"), "{:?}", lobby.words());
}

struct NoWords;

impl TextReader for NoWords {
    fn words(&self, _: &RgbImage) -> Result<Vec<Word>, ReadError> {
        Ok(Vec::new())
    }
}

/// A telephone that shows this code, as a camera sees it.
fn telephone(text: &str) -> Vec<u8> {
    let code = qrcode::QrCode::with_error_correction_level(text, qrcode::EcLevel::L).unwrap();
    let module = 6;
    let wide = code.width() as u32;
    let side = (wide + 8) * module;
    let colors = code.to_colors();
    let (left, top) = ((1920 - side) / 2, (1080 - side) / 2);
    let picture = RgbImage::from_fn(1920, 1080, |x, y| {
        let (Some(x), Some(y)) = (x.checked_sub(left), y.checked_sub(top)) else {
            return Rgb([60, 64, 70]);
        };
        if x >= side || y >= side {
            return Rgb([60, 64, 70]);
        }
        let (column, row) = ((x / module).checked_sub(4), (y / module).checked_sub(4));
        match (column, row) {
            (Some(column), Some(row)) if column < wide && row < wide => {
                if colors[(row * wide + column) as usize] == qrcode::Color::Dark {
                    Rgb([12, 12, 16])
                } else {
                    Rgb([250, 250, 250])
                }
            }
            _ => Rgb([250, 250, 250]),
        }
    });
    let mut bytes = std::io::Cursor::new(Vec::new());
    picture.write_to(&mut bytes, ImageFormat::Png).unwrap();

    bytes.into_inner()
}

#[test]
fn a_digital_card_is_read_from_a_telephone_before_the_camera() {
    let payer = Payer::new(7);
    let mut lobby = at_insurance(&payer, |_| {});
    let shown = vec![telephone(&payer.card("XEH804512097", GOOD))];
    let services = &mut lobby.stage.app.core.services;
    services.camera = Some(Arc::new(PictureCamera::from_bytes(shown).with_frames_a_picture(15)));
    services.reader = Some(Arc::new(NoWords));
    lobby.touch("insurance-new-card");
    lobby.wait("the card", |lobby| lobby.offers("change-member"));

    assert!(lobby.says("XEH804512097"));
    assert!(lobby.says("We have checked it"));
}
