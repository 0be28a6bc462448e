//! Finds the labels in a line of words.

use crate::understand::candidate::is_among;
use crate::understand::labels::{Label, exactly, label, nearly};
use crate::understand::layout::{Placed, Role, Token};
use crate::understand::plan;
use crate::understand::runs::{is_near, letter_width};
use crate::understand::type_size::is_smaller;

/// The most words that make a label.
const LABEL_WORDS: usize = 4;
/// No wider gap stands between the words of a label, in heights of its letters: types of one width set spaces wide.
const LABEL_GAP: f32 = 1.8;
/// Nor between words of a name, in widths of its letters.
const PITCH: f32 = 1.5;

/// Marks the longest labels, from left to right.
pub(crate) fn mark(lines: &mut [Vec<Token>]) -> Vec<Placed> {
    let mut placed = Vec::new();

    for (number, line) in lines.iter_mut().enumerate() {
        let mut start = 0;

        while start < line.len() {
            let Some((label, length)) = longest(&line[start..]) else {
                start += 1;
                continue;
            };
            if label.is_amount() && is_condition(line, start) || label == Label::Name && is_tier(line, start + length) {
                start += 1;
                continue;
            }

            let end = start + length;
            let in_phrase = length == 1 && !is_unmistakable(label) && is_within_a_phrase(line, start);
            // `Summit ID:` announces an id, whatever Summit is; `Evergreen Health Plan:` announces nothing.
            let announces = line[start..end].last().is_some_and(|token| token.announces);

            // `Network POS`, `Full Network HMO` are names of plans, and `Network` heads a column of amounts.
            let names_network = label == Label::Other && !announces && is_network(line, start, end);
            let names_manager = label == Label::Plan && !announces && is_manager(line.get(end));
            let names_plan = label == Label::Other && !announces && begins_plan(line, start, end);

            if names_network
                || names_plan
                || names_manager
                || in_phrase && (!announces || matches!(label, Label::Plan | Label::Payer | Label::Other))
            {
                start += 1;
                continue;
            }

            let bounds = line[start..end]
                .iter()
                .fold(line[start].bounds, |all, token| all.union(token.bounds));

            // `Specialist / Especialista`: one label in two languages.
            if let Some(before) = placed
                .last_mut()
                .filter(|before| says_it_again(before, label, &line[start..end]))
                && before.line == number
                && before.end == start
            {
                before.end = end;
                before.bounds = before.bounds.union(bounds);
                let known = placed.len() - 1;
                line[start..end]
                    .iter_mut()
                    .for_each(|token| token.role = Role::Label(known));
                start = end;
                continue;
            }

            for token in &mut line[start..end] {
                token.role = Role::Label(placed.len());
            }

            placed.push(Placed {
                label,
                bounds,
                line: number,
                start,
                end,
                in_phrase,
            });
            start = end;
        }
    }

    of_the_pharmacy(lines, &mut placed);

    placed
}

/// Whether a label right behind another announces the same.
fn says_it_again(before: &Placed, label: Label, tokens: &[Token]) -> bool {
    let gap = tokens
        .first()
        .map_or(f32::MAX, |token| token.bounds.x - before.bounds.right());

    before.label == label && label != Label::Other && gap < before.bounds.height * LABEL_GAP
}

/// `$250 after deductible` speaks of an amount and announces none.
fn is_condition(line: &[Token], at: usize) -> bool {
    at.checked_sub(1)
        .and_then(|before| line.get(before))
        .is_some_and(|before| {
            before.role == Role::Value
                && line.get(at).is_some_and(|label| is_near(before, label))
                && ["AFTER", "BEFORE", "NO", "TO", "PLUS", "WAIVED", "AND", "THE", "OR"]
                    .contains(&before.text.to_uppercase().as_str())
        })
}

/// `EMPLOYEE ONLY`, `SUBSCRIBER + SPOUSE`: who is covered, and no label for a name.
fn is_tier(line: &[Token], behind: usize) -> bool {
    let announces = behind
        .checked_sub(1)
        .and_then(|last| line.get(last))
        .is_some_and(|last| last.announces);

    !announces
        && line.get(behind).is_some_and(|next| {
            is_among(" ONLY PLUS AND SPOUSE CHILD CHILDREN FAMILY ", &next.text) || next.text == "&"
        })
}

/// `BIN: 610014 PCN: 9999 GRP: RX1234`: a group right behind the processor's number is the pharmacy's.
fn of_the_pharmacy(lines: &[Vec<Token>], placed: &mut [Placed]) {
    for at in 1..placed.len() {
        let (before, here) = placed.split_at_mut(at);
        let (Some(before), Some(here)) = (before.last(), here.first_mut()) else {
            continue;
        };
        let last = here
            .start
            .checked_sub(1)
            .and_then(|last| lines.get(here.line)?.get(last));
        let follows = before.line == here.line
            && last.is_some_and(|last| here.bounds.x - last.bounds.right() < here.bounds.height * 4.0);

        if here.label == Label::Group && before.label == Label::RxPcn && follows {
            here.label = Label::RxGrp;
        }
    }
}

