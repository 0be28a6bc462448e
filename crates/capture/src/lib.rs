//! Camera, card finding, quality, reading and barcodes.
//!
//! A frame goes through three gates. [`Judge`] says within a preview frame's time whether a card is held well and,
//! if not, what would help. [`rectify`] turns the card upright. [`read_card`] reads its words with a [`TextReader`]
//! and understands them by where they stand. Nothing is invented: what was not read stays empty.

pub mod aamva;
mod card;
pub mod code;
pub mod document;
mod file;
mod frame;
#[doc(hidden)]
pub mod fuzzing;
mod geometry;
pub mod health_card;
mod judge;
pub mod mbi;
pub mod mrz;
pub mod picture;
mod picture_camera;
mod reading;
mod rectify;
mod text;
mod understand;

#[cfg(feature = "camera")]
mod device_camera;

pub use card::{CardFields, CardSide, Copays, CoverageKind, Field, Phones};
#[cfg(feature = "camera")]
pub use device_camera::DeviceCamera;
pub use file::{
    DocumentFields, FileFields, FileReading, Kind, Quality, ReadContext, read_file, read_file_with, read_picture,
    read_picture_with,
};
pub use frame::{Camera, CameraError, Frame, FrameSender, FrameStream, Source};
pub use geometry::{Bounds, Point, Quad};
pub use judge::{Advice, Assessment, Guidance, Judge, Spot, Way, assess};
pub use picture_camera::PictureCamera;
pub use reading::{CardReading, read_card};
pub use rectify::{CARD_HEIGHT, CARD_WIDTH, rectify};
pub use text::{ReadError, Tesseract, TextReader, Word};
pub use understand::{PayerNames, PayerTable, PayerTableError, understand};
