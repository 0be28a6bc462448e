//! The two commands of the README: `cargo xtask demo` and `cargo xtask test`. Each installs what is missing, then
//! does its work. Only the standard library is needed, so that it builds in a second on a new machine.

mod packages;
mod steps;

use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let rest = arguments.get(1..).unwrap_or_default();
    let done = match arguments.first().map(String::as_str) {
        Some("demo") => steps::demo(rest),
        Some("test") => steps::test(),
        _ => {
            eprintln!("cargo xtask demo   opens the kiosk with everything it needs, for trying it out");
            eprintln!("cargo xtask test   formatting, lints and every test");
            return ExitCode::from(2);
        }
    };

    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("xtask: {problem}");
            ExitCode::FAILURE
        }
    }
}
