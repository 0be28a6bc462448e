//! How everything looks for this person: colours, sizes, direction, reach.

use crate::palette::Palette;
use iced::alignment::Horizontal;
use iced::font::Weight;
use iced::{Font, Theme};

/// Everything a component needs to know to draw itself.
#[derive(Clone, Debug, PartialEq)]
pub struct Look {
    /// The colours.
    pub palette: Palette,
    /// How much larger than usual the text is: 1.0, 1.25 or 1.5.
    pub text_scale: f32,
    /// Which way the person reads.
    pub direction: Direction,
    /// All controls stay in the lower half.
    pub low_reach: bool,
    /// Nothing moves.
    pub reduce_motion: bool,
    /// The size of the window, in logical pixels.
    pub canvas: iced::Size,
    /// How much larger than the canvas asks for everything is: more than 1.0 on a small, dense panel, so that what
    /// is touched stays as large as a fingertip.
    pub zoom: f32,
    /// The fonts of the language.
    pub fonts: Fonts,
}

/// Which way a person reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// From left to right.
    LeftToRight,
    /// From right to left, as Arabic and Persian are.
    RightToLeft,
}

/// How strongly things stand out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Contrast {
    /// Dark ink on warm paper.
    Standard,
    /// Light text on a dark ground.
    High,
}

/// The one scale of spacing, in base pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Space {
    /// 8: between a label and its value.
    S8,
    /// 16: between two targets.
    S16,
    /// 24: inside a control, between buttons.
    S24,
    /// 40: inside a card, between blocks.
    S40,
    /// 64: under the bottom bar, between parts of the page.
    S64,
    /// 104: round the largest things.
    S104,
}

/// The one scale of type, in base pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Size {
    /// 28: labels over values. Nothing is smaller.
    Label28,
    /// 30: reading text.
    Body30,
    /// 36: what stands on controls, hints.
    Control36,
    /// 44: the first line under a headline.
    Lead44,
    /// 60: the question.
    Headline60,
    /// 96: the welcome, an amount.
    Number96,
    /// 176: the number to be called, seen from across the hall.
    Called176,
}

/// The families that hold the language's letters. Installed fonts fill in what these lack.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fonts {
    /// The family of all text.
    pub text: &'static str,
}

impl Fonts {
    /// The family for a BCP 47 language tag.
    pub fn for_language(tag: &str) -> Self {
        let language = tag.split(['-', '_']).next().unwrap_or_default();
        let traditional = ["Hant", "TW", "HK", "MO"].iter().any(|part| tag.contains(part));

        Self {
            text: match language {
                "zh" if traditional => "Noto Sans CJK TC",
                "zh" => "Noto Sans CJK SC",
                "ja" => "Noto Sans CJK JP",
                "ko" => "Noto Sans CJK KR",
                _ => "Noto Sans",
            },
        }
    }
}

impl Default for Fonts {
    fn default() -> Self {
        Self { text: "Noto Sans" }
    }
}

impl Look {
    /// The usual look for a window of this size.
    pub fn new(canvas: iced::Size, direction: Direction, contrast: Contrast) -> Self {
        Self {
            palette: match contrast {
                Contrast::Standard => Palette::STANDARD,
                Contrast::High => Palette::HIGH_CONTRAST,
            },
            text_scale: 1.0,
            direction,
            low_reach: false,
            reduce_motion: false,
            canvas,
            zoom: 1.0,
            fonts: Fonts::default(),
        }
    }

    /// The scale of the canvas: 1.0 where the short side has 1080 pixels.
    pub fn unit(&self) -> f32 {
        (self.canvas.width.min(self.canvas.height) / 1080.0).max(0.2) * self.zoom
    }

    /// Whether the window is wider than it is high.
    pub fn landscape(&self) -> bool {
        self.canvas.width > self.canvas.height
    }

    /// Whether the person reads from right to left.
    pub fn rtl(&self) -> bool {
        self.direction == Direction::RightToLeft
    }

