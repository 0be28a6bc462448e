//! Words on a picture, and the trait behind which the engine that reads them stands.

mod frames;
mod ink;
mod line_model;
mod logos;
mod passes;
mod process;
mod reread;
mod segments;
mod strips;
mod tesseract;
mod tiff;
mod value_area;

use std::fmt;

use image::RgbImage;

use crate::Bounds;

pub(crate) use passes::merged;
pub(crate) use reread::surer;
pub use tesseract::Tesseract;
pub(crate) use tesseract::parse as parse_table;

/// A word and where it stands. It may be private: it has no `Debug` that would show it.
#[derive(Clone, PartialEq)]
pub struct Word {
    pub text: String,
    /// 0 to 1, as the engine claims. It is no proof: an engine is sure of half a number under glare too.
    pub confidence: f32,
    pub bounds: Bounds,
}

impl fmt::Debug for Word {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Word(..)")
    }
}

/// An engine that reads words.
pub trait TextReader: Send + Sync {
    /// Every word on the picture, in any order.
    fn words(&self, picture: &RgbImage) -> Result<Vec<Word>, ReadError>;

    /// Another look for words that [`TextReader::words`] may have missed. It takes longer, and is asked for only where
    /// something important is missing.
    fn more_words(&self, picture: &RgbImage) -> Result<Vec<Word>, ReadError> {
        let _ = picture;

        Ok(Vec::new())
    }
}

/// Why no words were read. It never carries what stood on the picture.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    #[error("the text reader is not installed (Debian package tesseract-ocr)")]
    Missing,
    #[error("the text reader took too long and was stopped")]
    TooSlow,
    #[error("the text reader failed")]
    Failed,
    #[error("the text reader could not be started")]
    NotStarted(#[source] std::io::Error),
    #[error("no card was found in the picture")]
    NoCard,
}
