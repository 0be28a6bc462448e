//! What the camera sees, with the card it found, and words that say the same.

use crate::Element;
use crate::described::{Description, Role, described};
use crate::icons::glyph;
use crate::layout::{grow, row_with};
use crate::look::{Look, Size, Space};
use crate::notice::Tone;
use crate::text::styled;
use iced::advanced::mouse;
use iced::alignment::{Horizontal, Vertical};
use iced::widget::canvas::{self, Canvas, LineCap, LineJoin, Path, Stroke};
use iced::widget::{Column, Stack, container, image};
use iced::{Background, Border, Color, ContentFit, Length, Point, Rectangle, Renderer, Theme, Vector};

/// What is drawn over the picture, beside the outline. Sides are those of the picture as it is shown, in every language.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Mark {
    /// An arrow at this edge: move the card to the left.
    Left,
    /// To the right.
    Right,
    /// Upwards.
    Up,
    /// Downwards.
    Down,
    /// A ring round a place (from 0 to 1): here the card shines.
    Ring(Point),
}

/// The live picture (4:3), the outline of the card in it (corners from 0 to 1), and under it a strip
/// with an icon and words.
pub fn camera_view<'a, M: 'a>(
    look: &Look,
    id: impl Into<String>,
    handle: Option<image::Handle>,
    outline: Option<[Point; 4]>,
    tone: Tone,
    status: impl Into<String>,
) -> Element<'a, M> {
    marked_camera_view(look, id, handle, (outline, None), tone, status)
}

/// The same, with a mark that says which way to move the card or where it shines.
pub fn marked_camera_view<'a, M: 'a>(
    look: &Look,
    id: impl Into<String>,
    handle: Option<image::Handle>,
    (outline, mark): (Option<[Point; 4]>, Option<Mark>),
    tone: Tone,
    status: impl Into<String>,
) -> Element<'a, M> {
    let p = look.palette;
    let status = status.into();
    let color = match tone {
        Tone::Plain => p.on_strip,
        Tone::Success => p.strip_success,
        Tone::Attention => p.strip_attention,
        Tone::Danger => p.strip_danger,
    };
    let (room, most) = if look.landscape() {
        (look.content_width() / 2.0 - look.px(32.0), 0.42)
    } else {
        (look.content_width(), 0.38)
    };
    let height = (room * 0.75).min(look.canvas.height * most).round();
    let width = (height / 0.75).round();

    let radius = look.px(24.0);
    let picture: Element<'a, M> = match handle {
        Some(handle) => image(handle)
            .width(width)
            .height(height - look.px(2.0).max(1.0))
            .content_fit(ContentFit::Fill)
            .filter_method(image::FilterMethod::Linear)
            .into(),
        None => container(glyph(
            look,
            crate::icons::Icon::Camera,
            look.px(120.0),
            Some(p.on_strip.scale_alpha(0.5)),
        ))
        .width(width)
        .height(height - look.px(2.0).max(1.0))
        .align_x(Horizontal::Center)
        .align_y(Vertical::Center)
        .into(),
    };
    let over = Canvas::new(Outline {
        corners: outline,
        mark,
        color,
        casing: p.strip,
        width: look.px(8.0),
        ground: p.ground,
        // A picture as wide as the page has the page's ground behind its corners; in landscape it is narrower than its
        // column.
        radius: if look.landscape() || width + 1.0 < room {
            0.0
        } else {
            radius
        },
    })
    .width(width)
    .height(height);
    let strip_color = p.strip;
    // The renderer snaps pictures to whole pixels; the panel's own edge hides where it does.
    let edge = look.px(2.0).max(1.0);
    let inset = container(picture).padding(iced::Padding {
        top: edge,
        ..iced::Padding::ZERO
    });
    let window = container(Stack::with_children(vec![inset.into(), over.into()]))
        .width(Length::Fill)
        .align_x(Horizontal::Center);
    let strip = container(row_with(
        look,
        vec![
            glyph(look, tone.icon(), look.text(Size::Lead44), Some(color)),
            grow(
                look,
                styled(look, status.clone())
                    .size(Size::Control36)
                    .bold()
                    .color(p.on_strip)
                    .undescribed(),
            ),
        ],
        Space::S24,
        Vertical::Center,
    ))
    .width(Length::Fill)
    .padding([look.px(32.0), look.space(Space::S40)]);
    let view = container(Column::with_children(vec![window.into(), strip.into()]))
        .width(Length::Fill)
        .style(move |_theme| container::Style {
            background: Some(Background::Color(strip_color)),
            border: Border {
                color: Color::TRANSPARENT,
                width: 0.0,
                radius: radius.into(),
            },
            ..container::Style::default()
        });

    described(
        Description::new(id, Role::CameraView, status).selected(outline.is_some()),
        view,
    )
}

