//! What only the cards of Medicare say.

use crate::Field;
use crate::mbi;
use crate::understand::date::date;
use crate::understand::layout::{Layout, Token};
use crate::understand::runs::field;
use crate::understand::value::Value;

/// The word was read clearly.
const SURE: f32 = 0.8;

/// A Medicare Beneficiary Identifier, set in up to three pieces.
pub(crate) fn number(words: &[&str]) -> Option<Value> {
    (1..=words.len().min(3)).find_map(|tokens| {
        let text = words.get(..tokens)?.concat();

        mbi::read(&text).map(|text| Value { text, tokens })
    })
}

/// The position of a number with its dashes where an MBI has them, whatever stands around it: `1EG4-TE5-MK73`. No other
/// number of a card looks so.
pub(crate) fn dashed(layout: &Layout) -> Option<(usize, usize, Value)> {
    layout.lines.iter().enumerate().find_map(|(number, line)| {
        line.iter().enumerate().find_map(|(at, token)| {
            let pieces: Vec<usize> = token.text.split('-').map(|piece| piece.chars().count()).collect();
            let text = mbi::read(&token.text).filter(|_| pieces == [4, 3, 4])?;

            Some((number, at, Value { text, tokens: 1 }))
        })
    })
}

/// Medicare where a card with its number says so in another place than on top, whose print was not read.
pub(crate) fn named(layout: &Layout) -> Option<Field> {
    let named = |token: &&Token| token.text.eq_ignore_ascii_case("MEDICARE") && token.confidence > SURE;
    let token = layout.lines.iter().flatten().find(named)?;

    Some(field("Medicare", std::slice::from_ref(token), 0.8))
}

/// Since when the person is entitled to hospital insurance (part A); where that was not read or is not there, to medical
/// insurance (part B).
pub(crate) fn entitled_since(layout: &Layout) -> Option<Field> {
    ["HOSPITAL", "MEDICAL"].iter().find_map(|part| {
        layout.lines.iter().find_map(|line| {
            let head = line.iter().position(|token| token.text.to_uppercase().contains(part))?;
            let says_part = line
                .iter()
                .skip(head)
                .any(|token| token.text.to_uppercase().contains("PART"));

            (head..line.len()).filter(|_| says_part).find_map(|start| {
                let words: Vec<&str> = line.iter().skip(start).map(|token| token.text.as_str()).collect();
                let found = date(&words)?;

                Some(field(&found.text, line.get(start..start + found.tokens)?, 0.95))
            })
        })
    })
}
