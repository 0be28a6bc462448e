//! The language of the screens: its texts, its direction, its fonts, and how it writes dates, times and money.

use std::sync::Arc;

use i18n_embed::fluent::FluentLanguageLoader;
use i18n_embed::{LanguageLoader, unic_langid::LanguageIdentifier};
use icu_calendar::{Date as CalendarDate, Gregorian};
use icu_datetime::FixedCalendarDateTimeFormatter;
use icu_datetime::NoCalendarFormatter;
use icu_datetime::fieldsets::{M, MD, MDE, T, YMD};
use icu_datetime::input::Time as ClockTime;
use icu_decimal::DecimalFormatter;
use jiff::Timestamp;
use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;
use registration::bill::Money;

/// The words under `i18n/`, inside the binary.
#[derive(rust_embed::RustEmbed)]
#[folder = "i18n/"]
struct Texts;

/// A language that Portico speaks.
#[derive(Debug, PartialEq, Eq)]
pub struct Language {
    /// BCP 47.
    pub tag: &'static str,
    /// Its own name for itself.
    pub name: &'static str,
    /// Whether it is written from right to left.
    pub right_to_left: bool,
    /// The locale by which dates and numbers are written: digits are those of the number pad.
    formats: &'static str,
}

/// Every language that Portico speaks, in the order of the language screen.
pub const LANGUAGES: [Language; 3] = [
    Language {
        tag: "en",
        name: "English",
        right_to_left: false,
        formats: "en-US",
    },
    Language {
        tag: "es",
        name: "Español",
        right_to_left: false,
        formats: "es-US",
    },
    Language {
        tag: "ar",
        name: "العربية",
        right_to_left: true,
        formats: "ar-EG-u-nu-latn",
    },
];

/// Texts and formats of one language. A value and no global, so that tests run side by side in any language.
#[derive(Clone)]
pub struct Locale {
    /// Which language.
    pub language: &'static Language,
    loader: Arc<FluentLanguageLoader>,
    formats: icu_locale_core::Locale,
}

/// A text in the person's language; the id is checked when Portico is compiled.
#[macro_export]
macro_rules! t {
    ($locale:expr, $($rest:tt)*) => {
        i18n_embed_fl::fl!($locale.loader(), $($rest)*)
    };
}

impl Locale {
    /// The given language, else English.
    pub fn new(tag: &str) -> Self {
        let language = LANGUAGES
            .iter()
            .find(|language| language.tag == tag)
            .unwrap_or(&LANGUAGES[0]);
        let loader = i18n_embed::fluent::fluent_language_loader!();
        let wanted: Vec<LanguageIdentifier> = [language.tag, "en"].iter().filter_map(|tag| tag.parse().ok()).collect();
        if let Err(error) = loader.load_languages(&Texts, &wanted) {
            tracing::error!(%error, "texts could not be loaded");
        }
        // Isolation marks keep a Latin name inside an Arabic sentence in its place.
        loader.set_use_isolating(language.right_to_left);
        let formats = language.formats.parse().unwrap_or(icu_locale_core::Locale::UNKNOWN);

        Self {
            language,
            loader: Arc::new(loader),
            formats,
        }
    }

    /// For the macro [`t!`].
    pub fn loader(&self) -> &FluentLanguageLoader {
        &self.loader
    }

    /// Whether the layout is mirrored.
    pub fn right_to_left(&self) -> bool {
        self.language.right_to_left
    }

    /// "November 23, 2026".
    pub fn date(&self, date: Date) -> String {
        let formatter =
            FixedCalendarDateTimeFormatter::<Gregorian, _>::try_new(self.formats.clone().into(), YMD::long());

        formatter.ok().zip(calendar_date(date)).map_or_else(
            || date.to_string(),
            |(formatter, date)| formatter.format(&date).to_string(),
        )
    }

    /// "Monday, November 23".
    pub fn day(&self, date: Date) -> String {
        let formatter =
            FixedCalendarDateTimeFormatter::<Gregorian, _>::try_new(self.formats.clone().into(), MDE::long());

        formatter.ok().zip(calendar_date(date)).map_or_else(
            || date.to_string(),
            |(formatter, date)| formatter.format(&date).to_string(),
        )
    }

