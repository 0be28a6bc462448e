//! The command line.

use std::io::IsTerminal;
use std::process::ExitCode;

use clap::Parser;
use portico::command::{self, Command};

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
        .with_env_filter(
            tracing_subscriber::EnvFilter::try_from_env("PORTICO_LOG")
                // The window system warns of monitors without a size and the like: nothing that anybody here can mend.
                .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("warn,winit=error")),
        )
        .with_ansi(std::io::stderr().is_terminal())
        .with_writer(std::io::stderr)
        .init();
    // Whoever linked another provider in as well: this one is ours. A second call changes nothing.
    let _ = rustls::crypto::ring::default_provider().install_default();

    match command::run(arguments.command) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("portico: {error:#}");
            ExitCode::FAILURE
        }
    }
}
