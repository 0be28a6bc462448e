//! Frames and the cameras that make them.

use std::path::PathBuf;
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};

use futures::Stream;
use futures::task::AtomicWaker;
use image::RgbImage;

/// One picture from a camera.
#[derive(Clone)]
pub struct Frame {
    pub image: RgbImage,
    /// Counts the frames the camera made, so that a gap shows frames that nobody had time for.
    pub sequence: u64,
}

/// Where frames come from, as the configuration names it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Source {
    /// A camera of this machine, by its number.
    Device(u32),
    /// Every picture in a directory, in the order of their names.
    Directory(PathBuf),
    /// These pictures, in this order.
    Pictures(Vec<PathBuf>),
    /// This kiosk has no camera.
    #[default]
    None,
}

impl Source {
    /// The camera for this source, or `None` where there is none.
    pub fn camera(&self) -> Result<Option<Arc<dyn Camera>>, CameraError> {
        match self {
            #[cfg(feature = "camera")]
            Self::Device(number) => Ok(Some(Arc::new(crate::DeviceCamera::new(*number)))),
            #[cfg(not(feature = "camera"))]
            Self::Device(_) => Err(CameraError::NotBuilt),
            Self::Directory(path) => Ok(Some(Arc::new(crate::PictureCamera::directory(path)?))),
            Self::Pictures(paths) => Ok(Some(Arc::new(crate::PictureCamera::new(paths.clone())))),
            Self::None => Ok(None),
        }
    }
}

/// Something that makes frames.
pub trait Camera: Send + Sync {
    /// Starts the camera. Dropping the stream stops it.
    fn open(&self) -> Result<FrameStream, CameraError>;

    /// What a technician would call it.
    fn describe(&self) -> String;
}

/// Why a camera gives no frames.
#[derive(Debug, thiserror::Error)]
pub enum CameraError {
    #[error("no camera is connected")]
    Missing,
    #[error("this build has no support for cameras")]
    NotBuilt,
    #[error("the camera did not start: {0}")]
    DidNotStart(String),
    #[error("there are no pictures to play")]
    NoPictures,
    #[error("the pictures could not be listed")]
    Unlisted(#[source] std::io::Error),
}

/// The newest frame of an open camera, as a stream. A frame that nobody fetched is replaced by the next one, so a
/// slow reader sees the present, never a backlog. Dropping it stops the camera.
pub struct FrameStream {
    slot: Arc<Slot>,
}

/// The camera's end of a [`FrameStream`].
pub struct FrameSender {
    slot: Arc<Slot>,
}

#[derive(Default)]
struct Slot {
    latest: Mutex<Option<Frame>>,
    waker: AtomicWaker,
    reader_gone: AtomicBool,
    sender_gone: AtomicBool,
}

impl FrameStream {
    /// A stream and the end that feeds it.
    pub fn channel() -> (FrameSender, Self) {
        let slot = Arc::new(Slot::default());

        (
            FrameSender {
                slot: Arc::clone(&slot),
            },
            Self { slot },
        )
    }
}

impl FrameSender {
    /// Replaces the newest frame. Returns `false` once nobody is looking any more: the camera should stop.
    pub fn send(&self, frame: Frame) -> bool {
        if self.is_closed() {
            return false;
        }

        *self.slot.latest.lock().unwrap_or_else(PoisonError::into_inner) = Some(frame);
        self.slot.waker.wake();

        true
    }

    /// Whether the stream was dropped.
    pub fn is_closed(&self) -> bool {
        self.slot.reader_gone.load(Ordering::Acquire)
    }
}

impl Drop for FrameSender {
    fn drop(&mut self) {
        self.slot.sender_gone.store(true, Ordering::Release);
        self.slot.waker.wake();
    }
}

impl Drop for FrameStream {
    fn drop(&mut self) {
        self.slot.reader_gone.store(true, Ordering::Release);
    }
}

impl Stream for FrameStream {
    type Item = Frame;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Frame>> {
        self.slot.waker.register(context.waker());
        // The sender's end is read before the slot: a last frame sent just before it closed is still delivered.
        let ended = self.slot.sender_gone.load(Ordering::Acquire);
        let latest = self.slot.latest.lock().unwrap_or_else(PoisonError::into_inner).take();

        match latest {
            Some(frame) => Poll::Ready(Some(frame)),
            None if ended => Poll::Ready(None),
            None => Poll::Pending,
        }
    }
}
