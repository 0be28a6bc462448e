//! What the two commands do once everything is installed.

use std::path::Path;
use std::process::Command;

use crate::packages::{self, TO_RUN, TO_TEST};

/// Opens the kiosk, or rehearses where there is no display: `portico demo` decides.
pub fn demo(rest: &[String]) -> Result<(), String> {
    packages::install(TO_RUN)?;
    println!("Building; the first time takes about ten minutes on two cores.");
    let mut arguments = vec!["run", "--quiet", "--package", "portico", "--", "demo"];
    arguments.extend(rest.iter().map(String::as_str));

    cargo(&arguments, &[])
}

/// Formatting, lints, every test; then a look at what the tests left.
pub fn test() -> Result<(), String> {
    packages::install(TO_RUN)?;
    packages::install(TO_TEST)?;
    component("rustfmt")?;
    component("clippy")?;
    step("formatting", || cargo(&["fmt", "--all", "--check"], &[]))?;
    step("texts", texts)?;
    step("lints", || {
        cargo(
            &[
                "clippy",
                "--workspace",
                "--all-targets",
                "--quiet",
                "--",
                "-D",
                "warnings",
            ],
            &[],
        )
    })?;
    step("tests", || {
        cargo(
            &["test", "--workspace", "--no-fail-fast"],
            &[("ICED_TEST_BACKEND", "tiny-skia")],
        )
    })?;
    step("leftovers", nothing_left)
}

fn step(name: &str, work: impl FnOnce() -> Result<(), String>) -> Result<(), String> {
    println!("== {name}");

    work()
}

/// Every message of English is in every language, and no language has another.
fn texts() -> Result<(), String> {
    let ids = |path: &Path| -> Result<Vec<String>, String> {
        let text = std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
        let mut ids: Vec<String> = text
            .lines()
            .filter(|line| line.starts_with(|letter: char| letter.is_ascii_lowercase()))
            .filter_map(|line| line.split_once('=').map(|(id, _)| id.trim().to_owned()))
            .collect();
        ids.sort();
        Ok(ids)
    };
    let english = ids(Path::new("i18n/en/portico.ftl"))?;
    let languages = std::fs::read_dir("i18n").map_err(|error| format!("i18n: {error}"))?;
    for language in languages.flatten() {
        let file = language.path().join("portico.ftl");
        let theirs = ids(&file)?;
        let missing: Vec<&String> = english.iter().filter(|id| !theirs.contains(id)).collect();
        let extra: Vec<&String> = theirs.iter().filter(|id| !english.contains(id)).collect();
        if !missing.is_empty() || !extra.is_empty() {
            return Err(format!("{}: missing {missing:?}, left over {extra:?}", file.display()));
        }
        if theirs.windows(2).any(|pair| pair[0] == pair[1]) {
            return Err(format!("{}: a message stands there twice", file.display()));
        }
    }

    Ok(())
}

/// A golden picture that a test has just made proves nothing: it must be looked at and committed.
fn nothing_left() -> Result<(), String> {
    let Ok(answer) = Command::new("git")
        .args(["status", "--porcelain", "--", "tests", "crates"])
        .output()
    else {
        return Ok(());
    };
    let left = String::from_utf8_lossy(&answer.stdout).into_owned();
    let made: Vec<&str> = left.lines().filter(|line| line.starts_with("??")).collect();

    if made.is_empty() {
        Ok(())
    } else {
        Err(format!("the tests left files that are not committed: {made:?}"))
    }
}

fn component(name: &str) -> Result<(), String> {
    let there = Command::new("cargo")
        .args([if name == "rustfmt" { "fmt" } else { name }, "--version"])
        .output();
    if there.is_ok_and(|answer| answer.status.success()) {
        return Ok(());
    }
    let status = Command::new("rustup").args(["component", "add", name]).status();

    if status.is_ok_and(|status| status.success()) {
        Ok(())
    } else {
        Err(format!("`rustup component add {name}` failed"))
    }
}

fn cargo(arguments: &[&str], environment: &[(&str, &str)]) -> Result<(), String> {
    let status = Command::new("cargo")
        .args(arguments)
        .envs(environment.iter().copied())
        .status()
        .map_err(|error| format!("cargo could not be started: {error}"))?;

    if status.success() {
        Ok(())
    } else {
        Err(format!("`cargo {}` failed", arguments.join(" ")))
    }
}
