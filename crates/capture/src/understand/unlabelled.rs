//! Values that are known by their form, where no label was read.

use crate::Field;
use crate::understand::labels::Label;
use crate::understand::layout::Role;
use crate::understand::pairing::Pairing;
use crate::understand::runs::{field, run_words};
use crate::understand::telephone;
use crate::understand::value::{self, Value};

impl Pairing<'_> {
    /// A number like a member id that stands on a card's front without a label that was read. A guess, and said to be
    /// one by its confidence.
    pub fn unlabelled(&self) -> Option<Field> {
        self.layout.lines.iter().enumerate().find_map(|(number, line)| {
            (0..line.len()).find_map(|start| {
                let words = run_words(line, start);
                let value = value::value(Label::Contract, &words)?;
                let tokens = line.get(start..start + value.tokens)?;
                let free = (start..start + value.tokens).all(|token| !self.is_used(number, token));
                let is_value = tokens
                    .iter()
                    .all(|token| token.role == Role::Value && token.confidence > 0.6);
                let letters = value.text.chars().filter(char::is_ascii_alphanumeric).count();
                let fits = letters >= 8 && looks_like_a_number(&value.text) && telephone::telephone(&words).is_none();

                (free && is_value && fits).then(|| field(&value.text, tokens, 0.25))
            })
        })
    }

    /// The first free value of a kind that needs no label.
    pub fn anywhere(&self, parse: impl Fn(&[&str]) -> Option<Value>) -> Option<Field> {
        self.layout.lines.iter().enumerate().find_map(|(number, line)| {
            (0..line.len()).find_map(|start| {
                let value = parse(&run_words(line, start))?;
                let free = (start..start + value.tokens).all(|token| !self.is_used(number, token));

                free.then(|| {
                    field(
                        &value.text,
                        line.get(start..start + value.tokens).unwrap_or_default(),
                        0.8,
                    )
                })
            })
        })
    }
}

/// Mostly digits, and enough of them.
pub(crate) fn looks_like_a_number(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();

    digits >= 5 && digits * 2 >= text.chars().filter(char::is_ascii_alphanumeric).count()
}
