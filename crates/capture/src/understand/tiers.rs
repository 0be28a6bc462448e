//! What a person pays in a year and what a family does, in rows below their heading: `Deductible`, below it
//! `Individual $750` and `Family $1,500`.

use crate::understand::labels::Label;
use crate::understand::layout::{Layout, Placed, Role, Token};
use crate::understand::money::money;
use crate::understand::pairing::Offer;
use crate::understand::runs::run_words;

/// Rows of one heading stand no further apart than this, in heights of a line.
const ROW: f32 = 2.6;
/// How much more surely a row is its heading's than any other's.
const SURE: f32 = 1.05;

/// The amounts in the rows below headings that have none beside them.
pub(crate) fn offers(layout: &Layout) -> Vec<Offer> {
    let headings = layout.labels.iter().filter(|placed| {
        matches!(placed.label, Label::Deductible | Label::OutOfPocket) && !has_amount_beside(layout, placed)
    });

    headings.flat_map(|heading| rows(layout, heading)).collect()
}

fn has_amount_beside(layout: &Layout, placed: &Placed) -> bool {
    layout.lines.get(placed.line).is_some_and(|line| {
        line.get(placed.end)
            .is_some_and(|token| token.role == Role::Value && money(&run_words(line, placed.end)).is_some())
    })
}

fn rows(layout: &Layout, heading: &Placed) -> Vec<Offer> {
    let mut offers = Vec::new();
    let mut bottom = heading.bounds.bottom();

    for (number, line) in layout.lines.iter().enumerate().skip(heading.line + 1) {
        let tall = heading.bounds.height.max(8.0);
        let Some(at) = line
            .iter()
            .position(|token| (token.bounds.x - heading.bounds.x).abs() < tall)
        else {
            continue;
        };
        let (Some(word), Some(amount)) = (line.get(at), line.get(at + 1)) else {
            break;
        };

        if word.bounds.y - bottom > tall * ROW || amount.role != Role::Value {
            break;
        }

        let (Some(whose), Some(value)) = (Whose::of(word), money(&run_words(line, at + 1))) else {
            break;
        };
        bottom = word.bounds.bottom();
        offers.extend(whose.label(heading.label).map(|label| Offer {
            label,
            value,
            line: number,
            start: at + 1,
            score: SURE,
        }));
    }

    offers
}

/// Whose amount a row has.
#[derive(Clone, Copy)]
enum Whose {
    Person,
    Family,
}

impl Whose {
    fn of(word: &Token) -> Option<Self> {
        let text = word.text.to_uppercase();

        match text.trim_matches(|letter: char| !letter.is_alphabetic()) {
            "INDIVIDUAL" | "INDIV" | "IND" | "SINGLE" | "SELF" | "PERSON" | "EMPLOYEE" => Some(Self::Person),
            "FAMILY" | "FAM" => Some(Self::Family),
            _ => None,
        }
    }

    /// What the amount is under a heading; `None` for what we do not keep.
    fn label(self, heading: Label) -> Option<Label> {
        match self {
            Self::Person => Some(heading),
            Self::Family => (heading == Label::Deductible).then_some(Label::FamilyDeductible),
        }
    }
}
