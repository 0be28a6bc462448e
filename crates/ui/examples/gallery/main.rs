//! Pictures of every component and of sample pages, without a window:
//! `cargo run -p portico-ui --example gallery -- FOLDER [PART OF A NAME]`.

// The name under which the rest of the workspace knows it.
extern crate portico_ui as ui;

mod components;
mod pages;
mod render;

use iced::Size;
use std::path::PathBuf;
use ui::{Contrast, Direction, Look};

/// The languages the gallery speaks.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Language {
    /// From left to right.
    English,
    /// From right to left.
    Arabic,
}

impl Language {
    /// The words in this language.
    pub fn say(self, english: &str, arabic: &str) -> String {
        match self {
            Self::English => english.to_owned(),
            Self::Arabic => arabic.to_owned(),
        }
    }
}

/// Nothing happens in a picture.
pub type Message = ();

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let folder = PathBuf::from(arguments.next().unwrap_or_else(|| "gallery".to_owned()));
    let wanted = arguments.next().unwrap_or_default();
    std::fs::create_dir_all(&folder)?;

    let portrait = Size::new(1080.0, 1920.0);
    let landscape = Size::new(1920.0, 1080.0);
    let small = Size::new(768.0, 1366.0);
    let looks: [(&str, Size, Contrast, bool, f32); 8] = [
        ("portrait", portrait, Contrast::Standard, false, 1.0),
        ("landscape", landscape, Contrast::Standard, false, 1.0),
        ("small", small, Contrast::Standard, false, 1.0),
        ("contrast", portrait, Contrast::High, false, 1.0),
        ("lowreach", portrait, Contrast::Standard, true, 1.0),
        ("lowreach-landscape", landscape, Contrast::Standard, true, 1.0),
        ("large", portrait, Contrast::Standard, false, 1.5),
        ("contrast-landscape", landscape, Contrast::High, false, 1.25),
    ];

    for (language, code) in [(Language::English, "en"), (Language::Arabic, "ar")] {
        for (name, size, contrast, low_reach, text_scale) in looks {
            let direction = match language {
                Language::English => Direction::LeftToRight,
                Language::Arabic => Direction::RightToLeft,
            };
            let look = Look {
                low_reach,
                text_scale,
                ..Look::new(size, direction, contrast)
            };
            for (page, view) in pages::all() {
                let file = format!("{page}-{code}-{name}");
                if file.contains(&wanted) {
                    render::to_png(&look, view(&look, language), &folder.join(format!("{file}.png")))?;
                    println!("{file}");
                }
            }
        }
    }

    Ok(())
}
