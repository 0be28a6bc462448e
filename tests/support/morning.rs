//! Where the tests take place, so that none of them runs into midnight.

use jiff::Timestamp;
use jiff::tz::TimeZone;

/// A time zone in which it is morning now, so that no test runs into midnight.
pub fn where_it_is_morning() -> String {
    let hour = Timestamp::now().to_zoned(TimeZone::UTC).hour();
    let ahead = (10 - hour).clamp(-12, 14);

    // These names count the hours behind, not ahead.
    if ahead == 0 {
        "UTC".to_owned()
    } else {
        format!("Etc/GMT{:+}", -ahead)
    }
}
