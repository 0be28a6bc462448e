//! A kiosk on the bench, for the tests of screens: a central that answers what it is told to, no devices, and a
//! drawing of any page to look at and to measure.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::sync::Arc;

use futures::FutureExt;
use iced::advanced::renderer::Headless;
use iced::{Point, Size, Task};
use iced_runtime::user_interface::{self, UserInterface};
use jiff::Timestamp;
use registration::Session;
use registration::bill::{PaymentLink, PaymentState};
use registration::identity::Guess;
use registration::insurance::Eligibility;
use registration::journey::Step;
use registration::mapping::task::HelpState;
use registration::session::{DeskNote, Dossier};
use ui::{Chrome, Item, Page};
use uuid::Uuid;

use crate::config::Config;
use crate::core::{Comfort, Core, TextSize};
use crate::screen::Action;
use crate::service::Services;
use crate::service::central::{Central, Delivery, Found, Override, Reply, Unanswered};
use crate::service::clock::Clock;
use crate::service::printing::{NotPrinted, Papers, Printing};
use crate::service::speech::Silent;
use crate::staff::{Roster, Trail};

/// The moment of all tests: a Monday morning.
pub(in crate::screen) const NOW: &str = "2026-11-23T15:30:00Z";

/// A central that knows nothing but what a payer says.
struct OneAnswer(Eligibility);

impl Central for OneAnswer {
    fn find(&self, _: Guess, _: Timestamp) -> Reply<Result<Option<Found>, Unanswered>> {
        async { Ok(None) }.boxed()
    }

    fn dossier(&self, _: Option<registration::Record>) -> Reply<Dossier> {
        async { Dossier::default() }.boxed()
    }

    fn eligibility(&self, _: Session, _: Timestamp) -> Reply<Eligibility> {
        let answer = self.0.clone();
        async { answer }.boxed()
    }

    fn payment_link(&self, _: Session, _: Timestamp) -> Reply<Result<PaymentLink, Unanswered>> {
        async { Err(Unanswered) }.boxed()
    }

    fn payment_state(&self, _: String) -> Reply<PaymentState> {
        async { PaymentState::Unavailable }.boxed()
    }

    fn call_help(&self, _: Uuid, _: Step, _: String, _: Timestamp) -> Reply<Result<String, Unanswered>> {
        async { Err(Unanswered) }.boxed()
    }

    fn help_state(&self, _: String) -> Reply<Result<HelpState, Unanswered>> {
        async { Err(Unanswered) }.boxed()
    }

    fn tell_desk(&self, _: Uuid, _: Vec<DeskNote>, _: Timestamp) -> Reply<()> {
        async {}.boxed()
    }

    fn send(&self, _: Session, _: Timestamp) -> Reply<Delivery> {
        async { Delivery::Waiting }.boxed()
    }

    fn hand_over(&self, _: Session, _: String, _: Timestamp) -> Reply<Delivery> {
        async { Delivery::Waiting }.boxed()
    }

    fn report(&self, _: Override) -> Reply<()> {
        async {}.boxed()
    }

    fn next_ticket(&self, _: Timestamp) -> u32 {
        1
    }
}

struct NoPrinter;

impl Printing for NoPrinter {
    fn print(&self, _: Papers) -> Reply<Result<(), NotPrinted>> {
        async { Err(NotPrinted) }.boxed()
    }

    fn copies(&self, _: Vec<paper::SignedDocument>) -> Reply<Result<Vec<Vec<u8>>, NotPrinted>> {
        async { Err(NotPrinted) }.boxed()
    }
}

struct Stopped;

impl Clock for Stopped {
    fn now(&self) -> Timestamp {
        NOW.parse().unwrap()
    }
}

