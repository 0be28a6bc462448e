//! The second row of a wristband: labels above values, side by side on common baselines.

use super::{LABEL, LEAST, VALUE};
use crate::{
    Direction, Fonts, PaperError,
    canvas::{Column, Side, baseline_in, line_height},
    layout::{Style, single_line},
    shape::ShapedLine,
};

/// A label above its value, or a value alone.
pub(super) struct Cell<'a> {
    pub(super) label: Option<&'a str>,
    pub(super) value: &'a str,
    pub(super) style: Style,
}

/// How much the row of labels and values must shrink to stand side by side; an error below what can
/// be read.
pub(super) fn row_size(fonts: &Fonts, direction: Direction, cells: &[Cell], width: f32) -> Result<f32, PaperError> {
    let mut needed = 0.0;
    for cell in cells {
        needed += cell_width(fonts, direction, cell, 1.0)? + row_gap(1.0);
    }
    let scale = (width / (needed - row_gap(1.0))).min(1.0);

    if VALUE.size * scale < LEAST {
        return Err(PaperError::TooLong {
            field: "number",
            paper: "wristband",
        });
    }

    Ok(scale)
}

fn row_gap(scale: f32) -> f32 {
    26.0 * scale
}

fn cell_width(fonts: &Fonts, direction: Direction, cell: &Cell, scale: f32) -> Result<f32, PaperError> {
    let value = single_line(fonts, cell.value, cell.style.bold, direction)?;
    let label = single_line(fonts, cell.label.unwrap_or_default(), LABEL.bold, direction)?;

    Ok((value.width * cell.style.size).max(label.width * LABEL.size) * scale)
}

/// The height of the row at that scale.
pub(super) fn row_height(fonts: &Fonts, direction: Direction, cells: &[Cell], scale: f32) -> Result<f32, PaperError> {
    let [labels, values] = row_lines(fonts, direction, cells, scale)?.1;

    Ok(labels.height + values.height)
}

/// The height of a row of lines, and how far below its top their common baseline lies.
#[derive(Clone, Copy, Default)]
struct Level {
    height: f32,
    baseline: f32,
}

impl Level {
    fn with(self, line: &ShapedLine, style: Style) -> Self {
        Self {
            height: self.height.max(line_height(line, style)),
            baseline: self.baseline.max(baseline_in(line, style)),
        }
    }
}

type Row = (Vec<(ShapedLine, ShapedLine)>, [Level; 2]);

/// Labels and values, shaped, and the levels on which they stand.
fn row_lines(fonts: &Fonts, direction: Direction, cells: &[Cell], scale: f32) -> Result<Row, PaperError> {
    let mut lines = Vec::with_capacity(cells.len());
    let (mut labels, mut values) = (Level::default(), Level::default());

    for cell in cells {
        let label = single_line(fonts, cell.label.unwrap_or_default(), LABEL.bold, direction)?.tight();
        let value = single_line(fonts, cell.value, cell.style.bold, direction)?.tight();
        labels = labels.with(&label, LABEL.sized(LABEL.size * scale));
        values = values.with(&value, cell.style.sized(cell.style.size * scale));
        lines.push((label, value));
    }

    Ok((lines, [labels, values]))
}

/// Sets the row at the column's top.
pub(super) fn place_row(column: &mut Column, cells: &[Cell], scale: f32) -> Result<(), PaperError> {
    let (fonts, direction, top) = (column.fonts, column.direction, column.top);
    let (lines, [labels, values]) = row_lines(fonts, direction, cells, scale)?;
    let label_style = LABEL.sized(LABEL.size * scale);
    let mut start = 0.0;

    for (cell, (label, value)) in cells.iter().zip(lines) {
        let width = cell_width(fonts, direction, cell, scale)?;
        let value_style = cell.style.sized(cell.style.size * scale);
        column.inset(start, 0.0, |column| {
            let baseline = top + labels.baseline;
            column.place_on(label, label_style, Side::Start, baseline);
            let baseline = top + labels.height + values.baseline;
            column.place_on(value, value_style, Side::Start, baseline);
        });
        start += width + row_gap(scale);
    }

    Ok(())
}
