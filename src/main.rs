//! The command line.

use std::io::IsTerminal;
use std::process::ExitCode;

use clap::Parser;
use portico::command::{self, Command};
use tracing_subscriber::EnvFilter;
use zeroizing_alloc::ZeroAlloc;

/// Everything on the heap is wiped when it is freed: names pass through the text layout, JSON and TLS of libraries
/// that know nothing of [`registration::Private`].
#[global_allocator]
static HEAP: ZeroAlloc<std::alloc::System> = ZeroAlloc(std::alloc::System);

/// A touch kiosk at which patients register by themselves.
#[derive(Parser)]
#[command(name = "portico", version, about, max_term_width = 100)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    tracing_subscriber::fmt()
        .with_env_filter(filter())
        .with_ansi(std::io::stderr().is_terminal())
        .with_writer(std::io::stderr)
        .init();
    // Whoever linked another provider in as well: this one is ours. A second call changes nothing.
    let _ = rustls::crypto::ring::default_provider().install_default();

    match command::run(arguments.command) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("portico: {}", in_words(&error));
            ExitCode::FAILURE
        }
    }
}

/// An error and its causes, each thing said once: some errors already say what caused them.
fn in_words(error: &anyhow::Error) -> String {
    error
        .chain()
        .map(ToString::to_string)
        .fold(String::new(), |said, cause| {
            if said.is_empty() {
                cause
            } else if said.contains(cause.trim_end()) {
                said
            } else {
                format!("{said}: {cause}")
            }
        })
}

/// What is logged: warnings, unless `PORTICO_LOG` asks for more.
fn filter() -> EnvFilter {
    // The window system warns of monitors without a size and the like: nothing that anybody here can mend.
    let asked = EnvFilter::try_from_env("PORTICO_LOG").unwrap_or_else(|_| EnvFilter::new("warn,winit=error"));
    // The toolkit traces every word that it draws, names among them, and HTTP libraries what they carry: whatever is
    // asked for, that is not.
    let silenced = [
        "iced_graphics=info",
        "iced_tiny_skia=info",
        "iced_wgpu=info",
        "cosmic_text=info",
        "hyper=info",
        "hyper_util=info",
        "h2=info",
        "reqwest=info",
        "rustls=info",
    ];

    silenced
        .into_iter()
        .filter_map(|directive| directive.parse().ok())
        .fold(asked, EnvFilter::add_directive)
}
