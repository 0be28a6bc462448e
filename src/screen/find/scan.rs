//! What is held to the camera: the QR code of an appointment, or the back of a driver licence.

use std::sync::Arc;
use std::time::{Duration, Instant};

use capture::code::{self, Format};
use capture::{Camera, Frame, aamva};
use futures::{SinkExt, Stream, StreamExt};
use iced::widget::image::Handle;
use image::imageops;
use registration::code::AppointmentCode;

/// How often codes are looked for.
const LOOK: Duration = Duration::from_millis(300);

/// How often the preview changes.
const SHOW: Duration = Duration::from_millis(100);

/// The preview, as large as it is shown at most (4:3).
const PREVIEW: (u32, u32) = (640, 480);

/// What the camera tells.
#[derive(Clone)]
pub enum Seen {
    /// The picture now.
    Preview(Handle),
    /// An appointment code.
    Code(AppointmentCode),
    /// A licence.
    Licence(Box<aamva::Licence>),
    /// The camera gives no pictures.
    Gone,
}

/// Everything that the camera sees until it is dropped or has seen a code.
pub fn watch(camera: Arc<dyn Camera>) -> impl Stream<Item = Seen> {
    iced::stream::channel(2, async move |mut seen: futures::channel::mpsc::Sender<Seen>| {
        // Opening a device blocks for as long as the device likes.
        let opened = tokio::task::spawn_blocking(move || camera.open()).await;
        let Ok(Ok(mut frames)) = opened else {
            let _ = seen.send(Seen::Gone).await;
            return;
        };
        let mut shown = None;
        let mut looked = None;
        while let Some(frame) = frames.next().await {
            let frame = Arc::new(frame);
            if due(&mut shown, SHOW)
                && let Some(preview) = in_background(&frame, preview).await
                && seen.send(Seen::Preview(preview)).await.is_err()
            {
                return;
            }
            if due(&mut looked, LOOK)
                && let Some(Some(found)) = in_background(&frame, read).await
            {
                let _ = seen.send(found).await;
                return;
            }
        }
        let _ = seen.send(Seen::Gone).await;
    })
}

fn due(last: &mut Option<Instant>, every: Duration) -> bool {
    let due = last.is_none_or(|last: Instant| last.elapsed() >= every);
    if due {
        *last = Some(Instant::now());
    }

    due
}

async fn in_background<T: Send + 'static>(frame: &Arc<Frame>, work: fn(&Frame) -> T) -> Option<T> {
    let frame = frame.clone();

    tokio::task::spawn_blocking(move || work(&frame)).await.ok()
}

/// The middle of the picture, small.
fn preview(frame: &Frame) -> Handle {
    let (width, height) = frame.image.dimensions();
    let (wide, high) = if width * 3 > height * 4 {
        (height * 4 / 3, height)
    } else {
        (width, width * 3 / 4)
    };
    let middle = imageops::crop_imm(&frame.image, (width - wide) / 2, (height - high) / 2, wide, high);
    let small = imageops::thumbnail(&*middle, PREVIEW.0, PREVIEW.1);
    let pixels: Vec<u8> = small
        .pixels()
        .flat_map(|pixel| [pixel.0[0], pixel.0[1], pixel.0[2], 255])
        .collect();

    Handle::from_rgba(PREVIEW.0, PREVIEW.1, pixels)
}

fn read(frame: &Frame) -> Option<Seen> {
    code::find(&frame.image, &[Format::Qr, Format::Pdf417])
        .into_iter()
        .find_map(|code| understand(code.format, &code.text))
}

/// What a code says, if it is one of ours.
pub fn understand(format: Format, text: &str) -> Option<Seen> {
    match format {
        Format::Pdf417 => aamva::parse(text).ok().map(|licence| Seen::Licence(Box::new(licence))),
        _ => AppointmentCode::parse(text).map(Seen::Code),
    }
}
