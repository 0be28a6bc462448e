//! A page to draw on: points, measured from the top left, until the page is written.

use crate::{
    Direction, Fonts, PaperError,
    code::Matrix,
    layout::{Style, lines, single_line},
    shape::ShapedLine,
};

/// Points in a millimetre.
pub(crate) const MM: f32 = 72.0 / 25.4;

/// One thing on a page.
pub(crate) enum Mark {
    Text {
        line: ShapedLine,
        left: f32,
        baseline: f32,
        size: f32,
        grey: f32,
    },
    /// Rectangles filled as one shape: left, top, width, height.
    Fill { rectangles: Vec<[f32; 4]>, grey: f32 },
    /// Pen strokes with round ends.
    Pen {
        strokes: Vec<Vec<(f32, f32)>>,
        thickness: f32,
    },
}

/// A finished page.
pub(crate) struct Page {
    pub(crate) width: f32,
    pub(crate) height: f32,
    pub(crate) marks: Vec<Mark>,
}

/// A column of text that grows downwards, aligned at the side where lines begin. On a roll it grows
/// as long as it must; on sheets it goes on at the top of the next one.
pub(crate) struct Column<'a> {
    pub(crate) fonts: &'a Fonts,
    pub(crate) direction: Direction,
    pub(crate) left: f32,
    pub(crate) right: f32,
    /// Where the next thing begins.
    pub(crate) top: f32,
    pub(crate) marks: Vec<Mark>,
    /// Top and bottom of what a sheet holds; none for a roll.
    sheet: Option<(f32, f32)>,
    finished: Vec<Vec<Mark>>,
}

impl<'a> Column<'a> {
    pub(crate) fn roll(fonts: &'a Fonts, direction: Direction, left: f32, right: f32) -> Self {
        let (marks, finished) = (Vec::new(), Vec::new());

        Self {
            fonts,
            direction,
            left,
            right,
            top: 0.0,
            marks,
            sheet: None,
            finished,
        }
    }

    pub(crate) fn sheets(self, top: f32, bottom: f32) -> Self {
        Self {
            top,
            sheet: Some((top, bottom)),
            ..self
        }
    }

    pub(crate) fn width(&self) -> f32 {
        self.right - self.left
    }

    pub(crate) fn space(&mut self, points: f32) {
        self.top += points;
    }

    /// Goes on to the next sheet where `height` points do not fit on this one.
    pub(crate) fn need(&mut self, height: f32) {
        if let Some((top, bottom)) = self.sheet
            && self.top + height > bottom
            && self.top > top
        {
            self.finished.push(std::mem::take(&mut self.marks));
            self.top = top;
        }
    }

    /// Sets `text` over the column's width.
    pub(crate) fn text(&mut self, text: &str, style: Style) -> Result<(), PaperError> {
        for line in lines(self.fonts, text, style, self.width(), self.direction)? {
            self.line(line, style);
        }

        Ok(())
    }

    /// Places one line at the start side and moves below it.
    pub(crate) fn line(&mut self, line: ShapedLine, style: Style) {
        self.need(line_height(&line, style));
        self.top += self.place(line, style, Side::Start);
    }

    /// Places one line without moving, and returns its height.
    pub(crate) fn place(&mut self, line: ShapedLine, style: Style, side: Side) -> f32 {
        let height = line_height(&line, style);
        let baseline = self.top + baseline_in(&line, style);
        self.place_on(line, style, side, baseline);

        height
    }

    /// Places one line on a baseline.
    pub(crate) fn place_on(&mut self, line: ShapedLine, style: Style, side: Side, baseline: f32) {
        let width = line.width * style.size;
        let at_left = matches!(
            (self.direction, side),
            (Direction::LeftToRight, Side::Start) | (Direction::RightToLeft, Side::End)
        );
        let left = if at_left { self.left } else { self.right - width };
        let Style { size, grey, .. } = style;
        self.marks.push(Mark::Text {
            line,
            left,
            baseline,
            size,
            grey,
        });
    }