    /// "November 23".
    pub fn day_and_month(&self, date: Date) -> String {
        let formatter =
            FixedCalendarDateTimeFormatter::<Gregorian, _>::try_new(self.formats.clone().into(), MD::long());

        formatter.ok().zip(calendar_date(date)).map_or_else(
            || date.to_string(),
            |(formatter, date)| formatter.format(&date).to_string(),
        )
    }

    /// "Nov".
    pub fn month_short(&self, date: Date) -> String {
        let formatter =
            FixedCalendarDateTimeFormatter::<Gregorian, _>::try_new(self.formats.clone().into(), M::medium());

        formatter.ok().zip(calendar_date(date)).map_or_else(
            || date.month().to_string(),
            |(formatter, date)| formatter.format(&date).to_string(),
        )
    }

    /// "10:30 AM".
    pub fn time(&self, time: Time) -> String {
        let formatter = NoCalendarFormatter::try_new(self.formats.clone().into(), T::hm());
        let clock = ClockTime::try_new(time.hour() as u8, time.minute() as u8, 0, 0);

        formatter.ok().zip(clock.ok()).map_or_else(
            || format!("{:02}:{:02}", time.hour(), time.minute()),
            |(formatter, clock)| formatter.format(&clock).to_string(),
        )
    }

    /// The time of day of an instant, at the clinic.
    pub fn time_of(&self, instant: Timestamp, zone: &TimeZone) -> String {
        self.time(instant.to_zoned(zone.clone()).time())
    }

    /// "$45.00"; other currencies with their ISO 4217 code.
    pub fn money(&self, money: &Money) -> String {
        let mut amount = money.amount;
        amount.rescale(2);
        let written = amount.to_string();
        let number = DecimalFormatter::try_new(
            self.formats.clone().into(),
            icu_decimal::options::DecimalFormatterOptions::default(),
        )
        .ok()
        .zip(written.parse::<fixed_decimal::Decimal>().ok())
        .map_or_else(
            || written.clone(),
            |(formatter, number)| formatter.format(&number).to_string(),
        );
        let words = if money.currency == "USD" {
            format!("${number}")
        } else {
            format!("{number} {}", money.currency)
        };

        self.left_to_right(&words)
    }

    /// Keeps an amount, a code or a telephone number in its own order inside right-to-left text.
    pub fn left_to_right(&self, words: &str) -> String {
        if self.right_to_left() {
            format!("\u{2066}{words}\u{2069}")
        } else {
            words.to_owned()
        }
    }
}

fn calendar_date(date: Date) -> Option<CalendarDate<Gregorian>> {
    CalendarDate::try_new_gregorian(i32::from(date.year()), date.month() as u8, date.day() as u8).ok()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use jiff::civil::{date, time};

    use super::*;

    fn dollars(amount: &str) -> Money {
        Money {
            amount: amount.parse().unwrap(),
            currency: "USD".to_owned(),
        }
    }

    #[test]
    fn each_language_writes_dates_times_and_money_its_own_way() {
        let english = Locale::new("en");
        assert_eq!(english.date(date(2026, 11, 3)), "November 3, 2026");
        assert_eq!(english.time(time(10, 5, 0, 0)).replace('\u{202f}', " "), "10:05 AM");
        assert_eq!(english.money(&dollars("1234.5")), "$1,234.50");

        let spanish = Locale::new("es");
        assert_eq!(spanish.date(date(2026, 11, 3)), "3 de noviembre de 2026");

        let arabic = Locale::new("ar");
        assert!(arabic.date(date(2026, 11, 3)).contains("نوفمبر"));
        assert!(
            arabic.date(date(2026, 11, 3)).contains("2026"),
            "digits are those of the number pad"
        );
        assert!(arabic.money(&dollars("45")).contains("$45.00"));
    }

    #[test]
    fn an_unknown_language_is_english() {
        assert_eq!(Locale::new("xx").language.tag, "en");
    }
}