    /// A length given in base pixels, on this canvas.
    pub fn px(&self, base: f32) -> f32 {
        (base * self.unit()).round()
    }

    /// A step of the spacing scale.
    pub fn space(&self, space: Space) -> f32 {
        self.px(match space {
            Space::S8 => 8.0,
            Space::S16 => 16.0,
            Space::S24 => 24.0,
            Space::S40 => 40.0,
            Space::S64 => 64.0,
            Space::S104 => 104.0,
        })
    }

    /// The margin at the sides of the page.
    pub fn margin(&self) -> f32 {
        self.px(72.0)
    }

    /// The width between the margins.
    pub fn content_width(&self) -> f32 {
        (self.canvas.width - 2.0 * self.margin()).max(1.0)
    }

    /// The height of the smallest thing that may be touched.
    pub fn target(&self) -> f32 {
        self.px(96.0)
    }

    /// The radius of corners.
    pub fn radius(&self) -> f32 {
        self.px(16.0)
    }

    /// A step of the type scale, with the person's text size.
    pub fn text(&self, size: Size) -> f32 {
        // What is large already grows less, so that words still fit on a line.
        let (base, growth) = match size {
            Size::Label28 => (28.0, 1.0),
            Size::Body30 => (30.0, 1.0),
            Size::Control36 => (36.0, 0.9),
            Size::Lead44 => (44.0, 0.7),
            Size::Headline60 => (60.0, 0.4),
            Size::Number96 => (96.0, 0.3),
            Size::Called176 => (176.0, 0.2),
        };

        base * self.unit() * (1.0 + (self.text_scale - 1.0) * growth)
    }

    /// The plain font.
    pub fn font(&self) -> Font {
        Font::with_name(self.fonts.text)
    }

    /// The bold font.
    pub fn bold(&self) -> Font {
        Font {
            weight: Weight::Bold,
            ..self.font()
        }
    }

    /// The side at which reading starts.
    pub fn start(&self) -> Horizontal {
        if self.rtl() {
            Horizontal::Right
        } else {
            Horizontal::Left
        }
    }

    /// The side at which reading ends.
    pub fn end(&self) -> Horizontal {
        if self.rtl() {
            Horizontal::Left
        } else {
            Horizontal::Right
        }
    }

    /// An iced theme with these colours, for the window's ground.
    pub fn theme(&self) -> Theme {
        Theme::custom(
            "Portico",
            iced::theme::Palette {
                background: self.palette.ground,
                text: self.palette.ink,
                primary: self.palette.accent,
                success: self.palette.success,
                warning: self.palette.attention,
                danger: self.palette.danger,
            },
        )
    }
}

#[cfg(test)]
mod tests {
    use super::{Contrast, Direction, Fonts, Look, Size, Space};

    #[test]
    fn everything_scales_from_the_short_side() {
        let small = Look::new(
            iced::Size::new(768.0, 1366.0),
            Direction::LeftToRight,
            Contrast::Standard,
        );
        let wide = Look::new(
            iced::Size::new(1920.0, 1080.0),
            Direction::LeftToRight,
            Contrast::Standard,
        );

        assert!((small.unit() - 768.0 / 1080.0).abs() < 1e-6);
        assert!((wide.unit() - 1.0).abs() < 1e-6);
        assert!(wide.landscape() && !small.landscape());
        assert!(small.space(Space::S40) < wide.space(Space::S40));
        assert!(small.text(Size::Label28) >= 28.0 * small.unit());
    }

    #[test]
    fn chinese_gets_its_own_letter_shapes() {
        assert_eq!(Fonts::for_language("zh-CN").text, "Noto Sans CJK SC");
        assert_eq!(Fonts::for_language("zh-Hant").text, "Noto Sans CJK TC");
        assert_eq!(Fonts::for_language("es").text, "Noto Sans");
    }
}
