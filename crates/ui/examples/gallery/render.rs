//! Draws a view into a picture file.

use crate::Message;
use iced::advanced::graphics::text::font_system;
use iced::advanced::renderer::{Headless, Style};
use iced::advanced::{clipboard, mouse};
use iced::{Event, Renderer, window};
use iced_runtime::user_interface::{Cache, UserInterface};
use std::borrow::Cow;
use std::error::Error;
use std::path::Path;
use ui::{Element, Look};

/// Lays the view out in the look's window and writes what a person would see.
pub fn to_png(look: &Look, view: Element<'_, Message>, file: &Path) -> Result<(), Box<dyn Error>> {
    font_system()
        .write()
        .map_err(|_| "the fonts are locked")?
        .load_font(Cow::Borrowed(ui::icon_font()));
    let renderer = <Renderer as Headless>::new(look.font(), iced::Pixels(30.0), Some("tiny-skia"));
    let mut renderer = iced::futures::executor::block_on(renderer).ok_or("no renderer")?;
    let mut interface = UserInterface::build(view, look.canvas, Cache::new(), &mut renderer);
    let mut messages = Vec::new();
    let _ = interface.update(
        &[Event::Window(window::Event::RedrawRequested(std::time::Instant::now()))],
        mouse::Cursor::Unavailable,
        &mut renderer,
        &mut clipboard::Null,
        &mut messages,
    );
    interface.draw(
        &mut renderer,
        &look.theme(),
        &Style {
            text_color: look.palette.ink,
        },
        mouse::Cursor::Unavailable,
    );
    let (width, height) = (look.canvas.width as u32, look.canvas.height as u32);
    let pixels = renderer.screenshot(iced::Size::new(width, height), 1.0, look.palette.ground);
    let picture = image::RgbaImage::from_raw(width, height, pixels).ok_or("wrong size")?;
    picture.save(file)?;

    Ok(())
}
