//! The camera that shows pictures.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::time::Duration;

use capture::{Camera, CameraError, PictureCamera, Source};
use futures::StreamExt;
use image::{Rgb, RgbImage};

fn png(color: [u8; 3]) -> Vec<u8> {
    let mut bytes = Vec::new();
    RgbImage::from_pixel(320, 180, Rgb(color))
        .write_to(&mut std::io::Cursor::new(&mut bytes), image::ImageFormat::Png)
        .unwrap();

    bytes
}

fn next(stream: &mut capture::FrameStream) -> capture::Frame {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .build()
        .unwrap();

    runtime
        .block_on(async { tokio::time::timeout(Duration::from_secs(5), stream.next()).await })
        .expect("a frame comes in time")
        .expect("the camera goes on")
}

fn shows(stream: &mut capture::FrameStream, color: [u8; 3]) -> bool {
    (0..20).any(|_| next(stream).image.get_pixel(960, 540).0 == color)
}

#[test]
fn it_shows_frames_as_large_as_a_cameras_and_goes_on_to_the_last_picture() {
    let camera = PictureCamera::from_bytes(vec![png([200, 0, 0]), png([0, 200, 0])]).with_frames_a_picture(2);
    let mut stream = camera.open().unwrap();
    let first = next(&mut stream);

    assert_eq!(first.image.dimensions(), (1920, 1080));
    assert!(shows(&mut stream, [0, 200, 0]));
    assert_eq!(camera.current(), 1);
}

#[test]
fn somebody_can_choose_what_is_held_up() {
    let camera = PictureCamera::from_bytes(vec![png([200, 0, 0]), png([0, 200, 0]), png([0, 0, 200])]);
    let mut stream = camera.open().unwrap();

    camera.show(2);
    assert!(shows(&mut stream, [0, 0, 200]));
    camera.show(0);
    assert!(shows(&mut stream, [200, 0, 0]));
    camera.show(99);
    assert!(shows(&mut stream, [0, 0, 200]));
}

#[test]
fn a_picture_that_is_none_shows_as_an_empty_desk() {
    let camera = PictureCamera::from_bytes(vec![b"not a picture".to_vec()]);

    assert_eq!(next(&mut camera.open().unwrap()).image.dimensions(), (1920, 1080));
}

#[test]
fn a_directory_plays_its_pictures_in_order() {
    let directory = tempfile::tempdir().unwrap();
    std::fs::write(directory.path().join("b.png"), png([0, 200, 0])).unwrap();
    std::fs::write(directory.path().join("a.PNG"), png([200, 0, 0])).unwrap();
    std::fs::write(directory.path().join("notes.txt"), "no picture").unwrap();
    let camera = PictureCamera::directory(directory.path()).unwrap();

    assert_eq!(camera.len(), 2);
    assert_eq!(
        next(&mut camera.open().unwrap()).image.get_pixel(960, 540).0,
        [200, 0, 0]
    );
}

#[test]
fn nothing_to_show_is_an_error() {
    let directory = tempfile::tempdir().unwrap();

    assert!(matches!(
        PictureCamera::new(Vec::new()).open(),
        Err(CameraError::NoPictures)
    ));
    assert!(matches!(
        PictureCamera::directory(directory.path()),
        Err(CameraError::NoPictures)
    ));
    assert!(matches!(
        PictureCamera::directory("/nonexistent"),
        Err(CameraError::Unlisted(_))
    ));
    assert!(Source::None.camera().unwrap().is_none());
}

#[test]
fn dropping_the_stream_stops_the_camera() {
    let (sender, stream) = capture::FrameStream::channel();

    assert!(sender.send(capture::Frame {
        image: RgbImage::new(2, 2),
        sequence: 0
    }));
    drop(stream);
    assert!(!sender.send(capture::Frame {
        image: RgbImage::new(2, 2),
        sequence: 1
    }));
}

#[test]
fn a_slow_viewer_sees_the_newest_frame_and_then_the_end() {
    let (sender, mut stream) = capture::FrameStream::channel();

    for sequence in 0..5 {
        sender.send(capture::Frame {
            image: RgbImage::new(2, 2),
            sequence,
        });
    }

    drop(sender);
    assert_eq!(next(&mut stream).sequence, 4);

    let end = futures::executor::block_on(stream.next());
    assert!(end.is_none());
}
