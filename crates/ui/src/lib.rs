//! The design system: everything a screen is composed of.
//!
//! It knows nothing of sessions, screens or languages: every word comes in as a string, and what a
//! person touches goes out as the caller's own message. See the README beside this crate for when
//! to use which component.

pub mod attract;
pub mod button;
pub mod camera_view;
pub mod choice;
pub mod described;
pub mod dialog;
pub mod entry;
pub mod field;
pub mod frame;
pub mod icons;
pub mod inventory;
pub mod keyboard;
pub mod layers;
pub mod layout;
pub mod look;
pub mod notice;
pub mod number_pad;
pub mod page;
pub mod pager;
pub mod palette;
mod pressable;
pub mod progress;
pub mod qr;
pub mod rows;
pub mod signature;
pub mod steps;
pub mod text;
pub mod touch_root;

pub use attract::{attract, attract_page};
pub use camera_view::{Mark, camera_view, marked_camera_view};
pub use choice::{Choice, choice_list, toggle_tile};
pub use described::{Description, Role, described};
pub use dialog::dialog;
pub use entry::Entry;
pub use field::{Field, field};
pub use frame::{Chrome, frame, frame_with_paging};
pub use icons::{Icon, icon, icon_font};
pub use inventory::{Inventory, Item, inventory};
pub use keyboard::{Key, KeyboardLabels, KeyboardState, Layout, keyboard};
pub use layers::layered;
pub use layout::{card, column, divider, gap, grow, pair, row, wrap};
pub use look::{Contrast, Direction, Fonts, Look, Size, Space};
pub use notice::{Tone, notice};
pub use number_pad::{NumberPadLabels, number_pad};
pub use page::{Aside, Page, Primary, Problem};
pub use pager::PagingLabels;
pub use palette::Palette;
pub use progress::{progress, waiting};
pub use qr::qr;
pub use rows::{plain_row, summary_card, summary_row};
pub use signature::{SignatureEvent, signature_pad};
pub use steps::{badge, step_list};
pub use touch_root::{PressPhase, TouchRoot, touch_root};

/// An element of the user interface, drawn with the default theme and renderer.
pub type Element<'a, Message> = iced::Element<'a, Message>;
