//! The layouts to work with: labels above, beside, in a table, inline, in a panel and close together.

use image::Rgb;

use super::super::sheet::{HEIGHT, Sheet, Type};
use super::words::Printed;

pub struct Pen<'a> {
    pub sheet: &'a mut Sheet,
    pub font: &'a Type,
    pub ink: Rgb<u8>,
    pub label: Rgb<u8>,
    pub band: Rgb<u8>,
    pub size: f32,
    pub colon: bool,
}

impl Pen<'_> {
    pub fn fitting(&self, text: &str, room: i32, size: f32) -> f32 {
        let width = Sheet::width(size, &self.font.bold, text).max(1);

        if width > room {
            size * room as f32 / width as f32
        } else {
            size
        }
    }

    pub fn value(&mut self, x: i32, y: i32, room: i32, text: &str) {
        let size = self.fitting(text, room, self.size);
        self.sheet.text(x, y, size, &self.font.bold, self.ink, text);
    }

    pub fn with_colon(&self, label: &str) -> String {
        if self.colon {
            format!("{label}:")
        } else {
            label.to_owned()
        }
    }

    /// Small labels above their values, in two columns; copays in a row at the bottom.
    pub fn above(&mut self, others: &[Printed], copays: &[Printed], top: i32) {
        let rows = others.len().div_ceil(2) as i32;
        let step = ((HEIGHT as i32 - 250 - top) / rows.max(1)).min(150);

        for (index, (_, label, value)) in others.iter().enumerate() {
            let (x, y) = (70 + (index as i32 / rows) * 800, top + (index as i32 % rows) * step);
            let (small, label_color) = (self.size * 0.72, self.label);
            self.sheet.text(x, y, small, &self.font.regular, label_color, label);
            self.value(x, y + (self.size * 0.78) as i32, 700, value);
        }

        self.row(copays);
    }

    /// Copays in columns, label over amount.
    pub fn row(&mut self, copays: &[Printed]) {
        let step = 1460 / copays.len().max(1) as i32;

        for (index, (_, label, value)) in copays.iter().enumerate() {
            let x = 70 + index as i32 * step;
            let size = self.fitting(label, step - 50, self.size * 0.8);
            let color = self.label;
            self.sheet
                .text(x, HEIGHT as i32 - 210, size, &self.font.regular, color, label);
            self.value(x, HEIGHT as i32 - 210 + (self.size * 0.9) as i32, step - 60, value);
        }
    }

    /// `Label: value`, one under the other; copays in a second column.
    pub fn beside(&mut self, others: &[Printed], copays: &[Printed], top: i32) {
        let step = ((HEIGHT as i32 - 90 - top) / others.len().max(1) as i32).min(100);

        for (index, (_, label, value)) in others.iter().enumerate() {
            let y = top + 10 + index as i32 * step;
            let (label, size, color) = (self.with_colon(label), self.size * 0.92, self.label);
            let end = self.sheet.text(70, y, size, &self.font.regular, color, &label);
            self.value(end + 20, y, 880 - end, value);
        }

        let step = ((HEIGHT as i32 - 90 - top) / copays.len().max(1) as i32).min(100);

        for (index, (_, label, value)) in copays.iter().enumerate() {
            let y = top + 10 + index as i32 * step;
            let (size, color) = (self.fitting(label, 420, self.size * 0.85), self.label);
            self.sheet.text(940, y, size, &self.font.regular, color, label);
            let font = &self.font.bold;
            self.sheet.text_right(1540, y, self.size, font, self.ink, value);
        }
    }

    /// Labels in one column, values in the next.
    pub fn table(&mut self, others: &[Printed], copays: &[Printed], top: i32) {
        let step = ((HEIGHT as i32 - 240 - top) / others.len().max(1) as i32).min(92);
        self.size = self.size.min(step as f32 * 0.85);

        for (index, (_, label, value)) in others.iter().enumerate() {
            let y = top + index as i32 * step;
            let (size, color) = (self.size * 0.9, self.label);
            let label = self.with_colon(label);
            self.sheet.text(70, y, size, &self.font.regular, color, &label);
            self.value(640, y, 800, value);
        }

        self.row(copays);
    }

    /// The pharmacy's fields light on a dark panel at the right; copays with the amount above its name.
    pub fn panel(&mut self, others: &[Printed], copays: &[Printed], top: i32) {
        let band = self.band;
        self.sheet.strip(960, top, 580, 420, band);
        let (mut left, mut right) = (0, 0);

        for (field, label, value) in others {
            let label = self.with_colon(label);

            if field.starts_with("rx") {
                let (y, white) = (top + 40 + right * 120, Rgb([248, 248, 248]));
                let end = self
                    .sheet
                    .text(1000, y, self.size * 0.9, &self.font.regular, white, &label);
                let font = &self.font.bold;
                self.sheet.text(end + 24, y, self.size * 0.9, font, white, value);
                right += 1;
            } else {
                let (y, color) = (top + left * 150, self.label);
                self.sheet
                    .text(70, y, self.size * 0.7, &self.font.regular, color, &label);
                self.value(70, y + (self.size * 0.75) as i32, 800, value);
                left += 1;
            }
        }

        let step = 1460 / copays.len().max(1) as i32;

        for (index, (_, label, value)) in copays.iter().enumerate() {
            let x = 70 + index as i32 * step;
            let (size, color) = (self.fitting(label, step - 50, self.size * 0.75), self.label);
            self.value(x, HEIGHT as i32 - 220, step - 60, value);
            self.sheet.text(
                x,
                HEIGHT as i32 - 220 + (self.size * 1.05) as i32,
                size,
                &self.font.regular,
                color,
                label,
            );
        }
    }

    /// Everything small and close, as on cards that say much; copays one after the other.
    pub fn compact(&mut self, others: &[Printed], copays: &[Printed], top: i32) {
        self.size = self.size.min(44.0);

        for (index, (_, label, value)) in others.iter().enumerate() {
            let y = top + index as i32 * 62;
            let (size, color) = (self.size, self.label);
            let label = self.with_colon(label);
            let end = self.sheet.text(70, y, size, &self.font.regular, color, &label);
            self.value(end + 16, y, 900, value);
        }

        let mut x = 70;
        let mut y = HEIGHT as i32 - 200;

        for (_, label, value) in copays {
            let width = Sheet::width(self.size, &self.font.bold, &format!("{label} {value}")) + 70;

            if x + width > 1560 {
                x = 70;
                y += 64;
            }

            let color = self.label;
            let end = self.sheet.text(x, y, self.size, &self.font.regular, color, label);
            let font = &self.font.bold;
            x = self.sheet.text(end + 14, y, self.size, font, self.ink, value) + 56;
        }
    }

    /// Two fields on a line.
    pub fn inline(&mut self, others: &[Printed], copays: &[Printed], top: i32) {
        for (index, (_, label, value)) in others.iter().enumerate() {
            let (x, y) = (70 + (index as i32 % 2) * 760, top + 20 + (index as i32 / 2) * 110);
            let (size, color) = (self.fitting(label, 300, self.size * 0.85), self.label);
            let end = self
                .sheet
                .text(x, y, size, &self.font.regular, color, &format!("{label}:"));
            self.value(end + 18, y, x + 720 - end, value);
        }

        self.row(copays);
    }
}
