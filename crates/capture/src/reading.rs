//! From a picture of a card to its fields.

use std::fmt;

use image::RgbImage;
use image::imageops::rotate180;

use crate::text::{merged, surer};
use crate::understand::{evidence, has_unanswered};
use crate::{
    CardFields, CardSide, Guidance, PayerTable, Quad, ReadError, TextReader, Word, assess, rectify, understand,
};

/// Letters read with this much confidence say which way is up.
const SURE: f32 = 0.6;

/// One side of a card, read. Its picture and fields are private.
#[derive(Clone)]
pub struct CardReading {
    pub fields: CardFields,
    /// The card, upright, [`crate::CARD_WIDTH`] by [`crate::CARD_HEIGHT`] pixels.
    pub rectified: RgbImage,
    /// What the person or the desk should know, in plain English for technicians; never a value from the card.
    pub problems: Vec<String>,
    /// How many words spoke of an insurance card: under 2 it is something else, under 4 if no field was read either.
    pub evidence: usize,
    /// Which side of an insurance card it is.
    pub side: CardSide,
}

impl CardReading {
    /// Whether it looks like an insurance card at all.
    pub fn is_insurance_card(&self) -> bool {
        // A page about insurance has its words too, and nothing of a member.
        self.evidence >= 4 || (self.evidence >= 2 && !self.fields.is_empty())
    }
}

impl fmt::Debug for CardReading {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "CardReading({} problems, ..)", self.problems.len())
    }
}

/// Finds the card in a picture, turns it upright and reads it.
pub fn read_card(picture: &RgbImage, reader: &dyn TextReader, payers: &PayerTable) -> Result<CardReading, ReadError> {
    let assessment = assess(picture);
    let quad = assessment.quad.ok_or(ReadError::NoCard)?;
    let mut reading = read_in(picture, &quad, reader, payers)?;

    if let Some(problem) = problem(assessment.guidance) {
        reading.problems.insert(0, problem.to_owned());
    }

    Ok(reading)
}

/// Reads the card inside a known outline.
pub(crate) fn read_in(
    picture: &RgbImage,
    quad: &Quad,
    reader: &dyn TextReader,
    payers: &PayerTable,
) -> Result<CardReading, ReadError> {
    let (rectified, mut words) = upright(rectify(picture, quad), reader)?;
    let evidence = evidence(&words);
    let fields = if evidence >= 2 {
        let mut fields = understand(&words, payers);

        if lacks_something(&fields, &words) || has_unanswered(&words, &mut fields) {
            // What was read stands where the second look fails.
            let more = reader.more_words(&rectified).unwrap_or_default();
            words = merged(words, more);
            fields = understand(&words, payers);
        }

        surer(&rectified, &mut fields);

        fields
    } else {
        CardFields::default()
    };
    let mut problems = Vec::new();

    if evidence < 2 {
        problems.push("this does not look like an insurance card".to_owned());
    } else if fields.is_empty() {
        problems.push("nothing on the card could be read".to_owned());
    } else if fields.marks() > 2 && fields.member_id.is_none() && fields.mbi.is_none() {
        problems.push("the member id could not be read".to_owned());
    }

    Ok(CardReading {
        side: fields.side(),
        fields,
        rectified,
        problems,
        evidence,
    })
}

/// Whether a card's front was read without what it is for.
fn lacks_something(fields: &CardFields, words: &[Word]) -> bool {
    let is_front = fields.subscriber_name.is_some() || fields.rx_bin.is_some() || fields.group_number.is_some();

    (is_front && fields.member_id.is_none() && fields.mbi.is_none()) || (sense(words) < 60)
}

/// Reads the card, and if that makes little sense, reads it the other way up too.
fn upright(card: RgbImage, reader: &dyn TextReader) -> Result<(RgbImage, Vec<Word>), ReadError> {
    let words = reader.words(&card)?;

    if evidence(&words) >= 3 && sense(&words) >= 30 {
        return Ok((card, words));
    }

    let turned = rotate180(&card);
    let turned_words = reader.words(&turned)?;

    if (evidence(&turned_words), sense(&turned_words)) > (evidence(&words), sense(&words)) {
        Ok((turned, turned_words))
    } else {
        Ok((card, words))
    }
}

/// How many letters were read surely, in words of three and more.
fn sense(words: &[Word]) -> usize {
    words
        .iter()
        .filter(|word| word.confidence >= SURE)
        .map(|word| word.text.chars().filter(|letter| letter.is_alphanumeric()).count())
        .filter(|letters| *letters >= 3)
        .sum()
}

/// What a technician should know about the picture.
pub(crate) fn problem(guidance: Guidance) -> Option<&'static str> {
    match guidance {
        Guidance::Good => None,
        Guidance::NoCard => Some("no card was found in the picture"),
        Guidance::ComeCloser => Some("the card is too far away"),
        Guidance::MoveBack => Some("the card is too near"),
        Guidance::CutOff => Some("part of the card is outside the picture"),
        Guidance::HoldStill => Some("the picture is blurred"),
        Guidance::TooDark => Some("the picture is too dark"),
        Guidance::Glare => Some("glare hides part of the card"),
        Guidance::WrongObject => Some("this is not a card"),
        Guidance::TwoCards => Some("there are two cards in the picture"),
    }
}
