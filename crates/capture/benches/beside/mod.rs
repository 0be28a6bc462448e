//! The pictures that are measured on, and the same steps in `OpenCV`.

use std::path::{Path, PathBuf};
use std::process::Command;

/// The demo cards that a person holds well, and an empty desk.
const PICTURES: [&str; 4] = ["evergreen-front", "evergreen-back", "prairie-front", "empty"];

pub fn pictures() -> Vec<(String, PathBuf)> {
    let demo = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../resources/demo/cards");

    PICTURES
        .iter()
        .map(|name| ((*name).to_owned(), demo.join(format!("{name}.jpg"))))
        .collect()
}

#[allow(dead_code)]
pub fn is_card(name: &str) -> bool {
    name != "empty"
}

/// Runs `opencv.py` with the first Python that has `OpenCV`, and prints what it prints.
pub fn opencv(steps: &str) {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/opencv.py");
    let files: Vec<PathBuf> = pictures().into_iter().map(|(_, path)| path).collect();

    for python in ["python3", "/usr/bin/python3"] {
        let has_opencv = Command::new(python)
            .args(["-c", "import cv2"])
            .stderr(std::process::Stdio::null())
            .status()
            .is_ok_and(|status| status.success());

        if has_opencv {
            println!("\nthe same steps in OpenCV (python3-opencv), one thread:");
            let _ = Command::new(python).arg(script).arg(steps).args(files).status();

            return;
        }
    }

    println!("\nOpenCV for Python is not installed (Debian package python3-opencv): nothing to compare with");
}
