//! Buttons. Verbs on them, a word beside every icon, and nothing smaller than a fingertip.

use crate::Element;
use crate::described::{Description, Role, described};
use crate::icons::{Icon, glyph};
use crate::layout::row;
use crate::look::{Look, Size};
use crate::pressable::{Pressable, Surface};
use crate::text::styled;
use iced::alignment::{Horizontal, Vertical};
use iced::widget::container;
use iced::{Color, Length};

/// The one thing to do on this screen: filled, as wide as there is room.
pub fn primary<'a, M: Clone + 'a>(
    look: &Look,
    id: impl Into<String>,
    label: impl Into<String>,
    icon: Option<Icon>,
    on_press: Option<M>,
) -> Element<'a, M> {
    Button::new(look, Kind::Primary, id, label, icon, on_press).into()
}

/// Another thing to do: outlined, as wide as there is room.
pub fn secondary<'a, M: Clone + 'a>(
    look: &Look,
    id: impl Into<String>,
    label: impl Into<String>,
    icon: Option<Icon>,
    on_press: Option<M>,
) -> Element<'a, M> {
    Button::new(look, Kind::Secondary, id, label, icon, on_press).into()
}

/// A way aside: round ends, as wide as its words.
pub fn pill<'a, M: Clone + 'a>(
    look: &Look,
    id: impl Into<String>,
    label: impl Into<String>,
    icon: Option<Icon>,
    on_press: Option<M>,
) -> Element<'a, M> {
    Button::new(look, Kind::Pill, id, label, icon, on_press).into()
}

/// A way aside that is rarely wanted: no outline.
pub fn quiet<'a, M: Clone + 'a>(
    look: &Look,
    id: impl Into<String>,
    label: impl Into<String>,
    icon: Option<Icon>,
    on_press: Option<M>,
) -> Element<'a, M> {
    Button::new(look, Kind::Quiet, id, label, icon, on_press).into()
}

/// A key of a keyboard: as wide as there is room.
pub fn key<'a, M: Clone + 'a>(
    look: &Look,
    id: impl Into<String>,
    label: impl Into<String>,
    icon: Option<Icon>,
    on_press: Option<M>,
) -> Element<'a, M> {
    Button::new(look, Kind::Key, id, label, icon, on_press).into()
}

/// Something that cannot be undone: filled, as wide as there is room.
pub fn danger<'a, M: Clone + 'a>(
    look: &Look,
    id: impl Into<String>,
    label: impl Into<String>,
    icon: Option<Icon>,
    on_press: Option<M>,
) -> Element<'a, M> {
    Button::new(look, Kind::Danger, id, label, icon, on_press).into()
}

/// What a button is for, and so how it looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The one thing to do.
    Primary,
    /// Another thing to do.
    Secondary,
    /// A way aside.
    Pill,
    /// A way aside that is rarely wanted.
    Quiet,
    /// A key of a keyboard.
    Key,
    /// Something that cannot be undone.
    Danger,
}

/// A button whose size is chosen by hand.
pub struct Button<'a, M> {
    look: &'a Look,
    kind: Kind,
    id: String,
    label: String,
    shown: Option<String>,
    icon: Option<Icon>,
    icon_only: bool,
    selected: bool,
    on_press: Option<M>,
    width: Length,
    height: f32,
    text: Size,
    bold: bool,
}

impl<'a, M: Clone> Button<'a, M> {
    /// A button of the usual size for its kind.
    pub fn new(
        look: &'a Look,
        kind: Kind,
        id: impl Into<String>,
        label: impl Into<String>,
        icon: Option<Icon>,
        on_press: Option<M>,
    ) -> Self {
        let compact = matches!(kind, Kind::Pill | Kind::Quiet);

        Self {
            look,
            kind,
            id: id.into(),
            label: label.into(),
            shown: None,
            icon,
            icon_only: false,
            selected: false,
            on_press,
            width: if compact { Length::Shrink } else { Length::Fill },
            height: look.px(match kind {
                Kind::Pill | Kind::Quiet => 96.0,
                Kind::Key => 108.0,
                _ => 128.0,
            }),
            text: if compact { Size::Body30 } else { Size::Control36 },
            bold: true,
        }
    }

    /// With another width.
    #[must_use]
    pub fn width(mut self, width: impl Into<Length>) -> Self {
        self.width = width.into();
        self
    }

    /// At least this high, and never smaller than a target.
    #[must_use]
    pub fn height(mut self, height: f32) -> Self {
        self.height = height.max(self.look.target());
        self
    }

    /// With larger or smaller words.
    #[must_use]
    pub fn text(mut self, size: Size) -> Self {
        self.text = size;
        self
    }

    /// In a plain weight.
    #[must_use]
    pub fn plain(mut self) -> Self {
        self.bold = false;
        self
    }

