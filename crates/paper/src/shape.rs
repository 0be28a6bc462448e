//! From text to placed glyphs: order of directions (UAX #9), a font per run, shaping.

use std::{ops::Range, sync::Arc};

use rustybuzz::{Direction as ShapingDirection, UnicodeBuffer};
use unicode_bidi::{BidiInfo, Level};
use unicode_script::{Script, UnicodeScript};

use crate::{
    Direction, Fonts, PaperError, extraction,
    fonts::{Face, is_silent},
};

/// A letter's picture in its place. Measures are in em: times the size they are points.
pub(crate) struct Glyph {
    pub(crate) id: u16,
    pub(crate) advance: f32,
    pub(crate) right: f32,
    pub(crate) up: f32,
    /// What a reader of the file gets for it; empty for marks, whose text stands with their base.
    pub(crate) text: String,
    /// Only there to be read, not to be seen.
    pub(crate) hidden: bool,
}

/// Neighbouring glyphs of one font.
pub(crate) struct Run {
    pub(crate) face: Arc<Face>,
    pub(crate) glyphs: Vec<Glyph>,
}

/// One line, from left to right as it is seen.
pub(crate) struct ShapedLine {
    pub(crate) runs: Vec<Run>,
    /// In em.
    pub(crate) width: f32,
    /// From the baseline up, in em, the highest of the fonts used.
    pub(crate) ascent: f32,
    /// From the baseline down, in em, the deepest of the fonts used.
    pub(crate) descent: f32,
    /// The least height that lines of a text need, in em.
    pub(crate) room: f32,
    /// How far the letters themselves reach up and down from the baseline, in em.
    ink: (f32, f32),
}

impl ShapedLine {
    /// The line with the room of its own letters in place of its fonts', where every millimetre
    /// counts. Never less than capitals and their descenders need, so that lines stand alike.
    pub(crate) fn tight(self) -> Self {
        let ascent = self.ink.0.max(0.76) + 0.03;
        let descent = self.ink.1.max(0.24) + 0.03;

        Self {
            ascent,
            descent,
            room: ascent + descent,
            ..self
        }
    }
}

/// A text without line breaks of its own, ready to be cut into lines.
pub(crate) struct Paragraph<'a> {
    text: &'a str,
    bidi: BidiInfo<'a>,
    fonts: &'a Fonts,
    bold: bool,
}

impl<'a> Paragraph<'a> {
    /// `text` must be clean: see [`clean`].
    pub(crate) fn new(fonts: &'a Fonts, text: &'a str, bold: bool, page: Direction) -> Self {
        let level = match base_direction(text, page) {
            Direction::LeftToRight => Level::ltr(),
            Direction::RightToLeft => Level::rtl(),
        };

        Self {
            text,
            bidi: BidiInfo::new(text, Some(level)),
            fonts,
            bold,
        }
    }

    pub(crate) fn text(&self) -> &str {
        self.text
    }

    /// Shapes the part `range` (bytes, at character borders) as a line of its own.
    pub(crate) fn line(&self, range: Range<usize>) -> Result<ShapedLine, PaperError> {
        let plain = self.fonts.plain(self.bold)?;
        let mut line = ShapedLine {
            runs: Vec::new(),
            width: 0.0,
            ascent: plain.ascent,
            descent: plain.descent,
            room: 0.0,
            ink: (0.0, 0.0),
        };
        let Some(paragraph) = self.bidi.paragraphs.first().filter(|_| !range.is_empty()) else {
            return Ok(line);
        };
        let (levels, visual_runs) = self.bidi.visual_runs(paragraph, range);

        for visual in visual_runs {
            let is_rtl = levels.get(visual.start).is_some_and(Level::is_rtl);
            let mut pieces = self.pieces(visual)?;
            if is_rtl {
                pieces.reverse();
            }
            for (face, text) in pieces {
                let glyphs = shape(&face, &text, is_rtl)?;
                line.width += glyphs.iter().map(|glyph| glyph.advance).sum::<f32>();
                line.ascent = line.ascent.max(face.ascent);
                line.descent = line.descent.max(face.descent);
                let (up, down) = face.ink(glyphs.iter().map(|glyph| (glyph.id, glyph.up)));
                line.ink = (line.ink.0.max(up), line.ink.1.max(down));
                line.runs.push(Run { face, glyphs });
            }
        }
        // Fonts keep room for their tallest stacks of marks; ordinary lines do with less.
        line.room = (line.ascent + line.descent) * 0.85;

        Ok(line)
    }

    /// Cuts a run of one direction into pieces of one font, in reading order.
    fn pieces(&self, range: Range<usize>) -> Result<Vec<(Arc<Face>, String)>, PaperError> {
        let mut pieces: Vec<(Arc<Face>, String)> = Vec::new();

        for letter in self.text.get(range).unwrap_or_default().chars() {
            if is_direction_control(letter) {
                continue;
            }
            let before = pieces.last().map(|(face, _)| face);
            let face = match before {
                Some(face) if is_silent(letter) => Arc::clone(face),
                None if is_silent(letter) => self.fonts.plain(self.bold)?,
                before => self.fonts.face_for(letter, self.bold, before)?,
            };
            match pieces.last_mut() {
                Some((last, text)) if Arc::ptr_eq(last, &face) => text.push(letter),
                _ => pieces.push((face, letter.to_string())),
            }
        }

        Ok(pieces)
    }
}

