//! The camera: frames become previews and verdicts in the background, and the verdicts decide when a picture is taken.

use std::sync::Arc;
use std::time::{Duration, Instant};

use capture::{Assessment, Camera, FrameStream, Guidance, Judge, Quad};
use futures::{Stream, StreamExt};
use iced::Point;
use iced::task::Handle as Running;
use iced::widget::image::Handle;
use image::RgbImage;
use registration::insurance::Side;

use super::digital::Refusal;
use super::guidance::{Steady, Voice, Word};
use crate::core::Core;
use crate::t;

/// The preview's size: larger pictures flicker on some renderers.
const PREVIEW: (u32, u32) = (640, 480);

/// So many good frames in a row take the picture by themselves.
const STEADY: u8 = 5;

/// How often a digital card is looked for.
const CODES: Duration = Duration::from_millis(400);

/// Without a frame for so long the camera is taken to be broken.
const SILENCE: Duration = Duration::from_secs(10);

/// How often a camera is asked to open, and the pause between.
const ATTEMPTS: u8 = 3;
const BREATH: Duration = Duration::from_millis(300);

/// Under this sharpness small print is lost (see [`Assessment::sharpness`]).
const SHARP: f32 = 0.4;

/// Grid of the print by which the two sides of a card are told apart.
const PRINT: (usize, usize) = (24, 15);

/// Two pictures of the same side differ less than this, in levels of grey a place.
const SAME_SIDE: f32 = 9.0;

/// A frame that was looked at.
#[derive(Clone)]
pub struct Seen {
    /// The frame itself.
    pub(super) frame: Arc<RgbImage>,
    /// What is shown of it.
    pub(super) preview: Handle,
    /// Where the card is in the preview.
    pub(super) outline: Option<[Point; 4]>,
    /// What it is worth.
    pub(super) assessment: Assessment,
    /// The card's pattern of light and dark.
    pub(super) print: Option<Print>,
    /// A digital card, or a part of one.
    pub(super) code: Option<Arc<str>>,
}

/// A card's pattern of light and dark, without its mean brightness.
#[derive(Clone)]
pub struct Print(Vec<f32>);

/// Why a picture was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Refused {
    /// The camera says why.
    Seen(Guidance),
    /// Nothing on it could be read.
    Unreadable,
    /// It is a digital card that is not taken.
    Digital(Refusal),
}

/// What a frame leads to.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// Go on looking.
    Look,
    /// Take this one.
    Take,
}

/// The open camera.
pub(super) struct Lens {
    /// The side that is asked for.
    pub(super) side: Side,
    /// The newest frame.
    pub(super) seen: Option<Seen>,
    /// Why the last picture was refused.
    pub(super) refused: Option<Refused>,
    /// So many codes of a digital card were seen, of so many.
    pub(super) parts: Option<(usize, usize)>,
    words: Steady,
    voice: Voice,
    mirrored: bool,
    /// The front's pattern, while the back is asked for: the same side is not taken twice.
    front: Option<Print>,
    steady: u8,
    /// Closes the camera when the page is left.
    _running: Option<Running>,
}

impl Lens {
    pub(super) fn new(side: Side, front: Option<Print>, running: Option<Running>, core: &Core) -> Self {
        Self {
            side,
            seen: None,
            refused: None,
            parts: None,
            words: Steady::default(),
            voice: Voice::new(core.now()),
            mirrored: core.config.camera.mirrored(),
            front,
            steady: 0,
            _running: running,
        }
    }

    /// Takes a frame in.
    pub(super) fn look(&mut self, seen: Seen) -> Verdict {
        let good = seen.assessment.guidance == Guidance::Good;
        self.words.see(Word::of(&seen.assessment, self.mirrored));
        self.seen = Some(seen);
        self.steady = if good && !self.waits_for_the_back() {
            self.steady.saturating_add(1)
        } else {
            0
        };
        if self.steady >= STEADY {
            self.steady = 0;
            Verdict::Take
        } else {
            Verdict::Look
        }
    }

    /// What the person should do next, once a frame has come.
    pub(super) fn word(&self) -> Option<Word> {
        self.words.shown()
    }

