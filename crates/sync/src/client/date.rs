//! Times in HTTP headers.

use std::time::Duration;

use jiff::Timestamp;
use jiff::fmt::rfc2822::DateTimeParser;

/// `Retry-After` in seconds or as a date (RFC 9110, 10.2.3), at most half an hour.
pub(super) fn retry_after(value: &str, now: Timestamp) -> Option<Duration> {
    const LONGEST: Duration = Duration::from_mins(30);
    let wait = if let Ok(seconds) = value.trim().parse::<u64>() {
        Duration::from_secs(seconds)
    } else {
        http_date(value)?.duration_since(now).try_into().unwrap_or_default()
    };

    Some(wait.min(LONGEST))
}

pub(super) fn http_date(value: &str) -> Option<Timestamp> {
    DateTimeParser::new().parse_timestamp(value).ok()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn retry_after_is_seconds_or_a_date_and_bounded() {
        let now: Timestamp = "2026-01-05T10:00:00Z".parse().unwrap();

        assert_eq!(retry_after("7", now), Some(Duration::from_secs(7)));
        assert_eq!(
            retry_after("Mon, 05 Jan 2026 10:00:30 GMT", now),
            Some(Duration::from_secs(30))
        );
        assert_eq!(retry_after("Mon, 05 Jan 2026 09:00:00 GMT", now), Some(Duration::ZERO));
        assert_eq!(retry_after("99999999", now), Some(Duration::from_mins(30)));
        assert_eq!(retry_after("soon", now), None);
    }
}
