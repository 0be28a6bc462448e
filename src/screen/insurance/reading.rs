//! One side of a card, read: what it says, its picture for the desk, and pictures of the places that were hard to read.

use std::sync::Arc;
use std::time::Duration;

use capture::{Bounds, CardFields, PayerTable, Quad, TextReader};
use iced::widget::image::Handle;
use image::RgbImage;
use image::codecs::jpeg::JpegEncoder;
use registration::insurance::{CardPicture, Side};

use super::draft::{self, Row};

/// The largest picture that goes to central, in bytes.
const MOST_BYTES: usize = 200 * 1024;

/// Qualities to try, the best first.
const QUALITIES: [u8; 4] = [80, 65, 50, 30];

/// Longer than this nobody waits for the reading.
const PATIENCE: Duration = Duration::from_secs(20);

/// How much of the card is shown beside a place that was hard to read, in pixels of the upright card. Over and under
/// it half as much: more would show half of the next line.
const AROUND: f32 = 16.0;

/// One side of a card, read. It has no `Debug`: everything in it is private.
#[derive(Clone)]
pub struct SideRead {
    /// Which side.
    pub(super) side: Side,
    /// What it says; none where nothing could be read.
    pub(super) fields: Option<CardFields>,
    /// Its picture; none where the card could not be cut out.
    pub(super) picture: Option<CardPicture>,
    /// Pictures of the places that were hard to read.
    pub(super) crops: Vec<(Row, Handle)>,
}

impl SideRead {
    /// Whether anything that marks an insurance card was read.
    pub(super) fn says_something(&self) -> bool {
        self.fields.as_ref().is_some_and(|fields| fields.marks() > 0)
    }
}

/// Reads a picture, off the screen's thread.
pub(super) async fn read(
    side: Side,
    frame: Arc<RgbImage>,
    quad: Option<Quad>,
    reader: Arc<dyn TextReader>,
    payers: PayerTable,
) -> SideRead {
    let reading = tokio::task::spawn_blocking(move || read_now(side, &frame, quad, reader.as_ref(), &payers));

    match tokio::time::timeout(PATIENCE, reading).await {
        Ok(Ok(read)) => read,
        Ok(Err(_)) | Err(_) => {
            tracing::warn!("a card could not be read in time");
            SideRead {
                side,
                fields: None,
                picture: None,
                crops: Vec::new(),
            }
        }
    }
}

fn read_now(
    side: Side,
    frame: &RgbImage,
    quad: Option<Quad>,
    reader: &dyn TextReader,
    payers: &PayerTable,
) -> SideRead {
    let (fields, upright) = match capture::read_card(frame, reader, payers) {
        Ok(reading) => (Some(reading.fields), Some(reading.rectified)),
        Err(error) => {
            tracing::warn!(%error, "a card could not be read");
            (None, quad.map(|quad| capture::rectify(frame, &quad)))
        }
    };
    let crops = match (&fields, &upright) {
        (Some(fields), Some(upright)) => draft::doubtful(fields)
            .into_iter()
            .filter_map(|(row, bounds)| Some((row, crop(upright, bounds)?)))
            .collect(),
        _ => Vec::new(),
    };
    let picture = upright
        .and_then(|upright| jpeg(&upright))
        .map(|jpeg| CardPicture { side, jpeg });

    SideRead {
        side,
        fields,
        picture,
        crops,
    }
}

/// The picture as JPEG, small enough to send.
fn jpeg(picture: &RgbImage) -> Option<Vec<u8>> {
    QUALITIES.into_iter().find_map(|quality| {
        let mut bytes = Vec::new();
        JpegEncoder::new_with_quality(&mut bytes, quality)
            .encode_image(picture)
            .ok()?;

        (bytes.len() <= MOST_BYTES).then_some(bytes)
    })
}

fn crop(upright: &RgbImage, place: Bounds) -> Option<Handle> {
    let left = (place.x - AROUND).max(0.0) as u32;
    let top = (place.y - AROUND / 2.0).max(0.0) as u32;
    let right = ((place.right() + AROUND).max(0.0) as u32).min(upright.width());
    let bottom = ((place.bottom() + AROUND / 2.0).max(0.0) as u32).min(upright.height());
    let (width, height) = (right.checked_sub(left)?, bottom.checked_sub(top)?);
    if width == 0 || height == 0 {
        return None;
    }
    let part = image::imageops::crop_imm(upright, left, top, width, height).to_image();

    Some(Handle::from_rgba(
        width,
        height,
        image::DynamicImage::from(part).into_rgba8().into_raw(),
    ))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn even_a_noisy_picture_is_small_enough_to_send() {
        let mut state = 7_u32;
        let noisy = RgbImage::from_fn(capture::CARD_WIDTH, capture::CARD_HEIGHT, |_, _| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            image::Rgb([(state >> 24) as u8 / 4 + 90, (state >> 16) as u8 / 4 + 90, 128])
        });
        let bytes = jpeg(&noisy).unwrap();

        assert!(bytes.len() <= MOST_BYTES);
        assert!(bytes.starts_with(&[0xFF, 0xD8]), "JPEG");
    }

    /// An engine that reads one line, as sure as it is told to be.
    struct OneLine(f32);

    impl TextReader for OneLine {
        fn words(&self, _: &RgbImage) -> Result<Vec<capture::Word>, capture::ReadError> {
            let word = |text: &str, x: f32, width: f32| capture::Word {
                text: text.to_owned(),
                confidence: self.0,
                bounds: Bounds::new(x, 200.0, width, 34.0),
            };

            Ok(vec![
                word("Member", 80.0, 130.0),
                word("ID:", 220.0, 50.0),
                word("XEH804512097", 290.0, 260.0),
            ])
        }
    }

    #[test]
    fn beside_a_line_that_was_hard_to_read_its_place_on_the_card_is_shown() {
        let picture = crate::demo::Cards::get("evergreen-front.jpg").unwrap();
        let frame = image::load_from_memory(&picture.data).unwrap().into_rgb8();
        let unsure = read_now(Side::Front, &frame, None, &OneLine(0.4), PayerTable::built_in());
        let sure = read_now(Side::Front, &frame, None, &OneLine(0.98), PayerTable::built_in());
        let shows = |read: &SideRead| read.crops.iter().any(|(row, _)| *row == Row::Member);

        assert!(unsure.says_something() && sure.says_something());
        assert!(shows(&unsure), "the person compares it with the picture");
        assert!(!shows(&sure));
    }

    #[test]
    fn a_place_at_the_rim_is_cut_out_and_one_outside_is_not() {
        let card = RgbImage::new(100, 60);

        assert!(crop(&card, Bounds::new(90.0, 50.0, 40.0, 40.0)).is_some());
        assert!(crop(&card, Bounds::new(500.0, 500.0, 10.0, 10.0)).is_none());
        assert!(crop(&card, Bounds::new(-80.0, -80.0, 10.0, 10.0)).is_none());
    }
}
