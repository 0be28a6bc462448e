//! What every screen can see: the settings, the services, the language, the look and the session.

use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use registration::Session;
use registration::journey::Rules;
use serde::{Deserialize, Serialize};
use ui::{Contrast, Direction, Look};
use uuid::Uuid;

use crate::config::Config;
use crate::locale::Locale;
use crate::service::Services;

/// The choices of the comfort screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Comfort {
    /// How large the text is.
    pub text: TextSize,
    /// Light on dark with the strongest contrast.
    pub high_contrast: bool,
    /// Everything to touch in the lower half.
    pub low_reach: bool,
    /// The screen is read aloud.
    pub speech: bool,
}

/// How large the text is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TextSize {
    /// As designed.
    #[default]
    Usual,
    /// A quarter larger.
    Large,
    /// Half as large again.
    Largest,
}

impl TextSize {
    /// Every size, in the order shown.
    pub const ALL: [Self; 3] = [Self::Usual, Self::Large, Self::Largest];

    fn scale(self) -> f32 {
        match self {
            Self::Usual => 1.0,
            Self::Large => 1.25,
            Self::Largest => 1.5,
        }
    }
}

/// What every screen can see.
pub struct Core {
    /// The settings.
    pub config: Arc<Config>,
    /// What is outside.
    pub services: Services,
    /// The language of the screens.
    pub locale: Locale,
    /// How everything looks.
    pub look: Look,
    /// What the person chose to be comfortable.
    pub comfort: Comfort,
    /// The session of the person at the kiosk; a fresh, empty one while nobody is there.
    pub session: Session,
    /// The staff member who is correcting a step in the person's stead.
    pub corrected_by: Option<String>,
    canvas: iced::Size,
}

impl Core {
    /// A kiosk at which nobody stands.
    pub fn new(config: Arc<Config>, services: Services, canvas: iced::Size) -> Self {
        let language = config.kiosk.languages.first().map_or("en", String::as_str).to_owned();
        let locale = Locale::new(&language);
        let session = Session::new(Uuid::new_v4(), services.clock.now(), &language);
        let comfort = Comfort::default();
        let look = look(&locale, comfort, canvas, config.kiosk.screen_inches);

        Self {
            config,
            services,
            locale,
            look,
            comfort,
            session,
            corrected_by: None,
            canvas,
        }
    }

    /// Wipes whatever the last person left: session, language, comfort.
    pub fn start_afresh(&mut self) {
        *self = Self::new(self.config.clone(), self.services.clone(), self.canvas);
    }

    /// Speaks another language from here on.
    pub fn speak(&mut self, language: &str) {
        self.locale = Locale::new(language);
        self.session.language = self.locale.language.tag.to_owned();
        self.look = look(&self.locale, self.comfort, self.canvas, self.config.kiosk.screen_inches);
    }

    /// Takes the person's choices; they show at once.
    pub fn comfort(&mut self, comfort: Comfort) {
        self.comfort = comfort;
        self.look = look(&self.locale, comfort, self.canvas, self.config.kiosk.screen_inches);
    }

    /// Fits a window of another size.
    pub fn resize(&mut self, canvas: iced::Size) {
        self.canvas = canvas;
        self.look = look(&self.locale, self.comfort, canvas, self.config.kiosk.screen_inches);
    }

    /// Now.
    pub fn now(&self) -> Timestamp {
        self.services.clock.now()
    }

    /// The clinic's time zone.
    pub fn zone(&self) -> TimeZone {
        self.config.time_zone()
    }

    /// Today, at the clinic.
    pub fn today(&self) -> Date {
        self.now().to_zoned(self.zone()).date()
    }

    /// What the site decides about journeys.
    pub fn rules(&self) -> Rules {
        Rules {
            today: self.today(),
            adult_age: self.config.site.adult_age,
            emergency_department: self.config.site.emergency_department,
        }
    }

    /// The language's tag.
    pub fn language(&self) -> &'static str {
        self.locale.language.tag
    }
}

/// The smallest thing to touch, in millimetres on the panel.
const TARGET: f32 = 15.0;

fn look(locale: &Locale, comfort: Comfort, canvas: iced::Size, inches: f32) -> Look {
    let direction = if locale.right_to_left() {
        Direction::RightToLeft
    } else {
        Direction::LeftToRight
    };
    let contrast = if comfort.high_contrast {
        Contrast::High
    } else {
        Contrast::Standard
    };
    let mut look = Look::new(canvas, direction, contrast);
    look.text_scale = comfort.text.scale();
    look.low_reach = comfort.low_reach;
    look.fonts = ui::Fonts::for_language(locale.language.tag);
    look.zoom = zoom(look.target(), canvas, inches);

    look
}

/// How much larger everything is drawn so that a target of so many pixels is 15 mm on a panel of this diagonal.
fn zoom(target: f32, canvas: iced::Size, inches: f32) -> f32 {
    let millimetres = inches * 25.4 / canvas.width.hypot(canvas.height).max(1.0);

    (TARGET / (target * millimetres)).clamp(1.0, 2.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_are_fifteen_millimetres_on_every_panel() {
        let canvas = iced::Size::new(768.0, 1366.0);
        let target = Look::new(canvas, Direction::LeftToRight, Contrast::Standard).target();
        let on_panel = |inches: f32| zoom(target, canvas, inches) * target * inches * 25.4 / 768_f32.hypot(1366.0);

        assert!(on_panel(10.1) >= 14.99, "a small panel is drawn larger");
        assert!(on_panel(27.0) >= 15.0);
        assert!(
            (zoom(target, canvas, 27.0) - 1.0).abs() < f32::EPSILON,
            "a large one as designed"
        );
    }
}
