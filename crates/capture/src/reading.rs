//! From a picture of a card to its fields.

use std::fmt;

use image::RgbImage;

use crate::{CardFields, ReadError, TextReader, assess, rectify, understand};

/// One side of a card, read. Its picture and fields are private.
#[derive(Clone)]
pub struct CardReading {
    pub fields: CardFields,
    /// The card, upright, [`crate::CARD_WIDTH`] by [`crate::CARD_HEIGHT`] pixels.
    pub rectified: RgbImage,
    /// What the person or the desk should know, in plain English for technicians; never a value from the card.
    pub problems: Vec<String>,
}

impl fmt::Debug for CardReading {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "CardReading({} problems, ..)", self.problems.len())
    }
}

/// Finds the card in a picture, turns it upright and reads it.
pub fn read_card(picture: &RgbImage, reader: &dyn TextReader) -> Result<CardReading, ReadError> {
    let quad = assess(picture).quad.ok_or(ReadError::NoCard)?;
    let rectified = rectify(picture, &quad);
    let fields = understand(&reader.words(&rectified)?);

    Ok(CardReading { fields, rectified, problems: Vec::new() })
}
