//! Pages as a PDF file, with only the glyphs that they use.

mod text;

use std::{collections::BTreeMap, sync::Arc};

use printpdf::{
    Color, FontId, Greyscale, Line, LineCapStyle, LineJoinStyle, LinePoint, Op, PaintMode, ParsedFont, PdfDocument,
    PdfPage, PdfSaveOptions, Point, Polygon, PolygonRing, Pt, WindingOrder,
};
use subsetter::GlyphRemapper;

use crate::{
    PaperError,
    canvas::{Mark, Page},
    fonts::Face,
    shape::{Glyph, ShapedLine},
};
use text::text_ops;

/// A part of a font in which every glyph stands for one text.
///
/// A PDF font maps a glyph to one text. Where a glyph stands for different texts (the same bowl under
/// different dots, in Arabic), the second text goes to a second part of the same font.
struct Part {
    face: Arc<Face>,
    texts: BTreeMap<u16, String>,
    glyphs: GlyphRemapper,
}

/// A part as it went into the file.
struct Embedded {
    id: FontId,
    /// Glyph numbers after subsetting.
    glyphs: GlyphRemapper,
    /// Widths as the file declares them, in thousandths of an em, by new glyph number.
    widths: BTreeMap<u16, f32>,
}

/// Writes `pages` as one file. `title` must not hold anything private: readers show it.
pub(crate) fn write(pages: &[Page], title: &str) -> Result<Vec<u8>, PaperError> {
    let mut parts = Vec::new();
    for line in pages.iter().flat_map(|page| &page.marks).filter_map(as_line) {
        for run in &line.runs {
            for glyph in &run.glyphs {
                part_of(&mut parts, &run.face, glyph);
            }
        }
    }

    let mut document = PdfDocument::new(title);
    "Portico".clone_into(&mut document.metadata.info.creator);
    "Portico".clone_into(&mut document.metadata.info.producer);
    let mut embedded = Vec::with_capacity(parts.len());
    for part in &parts {
        embedded.push(embed(&mut document, part)?);
    }

    for page in pages {
        let mut ops = Vec::new();
        for mark in &page.marks {
            match mark {
                Mark::Text {
                    line,
                    left,
                    baseline,
                    size,
                    grey,
                } => {
                    let origin = (*left, page.height - baseline);
                    text_ops(&mut ops, &mut parts, &embedded, line, origin, *size, *grey);
                }
                Mark::Fill { rectangles, grey } => {
                    fill_ops(&mut ops, rectangles, *grey, page.height);
                }
                Mark::Pen { strokes, thickness } => {
                    pen_ops(&mut ops, strokes, *thickness, page.height);
                }
            }
        }
        document
            .pages
            .push(PdfPage::new(Pt(page.width).into(), Pt(page.height).into(), ops));
    }

    let mut warnings = Vec::new();
    let bytes = document.save(&PdfSaveOptions::default(), &mut warnings);

    if bytes.is_empty() {
        Err(PaperError::Pdf)
    } else {
        Ok(bytes)
    }
}

fn as_line(mark: &Mark) -> Option<&ShapedLine> {
    match mark {
        Mark::Text { line, .. } => Some(line),
        Mark::Fill { .. } | Mark::Pen { .. } => None,
    }
}

/// The part in which `glyph` stands for its text, made where there is none.
fn part_of(parts: &mut Vec<Part>, face: &Arc<Face>, glyph: &Glyph) -> usize {
    let found = parts.iter().position(|part| {
        Arc::ptr_eq(&part.face, face) && part.texts.get(&glyph.id).is_none_or(|text| *text == glyph.text)
    });
    let place = found.unwrap_or_else(|| {
        parts.push(Part {
            face: Arc::clone(face),
            texts: BTreeMap::new(),
            glyphs: GlyphRemapper::new(),
        });
        parts.len() - 1
    });
    if let Some(part) = parts.get_mut(place) {
        part.texts.entry(glyph.id).or_insert_with(|| glyph.text.clone());
        part.glyphs.remap(glyph.id);
    }

    place
}

fn embed(document: &mut PdfDocument, part: &Part) -> Result<Embedded, PaperError> {
    let bytes = subsetter::subset(&part.face.data, part.face.index, &part.glyphs).map_err(|_| PaperError::Pdf)?;
    let mut font = ParsedFont::from_bytes(&bytes, 0, &mut Vec::new()).ok_or(PaperError::Pdf)?;
    // ISO 32000-1, 9.6.4: six letters and a plus sign mark a font of which only a part is there.
    font.font_name = Some(format!("PRTICO+{}", part.face.name));
    let units_per_em = f32::from(font.pdf_font_metrics.units_per_em);
    // The file declares whole thousandths, so what is lost there is made good glyph by glyph.
    let widths = font
        .glyph_widths
        .iter()
        .map(|(glyph, width)| (*glyph, (f32::from(*width) * 1000.0 / units_per_em).trunc()))
        .collect();
    let id = document.add_font(&font);

    Ok(Embedded {
        id,
        glyphs: part.glyphs.clone(),
        widths,
    })
}

fn fill_ops(ops: &mut Vec<Op>, rectangles: &[[f32; 4]], grey: f32, page_height: f32) {
    let rings = rectangles
        .iter()
        .map(|[left, top, width, height]| {
            let (right, upper, lower) = (left + width, page_height - top, page_height - top - height);
            let corners = [(*left, upper), (right, upper), (right, lower), (*left, lower)];

            PolygonRing {
                points: corners.into_iter().map(point).collect(),
            }
        })
        .collect();
    ops.push(Op::SetFillColor { col: shade(grey) });
    ops.push(Op::DrawPolygon {
        polygon: Polygon {
            rings,
            mode: PaintMode::Fill,
            winding_order: WindingOrder::NonZero,
        },
    });
}

fn pen_ops(ops: &mut Vec<Op>, strokes: &[Vec<(f32, f32)>], thickness: f32, page_height: f32) {
    ops.push(Op::SetOutlineColor { col: shade(0.0) });
    ops.push(Op::SetOutlineThickness { pt: Pt(thickness) });
    ops.push(Op::SetLineCapStyle {
        cap: LineCapStyle::Round,
    });
    ops.push(Op::SetLineJoinStyle {
        join: LineJoinStyle::Round,
    });

    for stroke in strokes {
        let mut points: Vec<LinePoint> = stroke.iter().map(|(x, y)| point((*x, page_height - y))).collect();
        // A dot is a stroke that goes nowhere; its round ends make it visible.
        if let [only] = points.as_slice() {
            points.push(only.clone());
        }
        if !points.is_empty() {
            ops.push(Op::DrawLine {
                line: Line {
                    points,
                    is_closed: false,
                },
            });
        }
    }
}

fn point((x, y): (f32, f32)) -> LinePoint {
    LinePoint {
        p: Point { x: Pt(x), y: Pt(y) },
        bezier: false,
    }
}

fn shade(grey: f32) -> Color {
    Color::Greyscale(Greyscale::new(grey, None))
}
