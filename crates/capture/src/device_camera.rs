//! A real camera. One thread owns it from opening to closing, because camera handles may not change threads.
//!
//! Tried on Linux only. On macOS the library below can end the process when a camera goes away: experimental there.

use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use nokhwa::Camera as Device;
use nokhwa::pixel_format::RgbFormat;
use nokhwa::utils::{
    ApiBackend, CameraFormat, CameraIndex, FrameFormat, RequestedFormat, RequestedFormatType, Resolution,
};

use crate::{Camera, CameraError, Frame, FrameSender, FrameStream};

/// How long a camera may take to deliver its first picture.
const START: Duration = Duration::from_secs(8);
/// A camera that fails this often in a row is gone.
const MAX_FAILURES: u32 = 30;

/// A camera of this machine.
#[derive(Clone, Debug)]
pub struct DeviceCamera {
    number: u32,
}

impl DeviceCamera {
    /// The camera with this number, such as 0 for `/dev/video0`.
    pub fn new(number: u32) -> Self {
        Self { number }
    }

    /// The cameras of this machine: number and name. Nodes that deliver no pictures, such as metadata nodes, are left
    /// out.
    pub fn list() -> Vec<(u32, String)> {
        nokhwa::query(ApiBackend::Auto)
            .unwrap_or_default()
            .into_iter()
            .filter_map(|info| {
                let number = info.index().as_index().ok()?;
                let mut device = Device::new(info.index().clone(), wanted()).ok()?;
                let delivers = !device.compatible_camera_formats().ok()?.is_empty();

                delivers.then(|| (number, info.human_name()))
            })
            .collect()
    }

    /// The first real camera, if there is one.
    pub fn first() -> Option<Self> {
        Self::list().first().map(|(number, _)| Self::new(*number))
    }
}

impl Camera for DeviceCamera {
    fn open(&self) -> Result<FrameStream, CameraError> {
        let (frames, stream) = FrameStream::channel();
        let (started, starting) = mpsc::channel();
        let number = self.number;

        thread::Builder::new()
            .name("camera".to_owned())
            .spawn(move || own(number, &started, &frames))
            .map_err(|error| CameraError::DidNotStart(error.kind().to_string()))?;

        match starting.recv_timeout(START) {
            Ok(Ok(())) => Ok(stream),
            Ok(Err(error)) => Err(error),
            Err(_) => Err(CameraError::DidNotStart("it delivered no picture in time".to_owned())),
        }
    }

    fn describe(&self) -> String {
        format!("camera {}", self.number)
    }
}

/// The nearest that the camera has to 1080p at 30 frames a second, compressed so that it fits through USB 2.
fn wanted() -> RequestedFormat<'static> {
    RequestedFormat::new::<RgbFormat>(RequestedFormatType::Closest(CameraFormat::new(
        Resolution::new(1920, 1080),
        FrameFormat::MJPEG,
        30,
    )))
}

/// Runs the camera until it is gone or nobody looks any more.
fn own(number: u32, started: &mpsc::Sender<Result<(), CameraError>>, frames: &FrameSender) {
    let opened = Device::new(CameraIndex::Index(number), wanted()).and_then(|mut device| {
        device.open_stream()?;

        Ok(device)
    });
    let mut device = match opened {
        Ok(device) => device,
        Err(error) => {
            let _ = started.send(Err(CameraError::DidNotStart(error.to_string())));
            return;
        }
    };
    let mut sequence = 0;
    let mut failures = 0;

    while !frames.is_closed() && failures < MAX_FAILURES {
        match device.frame().and_then(|buffer| buffer.decode_image::<RgbFormat>()) {
            Ok(image) => {
                let _ = started.send(Ok(()));
                frames.send(Frame { image, sequence });
                sequence += 1;
                failures = 0;
            }
            Err(error) => {
                // The first pictures after opening are often cut short.
                failures += 1;
                tracing::debug!(%error, "the camera delivered no picture");
                thread::sleep(Duration::from_millis(20));
            }
        }
    }

    if failures >= MAX_FAILURES {
        tracing::warn!(number, "the camera stopped delivering pictures");
        let _ = started.send(Err(CameraError::DidNotStart("it delivers no pictures".to_owned())));
    }

    let _ = device.stop_stream();
}
