//! FHIR dates and times as spans of time: `2026` is a year long, `2026-11-23T10:00:00Z` a second.

use jiff::{SignedDuration, Timestamp, civil, tz::TimeZone};

/// From the first millisecond to the one after the last, since 1970.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Span {
    pub low: i64,
    pub high: i64,
}

impl Span {
    /// No end known: the far ends stand for it.
    pub const ALWAYS: Self = Self {
        low: i64::MIN,
        high: i64::MAX,
    };

    pub fn parse(text: &str, zone: &TimeZone) -> Option<Self> {
        match text.len() {
            4 if digits(text) => {
                let first = civil::Date::new(text.parse().ok()?, 1, 1).ok()?;
                days(first, first.checked_add(jiff::Span::new().years(1)).ok()?, zone)
            }
            7 => {
                let (year, month) = text.split_once('-').filter(|(a, b)| digits(a) && digits(b))?;
                let first = civil::Date::new(year.parse().ok()?, month.parse().ok()?, 1).ok()?;
                days(first, first.checked_add(jiff::Span::new().months(1)).ok()?, zone)
            }
            10 => {
                let first = date(text)?;
                days(first, first.tomorrow().ok()?, zone)
            }
            _ => instant(text, zone),
        }
    }
}

/// A calendar date, written in full.
pub(crate) fn date(text: &str) -> Option<civil::Date> {
    let bytes = text.as_bytes();
    if bytes.len() != 10 || bytes.get(4) != Some(&b'-') || bytes.get(7) != Some(&b'-') {
        return None;
    }

    text.parse().ok()
}

fn digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn days(first: civil::Date, after: civil::Date, zone: &TimeZone) -> Option<Span> {
    let start = first.to_zoned(zone.clone()).ok()?;
    let end = after.to_zoned(zone.clone()).ok()?;

    Some(Span {
        low: start.timestamp().as_millisecond(),
        high: end.timestamp().as_millisecond(),
    })
}

fn instant(text: &str, zone: &TimeZone) -> Option<Span> {
    // In a URL an unescaped plus arrives as a space.
    let text = text.replace(' ', "+");
    let (day, clock) = text.split_once('T')?;
    date(day)?;
    let length = precision(clock)?;
    let start = match text.parse::<Timestamp>() {
        Ok(timestamp) => timestamp,
        Err(_) => text
            .parse::<civil::DateTime>()
            .ok()?
            .to_zoned(zone.clone())
            .ok()?
            .timestamp(),
    };
    let end = start.checked_add(length).ok()?;

    Some(Span {
        low: start.as_millisecond(),
        high: end.as_millisecond(),
    })
}

/// How long the moment is that a clock time names: a minute, a second, or a millisecond.
fn precision(clock: &str) -> Option<SignedDuration> {
    let clock = clock.split(['Z', '+', '-']).next()?;

    match (clock.len(), clock.contains('.')) {
        (5, false) => Some(SignedDuration::from_secs(60)),
        (8, false) => Some(SignedDuration::from_secs(1)),
        (9.., true) => Some(SignedDuration::from_millis(1)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;

    #[test]
    fn a_date_is_as_long_as_it_is_written() {
        let zone = TimeZone::UTC;
        let length = |text| {
            let span = Span::parse(text, &zone).unwrap();
            (span.high - span.low) / 1000
        };

        assert_eq!(length("2026"), 365 * 86_400);
        assert_eq!(length("2024-02"), 29 * 86_400);
        assert_eq!(length("2026-11-23"), 86_400);
        assert_eq!(length("2026-11-23T10:00Z"), 60);
        assert_eq!(length("2026-11-23T10:00:00-06:00"), 1);
        assert_eq!(Span::parse("23.11.2026", &zone), None);
        assert_eq!(Span::parse("2026-13-01", &zone), None);
        assert_eq!(Span::parse("2026-11-23T", &zone), None);
    }

    #[test]
    fn a_day_begins_at_the_sites_midnight() {
        let zone = TimeZone::get("America/Chicago").unwrap();
        let day = Span::parse("2026-11-23", &zone).unwrap();
        let midnight = Span::parse("2026-11-23T06:00:00Z", &TimeZone::UTC).unwrap();

        assert_eq!(day.low, midnight.low);
    }
}