/// A kiosk in a language, on a screen of this size.
pub(in crate::screen) fn core_on(language: &str, size: Size) -> Core {
    let data = std::env::temp_dir().join(format!("portico-bench-{}", Uuid::new_v4()));
    std::fs::create_dir_all(&data).unwrap();
    let services = Services {
        central: Arc::new(OneAnswer(Eligibility::Unavailable)),
        camera: None,
        reader: None,
        drafts: Arc::new(crate::draft::MemoryDrafts::new(Arc::new(Stopped))),
        printing: Arc::new(NoPrinter),
        speech: Arc::new(Silent),
        clock: Arc::new(Stopped),
        misses: Arc::default(),
        roster: Arc::new(Roster::open(&data).unwrap()),
        trail: Arc::new(Trail::open(&data, [7; 32]).unwrap()),
    };
    let mut config = Config::default();
    config.site.time_zone = Some("America/Chicago".to_owned());
    let mut core = Core::new(Arc::new(config), services, size);
    std::fs::remove_dir_all(&data).unwrap();
    core.speak(language);

    core
}

/// The usual kiosk, in English.
pub(in crate::screen) fn core() -> Core {
    core_on("en", Size::new(1080.0, 1920.0))
}

/// Every screen and look on which a page has to work, with a name for the picture.
pub(in crate::screen) fn everywhere() -> Vec<(String, Core)> {
    let sizes = [
        ("portrait", 1080.0, 1920.0),
        ("landscape", 1920.0, 1080.0),
        ("small", 768.0, 1366.0),
    ];
    let looks = [
        ("usual", Comfort::default()),
        (
            "largest",
            Comfort {
                text: TextSize::Largest,
                ..Comfort::default()
            },
        ),
        (
            "low",
            Comfort {
                low_reach: true,
                high_contrast: true,
                ..Comfort::default()
            },
        ),
    ];
    let mut all = Vec::new();
    for language in ["en", "es", "ar"] {
        for (size, width, height) in sizes {
            for (look, comfort) in looks {
                let mut core = core_on(language, Size::new(width, height));
                core.comfort(comfort);
                all.push((format!("{language}-{size}-{look}"), core));
            }
        }
    }

    all
}

/// Draws a page. What is on it comes back; a picture is written where `PORTICO_BENCH` names a directory.
pub(in crate::screen) fn draw<'a, M: Clone + 'a>(core: &'a Core, page: Page<'a, M>, name: &str) -> Vec<Item> {
    let back = page
        .back
        .clone()
        .or_else(|| page.primary.as_ref().and_then(|primary| primary.message.clone()));
    let any = back.expect("a page has a way on or back");
    let chrome = Chrome {
        step: Some((5, 9, "Step 5 of 9".to_owned(), "Insurance".to_owned())),
        help: ("Help".to_owned(), any.clone()),
        start_over: Some(("Start over".to_owned(), any.clone())),
        language: Some((core.locale.language.name.to_owned(), any)),
        back_label: crate::t!(core.locale, "back"),
        banner: None,
    };
    let element = ui::frame(&core.look, chrome, page);
    let size = core.look.canvas;
    let made = <iced::Renderer as Headless>::new(core.look.font(), iced::Pixels(30.0), Some("tiny-skia"));
    let mut renderer = futures::executor::block_on(made).expect("a software renderer");
    if let Ok(mut fonts) = iced::advanced::graphics::text::font_system().write() {
        fonts.load_font(std::borrow::Cow::Borrowed(ui::icon_font()));
    }
    let mut interface = UserInterface::build(element, size, user_interface::Cache::default(), &mut renderer);
    let mut inventory = ui::inventory();
    interface.operate(&renderer, &mut inventory);
    if let Some(directory) = std::env::var_os("PORTICO_BENCH") {
        let frame = iced::Event::Window(iced::window::Event::RedrawRequested(std::time::Instant::now()));
        let cursor = iced::mouse::Cursor::Unavailable;
        let clipboard = &mut iced::advanced::clipboard::Null;
        let _ = interface.update(&[frame], cursor, &mut renderer, clipboard, &mut Vec::new());
        let style = iced::advanced::renderer::Style {
            text_color: core.look.palette.ink,
        };
        interface.draw(&mut renderer, &iced::Theme::Light, &style, cursor);
        let (width, height) = (size.width as u32, size.height as u32);
        let pixels = renderer.screenshot(Size::new(width, height), 1.0, core.look.palette.ground);
        let picture = image::RgbaImage::from_raw(width, height, pixels).unwrap();
        let file = std::path::Path::new(&directory).join(format!("{name}.png"));
        image::DynamicImage::from(picture).to_rgb8().save(file).unwrap();
    }

    inventory.into_items()
}

