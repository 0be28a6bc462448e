//! The arches of the attract screen, breathing slowly.

use crate::Element;
use crate::layout::{grow, row_with};
use crate::look::{Look, Space};
use crate::pager::{PagingLabels, pager};
use iced::advanced::mouse;
use iced::alignment::Vertical;
use iced::widget::canvas::{self, Canvas, Path};
use iced::widget::{Column, Stack, container};
use iced::{Background, Color, Length, Point, Rectangle, Renderer, Size, Theme};
use std::cell::Cell;
use std::f32::consts::TAU;

/// How many different pictures one breath has: no frame is drawn twice for less.
const FRAMES: f32 = 240.0;

/// Five arches that fill the room given to them. `phase` runs from 0 to 1 in one breath (eight
/// seconds or more); in a look that reduces motion it changes nothing. Nothing is drawn anew while
/// the phase stays.
pub fn attract<'a, M: 'a>(look: &Look, phase: f32) -> Element<'a, M> {
    let phase = if look.reduce_motion { 0.0 } else { phase };

    Canvas::new(Arches {
        colors: look.palette.arches,
        frame: (phase.rem_euclid(1.0) * FRAMES).round(),
        unit: look.unit(),
    })
    .width(Length::Fill)
    .height(Length::Fill)
    .into()
}

/// The whole attract screen: words of welcome, the arches with the one thing to touch before them,
/// and a foot with the languages and where the desk is.
pub fn attract_page<'a, M: 'a>(
    look: &Look,
    phase: f32,
    welcome: impl Into<Element<'a, M>>,
    start: impl Into<Element<'a, M>>,
    foot: impl Into<Element<'a, M>>,
) -> Element<'a, M> {
    let (ground, card, ink) = (look.palette.ground, look.palette.card, look.palette.ink);
    let filled = |color: Color| {
        move |_theme: &Theme| container::Style {
            background: Some(Background::Color(color)),
            text_color: Some(ink),
            ..container::Style::default()
        }
    };
    let landscape = look.landscape();
    let before = container(start)
        .width(Length::Fill)
        .height(Length::Fill)
        .align_y(Vertical::Bottom)
        .padding([look.space(Space::S64), look.margin()]);
    let arches = Stack::with_children(vec![attract(look, phase), before.into()])
        .width(Length::Fill)
        .height(Length::Fill);
    let welcome: Element<'a, M> = if landscape {
        // Beside the arches there is less height: what does not fit is turned.
        pager(
            look,
            "-welcome",
            "",
            &PagingLabels::default(),
            false,
            grow(look, welcome),
        )
    } else {
        grow(look, welcome)
    };
    let welcome = container(welcome)
        .width(Length::Fill)
        .padding([look.px(if landscape { 64.0 } else { 104.0 }), look.margin()]);
    let foot = container(foot)
        .width(Length::Fill)
        .align_x(look.start())
        .padding([look.space(Space::S40), look.margin()])
        .style(filled(card));
    let above: Element<'a, M> = if landscape {
        let sides = row_with(look, vec![welcome.into(), arches.into()], Space::S24, Vertical::Top);
        container(sides).width(Length::Fill).height(Length::Fill).into()
    } else {
        Column::with_children(vec![welcome.into(), arches.into()])
            .width(Length::Fill)
            .height(Length::Fill)
            .into()
    };

    container(
        Column::with_children(vec![above, foot.into()])
            .width(Length::Fill)
            .height(Length::Fill),
    )
    .width(Length::Fill)
    .height(Length::Fill)
    .style(filled(ground))
    .into()
}

struct Arches {
    colors: [Color; 3],
    frame: f32,
    unit: f32,
}

#[derive(Default)]
struct Drawn {
    cache: canvas::Cache,
    of: Cell<Option<(f32, [Color; 3])>>,
}

impl<M> canvas::Program<M> for Arches {
    type State = Drawn;

    fn draw(
        &self,
        drawn: &Drawn,
        renderer: &Renderer,
        _theme: &Theme,
        bounds: Rectangle,
        _cursor: mouse::Cursor,
    ) -> Vec<canvas::Geometry> {
        if drawn.of.replace(Some((self.frame, self.colors))) != Some((self.frame, self.colors)) {
            drawn.cache.clear();
        }

        vec![drawn.cache.draw(renderer, bounds.size(), |frame| {
            let (width, height) = (bounds.width, bounds.height);
            let [outer, middle, inner] = self.colors;
            let colors = [outer, middle, inner, middle, outer];
            let edge = 24.0 * self.unit;
            let pitch = (width - 2.0 * edge) / 4.777;
            let arch = pitch * 0.777;
            let breath = self.frame / FRAMES * TAU;

            for (index, color) in colors.into_iter().enumerate() {
                // The middle rises first, and the others follow it outwards.
                let distance = (index as f32 - 2.0).abs();
                let rise = (breath - distance * 0.9).sin();
                let top = height * (0.06 + 0.022 * distance - 0.02 * rise);
                let x = edge + index as f32 * pitch;
                let radius = arch / 2.0;

                frame.fill(
                    &Path::rounded_rectangle(
                        Point::new(x, top),
                        Size::new(arch, height - top + radius),
                        iced::border::top(radius),
                    ),
                    color,
                );
            }
        })]
    }
}
