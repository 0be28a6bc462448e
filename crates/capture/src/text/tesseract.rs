//! Tesseract as a child process: a hostile picture cannot reach our memory, and one that hangs is stopped.

use std::path::PathBuf;
use std::process::Command;
use std::time::Duration;

use image::{GrayImage, RgbImage};

use crate::text::process::run;
use crate::text::{passes, tiff};
use crate::{Bounds, ReadError, TextReader, Word};

/// The most words that are kept.
const MAX_WORDS: usize = 1500;
/// A word longer than this is no word.
const MAX_WORD: usize = 200;

/// How Tesseract looks for text (its `--psm`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Segmentation {
    /// Words scattered over a picture (11).
    Sparse,
    /// One block of lines (6).
    Block,
    /// One line (7).
    Line,
    /// Columns and blocks, found by itself (3).
    Page,
}

impl Segmentation {
    fn number(self) -> &'static str {
        match self {
            Self::Sparse => "11",
            Self::Block => "6",
            Self::Line => "7",
            Self::Page => "3",
        }
    }
}

/// The Tesseract program of this machine.
#[derive(Clone, Debug)]
pub struct Tesseract {
    program: PathBuf,
    timeout: Duration,
}

impl Tesseract {
    /// Finds `tesseract` in the program path.
    pub fn find() -> Result<Self, ReadError> {
        let name = format!("tesseract{}", std::env::consts::EXE_SUFFIX);
        let path = std::env::var_os("PATH").ok_or(ReadError::Missing)?;
        let program = std::env::split_paths(&path)
            .map(|directory| directory.join(&name))
            .find(|file| file.is_file());

        Ok(Self::at(program.ok_or(ReadError::Missing)?))
    }

    /// Uses this program.
    pub fn at(program: impl Into<PathBuf>) -> Self {
        Self {
            program: program.into(),
            timeout: Duration::from_secs(6),
        }
    }

    /// How long one reading may take before it is stopped.
    #[must_use]
    pub fn with_timeout(mut self, timeout: Duration) -> Self {
        self.timeout = timeout;
        self
    }

    /// What the program calls itself, for `portico doctor`.
    pub fn version(&self) -> Result<String, ReadError> {
        let mut command = Command::new(&self.program);
        command.arg("--version");
        let output = run(command, Vec::new(), self.timeout)?;

        output.lines().next().map(str::to_owned).ok_or(ReadError::Failed)
    }

    /// Reads a grey picture.
    pub fn words_in_luma(&self, picture: &GrayImage, segmentation: Segmentation) -> Result<Vec<Word>, ReadError> {
        // The plainest format there is: nothing to compress here, nothing to misread there.
        let mut bytes = format!("P5\n{} {}\n255\n", picture.width(), picture.height()).into_bytes();
        bytes.extend_from_slice(picture.as_raw());

        run(self.command(segmentation), bytes, self.timeout).map(|output| parse(&output))
    }

    /// Reads pictures of one line each, in one run: starting the program takes as long as reading ten lines.
    pub(crate) fn words_in_lines(
        &self,
        lines: &[GrayImage],
        segmentation: Segmentation,
    ) -> Result<Vec<Vec<Word>>, ReadError> {
        let mut words = vec![Vec::new(); lines.len()];

        if lines.is_empty() {
            return Ok(words);
        }

        let output = run(self.command(segmentation), tiff::pages(lines), self.timeout)?;

        for (page, word) in words_of_pages(&output) {
            if let Some(words) = page.checked_sub(1).and_then(|page| words.get_mut(page)) {
                words.push(word);
            }
        }

        Ok(words)
    }

    fn command(&self, segmentation: Segmentation) -> Command {
        let mut command = Command::new(&self.program);
        command
            .args(["stdin", "stdout", "--dpi", "380", "-l", "eng", "--psm"])
            .arg(segmentation.number())
            .args(["-c", "load_system_dawg=0", "-c", "load_freq_dawg=0"])
            .args(["-c", "tessedit_create_tsv=1", "-c", "debug_file=/dev/null"])
            .env("OMP_THREAD_LIMIT", "1");

        command
    }
}

