use sha2::{Digest, Sha256};

use crate::{
    Direction, Fonts, PaperError,
    canvas::{Column, MM, Mark, Page, Side},
    layout::{Style, single_line},
    pdf,
};

const MARGIN_MM: f32 = 22.0;
/// Above the lower margin, for the page number.
const FOOT_MM: f32 = 10.0;
/// The widest a signature is drawn.
const SIGNATURE_MM: (f32, f32) = (90.0, 38.0);
/// Consents are a page or two; nobody reads two hundred at a kiosk.
const MOST_PAGES: usize = 200;
/// A signature of more points than this is not one.
const MOST_POINTS: usize = 200_000;

const SITE: Style = Style::regular(11.0).grey(0.3);
const TITLE: Style = Style::bold(22.0);
const VERSION: Style = Style::regular(10.5).grey(0.3);
const BODY: Style = Style::regular(11.5).leading(1.5);
const DECISION: Style = Style::bold(15.0);
const SIGNED: Style = Style::regular(11.5);
const FOOT: Style = Style::regular(9.0).grey(0.3);

/// A consent as it was read and signed, for the person and for the record.
///
/// No `Debug`: it holds a signature.
#[derive(Clone, PartialEq)]
pub struct SignedDocument {
    /// The site's name.
    pub site: String,
    /// The document's title.
    pub title: String,
    /// "Version 2026-01".
    pub version_line: String,
    /// The text, in the language in which it was read.
    pub paragraphs: Vec<String>,
    /// "Accepted and signed", "Declined".
    pub decision: String,
    /// Who signed, for whom.
    pub signer_line: String,
    /// When it was signed, in words.
    pub signed_at_line: String,
    /// The pen's strokes: points from 0 to 1 across and down the pad. None where it was declined.
    pub strokes: Vec<Vec<(f32, f32)>>,
    /// The pad's width divided by its height.
    pub aspect: f32,
    /// What the printed hash is: "Fingerprint of this document".
    pub hash_label: String,
    /// Page numbers, with `{page}` and `{pages}` in their places.
    pub pages_label: String,
    /// Which side lines begin at.
    /// What the signature stands under, where the caller has computed it: SHA-256 that stands in the record too. Else
    /// [`SignedDocument::hash`] is computed from what is printed.
    pub fingerprint: Option<[u8; 32]>,
    pub direction: Direction,
}

/// What a signed copy is printed on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sheet {
    /// 210 × 297 mm.
    #[default]
    A4,
    /// 8.5 × 11 in.
    Letter,
}

impl Sheet {
    fn size(self) -> (f32, f32) {
        match self {
            Self::A4 => (210.0 * MM, 297.0 * MM),
            Self::Letter => (612.0, 792.0),
        }
    }
}

impl SignedDocument {
    /// SHA-256 over what was agreed to: texts, decision, signer, time and strokes.
    ///
    /// The bytes are canonical: a heading, then each part preceded by its length as eight big-endian
    /// bytes, so that moving a letter from one part to the next changes the hash. A stroke's points are
    /// whole 1/65535ths of the pad, two big-endian bytes each way, so that the hash does not hang on
    /// how a machine rounds.
    pub fn hash(&self) -> [u8; 32] {
        if let Some(fingerprint) = self.fingerprint {
            return fingerprint;
        }
        let mut hasher = Sha256::new();
        let mut part = |bytes: &[u8]| {
            hasher.update((bytes.len() as u64).to_be_bytes());
            hasher.update(bytes);
        };

        part(b"portico signed document 1");
        for text in [&self.site, &self.title, &self.version_line] {
            part(text.as_bytes());
        }
        part(&(self.paragraphs.len() as u64).to_be_bytes());
        for paragraph in &self.paragraphs {
            part(paragraph.as_bytes());
        }
        for text in [&self.decision, &self.signer_line, &self.signed_at_line] {
            part(text.as_bytes());
        }
        part(&((self.usable_aspect() * 1_000.0).round() as u32).to_be_bytes());
        part(&(self.strokes.len() as u64).to_be_bytes());
        for stroke in &self.strokes {
            let points: Vec<u8> = stroke
                .iter()
                .flat_map(|(x, y)| [on_pad(*x), on_pad(*y)])
                .flat_map(|place| ((place * 65_535.0).round() as u16).to_be_bytes())
                .collect();
            part(&points);
        }

        hasher.finalize().into()
    }

    /// The signed copy on A4.
    pub fn pdf(&self, fonts: &Fonts) -> Result<Vec<u8>, PaperError> {
        self.pdf_on(fonts, Sheet::A4)
    }

