//! What the value of each label looks like.

use crate::understand::labels::Label;
use crate::understand::{date, expiry, identifier, medicare, money, names, payer, plan, telephone};

/// A value made of the first tokens of a run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Value {
    pub text: String,
    /// How many tokens it takes.
    pub tokens: usize,
}

/// The value that these words begin with, if they look like what the label announces. Words that follow belong to
/// one run: nothing wider than a space stands between them.
pub(crate) fn value(label: Label, words: &[&str]) -> Option<Value> {
    match label {
        Label::MemberId => identifier::identifier(words, 6, 3),
        Label::Contract => identifier::contract(words),
        Label::Group => identifier::identifier(words, 2, 1),
        Label::RxBin => identifier::bin(words),
        Label::RxPcn => identifier::code(words, 2, 12),
        Label::RxGrp => identifier::code(words, 2, 15),
        Label::Name => names::name(words),
        Label::EffectiveDate => date::date(words),
        Label::ExpiryDate => expiry::last_day(words),
        Label::Phone => telephone::telephone(words),
        amount if amount.is_amount() => money::money(words),
        Label::PayerId => {
            identifier::code(words, 3, 10).filter(|value| value.text.chars().any(|letter| letter.is_ascii_digit()))
        }
        Label::Dependants => names::name(words),
        Label::Plan => plan::labelled(words),
        Label::Payer => payer::labelled(words),
        Label::MedicareNumber => medicare::number(words),
        _ => anything(words),
    }
}

fn anything(words: &[&str]) -> Option<Value> {
    let word = words.first()?;

    word.chars().any(|letter| letter.is_ascii_digit()).then(|| Value {
        text: String::new(),
        tokens: 1,
    })
}
