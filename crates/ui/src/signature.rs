//! Where a finger signs.

use crate::Element;
use crate::described::{Description, Role, described};
use crate::layout::{column_with, grow};
use crate::look::{Look, Size, Space};
use crate::palette::Palette;
use crate::text::styled;
use iced::advanced::mouse;
use iced::widget::canvas::{self, Action, Canvas, Event, LineCap, LineDash, LineJoin, Path, Stroke};
use iced::widget::{Stack, container};
use iced::{Background, Length, Point, Rectangle, Renderer, Theme, touch};

/// What the finger did. Points run from 0 to 1 across the pad and down it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum SignatureEvent {
    /// A stroke began here.
    Began(Point),
    /// It went on to here.
    Moved(Point),
    /// The finger went up.
    Ended,
}

/// A pad to sign on, with the strokes made so far. `hint` stands under the line.
pub fn signature_pad<'a, M: 'a>(
    look: &Look,
    id: impl Into<String>,
    strokes: &[Vec<Point>],
    hint: impl Into<String>,
    on_event: impl Fn(SignatureEvent) -> M + 'a,
) -> Element<'a, M> {
    let hint = hint.into();
    let signed = strokes.iter().any(|stroke| stroke.len() > 1);
    let height = look.px(if look.landscape() { 260.0 } else { 280.0 });
    let radius = look.radius();
    let card = look.palette.card;
    let pad = Canvas::new(Pad {
        strokes: strokes.to_vec(),
        palette: look.palette,
        unit: look.unit(),
        radius,
        on_event: Box::new(on_event),
    })
    .width(Length::Fill)
    .height(height);
    let words: Element<'a, M> = container(grow(
        look,
        styled(look, hint.clone()).size(Size::Label28).muted().undescribed(),
    ))
    .width(Length::Fill)
    .height(height)
    .padding([look.px(14.0), look.space(Space::S40)])
    .align_y(iced::alignment::Vertical::Bottom)
    .into();
    let layers = Stack::with_children(vec![words, pad.into()]).width(Length::Fill);
    let ground = container(layers)
        .width(Length::Fill)
        .style(move |_theme| container::Style {
            background: Some(Background::Color(card)),
            border: iced::border::rounded(radius),
            ..container::Style::default()
        });

    described(
        Description::new(id, Role::SignaturePad, hint).selected(signed),
        column_with(look, vec![ground.into()], Space::S8),
    )
}

struct Pad<'a, M> {
    strokes: Vec<Vec<Point>>,
    palette: Palette,
    unit: f32,
    radius: f32,
    on_event: Box<dyn Fn(SignatureEvent) -> M + 'a>,
}

impl<M> canvas::Program<M> for Pad<'_, M> {
    /// Whether a stroke is being made.
    type State = bool;

    fn update(&self, drawing: &mut bool, event: &Event, bounds: Rectangle, cursor: mouse::Cursor) -> Option<Action<M>> {
        let publish = |event| Some(Action::publish((self.on_event)(event)).and_capture());

        match event {
            Event::Mouse(mouse::Event::ButtonPressed(mouse::Button::Left))
            | Event::Touch(touch::Event::FingerPressed { .. }) => {
                let position = cursor.position_over(bounds)?;
                *drawing = true;

                publish(SignatureEvent::Began(normalised(position, bounds)))
            }
            Event::Mouse(mouse::Event::CursorMoved { .. }) | Event::Touch(touch::Event::FingerMoved { .. })
                if *drawing =>
            {
                let position = cursor.position()?;

                publish(SignatureEvent::Moved(normalised(position, bounds)))
            }
            Event::Mouse(mouse::Event::ButtonReleased(mouse::Button::Left))
            | Event::Touch(touch::Event::FingerLifted { .. } | touch::Event::FingerLost { .. })
                if *drawing =>
            {
                *drawing = false;

                publish(SignatureEvent::Ended)
            }
            _ => None,
        }
    }

    fn draw(
        &self,
        _drawing: &bool,
        renderer: &Renderer,
        _theme: &Theme,
        bounds: Rectangle,
        _cursor: mouse::Cursor,
    ) -> Vec<canvas::Geometry> {
        let mut frame = canvas::Frame::new(renderer, bounds.size());
        let (width, height) = (bounds.width, bounds.height);
        let unit = self.unit;

        let edge = 1.5 * unit;
        frame.stroke(
            &Path::rounded_rectangle(
                Point::new(edge, edge),
                iced::Size::new(width - 2.0 * edge, height - 2.0 * edge),
                self.radius.into(),
            ),
            Stroke {
                line_dash: LineDash {
                    segments: &[9.0, 6.0],
                    offset: 0,
                },
                ..Stroke::default().with_color(self.palette.border).with_width(3.0 * unit)
            },
        );
        let line = height * 0.74;
        frame.stroke(
            &Path::line(Point::new(40.0 * unit, line), Point::new(width - 40.0 * unit, line)),
            Stroke::default().with_color(self.palette.border).with_width(2.0 * unit),
        );
        for stroke in &self.strokes {
            let path = smooth(stroke, width, height);
            frame.stroke(
                &path,
                Stroke {
                    line_cap: LineCap::Round,
                    line_join: LineJoin::Round,
                    ..Stroke::default().with_color(self.palette.ink).with_width(7.0 * unit)
                },
            );
        }

        vec![frame.into_geometry()]
    }
}

fn normalised(position: Point, bounds: Rectangle) -> Point {
    Point::new(
        ((position.x - bounds.x) / bounds.width.max(1.0)).clamp(0.0, 1.0),
        ((position.y - bounds.y) / bounds.height.max(1.0)).clamp(0.0, 1.0),
    )
}

/// A curve through the middles of the points, so that a slow panel still draws a smooth hand.
fn smooth(stroke: &[Point], width: f32, height: f32) -> Path {
    let place = |point: &Point| Point::new(point.x * width, point.y * height);

    Path::new(|path| {
        let mut points = stroke.iter().map(place);
        let Some(first) = points.next() else {
            return;
        };
        path.move_to(first);

        let mut last = first;
        for point in points {
            let middle = Point::new(f32::midpoint(last.x, point.x), f32::midpoint(last.y, point.y));
            path.quadratic_curve_to(last, middle);
            last = point;
        }
        path.line_to(last);
    })
}