impl TextReader for Tesseract {
    fn words(&self, picture: &RgbImage) -> Result<Vec<Word>, ReadError> {
        passes::read(self, &image::imageops::grayscale(picture))
    }

    fn more_words(&self, picture: &RgbImage) -> Result<Vec<Word>, ReadError> {
        passes::scattered(self, &image::imageops::grayscale(picture))
    }
}

/// The words of Tesseract's TSV: level, page, block, paragraph, line, word, left, top, width, height, confidence, text.
pub(crate) fn parse(output: &str) -> Vec<Word> {
    words_of_pages(output).map(|(_, word)| word).collect()
}

fn words_of_pages(output: &str) -> impl Iterator<Item = (usize, Word)> {
    output.lines().filter_map(parse_line).take(MAX_WORDS)
}

/// A word and the number of its page, from 1.
fn parse_line(line: &str) -> Option<(usize, Word)> {
    let mut columns = line.split('\t');

    if columns.next()? != "5" {
        return None;
    }

    let page = columns.next()?.parse().ok()?;
    let mut numbers = columns.by_ref().skip(4);
    let mut number = || numbers.next()?.parse::<f32>().ok().filter(|number| number.is_finite());
    let bounds = Bounds::new(number()?, number()?, number()?, number()?);
    let confidence = (number()? / 100.0).clamp(0.0, 1.0);
    let text = numbers.next()?.trim();

    (!text.is_empty() && text.len() <= MAX_WORD).then(|| {
        let text = text.to_owned();

        (
            page,
            Word {
                text,
                confidence,
                bounds,
            },
        )
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

    use std::time::Instant;

    use super::*;

    #[test]
    fn a_line_of_the_table_becomes_a_word() {
        let words: Vec<(usize, Word)> = words_of_pages(
            "level\tpage\n4\t1\t1\t1\t1\t0\t1\t2\t3\t4\t-1\t\n5\t1\t1\t1\t1\t1\t10\t20\t30\t40\t96.5\tMember\n",
        )
        .collect();

        assert_eq!(words.len(), 1);
        assert_eq!(words[0].0, 1);
        assert_eq!(words[0].1.text, "Member");
        assert_eq!(words[0].1.bounds, Bounds::new(10.0, 20.0, 30.0, 40.0));
        assert!((words[0].1.confidence - 0.965).abs() < 0.001);
    }

    #[test]
    fn a_missing_program_is_an_error_and_not_a_crash() {
        let error = Tesseract::at("/nonexistent/tesseract")
            .words(&RgbImage::new(20, 20))
            .unwrap_err();

        assert!(matches!(error, ReadError::Missing));
    }

    #[cfg(unix)]
    mod hanging {
        use std::os::unix::fs::PermissionsExt;

        use super::*;

        fn fake(directory: &tempfile::TempDir, script: &str) -> Tesseract {
            let path = directory.path().join("tesseract");
            std::fs::write(&path, format!("#!/bin/sh\n{script}\n")).unwrap();
            std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).unwrap();

            Tesseract::at(path).with_timeout(Duration::from_millis(300))
        }

        #[test]
        fn a_reader_that_hangs_is_stopped() {
            let directory = tempfile::tempdir().unwrap();
            let started = Instant::now();
            let error = fake(&directory, "sleep 30")
                .words(&RgbImage::new(1280, 807))
                .unwrap_err();

            assert!(matches!(error, ReadError::TooSlow));
            assert!(started.elapsed() < Duration::from_secs(10));
        }

        #[test]
        fn a_reader_that_never_stops_talking_is_cut_short() {
            let directory = tempfile::tempdir().unwrap();
            let error = fake(&directory, "exec yes").words(&RgbImage::new(20, 20)).unwrap_err();

            assert!(matches!(error, ReadError::Failed | ReadError::TooSlow));
        }

        #[test]
        fn a_reader_that_fails_says_so() {
            let directory = tempfile::tempdir().unwrap();
            let error = fake(&directory, "cat > /dev/null; exit 3")
                .words(&RgbImage::new(20, 20))
                .unwrap_err();

            assert!(matches!(error, ReadError::Failed));
        }
    }
}
