mod row;

use crate::{
    Direction, Fonts, PaperError,
    canvas::{Column, MM, Mark, Page, line_height, matrix},
    code::data_matrix,
    layout::{Fitted, Style, fit},
    pdf,
    shape::ShapedLine,
    zpl::{self, Label},
};

/// GS1 and most makers: eleven inches by one, the printable part of an adult's band.
pub(crate) const LENGTH_MM: f32 = 279.0;
pub(crate) const HEIGHT_MM: f32 = 25.0;
/// Kept free at both ends, where the band is fastened.
const END_MARGIN_MM: f32 = 12.0;
const SIDE_MARGIN_MM: f32 = 2.5;
/// The widest a symbol gets: above it the band's bend keeps scanners from seeing the whole.
const WIDEST_CODE_MM: f32 = 16.0;
/// The largest cell that is of use.
const WIDEST_CELL_MM: f32 = 0.75;
/// Between a symbol and the text: more than the one cell of quiet zone that `DataMatrix` asks for.
const CODE_GAP_MM: f32 = 7.0;

use row::{Cell, place_row, row_height, row_size};

const NAME: Style = Style::bold(27.0).leading(1.0);
const LABEL: Style = Style::regular(8.5).leading(1.0);
const VALUE: Style = Style::bold(15.0).leading(1.0);
/// Below this a nurse cannot read a band at arm's length in half light.
const LEAST: f32 = 7.5;

/// What is fastened round the wrist: 279 × 25 mm.
///
/// No `Debug`: every field is private.
#[derive(Clone, PartialEq, Eq)]
pub struct Wristband {
    /// The name as the person writes it.
    pub name: String,
    /// The birth date in words ("12 April 1985"), so that no order of day and month can be mistaken.
    pub birth_date: String,
    /// "Born", in the person's language.
    pub birth_date_label: String,
    /// What the number is: "Medical record number".
    pub number_label: String,
    /// The medical record number.
    pub number: String,
    /// The day of the visit, in words.
    pub visit_date: String,
    /// What the `DataMatrix` holds: number and birth date as GS1 or DCB1077 elements. A payload that
    /// begins with `]d2` or the character U+001D is marked as GS1 (FNC1 in first place), and U+001D
    /// inside it separates elements.
    pub payload: String,
    /// Which side the band is read from.
    pub direction: Direction,
}

impl Wristband {
    /// The band as one PDF page of 279 × 25 mm.
    pub fn pdf(&self, fonts: &Fonts) -> Result<Vec<u8>, PaperError> {
        let code = data_matrix(&self.payload)?;
        let cell = (WIDEST_CODE_MM / code.size as f32).min(WIDEST_CELL_MM) * MM;
        let code_width = cell * code.size as f32;
        let (length, height) = (LENGTH_MM * MM, HEIGHT_MM * MM);
        let code_top = (height - code_width) / 2.0;
        let (first, last) = (END_MARGIN_MM * MM, length - END_MARGIN_MM * MM - code_width);

        let mut column = Column::roll(
            fonts,
            self.direction,
            first + code_width + CODE_GAP_MM * MM,
            last - CODE_GAP_MM * MM,
        );
        let cells = self.cells();
        let row = row_size(fonts, self.direction, &cells, column.width())?;
        let room = height - 2.0 * SIDE_MARGIN_MM * MM - row_height(fonts, self.direction, &cells, row)?;
        let (name, name_height) = self.fit_name(fonts, column.width(), room)?;
        let name_style = NAME.sized(name.size);
        let free = room - name_height;

        column.top = SIDE_MARGIN_MM * MM + free / 3.0;
        for line in name.lines {
            column.line(line, name_style);
        }
        column.space(free / 3.0);
        place_row(&mut column, &cells, row)?;

        let (mut pages, _) = column.finish();
        let mut marks: Vec<Mark> = pages.pop().unwrap_or_default();
        marks.push(matrix(&code, first, code_top, cell));
        marks.push(matrix(&code, last, code_top, cell));

        pdf::write(
            &[Page {
                width: length,
                height,
                marks,
            }],
            "Wristband",
        )
    }

    /// The name as large as the band's width and height allow, and its height.
    fn fit_name(&self, fonts: &Fonts, width: f32, room: f32) -> Result<(Fitted, f32), PaperError> {
        let too_long = || PaperError::TooLong {
            field: "name",
            paper: "wristband",
        };
        let mut largest = NAME.size;

        while largest >= LEAST {
            let least = [largest.min(15.0), LEAST];
            let style = NAME.sized(largest);
            let name = fit(fonts, &self.name, style, width, self.direction, least, too_long())?;
            let lines = name.lines.into_iter().map(ShapedLine::tight).collect();
            let name = Fitted { lines, ..name };
            let style = NAME.sized(name.size);
            let height = name.lines.iter().map(|line| line_height(line, style)).sum();
            if height <= room {
                return Ok((name, height));
            }
            largest -= 0.5;
        }

        Err(too_long())
    }

    /// The band for a label printer of `dpi` dots an inch: 25 mm across the head, text along the feed.
    pub fn zpl(&self, dpi: u32) -> String {
        let label = Label::new(dpi);
        let (across, along) = (label.dots(HEIGHT_MM), label.dots(LENGTH_MM));
        let cells_a_side = data_matrix(&self.payload).map_or(32, |code| code.size as u32);
        let module = (label.dots(WIDEST_CODE_MM) / cells_a_side.max(1)).clamp(2, label.dots(WIDEST_CELL_MM).max(2));
        let code_width = module * cells_a_side;
        let end = label.dots(END_MARGIN_MM);
        let text_start = end + code_width + label.dots(CODE_GAP_MM);
        let text_width = along.saturating_sub(2 * text_start);
        let code_side = across.saturating_sub(code_width) / 2;

        let mut out = Label::begin(across, along, self.direction);
        for start in [end, along.saturating_sub(end + code_width)] {
            out.push_str(&zpl::data_matrix_field(code_side, start, module, &self.payload));
        }
        let name_height = zpl::height_that_fits(&self.name, text_width, label.points(NAME.size), 2);
        let name_lines = zpl::lines_at(&self.name, text_width, name_height).min(2);
        let mut top = label.dots(SIDE_MARGIN_MM);
        let mut block = |text: &str, height: u32, lines: u32| {
            let left = across.saturating_sub(top + height * lines);
            out.push_str(&zpl::text_field(
                (left, text_start),
                'R',
                height,
                (text_width, lines),
                self.direction,
                text,
            ));
            top += height * lines + height / 4;
        };
        block(&self.name, name_height, name_lines);
        let details = format!(
            "{} {}   {} {}   {}",
            self.birth_date_label, self.birth_date, self.number_label, self.number, self.visit_date
        );
        let height = zpl::height_that_fits(&details, text_width, label.points(VALUE.size), 1);
        block(&details, height, 1);
        out.push_str("^XZ\n");

        out
    }

    fn cells(&self) -> [Cell<'_>; 3] {
        [
            Cell {
                label: Some(&self.birth_date_label),
                value: &self.birth_date,
                style: VALUE,
            },
            Cell {
                label: Some(&self.number_label),
                value: &self.number,
                style: VALUE,
            },
            Cell {
                label: None,
                value: &self.visit_date,
                style: VALUE,
            },
        ]
    }
}
