//! The demonstration's people, whose days are always around now.
//!
//! A seed is a transaction Bundle in which some texts are written relative to the moment it is loaded:
//!
//! | text | becomes |
//! |---|---|
//! | `@now`, `@now+12m`, `@now-90m`, `@now+5h`, `@now+3d` | an instant with the site's offset |
//! | `@today`, `@today-50d` | a date |
//! | `@today+2d 10:00` | an instant on that day by the site's clock |
//! | `@base64 some text` | that text in base64, for attachments |

use base64::{Engine, engine::general_purpose::STANDARD};
use jiff::{Zoned, civil};
use serde_json::Value;

use crate::Error;

/// Reads a seed and fills in its dates.
pub(crate) fn bundle(seed: &[u8], now: &Zoned) -> Result<Value, Error> {
    let mut bundle: Value = serde_json::from_slice(seed).map_err(|_| Error::Seed("it is not JSON".into()))?;
    // Whole minutes look like appointments.
    let minute = now
        .datetime()
        .with()
        .second(0)
        .subsec_nanosecond(0)
        .build()
        .and_then(|clock| clock.to_zoned(now.time_zone().clone()))
        .unwrap_or_else(|_| now.clone());
    fill(&mut bundle, &minute)?;

    Ok(bundle)
}

fn fill(value: &mut Value, now: &Zoned) -> Result<(), Error> {
    match value {
        Value::String(text) if text.starts_with('@') => {
            *text = resolve(text, now)
                .ok_or_else(|| Error::Seed(format!("a text beginning with {} is unreadable", head(text))))?;
        }
        Value::Array(items) => {
            for item in items {
                fill(item, now)?;
            }
        }
        Value::Object(fields) => {
            for item in fields.values_mut() {
                fill(item, now)?;
            }
        }
        _ => {}
    }

    Ok(())
}

fn head(text: &str) -> &str {
    text.split([' ', '+', '-']).next().unwrap_or(text)
}

fn resolve(text: &str, now: &Zoned) -> Option<String> {
    if let Some(plain) = text.strip_prefix("@base64 ") {
        return Some(STANDARD.encode(plain));
    }
    if let Some(shift) = text.strip_prefix("@now") {
        let moment = match shift {
            "" => now.clone(),
            shift => now.checked_add(span(shift)?).ok()?,
        };

        return Some(instant(&moment));
    }
    let rest = text.strip_prefix("@today")?;
    let (shift, clock) = match rest.split_once(' ') {
        Some((shift, clock)) => (shift, Some(clock)),
        None => (rest, None),
    };
    let day = match shift {
        "" => now.date(),
        shift => now.date().checked_add(span(shift)?).ok()?,
    };
    let Some(clock) = clock else {
        return Some(day.to_string());
    };
    let (hour, minute) = clock.split_once(':')?;
    let time = civil::Time::new(hour.parse().ok()?, minute.parse().ok()?, 0, 0).ok()?;
    let moment = day.to_datetime(time).to_zoned(now.time_zone().clone()).ok()?;

    Some(instant(&moment))
}

/// A FHIR instant keeps the site's offset, so that a reader sees the clock on the wall.
pub(crate) fn instant(moment: &Zoned) -> String {
    moment.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()
}

/// `+12m`, `-90m`, `+5h`, `-50d`.
fn span(shift: &str) -> Option<jiff::Span> {
    let (number, unit) = shift.split_at_checked(shift.len().checked_sub(1)?)?;
    if !number.starts_with(['+', '-']) {
        return None;
    }
    let number: i64 = number.parse().ok()?;

    match unit {
        "m" => jiff::Span::new().try_minutes(number).ok(),
        "h" => jiff::Span::new().try_hours(number).ok(),
        "d" => jiff::Span::new().try_days(number).ok(),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use serde_json::json;

    use super::*;

    fn filled(text: &str) -> String {
        let now: Zoned = "2026-11-23T11:47:31[America/Chicago]".parse().unwrap();
        let seed = json!({ "when": text }).to_string();
        let bundle = bundle(seed.as_bytes(), &now).unwrap();

        bundle["when"].as_str().unwrap().to_owned()
    }

    #[test]
    fn days_are_around_now() {
        assert_eq!(filled("@now+12m"), "2026-11-23T11:59:00-06:00");
        assert_eq!(filled("@now-90m"), "2026-11-23T10:17:00-06:00");
        assert_eq!(filled("@now+5h"), "2026-11-23T16:47:00-06:00");
        assert_eq!(filled("@today"), "2026-11-23");
        assert_eq!(filled("@today-50d"), "2026-10-04");
        assert_eq!(filled("@today+2d 10:00"), "2026-11-25T10:00:00-06:00");
        assert_eq!(filled("@base64 Hello"), "SGVsbG8=");
        assert_eq!(filled("maria@example.org"), "maria@example.org");
    }

    #[test]
    fn a_mistake_in_a_seed_is_named() {
        let now: Zoned = "2026-11-23T11:47:31[America/Chicago]".parse().unwrap();

        assert!(bundle(br#"{ "when": "@tomorrow" }"#, &now).is_err());
        assert!(bundle(b"{", &now).is_err());
    }
}
