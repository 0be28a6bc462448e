//! Reads the numbers of a card again, each by itself, enlarged and prepared in several ways; lets the readings vote, and
//! the shapes of the letters decide where an O could be a zero.

use image::{GrayImage, RgbImage};

use crate::lookalikes::{Told, tell_apart};
use crate::segments::Area;
use crate::strips::{Strip, Style, dark_on_white};
use crate::text::Letters;
use crate::vote::{Ballot, vote};
use crate::{Bounds, CardFields, Field, TextReader, Word, mbi};

/// How a number is prepared for each reading: how tall, in pixels, and in what way.
const READINGS: [(f32, Style); 3] = [(38.0, Style::Plain), (46.0, Style::Sharp), (31.0, Style::Black)];
/// How tall a number is set to look at its shapes.
const TALL: f32 = 66.0;
/// A number read with less confidence than this is read again; member id and group number always are.
const SURE: f32 = 0.9;

/// What a number may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// Capitals and digits.
    Code,
    /// Exactly six digits (NCPDP 101-A1).
    Bin,
    /// A Medicare Beneficiary Identifier.
    Medicare,
}

struct Target<'a> {
    kind: Kind,
    field: &'a mut Field,
    area: Area,
}

/// Makes the numbers of a card surer, or says by a low confidence that they are not.
pub(crate) fn surer(card: &RgbImage, fields: &mut CardFields, reader: &dyn TextReader) {
    let grey = image::imageops::grayscale(card);
    let mut targets = targets(&grey, fields);

    if targets.is_empty() {
        return;
    }

    let pages: Vec<GrayImage> = targets
        .iter()
        .flat_map(|target| READINGS.map(|(tall, style)| Strip::styled(&grey, target.area, tall, style).picture))
        .collect();
    // What was read of the whole card stands where the second look fails.
    let readings = reader.lines(&pages, Letters::Code).unwrap_or_default();

    for (index, target) in targets.iter_mut().enumerate() {
        let start = index * READINGS.len();
        let again = readings.get(start..start + READINGS.len()).unwrap_or_default();
        settle(&grey, target, again);
    }
}

fn targets<'a>(grey: &GrayImage, fields: &'a mut CardFields) -> Vec<Target<'a>> {
    let CardFields {
        member_id,
        group_number,
        rx_bin,
        rx_pcn,
        rx_grp,
        mbi,
        ..
    } = fields;

    [
        (Kind::Code, member_id, true),
        (Kind::Code, group_number, true),
        (Kind::Bin, rx_bin, false),
        (Kind::Code, rx_pcn, false),
        (Kind::Code, rx_grp, false),
        (Kind::Medicare, mbi, false),
    ]
    .into_iter()
    .filter_map(|(kind, field, always)| {
        let field = field.as_mut()?;
        let area = around(grey, field.bounds?)?;

        (always || field.confidence < SURE || has_double(&field.value)).then_some(Target { kind, field, area })
    })
    .collect()
}

/// Letters and digits that are taken for each other.
fn has_double(text: &str) -> bool {
    text.chars().any(|letter| "O0DI1S5B8Z2".contains(letter)) && text.chars().any(|letter| letter.is_ascii_alphabetic())
}

fn settle(grey: &GrayImage, target: &mut Target, again: &[Vec<Word>]) {
    let mut ballots = vec![Ballot {
        text: target.field.value.to_uppercase(),
        confidence: target.field.confidence,
    }];
    ballots.extend(again.iter().filter_map(|words| Ballot::of(words)));
    let Some(outcome) = vote(&ballots) else {
        return;
    };
    let strip = Strip::styled(grey, target.area, TALL, Style::Plain);
    let told = tell_apart(&strip.picture, &outcome.text).unwrap_or_else(|| Told::undecided(&outcome.text));
    let text = match target.kind {
        Kind::Code => Some(told.with_neighbours()),
        Kind::Bin => bin(&told.text),
        Kind::Medicare => mbi::valid(&mbi_form(&told.text)),
    };
    let Some(text) = text else {
        target.field.confidence = target.field.confidence.min(0.5);
        return;
    };
    let readings = outcome.confidence * (0.4 + 0.6 * outcome.agreement);
    let shapes = if told.is_sure() { 1.0 } else { 0.85 };
    // All agree: as sure as the surest. Else not surer than the vote.
    let confidence = if outcome.agreement > 0.9 {
        target.field.confidence.max(readings)
    } else {
        target.field.confidence.min(readings)
    };

    target.field.value = text;
    target.field.confidence = (confidence * shapes).clamp(0.0, 1.0);
}

