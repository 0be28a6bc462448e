//! `portico tour`.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context;
use iced::Size;

use crate::tour::{self, Look, Tour};

/// `portico tour`.
#[derive(clap::Args)]
pub struct Arguments {
    /// Where the pictures go.
    #[arg(long)]
    out: PathBuf,
    /// A language, or all.
    #[arg(long, default_value = "en")]
    lang: String,
    /// Size of the screen.
    #[arg(long, value_parser = super::size, default_value = "1080x1920")]
    size: Size,
    /// The look.
    #[arg(long, value_enum, default_value_t)]
    look: Look,
}

/// Takes the pictures.
pub fn run(arguments: Arguments) -> anyhow::Result<ExitCode> {
    let languages = tour::languages(&arguments.lang)
        .with_context(|| format!("--lang {}: there are no texts in that language", arguments.lang))?;
    let tour = Tour {
        out: arguments.out,
        languages,
        size: arguments.size,
        look: arguments.look,
    };
    let taken = tour::take(&tour, &super::runtime()?)?;
    crate::say!("{taken} pictures in {}", tour.out.display());

    Ok(if taken == 0 {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    })
}
