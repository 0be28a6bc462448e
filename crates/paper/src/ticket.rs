use crate::{
    Direction, Fonts, Line, PaperError,
    canvas::{Column, MM, Page, Side, matrix},
    code::qr_matrix,
    layout::{Style, fit, single_line},
    pdf,
    zpl::{self, Label},
};

pub(crate) const ROLL_WIDTH_MM: f32 = 80.0;
/// Roll printers leave four millimetres white at both sides.
pub(crate) const ROLL_MARGIN_MM: f32 = 5.0;
/// No slip is longer: a roll that runs on and on is a fault, not a ticket.
const LONGEST_MM: f32 = 1_500.0;
const QR_MM: f32 = 32.0;

pub(crate) const SITE: Style = Style::regular(11.0);
const HEADLINE: Style = Style::bold(19.0);
const CODE: Style = Style::bold(54.0).leading(1.1);
const LABEL: Style = Style::regular(10.5).leading(1.25);
const VALUE: Style = Style::bold(14.0);
const STEPS_TITLE: Style = Style::bold(13.0);
const STEP: Style = Style::regular(12.5);
pub(crate) const SMALL: Style = Style::regular(10.0);

/// The slip the person leaves with, on a roll 80 mm wide.
///
/// No `Debug`: lines may be private.
#[derive(Clone, PartialEq, Eq)]
pub struct Ticket {
    /// The site's name.
    pub site: String,
    /// "You are checked in", or "The desk will confirm": what is true, in the caller's words.
    pub headline: String,
    /// What the code is for: "Your number".
    pub code_label: String,
    /// What is called out: "A 17".
    pub code: String,
    /// Doctor, time, place.
    pub lines: Vec<Line>,
    /// "How to get there".
    pub steps_title: String,
    /// The way, one step a line.
    pub steps: Vec<String>,
    /// Small print, one paragraph each.
    pub footer: Vec<String>,
    /// What a phone reads, where there is something to read.
    pub qr: Option<String>,
    /// Which side lines begin at.
    pub direction: Direction,
}

impl Ticket {
    /// The slip as one PDF page, 80 mm wide and as high as it needs.
    pub fn pdf(&self, fonts: &Fonts) -> Result<Vec<u8>, PaperError> {
        let width = ROLL_WIDTH_MM * MM;
        let margin = ROLL_MARGIN_MM * MM;
        let mut column = Column::roll(fonts, self.direction, margin, width - margin);
        column.space(margin);

        column.text(&self.site, SITE)?;
        column.space(8.0);
        column.text(&self.headline, HEADLINE)?;
        column.space(12.0);
        if !self.code.trim().is_empty() {
            self.set_code(&mut column)?;
        }
        for line in &self.lines {
            column.space(7.0);
            column.text(&line.label, LABEL)?;
            column.text(&line.value, VALUE)?;
        }
        if !self.steps.is_empty() {
            column.space(16.0);
            column.text(&self.steps_title, STEPS_TITLE)?;
            self.set_steps(&mut column)?;
        }
        if let Some(text) = &self.qr {
            column.space(18.0);
            let code = qr_matrix(text)?;
            let cell = QR_MM * MM / code.size as f32;
            let left = (width - QR_MM * MM) / 2.0;
            column.marks.push(matrix(&code, left, column.top, cell));
            column.space(QR_MM * MM + 4.0);
        }
        if !self.footer.is_empty() {
            column.space(14.0);
            column.rule(0.75);
            for paragraph in &self.footer {
                column.space(6.0);
                column.text(paragraph, SMALL)?;
            }
        }

        roll_pdf(column, "Ticket")
    }

    /// The slip for a label printer of `dpi` dots an inch. The printer's own font 0 is used, which
    /// has Latin letters with accents; other scripts need a font loaded into the printer.
    pub fn zpl(&self, dpi: u32) -> String {
        let label = Label::new(dpi);
        let margin = label.dots(ROLL_MARGIN_MM);
        let width = label.dots(ROLL_WIDTH_MM) - 2 * margin;
        let mut fields = String::new();
        let mut top = margin;
        let mut block = |text: &str, style: Style, after: f32| {
            if text.trim().is_empty() {
                return;
            }
            let height = label.points(style.size);
            let lines = zpl::lines_at(text, width, height);
            let size = (width, lines);
            fields.push_str(&zpl::text_field((margin, top), 'N', height, size, self.direction, text));
            top += height * lines + height / 3 + label.points(after);
        };

        block(&self.site, SITE, 6.0);
        block(&self.headline, HEADLINE, 8.0);
        block(&self.code_label, LABEL, 0.0);
        block(&self.code, CODE, 6.0);
        for line in &self.lines {
            block(&line.label, LABEL, 0.0);
            block(&line.value, VALUE, 4.0);
        }
        if !self.steps.is_empty() {
            block(&self.steps_title, STEPS_TITLE, 4.0);
            for (place, step) in self.steps.iter().enumerate() {
                block(&format!("{}.  {step}", place + 1), STEP, 3.0);
            }
        }
        for paragraph in &self.footer {
            block(paragraph, SMALL, 3.0);
        }
        if let Some(text) = &self.qr {
            let cells = qr_matrix(text).map_or(33, |code| code.size as u32);
            let magnification = label.dots(QR_MM) / cells.max(1);
            let left = margin + width.saturating_sub(magnification * cells) / 2;
            fields.push_str(&zpl::qr_field(left, top, magnification, text));
            top += magnification * cells + label.points(12.0);
        }

        let begin = Label::begin(label.dots(ROLL_WIDTH_MM), top + margin, self.direction);

        format!("{begin}{fields}^XZ\n")
    }

    /// The number between two lines, as large as the roll allows.
    fn set_code(&self, column: &mut Column) -> Result<(), PaperError> {
        let too_long = PaperError::TooLong {
            field: "code",
            paper: "ticket",
        };
        let code = fit(
            column.fonts,
            &self.code,
            CODE,
            column.width(),
            self.direction,
            [24.0, 14.0],
            too_long,
        )?;

        column.rule(1.5);
        column.space(7.0);
        column.text(&self.code_label, LABEL)?;
        for line in code.lines {
            column.line(line, CODE.sized(code.size));
        }
        column.space(4.0);
        column.rule(1.5);
        column.space(5.0);

        Ok(())
    }

    /// Numbered, with the text aligned beside the numbers.
    fn set_steps(&self, column: &mut Column) -> Result<(), PaperError> {
        for (place, step) in self.steps.iter().enumerate() {
            let number = (place + 1).to_string();
            let number = single_line(column.fonts, &number, true, self.direction)?;
            let style = Style::bold(STEP.size).leading(STEP.leading);
            column.space(5.0);
            column.text_beside(step, STEP, (20.0, 0.0), (number, style, Side::Start))?;
        }

        Ok(())
    }
}

/// A roll's column as one page, cut where it ends.
pub(crate) fn roll_pdf(column: Column, title: &'static str) -> Result<Vec<u8>, PaperError> {
    let (mut pages, end) = column.finish();
    // Room for the cutter, which stands above the head.
    let height = end + 2.0 * ROLL_MARGIN_MM * MM;
    if height > LONGEST_MM * MM {
        return Err(PaperError::TooLong {
            field: "text",
            paper: "roll",
        });
    }
    let marks = pages.pop().unwrap_or_default();

    pdf::write(
        &[Page {
            width: ROLL_WIDTH_MM * MM,
            height,
            marks,
        }],
        title,
    )
}
