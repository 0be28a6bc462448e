//! Something to know, in a colour, an icon and words: never by colour alone.

use crate::Element;
use crate::described::{Description, Role, described};
use crate::icons::{Icon, glyph};
use crate::layout::{column_with, grow, row_with};
use crate::look::{Look, Size, Space};
use crate::page::Problem;
use crate::text::styled;
use iced::alignment::Vertical;
use iced::widget::container;
use iced::{Background, Border, Color, Length};

/// What kind of news it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Tone {
    /// Nothing special.
    #[default]
    Plain,
    /// It went well.
    Success,
    /// Look again.
    Attention,
    /// It is wrong.
    Danger,
}

impl Tone {
    /// Its colour on a page and the colour behind it.
    pub(crate) fn colors(self, look: &Look) -> (Color, Color) {
        let p = look.palette;

        match self {
            Self::Plain => (p.accent, p.accent_ground),
            Self::Success => (p.success, p.success_ground),
            Self::Attention => (p.attention, p.attention_ground),
            Self::Danger => (p.danger, p.danger_ground),
        }
    }

    /// The icon that says the same as the colour.
    pub fn icon(self) -> Icon {
        match self {
            Self::Plain => Icon::Info,
            Self::Success => Icon::CheckCircle,
            Self::Attention => Icon::Warning,
            Self::Danger => Icon::Problem,
        }
    }
}

/// A tinted box with an icon and words.
pub fn notice<'a, M: 'a>(look: &Look, tone: Tone, icon: Icon, text: impl Into<String>) -> Element<'a, M> {
    let text = text.into();
    let role = if tone == Tone::Danger {
        Role::Alert
    } else {
        Role::Status
    };

    described(
        Description::new("notice", role, text.clone()),
        tinted(look, tone, icon, styled(look, text).size(Size::Body30).undescribed()),
    )
}

/// What has to be put right or known, under the question.
pub(crate) fn problem_summary<'a, M: 'a>(look: &Look, problem: &Problem) -> Element<'a, M> {
    let spoken = if problem.field_label.is_empty() {
        problem.text.clone()
    } else {
        format!("{}: {}", problem.field_label, problem.text)
    };
    let (tone, icon, role) = if problem.calm {
        (Tone::Plain, Icon::Info, Role::Status)
    } else {
        (Tone::Danger, Icon::Problem, Role::Alert)
    };
    let mut words: Vec<Element<'a, M>> = Vec::new();
    if !problem.field_label.is_empty() {
        words.push(
            styled(look, problem.field_label.clone())
                .bold()
                .color(tone.colors(look).0)
                .undescribed()
                .into(),
        );
    }
    words.push(
        styled(look, problem.text.clone())
            .size(Size::Body30)
            .undescribed()
            .into(),
    );

    described(
        Description::new("problem", role, spoken),
        tinted(look, tone, icon, column_with(look, words, Space::S8)),
    )
}

fn tinted<'a, M: 'a>(look: &Look, tone: Tone, icon: Icon, content: impl Into<Element<'a, M>>) -> Element<'a, M> {
    let (color, ground) = tone.colors(look);
    let radius = look.radius();
    let width = look.px(3.0);

    container(row_with(
        look,
        vec![
            glyph(look, icon, look.text(Size::Control36) * 1.15, Some(color)),
            grow(look, content),
        ],
        Space::S24,
        Vertical::Center,
    ))
    .width(Length::Fill)
    .padding([look.space(Space::S24), look.px(32.0)])
    .style(move |_theme| container::Style {
        background: Some(Background::Color(ground)),
        border: Border {
            color,
            width,
            radius: radius.into(),
        },
        ..container::Style::default()
    })
    .into()
}
