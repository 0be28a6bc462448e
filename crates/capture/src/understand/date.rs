//! Dates as cards print them.

use crate::understand::misread::as_digit;
use crate::understand::value::Value;

/// A date as `YYYY-MM-DD`. Cards of the United States put the month first.
pub(crate) fn date(words: &[&str]) -> Option<Value> {
    let first = words.first()?;

    // A speck before it.
    if let [speck, rest @ ..] = words
        && speck.chars().count() == 1
        && let Some(number) = rest.first().filter(|word| word.len() >= 8)
        && let Some(found) = date(&[*number])
    {
        return Some(Value { tokens: 2, ..found });
    }

    let mended = mended(first);
    let parts: Vec<&str> = mended.split(['/', '-', '.']).collect();

    if let [one, two, three] = parts.as_slice() {
        let numbers: Option<Vec<i32>> = [one, two, three].iter().map(|part| part.parse().ok()).collect();
        let numbers = numbers?;
        let (year, month, day) = if one.len() == 4 {
            (numbers[0], numbers[1], numbers[2])
        } else {
            (
                if three.len() == 2 {
                    2000 + numbers[2]
                } else {
                    numbers[2]
                },
                numbers[0],
                numbers[1],
            )
        };

        return civil(year, month, day).map(|text| Value { text, tokens: 1 });
    }

    // `Oct 1,2025`.
    if let Some(glued) = words
        .get(1)
        .and_then(|word| word.split_once(','))
        .filter(|(_, year)| year.len() == 4)
    {
        return date(&[*first, glued.0, glued.1]).map(|found| Value { tokens: 2, ..found });
    }

    // `January 1, 2026` or `Jan 1 2026` or `1 January 2026`.
    let clean = |index: usize| {
        words
            .get(index)
            .map(|word| word.trim_matches([',', '.']))
            .unwrap_or_default()
    };
    let (month, day) = match month(clean(0)) {
        Some(month) => (month, clean(1)),
        None => (month(clean(1))?, clean(0)),
    };
    let text = civil(clean(2).parse().ok()?, month, day.parse().ok()?)?;

    Some(Value { text, tokens: 3 })
}

/// A word that is nearly a date, with digits where letters were read for them.
fn mended(word: &str) -> String {
    let word = word.trim_matches(['(', ')', '\'', ',']);
    let digits = word.chars().filter(char::is_ascii_digit).count();
    let dividers = word.chars().filter(|letter| "/-.".contains(*letter)).count();

    if dividers == 2 && digits >= 4 {
        word.chars().map(|letter| as_digit(letter).unwrap_or(letter)).collect()
    } else {
        word.to_owned()
    }
}

/// The last day of a month.
pub(crate) fn civil_month_end(year: i32, month: i32) -> Option<String> {
    let year = i16::try_from(year).ok().filter(|year| (1950..2100).contains(year))?;
    let first = jiff::civil::Date::new(year, i8::try_from(month).ok()?, 1).ok()?;

    Some(first.last_of_month().to_string())
}

fn civil(year: i32, month: i32, day: i32) -> Option<String> {
    let date = jiff::civil::Date::new(
        i16::try_from(year).ok()?,
        i8::try_from(month).ok()?,
        i8::try_from(day).ok()?,
    )
    .ok()?;

    (1950..2100).contains(&year).then(|| date.to_string())
}

fn month(word: &str) -> Option<i32> {
    const MONTHS: [&str; 12] = [
        "JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC",
    ];
    let start: String = word.chars().take(3).collect::<String>().to_uppercase();

    MONTHS
        .iter()
        .position(|month| *month == start)
        .map(|index| index as i32 + 1)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

    use super::*;

    fn text(words: &[&str]) -> Option<String> {
        date(words).map(|value| value.text)
    }

    #[test]
    fn dates_are_read_in_the_order_of_the_country() {
        assert_eq!(text(&["01/02/2026"]).as_deref(), Some("2026-01-02"));
        assert_eq!(text(&["2026-01-02"]).as_deref(), Some("2026-01-02"));
        assert_eq!(text(&["January", "2,", "2026"]).as_deref(), Some("2026-01-02"));
        assert_eq!(text(&["Oct", "1,2025"]).as_deref(), Some("2025-10-01"));
        assert_eq!(text(&["13/13/2026"]), None);
        assert_eq!(text(&["O1/O2/2026"]).as_deref(), Some("2026-01-02"));
        assert_eq!(text(&["(7-01-2023"]).as_deref(), Some("2023-07-01"));
        assert_eq!(text(&["0", "01-02-2025"]).as_deref(), Some("2025-01-02"));
        assert_eq!(text(&["2-B-IS"]), None);
    }
}
