//! A camera that shows pictures: for the demo, for rehearsals, and for a machine without a camera.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, PoisonError, RwLock};
use std::thread;
use std::time::Duration;

use image::imageops::{self, FilterType};
use image::{Rgb, RgbImage};

use crate::picture;
use crate::{Camera, CameraError, Frame, FrameSender, FrameStream};

/// What it shows is as large as a usual camera's frame.
const WIDTH: u32 = 1920;
const HEIGHT: u32 = 1080;
/// The colour around a picture of another shape.
const DESK: Rgb<u8> = Rgb([96, 92, 88]);
/// About ten frames a second.
const PAUSE: Duration = Duration::from_millis(100);
/// How many frames a picture stays before the next one comes.
const FRAMES_A_PICTURE: usize = 40;

/// Plays pictures as camera frames. Cloning it gives a second handle to the same camera.
#[derive(Clone)]
pub struct PictureCamera {
    shared: Arc<Shared>,
}

struct Shared {
    pictures: RwLock<Vec<Picture>>,
    /// The picture that is in front of the lens.
    current: AtomicUsize,
    /// Counts calls of `show`, so that an open camera starts the picture's time anew.
    shown: AtomicUsize,
    /// Somebody chooses the pictures: the camera does not go on by itself.
    held: AtomicBool,
    frames_a_picture: usize,
}

#[derive(Clone)]
enum Picture {
    File(PathBuf),
    Bytes(Arc<Vec<u8>>),
}

impl PictureCamera {
    /// Plays these files, and stays on the last.
    pub fn new(files: Vec<PathBuf>) -> Self {
        Self::playing(files.into_iter().map(Picture::File).collect())
    }

    /// Plays these PNG or JPEG pictures, and stays on the last.
    pub fn from_bytes(pictures: Vec<Vec<u8>>) -> Self {
        Self::playing(
            pictures
                .into_iter()
                .map(|bytes| Picture::Bytes(Arc::new(bytes)))
                .collect(),
        )
    }

    /// Plays every PNG and JPEG file of a directory in the order of their names.
    pub fn directory(path: impl AsRef<Path>) -> Result<Self, CameraError> {
        let mut files: Vec<PathBuf> = std::fs::read_dir(path)
            .map_err(CameraError::Unlisted)?
            .filter_map(Result::ok)
            .map(|entry| entry.path())
            .filter(|path| is_picture(path))
            .collect();
        files.sort();

        if files.is_empty() {
            Err(CameraError::NoPictures)
        } else {
            Ok(Self::new(files))
        }
    }

    /// How many frames a picture stays before the next one comes.
    #[must_use]
    pub fn with_frames_a_picture(self, frames: usize) -> Self {
        let shared = Shared {
            pictures: RwLock::new(
                self.shared
                    .pictures
                    .read()
                    .unwrap_or_else(PoisonError::into_inner)
                    .clone(),
            ),
            current: AtomicUsize::new(0),
            shown: AtomicUsize::new(0),
            held: AtomicBool::new(false),
            frames_a_picture: frames.max(1),
        };

        Self {
            shared: Arc::new(shared),
        }
    }

    /// Puts a picture in front of the lens and keeps it there until the next call. A number past the end shows the
    /// last picture.
    pub fn show(&self, index: usize) {
        let last = self.len().saturating_sub(1);
        self.shared.held.store(true, Ordering::Release);
        self.shared.current.store(index.min(last), Ordering::Release);
        self.shared.shown.fetch_add(1, Ordering::AcqRel);
    }

    /// Replaces all pictures by these files, starting from the first.
    pub fn load(&self, files: Vec<PathBuf>) {
        self.replace(files.into_iter().map(Picture::File).collect());
    }

    /// Replaces all pictures by these PNG or JPEG pictures, starting from the first.
    pub fn load_bytes(&self, pictures: Vec<Vec<u8>>) {
        self.replace(
            pictures
                .into_iter()
                .map(|bytes| Picture::Bytes(Arc::new(bytes)))
                .collect(),
        );
    }

    /// The number of the picture in front of the lens.
    pub fn current(&self) -> usize {
        self.shared.current.load(Ordering::Acquire)
    }

