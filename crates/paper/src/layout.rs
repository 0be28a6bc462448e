//! Cutting text into lines that fit.

use unicode_segmentation::UnicodeSegmentation;

use crate::{
    Direction, Fonts, PaperError,
    shape::{Paragraph, ShapedLine, clean},
};

/// The longest text that one field may hold, in bytes. A consent is some ten thousand.
const LONGEST_TEXT: usize = 200_000;

/// How a text is set.
#[derive(Clone, Copy)]
pub(crate) struct Style {
    /// In points.
    pub(crate) size: f32,
    pub(crate) bold: bool,
    /// From line to line, as a multiple of the size.
    pub(crate) leading: f32,
    /// 0 is black.
    pub(crate) grey: f32,
}

impl Style {
    pub(crate) const fn regular(size: f32) -> Self {
        Self {
            size,
            bold: false,
            leading: 1.36,
            grey: 0.0,
        }
    }

    pub(crate) const fn bold(size: f32) -> Self {
        Self {
            size,
            bold: true,
            leading: 1.25,
            grey: 0.0,
        }
    }

    pub(crate) const fn grey(self, grey: f32) -> Self {
        Self { grey, ..self }
    }

    pub(crate) const fn leading(self, leading: f32) -> Self {
        Self { leading, ..self }
    }

    pub(crate) const fn sized(self, size: f32) -> Self {
        Self { size, ..self }
    }
}

/// One line of `text`, however wide.
pub(crate) fn single_line(fonts: &Fonts, text: &str, bold: bool, page: Direction) -> Result<ShapedLine, PaperError> {
    let text = clean(text);
    let paragraph = Paragraph::new(fonts, &text, bold, page);

    paragraph.line(0..text.len())
}

/// The lines of `text`, none wider than `width` points. Breaks where the script allows it (UAX #14),
/// and inside a word only where the word alone is wider than the line.
pub(crate) fn lines(
    fonts: &Fonts,
    text: &str,
    style: Style,
    width: f32,
    page: Direction,
) -> Result<Vec<ShapedLine>, PaperError> {
    if text.len() > LONGEST_TEXT {
        return Err(PaperError::TooLong {
            field: "text",
            paper: "page",
        });
    }
    let em = width / style.size;
    let mut all = Vec::new();

    for part in text.split(['\n', '\u{2028}', '\u{2029}']) {
        let part = clean(part);
        if part.is_empty() {
            continue;
        }
        let paragraph = Paragraph::new(fonts, &part, style.bold, page);
        wrap(&paragraph, em, &mut all)?;
    }

    Ok(all)
}

fn wrap(paragraph: &Paragraph, em: f32, all: &mut Vec<ShapedLine>) -> Result<(), PaperError> {
    let text = paragraph.text();
    let mut start = 0;
    let mut end = 0;

    for (next, _) in unicode_linebreak::linebreaks(text) {
        if fits(paragraph, start, next, em)? {
            end = next;
            continue;
        }
        if end > start {
            all.push(trimmed(paragraph, start, end)?);
            start = end;
        }
        while !fits(paragraph, start, next, em)? {
            let cut = longest_that_fits(paragraph, start, next, em)?;
            all.push(trimmed(paragraph, start, cut)?);
            start = cut;
        }
        end = next;
    }
    if start < text.len() {
        all.push(trimmed(paragraph, start, text.len())?);
    }

    Ok(())
}

fn trimmed(paragraph: &Paragraph, start: usize, end: usize) -> Result<ShapedLine, PaperError> {
    let text = paragraph.text().get(start..end).unwrap_or_default();

    paragraph.line(start..start + text.trim_end().len())
}

fn fits(paragraph: &Paragraph, start: usize, end: usize, em: f32) -> Result<bool, PaperError> {
    Ok(trimmed(paragraph, start, end)?.width <= em)
}

/// The end of the longest beginning of a word that fits, at least one letter with its marks.
fn longest_that_fits(paragraph: &Paragraph, start: usize, end: usize, em: f32) -> Result<usize, PaperError> {
    let word = paragraph.text().get(start..end).unwrap_or_default();
    let mut cut = end;

    for (place, (offset, letter)) in word.grapheme_indices(true).enumerate() {
        let after = start + offset + letter.len();
        if place > 0 && !fits(paragraph, start, after, em)? {
            break;
        }
        cut = after;
    }

    Ok(cut)
}

/// A text that must stand whole: as large as it can, on one line, else on two.
pub(crate) struct Fitted {
    pub(crate) lines: Vec<ShapedLine>,
    pub(crate) size: f32,
}

/// Shrinks `text` from the size of `style` to `least_on_one_line`, then tries two lines from there
/// down to `least`. Nothing is ever cut.
pub(crate) fn fit(
    fonts: &Fonts,
    text: &str,
    style: Style,
    width: f32,
    page: Direction,
    [least_on_one_line, least]: [f32; 2],
    too_long: PaperError,
) -> Result<Fitted, PaperError> {
    let one = single_line(fonts, text, style.bold, page)?;
    let size = if one.width > 0.0 {
        (width / one.width).min(style.size)
    } else {
        style.size
    };

    if size >= least_on_one_line {
        return Ok(Fitted { lines: vec![one], size });
    }

    let mut size = least_on_one_line;
    while size >= least {
        let lines = lines(fonts, text, style.sized(size), width, page)?;
        if lines.len() <= 2 {
            return Ok(Fitted { lines, size });
        }
        size -= 0.5;
    }

    Err(too_long)
}