/// The word for a network alone.
fn is_network(line: &[Token], start: usize, end: usize) -> bool {
    matches!(line.get(start..end), Some([token]) if token.text.eq_ignore_ascii_case("network"))
}

/// `Plan Management`, `Plan Administrators`: who runs plans, and not what a plan is called.
fn is_manager(next: Option<&Token>) -> bool {
    next.is_some_and(|next| {
        is_among(
            " ADMINISTRATION ADMINISTRATOR ADMINISTRATORS MANAGEMENT MANAGERS ",
            &next.text,
        )
    })
}

/// `Dental PPO`, `Vision Plus`: the name of a plan, and no service that costs something.
fn begins_plan(line: &[Token], start: usize, end: usize) -> bool {
    let is_service = matches!(line.get(start..end), Some([token]) if is_among(" DENTAL VISION ", &token.text));

    is_service
        && matches!(
            (line.get(start), line.get(end)),
            (Some(service), Some(next)) if is_near(service, next) && plan::is_telling(&next.text)
        )
}

/// Labels that stand in no name and no sentence, or whose values look like nothing else.
fn is_unmistakable(label: Label) -> bool {
    matches!(
        label,
        Label::RxBin
            | Label::RxPcn
            | Label::RxGrp
            | Label::Deductible
            | Label::Primary
            | Label::Specialist
            | Label::Urgent
            | Label::Emergency
            | Label::MedicareNumber
            | Label::PayerId
    )
}

/// `Plan` in `Evergreen Health Plan` is no label: words without digits stand right before it.
fn is_within_a_phrase(line: &[Token], at: usize) -> bool {
    let (Some(before), Some(token)) = (at.checked_sub(1).and_then(|before| line.get(before)), line.get(at)) else {
        return false;
    };
    let gap = token.bounds.x - before.bounds.right();

    before.role == Role::Value
        && !is_smaller(token, before)
        && gap < (before.bounds.height.max(token.bounds.height) * 0.8).max(letter_width(before) * PITCH)
        && before
            .text
            .chars()
            .all(|letter| letter.is_alphabetic() || "'&.-".contains(letter))
}

/// The longest label that these tokens begin with.
fn longest(tokens: &[Token]) -> Option<(Label, usize)> {
    // A colon ends a label, and an amount is none.
    let most = tokens
        .iter()
        .take(LABEL_WORDS)
        .position(|token| token.announces)
        .map_or(LABEL_WORDS, |last| last + 1)
        .min(tokens.iter().take_while(|token| !token.text.starts_with('$')).count());

    (1..=most).rev().find_map(|length| {
        let parts = tokens.get(..length)?;
        let together = parts.windows(2).all(|pair| {
            let gap = pair[1].bounds.x - pair[0].bounds.right();

            gap < pair[0].bounds.height.max(pair[1].bounds.height) * LABEL_GAP
        });
        // A payer's name and a small label behind it are no label together, unless they spell one.
        let is_one = parts.windows(2).all(|pair| !is_smaller(&pair[1], &pair[0])) || exactly(&joined(parts)).is_some();

        if together && is_one {
            spelled(parts).map(|label| (label, length))
        } else {
            None
        }
    })
}

/// What these tokens announce, all of them together.
fn spelled(parts: &[Token]) -> Option<Label> {
    let spelling = joined(parts);

    if let Some(label) = exactly(&spelling) {
        return Some(label);
    }

    let whole = |parts: &[Token]| exactly(&joined(parts)).is_some();
    // `Specialist ER` is two labels and no misspelt `Specialists`.
    let are_two = (1..parts.len()).any(|at| whole(&parts[..at]) && whole(&parts[at..]));
    // `Customer Care 1` is a label and a telephone number.
    let ends_in_number = parts
        .last()
        .is_some_and(|last| parts.len() > 1 && last.text.chars().all(|letter| letter.is_ascii_digit()));

    // `Plan Core` is no misspelt `Plan Code`.
    let names_plan = parts.len() > 1 && parts.last().is_some_and(|last| plan::is_telling(&last.text));

    if are_two || ends_in_number || names_plan {
        None
    } else if parts.len() > 1 && whole(&parts[..parts.len() - 1]) {
        // `Subscriber Nane` is a misspelt label, `Subscriber KWAME` a label and a name.
        nearly(&spelling, 1)
    } else {
        label(&spelling)
    }
}

fn joined(parts: &[Token]) -> String {
    parts
        .iter()
        .flat_map(|token| token.text.chars())
        .filter(char::is_ascii_alphanumeric)
        .collect()
}
