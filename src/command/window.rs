//! The kiosk in a window.

use std::process::ExitCode;
use std::sync::Arc;

use anyhow::Context;
use iced::{Size, Task};

use crate::app::App;
use crate::config::Config;
use crate::core::Core;
use crate::kiosk::{Instead, Kiosk};

/// How the window is opened.
#[derive(Clone, Copy)]
pub struct Window {
    /// The whole screen, or a window of this size.
    pub windowed: Option<Size>,
}

/// The kiosk of a configuration, full screen.
pub fn run(config: Config) -> anyhow::Result<ExitCode> {
    let runtime = super::runtime()?;
    let kiosk = {
        let _inside = runtime.enter();
        Kiosk::assemble(config, Instead::default())?
    };

    open(kiosk, &runtime, Window { windowed: None })
}

/// Opens the window and stays until it is closed.
pub fn open(kiosk: Kiosk, runtime: &tokio::runtime::Runtime, window: Window) -> anyhow::Result<ExitCode> {
    let _inside = runtime.enter();
    runtime.spawn(kiosk.background());
    let size = window.windowed.unwrap_or(Size::new(1080.0, 1920.0));
    let font = iced::Font::with_name(ui::Fonts::for_language("en").text);
    let parts = Arc::new((kiosk.config, kiosk.services));

    iced::application(
        move || {
            let (config, services) = (parts.0.clone(), parts.1.clone());
            let mut app = App::new(Core::new(config, services, size));
            app.hides_pointer = window.windowed.is_none();
            (app, Task::none())
        },
        App::update,
        App::view,
    )
    .subscription(App::subscription)
    .style(|app, _theme| app.style())
    .title("Portico")
    .font(ui::icon_font())
    .default_font(font)
    .antialiasing(true)
    .window(iced::window::Settings {
        size,
        fullscreen: window.windowed.is_none(),
        decorations: window.windowed.is_some(),
        exit_on_close_request: true,
        ..iced::window::Settings::default()
    })
    .run()
    .context("the window could not be opened")?;

    Ok(ExitCode::SUCCESS)
}