    /// Only its icon is drawn; its label is still spoken. For keys, whose signs everybody knows.
    #[must_use]
    pub fn icon_only(mut self) -> Self {
        self.icon_only = true;
        self
    }

    /// Shows other words than the ones it is called by.
    #[must_use]
    pub fn shows(mut self, words: impl Into<String>) -> Self {
        self.shown = Some(words.into());
        self
    }

    /// Held down, as Shift is.
    #[must_use]
    pub fn selected(mut self, selected: bool) -> Self {
        self.selected = selected;
        self
    }
}

impl<'a, M: Clone + 'a> From<Button<'_, M>> for Element<'a, M> {
    fn from(button: Button<'_, M>) -> Self {
        let look = button.look;
        let enabled = button.on_press.is_some();
        let (resting, pressed) = surfaces(look, button.kind, enabled, button.selected);
        let mut words = styled(look, button.shown.unwrap_or_else(|| button.label.clone()))
            .size(button.text)
            .inherit_color()
            .undescribed()
            .centered();
        if button.bold {
            words = words.bold();
        }
        let icon_size = look.text(button.text) * 1.1;
        let content: Element<'a, M> = match button.icon {
            None => words.into(),
            Some(icon) if button.icon_only => glyph(look, icon, icon_size * 1.15, None),
            Some(Icon::Forward) => row(look, vec![words.into(), glyph(look, Icon::Forward, icon_size, None)]),
            Some(icon) => row(look, vec![glyph(look, icon, icon_size, None), words.into()]),
        };
        let side = look.px(match button.kind {
            Kind::Key => 6.0,
            Kind::Pill | Kind::Quiet => 34.0,
            _ => 36.0,
        });
        let minimum = button.height;
        let framed = container(content)
            .width(button.width)
            .padding([look.px(10.0), side])
            .align_x(Horizontal::Center)
            .align_y(Vertical::Center);
        let framed = at_least(minimum, framed, button.width);

        described(
            Description::new(button.id.clone(), Role::Button, button.label.clone())
                .enabled(enabled)
                .selected(button.selected),
            Pressable::new(&button.id, &button.label, framed, button.on_press, resting, pressed),
        )
    }
}

/// Makes a thing at least so high, and centres it there; it may grow with its words.
pub(crate) fn at_least<'a, M: 'a>(height: f32, content: impl Into<Element<'a, M>>, width: Length) -> Element<'a, M> {
    let strut = iced::widget::Space::new().width(0.0).height(height);

    // `from_vec` keeps the strut, which `with_children` drops for having no width.
    iced::widget::Row::from_vec(vec![strut.into(), content.into()])
        .width(width)
        .align_y(Vertical::Center)
        .into()
}

fn surfaces(look: &Look, kind: Kind, enabled: bool, selected: bool) -> (Surface, Surface) {
    let p = look.palette;
    let outline = look.px(3.0);
    let base = Surface {
        background: p.card,
        border: p.border,
        border_width: outline,
        radius: look.radius(),
        text: p.ink,
        lip: 0.0,
    };
    let filled = |background: Color, text: Color| Surface {
        background,
        border: background,
        border_width: 0.0,
        text,
        ..base
    };

    match kind {
        _ if !enabled && kind != Kind::Key => {
            let mut resting = filled(p.disabled_ground, p.disabled_ink);
            if matches!(kind, Kind::Pill | Kind::Quiet) {
                resting.radius = look.px(48.0);
            }
            (resting, resting)
        }
        Kind::Primary => (filled(p.accent, p.on_accent), filled(p.accent_pressed, p.on_accent)),
        Kind::Danger => (
            filled(p.danger, p.on_danger),
            Surface {
                border: p.ink,
                border_width: outline * 2.0,
                ..filled(p.danger, p.on_danger)
            },
        ),
        Kind::Secondary => (
            base,
            Surface {
                background: p.pressed,
                ..base
            },
        ),
        Kind::Pill => {
            let resting = Surface {
                border: p.accent,
                text: p.accent,
                radius: look.px(48.0),
                background: p.card,
                ..base
            };
            (
                resting,
                Surface {
                    background: p.accent,
                    text: p.on_accent,
                    ..resting
                },
            )
        }
        Kind::Quiet => {
            let resting = Surface {
                border_width: look.px(2.0).max(1.0),
                background: Color::TRANSPARENT,
                text: p.muted,
                radius: look.px(48.0),
                ..base
            };
            (
                resting,
                Surface {
                    background: p.pressed,
                    text: p.ink,
                    ..resting
                },
            )
        }
        Kind::Key => {
            let resting = Surface {
                border: p.border,
                border_width: look.px(2.0).max(1.0),
                lip: look.px(4.0),
                ..base
            };
            let down = Surface {
                background: p.accent,
                text: p.on_accent,
                lip: 0.0,
                ..resting
            };
            if selected { (down, down) } else { (resting, down) }
        }
    }
}
