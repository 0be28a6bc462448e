//! A code for a phone: dark on light in every look, with its quiet zone.

use crate::Element;
use crate::described::{Description, Role, described};
use crate::look::Look;
use iced::advanced::mouse;
use iced::widget::canvas::{self, Canvas};
use iced::widget::container;
use iced::{Background, Color, Point, Rectangle, Renderer, Size, Theme};

/// Modules of quiet on every side (ISO/IEC 18004 asks for four).
const QUIET: usize = 4;

/// Draws a square matrix of `size` by `size` modules, row by row, `true` for dark. `label` says what
/// the code is for; it never holds what the code says.
pub fn qr<'a, M: 'a>(
    look: &Look,
    id: impl Into<String>,
    label: impl Into<String>,
    size: usize,
    dark: &[bool],
) -> Element<'a, M> {
    let room = look.px(if look.landscape() { 432.0 } else { 600.0 });
    let across = (size + 2 * QUIET) as f32;
    // Whole pixels, so that no module is blurred.
    let module = (room / across).floor().max(1.0);
    let length = module * across;
    let light = look.palette.code_light;
    let radius = look.radius();

    described(
        Description::new(id, Role::Code, label),
        container(
            Canvas::new(Matrix {
                size,
                dark: dark.to_vec(),
                module,
                color: look.palette.code_dark,
            })
            .width(length)
            .height(length),
        )
        .style(move |_theme| container::Style {
            background: Some(Background::Color(light)),
            border: iced::border::rounded(radius),
            ..container::Style::default()
        }),
    )
}

struct Matrix {
    size: usize,
    dark: Vec<bool>,
    module: f32,
    color: Color,
}

impl<M> canvas::Program<M> for Matrix {
    type State = canvas::Cache;

    fn draw(
        &self,
        cache: &canvas::Cache,
        renderer: &Renderer,
        _theme: &Theme,
        bounds: Rectangle,
        _cursor: mouse::Cursor,
    ) -> Vec<canvas::Geometry> {
        // A payment link is renewed in place: the matrix is small enough to draw again each time.
        cache.clear();

        vec![cache.draw(renderer, bounds.size(), |frame| {
            let offset = QUIET as f32 * self.module;

            for (line, row) in self.dark.chunks_exact(self.size.max(1)).take(self.size).enumerate() {
                let mut at = 0;
                for run in row.chunk_by(|one, other| one == other) {
                    if run.first() == Some(&true) {
                        frame.fill_rectangle(
                            Point::new(offset + at as f32 * self.module, offset + line as f32 * self.module),
                            Size::new(run.len() as f32 * self.module, self.module),
                            self.color,
                        );
                    }
                    at += run.len();
                }
            }
        })]
    }
}
