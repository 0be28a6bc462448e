//! Camera, card finding, quality, reading and barcodes.
//!
//! A frame goes through three gates. [`Judge`] says within a preview frame's time whether a card is held well and,
//! if not, what would help. [`rectify`] turns the card upright. [`read_card`] reads its words with a [`TextReader`]
//! and understands them by where they stand. Nothing is invented: what was not read stays empty.

pub mod aamva;
mod card;
pub mod code;
mod cut;
mod document;
mod edges;
mod file;
mod finder;
mod frame;
mod geometry;
mod judge;
mod labels;
mod layout;
mod lines;
pub mod mbi;
mod mosaic;
mod passes;
mod payer;
mod payer_table;
pub mod picture;
mod picture_camera;
mod quality;
mod reading;
mod rectify;
mod refine;
mod segments;
mod shape;
mod tesseract;
mod text;
mod understand;
mod value;

#[cfg(feature = "camera")]
mod device_camera;

pub use card::{CardFields, Copays, Field};
#[cfg(feature = "camera")]
pub use device_camera::DeviceCamera;
pub use file::{DocumentFields, FileFields, FileReading, Kind, Quality, read_file, read_picture};
pub use frame::{Camera, CameraError, Frame, FrameSender, FrameStream, Source};
pub use geometry::{Bounds, Point, Quad};
pub use judge::{Assessment, Guidance, Judge, assess};
pub use payer_table::{PayerTable, PayerTableError};
pub use picture_camera::PictureCamera;
pub use reading::{CardReading, read_card};
pub use rectify::{CARD_HEIGHT, CARD_WIDTH, rectify};
pub use tesseract::Tesseract;
pub use text::{ReadError, TextReader, Word};
pub use understand::{understand, understand_with};
