//! ZPL II: what label printers read. `^` and `~` are commands wherever they stand, so every text
//! goes through [`escaped`].

use std::fmt::Write;

use crate::{Direction, code::gs1_payload};

/// The width of an average letter of the printer's own font 0, as a part of its height. A little
/// wider than it is, so that what is estimated to fit does.
const LETTER_WIDTH: f32 = 0.58;

/// A label printer's measures.
#[derive(Clone, Copy)]
pub(crate) struct Label {
    dpi: u32,
}

impl Label {
    /// Heads have 152 to 600 dots an inch; anything else is taken for the nearest of them.
    pub(crate) fn new(dpi: u32) -> Self {
        Self {
            dpi: dpi.clamp(152, 600),
        }
    }

    pub(crate) fn dots(self, millimetres: f32) -> u32 {
        (millimetres / 25.4 * self.dpi as f32).round().max(0.0) as u32
    }

    pub(crate) fn points(self, points: f32) -> u32 {
        (points / 72.0 * self.dpi as f32).round().max(1.0) as u32
    }

    /// Begins a label: UTF-8, its size, and for right-to-left text the printer's own ordering and
    /// joining of letters.
    pub(crate) fn begin(width: u32, length: u32, direction: Direction) -> String {
        let order = match direction {
            Direction::LeftToRight => "",
            Direction::RightToLeft => "^PA0,1,1,1",
        };

        format!("^XA^CI28{order}^PW{width}^LL{length}^LH0,0\n")
    }
}

/// A text as field data after `^FH`: what ZPL would read as a command, and the escape itself, in hex.
pub(crate) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '^' | '~' | '_' | '\\' => {
                // Writing to a string cannot fail.
                let _ = write!(out, "_{:02X}", u32::from(letter));
            }
            letter if letter.is_control() => out.push(' '),
            letter => out.push(letter),
        }
    }

    out
}

/// A block of text at `place` (left and top, in dots), `rotation` `N` or `R`, at most so many lines.
pub(crate) fn text_field(
    (left, top): (u32, u32),
    rotation: char,
    height: u32,
    (width, lines): (u32, u32),
    direction: Direction,
    text: &str,
) -> String {
    let side = match direction {
        Direction::LeftToRight => 'L',
        Direction::RightToLeft => 'R',
    };

    format!(
        "^FO{left},{top}^A0{rotation},{height},{height}^FB{width},{lines},0,{side},0^FH^FD{}^FS\n",
        escaped(text)
    )
}

/// A `DataMatrix` rotated along the feed. `_` is its own escape here: `_1` is FNC1.
pub(crate) fn data_matrix_field(left: u32, top: u32, module: u32, payload: &str) -> String {
    let (text, is_gs1) = gs1_payload(payload);
    let mut data = String::from(if is_gs1 { "_1" } else { "" });
    for letter in text.chars() {
        match letter {
            '\u{1d}' => data.push_str("_1"),
            '_' => data.push_str("__"),
            letter if letter.is_control() => {}
            letter => data.push(letter),
        }
    }

    // `\` marks hex here, because `_` is taken.
    let data = data.replace('\\', "\\5C").replace('^', "\\5E").replace('~', "\\7E");

    format!("^FO{left},{top}^BXR,{module},200,,,,_,1^FH\\^FD{data}^FS\n")
}

/// A QR code of model 2, error correction M.
pub(crate) fn qr_field(left: u32, top: u32, magnification: u32, text: &str) -> String {
    let magnification = magnification.clamp(1, 10);

    format!("^FO{left},{top}^BQN,2,{magnification},M^FH^FDMA,{}^FS\n", escaped(text))
}

/// How many lines `text` takes at most, broken at spaces, at a letter height of `height` dots.
pub(crate) fn lines_at(text: &str, width: u32, height: u32) -> u32 {
    let letters_a_line = ((width as f32 / (height as f32 * LETTER_WIDTH)).floor() as usize).max(1);
    let mut lines = 1;
    let mut used = 0;

    for word in text.split_whitespace() {
        let length = word.chars().count();
        let gap = usize::from(used > 0);
        if used + gap + length <= letters_a_line {
            used += gap + length;
        } else {
            if used > 0 {
                lines += 1;
            }
            lines += (length.saturating_sub(1) / letters_a_line) as u32;
            used = length - (length.saturating_sub(1) / letters_a_line) * letters_a_line;
        }
    }

    lines
}

/// The greatest letter height up to `largest` at which `text` takes at most `lines` lines.
pub(crate) fn height_that_fits(text: &str, width: u32, largest: u32, lines: u32) -> u32 {
    (8..=largest.max(8))
        .rev()
        .find(|height| lines_at(text, width, *height) <= lines)
        .unwrap_or(8)
}