    /// What is to be said aloud now, to whoever asked for it.
    pub(super) fn says(&mut self, core: &Core) -> Option<String> {
        let word = self.word().filter(|_| core.comfort.speech)?;

        self.voice.speaks(word, core.now()).then(|| {
            if self.shows_the_front_again() {
                t!(core.locale, "insurance-turn-over")
            } else {
                word.words(&core.locale)
            }
        })
    }

    /// Whether a card is there, and it still shows the front where the back is asked for.
    pub(super) fn shows_the_front_again(&self) -> bool {
        let card = self.seen.as_ref().is_some_and(|seen| seen.assessment.quad.is_some());

        card && self.waits_for_the_back()
    }

    /// The person takes the picture themselves.
    pub(super) fn shutter(&mut self) -> Verdict {
        let Some(seen) = &self.seen else {
            return Verdict::Look;
        };
        self.steady = 0;
        self.refused = refusal(&seen.assessment).map(Refused::Seen);

        if self.refused.is_none() {
            Verdict::Take
        } else {
            Verdict::Look
        }
    }

    /// Whether the side before the camera is still the front.
    pub(super) fn waits_for_the_back(&self) -> bool {
        let now = self.seen.as_ref().and_then(|seen| seen.print.as_ref());

        self.front
            .as_ref()
            .zip(now)
            .is_some_and(|(front, now)| front.is_like(now))
    }
}

/// What speaks against a picture, if anything. A card that only was not held still long enough is sharp enough.
fn refusal(assessment: &Assessment) -> Option<Guidance> {
    match assessment.guidance {
        Guidance::Good => None,
        Guidance::HoldStill => (assessment.sharpness < SHARP).then_some(Guidance::HoldStill),
        other => Some(other),
    }
}

impl Print {
    fn of(frame: &RgbImage, quad: &Quad) -> Self {
        let [top_left, top_right, bottom_right, bottom_left] = quad.0;
        let (columns, rows) = PRINT;
        let mut levels = Vec::with_capacity(columns * rows);
        for row in 0..rows {
            let down = (row as f32 + 0.5) / rows as f32;
            let (left, right) = (
                top_left.towards(bottom_left, down),
                top_right.towards(bottom_right, down),
            );
            for column in 0..columns {
                let place = left.towards(right, (column as f32 + 0.5) / columns as f32);
                levels.push(level(frame, place.x, place.y, quad.width() / columns as f32 / 3.0));
            }
        }
        let mean = levels.iter().sum::<f32>() / levels.len().max(1) as f32;
        for level in &mut levels {
            *level -= mean;
        }

        Self(levels)
    }

    fn is_like(&self, other: &Self) -> bool {
        let difference: f32 = self
            .0
            .iter()
            .zip(&other.0)
            .map(|(here, there)| (here - there).abs())
            .sum();

        difference / (self.0.len().max(1) as f32) < SAME_SIDE
    }
}

/// The mean grey of a small neighbourhood, so that a card that moved by a hair keeps its pattern.
fn level(frame: &RgbImage, x: f32, y: f32, reach: f32) -> f32 {
    let mut sum = 0.0;
    let mut count = 0.0_f32;
    for step_down in -2..=2_i8 {
        for step_across in -2..=2_i8 {
            let across = x + f32::from(step_across) * reach / 2.0;
            let down = y + f32::from(step_down) * reach / 2.0;
            if across < 0.0 || down < 0.0 {
                continue;
            }
            if let Some(image::Rgb([red, green, blue])) = frame.get_pixel_checked(across as u32, down as u32) {
                sum += 0.3 * f32::from(*red) + 0.59 * f32::from(*green) + 0.11 * f32::from(*blue);
                count += 1.0;
            }
        }
    }

    sum / count.max(1.0)
}

/// The pattern of a card, for tests that bring their own frames.
#[cfg(test)]
pub(super) fn print_of(frame: &RgbImage, quad: &Quad) -> Print {
    Print::of(frame, quad)
}

/// The digital card in a frame, if there is one.
fn health_card(frame: &RgbImage) -> Option<Arc<str>> {
    let codes = capture::code::find(frame, &[capture::code::Format::Qr]);
    let card = codes
        .into_iter()
        .find(|code| capture::health_card::is_health_card(&code.text))?;

    Some(Arc::from(card.text))
}