/// Makes a text fit for one paragraph: control characters and line breaks become spaces.
pub(crate) fn clean(text: &str) -> String {
    text.chars()
        .map(|letter| {
            if letter.is_control() || matches!(letter, '\u{2028}' | '\u{2029}') {
                ' '
            } else {
                letter
            }
        })
        .collect::<String>()
        .trim()
        .to_owned()
}

/// The side from which a text is read: the page's where its letters allow it. A phone number on an
/// Arabic page is still read from the left, and an Arabic name on an English one from the right.
fn base_direction(text: &str, page: Direction) -> Direction {
    use unicode_bidi::BidiClass::{AL, L, R};

    let has = |wanted: &[unicode_bidi::BidiClass]| {
        text.chars()
            .any(|letter| wanted.contains(&unicode_bidi::bidi_class(letter)))
    };
    let (from_right, from_left) = (has(&[R, AL]), has(&[L]));

    match page {
        Direction::RightToLeft if from_right => Direction::RightToLeft,
        Direction::LeftToRight if from_right && !from_left => Direction::RightToLeft,
        _ => Direction::LeftToRight,
    }
}

/// Marks and isolates have done their work when the order of directions is known.
fn is_direction_control(letter: char) -> bool {
    matches!(letter, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn shape(face: &Face, text: &str, is_rtl: bool) -> Result<Vec<Glyph>, PaperError> {
    let unreadable = PaperError::FontUnreadable { family: "Noto Sans" };
    let shaper = rustybuzz::Face::from_slice(&face.data, face.index).ok_or(unreadable)?;
    let mut buffer = UnicodeBuffer::new();
    buffer.push_str(text);
    buffer.set_direction(if is_rtl {
        ShapingDirection::RightToLeft
    } else {
        ShapingDirection::LeftToRight
    });
    buffer.guess_segment_properties();
    let output = rustybuzz::shape(&shaper, &[], buffer);
    let (infos, positions) = (output.glyph_infos(), output.glyph_positions());

    let mut starts: Vec<usize> = infos.iter().map(|info| info.cluster as usize).collect();
    starts.sort_unstable();
    starts.dedup();
    let cluster_text = |start: usize| {
        let after = starts.partition_point(|other| *other <= start);
        let end = starts.get(after).copied().unwrap_or(text.len());
        text.get(start..end).unwrap_or_default()
    };

    let mut glyphs = Vec::with_capacity(infos.len());
    let mut rest = infos.iter().zip(positions).peekable();
    while let Some((first, _)) = rest.peek() {
        let cluster = first.cluster;
        let mut group = Vec::new();
        while let Some(pair) = rest.next_if(|(info, _)| info.cluster == cluster) {
            group.push(pair);
        }
        let text = cluster_text(cluster as usize);
        let widths: Vec<i32> = group.iter().map(|(_, position)| position.x_advance).collect();
        let texts = extraction::texts(text, &widths, is_rtl);

        let mut group_glyphs = Vec::with_capacity(texts.len());
        for ((info, position), glyph_text) in group.into_iter().zip(texts) {
            let is_missing = info.glyph_id == 0 && !text.chars().all(is_silent);
            let id = u16::try_from(info.glyph_id).unwrap_or(0);
            if is_missing || (id == 0 && info.glyph_id != 0) {
                let script = text.chars().next().map_or(Script::Unknown, |letter| letter.script());
                return Err(PaperError::ScriptMissing {
                    script: script.full_name().to_owned(),
                });
            }
            let glyph = Glyph {
                id,
                advance: position.x_advance as f32 / face.units_per_em,
                right: position.x_offset as f32 / face.units_per_em,
                up: position.y_offset as f32 / face.units_per_em,
                text: glyph_text,
                hidden: false,
            };
            group_glyphs.push(glyph);
        }
        if is_rtl {
            glyphs.extend(detached_texts(&mut group_glyphs));
        }
        glyphs.append(&mut group_glyphs);
    }

    Ok(glyphs)
}

/// Readers order a right-to-left line by where its glyphs stand, and a mark stands anywhere over its
/// letter. So its picture loses its text, and the text goes, unseen, to the letter's left edge, from
/// where it is read right after the letter.
fn detached_texts(glyphs: &mut [Glyph]) -> Vec<Glyph> {
    let has_base = glyphs.iter().any(|glyph| glyph.advance != 0.0);

    glyphs
        .iter_mut()
        .filter(|glyph| has_base && glyph.advance == 0.0 && !glyph.text.is_empty())
        .map(|glyph| Glyph {
            id: glyph.id,
            advance: 0.0,
            right: 0.0,
            up: 0.0,
            text: std::mem::take(&mut glyph.text),
            hidden: true,
        })
        .collect()
}
