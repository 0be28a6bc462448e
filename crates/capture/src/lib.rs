//! Camera, card finding, quality, reading and barcodes.
//!
//! A frame goes through three gates. [`Judge`] says within a preview frame's time whether a card is held well and,
//! if not, what would help. [`rectify`] turns the card upright. [`read_card`] reads its words with a [`TextReader`]
//! and understands them by where they stand. Nothing is invented: what was not read stays empty.

pub mod aamva;
mod address;
mod advice;
mod amount_first;
mod candidate;
mod card;
pub mod code;
mod cut;
mod date;
mod dependants;
pub mod document;
mod edges;
mod file;
mod finder;
mod frame;
mod frames;
#[doc(hidden)]
pub mod fuzzing;
mod geometry;
mod glare;
pub mod health_card;
mod identifier;
mod judge;
mod label_parts;
mod labels;
mod layout;
mod line_model;
mod lines;
mod logos;
mod marking;
pub mod mbi;
mod medicare;
mod misread;
mod money;
mod motion;
pub mod mrz;
mod names;
mod pairing;
mod passes;
mod payer;
mod payer_table;
mod phones;
pub mod picture;
mod picture_camera;
mod plan;
mod process;
mod quality;
mod reading;
mod rectify;
mod refine;
mod reread;
mod runs;
mod segments;
mod series;
mod shape;
mod specks;
mod stranger;
mod strips;
mod subscriber;
mod telephone;
mod tesseract;
mod text;
mod tiff;
mod tokens;
mod understand;
mod unlabelled;
mod value;

#[cfg(feature = "camera")]
mod device_camera;

pub use advice::{Advice, Spot, Way};
pub use card::{CardFields, CardSide, Copays, CoverageKind, Field, Phones};
#[cfg(feature = "camera")]
pub use device_camera::DeviceCamera;
pub use file::{
    DocumentFields, FileFields, FileReading, Kind, Quality, ReadContext, read_file, read_file_with, read_picture,
    read_picture_with,
};
pub use frame::{Camera, CameraError, Frame, FrameSender, FrameStream, Source};
pub use geometry::{Bounds, Point, Quad};
pub use judge::{Assessment, Guidance, Judge, assess};
pub use payer_table::{PayerTable, PayerTableError};
pub use picture_camera::PictureCamera;
pub use reading::{CardReading, read_card};
pub use rectify::{CARD_HEIGHT, CARD_WIDTH, rectify};
pub use tesseract::Tesseract;
pub use text::{Letters, ReadError, TextReader, Word};
pub use understand::{understand, understand_with};
