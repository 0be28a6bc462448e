//! How much room a page leaves for its control, so that large text turns pages instead of running over the edge.
//!
//! The frame lays out by itself and does not tell; what is here follows its measures, in base pixels of the canvas.

use ui::{Look, Size, Space};

/// Line height of all text.
const LINE: f32 = 1.35;

/// The mean width of a letter in the bold headline and in plain text, in parts of its size.
const LETTER: f32 = 0.56;

/// The height that is left on a page for its control.
pub struct Room<'a> {
    look: &'a Look,
    taken: f32,
}

impl<'a> Room<'a> {
    /// A page with nothing on it but the frame.
    pub fn new(look: &'a Look) -> Self {
        let step = look.text(Size::Body30) * LINE + look.px(18.0);
        let taken = if look.landscape() {
            // Padding, utilities, bottom bar, and the space between the three rows.
            look.px(40.0 + 96.0 + 40.0 + 40.0 + 128.0 + 40.0)
        } else {
            // Padding, utilities, step, air, question to control, control to bottom bar, bar, padding.
            look.px(40.0 + 96.0 + 40.0 + 64.0 + 40.0 + 24.0 + 128.0 + 64.0) + step
        };

        Self { look, taken }
    }

    /// With a question and what helps to answer it, above the control (or beside it, where no keypad stands there).
    #[must_use]
    pub fn question(mut self, question: &str, hint: Option<&str>) -> Self {
        let width = question_width(self.look);
        self.taken += text_height(self.look, question, Size::Headline60, width);
        if let Some(hint) = hint {
            self.taken += self.look.space(Space::S16) + text_height(self.look, hint, Size::Control36, width);
        }
        self
    }

    /// With what has to be put right, if anything.
    #[must_use]
    pub fn problem(mut self, problem: Option<&str>) -> Self {
        if let Some(problem) = problem {
            // Beside the icon, inside the tint.
            let width = question_width(self.look) - self.look.px(64.0 + 24.0) - self.look.text(Size::Lead44);
            self.taken += self.look.px(24.0 + 48.0) + text_height(self.look, problem, Size::Body30, width);
        }
        self
    }

    /// With so many rows of asides.
    #[must_use]
    pub fn pills(mut self, rows: usize) -> Self {
        let rows = rows as f32;
        if rows > 0.0 {
            self.taken += self.look.px(40.0 + rows * 96.0 + (rows - 1.0) * 16.0);
        }
        self
    }

    /// With a keypad of this height; in landscape it stands beside.
    #[must_use]
    pub fn keypad(mut self, height: f32) -> Self {
        if !self.look.landscape() {
            // The question gives up some air for it.
            self.taken += height + self.look.px(40.0 - 24.0);
        }
        self
    }

    /// The height that is left.
    pub fn left(&self) -> f32 {
        (self.look.canvas.height - self.taken).max(0.0)
    }
}

/// The width of one column of a page.
pub fn width(look: &Look) -> f32 {
    if look.landscape() {
        (look.content_width() - look.space(Space::S64)) / 2.0
    } else {
        look.content_width()
    }
}

/// The width of the question; a keypad takes a little of it in landscape.
fn question_width(look: &Look) -> f32 {
    if look.landscape() {
        (look.content_width() - look.space(Space::S64)) * 0.45
    } else {
        look.content_width()
    }
}

/// How high a text will be, roughly.
pub fn text_height(look: &Look, text: &str, size: Size, width: f32) -> f32 {
    let size = look.text(size);
    let lines: f32 = text
        .split('\n')
        .map(|line| {
            (line.chars().count() as f32 * size * LETTER / width.max(1.0))
                .ceil()
                .max(1.0)
        })
        .sum();

    lines * size * LINE
}

/// The height of the keyboard.
pub fn keyboard_height(look: &Look) -> f32 {
    look.px(5.0 * 104.0 + 4.0 * 12.0)
}

/// The height of the number pad.
pub fn number_pad_height(look: &Look) -> f32 {
    let key = match (look.low_reach, look.landscape()) {
        (true, _) => 112.0,
        (_, true) => 144.0,
        _ => 152.0,
    };

    look.px(4.0 * key + 3.0 * 16.0)
}

/// How many lines to type into fit into a height, when so many of them have a problem said under them.
pub fn lines_that_fit(look: &Look, height: f32, problems: usize) -> usize {
    let inside = (look.text(Size::Label28) + look.text(Size::Control36)) * LINE + look.px(8.0 + 28.0);
    let line = inside.max(look.px(128.0)) + look.space(Space::S24);
    let below = (look.text(Size::Body30) * LINE * 2.0 + look.space(Space::S16)) * problems as f32;

    ((height + look.space(Space::S24) - below) / line).max(0.0) as usize
}
