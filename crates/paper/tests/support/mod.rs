//! Reading papers back with the programs that others read them with.

#![allow(dead_code)]

pub mod people;

use std::{fs, path::Path, process::Command};

use image::GrayImage;
use unicode_normalization::UnicodeNormalization;

/// The text that `pdftotext` finds, compatibility-normalised, without direction marks, and with every
/// white space as one space.
pub fn text_of(pdf: &[u8]) -> String {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("paper.pdf");
    fs::write(&file, pdf).unwrap();
    let output = Command::new("pdftotext").arg(&file).arg("-").output().unwrap();
    assert!(output.status.success(), "pdftotext refused the file");

    normalised(&String::from_utf8(output.stdout).unwrap())
}

pub fn normalised(text: &str) -> String {
    let without_marks: String = text
        .nfkc()
        .filter(|letter| !matches!(letter, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'))
        .collect();

    without_marks.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Normalised and without spaces: `pdftotext` moves the space between runs of different directions to
/// the other side of the run, so on right-to-left pages only the order of letters can be compared.
pub fn letters(text: &str) -> String {
    normalised(text).replace(' ', "")
}

/// Every page as a grey picture.
pub fn pictures_of(pdf: &[u8], dpi: u32) -> Vec<GrayImage> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("paper.pdf");
    fs::write(&file, pdf).unwrap();
    let status = Command::new("pdftoppm")
        .args(["-r", &dpi.to_string(), "-gray", "-png"])
        .arg(&file)
        .arg(folder.path().join("page"))
        .status()
        .unwrap();
    assert!(status.success(), "pdftoppm refused the file");
    let mut files: Vec<_> = fs::read_dir(folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "png"))
        .collect();
    files.sort();

    files.iter().map(|path: &std::path::PathBuf| open(path)).collect()
}

fn open(path: &Path) -> GrayImage {
    image::open(path).unwrap().into_luma8()
}

/// Left, top, right and bottom of everything dark, in pixels.
pub fn ink(picture: &GrayImage) -> [u32; 4] {
    picture
        .enumerate_pixels()
        .filter(|(_, _, pixel)| pixel.0[0] < 128)
        .fold([u32::MAX, u32::MAX, 0, 0], |[left, top, right, bottom], (x, y, _)| {
            [left.min(x), top.min(y), right.max(x), bottom.max(y)]
        })
}