/// Looks at a frame: verdict, preview on a ground of the given colour, outline.
pub(super) fn examine(frame: RgbImage, judge: &mut Judge, (ground, mirrored): ([u8; 4], bool)) -> Seen {
    let assessment = judge.look(&frame);
    let (width, height) = (frame.width().max(1) as f32, frame.height().max(1) as f32);
    let scale = (PREVIEW.0 as f32 / width).min(PREVIEW.1 as f32 / height);
    let shown = (
        ((width * scale) as u32).clamp(1, PREVIEW.0),
        ((height * scale) as u32).clamp(1, PREVIEW.1),
    );
    let left = (PREVIEW.0 - shown.0) / 2;
    let top = (PREVIEW.1 - shown.1) / 2;
    let outline = assessment.quad.map(|quad| {
        quad.0.map(|corner| {
            let across = (corner.x * scale + left as f32) / PREVIEW.0 as f32;

            Point::new(
                if mirrored { 1.0 - across } else { across },
                (corner.y * scale + top as f32) / PREVIEW.1 as f32,
            )
        })
    });
    let print = assessment.quad.map(|quad| Print::of(&frame, &quad));
    let small = image::imageops::thumbnail(&frame, shown.0, shown.1);
    let mut preview = image::RgbaImage::from_pixel(PREVIEW.0, PREVIEW.1, image::Rgba(ground));
    for (x, y, image::Rgb([red, green, blue])) in small.enumerate_pixels() {
        let x = if mirrored { shown.0 - 1 - x } else { x };
        preview.put_pixel(x + left, y + top, image::Rgba([*red, *green, *blue, u8::MAX]));
    }

    Seen {
        frame: Arc::new(frame),
        preview: Handle::from_rgba(PREVIEW.0, PREVIEW.1, preview.into_raw()),
        outline,
        assessment,
        print,
        code: None,
    }
}

/// Opens the camera. One that was closed a moment ago may still be letting go.
async fn open(camera: &Arc<dyn Camera>) -> Option<FrameStream> {
    for attempt in 1..=ATTEMPTS {
        let camera = camera.clone();
        match tokio::task::spawn_blocking(move || camera.open()).await {
            Ok(Ok(frames)) => return Some(frames),
            Ok(Err(error)) => tracing::warn!(%error, attempt, "the camera did not open"),
            Err(_) => return None,
        }
        if attempt < ATTEMPTS {
            tokio::time::sleep(BREATH).await;
        }
    }

    None
}

/// Where the watching stands.
enum Watch {
    Closed(Arc<dyn Camera>),
    Open(Box<Open>),
    Over,
}

/// An open camera.
struct Open {
    frames: FrameStream,
    judge: Judge,
    /// When a code was looked for last: it costs as much as a verdict.
    coded: Option<Instant>,
}

/// Opens the camera and looks at its frames; the last item is `None` when it does not work. While one frame is looked
/// at the camera replaces those that come, so the preview shows the present. Dropping the stream closes the camera.
pub(super) fn watch(camera: Arc<dyn Camera>, shown: ([u8; 4], bool)) -> impl Stream<Item = Option<Seen>> + Send {
    futures::stream::unfold(Watch::Closed(camera), move |state| async move {
        let mut open = match state {
            Watch::Closed(camera) => match open(&camera).await {
                Some(frames) => Box::new(Open {
                    frames,
                    judge: Judge::new(),
                    coded: None,
                }),
                None => return Some((None, Watch::Over)),
            },
            Watch::Open(open) => open,
            Watch::Over => return None,
        };
        let Ok(Some(frame)) = tokio::time::timeout(SILENCE, open.frames.next()).await else {
            tracing::warn!("the camera gives no pictures");
            return Some((None, Watch::Over));
        };
        let looked = tokio::task::spawn_blocking(move || {
            let mut seen = examine(frame.image, &mut open.judge, shown);
            if open.coded.is_none_or(|last| last.elapsed() >= CODES) {
                seen.code = health_card(&seen.frame);
                open.coded = Some(Instant::now());
            }

            (seen, open)
        });

        match looked.await {
            Ok((seen, open)) => Some((Some(seen), Watch::Open(open))),
            Err(_) => Some((None, Watch::Over)),
        }
    })
}
