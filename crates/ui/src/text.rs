//! Words, in the sizes of the scale. Every text describes itself.
//!
//! Texts are as wide as their words: a [`crate::column`] puts them where reading starts. (A single
//! line of right-to-left text with an alignment of its own is misplaced by iced 0.14.)

use crate::Element;
use crate::described::{Description, Role, described};
use crate::look::{Look, Size};
use iced::widget::text as iced_text;
use iced::{Color, Font};

/// The question of a screen.
pub fn headline<'a, M: 'a>(look: &Look, content: impl Into<String>) -> Element<'a, M> {
    styled(look, content)
        .size(Size::Headline60)
        .bold()
        .role(Role::Heading)
        .into()
}

/// The title of a part of the screen.
pub fn title<'a, M: 'a>(look: &Look, content: impl Into<String>) -> Element<'a, M> {
    styled(look, content)
        .size(Size::Control36)
        .bold()
        .role(Role::Heading)
        .into()
}

/// The first words under a headline.
pub fn lead<'a, M: 'a>(look: &Look, content: impl Into<String>) -> Element<'a, M> {
    styled(look, content).size(Size::Lead44).muted().into()
}

/// Reading text.
pub fn body<'a, M: 'a>(look: &Look, content: impl Into<String>) -> Element<'a, M> {
    styled(look, content).size(Size::Body30).into()
}

/// Text that stands back.
pub fn muted<'a, M: 'a>(look: &Look, content: impl Into<String>) -> Element<'a, M> {
    styled(look, content).size(Size::Body30).muted().into()
}

/// A number to be seen from afar.
pub fn number<'a, M: 'a>(look: &Look, content: impl Into<String>) -> Element<'a, M> {
    styled(look, content)
        .size(Size::Number96)
        .bold()
        .role(Role::Status)
        .into()
}

/// The number to be called, seen from across the hall.
pub fn called<'a, M: 'a>(look: &Look, content: impl Into<String>) -> Element<'a, M> {
    styled(look, content)
        .size(Size::Called176)
        .bold()
        .role(Role::Status)
        .into()
}

/// A label over a value.
pub fn label<'a, M: 'a>(look: &Look, content: impl Into<String>) -> Element<'a, M> {
    styled(look, content).size(Size::Label28).muted().into()
}

/// A value under a label, or anything strong.
pub fn value<'a, M: 'a>(look: &Look, content: impl Into<String>) -> Element<'a, M> {
    styled(look, content).size(Size::Control36).bold().into()
}

/// Text to be styled word by word of the API.
pub fn styled(look: &Look, content: impl Into<String>) -> Styled {
    Styled {
        content: content.into(),
        id: String::new(),
        role: Some(Role::Text),
        size: look.text(Size::Body30),
        color: Some(look.palette.ink),
        font: look.font(),
        bold: look.bold(),
        centered: false,
        look: look.clone(),
    }
}

/// A text whose size, weight and colour are chosen one by one.
#[derive(Clone)]
pub struct Styled {
    content: String,
    id: String,
    role: Option<Role>,
    size: f32,
    color: Option<Color>,
    font: Font,
    bold: Font,
    centered: bool,
    look: Look,
}

impl Styled {
    /// In a size of the scale.
    #[must_use]
    pub fn size(mut self, size: Size) -> Self {
        self.size = self.look.text(size);
        self
    }

    /// In bold.
    #[must_use]
    pub fn bold(mut self) -> Self {
        self.font = self.bold;
        self
    }

    /// Standing back.
    #[must_use]
    pub fn muted(self) -> Self {
        let color = self.look.palette.muted;
        self.color(color)
    }

    /// In a colour of the palette.
    #[must_use]
    pub fn color(mut self, color: Color) -> Self {
        self.color = Some(color);
        self
    }

    /// In the colour of what it stands on: for labels of buttons.
    #[must_use]
    pub fn inherit_color(mut self) -> Self {
        self.color = None;
        self
    }

    /// With a name that stays the same in every language.
    #[must_use]
    pub fn id(mut self, id: impl Into<String>) -> Self {
        self.id = id.into();
        self
    }

    /// As something other than plain text.
    #[must_use]
    pub fn role(mut self, role: Role) -> Self {
        self.role = Some(role);
        self
    }

    /// Part of something that describes itself already.
    #[must_use]
    pub fn undescribed(mut self) -> Self {
        self.role = None;
        self
    }

    /// Its lines centred on each other. It still has to be placed by a container.
    #[must_use]
    pub fn centered(mut self) -> Self {
        self.centered = true;
        self
    }
}

impl<'a, M: 'a> From<Styled> for Element<'a, M> {
    fn from(styled: Styled) -> Self {
        let Styled {
            content,
            id,
            role,
            size,
            color,
            font,
            centered,
            look,
            ..
        } = styled;
        let rtl = content.chars().any(runs_right_to_left);
        // Large type wants tighter lines; Arabic marks need the room.
        let line_height = match size / look.unit() {
            _ if rtl => 1.35,
            base if base >= 90.0 => 1.15,
            base if base >= 60.0 => 1.22,
            _ => 1.35,
        };
        // A single line of right-to-left text with an alignment of its own is misplaced.
        let alignment = if centered && !rtl {
            iced::advanced::text::Alignment::Center
        } else {
            iced::advanced::text::Alignment::Default
        };
        let widget = iced_text(content.clone())
            .size(size)
            .font(font)
            .line_height(line_height)
            .align_x(alignment)
            .wrapping(iced_text::Wrapping::WordOrGlyph)
            .color_maybe(color);

        match role {
            Some(role) => described(Description::new(id, role, content), widget),
            None => widget.into(),
        }
    }
}

/// Whether the letter belongs to a script that runs from right to left.
pub(crate) fn runs_right_to_left(letter: char) -> bool {
    matches!(letter, '\u{0590}'..='\u{08ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}')
}
