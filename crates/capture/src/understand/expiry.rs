//! Until when a card is good: a date with a label of its own, or the second one of a period.

use crate::understand::date::{civil_month_end, date};
use crate::understand::layout::{Layout, Token};
use crate::understand::runs::field;
use crate::understand::value::Value;
use crate::{Bounds, Field};

/// Two days of a period stand no further apart, in heights of their line.
const FAR: f32 = 4.0;

/// A last day as `YYYY-MM-DD`: a date, or a month (`12/2026`), which is good to its end.
pub(crate) fn last_day(words: &[&str]) -> Option<Value> {
    date(words).or_else(|| {
        let (month, year) = words.first()?.split_once('/')?;
        let text = civil_month_end(year.parse().ok()?, month.parse().ok()?)?;

        Some(Value { text, tokens: 1 })
    })
}

/// The end of the period that begins with this date: `01/01/2026 - 12/31/2026`, `01/01/2026 thru 12/31/2026`.
pub(crate) fn of_period(layout: &Layout, begins: Bounds) -> Option<Field> {
    let (line, at) = layout.lines.iter().find_map(|line| {
        let at = line.iter().position(|token| is_within(token, begins))?;

        Some((line, at))
    })?;

    let rest = line.get(at..)?;
    let first = date(&texts(rest))?.tokens;
    let next = rest.get(first)?;
    let end = rest.get(first + usize::from(is_link(&next.text))..)?;
    let found = date(&texts(end))?;
    let gap = end.first()?.bounds.x - rest.get(first.checked_sub(1)?)?.bounds.right();

    // Further apart it is another column.
    if gap > FAR * next.bounds.height {
        return None;
    }

    Some(field(&found.text, end.get(..found.tokens)?, 0.95))
}

fn texts(tokens: &[Token]) -> Vec<&str> {
    tokens.iter().map(|token| token.text.as_str()).collect()
}

fn is_link(word: &str) -> bool {
    ["-", "–", "—", "TO", "THRU", "THROUGH", "UNTIL"]
        .iter()
        .any(|link| word.eq_ignore_ascii_case(link))
}

fn is_within(token: &Token, place: Bounds) -> bool {
    let center = token.bounds.center();

    (place.x..=place.right()).contains(&center.x) && (place.y..=place.bottom()).contains(&center.y)
}
