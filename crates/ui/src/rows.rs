//! Rows of a summary: a label, a value, and a way to change it.

use crate::Element;
use crate::button::{Button, Kind};
use crate::described::{Description, Role, described};
use crate::icons::glyph;
use crate::layout::{card_with, column_with, divider, grow, row_with};
use crate::look::{Look, Size, Space};
use crate::notice::Tone;
use crate::text::styled;
use iced::alignment::Vertical;
use iced::widget::container;
use iced::{Background, Length};

/// One row of a summary. The row has the given id, its change button `change-<id>`.
/// `extra` stands under the value: a picture of the part that was hard to read, or a remark.
pub fn summary_row<'a, M: Clone + 'a>(
    look: &Look,
    id: &str,
    label: impl Into<String>,
    value: impl Into<String>,
    change: Option<(String, M)>,
    tone: Tone,
    extra: Option<Element<'a, M>>,
) -> Element<'a, M> {
    let label = label.into();
    let value = value.into();
    let (color, ground) = match tone {
        Tone::Plain => (look.palette.muted, None),
        tone => {
            let (color, ground) = tone.colors(look);
            (color, Some(ground))
        }
    };
    let label_words = styled(look, label.clone())
        .size(Size::Label28)
        .color(color)
        .undescribed();
    let label_line: Element<'a, M> = match tone {
        Tone::Plain => label_words.into(),
        tone => row_with(
            look,
            vec![
                glyph(look, tone.icon(), look.text(Size::Label28), Some(color)),
                label_words.into(),
            ],
            Space::S8,
            Vertical::Center,
        ),
    };
    let mut words: Vec<Element<'a, M>> = vec![
        label_line,
        styled(look, value.clone())
            .size(Size::Control36)
            .bold()
            .undescribed()
            .into(),
    ];
    words.extend(extra);
    let words = described(
        Description::new(id, Role::Text, label.clone()).value(value),
        grow(look, column_with(look, words, Space::S8)),
    );
    let mut parts = vec![words];
    if let Some((change, message)) = change {
        parts.push(
            Button::new(
                look,
                Kind::Pill,
                format!("change-{id}"),
                format!("{change}: {label}"),
                None,
                Some(message),
            )
            .shows(change)
            .into(),
        );
    }

    let radius = look.radius();

    container(row_with(look, parts, Space::S24, Vertical::Center))
        .width(Length::Fill)
        .padding(row_padding(look))
        .style(move |_theme| container::Style {
            background: ground.map(Background::Color),
            border: iced::border::rounded(radius),
            ..container::Style::default()
        })
        .into()
}

/// A row with words at its end in place of a button, such as when a bill is due.
pub fn plain_row<'a, M: 'a>(
    look: &Look,
    id: &str,
    label: impl Into<String>,
    value: impl Into<String>,
    end: Option<String>,
) -> Element<'a, M> {
    let label = label.into();
    let value = value.into();
    let words = described(
        Description::new(id, Role::Text, label.clone()).value(value.clone()),
        grow(
            look,
            column_with(
                look,
                vec![
                    styled(look, label).size(Size::Label28).muted().undescribed().into(),
                    styled(look, value).size(Size::Control36).bold().undescribed().into(),
                ],
                Space::S8,
            ),
        ),
    );
    let mut parts = vec![words];
    parts.extend(end.map(|end| styled(look, end).muted().into()));

    container(row_with(look, parts, Space::S24, Vertical::Center))
        .width(Length::Fill)
        .padding(row_padding(look))
        .into()
}

/// A card of summary rows, with quiet lines between them.
pub fn summary_card<'a, M: 'a>(look: &Look, rows: Vec<Element<'a, M>>) -> Element<'a, M> {
    let mut lines: Vec<Element<'a, M>> = Vec::new();

    for (index, row) in rows.into_iter().enumerate() {
        if index > 0 {
            lines.push(container(divider(look)).padding([0.0, look.space(Space::S16)]).into());
        }
        lines.push(row);
    }

    card_with(
        look,
        iced::widget::Column::with_children(lines).width(Length::Fill),
        [look.px(12.0), look.space(Space::S24)].into(),
    )
}

/// Rows carry their own room at the sides, so that a tinted one lines up with the others.
fn row_padding(look: &Look) -> [f32; 2] {
    [look.px(20.0), look.space(Space::S16)]
}