    /// Sets `text` in the column narrowed by `start` and `end`, with `beside` on the baseline of its
    /// first line.
    pub(crate) fn text_beside(
        &mut self,
        text: &str,
        style: Style,
        (start, end): (f32, f32),
        (beside, beside_style, side): (ShapedLine, Style, Side),
    ) -> Result<(), PaperError> {
        let width = self.width() - start - end;
        let lines = lines(self.fonts, text, style, width, self.direction)?;
        let own = lines.first().map_or(0.0, |first| baseline_in(first, style));
        let others = baseline_in(&beside, beside_style);
        let height = line_height(&beside, beside_style);
        self.need(height + lines.first().map_or(0.0, |first| line_height(first, style)));

        let (top, baseline) = (self.top, self.top + own.max(others));
        self.place_on(beside, beside_style, side, baseline);
        self.top = baseline - own;
        self.inset(start, end, |column| {
            for line in lines {
                column.line(line, style);
            }
        });
        self.top = if self.top > top {
            self.top.max(top + height)
        } else {
            self.top
        };

        Ok(())
    }

    /// Makes the column narrower for what `content` sets, by so much at the start and end side.
    pub(crate) fn inset<T>(&mut self, start: f32, end: f32, content: impl FnOnce(&mut Self) -> T) -> T {
        let before = (self.left, self.right);
        let (at_left, at_right) = match self.direction {
            Direction::LeftToRight => (start, end),
            Direction::RightToLeft => (end, start),
        };
        self.left += at_left;
        self.right -= at_right;
        let result = content(self);
        (self.left, self.right) = before;

        result
    }

    /// A line across the column.
    pub(crate) fn rule(&mut self, thickness: f32) {
        let rectangle = [self.left, self.top, self.width(), thickness];
        self.marks.push(Mark::Fill {
            rectangles: vec![rectangle],
            grey: 0.0,
        });
        self.top += thickness;
    }

    /// Label and value in one row where they fit, else the value below its label.
    pub(crate) fn pair(
        &mut self,
        label: &str,
        value: &str,
        label_style: Style,
        value_style: Style,
    ) -> Result<(), PaperError> {
        let shaped_label = single_line(self.fonts, label, label_style.bold, self.direction)?;
        let shaped_value = single_line(self.fonts, value, value_style.bold, self.direction)?;
        let gap = value_style.size;
        let together = shaped_label.width * label_style.size + gap + shaped_value.width * value_style.size;

        if together > self.width() {
            self.text(label, label_style)?;
            return self.text(value, value_style);
        }
        let height = line_height(&shaped_label, label_style).max(line_height(&shaped_value, value_style));
        self.need(height);
        let baseline = self.top + baseline_in(&shaped_label, label_style).max(baseline_in(&shaped_value, value_style));
        self.place_on(shaped_label, label_style, Side::Start, baseline);
        self.place_on(shaped_value, value_style, Side::End, baseline);
        self.top += height;

        Ok(())
    }

    /// What was drawn, sheet by sheet, and where the last of it ends.
    pub(crate) fn finish(mut self) -> (Vec<Vec<Mark>>, f32) {
        self.finished.push(self.marks);

        (self.finished, self.top)
    }
}

/// How much room a line takes: its leading, and more where a font is taller.
pub(crate) fn line_height(line: &ShapedLine, style: Style) -> f32 {
    style.size * style.leading.max(line.room)
}

/// How far below the top of its room a line's baseline lies.
pub(crate) fn baseline_in(line: &ShapedLine, style: Style) -> f32 {
    let natural = (line.ascent + line.descent) * style.size;

    (line_height(line, style) - natural) / 2.0 + line.ascent * style.size
}

/// Which side of a column something stands at.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Side {
    Start,
    End,
}

/// The cells of a barcode as one shape. Rows overlap a little, so that no reader draws seams.
pub(crate) fn matrix(matrix: &Matrix, left: f32, top: f32, cell: f32) -> Mark {
    let overlap = cell * 0.02;
    let mut rectangles = Vec::new();

    for (row, cells) in matrix.dark.chunks(matrix.size.max(1)).enumerate() {
        let mut column = 0;
        for run in cells.chunk_by(|one, other| one == other) {
            if run.first() == Some(&true) {
                rectangles.push([
                    left + column as f32 * cell,
                    top + row as f32 * cell,
                    run.len() as f32 * cell,
                    cell + overlap,
                ]);
            }
            column += run.len();
        }
    }

    Mark::Fill { rectangles, grey: 0.0 }
}
