//! Lines of glyphs as PDF operators, such that eyes and reading programs get the same.

use std::collections::BTreeMap;

use printpdf::{Codepoint, DictItem, Op, PdfFontHandle, Pt, TextItem, TextMatrix, TextRenderingMode};

use super::{Embedded, Part, part_of, shade};
use crate::shape::{Glyph, ShapedLine};

/// Shows one line with its left end and baseline at `(left, baseline)`, from the page's lower left.
pub(super) fn text_ops(
    ops: &mut Vec<Op>,
    parts: &mut Vec<Part>,
    embedded: &[Embedded],
    line: &ShapedLine,
    (left, baseline): (f32, f32),
    size: f32,
    grey: f32,
) {
    let mut pen = 0.0;
    let mut placed = Vec::new();
    for run in &line.runs {
        for glyph in &run.glyphs {
            placed.push((pen + glyph.right, &run.face, glyph));
            pen += glyph.advance;
        }
    }
    // Pictures without a text come last, where they do not part the letters of a word for a reader.
    let (with_text, without): (Vec<_>, Vec<_>) = placed.into_iter().partition(|(_, _, glyph)| !glyph.text.is_empty());

    let mut shown: Option<Shown> = None;
    ops.push(Op::SetFillColor { col: shade(grey) });
    ops.push(Op::StartTextSection);
    for (x, face, glyph) in with_text.into_iter().chain(without) {
        let place = part_of(parts, face, glyph);
        let Some(font) = embedded.get(place) else {
            continue;
        };
        let id = font.glyphs.get(glyph.id).unwrap_or(0);
        let up = glyph.up;

        let continues = shown.as_ref().is_some_and(|shown| shown.continues(place, glyph));
        if !continues && let Some(done) = shown.take() {
            done.finish(ops);
        }
        let current = shown.get_or_insert_with(|| {
            ops.push(Op::SetFont {
                font: PdfFontHandle::External(font.id.clone()),
                size: Pt(size),
            });
            let (x, y) = (left + x * size, baseline + up * size);
            ops.push(Op::SetTextMatrix {
                matrix: TextMatrix::Translate(Pt(x), Pt(y)),
            });
            let reading = Reading::of(glyph);
            reading.begin(ops);
            Shown {
                place,
                up,
                reading,
                pen: x,
                items: Vec::new(),
                start: left,
                size,
            }
        });
        current.show(id, glyph, x, font.widths.get(&id).copied().unwrap_or(0.0));
    }
    if let Some(done) = shown {
        done.finish(ops);
    }
    ops.push(Op::EndTextSection);
}

/// Who gets to see a glyph.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reading {
    /// Eyes and reading programs.
    Both,
    /// Eyes only: the glyph has no text.
    SeenOnly,
    /// Reading programs only: the glyph has no picture.
    ReadOnly,
}

impl Reading {
    fn of(glyph: &Glyph) -> Self {
        if glyph.hidden {
            Self::ReadOnly
        } else if glyph.text.is_empty() {
            Self::SeenOnly
        } else {
            Self::Both
        }
    }

    fn begin(self, ops: &mut Vec<Op>) {
        match self {
            Self::Both => {}
            Self::SeenOnly => {
                // ISO 32000-1, 14.9.4: an empty replacement text, as a byte order mark alone.
                let nothing = DictItem::String {
                    data: vec![0xfe, 0xff],
                    literal: false,
                };
                let map = BTreeMap::from([("ActualText".to_owned(), nothing)]);
                ops.push(Op::BeginMarkedContentWithProperties {
                    tag: "Span".to_owned(),
                    properties: DictItem::Dict { map },
                });
            }
            Self::ReadOnly => {
                ops.push(Op::SetTextRenderingMode {
                    mode: TextRenderingMode::Invisible,
                });
            }
        }
    }

    fn end(self, ops: &mut Vec<Op>) {
        match self {
            Self::Both => {}
            Self::SeenOnly => ops.push(Op::EndMarkedContent),
            Self::ReadOnly => ops.push(Op::SetTextRenderingMode {
                mode: TextRenderingMode::Fill,
            }),
        }
    }
}

/// Glyphs of one font on one height, shown by one operator.
struct Shown {
    place: usize,
    up: f32,
    reading: Reading,
    /// Where a reader's pen stands, in points from the page's left.
    pen: f32,
    items: Vec<TextItem>,
    start: f32,
    size: f32,
}

impl Shown {
    fn continues(&self, place: usize, glyph: &Glyph) -> bool {
        self.place == place && self.reading == Reading::of(glyph) && (self.up - glyph.up).abs() < 1e-4
    }

    fn show(&mut self, id: u16, glyph: &Glyph, x: f32, declared_width: f32) {
        let wanted = self.start + x * self.size;
        let back = (self.pen - wanted) * 1000.0 / self.size;
        if back.abs() > 0.05 {
            self.items.push(TextItem::Offset(back));
        }
        let codepoint = Codepoint::with_cid(id, 0.0, glyph.text.clone());
        match self.items.last_mut() {
            Some(TextItem::GlyphIds(glyphs)) => glyphs.push(codepoint),
            _ => self.items.push(TextItem::GlyphIds(vec![codepoint])),
        }
        self.pen = wanted + declared_width / 1000.0 * self.size;
    }

    fn finish(self, ops: &mut Vec<Op>) {
        ops.push(Op::ShowText { items: self.items });
        self.reading.end(ops);
    }
}
