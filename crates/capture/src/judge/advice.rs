//! Which way to move a card and where it shines.
//!
//! Left, right, up and down are those of the picture as the camera took it. Where the preview is shown as a mirror,
//! left and right change places: see [`Way::mirrored`] and [`Spot::mirrored`].

/// A way to move the card.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Way {
    Left,
    Right,
    Up,
    Down,
}

impl Way {
    /// The same way in a mirrored preview.
    #[must_use]
    pub fn mirrored(self) -> Self {
        match self {
            Self::Left => Self::Right,
            Self::Right => Self::Left,
            upright => upright,
        }
    }
}

/// A part of the card, as it lies in the picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Spot {
    Left,
    Right,
    Top,
    Bottom,
    Middle,
}

impl Spot {
    /// The same part in a mirrored preview.
    #[must_use]
    pub fn mirrored(self) -> Self {
        match self {
            Self::Left => Self::Right,
            Self::Right => Self::Left,
            other => other,
        }
    }
}

/// What goes with a [`crate::Guidance`] that has a direction.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Advice {
    /// With `CutOff`: move the card this way, and all of it is in the picture.
    Move(Way),
    /// With `Glare`: where the card shines, and whether that hides print.
    Shine { spot: Spot, over_print: bool },
}