/// A line with round ends and corners.
fn stroke(width: f32, color: Color) -> Stroke<'static> {
    Stroke {
        line_cap: LineCap::Round,
        line_join: LineJoin::Round,
        ..Stroke::default().with_color(color).with_width(width)
    }
}

struct Outline {
    corners: Option<[Point; 4]>,
    mark: Option<Mark>,
    color: Color,
    /// Round the mark, so that it shows on any picture.
    casing: Color,
    width: f32,
    ground: Color,
    radius: f32,
}

impl<M> canvas::Program<M> for Outline {
    type State = ();

    fn draw(
        &self,
        _state: &(),
        renderer: &Renderer,
        _theme: &Theme,
        bounds: Rectangle,
        _cursor: mouse::Cursor,
    ) -> Vec<canvas::Geometry> {
        let mut frame = canvas::Frame::new(renderer, bounds.size());
        self.round(&mut frame);

        if self.corners.is_none() {
            self.mark(&mut frame);
            return vec![frame.into_geometry()];
        }
        let corners = self.corners.unwrap_or_default();
        let path = Path::new(|path| {
            let mut corners = corners.iter().map(|corner| {
                Point::new(
                    corner.x.clamp(0.0, 1.0) * bounds.width,
                    corner.y.clamp(0.0, 1.0) * bounds.height,
                )
            });
            if let Some(first) = corners.next() {
                path.move_to(first);
            }
            for corner in corners {
                path.line_to(corner);
            }
            path.close();
        });
        frame.stroke(
            &path,
            Stroke {
                line_join: LineJoin::Round,
                ..Stroke::default().with_color(self.color).with_width(self.width)
            },
        );
        self.mark(&mut frame);

        vec![frame.into_geometry()]
    }
}

impl Outline {
    /// An arrow at an edge of the picture, or a ring.
    fn mark(&self, frame: &mut canvas::Frame) {
        let Some(mark) = self.mark else {
            return;
        };
        let (width, height) = (frame.width(), frame.height());
        let reach = height * 0.11;
        let (middle, edge) = (Point::new(width / 2.0, height / 2.0), reach * 1.5);
        // The direction the arrow points in; it stands at the edge that it points to.
        let (center, along) = match mark {
            Mark::Left => (Point::new(edge, middle.y), Vector::new(-1.0, 0.0)),
            Mark::Right => (Point::new(width - edge, middle.y), Vector::new(1.0, 0.0)),
            Mark::Up => (Point::new(middle.x, edge), Vector::new(0.0, -1.0)),
            Mark::Down => (Point::new(middle.x, height - edge), Vector::new(0.0, 1.0)),
            Mark::Ring(place) => {
                let place = Point::new(place.x.clamp(0.0, 1.0) * width, place.y.clamp(0.0, 1.0) * height);
                self.cased(frame, &Path::circle(place, reach));
                return;
            }
        };
        let across = Vector::new(-along.y, along.x);
        let at = |forward: f32, aside: f32| center + along * (forward * reach) + across * (aside * reach);
        frame.fill(&Path::circle(center, reach * 1.3), self.casing);
        let shaft = Path::line(at(-0.75, 0.0), at(0.7, 0.0));
        let head = Path::new(|path| {
            path.move_to(at(0.1, -0.62));
            path.line_to(at(0.75, 0.0));
            path.line_to(at(0.1, 0.62));
        });
        for path in [shaft, head] {
            frame.stroke(&path, stroke(self.width * 1.5, self.color));
        }
    }

    fn cased(&self, frame: &mut canvas::Frame, path: &Path) {
        frame.stroke(path, stroke(self.width * 2.0, self.casing));
        frame.stroke(path, stroke(self.width, self.color));
    }

    /// Rounds the upper corners of the picture by painting the page's ground over them: the software
    /// renderer clips to rectangles only.
    fn round(&self, frame: &mut canvas::Frame) {
        let radius = self.radius;
        if radius <= 0.0 {
            return;
        }
        let width = frame.width();

        for (corner, along, down, center) in [
            (0.0, radius, radius, radius),
            (width, width - radius, radius, width - radius),
        ] {
            let path = Path::new(|path| {
                path.move_to(Point::new(corner, 0.0));
                path.line_to(Point::new(along, 0.0));
                // A quarter of a circle, by the usual cubic.
                let bend = radius * 0.552_284_8;
                let toward = if corner > center { bend } else { -bend };
                path.bezier_curve_to(
                    Point::new(center + toward, 0.0),
                    Point::new(corner, down - bend),
                    Point::new(corner, down),
                );
                path.close();
            });
            frame.fill(&path, self.ground);
        }
    }
}