/// Six digits; letters that stand for digits are mended, because there are none in a BIN.
fn bin(text: &str) -> Option<String> {
    let digits: Option<String> = text.chars().map(as_digit).collect();

    digits.filter(|digits| digits.len() == 6)
}

fn as_digit(letter: char) -> Option<char> {
    match letter {
        '0'..='9' => Some(letter),
        _ => crate::value::as_digit(letter),
    }
}

/// The letters of an MBI are such that none is taken for a digit: what could be one is one.
fn mbi_form(text: &str) -> String {
    text.chars()
        .map(|letter| match letter {
            'O' => '0',
            'I' => '1',
            'S' => '5',
            'B' => '8',
            'Z' => '2',
            other => other,
        })
        .collect()
}

/// The stretch of a card around a value, cut where nothing is printed: boxes of words are drawn a little off.
fn around(grey: &GrayImage, bounds: Bounds) -> Option<Area> {
    let pad = (bounds.height * 0.35).clamp(4.0, 24.0);
    let left = (bounds.x - pad).max(0.0) as u32;
    let top = (bounds.y - pad * 0.7).max(0.0) as u32;
    let right = ((bounds.right() + pad).max(0.0) as u32).min(grey.width());
    let bottom = ((bounds.bottom() + pad * 0.7).max(0.0) as u32).min(grey.height());

    if right <= left + 8 || bottom <= top + 6 {
        return None;
    }

    let cut = image::imageops::crop_imm(grey, left, top, right - left, bottom - top).to_image();
    let cut = dark_on_white(cut);
    let rows = (
        (bounds.y - top as f32).max(0.0) as u32,
        ((bounds.bottom() - top as f32).max(0.0) as u32).min(cut.height()),
    );
    let is_blank_column = |x: u32| (rows.0..rows.1).all(|y| cut.get_pixel(x, y).0[0] > BLANK);
    let columns: Vec<bool> = (0..cut.width()).map(is_blank_column).collect();
    let from = gap(&columns, (2.0 * pad) as usize).map_or(0, |gap| gap.1);
    let reversed: Vec<bool> = columns.iter().rev().copied().collect();
    let until = columns.len() - gap(&reversed, (2.0 * pad) as usize).map_or(0, |gap| gap.1);

    if until <= from + 4 {
        return None;
    }

    let is_blank_row = |y: u32| (from..until).all(|x| cut.get_pixel(x as u32, y).0[0] > BLANK);
    let middle = u32::midpoint(rows.0, rows.1);
    let above = (0..middle).rev().find(|y| is_blank_row(*y)).map_or(0, |y| y + 1);
    let below = (middle..cut.height())
        .find(|y| is_blank_row(*y))
        .unwrap_or(cut.height());

    (below > above + 5).then_some(Area {
        left: left + from as u32,
        top: top + above,
        right: left + until as u32,
        bottom: top + below,
    })
}

/// Lighter than this is paper.
const BLANK: u8 = 165;

/// The widest blank stretch that begins within so many columns from the start.
fn gap(blank: &[bool], within: usize) -> Option<(usize, usize)> {
    let mut best: Option<(usize, usize)> = None;
    let mut start = None;

    for (at, is_blank) in blank.iter().take(within).enumerate() {
        match (is_blank, start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                if best.is_none_or(|(known, end)| at - from >= end - known) {
                    best = Some((from, at));
                }

                start = None;
            }
            _ => {}
        }
    }

    best
}
