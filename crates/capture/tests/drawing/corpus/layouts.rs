//! The layouts to be measured by: nothing was tuned on them.

use super::super::sheet::{HEIGHT, Sheet, WIDTH};
use super::pen::Pen;
use super::words::Printed;

impl Pen<'_> {
    /// Cells with a frame, a small label in the corner of each and the value below it.
    pub fn boxed(&mut self, others: &[Printed], copays: &[Printed], top: i32) {
        let rows = others.len().div_ceil(2) as i32;
        let step = ((HEIGHT as i32 - 250 - top) / rows.max(1)).min(140);

        for (index, (_, label, value)) in others.iter().enumerate() {
            let (x, y) = (60 + (index as i32 % 2) * 745, top + (index as i32 / 2) * step);
            self.frame(x, y, 735, step as u32 - 12);
            let (small, color) = (self.size * 0.62, self.label);
            self.sheet.text(x + 16, y + 8, small, &self.font.regular, color, label);
            self.value(x + 16, y + 14 + small as i32, 690, value);
        }

        let step = 1480 / copays.len().max(1) as i32;

        for (index, (_, label, value)) in copays.iter().enumerate() {
            let x = 60 + index as i32 * step;
            self.frame(x, HEIGHT as i32 - 220, step as u32 - 12, 140);
            let (size, color) = (self.fitting(label, step - 50, self.size * 0.66), self.label);
            self.sheet
                .text(x + 14, HEIGHT as i32 - 212, size, &self.font.regular, color, label);
            self.value(x + 14, HEIGHT as i32 - 204 + size as i32, step - 50, value);
        }
    }

    fn frame(&mut self, x: i32, y: i32, width: u32, height: u32) {
        let color = self.label;

        for (left, top, wide, tall) in [
            (x, y, width, 3),
            (x, y + height as i32 - 3, width, 3),
            (x, y, 3, height),
            (x + width as i32 - 3, y, 3, height),
        ] {
            self.sheet.strip(left, top, wide, tall, color);
        }
    }

    /// Values at the right end of dotted lines, in two columns.
    pub fn dotted(&mut self, others: &[Printed], copays: &[Printed], top: i32) {
        self.size = self.size.min(46.0);
        let rows: Vec<&Printed> = others.iter().chain(copays).collect();
        let half = rows.len().div_ceil(2);
        let step = ((HEIGHT as i32 - 110 - top) / half.max(1) as i32).min(100);

        for (index, (_, label, value)) in rows.into_iter().enumerate() {
            let (x, y) = (
                70 + (index / half) as i32 * 760,
                top + 12 + (index % half) as i32 * step,
            );
            let size = self.fitting(label, 330, self.size * 0.9);
            let color = self.label;
            let end = self.sheet.text(x, y, size, &self.font.regular, color, label);
            let wide = Sheet::width(self.size, &self.font.bold, value).min(690 - (end - x));
            let mut dot = end + 16;

            while dot < x + 690 - wide - 16 {
                self.sheet.strip(dot, y + (size * 0.72) as i32, 4, 4, color);
                dot += 16;
            }

            self.value(x + 690 - wide, y, wide.max(40), value);
        }
    }

    /// Label and value centred over each other in three columns; copays in a panel at the bottom.
    pub fn centred(&mut self, others: &[Printed], copays: &[Printed], top: i32) {
        for (index, (_, label, value)) in others.iter().enumerate() {
            let (middle, y) = (290 + (index as i32 % 3) * 510, top + 10 + (index as i32 / 3) * 165);
            let (small, color) = (self.fitting(label, 470, self.size * 0.66), self.label);
            let width = Sheet::width(small, &self.font.regular, label);
            self.sheet
                .text(middle - width / 2, y, small, &self.font.regular, color, label);
            let size = self.fitting(value, 470, self.size * 0.95);
            let width = Sheet::width(size, &self.font.bold, value);
            self.sheet.text(
                middle - width / 2,
                y + (self.size * 0.8) as i32,
                size,
                &self.font.bold,
                self.ink,
                value,
            );
        }

        let ground = self.band;
        self.sheet.strip(0, HEIGHT as i32 - 250, WIDTH, 170, ground);
        let (ink, label) = (self.ink, self.label);
        let light = image::Rgb([250, 250, 246]);
        let on_band = if u32::from(ground.0[0]) + u32::from(ground.0[1]) + u32::from(ground.0[2]) > 380 {
            image::Rgb([20, 20, 24])
        } else {
            light
        };
        (self.ink, self.label) = (on_band, on_band);
        let step = 1460 / copays.len().max(1) as i32;

        for (index, (_, label, value)) in copays.iter().enumerate() {
            let x = 70 + index as i32 * step;
            let size = self.fitting(label, step - 40, self.size * 0.7);
            self.sheet
                .text(x, HEIGHT as i32 - 238, size, &self.font.regular, on_band, label);
            self.value(x, HEIGHT as i32 - 232 + size as i32, step - 60, value);
        }

        (self.ink, self.label) = (ink, label);
    }

    /// Who at the left, pharmacy at the right, visits in a narrow column between, as on many real cards.
    pub fn columns(&mut self, others: &[Printed], copays: &[Printed], top: i32) {
        self.size = self.size.min(44.0);
        let (mut left, mut right) = (0, 0);

        for (field, label, value) in others {
            let is_rx = field.starts_with("rx");
            let (x, row) = if is_rx { (1090, &mut right) } else { (70, &mut left) };
            let y = top + 10 + *row * if is_rx { 76 } else { 118 };
            *row += 1;
            let (color, size) = (self.label, self.size * if is_rx { 0.9 } else { 0.7 });
            let label = self.with_colon(label);
            let end = self.sheet.text(x, y, size, &self.font.regular, color, &label);

            if is_rx {
                self.value(end + 16, y, 1540 - end, value);
            } else {
                self.value(x, y + (self.size * 0.85) as i32, 560, value);
            }
        }

        for (index, (_, label, value)) in copays.iter().enumerate() {
            let y = top + 330 + index as i32 * 70;
            let (color, size) = (self.label, self.fitting(label, 350, self.size * 0.86));
            let x = 690;
            self.sheet.text(x, y, size, &self.font.regular, color, label);
            let width = Sheet::width(self.size * 0.95, &self.font.bold, value);
            self.value(1240 - width, y, width + 20, value);
        }
    }
}