    /// The signed copy on the sheet that the site uses.
    pub fn pdf_on(&self, fonts: &Fonts, sheet: Sheet) -> Result<Vec<u8>, PaperError> {
        if self.strokes.iter().map(Vec::len).sum::<usize>() > MOST_POINTS {
            return Err(PaperError::TooLong {
                field: "signature",
                paper: "document",
            });
        }
        let (width, height) = sheet.size();
        let margin = MARGIN_MM * MM;
        let bottom = height - margin - FOOT_MM * MM;
        let mut column = Column::roll(fonts, self.direction, margin, width - margin).sheets(margin, bottom);

        column.text(&self.site, SITE)?;
        column.space(10.0);
        column.text(&self.title, TITLE)?;
        column.space(2.0);
        column.text(&self.version_line, VERSION)?;
        column.space(8.0);
        for paragraph in &self.paragraphs {
            column.space(9.0);
            column.text(paragraph, BODY)?;
        }
        self.set_signature(&mut column)?;

        let (sheets, _) = column.finish();
        if sheets.len() > MOST_PAGES {
            return Err(PaperError::TooLong {
                field: "text",
                paper: "document",
            });
        }
        let count = sheets.len();
        let mut pages = Vec::with_capacity(count);
        for (place, mut marks) in sheets.into_iter().enumerate() {
            marks.extend(self.foot(fonts, width, height, place + 1, count)?);
            pages.push(Page { width, height, marks });
        }

        pdf::write(&pages, "Signed copy")
    }

    /// Decision, signature, who and when, and the hash: never parted by a page's end.
    fn set_signature(&self, column: &mut Column) -> Result<(), PaperError> {
        let signed = self.strokes.iter().any(|stroke| !stroke.is_empty());
        let (widest, highest) = (SIGNATURE_MM.0 * MM, SIGNATURE_MM.1 * MM);
        let pad_width = widest.min(highest * self.usable_aspect());
        let pad_height = if signed { pad_width / self.usable_aspect() } else { 0.0 };

        column.space(20.0);
        column.need(pad_height + 175.0);
        column.rule(1.0);
        column.space(12.0);
        column.text(&self.decision, DECISION)?;
        if signed {
            column.space(8.0);
            let left = match self.direction {
                Direction::LeftToRight => column.left,
                Direction::RightToLeft => column.right - pad_width,
            };
            column.marks.push(self.pen(left, column.top, pad_width, pad_height));
            column.space(pad_height);
            let line = [left, column.top, widest.min(column.width()), 0.75];
            let line = match self.direction {
                Direction::LeftToRight => line,
                Direction::RightToLeft => [column.right - line[2], line[1], line[2], line[3]],
            };
            column.marks.push(Mark::Fill {
                rectangles: vec![line],
                grey: 0.3,
            });
        }
        column.space(8.0);
        column.text(&self.signer_line, SIGNED)?;
        column.text(&self.signed_at_line, SIGNED)?;
        column.space(14.0);
        column.text(&self.hash_label, FOOT)?;

        column.text(&grouped_hex(self.hash()), FOOT)
    }

    fn pen(&self, left: f32, top: f32, width: f32, height: f32) -> Mark {
        let strokes = self
            .strokes
            .iter()
            .map(|stroke| {
                stroke
                    .iter()
                    .map(|(x, y)| (left + on_pad(*x) * width, top + on_pad(*y) * height))
                    .collect()
            })
            .collect();

        Mark::Pen {
            strokes,
            thickness: 1.4,
        }
    }

    fn foot(&self, fonts: &Fonts, width: f32, height: f32, page: usize, pages: usize) -> Result<Vec<Mark>, PaperError> {
        let margin = MARGIN_MM * MM;
        let mut column = Column::roll(fonts, self.direction, margin, width - margin);
        let numbers = self
            .pages_label
            .replace("{page}", &page.to_string())
            .replace("{pages}", &pages.to_string());
        let numbers = single_line(fonts, &numbers, FOOT.bold, self.direction)?;
        let baseline = height - margin;
        column.place_on(numbers, FOOT, Side::End, baseline);
        let first_eight: String = grouped_hex(self.hash()).chars().take(8).collect();
        let hash = single_line(fonts, &first_eight, FOOT.bold, self.direction)?;
        column.place_on(hash, FOOT, Side::Start, baseline);

        Ok(column.finish().0.pop().unwrap_or_default())
    }

    /// A pad is between a column and a ribbon; anything else is a mistake and drawn as 3 to 1.
    fn usable_aspect(&self) -> f32 {
        if (0.2..=20.0).contains(&self.aspect) {
            self.aspect
        } else {
            3.0
        }
    }
}

/// A pen's coordinate, held on the pad.
fn on_pad(place: f32) -> f32 {
    if place.is_finite() { place.clamp(0.0, 1.0) } else { 0.0 }
}

/// Eight groups of eight, so that a person can compare them aloud.
fn grouped_hex(hash: [u8; 32]) -> String {
    hash.chunks(4).map(hex::encode).collect::<Vec<_>>().join(" ")
}
