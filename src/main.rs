//! The command line.

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
                .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("warn")),
        )
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