/// What does not fit: what runs over the edge, is squeezed, or lies over the buttons at the bottom.
pub(in crate::screen) fn misfits(core: &Core, items: &[Item], name: &str) -> Vec<String> {
    use ui::Role;

    let canvas = core.look.canvas;
    let bottom: Vec<_> = [
        "back",
        "primary",
        "shutter",
        "insurance-keep",
        "insurance-go-on",
        "decline-yes",
    ]
    .iter()
    .filter_map(|id| items.iter().find(|item| item.id == *id).map(|item| item.bounds))
    .collect();
    let top = bottom.iter().map(|bounds| bounds.y).fold(f32::INFINITY, f32::min);
    let stacked = !core.look.landscape() && !core.look.low_reach;
    let mut misfits = Vec::new();
    for item in items {
        let bounds = item.bounds;
        let least = match item.role {
            Role::Button | Role::Choice | Role::Field | Role::Toggle => core.look.target() - 1.5,
            Role::SignaturePad => core.look.px(250.0),
            Role::Heading | Role::Text | Role::Alert | Role::Status if !item.label.is_empty() => core.look.px(30.0),
            _ => 0.0,
        };
        let in_bar = bottom.contains(&bounds);
        let over = |bar: &iced::Rectangle| {
            bar.intersection(&bounds)
                .is_some_and(|both| both.width > 1.0 && both.height > 1.0)
        };
        let mut say = |what: &str| misfits.push(format!("{name}: {:?} \"{}\" {what}: {bounds:?}", item.role, item.id));
        if bounds.x < -1.0 || bounds.x + bounds.width > canvas.width + 1.0 {
            say("runs over the side");
        }
        if bounds.y < -1.0 || bounds.y + bounds.height > canvas.height + 1.0 {
            say("runs over the end");
        }
        if item.id.starts_with("page-down") || item.id.starts_with("page-up") {
            say("is needed");
        }
        if bounds.height < least {
            say("is squeezed");
        }
        if !in_bar && bottom.iter().any(over) {
            say("lies over the bottom bar");
        } else if !in_bar && stacked && bounds.y + bounds.height > top + 1.0 {
            say("runs under the bottom bar");
        }
    }

    misfits
}

/// Runs what an action asks for until it is done, and brings the messages.
pub(in crate::screen) fn run<M: Send + 'static>(task: Task<M>) -> Vec<M> {
    use futures::StreamExt;

    let Some(stream) = iced_runtime::task::into_stream(task) else {
        return Vec::new();
    };
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();

    runtime.block_on(async move {
        let outputs = stream.filter_map(|action| async move {
            match action {
                iced_runtime::Action::Output(message) => Some(message),
                _ => None,
            }
        });

        outputs.collect().await
    })
}

/// Runs an action and those that follow from it, until `on_message` has nothing more to do.
pub(in crate::screen) fn run_until<M: Send + 'static>(
    first: Action<M>,
    within: std::time::Duration,
    mut on_message: impl FnMut(M) -> Option<Action<M>>,
) {
    use futures::StreamExt;

    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .unwrap();
    let (sender, mut messages) = tokio::sync::mpsc::unbounded_channel();
    let start = |action: Action<M>| {
        let (Action::Run(task) | Action::Keep(_, task)) = action else {
            return;
        };
        let Some(mut stream) = iced_runtime::task::into_stream(task) else {
            return;
        };
        let sender = sender.clone();
        runtime.spawn(async move {
            while let Some(action) = stream.next().await {
                if let iced_runtime::Action::Output(message) = action
                    && sender.send(message).is_err()
                {
                    break;
                }
            }
        });
    };
    start(first);
    let began = std::time::Instant::now();
    while began.elapsed() < within {
        let waited = async { tokio::time::timeout(within, messages.recv()).await };
        let Ok(Some(message)) = runtime.block_on(waited) else {
            break;
        };
        match on_message(message) {
            Some(action) => start(action),
            None => break,
        }
    }
    runtime.shutdown_background();
}

/// A place on a pad.
pub(in crate::screen) fn place(x: f32, y: f32) -> Point {
    Point::new(x, y)
}
