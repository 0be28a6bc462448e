//! What is held to the camera: the QR code of an appointment, the back of a driver licence, a passport or identity card.

use std::sync::Arc;
use std::time::{Duration, Instant};

use capture::document::{self, Document};
use capture::{Camera, Frame};
use futures::{SinkExt, Stream, StreamExt};
use iced::widget::image::Handle;
use image::imageops;
use jiff::civil::Date;

use super::scanner::{Scanned, understand};

/// How often something to read is looked for, at most.
const LOOK: Duration = Duration::from_millis(200);

/// How often the preview changes.
const SHOW: Duration = Duration::from_millis(100);

/// After this time without anything to read it is said how to hold it.
const NOTHING: Duration = Duration::from_secs(12);

/// The preview, as large as it is shown at most (4:3).
const PREVIEW: (u32, u32) = (640, 480);

/// What the camera tells.
#[derive(Clone)]
pub enum Seen {
    /// The picture now.
    Preview(Handle),
    /// Something was read.
    Scanned(Box<Scanned>),
    /// Nothing that can be read has been held up for a while.
    NothingYet,
    /// The camera gives no pictures.
    Gone,
}

/// Everything that the camera sees until it is dropped or has read something.
pub fn watch(camera: Arc<dyn Camera>, today: Date) -> impl Stream<Item = Seen> {
    iced::stream::channel(2, async move |mut seen: futures::channel::mpsc::Sender<Seen>| {
        // Opening a device blocks for as long as the device likes.
        let opened = tokio::task::spawn_blocking(move || camera.open()).await;
        let Ok(Ok(mut frames)) = opened else {
            let _ = seen.send(Seen::Gone).await;
            return;
        };
        let mut shown = None;
        let mut looked = None;
        // Reading takes longer than a frame: the preview goes on meanwhile.
        let mut reading: Option<tokio::task::JoinHandle<Option<Scanned>>> = None;
        let began = Instant::now();
        let mut said = false;
        while let Some(frame) = frames.next().await {
            let frame = Arc::new(frame);
            if due(&mut shown, SHOW)
                && let Some(preview) = in_background(&frame, preview).await
                && seen.send(Seen::Preview(preview)).await.is_err()
            {
                return;
            }
            if reading.as_ref().is_none_or(tokio::task::JoinHandle::is_finished) && due(&mut looked, LOOK) {
                if let Some(done) = reading.take()
                    && let Ok(Some(scanned)) = done.await
                {
                    let _ = seen.send(Seen::Scanned(Box::new(scanned))).await;
                    return;
                }
                let frame = frame.clone();
                reading = Some(tokio::task::spawn_blocking(move || read(&frame, today)));
            }
            if !said && began.elapsed() > NOTHING {
                said = true;
                let _ = seen.send(Seen::NothingYet).await;
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

/// What a frame shows, if it is anything of ours. A code of somebody else's is not spoken of: people hold up what lies
/// on top, and turn to the right page a moment later.
fn read(frame: &Frame, today: Date) -> Option<Scanned> {
    match document::look(&frame.image, today)? {
        Document::Licence(licence) => Some(Scanned::Licence(licence)),
        Document::Travel(document) => Some(Scanned::Travel(document)),
        Document::HealthCard(text) => Some(Scanned::HealthCard(text)),
        Document::Code(code) => match understand(&code.text, today) {
            Scanned::Other => None,
            scanned => Some(scanned),
        },
    }
}
