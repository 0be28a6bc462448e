//! Pictures from files, with bounds: a picture that says it is a hundred megapixels is refused before it is unpacked.

use std::io::{BufReader, Cursor, Read};
use std::path::Path;

use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageReader, Limits, RgbImage};

/// The largest side that is accepted, in pixels.
pub const MAX_SIDE: u32 = 8192;
/// The most pixels that are accepted: a 48-megapixel phone picture passes.
pub const MAX_PIXELS: u64 = 50_000_000;
/// The largest file that is accepted, in bytes.
pub const MAX_FILE: u64 = 32 * 1024 * 1024;
/// The most memory that unpacking may take, in bytes.
const MAX_MEMORY: u64 = 400 * 1024 * 1024;

/// Why a file is no picture that we read.
#[derive(Debug, thiserror::Error)]
pub enum PictureError {
    #[error("the file cannot be opened")]
    Unopened(#[source] std::io::Error),
    #[error("the file is larger than {} MiB", MAX_FILE / 1024 / 1024)]
    FileTooLarge,
    #[error("the file is a PDF document: take a picture of the card instead")]
    Pdf,
    #[error("the file is not a PNG or JPEG picture")]
    NotAPicture,
    #[error("the picture has too many pixels")]
    TooManyPixels,
    #[error("the picture is damaged")]
    Damaged,
}

/// Reads a PNG or JPEG file.
pub fn open(path: &Path) -> Result<RgbImage, PictureError> {
    let file = std::fs::File::open(path).map_err(PictureError::Unopened)?;
    let mut bytes = Vec::new();
    let read = BufReader::new(file)
        .take(MAX_FILE + 1)
        .read_to_end(&mut bytes)
        .map_err(PictureError::Unopened)?;

    if read as u64 > MAX_FILE {
        return Err(PictureError::FileTooLarge);
    }

    decode(&bytes)
}

/// Unpacks a PNG or JPEG picture.
pub fn decode(bytes: &[u8]) -> Result<RgbImage, PictureError> {
    if bytes.len() as u64 > MAX_FILE {
        return Err(PictureError::FileTooLarge);
    }

    if bytes.starts_with(b"%PDF") {
        return Err(PictureError::Pdf);
    }

    // Two readers, because asking the first for its dimensions uses it up.
    let (width, height) = reader(bytes)?.into_dimensions().map_err(|error| told(&error))?;

    if width == 0 || height == 0 {
        return Err(PictureError::Damaged);
    }

    if width > MAX_SIDE || height > MAX_SIDE || u64::from(width) * u64::from(height) > MAX_PIXELS {
        return Err(PictureError::TooManyPixels);
    }

    let mut decoder = reader(bytes)?.into_decoder().map_err(|error| told(&error))?;
    // Phones store a picture as the sensor lay, and say how it was held.
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let mut picture = DynamicImage::from_decoder(decoder).map_err(|error| told(&error))?;
    picture.apply_orientation(orientation);

    Ok(picture.into_rgb8())
}

fn reader(bytes: &[u8]) -> Result<ImageReader<Cursor<&[u8]>>, PictureError> {
    let mut reader = ImageReader::new(Cursor::new(bytes))
        .with_guessed_format()
        .map_err(|_| PictureError::NotAPicture)?;

    if reader.format().is_none() {
        return Err(PictureError::NotAPicture);
    }

    let mut limits = Limits::default();
    limits.max_image_width = Some(MAX_SIDE);
    limits.max_image_height = Some(MAX_SIDE);
    limits.max_alloc = Some(MAX_MEMORY);
    reader.limits(limits);

    Ok(reader)
}

fn told(error: &image::ImageError) -> PictureError {
    match error {
        image::ImageError::Limits(_) => PictureError::TooManyPixels,
        image::ImageError::Unsupported(_) => PictureError::NotAPicture,
        _ => PictureError::Damaged,
    }
}