    /// How many pictures there are.
    pub fn len(&self) -> usize {
        self.shared
            .pictures
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .len()
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    fn playing(pictures: Vec<Picture>) -> Self {
        Self {
            shared: Arc::new(Shared {
                pictures: RwLock::new(pictures),
                current: AtomicUsize::new(0),
                shown: AtomicUsize::new(0),
                held: AtomicBool::new(false),
                frames_a_picture: FRAMES_A_PICTURE,
            }),
        }
    }

    fn replace(&self, pictures: Vec<Picture>) {
        *self.shared.pictures.write().unwrap_or_else(PoisonError::into_inner) = pictures;
        self.shared.held.store(false, Ordering::Release);
        self.shared.current.store(0, Ordering::Release);
        self.shared.shown.fetch_add(1, Ordering::AcqRel);
    }
}

impl Camera for PictureCamera {
    fn open(&self) -> Result<FrameStream, CameraError> {
        if self.is_empty() {
            return Err(CameraError::NoPictures);
        }

        let (sender, stream) = FrameStream::channel();
        let shared = Arc::clone(&self.shared);
        thread::Builder::new()
            .name("picture-camera".to_owned())
            .spawn(move || play(&shared, &sender))
            .map_err(|error| CameraError::DidNotStart(error.kind().to_string()))?;

        Ok(stream)
    }

    fn describe(&self) -> String {
        format!("a camera that shows {} pictures", self.len())
    }
}

fn is_picture(path: &Path) -> bool {
    path.extension()
        .and_then(|extension| extension.to_str())
        .is_some_and(|extension| ["png", "jpg", "jpeg"].contains(&extension.to_ascii_lowercase().as_str()))
}

/// Sends frames until nobody looks any more.
fn play(shared: &Shared, sender: &FrameSender) {
    let mut sequence = 0_u64;
    let mut canvas = desk();
    let mut on_canvas = None;
    let mut frames = 0;

    loop {
        let now = (
            shared.current.load(Ordering::Acquire),
            shared.shown.load(Ordering::Acquire),
        );

        if on_canvas != Some(now) {
            canvas = canvas_of(shared, now.0);
            on_canvas = Some(now);
            frames = 0;
        }

        if !sender.send(Frame {
            image: shaken(&canvas, sequence),
            sequence,
        }) {
            return;
        }

        sequence += 1;
        frames += 1;

        if frames >= shared.frames_a_picture && !shared.held.load(Ordering::Acquire) {
            let pictures = shared.pictures.read().unwrap_or_else(PoisonError::into_inner).len();
            let next = (now.0 + 1).min(pictures.saturating_sub(1));
            // Only if nobody chose a picture meanwhile.
            let _ = shared
                .current
                .compare_exchange(now.0, next, Ordering::AcqRel, Ordering::Acquire);
            frames = 0;
        }

        thread::sleep(PAUSE);
    }
}

/// A picture that cannot be read shows as an empty desk, as it would before a real lens.
fn canvas_of(shared: &Shared, index: usize) -> RgbImage {
    let picture = shared
        .pictures
        .read()
        .unwrap_or_else(PoisonError::into_inner)
        .get(index)
        .cloned();
    let decoded = match picture {
        Some(Picture::File(path)) => picture::open(&path),
        Some(Picture::Bytes(bytes)) => picture::decode(&bytes),
        None => return desk(),
    };

    match decoded {
        Ok(picture) => on_a_desk(picture),
        Err(error) => {
            tracing::warn!(%error, index, "a camera picture cannot be shown");
            desk()
        }
    }
}

fn desk() -> RgbImage {
    RgbImage::from_pixel(WIDTH, HEIGHT, DESK)
}

fn on_a_desk(picture: RgbImage) -> RgbImage {
    let (width, height) = picture.dimensions();

    if (width, height) == (WIDTH, HEIGHT) {
        return picture;
    }

    // A card's own scan would touch the frame's edges and look cut off: leave some desk around it.
    let shape = f64::from(width) / f64::from(height);
    let room = if (shape - 16.0 / 9.0).abs() < 0.02 { 1.0 } else { 0.86 };
    let scale = (f64::from(WIDTH) / f64::from(width)).min(f64::from(HEIGHT) / f64::from(height)) * room;
    let to = |side: u32| ((f64::from(side) * scale).round() as u32).max(1);
    let fitted = imageops::resize(&picture, to(width), to(height), FilterType::Triangle);
    let mut canvas = desk();
    let left = i64::from((WIDTH.saturating_sub(fitted.width())) / 2);
    let top = i64::from((HEIGHT.saturating_sub(fitted.height())) / 2);
    imageops::replace(&mut canvas, &fitted, left, top);

    canvas
}

/// The same picture moved by a pixel or two, as a hand would.
fn shaken(canvas: &RgbImage, sequence: u64) -> RgbImage {
    let offset = |factor: u64| ((sequence * factor) % 3) as i64 - 1;
    let mut frame = canvas.clone();
    imageops::replace(&mut frame, canvas, offset(7), offset(5));

    frame
}
