//! The system packages that Portico needs: named, and on Debian installed.

use std::path::Path;
use std::process::Command;

/// What the kiosk needs to be built and to run: a Debian package, and why.
pub const TO_RUN: &[(&str, &str)] = &[
    ("libclang-dev", "builds the bindings to cameras"),
    ("pkg-config", "finds system libraries"),
    ("tesseract-ocr", "reads cards"),
    ("fonts-noto-core", "the letters of the screens and of paper"),
    ("libxkbcommon-x11-0", "keyboards under X11"),
    ("libx11-xcb1", "windows under X11"),
    ("libxcursor1", "windows under X11"),
    ("libxi6", "touch under X11"),
    ("libwayland-client0", "windows under Wayland"),
];

/// What the tests need besides.
pub const TO_TEST: &[(&str, &str)] = &[
    ("poppler-utils", "reads printed PDFs back"),
    ("cups-ipp-utils", "a printer that speaks IPP"),
    ("avahi-daemon", "ippeveprinter announces itself"),
    ("dbus", "a bus for the keyring and the printer"),
    ("dbus-x11", "a session bus"),
    ("gnome-keyring", "a keyring"),
    ("curl", "speaks to the embedded central from outside"),
    ("fonts-ocr-b", "the letters of passports, to draw some"),
];

/// Installs what is missing of these packages.
pub fn install(wanted: &[(&str, &str)]) -> Result<(), String> {
    if !cfg!(target_os = "linux") {
        return Ok(());
    }
    if !Path::new("/usr/bin/dpkg-query").exists() {
        let named = describe(wanted.iter());
        eprintln!("This is no Debian system, so nothing is installed. Portico needs what Debian calls:\n{named}");
        return Err("install these with your system's own tools, then use `cargo run -- demo` or `cargo test`".into());
    }
    let missing: Vec<&(&str, &str)> = wanted.iter().filter(|(name, _)| !is_installed(name)).collect();
    if missing.is_empty() {
        return Ok(());
    }
    println!("Installing what is missing:\n{}", describe(missing.iter().copied()));
    apt(&["update", "-qq"])?;
    let mut arguments = vec!["install", "-y", "-qq", "--no-install-recommends"];
    arguments.extend(missing.iter().map(|(name, _)| *name));

    apt(&arguments)
}

fn describe<'a>(packages: impl Iterator<Item = &'a (&'a str, &'a str)>) -> String {
    packages
        .map(|(name, why)| format!("  {name:<20} {why}"))
        .collect::<Vec<_>>()
        .join("\n")
}

fn is_installed(package: &str) -> bool {
    let asked = Command::new("dpkg-query")
        .args(["-W", "-f=${db:Status-Status}", package])
        .output();

    asked.is_ok_and(|answer| answer.stdout == b"installed")
}

fn apt(arguments: &[&str]) -> Result<(), String> {
    let mut command = if is_root() {
        Command::new("apt-get")
    } else {
        let mut command = Command::new("sudo");
        command.arg("apt-get");
        command
    };
    let status = command
        .args(arguments)
        .env("DEBIAN_FRONTEND", "noninteractive")
        .status()
        .map_err(|error| format!("apt-get could not be started: {error}"))?;

    if status.success() {
        Ok(())
    } else {
        Err(format!("apt-get {} failed", arguments.join(" ")))
    }
}

fn is_root() -> bool {
    let asked = Command::new("id").arg("-u").output();

    asked.is_ok_and(|answer| answer.stdout.trim_ascii() == b"0")
}
