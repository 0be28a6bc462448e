//! Telephone numbers and whom they are for, by the words that stand before or above them.

use crate::understand::labels::Label;
use crate::understand::layout::{Layout, Role, Token};
use crate::understand::runs::field;
use crate::understand::telephone::{Form, parsed, telephone};
use crate::{Bounds, CardFields, Field};

/// How many words before a number are looked at.
const WORDS: usize = 9;

/// Whom a number is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Purpose {
    Member,
    Provider,
    Pharmacy,
    MentalHealth,
    Nurse,
    Claims,
    Authorization,
    Dental,
    Vision,
    /// Text telephones and fax machines: nobody is sent there.
    Machine,
}

/// The beginnings of the words that say so. The first that is found counts: `Pharmacy help for members` is a pharmacy's.
const MARKS: [(Purpose, &[&str]); 10] = [
    (Purpose::Machine, &["FAX"]),
    (Purpose::Nurse, &["NURSE", "HEALTHLINE"]),
    (
        Purpose::MentalHealth,
        &["MENTAL", "BEHAVIOR", "SUBSTANCE", "CRISIS", "PSYCH"],
    ),
    (Purpose::Pharmacy, &["PHARM", "RXHELP", "PRESCRIPTION"]),
    (Purpose::Dental, &["DENTAL", "DENTIST"]),
    (Purpose::Vision, &["VISION", "EYECARE"]),
    (
        Purpose::Authorization,
        &[
            "AUTHORIZ",
            "PREAUTH",
            "PRECERT",
            "PRE-CERT",
            "PRE-AUTH",
            "UTILIZATION",
            "NOTIFICATION",
        ],
    ),
    (Purpose::Claims, &["CLAIM"]),
    (
        Purpose::Provider,
        &["PROVIDER", "DOCTOR", "PHYSICIAN", "HOSPITALS", "FACILIT"],
    ),
    (
        Purpose::Member,
        &[
            "MEMBER",
            "CUSTOMER",
            "SUBSCRIBER",
            "ENROLLEE",
            "QUESTION",
            "BENEFIT",
            "CONTACT",
        ],
    ),
];

/// Puts every telephone number where it belongs. One that is for nobody in particular is the member's.
pub(crate) fn fill(layout: &Layout, fields: &mut CardFields) {
    let numbers: Vec<Bounds> = [&fields.member_id, &fields.group_number, &fields.payer_id]
        .into_iter()
        .filter_map(|field| field.as_ref()?.bounds)
        .collect();

    for (purpose, phone) in find(layout) {
        // What was understood as the member's number is nobody's telephone.
        if phone
            .bounds
            .is_some_and(|bounds| numbers.iter().any(|known| is_same_place(*known, bounds)))
        {
            continue;
        }

        let place = match purpose {
            None => &mut fields.phone,
            Some(Purpose::Member) => &mut fields.phones.member,
            Some(Purpose::Provider) => &mut fields.phones.provider,
            Some(Purpose::Pharmacy) => &mut fields.phones.pharmacy,
            Some(Purpose::MentalHealth) => &mut fields.phones.mental_health,
            Some(Purpose::Nurse) => &mut fields.phones.nurse,
            Some(Purpose::Claims) => &mut fields.phones.claims,
            Some(Purpose::Authorization) => &mut fields.phones.authorization,
            Some(Purpose::Dental) => &mut fields.phones.dental,
            Some(Purpose::Vision) => &mut fields.phones.vision,
            Some(Purpose::Machine) => continue,
        };

        if place.is_none() {
            *place = Some(phone);
        }
    }

    if fields.phones.member.is_some() {
        fields.phone.clone_from(&fields.phones.member);
    }
}

fn is_same_place(one: Bounds, other: Bounds) -> bool {
    one.shared_width(other) > 0.5 && one.shared_height(other) > 0.5
}

/// Every number on the card with what it is for, from top to bottom.
fn find(layout: &Layout) -> Vec<(Option<Purpose>, Field)> {
    let mut phones = Vec::new();

    for (number, line) in layout.lines.iter().enumerate() {
        let mut start = 0;
        // Where the words of the number before end.
        let mut after = 0;

        while start < line.len() {
            let words: Vec<&str> = line.iter().skip(start).map(|token| token.text.as_str()).collect();

            let Some((found, form)) = parsed(&words).filter(|_| !is_numbered(layout, line, start)) else {
                start += 1;
                continue;
            };
            let tokens = line.get(start..start + found.tokens).unwrap_or_default();
            let before = line
                .get(after.max(start.saturating_sub(WORDS))..start)
                .unwrap_or_default();
            let purpose = purpose(before).or_else(|| above(layout, number, tokens).and_then(|line| purpose(&line)));

            let is_called = form == Form::Divided || purpose.is_some() || before.iter().any(is_for_calls);

            if is_called && purpose != Some(Purpose::Machine) && !is_machine(before) {
                phones.push((purpose, field(&found.text, tokens, 0.95)));
            }

            start += found.tokens;
            after = start;
        }
    }

    phones
}

/// Whether the label right before a place announces a number that is no telephone's.
fn is_numbered(layout: &Layout, line: &[Token], at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|before| line.get(before));

    before.is_some_and(|token| {
        let label = match token.role {
            Role::Label(number) => layout.labels.get(number).map(|placed| placed.label),
            Role::Value => None,
        };

        // The issuer's number (ISO 7812) follows its prefix.
        token.text.contains("80840") || label.is_some_and(is_identifier)
    })
}

fn is_identifier(label: Label) -> bool {
    matches!(
        label,
        Label::MemberId
            | Label::Group
            | Label::RxBin
            | Label::RxPcn
            | Label::RxGrp
            | Label::PayerId
            | Label::MedicareNumber
    )
}

fn is_for_calls(word: &Token) -> bool {
    is_one_of(&word.text, &["CALL", "PHONE", "TEL", "HELP", "SERVICE", "CARE"])
}

/// The words of the line above that stand over these.
fn above(layout: &Layout, number: usize, tokens: &[Token]) -> Option<Vec<Token>> {
    let first = tokens.first()?;
    let line = layout.lines.get(number.checked_sub(1)?)?;
    let words: Vec<Token> = line
        .iter()
        .filter(|token| {
            let gap = first.bounds.y - token.bounds.bottom();

            gap < first.bounds.height * 1.4 && (token.bounds.x - first.bounds.x).abs() < first.bounds.height * 12.0
        })
        .cloned()
        .collect();
    // A line with a number of its own speaks of that one.
    let texts: Vec<&str> = words.iter().map(|token| token.text.as_str()).collect();
    let has_own = (0..texts.len()).any(|start| texts.get(start..).and_then(telephone).is_some());

    (!has_own).then_some(words)
}

fn purpose(words: &[Token]) -> Option<Purpose> {
    MARKS
        .iter()
        .find(|(_, marks)| words.iter().any(|word| is_one_of(&word.text, marks)))
        .map(|(purpose, _)| *purpose)
}

/// The last word before the number says that it is for a text telephone.
fn is_machine(before: &[Token]) -> bool {
    before
        .last()
        .is_some_and(|word| is_one_of(&word.text, &["TTY", "TDD", "FAX"]))
}

fn is_one_of(word: &str, marks: &[&str]) -> bool {
    let plain: String = word
        .chars()
        .filter(|letter| letter.is_alphabetic() || *letter == '-')
        .collect::<String>()
        .to_uppercase();

    marks.iter().any(|mark| plain.starts_with(mark))
}
